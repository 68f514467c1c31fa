//! Assessments: questionnaires in which a person, or a team together, looks at itself.
//!
//! | module | what is there |
//! | --- | --- |
//! | this one | the values, as the rest of the house reads them |
//! | `draft` | a file of `assessments/` as written |
//! | `build` | drafts without a problem → values |
//! | `checks`, `fits` | the checks of drafts; that everything fits Discord |

pub(super) mod build;
pub(super) mod checks;
pub(super) mod draft;
pub(super) mod fits;

use super::{AssessmentId, Citation, DutyId};

/// A questionnaire: what is asked, how it is scored, and what its result means and does not mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The file's name.
    pub id: AssessmentId,
    /// For example "EM or TL: which path suits me?".
    pub title: String,
    /// What one learns from it, one line that fits an option of a select.
    pub summary: String,
    /// What it measures, and what of that is known.
    pub construct: String,
    /// Who takes it.
    pub taken: Taken,
    /// How many minutes it takes.
    pub minutes: u32,
    /// The order of its items.
    pub order: Order,
    /// What its result is not, one sentence each; shown before it starts.
    pub is_not: Vec<String>,
    /// What is asked.
    pub form: Form,
    /// The facilitator's script for talking about a round's results, in order; empty where no team takes it.
    pub script: Vec<Step>,
    /// Where the construct comes from.
    pub citations: Vec<Citation>,
}

/// Who takes an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// A person for themselves; the result is theirs alone.
    Alone,
    /// A team in a round; only aggregates are shown.
    Together,
    /// Either.
    Either,
}

impl Taken {
    /// Whether a person may take it for themselves.
    #[must_use]
    pub const fn is_for_one(self) -> bool {
        matches!(self, Self::Alone | Self::Either)
    }

    /// Whether a team may take it in a round.
    #[must_use]
    pub const fn is_for_teams(self) -> bool {
        matches!(self, Self::Together | Self::Either)
    }
}

/// The order of an assessment's items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As they stand in the file.
    #[default]
    Fixed,
    /// Shuffled for each sitting, from a seed that is kept with it.
    Shuffled,
}

/// What an assessment asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Statements rated on a scale, a few of them for each dimension, and choices between two.
    Scaled(Scaled),
    /// Topics of which each has a state and a trend.
    Topics(Topics),
    /// Duties, each with the question who decides about it.
    WhoDecides(WhoDecides),
    /// One matter, and the level at which it is delegated.
    Levels(Levels),
}

/// Statements on a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// What the points of the scale are called, the lowest first: 5 or 7.
    pub labels: Vec<String>,
    /// The separate axes of the result.
    pub dimensions: Vec<Dimension>,
    /// Pairs of axes that are held against each other.
    pub contrasts: Vec<Contrast>,
}

impl Scaled {
    /// How many points the scale has.
    #[must_use]
    pub fn points(&self) -> u32 {
        u32::try_from(self.labels.len()).unwrap_or(u32::MAX)
    }

    /// The dimension of this id.
    #[must_use]
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }
}

/// One axis of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its id within the assessment.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it tells, one sentence.
    pub about: String,
    /// The statements that make it up: at least four.
    pub items: Vec<Item>,
    /// What a score on it means, from the lowest band to the highest.
    pub bands: Vec<Band>,
}

/// A statement to be rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id within the assessment. A statement that comes to mean something else gets a new one.
    pub id: String,
    /// What it says, in the first person.
    pub text: String,
    /// Whether agreeing speaks against the dimension.
    pub reversed: bool,
}

/// A range of scores, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lowest mean that is in it, in hundredths of a point of the scale.
    pub from: u32,
    /// What it is called, a word or two.
    pub title: String,
    /// What it means, addressed to "you".
    pub means: String,
    /// What to try next; an experiment, not an order.
    pub tries: Vec<String>,
}

/// Two axes that are held against each other: which of them pulls more, or that it cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// Its id within the assessment.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The id of one axis.
    pub first: String,
    /// The id of the other.
    pub second: String,
    /// How far apart the two means must be to tell them apart, in hundredths of a point of the scale.
    pub margin: u32,
    /// What is said when the first pulls more.
    pub leans_first: String,
    /// What is said when the second does.
    pub leans_second: String,
    /// What is said when it cannot be told.
    pub undecided: String,
    /// What to try when it cannot be told.
    pub tries: Vec<String>,
    /// Situations in which one of two things is chosen.
    pub choices: Vec<Choice>,
}

/// A situation in which one of two things is chosen: one speaks for the first axis of a contrast, the other for the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id within the assessment.
    pub id: String,
    /// The situation.
    pub text: String,
    /// What speaks for the first axis.
    pub first: String,
    /// What speaks for the second.
    pub second: String,
}

/// Topics, each with a state and a trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics {
    /// What the three states are called, the worst first.
    pub states: Vec<String>,
    /// What the three trends are called, the worst first.
    pub trends: Vec<String>,
    /// The topics.
    pub topics: Vec<Topic>,
}

/// How many states and how many trends a topic has.
pub const STATES: u32 = 3;

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its id within the assessment.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is like when it goes well.
    pub good: String,
    /// What it is like when it does not.
    pub poor: String,
}

/// Duties, each with the question who decides about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoDecides {
    /// The question who does.
    pub asks: String,
    /// The question who should.
    pub asks_should: String,
    /// What the answer is called that several do together.
    pub together: String,
    /// What the answer is called that nobody does.
    pub nobody: String,
    /// What the answer is called of somebody who doesn't know.
    pub unknown: String,
    /// The duties that are asked about where a team chooses none of its own.
    pub duties: Vec<DutyId>,
}

/// The fewest duties that a round asks about.
pub const FEWEST_DUTIES: usize = 8;

/// The most duties that a round asks about.
pub const MOST_DUTIES: usize = 20;

/// One matter, and the level at which it is delegated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The question.
    pub asks: String,
    /// The levels, from the one where the lead keeps most to the one where the team has most.
    pub levels: Vec<Level>,
}

/// One level of delegation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What it is called, a word.
    pub title: String,
    /// What it means, one sentence.
    pub means: String,
}

/// How many levels there are.
pub const LEVELS: usize = 7;

/// A step of a facilitator's script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many minutes it may take.
    pub minutes: u32,
    /// What is done, addressed to the facilitator.
    pub text: String,
}
