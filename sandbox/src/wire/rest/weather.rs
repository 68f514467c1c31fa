//! Where the weather acts on calls: before and after they are answered.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderName, HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Asked, Payload, Site, api_path, body, finish};
use crate::rate_limits::{self, Headers, Limited, Scope, Standing};
use crate::weather::CallHarm;
use crate::wire::Wire;
use crate::wire::line::Line;
use crate::world::errors::ApiError;

/// Everything under `/api`, in the weather that there is.
pub(in crate::wire) async fn serve(wire: &Wire, line: &Line, request: Request<Body>) -> Response {
    let (head, body) = request.into_parts();
    let payload = body::read(&head.headers, body).await;
    let Some(path) = api_path(head.uri.path()) else {
        return super::nowhere().await;
    };
    // A copy: the log would keep the connection's whole buffer for it.
    let said = payload.as_ref().map(|payload| Bytes::copy_from_slice(&payload.json)).unwrap_or_default();
    let asked = match Asked::find(wire, &head, path) {
        Ok(asked) => asked,
        Err(error) => return finish(wire, Site { head: &head, path, route: None, body: said }, Err(error)),
    };
    let site = Site { head: &head, path, route: Some(asked.route.template), body: said };
    let weather = wire.weather.for_call(asked.route.method, asked.route.template);
    wire.wait(weather.latency).await;
    match weather.harm {
        None => answer(wire, asked, site, payload).await,
        Some(CallHarm::ResetAfter) => {
            answer(wire, asked, site, payload).await;
            line.cut();
            StatusCode::OK.into_response()
        }
        Some(harm) => match instead(wire, &asked, &harm) {
            Some(response) => note(wire, site, response).await,
            None => {
                line.cut();
                StatusCode::OK.into_response()
            }
        },
    }
}

/// Answers within the rate limits.
async fn answer(wire: &Wire, asked: Asked<'_>, site: Site<'_>, payload: Result<Payload, ApiError>) -> Response {
    let now = wire.world.clock().now();
    match wire.weather.count(&counted(&asked, &site.body), now) {
        Ok(standing) => {
            let result = asked.handle(wire, payload).await;
            let response = finish(wire, site, result);
            wire.weather.count_answer(response.status().as_u16(), now);
            with_headers(response, Standing::headers(standing.as_ref(), now))
        }
        Err(limited) => {
            wire.weather.count_answer(429, now);
            note(wire, site, too_many(&limited)).await
        }
    }
}

/// A call, as far as limits care. What goes by a token is counted by the token, so that callbacks, of which an interaction has one,
/// do not share a bucket.
fn counted<'a>(asked: &'a Asked<'_>, body: &'a [u8]) -> rate_limits::Asked<'a> {
    let route = asked.route.template;
    let by_token = ["/webhooks/", "/interactions/"].iter().any(|start| route.starts_with(start));
    let names: &[&str] = if by_token { &["token"] } else { &["channel", "guild"] };
    let resource = names.iter().find_map(|name| asked.param(name)).unwrap_or_default();
    rate_limits::Asked { method: asked.route.method, route, caller: asked.caller, resource, body }
}

/// What a fault answers instead; nothing where the connection breaks.
fn instead(wire: &Wire, asked: &Asked<'_>, harm: &CallHarm) -> Option<Response> {
    let limited = |scope, milliseconds| {
        let now = wire.world.clock().now();
        let retry_after = Duration::from_millis(milliseconds);
        let standing = (scope == Scope::User)
            .then(|| Standing::exhausted(asked.route.method, asked.route.template, now.plus(retry_after)));
        too_many(&Limited { scope, retry_after, code: None, standing, now })
    };
    match harm {
        CallHarm::RateLimit { retry_after_ms } => Some(limited(Scope::User, *retry_after_ms)),
        CallHarm::GlobalRateLimit { retry_after_ms } => Some(limited(Scope::Global, *retry_after_ms)),
        CallHarm::ServerError { status } => Some(server_error(*status)),
        CallHarm::ResetBefore | CallHarm::ResetAfter => None,
    }
}

fn too_many(limited: &Limited) -> Response {
    let (kind, body) = match limited.body() {
        Some(body) => ("application/json", body.to_string()),
        // What Cloudflare answers to an address that it shuts out.
        None => ("text/plain; charset=UTF-8", "error code: 1015".to_owned()),
    };
    let response = (StatusCode::TOO_MANY_REQUESTS, [(header::CONTENT_TYPE, kind)], body).into_response();
    with_headers(response, limited.headers())
}

/// 500 is said by Discord; what else there is by the proxy in front of it.
fn server_error(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        let body = r#"{"message": "500: Internal Server Error", "code": 0}"#;
        return (status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
    }
    let page = format!(
        "<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n<center><h1>{status}</h1></center>\r\n\
         <hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n"
    );
    (status, [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

fn with_headers(mut response: Response, headers: Headers) -> Response {
    for (name, value) in headers {
        let value = match value {
            Cow::Borrowed(value) => Ok(HeaderValue::from_static(value)),
            Cow::Owned(value) => HeaderValue::try_from(value),
        };
        if let Ok(value) = value {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Takes note of a call that was answered without acting.
async fn note(wire: &Wire, site: Site<'_>, response: Response) -> Response {
    let (head, body) = response.into_parts();
    let bytes: Bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let call = site.call(head.status.as_u16(), None, bytes.clone());
    if head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        wire.note_call(call);
    } else {
        // A proxy before Discord says so, not Discord: nobody who watches what Discord says is told.
        wire.log.enter(call);
    }
    Response::from_parts(head, Body::from(bytes))
}
