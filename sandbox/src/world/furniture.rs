//! The furnished world: two servers, seven people, some channels, and messages to try things on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::State;
use super::channels::{Channel, ChannelKind, Overwrite, OverwriteTarget};
use super::guilds::{Guild, Member, Role};
use super::ids::{ApplicationId, ChannelId, GuildId, RoleId, UserId};
use super::permissions::Permissions;
use super::posting::Draft;
use super::users::{Application, User};

/// How long ago the servers and their members came to be.
const AGE: Duration = Duration::from_secs(400 * 24 * 3_600);
/// How long ago the first message was posted.
const TALKING_SINCE: Duration = Duration::from_secs(4 * 3_600);
/// The pause before each message.
const BETWEEN_MESSAGES: Duration = Duration::from_secs(7 * 60 + 13);

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
    /// Furnishes an empty world and installs an application of this name in its servers; returns its token.
    pub(crate) fn furnish(&mut self, application: &str, privileged_intents: u64) -> String {
        let present = self.now;
        self.now = present.minus(AGE);
        let ines = self.add_person("Ines Moreau", "en-US", "Tech lead of Checkout");
        let tomasz = self.add_person("Tomasz Wolny", "en-GB", "Engineering manager of Checkout");
        let engineers = ["Priya Nair", "Leo Brandt", "Sakura Ito"]
            .map(|name| self.add_person(name, "en-US", "Engineer in Checkout"));
        let robin = self.add_person("Robin Hale", "en-GB", "In the server, without any role");
        let noor = self.add_person("Noor Haddad", "fr", "Only in another server, Orchard Books");
        let application = self.add_application(application, tomasz, privileged_intents);

        let parcel = self.add_guild("Northwind Parcel", tomasz);
        let tech_lead = self.add_role(parcel, "Tech Lead", 0x2F_80_ED, Permissions::NONE);
        let manager = self.add_role(parcel, "Engineering Manager", 0x9B_51_E0, Permissions::MANAGE_GUILD);
        let engineer = self.add_role(parcel, "Engineer", 0x27_AE_60, Permissions::NONE);
        self.add_member(parcel, ines, vec![tech_lead]);
        self.add_member(parcel, tomasz, vec![manager]);
        for person in engineers {
            self.add_member(parcel, person, vec![engineer]);
        }
        self.add_member(parcel, robin, Vec::new());
        self.install(parcel, application);
        self.now = present.minus(TALKING_SINCE);
        self.furnish_parcel(
            parcel,
            [tech_lead, manager],
            [ines, tomasz, engineers[0], engineers[1], engineers[2], robin],
        );

        let books = self.add_guild("Orchard Books", noor);
        self.install(books, application);
        let shelf = self.add_channel(books, "Shop", ChannelKind::Category, None, None);
        let floor =
            self.add_channel(books, "shop-floor", ChannelKind::Text, Some(shelf), Some("What happens in the shop"));
        self.say(noor, floor, "The card reader by the door is slow again. Who looks after it?");
        self.now = present;
        self.applications[&application].token.clone()
    }

    fn furnish_parcel(&mut self, guild: GuildId, leads: [RoleId; 2], people: [UserId; 6]) {
        let [ines, tomasz, priya, leo, sakura, robin] = people;
        let checkout = self.add_channel(guild, "Checkout", ChannelKind::Category, None, None);
        let work = self.add_channel(
            guild,
            "checkout",
            ChannelKind::Text,
            Some(checkout),
            Some("The Checkout team's daily work"),
        );
        let incidents = self.add_channel(
            guild,
            "checkout-incidents",
            ChannelKind::Text,
            Some(checkout),
            Some("When checkout is down or slow"),
        );
        let private =
            self.add_channel(guild, "checkout-private", ChannelKind::Text, Some(checkout), Some("Leads only"));
        self.hide_from_all_but(private, guild, leads);
        let everyone = self.add_channel(guild, "Everyone", ChannelKind::Category, None, None);
        let general = self.add_channel(guild, "general", ChannelKind::Text, Some(everyone), Some("For all of us"));
        let hello = self.add_channel(guild, "introductions", ChannelKind::Text, Some(everyone), Some("Say hello"));

        for (author, channel, text) in [
            (
                tomasz,
                hello,
                "Hi, I'm Tomasz. I manage the Checkout engineers: hiring, growth, one-to-ones, and keeping the promises we make.",
            ),
            (ines, hello, "Ines, tech lead of Checkout. If it's about how we build it, come to me."),
            (robin, hello, "Robin here, just joined. Still finding out who does what!"),
            (
                priya,
                work,
                "We still haven't settled whether the new basket service uses Postgres or Mongo. Who makes that call?",
            ),
            (
                leo,
                work,
                "Two of the reviews I asked for on Monday are still open. Is there somebody who keeps an eye on that?",
            ),
            (sakura, work, "I'd like to go to the conference in May. Whom do I ask for the budget?"),
            (ines, work, "Standup notes are in the wiki. Basket service design review is on Thursday at 10."),
            (leo, work, "The release date slipped by a week and product is asking why. Who tells them?"),
            (priya, incidents, "Checkout latency p99 is over 4 s since 09:40, error rate is normal."),
            (ines, incidents, "Looking. It's the tax lookup, I've turned the cache back on."),
            (sakura, incidents, "Who writes the follow-up for this one, and by when?"),
            (tomasz, private, "Leo has seemed worn out for weeks. I'll bring it up in our one-to-one."),
            (ines, private, "Thanks. I'll take the on-call shift off him this month."),
            (robin, general, "My laptop won't join the VPN. Who can help with that?"),
            (tomasz, general, "Office is closed on Friday. Enjoy the long weekend!"),
        ] {
            self.say(author, channel, text);
        }
    }

    fn say(&mut self, author: UserId, channel: ChannelId, text: &str) {
        self.now = self.now.plus(BETWEEN_MESSAGES);
        let draft = Draft { content: text.to_owned(), ..Draft::default() };
        self.post(author, channel, draft).expect("the furniture keeps Discord's rules");
    }

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
        let token = super::users::local_token(id);
        let (name, description) = (name.to_owned(), String::new());
        self.applications.insert(id, Application { id, name, description, token, privileged_intents, owner });
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
            slow_mode: 0,
            recipients: Vec::new(),
            thread: None,
        };
        self.channels.insert(id, Arc::new(channel));
        id
    }

    fn hide_from_all_but(&mut self, channel: ChannelId, guild: GuildId, roles: [RoleId; 2]) {
        let seeing = Permissions::VIEW_CHANNEL;
        let hidden =
            Overwrite { target: OverwriteTarget::Role(guild.everyone()), allow: Permissions::NONE, deny: seeing };
        let shown =
            roles.map(|role| Overwrite { target: OverwriteTarget::Role(role), allow: seeing, deny: Permissions::NONE });
        if let Some(place) = self.channels.get_mut(&channel) {
            Arc::make_mut(place).overwrites = [hidden].into_iter().chain(shown).collect();
        }
    }
}
