//! Commands as they are typed: `/role show role: tech lead`.

use super::Refusal;
use crate::world::commands::{Command, CommandKind, CommandOption};

/// The use of a command, with its values as they came.
#[derive(Clone, Debug)]
pub(super) struct Given<'a> {
    pub(super) command: &'a Command,
    /// Group and sub-command, as far as there are any.
    pub(super) path: Vec<&'a CommandOption>,
    pub(super) values: Vec<GivenValue>,
}

/// A value for an option.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GivenValue {
    pub(super) name: String,
    pub(super) value: Raw,
    pub(super) focused: bool,
}

/// A value as it came: typed by hand or as JSON.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Raw {
    Typed(String),
    Json(serde_json::Value),
}

impl<'a> Given<'a> {
    /// The options that the command or its sub-command takes.
    pub(super) fn options(&self) -> &'a [CommandOption] {
        self.path.last().map_or(&self.command.spec.options, |option| &option.options)
    }
}

/// Reads a typed command. The last value counts as the one being typed.
pub(super) fn read<'a>(text: &str, commands: &[&'a Command]) -> Result<Given<'a>, Refusal> {
    let typed =
        text.trim_start().strip_prefix('/').ok_or_else(|| Refusal::because("A command starts with a slash."))?;
    let (name, mut rest) = next_word(typed);
    let chat = |command: &&&Command| command.spec.kind == CommandKind::ChatInput && command.spec.name == name;
    let command = commands.iter().find(chat).copied().ok_or_else(|| Refusal {
        status: 404,
        code: Some(10063),
        message: format!("There is no command /{name} that you may use here."),
    })?;
    let mut path: Vec<&CommandOption> = Vec::new();
    loop {
        let options = path.last().map_or(&command.spec.options, |option| &option.options);
        if !options.iter().any(|option| option.kind.holds_options()) {
            break;
        }
        let (word, after) = next_word(rest);
        let inner = options.iter().find(|option| option.name == word).ok_or_else(|| {
            let known = options.iter().map(|option| option.name.as_str()).collect::<Vec<_>>().join(", ");
            Refusal::because(format!("/{name} is followed by one of: {known}."))
        })?;
        path.push(inner);
        rest = after;
    }
    let mut given = Given { command, path, values: Vec::new() };
    given.values = read_values(rest, given.options())?;
    Ok(given)
}

fn next_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// `name: value` in any order; a value reaches to the next known name that has not been given yet, or to the end.
fn read_values(text: &str, options: &[CommandOption]) -> Result<Vec<GivenValue>, Refusal> {
    let mut starts: Vec<(usize, usize, &str)> = Vec::new();
    for option in options {
        if let Some((at, end)) = find_name(text, &option.name) {
            starts.push((at, end, &option.name));
        }
    }
    starts.sort_unstable();
    let before = &text[..starts.first().map_or(text.len(), |(at, ..)| *at)];
    if !before.trim().is_empty() {
        let known = options.iter().map(|option| format!("{}:", option.name)).collect::<Vec<_>>().join(" ");
        let hint =
            if known.is_empty() { "It takes no options.".into() } else { format!("Options are written as {known}") };
        return Err(Refusal::because(format!("\"{}\" belongs to no option. {hint}", before.trim())));
    }
    let last = starts.len().saturating_sub(1);
    let values = starts.iter().enumerate().map(|(index, (_, end, name))| {
        let until = starts.get(index + 1).map_or(text.len(), |(at, ..)| *at);
        let value = Raw::Typed(text[*end..until].trim().to_owned());
        GivenValue { name: (*name).to_owned(), value, focused: index == last }
    });
    Ok(values.collect())
}

/// Where `name:` begins and ends, at the beginning of a word.
fn find_name(text: &str, name: &str) -> Option<(usize, usize)> {
    let wanted = format!("{name}:");
    text.match_indices(&wanted)
        .find(|(at, _)| text[..*at].chars().next_back().is_none_or(char::is_whitespace))
        .map(|(at, _)| (at, at + wanted.len()))
}
