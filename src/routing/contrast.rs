//! Negation and contrast: what a text sets aside ("not the schedule but the architecture") must not count like what it asks.

use super::tokens::Token;

/// How much of a word's weight remains where the text sets it aside.
const SET_ASIDE: f32 = 0.15;

/// Lowers the weight of words that the text sets aside. What would leave nothing to go by is kept as it is.
pub(super) fn set_aside(tokens: &mut [Token]) {
    let aside = scopes(tokens);
    let left = tokens.iter().zip(&aside).filter(|(token, aside)| !**aside && carries(token)).count();
    if left >= 2 {
        tokens.iter_mut().zip(aside).filter(|(_, aside)| *aside).for_each(|(token, _)| token.weight = SET_ASIDE);
    }
}

/// For each token, whether it is set aside.
fn scopes(tokens: &[Token]) -> Vec<bool> {
    let mut aside = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        match opening(tokens, at) {
            Some(opening) => {
                let end = scope_end(tokens, at + opening);
                aside[at..end].fill(true);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    aside
}

/// Openings that set aside what follows them, wherever they stand.
static ANYWHERE: &[&[&str]] = &[
    &["rather", "than"],
    &["instead", "of"],
    &["as", "opposed", "to"],
    &["nothing", "to", "do", "with"],
    &["leaving", "aside"],
    &["apart", "from"],
    &["other", "than"],
    &["and", "not"],
    &["do", "not", "mean"],
    &["not", "about"],
    &["not", "asking", "about"],
    &["not", "asking", "who"],
    &["not", "talking", "about"],
];

/// Openings that do so at the beginning of a clause.
static AT_CLAUSE_START: &[&[&str]] = &[
    &["not", "so", "much"],
    &["not"],
    &["it", "is", "not", "the"],
    &["it", "is", "not", "that"],
    &["it", "is", "not", "a"],
    &["it", "is", "not", "how"],
    &["it", "is", "not", "who"],
    &["this", "is", "not", "a"],
    &["this", "is", "not", "the"],
    &["that", "is", "not", "the"],
    &["never", "mind"],
    &["forget"],
    &["leave", "aside"],
    &["leave", "the"],
    &["without"],
];

/// The number of words of the opening that begins here.
fn opening(tokens: &[Token], at: usize) -> Option<usize> {
    let matches = |opening: &&&[&str]| {
        tokens[at..].len() > opening.len()
            && tokens[at..].iter().zip(opening.iter()).all(|(token, word)| token.word == *word)
    };
    let starts_clause = at == 0 || tokens[at - 1].clause != tokens[at].clause;
    let anywhere = ANYWHERE.iter().find(matches);
    let at_start = || AT_CLAUSE_START.iter().filter(|_| starts_clause).find(matches);
    let before_but = || (tokens[at].word == "not" && is_answered(tokens, at)).then_some(&NOT);
    anywhere.or_else(at_start).or_else(before_but).map(|opening| opening.len())
}

static NOT: &[&str] = &["not"];

/// Whether a "not" is followed by its "but" in the same sentence: "is not X but Y".
fn is_answered(tokens: &[Token], at: usize) -> bool {
    tokens[at..].iter().take_while(|token| token.sentence == tokens[at].sentence).any(|token| token.word == "but")
}

/// Where the scope that begins here ends: at the clause's end or at a turning word.
fn scope_end(tokens: &[Token], from: usize) -> usize {
    let Some(first) = tokens.get(from) else {
        return from;
    };
    let turns = |token: &Token| {
        token.clause != first.clause || matches!(token.word.as_str(), "but" | "rather" | "instead" | "?")
    };
    tokens[from..].iter().position(turns).map_or(tokens.len(), |length| from + length)
}

/// Whether a token is a word of some substance.
fn carries(token: &Token) -> bool {
    token.word.len() >= 3
        && !matches!(token.word.as_str(), "who" | "the" | "whose" | "what" | "but" | "and" | "does" | "that" | "for")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::{clean::clean, tokens::Tokenizer};

    /// The words that keep their weight.
    fn kept(text: &str) -> String {
        let mut tokens = Tokenizer::default().tokens(&clean(text).text);
        set_aside(&mut tokens);
        let kept: Vec<_> = tokens.iter().filter(|token| token.weight == 1.0).map(|token| token.word.as_str()).collect();
        kept.join(" ")
    }

    #[test]
    fn contrast_keeps_what_is_asked() {
        assert_eq!(
            kept("not the schedule but the architecture of it, whose call?"),
            "but the architecture of it whose call ?"
        );
        assert_eq!(kept("who judges my work, not my code"), "who judges my work");
        assert_eq!(kept("I don't mean the office, I mean the module layout"), "i i mean the module layout");
        assert_eq!(kept("who plans people rather than servers"), "who plans people");
        assert_eq!(kept("This isn't about my desk, it's about my pay"), "this is it is about my pay");
    }

    #[test]
    fn plain_negation_is_left_alone() {
        assert_eq!(kept("we will not make the date"), "we will not make the date");
        assert_eq!(kept("nobody reviews my code and it is not fun"), "nobody reviews my code and it is not fun");
        assert_eq!(kept("not the schedule"), "not the schedule");
    }
}
