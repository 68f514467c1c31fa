//! The commands: one file each with what it looks like, who may use it and what it does.
//!
//! [`COMMANDS`] is the one table. Registration, `/help` and dispatch are made from it; a command that stands here is registered,
//! explained and dispatched, and one that doesn't is none of these. [`COMPONENTS`] is the table of buttons, selects and forms.

mod about;
mod asker;
mod assess;
mod command;
mod component;
mod correcting;
mod costs;
mod decision;
mod desk;
pub mod due;
mod gaps;
mod help;
mod here;
mod known;
pub mod leaving;
pub mod live;
pub mod messenger;
mod orphans;
mod outcome;
mod place;
mod poll;
mod privacy;
mod request;
mod role;
pub mod sweep;
mod team;
pub mod who_owns;

use std::collections::BTreeMap;

use serenity::{
    builder::{CreateCommand, CreateCommandOption},
    model::application::{CommandType, InstallationContext, InteractionContext},
};

pub use asker::{Asker, Threads, Who};
pub use command::{
    Answering, Call, Command, Given, GivenFile, Kind, OptionKind, OptionSpec, Options, Sentence, Suggest, Suggesting,
    Typing,
};
pub use component::{Component, Press};
pub(crate) use costs::Cost;
pub use desk::{Desk, Knowledge};
pub use outcome::{Failure, InternalError, Outcome};

use crate::{
    handbook::{Handbook, Library},
    replies::{CommandLine, Shown, Wording},
};

/// Every command, in the order of `/help`.
pub static COMMANDS: &[Command] = &[
    who_owns::SLASH,
    who_owns::MESSAGE,
    role::SHOW,
    role::COMPARE,
    role::DUTIES,
    decision::RECORD,
    decision::LIST,
    decision::SHOW,
    decision::HISTORY,
    decision::REVISE,
    decision::RETIRE,
    decision::PROPOSALS,
    decision::EXPORT,
    decision::IMPORT,
    team::SETUP,
    team::SHOW,
    team::SEAT,
    team::COVER,
    team::AWAY,
    team::BACK,
    team::CHANNEL,
    team::CREATE,
    team::RENAME,
    team::DELETE,
    team::TIME_ZONE,
    poll::CREATE,
    poll::THIS,
    poll::STATUS,
    poll::EDIT,
    poll::CLOSE,
    poll::REOPEN,
    poll::EXPORT,
    assess::START,
    assess::MINE_COMMAND,
    assess::ROUND,
    assess::RESULTS,
    gaps::COMMAND,
    privacy::SHOW,
    privacy::EXPORT,
    privacy::ERASE_COMMAND,
    help::COMMAND,
    about::COMMAND,
];

/// Every button, select and form.
pub static COMPONENTS: &[Component] = &[
    who_owns::PICKS,
    who_owns::CHOOSES_TEAM,
    who_owns::LOOKS_AGAIN,
    who_owns::SHARES,
    who_owns::EXPLAINS,
    correcting::QUESTIONS,
    correcting::FITS_NONE,
    correcting::CHOOSES,
    correcting::KEEPS,
    correcting::SHOWS_ROLES,
    correcting::CHOOSES_ROLE,
    correcting::TURNS,
    correcting::SEARCHES,
    correcting::FINDS,
    request::ASKS,
    request::ASKS_ALOUD,
    request::ASKS_WRITTEN,
    request::ACCEPTS,
    request::TURNS_AWAY,
    request::HANDS_ON,
    request::HANDS_TO_SEAT,
    request::DECLINES,
    request::ENDS,
    request::TAKES_BACK,
    role::TURNS,
    role::LISTS,
    decision::OPENS_RECORDING,
    decision::OPENS_RECORDING_FOR,
    decision::RECORDS,
    decision::RECORDS_DUTY,
    decision::OPENS_REVISING,
    decision::REVISES,
    decision::OPENS_KEEPING,
    decision::KEEPS,
    decision::OPENS_RETIRING,
    decision::RETIRES,
    decision::TURNS_LIST,
    decision::TURNS_HISTORY,
    decision::SUGGESTS,
    decision::ACCEPTS,
    decision::DISMISSES,
    decision::TURNS_PROPOSALS,
    decision::IMPORTS,
    team::OPENS,
    team::CHOOSES_TEAM,
    team::CREATES,
    team::CHOOSES_HOLDER,
    team::CHOOSES_COVER,
    team::BINDS_CHANNELS,
    team::SHOWS_SEAT,
    team::UNDOES,
    team::LEAVES,
    team::DELETES,
    team::FILLS,
    team::PREVIEWS,
    poll::VOTES,
    poll::CHOOSES,
    poll::SHOWS_VOTE,
    poll::CHANGES,
    poll::WITHDRAWS,
    poll::WRITES_REASON,
    poll::GIVES_REASON,
    poll::SHOWS_VOTERS,
    poll::ASKS_TO_CLOSE,
    poll::CLOSES,
    poll::TURNS,
    poll::STARTS,
    poll::STARTS_PREVIEWED,
    poll::EDITS,
    poll::CHANGES_PREVIEW,
    poll::CANCELS,
    poll::STOPS,
    poll::SHOWS_MISSING,
    poll::RANKS,
    poll::RANKS_NEXT,
    poll::SHOWS_OBJECTIONS,
    poll::SETTLES,
    poll::DISPUTES,
    poll::PUTS_TO_VOTE,
    poll::OPENS_DECIDING,
    poll::DECIDES,
    assess::BEGINS,
    assess::GOES_ON,
    assess::ANSWERS,
    assess::ANSWERS_ROLE,
    assess::GOES_BACK,
    assess::PAUSES,
    assess::STOPS,
    assess::WRITES,
    assess::WRITES_DOWN,
    assess::FINISHES,
    assess::SHOWS_RESULT,
    assess::LOOKS,
    assess::KEEPS,
    assess::SHARES,
    assess::POSTS,
    assess::CHOOSES,
    assess::DELETES,
    assess::DELETES_NOW,
    assess::JOINS,
    assess::ASKS_TO_CLOSE_ROUND,
    assess::CLOSES_ROUND,
    assess::SHOWS_RESULTS,
    assess::TURNS_RESULTS,
    assess::VOTES_ON,
    assess::ASKS_OWNER,
    assess::CHOOSES_OWNER,
    assess::ACTS,
    assess::ASKS_WHOM,
    assess::CHOOSES_WHOM,
    assess::HANDS_OUT,
    assess::STARTS_NEXT,
    privacy::ERASES,
];

