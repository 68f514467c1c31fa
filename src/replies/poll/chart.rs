//! The picture of a result, and the same in a sentence for those who do not see it.

use super::{
    ShownPoll, percent,
    standing::{plain_label, rows},
};
use crate::{
    charts::{Bar, BarChart, MOST_ROWS},
    handbook::Handbook,
    polls::{
        ballot::{Stance, Vote},
        options::OptionId,
        outcome::{Ahead, Count},
        standing::Standing,
        tally::scale::Median,
    },
    replies::{Shown, Wording, limits},
};

/// A picture that is not drawn yet, and what it shows in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultChart {
    /// The picture.
    pub chart: BarChart,
    /// The same in words, at most [`limits::FILE_DESCRIPTION`] characters.
    pub description: String,
}

/// The picture of a closed poll's result; none where nobody voted. Of many options the ones with the most votes are drawn.
#[must_use]
pub fn result_chart(handbook: &Handbook, shown: ShownPoll<'_>) -> Option<ResultChart> {
    let (say, poll, count) = (Wording::of(handbook), shown.poll, &shown.standing.count);
    let voters = count.voters();
    if voters == 0 || !poll.is_closed() {
        return None;
    }
    let mut rows = rows(poll, count);
    let all = rows.len();
    if all > MOST_ROWS {
        rows.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        rows.truncate(MOST_ROWS);
    }
    let ahead = ahead(shown.standing);
    let bar = |(row, votes): &(Vote, u32)| Bar {
        label: plain_label(&say, poll, row).into(),
        value: f64::from(*votes),
        note: say.poll_chart_note(*votes, percent(*votes, voters)),
        marked: ahead.contains(row),
    };
    let bars: Vec<Bar> = rows.iter().map(bar).collect();
    let told: Vec<String> = bars
        .iter()
        .map(|bar| say.poll_chart_row(Shown::ours(bar.label.as_str()), Shown::ours(bar.note.as_str())))
        .collect();
    let description = Shown::ours(say.poll_chart_description(Shown::ours(told.join("; "))));
    let mut foot = vec![match shown.standing.turnout.eligible {
        Some(of) => say.poll_voted_of(shown.standing.turnout.voted, of),
        None => say.poll_voted(shown.standing.turnout.voted),
    }];
    if matches!(count, Count::Ranked(_)) {
        foot.insert(0, say.poll_chart_first_choices());
    }
    if all > MOST_ROWS {
        foot.push(say.poll_chart_most(MOST_ROWS, all));
    }
    let title = Shown::typed_plain(&poll.question).into();
    let chart = BarChart { title, bars, full: Some(f64::from(voters)), foot: Some(foot.join(" ")) };
    Some(ResultChart { chart, description: description.at_most(limits::FILE_DESCRIPTION).into() })
}

/// The rows that stand out: who won, or several that are equal; of a scale its middle.
fn ahead(standing: &Standing) -> Vec<Vote> {
    let options = |ids: Vec<OptionId>| ids.into_iter().map(Vote::One).collect();
    match (standing.count.ahead(), &standing.count) {
        (Ahead::Winner(id), _) => vec![Vote::One(id)],
        (Ahead::Tie(ids), _) => options(ids),
        (Ahead::Differ { runoff, schulze }, _) => options([runoff, schulze].concat()),
        (Ahead::Passes, _) => vec![Vote::Stance(Stance::Yes)],
        (Ahead::Fails, _) => vec![Vote::Stance(Stance::No)],
        (Ahead::Middle, Count::Levels(levels)) => match levels.median() {
            Some(Median::At(level)) => vec![Vote::Level(level)],
            Some(Median::Between(low, high)) => vec![Vote::Level(low), Vote::Level(high)],
            None => Vec::new(),
        },
        (Ahead::NoVotes | Ahead::Middle, _) => Vec::new(),
    }
}
