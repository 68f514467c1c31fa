//! Sending, and the only retries. Nothing sent here notifies anybody: `allowed_mentions` is empty.

use std::{future::Future, time::Duration};

use serde_json::{Map, Value, json};
use serenity::{
    all::{ChannelId, InteractionId, InteractionResponseFlags, MessageFlags, MessageId, UserId},
    http::{HttpError, StatusCode},
};

use super::Connection;
use crate::replies::{Reply, Visibility};

/// Waits between tries of calls that may be repeated: about four seconds in all.
const WAITS: [Duration; 4] =
    [Duration::from_millis(250), Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];

/// Waits between tries of an acknowledgement, which is void after three seconds.
const ACKNOWLEDGEMENT_WAITS: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(600)];

/// Discord's error code for an interaction that was acknowledged before.
const ALREADY_ACKNOWLEDGED: isize = 40060;

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
            Acknowledgement::Suggestions(choices) => {
                let choices: Vec<Value> =
                    choices.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
                json!({"type": 8, "data": {"choices": choices}})
            }
        };
        let send = &|| self.interactions.create_interaction_response(to.id, &to.token, &body, Vec::new());
        let mut tries = 0;
        let try_again = || {
            tries += 1;
            let repeated = tries > 1;
            async move {
                match send().await {
                    // The first try got through, although its answer did not.
                    Err(error) if repeated && code(&error) == Some(ALREADY_ACKNOWLEDGED) => Ok(()),
                    result => result,
                }
            }
        };
        retrying(&ACKNOWLEDGEMENT_WAITS, Repeat::Always, try_again).await
    }

    /// Replaces the message with which an interaction was answered, or the message of the button.
    pub(super) async fn edit_answer(&self, of: &Answerable, reply: &Reply) -> serenity::Result<()> {
        let body = message(reply);
        let send = || self.interactions.edit_original_interaction_response(&of.token, &body, Vec::new());
        retrying(&WAITS, Repeat::Always, send).await.map(drop)
    }

    /// Removes the message with which an interaction was answered.
    pub(super) async fn remove_answer(&self, of: &Answerable) -> serenity::Result<()> {
        retrying(&WAITS, Repeat::Always, || self.interactions.delete_original_interaction_response(&of.token)).await
    }

    /// Says one more thing after an interaction was answered.
    pub(super) async fn follow_up(&self, after: &Answerable, reply: &Reply) -> serenity::Result<()> {
        let body = new_message(reply);
        let send = || self.interactions.create_followup_message(&after.token, &body, Vec::new());
        retrying(&WAITS, Repeat::IfNothingWasDone, send).await.map(drop)
    }

    /// Replies to a message in its channel. Repeated for the same message it posts nothing new.
    pub(super) async fn reply_to(&self, channel: ChannelId, to: MessageId, reply: &Reply) -> serenity::Result<()> {
        let mut body = new_message(reply);
        body.insert("message_reference".into(), json!({"message_id": to, "fail_if_not_exists": false}));
        body.insert("nonce".into(), json!(to.to_string()));
        body.insert("enforce_nonce".into(), json!(true));
        retrying(&WAITS, Repeat::Always, || self.channels.send_message(channel, Vec::new(), &body)).await.map(drop)
    }

    /// Writes to a person directly. `nonce` makes a repetition harmless.
    pub(super) async fn write_to(&self, person: UserId, nonce: &str, reply: &Reply) -> serenity::Result<()> {
        let recipient = json!({"recipient_id": person});
        let channel = retrying(&WAITS, Repeat::Always, || self.channels.create_private_channel(&recipient)).await?;
        let mut body = new_message(reply);
        body.remove("flags");
        body.insert("nonce".into(), json!(nonce));
        body.insert("enforce_nonce".into(), json!(true));
        retrying(&WAITS, Repeat::Always, || self.channels.send_message(channel.id, Vec::new(), &body)).await.map(drop)
    }
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

/// Whether a call may be sent again when it is not known what became of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    /// Repeating does no harm.
    Always,
    /// Only when the server cannot have acted: it was not reached, or it refused for the rate.
    IfNothingWasDone,
}

async fn retrying<T, F>(waits: &[Duration], repeat: Repeat, mut call: impl FnMut() -> F) -> serenity::Result<T>
where
    F: Future<Output = serenity::Result<T>>,
{
    let mut waits = waits.iter();
    loop {
        match call().await {
            Err(error) if may_pass(&error, repeat) => match waits.next() {
                Some(wait) => {
                    tracing::debug!(%error, ?wait, "trying a call to Discord again");
                    tokio::time::sleep(*wait).await;
                }
                None => return Err(error),
            },
            result => return result,
        }
    }
}

fn may_pass(error: &serenity::Error, repeat: Repeat) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            response.status_code == StatusCode::TOO_MANY_REQUESTS
                || (repeat == Repeat::Always && response.status_code.is_server_error())
        }
        serenity::Error::Http(HttpError::Request(error)) => repeat == Repeat::Always || error.is_connect(),
        _ => false,
    }
}

/// Discord's error code, where it is an answer of Discord's.
pub(super) fn code(error: &serenity::Error) -> Option<isize> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => Some(response.error.code),
        _ => None,
    }
}
