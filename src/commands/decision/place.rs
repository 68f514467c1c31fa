//! Which decisions a person works with, and whether they may.

use crate::handbook::DutyId;
use crate::{
    commands::{Asker, Desk, Failure, place::managed},
    handbook::Handbook,
    replies::NotSettled,
    store::{StoreError, Work},
    workspace::{decision::Decision, ids::DecisionId, names::Topic, subject::Subject, team::Team},
};

pub(super) use crate::commands::place::{managed_team, managed_team_by_id, refused, team_by_id, team_of, zone};

/// A decision of the server with its team.
pub(super) async fn decision_by_id(desk: &Desk, asker: &Asker, id: DecisionId) -> Result<(Team, Decision), Failure> {
    let guild = asker.server()?;
    let mut work = desk.store.reading().await?;
    let decision = work.decision(guild, id).await?.ok_or(refused(NotSettled::Gone))?;
    let team = work.team(guild, decision.team).await?.ok_or(refused(NotSettled::Gone))?;
    Ok((team, decision))
}

/// The same, for somebody who wants to change it.
pub(super) async fn managed_decision(desk: &Desk, asker: &Asker, id: DecisionId) -> Result<(Team, Decision), Failure> {
    let (team, decision) = decision_by_id(desk, asker, id).await?;
    Ok((managed(desk, asker, team)?, decision))
}

/// What a text is about: a duty by its id or title, or a topic.
pub(in crate::commands) fn subject(handbook: &Handbook, typed: &str) -> Result<Subject, Failure> {
    let title = typed.trim().to_lowercase();
    let duty = handbook.duty(typed.trim());
    let duty = duty.or_else(|| handbook.duties().find(|duty| duty.title.to_lowercase() == title));
    match duty {
        Some(duty) => Ok(Subject::Duty(duty.id.clone())),
        None => Topic::new(typed).map(Subject::Topic).map_err(|bad| refused(NotSettled::BadSubject(bad))),
    }
}

/// Everything that a team has settled about what was typed, the latest first; at least one.
pub(super) async fn settled(
    desk: &Desk,
    handbook: &Handbook,
    team: &Team,
    typed: &str,
) -> Result<Vec<Decision>, Failure> {
    let mut work = desk.store.reading().await?;
    // A duty that has left the handbook is still found by its id.
    let left = Subject::Duty(DutyId::new(typed.trim()));
    for subject in subject(handbook, typed).into_iter().chain([left]) {
        let chain = work.decision_history(team.guild, team.id, &subject).await?;
        if !chain.is_empty() {
            return Ok(chain);
        }
    }
    Err(refused(NotSettled::Nothing(typed.to_owned())))
}

/// What is in force about what was typed.
pub(super) async fn in_force(desk: &Desk, handbook: &Handbook, team: &Team, typed: &str) -> Result<Decision, Failure> {
    let chain = settled(desk, handbook, team, typed).await?;
    let active = chain.into_iter().find(Decision::is_active);
    active.ok_or_else(|| refused(NotSettled::Nothing(typed.to_owned())))
}

/// What is in force now about the subject of a decision that is not in force any more.
pub(super) async fn now_in_force(work: &mut Work, over: &Decision) -> Result<Option<Decision>, StoreError> {
    work.decision_about(over.guild, over.team, &over.subject).await
}
