//! A question that is handed to a person: what happened to it, one event after the other, and what may happen next.
//!
//! A request is its trail. The trail's length is its version: whoever adds an event says which trail they saw, and of two at once one
//! wins. Nothing else is kept that could contradict it.
//!
//! | file | holds |
//! | --- | --- |
//! | `rules` | who may do what with a request, and to whom it goes when nobody reacts |

mod rules;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub use rules::{Candidate, MayNot, MayNotAsk, Quota};

use super::{
    ids::{ChannelId, GuildId, MessageId, RequestId, TeamId, UserId},
    subject::Subject,
    team::Holder,
};
use crate::{clock::Timestamp, handbook::RoleId};

/// How long a person has before the request goes to whoever covers for them.
pub const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long posting the message of a new request may take. If it is not there then, the process that had begun it has died, and another one
/// posts it.
pub const POSTED_WITHIN: Duration = Duration::from_secs(60);

/// After how long without any event a request is over by itself.
pub const LAPSES_AFTER: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// The most characters that are kept of a question.
pub const LONGEST_QUESTION: usize = 1_000;

/// The most requests that a person can have open in one server.
pub const MOST_OPEN: u64 = 5;

/// The most requests that a person can make in one server within a day.
pub const MOST_A_DAY: u64 = 10;

/// The most requests that wait for one person, or for those with one role of the server, before nobody may ask them anything more.
pub const MOST_WAITING: u64 = 10;

/// The most open requests that are told below an answer about the same thing.
pub const MOST_TOLD: u32 = 3;

/// The kind of deadline on which a request moves on; its subject is the request.
pub const MOVES_ON: &str = "request";

/// The kind of deadline on which is said that an action should be done; its subject is the request.
pub const DUE: &str = "request-due";

/// A question that is handed to a person: what does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The request's id.
    pub id: RequestId,
    /// The server.
    pub guild: GuildId,
    /// The team whose question it is.
    pub team: TeamId,
    /// What it is about.
    pub subject: Subject,
    /// The role in which the first person is asked, where it is a role's.
    pub role: Option<RoleId>,
    /// The question as it was typed, at most [`LONGEST_QUESTION`] characters of it.
    pub text: String,
    /// The channel or thread where it is asked.
    pub channel: ChannelId,
    /// By when it is to be done, where it is an action that was agreed; none for a question.
    pub due: Option<Timestamp>,
}

impl Question {
    /// Whether it is an action that was agreed, to be done by a day.
    #[must_use]
    pub const fn is_action(&self) -> bool {
        self.due.is_some()
    }
}

/// A question handed to a person, and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The question.
    pub question: Question,
    /// The message that shows it; none until it was posted.
    pub message: Option<MessageId>,
    trail: Vec<Event>,
}

/// What happened to a request, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

/// What happened to a request. A person is none where their data was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody asked somebody. It is the first event, and only the first.
    Asked {
        /// Who asked.
        by: Option<UserId>,
        /// Who was asked.
        to: Option<Holder>,
    },
    /// Somebody said that it is theirs.
    Accepted {
        /// Who.
        by: Option<UserId>,
    },
    /// Somebody said that it is not theirs, and whose it is.
    HandedOn {
        /// Who said so.
        by: Option<UserId>,
        /// Whose it is.
        to: Option<Holder>,
    },
    /// Somebody said that it is not theirs, and did not know whose.
    Declined {
        /// Who.
        by: Option<UserId>,
    },
    /// Nobody reacted in time: this one is asked instead, or nobody is left to be asked.
    TimedOut {
        /// Who is asked now; none where the same one is still waited for.
        to: Option<Holder>,
    },
    /// It was answered, says whoever accepted it or asked.
    Answered {
        /// Who says so.
        by: Option<UserId>,
    },
    /// The asker took it back.
    Withdrawn {
        /// The asker.
        by: Option<UserId>,
    },
    /// Nothing happened for [`LAPSES_AFTER`].
    Lapsed,
    /// The message or the channel that showed it is gone.
    Lost,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// This one is asked; nobody, where the last one declined.
    Waiting(Option<Holder>),
    /// This person has it.
    Accepted(Option<UserId>),
    /// It is over.
    Over(End),
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Answered.
    Answered,
    /// Taken back by the asker.
    Withdrawn,
    /// Nothing happened for long.
    Lapsed,
    /// Its message or channel is gone.
    Lost,
}

/// A trail that does not begin with being asked, or is asked again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a request's trail begins with being asked, once")]
pub struct BadTrail;

