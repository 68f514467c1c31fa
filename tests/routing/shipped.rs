//! What is shipped is what the shipped handbook teaches. Compiled into the crate, where the parts can be seen.

use std::{env, fs, path::Path};

use super::*;
use crate::{
    handbook::{Library, files},
    replies::DECLARED,
};

fn corpus() -> Corpus {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    Corpus::of(library.fallback())
}

#[test]
fn what_is_shipped_is_what_learning_comes_to_on_any_machine() {
    let (corpus, recipe) = (corpus(), Recipe::default());
    let mut learned = name(&corpus, &recipe).to_le_bytes().to_vec();
    Learned::from(&corpus, &recipe).write(&mut learned);
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
fn what_another_handbook_or_recipe_taught_is_not_used() {
    let (mut corpus, recipe) = (corpus(), Recipe::default());
    let used = |corpus: &Corpus, recipe: &Recipe| learned(corpus, recipe).is_some();
    assert!(used(&corpus, &recipe));
    assert!(!used(&corpus, &Recipe { rate: 4.0, ..recipe.clone() }));
    corpus.examples[7].spoken = !corpus.examples[7].spoken;
    assert!(!used(&corpus, &recipe));
    corpus.examples[7].spoken = !corpus.examples[7].spoken;
    corpus.examples[7].text = "who decides about the database?".into();
    assert!(!used(&corpus, &recipe));
}

#[test]
fn what_is_cut_off_or_too_long_is_not_used() {
    let corpus = corpus();
    let whole = &SHIPPED[8..];
    let read = |bytes: &'static [u8]| Learned::next(&mut Lists::of(bytes), &corpus, &Recipe::default()).is_some();
    assert!(read(whole));
    for bytes in [&[][..], &whole[..whole.len() - 1], &whole[4..], [whole, &[0]].concat().leak()] {
        assert!(!read(bytes));
    }
}
