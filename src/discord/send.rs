//! Sending: what each call says. Nothing sent here notifies anybody: `allowed_mentions` is empty.

use serde::Serialize;
use serde_json::{Map, Value, json};
use serenity::{
    all::{ChannelId, InteractionId, InteractionResponseFlags, MessageFlags, MessageId, PrivateChannel, UserId},
    http::{HttpError, LightMethod, Request, Route},
};

use super::{
    Connection,
    call::{LASTING, PRESSING, Repeat},
};
use crate::replies::{Form, Reply, Visibility};

/// Discord's error code for an interaction that was acknowledged before.
const ALREADY_ACKNOWLEDGED: isize = 40060;

/// Discord's error code for a message that is not there.
const UNKNOWN_MESSAGE: isize = 10008;

/// An interaction that can be answered: its id and its token, valid for 15 minutes.
#[derive(Clone, Debug)]
pub(super) struct Answerable {
    pub(super) id: InteractionId,
    pub(super) token: String,
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
        let request = request(LightMethod::Post, route, &body)?;
        match self.interactions.call(&request, PRESSING, Repeat::Always).await {
            // An earlier try got through, although its answer did not.
            (Err(error), tries) if tries > 1 && code(&error) == Some(ALREADY_ACKNOWLEDGED) => Ok(()),
            (result, _) => result.map(drop),
        }
    }

    /// Replaces the message with which an interaction was answered, or the message of the button.
    pub(super) async fn edit_answer(&self, of: &Answerable, reply: &Reply) -> serenity::Result<()> {
        let request = request(LightMethod::Patch, self.answer(of), &message(reply))?;
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
        let request = request(LightMethod::Post, route, &new_message(reply))?;
        let repeat = match reply.visibility {
            Visibility::Everyone => Repeat::IfNothingWasDone,
            Visibility::OnlyAsker => Repeat::Always,
        };
        self.interactions.call(&request, LASTING, repeat).await.0.map(drop)
    }

    /// Replies to a message in its channel. Repeated for the same message it posts nothing new.
    pub(super) async fn reply_to(&self, channel: ChannelId, to: MessageId, reply: &Reply) -> serenity::Result<()> {
        let mut body = new_message(reply);
        body.insert("message_reference".into(), json!({"message_id": to, "fail_if_not_exists": false}));
        self.post(channel, &to.to_string(), body).await
    }

    /// Writes to a person directly. `nonce` makes a repetition harmless.
    pub(super) async fn write_to(&self, person: UserId, nonce: &str, reply: &Reply) -> serenity::Result<()> {
        let request = request(LightMethod::Post, Route::UserMeDmChannels, &json!({"recipient_id": person}))?;
        let opened = self.channels.call(&request, LASTING, Repeat::Always).await.0?;
        let channel: PrivateChannel = serde_json::from_slice(&opened)?;
        let mut body = new_message(reply);
        body.remove("flags");
        self.post(channel.id, nonce, body).await
    }

    async fn post(&self, channel_id: ChannelId, nonce: &str, mut body: Map<String, Value>) -> serenity::Result<()> {
        body.insert("nonce".into(), json!(nonce));
        body.insert("enforce_nonce".into(), json!(true));
        let request = request(LightMethod::Post, Route::ChannelMessages { channel_id }, &body)?;
        self.channels.call(&request, LASTING, Repeat::Always).await.0.map(drop)
    }

    fn answer<'a>(&self, of: &'a Answerable) -> Route<'a> {
        Route::WebhookOriginalInteractionResponse { application_id: self.application(), token: &of.token }
    }
}

fn request<'a>(method: LightMethod, route: Route<'a>, body: &impl Serialize) -> serde_json::Result<Request<'a>> {
    Ok(Request::new(route, method).body(Some(serde_json::to_vec(body)?)))
}

/// A message's parts, all of them, so that an edit leaves nothing of what was there before.
fn message(reply: &Reply) -> Map<String, Value> {
    let parts = json!({"embeds": reply.embeds, "components": reply.rows, "allowed_mentions": {"parse": []}});
    match parts {
        Value::Object(parts) => parts,
        _ => Map::new(),
    }
}

fn new_message(reply: &Reply) -> Map<String, Value> {
    let mut parts = message(reply);
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
