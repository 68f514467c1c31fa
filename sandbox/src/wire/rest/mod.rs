//! Discord's REST API: one table of routes, one file of handlers for each area.
//!
//! A handler is a plain function of the request: it takes the world's lock once, so that every call happens at one moment. The few that
//! must ask somebody else first are asynchronous.

mod applications;
mod body;
mod channels;
mod guilds;
mod interactions;
mod log;
mod login;
mod messages;
mod pins;
mod polls;
mod reactions;
mod routes;
mod threads;
mod users;
mod weather;
mod webhooks;

use std::pin::Pin;
use std::str::FromStr;
use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde_json::Value;

pub use self::log::RestCall;
pub(crate) use self::log::RestLog;
pub(super) use self::weather::serve;

pub(crate) use self::body::{Payload, read as read_body};
pub(crate) use self::interactions::take_answer;

use self::routes::{Access, ROUTES, Route};
use super::Wire;
use crate::world::errors::ApiError;
use crate::world::ids::{ApplicationId, UserId};
use crate::world::{self, World};

/// A request, read.
pub(crate) struct Call<'a> {
    pub(crate) wire: &'a Wire,
    pub(crate) world: &'a World,
    /// Who calls; nobody on routes that need no token.
    caller: Option<ApplicationId>,
    params: Params,
    query: Vec<(String, String)>,
    pub(crate) payload: Payload,
}

/// The names and values of a path's parts, percent-decoded.
type Params = Vec<(&'static str, String)>;

/// What a handler answers: a status, and a body unless it is 204.
#[derive(Debug)]
pub(crate) struct Answer {
    status: u16,
    body: Option<Value>,
}

impl Answer {
    pub(crate) fn ok(body: Value) -> Result<Self, ApiError> {
        Ok(Self { status: 200, body: Some(body) })
    }

    pub(crate) fn created(body: Value) -> Result<Self, ApiError> {
        Ok(Self { status: 201, body: Some(body) })
    }

    pub(crate) fn nothing() -> Result<Self, ApiError> {
        Ok(Self { status: 204, body: None })
    }
}

/// What answers a call.
#[derive(Clone, Copy)]
enum Handler {
    /// At one moment.
    Now(fn(&Call<'_>) -> Result<Answer, ApiError>),
    /// After having asked somebody else.
    Later(for<'a> fn(&'a Call<'a>) -> Asking<'a>),
}

type Asking<'a> = Pin<Box<dyn Future<Output = Result<Answer, ApiError>> + Send + 'a>>;

impl Call<'_> {
    /// The calling application.
    pub(crate) fn application(&self) -> Result<ApplicationId, ApiError> {
        self.caller.ok_or_else(ApiError::unauthorized)
    }

    /// The calling application's bot.
    pub(crate) fn bot(&self) -> Result<UserId, ApiError> {
        self.application().map(ApplicationId::bot)
    }

    /// Lists of members are for applications that were granted the members intent.
    fn require_member_lists(&self, state: &world::State) -> Result<(), ApiError> {
        let application = state.applications.get(&self.application()?);
        if application.is_some_and(world::users::Application::may_list_members) {
            Ok(())
        } else {
            Err(ApiError::missing_access())
        }
    }

    /// A part of the path, as it is written.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.params.iter().find(|(param, _)| *param == name).map_or("", |(_, value)| value)
    }

    /// An id in the path.
    pub(crate) fn id<T: FromStr>(&self, name: &str) -> Result<T, ApiError> {
        self.raw(name).parse().map_err(|_| not_a_snowflake(name, self.raw(name)))
    }

    /// A part of the query, as it is written.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(param, _)| param == name).map(|(_, value)| value.as_str())
    }

    /// An id in the query.
    pub(crate) fn query_id<T: FromStr>(&self, name: &str) -> Result<Option<T>, ApiError> {
        let Some(text) = self.query(name) else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| not_a_snowflake(name, text))
    }

    /// A yes or no in the query, as Discord reads it (`reference#boolean-query-strings`).
    pub(crate) fn query_flag(&self, name: &str) -> bool {
        self.query(name).is_some_and(|text| matches!(text, "true" | "True" | "1"))
    }

    /// A number in the query, within bounds.
    pub(crate) fn query_count(&self, name: &str, most: usize, otherwise: usize) -> Result<usize, ApiError> {
        let Some(text) = self.query(name) else {
            return Ok(otherwise);
        };
        let number: i64 = text.parse().map_err(|_| {
            ApiError::invalid_field(name, "NUMBER_TYPE_COERCE", format!("Value \"{text}\" is not int."))
        })?;
        if number < 1 {
            return Err(ApiError::invalid_field(
                name,
                "NUMBER_TYPE_MIN",
                "int value should be greater than or equal to 1.",
            ));
        }
        let count = number as usize;
        if count > most {
            let message = format!("int value should be less than or equal to {most}.");
            return Err(ApiError::invalid_field(name, "NUMBER_TYPE_MAX", message));
        }
        Ok(count)
    }
}

fn not_a_snowflake(name: &str, text: &str) -> ApiError {
    let field = if name.ends_with("_id") || matches!(name, "before" | "after" | "around") {
        name.into()
    } else {
        format!("{name}_id")
    };
    ApiError::invalid_field(&field, "NUMBER_TYPE_COERCE", format!("Value \"{text}\" is not snowflake."))
}

