//! What is asked, in the order of one sitting.

use std::fmt;

use crate::{
    handbook::{
        DutyId, RoleId,
        assessments::{Assessment, Choice, Contrast, Dimension, Form, Item, Levels, Order, STATES, Topic, WhoDecides},
    },
    random::Random,
};

/// One question: what is asked, and the key under which its answer is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    /// The key: the same in every sitting, whatever the order.
    pub key: String,
    /// What is asked.
    pub asks: Asks<'a>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks<'a> {
    /// How far a statement holds, on a scale.
    Rate {
        /// The axis that it belongs to.
        dimension: &'a Dimension,
        /// The statement.
        item: &'a Item,
        /// What the points are called, the lowest first.
        labels: &'a [String],
    },
    /// Which of two things is chosen.
    Choose {
        /// The axes that are held against each other.
        contrast: &'a Contrast,
        /// The situation.
        choice: &'a Choice,
    },
    /// The state of a topic.
    State {
        /// The topic.
        topic: &'a Topic,
        /// What the states are called, the worst first.
        states: &'a [String],
    },
    /// Where a topic is heading.
    Trend {
        /// The topic.
        topic: &'a Topic,
        /// What the trends are called, the worst first.
        trends: &'a [String],
    },
    /// Who decides about a duty, or should.
    Decides {
        /// The duty.
        duty: DutyId,
        /// The question.
        asks: &'a str,
        /// What the answers are called.
        who: &'a WhoDecides,
    },
    /// At which level something is delegated.
    Level(&'a Levels),
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// A point of a scale, a state, a trend or a level: 1 is the lowest.
    Point(u8),
    /// The first of two things.
    First,
    /// The second.
    Second,
    /// Whoever holds this role.
    Role(RoleId),
    /// Several together.
    Together,
    /// Nobody.
    Nobody,
    /// The person doesn't know.
    Unknown,
    /// The person would rather not say. It is counted nowhere.
    Skipped,
}

impl Answer {
    /// The answer from the text that [`Display`](fmt::Display) makes of it.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Some(match text {
            "first" => Self::First,
            "second" => Self::Second,
            "together" => Self::Together,
            "nobody" => Self::Nobody,
            "unknown" => Self::Unknown,
            "skipped" => Self::Skipped,
            _ => match text.strip_prefix("role:") {
                Some("") => return None,
                Some(role) => Self::Role(RoleId::new(role)),
                None => Self::Point(text.parse().ok().filter(|point| *point > 0)?),
            },
        })
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) => point.fmt(f),
            Self::First => f.write_str("first"),
            Self::Second => f.write_str("second"),
            Self::Role(role) => write!(f, "role:{role}"),
            Self::Together => f.write_str("together"),
            Self::Nobody => f.write_str("nobody"),
            Self::Unknown => f.write_str("unknown"),
            Self::Skipped => f.write_str("skipped"),
        }
    }
}

impl Asks<'_> {
    /// The duty that is asked about, where it is one.
    #[must_use]
    pub const fn duty(&self) -> Option<&DutyId> {
        match self {
            Self::Decides { duty, .. } => Some(duty),
            _ => None,
        }
    }
}

impl Question<'_> {
    /// Whether this answers the question. That a role is one of the handbook is not checked here.
    #[must_use]
    pub fn is_answered_by(&self, answer: &Answer) -> bool {
        if *answer == Answer::Skipped {
            return true;
        }
        let points = match &self.asks {
            Asks::Rate { labels, .. } => labels.len(),
            Asks::State { .. } | Asks::Trend { .. } => STATES as usize,
            Asks::Level(levels) => levels.levels.len(),
            Asks::Choose { .. } => return matches!(answer, Answer::First | Answer::Second),
            Asks::Decides { .. } => {
                return matches!(answer, Answer::Role(_) | Answer::Together | Answer::Nobody | Answer::Unknown);
            }
        };
        matches!(answer, Answer::Point(point) if (1..=points).contains(&usize::from(*point)))
    }
}

