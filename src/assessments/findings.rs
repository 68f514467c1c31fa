//! What a closed round shows: each question that enough people answered, what is contested first.

use std::collections::BTreeMap;

use super::{
    gathering::{Gathered, Round},
    questions::{Answer, Asks, Map, Question, as_defined},
    round::{FEWEST_FOR_TREND, Named, OnScale},
};
use crate::handbook::{
    RoleId,
    assessments::{Assessment, Dimension, Form, STATES},
};

/// The findings of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings<'a> {
    /// A finding for each thing that was asked about, what is contested first.
    pub all: Vec<Finding<'a>>,
    /// The dimensions of a scaled assessment of which every statement may be shown, with the mean, in hundredths. One of which a statement is
    /// held back is held back too: from both one could tell what the few answered.
    pub dimensions: Vec<(&'a Dimension, u32)>,
    /// How many questions too few people answered.
    pub held_back: usize,
}

/// What a round says about one thing: a statement, a topic, a duty, a matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// What was asked.
    pub question: Question<'a>,
    /// How the answers lie.
    pub shape: Shape,
    /// The second question about the same, where there is one: the trend of a topic, who should decide about a duty.
    pub second: Option<(Question<'a>, Shape)>,
    /// What was written beside it.
    pub words: Vec<&'a str>,
}

/// How answers lie.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// On a scale.
    Scale(OnScale),
    /// By who was named.
    Named(Named),
}

/// How much something is to be talked about, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contest {
    /// There are two camps.
    Split,
    /// Answers differ widely, or nobody is named by two thirds.
    Open,
    /// Most name nobody, or don't know.
    Gap,
    /// People agree.
    Agreed,
}

impl Shape {
    /// How much it is to be talked about.
    #[must_use]
    pub const fn contest(&self) -> Contest {
        match self {
            Self::Scale(OnScale { split: true, .. }) => Contest::Split,
            Self::Scale(OnScale { agreed: false, .. }) | Self::Named(Named { contested: true, .. }) => Contest::Open,
            Self::Named(Named { gap: true, .. }) => Contest::Gap,
            Self::Scale(_) | Self::Named(_) => Contest::Agreed,
        }
    }

    /// What sorts those of the same contest: lower goes first. The mean of a scale, or how many agree.
    fn rank(&self) -> f64 {
        match self {
            Self::Scale(scale) => scale.mean,
            Self::Named(named) => named.answers.first().map_or(0.0, |(_, most)| f64::from(*most)),
        }
    }
}

impl Finding<'_> {
    /// Whether it is to be talked about.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        self.shape.contest() != Contest::Agreed
    }

    /// The roles that were named in answer to either question, the most often named first.
    #[must_use]
    pub fn roles_named(&self) -> Vec<RoleId> {
        let mut named: BTreeMap<&RoleId, u32> = BTreeMap::new();
        for shape in [Some(&self.shape), self.second.as_ref().map(|(_, shape)| shape)].into_iter().flatten() {
            let Shape::Named(Named { answers, .. }) = shape else { continue };
            for (answer, count) in answers {
                if let Answer::Role(role) = answer {
                    *named.entry(role).or_default() += count;
                }
            }
        }
        let mut named: Vec<(&RoleId, u32)> = named.into_iter().collect();
        named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        named.into_iter().map(|(role, _)| role.clone()).collect()
    }
}

