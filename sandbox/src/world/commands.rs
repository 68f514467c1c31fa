//! Application commands: what an application has registered, and who may use it where.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ids::{ApplicationId, CommandId, GuildId};
use super::permissions::Permissions;

/// How a command is invoked, by Discord's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum CommandKind {
    /// Typed, with a slash.
    ChatInput = 1,
    /// From a member's context menu.
    User = 2,
    /// From a message's context menu.
    Message = 3,
}

/// What an option takes, by Discord's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum OptionKind {
    /// Nothing: it is a command below the command.
    SubCommand = 1,
    /// Nothing: it holds commands.
    SubCommandGroup = 2,
    /// A text.
    Text = 3,
    /// A whole number.
    Integer = 4,
    /// Yes or no.
    Boolean = 5,
    /// A user.
    User = 6,
    /// A channel.
    Channel = 7,
    /// A role.
    Role = 8,
    /// A user or a role.
    Mentionable = 9,
    /// Any number.
    Number = 10,
    /// A file.
    Attachment = 11,
}

impl OptionKind {
    /// The kind that Discord gives this number.
    pub const fn from_number(number: i64) -> Option<Self> {
        Some(match number {
            1 => Self::SubCommand,
            2 => Self::SubCommandGroup,
            3 => Self::Text,
            4 => Self::Integer,
            5 => Self::Boolean,
            6 => Self::User,
            7 => Self::Channel,
            8 => Self::Role,
            9 => Self::Mentionable,
            10 => Self::Number,
            11 => Self::Attachment,
            _ => return None,
        })
    }

    /// Whether it holds options instead of a value.
    pub const fn holds_options(self) -> bool {
        matches!(self, Self::SubCommand | Self::SubCommandGroup)
    }
}

/// Texts in other languages, by locale.
pub type Localizations = Option<BTreeMap<String, String>>;

/// What is asked for when a command is registered.
#[derive(Clone, Debug, PartialEq)]
pub struct CommandSpec {
    /// How it is invoked.
    pub kind: CommandKind,
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub name_localizations: Localizations,
    /// What it does; empty for context menus.
    pub description: String,
    /// The same in other languages.
    pub description_localizations: Localizations,
    /// What it takes.
    pub options: Vec<CommandOption>,
    /// What members need to use it unless the server says otherwise.
    pub default_member_permissions: Option<Permissions>,
    /// Where it can be installed: 0 servers, 1 users.
    pub integration_types: Vec<u8>,
    /// Where it can be used: 0 servers, 1 the bot's direct messages, 2 others; none given means everywhere.
    pub contexts: Option<Vec<u8>>,
    /// Whether it is for adults only.
    pub nsfw: bool,
}

/// Something that a command takes.
#[derive(Clone, Debug, PartialEq)]
pub struct CommandOption {
    /// What it takes.
    pub kind: OptionKind,
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub name_localizations: Localizations,
    /// What it is for.
    pub description: String,
    /// The same in other languages.
    pub description_localizations: Localizations,
    /// Whether the command cannot do without.
    pub required: bool,
    /// The only values that it takes, if there are any.
    pub choices: Vec<Choice>,
    /// Options of sub-commands and groups.
    pub options: Vec<CommandOption>,
    /// Kinds of channels that it takes, by number; none means all.
    pub channel_types: Vec<u8>,
    /// The smallest number.
    pub min_value: Option<serde_json::Number>,
    /// The largest number.
    pub max_value: Option<serde_json::Number>,
    /// The shortest text.
    pub min_length: Option<u32>,
    /// The longest text.
    pub max_length: Option<u32>,
    /// Whether the application suggests values while one types.
    pub autocomplete: bool,
}

/// A value to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// The same in other languages.
    pub name_localizations: Localizations,
    /// What is sent: a text or a number.
    pub value: Value,
}

/// A registered command.
#[derive(Clone, Debug)]
pub struct Command {
    /// The command's id.
    pub id: CommandId,
    /// Whose it is.
    pub application: ApplicationId,
    /// The server where it is registered; none for all.
    pub guild: Option<GuildId>,
    /// Grows with each change.
    pub version: CommandId,
    /// What was asked for.
    pub spec: CommandSpec,
}

impl Command {
    pub(super) fn usable_in(&self, context: u8) -> bool {
        self.spec.contexts.as_ref().is_none_or(|contexts| contexts.contains(&context))
    }
}
