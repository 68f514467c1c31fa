//! Discord's errors: an HTTP status, a JSON code, a sentence, and for bad bodies the places that are wrong.
//!
//! Codes and sentences are those of `topics/opcodes-and-status-codes`.

use serde_json::{Value, json};

/// A refusal as Discord words it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{status} {code}: {message}")]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Discord's JSON error code; 0 for general errors.
    pub code: u32,
    /// Discord's sentence for it.
    pub message: String,
    /// Nested by field: what is wrong with a body, for code 50035.
    pub errors: Option<Value>,
}

macro_rules! known_errors {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $code:literal, $message:literal;)*) => {
        impl ApiError {
            $($(#[$doc])* pub(crate) fn $name() -> Self {
                Self::new($status, $code, $message)
            })*
        }
    };
}

known_errors! {
    /// No such route.
    unknown_route = 404, 0, "404: Not Found";
    /// The route exists, not with this method.
    wrong_method = 405, 0, "405: Method Not Allowed";
    /// No or a wrong token.
    unauthorized = 401, 0, "401: Unauthorized";
    /// Body over the limit.
    request_too_large = 413, 40005, "Request entity too large";
    /// No such application, or not the caller's.
    unknown_application = 404, 10002, "Unknown Application";
    /// No such channel.
    unknown_channel = 404, 10003, "Unknown Channel";
    /// No such server.
    unknown_guild = 404, 10004, "Unknown Guild";
    /// No such member.
    unknown_member = 404, 10007, "Unknown Member";
    /// No such message.
    unknown_message = 404, 10008, "Unknown Message";
    /// No such role.
    unknown_role = 404, 10011, "Unknown Role";
    /// No such emoji, or one that the caller cannot use.
    unknown_emoji = 404, 10014, "Unknown Emoji";
    /// The message has as many different reactions as it can have.
    too_many_reactions = 400, 30010, "Maximum number of reactions reached (20)";
    /// Bots have no vote.
    poll_voting_blocked = 403, 520000, "Poll voting blocked";
    /// The poll has ended.
    poll_expired = 400, 520001, "Poll expired";
    /// Polls stay as they were posted.
    poll_not_editable = 400, 520003, "Cannot edit a poll message";
    /// An answer's emoji is unknown, or not the author's to use.
    unusable_poll_emoji = 400, 520004, "Cannot use an emoji included with the poll";
    /// There is no poll on the message.
    no_poll_to_expire = 400, 520006, "Cannot expire a non-poll message";
    /// No such user.
    unknown_user = 404, 10013, "Unknown User";
    /// No such webhook, or a token that never was one.
    unknown_webhook = 404, 10015, "Unknown Webhook";
    /// No such interaction, or it was not acknowledged in time.
    unknown_interaction = 404, 10062, "Unknown interaction";
    /// No such command.
    unknown_command = 404, 10063, "Unknown application command";
    /// The interaction was acknowledged before.
    already_acknowledged = 400, 40060, "Interaction has already been acknowledged.";
    /// A new command too many today.
    too_many_command_creates = 400, 30034, "Max number of daily application command creates has been reached (200)";
    /// A member too many in a thread.
    too_many_thread_members = 400, 30033, "Maximum number of thread participants has been reached (1000)";
    /// A reply by somebody who does not see what was posted earlier.
    cannot_reply = 403, 160002, "Cannot reply without permission to read message history";
    /// An active thread too many in the server.
    too_many_threads = 400, 160006, "Maximum number of active threads reached";
    /// The message is a thread's starter already.
    thread_exists = 400, 160004, "A thread has already been created for this message";
    /// The thread is locked.
    thread_locked = 400, 160005, "Thread is locked";
    /// The thread is archived.
    thread_archived = 400, 50083, "Thread is archived";
    /// Not allowed to see this.
    missing_access = 403, 50001, "Missing Access";
    /// Direct messages have no such thing.
    not_in_direct_messages = 400, 50003, "Cannot execute action on a DM channel";
    /// Another's message.
    not_the_author = 403, 50005, "Cannot edit a message authored by another user";
    /// Too few or too many to be deleted at once.
    wrong_bulk = 400, 50016,
        "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete";
    /// Messages of more than two weeks are deleted one by one.
    too_old_for_bulk = 400, 50034, "A message provided was too old to bulk delete";
    /// The channel has as many pins as it can have.
    too_many_pins = 400, 30003, "Maximum number of pins reached for the channel (250)";
    /// What the application may not read it may not forward.
    unreadable_forward = 403, 160014, "You cannot forward a message whose content you cannot read";
    /// The message would have more files than fit.
    too_many_attachments = 400, 30015, "Maximum number of attachments in a message reached (10)";
    /// Nothing to send.
    empty_message = 400, 50006, "Cannot send an empty message";
    /// The user takes no direct messages from the caller.
    cannot_message_user = 403, 50007, "Cannot send messages to this user";
    /// No messages in such a channel.
    not_a_text_channel = 400, 50008, "Cannot send messages in a non-text channel";
    /// Not allowed to do this.
    missing_permissions = 403, 50013, "Missing Permissions";
    /// Nothing of this can be done to a system message.
    system_message = 403, 50021, "Cannot execute action on a system message";
    /// Not in this kind of channel.
    wrong_channel_kind = 400, 50024, "Cannot execute action on this channel type";
    /// Nobody gives or takes such a role.
    invalid_role = 400, 50028, "Invalid role";
    /// The interaction's token is dead.
    invalid_webhook_token = 401, 50027, "Invalid Webhook Token";
    /// One cannot talk to these.
    invalid_recipients = 400, 50033, "Invalid Recipient(s)";
    /// The body is not JSON.
    invalid_json = 400, 50109, "The request body contains invalid JSON.";
}

impl ApiError {
    /// An error of any kind.
    pub(crate) fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), errors: None }
    }

    /// A body with something wrong at a single place; `path` is written with dots (`data.content`).
    pub(crate) fn invalid_field(path: &str, code: &str, message: impl Into<String>) -> Self {
        Self::invalid_form([FieldError { path: path.to_owned(), code: code.to_owned(), message: message.into() }])
    }

    /// A body with something wrong at each of the given places.
    pub(crate) fn invalid_form(errors: impl IntoIterator<Item = FieldError>) -> Self {
        let mut tree = json!({});
        for error in errors {
            plant(&mut tree, &error);
        }
        Self { status: 400, code: 50035, message: "Invalid Form Body".into(), errors: Some(tree) }
    }

    /// The body of the answer.
    pub fn to_json(&self) -> Value {
        let mut body = json!({"message": self.message, "code": self.code});
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

/// What is wrong at one place of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldError {
    /// Names and list positions from the top, joined by dots.
    pub(crate) path: String,
    pub(crate) code: String,
    pub(crate) message: String,
}

/// Puts an error at its place in the nested tree that Discord sends.
fn plant(tree: &mut Value, error: &FieldError) {
    let mut place = tree;
    for step in error.path.split('.').filter(|step| !step.is_empty()) {
        place = &mut place[step];
    }
    let entry = json!({"code": error.code, "message": error.message});
    match place.get_mut("_errors").and_then(Value::as_array_mut) {
        Some(entries) => entries.push(entry),
        None => place["_errors"] = json!([entry]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_nest_as_discord_nests_them() {
        let error =
            ApiError::invalid_field("data.embeds.0.title", "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length.");
        assert_eq!(
            error.to_json(),
            json!({"code": 50035, "message": "Invalid Form Body", "errors": {"data": {"embeds": {"0": {"title": {
                "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."}]
            }}}}}})
        );
    }
}
