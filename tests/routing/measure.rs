//! Questions with their right labels, and how good answers to them are. The figures are those of the public scorer.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use serde::Deserialize;

/// What an answer can be, from coarse to fine: who decides, seen from the team.
pub(crate) const LABELS: [&str; 5] = ["tech-lead", "engineering-manager", "both", "other", NONE];
/// Nobody has to be found.
pub(crate) const NONE: &str = "none";

/// A labelled question. Other keys of its line are for people.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    /// Names it.
    pub(crate) id: String,
    /// As typed.
    pub(crate) text: String,
    /// The right answer.
    pub(crate) label: String,
    /// Other answers that can be defended.
    pub(crate) accept: Vec<String>,
}

/// Reads a file of questions, one JSON object a line.
pub(crate) fn read(path: &Path) -> Vec<Question> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let question = |(number, line)| -> Question {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{}:{number}: {error}", path.display()))
    };
    (1..).zip(text.lines()).map(question).collect()
}

/// Collects answers.
#[derive(Default)]
pub(crate) struct Score {
    answers: usize,
    strict: usize,
    lenient: usize,
    /// How often a right label (first) was answered with a label (second).
    confusion: BTreeMap<(String, String), usize>,
    /// In ten steps of confidence: answers, the sum of their confidences, how many were right.
    steps: [(usize, f32, usize); 10],
}

impl Score {
    /// Adds an answer.
    pub(crate) fn add(&mut self, question: &Question, label: &str, confidence: f32) {
        let right = question.label == label;
        self.answers += 1;
        self.strict += usize::from(right);
        self.lenient += usize::from(right || question.accept.iter().any(|other| other == label));
        *self.confusion.entry((question.label.clone(), label.to_owned())).or_default() += 1;
        let step = (0u8..9).filter(|step| confidence >= f32::from(step + 1) / 10.0).count();
        let (answers, confidences, rights) = &mut self.steps[step];
        (*answers, *confidences, *rights) = (*answers + 1, *confidences + confidence, *rights + usize::from(right));
    }

    /// The share of right labels.
    pub(crate) fn strict(&self) -> f32 {
        share(self.strict, self.answers)
    }

    /// The share of labels that are right or can be defended.
    pub(crate) fn lenient(&self) -> f32 {
        share(self.lenient, self.answers)
    }

    /// The mean over the labels of the harmonic mean of precision and recall.
    pub(crate) fn macro_f1(&self) -> f32 {
        let f1 = |label: &str| {
            let both = self.count(|right, got| right == label && got == label);
            let either = self.count(|right, _| right == label) + self.count(|_, got| got == label);
            share(2 * both, either)
        };
        let asked: Vec<_> = LABELS.into_iter().filter(|label| self.count(|right, _| right == *label) > 0).collect();
        asked.iter().map(|label| f1(label)).sum::<f32>() / asked.len() as f32
    }

    /// The share of texts without a question that were sent to somebody.
    pub(crate) fn false_routing(&self) -> f32 {
        share(self.count(|right, got| right == NONE && got != NONE), self.count(|right, _| right == NONE))
    }

    /// The share of questions that were taken for none.
    pub(crate) fn missed(&self) -> f32 {
        share(self.count(|right, got| right != NONE && got == NONE), self.count(|right, _| right != NONE))
    }

    /// By how much confidence and the share of right answers differ, in the mean over ten steps of confidence.
    pub(crate) fn calibration_error(&self) -> f32 {
        let apart = self.steps.iter().map(|(_, confidences, rights)| (confidences - *rights as f32).abs());
        apart.sum::<f32>() / self.answers as f32
    }

    /// Of the answers given with a confidence of 0.8 or more: their share of all, and the share of right ones among them.
    pub(crate) fn confident(&self) -> (f32, f32) {
        let high = &self.steps[8..];
        let (answers, rights) = (high.iter().map(|step| step.0).sum(), high.iter().map(|step| step.2).sum());
        (share(answers, self.answers), share(rights, answers))
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

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
