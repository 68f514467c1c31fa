//! Forwarding messages, and what of messages an application may read.

use std::sync::Arc;

use super::State;
use super::errors::ApiError;
use super::ids::UserId;
use super::messages::Message;
use super::posting::Draft;

impl State {
    /// The message that a draft forwards, as it is now.
    pub(super) fn snapshot(&self, author: UserId, draft: &Draft) -> Result<Option<Arc<Message>>, ApiError> {
        let Some((channel, id)) = draft.forward else {
            return Ok(None);
        };
        let channel = self.visible_channel(author, channel)?;
        let unknown = || ApiError::invalid_field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        let message = self.shared_message(&channel, id).map_err(|_| unknown())?;
        if !message.kind.is_forwardable() || message.poll.is_some() {
            return Err(ApiError::invalid_field(
                "message_reference",
                "BASE_TYPE_INVALID",
                "Cannot forward this message",
            ));
        }
        if self.user(author)?.bot && !self.application_reads(author, &message) {
            return Err(ApiError::unreadable_forward());
        }
        Ok(Some(message))
    }

    /// Whether a bot may read what is in a message over REST: its application was granted the content intent, or it need not be.
    pub(crate) fn application_reads(&self, bot: UserId, message: &Message) -> bool {
        let application = self.applications.values().find(|application| application.id.bot() == bot);
        application.is_some_and(|application| application.may_read_content()) || message.open_to(bot)
    }
}

impl Message {
    /// Whether a bot may read the message without the content intent (`events/gateway#message-content-intent`).
    pub(crate) fn open_to(&self, bot: UserId) -> bool {
        self.guild.is_none() || self.author == bot || self.mentions.users.contains(&bot)
    }
}
