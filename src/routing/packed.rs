//! Numbers as bytes, the low byte first, so that what was learned beforehand is used where it stands in the program.
//!
//! Nothing of it is copied at start-up, and the operating system loads only the pages that are looked at. What is learned at
//! start-up has the same form, in memory of its own.

use std::{borrow::Cow, fmt, ops::Range};

/// A number of a fixed size.
pub(super) trait Number: Copy + 'static {
    /// As it is packed.
    type Bytes: Copy + fmt::Debug + PartialEq + Send + Sync + 'static;

    /// As bytes.
    fn packed(self) -> Self::Bytes;

    /// From bytes.
    fn unpacked(bytes: Self::Bytes) -> Self;

    /// Bytes as those of several numbers; none if something is left over.
    fn several(bytes: &'static [u8]) -> Option<&'static [Self::Bytes]>;

    /// The bytes of several numbers.
    fn flat(several: &[Self::Bytes]) -> &[u8];
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Number for $number {
            type Bytes = [u8; size_of::<$number>()];

            fn packed(self) -> Self::Bytes {
                self.to_le_bytes()
            }

            fn unpacked(bytes: Self::Bytes) -> Self {
                Self::from_le_bytes(bytes)
            }

            fn several(bytes: &'static [u8]) -> Option<&'static [Self::Bytes]> {
                let (several, rest) = bytes.as_chunks();
                rest.is_empty().then_some(several)
            }

            fn flat(several: &[Self::Bytes]) -> &[u8] {
                several.as_flattened()
            }
        }
    )*};
}

numbers!(i8, u8, u16, u32, u64, f32);

/// A list of numbers.
#[derive(Clone)]
pub(super) struct Packed<N: Number>(Cow<'static, [N::Bytes]>);

impl<N: Number> Packed<N> {
    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number at a place.
    pub(super) fn at(&self, place: usize) -> N {
        N::unpacked(self.0[place])
    }

    /// Some of the numbers.
    pub(super) fn part(&self, places: Range<usize>) -> Part<'_, N> {
        Part(&self.0[places])
    }

    /// All numbers.
    pub(super) fn all(&self) -> Part<'_, N> {
        Part(&self.0)
    }

    /// Adds a number.
    pub(super) fn push(&mut self, number: N) {
        self.0.to_mut().push(number.packed());
    }

    /// A list that is complete, without room for more.
    pub(super) fn complete(self) -> Self {
        Self(Cow::Owned(self.0.into_owned().into_boxed_slice().into_vec()))
    }

    /// The bytes of all numbers.
    pub(super) fn bytes(&self) -> &[u8] {
        N::flat(&self.0)
    }
}

impl<N: Number> Default for Packed<N> {
    fn default() -> Self {
        Self(Cow::Borrowed(&[]))
    }
}

impl<N: Number> FromIterator<N> for Packed<N> {
    fn from_iter<I: IntoIterator<Item = N>>(numbers: I) -> Self {
        Self(Cow::Owned(numbers.into_iter().map(N::packed).collect())).complete()
    }
}

/// Some numbers of a list.
#[derive(Clone, Copy)]
pub(super) struct Part<'a, N: Number>(&'a [N::Bytes]);

impl<'a, N: Number> Part<'a, N> {
    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The number at a place.
    pub(super) fn at(self, place: usize) -> N {
        N::unpacked(self.0[place])
    }

    /// Some of them.
    pub(super) fn part(self, places: Range<usize>) -> Self {
        Self(&self.0[places])
    }

    /// One after the other.
    pub(super) fn iter(self) -> impl ExactSizeIterator<Item = N> + 'a {
        self.0.iter().map(|bytes| N::unpacked(*bytes))
    }

    /// How many at the beginning are as they shall be; those that are stand before those that are not.
    pub(super) fn partition_point(self, is: impl Fn(N) -> bool) -> usize {
        self.0.partition_point(|bytes| is(N::unpacked(*bytes)))
    }
}

/// Lists, one after the other: before each its length in bytes.
pub(super) struct Lists(&'static [u8]);

impl Lists {
    /// The lists in these bytes.
    pub(super) fn of(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    /// The next list, if there is one and it is whole.
    pub(super) fn next<N: Number>(&mut self) -> Option<Packed<N>> {
        let (length, rest) = self.0.split_first_chunk()?;
        let (list, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = rest;
        Some(Packed(Cow::Borrowed(N::several(list)?)))
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl<N: Number> Packed<N> {
        /// Writes the list as [`Lists`] reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            let length = u32::try_from(self.bytes().len()).expect("a list is smaller than four gigabytes");
            into.extend(length.to_le_bytes());
            into.extend(self.bytes());
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        [7u64, u64::MAX].into_iter().collect::<Packed<_>>().write(&mut bytes);
        [-0.5f32].into_iter().collect::<Packed<_>>().write(&mut bytes);
        let mut lists = Lists::of(bytes.leak());
        let numbers = lists.next::<u64>().expect("it is there");
        assert_eq!(numbers.all().iter().collect::<Vec<_>>(), [7, u64::MAX]);
        assert_eq!(lists.next::<f32>().map(|list| list.at(0)), Some(-0.5));
        assert!(lists.is_empty() && lists.next::<u8>().is_none());
    }

    #[test]
    fn lists_that_are_cut_off_are_none() {
        let mut bytes = Vec::new();
        [1u32, 2].into_iter().collect::<Packed<_>>().write(&mut bytes);
        for end in 0..bytes.len() {
            assert!(Lists::of(bytes[..end].to_vec().leak()).next::<u32>().is_none(), "{end}");
        }
        assert!(Lists::of(bytes.leak()).next::<u64>().is_some(), "eight bytes");
        assert!(Lists::of(&[3, 0, 0, 0, 1, 2, 3]).next::<u16>().is_none(), "half a number is left over");
    }

    #[test]
    fn a_part_is_a_list_of_its_own() {
        let numbers: Packed<u16> = (0..10).collect();
        let part = numbers.part(2..8);
        assert_eq!((part.len(), part.at(1), part.part(4..6).at(1)), (6, 3, 7));
        assert_eq!(part.partition_point(|number| number < 5), 3);
    }
}
