//! The weights of the shipped handbook, learned beforehand: a second of start-up saved.
//!
//! They are used only where the examples, as numbers, and the recipe are those from which they were learned. So another
//! handbook, or a change of how texts are read, is learned from at start-up, and never answered with weights that do not fit.
//! That the file is what learning comes to, byte by byte, is tested; so the same text has the same answer on every machine.

use super::{
    families::Families,
    model::Model,
    names::{joined, name_of},
    recipe::Recipe,
    support::Support,
};

/// The name of what they were learned from, in eight bytes, and a model's bytes.
static SHIPPED: &[u8] = include_bytes!("shipped.bin");

/// The model that was learned from the lessons of this name beforehand; the support is handed back where there is none.
pub(super) fn model(
    lessons: u64,
    groups: &[usize],
    recipe: &Recipe,
    support: Support,
    families: &Families,
) -> Result<Model, Support> {
    match SHIPPED.split_first_chunk() {
        Some((learned_from, bytes)) if u64::from_le_bytes(*learned_from) == name(lessons, groups, recipe) => {
            Model::from_bytes(support, families, bytes)
        }
        _ => Err(support),
    }
}

/// Names what a model is learned from.
fn name(lessons: u64, groups: &[usize], recipe: &Recipe) -> u64 {
    let groups = groups.iter().fold(lessons, |name, group| joined(name, *group as u64));
    joined(groups, name_of(&format!("{recipe:?}")))
}

#[cfg(test)]
#[path = "../../tests/routing/shipped.rs"]
mod tests;
