//! A poll's life: open, held up by an objection, closed. An objection pauses the close; the named decider resolves or overrules it, and
//! everybody sees which.

use std::time::Duration;

use crate::{clock::Timestamp, workspace::ids::UserId};

/// The kind of deadline on which a poll closes; its subject is the poll.
pub const CLOSE: &str = "poll-close";

/// The kind of deadline on which the result of a closed poll is told; its subject is the poll. It is set with the close, for at once.
pub const RESULT: &str = "poll-result";

/// The kind of deadline on which a poll that was never started is given up; its subject is the poll.
pub const DRAFT: &str = "poll-draft";

/// For how long a poll that has not started is kept.
pub const DRAFT_KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// For how long after its close a poll can be opened again by whoever made it.
pub const REOPEN_WITHIN: Duration = Duration::from_secs(60 * 60);

/// A close that comes this much after the deadline says that it is late.
pub const LATE_AFTER: Duration = Duration::from_secs(60);

/// Where a poll is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Votes are taken.
    Open {
        /// When it closes by itself.
        deadline: Option<Timestamp>,
    },
    /// Votes are taken, but it does not close before the objections are dealt with.
    HeldUp {
        /// When it would have closed or will close.
        deadline: Option<Timestamp>,
        /// How many objections are open.
        objections: u32,
    },
    /// No more votes are taken.
    Closed {
        /// When it closed.
        at: Timestamp,
        /// Why.
        why: Closing,
    },
}

/// Why a poll closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Its time was up.
    Deadline {
        /// When it should have closed.
        due: Timestamp,
    },
    /// Somebody closed it; none for somebody whose data was erased.
    ByHand(Option<UserId>),
    /// Everybody who may vote has voted.
    AllVoted,
}

/// How an objection was dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Its reason is gone, or it was taken back.
    Resolved,
    /// The decider goes on in spite of it.
    Overruled,
}

/// A step that a poll's state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// It is closed.
    #[error("the poll is closed")]
    Closed,
    /// It is open.
    #[error("the poll is open")]
    Open,
    /// Objections are open.
    #[error("{0} objections hold the poll up")]
    HeldUp(u32),
    /// Nothing is objected.
    #[error("there is no objection")]
    NoObjection,
    /// Its deadline has not come.
    #[error("the poll is open until later")]
    TooEarly,
    /// The hour in which it can be opened again is over.
    #[error("a poll can be opened again within an hour of its close")]
    TooLate,
    /// Only whoever made it opens it again.
    #[error("only its creator opens a poll again")]
    NotTheCreator,
    /// The key of an anonymous poll is destroyed at its close: nobody could be kept from voting twice.
    #[error("an anonymous poll cannot be opened again")]
    Anonymous,
}

impl State {
    /// Whether a vote is taken at this moment. A poll whose deadline has passed takes none, also before it was closed: a vote counts
    /// when it comes before the deadline, and which process closes it when makes no difference. One that is held up takes votes, since
    /// it is the votes that may take an objection back.
    ///
    /// # Errors
    /// [`NotNow::Closed`].
    pub fn takes_votes(self, now: Timestamp) -> Result<(), NotNow> {
        match self {
            Self::Open { deadline } if deadline.is_none_or(|deadline| now < deadline) => Ok(()),
            Self::HeldUp { .. } => Ok(()),
            Self::Open { .. } | Self::Closed { .. } => Err(NotNow::Closed),
        }
    }

    /// The poll, after its number of open objections has changed.
    ///
    /// # Errors
    /// [`NotNow::Closed`].
    pub fn with_objections(self, objections: u32) -> Result<Self, NotNow> {
        match self {
            Self::Open { deadline } | Self::HeldUp { deadline, .. } if objections == 0 => Ok(Self::Open { deadline }),
            Self::Open { deadline } | Self::HeldUp { deadline, .. } => Ok(Self::HeldUp { deadline, objections }),
            Self::Closed { .. } => Err(NotNow::Closed),
        }
    }

    /// The poll, after an objection was dealt with.
    ///
    /// # Errors
    /// Where there is none.
    pub fn settle_one(self) -> Result<Self, NotNow> {
        match self {
            Self::HeldUp { objections, .. } => self.with_objections(objections.saturating_sub(1)),
            Self::Open { .. } => Err(NotNow::NoObjection),
            Self::Closed { .. } => Err(NotNow::Closed),
        }
    }

