//! Concepts: groups of words that mean much the same, so that a word which no phrase of the handbook uses still says something.
//!
//! The list is general English and names no role and no duty. For a handbook in another language it is silent.

use super::{
    names::{ByName, joined},
    tokens::{Token, Tokenizer},
};

/// One concept a line: its name, a colon, words and short expressions parted by commas. `#` begins a remark.
static LIST: &str = include_str!("concepts.txt");

/// The longest expression, in words.
const LONGEST: usize = 3;

/// A concept, by its place in the list.
pub(super) type ConceptId = u16;

/// Words and expressions with the concepts they belong to.
pub(super) struct Concepts {
    by_expression: ByName<Vec<ConceptId>>,
}

impl Concepts {
    /// The shipped list.
    pub(super) fn shipped(tokenizer: &Tokenizer) -> Self {
        let mut by_expression: ByName<Vec<ConceptId>> = ByName::default();
        for (id, (_, expressions)) in (0..).zip(lines()) {
            for expression in expressions.split(',') {
                let tokens = tokenizer.tokens(expression);
                if let Some(name) = expression_names(&tokens).last() {
                    let known = by_expression.entry(name).or_default();
                    if !known.contains(&id) {
                        known.push(id);
                    }
                }
            }
        }
        Self { by_expression }
    }

    /// The concepts that the first of these words begin to express, with the number of words each takes.
    pub(super) fn beginning<'a>(&'a self, tokens: &'a [Token]) -> impl Iterator<Item = (ConceptId, usize)> + 'a {
        let names = expression_names(&tokens[..LONGEST.min(tokens.len())]);
        (1..).zip(names).flat_map(|(length, name)| {
            let found = self.by_expression.get(&name).into_iter().flatten();
            found.map(move |id| (*id, length))
        })
    }
}

/// Every concept with its name in the list.
pub(super) fn names() -> impl Iterator<Item = (ConceptId, &'static str)> {
    (0..).zip(lines()).map(|(id, (name, _))| (id, name))
}

/// Every word of the list, as often as it stands there.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    lines().flat_map(|(_, expressions)| expressions.split([',', ' '])).filter(|word| !word.is_empty())
}

/// The names of the first word, the first two words, and so on.
fn expression_names(tokens: &[Token]) -> impl Iterator<Item = u64> {
    tokens.iter().scan(0, |name, token| {
        *name = joined(*name, token.name);
        Some(*name)
    })
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_remark_or_names_a_concept_of_its_own() {
        let mut names: Vec<&str> = lines().map(|(name, _)| name).collect();
        let count = LIST.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(names.len(), count);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "a concept stands twice");
    }

    #[test]
    fn expressions_fit_the_longest() {
        let tokenizer = Tokenizer::default();
        for (name, expressions) in lines() {
            for expression in expressions.split(',') {
                let words = tokenizer.tokens(expression).len();
                assert!((1..=LONGEST).contains(&words), "{name}: `{}` has {words} words", expression.trim());
            }
        }
    }

    #[test]
    fn endings_and_neighbouring_words_are_understood() {
        let tokenizer = Tokenizer::default();
        let concepts = Concepts::shipped(&tokenizer);
        let found = |text: &str| -> Vec<_> { concepts.beginning(&tokenizer.tokens(text)).collect() };
        assert_eq!(found("salaries"), found("salary"));
        assert!(found("pull requests are slow").iter().any(|(_, words)| *words == 2));
        assert!(found("zzz").is_empty());
    }
}
