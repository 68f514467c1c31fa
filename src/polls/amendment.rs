//! Changes of a poll's options while it is open: votes follow the options that stay, and everybody sees what was changed.

use super::{
    life::NotNow,
    options::{BadOptions, OptionId},
    poll::Poll,
};
use crate::{clock::Timestamp, workspace::decision::Decides};

/// The most changes that are kept to be shown, the latest.
pub const MOST_SHOWN: usize = 3;

/// A change that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// One more option, and who decides if it wins a poll that settles who owns something.
    Add(String, Option<Decides>),
    /// Another text for an option. Its votes stay.
    Reword(OptionId, String),
    /// An option less. Who voted for it alone has no vote then.
    Remove(OptionId),
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// What was changed.
    pub what: Amended,
    /// When.
    pub at: Timestamp,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amended {
    /// This option was added.
    Added(String),
    /// This option got another text.
    Reworded {
        /// The text before.
        before: String,
        /// The text now.
        now: String,
    },
    /// This option was taken away.
    Removed(String),
}

/// Why a poll is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAmended {
    /// It is closed.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// One does not vote for options in it.
    #[error("the poll has no options of its own")]
    NoOptions,
    /// The options would be none.
    #[error(transparent)]
    Options(#[from] BadOptions),
}

impl Poll {
    /// The poll with its options changed. The ballots are changed elsewhere: see [`super::ballot::Ballot::without`].
    ///
    /// # Errors
    /// Why it is not.
    pub fn amend(mut self, change: Change, at: Timestamp) -> Result<Self, NotAmended> {
        self.state.takes_votes(at)?;
        if !self.settings.kind.has_options() {
            return Err(NotAmended::NoOptions);
        }
        let before = self.options.count();
        let what = match change {
            Change::Add(typed, settles) => {
                let id = self.options.add_settling(&typed, settles)?;
                Amended::Added(self.options.text(id).unwrap_or_default().to_owned())
            }
            Change::Reword(id, typed) => {
                let before = self.options.text(id).ok_or(BadOptions::Unknown)?.to_owned();
                self.options.reword(id, &typed)?;
                Amended::Reworded { before, now: self.options.text(id).unwrap_or_default().to_owned() }
            }
            Change::Remove(id) => Amended::Removed(self.options.remove(id)?.text),
        };
        self.settings.kind = self.settings.kind.with_options(before, self.options.count());
        self.amendments.push(Amendment { what, at });
        let more = self.amendments.len().saturating_sub(MOST_SHOWN);
        self.amendments.drain(..more);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polls::{
        life::{Closing, State},
        poll::tests::sample,
        settings::{Kind, Settings},
    };

    const NOW: Timestamp = Timestamp::from_millis(9);
    const FIRST: OptionId = OptionId::new(0);

    fn poll(kind: Kind) -> Poll {
        sample(Settings::plain(kind))
    }

    #[test]
    fn an_option_keeps_its_number_whatever_becomes_of_the_others() {
        let poll = poll(Kind::Several { most: 2 });
        let poll = poll.amend(Change::Add(" both ".into(), None), NOW).expect("open");
        let poll = poll.amend(Change::Reword(FIRST, "Tab characters".into()), NOW).expect("open");
        let poll = poll.amend(Change::Remove(OptionId::new(1)), NOW).expect("open");
        assert_eq!(
            (poll.options.text(FIRST), poll.options.text(OptionId::new(2))),
            (Some("Tab characters"), Some("both"))
        );
        assert_eq!(poll.settings.kind, Kind::Several { most: 2 }, "three could be chosen while there were three");
        let what: Vec<Amended> = poll.amendments.into_iter().map(|amendment| amendment.what).collect();
        let reworded = Amended::Reworded { before: "tabs".into(), now: "Tab characters".into() };
        assert_eq!(what, [Amended::Added("both".into()), reworded, Amended::Removed("spaces".into())]);
    }

    #[test]
    fn what_would_be_no_poll_is_refused() {
        let few = poll(Kind::One).amend(Change::Remove(FIRST), NOW);
        assert_eq!(few, Err(BadOptions::TooFew(1).into()));
        let twice = poll(Kind::One).amend(Change::Add("TABS".into(), None), NOW);
        assert_eq!(twice, Err(BadOptions::Twice("TABS".into()).into()));
        let unknown = poll(Kind::One).amend(Change::Reword(OptionId::new(7), "x".into()), NOW);
        assert_eq!(unknown, Err(BadOptions::Unknown.into()));
        assert_eq!(poll(Kind::Proposal).amend(Change::Add("x".into(), None), NOW), Err(NotAmended::NoOptions));
        let state = State::Closed { at: NOW, why: Closing::AllVoted };
        let closed = Poll { state, ..poll(Kind::One) }.amend(Change::Add("x".into(), None), NOW);
        assert_eq!(closed, Err(NotNow::Closed.into()));
    }

    #[test]
    fn only_the_latest_changes_are_kept() {
        let add = |poll: Poll, n: u8| poll.amend(Change::Add(format!("option {n}"), None), NOW).expect("open");
        let poll = (0..5).fold(poll(Kind::One), add);
        assert_eq!(poll.amendments.len(), MOST_SHOWN);
        assert_eq!(poll.amendments[0].what, Amended::Added("option 2".into()));
    }
}
