//! What the router sees of a text: words, pairs of words, groups of letters, concepts and the text's shape.

use std::{collections::HashMap, ops::Range};

use super::{
    clean::{Cleaned, clean},
    concepts::{self, Concepts},
    contrast::set_aside,
    frame,
    names::{joined, name_of},
    packed::Lists,
    recipe::Recipe,
    spelling::Spelling,
    tokens::{Token, Tokenizer, words},
};
use crate::parts::in_parts;

/// A kind of feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// A word's stem.
    Word,
    /// Two neighbouring stems.
    Pair,
    /// A group of letters within a word: survives typos and unknown endings.
    Letters,
    /// A concept that a word or expression belongs to.
    Concept,
    /// Length, first word, question mark, code, link.
    Shape,
    /// A piece of the sentence's frame: what is left of it without the words that say what it is about.
    Frame,
}

/// How many kinds there are.
pub(super) const KINDS: usize = 6;

/// A feature of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    /// Names the feature; the same in every text.
    pub(super) name: u64,
    /// Its kind.
    pub(super) kind: Kind,
    /// How much it counts in this text.
    pub(super) weight: f32,
    /// The first token that it comes from.
    token: u16,
    /// How many tokens it comes from; none for the shape of the whole text.
    span: u8,
}

impl Feature {
    /// The tokens that it comes from; none for the shape of the whole text.
    pub(super) fn tokens(&self) -> Range<usize> {
        let start = usize::from(self.token);
        start..start + usize::from(self.span)
    }
}

/// A text with its tokens and features.
pub(super) struct Reading {
    /// What was read.
    pub(super) cleaned: Cleaned,
    /// Its words.
    pub(super) tokens: Vec<Token>,
    /// What the router sees of it.
    pub(super) features: Vec<Feature>,
}

impl Reading {
    /// Whether any word is left of the text, not only signs.
    pub(super) fn says_something(&self) -> bool {
        self.tokens.iter().any(|token| token.word.chars().all(char::is_alphanumeric))
    }
}

/// Turns texts into features.
pub(super) struct Reader {
    tokenizer: Tokenizer,
    concepts: Concepts,
    spelling: Spelling,
    scales: [f32; KINDS],
    contrast: bool,
}

/// The number of letters in a group, with the marks of a word's beginning and end.
const LETTERS: usize = 4;

impl Reader {
    /// A reader by a recipe. It knows how the words of these texts and of the concepts are spelt.
    pub(super) fn new(recipe: &Recipe, texts: &[&str]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let of_parts = in_parts(texts, |part| {
            let mut counts: HashMap<String, usize> = HashMap::new();
            part.iter().for_each(|text| words(&clean(text).text, |word| count(&mut counts, word, 1)));
            counts
        });
        for (word, times) in of_parts.iter().flatten() {
            count(&mut counts, word, *times);
        }
        let tokenizer = Tokenizer::remembering(counts.keys().map(String::as_str));
        let concepts = Concepts::shipped(&tokenizer);
        let mut spelling = Spelling::default();
        if recipe.spelling {
            concepts::words().for_each(|word| count(&mut counts, word, 3));
            spelling = Spelling::of(counts.iter().map(|(word, times)| (word.as_str(), *times)));
        }
        Self { tokenizer, concepts, spelling, scales: recipe.scales, contrast: recipe.contrast }
    }

    /// The next reader of some lists, by this recipe, if it is whole.
    pub(super) fn next(lists: &mut Lists, recipe: &Recipe) -> Option<Self> {
        let (tokenizer, spelling) = (Tokenizer::next(lists)?, Spelling::next(lists)?);
        let concepts = Concepts::shipped(&tokenizer);
        Some(Self { tokenizer, concepts, spelling, scales: recipe.scales, contrast: recipe.contrast })
    }

    /// Reads a text.
    pub(super) fn read(&self, text: &str) -> Reading {
        let cleaned = clean(text);
        let mut tokens = self.tokenizer.tokens(&cleaned.text);
        without_please(&mut tokens);
        self.mend(&mut tokens);
        if self.contrast {
            set_aside(&mut tokens);
        }
        let mut reading = Reading { features: Vec::with_capacity(tokens.len() * 12 + 8), cleaned, tokens };
        self.add_words(&mut reading);
        self.add_letters(&mut reading);
        self.add_concepts(&mut reading);
        self.add_shape(&mut reading);
        self.add_frame(&mut reading);
        reading
    }

    /// The features of several texts.
    pub(super) fn features_of(&self, texts: &[&str]) -> Vec<Vec<Feature>> {
        texts.iter().map(|text| self.read(text).features).collect()
    }

    /// The known word that an unknown one is read as.
    pub(super) fn meant(&self, word: &str) -> Option<&str> {
        self.spelling.meant(word)
    }

    /// What is left of a word without its ending.
    pub(super) fn stem(&self, word: &str) -> String {
        self.tokenizer.stem(word)
    }

    /// A cleaned text with its words, as written.
    pub(super) fn plain(&self, text: &str) -> (String, Vec<Token>) {
        let cleaned = clean(text).text;
        let tokens = self.tokenizer.tokens(&cleaned);
        (cleaned, tokens)
    }