/// A route of the REST API that the sandbox has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestRoute {
    /// The HTTP method.
    pub method: &'static str,
    /// The path's template: `/channels/{channel}/messages`.
    pub template: &'static str,
    /// Whether it asks for a bot's token; otherwise it asks for nothing, or has a token in the path.
    pub needs_token: bool,
}

/// Every route of the REST API that the sandbox has.
pub fn routes() -> impl Iterator<Item = RestRoute> {
    ROUTES.iter().map(|route| RestRoute {
        method: route.method,
        template: route.template,
        needs_token: route.access == Access::Bot,
    })
}

/// Routes by path; each has one handler for each method.
static TABLE: LazyLock<matchit::Router<Vec<&'static Route>>> = LazyLock::new(|| {
    let mut table = matchit::Router::new();
    let mut templates: Vec<&str> = ROUTES.iter().map(|route| route.template).collect();
    templates.dedup();
    for template in templates {
        let routes = ROUTES.iter().filter(|route| route.template == template).collect();
        table.insert(template, routes).expect("no two templates of the table collide");
    }
    table
});

/// A request on a route that there is.
struct Asked<'a> {
    head: &'a Parts,
    route: &'static Route,
    params: Params,
    /// Whose token it carries, if it is anybody's.
    caller: Option<ApplicationId>,
}

impl<'a> Asked<'a> {
    /// Finds the route of a path below `/api/v10`.
    fn find(wire: &Wire, head: &'a Parts, path: &str) -> Result<Self, ApiError> {
        let found = TABLE.at(path).map_err(|_| ApiError::unknown_route())?;
        let route = found.value.iter().find(|route| route.method == head.method.as_str());
        let route = *route.ok_or_else(ApiError::wrong_method)?;
        let params = names(route.template).zip(found.params.iter()).map(|(name, (_, value))| (name, decoded(value)));
        Ok(Self { head, route, params: params.collect(), caller: authorize(wire, &head.headers) })
    }

    fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(param, _)| *param == name).map(|(_, value)| value.as_str())
    }

    /// Has the handler answer.
    async fn handle(self, wire: &Wire, payload: Result<Payload, ApiError>) -> Result<Answer, ApiError> {
        let payload = payload?;
        if self.route.access == Access::Bot && self.caller.is_none() {
            return Err(ApiError::unauthorized());
        }
        let query = match self.head.uri.query() {
            Some(_) => Query::try_from_uri(&self.head.uri).map(|Query(pairs)| pairs).unwrap_or_default(),
            None => Vec::new(),
        };
        let call = Call { wire, world: &wire.world, caller: self.caller, params: self.params, query, payload };
        match self.route.handler {
            Handler::Now(handle) => handle(&call),
            Handler::Later(handle) => handle(&call).await,
        }
    }
}

/// The names in a template, in order: those of a path's parts that vary.
fn names(template: &'static str) -> impl Iterator<Item = &'static str> {
    template.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// What is nowhere: neither on the page nor in the API.
pub(super) async fn nowhere() -> Response {
    respond(404, Some(ApiError::unknown_route().to_json().to_string().into()))
}

/// The path below `/api/v10`, `/api/v9` or `/api`.
fn api_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/api").filter(|rest| rest.starts_with('/'))?;
    Some(
        rest.strip_prefix("/v10")
            .or_else(|| rest.strip_prefix("/v9"))
            .filter(|rest| rest.starts_with('/'))
            .unwrap_or(rest),
    )
}

/// A part of the path without its percent-encoding; emoji come encoded, and some clients write `%40original`.
fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// The application whose token the request carries, with or without "Bot ".
fn authorize(wire: &Wire, headers: &HeaderMap) -> Option<ApplicationId> {
    let token = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let token = token.strip_prefix("Bot ").unwrap_or(token);
    wire.world.lock().application_with(token).map(|application| application.id)
}

/// Takes note of what a call came to, and answers it.
fn finish(wire: &Wire, site: Site<'_>, result: Result<Answer, ApiError>) -> Response {
    let (status, code, body) = match result {
        Ok(answer) => (answer.status, None, answer.body),
        Err(error) => (error.status, Some(error.code), Some(error.to_json())),
    };
    let body = body.map(|body| Bytes::from(body.to_string()));
    wire.note_call(site.call(status, code, body.clone().unwrap_or_default()));
    respond(status, body)
}

/// What the log says of a request.
struct Site<'a> {
    head: &'a Parts,
    /// Below `/api/v10`.
    path: &'a str,
    route: Option<&'static str>,
    body: Bytes,
}

impl Site<'_> {
    fn call(self, status: u16, code: Option<u32>, response: Bytes) -> RestCall {
        RestCall {
            method: self.head.method.to_string(),
            route: self.route.map(str::to_owned),
            path: self.path.to_owned(),
            query: self.head.uri.query().unwrap_or_default().to_owned(),
            status,
            code,
            request: self.body,
            response,
        }
    }
}

fn respond(status: u16, body: Option<Bytes>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let response = Response::builder().status(status);
    let response = match body {
        Some(body) => response.header(header::CONTENT_TYPE, "application/json").body(Body::from(body)),
        None => response.body(Body::empty()),
    };
    response.unwrap_or_default()
}
