//! Questions with their right labels, and how good answers to them are.
//!
//! The figures are those of the scorer by which routing has been compared from the beginning, to the last digit: a label is right
//! (strict), or right or defensible (lenient); false routing is the share of texts without a question that were sent to
//! somebody; the calibration error is over ten equal steps of confidence, each weighed by its answers.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

/// Nobody has to be found.
pub const NONE: &str = "none";

/// From which confidence on an answer counts as confident.
pub const CONFIDENT: f64 = 0.8;

/// How many steps of confidence there are.
const STEPS: u8 = 10;

/// A labelled question. Other keys of its line are for people.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// Names it.
    pub id: String,
    /// As typed.
    pub text: String,
    /// The right answer.
    pub label: String,
    /// Other answers that can be defended.
    #[serde(default)]
    pub accept: Vec<String>,
}

/// Reads questions, one JSON object a line; empty lines are left out.
///
/// # Errors
/// Each line that is no question, by its number, with what is wrong.
pub fn questions(lines: &str) -> Result<Vec<Question>, Vec<(usize, serde_json::Error)>> {
    let (mut questions, mut problems) = (Vec::new(), Vec::new());
    let lines = (1..).zip(lines.trim_start_matches('\u{feff}').lines());
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(question) => questions.push(question),
            Err(problem) => problems.push((number, problem)),
        }
    }
    if problems.is_empty() { Ok(questions) } else { Err(problems) }
}

/// An answer beside its question.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// The label that was given.
    pub label: String,
    /// How sure it was, from 0 to 1.
    pub confidence: f64,
}

impl Answered {
    /// Whether the label is the right one.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.question.label == self.label
    }

    /// Whether the label is right or can be defended.
    #[must_use]
    pub fn is_defensible(&self) -> bool {
        self.is_right() || self.question.accept.contains(&self.label)
    }

    fn step(&self) -> u8 {
        (1..STEPS).rev().find(|step| self.confidence >= f64::from(*step) / f64::from(STEPS)).unwrap_or(0)
    }
}

/// One step of confidence.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Where it begins.
    pub from: f64,
    /// How many answers were given with a confidence within it.
    pub answers: usize,
    /// Their confidence in the mean.
    pub confidence: f64,
    /// The share of right ones among them.
    pub right: f64,
}

/// How one label was found.
#[derive(Clone, Copy, Debug)]
pub struct PerLabel {
    /// The share of right ones among the answers that give it.
    pub precision: f64,
    /// The share of its questions that were given it; none where there are no questions.
    pub recall: Option<f64>,
    /// The harmonic mean of both; none where the label neither was right nor given.
    pub f1: Option<f64>,
    /// How many questions have it.
    pub questions: usize,
}

/// Collects answers.
#[derive(Clone, Debug, Default)]
pub struct Score {
    answers: Vec<Answered>,
    /// How often a right label (first) was answered with a label (second).
    confusion: BTreeMap<(String, String), usize>,
}

impl Score {
    /// Adds an answer.
    pub fn add(&mut self, question: Question, label: &str, confidence: f64) {
        *self.confusion.entry((question.label.clone(), label.to_owned())).or_default() += 1;
        self.answers.push(Answered { question, label: label.to_owned(), confidence });
    }

    /// How many answers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// The share of right labels.
    #[must_use]
    pub fn strict(&self) -> f64 {
        share_of(&self.answers, Answered::is_right)
    }

    /// The share of labels that are right or can be defended.
    #[must_use]
    pub fn lenient(&self) -> f64 {
        share_of(&self.answers, Answered::is_defensible)
    }

