//! The router: reads a text, weighs topics, decides.

use crate::handbook::Handbook;

use super::{
    corpus::Corpus,
    features::{Reader, Reading},
    maths::{exp, softmax},
    model::Model,
    nearest::Nearest,
    recipe::Recipe,
    train::{Lesson, train},
    vocabulary::{Vector, Vocabulary},
};

/// Finds the duty that a text is about. Made once from a handbook; reading a text changes nothing.
pub struct Router {
    recipe: Recipe,
    corpus: Corpus,
    reader: Reader,
    vocabulary: Vocabulary,
    model: Model,
    nearest: Nearest,
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
        let readings: Vec<Reading> = corpus.examples.iter().map(|example| reader.read(&example.text)).collect();
        let vocabulary = Vocabulary::of(readings.iter().map(|reading| reading.features.as_slice()), &recipe);
        let lesson = |(example, reading): (&super::corpus::Example, &Reading)| Lesson {
            vector: vocabulary.vector(&reading.features),
            topic: example.topic,
        };
        let lessons: Vec<Lesson> = corpus.examples.iter().zip(&readings).map(lesson).collect();
        let groups: Vec<usize> = corpus.topics.iter().map(|topic| topic.group).collect();
        let model = train(&lessons, &groups, vocabulary.len(), &recipe);
        let nearest = Nearest::new(lessons.iter().map(|lesson| &lesson.vector), vocabulary.len());
        Self { recipe, corpus, reader, vocabulary, model, nearest }
    }

    /// The probability of each topic.
    pub(super) fn topics(&self, text: &str) -> Vec<f32> {
        let reading = self.reader.read(text);
        let vector = self.vocabulary.vector(&reading.features);
        let mut scores = Vec::new();
        self.model.score_into(&vector, &mut scores);
        scores.truncate(self.corpus.topics.len());
        for (score, topic) in scores.iter_mut().zip(&self.corpus.topics) {
            *score /= self.recipe.temperature;
            if self.recipe.pattern_bonus > 0.0 && topic.patterns.iter().any(|pattern| pattern.is_match(&reading.cleaned.text)) {
                *score += self.recipe.pattern_bonus;
            }
        }
        softmax(&mut scores);
        self.mix_in_nearest(&vector, &mut scores);
        scores
    }

    fn mix_in_nearest(&self, vector: &Vector, probabilities: &mut [f32]) {
        let share = self.recipe.nearest_share;
        if share == 0.0 {
            return;
        }
        let near = self.nearest.find(vector, self.recipe.neighbours);
        let weight = |likeness: f32| exp(self.recipe.nearest_sharpness * likeness);
        let sum: f32 = near.iter().map(|(_, likeness)| weight(*likeness)).sum();
        if near.is_empty() {
            return;
        }
        probabilities.iter_mut().for_each(|part| *part *= 1.0 - share);
        for (example, likeness) in near {
            probabilities[self.corpus.examples[example].topic] += share * weight(likeness) / sum;
        }
    }

    /// The probability of each deciding group.
    pub(super) fn groups(&self, topics: &[f32]) -> Vec<f32> {
        let mut groups = vec![0.0; self.corpus.groups()];
        for (topic, part) in self.corpus.topics.iter().zip(topics) {
            groups[topic.group] += part * if topic.group == self.corpus.aside_group { exp(self.recipe.aside_bias) } else { 1.0 };
        }
        let sum: f32 = groups.iter().sum();
        groups.iter_mut().for_each(|part| *part /= sum);
        groups
    }

    pub(super) fn corpus(&self) -> &Corpus {
        &self.corpus
    }
}
