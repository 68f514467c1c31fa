//! What routing costs: one question, one very long text, and learning at start-up.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use lanekeeper::{
    handbook::{Library, files},
    replies::DECLARED,
    routing::Router,
};

/// Texts of the usual kinds, from a few words to a small story.
const USUAL: &[&str] = &[
    "db choice, who",
    "Who approves two weeks off in August?",
    "The nightly import has been failing since Tuesday and nobody feels responsible for it.",
    "good morning all",
    "I joined in March and I like the work. My buddy has left, though, and what I do has little to do with the job ad. Who should hear that?",
];

fn routing(criterion: &mut Criterion) {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let handbook = library.fallback();
    let router = Router::new(handbook);
    for text in USUAL {
        criterion.bench_function(&format!("route {} characters", text.len()), |bencher| {
            bencher.iter(|| router.route(black_box(text)));
        });
    }
    let long = "not the schedule but the architecture of it, who decides that? ".repeat(100);
    criterion.bench_function("route 6,000 characters", |bencher| bencher.iter(|| router.route(black_box(&long))));
    let mut starting = criterion.benchmark_group("start");
    starting.sample_size(10);
    starting.bench_function("learn the handbook", |bencher| bencher.iter(|| Router::new(black_box(handbook))));
    starting.finish();
}

criterion_group!(benches, routing);
criterion_main!(benches);
