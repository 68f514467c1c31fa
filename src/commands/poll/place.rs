//! Which poll a person works with. Whatever names a poll is looked up in the server where it is named.

use crate::{
    commands::{Asker, Desk, Failure},
    polls::{
        life::NotNow,
        poll::{Cast, Poll},
        settings::Electorate,
        standing::Standing,
    },
    replies::{NotPolled, poll::ShownPoll},
    store::{StoreError, Work},
    workspace::{ids::PollId, team::Team},
};

pub(super) use crate::commands::place::refused;

/// A poll with its team and all that is in it.
#[derive(Clone, Debug)]
pub(super) struct Full {
    pub(super) poll: Poll,
    pub(super) team: Option<Team>,
    pub(super) cast: Vec<Cast>,
    pub(super) standing: Standing,
}

impl Full {
    /// What stands there of a poll now.
    pub(super) async fn of(work: &mut Work, poll: Poll) -> Result<Self, StoreError> {
        let team = team_of(work, &poll).await?;
        let cast = work.ballots(poll.id).await?;
        let standing = poll.standing(team.as_ref(), &cast);
        Ok(Self { poll, team, cast, standing })
    }

    /// The poll with this id.
    pub(super) async fn read(desk: &Desk, asker: &Asker, id: PollId) -> Result<Self, Failure> {
        let mut work = desk.store.reading().await?;
        let poll = work.poll(asker.server()?, id).await?.ok_or(refused(NotPolled::Gone))?;
        Ok(Self::of(&mut work, poll).await?)
    }

    pub(super) fn shown(&self) -> ShownPoll<'_> {
        ShownPoll { poll: &self.poll, standing: &self.standing, team: self.team.as_ref() }
    }
}

/// The team of a poll's electorate, or the one that it is about, where it is still there.
pub(super) async fn team_of(work: &mut Work, poll: &Poll) -> Result<Option<Team>, StoreError> {
    let id = match poll.settings.electorate {
        Electorate::Team(team) => Some(team),
        Electorate::Everyone | Electorate::ServerRole(_) | Electorate::Members(_) => poll.team,
    };
    match id {
        Some(id) => work.team(poll.guild, id).await,
        None => Ok(None),
    }
}

/// Why a poll's state does not allow a step, as a refusal.
pub(super) fn not_now(why: NotNow) -> Failure {
    refused(match why {
        NotNow::HeldUp(_) => NotPolled::HeldUp,
        _ => NotPolled::Over,
    })
}
