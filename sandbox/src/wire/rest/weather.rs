//! Where the weather acts on calls: before and after they are answered.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{RestCall, TABLE, api_path, authorize};
use crate::rate_limits::{Asked, Headers, Limited, Scope, Standing};
use crate::weather::CallHarm;
use crate::wire::Wire;
use crate::wire::line::Line;
use crate::world::ids::ApplicationId;
use crate::world::limits;

/// A call, as far as the weather cares.
struct Site {
    method: Method,
    path: String,
    query: String,
    route: &'static str,
    resource: String,
    caller: Option<ApplicationId>,
}

/// Everything under `/api`, and what is nowhere else, in the weather that there is.
pub(in crate::wire) async fn serve(
    State(wire): State<Wire>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response {
    let Some(site) = site(&wire, &request) else {
        return super::answer(wire, request).await;
    };
    let weather = wire.weather.for_call(site.method.as_str(), site.route);
    wire.wait(weather.latency).await;
    match weather.harm {
        None => answer(&wire, &site, request).await,
        Some(CallHarm::ResetAfter) => {
            answer(&wire, &site, request).await;
            line.cut();
            StatusCode::OK.into_response()
        }
        Some(harm) => {
            let body = to_bytes(request.into_body(), limits::REQUEST_BYTES).await.unwrap_or_default();
            let Some(response) = instead(&wire, &site, &harm) else {
                line.cut();
                return StatusCode::OK.into_response();
            };
            note(&wire, &site, body, response).await
        }
    }
}

/// Which route a call is on, and whose it is. Nothing for addresses without a route.
fn site(wire: &Wire, request: &Request) -> Option<Site> {
    let path = api_path(request.uri().path())?;
    let found = TABLE.at(path).ok()?;
    let method = request.method().clone();
    let route = found.value.iter().find(|route| route.method == method.as_str())?.template;
    // Callbacks are counted by no resource: an interaction is answered once.
    let names = if route.starts_with("/webhooks/") { ["application", "token"] } else { ["channel", "guild"] };
    let resource: Vec<&str> = names.iter().filter_map(|name| found.params.get(name)).collect();
    let resource = resource.join("/");
    let caller = authorize(wire, request.headers());
    let query = request.uri().query().unwrap_or_default().to_owned();
    Some(Site { method, path: path.to_owned(), query, route, resource, caller })
}

/// Answers within the rate limits.
async fn answer(wire: &Wire, site: &Site, request: Request) -> Response {
    let (head, mut body) = request.into_parts();
    let mut read = Bytes::new();
    if wire.weather.limits_read_body(site.method.as_str(), site.route) {
        // A body that is too large is refused where it is read; here it says nothing.
        read = to_bytes(body, limits::REQUEST_BYTES).await.unwrap_or_default();
        body = Body::from(read.clone());
    }
    let now = wire.world.clock().now();
    let asked = Asked {
        method: site.method.as_str(),
        route: site.route,
        caller: site.caller,
        resource: &site.resource,
        body: &read,
    };
    match wire.weather.count(&asked, now) {
        Ok(standing) => {
            let response = super::answer(wire.clone(), Request::from_parts(head, body)).await;
            wire.weather.count_answer(response.status().as_u16(), now);
            with_headers(response, Standing::headers(standing.as_ref(), now))
        }
        Err(limited) => {
            let body = to_bytes(body, limits::REQUEST_BYTES).await.unwrap_or_default();
            wire.weather.count_answer(429, now);
            note(wire, site, body, too_many(&limited)).await
        }
    }
}

/// What a fault answers instead; nothing where the connection breaks.
fn instead(wire: &Wire, site: &Site, harm: &CallHarm) -> Option<Response> {
    let limited = |scope, milliseconds| {
        let now = wire.world.clock().now();
        let retry_after = Duration::from_millis(milliseconds);
        let standing = (scope == Scope::User)
            .then(|| Standing::exhausted(site.method.as_str(), site.route, now.plus(retry_after)));
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
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Takes note of a call that was answered without acting.
async fn note(wire: &Wire, site: &Site, request: Bytes, response: Response) -> Response {
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let call = RestCall {
        method: site.method.to_string(),
        route: Some(site.route.to_owned()),
        path: site.path.clone(),
        query: site.query.clone(),
        status: head.status.as_u16(),
        code: None,
        request,
        response: bytes.clone(),
    };
    if head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        wire.note_call(call);
    } else {
        // A proxy before Discord says so, not Discord: nobody who watches what Discord says is told.
        wire.log.enter(call);
    }
    Response::from_parts(head, Body::from(bytes))
}