impl Request {
    /// The request with this trail, as it was stored.
    ///
    /// # Errors
    /// [`BadTrail`].
    pub fn of_trail(question: Question, message: Option<MessageId>, trail: Vec<Event>) -> Result<Self, BadTrail> {
        let is_asking = |event: &Event| matches!(event.what, What::Asked { .. });
        match trail.split_first() {
            Some((first, rest)) if is_asking(first) && !rest.iter().any(is_asking) => {
                Ok(Self { question, message, trail })
            }
            _ => Err(BadTrail),
        }
    }

    /// What happened, the earliest first; never empty.
    #[must_use]
    pub fn trail(&self) -> &[Event] {
        &self.trail
    }

    /// The trail's length.
    #[must_use]
    pub const fn version(&self) -> usize {
        self.trail.len()
    }

    /// Who asked; none for somebody whose data was erased.
    #[must_use]
    pub fn asker(&self) -> Option<UserId> {
        self.trail.first().and_then(|event| event.what.by())
    }

    /// When it was asked.
    #[must_use]
    pub fn asked_at(&self) -> Timestamp {
        self.trail.first().map_or(Timestamp::from_millis(0), |event| event.at)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.trail.iter().fold(State::Waiting(None), |state, event| match event.what {
            What::Asked { to, .. } | What::HandedOn { to, .. } => State::Waiting(to),
            What::TimedOut { to: None } => state,
            What::TimedOut { to } => State::Waiting(to),
            What::Declined { .. } => State::Waiting(None),
            What::Accepted { by } => State::Accepted(by),
            What::Answered { .. } => State::Over(End::Answered),
            What::Withdrawn { .. } => State::Over(End::Withdrawn),
            What::Lapsed => State::Over(End::Lapsed),
            What::Lost => State::Over(End::Lost),
        })
    }

    /// Whether something can still happen to it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.state(), State::Over(_))
    }

    /// When it moves on if nothing happens, or is to be posted if it is not yet; never for one that is over.
    #[must_use]
    pub fn moves_on_at(&self) -> Option<Timestamp> {
        let last = self.trail.last().filter(|_| self.is_open())?;
        match self.message {
            None => Some(last.at.plus(POSTED_WITHIN)),
            Some(_) => self.times_out_at().or_else(|| Some(self.lapses_at(last))),
        }
    }

    /// Whether nothing has happened for [`LAPSES_AFTER`], nor was it due.
    #[must_use]
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.trail.last().is_some_and(|last| self.lapses_at(last) <= now)
    }

    fn lapses_at(&self, last: &Event) -> Timestamp {
        self.question.due.map_or(last.at, |due| due.max(last.at)).plus(LAPSES_AFTER)
    }

    /// When somebody else is asked if nobody reacts; never where nobody is waited for, or nobody else was left.
    #[must_use]
    pub fn times_out_at(&self) -> Option<Timestamp> {
        let last = self.trail.last()?;
        let waits = matches!(last.what, What::Asked { .. } | What::HandedOn { .. } | What::TimedOut { to: Some(_) });
        waits.then(|| last.at.plus(PATIENCE))
    }

    /// The same with one more event.
    fn then(&self, at: Timestamp, what: What) -> Self {
        let mut next = self.clone();
        next.trail.push(Event { at, what });
        next
    }
}

impl What {
    /// The word by which it is stored.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Asked { .. } => "asked",
            Self::Accepted { .. } => "accepted",
            Self::HandedOn { .. } => "handed-on",
            Self::Declined { .. } => "declined",
            Self::TimedOut { .. } => "timed-out",
            Self::Answered { .. } => "answered",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Lost => "lost",
        }
    }

    /// What is stored by this word; nothing for a word that is none of them.
    #[must_use]
    pub fn of(kind: &str, by: Option<UserId>, to: Option<Holder>) -> Option<Self> {
        Some(match kind {
            "asked" => Self::Asked { by, to },
            "accepted" => Self::Accepted { by },
            "handed-on" => Self::HandedOn { by, to },
            "declined" => Self::Declined { by },
            "timed-out" => Self::TimedOut { to },
            "answered" => Self::Answered { by },
            "withdrawn" => Self::Withdrawn { by },
            "lapsed" => Self::Lapsed,
            "lost" => Self::Lost,
            _ => return None,
        })
    }

    /// Who did it.
    #[must_use]
    pub const fn by(self) -> Option<UserId> {
        match self {
            Self::Asked { by, .. }
            | Self::Accepted { by }
            | Self::HandedOn { by, .. }
            | Self::Declined { by }
            | Self::Answered { by }
            | Self::Withdrawn { by } => by,
            Self::TimedOut { .. } | Self::Lapsed | Self::Lost => None,
        }
    }

    /// Who is asked from then on.
    #[must_use]
    pub const fn to(self) -> Option<Holder> {
        match self {
            Self::Asked { to, .. } | Self::HandedOn { to, .. } | Self::TimedOut { to } => to,
            _ => None,
        }
    }
}
