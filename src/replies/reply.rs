//! What a handler returns: a message, not yet sent.

use serenity::builder::{CreateActionRow, CreateEmbed};

/// Who sees a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody who can read the channel.
    Everyone,
    /// Only the person who asked; Discord calls it ephemeral.
    OnlyAsker,
}

/// A message to be sent. It mentions nobody: notifying people is a decision of its own.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The message's embeds, at most ten.
    pub embeds: Vec<CreateEmbed>,
    /// Rows of buttons and selects, at most five.
    pub rows: Vec<CreateActionRow>,
    /// Who sees it.
    pub visibility: Visibility,
}

impl Reply {
    /// A reply of one embed, seen by everyone.
    #[must_use]
    pub fn of(embed: CreateEmbed) -> Self {
        Self { embeds: vec![embed], rows: Vec::new(), visibility: Visibility::Everyone }
    }

    /// With one more row of buttons, where there are any.
    pub fn with_buttons(mut self, buttons: Vec<serenity::builder::CreateButton>) -> Self {
        if !buttons.is_empty() {
            self.rows.push(CreateActionRow::Buttons(buttons));
        }
        self
    }

    /// Seen as told.
    #[must_use]
    pub fn seen_by(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }
}

/// The accent of ordinary replies, the same everywhere: colour alone never tells anything.
const ACCENT: u32 = 0x4F_6D_D6;

/// An embed with the accent and nothing else.
pub fn plain_embed() -> CreateEmbed {
    CreateEmbed::new().colour(ACCENT)
}
