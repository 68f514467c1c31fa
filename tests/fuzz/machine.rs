//! What every fuzz target is made of: inputs that a seeded generator makes from those of a corpus, of which those are kept that lead to
//! something not met before. So it finds its way to what a blind generator does not reach, and needs no instrumented build.
//!
//! How long is tried, the environment says: `FUZZ_INPUTS`, `FUZZ_SECONDS`, `FUZZ_SEED`. An input that fails is printed, and written to a
//! file that is named; in the target's folder of the corpus it is tried again each time.

use std::{
    any::Any,
    collections::BTreeSet,
    env, fmt, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

/// How many kept inputs there are at most.
const KEPT: usize = 2_000;

/// Random numbers by splitmix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }
}

/// What is tried: it comes from files and, where it fails, goes to one.
pub(crate) trait Input: Clone {
    /// What a file holds.
    fn read(bytes: Vec<u8>) -> Self;

    /// What a file is to hold.
    fn written(&self) -> Vec<u8>;
}

/// An input that is a row of parts.
pub(crate) trait Row: Input {
    type Part: Copy;

    fn parts(&self) -> Vec<Self::Part>;

    fn of_parts(parts: Vec<Self::Part>) -> Self;

    /// Any part.
    fn part(random: &mut Random) -> Self::Part;
}

impl Input for String {
    fn read(bytes: Vec<u8>) -> Self {
        Self::from_utf8(bytes).expect("texts are UTF-8")
    }

    fn written(&self) -> Vec<u8> {
        self.clone().into_bytes()
    }
}

impl Row for String {
    type Part = char;

    fn parts(&self) -> Vec<char> {
        self.chars().collect()
    }

    fn of_parts(parts: Vec<char>) -> Self {
        parts.into_iter().collect()
    }

    fn part(random: &mut Random) -> char {
        let number = match random.below(4) {
            0 => random.below(0x80),
            1 => random.below(0x3000),
            _ => random.below(0x11_0000),
        };
        u32::try_from(number).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
    }
}

impl Input for Vec<u8> {
    fn read(bytes: Vec<u8>) -> Self {
        bytes
    }

    fn written(&self) -> Vec<u8> {
        self.clone()
    }
}

impl Row for Vec<u8> {
    type Part = u8;

    fn parts(&self) -> Vec<u8> {
        self.clone()
    }

    fn of_parts(parts: Vec<u8>) -> Self {
        parts
    }

    fn part(random: &mut Random) -> u8 {
        random.next().to_le_bytes()[0]
    }
}

/// How inputs are changed that are rows of parts.
pub(crate) struct Mill {
    /// What means something to whoever reads them.
    pub(crate) signs: &'static [&'static str],
    /// How many parts an input has at most.
    pub(crate) longest: usize,
}

impl Mill {
    /// An input made from others by a few changes.
    pub(crate) fn made_from<I: Row>(&self, corpus: &[I], random: &mut Random) -> I {
        let mut row = random.of(corpus).parts();
        for _ in 0..=random.below(12) {
            let (at, end) = (random.below(row.len() + 1), random.below(row.len() + 1));
            let (start, end) = (at.min(end), at.max(end));
            match random.below(8) {
                0 => drop(row.drain(start..end)),
                1 => row.insert(at, I::part(random)),
                2 => put(&mut row, at, self.sign::<I>(random)),
                3 => {
                    let part = row[start..end].to_vec();
                    let times = 1 + random.below(40);
                    put(&mut row, at, part.repeat(times).into_iter().take(self.longest).collect());
                }
                4 => put(&mut row, at, random.of(corpus).parts()),
                5 => {
                    let times = 1 + random.below(self.longest / 3);
                    let sign = self.sign::<I>(random).repeat(times);
                    put(&mut row, at, sign.into_iter().take(self.longest).collect());
                }
                6 => {
                    let end = end.min(start + random.below(4));
                    drop(row.splice(start..end, self.sign::<I>(random)).collect::<Vec<_>>());
                }
                _ => row[start..end].reverse(),
            }
            row.truncate(self.longest);
        }
        I::of_parts(row)
    }

    fn sign<I: Row>(&self, random: &mut Random) -> Vec<I::Part> {
        I::read(random.of(self.signs).as_bytes().to_vec()).parts()
    }
}

