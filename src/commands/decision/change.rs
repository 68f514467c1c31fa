//! `/decision revise` and `/decision retire`, by command and by the buttons below a decision.
//!
//! Of two people at once one wins; the other is told what was recorded meanwhile, and gets back what they had written.

use super::{
    KNOWN, TEAM,
    given::{decider, decider_written, draft, of_form, of_options},
    place::{in_force, managed_decision, managed_team, now_in_force, refused, zone},
    record::{PERSON, REASON, REVIEW, ROLE, RULE, SOURCE, recording},
};
use crate::{
    commands::{Asker, Call, Command, Component, Desk, Failure, Kind, Outcome, Press, Who},
    handbook::Handbook,
    replies::{
        self, Filled, Heading, NotSettled, Visibility, Wording, decision_card, overtaken, retire_form, revise_form,
    },
    store::{Ending, Work},
    workspace::{
        decision::{Decides, Decision, Draft, LONGEST_TEXT},
        ids::DecisionId,
        names::BadName,
        team::Team,
        texts,
    },
};

pub(in crate::commands) const REVISE: Command = Command {
    kind: Kind::Slash { name: "decision revise", options: &[KNOWN, ROLE, PERSON, RULE, REASON, SOURCE, REVIEW, TEAM] },
    description: Wording::command_decision_revise,
    example: None,
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(revise(call)),
};

pub(in crate::commands) const RETIRE: Command = Command {
    kind: Kind::Slash { name: "decision retire", options: &[KNOWN, REASON, TEAM] },
    description: Wording::command_decision_retire,
    example: None,
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(retire(call)),
};

/// A decision is to be settled anew: the form opens.
pub(in crate::commands) const OPENS_REVISING: Component = Component {
    name: replies::REVISE,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(while_in_force(press, async |changing, decision| {
            Ok(Outcome::Opens(revise_form(changing.handbook, decision, &changing.filled(decision).await?)))
        }))
    },
};

/// The form of a revision was sent.
pub(in crate::commands) const REVISES: Component = Component {
    name: replies::REVISED,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let (changing, decision) = Changing::of_press(press).await?;
            let decides = match &decision.draft.decides {
                people @ Decides::People(_) => people.clone(),
                _ => decider_written(press.handbook(), press)?,
            };
            changing.revise(&decision, decides, &of_form(press)).await
        })
    },
};

/// A decision is to be taken back: the form for the reason opens.
pub(in crate::commands) const OPENS_RETIRING: Component = Component {
    name: replies::RETIRE,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(while_in_force(press, async |changing, decision| {
            Ok(Outcome::Opens(retire_form(changing.handbook, decision)))
        }))
    },
};

/// The reason for taking a decision back was sent.
pub(in crate::commands) const RETIRES: Component = Component {
    name: replies::RETIRED,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let (changing, decision) = Changing::of_press(press).await?;
            changing.retire(decision, press.field(replies::REASON)).await
        })
    },
};

/// Answers a press about a decision that is in force; where it no longer is, says what was settled meanwhile.
pub(super) async fn while_in_force(
    press: &Press<'_>,
    answer: impl AsyncFn(&Changing<'_>, &Decision) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    let (changing, decision) = Changing::of_press(press).await?;
    match decision.is_active() {
        true => answer(&changing, &decision).await,
        false => changing.too_late(&decision, "").await,
    }
}

async fn revise(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (changing, decision) = Changing::of_call(call).await?;
    let (named, given) = (decider(call.handbook(), &call.options)?, of_options(&call.options));
    let before = changing.filled(&decision).await?;
    if named.is_none() && given == Filled::default() {
        return Ok(Outcome::Opens(revise_form(call.handbook(), &decision, &before)));
    }
    let or = |new: String, old: String| if new.is_empty() { old } else { new };
    let texts = Filled {
        rule: or(given.rule, before.rule),
        // A new rule has its own reason and its own place where it was settled.
        reason: given.reason,
        source: given.source,
        review: or(given.review, before.review),
    };
    changing.revise(&decision, named.unwrap_or_else(|| decision.draft.decides.clone()), &texts).await
}

async fn retire(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (changing, decision) = Changing::of_call(call).await?;
    match call.options.text("reason").trim() {
        "" => Ok(Outcome::Opens(retire_form(call.handbook(), &decision))),
        reason => changing.retire(decision, reason).await,
    }
}

/// Who changes a decision of which team.
pub(super) struct Changing<'a> {
    pub(super) desk: &'a Desk,
    asker: &'a Asker,
    pub(super) handbook: &'a Handbook,
    pub(super) team: Team,
}

