//! A poll that is held: nobody else votes in it or changes it until the unit of work ends.

use super::place::{not_now, team_of};
use crate::{
    clock::Timestamp,
    commands::Failure,
    polls::{
        life::{Closing, RESULT},
        poll::Poll,
    },
    store::{Deadline, StoreError, Work},
    workspace::{
        ids::{GuildId, PollId},
        team::Team,
    },
};

/// A poll that is held, with the team of its electorate or the one that it is about.
pub(super) struct Held {
    pub(super) poll: Poll,
    pub(super) team: Option<Team>,
}

impl Held {
    /// Holds the poll with this id; nothing where the server has none.
    pub(super) async fn of(work: &mut Work, guild: GuildId, id: PollId) -> Result<Option<Self>, StoreError> {
        Ok(match work.hold_poll(guild, id).await? {
            Some(poll) => Some(Self { team: team_of(work, &poll).await?, poll }),
            None => None,
        })
    }

    /// Closes it. Its result is told at once, and once.
    pub(super) async fn close(&mut self, work: &mut Work, why: Closing, now: Timestamp) -> Result<(), Failure> {
        let cast = work.ballots(self.poll.id).await?;
        self.poll = self.poll.clone().closed(now, why, self.team.as_ref(), &cast).map_err(not_now)?;
        work.keep_poll(&self.poll).await?;
        Ok(work.set_deadline(&Deadline::about(RESULT, self.poll.id.get(), self.poll.guild, now)).await?)
    }

    /// Closes it if everybody who may vote has voted and no objection holds it up.
    pub(super) async fn close_if_all_voted(&mut self, work: &mut Work, now: Timestamp) -> Result<(), Failure> {
        let is_known_by_name = self.poll.settings.electorate.people(self.team.as_ref()).is_some();
        if !is_known_by_name || self.poll.state.close(now, Closing::AllVoted).is_err() {
            return Ok(());
        }
        let cast = work.ballots(self.poll.id).await?;
        if self.poll.has_everybody(self.team.as_ref(), &cast).unwrap_or(false) {
            self.close(work, Closing::AllVoted, now).await?;
        }
        Ok(())
    }
}
