//! A team's round from its invitation to its close, and what is left of it then.
//!
//! While a round is open, each participant's answers are kept with the person, so that they can go on after a pause and take them back. At
//! the close they are counted question by question and the sittings are destroyed, those too that were not finished: from then on nobody,
//! the reader of the database included, can tell who gave which answer, nor even which answers belong together.

use std::collections::BTreeMap;

use super::{
    questions::Answer,
    round::{FEWEST, Given},
    sitting::Sitting,
    statistics::alpha,
};
use crate::{
    clock::Timestamp,
    handbook::{AssessmentId, DutyId, assessments::Scaled},
    polls::{life::Closing, settings::Electorate},
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, TeamId, UserId},
};

/// The kind of deadline on which a round closes; its subject is the round.
pub const CLOSE: &str = "round-close";

/// The kind of deadline on which participants are reminded.
pub const REMIND: &str = "round-remind";

/// The kind of deadline on which the result of a closed round is told. It is set with the close, for at once.
pub const RESULT: &str = "round-result";

/// The most characters of what is to be delegated.
pub const LONGEST_MATTER: usize = 150;

/// A team's run through an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The server.
    pub guild: GuildId,
    /// The channel where it is announced, and its result told.
    pub channel: ChannelId,
    /// The message that invites; none before it was posted.
    pub message: Option<MessageId>,
    /// The thread with the results.
    pub thread: Option<ChannelId>,
    /// The message that tells the result.
    pub result: Option<MessageId>,
    /// The team that it is about.
    pub team: Option<TeamId>,
    /// What is taken.
    pub assessment: AssessmentId,
    /// What is to be delegated, or another matter that it is about.
    pub matter: Option<String>,
    /// The duties that are asked about, where it asks who decides.
    pub duties: Vec<DutyId>,
    /// Whether it is also asked who should decide.
    pub should: bool,
    /// Who takes part.
    pub participants: Electorate,
    /// For fewer people nothing is shown.
    pub fewest: Fewest,
    /// Who started it; none for somebody whose data was erased.
    pub creator: Option<UserId>,
    /// When it was started.
    pub created_at: Timestamp,
    /// When participants are reminded, once.
    pub remind_at: Option<Timestamp>,
    /// Whether it is open.
    pub state: State,
    /// How many took part, once it is closed, and of how many, where that was known.
    pub turnout: Option<(u32, Option<u32>)>,
    /// How far the statements of each dimension hang together, in hundredths, where enough took part ([`alpha`]).
    pub alphas: BTreeMap<String, i32>,
    /// How often it or a sitting of it has changed.
    pub changed: u64,
}

/// For how many people at least anything is shown: [`FEWEST`] or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fewest(u32);

/// A number below [`FEWEST`], from which answers could be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("for fewer than {FEWEST} people nothing is shown")]
pub struct TooFew;

impl Fewest {
    /// So many.
    ///
    /// # Errors
    /// [`TooFew`].
    pub fn new(fewest: i64) -> Result<Self, TooFew> {
        let fewest = u32::try_from(fewest).map_err(|_| TooFew)?;
        if usize::try_from(fewest).is_ok_and(|fewest| fewest >= FEWEST) { Ok(Self(fewest)) } else { Err(TooFew) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number, to compare lengths with.
    #[must_use]
    pub fn people(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl Default for Fewest {
    fn default() -> Self {
        Self(u32::try_from(FEWEST).unwrap_or(u32::MAX))
    }
}

/// Where a round is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Answers are taken.
    Open {
        /// When it closes by itself.
        deadline: Timestamp,
    },
    /// It is over.
    Closed {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: Closing,
    },
}

/// What is left of a round's answers at its close.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// How many took part.
    pub finished: u32,
    /// How often each answer was given to each question; nothing where too few took part.
    pub answers: BTreeMap<String, BTreeMap<Answer, u32>>,
    /// What may be shown of what was written beside answers, by question, in the order of the alphabet.
    pub words: Vec<(String, String)>,
    /// See [`Round::alphas`].
    pub alphas: BTreeMap<String, i32>,
}

impl Round {
    /// Whether answers are taken at this moment: before the deadline, whichever process closes it when.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Open { deadline } if now < deadline)
    }

    /// Whether it is over and its sittings are destroyed.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed { .. })
    }

    /// The same round, closed with what was gathered; itself where it was closed before.
    #[must_use]
    pub fn closed(self, now: Timestamp, why: Closing, invited: Option<u32>, gathered: &Gathered) -> Self {
        match self.state {
            State::Closed { .. } => self,
            State::Open { .. } => Self {
                state: State::Closed { at: now, why },
                turnout: Some((gathered.finished, invited)),
                alphas: gathered.alphas.clone(),
                ..self
            },
        }
    }