/// Every kind of deadline.
pub static DUE_KINDS: &[due::DueKind] = &[
    decision::COMES_BACK,
    request::MOVES_ON,
    request::IS_DUE,
    poll::IS_DUE,
    poll::TELLS_RESULT,
    poll::GIVES_UP,
    poll::REMINDS,
    poll::COMES_AGAIN,
    assess::ARCHIVES,
    assess::ROUND_IS_DUE,
    assess::REMINDS,
    assess::TELLS_ROUND,
    leaving::FORGETS,
    sweep::SWEEPS,
];

/// Every kind of live message.
pub static LIVE_KINDS: &[live::LiveKind] = &[poll::SHOWS, assess::SHOWS_ROUND];

/// A group of sub-commands: its first word, and what it is about.
static GROUPS: &[(&str, Sentence)] = &[
    ("role", Wording::command_role),
    ("decision", Wording::command_decision),
    ("team", Wording::command_team),
    ("poll", Wording::command_poll),
    ("assess", Wording::command_assess),
    ("privacy", Wording::command_privacy),
];

/// The lines of `/help`.
#[must_use]
pub fn lines(handbook: &Handbook, commands: &[Command]) -> Vec<CommandLine> {
    let say = Wording::of(handbook);
    let line = |command: &Command| CommandLine {
        name: Shown::ours(match command.kind {
            Kind::Slash { name, .. } => format!("/{name}"),
            Kind::Message { name } => name(&say),
        }),
        description: Shown::ours((command.description)(&say)),
        example: command.example.map(|example| Shown::ours(example(&say))),
        for_managers: matches!(command.who, Who::Managers | Who::ServerManagers),
    };
    commands.iter().map(line).collect()
}

/// The table as Discord wants it registered, descriptions in every locale of the library.
#[must_use]
pub fn registrations(library: &Library, commands: &[Command]) -> Vec<CreateCommand> {
    let mut slash: BTreeMap<&str, Vec<&Command>> = BTreeMap::new();
    let mut registrations = Vec::new();
    for command in commands {
        match command.kind {
            Kind::Slash { name, .. } => slash.entry(name.split(' ').next().unwrap_or(name)).or_default().push(command),
            Kind::Message { name } => registrations.push(where_it_works(
                CreateCommand::new(name(&Wording::of(library.fallback()))).kind(CommandType::Message),
                command.who,
            )),
        }
    }
    registrations.extend(slash.into_iter().map(|(name, commands)| slash_command(library, name, &commands)));
    registrations
}

fn where_it_works(command: CreateCommand, who: Who) -> CreateCommand {
    let contexts = match who {
        Who::Everyone => vec![InteractionContext::Guild, InteractionContext::BotDm],
        Who::Members | Who::ServerManagers | Who::Managers => vec![InteractionContext::Guild],
    };
    command.add_integration_type(InstallationContext::Guild).contexts(contexts)
}

fn slash_command(library: &Library, name: &str, commands: &[&Command]) -> CreateCommand {
    let group = GROUPS.iter().find(|(group, _)| *group == name);
    let described = group.map_or(commands[0].description, |(_, description)| *description);
    let mut command = CreateCommand::new(name).kind(CommandType::ChatInput);
    for (locale, text) in in_locales(library, described) {
        command = match locale {
            None => command.description(text),
            Some(locale) => command.description_localized(locale, text),
        };
    }
    for command_or_sub in commands {
        let Kind::Slash { name, options } = command_or_sub.kind else {
            continue;
        };
        let options: Vec<CreateCommandOption> = options.iter().map(|spec| spec.registration(library)).collect();
        match name.split_once(' ') {
            None => command = command.set_options(options),
            Some((_, sub)) => {
                command = command.add_option(command::sub_command(library, sub, command_or_sub.description, options));
            }
        }
    }
    where_it_works(command, commands[0].who)
}

/// A sentence in the fallback locale (`None`) and in every other one.
fn in_locales(library: &Library, sentence: Sentence) -> impl Iterator<Item = (Option<&str>, String)> {
    library.locales().map(move |(locale, handbook)| {
        let locale = (locale != crate::handbook::FALLBACK_LOCALE).then_some(locale);
        (locale, sentence(&Wording::of(handbook)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replies::limits;

    #[test]
    fn every_component_has_a_short_name_of_its_own() {
        for (at, component) in COMPONENTS.iter().enumerate() {
            let name = component.name.0;
            assert!(!name.contains(':') && name.len() < limits::CUSTOM_ID / 4, "{name}");
            assert!(!COMPONENTS[..at].iter().any(|before| before.name == component.name), "{name} stands there twice");
        }
    }
}
