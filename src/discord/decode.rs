//! Discord's interactions → what handlers take.

use serenity::all::{
    ActionRowComponent, ChannelType, CommandData, CommandDataOption, CommandDataOptionValue, CommandInteraction,
    CommandType, ComponentInteraction, ComponentInteractionDataKind, Member, Message, ModalInteraction, PartialChannel,
    Permissions,
};

use crate::{
    commands::{Asker, Command, Kind, OptionKind, Options, Suggest},
    replies::{SEARCHED, Wording},
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
    Asker {
        user: interaction.user.id,
        guild: interaction.guild_id,
        channel: interaction.channel_id,
        may_write: may_write(interaction.member.as_deref(), interaction.channel.as_ref()),
    }
}

pub(super) fn asker_of_component(interaction: &ComponentInteraction) -> Asker {
    Asker {
        user: interaction.user.id,
        guild: interaction.guild_id,
        channel: interaction.channel_id,
        may_write: may_write(interaction.member.as_ref(), interaction.channel.as_ref()),
    }
}

pub(super) fn asker_of_form(interaction: &ModalInteraction) -> Asker {
    Asker {
        user: interaction.user.id,
        guild: interaction.guild_id,
        channel: interaction.channel_id,
        may_write: may_write(interaction.member.as_ref(), interaction.channel.as_ref()),
    }
}

/// What was chosen in a select of texts; empty for anything else.
pub(super) fn chosen(interaction: &ComponentInteraction) -> &str {
    match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map_or("", String::as_str),
        _ => "",
    }
}

/// What was written into the field of a form.
pub(super) fn written(interaction: &ModalInteraction) -> &str {
    let mut fields = interaction.data.components.iter().flat_map(|row| &row.components);
    let value = fields.find_map(|field| match field {
        ActionRowComponent::InputText(input) if input.custom_id == SEARCHED => input.value.as_deref(),
        _ => None,
    });
    value.unwrap_or_default()
}

/// Whether a person may write where they are. Threads have a permission of their own.
fn may_write(member: Option<&Member>, channel: Option<&PartialChannel>) -> bool {
    let Some(permissions) = member.and_then(|member| member.permissions) else {
        return true;
    };
    let needed = match channel.map(|channel| channel.kind) {
        Some(ChannelType::PublicThread | ChannelType::PrivateThread | ChannelType::NewsThread) => {
            Permissions::SEND_MESSAGES_IN_THREADS
        }
        _ => Permissions::SEND_MESSAGES,
    };
    permissions.contains(needed)
}
