//! How a poll stands: the count, who has voted, and what holds it up.

use super::{
    ballot::{Stance, Vote},
    life::{NotNow, State},
    outcome::{Count, Missing, Turnout},
    poll::{Cast, Poll},
    settings::Force,
};
use crate::workspace::{ids::UserId, team::Team};

/// How a poll stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The count.
    pub count: Count,
    /// Who has voted; of a closed poll, who had voted when it closed.
    pub turnout: Turnout,
    /// The objections, also those that were dealt with.
    pub objections: Vec<Cast>,
}

impl Standing {
    /// What is missing to the quorum.
    #[must_use]
    pub fn missing(&self, poll: &Poll) -> Option<Missing> {
        self.turnout.missing(&poll.settings.quorum)
    }
}

impl Poll {
    /// How the poll stands with these ballots in it. `team` is its electorate's or the one that it is about, where it is still there.
    #[must_use]
    pub fn standing(&self, team: Option<&Team>, cast: &[Cast]) -> Standing {
        let votes: Vec<Vote> = cast.iter().map(|cast| cast.ballot.vote.clone()).collect();
        let count = Count::of(self.settings.kind, &self.options.ids(), &votes);
        let turnout = self.turnout.clone().or_else(|| self.turnout_of(team, cast).ok());
        let turnout = turnout.unwrap_or(Turnout { voted: count.voters(), ..Turnout::default() });
        let objects = |cast: &&Cast| cast.ballot.vote == Vote::Stance(Stance::Objection);
        Standing { count, turnout, objections: cast.iter().filter(objects).cloned().collect() }
    }

    /// Who deals with objections: whoever the result is advice to, otherwise whoever started it.
    #[must_use]
    pub const fn arbiter(&self) -> Option<UserId> {
        match self.settings.force {
            Force::Advice { decider } => decider,
            Force::SenseCheck | Force::Binding => self.creator,
        }
    }

    /// Whether it is closed.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed { .. })
    }

    /// Whether how the votes stand may be seen now.
    #[must_use]
    pub const fn shows_votes(&self) -> bool {
        self.is_closed() || !self.settings.hidden_until_close
    }

    /// The poll, closed, with who has voted.
    ///
    /// # Errors
    /// As [`State::close`].
    pub fn closed(
        self,
        now: crate::clock::Timestamp,
        why: super::life::Closing,
        team: Option<&Team>,
        cast: &[Cast],
    ) -> Result<Self, NotNow> {
        let state = self.state.close(now, why)?;
        let turnout = Some(self.turnout_of(team, cast)?);
        Ok(Self { state, turnout, ..self })
    }
}
