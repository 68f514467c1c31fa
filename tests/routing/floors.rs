//! How good the router is, with floors a little under what was reached. A change that breaks through one has made it worse.

use lanekeeper::{
    cli::{ask::answer_lines, eval::evaluate},
    handbook::Kind,
    routing::score::Question,
};
use serde::Deserialize;

use crate::shelf;

/// What an answer can be: who decides, seen from the team.
const LABELS: [&str; 5] = ["tech-lead", "engineering-manager", "both", "other", "none"];

/// What a set of questions must reach.
struct Floor {
    strict: f64,
    macro_f1: f64,
    false_routing: f64,
    missed: f64,
    calibration_error: f64,
    /// The share of right answers among those given with a confidence of 0.8 or more.
    confident: f64,
}

#[derive(Deserialize)]
struct Answer {
    id: String,
    role: String,
    label: String,
    duty: Option<String>,
}

/// Asks all questions as `lanekeeper ask --jsonl` does.
fn answers(questions: &[Question]) -> Vec<Answer> {
    let line = |question: &Question| serde_json::json!({"id": question.id, "text": question.text}).to_string() + "\n";
    let lines: String = questions.iter().map(line).collect();
    let (mut answers, mut reports) = (Vec::new(), Vec::new());
    let tally = answer_lines(shelf::handbook(), shelf::router(), lines.as_bytes(), &mut answers, &mut reports)
        .expect("memory can be written");
    assert_eq!(tally.answered, questions.len(), "{}", String::from_utf8_lossy(&reports));
    let answers = String::from_utf8(answers).expect("answers are UTF-8");
    answers.lines().map(|line| serde_json::from_str(line).expect("answers are JSON")).collect()
}

/// Compares a score with its floor and tells all that fell short.
fn holds(name: &str, questions: &[Question], floor: &Floor) {
    let score = evaluate(shelf::handbook(), shelf::router(), questions.to_vec());
    println!("{name}: {score}");
    let reached = [
        ("strict", score.strict() >= floor.strict),
        ("macro-F1", score.macro_f1() >= floor.macro_f1),
        ("false routing", score.false_routing() <= floor.false_routing),
        ("missed", score.missed() <= floor.missed),
        ("calibration error", score.calibration_error() <= floor.calibration_error),
        ("right when confident", score.confident().1 >= floor.confident),
    ];
    let short: Vec<_> = reached.iter().filter(|(_, holds)| !holds).map(|(what, _)| *what).collect();
    assert!(short.is_empty(), "{name} fell short in {short:?}: {score}");
}

#[test]
fn own_questions_are_answered_as_well_as_before() {
    let floor = Floor {
        strict: 0.945,
        macro_f1: 0.945,
        false_routing: 0.06,
        missed: 0.02,
        calibration_error: 0.055,
        confident: 0.975,
    };
    holds("own", &shelf::own(), &floor);
}

#[test]
fn questions_for_tuning_are_answered_as_well_as_before() {
    let floor = Floor {
        strict: 0.925,
        macro_f1: 0.925,
        false_routing: 0.08,
        missed: 0.035,
        calibration_error: 0.075,
        confident: 0.96,
    };
    holds("tune", &shelf::tuned(), &floor);
}

#[test]
fn fresh_questions_are_answered_as_well_as_before() {
    let floor = Floor {
        strict: 0.905,
        macro_f1: 0.89,
        false_routing: 0.12,
        missed: 0.03,
        calibration_error: 0.08,
        confident: 0.97,
    };
    holds("fresh", &shelf::fresh().concat(), &floor);
}

#[test]
fn questions_kept_apart_are_answered_as_well_as_before() {
    let floor = Floor {
        strict: 0.895,
        macro_f1: 0.88,
        false_routing: 0.07,
        missed: 0.04,
        calibration_error: 0.06,
        confident: 0.94,
    };
    if let Some(questions) = shelf::kept_apart() {
        holds("kept apart", &questions, &floor);
    }
}

#[test]
fn a_label_follows_from_the_role() {
    let handbook = shelf::handbook();
    for answer in answers(&shelf::own()) {
        assert!(LABELS.contains(&answer.label.as_str()), "{} is no label", answer.label);
        assert_eq!(answer.duty.is_none(), answer.role == "none", "{}", answer.id);
        match handbook.role(&answer.role).map(|role| role.kind) {
            Some(Kind::Lead) => assert_eq!(answer.label, answer.role),
            Some(Kind::Neighbour) => assert_eq!(answer.label, "other"),
            None => assert_eq!(answer.label, answer.role),
        }
    }
}
