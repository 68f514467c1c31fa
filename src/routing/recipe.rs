//! What the method is made of, so that its parts can be compared.

use super::features::KINDS;

/// The parts of the method and their settings. The default is what the bot uses; others exist to be measured against it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recipe {
    /// How much each kind of feature counts, in the order of [`Kind`](super::features::Kind).
    pub(super) scales: [f32; KINDS],
    /// The power of the inverse document frequency.
    pub(super) rarity: f32,
    /// In how many phrases a word or concept must occur to count.
    pub(super) least_words: usize,
    /// In how many phrases any other feature must occur to count.
    pub(super) least_others: usize,
    /// Unknown words count this much in the length of a text.
    pub(super) unknown: f32,
    /// Whether misspelt words are read as the known ones next to them.
    pub(super) spelling: bool,
    /// Whether what a text sets aside counts less.
    pub(super) contrast: bool,
    /// How many learners there are, whose mean is taken.
    pub(super) learners: u64,
    /// How often each goes over the phrases.
    pub(super) epochs: usize,
    /// The step size of training.
    pub(super) rate: f32,
    /// The share of features left out at random in each step of training.
    pub(super) dropout: f32,
    /// How much of the training error is that of the deciding role instead of the duty's.
    pub(super) role_share: f32,
    /// How much what a side, or all duties, have in common counts in the scores of their topics.
    pub(super) family_share: f32,
    /// What scores are divided by before they become probabilities.
    pub(super) temperature: f32,
    /// How much is added to the score of asides.
    pub(super) aside_bonus: f32,
    /// How much a pattern that matches adds to the score of its topic; 0 switches patterns off.
    pub(super) pattern_bonus: f32,
    /// From which probability on an answer is sure.
    pub(super) sure: f32,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            scales: [1.0, 0.5, 0.5, 1.0, 0.5, 0.2],
            rarity: 0.5,
            least_words: 1,
            least_others: 5,
            unknown: 0.5,
            spelling: true,
            contrast: true,
            epochs: 6,
            learners: 4,
            rate: 5.0,
            dropout: 0.5,
            role_share: 0.6,
            family_share: 0.25,
            temperature: 0.74,
            aside_bonus: 0.15,
            pattern_bonus: 2.0,
            sure: 0.45,
        }
    }
}
