//! What happens by itself when its time comes.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Notify;

use super::State;
use super::ids::{ChannelId, InteractionId, MessageId, UserId};
use super::interactions::Stage;
use super::limits;
use crate::clock::Timestamp;

/// Something with a time.
#[derive(Clone, Debug)]
pub(crate) enum Deadline {
    /// The interaction must be acknowledged by now.
    Acknowledge(InteractionId),
    /// The interaction's token dies.
    TokenDies(InteractionId),
    /// Nobody can ask for the interaction any more.
    Forget(InteractionId),
    /// The thread may have been silent for long enough.
    Archive(ChannelId),
    /// The poll of this message ends.
    EndPoll(ChannelId, MessageId),
    /// The nonce may be used again.
    ForgetNonce(UserId, ChannelId, String),
}

/// Deadlines in the order of their time.
#[derive(Debug)]
pub(crate) struct Deadlines {
    queue: BTreeMap<(Timestamp, u64), Deadline>,
    entered: u64,
    changed: Arc<Notify>,
}

impl Deadlines {
    pub(crate) fn new(changed: Arc<Notify>) -> Self {
        Self { queue: BTreeMap::new(), entered: 0, changed }
    }

    /// When the first one comes.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.queue.keys().next().map(|(moment, _)| *moment)
    }

    pub(crate) fn enter(&mut self, moment: Timestamp, deadline: Deadline) {
        self.entered += 1;
        if self.next().is_none_or(|next| moment < next) {
            self.changed.notify_one();
        }
        self.queue.insert((moment, self.entered), deadline);
    }

    fn take_due(&mut self, now: Timestamp) -> Option<Deadline> {
        let first = self.queue.first_entry()?;
        (first.key().0 <= now).then(|| first.remove())
    }
}

impl State {
    /// Lets everything happen whose time has come.
    pub(crate) fn settle_deadlines(&mut self) {
        while let Some(deadline) = self.deadlines.take_due(self.now()) {
            match deadline {
                Deadline::Acknowledge(id) => self.give_up_waiting(id),
                Deadline::TokenDies(id) => self.end_token(id),
                Deadline::Forget(id) => {
                    self.interactions.remove(&id);
                }
                Deadline::Archive(thread) => self.archive_if_silent(thread),
                Deadline::EndPoll(channel, message) => self.end_poll_in_time(channel, message),
                Deadline::ForgetNonce(user, channel, nonce) => {
                    self.nonces.remove(&(user, channel, nonce));
                }
            }
        }
    }

    fn give_up_waiting(&mut self, id: InteractionId) {
        if self.interactions.get(&id).is_some_and(|interaction| interaction.stage == Stage::Pending) {
            self.fail(id, "The application did not respond");
        }
    }

    fn end_token(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let expires = interaction.expires();
        if interaction.stage == Stage::DeferredMessage {
            self.drop_loading_message(id);
            self.fail(id, "The application did not respond");
        }
        self.deadlines.enter(expires.plus(limits::TOKEN_LIFE), Deadline::Forget(id));
    }
}
