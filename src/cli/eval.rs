//! `lanekeeper eval FILE`: how well a handbook answers labelled questions, so that a team can judge its own.

use std::{
    fmt::{self, Write as _},
    fs,
    path::Path,
};

use anyhow::{Context, bail, ensure};

use super::{
    ask::{judged, label},
    print,
};
use crate::{
    handbook::Handbook,
    replies::Shown,
    routing::{
        Router,
        score::{self, Question, Score},
    },
};

/// How many of the worst mistakes are shown.
const SHOWN: usize = 10;

/// The longest text of a mistake that is shown, in characters.
const LONGEST: usize = 110;

/// Asks every question of a file and prints how good the answers are.
pub(super) fn run(handbook: &Handbook, file: &Path) -> anyhow::Result<()> {
    let questions = read(file, &label::all(handbook))?;
    print(report(handbook, &evaluate(handbook, &Router::new(handbook), questions)))
}

/// Reads labelled questions; every line that is none is named.
fn read(file: &Path, labels: &[&str]) -> anyhow::Result<Vec<Question>> {
    let path = file.display();
    let lines = fs::read_to_string(file).with_context(|| format!("cannot read {path}"))?;
    let mut problems = Vec::new();
    let questions = score::questions(&lines).unwrap_or_else(|unreadable| {
        let line = |(number, what)| format!("{path}:{number}: no object with \"id\", \"text\" and \"label\": {what}");
        problems.extend(unreadable.into_iter().map(line));
        Vec::new()
    });
    for question in &questions {
        let named = [&question.label].into_iter().chain(&question.accept);
        let unknown = named.filter(|label| !labels.contains(&label.as_str()));
        problems.extend(unknown.map(|label| {
            format!("{path}: question {:?} has the label {label:?}; there are {}", question.id, labels.join(", "))
        }));
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    ensure!(!questions.is_empty(), "{path} holds no questions");
    Ok(questions)
}

/// Answers questions as `lanekeeper ask --jsonl` does.
#[must_use]
pub fn evaluate(handbook: &Handbook, router: &Router, questions: Vec<Question>) -> Score {
    let mut score = Score::default();
    for question in questions {
        let (label, confidence) = judged(handbook, router, &question.text);
        score.add(question, label, confidence);
    }
    score
}

/// The figures, the confusion matrix and the worst mistakes, in lines.
#[must_use]
pub fn report(handbook: &Handbook, score: &Score) -> String {
    let mut lines = String::new();
    let written = figures(score, &mut lines)
        .and_then(|()| matrix(score, &label::all(handbook), &mut lines))
        .and_then(|()| calibration(score, &mut lines))
        .and_then(|()| mistakes(score, &mut lines));
    debug_assert!(written.is_ok(), "a text can always be written to");
    lines.truncate(lines.trim_end().len());
    lines
}

fn figures(score: &Score, lines: &mut String) -> fmt::Result {
    let (confident, right) = score.confident();
    writeln!(lines, "{} questions", score.len())?;
    for (name, share) in [
        ("right (strict)", score.strict()),
        ("right or defensible (lenient)", score.lenient()),
        ("macro-F1", score.macro_f1()),
        ("none sent to somebody (false routing)", score.false_routing()),
        ("questions taken for none (missed)", score.missed()),
        ("calibration error (ECE)", score.calibration_error()),
        ("given with 0.8 or more", confident),
        ("right among these", right),
    ] {
        writeln!(lines, "  {name:<38} {share:.3}")?;
    }
    // Twice the standard error of a share, at most.
    let margin = (score.strict() * (1.0 - score.strict()) / score.len() as f64).sqrt() * 2.0;
    writeln!(lines, "  With this many questions chance moves the first figure by up to {margin:.3}.")
}

fn matrix(score: &Score, labels: &[&str], lines: &mut String) -> fmt::Result {
    let width = labels.iter().map(|label| label.len()).max().unwrap_or(0).max(12);
    writeln!(lines, "\nRight label (rows) and given label (columns)")?;
    write!(lines, "  {:width$}", "")?;
    for number in 1..=labels.len() {
        write!(lines, " {:>5}", format!("({number})"))?;
    }
    writeln!(lines, "  precision recall    f1")?;
    for (number, right) in (1..).zip(labels) {
        write!(lines, "  {right:width$}")?;
        for got in labels {
            write!(lines, " {:>5}", score.confused(right, got))?;
        }
        let found = score.label(right);
        let [recall, f1] =
            [found.recall, found.f1].map(|share| share.map_or("-".into(), |share| format!("{share:.3}")));
        writeln!(lines, "      {:.3}  {recall:>5} {f1:>5}  ({number})", found.precision)?;
    }
    Ok(())
}

fn calibration(score: &Score, lines: &mut String) -> fmt::Result {
    writeln!(lines, "\nConfidence and how often it was right")?;
    for step in score.steps() {
        let (from, to) = (step.from, step.from + 0.1);
        writeln!(
            lines,
            "  {from:.1} to {to:.1}: {:>5} answers, confidence {:.2}, right {:.2}",
            step.answers, step.confidence, step.right
        )?;
    }
    Ok(())
}

fn mistakes(score: &Score, lines: &mut String) -> fmt::Result {
    let mistakes = score.mistakes();
    if mistakes.is_empty() {
        return writeln!(lines, "\nNo mistakes");
    }
    let shown = mistakes.len().min(SHOWN);
    writeln!(lines, "\nWorst mistakes: {shown} of {}, the most confident first", mistakes.len())?;
    for answered in &mistakes[..shown] {
        let question = &answered.question;
        let mark = if answered.is_defensible() { " (defensible)" } else { "" };
        let text = Shown::typed_plain(&question.text).at_most(LONGEST);
        writeln!(
            lines,
            "  {:.2} {}: {} instead of {}{mark}\n       {}",
            answered.confidence,
            Shown::typed_plain(&question.id).as_str(),
            answered.label,
            question.label,
            text.as_str()
        )?;
    }
    Ok(())
}
