//! Many texts at once: one JSON object a line in, one a line out.

use std::io::{self, BufRead, Read as _, Write};

use serde::{Deserialize, Serialize};

use super::label;
use crate::{
    handbook::Handbook,
    routing::{Candidate, Outcome, Route, Router, score::NONE},
};

/// The longest line that is read, in bytes: more than any message needs, even with every character escaped.
const LINE_LIMIT: u64 = 1 << 20;

/// A line to answer. Other keys are ignored.
#[derive(Deserialize)]
struct Question {
    id: Id,
    text: String,
}

/// Names a question; given back as it came.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// An answered line.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Id,
    role: &'a str,
    confidence: f64,
    duty: Option<&'a str>,
    alternatives: Vec<Alternative<'a>>,
    label: &'a str,
}

/// Another duty that the text may be about.
#[derive(Serialize)]
struct Alternative<'a> {
    duty: &'a str,
    role: &'a str,
    confidence: f64,
}

/// How many lines were answered and how many could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answered.
    pub answered: usize,
    /// Reported as unreadable.
    pub unreadable: usize,
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("longer than {LINE_LIMIT} bytes")]
    TooLong,
    #[error("not UTF-8, the first wrong byte is number {0}")]
    NotUtf8(usize),
    #[error("not an object with \"id\" and \"text\": {0}")]
    NotAQuestion(serde_json::Error),
}

/// Answers each line `{"id", "text"}` with a line `{"id", "role", "confidence", "duty", "alternatives", "label"}`.
///
/// A line that cannot be read is reported as `line N: what is wrong`, and the rest is still answered. A route that is not sure
/// gives its best guess, with the low confidence that it has.
///
/// # Errors
/// Reading or writing failed.
pub fn answer_lines(
    handbook: &Handbook,
    router: &Router,
    mut questions: impl BufRead,
    mut answers: impl Write,
    mut reports: impl Write,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut line = Vec::new();
    for number in 1.. {
        let Some(whole) = next_line(&mut questions, &mut line)? else {
            break;
        };
        if line.trim_ascii().is_empty() && whole {
            continue;
        }
        match question(&line, number, whole) {
            Ok(question) => {
                let route = router.guess(&question.text);
                serde_json::to_writer(&mut answers, &answer(handbook, &question.id, &route))?;
                answers.write_all(b"\n")?;
                tally.answered += 1;
            }
            Err(problem) => {
                writeln!(reports, "line {number}: {problem}")?;
                tally.unreadable += 1;
            }
        }
    }
    answers.flush()?;
    Ok(tally)
}

/// Reads the next line; `None` at the end, otherwise whether all of it fitted. What does not fit is skipped.
fn next_line(questions: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    questions.take(LINE_LIMIT).read_until(b'\n', line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let whole = line.ends_with(b"\n") || (line.len() as u64) < LINE_LIMIT;
    if !whole {
        questions.skip_until(b'\n')?;
    }
    Ok(Some(whole))
}

fn question(line: &[u8], number: usize, whole: bool) -> Result<Question, Unreadable> {
    if !whole {
        return Err(Unreadable::TooLong);
    }
    let text = std::str::from_utf8(line).map_err(|error| Unreadable::NotUtf8(error.valid_up_to() + 1))?;
    let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { text };
    serde_json::from_str(text.trim()).map_err(Unreadable::NotAQuestion)
}

fn answer<'a>(handbook: &'a Handbook, id: &'a Id, route: &'a Route) -> Answer<'a> {
    let labels = label::of(handbook, &route.outcome);
    let duty = match &route.outcome {
        Outcome::Duty(duty) => Some(duty.as_str()),
        Outcome::Unsure | Outcome::Aside(_) => None,
    };
    let others = route.alternatives.iter().filter(|candidate| Some(candidate.duty.as_str()) != duty);
    let alternative = |candidate: &'a Candidate| Alternative {
        duty: candidate.duty.as_str(),
        role: handbook.duty(candidate.duty.as_str()).map_or(NONE, |duty| label::of_duty(handbook, duty).role),
        confidence: rounded(candidate.probability),
    };
    Answer {
        id,
        role: labels.role,
        confidence: rounded(route.confidence),
        duty,
        alternatives: others.map(alternative).collect(),
        label: labels.label,
    }
}

/// The label that a text is answered with, and the confidence as it is written into a line of JSON.
pub(in crate::cli) fn judged<'a>(handbook: &'a Handbook, router: &Router, text: &str) -> (&'a str, f64) {
    let route = router.guess(text);
    (label::of(handbook, &route.outcome).label, rounded(route.confidence))
}

/// Four digits say all that there is to say.
fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 10_000.0).round() / 10_000.0
}
