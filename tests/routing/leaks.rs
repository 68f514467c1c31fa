//! The handbook's phrases are not taken from the questions by which the router is judged.
//!
//! A phrase counts as taken if it is the same but for case, punctuation and accents, or only trivially different: three quarters
//! or more of its groups of three letters, or of its words, are those of the question. Independent writers rarely come closer:
//! of two sets written without sight of the handbook, ninety-five in a hundred questions stay under 0.7 with each of its
//! thousands of phrases, and most are near 0.44. Two words changed in a sentence of ten stay above the threshold.

use std::cmp::Ordering;

use lanekeeper::routing::score::Question;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::shelf;

/// From which likeness on a phrase is only trivially different.
const TRIVIAL: f32 = 0.75;

/// A text, made comparable.
struct Comparable {
    written: String,
    /// Each once, sorted.
    words: Vec<String>,
    /// Groups of three letters, as often as they occur, sorted.
    groups: Vec<[char; 3]>,
}

impl Comparable {
    fn of(text: &str) -> Self {
        let plain: String = text.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
        let plain = plain.to_lowercase();
        let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        let letters: Vec<char> = format!(" {} ", words.join(" ")).chars().collect();
        let mut groups: Vec<[char; 3]> = letters.windows(3).map(|group| [group[0], group[1], group[2]]).collect();
        groups.sort_unstable();
        words.sort_unstable();
        words.dedup();
        Self { written: text.trim().to_owned(), words, groups }
    }

    /// Whether the two differ only trivially. Texts without any word, such as an emoji, are compared as written.
    fn is_trivially(&self, other: &Self) -> bool {
        if self.words.is_empty() || other.words.is_empty() {
            return self.written == other.written;
        }
        // Texts that share few words share few letters; to count words is quicker.
        let fewer = self.words.len().min(other.words.len());
        if fewer >= 4 && in_common(&self.words, &other.words) * 3 < fewer {
            return false;
        }
        self.letters_in_common(other) >= TRIVIAL || self.words_in_common(other) >= TRIVIAL
    }

    /// Twice the groups of three letters that both have, of all that they have (Dice).
    fn letters_in_common(&self, other: &Self) -> f32 {
        let share = |both: usize| 2.0 * both as f32 / (self.groups.len() + other.groups.len()) as f32;
        let most = share(self.groups.len().min(other.groups.len()));
        if most < TRIVIAL { most } else { share(in_common(&self.groups, &other.groups)) }
    }

    /// The words that both have, of all that either has (Jaccard).
    fn words_in_common(&self, other: &Self) -> f32 {
        let share = |both: usize| both as f32 / (self.words.len() + other.words.len() - both) as f32;
        let most = share(self.words.len().min(other.words.len()));
        if most < TRIVIAL { most } else { share(in_common(&self.words, &other.words)) }
    }
}

/// How many elements two sorted lists have in common.
fn in_common<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut at, mut beside, mut both) = (0, 0, 0);
    while at < one.len() && beside < other.len() {
        let order = one[at].cmp(&other[beside]);
        both += usize::from(order == Ordering::Equal);
        at += usize::from(order != Ordering::Greater);
        beside += usize::from(order != Ordering::Less);
    }
    both
}

/// Where the handbook has a phrase that is trivially one of the questions: the files, not the words, so that whoever mends it
/// does not read the question.
fn taken(questions: &[Question]) -> Vec<String> {
    let questions: Vec<_> = questions.iter().map(|question| Comparable::of(&question.text)).collect();
    let handbook = shelf::handbook();
    let duties = handbook.duties().map(|duty| (format!("duties/{}.toml", duty.id), &duty.phrases));
    let asides = handbook.asides().map(|aside| (format!("asides/{}.toml", aside.id), &aside.phrases));
    let mut taken = Vec::new();
    for (file, phrases) in duties.chain(asides) {
        for (number, phrase) in (1..).zip(phrases) {
            let phrase = Comparable::of(phrase);
            if questions.iter().any(|question| question.is_trivially(&phrase)) {
                taken.push(format!("{file}, phrase {number}"));
            }
        }
    }
    taken
}

#[test]
fn no_question_kept_apart_stands_in_the_handbook() {
    if let Some(questions) = shelf::kept_apart() {
        let taken = taken(&questions);
        assert!(taken.is_empty(), "replace these phrases by others:\n{}", taken.join("\n"));
    }
}

#[test]
fn no_own_question_stands_in_the_handbook() {
    let questions = [shelf::own(), shelf::tuned(), shelf::fresh().concat(), shelf::last()].concat();
    let taken = taken(&questions);
    assert!(taken.is_empty(), "replace these phrases, or the questions that they are like:\n{}", taken.join("\n"));
}

#[test]
fn a_phrase_would_be_found_with_trivial_changes() {
    let question = Comparable::of("Who decides which message queue we use for the payment service?");
    for phrase in [
        "who decides which message queue we use for the payment service",
        "WHO decides, which Message-Queue we use for the payment service??",
        "Who decides which message queue we are using for the payments service?",
        "Whó decides which message queue we use for our payment service?",
    ] {
        assert!(Comparable::of(phrase).is_trivially(&question), "{phrase}");
    }
    for phrase in ["Who picks the database of the payment service?", "Which message queue do we take?"] {
        assert!(!Comparable::of(phrase).is_trivially(&question), "{phrase}");
    }
    assert!(Comparable::of("👍").is_trivially(&Comparable::of(" 👍")));
    assert!(!Comparable::of("👍").is_trivially(&Comparable::of("👎")));
}
