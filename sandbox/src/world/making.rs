//! How people, servers, roles and channels come to be. Nothing of it is told: the furniture is there before anybody listens.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::State;
use super::channels::{Channel, ChannelKind};
use super::guilds::{Guild, Member, Role};
use super::ids::{ApplicationId, ChannelId, GuildId, RoleId, UserId};
use super::permissions::Permissions;
use super::signing::SigningKey;
use super::users::{self, Application, User};

/// What everybody may do in a furnished server.
const EVERYBODY: Permissions = Permissions::CREATE_INSTANT_INVITE
    .with(Permissions::ADD_REACTIONS)
    .with(Permissions::STREAM)
    .with(Permissions::VIEW_CHANNEL)
    .with(Permissions::SEND_MESSAGES)
    .with(Permissions::EMBED_LINKS)
    .with(Permissions::ATTACH_FILES)
    .with(Permissions::READ_MESSAGE_HISTORY)
    .with(Permissions::USE_EXTERNAL_EMOJIS)
    .with(Permissions::CHANGE_NICKNAME)
    .with(Permissions::USE_APPLICATION_COMMANDS)
    .with(Permissions::CREATE_PUBLIC_THREADS)
    .with(Permissions::CREATE_PRIVATE_THREADS)
    .with(Permissions::SEND_MESSAGES_IN_THREADS)
    .with(Permissions::SEND_POLLS);

/// What the bot's own role adds when it is invited.
const BOT: Permissions = Permissions::VIEW_CHANNEL
    .with(Permissions::SEND_MESSAGES)
    .with(Permissions::EMBED_LINKS)
    .with(Permissions::ATTACH_FILES)
    .with(Permissions::READ_MESSAGE_HISTORY)
    .with(Permissions::CREATE_PUBLIC_THREADS)
    .with(Permissions::CREATE_PRIVATE_THREADS)
    .with(Permissions::SEND_MESSAGES_IN_THREADS)
    .with(Permissions::MANAGE_THREADS)
    .with(Permissions::SEND_POLLS);

impl State {
    /// A new person, called `name`.
    pub(crate) fn add_person(&mut self, name: &str, locale: &str, profile: &str) -> UserId {
        let id = self.next_id();
        self.users.insert(
            id,
            User {
                id,
                username: name.to_lowercase().replace(' ', "."),
                display_name: Some(name.to_owned()),
                bot: false,
                locale: locale.to_owned(),
                profile: profile.to_owned(),
            },
        );
        id
    }

    /// A new application with its bot user.
    pub(crate) fn add_application(&mut self, name: &str, owner: UserId, privileged_intents: u64) -> ApplicationId {
        let id: ApplicationId = self.next_id();
        self.users.insert(
            id.bot(),
            User {
                id: id.bot(),
                username: name.to_owned(),
                display_name: None,
                bot: true,
                locale: "en-US".to_owned(),
                profile: "A bot".to_owned(),
            },
        );
        let token = users::local_token(id);
        let application = Application {
            id,
            name: name.to_owned(),
            description: String::new(),
            token,
            privileged_intents,
            owner,
            key: SigningKey::of(id),
            endpoint: None,
        };
        self.applications.insert(id, application);
        id
    }

    /// A new server; its owner becomes its first member.
    pub(crate) fn add_guild(&mut self, name: &str, owner: UserId) -> GuildId {
        let id: GuildId = self.next_id();
        let everyone = Role {
            id: id.everyone(),
            name: "@everyone".to_owned(),
            color: 0,
            hoist: false,
            position: 0,
            permissions: EVERYBODY,
            mentionable: false,
            application: None,
        };
        self.guilds.insert(
            id,
            Guild {
                id,
                name: name.to_owned(),
                owner,
                locale: "en-US".to_owned(),
                members: BTreeMap::new(),
                roles: BTreeMap::from([(everyone.id, everyone)]),
                channels: BTreeSet::new(),
                applications: BTreeSet::new(),
                emojis: BTreeMap::new(),
            },
        );
        self.add_member(id, owner, Vec::new());
        id
    }

    /// A new role in a server, above those that are there.
    pub(crate) fn add_role(&mut self, guild: GuildId, name: &str, color: u32, permissions: Permissions) -> RoleId {
        let id: RoleId = self.next_id();
        let guild = self.guilds.get_mut(&guild).expect("the server has been added before");
        let role = Role {
            id,
            name: name.to_owned(),
            color,
            hoist: true,
            position: guild.roles.len() as u32,
            permissions,
            mentionable: false,
            application: None,
        };
        guild.roles.insert(id, role);
        id
    }

    /// Makes a user a member of a server, with these roles.
    pub(crate) fn add_member(&mut self, guild: GuildId, user: UserId, roles: Vec<RoleId>) {
        let joined = self.now();
        let guild = self.guilds.get_mut(&guild).expect("the server has been added before");
        guild.members.insert(user, Member { user, nick: None, roles, joined, timeout_until: None });
    }

    /// Installs an application: its bot becomes a member and gets a role of its own.
    pub(crate) fn install(&mut self, guild: GuildId, application: ApplicationId) {
        let name = self.applications[&application].name.clone();
        let role = self.add_role(guild, &name, 0, BOT);
        self.add_member(guild, application.bot(), vec![role]);
        let guild = self.guilds.get_mut(&guild).expect("the server has been added before");
        if let Some(role) = guild.roles.get_mut(&role) {
            role.application = Some(application);
            role.hoist = false;
        }
        guild.applications.insert(application);
    }

    /// A new channel or category in a server, below those that are there.
    pub(crate) fn add_channel(
        &mut self,
        guild: GuildId,
        name: &str,
        kind: ChannelKind,
        parent: Option<ChannelId>,
        topic: Option<&str>,
    ) -> ChannelId {
        let id: ChannelId = self.next_id();
        let home = self.guilds.get_mut(&guild).expect("the server has been added before");
        let position = home.channels.len() as u32;
        home.channels.insert(id);
        let channel = Channel {
            id,
            kind,
            guild: Some(guild),
            name: name.to_owned(),
            topic: topic.map(str::to_owned),
            position,
            parent,
            overwrites: Vec::new(),
            last_message: None,
            last_pin: None,
            slow_mode: 0,
            recipients: Vec::new(),
            thread: None,
        };
        self.channels.insert(id, Arc::new(channel));
        id
    }
}
