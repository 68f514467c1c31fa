//! What routing costs: one question, one very long text, start-up; and how that grows with phrases and a team's decisions.
//!
//! `cargo bench --bench routing` also prints how long single questions of `tests/routing` take, with caches warm and cold, the slowest hundredth too.

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use lanekeeper::{
    handbook::{Library, files},
    replies::DECLARED,
    routing::{
        Router, TeamTopic, TopicId,
        score::{Question, questions},
    },
};

/// Texts of the usual kinds, from a few words to a small story.
const USUAL: &[&str] = &[
    "db choice, who",
    "Who approves two weeks off in August?",
    "The nightly import has been failing since Tuesday and nobody feels responsible for it.",
    "good morning all",
    "I joined in March and I like the work. My buddy has left, though, and what I do has little to do with the job ad. Who should hear that?",
];

/// As long as a handbook lets a phrase be.
const LONGEST: usize = 200;

/// How often each question is asked to see how long it takes.
const ROUNDS: usize = 20;

fn shipped() -> Library {
    Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound")
}

/// The shipped handbook with other phrases.
fn rephrased(change: impl Fn(&[toml::Value]) -> Vec<toml::Value>) -> Library {
    let mut files = files::packed();
    for file in files.iter_mut().filter(|file| file.path.contains("/duties/") || file.path.contains("/asides/")) {
        let mut table: toml::Table = file.text.parse().expect("the shipped handbook is TOML");
        if let Some(toml::Value::Array(phrases)) = table.get_mut("phrases") {
            *phrases = change(phrases);
        }
        file.text = table.to_string().into();
    }
    Library::load(&files, DECLARED).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A word that nobody uses.
fn invented(number: usize) -> String {
    let syllable = |number: usize| ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru"][number % 10];
    [number, number / 10, number / 100, number / 1_000].map(syllable).concat()
}

/// Each phrase ten times, every time with another word more.
fn tenfold(phrases: &[toml::Value]) -> Vec<toml::Value> {
    let longer = |(at, phrase): (usize, &toml::Value)| {
        let phrase = phrase.as_str().unwrap_or_default().to_owned();
        let others = (1..10).map(|more| format!("{phrase} {}", invented(at * 9 + more)));
        let others = others.filter(|phrase| phrase.len() <= LONGEST);
        [phrase.clone()].into_iter().chain(others.collect::<Vec<_>>())
    };
    phrases.iter().enumerate().flat_map(longer).map(toml::Value::String).collect()
}

fn one_question(criterion: &mut Criterion) {
    let library = shipped();
    let router = Router::new(library.fallback());
    for text in USUAL {
        criterion.bench_function(&format!("route {} characters", text.len()), |bencher| {
            bencher.iter(|| router.route(black_box(text)));
        });
    }
    let long = "not the schedule but the architecture of it, who decides that? ".repeat(100);
    criterion.bench_function("route 6,000 characters", |bencher| bencher.iter(|| router.route(black_box(&long))));
    single_times(&router);
}

/// Prints how long single questions take: asked again at once, and each after all the others, when little of what it needs is still at
/// hand in the processor's caches.
fn single_times(router: &Router) {
    let mut questions = own("own.jsonl");
    questions.extend(own("tune.jsonl"));
    let time = |question: &Question| {
        let start = Instant::now();
        black_box(router.route(black_box(&question.text)));
        start.elapsed()
    };
    let again = questions.iter().flat_map(|question| {
        time(question);
        (0..ROUNDS).map(move |_| time(question))
    });
    tell("asked again at once", again.collect());
    let each_after_all = (0..ROUNDS).flat_map(|_| questions.iter().map(time));
    tell("each after all the others", each_after_all.collect());
}

fn tell(how: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100];
    println!("{} questions {how}: median {:?}, 99 in 100 within {:?}", times.len() / ROUNDS, at(50), at(99));
}

fn own(name: &str) -> Vec<Question> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing").join(name);
    questions(&fs::read_to_string(path).expect("it is in the repository")).expect("they are questions")
}

fn start(criterion: &mut Criterion) {
    let library = shipped();
    let mut starting = criterion.benchmark_group("start");
    starting.sample_size(10);
    starting.bench_function("load the handbook", |bencher| bencher.iter(shipped));
    starting.bench_function("a router for it", |bencher| bencher.iter(|| Router::new(black_box(library.fallback()))));
    let other = rephrased(|phrases| phrases[..phrases.len() - 1].to_vec());
    let learn = |bencher: &mut criterion::Bencher<'_>| bencher.iter(|| Router::new(black_box(other.fallback())));
    starting.bench_function("a router for another, which learns", learn);
    starting.finish();
}

fn growth(criterion: &mut Criterion) {
    let tenth = rephrased(|phrases| phrases.iter().step_by(10).cloned().collect());
    let mut growing = criterion.benchmark_group("phrases");
    for (times, library) in [(1, tenth), (10, shipped()), (100, rephrased(tenfold))] {
        let router = Router::new(library.fallback());
        growing.bench_function(format!("route, ×{times}: {router:?}"), |bencher| {
            bencher.iter(|| USUAL.iter().for_each(|text| drop(black_box(router.route(black_box(text))))));
        });
    }
    growing.finish();
    let library = shipped();
    let router = Router::new(library.fallback());
    let mut growing = criterion.benchmark_group("decisions of a team");
    for count in [10, 100, 1_000] {
        let topics: Vec<TeamTopic> = (0..count).map(decided).collect();
        growing.bench_function(format!("lay out {count}"), |bencher| {
            bencher.iter_batched(|| &topics, |topics| router.topics(topics), BatchSize::SmallInput);
        });
        let topics = router.topics(&topics);
        growing.bench_function(format!("route with {count}"), |bencher| {
            let ask = |text: &&str| drop(black_box(router.route_with(black_box(text), &topics)));
            bencher.iter(|| USUAL.iter().chain(&["who owns the bakedidi release?"]).for_each(ask));
        });
    }
    growing.finish();
}

/// Something that a team has decided.
fn decided(number: usize) -> TeamTopic {
    let what = ["release", "import", "dashboard", "database", "newsletter", "review", "migration"][number % 7];
    TeamTopic {
        id: TopicId::new(number.to_string()),
        title: format!("The {} {what}", invented(number)),
        phrases: vec![format!("who decides about the {what} of {}", invented(number + 3))],
    }
}

criterion_group!(benches, one_question, start, growth);
criterion_main!(benches);
