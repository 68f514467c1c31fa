//! Forms in which decisions are written.

use serenity::builder::CreateButton;

use crate::{
    clock::Timestamp,
    handbook::{Duty, Handbook, RoleId},
    replies::{ComponentName, Field, Form, Reply, Shown, Visibility, Wording, limits, plain_embed, secondary},
    workspace::{
        dates::LONGEST_DATE,
        decision::{Decides, Decision, LONGEST_TEXT},
        ids::TeamId,
        names::LONGEST_TOPIC,
        team::Team,
        texts::LONGEST_LINK,
    },
};

use super::subject_plain;

/// Record the answer as the team's rule: opens a form.
pub const RECORD_RULE: ComponentName = ComponentName("decision-record");
/// Record the answer as the rule of a team that was chosen: opens a form.
pub const RECORD_RULE_FOR: ComponentName = ComponentName("decision-record-for");
/// The form about a topic was sent.
pub const RECORDED: ComponentName = ComponentName("decision-recorded");
/// The form about a duty was sent.
pub const RECORDED_DUTY: ComponentName = ComponentName("decision-duty");
/// Settle it anew: opens a form.
pub const REVISE: ComponentName = ComponentName("decision-revise");
/// The form of a revision was sent.
pub const REVISED: ComponentName = ComponentName("decision-revised");
/// Take a decision back: opens a form.
pub const RETIRE: ComponentName = ComponentName("decision-retire");
/// The form in which a decision is taken back was sent.
pub const RETIRED: ComponentName = ComponentName("decision-retired");

/// Keep a decision as it is: opens a form.
pub const KEEP_DECISION: ComponentName = ComponentName("decision-keep");
/// The form with the date on which it is looked at again was sent.
pub const KEPT: ComponentName = ComponentName("decision-kept");

/// The field that says what it is about.
pub const ABOUT: &str = "subject";
/// The field that names the roles that decide.
pub const DECIDES: &str = "decides";
/// The field of the rule.
pub const RULE: &str = "rule";
/// The field of the reason.
pub const REASON: &str = "reason";
/// The field of the link.
pub const SOURCE: &str = "source";
/// The field of the date on which it is looked at again.
pub const REVIEW: &str = "review";

/// What stands in a form at first, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The rule.
    pub rule: String,
    /// The reason.
    pub reason: String,
    /// The link.
    pub source: String,
    /// The date.
    pub review: String,
}

/// The form about a topic of the team's own.
#[must_use]
pub fn record_form(handbook: &Handbook, team: TeamId, topic: &str, filled: &Filled) -> Form {
    let say = Wording::of(handbook);
    let about = Field {
        text: Some(Shown::typed_plain(topic)),
        ..Field::line(ABOUT, Shown::ours(say.decision_field_about()), most(LONGEST_TOPIC))
    };
    let form = Form::new(RECORDED.id().with(team), Shown::ours(say.decision_form_title())).with(about);
    below(&say, form, filled, true)
}

/// The form about a duty of the handbook: at first the handbook's own roles decide.
#[must_use]
pub fn duty_form(handbook: &Handbook, team: TeamId, duty: &Duty, filled: &Filled) -> Form {
    let say = Wording::of(handbook);
    let title = say.decision_form_title_about(Shown::ours(&duty.title));
    let form = Form::new(RECORDED_DUTY.id().with(team).with(&duty.id), Shown::ours(title)).with(decides(
        handbook,
        &say,
        duty.decider.roles(),
    ));
    below(&say, form, filled, false)
}

/// The button that makes an answer about a duty the rule of a team: of this one, or of the place's.
pub fn record_rule_button(handbook: &Handbook, team: Option<TeamId>, duty: &Duty) -> CreateButton {
    let id = match team {
        Some(team) => RECORD_RULE_FOR.id().with(team),
        None => RECORD_RULE.id(),
    };
    secondary(id.with(&duty.id), Wording::of(handbook).decision_record_rule_button())
}

/// Which team's rule an answer becomes, where the channel belongs to none: at most 25 to choose from.
#[must_use]
pub fn record_for_which(handbook: &Handbook, duty: &Duty, teams: &[&Team]) -> Reply {
    let say = Wording::of(handbook);
    let text = say.decision_which_text(Shown::ours(&duty.title));
    let embed = plain_embed().title(say.decision_which_title()).description(text);
    let reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    let button = |team: &&Team| {
        let id = RECORD_RULE_FOR.id().with(team.id).with(&duty.id);
        secondary(id, Shown::typed_plain(team.name.as_str()))
    };
    let rows = teams.chunks(limits::ROW_BUTTONS).map(|row| row.iter().map(button).collect());
    rows.fold(reply, Reply::with_buttons)
}

