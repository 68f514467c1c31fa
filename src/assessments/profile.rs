//! Where one person stands on each axis, the answers behind it, and what would change it. There is no sum over axes and no verdict.

use std::{cmp::Ordering, collections::BTreeMap};

use super::questions::Answer;
use crate::handbook::assessments::{Band, Contrast, Dimension, Scaled};

/// One person's result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile<'a> {
    /// A score for each dimension.
    pub axes: Vec<Axis<'a>>,
    /// What was held against each other.
    pub leanings: Vec<Leaning<'a>>,
}

/// Where a person stands on one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis<'a> {
    /// The dimension.
    pub dimension: &'a Dimension,
    /// The score; none where fewer than half of its items were answered (Fayers et al., *EORTC QLQ-C30 scoring manual*, 2001: a scale's mean
    /// stands in for what is missing if at least half is there).
    pub score: Option<Score<'a>>,
    /// The items that spoke for the dimension, and those that spoke against it, the strongest first, by their ids.
    pub speaks_for: Vec<&'a str>,
    /// See [`Self::speaks_for`].
    pub speaks_against: Vec<&'a str>,
}

/// A score, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score<'a> {
    /// The mean of the answers, reversed items turned, in hundredths of a point.
    pub mean: u32,
    /// What it means.
    pub band: &'a Band,
    /// By how many points the answers together would have to be higher to come into the next band; none in the highest.
    pub up: Option<u32>,
    /// By how many lower, to come into the one below; none in the lowest.
    pub down: Option<u32>,
}

/// Which of two axes pulls more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaning<'a> {
    /// The two axes.
    pub contrast: &'a Contrast,
    /// To which one, if it can be told.
    pub to: Leans,
}

/// To which of two axes somebody leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leans {
    /// To the first.
    First,
    /// To the second.
    Second,
    /// Ratings are too near to each other, or choices say something else than ratings.
    Undecided,
    /// Too little was answered.
    Unknown,
}

impl<'a> Profile<'a> {
    /// What these answers come to.
    #[must_use]
    pub fn of(scaled: &'a Scaled, answers: &BTreeMap<String, Answer>) -> Self {
        let axes: Vec<Axis<'a>> =
            scaled.dimensions.iter().map(|dimension| Axis::of(dimension, scaled.points(), answers)).collect();
        let mean = |id: &str| {
            let axis = axes.iter().find(|axis| axis.dimension.id == id)?;
            axis.score.as_ref().map(|score| score.mean)
        };
        let leaning = |contrast: &'a Contrast| {
            let means = mean(&contrast.first).zip(mean(&contrast.second));
            let to = means.map_or(Leans::Unknown, |means| leans(contrast, means, answers));
            Leaning { contrast, to }
        };
        let leanings = scaled.contrasts.iter().map(leaning).collect();
        Self { axes, leanings }
    }
}

/// It can be told where ratings are far enough apart, and choices, where there are any, say the same.
fn leans(contrast: &Contrast, (first, second): (u32, u32), answers: &BTreeMap<String, Answer>) -> Leans {
    let chosen =
        |wanted: &Answer| contrast.choices.iter().filter(|choice| answers.get(&choice.id) == Some(wanted)).count();
    let (for_first, for_second) = (chosen(&Answer::First), chosen(&Answer::Second));
    if (for_first + for_second) * 2 < contrast.choices.len() {
        return Leans::Unknown;
    }
    if first.abs_diff(second) < contrast.margin {
        return Leans::Undecided;
    }
    let by_choices = if contrast.choices.is_empty() { first.cmp(&second) } else { for_first.cmp(&for_second) };
    match (first.cmp(&second), by_choices) {
        (Ordering::Greater, Ordering::Greater) => Leans::First,
        (Ordering::Less, Ordering::Less) => Leans::Second,
        _ => Leans::Undecided,
    }
}

impl<'a> Axis<'a> {
    fn of(dimension: &'a Dimension, points: u32, answers: &BTreeMap<String, Answer>) -> Self {
        let value = |item: &'a crate::handbook::assessments::Item| match answers.get(&item.id) {
            Some(Answer::Point(point)) => {
                let point = u32::from(*point).min(points);
                Some((item.id.as_str(), if item.reversed { points + 1 - point } else { point }))
            }
            _ => None,
        };
        let mut values: Vec<(&str, u32)> = dimension.items.iter().filter_map(value).collect();
        let sum: u32 = values.iter().map(|(_, value)| value).sum();
        let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
        let enough = values.len() * 2 >= dimension.items.len();
        let score = enough.then(|| Score::of(dimension, points, sum, count)).flatten();
        values.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
        // A statement that is rated in the middle of the scale speaks for neither.
        let side = |wanted: Ordering| values.iter().filter(move |(_, value)| (value * 2).cmp(&(points + 1)) == wanted);
        let speaks_for = side(Ordering::Greater).map(|(id, _)| *id).collect();
        let speaks_against = side(Ordering::Less).rev().map(|(id, _)| *id).collect();
        Self { dimension, score, speaks_for, speaks_against }
    }
}

impl<'a> Score<'a> {
    fn of(dimension: &'a Dimension, points: u32, sum: u32, count: u32) -> Option<Self> {
        let band_of = |sum: u32| {
            let mean = mean(sum, count)?;
            dimension.bands.iter().rposition(|band| band.from <= mean)
        };
        let band = band_of(sum)?;
        let (most, least) = (count * points, count);
        let up = (1..=most.saturating_sub(sum)).find(|more| band_of(sum + more).is_some_and(|other| other > band));
        let down = (1..=sum.saturating_sub(least)).find(|less| band_of(sum - less).is_some_and(|other| other < band));
        Some(Self { mean: mean(sum, count)?, band: &dimension.bands[band], up, down })
    }
}

/// The mean in hundredths, rounded half up.
fn mean(sum: u32, count: u32) -> Option<u32> {
    (sum * 100 + count / 2).checked_div(count)
}
