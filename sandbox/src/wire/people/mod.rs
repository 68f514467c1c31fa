//! The people's side over HTTP, as `sandbox/README.md` describes it.

mod marks;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::str::FromStr;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use futures_util::Stream;
use futures_util::stream;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Wire;
use crate::people::{CommandRef, Post, Refusal, Use};
use crate::world::ids::{AttachmentId, ChannelId, CommandId, InteractionId, MessageId, UserId};

/// An answer, or why not.
type Outcome = Result<Response, Refusal>;

/// The longest that a request waits for an interaction.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

pub(super) fn routes() -> Router<Wire> {
    Router::new()
        .route("/", get(everybody))
        .route("/{user}/view", get(view))
        .route("/{user}/channels/{channel}/messages", get(messages).post(post_message))
        .route("/{user}/channels/{channel}/files", post(upload))
        .route("/{user}/channels/{channel}/commands", get(commands))
        .route("/{user}/channels/{channel}/run", post(run))
        .route("/{user}/channels/{channel}/autocomplete", post(autocomplete))
        .route("/{user}/messages/{message}/apps", post(use_on_message))
        .route("/{user}/members/{target}/apps", post(use_on_member))
        .route("/{user}/messages/{message}/press", post(press))
        .route("/{user}/messages/{message}", delete(delete_message))
        .route("/{user}/modals/{interaction}", post(submit).delete(dismiss))
        .route("/{user}/interactions/{interaction}", get(interaction))
        .route("/{user}/events", get(events))
        .merge(marks::routes())
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut body = json!({"message": self.message});
        if let Some(code) = self.code {
            body["code"] = code.into();
        }
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
    }
}

fn json_response(value: &Value) -> Outcome {
    Ok(([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response())
}

fn nothing() -> Outcome {
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn id<T: FromStr>(what: &str, text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|_| Refusal::because(format!("{text} is not the id of a {what}.")))
}

fn body<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| Refusal::because(format!("The body does not fit: {error}")))
}

/// The person in the path, who must be there and no bot.
fn person(wire: &Wire, text: &str) -> Result<UserId, Refusal> {
    let user: UserId = id("person", text)?;
    let state = wire.world.lock();
    let known = state.users.get(&user).is_some_and(|user| !user.bot);
    if known { Ok(user) } else { Err(Refusal::unknown("person")) }
}

async fn everybody(State(wire): State<Wire>) -> Outcome {
    json_response(&wire.people.everybody().into())
}

async fn view(State(wire): State<Wire>, Path(user): Path<String>) -> Outcome {
    json_response(&wire.people.view(id("person", &user)?)?)
}

#[derive(Deserialize)]
struct PageOfMessages {
    limit: Option<usize>,
    before: Option<String>,
}

async fn messages(
    State(wire): State<Wire>,
    Path((user, channel)): Path<(String, String)>,
    Query(page): Query<PageOfMessages>,
) -> Outcome {
    let user = person(&wire, &user)?;
    let before = page.before.map(|before| id::<MessageId>("message", &before)).transpose()?;
    let limit = page.limit.unwrap_or(50).clamp(1, 100);
    json_response(&wire.people.messages_before(user, id("channel", &channel)?, before, limit)?.into())
}

async fn commands(State(wire): State<Wire>, Path((user, channel)): Path<(String, String)>) -> Outcome {
    let user = person(&wire, &user)?;
    json_response(&wire.people.commands(user, id("channel", &channel)?)?.into())
}

#[derive(Deserialize)]
struct Posted {
    #[serde(default)]
    content: String,
    reply_to: Option<String>,
    poll: Option<Value>,
    #[serde(default)]
    files: Vec<String>,
}

async fn post_message(
    State(wire): State<Wire>,
    Path((user, channel)): Path<(String, String)>,
    bytes: Bytes,
) -> Outcome {
    let user = person(&wire, &user)?;
    let wanted: Posted = body(&bytes)?;
    let reply_to = wanted.reply_to.map(|message| id::<MessageId>("message", &message)).transpose()?;
    let files: Vec<AttachmentId> = wanted.files.iter().map(|file| id("file", file)).collect::<Result<_, _>>()?;
    let post = Post { content: &wanted.content, reply_to, poll: wanted.poll.as_ref(), files: &files };
    json_response(&wire.people.post_with(user, id("channel", &channel)?, post)?)
}

#[derive(Deserialize)]
struct Named {
    filename: String,
}

async fn upload(
    State(wire): State<Wire>,
    Path((user, channel)): Path<(String, String)>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Outcome {
    let user = person(&wire, &user)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).filter(|kind| !kind.is_empty());
    json_response(&wire.people.upload(user, id("channel", &channel)?, &named.filename, kind, bytes)?)
}

#[derive(Deserialize)]
struct Run {
    text: Option<String>,
    command_id: Option<String>,
    #[serde(default)]
    options: Vec<Value>,
}

impl Run {
    fn used(&self) -> Result<Use<'_>, Refusal> {
        match (&self.text, &self.command_id) {
            (Some(text), _) => Ok(Use::Text(text)),
            (None, Some(command)) => Ok(Use::Options(id::<CommandId>("command", command)?, &self.options)),
            (None, None) => Err(Refusal::because("The body needs text, or command_id and options.")),
        }
    }
}