/// The form in which a decision is settled anew; `filled` is what stands in it now. People who decide stay as they are: a form takes
/// texts only.
#[must_use]
pub fn revise_form(handbook: &Handbook, decision: &Decision, filled: &Filled) -> Form {
    let say = Wording::of(handbook);
    let title = say.decision_form_title_about(subject_plain(handbook, &decision.subject));
    let mut form = Form::new(REVISED.id().with(decision.id), Shown::ours(title));
    match &decision.draft.decides {
        Decides::Roles(roles) => form = form.with(decides(handbook, &say, roles)),
        Decides::AsTheRuleSays => form = form.with(decides(handbook, &say, &[])),
        Decides::People(_) => {}
    }
    below(&say, form, filled, false)
}

/// The form in which a decision is taken back, with the reason.
#[must_use]
pub fn retire_form(handbook: &Handbook, decision: &Decision) -> Form {
    let say = Wording::of(handbook);
    let reason = Field {
        required: true,
        least: 1,
        ..Field::remarks(REASON, Shown::ours(say.decision_field_retire_reason()), most(LONGEST_TEXT))
    };
    let title = say.decision_form_title_retire(subject_plain(handbook, &decision.subject));
    Form::new(RETIRED.id().with(decision.id), Shown::ours(title)).with(reason)
}

/// The form in which a decision, whose review came at `due_at`, is kept until the next one.
#[must_use]
pub fn keep_form(handbook: &Handbook, decision: &Decision, due_at: Timestamp) -> Form {
    let say = Wording::of(handbook);
    let title = say.decision_form_title_keep(subject_plain(handbook, &decision.subject));
    let date = review(&say, &say.decision_keep_until());
    Form::new(KEPT.id().with(decision.id).with(due_at.millis()), Shown::ours(title)).with(date)
}

fn decides(handbook: &Handbook, say: &Wording, roles: &[RoleId]) -> Field {
    let name = |id: &RoleId| handbook.role(id.as_str()).map_or_else(|| id.to_string(), |role| role.name.clone());
    let names = roles.iter().map(name).collect::<Vec<_>>().join(", ");
    Field {
        text: filled_with(&names),
        example: Some(Shown::ours(say.decision_field_decides_example())),
        required: false,
        least: 0,
        ..Field::line(DECIDES, Shown::ours(say.decision_field_decides()), 400)
    }
}

/// The fields that all forms have. A rule must be written where nobody can be named.
fn below(say: &Wording, form: Form, filled: &Filled, needs_rule: bool) -> Form {
    let rule = Field::remarks(RULE, Shown::ours(say.decision_field_rule()), most(LONGEST_TEXT));
    let reason = Field::remarks(REASON, Shown::ours(say.decision_field_reason()), most(LONGEST_TEXT));
    form.with(Field { text: filled_with(&filled.rule), required: needs_rule, least: u16::from(needs_rule), ..rule })
        .with(Field { text: filled_with(&filled.reason), ..reason })
        .with(Field {
            text: filled_with(&filled.source),
            example: Some(Shown::ours("https://discord.com/channels/…")),
            ..optional(SOURCE, say.decision_field_source(), LONGEST_LINK)
        })
        .with(review(say, &filled.review))
}

/// The date on which it is looked at again.
fn review(say: &Wording, filled: &str) -> Field {
    Field {
        text: filled_with(filled),
        example: Some(Shown::ours(say.decision_field_review_example())),
        ..optional(REVIEW, say.decision_field_review(), LONGEST_DATE)
    }
}

/// A line that may be left empty.
fn optional(name: &'static str, label: String, longest: usize) -> Field {
    Field { required: false, least: 0, ..Field::line(name, Shown::ours(label), most(longest)) }
}

/// What a person wrote goes back to them as they wrote it: a field shows plain text, and only to them.
fn filled_with(text: &str) -> Option<Shown> {
    Some(Shown::ours(text)).filter(|text| !text.is_empty())
}

fn most(characters: usize) -> u16 {
    u16::try_from(characters).unwrap_or(u16::MAX)
}
