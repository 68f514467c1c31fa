//! Sending: what each call says. Nothing sent here notifies anybody: `allowed_mentions` is empty.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use serenity::{
    all::{
        ChannelId, CreateAttachment, InteractionId, InteractionResponseFlags, MessageFlags, MessageId, PrivateChannel,
        UserId,
    },
    http::{HttpError, LightMethod, Multipart, MultipartUpload, Request, Route},
};

use super::{
    Connection,
    call::{LASTING, PRESSING, Repeat},
};
use crate::{
    clock::Stopwatch,
    replies::{File, Form, Reply, Shown, Visibility},
    workspace::team::Holder,
};

/// Discord's error code for an interaction that was acknowledged before.
const ALREADY_ACKNOWLEDGED: isize = 40060;

/// Discord's error code for a message that is not there.
pub(super) const UNKNOWN_MESSAGE: isize = 10008;

/// An interaction that can be answered: its id and its token, valid for 15 minutes.
#[derive(Clone, Debug)]
pub(super) struct Answerable {
    pub(super) id: InteractionId,
    pub(super) token: String,
    /// What it is, for the metrics.
    pub(super) kind: &'static str,
    /// Runs since it was received.
    pub(super) received: Stopwatch,
}

impl Answerable {
    /// An interaction that has just been received.
    pub(super) fn new(kind: &'static str, id: InteractionId, token: &str) -> Self {
        Self { id, token: token.to_owned(), kind, received: Stopwatch::start() }
    }
}

/// Of a message that was posted, what matters.
#[derive(Deserialize)]
struct Posted {
    id: MessageId,
}

/// How an interaction is acknowledged.
#[derive(Debug)]
pub(super) enum Acknowledgement<'a> {
    /// With a new message.
    Message(&'a Reply),
    /// By editing the message of the button.
    Update(&'a Reply),
    /// With "thinking …"; the message follows.
    Thinking(Visibility),
    /// With word that the message of the component will change.
    Working,
    /// With a form.
    Form(&'a Form),
    /// With suggestions while typing: what is shown, and what is sent.
    Suggestions(Vec<(String, String)>),
}

impl Connection {
    /// Acknowledges an interaction.
    pub(super) async fn acknowledge(&self, to: &Answerable, with: &Acknowledgement<'_>) -> serenity::Result<()> {
        let body = match with {
            Acknowledgement::Message(reply) => json!({"type": 4, "data": new_message(reply)}),
            Acknowledgement::Update(reply) => json!({"type": 7, "data": message(reply)}),
            Acknowledgement::Thinking(visibility) => {
                json!({"type": 5, "data": {"flags": flags(*visibility)}})
            }
            Acknowledgement::Working => json!({"type": 6}),
            Acknowledgement::Form(form) => json!({"type": 9, "data": form.to_modal()}),
            Acknowledgement::Suggestions(choices) => {
                let choices: Vec<Value> =
                    choices.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
                json!({"type": 8, "data": {"choices": choices}})
            }
        };
        let route = Route::InteractionResponse { interaction_id: to.id, token: &to.token };
        let file = match with {
            Acknowledgement::Message(reply) | Acknowledgement::Update(reply) => reply.file.as_ref(),
            _ => None,
        };
        let request = with_file(LightMethod::Post, route, &body, file)?;
        match self.interactions.call(&request, PRESSING, Repeat::Always).await {
            // An earlier try got through, although its answer did not.
            (Err(error), tries) if tries > 1 && code(&error) == Some(ALREADY_ACKNOWLEDGED) => Ok(()),
            (result, _) => result.map(drop),
        }
    }

    /// Replaces the message with which an interaction was answered, or the message of the button.
    pub(super) async fn edit_answer(&self, of: &Answerable, reply: &Reply) -> serenity::Result<()> {
        let request = with_file(LightMethod::Patch, self.answer(of), &message(reply), reply.file.as_ref())?;
        self.interactions.call(&request, LASTING, Repeat::Always).await.0.map(drop)
    }

    /// Removes the message with which an interaction was answered.
    pub(super) async fn remove_answer(&self, of: &Answerable) -> serenity::Result<()> {
        let request = Request::new(self.answer(of), LightMethod::Delete);
        match self.interactions.call(&request, LASTING, Repeat::Always).await {
            // An earlier try got through, although its answer did not.
            (Err(error), tries) if tries > 1 && code(&error) == Some(UNKNOWN_MESSAGE) => Ok(()),
            (result, _) => result.map(drop),
        }
    }

    /// Says one more thing after an interaction was answered. Discord has no nonce for it: what others see is not risked twice,
    /// what only the asker sees may come twice before it never comes.
    pub(super) async fn follow_up(&self, after: &Answerable, reply: &Reply) -> serenity::Result<()> {
        let route = Route::WebhookFollowupMessages { application_id: self.application(), token: &after.token };
        let request = with_file(LightMethod::Post, route, &new_message(reply), reply.file.as_ref())?;
        let repeat = match reply.visibility {
            Visibility::Everyone => Repeat::IfNothingWasDone,
            Visibility::OnlyAsker => Repeat::Always,
        };
        self.interactions.call(&request, LASTING, repeat).await.0.map(drop)
    }

    /// Replies to a message in its channel. Repeated for the same message it posts nothing new.
    pub(super) async fn reply_to(
        &self,
        channel: ChannelId,
        to: MessageId,
        reply: &Reply,
    ) -> serenity::Result<MessageId> {
        let mut body = new_message(reply);
        body.insert("message_reference".into(), json!({"message_id": to, "fail_if_not_exists": false}));
        self.post_body(channel, &to.to_string(), body, reply.file.as_ref()).await
    }

    /// Writes to a person directly. `nonce` makes a repetition harmless.
    pub(super) async fn write_directly(
        &self,
        person: UserId,
        nonce: &str,
        reply: &Reply,
    ) -> serenity::Result<MessageId> {
        let request = request(LightMethod::Post, Route::UserMeDmChannels, &json!({"recipient_id": person}))?;
        let opened = self.channels.call(&request, LASTING, Repeat::Always).await.0?;
        let channel: PrivateChannel = serde_json::from_slice(&opened)?;
        let mut body = new_message(reply);
        body.remove("flags");
        self.post_body(channel.id, nonce, body, reply.file.as_ref()).await
    }

    /// Posts a message of the bot's own.
    pub(super) async fn post_in(&self, channel: ChannelId, nonce: &str, reply: &Reply) -> serenity::Result<MessageId> {
        let mut body = new_message(reply);
        body.remove("flags");
        self.post_body(channel, nonce, body, reply.file.as_ref()).await
    }

    /// Changes a message of the bot's own.
    pub(super) async fn edit_in(
        &self,
        channel_id: ChannelId,
        message_id: MessageId,
        reply: &Reply,
    ) -> serenity::Result<()> {
        let route = Route::ChannelMessage { channel_id, message_id };
        let request = with_file(LightMethod::Patch, route, &message(reply), reply.file.as_ref())?;
        self.channels.call(&request, LASTING, Repeat::Always).await.0.map(drop)
    }

    async fn post_body(
        &self,
        channel_id: ChannelId,
        nonce: &str,
        mut body: Map<String, Value>,
        file: Option<&File>,
    ) -> serenity::Result<MessageId> {
        body.insert("nonce".into(), json!(nonce));
        body.insert("enforce_nonce".into(), json!(true));
        let request = with_file(LightMethod::Post, Route::ChannelMessages { channel_id }, &body, file)?;
        let posted = self.channels.call(&request, LASTING, Repeat::Always).await.0?;
        Ok(serde_json::from_slice::<Posted>(&posted)?.id)
    }

    fn answer<'a>(&self, of: &'a Answerable) -> Route<'a> {
        Route::WebhookOriginalInteractionResponse { application_id: self.application(), token: &of.token }
    }
}

