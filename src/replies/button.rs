//! Buttons, by how much weight they have.

use serenity::{builder::CreateButton, model::application::ButtonStyle};

use super::{CustomId, Shown, limits};

/// One way among several.
pub fn secondary(id: CustomId, label: impl Into<String>) -> CreateButton {
    button(id, label.into(), ButtonStyle::Secondary)
}

/// The way that most people want; at most one in a message.
pub fn primary(id: CustomId, label: impl Into<String>) -> CreateButton {
    button(id, label.into(), ButtonStyle::Primary)
}

/// What cannot be taken back.
pub fn danger(id: CustomId, label: impl Into<String>) -> CreateButton {
    button(id, label.into(), ButtonStyle::Danger)
}

fn button(id: CustomId, label: String, style: ButtonStyle) -> CreateButton {
    CreateButton::new(id).label(Shown::ours(label).at_most(limits::BUTTON_LABEL)).style(style)
}
