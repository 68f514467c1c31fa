//! The shipped weights are those of the shipped handbook. Compiled into the crate, where the parts can be seen.

use std::{env, fs, path::Path};

use super::*;
use crate::{
    handbook::{Library, files},
    replies::DECLARED,
    routing::{
        corpus::Corpus,
        router::Prepared,
        train::{Lessons, train},
    },
};

/// Learns from the shipped handbook; gives what `shipped.bin` has to hold.
fn learned() -> Vec<u8> {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let (corpus, recipe) = (Corpus::of(library.fallback()), Recipe::default());
    let Prepared { census, vocabulary, lessons: lessons_name, families, support, .. } = Prepared::of(&corpus, &recipe);
    let groups = corpus.groups();
    let lessons = Lessons::of(&corpus, &census, &vocabulary);
    let weights = train(&lessons, &groups, &support, &families, &recipe);
    let name = name(lessons_name, &groups, &recipe).to_le_bytes();
    [&name[..], &Model::of(support, families, &weights).to_bytes()].concat()
}

#[test]
fn the_shipped_weights_are_what_learning_comes_to_on_any_machine() {
    let learned = learned();
    if env::var_os("LEARN").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/routing/shipped.bin");
        fs::write(file, learned).expect("the file can be written");
        return;
    }
    assert!(
        learned == SHIPPED,
        "the handbook's phrases, or how they are learned from, have changed: LEARN=1 cargo test --lib shipped"
    );
}

#[test]
fn weights_of_another_handbook_or_recipe_are_not_used() {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let (mut corpus, recipe) = (Corpus::of(library.fallback()), Recipe::default());
    let used = |corpus: &Corpus, recipe: &Recipe| {
        let Prepared { lessons, families, support, .. } = Prepared::of(corpus, recipe);
        model(lessons, &corpus.groups(), recipe, support, &families).is_ok()
    };
    assert!(used(&corpus, &recipe));
    assert!(!used(&corpus, &Recipe { rate: 4.0, ..recipe.clone() }));
    corpus.examples[7].text.push_str(" database");
    assert!(!used(&corpus, &recipe));
}

#[test]
fn bytes_that_are_too_few_or_too_many_are_no_model() {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let corpus = Corpus::of(library.fallback());
    for bytes in [&[][..], &SHIPPED[8..SHIPPED.len() - 1], &SHIPPED[4..]] {
        let Prepared { families, support, .. } = Prepared::of(&corpus, &Recipe::default());
        assert!(Model::from_bytes(support, &families, bytes).is_err());
    }
}
