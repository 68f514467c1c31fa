//! What a command is made of, and what its handler is given.

use std::{future::Future, pin::Pin};

use serenity::{
    builder::CreateCommandOption,
    model::{application::CommandOptionType, channel::Message},
};

use super::{Asker, Desk, Failure, Outcome, Who, in_locales};
use crate::{
    handbook::{Handbook, Library},
    replies::{Shown, Visibility, Wording},
};

/// A sentence without variables, in whatever locale.
pub type Sentence = fn(&Wording) -> String;

/// What a handler returns, sooner or later.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Failure>> + Send + 'a>>;

/// One command: one entry of the table.
#[derive(Clone, Copy)]
pub struct Command {
    /// How it is called, and with what.
    pub kind: Kind,
    /// What it does, at most 100 characters.
    pub description: Sentence,
    /// How it is used, for `/help`, where that needs to be said.
    pub example: Option<Sentence>,
    /// Who may use it.
    pub who: Who,
    /// Who sees the answer when the asker doesn't say.
    pub visibility: Visibility,
    /// What it does.
    pub run: for<'a> fn(&'a Call<'a>) -> Answering<'a>,
}

/// How a command is called.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Typed: `/who-owns`, or `/role show` with a sub-command.
    Slash {
        /// One or two words.
        name: &'static str,
        /// Its options, the required ones first.
        options: &'static [OptionSpec],
    },
    /// Chosen from the menu of a message.
    Message {
        /// The name in the menu, at most 32 characters.
        name: Sentence,
    },
}

/// One option of a typed command.
#[derive(Clone, Copy)]
pub struct OptionSpec {
    /// Its name.
    pub name: &'static str,
    /// What it is, at most 100 characters.
    pub description: Sentence,
    /// What it takes.
    pub kind: OptionKind,
    /// Whether it must be given.
    pub required: bool,
}

/// What an option takes.
#[derive(Clone, Copy)]
pub enum OptionKind {
    /// A text of 1 to 6,000 characters, with suggestions while typing where there are any.
    Text(Option<Suggest>),
    /// Yes or no.
    Flag,
    /// A whole number of at least 1.
    Count,
}

/// Suggests values for what has been typed so far: what is shown, and what is sent when it is chosen.
pub type Suggest = fn(&Handbook, &str) -> Vec<(String, String)>;

impl OptionSpec {
    pub(super) fn registration(&self, library: &Library) -> CreateCommandOption {
        let kind = match self.kind {
            OptionKind::Text(_) => CommandOptionType::String,
            OptionKind::Flag => CommandOptionType::Boolean,
            OptionKind::Count => CommandOptionType::Integer,
        };
        let option = described(library, kind, self.name, self.description).required(self.required);
        match self.kind {
            OptionKind::Text(suggest) => option.set_autocomplete(suggest.is_some()),
            OptionKind::Flag => option,
            OptionKind::Count => option.min_int_value(1),
        }
    }
}

pub(super) fn sub_command(
    library: &Library,
    name: &str,
    description: Sentence,
    options: Vec<CreateCommandOption>,
) -> CreateCommandOption {
    described(library, CommandOptionType::SubCommand, name, description).set_sub_options(options)
}

fn described(library: &Library, kind: CommandOptionType, name: &str, description: Sentence) -> CreateCommandOption {
    let mut option = CreateCommandOption::new(kind, name, "");
    for (locale, text) in in_locales(library, description) {
        option = match locale {
            None => option.description(text),
            Some(locale) => option.description_localized(locale, text),
        };
    }
    option
}

/// The values given to a typed command.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) flags: Vec<(String, bool)>,
    pub(crate) counts: Vec<(String, i64)>,
}

impl Options {
    /// The text of an option; empty where it was not given.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A flag, where it was given.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.flags.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// A number, where it was given.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<i64> {
        self.counts.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

/// One use of a command.
pub struct Call<'a> {
    /// What every handler works with.
    pub desk: &'a Desk,
    /// The table that the command stands in.
    pub commands: &'a [Command],
    /// The command that is used.
    pub command: &'a Command,
    /// The person's locale, as Discord names it.
    pub locale: &'a str,
    /// The bot, as a mention.
    pub bot: Shown,
    /// Who calls, and where.
    pub asker: Asker,
    /// The values given.
    pub options: Options,
    /// The message whose menu was used.
    pub target: Option<&'a Message>,
}

impl Call<'_> {
    /// The handbook in the person's language.
    #[must_use]
    pub fn handbook(&self) -> &Handbook {
        self.desk.handbook(self.locale)
    }

    /// The option `private` where it is given, the command's own way otherwise.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        match self.options.flag("private") {
            Some(true) => Visibility::OnlyAsker,
            Some(false) => Visibility::Everyone,
            None => self.command.visibility,
        }
    }
}
