//! What would have changed an answer: found by asking again with fewer words or one more, never guessed.

use std::collections::BTreeSet;

use super::{
    corpus::Subject,
    evidence::is_telling,
    features::{Feature, Kind},
    route::{Outcome, Route},
    router::Router,
};

/// How many words are tried to find the one that would tip the scales towards the runner-up.
const TRIED: usize = 8;

/// In how many phrases of the runner-up its words are looked for.
const LOOKED_AT: usize = 64;

/// What would have changed an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// Without which words it would have been another one; nothing if no telling word, nor all of them, decides it.
    pub without: Option<Without>,
    /// With which word more it would have been the runner-up.
    pub with: Option<With>,
}

/// Fewer words, another outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// The words, as written.
    pub words: Vec<String>,
    /// What the text would be about without them.
    pub outcome: Outcome,
}

/// One word more, another duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct With {
    /// The word, in lower case: one by which the handbook describes the duty.
    pub word: String,
    /// What the text would be about with it.
    pub outcome: Outcome,
}

impl Router {
    /// What would have changed the answer to a text. Reads the text again about fifteen times.
    #[must_use]
    pub fn what_if(&self, text: &str, route: &Route) -> WhatIf {
        WhatIf { without: self.without(text, route), with: self.with(text, route) }
    }

    /// The first telling word that decides, or the fewest of the strongest that decide together.
    fn without(&self, text: &str, route: &Route) -> Option<Without> {
        let words = &route.evidence.words;
        let alone = words.chunks(1);
        let together = (2..=words.len()).map(|count| &words[..count]);
        alone.chain(together).find_map(|words| {
            let outcome = self.route(&without_words(text, words)).outcome;
            (outcome != route.outcome).then(|| Without { words: words.to_vec(), outcome })
        })
    }

    /// The first of the runner-up's words that makes it win.
    fn with(&self, text: &str, route: &Route) -> Option<With> {
        let own = self.best_topic(text);
        let runner_up = route.alternatives.iter().find_map(|candidate| {
            let subject = Subject::Duty(candidate.duty.clone());
            let topic = self.corpus.topics.iter().position(|topic| topic.subject == subject)?;
            let outcome = Outcome::Duty(candidate.duty.clone());
            let rivals =
                route.outcome == Outcome::Unsure || self.corpus.topics[topic].group != self.corpus.topics[own].group;
            (rivals && outcome != route.outcome).then_some((topic, outcome))
        });
        let (runner_up, outcome) = runner_up?;
        let words = self.words_between(runner_up, own);
        let mut words = words.into_iter().filter(|word| !text.to_lowercase().contains(word.as_str()));
        let tips = |word: &String| self.route(&format!("{text} {word}")).outcome == outcome;
        let word = words.by_ref().take(TRIED).find(tips)?;
        Some(With { word, outcome })
    }

    /// Words by which the handbook describes or asks for a topic, those first that speak most for it and against the other.
    fn words_between(&self, topic: usize, other: usize) -> Vec<String> {
        let mut words: BTreeSet<String> = BTreeSet::new();
        for example in self.corpus.examples_of(topic).take(LOOKED_AT) {
            let tokens = self.reader.read(&self.corpus.examples[example as usize].text).tokens;
            words.extend(tokens.into_iter().map(|token| token.word).filter(|word| is_telling(word)));
        }
        let mut weighed: Vec<(f32, String)> = words
            .into_iter()
            .filter_map(|word| {
                let reading = self.reader.read(&word);
                let is_word = |feature: &&Feature| feature.kind == Kind::Word;
                let number = self.vocabulary.number(reading.features.iter().find(is_word)?)?;
                let weight = |topic| self.model.weight(number, topic);
                Some(((weight(topic) - weight(other)) * self.vocabulary.rarity(number), word))
            })
            .collect();
        weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        weighed.into_iter().map(|(_, word)| word).collect()
    }
}

/// A text without some words, wherever they stand as words of their own.
fn without_words(text: &str, words: &[String]) -> String {
    let is_part = |letter: char| letter.is_alphanumeric();
    let mut rest = text.to_owned();
    for word in words {
        let mut kept = String::with_capacity(rest.len());
        let mut from = 0;
        while let Some((at, end)) = find_word(&rest, from, word, is_part) {
            kept.push_str(&rest[from..at]);
            from = end;
        }
        kept.push_str(&rest[from..]);
        rest = kept;
    }
    rest
}

/// Where a word stands next, in any case, as a word of its own.
fn find_word(text: &str, from: usize, word: &str, is_part: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let starts = text[from..].char_indices().map(|(at, _)| from + at);
    starts.filter(|at| !text[..*at].chars().next_back().is_some_and(&is_part)).find_map(|at| {
        let end = end_of(&text[at..], word)? + at;
        (!text[end..].chars().next().is_some_and(&is_part)).then_some((at, end))
    })
}

/// How many bytes of a text's beginning say a word, in any case.
fn end_of(text: &str, word: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = text.chars();
    for wanted in word.chars() {
        let letter = letters.next().filter(|letter| letter.to_lowercase().eq(wanted.to_lowercase()))?;
        length += letter.len_utf8();
    }
    (length > 0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_out_wherever_they_stand_alone() {
        let without = |text: &str, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            without_words(text, &words)
        };
        assert_eq!(without("Database or databases? The DATABASE!", &["database"]), " or databases? The !");
        assert_eq!(without("über Über", &["über"]), " ");
        assert_eq!(without("a b c", &["b", "c"]), "a  ");
        assert_eq!(without("text", &[""]), "text");
    }
}
