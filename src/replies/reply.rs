//! What a handler returns: a message, not yet sent.

use serenity::builder::{CreateActionRow, CreateEmbed};

use super::Shown;
use crate::workspace::team::Holder;

/// Who sees a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody who can read the channel.
    Everyone,
    /// Only the person who asked; Discord calls it ephemeral.
    OnlyAsker,
}

/// A file that comes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name; an embed shows a picture by the address `attachment://<name>`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it, at most 1,024 characters.
    pub description: String,
}

/// A message to be sent. It notifies nobody but those whom it names in [`Reply::pings`].
#[derive(Clone, Debug)]
pub struct Reply {
    /// Text above the embeds. Only mentions in it can notify.
    pub text: Option<Shown>,
    /// Whom a mention in the text notifies.
    pub pings: Vec<Holder>,
    /// The message's embeds, at most ten.
    pub embeds: Vec<CreateEmbed>,
    /// Rows of buttons and selects, at most five.
    pub rows: Vec<CreateActionRow>,
    /// A file that comes with it.
    pub file: Option<File>,
    /// Who sees it.
    pub visibility: Visibility,
}

impl Reply {
    /// A reply of one embed, seen by everyone.
    #[must_use]
    pub fn of(embed: CreateEmbed) -> Self {
        Self::of_embeds(vec![embed])
    }

    /// A reply of these embeds, seen by everyone.
    #[must_use]
    pub fn of_embeds(embeds: Vec<CreateEmbed>) -> Self {
        let (rows, pings) = (Vec::new(), Vec::new());
        Self { text: None, pings, embeds, rows, file: None, visibility: Visibility::Everyone }
    }

    /// With a text that mentions and notifies a person, or those who have a role of the server where that may be mentioned.
    #[must_use]
    pub fn pinging(mut self, whom: Holder, text: Shown) -> Self {
        self.text = Some(text);
        self.pings.push(whom);
        self
    }

    /// With one more row, a select.
    #[must_use]
    pub fn with_row(mut self, row: CreateActionRow) -> Self {
        self.rows.push(row);
        self
    }

    /// With a file.
    #[must_use]
    pub fn with_file(mut self, file: File) -> Self {
        self.file = Some(file);
        self
    }

    /// With one more row of buttons, where there are any.
    pub fn with_buttons(mut self, buttons: Vec<serenity::builder::CreateButton>) -> Self {
        if !buttons.is_empty() {
            self.rows.push(CreateActionRow::Buttons(buttons));
        }
        self
    }

    /// With more rows of buttons, those that have any.
    #[must_use]
    pub fn with_rows_of(self, rows: Vec<Vec<serenity::builder::CreateButton>>) -> Self {
        rows.into_iter().fold(self, Self::with_buttons)
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
