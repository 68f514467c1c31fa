//! Native polls: a question on a message, votes, and an end (`resources/poll`).

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::State;
use super::channels::Channel;
use super::deadlines::Deadline;
use super::emoji::{Emoji, EmojiName};
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ChannelId, MessageId, UserId};
use super::messages::Message;
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// A poll to be put on a message.
#[derive(Clone, Debug)]
pub(crate) struct NewPoll {
    pub(crate) question: String,
    pub(crate) answers: Vec<NewAnswer>,
    pub(crate) open_for: Duration,
    pub(crate) several: bool,
}

/// An answer that a new poll offers.
#[derive(Clone, Debug)]
pub(crate) struct NewAnswer {
    pub(crate) text: String,
    pub(crate) emoji: Option<EmojiName>,
}

/// A poll on a message.
#[derive(Clone, Debug)]
pub(crate) struct Poll {
    pub(crate) question: String,
    /// In the order in which they are shown; the first has number 1.
    pub(crate) answers: Vec<Answer>,
    /// When it ends, or ended.
    pub(crate) expiry: Timestamp,
    /// Whether one may vote for several answers.
    pub(crate) several: bool,
    pub(crate) ended: bool,
}

/// Something that can be voted for.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) number: u64,
    pub(crate) text: String,
    pub(crate) emoji: Option<Emoji>,
    pub(crate) voters: BTreeSet<UserId>,
}

impl Poll {
    /// The answer of this number.
    pub(crate) fn answer(&self, number: u64) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.number == number)
    }

    /// All votes together; who votes for two answers is counted twice.
    pub(crate) fn total(&self) -> usize {
        self.answers.iter().map(|answer| answer.voters.len()).sum()
    }

    /// The most votes that an answer has.
    pub(crate) fn most(&self) -> usize {
        self.answers.iter().map(|answer| answer.voters.len()).max().unwrap_or(0)
    }

    /// The answer with the most votes, if there is one and only one.
    pub(crate) fn winner(&self) -> Option<&Answer> {
        let most = self.most();
        let mut first = self.answers.iter().filter(|answer| most > 0 && answer.voters.len() == most);
        first.next().filter(|_| first.next().is_none())
    }
}

impl State {
    /// The poll that comes of a new one by `author` in `channel`.
    pub(super) fn begin_poll(&self, author: UserId, channel: &Channel, new: NewPoll) -> Result<Poll, ApiError> {
        let answers = (1..).zip(new.answers).map(|(number, answer)| {
            let emoji = answer.emoji.map(|name| self.usable_emoji(author, channel, &name)).transpose();
            let emoji = emoji.map_err(|_| ApiError::unusable_poll_emoji())?;
            Ok(Answer { number, text: answer.text, emoji, voters: BTreeSet::new() })
        });
        let answers = answers.collect::<Result<_, ApiError>>()?;
        let expiry = self.now().plus(new.open_for);
        Ok(Poll { question: new.question, answers, expiry, several: new.several, ended: false })
    }

    /// Sees to it that the poll of a message ends in time.
    pub(super) fn watch_poll(&mut self, message: &Message) {
        if let Some(poll) = &message.poll {
            self.deadlines.enter(poll.expiry, Deadline::EndPoll(message.channel, message.id));
        }
    }

    /// Votes for exactly these answers, in the place of what `user` voted for before. Bots have no vote.
    pub(crate) fn vote(
        &mut self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
        wanted: &BTreeSet<u64>,
    ) -> Result<(), ApiError> {
        let (_, message) = self.message_to_mark(user, channel, id)?;
        let poll = message.poll.as_ref().ok_or_else(|| wrong_answer("This message has no poll."))?;
        if self.user(user)?.bot {
            return Err(ApiError::poll_voting_blocked());
        }
        if poll.ended {
            return Err(ApiError::poll_expired());
        }
        if wanted.iter().any(|number| poll.answer(*number).is_none()) {
            return Err(wrong_answer("The poll has no such answer."));
        }
        if wanted.len() > 1 && !poll.several {
            return Err(wrong_answer("This poll takes one answer."));
        }
        let before = poll.answers.iter().filter(|answer| answer.voters.contains(&user)).map(|answer| answer.number);
        let before: BTreeSet<u64> = before.collect();
        for answer in &before - wanted {
            let message = self.change_answer(&message, answer, |voters| voters.remove(&user))?;
            self.herald.tell(Event::VoteRemoved { message, user, answer });
        }
        for answer in wanted - &before {
            let message = self.change_answer(&message, answer, |voters| voters.insert(user))?;
            self.herald.tell(Event::VoteAdded { message, user, answer });
        }
        Ok(())
    }

    fn change_answer(
        &mut self,
        message: &Message,
        number: u64,
        change: impl FnOnce(&mut BTreeSet<UserId>) -> bool,
    ) -> Result<Arc<Message>, ApiError> {
        self.change_message(message.channel, message.id, |message| {
            let answers = message.poll.iter_mut().flat_map(|poll| &mut poll.answers);
            if let Some(answer) = answers.into_iter().find(|answer| answer.number == number) {
                change(&mut answer.voters);
            }
        })
    }

    /// Who voted for an answer, in the order of their ids.
    pub(crate) fn voters(
        &self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
        answer: u64,
    ) -> Result<BTreeSet<UserId>, ApiError> {
        let channel = self.channel_with(user, channel, Permissions::READ_MESSAGE_HISTORY)?;
        let message = self.shared_message(&channel, id)?;
        let answer = message.poll.as_ref().and_then(|poll| poll.answer(answer));
        answer.map(|answer| answer.voters.clone()).ok_or_else(|| wrong_answer("The poll has no such answer."))
    }

    /// Ends one's own poll before its time.
    pub(crate) fn expire_poll(
        &mut self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
    ) -> Result<Arc<Message>, ApiError> {
        let channel = self.visible_channel(user, channel)?;
        let message = self.shared_message(&channel, id)?;
        let poll = message.poll.as_ref().ok_or_else(ApiError::no_poll_to_expire)?;
        if message.author != user {
            return Err(ApiError::not_the_author());
        }
        if poll.ended {
            return Err(ApiError::poll_expired());
        }
        self.end_poll(&channel, id)
    }

    /// Ends a poll whose time is over, unless it was ended by hand.
    pub(super) fn end_poll_in_time(&mut self, channel: ChannelId, id: MessageId) {
        let Some(channel) = self.channels.get(&channel).cloned() else {
            return;
        };
        let poll = self.messages.get(channel.id, id).and_then(|message| message.poll.as_ref());
        if poll.is_some_and(|poll| !poll.ended) {
            // The message has just been found.
            let _ = self.end_poll(&channel, id);
        }
    }

    /// Counts the votes for good, tells of it, and puts the result below.
    fn end_poll(&mut self, channel: &Channel, id: MessageId) -> Result<Arc<Message>, ApiError> {
        let now = self.now();
        let message = self.change_message(channel.id, id, |message| {
            if let Some(poll) = &mut message.poll {
                poll.expiry = poll.expiry.min(now);
                poll.ended = true;
            }
        })?;
        self.herald.tell(Event::MessageUpdated(Arc::clone(&message)));
        if message.only_for.is_none() {
            self.put_poll_result(channel, &message)?;
        }
        Ok(message)
    }
}

fn wrong_answer(why: &str) -> ApiError {
    ApiError::invalid_field("answer_ids", "BASE_TYPE_INVALID", why)
}
