//! The router: reads a text, weighs topics, decides.

use std::{collections::BTreeSet, fmt};

use crate::handbook::{Handbook, Matching};

use super::{
    clean::without_manners,
    corpus::Corpus,
    evidence,
    features::{Reader, Reading},
    learned::Learned,
    maths::softmax,
    model::Model,
    nearest::Nearest,
    recipe::Recipe,
    route::{Evidence, Route},
    shipped,
    verdict::{Verdict, candidates, likeliest, rivals},
    vocabulary::{Vector, Vocabulary},
};

/// How many topics, the likeliest by their words, have their patterns looked at: what is behind them would not win with a pattern.
const PATTERN_REACH: usize = 16;

/// Finds the duty that a text is about. Made once from a handbook; reading a text changes nothing.
pub struct Router {
    pub(super) recipe: Recipe,
    pub(super) corpus: Corpus,
    pub(super) reader: Reader,
    pub(super) vocabulary: Vocabulary,
    pub(super) model: Model,
    nearest: Nearest,
    /// For each topic, the stems by which the handbook itself describes it.
    described: Vec<BTreeSet<u64>>,
}

/// A text with all that the verdict rests on.
pub(super) struct Read {
    pub(super) reading: Reading,
    /// The number of each of its features that is known.
    numbers: Vec<Option<u32>>,
    pub(super) vector: Vector,
    /// The probability of each topic.
    pub(super) topics: Vec<f32>,
    /// The topics of which a pattern matched.
    pub(super) matched: Vec<usize>,
}

impl Router {
    /// A router for a handbook. Learns from its phrases, which takes a second or so, unless it is the shipped one.
    #[must_use]
    pub fn new(handbook: &Handbook) -> Self {
        Self::of(Corpus::of(handbook), Recipe::default())
    }

    /// A router for a corpus.
    pub(super) fn of(corpus: Corpus, recipe: Recipe) -> Self {
        let learned = shipped::learned(&corpus, &recipe).unwrap_or_else(|| Learned::from(&corpus, &recipe));
        let Learned { reader, vocabulary, model, nearest } = learned;
        let described = described(&corpus, &reader);
        Self { recipe, corpus, reader, vocabulary, model, nearest, described }
    }

    /// What a text is about, how sure that is, and why. [`Outcome::Unsure`](super::Outcome::Unsure) under the threshold.
    #[must_use]
    pub fn route(&self, text: &str) -> Route {
        self.route_above(text, self.recipe.sure)
    }

    /// What a text is most likely about, however unsure that is: for measurements, which need an answer to everything.
    #[must_use]
    pub fn guess(&self, text: &str) -> Route {
        self.route_above(text, 0.0)
    }

    fn route_above(&self, text: &str, sure: f32) -> Route {
        self.route_of(&self.read(text), sure)
    }

    /// What is said of a text that was read.
    pub(super) fn route_of(&self, read: &Read, sure: f32) -> Route {
        let verdict = Verdict::of(&self.corpus, &read.topics);
        Route {
            outcome: verdict.outcome(&self.corpus, sure),
            confidence: verdict.confidence,
            evidence: self.evidence(read, verdict.topic),
            alternatives: candidates(&self.corpus, &read.topics, verdict.topic),
        }
    }

    fn evidence(&self, read: &Read, topic: usize) -> Evidence {
        let rivals = rivals(&self.corpus, &read.topics, topic);
        let (model, described) = (&self.model, &self.described[topic]);
        let words = evidence::words(&read.reading, &read.numbers, &self.vocabulary, model, topic, &rivals, described);
        let closest = self.nearest.closest(self.corpus.examples_of(topic), &read.vector);
        Evidence {
            words: words.speaking_for,
            phrase: closest.map(|example| self.corpus.examples[example as usize].text.to_string()),
            pattern: read.matched.contains(&topic),
            against: words.against,
        }
    }

    /// The topic that a text is most likely about.
    pub(super) fn best_topic(&self, text: &str) -> usize {
        Verdict::of(&self.corpus, &self.read(text).topics).topic
    }

    /// Reads a text and weighs all topics.
    pub(super) fn read(&self, text: &str) -> Read {
        let reading = self.reader.read(text);
        let numbers = self.vocabulary.numbers(&reading.features);
        let vector = self.vocabulary.vector(&reading.features, &numbers);
        let mut topics = self.model.scores(&vector, self.corpus.topics.len());
        for (score, is_aside) in topics.iter_mut().zip(self.corpus.asides()) {
            let bonus = if is_aside { self.recipe.aside_bonus } else { 0.0 };
            *score = *score / self.recipe.temperature + bonus;
        }
        let matched = self.matched(&topics, &without_manners(&reading.cleaned.text));
        matched.iter().for_each(|topic| topics[*topic] += self.recipe.pattern_bonus);
        if !reading.says_something() {
            self.leave_asides(&mut topics);
        }
        softmax(&mut topics);
        Read { reading, numbers, vector, topics, matched }
    }

    /// Without words there is no question.
    fn leave_asides(&self, scores: &mut [f32]) {
        let duties = scores.iter_mut().zip(self.corpus.asides()).filter(|(_, is_aside)| !is_aside);
        duties.for_each(|(score, _)| *score = f32::MIN);
    }

    /// The likely topics of which a pattern matches.
    fn matched(&self, scores: &[f32], text: &str) -> Vec<usize> {
        let likely = likeliest(scores.iter().copied().enumerate(), PATTERN_REACH);
        let mut matching = Matching::new(text);
        let mut matches = |topic: &usize| {
            let patterns = &self.corpus.topics[*topic].patterns;
            patterns.iter().any(|pattern| pattern.is_match_with(&mut matching))
        };
        let likely = likely.into_iter().map(|(topic, _)| topic);
        likely.filter(&mut matches).collect()
    }
}

/// The stems of each topic's title and summary.
fn described(corpus: &Corpus, reader: &Reader) -> Vec<BTreeSet<u64>> {
    let mut described = vec![BTreeSet::new(); corpus.topics.len()];
    for example in corpus.examples.iter().filter(|example| !example.spoken) {
        described[example.topic].extend(reader.stems(&example.text));
    }
    described
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Router");
        shown.field("topics", &self.corpus.topics.len()).field("examples", &self.corpus.examples.len());
        shown.field("features", &self.vocabulary.len()).finish_non_exhaustive()
    }
}
