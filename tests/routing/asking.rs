//! `lanekeeper ask`: bulk and for a person.

use insta::assert_snapshot;
use lanekeeper::cli::ask::{Tally, answer_lines, explained, readable};
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
    let route = shelf::router().route(text);
    readable(shelf::handbook(), &route, &shelf::router().what_if(text, &route))
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
    assert!(said.contains("You wrote “") && said.contains("“database”"), "{said}");
    assert!(said.contains("Of 100 answers given like this one, about "), "{said}");
}

/// An explanation with figures and words that change with the handbook made alike: its structure.
fn structure(told: &str) -> String {
    let masked = |line: &str| -> String {
        let figures = line.split(' ').filter(|word| !word.is_empty());
        let figure = |word: &str| if word.parse::<f32>().is_ok() { "#".to_owned() } else { word.to_owned() };
        figures.map(figure).collect::<Vec<_>>().join(" ")
    };
    told.lines().filter(|line| !line.starts_with(' ')).map(masked).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_explanation_goes_from_the_text_to_the_decision() {
    let told = explained(
        &shelf::router().explain("Not the rota: who picks the databse for the new service? https://example.org"),
    );
    assert_snapshot!(structure(&told), @"
    # The text as it is read

    # Its words: written, read as, stem, sentence.clause, weight

    # What each feature adds to the likeliest topics, by its value in the text

    # Patterns that match, each adds #

    # Scores (sum / # + bonus) and probabilities among all topics

    # From coarse to fine: the likeliest side, the roles on it, the duty of these

    # The decision: sure from # on
    ");
    for part in [
        "   Not the rota: who picks the databse for the new service?\n",
        "   (a link was cut out)\n",
        "database (a slip)",
        "   (1) technology-choice\n",
        "   sum  ",
        "   duty technology-choice, with 0.",
    ] {
        assert!(told.contains(part), "{part} is missing in\n{told}");
    }
    let rota = told.lines().find(|line| line.trim_start().starts_with("rota "));
    assert!(rota.is_some_and(|line| line.ends_with("0.15")), "it is set aside: {told}");
    assert!(told.lines().all(|line| line.chars().count() <= 110), "{told}");
}

#[test]
fn a_word_of_the_duty_itself_is_not_held_against_it() {
    let handbook = shelf::handbook();
    for duty in handbook.duties() {
        for phrase in &duty.phrases {
            let route = shelf::router().route(phrase);
            if route.outcome == lanekeeper::routing::Outcome::Duty(duty.id.clone()) {
                let title = duty.title.to_lowercase();
                let own = |word: &&String| title.split(' ').any(|part| part == word.to_lowercase());
                assert_eq!(route.evidence.against.iter().find(own), None, "{phrase}");
            }
        }
    }
}

#[test]
fn what_would_have_changed_an_answer_is_true() {
    let router = shelf::router();
    let (mut without, mut with) = (0, 0);
    for question in shelf::own().iter().take(120) {
        let route = router.route(&question.text);
        let what_if = router.what_if(&question.text, &route);
        if let Some(fewer) = what_if.without {
            without += 1;
            assert_ne!(fewer.outcome, route.outcome, "{}", question.text);
            assert!(fewer.words.iter().all(|word| route.evidence.words.contains(word)), "{}", question.text);
        }
        if let Some(more) = what_if.with {
            with += 1;
            assert_eq!(
                router.route(&format!("{} {}", question.text, more.word)).outcome,
                more.outcome,
                "{}",
                question.text
            );
        }
    }
    println!("of 120 answers, fewer words change {without} and one word more {with}");
    assert!(without > 20 && with > 20, "{without} and {with}");
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
