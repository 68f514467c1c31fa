//! Discord's interactions → what handlers take.

use serenity::all::{
    CommandData, CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    Message, Permissions,
};

use crate::{
    commands::{Asker, Command, Kind, OptionKind, Options, Suggest},
    replies::Wording,
};

/// A typed command's whole name, such as `role show`, and the values given.
pub(super) fn typed(data: &CommandData) -> (String, Options) {
    let mut name = data.name.clone();
    let mut given = &data.options;
    if let [CommandDataOption { name: sub, value: CommandDataOptionValue::SubCommand(options), .. }] = &data.options[..]
    {
        name = format!("{name} {sub}");
        given = options;
    }
    let mut options = Options::default();
    for CommandDataOption { name, value, .. } in given {
        match value {
            CommandDataOptionValue::String(text) => options.texts.push((name.clone(), text.clone())),
            CommandDataOptionValue::Boolean(flag) => options.flags.push((name.clone(), *flag)),
            CommandDataOptionValue::Integer(count) => options.counts.push((name.clone(), *count)),
            other => {
                tracing::warn!(name, kind = ?other.kind(), "an option of a kind that no command has")
            }
        }
    }
    (name, options)
}

/// The entry of the table for an interaction's command.
pub(super) fn find<'a>(commands: &'a [Command], data: &CommandData, name: &str, say: &Wording) -> Option<&'a Command> {
    commands.iter().find(|command| match command.kind {
        Kind::Slash { name: known, .. } => data.kind == CommandType::ChatInput && known == name,
        Kind::Message { name: known } => data.kind == CommandType::Message && known(say) == name,
    })
}

/// The suggestions of the option that is being typed, and what has been typed of it.
pub(super) fn typing<'a>(commands: &[Command], data: &'a CommandData, say: &Wording) -> Option<(Suggest, &'a str)> {
    let (name, _) = typed(data);
    let focused = data.autocomplete()?;
    let Kind::Slash { options, .. } = find(commands, data, &name, say)?.kind else {
        return None;
    };
    options.iter().find(|option| option.name == focused.name).and_then(|option| match option.kind {
        OptionKind::Text(Some(suggest)) => Some((suggest, focused.value)),
        _ => None,
    })
}

/// The message whose menu was used.
pub(super) fn target(data: &CommandData) -> Option<&Message> {
    data.resolved.messages.values().next()
}

pub(super) fn asker_of_command(interaction: &CommandInteraction) -> Asker {
    let permissions = interaction.member.as_ref().and_then(|member| member.permissions);
    Asker {
        user: interaction.user.id,
        guild: interaction.guild_id,
        channel: interaction.channel_id,
        permissions: permissions.unwrap_or(Permissions::empty()),
    }
}

pub(super) fn asker_of_component(interaction: &ComponentInteraction) -> Asker {
    let permissions = interaction.member.as_ref().and_then(|member| member.permissions);
    Asker {
        user: interaction.user.id,
        guild: interaction.guild_id,
        channel: interaction.channel_id,
        permissions: permissions.unwrap_or(Permissions::empty()),
    }
}
