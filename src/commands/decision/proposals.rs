//! Corrections that people suggest to a team, and `/decision proposals`, where those who manage it make decisions of them or dismiss them.
//!
//! Nothing is passed on before the person presses the button that says what is: a question may have been asked in private.

use super::{
    TEAM,
    place::{managed_team, managed_team_by_id, refused, team_by_id},
    record::recording,
};
use crate::{
    commands::{Call, Command, Component, Desk, Failure, Kind, Outcome, Press, Who},
    handbook::{Duty, Handbook},
    replies::{
        self, Heading, NotSettled, PROPOSALS_ON_PAGE, Refusal, Reply, Visibility, Wording, correction_suggested,
        decision_card, decision_taken, duty_in_short, proposal_list,
    },
    store::{Proposed, Recorded},
    workspace::{
        decision::{Decides, Decision, Draft},
        ids::CorrectionId,
        proposal::{Proposal, topic_of},
        subject::Subject,
        team::Team,
    },
};

pub(in crate::commands) const PROPOSALS: Command = Command {
    kind: Kind::Slash { name: "decision proposals", options: &[TEAM] },
    description: Wording::command_decision_proposals,
    example: None,
    who: Who::Managers,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(list(call)),
};

/// A correction is suggested to the team.
pub(in crate::commands) const SUGGESTS: Component =
    Component { name: replies::SUGGEST, arguments: 3, who: Who::Members, run: |press| Box::pin(suggest(press)) };

/// A proposal becomes the team's rule.
pub(in crate::commands) const ACCEPTS: Component =
    Component { name: replies::ACCEPT, arguments: 2, who: Who::Managers, run: |press| Box::pin(accept(press)) };

/// A proposal is dismissed.
pub(in crate::commands) const DISMISSES: Component =
    Component { name: replies::DISMISS, arguments: 2, who: Who::Managers, run: |press| Box::pin(dismiss(press)) };

/// Another page of proposals.
pub(in crate::commands) const TURNS_PROPOSALS: Component = Component {
    name: replies::PROPOSALS,
    arguments: 2,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
            let page = page_of(press.desk, press.handbook(), &team, press.id.argument(1)?).await?;
            Ok(Outcome::Becomes(page))
        })
    },
};

async fn list(call: &Call<'_>) -> Result<Outcome, Failure> {
    let team = managed_team(call.desk, &call.asker, call.options.text("team")).await?;
    Ok(page_of(call.desk, call.handbook(), &team, 1).await?.into())
}

/// A page of what waits; the last one where there are fewer.
async fn page_of(desk: &Desk, handbook: &Handbook, team: &Team, page: usize) -> Result<Reply, Failure> {
    let size = u32::try_from(PROPOSALS_ON_PAGE).unwrap_or(u32::MAX);
    let mut work = desk.store.reading().await?;
    let skip = |page: usize| u32::try_from(page - 1).unwrap_or(u32::MAX).saturating_mul(size);
    let mut page = page.max(1);
    let mut found = work.proposals(team.guild, team.id, size, skip(page)).await?;
    let all = usize::try_from(found.all).unwrap_or(usize::MAX);
    let last = all.div_ceil(PROPOSALS_ON_PAGE).max(1);
    if page > last {
        page = last;
        found = work.proposals(team.guild, team.id, size, skip(page)).await?;
    }
    Ok(proposal_list(handbook, (team.id, &team.name), &found.rows, all, page))
}

async fn suggest(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, handbook) = (press.desk, press.handbook());
    let team = team_by_id(desk, &press.asker, press.id.argument(0)?).await?;
    let (routed_to, corrected_to) = (duty_of(press, 1)?, duty_of(press, 2)?);
    let at = desk.clock.now();
    let proposal = Proposal {
        id: CorrectionId::made(at, desk.random.number()?),
        guild: team.guild,
        team: team.id,
        topic: topic_of(press.question()).map_err(|bad| refused(NotSettled::BadSubject(bad)))?,
        routed_to: routed_to.id.clone(),
        corrected_to: corrected_to.id.clone(),
        by: Some(press.asker.user),
        at,
        times: 1,
    };
    let mut work = desk.store.work().await?;
    match work.propose(&proposal).await? {
        Proposed::Waits { times } => {
            work.commit().await?;
            Ok(Outcome::Becomes(correction_suggested(handbook, &team.name, times)))
        }
        Proposed::Full => Err(refused(NotSettled::ProposalsFull)),
        Proposed::NoTeam => Err(refused(NotSettled::Gone)),
    }
}

/// The duty that the custom id names in short.
fn duty_of<'a>(press: &'a Press<'_>, at: usize) -> Result<&'a Duty, Refusal> {
    let short: String = press.id.argument(at).map_err(|_| Refusal::StaleButton)?;
    press.handbook().duties().find(|duty| duty_in_short(&duty.id) == short).ok_or(Refusal::StaleButton)
}

/// The proposal that a press is about, with its team, for somebody who may do something with it.
async fn managed_proposal(press: &Press<'_>) -> Result<(Team, Proposal), Failure> {
    let id: CorrectionId = press.id.argument(0)?;
    let proposal = press.desk.store.reading().await?.proposal(press.asker.server()?, id).await?;
    let proposal = proposal.ok_or_else(|| refused(NotSettled::ProposalGone))?;
    let team = managed_team_by_id(press.desk, &press.asker, proposal.team).await?;
    Ok((team, proposal))
}

async fn dismiss(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (team, proposal) = managed_proposal(press).await?;
    let mut work = press.desk.store.work().await?;
    if !work.end_proposal(team.guild, proposal.id).await? {
        return Err(refused(NotSettled::ProposalGone));
    }
    work.commit().await?;
    Ok(Outcome::Becomes(page_of(press.desk, press.handbook(), &team, press.id.argument(1)?).await?))
}

async fn accept(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (team, proposal) = managed_proposal(press).await?;
    let (desk, handbook) = (press.desk, press.handbook());
    let duty = press.known_duty(proposal.corrected_to.as_str())?;
    let draft = Draft {
        decides: Decides::Roles(duty.decider.roles().to_vec()),
        rule: None,
        consulted: duty.consulted.clone(),
        reason: None,
        source: None,
        review_at: None,
    };
    let subject = Subject::Topic(proposal.topic.clone());
    let decision = Decision::record(team.guild, team.id, subject, draft, recording(desk, &press.asker)?);
    let decision = decision.map_err(|bad| refused(NotSettled::BadDraft(bad)))?;
    let mut work = desk.store.work().await?;
    if !work.end_proposal(team.guild, proposal.id).await? {
        return Err(refused(NotSettled::ProposalGone));
    }
    let card = match work.record_decision(&decision).await? {
        Recorded::Done => {
            work.commit().await?;
            decision_card(handbook, &team.name, &decision, Heading::Recorded).seen_by(Visibility::OnlyAsker)
        }
        // The proposal stays.
        Recorded::Taken(other) => return Ok(decision_taken(handbook, &team.name, &other, "").into()),
        Recorded::Full => return Err(refused(NotSettled::Full)),
        Recorded::NoTeam => return Err(refused(NotSettled::Gone)),
    };
    Ok(Outcome::BecomesAndSays(page_of(desk, handbook, &team, press.id.argument(1)?).await?, card))
}
