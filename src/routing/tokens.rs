//! Words of a cleaned text: where they stand, in which clause, and their stems.

use std::{borrow::Cow, ops::Range};

use rust_stemmers::{Algorithm, Stemmer};

use super::{clean::is_pictograph, names::name_of, packed::Lists, table::Table};

/// How many words of a text count; more than fit into a message by far.
const WORD_LIMIT: usize = 1_500;

/// A word or a sign that carries meaning like one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// Where it stands in the cleaned text, in bytes.
    pub(super) at: Range<usize>,
    /// In lower case, contractions spelled out.
    pub(super) word: String,
    /// Names what remains of it without its ending.
    pub(super) name: u64,
    /// The number of its clause: commas, stops, dashes and brackets part clauses.
    pub(super) clause: usize,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// How much it counts: 1, or less where the text sets it aside.
    pub(super) weight: f32,
}

/// Splits cleaned texts into tokens.
pub(super) struct Tokenizer {
    stemmer: Stemmer,
    /// The names of known words' stems, by the names of the words: finding a stem takes longer than all else.
    stems: Table<u64>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), stems: Table::default() }
    }
}

/// Where a word or sign stands.
#[derive(Clone)]
struct Spot {
    at: Range<usize>,
    clause: usize,
    sentence: usize,
}

impl Tokenizer {
    /// A tokenizer that remembers the stems of these words, of which none stands twice.
    pub(super) fn remembering<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let plain = Self::default();
        let stems = Table::of(words.map(|word| (name_of(word), plain.name(word))));
        Self { stems, ..plain }
    }

    /// One that remembers the next table of some lists.
    pub(super) fn next(lists: &mut Lists) -> Option<Self> {
        Some(Self { stems: Table::next(lists)?, ..Self::default() })
    }

    /// The tokens of a cleaned text.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
        split(text, |word, spot| {
            let Spot { at, clause, sentence } = spot;
            tokens.push(Token { at, name: self.name(word), word: word.to_owned(), clause, sentence, weight: 1.0 });
            tokens.len() < WORD_LIMIT
        });
        tokens
    }

    /// The name of a word's stem.
    pub(super) fn name(&self, word: &str) -> u64 {
        match word.len() {
            0..=2 => name_of(word),
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) => name_of("0"),
            _ => {
                let known = self.stems.get(name_of(word));
                known.unwrap_or_else(|| name_of(&self.stemmer.stem(word)))
            }
        }
    }

    /// What is left of a word without its ending; its name is [`name`](Self::name).
    pub(super) fn stem(&self, word: &str) -> String {
        if word.len() <= 2 { word.to_owned() } else { self.stemmer.stem(word).into_owned() }
    }
}

/// The words of a cleaned text, contractions spelled out.
pub(super) fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut count = 0;
    split(text, |word, _| {
        each(word);
        count += 1;
        count < WORD_LIMIT
    });
}

/// Walks over a cleaned text and tells each word and sign, in lower case, until it is told to stop.
fn split(text: &str, mut each: impl FnMut(&str, Spot) -> bool) {
    let (mut clause, mut sentence) = (0, 0);
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let mut end = start + letter.len_utf8();
        if letter.is_alphanumeric() {
            while let Some((at, next)) = letters.next_if(|(at, next)| belongs(text, *at, *next)) {
                end = at + next.len_utf8();
            }
            if !spelled_out(&text[start..end], |word| each(word, Spot { at: start..end, clause, sentence })) {
                return;
            }
            continue;
        }
        let is_sign = match letter {
            // Several say no more than one.
            '?' | '!' => !text[..start].ends_with(letter),
            _ => is_pictograph(letter),
        };
        if is_sign && !each(&text[start..end], Spot { at: start..end, clause, sentence }) {
            return;
        }
        match letter {
            '?' | '!' if is_sign => (clause, sentence) = (clause + 1, sentence + 1),
            '.' | ';' => (clause, sentence) = (clause + 1, sentence + 1),
            ',' | ':' | '(' | ')' | '"' => clause += 1,
            '-' if text[end..].starts_with(' ') => clause += 1,
            _ => {}
        }
    }
}

/// Tells the words that something written stands for: usually one, two for a contraction. Whether to go on.
fn spelled_out(written: &str, mut each: impl FnMut(&str) -> bool) -> bool {
    let written = written.to_lowercase();
    let plain = if written.contains('\'') { Cow::from(written.replace('\'', "")) } else { Cow::from(&written) };
    match SPELLED_OUT.binary_search_by_key(&&*plain, |(short, _)| short) {
        Ok(found) => SPELLED_OUT[found].1.split(' ').all(each),
        Err(_) => each(written.strip_suffix("'s").unwrap_or(&plain)),
    }
}