    /// The mean over the labels of the harmonic mean of precision and recall. A label that no question has is left out.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        let mut labels: Vec<&str> = self.confusion.keys().map(|(right, _)| right.as_str()).collect();
        labels.dedup();
        let sum: f64 = labels.iter().filter_map(|label| self.label(label).f1).sum();
        if labels.is_empty() { 0.0 } else { sum / labels.len() as f64 }
    }

    /// How one label was found.
    #[must_use]
    pub fn label(&self, label: &str) -> PerLabel {
        let both = self.count(|right, got| right == label && got == label);
        let questions = self.count(|right, _| right == label);
        let given = self.count(|_, got| got == label);
        PerLabel {
            precision: share(both, given).unwrap_or(0.0),
            recall: share(both, questions),
            f1: share(2 * both, questions + given),
            questions,
        }
    }

    /// The share of texts without a question that were sent to somebody; 0 where there are no such texts.
    #[must_use]
    pub fn false_routing(&self) -> f64 {
        let sent = self.count(|right, got| right == NONE && got != NONE);
        share(sent, self.count(|right, _| right == NONE)).unwrap_or(0.0)
    }

    /// The share of questions that were taken for none.
    #[must_use]
    pub fn missed(&self) -> f64 {
        let missed = self.count(|right, got| right != NONE && got == NONE);
        share(missed, self.count(|right, _| right != NONE)).unwrap_or(0.0)
    }

    /// By how much confidence and the share of right answers differ, in the mean over the steps of confidence.
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let apart = |step: Step| (step.confidence - step.right).abs() * step.answers as f64 / self.len() as f64;
        self.steps().into_iter().map(apart).sum()
    }

    /// The steps of confidence within which answers were given.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let step = |step: u8| {
            let within: Vec<&Answered> = self.answers.iter().filter(|answer| answer.step() == step).collect();
            let count = within.len();
            (count > 0).then(|| Step {
                from: f64::from(step) / f64::from(STEPS),
                answers: count,
                confidence: within.iter().map(|answer| answer.confidence).sum::<f64>() / count as f64,
                right: within.iter().filter(|answer| answer.is_right()).count() as f64 / count as f64,
            })
        };
        (0..STEPS).filter_map(step).collect()
    }

    /// Of the answers given with a confidence of [`CONFIDENT`] or more: their share of all, and the share of right ones among them.
    #[must_use]
    pub fn confident(&self) -> (f64, f64) {
        let confident: Vec<Answered> =
            self.answers.iter().filter(|answer| answer.confidence >= CONFIDENT).cloned().collect();
        (share(confident.len(), self.len()).unwrap_or(0.0), share_of(&confident, Answered::is_right))
    }

    /// How often questions of one label were answered with another.
    #[must_use]
    pub fn confused(&self, right: &str, got: &str) -> usize {
        self.count(|one, other| one == right && other == got)
    }

    /// The answers that are not right, the most confident first; of equals, in the order of the questions.
    #[must_use]
    pub fn mistakes(&self) -> Vec<&Answered> {
        let mut mistakes: Vec<&Answered> = self.answers.iter().filter(|answer| !answer.is_right()).collect();
        mistakes.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
        mistakes
    }

    fn count(&self, counts: impl Fn(&str, &str) -> bool) -> usize {
        let counted = self.confusion.iter().filter(|((right, got), _)| counts(right, got));
        counted.map(|(_, count)| count).sum()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (share, right) = self.confident();
        write!(
            f,
            "strict {:.3}, lenient {:.3}, macro-F1 {:.3}, false routing {:.3}, missed {:.3}, calibration error {:.3}, \
             {:.3} right of the {:.2} given with 0.8 or more",
            self.strict(),
            self.lenient(),
            self.macro_f1(),
            self.false_routing(),
            self.missed(),
            self.calibration_error(),
            right,
            share
        )
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn share_of(answers: &[Answered], counts: impl Fn(&Answered) -> bool) -> f64 {
    share(answers.iter().filter(|answer| counts(answer)).count(), answers.len()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(answers: &[(&str, &str, f64)]) -> Score {
        let mut score = Score::default();
        for (right, got, confidence) in answers {
            let question =
                Question { id: String::new(), text: String::new(), label: (*right).into(), accept: vec!["b".into()] };
            score.add(question, got, *confidence);
        }
        score
    }

    #[test]
    fn shares_are_of_what_they_say() {
        let score = scored(&[("a", "a", 0.9), ("a", "b", 0.8), (NONE, "a", 0.3), (NONE, NONE, 0.6)]);
        assert_eq!((score.strict(), score.lenient()), (0.5, 0.75));
        assert_eq!((score.false_routing(), score.missed()), (0.5, 0.0));
        assert_eq!(score.confident(), (0.5, 0.5));
        // a: one of two given, one of two found; none: one of one given, one of two found.
        assert!((score.macro_f1() - (0.5 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_confidence_on_a_border_belongs_to_the_step_above() {
        let score = scored(&[("a", "a", 0.7), ("a", "a", 1.0), ("a", "a", 0.0)]);
        let from: Vec<f64> = score.steps().iter().map(|step| step.from).collect();
        assert_eq!(from, [0.0, 0.7, 0.9]);
    }

    #[test]
    fn the_most_confident_mistake_comes_first() {
        let score = scored(&[("a", "c", 0.2), ("a", "a", 1.0), ("a", "b", 0.9)]);
        assert_eq!(score.mistakes().iter().map(|answer| answer.confidence).collect::<Vec<_>>(), [0.9, 0.2]);
    }

    #[test]
    fn nothing_answered_is_nothing_divided() {
        let score = Score::default();
        assert_eq!((score.strict(), score.macro_f1(), score.calibration_error()), (0.0, 0.0, 0.0));
    }

    #[test]
    fn lines_that_are_no_questions_are_named() {
        let told = questions("{\"id\":\"1\",\"text\":\"t\",\"label\":\"a\"}\n\n{}\nx").expect_err("two are none");
        assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4]);
    }
}
