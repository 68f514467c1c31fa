//! The router: reads a text, weighs topics, decides.

use std::{collections::BTreeSet, fmt};

use crate::handbook::{Handbook, Matching};

use super::{
    clean::without_manners,
    corpus::Corpus,
    evidence,
    families::Families,
    features::{Reader, Reading},
    maths::softmax,
    model::Model,
    nearest::{Nearest, Phrases},
    parts::in_parts,
    recipe::Recipe,
    route::{Evidence, Route},
    shipped,
    support::{Occurring, Support},
    train::{Lessons, train},
    verdict::{Verdict, candidates, likeliest, rivals},
    vocabulary::{Census, Vector, Vocabulary},
};

/// How many topics, the likeliest by their words, have their patterns looked at: what is behind them would not win with a pattern.
const PATTERN_REACH: usize = 16;

/// How many examples are kept with all their features: these take much memory.
const READ_AT_ONCE: usize = 512;

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
        let Prepared { reader, census, vocabulary, lessons, families, support, nearest } =
            Prepared::of(&corpus, &recipe);
        let groups = corpus.groups();
        let model = shipped::model(lessons, &groups, &recipe, support, &families).unwrap_or_else(|support| {
            let lessons = Lessons::of(&corpus, &census, &vocabulary);
            let weights = train(&lessons, &groups, &support, &families, &recipe);
            Model::of(support, families.clone(), &weights)
        });
        drop(census);
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
        let words =
            evidence::words(&read.reading, &self.vocabulary, &self.model, topic, &rivals, &self.described[topic]);
        let closest = self.nearest.closest(self.corpus.examples_of(topic), &read.vector);
        Evidence {
            words: words.speaking_for,
            phrase: closest.map(|example| self.corpus.examples[example as usize].text.clone()),
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
        let vector = self.vocabulary.vector(&reading.features);
        let mut topics = self.model.scores(&vector, self.corpus.topics.len());
        for (score, topic) in topics.iter_mut().zip(&self.corpus.topics) {
            let bonus = if topic.is_aside() { self.recipe.aside_bonus } else { 0.0 };
            *score = *score / self.recipe.temperature + bonus;
        }
        let matched = self.matched(&topics, &without_manners(&reading.cleaned.text));
        matched.iter().for_each(|topic| topics[*topic] += self.recipe.pattern_bonus);
        if !reading.says_something() {
            self.leave_asides(&mut topics);
        }
        softmax(&mut topics);
        Read { reading, vector, topics, matched }
    }

    /// Without words there is no question.
    fn leave_asides(&self, scores: &mut [f32]) {
        let duties = scores.iter_mut().zip(&self.corpus.topics).filter(|(_, topic)| !topic.is_aside());
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

impl Lessons {
    /// The examples of a corpus.
    pub(super) fn of(corpus: &Corpus, census: &Census, vocabulary: &Vocabulary) -> Self {
        let mut lessons = Self::default();
        for (example, vector) in corpus.examples.iter().zip(census.vectors(vocabulary)) {
            lessons.push(&vector, example.topic);
        }
        lessons
    }
}

/// All that is made of a corpus before anything is learned from it.
pub(super) struct Prepared {
    pub(super) reader: Reader,
    pub(super) census: Census,
    pub(super) vocabulary: Vocabulary,
    /// The name of the examples as numbers.
    pub(super) lessons: u64,
    pub(super) families: Families,
    pub(super) support: Support,
    pub(super) nearest: Nearest,
}

impl Prepared {
    pub(super) fn of(corpus: &Corpus, recipe: &Recipe) -> Self {
        let texts: Vec<&str> = corpus.texts().collect();
        let reader = Reader::new(recipe, &texts);
        let mut census = Census::default();
        for some in texts.chunks(READ_AT_ONCE) {
            let features = in_parts(some, |part| reader.features_of(part));
            features.iter().flatten().for_each(|features| census.count(features));
        }
        let vocabulary = census.vocabulary(recipe);
        let mut lessons = corpus.examples.len() as u64;
        let (mut occurring, mut phrases) = (Occurring::nothing(vocabulary.len()), Phrases::default());
        for ((at, example), vector) in (0..).zip(&corpus.examples).zip(census.vectors(&vocabulary)) {
            lessons = Lessons::name(lessons, &vector, example.topic);
            occurring.add(&vector, example.topic);
            if example.spoken {
                phrases.add(at, &vector);
            }
        }
        let nearest = Nearest::of(phrases, vocabulary.len());
        let families = Families::of(corpus, recipe.family_share);
        let support = Support::of(occurring, &families);
        Self { reader, census, vocabulary, lessons, families, support, nearest }
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
