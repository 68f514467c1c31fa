//! `/help` and `/about`.

use super::{Reply, Shown, Visibility, Wording, frame::lead_names, limits, plain_embed};
use crate::handbook::Handbook;

/// One command as `/help` shows it.
#[derive(Clone, Debug)]
pub struct CommandLine {
    /// As it is typed or found: `/role show`.
    pub name: Shown,
    /// What it does.
    pub description: Shown,
    /// How it is used, where that needs to be said.
    pub example: Option<Shown>,
    /// Whether it is for those who manage the server or a team.
    pub for_managers: bool,
}

/// What the bot can do, from the table of commands.
#[must_use]
pub fn help(handbook: &Handbook, commands: &[CommandLine], bot_mention: &Shown) -> Reply {
    let say = Wording::of(handbook);
    let mut embed = plain_embed().title(say.help_title()).description(say.help_text());
    let shown: Vec<CommandLine> = commands.iter().map(|command| marked(&say, command)).collect();
    for (name, value) in fields(&shown) {
        embed = embed.field(name, value, false);
    }
    let last = format!("{}\n{}", say.help_mention(bot_mention), say.help_who(lead_names(handbook)));
    Reply::of(embed.field(say.help_mention_title(), last, false)).seen_by(Visibility::OnlyAsker)
}

/// The command with a mark where it is not for everybody.
fn marked(say: &Wording, command: &CommandLine) -> CommandLine {
    let name = match command.for_managers {
        true => Shown::ours(say.help_for_managers(command.name.clone())),
        false => command.name.clone(),
    };
    CommandLine { name, ..command.clone() }
}

/// A field for each command; sub-commands of one group share a field as far as they fit into it.
fn fields(commands: &[CommandLine]) -> Vec<(&str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for group in commands.chunk_by(|one, next| group_of(one) == group_of(next)) {
        if let [command] = group {
            fields.push((command.name.as_str(), said(command)));
            continue;
        }
        let mut field = String::new();
        for command in group {
            let line = format!("**{}:** {}", command.name.as_str(), said(command));
            if field.chars().count() + line.chars().count() >= limits::FIELD_VALUE {
                fields.push((group_of(command), std::mem::take(&mut field)));
            }
            field = if field.is_empty() { line } else { format!("{field}\n{line}") };
        }
        fields.extend(group.first().map(|command| (group_of(command), field)));
    }
    fields
}

/// What commands of one group have in common: the first word of a typed one, all of another one's name.
fn group_of(command: &CommandLine) -> &str {
    let name = command.name.as_str();
    if name.starts_with('/') { name.split(' ').next().unwrap_or(name) } else { name }
}

fn said(command: &CommandLine) -> String {
    match &command.example {
        Some(example) => format!("{}\n{}", command.description.as_str(), example.as_str()),
        None => command.description.as_str().to_owned(),
    }
}

/// What the bot is, knows and keeps.
#[must_use]
pub fn about(handbook: &Handbook, version: &str) -> Reply {
    let say = Wording::of(handbook);
    let (duties, roles) = (handbook.duties().count(), handbook.roles().len());
    let known = say.about_handbook_text(duties, roles, handbook.sources.len());
    let embed = plain_embed()
        .title(say.about_title())
        .description(say.about_text())
        .field(say.about_handbook(), known, false)
        .field(say.about_privacy(), say.about_privacy_text(), false)
        .footer(serenity::builder::CreateEmbedFooter::new(say.about_version(Shown::ours(version))));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}
