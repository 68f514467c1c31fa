//! One decision.

use serenity::builder::{CreateButton, CreateEmbed, CreateEmbedFooter};

use super::{HISTORY, KEEP_DECISION, RETIRE, REVISE, by, day, subject_plain, who};
use crate::{
    handbook::Handbook,
    replies::{Reply, Shown, Visibility, Wording, limits, plain_embed, primary, secondary},
    workspace::{
        decision::{Decides, Decision, State},
        names::TeamName,
    },
};

/// The most characters of a rule and of a reason on a card: both with all that surrounds them fit a description.
const LONGEST_SHOWN: usize = 1_300;

/// The most characters of the reason for which it was retired.
const LONGEST_ENDING: usize = 260;

/// What a card is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Somebody looks at it.
    Shown,
    /// It was recorded just now.
    Recorded,
    /// It took the place of another one just now.
    Revised,
    /// It was taken back just now.
    Retired,
    /// The date has come on which it is to be looked at again.
    Due,
    /// It was looked at again just now and stays as it is.
    Kept,
}

/// A decision as a message, with what can be done with it.
#[must_use]
pub fn decision_card(handbook: &Handbook, team: &TeamName, decision: &Decision, heading: Heading) -> Reply {
    Reply::of(embed(handbook, team, decision, heading)).with_buttons(buttons(&Wording::of(handbook), decision))
}

/// The date has come on which a decision is to be looked at again.
#[must_use]
pub fn decision_due(handbook: &Handbook, team: &TeamName, decision: &Decision) -> Reply {
    let say = Wording::of(handbook);
    let mut row = vec![primary(KEEP_DECISION.id().with(decision.id), say.decision_keep_button())];
    let mut others = buttons(&say, decision);
    others.rotate_left(1);
    row.extend(others);
    Reply::of(embed(handbook, team, decision, Heading::Due)).with_buttons(row)
}

/// It was to be kept, and somebody has done that meanwhile.
#[must_use]
pub fn kept_meanwhile(handbook: &Handbook, team: &TeamName, now: &Decision) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.decision_overtaken_title()).description(say.decision_overtaken_kept());
    beside(handbook, team, embed, Some(now))
}

/// Something was to be recorded about which the team has a decision in force; what was written is given back.
#[must_use]
pub fn decision_taken(handbook: &Handbook, team: &TeamName, other: &Decision, written: &str) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.decision_taken_title()).description(say.decision_taken_text());
    beside(handbook, team, given_back(&say, embed, written), Some(other))
}

/// Somebody else was faster: what they recorded meanwhile, or that they took it back. What was written is given back.
#[must_use]
pub fn overtaken(
    handbook: &Handbook,
    team: &TeamName,
    over: &Decision,
    current: Option<&Decision>,
    written: &str,
) -> Reply {
    let say = Wording::of(handbook);
    let text = match (current, &over.state) {
        (Some(now), _) => say.decision_overtaken_text(by(&say, now.author), day(now.recorded_at)),
        (None, State::Retired { by: who, at, .. }) => say.decision_overtaken_retired(by(&say, *who), day(*at)),
        (None, _) => say.decision_overtaken_ended(),
    };
    let embed = plain_embed().title(say.decision_overtaken_title()).description(text);
    beside(handbook, team, given_back(&say, embed, written), current)
}

fn given_back(say: &Wording, embed: CreateEmbed, written: &str) -> CreateEmbed {
    let written = Shown::typed_lines(written).at_most(limits::FIELD_VALUE);
    if written.is_empty() { embed } else { embed.field(say.decision_written(), written, false) }
}

/// A message to the person alone with the decision that holds now below it.
fn beside(handbook: &Handbook, team: &TeamName, told: CreateEmbed, current: Option<&Decision>) -> Reply {
    let mut reply = Reply::of(told).seen_by(Visibility::OnlyAsker);
    if let Some(current) = current {
        reply.embeds.push(embed(handbook, team, current, Heading::Shown));
        return reply.with_buttons(buttons(&Wording::of(handbook), current));
    }
    reply
}

