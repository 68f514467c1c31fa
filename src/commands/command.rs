//! What a command is made of, and what its handler is given.

use std::{future::Future, pin::Pin};

use serenity::{
    builder::CreateCommandOption,
    model::{
        application::CommandOptionType,
        channel::{ChannelType, Message},
    },
};

use super::{Asker, Desk, Failure, Outcome, Who, in_locales, messenger::Messenger};
use crate::{
    handbook::{Handbook, Library},
    replies::{Shown, Visibility, Wording},
    workspace::{
        ids::{ChannelId, ServerRoleId, UserId},
        team::Holder,
    },
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
    /// One of these texts, each with what is shown for it.
    Choice(&'static [(&'static str, Sentence)]),
    /// A member of the server.
    Member,
    /// A role of the server.
    ServerRole,
    /// A member or a role of the server.
    MemberOrRole,
    /// A text channel of the server.
    Channel,
    /// A file.
    File,
    /// Yes or no.
    Flag,
    /// A whole number of at least 1.
    Count,
}

/// What is known while an option is being typed.
pub struct Typing<'a> {
    /// What every handler works with.
    pub desk: &'a Desk,
    /// The person's locale, as Discord names it.
    pub locale: &'a str,
    /// Who types, and where.
    pub asker: Asker,
    /// What has been typed so far.
    pub typed: &'a str,
    /// What the command's other options hold so far.
    pub options: Options,
}

impl Typing<'_> {
    /// The handbook in the person's language.
    #[must_use]
    pub fn handbook(&self) -> &Handbook {
        self.desk.handbook(self.locale)
    }
}

/// What is suggested, sooner or later: what is shown, and what is sent when it is chosen. A failure suggests nothing.
pub type Suggesting<'a> = Pin<Box<dyn Future<Output = Result<Vec<(String, String)>, Failure>> + Send + 'a>>;

/// Suggests values for what has been typed so far.
pub type Suggest = for<'a> fn(&'a Typing<'a>) -> Suggesting<'a>;

impl OptionSpec {
    pub(super) fn registration(&self, library: &Library) -> CreateCommandOption {
        let kind = match self.kind {
            OptionKind::Text(_) | OptionKind::Choice(_) => CommandOptionType::String,
            OptionKind::Member => CommandOptionType::User,
            OptionKind::ServerRole => CommandOptionType::Role,
            OptionKind::MemberOrRole => CommandOptionType::Mentionable,
            OptionKind::Channel => CommandOptionType::Channel,
            OptionKind::File => CommandOptionType::Attachment,
            OptionKind::Flag => CommandOptionType::Boolean,
            OptionKind::Count => CommandOptionType::Integer,
        };
        let option = described(library, kind, self.name, self.description).required(self.required);
        match self.kind {
            OptionKind::Text(suggest) => option.set_autocomplete(suggest.is_some()),
            OptionKind::Choice(choices) => choices.iter().fold(option, |option, (value, shown)| {
                let mut texts = in_locales(library, *shown);
                let first = texts.next().map_or_else(|| (*value).to_owned(), |(_, text)| text);
                let others = in_locales(library, *shown).filter_map(|(locale, text)| Some((locale?.to_owned(), text)));
                option.add_string_choice_localized(first, *value, others)
            }),
            OptionKind::Channel => option.channel_types(vec![ChannelType::Text]),
            OptionKind::Flag
            | OptionKind::Member
            | OptionKind::ServerRole
            | OptionKind::MemberOrRole
            | OptionKind::File => option,
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
    pub(crate) members: Vec<(String, UserId)>,
    pub(crate) bots: Vec<UserId>,
    pub(crate) server_roles: Vec<(String, ServerRoleId)>,
    pub(crate) channels: Vec<(String, ChannelId)>,
    pub(crate) files: Vec<(String, GivenFile)>,
}

/// A member or a role of the server that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who.
    pub holder: Holder,
    /// Whether it is a bot.
    pub is_bot: bool,
}

/// A file that was given to a command, still at Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenFile {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Its size in bytes.
    pub size: u64,
}

fn found<T: Clone>(values: &[(String, T)], name: &str) -> Option<T> {
    values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

impl Options {
    /// Texts alone, by name.
    #[must_use]
    pub fn of_texts(texts: &[(&str, &str)]) -> Self {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self { texts: texts.iter().map(owned).collect(), ..Self::default() }
    }

    /// The text of an option; empty where it was not given.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A flag, where it was given.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        found(&self.flags, name)
    }

    /// A member, where one was given.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<UserId> {
        found(&self.members, name)
    }

    /// A member or a role of the server, where one was given.
    #[must_use]
    pub fn member_or_role(&self, name: &str) -> Option<Given> {
        let member = |user| Given { holder: Holder::Member(user), is_bot: self.bots.contains(&user) };
        let role = |role| Given { holder: Holder::ServerRole(role), is_bot: false };
        self.member(name).map(member).or_else(|| self.server_role(name).map(role))
    }

    /// A role of the server, where one was given.
    #[must_use]
    pub fn server_role(&self, name: &str) -> Option<ServerRoleId> {
        found(&self.server_roles, name)
    }

    /// A channel, where one was given.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<ChannelId> {
        found(&self.channels, name)
    }

    /// A file, where one was given.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<GivenFile> {
        found(&self.files, name)
    }

    /// A number, where it was given.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<i64> {
        found(&self.counts, name)
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
    /// Whoever posts and edits messages.
    pub messenger: &'a dyn Messenger,
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
