//! Discord's interactions → what handlers take.

use std::num::NonZeroU64;

use serenity::all::{
    ActionRowComponent, ChannelId, ChannelType, CommandData, CommandDataOption, CommandDataOptionValue, CommandType,
    ComponentInteractionData, ComponentInteractionDataKind, GuildId, Member, Message, ModalInteractionData,
    PartialChannel, Permissions, UserId,
};

use crate::{
    commands::{Asker, Command, Given, GivenFile, Kind, OptionKind, Options, Suggest, Threads},
    replies::Wording,
    workspace::team::Holder,
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
            CommandDataOptionValue::User(id) => options.members.push((name.clone(), NonZeroU64::from(*id).into())),
            CommandDataOptionValue::Role(id) => options.server_roles.push((name.clone(), NonZeroU64::from(*id).into())),
            CommandDataOptionValue::Channel(id) => options.channels.push((name.clone(), NonZeroU64::from(*id).into())),
            CommandDataOptionValue::Mentionable(id) => {
                let number = NonZeroU64::from(*id);
                if data.resolved.roles.contains_key(&number.into()) {
                    options.server_roles.push((name.clone(), number.into()));
                } else {
                    options.members.push((name.clone(), number.into()));
                }
            }
            CommandDataOptionValue::Attachment(id) => {
                let file = data.resolved.attachments.get(id).map(|file| GivenFile {
                    name: file.filename.clone(),
                    address: file.url.clone(),
                    size: u64::from(file.size),
                });
                options.files.extend(file.map(|file| (name.clone(), file)));
            }
            // The option that is being typed.
            CommandDataOptionValue::Autocomplete { .. } => {}
            other => {
                tracing::warn!(name, kind = ?other.kind(), "an option of a kind that no command has")
            }
        }
    }
    options.bots =
        data.resolved.users.values().filter(|user| user.bot).map(|user| user.id.into()).map(user_id).collect();
    (name, options)
}

fn user_id(number: NonZeroU64) -> crate::workspace::ids::UserId {
    number.into()
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

/// Where an interaction comes from; serenity's types of interactions share no trait.
pub(super) struct Origin<'a> {
    pub(super) user: UserId,
    pub(super) member: Option<&'a Member>,
    pub(super) guild: Option<GuildId>,
    pub(super) channel: ChannelId,
    pub(super) place: Option<&'a PartialChannel>,
    /// What the bot may do there.
    pub(super) bot: Option<Permissions>,
}

impl Origin<'_> {
    pub(super) fn asker(&self) -> Asker {
        let roles = self.member.map_or(&[][..], |member| &member.roles);
        let permissions = self.member.and_then(|member| member.permissions);
        let thread = self.place.filter(|place| is_thread(place.kind));
        Asker {
            user: NonZeroU64::from(self.user).into(),
            guild: self.guild.map(|guild| NonZeroU64::from(guild).into()),
            channel: NonZeroU64::from(self.channel).into(),
            parent: thread.and_then(|thread| thread.parent_id).map(|parent| NonZeroU64::from(parent).into()),
            server_roles: roles.iter().map(|role| NonZeroU64::from(*role).into()).collect(),
            may_write: may_write(permissions, thread.is_some()),
            may_write_around: may_write(permissions, false),
            threads: self.guild.and(self.place).map_or(Threads::None, |place| threads(place.kind, self.bot)),
            manages_server: permissions.is_some_and(|permissions| permissions.contains(Permissions::MANAGE_GUILD)),
        }
    }
}

const fn is_thread(kind: ChannelType) -> bool {
    matches!(kind, ChannelType::PublicThread | ChannelType::PrivateThread | ChannelType::NewsThread)
}

/// Whether a person may write where they are. Threads have a permission of their own; in a direct message nothing is told.
fn may_write(permissions: Option<Permissions>, in_thread: bool) -> bool {
    let needed = if in_thread { Permissions::SEND_MESSAGES_IN_THREADS } else { Permissions::SEND_MESSAGES };
    permissions.is_none_or(|permissions| permissions.contains(needed))
}

/// What threads the bot may open and write in. The channel around a thread is taken for a text channel: where it is none, Discord refuses
/// to open a private thread, and what is done then is said.
fn threads(kind: ChannelType, bot: Option<Permissions>) -> Threads {
    let may = |permission| bot.is_some_and(|bot| bot.contains(permission | Permissions::SEND_MESSAGES_IN_THREADS));
    let takes_private = kind == ChannelType::Text || is_thread(kind);
    let takes_public = takes_private || kind == ChannelType::News;
    if takes_private && may(Permissions::CREATE_PRIVATE_THREADS) {
        Threads::Private
    } else if takes_public && may(Permissions::CREATE_PUBLIC_THREADS) {
        Threads::Public
    } else {
        Threads::None
    }
}

/// What was chosen in a select: texts as they are, everything else by its id. Nothing for a button.
pub(super) fn chosen(kind: &ComponentInteractionDataKind) -> Vec<String> {
    fn ids<T: ToString>(ids: &[T]) -> Vec<String> {
        ids.iter().map(T::to_string).collect()
    }
    match kind {
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        ComponentInteractionDataKind::UserSelect { values } => ids(values),
        ComponentInteractionDataKind::RoleSelect { values } => ids(values),
        ComponentInteractionDataKind::MentionableSelect { values } => ids(values),
        ComponentInteractionDataKind::ChannelSelect { values } => ids(values),
        ComponentInteractionDataKind::Button | ComponentInteractionDataKind::Unknown(_) => Vec::new(),
    }
}

/// The members and roles of the server that were chosen in a select, in the order in which they were chosen.
pub(super) fn holders(data: &ComponentInteractionData) -> Vec<Given> {
    let numbers: Vec<NonZeroU64> = match &data.kind {
        ComponentInteractionDataKind::MentionableSelect { values } => values.iter().map(|id| (*id).into()).collect(),
        ComponentInteractionDataKind::UserSelect { values } => values.iter().map(|id| (*id).into()).collect(),
        _ => return Vec::new(),
    };
    let given = |number: NonZeroU64| {
        if data.resolved.roles.contains_key(&number.into()) {
            return Given { holder: Holder::ServerRole(number.into()), is_bot: false };
        }
        let is_bot = data.resolved.users.get(&number.into()).is_some_and(|user| user.bot);
        Given { holder: Holder::Member(number.into()), is_bot }
    };
    numbers.into_iter().map(given).collect()
}

/// What was written into a form: the fields' names and texts.
pub(super) fn written(data: &ModalInteractionData) -> Vec<(String, String)> {
    let parts = data.components.iter().flat_map(|row| &row.components);
    let texts = parts.filter_map(|part| match part {
        ActionRowComponent::InputText(input) => {
            Some((input.custom_id.clone(), input.value.clone().unwrap_or_default()))
        }
        _ => None,
    });
    texts.collect()
}
