//! Texts that nobody would write, made from those in `corpus/` by a seeded generator: whatever comes of them is answered, twice
//! the same, with a bounded amount of work.
//!
//! A text that is answered in a way not met before (another duty, another kind of evidence, another length …) is kept, and further
//! texts are made from it. Every run of the tests tries 250 texts. For more, from another seed, or for as long as it shall run:
//!
//! ```sh
//! FUZZ_INPUTS=1000000 FUZZ_SEED=7 cargo test --release --test routing fuzzing -- --nocapture
//! FUZZ_SECONDS=3600 FUZZ_SEED=8 cargo test --release --test routing fuzzing -- --nocapture
//! ```

use lanekeeper::{
    handbook::Pattern,
    routing::{Explanation, Route},
};

use crate::{
    machine::{Effort, Mill, Random, corpus},
    robust::is_sound,
    shelf,
    team::{is_sound_with, topics},
};

/// As many characters as a command's option takes.
const LONGEST: usize = 6_000;

/// The most words that are read of a text.
const WORDS: usize = 1_500;

/// The most features that are seen in a text: for each word itself, the pair with the next, its letters and its concepts.
const FEATURES: usize = LONGEST * 8;

/// What means something to the reader of texts, or to what it is built on.
static SIGNS: &[&str] = &[
    "`",
    "``",
    "```",
    "> ",
    ">>> ",
    "<@",
    "<#",
    "<:",
    "<a:",
    "<t:",
    "</",
    "<http",
    ">",
    "@",
    "@&",
    "https://",
    "www.",
    "[",
    "](",
    ")",
    "not ",
    " but ",
    "rather than ",
    "instead of ",
    "forget ",
    "never mind ",
    ", ",
    ". ",
    "; ",
    " - ",
    "? ",
    "! ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "please ",
    "1:1",
    "c++",
    "don't",
    "'",
    "\"",
    "\\",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "\u{fdfa}",
    "\u{1f469}",
    "\u{fe0f}",
    "ß",
    "İ",
    "ﬃ",
    "who ",
    "decides ",
    "database ",
    "salary ",
];

/// Whether a text costs no more than a text may.
pub(crate) fn is_bounded(told: &Explanation) -> bool {
    let letters = told.cleaned.chars().count();
    letters <= LONGEST + 1 && told.words.len() <= WORDS + 8 && told.features.len() + told.unknown <= FEATURES
}

/// What is new in an answer if no text before had the like.
fn kind_of(text: &str, route: &Route) -> String {
    let (evidence, length) = (&route.evidence, (text.chars().count() + 1).ilog2());
    let counts = (evidence.words.len(), evidence.against.len(), evidence.phrase.is_some(), evidence.pattern);
    format!("{:?} {counts:?} {length} {:.1}", route.outcome, route.confidence)
}

#[test]
fn texts_that_nobody_would_write_are_answered() {
    let (router, topics) = (shelf::router(), topics());
    let mill = Mill { signs: SIGNS, longest: LONGEST };
    Effort::asked(250).spend(
        "router",
        corpus("tests/routing/corpus"),
        |corpus, random| mill.made_from(corpus, random),
        |text: &String, at| {
            let route = router.route(text);
            assert!(is_sound(&route), "{route:?}");
            if at % 4 == 0 {
                let told = router.route_with(text, &topics);
                assert!(is_sound_with(&told), "{told:?}");
            }
            if at % 16 == 0 {
                let told = router.explain(text);
                assert!(is_bounded(&told), "{} words, {} features", told.words.len(), told.features.len());
                assert_eq!(told.route, route);
                drop(router.what_if(text, &route));
            }
            Ok(kind_of(text, &route))
        },
    );
}

/// A handbook's patterns may come from anybody's folder: whatever is written there compiles small or is refused, and costs a
/// bounded number of steps.
#[test]
fn patterns_that_nobody_would_write_are_refused_or_harmless() {
    let mut random = Random::new(3);
    let parts = [
        "a", ".", "\\w", "\\b", "(", ")", "(?:", "|", "*", "+", "?", "{1,9}", "{999}", "[^a]", "\\pL", "^", "$",
        "(?i)", "(?u)", "é",
    ];
    let text = "a".repeat(LONGEST);
    let mut sound = 0;
    for _ in 0..1_500 {
        let source: String = (0..random.below(14)).map(|_| *random.of(&parts)).collect();
        if let Ok(pattern) = Pattern::new(&source) {
            sound += 1;
            let _matches = pattern.is_match(&text);
        }
    }
    assert!(sound > 100, "only {sound} were sound: nothing was tried");
}
