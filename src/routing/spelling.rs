//! Spelling: a word that nobody knows is read as the known word that is one slip of the finger away.

use std::cmp::Ordering;

use super::names::name_of;

/// Shorter words are left alone: too many others are one letter away.
const SHORTEST: usize = 5;

/// A known word must be this frequent for others to be read as it.
const FREQUENT: usize = 3;

/// The words that are known, and where a slip leads.
#[derive(Default)]
pub(super) struct Spelling {
    /// Known words, frequent ones first.
    words: Vec<String>,
    /// Names of all words that are left alone, sorted.
    known: Vec<u64>,
    /// What is left of a word without one of its letters, by name, with the word's place; sorted.
    shortened: Vec<(u64, u32)>,
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
        let words: Vec<String> = frequent.into_iter().map(|(word, _)| word.to_owned()).collect();
        let mut shortened: Vec<(u64, u32)> = Vec::with_capacity(words.len() * 8);
        for (place, word) in (0..).zip(&words) {
            shortened.extend(without_a_letter(word).map(|rest| (name_of(&rest), place)));
            shortened.push((name_of(word), place));
        }
        shortened.sort_unstable();
        shortened.dedup();
        Self { words, known, shortened }
    }

    /// The known word that an unknown one is meant to be, if there is one.
    pub(super) fn meant(&self, written: &str) -> Option<&str> {
        if !can_be_misspelt(written) || self.known.binary_search(&name_of(written)).is_ok() {
            return None;
        }
        let rests = without_a_letter(written).chain([written.to_owned()]);
        let places = rests.flat_map(|rest| self.places(name_of(&rest)));
        let near = places.filter(|place| is_one_slip(written, &self.words[*place]));
        near.min().map(|place| self.words[place].as_str())
    }

    fn places(&self, name: u64) -> impl Iterator<Item = usize> {
        let start = self.shortened.partition_point(|(other, _)| *other < name);
        let found = self.shortened[start..].iter().take_while(move |(other, _)| *other == name);
        found.map(|(_, place)| *place as usize)
    }
}

fn can_be_misspelt(word: &str) -> bool {
    word.len() >= SHORTEST && word.len() <= 24 && word.bytes().all(|byte| byte.is_ascii_lowercase())
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