fn put<T>(row: &mut Vec<T>, at: usize, parts: Vec<T>) {
    drop(row.splice(at..at, parts).collect::<Vec<_>>());
}

/// The inputs of a folder of the repository, in the order of their names.
pub(crate) fn corpus<I: Input>(folder: &str) -> Vec<I> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = files.flatten().map(|file| file.path()).collect();
    files.sort();
    files.iter().map(|file| I::read(fs::read(file).expect("it is there"))).collect()
}

/// How long is tried: at most so many inputs, at most so long.
pub(crate) struct Effort {
    inputs: usize,
    time: Duration,
    seed: u64,
}

/// What came of it.
pub(crate) struct Tried {
    pub(crate) inputs: usize,
    /// How many ways there were of answering one.
    pub(crate) ways: usize,
    /// How many were kept because what came of them was new.
    pub(crate) kept: usize,
    slowest: Duration,
    seed: u64,
    took: Duration,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { inputs, ways, kept, slowest, seed, took } = self;
        write!(
            f,
            "{inputs} inputs from seed {seed} in {took:.1?}, answered in {ways} ways, {kept} kept; the slowest took {slowest:.1?}"
        )
    }
}

impl Effort {
    /// As the environment says; so many inputs beyond those given if it says nothing.
    pub(crate) fn asked(otherwise: usize) -> Self {
        let number = |name: &str| {
            let number = |text: String| text.parse::<u64>().unwrap_or_else(|error| panic!("{name}={text}: {error}"));
            env::var(name).ok().map(number)
        };
        let (inputs, seconds) = (number("FUZZ_INPUTS"), number("FUZZ_SECONDS"));
        let count = |inputs| usize::try_from(inputs).expect("a count");
        Self {
            inputs: inputs.map(count).or_else(|| seconds.is_none().then_some(otherwise)).unwrap_or(usize::MAX),
            time: Duration::from_secs(seconds.unwrap_or(u64::from(u32::MAX))),
            seed: number("FUZZ_SEED").unwrap_or(1),
        }
    }

    /// Tries what is given, and then what `make` makes from that and from what was kept. `judge` says what is wrong with what came of an
    /// input, or in which way it was answered; it gets the number of the input too.
    pub(crate) fn spend<I: Input>(
        &self,
        target: &str,
        given: Vec<I>,
        mut make: impl FnMut(&[I], &mut Random) -> I,
        mut judge: impl FnMut(&I, usize) -> Result<String, String>,
    ) -> Tried {
        let (mut corpus, mut random, start) = (given, Random::new(self.seed), Instant::now());
        let (given, mut ways, mut slowest) = (corpus.len(), BTreeSet::new(), Duration::ZERO);
        let mut at = 0;
        while at < self.inputs.saturating_add(given) && start.elapsed() < self.time {
            let input = if at < given { corpus[at].clone() } else { make(&corpus, &mut random) };
            let begun = Instant::now();
            let judged = catch_unwind(AssertUnwindSafe(|| judge(&input, at)));
            slowest = slowest.max(begun.elapsed());
            match judged.unwrap_or_else(|panic| Err(words(&*panic))) {
                Err(wrong) => fails(target, &input, &wrong),
                Ok(way) => {
                    if ways.insert(way) && at >= given && corpus.len() < given + KEPT {
                        corpus.push(input);
                    }
                }
            }
            at += 1;
        }
        let tried = Tried {
            inputs: at,
            ways: ways.len(),
            kept: corpus.len() - given,
            slowest,
            seed: self.seed,
            took: start.elapsed(),
        };
        assert!(tried.inputs > given && tried.ways > 1, "{target}: nothing new was tried");
        println!("{target}: {tried}");
        tried
    }
}

/// What a panic says.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

fn fails(target: &str, input: &impl Input, wrong: &str) -> ! {
    let (bytes, file) = (input.written(), Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{target}")));
    let kept = fs::write(&file, &bytes).map_or_else(|error| error.to_string(), |()| file.display().to_string());
    let shown: String = String::from_utf8_lossy(&bytes).escape_debug().take(4_000).collect();
    panic!("{target}: {wrong}\nThe input ({} bytes, in {kept}):\n{shown}", bytes.len());
}
