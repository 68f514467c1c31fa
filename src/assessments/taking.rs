//! A sitting with what is around it: whose it is, where it happens, and whether it is done.

use super::sitting::Sitting;
use crate::{
    clock::Timestamp,
    handbook::AssessmentId,
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, SittingId, UserId},
};

/// The most characters that somebody writes beside an answer.
pub const LONGEST_WORDS: usize = 200;

/// One person's run through an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking {
    /// Its id.
    pub id: SittingId,
    /// The server.
    pub guild: GuildId,
    /// Whose it is. Nobody else sees it.
    pub person: UserId,
    /// What is taken.
    pub assessment: AssessmentId,
    /// The team's round that it belongs to; none where the person takes it for themselves.
    pub round: Option<RoundId>,
    /// What decides the order of shuffled items.
    pub seed: u64,
    /// Where it happens.
    pub place: Place,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was done; none while it is open.
    pub done_at: Option<Timestamp>,
    /// Whether the team may be shown, without a name, what was written beside answers.
    pub shows_words: bool,
    /// The answers.
    pub sitting: Sitting,
}

/// Where a sitting happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In replies that only the person sees.
    Replies,
    /// In a thread.
    Thread {
        /// The thread.
        thread: ChannelId,
        /// Whether only those who were added see it.
        private: bool,
        /// The message that walks through the items; none before it was posted.
        message: Option<MessageId>,
    },
}

impl Place {
    /// The thread, where it is one.
    #[must_use]
    pub const fn thread(self) -> Option<ChannelId> {
        match self {
            Self::Replies => None,
            Self::Thread { thread, .. } => Some(thread),
        }
    }
}

impl Taking {
    /// Whether it is done.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.done_at.is_some()
    }
}