/// What a team has chosen about a round of its own map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Map<'a> {
    /// The duties that are asked about; those of the assessment where there are none.
    pub duties: &'a [DutyId],
    /// Whether it is also asked who should decide.
    pub should: bool,
}

/// The questions of an assessment. Where its items are shuffled, the seed says how; state and trend of a topic, and who decides and who
/// should, stay together.
#[must_use]
pub fn questions<'a>(assessment: &'a Assessment, seed: u64, map: Map<'a>) -> Vec<Question<'a>> {
    let mut blocks = blocks(assessment, map);
    if assessment.order == Order::Shuffled {
        shuffle(&mut blocks, seed);
    }
    blocks.into_iter().flatten().collect()
}

/// The questions in the order in which they are defined, whatever the order of a sitting.
#[must_use]
pub fn as_defined<'a>(assessment: &'a Assessment, map: Map<'a>) -> Vec<Question<'a>> {
    blocks(assessment, map).into_iter().flatten().collect()
}

/// The questions, those that stay together in one block.
fn blocks<'a>(assessment: &'a Assessment, map: Map<'a>) -> Vec<Vec<Question<'a>>> {
    let question = |key: String, asks| Question { key, asks };
    match &assessment.form {
        Form::Scaled(scaled) => {
            let rated = scaled.dimensions.iter().flat_map(|dimension| {
                dimension.items.iter().map(move |item| {
                    vec![question(item.id.clone(), Asks::Rate { dimension, item, labels: &scaled.labels })]
                })
            });
            let chosen = scaled.contrasts.iter().flat_map(|contrast| {
                contrast
                    .choices
                    .iter()
                    .map(move |choice| vec![question(choice.id.clone(), Asks::Choose { contrast, choice })])
            });
            rated.chain(chosen).collect()
        }
        Form::Topics(topics) => {
            let block = |topic: &'a Topic| {
                let state = Asks::State { topic, states: &topics.states };
                let trend = Asks::Trend { topic, trends: &topics.trends };
                vec![question(topic.id.clone(), state), question(format!("{}.trend", topic.id), trend)]
            };
            topics.topics.iter().map(block).collect()
        }
        Form::WhoDecides(who) => {
            let duties = if map.duties.is_empty() { &who.duties } else { map.duties };
            let block = |duty: &DutyId| {
                let decides = question(duty.to_string(), Asks::Decides { duty: duty.clone(), asks: &who.asks, who });
                let should = Asks::Decides { duty: duty.clone(), asks: &who.asks_should, who };
                let should = map.should.then(|| question(format!("{duty}.should"), should));
                [decides].into_iter().chain(should).collect()
            };
            duties.iter().map(block).collect()
        }
        Form::Levels(levels) => vec![vec![question("level".into(), Asks::Level(levels))]],
    }
}

/// Puts blocks into an order that the seed alone decides (Fisher and Yates).
fn shuffle<T>(blocks: &mut [T], seed: u64) {
    let random = Random::sequence(seed);
    for last in (1..blocks.len()).rev() {
        let number = random.number().unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "the remainder is an index")]
        blocks.swap(last, (number % (last as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_are_written() {
        for text in ["1", "7", "first", "second", "role:tech-lead", "together", "nobody", "unknown", "skipped"] {
            assert_eq!(Answer::of(text).expect("it is one").to_string(), text);
        }
        for none in ["", "0", "-1", "256", "third", "role:", "Role:x"] {
            assert_eq!(Answer::of(none), None, "{none}");
        }
    }

    #[test]
    fn a_seed_gives_one_order_of_the_same_things() {
        let order = |seed| {
            let mut all: Vec<u32> = (0..20).collect();
            shuffle(&mut all, seed);
            all
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
        let mut sorted = order(7);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<_>>());
    }
}
