//! `/decision record`, and *Record as our rule* on an answer.

use super::{
    PRIVATE, TEAM,
    given::{decider, decider_written, draft, of_form, of_options},
    place::{managed_team, managed_team_by_id, refused, subject, zone},
    suggest,
};
use crate::{
    commands::{Asker, Call, Command, Component, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Who},
    handbook::{Duty, Handbook},
    replies::{
        ABOUT, Filled, Heading, NotSettled, RECORD_RULE, RECORD_RULE_FOR, RECORDED, RECORDED_DUTY, Visibility, Wording,
        decision_card, decision_taken, duty_form, record_for_which, record_form,
    },
    store::Recorded,
    workspace::{
        decision::{Decides, Decision, Recording},
        ids::DecisionId,
        subject::Subject,
        team::{Team, Which, which},
    },
};

/// Who decides, the rule and all that goes with it: for recording and for revising.
const SUBJECT: OptionSpec = OptionSpec {
    name: "subject",
    description: Wording::option_decision_subject,
    kind: OptionKind::Text(Some(suggest::anything)),
    required: true,
};

const fn text(name: &'static str, description: crate::commands::Sentence) -> OptionSpec {
    OptionSpec { name, description, kind: OptionKind::Text(None), required: false }
}

pub(super) const ROLE: OptionSpec =
    OptionSpec { kind: OptionKind::Text(Some(suggest::roles)), ..text("role", Wording::option_decision_role) };
pub(super) const PERSON: OptionSpec =
    OptionSpec { kind: OptionKind::MemberOrRole, ..text("person", Wording::option_decision_person) };
pub(super) const RULE: OptionSpec = text("rule", Wording::option_decision_rule);
pub(super) const REASON: OptionSpec = text("reason", Wording::option_decision_reason);
pub(super) const SOURCE: OptionSpec = text("source", Wording::option_decision_source);
pub(super) const REVIEW: OptionSpec = text("review", Wording::option_decision_review);

pub(in crate::commands) const RECORD: Command = Command {
    kind: Kind::Slash {
        name: "decision record",
        options: &[SUBJECT, ROLE, PERSON, RULE, REASON, SOURCE, REVIEW, TEAM, PRIVATE],
    },
    description: Wording::command_decision_record,
    example: Some(Wording::example_decision_record),
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(record(call)),
};

/// The answer's duty is to be settled as the handbook has it, or otherwise: the form opens.
pub(in crate::commands) const OPENS_RECORDING: Component =
    Component { name: RECORD_RULE, arguments: 1, who: Who::Managers, run: |press| Box::pin(opens(press)) };

/// The same for a team that was chosen, since the channel belongs to none.
pub(in crate::commands) const OPENS_RECORDING_FOR: Component = Component {
    name: RECORD_RULE_FOR,
    arguments: 2,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
            opens_for(press, &team, press.duty(1)?).await
        })
    },
};

async fn opens(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker, duty) = (press.desk, &press.asker, press.duty(0)?);
    let teams = desk.store.reading().await?.teams(asker.server()?).await?;
    if !matches!(which(&teams, None, &asker.places()), Which::OneOf(_)) {
        return opens_for(press, &managed_team(desk, asker, "").await?, duty).await;
    }
    let managed: Vec<&Team> = teams.iter().filter(|team| asker.manages(team, desk)).collect();
    match managed[..] {
        [team] => opens_for(press, team, duty).await,
        _ => Ok(record_for_which(press.handbook(), duty, &managed).into()),
    }
}

/// Opens the form, unless the team has settled it: then that is shown.
async fn opens_for(press: &Press<'_>, team: &Team, duty: &Duty) -> Result<Outcome, Failure> {
    let subject = Subject::Duty(duty.id.clone());
    let settled = press.desk.store.reading().await?.decision_about(team.guild, team.id, &subject).await?;
    if let Some(settled) = settled {
        return Ok(decision_taken(press.handbook(), &team.name, &settled, "").into());
    }
    // A message that only one person sees has no link that others could follow.
    let message = press.message.filter(|_| press.visibility() == Visibility::Everyone);
    let source = message
        .map(|message| format!("https://discord.com/channels/{}/{}/{}", team.guild, press.asker.channel, message.id));
    let filled = Filled { source: source.unwrap_or_default(), ..Filled::default() };
    Ok(Outcome::Opens(duty_form(press.handbook(), team.id, duty, &filled)))
}

