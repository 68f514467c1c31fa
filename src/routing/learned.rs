//! All that a router knows from a handbook's phrases: words and their spelling, features, weights, phrases to show.

use super::{
    corpus::Corpus,
    families::Families,
    features::Reader,
    model::Model,
    nearest::{Nearest, Phrases},
    packed::Lists,
    recipe::Recipe,
    support::{Occurring, Support},
    train::{Lessons, train},
    vocabulary::{Census, Vocabulary},
};
use crate::parts::in_parts;

/// How many examples are kept with all their features: these take much memory.
const READ_AT_ONCE: usize = 512;

/// What was learned from a corpus.
pub(super) struct Learned {
    pub(super) reader: Reader,
    pub(super) vocabulary: Vocabulary,
    pub(super) model: Model,
    pub(super) nearest: Nearest,
}

impl Learned {
    /// Learns from a corpus, which takes a second or more.
    pub(super) fn from(corpus: &Corpus, recipe: &Recipe) -> Self {
        let (reader, census, vocabulary) = read(corpus, recipe);
        let (mut occurring, mut phrases) = (Occurring::nothing(vocabulary.len()), Phrases::default());
        let mut lessons = Lessons::default();
        for ((at, example), vector) in (0..).zip(&corpus.examples).zip(census.vectors(&vocabulary)) {
            occurring.add(&vector, example.topic);
            lessons.push(&vector, example.topic);
            if example.spoken {
                phrases.add(at, &vector);
            }
        }
        drop(census);
        let families = Families::of(corpus, recipe.family_share);
        let support = Support::of(occurring, &families);
        let weights = train(&lessons, corpus.groups(), &support, &families, recipe);
        let nearest = Nearest::of(phrases, vocabulary.len());
        Self { reader, vocabulary, model: Model::of(support, families, &weights), nearest }
    }

    /// What was learned from a corpus by this recipe and written down, if it is whole.
    pub(super) fn next(lists: &mut Lists, corpus: &Corpus, recipe: &Recipe) -> Option<Self> {
        let families = Families::of(corpus, recipe.family_share);
        let learned = Self {
            reader: Reader::next(lists, recipe)?,
            vocabulary: Vocabulary::next(lists, recipe)?,
            model: Model::next(lists, &families)?,
            nearest: Nearest::next(lists)?,
        };
        lists.is_empty().then_some(learned)
    }
}

/// Reads all examples and counts their features.
pub(super) fn read(corpus: &Corpus, recipe: &Recipe) -> (Reader, Census, Vocabulary) {
    let texts: Vec<&str> = corpus.texts().collect();
    let reader = Reader::new(recipe, &texts);
    let mut census = Census::default();
    for some in texts.chunks(READ_AT_ONCE) {
        let features = in_parts(some, |part| reader.features_of(part));
        features.iter().flatten().for_each(|features| census.count(features));
    }
    let vocabulary = census.vocabulary(recipe);
    (reader, census, vocabulary)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Learned {
        /// Writes it as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.reader.write(into);
            self.vocabulary.write(into);
            self.model.write(into);
            self.nearest.write(into);
        }
    }
}
