//! Which topics a feature can speak about: those in whose examples it occurs, or all of them for a frequent feature.
//!
//! Nine features in ten are rare and occur with a few topics; weights for the others would be noise that costs memory and time.

use std::ops::Range;

use super::train::Lessons;

/// Topics are padded to a multiple of this, so that rows fit the processor's registers.
pub(super) const LANES: usize = 8;

/// A feature that occurs in at least this many examples speaks about every topic.
const FREQUENT: usize = 100;

/// For each feature, where its weights stand. Features are numbered from the most frequent on; the last is the bias, which is
/// the first row.
pub(super) struct Support {
    /// How many rows have a weight for every topic: that of the bias and those of the frequent features.
    rows: usize,
    /// The length of such a row.
    width: usize,
    /// Where the weights of each rare feature begin, and where the last one's end.
    starts: Vec<u32>,
    /// The topics of all rare features' weights.
    topics: Vec<u16>,
}

/// Where the weights of a feature stand among all weights.
pub(super) enum Place<'a> {
    /// A row with a weight for every topic, padding included.
    Row(usize),
    /// A weight for each of these topics, from here on.
    Some(usize, &'a [u16]),
}

impl Support {
    /// The support of the features of these lessons.
    pub(super) fn of(lessons: &Lessons, features: usize, topics: usize) -> Self {
        let mut pairs: Vec<u64> = Vec::with_capacity(lessons.entries());
        let mut texts = vec![0u32; features];
        for (vector, topic) in lessons.all() {
            for (number, _) in vector {
                texts[*number as usize] += 1;
                pairs.push(u64::from(*number) << 16 | topic as u64);
            }
        }
        let frequent = texts.partition_point(|texts| *texts as usize >= FREQUENT);
        pairs.retain(|pair| (pair >> 16) as usize >= frequent);
        pairs.sort_unstable();
        pairs.dedup();
        #[expect(clippy::cast_possible_truncation, reason = "fewer than four billion weights")]
        let starts =
            (frequent..=features).map(|feature| pairs.partition_point(|pair| pair >> 16 < feature as u64) as u32);
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is the topic")]
        let with = pairs.iter().map(|pair| *pair as u16).collect();
        Self { rows: frequent + 1, width: topics.next_multiple_of(LANES), starts: starts.collect(), topics: with }
    }

    /// How many weights there are.
    pub(super) fn len(&self) -> usize {
        self.rows * self.width + self.topics.len()
    }

    /// The length of a row, padding included.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Where the bias stands.
    pub(super) fn bias(&self) -> usize {
        0
    }

    /// How many features there are, the bias not counted.
    pub(super) fn features(&self) -> usize {
        self.rows - 1 + self.starts.len() - 1
    }

    /// The numbers of all features.
    pub(super) fn numbers(&self) -> Range<u32> {
        #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than four billion features")]
        let end = self.features() as u32;
        0..end
    }

    /// From where to where the weights of a feature stand.
    pub(super) fn range(&self, number: u32) -> Range<usize> {
        match self.place(number) {
            Place::Row(start) => start..start + self.width,
            Place::Some(start, topics) => start..start + topics.len(),
        }
    }

    /// Where the weights of a feature stand.
    pub(super) fn place(&self, number: u32) -> Place<'_> {
        let row = number as usize + 1;
        let Some(rare) = row.checked_sub(self.rows) else {
            return Place::Row(row * self.width);
        };
        let (start, end) = (self.starts[rare] as usize, self.starts[rare + 1] as usize);
        Place::Some(self.rows * self.width + start, &self.topics[start..end])
    }
}