impl<'a> Changing<'a> {
    async fn of_call(call: &'a Call<'_>) -> Result<(Self, Decision), Failure> {
        let (desk, handbook) = (call.desk, call.handbook());
        let team = managed_team(desk, &call.asker, call.options.text("team")).await?;
        let decision = in_force(desk, handbook, &team, call.options.text("subject")).await?;
        Ok((Self { desk, asker: &call.asker, handbook, team }, decision))
    }

    pub(super) async fn of_press(press: &'a Press<'_>) -> Result<(Self, Decision), Failure> {
        let id: DecisionId = press.id.argument(0)?;
        let (team, decision) = managed_decision(press.desk, &press.asker, id).await?;
        Ok((Self { desk: press.desk, asker: &press.asker, handbook: press.handbook(), team }, decision))
    }

    /// What a decision says, as it could be typed. A review date that is past does not come again.
    async fn filled(&self, decision: &Decision) -> Result<Filled, Failure> {
        let (zone, now, draft) = (zone(self.desk, self.team.guild).await?, self.desk.clock.now(), &decision.draft);
        Ok(Filled {
            rule: draft.rule.clone().unwrap_or_default(),
            reason: draft.reason.clone().unwrap_or_default(),
            source: draft.source.as_ref().map(ToString::to_string).unwrap_or_default(),
            review: draft.review_at.filter(|at| *at > now).map(|at| zone.written(at)).unwrap_or_default(),
        })
    }

    async fn revise(&self, old: &Decision, decides: Decides, texts: &Filled) -> Result<Outcome, Failure> {
        let zone = zone(self.desk, self.team.guild).await?;
        let written = draft(decides, texts, &zone, self.desk.clock.now())?;
        let new_draft = Draft { consulted: old.draft.consulted.clone(), ..written };
        let new = old.revise(new_draft, recording(self.desk, self.asker)?);
        let new = new.map_err(|bad| refused(NotSettled::BadDraft(bad)))?;
        let mut work = self.desk.store.work().await?;
        let ending = work.revise_decision(&new).await?;
        self.ended(work, ending, &new, Heading::Revised, &texts.rule).await
    }

    async fn retire(&self, decision: Decision, reason: &str) -> Result<Outcome, Failure> {
        let kept = match texts::text(reason, LONGEST_TEXT) {
            Ok(kept) => Some(kept),
            Err(BadName::Empty) => None,
            Err(bad) => return Err(refused(NotSettled::BadDraft(bad.into()))),
        };
        let before = decision.clone();
        let Ok(retired) = decision.retire(self.asker.user, self.desk.clock.now(), kept) else {
            return self.too_late(&before, reason).await;
        };
        let mut work = self.desk.store.work().await?;
        let ending = work.retire_decision(&retired).await?;
        self.ended(work, ending, &retired, Heading::Retired, reason).await
    }

    /// Keeps what was done and says it in the place of what was pressed; or somebody was faster.
    async fn ended(
        &self,
        mut work: Work,
        ending: Ending,
        decision: &Decision,
        heading: Heading,
        written: &str,
    ) -> Result<Outcome, Failure> {
        match ending {
            Ending::Done => {
                work.commit().await?;
                Ok(Outcome::Becomes(decision_card(self.handbook, &self.team.name, decision, heading)))
            }
            Ending::Over(over) => {
                let current = now_in_force(&mut work, &over).await?;
                Ok(overtaken(self.handbook, &self.team.name, &over, current.as_ref(), written).into())
            }
            Ending::NotThere => Err(refused(NotSettled::Gone)),
        }
    }

    pub(super) async fn too_late(&self, over: &Decision, written: &str) -> Result<Outcome, Failure> {
        let current = now_in_force(&mut self.desk.store.reading().await?, over).await?;
        Ok(overtaken(self.handbook, &self.team.name, over, current.as_ref(), written).into())
    }
}