async fn run(State(wire): State<Wire>, Path((user, channel)): Path<(String, String)>, bytes: Bytes) -> Outcome {
    let (user, channel): (_, ChannelId) = (person(&wire, &user)?, id("channel", &channel)?);
    let wanted: Run = body(&bytes)?;
    json_response(&json!(wire.people.use_command(user, channel, &wanted.used()?)?))
}

async fn autocomplete(
    State(wire): State<Wire>,
    Path((user, channel)): Path<(String, String)>,
    bytes: Bytes,
) -> Outcome {
    let (user, channel): (_, ChannelId) = (person(&wire, &user)?, id("channel", &channel)?);
    let wanted: Run = body(&bytes)?;
    let choices = wire.people.suggest(user, channel, wanted.used()?).await?;
    json_response(&json!({"choices": choices}))
}

#[derive(Deserialize)]
struct Apps {
    channel_id: Option<String>,
    command_id: Option<String>,
    name: Option<String>,
}

impl Apps {
    fn command(&self) -> Result<CommandRef, Refusal> {
        match (&self.command_id, &self.name) {
            (Some(command), _) => Ok(CommandRef::Id(id("command", command)?)),
            (None, Some(name)) => Ok(CommandRef::Name(name.clone())),
            (None, None) => Err(Refusal::because("The body needs command_id or name.")),
        }
    }
}

async fn use_on_message(
    State(wire): State<Wire>,
    Path((user, message)): Path<(String, String)>,
    bytes: Bytes,
) -> Outcome {
    let user = person(&wire, &user)?;
    let wanted: Apps = body(&bytes)?;
    json_response(&json!(wire.people.use_on_message(user, id("message", &message)?, wanted.command()?)?))
}

async fn use_on_member(
    State(wire): State<Wire>,
    Path((user, target)): Path<(String, String)>,
    bytes: Bytes,
) -> Outcome {
    let user = person(&wire, &user)?;
    let wanted: Apps = body(&bytes)?;
    let channel = wanted.channel_id.as_deref().ok_or_else(|| Refusal::because("The body needs channel_id."))?;
    let used = wire.people.use_on_member(user, id("channel", channel)?, id("member", &target)?, wanted.command()?)?;
    json_response(&json!(used))
}

#[derive(Deserialize)]
struct Press {
    custom_id: String,
    #[serde(default)]
    values: Vec<String>,
}

async fn press(State(wire): State<Wire>, Path((user, message)): Path<(String, String)>, bytes: Bytes) -> Outcome {
    let user = person(&wire, &user)?;
    let wanted: Press = body(&bytes)?;
    let message = id("message", &message)?;
    json_response(&json!(wire.people.use_component(user, message, &wanted.custom_id, &wanted.values)?))
}

async fn delete_message(State(wire): State<Wire>, Path((user, message)): Path<(String, String)>) -> Outcome {
    let user = person(&wire, &user)?;
    wire.people.delete(user, id("message", &message)?)?;
    nothing()
}

#[derive(Deserialize)]
struct Submission {
    fields: BTreeMap<String, Value>,
}

async fn submit(State(wire): State<Wire>, Path((user, interaction)): Path<(String, String)>, bytes: Bytes) -> Outcome {
    let user = person(&wire, &user)?;
    let wanted: Submission = body(&bytes)?;
    json_response(&json!(wire.people.submit(user, id("interaction", &interaction)?, &wanted.fields)?))
}

async fn dismiss(State(wire): State<Wire>, Path((user, interaction)): Path<(String, String)>) -> Outcome {
    let user = person(&wire, &user)?;
    wire.people.dismiss_modal(user, id("interaction", &interaction)?)?;
    nothing()
}

#[derive(Deserialize)]
struct Patience {
    wait_ms: Option<u64>,
}

async fn interaction(
    State(wire): State<Wire>,
    Path((user, interaction)): Path<(String, String)>,
    Query(patience): Query<Patience>,
) -> Outcome {
    let user = person(&wire, &user)?;
    let interaction: InteractionId = id("interaction", &interaction)?;
    let patience = Duration::from_millis(patience.wait_ms.unwrap_or(0)).min(LONGEST_WAIT);
    let settled = tokio::select! {
        settled = wire.people.wait_settled(user, interaction, patience) => settled?,
        () = wire.stopped() => wire.people.interaction(user, interaction)?,
    };
    json_response(&json!(settled))
}

async fn events(State(wire): State<Wire>, Path(user): Path<String>) -> Outcome {
    let user = person(&wire, &user)?;
    Ok(Sse::new(stream_for(wire, user)).keep_alive(KeepAlive::default()).into_response())
}

fn stream_for(wire: Wire, user: UserId) -> impl Stream<Item = Result<sse::Event, Infallible>> {
    let subscription = wire.people.subscribe(user);
    stream::unfold((wire, subscription), |(wire, mut subscription)| async move {
        let event = tokio::select! {
            event = subscription.next() => event?,
            () = wire.stopped() => return None,
        };
        let sent = sse::Event::default().event(event.name).data(event.data.to_string());
        Some((Ok(sent), (wire, subscription)))
    })
}
