//! The features that the handbook's phrases have, numbered, with how telling each is.

use std::cmp::Reverse;

use super::{
    features::{Feature, Kind, named},
    maths::{exp, ln},
    names::ByName,
    packed::{Lists, Packed},
    recipe::Recipe,
    table::Table,
};

/// A text as numbers: features by their number, ascending, with their values; of length one.
pub(super) type Vector = Vec<(u32, f32)>;

/// How long an unknown word makes a text, against one for a known word without rarity.
const UNKNOWN_LENGTH: f32 = 2.5;

/// The features that are known, numbered from the most frequent on.
pub(super) struct Vocabulary {
    numbers: Table<u32>,
    rarity: Packed<f32>,
    /// How telling a feature would be that occurs nowhere.
    unseen: f32,
    unknown: f32,
}

impl Vocabulary {
    /// The next vocabulary of some lists, for a router by this recipe, if it is whole.
    pub(super) fn next(lists: &mut Lists, recipe: &Recipe) -> Option<Self> {
        let (numbers, rarity, unseen) = (Table::next(lists)?, lists.next()?, lists.next()?);
        let unseen = (Packed::len(&unseen) == 1).then(|| unseen.at(0))?;
        Some(Self { numbers, rarity, unseen, unknown: recipe.unknown })
    }

    /// How many features are known.
    pub(super) fn len(&self) -> usize {
        self.rarity.len()
    }

    /// The number of a feature.
    pub(super) fn number(&self, feature: &Feature) -> Option<u32> {
        self.numbers.get(feature.name)
    }

    /// How telling a feature is: the rarer, the more.
    pub(super) fn rarity(&self, number: u32) -> f32 {
        self.rarity.at(number as usize)
    }

    /// How much a word tells, by the logarithm of how rarely phrases have it; more than 0. Those that no phrase has tell most.
    pub(super) fn telling(&self, stem: u64) -> f32 {
        let number = self.numbers.get(named(Kind::Word, stem));
        let rarity = number.map_or(self.unseen, |number| self.rarity(number));
        (rarity / self.unseen).powi(2)
    }

    /// The number of each feature.
    pub(super) fn numbers(&self, features: &[Feature]) -> Vec<Option<u32>> {
        features.iter().map(|feature| self.number(feature)).collect()
    }

    /// The text with these features and their numbers. Unknown words make it longer, so that it is less sure.
    pub(super) fn vector(&self, features: &[Feature], numbers: &[Option<u32>]) -> Vector {
        let numbered =
            |(feature, number): (&Feature, &Option<u32>)| (*number, feature.kind == Kind::Word, feature.weight);
        self.weighed(features.iter().zip(numbers).map(numbered))
    }

    /// A vector from features with their number, whether they are words, and their weight.
    fn weighed(&self, features: impl Iterator<Item = (Option<u32>, bool, f32)>) -> Vector {
        let mut vector: Vector = Vec::with_capacity(features.size_hint().0);
        let mut unknown = 0.0;
        for (number, is_word, weight) in features {
            match number {
                Some(number) => vector.push((number, weight * self.rarity(number))),
                None if is_word => unknown += (weight * UNKNOWN_LENGTH * self.unknown).powi(2),
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

/// Counts in how many texts each feature occurs, and remembers the texts.
#[derive(Default)]
pub(super) struct Census {
    places: ByName<u32>,
    seen: Vec<Seen>,
    /// The features of all texts by their place in `seen`, with their weights.
    entries: Vec<(u32, f32)>,
    ends: Vec<usize>,
    /// The number of each feature that the vocabulary has.
    numbers: Vec<Option<u32>>,
}

/// A feature with its count.
struct Seen {
    name: u64,
    kind: Kind,
    texts: usize,
    last: usize,
}

impl Census {
    /// Counts a text.
    pub(super) fn count(&mut self, features: &[Feature]) {
        let text = self.ends.len() + 1;
        for feature in features {
            #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than four billion features")]
            let next = self.seen.len() as u32;
            let place = *self.places.entry(feature.name).or_insert(next);
            if place == next {
                self.seen.push(Seen { name: feature.name, kind: feature.kind, texts: 0, last: 0 });
            }
            let seen = &mut self.seen[place as usize];
            if seen.last != text {
                (seen.texts, seen.last) = (seen.texts + 1, text);
            }
            self.entries.push((place, feature.weight));
        }
        self.ends.push(self.entries.len());
    }

    /// The vocabulary of the texts, made of what occurs often enough to be learned from.
    pub(super) fn vocabulary(&mut self, recipe: &Recipe) -> Vocabulary {
        // What is frequent comes first and so stands together in memory: training is quicker for it.
        let mut order: Vec<usize> = (0..self.seen.len()).collect();
        order.sort_by_key(|place| Reverse(self.seen[*place].texts));
        let counts = |place: &usize| {
            let least = match self.seen[*place].kind {
                Kind::Word | Kind::Concept => recipe.least_words,
                _ => recipe.least_others,
            };
            self.seen[*place].texts >= least
        };
        let order: Vec<usize> = order.into_iter().filter(counts).collect();
        let mut numbers = vec![None; self.seen.len()];
        (0..).zip(&order).for_each(|(number, place)| numbers[*place] = Some(number));
        self.numbers = numbers;
        let seen = || order.iter().map(|place| &self.seen[*place]);
        Vocabulary {
            numbers: Table::of(seen().map(|seen| seen.name).zip(0..)),
            rarity: seen().map(|seen| rarity(seen.texts, self.ends.len(), recipe.rarity)).collect(),
            unseen: rarity(0, self.ends.len(), recipe.rarity),
            unknown: recipe.unknown,
        }
    }

    /// The texts as vectors, by the vocabulary that was made of them.
    pub(super) fn vectors(&self, vocabulary: &Vocabulary) -> impl Iterator<Item = Vector> {
        let numbered = |(place, weight): &(u32, f32)| {
            let place = *place as usize;
            (self.numbers[place], self.seen[place].kind == Kind::Word, *weight)
        };
        self.texts().map(move |entries| vocabulary.weighed(entries.iter().map(numbered)))
    }

    fn texts(&self) -> impl Iterator<Item = &[(u32, f32)]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.entries[start..*end])
    }
}

/// How telling a feature is that so many of all texts have: a power of its inverse document frequency.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn rarity(with: usize, texts: usize, power: f32) -> f32 {
    exp(power * ln(ln((texts as f32 + 1.0) / (with as f32 + 0.5)) + 1.0))
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

#[cfg(test)]
mod tests {
    use super::*;

    impl Vocabulary {
        /// Writes the vocabulary as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.numbers.write(into);
            self.rarity.write(into);
            [self.unseen].into_iter().collect::<Packed<_>>().write(into);
        }
    }
}
