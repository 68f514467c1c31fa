//! Spelling: a word that nobody knows is read as the known word that is one slip of the finger away.

use std::cmp::Ordering;

use super::{
    names::name_of,
    packed::{Lists, Packed},
};

/// Shorter words are left alone: too many others are one letter away.
const SHORTEST: usize = 5;

/// A known word must be this frequent for others to be read as it.
const FREQUENT: usize = 3;

/// The words that are known, and where a slip leads.
#[derive(Default)]
pub(super) struct Spelling {
    /// The letters of known words, frequent ones first.
    letters: Packed<u8>,
    /// Where each of them ends.
    ends: Packed<u32>,
    /// Names of all words that are left alone, sorted.
    known: Packed<u64>,
    /// What is left of a word without one of its letters, by the lower half of its name; sorted.
    shortened: Packed<u32>,
    /// The place of the word that each is left of.
    places: Packed<u32>,
}

impl Spelling {
    /// The spelling of these words, each with how often it occurs.
    pub(super) fn of<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let counts: Vec<(&str, usize)> = counts.filter(|(word, _)| can_be_misspelt(word)).collect();
        let mut known: Vec<u64> =
            counts.iter().filter(|(_, count)| *count >= 2).map(|(word, _)| name_of(word)).collect();
        known.sort_unstable();
        let mut frequent: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= FREQUENT).collect();
        frequent.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        let mut shortened: Vec<(u32, u32)> = Vec::with_capacity(frequent.len() * 8);
        for (place, (word, _)) in (0..).zip(&frequent) {
            shortened.extend(without_a_letter(word).map(|rest| (short_name(&rest), place)));
            shortened.push((short_name(word), place));
        }
        shortened.sort_unstable();
        shortened.dedup();
        let end = |end: &mut u32, (word, _): &(&str, usize)| {
            #[expect(clippy::cast_possible_truncation, reason = "a word has at most 24 letters")]
            let length = word.len() as u32;
            *end += length;
            Some(*end)
        };
        Self {
            letters: frequent.iter().flat_map(|(word, _)| word.bytes()).collect(),
            ends: frequent.iter().scan(0, end).collect(),
            known: known.into_iter().collect(),
            shortened: shortened.iter().map(|(name, _)| *name).collect(),
            places: shortened.iter().map(|(_, place)| *place).collect(),
        }
    }

    /// The next spelling of some lists, if it is whole.
    pub(super) fn next(lists: &mut Lists) -> Option<Self> {
        let spelling = Self {
            letters: lists.next()?,
            ends: lists.next()?,
            known: lists.next()?,
            shortened: lists.next()?,
            places: lists.next()?,
        };
        (spelling.shortened.len() == spelling.places.len()).then_some(spelling)
    }

    /// The known word that an unknown one is meant to be, if there is one.
    pub(super) fn meant(&self, written: &str) -> Option<&str> {
        if !can_be_misspelt(written) || self.is_known(name_of(written)) {
            return None;
        }
        let rests = without_a_letter(written).chain([written.to_owned()]);
        let places = rests.flat_map(|rest| self.places(short_name(&rest)));
        let near = places.filter(|place| is_one_slip(written, self.word(*place)));
        near.min().map(|place| self.word(place))
    }

    fn is_known(&self, name: u64) -> bool {
        let place = self.known.all().partition_point(|other| other < name);
        place < self.known.len() && self.known.at(place) == name
    }

    fn places(&self, name: u32) -> impl Iterator<Item = usize> {
        let start = self.shortened.all().partition_point(|other| other < name);
        let same = self.shortened.part(start..self.shortened.len()).iter().take_while(move |other| *other == name);
        same.zip(start..).map(|(_, at)| self.places.at(at) as usize)
    }

    /// A known word.
    fn word(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends.at(before));
        let letters = &self.letters.bytes()[start as usize..self.ends.at(place) as usize];
        str::from_utf8(letters).unwrap_or_default()
    }
}

fn can_be_misspelt(word: &str) -> bool {
    word.len() >= SHORTEST && word.len() <= 24 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The lower half of a word's name: what shares it by chance is no slip away.
#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn short_name(word: &str) -> u32 {
    name_of(word) as u32
}

fn without_a_letter(word: &str) -> impl Iterator<Item = String> {
    (0..word.len()).map(|at| [&word[..at], &word[at + 1..]].concat())
}

/// Whether one letter too many, too few, another one or two in the wrong order make the difference. People get a word's first
/// letter right.
fn is_one_slip(written: &str, word: &str) -> bool {
    let (one, other) = (written.as_bytes(), word.as_bytes());
    let same_start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    same_start > 0
        && match one.len().cmp(&other.len()) {
            Ordering::Less => other[1..] == *one,
            Ordering::Greater => one[1..] == *other,
            Ordering::Equal if one.is_empty() => true,
            Ordering::Equal => one[1..] == other[1..] || is_swapped(one, other),
        }
}

/// Whether the first two letters are in the wrong order, and the rest is the same.
fn is_swapped(one: &[u8], other: &[u8]) -> bool {
    one.len() >= 2 && one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..]
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Spelling {
        /// Writes the spelling as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.letters.write(into);
            self.ends.write(into);
            self.known.write(into);
            self.shortened.write(into);
            self.places.write(into);
        }
    }

    fn spelling() -> Spelling {
        Spelling::of([("database", 3), ("vacation", 3), ("vacations", 2), ("schedule", 3)].into_iter())
    }

    #[test]
    fn one_slip_is_mended() {
        let spelling = spelling();
        for (written, meant) in
            [("databse", "database"), ("dtaabase", "database"), ("vacatiom", "vacation"), ("schedulle", "schedule")]
        {
            assert_eq!(spelling.meant(written), Some(meant), "{written}");
        }
    }

    #[test]
    fn known_short_and_distant_words_are_left_alone() {
        let spelling = spelling();
        for written in ["database", "vacations", "dtbase", "xatabase", "data", "schedül", ""] {
            assert_eq!(spelling.meant(written), None, "{written}");
        }
    }
}
