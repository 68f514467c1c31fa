//! What is held about a person, in plain words: shown, given as a file, and erased.

use std::time::Duration;

use serenity::builder::{CreateEmbed, CreateEmbedFooter};

use super::{ComponentName, File, Reply, Shown, Visibility, Wording, danger, limits, plain_embed};
use crate::{
    clock::Timestamp,
    handbook::Handbook,
    store::{Held, How, Reach, tables::Erasure},
    workspace::ids::UserId,
};

/// Erase what is held about the person.
pub const ERASE: ComponentName = ComponentName("erase");

/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

/// What is held about somebody, and how long it stays in a server that the bot has left.
#[must_use]
pub fn held(handbook: &Handbook, reach: Reach, found: &[Held], forgets_after: Duration) -> Reply {
    let say = Wording::of(handbook);
    let lines = if found.is_empty() { say.privacy_nothing() } else { lines(&say, found) };
    let days = usize::try_from(forgets_after.as_secs() / DAY).unwrap_or(usize::MAX);
    let mut next = vec![say.privacy_never(), say.privacy_leaving(days)];
    if !found.is_empty() {
        next.insert(0, say.privacy_next());
    }
    told(&say, reach, title(&say, reach), &format!("{lines}\n\n{}", next.join("\n")))
}

/// The same as a file.
#[must_use]
pub fn held_file(handbook: &Handbook, reach: Reach, found: &[Held], file: File) -> Reply {
    let say = Wording::of(handbook);
    let (text, file_text) = match found {
        [] => (say.privacy_nothing(), say.privacy_file_empty()),
        found => (lines(&say, found), say.privacy_file_text()),
    };
    told(&say, reach, title(&say, reach), &format!("{text}\n\n{file_text}")).with_file(file)
}

/// Asks once more, and says what goes and what stays.
#[must_use]
pub fn erasure_asked(handbook: &Handbook, person: UserId, reach: Reach, found: &[Held], fingerprint: u64) -> Reply {
    let say = Wording::of(handbook);
    asked(&say, person, reach, (found, fingerprint), say.privacy_erase_text())
}

/// Asks anew, since something has changed between asking and pressing.
#[must_use]
pub fn held_meanwhile(handbook: &Handbook, person: UserId, reach: Reach, found: &[Held], fingerprint: u64) -> Reply {
    let say = Wording::of(handbook);
    asked(&say, person, reach, (found, fingerprint), say.privacy_changed_meanwhile())
}

/// It is gone.
#[must_use]
pub fn erased(handbook: &Handbook, reach: Reach, found: &[Held]) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.privacy_erased_title()).description(say.privacy_erased_text());
    let headings = [say.privacy_gone(), say.privacy_stayed_without_you(), say.privacy_stayed()];
    in_reach(&say, reach, what_becomes_of(&say, found, headings, embed))
}

/// The bot was added to a server again, of which everything would have been deleted at this moment.
#[must_use]
pub fn came_back(handbook: &Handbook, at: Timestamp) -> Reply {
    let say = Wording::of(handbook);
    let date = Shown::ours(format!("<t:{}:D>", at.seconds()));
    Reply::of(plain_embed().title(say.privacy_back_title()).description(say.privacy_back_text(date)))
}

