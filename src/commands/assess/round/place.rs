//! A round with what is around it.

use crate::{
    assessments::gathering::Round,
    commands::{Desk, Failure, place::refused},
    handbook::{Handbook, assessments::Assessment},
    polls::settings::Electorate,
    replies::{NotAssessed, assess::RoundShown},
    store::{StoreError, Work},
    workspace::{
        ids::{GuildId, RoundId},
        team::Team,
    },
};

/// A round, its assessment, its team, and how many have handed in while it is open.
#[derive(Clone, Debug)]
pub(super) struct Full<'a> {
    pub(super) round: Round,
    pub(super) assessment: &'a Assessment,
    pub(super) team: Option<Team>,
    pub(super) finished: u32,
}

impl<'a> Full<'a> {
    /// What stands there of a round now. An assessment that the handbook no longer has cannot be shown.
    pub(super) async fn of(work: &mut Work, handbook: &'a Handbook, round: Round) -> Result<Self, Failure> {
        let assessment = handbook.assessment(round.assessment.as_str()).ok_or(refused(NotAssessed::RoundGone))?;
        let team = team_of(work, &round).await?;
        let sittings = if round.is_closed() { Vec::new() } else { work.sittings_in(round.id).await? };
        let finished = sittings.iter().filter(|taking| taking.is_done()).count();
        Ok(Self { round, assessment, team, finished: u32::try_from(finished).unwrap_or(u32::MAX) })
    }

    /// The round of this id.
    pub(super) async fn read(
        desk: &Desk,
        handbook: &'a Handbook,
        guild: GuildId,
        id: RoundId,
    ) -> Result<Self, Failure> {
        let mut work = desk.store.reading().await?;
        let round = work.round(guild, id).await?.ok_or(refused(NotAssessed::RoundGone))?;
        Self::of(&mut work, handbook, round).await
    }

    pub(super) fn shown(&self) -> RoundShown<'_> {
        RoundShown {
            round: &self.round,
            assessment: self.assessment,
            team: self.team.as_ref(),
            finished: self.finished,
        }
    }
}

/// The team of a round's participants, or the one that it is about, where it is still there.
pub(in crate::commands::assess) async fn team_of(work: &mut Work, round: &Round) -> Result<Option<Team>, StoreError> {
    let id = match round.participants {
        Electorate::Team(team) => Some(team),
        Electorate::Everyone | Electorate::ServerRole(_) | Electorate::Members(_) => round.team,
    };
    match id {
        Some(id) => work.team(round.guild, id).await,
        None => Ok(None),
    }
}
