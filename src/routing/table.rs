//! Numbers by name, found in constant time. Unlike a hash map a table is a few lists of numbers and can stand in the program.

use super::packed::{Lists, Number, Packed};

/// Names, which are numbers themselves, each with a number.
#[derive(Default)]
pub(super) struct Table<N: Number> {
    /// The names, stirred and sorted.
    names: Packed<u64>,
    /// The number of each.
    numbers: Packed<N>,
    /// Where the names begin of which the highest bits have a value, and where the last ones end.
    starts: Packed<u32>,
}

impl<N: Number> Table<N> {
    /// A table of names with their numbers. No name may stand twice.
    pub(super) fn of(numbered: impl Iterator<Item = (u64, N)>) -> Self {
        let mut numbered: Vec<(u64, N)> = numbered.map(|(name, number)| (stirred(name), number)).collect();
        numbered.sort_unstable_by_key(|(name, _)| *name);
        let bits = numbered.len().max(2).ilog2();
        #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than four billion words")]
        let start = |value: u64| numbered.partition_point(|(name, _)| highest(*name, bits) < value) as u32;
        Self {
            starts: (0..=1 << bits).map(start).collect(),
            names: numbered.iter().map(|(name, _)| *name).collect(),
            numbers: numbered.iter().map(|(_, number)| *number).collect(),
        }
    }

    /// The next table of some lists, if it is whole.
    pub(super) fn next(lists: &mut Lists) -> Option<Self> {
        let table = Self { names: lists.next()?, numbers: lists.next()?, starts: lists.next()? };
        let whole = table.names.len() == table.numbers.len() && table.starts.len() > 2;
        whole.then_some(table)
    }

    /// The number of a name.
    pub(super) fn get(&self, name: u64) -> Option<N> {
        let bits = self.starts.len().checked_sub(1)?.ilog2();
        let name = stirred(name);
        #[expect(clippy::cast_possible_truncation, reason = "it is less than there are starts")]
        let value = highest(name, bits) as usize;
        let (start, end) = (self.starts.at(value) as usize, self.starts.at(value + 1) as usize);
        let found = self.names.part(start..end).iter().position(|other| other == name)?;
        Some(self.numbers.at(start + found))
    }
}

/// The value of the highest bits of a name.
fn highest(name: u64, bits: u32) -> u64 {
    name >> (u64::BITS - bits)
}

/// Spreads a name over all bits; no two become one.
fn stirred(name: u64) -> u64 {
    let name = (name ^ (name >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    name ^ (name >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl<N: Number> Table<N> {
        /// Writes the table as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.names.write(into);
            self.numbers.write(into);
            self.starts.write(into);
        }
    }

    #[test]
    fn each_name_has_its_number_and_others_have_none() {
        for count in [0, 1, 2, 3, 1_000] {
            let table: Table<u32> = Table::of((0..count).map(|name| (u64::from(name) * 3, name)));
            assert!((0..count).all(|name| table.get(u64::from(name) * 3) == Some(name)), "{count}");
            assert!((0..count).all(|name| table.get(u64::from(name) * 3 + 1).is_none()), "{count}");
        }
        assert_eq!(Table::<u32>::default().get(7), None);
    }

    #[test]
    fn a_table_that_was_written_is_read() {
        let table: Table<u64> = Table::of([(4, 40), (u64::MAX, 1)].into_iter());
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let read = Table::<u64>::next(&mut Lists::of(bytes.leak())).expect("it is whole");
        assert_eq!((read.get(4), read.get(u64::MAX), read.get(5)), (Some(40), Some(1), None));
    }
}