impl<'a> Findings<'a> {
    /// What a closed round shows.
    #[must_use]
    pub fn of(assessment: &'a Assessment, round: &'a Round, gathered: &'a Gathered) -> Self {
        let map = Map { duties: &round.duties, should: round.should };
        let fixed = as_defined(assessment, map);
        let mut held_back = 0;
        let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
        for question in &fixed {
            match shape(question, round, gathered) {
                Some(shape) => drop(shapes.insert(question.key.clone(), shape)),
                None => held_back += 1,
            }
        }
        let dimensions = match &assessment.form {
            Form::Scaled(scaled) => {
                let points = f64::from(scaled.points());
                scaled.dimensions.iter().filter_map(|dimension| mean_of(dimension, points, &shapes)).collect()
            }
            Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => Vec::new(),
        };
        let second = |question: &Question<'_>| {
            let key = [format!("{}.trend", question.key), format!("{}.should", question.key)];
            fixed.iter().find(|other| key.contains(&other.key)).cloned()
        };
        let is_second = |question: &Question<'_>| question.key.ends_with(".trend") || question.key.ends_with(".should");
        let mut all: Vec<Finding<'a>> = Vec::new();
        for question in fixed.iter().filter(|question| !is_second(question)) {
            let Some(shape) = shapes.get(&question.key).cloned() else { continue };
            let second = second(question).and_then(|second| Some((second.clone(), shapes.get(&second.key)?.clone())));
            let words = gathered.words.iter().filter(|(key, _)| *key == question.key);
            let words = words.map(|(_, words)| words.as_str()).collect();
            all.push(Finding { question: question.clone(), shape, second, words });
        }
        all.sort_by(|one, other| {
            let (first, second) = (one.shape.contest(), other.shape.contest());
            first.cmp(&second).then_with(|| one.shape.rank().total_cmp(&other.shape.rank()))
        });
        Self { all, dimensions, held_back }
    }

    /// Those that are to be talked about.
    pub fn contested(&self) -> impl Iterator<Item = &Finding<'a>> {
        self.all.iter().filter(|finding| finding.is_contested())
    }
}

fn shape(question: &Question<'_>, round: &Round, gathered: &Gathered) -> Option<Shape> {
    let (given, fewest) = (Round::given(&gathered.answers, &question.key), round.fewest.people());
    let points = match &question.asks {
        Asks::Rate { labels, .. } => u32::try_from(labels.len()).ok()?,
        Asks::State { .. } | Asks::Trend { .. } => STATES,
        Asks::Level(levels) => u32::try_from(levels.levels.len()).ok()?,
        // Which of two things is chosen is named, as a person is.
        Asks::Choose { .. } | Asks::Decides { .. } => return given.named(fewest).map(Shape::Named),
    };
    given.on_scale(points, fewest).map(Shape::Scale)
}

/// The mean of a dimension's statements, reversed ones turned, if every one of them may be shown.
fn mean_of<'a>(
    dimension: &'a Dimension,
    points: f64,
    shapes: &BTreeMap<String, Shape>,
) -> Option<(&'a Dimension, u32)> {
    let mut sum = 0.0;
    for item in &dimension.items {
        let Some(Shape::Scale(scale)) = shapes.get(&item.id) else { return None };
        sum += if item.reversed { points + 1.0 - scale.mean } else { scale.mean };
    }
    #[expect(clippy::cast_precision_loss, reason = "a dimension has a few statements")]
    let mean = sum / dimension.items.len() as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 7")]
    Some((dimension, (mean * 100.0).round() as u32))
}

/// Where a thing was in rounds before, oldest first, and is now, each time with how many answered; none before the third comparable round,
/// since two are just two days.
#[must_use]
pub fn trend(question: &str, past: &[&Findings<'_>], now: &Findings<'_>) -> Option<Vec<(f64, u32)>> {
    let mean = |findings: &Findings<'_>| {
        let finding = findings.all.iter().find(|finding| finding.question.key == question)?;
        match &finding.shape {
            Shape::Scale(scale) => Some((scale.mean, scale.counts.iter().sum())),
            Shape::Named(_) => None,
        }
    };
    let means: Vec<(f64, u32)> = past.iter().copied().chain([now]).filter_map(mean).collect();
    (means.len() >= FEWEST_FOR_TREND).then_some(means)
}

/// Who was named most for a duty, where two thirds named the same.
#[must_use]
pub fn agreed_on<'f>(finding: &'f Finding<'_>) -> Option<&'f Answer> {
    match &finding.shape {
        Shape::Named(named) if !named.contested && !named.gap => named.answers.first().map(|(answer, _)| answer),
        Shape::Named(_) | Shape::Scale(_) => None,
    }
}
