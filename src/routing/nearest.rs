//! The nearest phrase of a topic, to show what a text reads like.
//!
//! Phrases are found by the features that they share with a text, and for each feature only so many are looked at: what it costs
//! hardly depends on how many phrases a topic has.

use std::ops::Range;

use super::{
    packed::{Lists, Packed, Part},
    vocabulary::Vector,
};

/// How many of its features, the strongest, a phrase or text is compared by.
const KEPT: usize = 16;

/// How many phrases of a topic are looked at for one feature. A rare one has fewer; what is frequent tells little.
const COMPARED: usize = 256;

/// From which likeness on a phrase is worth showing.
const CLOSE: f32 = 0.25;

/// How many steps the strength of a feature has.
const STEPS: f32 = 255.0;

/// A phrase, in the upper 24 bits, with how strong a feature is in it.
#[derive(Clone, Copy)]
struct Place(u32);

impl Place {
    fn example(self) -> u32 {
        self.0 >> 8
    }

    #[expect(clippy::cast_precision_loss, reason = "one of 256 steps")]
    fn strength(self) -> f32 {
        (self.0 & 0xff) as f32 / STEPS
    }
}

/// Phrases as they are found: a feature in the upper half of a number, a place in the lower.
#[derive(Default)]
pub(super) struct Phrases(Vec<u64>);

impl Phrases {
    /// Adds an example.
    pub(super) fn add(&mut self, example: u32, vector: &[(u32, f32)]) {
        for (number, value) in strongest(vector) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
            let strength = (value * STEPS + 0.5) as u8;
            self.0.push(u64::from(number) << 32 | u64::from(example) << 8 | u64::from(strength));
        }
    }
}

/// The strongest features of every phrase, by feature.
#[derive(Default)]
pub(super) struct Nearest {
    /// The phrases that have a feature, ascending, with how strong it is in each: one feature after the other.
    places: Packed<u32>,
    /// Where the places of each feature end.
    ends: Packed<u32>,
}

impl Nearest {
    /// Lays out phrases. `features` is how many features there are.
    pub(super) fn of(phrases: Phrases, features: usize) -> Self {
        let Phrases(mut all) = phrases;
        all.sort_unstable();
        #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than sixteen million phrases")]
        let end = |feature: usize| all.partition_point(|place| (place >> 32) as usize <= feature) as u32;
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is the place")]
        let place = |place: &u64| *place as u32;
        Self { ends: (0..features).map(end).collect(), places: all.iter().map(place).collect() }
    }

    /// The next of some lists.
    pub(super) fn next(lists: &mut Lists) -> Option<Self> {
        Some(Self { places: lists.next()?, ends: lists.next()? })
    }

    /// The example within this range that is closest to a text, unless all are far; of equals, the first.
    pub(super) fn closest(&self, examples: Range<u32>, vector: &[(u32, f32)]) -> Option<u32> {
        let shared = strongest(vector)
            .into_iter()
            .map(|(number, value)| (self.within(number, &examples), value))
            .filter(|(places, _)| !places.is_empty());
        let mut likeness = vec![0.0; examples.len()];
        for (places, value) in shared {
            for place in places.iter().take(COMPARED).map(Place) {
                likeness[(place.example() - examples.start) as usize] += value * place.strength();
            }
        }
        let nearer = |best: (u32, f32), next: (u32, f32)| if next.1 > best.1 { next } else { best };
        let closest = examples.zip(likeness).reduce(nearer);
        closest.filter(|(_, likeness)| *likeness >= CLOSE).map(|(example, _)| example)
    }

    /// The places of a feature within a range of examples.
    fn within(&self, number: u32, examples: &Range<u32>) -> Part<'_, u32> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends.at(before));
        let places = self.places.part(start as usize..self.ends.at(number) as usize);
        let before = |end: u32| places.partition_point(|place| Place(place).example() < end);
        places.part(before(examples.start)..before(examples.end))
    }
}

/// The strongest features, strongest first.
fn strongest(vector: &[(u32, f32)]) -> Vector {
    let mut strongest = vector.to_vec();
    strongest.sort_by(|one, other| other.1.total_cmp(&one.1));
    strongest.truncate(KEPT);
    strongest
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Nearest {
        /// Writes it as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.places.write(into);
            self.ends.write(into);
        }
    }

    /// Ten examples, each with a feature that all have and one of its own.
    fn nearest() -> Nearest {
        let mut phrases = Phrases::default();
        (0..10).for_each(|own| phrases.add(own, &[(0, 0.5), (own + 1, 0.8)]));
        Nearest::of(phrases, 11)
    }

    #[test]
    fn the_closest_of_a_range_is_found() {
        let nearest = nearest();
        assert_eq!(nearest.closest(0..10, &[(0, 0.5), (4, 0.8)]), Some(3));
        assert_eq!(nearest.closest(4..10, &[(0, 0.9), (4, 0.4)]), Some(4), "the first of equals within the range");
        assert_eq!(nearest.closest(0..10, &[(0, 0.1)]), None, "too far");
        assert_eq!(nearest.closest(3..3, &[(0, 1.0)]), None);
    }

    #[test]
    fn rare_features_find_the_closest_among_many() {
        let mut many = Phrases::default();
        (0..5_000).for_each(|own| many.add(own, &[(0, 0.5), (1 + own % 2_500, 0.8)]));
        let nearest = Nearest::of(many, 2_501);
        assert_eq!(nearest.closest(0..5_000, &[(0, 0.7), (2_001, 0.6)]), Some(2_000));
        assert_eq!(nearest.closest(2_500..5_000, &[(0, 0.7), (2_001, 0.6)]), Some(4_500));
    }
}
