//! The nearest phrase of a topic, to show what a text reads like.

use std::ops::Range;

use super::vocabulary::Vector;

/// How many of its features, the strongest, a phrase keeps.
const KEPT: usize = 24;

/// From which likeness on a phrase is worth showing.
const CLOSE: f32 = 0.25;

/// The strongest features of every example.
#[derive(Default)]
pub(super) struct Nearest {
    entries: Vector,
    ends: Vec<usize>,
}

impl Nearest {
    /// Adds an example.
    pub(super) fn push(&mut self, vector: &Vector) {
        let mut strongest = vector.clone();
        strongest.sort_by(|one, other| other.1.total_cmp(&one.1));
        strongest.truncate(KEPT);
        strongest.sort_unstable_by_key(|(number, _)| *number);
        self.entries.extend(strongest);
        self.ends.push(self.entries.len());
    }

    /// The example among these that is closest to a text, unless all are far: the first of equals.
    pub(super) fn closest(&self, examples: impl Iterator<Item = usize>, vector: &Vector) -> Option<usize> {
        let likeness = |example: usize| (example, likeness(&self.entries[self.range(example)], vector));
        let nearer = |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
        examples.map(likeness).reduce(nearer).filter(|(_, likeness)| *likeness >= CLOSE).map(|(example, _)| example)
    }

    fn range(&self, example: usize) -> Range<usize> {
        example.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[example]
    }
}

/// The sum of products of what both have; both are in the order of their numbers.
fn likeness(one: &[(u32, f32)], other: &[(u32, f32)]) -> f32 {
    let mut other = other.iter().peekable();
    let mut sum = 0.0;
    for (number, value) in one {
        while other.next_if(|(next, _)| next < number).is_some() {}
        if let Some((_, found)) = other.next_if(|(next, _)| next == number) {
            sum += value * found;
        }
    }
    sum
}
