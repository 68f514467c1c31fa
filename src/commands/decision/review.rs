//! Decisions come back on the date on which their team wanted to look at them again: to be kept, settled anew or retired.
//!
//! The message comes in the team's channel, or where the decision was recorded. Where the bot may write in none of them, it tries again
//! every day: late, not lost.

use std::time::Duration;

use super::{
    change::{Changing, while_in_force},
    given::review_date,
    place::zone,
};
use crate::{
    clock::Timestamp,
    commands::{
        Component, Failure, InternalError, Outcome, Press, Who,
        due::{Due, DueKind},
        messenger::NotDone,
    },
    replies::{self, Heading, Visibility, decision_card, decision_due, keep_form, kept_meanwhile},
    store::{Deadline, Ending},
    workspace::{
        decision::{Decision, REVIEW},
        ids::{ChannelId, DecisionId},
        team::Team,
    },
};

/// After how long it is tried again where the bot may write nowhere.
const AGAIN: Duration = Duration::from_secs(24 * 60 * 60);

/// A decision's review date has come.
pub(in crate::commands) const COMES_BACK: DueKind = DueKind { kind: REVIEW, run: |due| Box::pin(comes_back(due)) };

/// A decision is to be kept: the form for the next date opens.
pub(in crate::commands) const OPENS_KEEPING: Component = Component {
    name: replies::KEEP_DECISION,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(while_in_force(press, async |changing, decision| {
            Ok(match decision.draft.review_at.filter(|_| decision.is_due(changing.desk.clock.now())) {
                Some(due_at) => Outcome::Opens(keep_form(changing.handbook, decision, due_at)),
                None => kept_meanwhile(changing.handbook, &changing.team.name, decision).into(),
            })
        }))
    },
};

/// The form for the next date was sent.
pub(in crate::commands) const KEEPS: Component =
    Component { name: replies::KEPT, arguments: 2, who: Who::Managers, run: |press| Box::pin(keeps(press)) };

async fn keeps(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (changing, decision) = Changing::of_press(press).await?;
    let (desk, team) = (changing.desk, &changing.team);
    let due_at = Timestamp::from_millis(press.id.argument(1)?);
    let again_at = review_date(press.field(replies::REVIEW).trim(), &zone(desk, team.guild).await?, desk.clock.now())?;
    let mut work = desk.store.work().await?;
    match work.review_decision(team.guild, decision.id, due_at, again_at).await? {
        Ending::Done => {
            work.commit().await?;
            let mut kept = decision;
            kept.draft.review_at = again_at;
            Ok(Outcome::Becomes(decision_card(changing.handbook, &team.name, &kept, Heading::Kept)))
        }
        Ending::Over(now) if now.is_active() => Ok(kept_meanwhile(changing.handbook, &team.name, &now).into()),
        Ending::Over(now) => {
            drop(work);
            changing.too_late(&now, "").await
        }
        Ending::NotThere => Err(super::place::refused(replies::NotSettled::Gone)),
    }
}

async fn comes_back(due: &Due<'_>) -> Result<(), Failure> {
    let told = match still_due(due).await? {
        Some((team, decision)) => tell(due, &team, &decision).await?,
        None => true,
    };
    let mut work = due.desk.store.work().await?;
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    if !told {
        let deadline = due.deadline;
        work.set_deadline(&Deadline::about(REVIEW, deadline.subject, deadline.guild, due.now().plus(AGAIN))).await?;
    }
    Ok(work.commit().await?)
}

/// The decision with its team, unless it was kept, settled anew or retired meanwhile, or is gone.
async fn still_due(due: &Due<'_>) -> Result<Option<(Team, Decision)>, Failure> {
    let guild = due.deadline.guild;
    let Ok(id) = DecisionId::new(due.deadline.subject) else {
        return Ok(None);
    };
    let mut work = due.desk.store.reading().await?;
    let Some(decision) = work.decision(guild, id).await?.filter(|decision| decision.is_due(due.now())) else {
        return Ok(None);
    };
    Ok(work.team(guild, decision.team).await?.map(|team| (team, decision)))
}

/// Says it in the first of the channels where the bot may; whether there was one.
async fn tell(due: &Due<'_>, team: &Team, decision: &Decision) -> Result<bool, Failure> {
    let reply = decision_due(due.desk.library().fallback(), &team.name, decision).seen_by(Visibility::Everyone);
    // The same each time that this deadline is tried, so that it is said once.
    let nonce = format!("r{}-{:x}", decision.id, due.deadline.due_at.seconds());
    for channel in channels(team, decision) {
        match due.messenger.post(channel, &nonce, &reply).await {
            Ok(_) => return Ok(true),
            Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
            Err(error) => tracing::warn!(%channel, %error, "a decision cannot be brought back there"),
        }
    }
    tracing::warn!(decision = %decision.id, "a decision can be brought back nowhere, will be tried again tomorrow");
    Ok(false)
}

fn channels(team: &Team, decision: &Decision) -> Vec<ChannelId> {
    let recorded = decision.channel.filter(|channel| !team.channels.contains(channel));
    team.channels.iter().copied().chain(recorded).collect()
}