    /// What was gathered, question by question.
    #[must_use]
    pub fn given(answers: &BTreeMap<String, BTreeMap<Answer, u32>>, question: &str) -> Given {
        let answers = answers.get(question).into_iter().flatten();
        Given::counted(answers.map(|(answer, number)| (answer.clone(), *number)))
    }
}

impl Gathered {
    /// What is left of these sittings, all of which are finished; each with whether its words may be shown.
    #[must_use]
    pub fn of(sittings: &[(Sitting, bool)], fewest: Fewest, scaled: Option<&Scaled>) -> Self {
        let finished = u32::try_from(sittings.len()).unwrap_or(u32::MAX);
        if finished < fewest.get() {
            return Self { finished, ..Self::default() };
        }
        let mut answers: BTreeMap<String, BTreeMap<Answer, u32>> = BTreeMap::new();
        for (question, answer) in sittings.iter().flat_map(|(sitting, _)| &sitting.answers) {
            *answers.entry(question.clone()).or_default().entry(answer.clone()).or_default() += 1;
        }
        // What fewer gave an answer to than may be shown is not even kept; nor what was written beside it.
        answers.retain(|_, given| {
            Given::counted(given.iter().map(|(answer, number)| (answer.clone(), *number))).may_be_shown(fewest.people())
        });
        let shown = sittings.iter().filter(|(_, shows_words)| *shows_words).flat_map(|(sitting, _)| &sitting.words);
        let mut words: Vec<(String, String)> = shown
            .filter(|(question, _)| answers.contains_key(*question))
            .map(|(question, words)| (question.clone(), words.clone()))
            .collect();
        words.sort();
        let alphas = scaled.map_or_else(BTreeMap::new, |scaled| alphas(sittings, scaled));
        Self { finished, answers, words, alphas }
    }
}

/// How far the statements of each dimension hang together among those who rated all of them.
fn alphas(sittings: &[(Sitting, bool)], scaled: &Scaled) -> BTreeMap<String, i32> {
    let points = f64::from(scaled.points());
    let mut alphas = BTreeMap::new();
    for dimension in &scaled.dimensions {
        let row = |(sitting, _): &(Sitting, bool)| {
            let value = |item: &crate::handbook::assessments::Item| match sitting.answers.get(&item.id) {
                Some(Answer::Point(point)) if item.reversed => Some(points + 1.0 - f64::from(*point)),
                Some(Answer::Point(point)) => Some(f64::from(*point)),
                _ => None,
            };
            dimension.items.iter().map(value).collect::<Option<Vec<f64>>>()
        };
        let rows: Vec<Vec<f64>> = sittings.iter().filter_map(row).collect();
        if let Some(alpha) = alpha(&rows) {
            #[expect(clippy::cast_possible_truncation, reason = "rounded, and at most a few hundred")]
            alphas.insert(dimension.id.clone(), (alpha.clamp(-1.0, 1.0) * 100.0).round() as i32);
        }
    }
    alphas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sitting(answers: &[(&str, Answer)], words: &[(&str, &str)], shows_words: bool) -> (Sitting, bool) {
        let answers = answers.iter().map(|(key, answer)| ((*key).to_owned(), answer.clone())).collect();
        let words = words.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect();
        (Sitting { answers, words, at: None }, shows_words)
    }

    #[test]
    fn fewer_than_four_can_never_be_asked_for() {
        for fewest in [-1, 0, 3, i64::MAX] {
            assert_eq!(Fewest::new(fewest), Err(TooFew), "{fewest}");
        }
        assert_eq!(Fewest::new(4), Ok(Fewest::default()));
        assert_eq!(Fewest::new(9).map(Fewest::get), Ok(9));
    }

    #[test]
    fn nothing_is_left_of_three_people_but_their_number() {
        let three = vec![sitting(&[("code", Answer::Point(1))], &[("code", "old")], true); 3];
        let gathered = Gathered::of(&three, Fewest::default(), None);
        assert_eq!(gathered, Gathered { finished: 3, ..Gathered::default() });
    }

    #[test]
    fn a_question_that_too_few_answered_is_not_kept_nor_what_was_written_beside_it() {
        let said = |load| sitting(&[("code", Answer::Point(2)), ("load", load)], &[("code", "b"), ("load", "c")], true);
        let mut all =
            vec![said(Answer::Point(1)), said(Answer::Point(1)), said(Answer::Point(3)), said(Answer::Skipped)];
        all[1].1 = false;
        let gathered = Gathered::of(&all, Fewest::default(), None);
        assert_eq!(gathered.answers.keys().collect::<Vec<_>>(), ["code"]);
        assert_eq!(gathered.words, vec![("code".to_owned(), "b".to_owned()); 3], "with consent only");
        assert!(Round::given(&gathered.answers, "code").may_be_shown(4));
    }
}