    /// The poll, closed.
    ///
    /// # Errors
    /// Where it is closed already, held up, or its deadline has not come.
    pub fn close(self, now: Timestamp, why: Closing) -> Result<Self, NotNow> {
        match (self, why) {
            (Self::Closed { .. }, _) => Err(NotNow::Closed),
            (Self::HeldUp { objections, .. }, _) => Err(NotNow::HeldUp(objections)),
            (Self::Open { .. }, Closing::Deadline { due }) if now < due => Err(NotNow::TooEarly),
            (Self::Open { .. }, why) => Ok(Self::Closed { at: now, why }),
        }
    }

    /// The poll, opened again until another deadline.
    ///
    /// # Errors
    /// Where it is open, or too late, or asked for by somebody else.
    pub fn reopen(
        self,
        now: Timestamp,
        by: UserId,
        creator: UserId,
        deadline: Option<Timestamp>,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Open { .. } | Self::HeldUp { .. } => Err(NotNow::Open),
            Self::Closed { .. } if by != creator => Err(NotNow::NotTheCreator),
            Self::Closed { at, .. } if now > at.plus(REOPEN_WITHIN) => Err(NotNow::TooLate),
            Self::Closed { .. } => Ok(Self::Open { deadline }),
        }
    }

    /// By how much a close by deadline was late, where it is worth saying.
    #[must_use]
    pub fn late_by(self) -> Option<Duration> {
        match self {
            Self::Closed { at, why: Closing::Deadline { due } } => {
                Some(due.until(at)).filter(|late| *late > LATE_AFTER)
            }
            Self::Open { .. } | Self::HeldUp { .. } | Self::Closed { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1_000)
    }

    fn person(id: u64) -> UserId {
        UserId::new(id).expect("not 0")
    }

    const fn open(deadline: Option<Timestamp>) -> State {
        State::Open { deadline }
    }

    #[test]
    fn votes_are_taken_until_the_deadline_and_not_at_it() {
        let poll = open(Some(at(10)));
        assert_eq!(poll.takes_votes(Timestamp::from_millis(9_999)), Ok(()));
        assert_eq!(poll.takes_votes(at(10)), Err(NotNow::Closed));
        assert_eq!(open(None).takes_votes(at(1_000_000)), Ok(()));
    }

    #[test]
    fn a_poll_closes_once_and_not_before_its_time() {
        let by_deadline = Closing::Deadline { due: at(10) };
        assert_eq!(open(Some(at(10))).close(at(9), by_deadline), Err(NotNow::TooEarly));
        let closed = open(Some(at(10))).close(at(10), by_deadline).expect("its time is up");
        assert_eq!(closed.close(at(11), Closing::AllVoted), Err(NotNow::Closed));
        assert_eq!(open(Some(at(10))).close(at(3), Closing::ByHand(Some(person(1)))).map(State::late_by), Ok(None));
    }

    #[test]
    fn a_late_close_says_by_how_much() {
        let closed = |seconds| open(Some(at(10))).close(at(seconds), Closing::Deadline { due: at(10) });
        assert_eq!(closed(70).map(State::late_by), Ok(None));
        assert_eq!(closed(71).map(State::late_by), Ok(Some(Duration::from_secs(61))));
    }

    #[test]
    fn objections_hold_a_poll_up_until_the_last_is_dealt_with() {
        let held = open(Some(at(10))).with_objections(2).expect("it is open");
        assert_eq!(held.close(at(10), Closing::Deadline { due: at(10) }), Err(NotNow::HeldUp(2)));
        assert_eq!(held.takes_votes(at(11)), Ok(()), "an objector may still come round");
        let one_left = held.settle_one().expect("two were open");
        assert_eq!(one_left, State::HeldUp { deadline: Some(at(10)), objections: 1 });
        assert_eq!(one_left.settle_one(), Ok(open(Some(at(10)))));
        assert_eq!(open(None).settle_one(), Err(NotNow::NoObjection));
    }

    #[test]
    fn its_creator_opens_a_poll_again_within_the_hour() {
        let closed = open(None).close(at(0), Closing::AllVoted).expect("it is open");
        assert_eq!(closed.reopen(at(3_600), person(1), person(1), Some(at(9_000))), Ok(open(Some(at(9_000)))));
        assert_eq!(closed.reopen(at(3_601), person(1), person(1), None), Err(NotNow::TooLate));
        assert_eq!(closed.reopen(at(5), person(2), person(1), None), Err(NotNow::NotTheCreator));
        assert_eq!(open(None).reopen(at(5), person(1), person(1), None), Err(NotNow::Open));
    }
}
