//! What the shipped handbook teaches, learned beforehand: seconds of start-up saved, and most of the memory.
//!
//! It is used only for the topics, examples and recipe that it was learned from, and another handbook is learned from at start-up.
//! That the file is what learning comes to, byte by byte, is tested; so the same text has the same answer on every machine.

use super::{
    corpus::Corpus,
    learned::Learned,
    names::{joined, name_of},
    packed::Lists,
    recipe::Recipe,
};

/// The name of what it was learned from, in eight bytes, and what was learned.
static SHIPPED: &[u8] = include_bytes!("shipped.bin");

/// What was learned beforehand, if it was from this corpus and by this recipe.
pub(super) fn learned(corpus: &Corpus, recipe: &Recipe) -> Option<Learned> {
    let (learned_from, bytes) = SHIPPED.split_first_chunk()?;
    let is_this = u64::from_le_bytes(*learned_from) == name(corpus, recipe);
    is_this.then(|| Learned::next(&mut Lists::of(bytes), corpus, recipe))?
}

/// Names what is learned from.
fn name(corpus: &Corpus, recipe: &Recipe) -> u64 {
    let groups =
        corpus.groups().iter().fold(name_of(&format!("{recipe:?}")), |name, group| joined(name, *group as u64));
    corpus.examples.iter().fold(groups, |name, example| {
        let spoken = (example.topic as u64) << 1 | u64::from(example.spoken);
        joined(joined(name, spoken), name_of(&example.text))
    })
}

#[cfg(test)]
#[path = "../../tests/routing/shipped.rs"]
mod tests;
