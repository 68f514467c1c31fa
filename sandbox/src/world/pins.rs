//! Pinned messages (`resources/message#get-channel-pins`).

use std::sync::Arc;
use std::time::Duration;

use super::State;
use super::channels::Channel;
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ChannelId, MessageId, UserId};
use super::limits;
use super::messages::{Message, MessageKind, Reference};
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// Two pins never have the same moment, so that pages of them can be told apart.
const BETWEEN_PINS: Duration = Duration::from_millis(1);

impl State {
    /// Pins a message and says so in the channel; one that is pinned stays so.
    pub(crate) fn pin(&mut self, user: UserId, channel: ChannelId, id: MessageId) -> Result<(), ApiError> {
        let (channel, message) = self.message_to_pin(user, channel, id)?;
        if message.kind.is_system() {
            return Err(ApiError::system_message());
        }
        if message.pinned.is_some() {
            return Ok(());
        }
        if self.messages.of(channel.id).filter(|message| message.pinned.is_some()).count() >= limits::PINS {
            return Err(ApiError::too_many_pins());
        }
        let after_last = channel.last_pin.map_or(self.now(), |last| last.plus(BETWEEN_PINS));
        self.set_pin(&channel, id, Some(after_last.max(self.now())))?;
        let reference = Some(Reference::to(&message));
        self.put_system_message(&channel, user, MessageKind::PinnedMessage, String::new(), reference);
        Ok(())
    }

    /// Unpins a message; one that is not pinned stays so.
    pub(crate) fn unpin(&mut self, user: UserId, channel: ChannelId, id: MessageId) -> Result<(), ApiError> {
        let (channel, message) = self.message_to_pin(user, channel, id)?;
        if message.pinned.is_none() { Ok(()) } else { self.set_pin(&channel, id, None) }
    }

    fn message_to_pin(
        &self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
    ) -> Result<(Arc<Channel>, Arc<Message>), ApiError> {
        let channel = self.channel_with(user, channel, Permissions::PIN_MESSAGES)?;
        let message = self.shared_message(&channel, id)?;
        if channel.thread.as_ref().is_some_and(|thread| thread.archived) {
            return Err(ApiError::thread_archived());
        }
        Ok((channel, message))
    }

    fn set_pin(&mut self, channel: &Channel, id: MessageId, pinned: Option<Timestamp>) -> Result<(), ApiError> {
        let message = self.change_message(channel.id, id, |message| message.pinned = pinned)?;
        self.herald.tell(Event::MessageUpdated(message));
        let last_pin = self.messages.of(channel.id).filter_map(|message| message.pinned).max();
        if let Some(place) = self.channels.get_mut(&channel.id) {
            Arc::make_mut(place).last_pin = last_pin;
            let changed = Arc::clone(place);
            self.herald.tell(Event::PinsChanged(changed));
        }
        Ok(())
    }

    /// The pins of a channel, the latest first; none for those who may not read what was posted earlier.
    pub(crate) fn pins(&self, user: UserId, channel: ChannelId) -> Result<Vec<(Timestamp, Arc<Message>)>, ApiError> {
        let channel = self.visible_channel(user, channel)?;
        let reads = self.permissions(user, &channel).unwrap_or_default().has(Permissions::READ_MESSAGE_HISTORY);
        let pinned = self.messages.of(channel.id).filter(|_| reads);
        let mut pins: Vec<_> =
            pinned.filter_map(|message| message.pinned.map(|pinned| (pinned, Arc::clone(message)))).collect();
        pins.sort_by_key(|(pinned, _)| std::cmp::Reverse(*pinned));
        Ok(pins)
    }
}
