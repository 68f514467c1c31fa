//! `lanekeeper ask`, for a person and in bulk.

use serde_json::Value;

use crate::{Ended, lanekeeper};

#[test]
fn one_question_is_answered_in_words() {
    let ended = lanekeeper(&["ask", "who picks the database?"]).ends();
    let said = ended.well();
    assert!(said.starts_with("Tech lead decides\nChoosing technology: "), "{said}");
    assert!(said.contains("What to do now: ") && said.contains("You wrote “"), "{said}");
    assert!(!said.contains('*') && !said.contains('{'), "neither Markdown nor variables: {said}");
}

#[test]
fn a_question_may_look_like_anything() {
    for question in ["@everyone **bold** `code`", "\u{202e}\u{200b}кто решает\u{0}"] {
        let question = question.replace('\0', "");
        let ended = lanekeeper(&["ask", &question]).ends();
        assert!(!ended.well().is_empty());
    }
    let long = "who decides this? ".repeat(4_000);
    assert!(!lanekeeper(&["ask", &long]).ends().well().is_empty());
}

#[test]
fn an_empty_question_is_sent_back() {
    for empty in ["", "  ", "\u{200b}"] {
        let ended = lanekeeper(&["ask", empty]).ends();
        assert!(ended.failure_line().contains("question"), "{}", ended.stderr);
    }
}

#[test]
fn every_good_line_is_answered_and_every_bad_one_reported_with_its_number() {
    let mut input = Vec::new();
    let long = format!("{{\"id\": 6, \"text\": \"{}\"}}", "x".repeat(2 << 20));
    for line in [
        "{\"id\": \"a\", \"text\": \"who picks the database?\"}".as_bytes(),
        b"not JSON",
        b"{\"id\": 3}",
        b"{\"id\": 4, \"text\": \"\xff\xfe\"}",
        b"",
        long.as_bytes(),
        b"{\"id\": 7, \"text\": \"I want a promotion\", \"more\": true}",
        b"[1, 2]",
        b"{\"id\": 18446744073709551615, \"text\": \"\"}\r",
        b"{\"id\": \"last, without an end\", \"text\": \"good morning all\"}",
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    input.pop();
    let ended = lanekeeper(&["ask", "--jsonl"]).fed(input).ends();
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    let answers = answers(&ended);
    let ids: Vec<String> = answers.iter().map(|answer| answer["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "7", "18446744073709551615", "\"last, without an end\""]);
    assert_eq!(answers[0]["role"], "tech-lead");
    assert_eq!(answers[1]["role"], "engineering-manager");
    let reported: Vec<&str> = ended.stderr.lines().filter_map(|line| line.split_once(':')).map(|(at, _)| at).collect();
    assert_eq!(reported, ["line 2", "line 3", "line 4", "line 6", "line 8"], "{}", ended.stderr);
}

fn answers(ended: &Ended) -> Vec<Value> {
    ended.stdout.lines().map(|line| serde_json::from_str(line).expect("answers are JSON")).collect()
}

#[test]
fn answers_in_bulk_say_all_that_a_measurement_needs() {
    let ended = lanekeeper(&["ask", "--jsonl"]).fed("{\"id\": 1, \"text\": \"my payslip is wrong\"}\n").ends();
    ended.well();
    let answer = &answers(&ended)[0];
    assert_eq!((&answer["role"], &answer["label"]), (&"people-team".into(), &"other".into()), "{answer}");
    assert!(answer["duty"].is_string() && answer["alternatives"].is_array(), "{answer}");
    let confidence = answer["confidence"].as_f64().expect("it is a number");
    assert!((0.0..=1.0).contains(&confidence), "{answer}");
}

#[test]
fn nothing_to_answer_is_fine() {
    for input in ["", "\n\n"] {
        assert_eq!(lanekeeper(&["ask", "--jsonl"]).fed(input).ends().well(), "");
    }
}

#[test]
fn nobody_reading_is_no_reason_to_panic_nor_to_claim_success() {
    let lines = "{\"id\": 1, \"text\": \"who decides?\"}\n".repeat(200);
    for program in [
        lanekeeper(&["ask", "--jsonl"]).fed(lines),
        lanekeeper(&["ask", "who picks the database?"]),
        lanekeeper(&["check"]),
        lanekeeper(&["sandbox", "--listen", "127.0.0.1:0"]),
    ] {
        let ended = program.unread().ends();
        assert!(ended.failure_line().contains("Broken pipe"), "{}", ended.stderr);
    }
}

#[test]
fn what_cannot_be_understood_shows_the_usage() {
    for arguments in
        [&["ask"][..], &["ask", "--jsonl", "text"], &["tell"], &["sandbox", "--listen", "here"], &["commands"]]
    {
        let ended = lanekeeper(arguments).ends();
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ended.stderr.contains("--help"), "{arguments:?}: {}", ended.stderr);
    }
}

#[test]
fn a_handbook_is_judged_by_labelled_questions() {
    let questions = concat!(
        "{\"id\": \"1\", \"text\": \"who picks the database?\", \"label\": \"tech-lead\"}\n",
        "\n",
        "{\"id\": \"2\", \"text\": \"good morning all\", \"label\": \"both\", \"accept\": [\"none\"]}\n",
    );
    let ended = lanekeeper(&["eval", "own.jsonl"]).with_file("own.jsonl", questions).ends();
    let said = ended.well();
    assert!(said.starts_with("2 questions\n") && said.contains("2: none instead of both (defensible)"), "{said}");
}

#[test]
fn a_file_that_holds_no_labelled_questions_is_sent_back_with_its_lines() {
    let unreadable = "{\"id\": \"1\", \"text\": \"t\", \"label\": \"none\"}\n{\"id\": \"2\"}\nnonsense\n";
    let ended = lanekeeper(&["eval", "own.jsonl"]).with_file("own.jsonl", unreadable).ends();
    let places: Vec<bool> = ended.failure().iter().map(|line| line.starts_with("own.jsonl:")).collect();
    assert_eq!(places, [true, true], "{}", ended.stderr);
    let unknown = "{\"id\": \"1\", \"text\": \"t\", \"label\": \"boss\"}\n";
    let ended = lanekeeper(&["eval", "own.jsonl"]).with_file("own.jsonl", unknown).ends();
    assert!(ended.failure_line().contains("has the label \"boss\"; there are "), "{}", ended.stderr);
    let ended = lanekeeper(&["eval", "own.jsonl"]).with_file("own.jsonl", "\n").ends();
    assert_eq!(ended.failure_line(), "own.jsonl holds no questions");
    assert!(lanekeeper(&["eval", "absent.jsonl"]).ends().failure_line().starts_with("cannot read absent.jsonl"));
}

#[test]
fn the_whole_computation_is_printed_where_it_is_wanted() {
    let ended = lanekeeper(&["ask", "--explain", "who picks the database?"]).ends();
    let said = ended.well();
    assert!(said.starts_with("Tech lead decides\n"), "{said}");
    assert!(said.contains("\n1. The text as it is read\n") && said.contains("\n7. The decision: "), "{said}");
}
