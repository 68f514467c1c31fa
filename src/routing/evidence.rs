//! Why: which words spoke for a topic and which against it.

use std::collections::BTreeSet;

use super::{features::Reading, model::Model, tokens::Token, vocabulary::Vocabulary};

/// How many words for, and how many against, are named.
const FOR: usize = 4;
const AGAINST: usize = 3;

/// Words that say less than the strongest by more than this factor are not named.
const FAINT: f32 = 0.12;

/// Words for a topic and against it, as written, strongest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    /// What spoke for it.
    pub(super) speaking_for: Vec<String>,
    /// What spoke against it.
    pub(super) against: Vec<String>,
}

/// Weighs each word of a text: what it adds to the topic's score, less what it adds to its rivals', topics with their shares.
/// `numbers` are those of the text's features.
pub(super) fn words(
    reading: &Reading,
    numbers: &[Option<u32>],
    vocabulary: &Vocabulary,
    model: &Model,
    topic: usize,
    rivals: &[(usize, f32)],
    described: &BTreeSet<u64>,
) -> Words {
    let scale = model.scale([(topic, 1.0)].into_iter().chain(rivals.iter().map(|(rival, share)| (*rival, -share))));
    let mut weights = vec![0.0f32; reading.tokens.len()];
    for (feature, number) in reading.features.iter().zip(numbers).filter(|(feature, _)| !feature.tokens().is_empty()) {
        let Some(number) = *number else {
            continue;
        };
        #[expect(clippy::cast_precision_loss, reason = "a feature spans three words at most")]
        let each =
            model.tips(number, &scale) * feature.weight * vocabulary.rarity(number) / feature.tokens().len() as f32;
        let end = feature.tokens().end.min(weights.len());
        weights[feature.tokens().start..end].iter_mut().for_each(|weight| *weight += each);
    }
    named(reading, &weights, described)
}

/// The strongest words of either side. A word by which the handbook itself describes the topic is not held against it, though it
/// may fit a rival even better.
fn named(reading: &Reading, weights: &[f32], described: &BTreeSet<u64>) -> Words {
    let mut weighed: Vec<(f32, &str)> = Vec::new();
    let is_named =
        |token: &Token, weight: f32| is_telling(&token.word) && (weight > 0.0 || !described.contains(&token.name));
    for (token, weight) in reading.tokens.iter().zip(weights).filter(|(token, weight)| is_named(token, **weight)) {
        let written = &reading.cleaned.text[token.at.clone()];
        match weighed.iter_mut().find(|(_, other)| other.eq_ignore_ascii_case(written)) {
            Some((sum, _)) => *sum += weight,
            None => weighed.push((*weight, written)),
        }
    }
    weighed.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()));
    let strongest = weighed.first().map_or(0.0, |(weight, _)| weight.abs());
    weighed.retain(|(weight, _)| weight.abs() > strongest * FAINT);
    let pick = |sign: f32, count: usize| {
        let side = weighed.iter().filter(|(weight, _)| weight * sign > 0.0);
        side.take(count).map(|(_, word)| (*word).to_owned()).collect()
    };
    Words { speaking_for: pick(1.0, FOR), against: pick(-1.0, AGAINST) }
}

/// Whether a word by itself tells a person something.
pub(super) fn is_telling(word: &str) -> bool {
    word.chars().count() > 1 && SILENT.binary_search(&word).is_err()
}

/// Function words, in the order of their letters.
static SILENT: &[&str] = &[
    "about", "after", "all", "also", "am", "an", "and", "any", "anyone", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he",
    "her", "here", "him", "his", "how", "if", "in", "into", "is", "it", "just", "may", "me", "more", "most", "must",
    "my", "no", "not", "of", "off", "on", "one", "only", "or", "our", "out", "over", "please", "shall", "she",
    "should", "since", "so", "some", "someone", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "too", "up", "us", "very", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_function_words_is_sorted() {
        assert!(SILENT.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
