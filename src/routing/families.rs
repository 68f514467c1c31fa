//! What topics have in common: those of one side are a family, and all duties together are another.
//!
//! A word says something about the side as a whole as well as about the single topic, and both are learned at the same time. So
//! what was seen with one duty of a role, or one kind of aside, serves for its relatives, those too that no phrase was written for.

use super::corpus::Corpus;

/// The columns of a model: one for each topic, then one for each family.
#[derive(Clone, Debug)]
pub(super) struct Families {
    /// The columns of each topic's families.
    of_topics: Vec<Vec<u16>>,
    columns: usize,
    /// How much a family's column counts in its topics' scores.
    share: f32,
}

impl Families {
    /// The families of a corpus.
    pub(super) fn of(corpus: &Corpus, share: f32) -> Self {
        let topics = corpus.topics.len();
        let mut sides: Vec<usize> = corpus.topics.iter().map(|topic| corpus.side(topic.group)).collect();
        let side_of = sides.clone();
        sides.sort_unstable();
        sides.dedup();
        let somebody = topics + sides.len();
        let of_topics = corpus.topics.iter().zip(side_of).map(|(topic, side)| {
            let side = topics + sides.partition_point(|other| *other < side);
            let columns = [Some(side), (!topic.is_aside()).then_some(somebody)];
            #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than 65,000 topics")]
            columns.into_iter().flatten().map(|column| column as u16).collect()
        });
        Self { of_topics: of_topics.collect(), columns: somebody + 1, share }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The columns of a topic: its own and those of its families.
    pub(super) fn columns_of(&self, topic: usize) -> impl Iterator<Item = usize> {
        [topic].into_iter().chain(self.of_topics[topic].iter().map(|column| usize::from(*column)))
    }

    /// How much a column counts in its topics' scores.
    pub(super) fn share(&self, column: usize) -> f32 {
        if column < self.of_topics.len() { 1.0 } else { self.share }
    }

    /// Adds the families' scores to those of their topics.
    pub(super) fn hand_down(&self, scores: &mut [f32]) {
        let (topics, families) = scores.split_at_mut(self.of_topics.len());
        for (score, columns) in topics.iter_mut().zip(&self.of_topics) {
            *score += columns.iter().map(|column| families[usize::from(*column) - self.of_topics.len()]).sum::<f32>()
                * self.share;
        }
    }

    /// What topics have to learn, their families learn with them. Columns for padding learn nothing.
    pub(super) fn hand_up(&self, gradient: &mut [f32]) {
        let (topics, families) = gradient.split_at_mut(self.of_topics.len());
        families.fill(0.0);
        for (part, columns) in topics.iter().zip(&self.of_topics) {
            columns
                .iter()
                .for_each(|column| families[usize::from(*column) - self.of_topics.len()] += part * self.share);
        }
    }
}