pub(super) fn request<'a>(
    method: LightMethod,
    route: Route<'a>,
    body: &impl Serialize,
) -> serde_json::Result<Request<'a>> {
    Ok(Request::new(route, method).body(Some(serde_json::to_vec(body)?)))
}

/// A request whose body is, or holds, a message that may come with a file.
fn with_file<'a>(
    method: LightMethod,
    route: Route<'a>,
    body: &impl Serialize,
    file: Option<&File>,
) -> serde_json::Result<Request<'a>> {
    let Some(file) = file else {
        return request(method, route, body);
    };
    let upload = CreateAttachment::bytes(file.bytes.clone(), file.name.clone());
    let multipart = Multipart {
        upload: MultipartUpload::Attachments(vec![upload]),
        fields: Vec::new(),
        payload_json: Some(serde_json::to_string(body)?),
    };
    Ok(Request::new(route, method).multipart(Some(multipart)))
}

/// A message's parts, all of them, so that an edit leaves nothing of what was there before.
fn message(reply: &Reply) -> Map<String, Value> {
    let mut parts = parts(reply);
    parts.insert("content".into(), json!(reply.text.as_ref().map_or("", Shown::as_str)));
    parts.entry("attachments").or_insert_with(|| json!([]));
    parts
}

fn parts(reply: &Reply) -> Map<String, Value> {
    let mut parts = json!({
        "embeds": reply.embeds,
        "components": reply.rows,
        "allowed_mentions": {"parse": []},
    });
    for whom in &reply.pings {
        let (kind, id) = match whom {
            Holder::Member(user) => ("users", user.to_string()),
            Holder::ServerRole(role) => ("roles", role.to_string()),
        };
        match &mut parts["allowed_mentions"][kind] {
            Value::Array(ids) => ids.push(json!(id)),
            ids => *ids = json!([id]),
        }
    }
    if let Some(file) = &reply.file {
        parts["attachments"] = json!([{"id": 0, "filename": file.name, "description": file.description}]);
    }
    match parts {
        Value::Object(parts) => parts,
        _ => Map::new(),
    }
}

fn new_message(reply: &Reply) -> Map<String, Value> {
    let mut parts = parts(reply);
    if let Some(text) = &reply.text {
        parts.insert("content".into(), json!(text.as_str()));
    }
    if reply.visibility == Visibility::OnlyAsker {
        parts.insert("flags".into(), json!(flags(Visibility::OnlyAsker)));
    }
    parts
}

fn flags(visibility: Visibility) -> u64 {
    match visibility {
        Visibility::Everyone => 0,
        Visibility::OnlyAsker => {
            debug_assert_eq!(MessageFlags::EPHEMERAL.bits(), InteractionResponseFlags::EPHEMERAL.bits());
            MessageFlags::EPHEMERAL.bits()
        }
    }
}

/// Discord's error code, where it is an answer of Discord's.
pub(super) fn code(error: &serenity::Error) -> Option<isize> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => Some(response.error.code),
        _ => None,
    }
}
