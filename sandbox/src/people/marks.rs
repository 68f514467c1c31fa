//! What people leave on messages: reactions and votes.

use serde_json::Value;

use super::doing::seen_message;
use super::{People, Refusal};
use crate::wire::objects;
use crate::world::emoji::EmojiName;
use crate::world::ids::{MessageId, UserId};

impl People {
    /// Puts an emoji on a message: a Unicode emoji, or a server's own as `name:id`.
    ///
    /// # Errors
    /// If the person may not react there, or there is no such emoji.
    pub fn react(&self, user: UserId, message: MessageId, emoji: &str) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        Ok(state.react(user, message.channel, message.id, &EmojiName::parse(emoji))?)
    }

    /// Takes one's own reaction away.
    ///
    /// # Errors
    /// If nobody has put this emoji on the message.
    pub fn unreact(&self, user: UserId, message: MessageId, emoji: &str) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        Ok(state.unreact(user, user, message.channel, message.id, &EmojiName::parse(emoji))?)
    }

    /// Pins a message.
    ///
    /// # Errors
    /// If the person may not pin there.
    pub fn pin(&self, user: UserId, message: MessageId) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        Ok(state.pin(user, message.channel, message.id)?)
    }

    /// Unpins a message.
    ///
    /// # Errors
    /// If the person may not pin there.
    pub fn unpin(&self, user: UserId, message: MessageId) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        Ok(state.unpin(user, message.channel, message.id)?)
    }

    /// Votes for exactly these answers of a poll, in the place of what the person voted for before; none takes the vote back.
    ///
    /// # Errors
    /// If there is no poll, it has ended, or it has no such answers.
    pub fn vote(&self, user: UserId, message: MessageId, answers: &[u64]) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        Ok(state.vote(user, message.channel, message.id, &answers.iter().copied().collect())?)
    }

    /// Who voted for an answer of a poll, as Discord writes users.
    ///
    /// # Errors
    /// If there is no such poll or answer.
    pub fn voters(&self, user: UserId, message: MessageId, answer: u64) -> Result<Vec<Value>, Refusal> {
        let state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        let voters = state.voters(user, message.channel, message.id, answer)?;
        Ok(voters.iter().filter_map(|voter| state.users.get(voter)).map(objects::user).collect())
    }

    /// Ends one's own poll before its time; returns the message.
    ///
    /// # Errors
    /// If it is not the person's poll, or it has ended.
    pub fn end_poll(&self, user: UserId, message: MessageId) -> Result<Value, Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        let message = state.expire_poll(user, message.channel, message.id)?;
        Ok(objects::message(&state, &message, user))
    }
}
