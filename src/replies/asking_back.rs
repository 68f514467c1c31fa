//! When the router is not sure, and when there is nothing to answer.

use super::{
    ComponentName, Given, Reply, Shown, Wording,
    answer::{asked, deciders},
    choosing::Choosing,
    plain_embed, primary, secondary,
};
use crate::{
    handbook::{Aside, Duty, Handbook},
    workspace::ids::TeamId,
};

/// Answer with this duty.
pub const PICK: ComponentName = ComponentName("pick");
/// It was none of the candidates.
pub const NONE_FITS: ComponentName = ComponentName("none");
/// Take the text for a question after all, and offer the nearest duties.
pub const LOOK_AGAIN: ComponentName = ComponentName("look");

/// How many duties are offered at once: more would be a menu, not a question.
pub const OFFERED: usize = 3;

/// Asks which of a few duties is meant; a press answers in place, for the team that was named, if one was.
#[must_use]
pub fn candidates<'a>(
    handbook: &Handbook,
    question: &str,
    team: Option<TeamId>,
    duties: impl IntoIterator<Item = &'a Duty>,
) -> Reply {
    let wording = Wording::of(handbook);
    let mut lines = vec![wording.unsure_text()];
    let mut buttons = Vec::new();
    for duty in duties.into_iter().take(OFFERED) {
        lines.push(format!("- {}", wording.unsure_candidate(Shown::ours(&duty.title), deciders(handbook, duty))));
        let picked = Given { duty: duty.id.to_string(), picked: true, team };
        buttons.push(primary(picked.after(PICK), &duty.title));
    }
    buttons.push(secondary(NONE_FITS.id().for_team(team), wording.unsure_none()));
    let embed = asked(plain_embed(), question).title(wording.unsure_title()).description(lines.join("\n"));
    Reply::of(embed).with_buttons(buttons)
}

/// Says kindly that nobody has to be found, with two examples of what the bot can do, and a way back if it is wrong.
///
/// `aside` is what the text was taken for.
#[must_use]
pub fn aside(handbook: &Handbook, question: &str, team: Option<TeamId>, aside: &Aside) -> Reply {
    let wording = Wording::of(handbook);
    let examples = format!("- {}\n- {}", wording.aside_example_one(), wording.aside_example_two());
    let embed = asked(plain_embed(), question)
        .title(wording.aside_title())
        .description(wording.aside_text(Shown::ours(&aside.title)))
        .field(wording.aside_examples(), examples, false);
    Reply::of(embed).with_buttons(vec![secondary(LOOK_AGAIN.id().for_team(team), wording.aside_look_again())])
}

/// No candidate fits: other duties to choose from, all roles, and a search.
#[must_use]
pub fn none_fits(handbook: &Handbook, question: &str, team: Option<TeamId>, others: &[&Duty]) -> Reply {
    let wording = Wording::of(handbook);
    let embed = asked(plain_embed(), question).title(wording.none_fits_title()).description(wording.none_fits_text());
    let mut reply = Reply::of(embed);
    reply.rows = Choosing { handbook, of: None, team }.among(others);
    reply
}

/// Asks for a question where there was none.
#[must_use]
pub fn nothing_asked(handbook: &Handbook) -> Reply {
    let wording = Wording::of(handbook);
    Reply::of(plain_embed().title(wording.empty_title()).description(wording.empty_text()))
}
