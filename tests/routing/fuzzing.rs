//! Texts that nobody would write, made from those in `corpus/` by a seeded generator: whatever comes of them is answered, twice
//! the same, with a bounded amount of work.
//!
//! A text that is answered in a way not met before (another duty, another kind of evidence, another length …) is kept, and further
//! texts are made from it: so the generator finds its way to what a blind one does not reach. It needs no instrumented build.
//!
//! Every run of the tests tries 300 texts. For more, from another seed, or for as long as it shall run:
//!
//! ```sh
//! FUZZ_TEXTS=1000000 FUZZ_SEED=7 cargo test --release --test routing fuzzing -- --nocapture
//! FUZZ_SECONDS=3600 FUZZ_SEED=8 cargo test --release --test routing fuzzing -- --nocapture
//! ```
//!
//! A text that fails is printed; put it into `corpus/`, and it is tried again each time.

use std::{
    collections::BTreeSet,
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use lanekeeper::{
    handbook::Pattern,
    routing::{Explanation, Route},
};

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
pub(crate) fn is_bounded(told: &Explanation) -> bool {
    let letters = told.cleaned.chars().count();
    letters <= LONGEST + 1 && told.words.len() <= WORDS + 8 && told.features.len() + told.unknown <= FEATURES
}

/// How many kept texts there are at most.
const KEPT: usize = 2_000;

/// What is new in an answer if no text before had the like.
fn kind_of(text: &str, route: &Route) -> String {
    let (evidence, length) = (&route.evidence, (text.chars().count() + 1).ilog2());
    let counts = (evidence.words.len(), evidence.against.len(), evidence.phrase.is_some(), evidence.pattern);
    format!("{:?} {counts:?} {length} {:.1}", route.outcome, route.confidence)
}

/// How long is tried: at most so many texts, at most so long.
struct Effort {
    texts: usize,
    time: Duration,
    seed: u64,
}

impl Effort {
    /// As `FUZZ_TEXTS`, `FUZZ_SECONDS` and `FUZZ_SEED` say; a little if they say nothing.
    fn asked() -> Self {
        let number = |name: &str| {
            let number = |text: String| text.parse::<u64>().unwrap_or_else(|error| panic!("{name}={text}: {error}"));
            env::var(name).ok().map(number)
        };
        let (texts, seconds) = (number("FUZZ_TEXTS"), number("FUZZ_SECONDS"));
        let texts = texts.or_else(|| seconds.is_none().then_some(300));
        Self {
            texts: texts.map_or(usize::MAX, |texts| usize::try_from(texts).expect("a count")),
            time: Duration::from_secs(seconds.unwrap_or(u64::from(u32::MAX))),
            seed: number("FUZZ_SEED").unwrap_or(1),
        }
    }
}

/// Tries texts; gives how many, and how many of them were kept.
fn tried(effort: &Effort) -> (usize, usize) {
    let (mut corpus, mut random) = (corpus(), Random(effort.seed));
    let (given, mut kinds) = (corpus.len(), BTreeSet::new());
    let (router, topics, start) = (shelf::router(), topics(), Instant::now());
    let mut at = 0;
    while at < effort.texts && start.elapsed() < effort.time {
        let text: String = if at < given { corpus[at].iter().collect() } else { made_from(&corpus, &mut random) };
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
        if corpus.len() < given + KEPT && kinds.insert(kind_of(&text, &route)) && at >= given {
            corpus.push(text.chars().collect());
        }
        at += 1;
    }
    (at, corpus.len() - given)
}

#[test]
fn texts_that_nobody_would_write_are_answered() {
    let effort = Effort::asked();
    let (texts, kept) = tried(&effort);
    println!("{texts} texts from seed {} were answered, {kept} of them in a way not met before", effort.seed);
    assert!(texts > corpus().len() && kept > 0, "nothing new was tried");
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
