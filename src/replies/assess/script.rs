//! The facilitator's script below the results, and what was agreed, with an owner and a date.

use serenity::builder::{CreateActionRow, CreateSelectMenu, CreateSelectMenuKind};

use super::round::{RoundShown, about};
use crate::{
    handbook::Handbook,
    replies::{ComponentName, Field, Form, Reply, Shown, Visibility, Wording, limits, plain_embed, primary, secondary},
    workspace::{dates::LONGEST_DATE, ids::RoundId, names::LONGEST_TOPIC, team::Holder},
};

/// Write down what was agreed: asks who does it.
pub const ROUND_ACTION: ComponentName = ComponentName("round-action");
/// Who does it was chosen: opens a form.
pub const ROUND_OWNER: ComponentName = ComponentName("round-owner");
/// The form was sent.
pub const ROUND_ACTED: ComponentName = ComponentName("round-acted");
/// Hand out what was agreed: asks whom to ask.
pub const ROUND_ASK: ComponentName = ComponentName("round-ask");
/// Whom to ask was chosen: opens a form.
pub const ROUND_ASKED: ComponentName = ComponentName("round-asked");
/// The form was sent.
pub const ROUND_HANDED: ComponentName = ComponentName("round-handed");
/// Start the next round.
pub const ROUND_NEXT: ComponentName = ComponentName("round-next");
/// The field of what is done.
pub const ROUND_WHAT: &str = "what";
/// The field of the date.
pub const ROUND_WHEN: &str = "when";

/// The script of a round's assessment: what is done in which order, each with its time; with what to begin.
#[must_use]
pub fn round_script(handbook: &Handbook, shown: RoundShown<'_>, begin_with: Option<&str>) -> Reply {
    let (say, script) = (Wording::of(handbook), &shown.assessment.script);
    let minutes: u32 = script.iter().map(|step| step.minutes).sum();
    let mut text = vec![say.round_script_text(minutes)];
    text.extend(begin_with.map(|title| say.round_script_first(Shown::ours(title))));
    text.extend(
        script.iter().enumerate().map(|(at, step)| say.round_step(at + 1, step.minutes, Shown::ours(&step.text))),
    );
    let embed = plain_embed()
        .title(say.round_script_title(Shown::ours(about(shown)).at_most(180)))
        .description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION));
    let mut buttons = Vec::new();
    // What is agreed is a team's.
    if shown.team.is_some() {
        buttons.push(primary(ROUND_ASK.id().with(shown.round.id), say.round_ask()));
        buttons.push(secondary(ROUND_ACTION.id().with(shown.round.id), say.round_action()));
    }
    buttons.push(secondary(ROUND_NEXT.id().with(shown.round.id), say.round_next()));
    Reply::of(embed).with_buttons(buttons)
}

/// Who does what was agreed? The choice leads to what `next` names.
#[must_use]
pub fn whose_action(handbook: &Handbook, round: RoundId, next: ComponentName) -> Reply {
    let say = Wording::of(handbook);
    let text = if next == ROUND_ASKED { say.round_ask_text() } else { say.round_owner_text() };
    let embed = plain_embed().title(say.round_owner_title()).description(text);
    let kind = CreateSelectMenuKind::Mentionable { default_users: None, default_roles: None };
    let select = CreateSelectMenu::new(next.id().with(round), kind).placeholder(say.round_owner_choose());
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_row(CreateActionRow::SelectMenu(select))
}

/// A person or a role of the server as a custom id carries it.
fn carried(holder: Holder) -> String {
    match holder {
        Holder::Member(user) => format!("m{user}"),
        Holder::ServerRole(role) => format!("r{role}"),
    }
}

/// Whom a custom id carries.
#[must_use]
pub fn holder_carried(text: &str) -> Option<Holder> {
    let mut letters = text.chars();
    match (letters.next()?, letters.as_str()) {
        ('m', id) => id.parse().ok().map(Holder::Member),
        ('r', id) => id.parse().ok().map(Holder::ServerRole),
        _ => None,
    }
}

/// The form with what is done, and until when. It leads to what `next` names.
#[must_use]
pub fn action_form(handbook: &Handbook, round: RoundId, owner: Holder, next: ComponentName) -> Form {
    let say = Wording::of(handbook);
    let most = |characters: usize| u16::try_from(characters).unwrap_or(u16::MAX);
    let what = Field::line(ROUND_WHAT, Shown::ours(say.round_what()), most(LONGEST_TOPIC));
    let by = if next == ROUND_HANDED { say.round_ask_when() } else { say.round_when() };
    let when = Field {
        example: Some(Shown::ours(say.round_when_example())),
        ..Field::line(ROUND_WHEN, Shown::ours(by), most(LONGEST_DATE))
    };
    let id = next.id().with(round).with(carried(owner));
    Form::new(id, Shown::ours(say.round_action_title())).with(what).with(when)
}