fn embed(handbook: &Handbook, team: &TeamName, decision: &Decision, heading: Heading) -> CreateEmbed {
    let say = Wording::of(handbook);
    let subject = subject_plain(handbook, &decision.subject);
    let title = match heading {
        Heading::Shown => String::from(subject),
        Heading::Recorded => say.decision_title_recorded(subject),
        Heading::Revised => say.decision_title_revised(subject),
        Heading::Retired => say.decision_title_retired(subject),
        Heading::Due => say.decision_title_due(subject),
        Heading::Kept => say.decision_title_kept(subject),
    };
    let footer = say.decision_team(Shown::typed_plain(team.as_str()));
    plain_embed()
        .title(title)
        .description(description(handbook, &say, decision, heading))
        .footer(CreateEmbedFooter::new(Shown::ours(footer).at_most(limits::EMBED_FOOTER)))
}

fn description(handbook: &Handbook, say: &Wording, decision: &Decision, heading: Heading) -> String {
    let draft = &decision.draft;
    let due_at = draft.review_at.filter(|_| heading == Heading::Due);
    let mut lines: Vec<String> = due_at.map(|at| say.decision_due_text(day(at))).into_iter().collect();
    lines.push(who(handbook, &draft.decides));
    if let Some(rule) = &draft.rule {
        lines.push(quoted(rule));
    }
    if let Some(reason) = &draft.reason {
        lines.push(say.decision_why(Shown::typed_lines(reason).at_most(LONGEST_SHOWN)));
    }
    if let Some(source) = &draft.source {
        lines.push(say.decision_settled_in(Shown::ours(source.as_str())));
    }
    if let Some(again) = draft.review_at.filter(|_| decision.is_active() && heading != Heading::Due) {
        lines.push(say.decision_again(day(again)));
    }
    lines.push(format!("-# {}", say.decision_recorded_by(by(say, decision.author), day(decision.recorded_at))));
    lines.extend(ended(say, &decision.state, LONGEST_ENDING).map(|ended| format!("-# {ended}")));
    lines.join("\n")
}

/// A decision within an answer: who, the rule, where and when it was settled, and by whom.
pub(in crate::replies) fn brief(handbook: &Handbook, decision: &Decision) -> String {
    let (say, draft) = (Wording::of(handbook), &decision.draft);
    let mut lines = Vec::new();
    if draft.decides != Decides::AsTheRuleSays {
        lines.push(who(handbook, &draft.decides));
    }
    lines.extend(draft.rule.as_ref().map(|rule| quoted(rule)));
    if let Some(source) = &draft.source {
        lines.push(say.decision_settled_in(Shown::ours(source.as_str())));
    }
    lines.push(format!("-# {}", say.decision_recorded_by(by(&say, decision.author), day(decision.recorded_at))));
    lines.join("\n")
}

fn quoted(rule: &str) -> String {
    let rule = String::from(Shown::typed_lines(rule));
    let quoted: Vec<String> = rule.lines().map(|line| format!("> {line}")).collect();
    Shown::ours(quoted.join("\n")).at_most(LONGEST_SHOWN).into()
}

/// How a decision ended, with at most so many characters of the reason; nothing for one that is in force.
pub(super) fn ended(say: &Wording, state: &State, most: usize) -> Option<String> {
    match state {
        State::Active => None,
        State::Superseded { at, .. } => Some(say.decision_superseded(day(*at))),
        State::Retired { by: who, at, reason } => Some(match reason {
            None => say.decision_retired(by(say, *who), day(*at)),
            Some(reason) => {
                let reason = Shown::typed(reason).at_most(most);
                say.decision_retired_because(by(say, *who), day(*at), reason)
            }
        }),
    }
}

fn buttons(say: &Wording, decision: &Decision) -> Vec<CreateButton> {
    let mut buttons = vec![secondary(HISTORY.id().with(decision.id).with(1), say.decision_history_button())];
    if decision.is_active() {
        buttons.push(secondary(REVISE.id().with(decision.id), say.decision_revise_button()));
        buttons.push(secondary(RETIRE.id().with(decision.id), say.decision_retire_button()));
    }
    buttons
}
