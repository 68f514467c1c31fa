//! `lanekeeper ask`: bulk and for a person.

use lanekeeper::cli::ask::{Tally, answer_lines, readable};
use serde_json::Value;

use crate::shelf;

/// The answers, the reports and the tally for these lines.
fn asked(lines: &[u8]) -> (Vec<Value>, String, Tally) {
    let (mut answers, mut reports) = (Vec::new(), Vec::new());
    let tally = answer_lines(shelf::handbook(), shelf::router(), lines, &mut answers, &mut reports);
    let answers = String::from_utf8(answers).expect("answers are UTF-8");
    let answers = answers.lines().map(|line| serde_json::from_str(line).expect("answers are JSON")).collect();
    (answers, String::from_utf8(reports).expect("reports are UTF-8"), tally.expect("memory can be written"))
}

fn said(text: &str) -> String {
    readable(shelf::handbook(), &shelf::router().route(text))
}

#[test]
fn a_line_is_answered_with_its_id_and_everything_that_is_measured() {
    let line = br#"{"id":"q1","text":"Who picks the database for the new service?","style":"ignored"}"#;
    let (answers, reports, _) = asked(line);
    assert_eq!(reports, "");
    let answer = answers[0].as_object().expect("an object");
    let keys: Vec<&str> = answer.keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 6);
    for key in ["id", "role", "confidence", "duty", "alternatives", "label"] {
        assert!(keys.contains(&key), "{key} is missing in {keys:?}");
    }
    assert_eq!(
        (&answer["id"], &answer["role"], &answer["label"]),
        (&"q1".into(), &"tech-lead".into(), &"tech-lead".into())
    );
    assert_eq!(answer["duty"], "technology-choice");
    assert!(
        answer["alternatives"].as_array().is_some_and(|others| others.iter().all(|other| other["role"].is_string()))
    );
}

#[test]
fn bad_lines_are_reported_and_the_rest_is_answered() {
    let mut lines = Vec::new();
    lines.extend(b"\xef\xbb\xbf{\"id\":1,\"text\":\"hello\"}\r\n");
    lines.extend(b"\n");
    lines.extend(b"{\"id\":\"no text\"}\n");
    lines.extend(b"{\"id\":\"broken\n");
    lines.extend(b"{\"id\":\"bytes\",\"text\":\"\xff\"}\n");
    lines.extend(b"[]\n");
    lines.extend(b"{\"id\":\"last\",\"text\":\"\"}");
    let (answers, reports, tally) = asked(&lines);
    assert_eq!(tally, Tally { answered: 2, unreadable: 4 });
    assert_eq!((&answers[0]["id"], &answers[0]["role"]), (&1.into(), &"none".into()));
    assert_eq!((&answers[1]["id"], &answers[1]["role"]), (&"last".into(), &"none".into()));
    let told: Vec<&str> = reports.lines().collect();
    assert!(told[0].starts_with("line 3: ") && told[0].contains("missing field `text`"), "{}", told[0]);
    assert!(told[1].starts_with("line 4: "), "{}", told[1]);
    assert_eq!(told[2], "line 5: not UTF-8, the first wrong byte is number 23");
    assert!(told[3].starts_with("line 6: "), "{}", told[3]);
}

#[test]
fn a_line_without_end_is_refused_without_being_kept() {
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}", "a".repeat(2 << 20));
    let lines = format!("{long}\n{}\n", r#"{"id":"next","text":"thanks"}"#);
    let (answers, reports, tally) = asked(lines.as_bytes());
    assert_eq!(tally, Tally { answered: 1, unreadable: 1 });
    assert_eq!(answers[0]["id"], "next");
    assert_eq!(reports, "line 1: longer than 1048576 bytes\n");
}

#[test]
fn nothing_in_is_nothing_out() {
    assert_eq!(asked(b"").2, Tally::default());
}

#[test]
fn a_person_reads_who_decides_and_why() {
    let said = said("Who picks the database for the new service?");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "Tech lead decides");
    assert!(lines[1].starts_with("Choosing technology: "), "{said}");
    assert!(lines[2].starts_with("What to do now: "), "{said}");
    assert!(said.contains("Words that spoke for it: ") && said.contains("database"), "{said}");
    assert!(said.contains("Nearest in the handbook: “"), "{said}");
}

#[test]
fn a_person_reads_that_nobody_has_to_be_found() {
    let said = said("hello everyone!");
    assert!(said.starts_with("Nobody has to be found for this"), "{said}");
}

#[test]
fn hostile_words_stay_on_their_line() {
    let said = said("who picks the \u{1b}[31mdatabase\u{1b}[0m\r\n\u{202e}now?");
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}') && !said.contains('\r'), "{said:?}");
}