/// A fingerprint as a custom id holds it.
#[must_use]
pub fn as_argument(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

fn asked(say: &Wording, person: UserId, reach: Reach, (found, fingerprint): (&[Held], u64), text: String) -> Reply {
    let title = match reach {
        Reach::Server(_) => say.privacy_erase_title_here(),
        Reach::Everywhere => say.privacy_erase_title_everywhere(),
    };
    let headings = [say.privacy_goes(), say.privacy_stays_without_you(), say.privacy_stays()];
    let embed = what_becomes_of(say, found, headings, plain_embed().title(title).description(text));
    let guild = match reach {
        Reach::Server(guild) => guild.get(),
        Reach::Everywhere => 0,
    };
    let id = ERASE.id().with(person).with(guild).with(as_argument(fingerprint));
    in_reach(say, reach, embed).with_buttons(vec![danger(id, say.privacy_erase_button())])
}

/// What goes, what stays without the person, and what stays as it is, each as a field with its heading.
fn what_becomes_of(say: &Wording, found: &[Held], headings: [String; 3], mut embed: CreateEmbed) -> CreateEmbed {
    let is =
        |erasure: Erasure| found.iter().copied().filter(move |held| held.how.erasure() == erasure).collect::<Vec<_>>();
    let [goes_heading, without_you, as_it_is] = headings;
    let (goes, stays) = (is(Erasure::TakesRow), is(Erasure::Empties));
    if !goes.is_empty() {
        embed = embed.field(goes_heading, lines(say, &goes), false);
    }
    if !stays.is_empty() {
        embed = embed.field(without_you, lines(say, &stays), false);
    }
    embed.field(as_it_is, say.privacy_stays_text(), false)
}

fn title(say: &Wording, reach: Reach) -> String {
    match reach {
        Reach::Server(_) => say.privacy_title_here(),
        Reach::Everywhere => say.privacy_title_everywhere(),
    }
}

fn told(say: &Wording, reach: Reach, title: String, text: &str) -> Reply {
    in_reach(say, reach, plain_embed().title(title).description(text))
}

/// To the person alone, with a footer that says about which servers it is.
fn in_reach(say: &Wording, reach: Reach, embed: CreateEmbed) -> Reply {
    let footer = match reach {
        Reach::Server(_) => say.privacy_reach_here(),
        Reach::Everywhere => say.privacy_reach_everywhere(),
    };
    Reply::of(embed.footer(CreateEmbedFooter::new(footer))).seen_by(Visibility::OnlyAsker)
}

/// One line for each way in which somebody is held.
fn lines(say: &Wording, found: &[Held]) -> String {
    let lines: Vec<String> = found.iter().map(|held| format!("- {}", line(say, *held))).collect();
    Shown::ours(lines.join("\n")).at_most(limits::FIELD_VALUE).into()
}

fn line(say: &Wording, held: Held) -> String {
    let rows = held.rows;
    match held.how {
        How::Asked => say.privacy_asked(rows),
        How::AnonymousBallot => say.privacy_anonymous_ballots(rows),
        How::Mentioned => say.privacy_mentions(rows),
        How::Person { table, column, .. } => match (table, column) {
            ("seats", "holder") => say.privacy_seats(rows),
            ("seats", "cover") => say.privacy_covers(rows),
            ("decisions", "author") => say.privacy_decisions(rows),
            ("decisions", "ended_by") => say.privacy_retired(rows),
            ("decision_people", "holder") => say.privacy_decides(rows),
            ("request_events", "by_user") => say.privacy_request_steps(rows),
            ("request_events", "target") => say.privacy_requests_to_you(rows),
            ("polls", "creator") => say.privacy_polls(rows),
            ("polls", "decider") => say.privacy_polls_advise(rows),
            ("polls", "closed_by") => say.privacy_polls_closed(rows),
            ("poll_electors", "person") => say.privacy_electors(rows),
            ("ballots", "person") => say.privacy_ballots(rows),
            ("rounds", "creator") => say.privacy_rounds(rows),
            ("rounds", "closed_by") => say.privacy_rounds_closed(rows),
            ("round_participants", "person") => say.privacy_round_participants(rows),
            ("sittings", "person") => say.privacy_sittings(rows),
            ("gone", "number") => say.privacy_left(rows),
            ("corrections", "suggested_by") => say.privacy_suggestions(rows),
            _ => say.privacy_other(Shown::ours(format!("{table}.{column}")), rows),
        },
    }
}

/// The longest of each.
pub(super) fn samples(handbook: &Handbook) -> Vec<Reply> {
    let Ok(person) = UserId::new(u64::MAX) else {
        return Vec::new();
    };
    let all: Vec<Held> = How::all().map(|how| Held { how, rows: usize::MAX }).collect();
    let file = || File {
        name: "x.json".into(),
        bytes: Vec::new(),
        description: Wording::of(handbook).privacy_file_description(),
    };
    let server = Reach::Server(std::num::NonZeroU64::MAX.into());
    let of = |reach| {
        [
            held(handbook, reach, &[], Duration::MAX),
            held(handbook, reach, &all, Duration::MAX),
            held_file(handbook, reach, &all, file()),
            erasure_asked(handbook, person, reach, &all, u64::MAX),
            held_meanwhile(handbook, person, reach, &all, u64::MAX),
            erased(handbook, reach, &all),
        ]
    };
    let back = came_back(handbook, Timestamp::from_millis(i64::MAX / 1_000));
    [of(server).to_vec(), of(Reach::Everywhere).to_vec(), vec![back]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::{Library, files};

    #[test]
    fn every_way_in_which_somebody_is_held_has_a_sentence_of_its_own_and_all_fit() {
        let library = Library::load(&files::packed(), crate::replies::DECLARED).expect("the shipped handbook is sound");
        for (locale, handbook) in library.locales() {
            let say = Wording::of(handbook);
            let mut told = std::collections::BTreeSet::new();
            for how in How::all() {
                let said = line(&say, Held { how, rows: 7 });
                let left_over =
                    matches!(how, How::Person { table, column, .. } if said.contains(&format!("{table}.{column}")));
                assert!(!left_over, "{locale}: {how:?} has no sentence of its own: {said}");
                assert!(told.insert(said.clone()), "{locale}: {how:?} reads as another does: {said}");
            }
            for erasure in [Erasure::TakesRow, Erasure::Empties] {
                let of: Vec<Held> = How::all()
                    .filter(|how| how.erasure() == erasure)
                    .map(|how| Held { how, rows: usize::MAX })
                    .collect();
                assert!(!lines(&say, &of).ends_with('…'), "{locale}: {erasure:?} does not fit into a field");
            }
        }
    }
}
