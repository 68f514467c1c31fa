//! `lanekeeper eval`: its figures are those of the scorer by which routing has been compared from the beginning.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use insta::assert_snapshot;
use lanekeeper::{
    cli::{
        ask::answer_lines,
        eval::{evaluate, report},
    },
    routing::score::{Question, Score},
};
use serde_json::Value;

use crate::shelf;

/// The scorer, which is kept outside the repository: the script that `ROUTING_SCORER` names, or `../shared/routing/score.py`.
///
/// Where it or Python is absent, the test has nothing to compare with and says so; with `CI=true` that is a failure.
fn scorer() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/routing/score.py");
    let script = env::var_os("ROUTING_SCORER").map_or_else(beside, PathBuf::from);
    let python = Command::new("python3").arg("--version").output().is_ok_and(|ended| ended.status.success());
    if script.exists() && python {
        return Some(script);
    }
    let told = format!("no scorer at {}, or no python3: set ROUTING_SCORER to the script", script.display());
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{told}");
    eprintln!("{told}");
    None
}

/// What the scorer makes of the answers that `lanekeeper ask --jsonl` gives to a file of questions.
fn scored_elsewhere(scorer: &Path, gold: &Path, questions: &[Question]) -> Value {
    let line = |question: &Question| serde_json::json!({"id": question.id, "text": question.text}).to_string() + "\n";
    let lines: String = questions.iter().map(line).collect();
    let (mut answers, mut reports) = (Vec::new(), Vec::new());
    answer_lines(shelf::handbook(), shelf::router(), lines.as_bytes(), &mut answers, &mut reports)
        .expect("memory can be written");
    let folder = tempfile::tempdir().expect("temporary files can be written");
    let (predictions, figures) = (folder.path().join("answers.jsonl"), folder.path().join("figures.json"));
    fs::write(&predictions, answers).expect("temporary files can be written");
    let mut python = Command::new("python3");
    python.arg(scorer).arg(&predictions).arg("--gold").arg(gold).args(["--boot", "50"]).arg("--json").arg(&figures);
    let ended = python.output().expect("python3 is there");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    serde_json::from_str(&fs::read_to_string(&figures).expect("the scorer wrote them")).expect("they are JSON")
}

#[test]
fn the_figures_are_those_of_the_public_scorer() {
    let Some(scorer) = scorer() else {
        return;
    };
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/own.jsonl");
    let theirs = scored_elsewhere(&scorer, &gold, &shelf::own());
    let ours = evaluate(shelf::handbook(), shelf::router(), shelf::own());
    for (name, ours, theirs) in [
        ("strict", ours.strict(), &theirs["metrics"]["strict"]),
        ("lenient", ours.lenient(), &theirs["metrics"]["lenient"]),
        ("macro-F1", ours.macro_f1(), &theirs["metrics"]["macro_f1"]),
        ("false routing", ours.false_routing(), &theirs["metrics"]["false_routing_none"]),
        ("missed", ours.missed(), &theirs["metrics"]["missed_as_none"]),
        ("calibration error", ours.calibration_error(), &theirs["ece"]),
    ] {
        let theirs = theirs.as_f64().expect("a number");
        assert!((ours - theirs).abs() < 1e-9, "{name}: {ours} here, {theirs} there");
    }
    let labels = ["tech-lead", "engineering-manager", "both", "other", "none"];
    for right in labels {
        for (got, theirs) in labels.iter().zip(theirs["confusion"][right].as_array().expect("a row")) {
            assert_eq!(ours.confused(right, got), theirs.as_u64().expect("a count") as usize, "{right} as {got}");
        }
        let (ours, theirs) = (ours.label(right), &theirs["per_label"][right]);
        for (ours, theirs) in
            [(Some(ours.precision), &theirs["precision"]), (ours.recall, &theirs["recall"]), (ours.f1, &theirs["f1"])]
        {
            let (ours, theirs) = (ours.expect("every label is asked"), theirs.as_f64().expect("a number"));
            assert!((ours - theirs).abs() < 1e-9, "{right}: {ours} here, {theirs} there");
        }
    }
}

#[test]
fn a_report_shows_figures_confusion_calibration_and_the_worst_mistakes() {
    let mut score = Score::default();
    for (id, right, got, confidence) in [
        ("q1", "tech-lead", "tech-lead", 0.93),
        ("q2", "tech-lead", "both", 0.41),
        ("q3", "engineering-manager", "engineering-manager", 0.78),
        ("q4", "none", "tech-lead", 0.85),
        ("q5", "none", "none", 0.99),
        ("q6", "other", "other", 0.6),
    ] {
        let text = format!("the text\nof {id}");
        let accept = vec!["both".to_owned()];
        score.add(Question { id: id.into(), text, label: right.into(), accept }, got, confidence);
    }
    assert_snapshot!(report(shelf::handbook(), &score), @"
    6 questions
      right (strict)                         0.667
      right or defensible (lenient)          0.833
      macro-F1                               0.792
      none sent to somebody (false routing)  0.500
      questions taken for none (missed)      0.000
      calibration error (ECE)                0.327
      given with 0.8 or more                 0.500
      right among these                      0.667
      With this many questions chance moves the first figure by up to 0.385.

    Right label (rows) and given label (columns)
                            (1)   (2)   (3)   (4)   (5)  precision recall    f1
      engineering-manager     1     0     0     0     0      1.000  1.000 1.000  (1)
      tech-lead               0     1     1     0     0      0.500  0.500 0.500  (2)
      both                    0     0     0     0     0      0.000      - 0.000  (3)
      other                   0     0     0     1     0      1.000  1.000 1.000  (4)
      none                    0     1     0     0     1      1.000  0.500 0.667  (5)

    Confidence and how often it was right
      0.4 to 0.5:     1 answers, confidence 0.41, right 0.00
      0.6 to 0.7:     1 answers, confidence 0.60, right 1.00
      0.7 to 0.8:     1 answers, confidence 0.78, right 1.00
      0.8 to 0.9:     1 answers, confidence 0.85, right 0.00
      0.9 to 1.0:     2 answers, confidence 0.96, right 1.00

    Worst mistakes: 2 of 2, the most confident first
      0.85 q4: tech-lead instead of none
           the text of q4
      0.41 q2: both instead of tech-lead (defensible)
           the text of q2
    ");
}
