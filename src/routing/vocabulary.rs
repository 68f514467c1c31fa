//! The features that the handbook's phrases have, numbered, with how telling each is.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    features::{Feature, Kind, Reader},
    maths::{exp, ln},
    recipe::Recipe,
};

/// A text as numbers: features by their number, ascending, with their values; of length one.
pub(super) type Vector = Vec<(u32, f32)>;

type Numbers = HashMap<u64, u32, BuildHasherDefault<Named>>;

/// How long an unknown word makes a text, against one for a known word without rarity.
const UNKNOWN_LENGTH: f32 = 2.5;

/// The features that are known, numbered in the order in which they were first seen.
pub(super) struct Vocabulary {
    numbers: Numbers,
    rarity: Vec<f32>,
    unknown: f32,
}

/// Feature names are hashes already.
#[derive(Default)]
struct Named(u64);

impl Hasher for Named {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes
            .iter()
            .for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, name: u64) {
        self.0 = name;
    }
}

impl Vocabulary {
    /// The vocabulary of texts: what occurs often enough to be learned from.
    pub(super) fn of<'a>(
        reader: &Reader,
        texts: impl Iterator<Item = &'a str>,
        recipe: &Recipe,
    ) -> Self {
        let mut census = Census::default();
        for text in texts {
            census.count(&reader.read(text).features);
        }
        let mut vocabulary = Self {
            numbers: Numbers::default(),
            rarity: Vec::new(),
            unknown: recipe.unknown,
        };
        for seen in &census.seen {
            let least = match seen.kind {
                Kind::Word | Kind::Concept => recipe.least_words,
                _ => recipe.least_others,
            };
            if seen.texts >= least {
                vocabulary.add(seen, census.texts, recipe.rarity);
            }
        }
        vocabulary
    }

    fn add(&mut self, seen: &Seen, texts: u32, power: f32) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a handbook has fewer than four billion features"
        )]
        self.numbers.insert(seen.name, self.rarity.len() as u32);
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let rarity = ln((texts as f32 + 1.0) / (seen.texts as f32 + 0.5)) + 1.0;
        self.rarity.push(exp(power * ln(rarity)));
    }

    /// How many features are known.
    pub(super) fn len(&self) -> usize {
        self.rarity.len()
    }

    /// The number of a feature.
    pub(super) fn number(&self, feature: &Feature) -> Option<u32> {
        self.numbers.get(&feature.name).copied()
    }

    /// How telling a feature is: the rarer, the more.
    pub(super) fn rarity(&self, number: u32) -> f32 {
        self.rarity[number as usize]
    }

    /// The text with these features as numbers. Unknown words make it longer, so that it is less sure.
    pub(super) fn vector(&self, features: &[Feature]) -> Vector {
        let mut vector: Vector = Vec::with_capacity(features.len());
        let mut unknown = 0.0;
        for feature in features {
            match self.number(feature) {
                Some(number) => vector.push((number, feature.weight * self.rarity(number))),
                None if feature.kind == Kind::Word => {
                    unknown += (feature.weight * UNKNOWN_LENGTH * self.unknown).powi(2)
                }
                None => {}
            }
        }
        vector.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
        merge(&mut vector);
        let length = (vector.iter().map(|(_, value)| value * value).sum::<f32>() + unknown).sqrt();
        vector.iter_mut().for_each(|(_, value)| *value /= length);
        vector
    }
}

/// Counts in how many texts each feature occurs.
#[derive(Default)]
struct Census {
    places: Numbers,
    seen: Vec<Seen>,
    texts: u32,
}

/// A feature with its count.
struct Seen {
    name: u64,
    kind: Kind,
    texts: u32,
    last: u32,
}

impl Census {
    fn count(&mut self, features: &[Feature]) {
        self.texts += 1;
        for feature in features {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a handbook has fewer than four billion features"
            )]
            let next = self.seen.len() as u32;
            let place = *self.places.entry(feature.name).or_insert(next);
            if place == next {
                self.seen.push(Seen {
                    name: feature.name,
                    kind: feature.kind,
                    texts: 0,
                    last: 0,
                });
            }
            let seen = &mut self.seen[place as usize];
            if seen.last != self.texts {
                (seen.texts, seen.last) = (seen.texts + 1, self.texts);
            }
        }
    }
}

/// Makes one of what stands more than once: the largest value, and a little more for each repetition.
fn merge(vector: &mut Vector) {
    let mut kept: usize = 0;
    let mut times = 1.0f32;
    for at in 0..vector.len() {
        let (number, value) = vector[at];
        if kept > 0 && vector[kept - 1].0 == number {
            times += 1.0;
            vector[kept - 1].1 = vector[kept - 1].1.max(value) * (1.0 + 0.5 / times);
        } else {
            vector[kept] = (number, value);
            kept += 1;
            times = 1.0;
        }
    }
    vector.truncate(kept);
}
