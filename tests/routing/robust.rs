//! Whatever is typed, the router answers, and the same each time; what carries no meaning changes nothing.

use std::time::{Duration, Instant};

use lanekeeper::routing::{Outcome, Route};
use proptest::prelude::*;

use crate::shelf;

fn route(text: &str) -> Route {
    shelf::router().route(text)
}

/// Whatever is said, within its limits.
fn is_sound(route: &Route) -> bool {
    let handbook = shelf::handbook();
    let known = match &route.outcome {
        Outcome::Duty(duty) => handbook.duty(duty.as_str()).is_some() && route.alternatives[0].duty == *duty,
        Outcome::Aside(aside) => handbook.asides().any(|known| known.id == *aside),
        Outcome::Unsure => route.alternatives.len() >= 3,
    };
    let probabilities = route.alternatives.iter().map(|candidate| candidate.probability).chain([route.confidence]);
    let within = probabilities.into_iter().all(|probability| (0.0..=1.0001).contains(&probability));
    known
        && within
        && route.alternatives.len() <= 5
        && route.evidence.words.len() <= 4
        && route.evidence.against.len() <= 3
}

/// The share of own questions whose outcome a change of the text leaves as it was.
fn unmoved(change: impl Fn(&str) -> String) -> f32 {
    let questions = shelf::own();
    let stays = |text: &str| route(text).outcome == route(&change(text)).outcome;
    questions.iter().filter(|question| stays(&question.text)).count() as f32 / questions.len() as f32
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in prop::collection::vec(any::<char>(), 0..6_000)) {
        let text = String::from_iter(text);
        prop_assert!(is_sound(&route(&text)), "{text:?}");
    }

    #[test]
    fn any_mix_of_signs_that_mean_something_is_answered(
        parts in prop::collection::vec("[`<>@#*_~|:./ -]{1,3}|not|but|who decides|https://|```|<@1>|1:1|\u{200d}|e\u{301}", 0..400),
    ) {
        let text = parts.concat();
        prop_assert!(is_sound(&route(&text)), "{text:?}");
    }

    #[test]
    fn the_same_text_has_the_same_answer(text in "\\PC{0,200}") {
        prop_assert_eq!(route(&text), route(&text));
    }

    #[test]
    fn code_blocks_links_and_mentions_change_nothing(code in "[a-z (){};=\n]{0,80}", name in "[a-z]{1,12}", id in 1u64..) {
        let bare = route("who decides about the layout of the modules?");
        for noisy in [
            format!("<@{id}> who decides about the layout of the modules?"),
            format!("@{name} who decides about the layout of the modules?"),
            format!("> {name} said so\nwho decides about the layout of the modules?"),
        ] {
            prop_assert_eq!(&route(&noisy), &bare, "{}", noisy);
        }
        for noted in [
            format!("who decides about the layout of the modules? ```\n{code}\n```"),
            format!("who decides about the layout of the modules? https://example.org/{name}"),
        ] {
            prop_assert_eq!(&route(&noted).outcome, &bare.outcome, "{}", noted);
        }
    }
}

#[test]
fn a_second_router_learns_the_same() {
    let other = lanekeeper::routing::Router::new(shelf::handbook());
    for question in shelf::own() {
        assert_eq!(other.route(&question.text), route(&question.text), "{}", question.id);
    }
}

#[test]
fn case_hardly_matters() {
    for (name, share) in [("upper", unmoved(str::to_uppercase)), ("lower", unmoved(str::to_lowercase))] {
        assert!(share >= 0.98, "{name} case leaves {share}");
    }
}

#[test]
fn politeness_rarely_matters() {
    let lower = |text: &str| text.to_lowercase();
    let trailing = unmoved(|text| format!("{text} please"));
    let leading = unmoved(|text| format!("please, {}", lower(text)));
    assert!(leading >= 0.88, "a leading please leaves {leading}");
    assert!(trailing >= 0.88, "a trailing please leaves {trailing}");
}

#[test]
fn nothing_to_read_is_no_question() {
    for text in ["", " ", "\n\n", "\u{200b}", "```\nfn main() {}\n```", "https://example.org", "<@123>", "?", "…"] {
        assert!(matches!(route(text).outcome, Outcome::Aside(_)), "{text:?}: {:?}", route(text).outcome);
    }
}

#[test]
fn the_longest_texts_take_no_long_time() {
    let words = "who decides not the schedule but the architecture of it, ".repeat(200);
    let ticks = "`".repeat(6_000);
    let brackets = "<@".repeat(3_000);
    let grown = "\u{fdfa}".repeat(6_000);
    let deep = format!("{}{}", "not ".repeat(1_500), "but");
    shelf::router();
    let start = Instant::now();
    for text in [&words, &ticks, &brackets, &grown, &deep] {
        assert!(is_sound(&route(text)));
    }
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
}
