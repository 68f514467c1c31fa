//! The router: reads a text, weighs topics, decides.

use std::fmt;

use crate::handbook::Handbook;

use super::{
    corpus::{Corpus, Example, Topic},
    evidence,
    features::{Reader, Reading},
    maths::{exp, softmax},
    model::Model,
    nearest::Nearest,
    recipe::Recipe,
    route::{Evidence, Route},
    train::{Lesson, train},
    verdict::{Verdict, candidates},
    vocabulary::{Vector, Vocabulary},
};

/// From which likeness on (a cosine) a phrase is shown as the nearest.
const CLOSE: f32 = 0.25;

/// Finds the duty that a text is about. Made once from a handbook; reading a text changes nothing.
pub struct Router {
    recipe: Recipe,
    corpus: Corpus,
    reader: Reader,
    vocabulary: Vocabulary,
    model: Model,
    nearest: Nearest,
}

/// A text with all that the verdict rests on.
struct Read {
    reading: Reading,
    vector: Vector,
    patterns: Vec<bool>,
    near: Vec<(usize, f32)>,
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router")
            .field("topics", &self.corpus.topics.len())
            .field("examples", &self.corpus.examples.len())
            .finish_non_exhaustive()
    }
}

impl Router {
    /// A router for a handbook.
    #[must_use]
    pub fn new(handbook: &Handbook) -> Self {
        Self::by_recipe(handbook, Recipe::default())
    }

    /// A router by another recipe, to compare methods.
    #[must_use]
    pub fn by_recipe(handbook: &Handbook, recipe: Recipe) -> Self {
        Self::of(Corpus::of(handbook), recipe)
    }

    /// A router that learns from a corpus.
    pub(super) fn of(corpus: Corpus, recipe: Recipe) -> Self {
        let reader = Reader::new(&recipe);
        let readings: Vec<Reading> = corpus
            .examples
            .iter()
            .map(|example| reader.read(&example.text))
            .collect();
        let vocabulary = Vocabulary::of(
            readings.iter().map(|reading| reading.features.as_slice()),
            &recipe,
        );
        let lesson = |(example, reading): (&Example, &Reading)| Lesson {
            vector: vocabulary.vector(&reading.features),
            topic: example.topic,
        };
        let lessons: Vec<Lesson> = corpus.examples.iter().zip(&readings).map(lesson).collect();
        let groups: Vec<usize> = corpus.topics.iter().map(|topic| topic.group).collect();
        let model = train(&lessons, &groups, vocabulary.len(), &recipe);
        let nearest = Nearest::new(
            lessons.iter().map(|lesson| &lesson.vector),
            vocabulary.len(),
        );
        Self {
            recipe,
            corpus,
            reader,
            vocabulary,
            model,
            nearest,
        }
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
        let read = self.read(text);
        let topics = self.weigh(&read);
        let groups = self.groups(&topics);
        let verdict = Verdict::of(&self.corpus, &topics, &groups);
        Route {
            outcome: verdict.outcome(&self.corpus, sure),
            confidence: verdict.confidence,
            evidence: self.evidence(&read, &topics, verdict.topic),
            alternatives: candidates(&self.corpus, &topics, verdict.topic),
        }
    }

    fn evidence(&self, read: &Read, topics: &[f32], topic: usize) -> Evidence {
        let group = self.corpus.topics[topic].group;
        let rivals: Vec<f32> = topics
            .iter()
            .zip(&self.corpus.topics)
            .map(|(part, other)| if other.group == group { 0.0 } else { *part })
            .collect();
        let words = evidence::words(&read.reading, &self.vocabulary, &self.model, topic, &rivals);
        let close = |(example, likeness): &&(usize, f32)| {
            let example = &self.corpus.examples[*example];
            example.topic == topic && example.spoken && *likeness >= CLOSE
        };
        Evidence {
            words: words.speaking_for,
            phrase: read
                .near
                .iter()
                .find(close)
                .map(|(example, _)| self.corpus.examples[*example].text.clone()),
            pattern: read.patterns[topic],
            against: words.against,
        }
    }

    fn read(&self, text: &str) -> Read {
        let reading = self.reader.read(text);
        let vector = self.vocabulary.vector(&reading.features);
        let matches = |topic: &Topic| {
            topic
                .patterns
                .iter()
                .any(|pattern| pattern.is_match(&reading.cleaned.text))
        };
        let patterns = self.corpus.topics.iter().map(matches).collect();
        let near = self.nearest.find(&vector, self.recipe.neighbours);
        Read {
            reading,
            vector,
            patterns,
            near,
        }
    }

    /// The probability of each topic.
    #[cfg(test)]
    pub(super) fn topics(&self, text: &str) -> Vec<f32> {
        self.weigh(&self.read(text))
    }

    fn weigh(&self, read: &Read) -> Vec<f32> {
        let mut scores = Vec::new();
        self.model.score_into(&read.vector, &mut scores);
        scores.truncate(self.corpus.topics.len());
        for (score, matches) in scores.iter_mut().zip(&read.patterns) {
            *score = *score / self.recipe.temperature
                + if *matches {
                    self.recipe.pattern_bonus
                } else {
                    0.0
                };
        }
        softmax(&mut scores);
        self.mix_in_nearest(&read.near, &mut scores);
        scores
    }

    fn mix_in_nearest(&self, near: &[(usize, f32)], probabilities: &mut [f32]) {
        let share = self.recipe.nearest_share;
        let weight = |likeness: f32| exp(self.recipe.nearest_sharpness * likeness);
        let sum: f32 = near.iter().map(|(_, likeness)| weight(*likeness)).sum();
        if near.is_empty() {
            return;
        }
        probabilities
            .iter_mut()
            .for_each(|part| *part *= 1.0 - share);
        for (example, likeness) in near {
            probabilities[self.corpus.examples[*example].topic] += share * weight(*likeness) / sum;
        }
    }

    /// The probability of each deciding group.
    pub(super) fn groups(&self, topics: &[f32]) -> Vec<f32> {
        let mut groups = vec![0.0; self.corpus.groups()];
        for (topic, part) in self.corpus.topics.iter().zip(topics) {
            groups[topic.group] += part
                * if topic.group == self.corpus.aside_group {
                    exp(self.recipe.aside_bias)
                } else {
                    1.0
                };
        }
        let sum: f32 = groups.iter().sum();
        groups.iter_mut().for_each(|part| *part /= sum);
        groups
    }

    #[cfg(test)]
    pub(super) fn size(&self) -> String {
        let nnz: usize = self.corpus.examples.iter().map(|e| self.vocabulary.vector(&self.reader.read(&e.text).features).len()).sum();
        format!("features {} nnz {}", self.vocabulary.len(), nnz as f32 / self.corpus.examples.len() as f32)
    }

    #[cfg(test)]
    pub(super) fn corpus(&self) -> &Corpus {
        &self.corpus
    }
}