    /// The name of a word's stem.
    pub(super) fn name(&self, word: &str) -> u64 {
        self.tokenizer.name(word)
    }

    /// The name of a token's stem as written: nothing mended, and one number is not like another.
    pub(super) fn exact_name(&self, token: &Token) -> u64 {
        let is_number = token.word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { name_of(&token.word) } else { self.tokenizer.name(&token.word) }
    }

    /// The names of a text's stems.
    pub(super) fn stems(&self, text: &str) -> impl Iterator<Item = u64> {
        self.tokenizer.tokens(&clean(text).text).into_iter().map(|token| token.name)
    }

    fn push(&self, features: &mut Vec<Feature>, kind: Kind, name: u64, weight: f32, token: usize, span: usize) {
        let weight = weight * self.scales[kind as usize];
        if weight > 0.0 {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a text has 1,500 tokens at most, a feature spans a few"
            )]
            features.push(Feature { name: named(kind, name), kind, weight, token: token as u16, span: span as u8 });
        }
    }

    /// Names misspelt words by what they are meant to be.
    fn mend(&self, tokens: &mut [Token]) {
        for token in tokens {
            if let Some(meant) = self.spelling.meant(&token.word) {
                token.name = self.tokenizer.name(meant);
            }
        }
    }

    fn add_words(&self, reading: &mut Reading) {
        let names: Vec<u64> = reading.tokens.iter().map(|token| token.name).collect();
        let weight = |at: usize| reading.tokens[at].weight;
        for (at, name) in names.iter().enumerate() {
            self.push(&mut reading.features, Kind::Word, *name, weight(at), at, 1);
            if let Some(next) = names.get(at + 1) {
                let weight = weight(at).min(weight(at + 1));
                self.push(&mut reading.features, Kind::Pair, joined(*name, *next), weight, at, 2);
            }
        }
    }

    fn add_letters(&self, reading: &mut Reading) {
        if self.scales[Kind::Letters as usize] == 0.0 {
            return;
        }
        let mut word = Vec::new();
        for (at, token) in reading.tokens.iter().enumerate().filter(|(_, token)| token.word.len() >= LETTERS) {
            word.clear();
            word.push('^');
            word.extend(token.word.chars());
            word.push('$');
            let groups = word.windows(LETTERS);
            #[expect(clippy::cast_precision_loss, reason = "a word has few letters")]
            let share = token.weight / (groups.len() as f32).sqrt();
            for group in groups {
                let name = group.iter().fold(0, |name, letter| joined(name, u64::from(*letter)));
                self.push(&mut reading.features, Kind::Letters, name, share, at, 1);
            }
        }
    }

    fn add_concepts(&self, reading: &mut Reading) {
        for at in 0..reading.tokens.len() {
            let weight = reading.tokens[at].weight;
            for (id, span) in self.concepts.beginning(&reading.tokens[at..]) {
                self.push(&mut reading.features, Kind::Concept, u64::from(id), weight, at, span);
            }
        }
    }

    fn add_shape(&self, reading: &mut Reading) {
        for (mark, more) in shapes(reading) {
            self.push(&mut reading.features, Kind::Shape, joined(name_of(mark), more), 1.0, 0, 0);
        }
    }

    fn add_frame(&self, reading: &mut Reading) {
        for piece in frame::pieces(&reading.tokens) {
            self.push(&mut reading.features, Kind::Frame, piece.name, 1.0, piece.tokens.start, piece.tokens.len());
        }
    }
}

fn count(counts: &mut HashMap<String, usize>, word: &str, times: usize) {
    match counts.get_mut(word) {
        Some(known) => *known += times,
        None => drop(counts.insert(word.to_owned(), times)),
    }
}

/// The text's shape: marks with what distinguishes them.
pub(super) fn shapes(reading: &Reading) -> Vec<(&'static str, u64)> {
    let tokens = &reading.tokens;
    let mut shapes = vec![("length", u64::from((tokens.len() + 1).ilog2()))];
    shapes.extend(tokens.first().map(|first| ("first", first.name)));
    shapes.extend(tokens.get(1).map(|second| ("first two", joined(tokens[0].name, second.name))));
    shapes.extend(tokens.last().map(|last| ("last", last.name)));
    shapes.extend(reading.cleaned.code.then_some(("code", 0)));
    shapes.extend(reading.cleaned.link.then_some(("link", 0)));
    shapes
}

/// A "please" at either end is manners, not meaning.
fn without_please(tokens: &mut Vec<Token>) {
    let said = |token: &Token| token.word == "please";
    let end = tokens.iter().rposition(|token| !said(token)).map_or(tokens.len(), |last| last + 1);
    tokens.truncate(end);
    let start = tokens.iter().position(|token| !said(token)).unwrap_or(0);
    tokens.drain(..start);
}

/// The name of a feature of this kind.
pub(super) fn named(kind: Kind, name: u64) -> u64 {
    joined(name, kind as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Reader {
        /// Writes the reader as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.tokenizer.write(into);
            self.spelling.write(into);
        }
    }
}