/// The form about a duty was sent.
pub(in crate::commands) const RECORDS_DUTY: Component = Component {
    name: RECORDED_DUTY,
    arguments: 2,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let decides = decider_written(press.handbook(), press)?;
            let subject = Subject::Duty(press.duty(1)?.id.clone());
            sent(press, subject, decides).await
        })
    },
};

/// The form about a topic was sent.
pub(in crate::commands) const RECORDS: Component = Component {
    name: RECORDED,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let subject = subject(press.handbook(), press.field(ABOUT))?;
            sent(press, subject, Decides::AsTheRuleSays).await
        })
    },
};

async fn record(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (handbook, texts) = (call.handbook(), of_options(&call.options));
    let team = managed_team(call.desk, &call.asker, call.options.text("team")).await?;
    let subject = subject(handbook, call.options.text("subject"))?;
    let decides = decider(handbook, &call.options)?;
    if decides.is_none() && texts.rule.is_empty() {
        let duty = subject.duty().and_then(|id| handbook.duty(id.as_str()));
        return Ok(Outcome::Opens(match duty {
            Some(duty) => duty_form(handbook, team.id, duty, &texts),
            None => record_form(handbook, team.id, subject.text(), &texts),
        }));
    }
    let keeping = Keeping { desk: call.desk, asker: &call.asker, handbook, visibility: call.visibility() };
    keeping.keep(&team, subject, decides.unwrap_or(Decides::AsTheRuleSays), &texts).await
}

async fn sent(press: &Press<'_>, subject: Subject, decides: Decides) -> Result<Outcome, Failure> {
    let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
    let (desk, handbook) = (press.desk, press.handbook());
    let keeping = Keeping { desk, asker: &press.asker, handbook, visibility: Visibility::Everyone };
    keeping.keep(&team, subject, decides, &of_form(press)).await
}

/// Who records something, and who sees it.
struct Keeping<'a> {
    desk: &'a Desk,
    asker: &'a Asker,
    handbook: &'a Handbook,
    visibility: Visibility,
}

impl Keeping<'_> {
    async fn keep(&self, team: &Team, subject: Subject, decides: Decides, texts: &Filled) -> Result<Outcome, Failure> {
        let now = self.desk.clock.now();
        let draft = draft(decides, texts, &zone(self.desk, team.guild).await?, now)?;
        let recording = recording(self.desk, self.asker)?;
        let decision = Decision::record(team.guild, team.id, subject, draft, recording);
        let decision = decision.map_err(|bad| refused(NotSettled::BadDraft(bad)))?;
        let mut work = self.desk.store.work().await?;
        match work.record_decision(&decision).await? {
            Recorded::Done => {
                work.commit().await?;
                let card = decision_card(self.handbook, &team.name, &decision, Heading::Recorded);
                Ok(card.seen_by(self.visibility).into())
            }
            Recorded::Taken(other) => Ok(decision_taken(self.handbook, &team.name, &other, &texts.rule).into()),
            Recorded::Full => Err(refused(NotSettled::Full)),
            Recorded::NoTeam => Err(refused(NotSettled::Gone)),
        }
    }
}

/// A new decision's id, by whom, when and where: of a thread the channel around it, which outlives it.
pub(in crate::commands) fn recording(desk: &Desk, asker: &Asker) -> Result<Recording, Failure> {
    let at = desk.clock.now();
    let channel = Some(asker.parent.unwrap_or(asker.channel));
    Ok(Recording { id: DecisionId::made(at, desk.random.number()?), author: asker.user, at, channel })
}