/// Whether a character goes on with the word before it: letters, digits, and some signs between them (don't, 1:1, node.js).
fn belongs(text: &str, at: usize, letter: char) -> bool {
    let next = || text[at + letter.len_utf8()..].chars().next();
    let before = || text[..at].chars().next_back();
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    match letter {
        '\'' => next().is_some_and(char::is_alphabetic),
        ':' | '/' => {
            text[..at].ends_with('1') && text[at + 1..].starts_with('1') && !digit(text[at + 2..].chars().next())
        }
        '.' => next().is_some_and(char::is_alphanumeric) && before().is_some_and(char::is_alphanumeric),
        '+' | '#' => before().is_some_and(|before| matches!(before, 'c' | 'C' | 'f' | 'F' | '+')),
        _ => letter.is_alphanumeric(),
    }
}

/// Contractions and chat spellings, without apostrophes, in the order of their letters.
static SPELLED_OUT: &[(&str, &str)] = &[
    ("1/1", "one on one"),
    ("1:1", "one on one"),
    ("1:1s", "one on one"),
    ("1on1", "one on one"),
    ("1s", "one"),
    ("afaik", "as far as i know"),
    ("anyones", "anyone is"),
    ("arent", "are not"),
    ("cant", "can not"),
    ("couldnt", "could not"),
    ("couldve", "could have"),
    ("didnt", "did not"),
    ("doesnt", "does not"),
    ("dont", "do not"),
    ("dunno", "do not know"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("hadnt", "had not"),
    ("hasnt", "has not"),
    ("havent", "have not"),
    ("heres", "here is"),
    ("hes", "he is"),
    ("hows", "how is"),
    ("idk", "i do not know"),
    ("im", "i am"),
    ("isnt", "is not"),
    ("itll", "it will"),
    ("its", "it is"),
    ("ive", "i have"),
    ("lets", "let us"),
    ("mustnt", "must not"),
    ("needa", "need a"),
    ("neednt", "need not"),
    ("nobodys", "nobody is"),
    ("oncall", "on call"),
    ("pls", "please"),
    ("plz", "please"),
    ("ppl", "people"),
    ("pto", "paid time off"),
    ("r", "are"),
    ("shes", "she is"),
    ("shouldnt", "should not"),
    ("someones", "someone is"),
    ("thats", "that is"),
    ("theres", "there is"),
    ("theyre", "they are"),
    ("theyve", "they have"),
    ("thx", "thanks"),
    ("u", "you"),
    ("ur", "your"),
    ("wanna", "want to"),
    ("wasnt", "was not"),
    ("werent", "were not"),
    ("weve", "we have"),
    ("whats", "what is"),
    ("wheres", "where is"),
    ("whod", "who would"),
    ("wholl", "who will"),
    ("whos", "who is"),
    ("wont", "will not"),
    ("wouldnt", "would not"),
    ("youre", "you are"),
    ("youve", "you have"),
];

#[cfg(test)]
mod tests {
    use super::*;

    impl Tokenizer {
        /// Writes what it remembers as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.stems.write(into);
        }
    }

    fn words(text: &str) -> Vec<String> {
        Tokenizer::default().tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_keep_the_signs_within_them() {
        assert_eq!(words("Who's for node.js, C++ or C#?"), ["who", "is", "for", "node.js", "c++", "or", "c#", "?"]);
        assert_eq!(words("my 1:1s at 11:15"), ["my", "one", "on", "one", "at", "11", "15"]);
        assert_eq!(words("the team's take-home"), ["the", "team", "take", "home"]);
    }

    #[test]
    fn contractions_are_spelled_out_and_know_their_place() {
        let tokens = Tokenizer::default().tokens("I don't know");
        assert_eq!(words("I dont know"), words("I don't know"));
        assert_eq!(tokens[1].at, 2..7);
        assert_eq!(tokens[2].at, 2..7);
    }

    #[test]
    fn punctuation_parts_clauses_and_sentences() {
        let tokens = Tokenizer::default().tokens("one, two. three - four");
        let clauses: Vec<_> = tokens.iter().map(|token| (token.clause, token.sentence)).collect();
        assert_eq!(clauses, [(0, 0), (1, 0), (2, 1), (3, 1)]);
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(SPELLED_OUT.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
