//! Which topics a feature can speak about: those in whose examples it occurs, or all of them for a frequent feature.
//!
//! Nine features in ten are rare and occur with a few topics; weights for the others would be noise that costs memory and time.

use std::{collections::BTreeSet, ops::Range};

use super::{
    families::Families,
    packed::{Lists, Packed, Part},
};

/// Topics are padded to a multiple of this, so that rows fit the processor's registers.
pub(super) const LANES: usize = 8;

/// A feature that occurs in at least this many examples speaks about every topic.
const FREQUENT: usize = 100;

/// Which features occur with which topics, as it is found out.
pub(super) struct Occurring {
    /// In how many examples each feature occurs.
    texts: Vec<u32>,
    /// With which topic each feature was seen last.
    last: Vec<usize>,
    /// Features with topics: the topic is in the lowest 16 bits.
    pairs: Vec<u64>,
}

impl Occurring {
    /// Nothing yet of so many features.
    pub(super) fn nothing(features: usize) -> Self {
        Self { texts: vec![0; features], last: vec![usize::MAX; features], pairs: Vec::new() }
    }

    /// Adds an example. Those of one topic follow each other.
    pub(super) fn add(&mut self, vector: &[(u32, f32)], topic: usize) {
        for number in vector.iter().map(|(number, _)| *number as usize) {
            self.texts[number] += 1;
            if self.last[number] != topic {
                self.last[number] = topic;
                self.pairs.push((number as u64) << 16 | topic as u64);
            }
        }
    }
}

/// For each feature, where its weights stand. Features are numbered from the most frequent on; the last is the bias, which is
/// the first row.
pub(super) struct Support {
    /// How many rows have a weight for every topic: that of the bias and those of the frequent features.
    rows: usize,
    /// The length of such a row.
    width: usize,
    /// Where the weights of each rare feature begin, and where the last one's end.
    starts: Packed<u32>,
    /// The topics of all rare features' weights.
    topics: Packed<u16>,
}

/// Where the weights of a feature stand among all weights.
pub(super) enum Place<'a> {
    /// A row with a weight for every topic, padding included.
    Row(usize),
    /// A weight for each of these topics, from here on.
    Some(usize, Part<'a, u16>),
}

impl Support {
    /// The support of features that occur together with these topics.
    pub(super) fn of(occurring: Occurring, families: &Families) -> Self {
        let Occurring { texts, mut pairs, .. } = occurring;
        let frequent = texts.partition_point(|texts| *texts as usize >= FREQUENT);
        pairs.retain(|pair| (pair >> 16) as usize >= frequent);
        pairs.sort_unstable();
        let mut support = Self {
            rows: frequent + 1,
            width: families.columns().next_multiple_of(LANES),
            starts: Packed::default(),
            topics: Packed::default(),
        };
        let mut columns = BTreeSet::new();
        for with in pairs.chunk_by(|one, other| one >> 16 == other >> 16) {
            columns.clear();
            columns.extend(with.iter().flat_map(|pair| families.columns_of((pair & 0xffff) as usize)));
            support.push(&columns);
        }
        support.push(&BTreeSet::new());
        Self { starts: support.starts.complete(), topics: support.topics.complete(), ..support }
    }

    /// The next support of some lists, for models of these families, if it is whole.
    pub(super) fn next(lists: &mut Lists, families: &Families) -> Option<Self> {
        let rows: Packed<u32> = lists.next()?;
        let rows = (rows.len() == 1).then(|| rows.at(0) as usize)?;
        let width = families.columns().next_multiple_of(LANES);
        let support = Self { rows, width, starts: lists.next()?, topics: lists.next()? };
        let end = support.starts.len().checked_sub(1)?;
        (rows > 0 && support.starts.at(end) as usize == support.topics.len()).then_some(support)
    }

    #[expect(clippy::cast_possible_truncation, reason = "fewer than four billion weights, fewer than 65,000 columns")]
    fn push(&mut self, columns: &BTreeSet<usize>) {
        self.starts.push(self.topics.len() as u32);
        columns.iter().for_each(|column| self.topics.push(*column as u16));
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
        let (start, end) = (self.starts.at(rare) as usize, self.starts.at(rare + 1) as usize);
        Place::Some(self.rows * self.width + start, self.topics.part(start..end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Support {
        /// Writes the support as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            #[expect(clippy::cast_possible_truncation, reason = "a row is a feature")]
            let rows = self.rows as u32;
            [rows].into_iter().collect::<Packed<_>>().write(into);
            self.starts.write(into);
            self.topics.write(into);
        }
    }
}
