//! Texts that nobody would write, made from those in `corpus/` by a seeded generator: whatever comes of them is answered, twice
//! the same, with a bounded amount of work.
//!
//! Every run of the tests tries a few. For more, from another seed:
//!
//! ```sh
//! FUZZ_TEXTS=1000000 FUZZ_SEED=7 cargo test --release --test routing fuzzing -- --ignored --nocapture
//! ```
//!
//! A text that fails is printed; put it into `corpus/`, and it is tried again each time.

use std::{env, fs, path::Path};

use lanekeeper::{handbook::Pattern, routing::Explanation};

use crate::{
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

/// Random numbers by splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn letter(&mut self) -> char {
        let number = match self.below(4) {
            0 => self.below(0x80),
            1 => self.below(0x3000),
            _ => self.below(0x11_0000),
        };
        u32::try_from(number).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
    }
}

/// A text made from others by a few changes.
fn made_from(corpus: &[Vec<char>], random: &mut Random) -> String {
    let mut text = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(12) {
        let (at, end) = (random.below(text.len() + 1), random.below(text.len() + 1));
        let (start, end) = (at.min(end), at.max(end));
        match random.below(7) {
            0 => drop(text.drain(start..end)),
            1 => text.insert(at, random.letter()),
            2 => drop(text.splice(at..at, SIGNS[random.below(SIGNS.len())].chars()).collect::<Vec<_>>()),
            3 => {
                let part = text[start..end].to_vec();
                let times = 1 + random.below(40);
                drop(text.splice(at..at, part.repeat(times).into_iter().take(LONGEST)).collect::<Vec<_>>());
            }
            4 => drop(text.splice(at..at, corpus[random.below(corpus.len())].iter().copied()).collect::<Vec<_>>()),
            5 => {
                let sign = SIGNS[random.below(SIGNS.len())].repeat(1 + random.below(2_000));
                drop(text.splice(at..at, sign.chars()).collect::<Vec<_>>());
            }
            _ => text[start..end].reverse(),
        }
        text.truncate(LONGEST);
    }
    text.into_iter().collect()
}

fn corpus() -> Vec<Vec<char>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/corpus");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("it is in the repository").flatten().map(|file| file.path()).collect();
    files.sort();
    let text = |file: &std::path::PathBuf| fs::read_to_string(file).expect("texts are UTF-8").chars().collect();
    files.iter().map(text).collect()
}

/// Whether a text costs no more than a text may.
fn is_bounded(told: &Explanation) -> bool {
    let letters = told.cleaned.chars().count();
    letters <= LONGEST + 1 && told.words.len() <= WORDS + 8 && told.features.len() + told.unknown <= FEATURES
}

fn tried(texts: usize, seed: u64) {
    let (corpus, mut random) = (corpus(), Random(seed));
    let (router, topics) = (shelf::router(), topics());
    for at in 0..texts {
        let text = match corpus.get(at) {
            Some(text) => text.iter().collect(),
            None => made_from(&corpus, &mut random),
        };
        let route = router.route(&text);
        assert!(is_sound(&route), "{text:?}: {route:?}");
        if at % 4 == 0 {
            let told = router.route_with(&text, &topics);
            assert!(is_sound_with(&told), "{text:?}: {told:?}");
        }
        if at % 16 == 0 {
            let told = router.explain(&text);
            assert!(is_bounded(&told), "{text:?}: {} words, {} features", told.words.len(), told.features.len());
            assert_eq!(told.route, route, "{text:?}");
            drop(router.what_if(&text, &route));
        }
    }
}

#[test]
fn texts_that_nobody_would_write_are_answered() {
    tried(300, 1);
}

#[test]
#[ignore = "runs as long as it is told to"]
fn many_texts_that_nobody_would_write_are_answered() {
    let number = |name| env::var(name).ok().and_then(|number| number.parse().ok());
    let (texts, seed) = (number("FUZZ_TEXTS").unwrap_or(100_000), number("FUZZ_SEED").unwrap_or(2));
    tried(usize::try_from(texts).expect("a count"), seed);
    println!("{texts} texts from seed {seed} were answered");
}

/// A handbook's patterns may come from anybody's folder: whatever is written there compiles small or is refused, and costs a
/// bounded number of steps.
#[test]
fn patterns_that_nobody_would_write_are_refused_or_harmless() {
    let mut random = Random(3);
    let parts = [
        "a", ".", "\\w", "\\b", "(", ")", "(?:", "|", "*", "+", "?", "{1,9}", "{999}", "[^a]", "\\pL", "^", "$",
        "(?i)", "(?u)", "é",
    ];
    let text = "a".repeat(LONGEST);
    let mut sound = 0;
    for _ in 0..1_500 {
        let source: String = (0..random.below(14)).map(|_| parts[random.below(parts.len())]).collect();
        if let Ok(pattern) = Pattern::new(&source) {
            sound += 1;
            let _matches = pattern.is_match(&text);
        }
    }
    assert!(sound > 100, "only {sound} were sound: nothing was tried");
}
