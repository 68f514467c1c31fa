//! Concepts: groups of words that mean much the same, so that a word which no phrase of the handbook uses still says something.
//!
//! The list is general English and names no role and no duty. For a handbook in another language it is silent.

use std::collections::HashMap;

use super::tokens::{Token, Tokenizer};

/// One concept a line: its name, a colon, words and short expressions parted by commas. `#` begins a remark.
static LIST: &str = include_str!("concepts.txt");

/// The longest expression, in words.
const LONGEST: usize = 3;

/// A concept, by its place in the list.
pub(super) type ConceptId = u16;

/// Words and expressions with the concepts they belong to.
pub(super) struct Concepts {
    by_expression: HashMap<String, Vec<ConceptId>>,
}

impl Concepts {
    /// The shipped list.
    pub(super) fn shipped(tokenizer: &Tokenizer) -> Self {
        let mut by_expression: HashMap<String, Vec<ConceptId>> = HashMap::new();
        for (id, (_, words)) in lines().enumerate() {
            let id = ConceptId::try_from(id).unwrap_or(ConceptId::MAX);
            for expression in words
                .split(',')
                .map(str::trim)
                .filter(|expression| !expression.is_empty())
            {
                let stems: Vec<_> = tokenizer
                    .tokens(expression)
                    .into_iter()
                    .map(|token| token.stem)
                    .collect();
                let known = by_expression.entry(stems.join(" ")).or_default();
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
        Self { by_expression }
    }

    /// The concepts that the words from `at` on express, with the number of words each takes.
    pub(super) fn at<'a>(
        &'a self,
        tokens: &'a [Token],
        at: usize,
    ) -> impl Iterator<Item = (ConceptId, usize)> + 'a {
        (1..=LONGEST.min(tokens.len() - at)).flat_map(move |length| {
            let found = match length {
                1 => self.by_expression.get(&tokens[at].stem),
                _ => {
                    let stems: Vec<_> = tokens[at..at + length]
                        .iter()
                        .map(|token| token.stem.as_str())
                        .collect();
                    self.by_expression.get(&stems.join(" "))
                }
            };
            found.into_iter().flatten().map(move |id| (*id, length))
        })
    }
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
}
