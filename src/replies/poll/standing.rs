//! How a poll stands, in lines: the words and numbers first, so that a screen reader tells them, and a short bar after them.

use super::{option_shown, percent};
use crate::{
    handbook::{Handbook, RoleId},
    polls::{
        ballot::{Stance, Vote},
        options::OptionId,
        outcome::{Count, Missing},
        poll::Poll,
        standing::Standing,
        tally::scale::Median,
    },
    replies::{Shown, Wording},
};

/// How long a bar is.
const BAR: u32 = 10;

/// With more options than this there are no bars: the numbers alone fit.
const MOST_BARS: usize = 10;

/// How many characters an option has where there are many: 25 of them fit an embed.
const SHORT: usize = 100;

/// A line for each option with its votes.
pub(super) fn lines(handbook: &Handbook, poll: &Poll, standing: &Standing) -> Vec<String> {
    let say = Wording::of(handbook);
    let rows = rows(poll, &standing.count);
    let voters = standing.count.voters();
    let has_bars = rows.len() <= MOST_BARS && poll.shows_votes() && voters > 0;
    let line = |(row, votes): (Vote, u32)| {
        let option = label(&say, poll, &row);
        if !poll.shows_votes() || voters == 0 {
            return say.poll_line_bare(option);
        }
        let line = say.poll_line(votes, option, percent(votes, voters));
        if has_bars { format!("{line}\n{}", bar(votes, voters)) } else { line }
    };
    let mut lines: Vec<String> = rows.into_iter().map(line).collect();
    match &standing.count {
        _ if !poll.shows_votes() => {}
        Count::Levels(levels) => lines.extend(levels.median().map(|median| match median {
            Median::At(level) => say.poll_median(usize::from(level)),
            Median::Between(low, high) => say.poll_median_between(usize::from(low), usize::from(high)),
        })),
        Count::Ranked(_) if voters > 0 && !poll.is_closed() => lines.push(say.poll_first_choices()),
        Count::Ranked(_) | Count::Options(_) | Count::Stances(_) => {}
    }
    lines
}

/// What can be voted for, with its votes; of rankings the first choices.
pub(super) fn rows(poll: &Poll, count: &Count) -> Vec<(Vote, u32)> {
    let one = |(id, votes): &(OptionId, u32)| (Vote::One(*id), *votes);
    match count {
        Count::Options(counts) => counts.votes.iter().map(one).collect(),
        Count::Stances(stances) => vec![
            (Vote::Stance(Stance::Yes), stances.yes),
            (Vote::Stance(Stance::No), stances.no),
            (Vote::Stance(Stance::Objection), stances.objections),
        ],
        Count::Levels(levels) => {
            (levels.from..).zip(&levels.votes).map(|(level, votes)| (Vote::Level(level), *votes)).collect()
        }
        Count::Ranked(ranked) => match ranked.runoff.rounds.first() {
            Some(first) => first.votes.iter().map(one).collect(),
            None => poll.options.ids().into_iter().map(|id| (Vote::One(id), 0)).collect(),
        },
    }
}

/// What a row is called, where Discord reads Markdown.
fn label(say: &Wording, poll: &Poll, row: &Vote) -> Shown {
    match row {
        Vote::One(id) if poll.options.count() > MOST_BARS => option_shown(poll, *id).at_most(SHORT),
        Vote::One(id) => option_shown(poll, *id),
        _ => plain_label(say, poll, row),
    }
}

/// What a row is called, where nobody reads Markdown.
pub(super) fn plain_label(say: &Wording, poll: &Poll, row: &Vote) -> Shown {
    match row {
        Vote::One(id) => Shown::typed_plain(poll.options.text(*id).unwrap_or("–")),
        Vote::Stance(Stance::Yes) => Shown::ours(say.poll_line_yes()),
        Vote::Stance(Stance::No) => Shown::ours(say.poll_line_no()),
        Vote::Stance(Stance::Objection) => Shown::ours(say.poll_line_objection()),
        Vote::Level(level) => Shown::ours(level.to_string()),
        Vote::Several(_) | Vote::Ranking(_) => Shown::ours("–"),
    }
}

fn bar(votes: u32, of: u32) -> String {
    let full = (u64::from(votes) * u64::from(BAR) * 2 + u64::from(of)) / (u64::from(of) * 2);
    let full = usize::try_from(full).unwrap_or(0).min(BAR as usize);
    "▰".repeat(full) + &"▱".repeat(BAR as usize - full)
}

/// How many have voted, and how many are still needed.
pub(super) fn turnout(handbook: &Handbook, poll: &Poll, standing: &Standing) -> Vec<String> {
    let (say, turnout) = (Wording::of(handbook), &standing.turnout);
    let mut lines = vec![match turnout.eligible {
        Some(of) => say.poll_voted_of(turnout.voted, of),
        None => say.poll_voted(turnout.voted),
    }];
    let quorum = &poll.settings.quorum;
    let is_asked = quorum.heads(turnout.eligible) > 0 || !quorum.per_role.is_empty();
    match standing.missing(poll) {
        None if is_asked => lines.push(say.poll_quorum_met()),
        None => {}
        Some(Missing { heads, roles }) => {
            if heads > 0 {
                lines.push(say.poll_quorum_lacks(heads));
            }
            lines.extend(roles.iter().map(|(role, many)| say.poll_quorum_lacks_role(*many, role_name(handbook, role))));
        }
    }
    lines
}

/// A role of the handbook within a sentence.
pub(super) fn role_name(handbook: &Handbook, role: &RoleId) -> Shown {
    Shown::ours(handbook.role(role.as_str()).map_or_else(|| role.to_string(), |role| role.name_in_sentence()))
}
