//! Languages: a locale's folder is laid over `en-US`.

use lanekeeper::handbook::{Handbook, Library, Value};

use crate::shelf::Shelf;

const GERMAN: &str = r"answer_decides = Das entscheidet { $role }.
duties_count = { $count ->
    [one] Eine Aufgabe.
   *[other] { $count } Aufgaben.
}
";

fn with_german() -> Library {
    let shelf = Shelf::sound().with("de/messages/answer.ftl", GERMAN);
    shelf.load().unwrap_or_else(|problems| panic!("{problems}"))
}

fn says(handbook: &Handbook, key: &str, name: &'static str, value: Value) -> String {
    handbook.sentences().say(key, &[(name, value)])
}

#[test]
fn a_locale_with_sentences_only_takes_the_rest_from_the_fallback() {
    let library = with_german();
    let german = library.in_locale("de");
    assert_eq!(says(german, "answer_decides", "role", Value::Text("Ada".into())), "Das entscheidet Ada.");
    assert_eq!(german.duty("architecture").map(|duty| duty.title.as_str()), Some("Architecture"));
    assert_eq!(german.roles().len(), library.fallback().roles().len());
    assert_eq!(german.source("house").map(|source| source.year()), Some("2026"));
}

#[test]
fn a_locale_may_say_a_duty_in_its_own_words() {
    let english = Shelf::sound();
    let duty = english.0.iter().find(|file| file.path.ends_with("handover.toml")).expect("in the small handbook");
    let shelf = english.clone().with("de/duties/handover.toml", &duty.text.replace("Handover", "Übergabe"));
    let library = shelf.load().unwrap_or_else(|problems| panic!("{problems}"));
    let title = |locale: &str| library.in_locale(locale).duty("handover").map(|duty| duty.title.clone());
    assert_eq!((title("de").as_deref(), title("en-US").as_deref()), (Some("Übergabe"), Some("Handover")));
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let library = with_german();
    let counted = |locale: &str, count| says(library.in_locale(locale), "duties_count", "count", Value::Number(count));
    assert_eq!([counted("de", 1), counted("de", 2)], ["Eine Aufgabe.", "2 Aufgaben."]);
    assert_eq!([counted("en-US", 1), counted("en-US", 0)], ["One duty.", "0 duties."]);
}

#[test]
fn an_unknown_locale_is_answered_in_the_fallback() {
    let library = with_german();
    assert_eq!(says(library.in_locale("xx"), "answer_decides", "role", Value::Text("Ada".into())), "Ada decides.");
    let names: Vec<&str> = library.locales().map(|(name, _)| name).collect();
    assert_eq!(names, ["de", "en-US"]);
}

#[test]
fn a_locale_that_says_only_half_of_a_file_is_refused() {
    let shelf = Shelf::sound().with("de/messages/answer.ftl", "answer_decides = Das entscheidet { $role }.\n");
    assert_eq!(shelf.problems(), "de/messages:1: the sentence `duties_count` is missing, add it, with $count");
}
