//! What the method is made of, so that its parts can be compared.

/// The parts of the method and their settings. [`Recipe::default`] is what the bot uses; the others exist to be measured against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// How much each kind of feature counts: words, pairs, pairs with a gap, letter groups, concepts, concept pairs, shape.
    pub scales: [f32; 7],
    /// The power of the inverse document frequency.
    pub rarity: f32,
    /// How often training goes over the phrases.
    pub epochs: usize,
    /// The step size of training.
    pub rate: f32,
    /// The share of features left out at random in each step of training.
    pub dropout: f32,
    /// How much of the training error is that of the deciding role instead of the duty's.
    pub role_share: f32,
    /// Weight decay.
    pub decay: f32,
    /// The share of the nearest phrases in the verdict, from 0 to 1.
    pub nearest_share: f32,
    /// How many of the nearest phrases count.
    pub neighbours: usize,
    /// How sharply nearness turns into probability.
    pub nearest_sharpness: f32,
    /// How much a pattern that matches adds to the score of its topic; 0 switches patterns off.
    pub pattern_bonus: f32,
    /// What scores are divided by before they become probabilities.
    pub temperature: f32,
    /// How much is added to the score of asides.
    pub aside_bias: f32,
    /// Whether what a text sets aside counts less.
    pub contrast: bool,
    /// From which probability on an answer is sure.
    pub sure: f32,
    /// In how many phrases a word must occur to count.
    pub min_word: u32,
    /// In how many phrases any other feature must occur to count.
    pub min_other: u32,
    /// Unknown words count this much in the length of a text.
    pub unknown: f32,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            scales: [1.0, 0.5, 0.0, 0.5, 1.0, 0.3, 0.5],
            rarity: 0.5,
            epochs: 6,
            rate: 4.0,
            dropout: 0.3,
            role_share: 0.9,
            decay: 0.0,
            nearest_share: 0.0,
            neighbours: 10,
            nearest_sharpness: 12.0,
            pattern_bonus: 2.0,
            temperature: 0.8,
            aside_bias: 0.0,
            contrast: true,
            sure: 0.45,
            min_word: 2,
            min_other: 6,
            unknown: 0.5,
        }
    }
}
