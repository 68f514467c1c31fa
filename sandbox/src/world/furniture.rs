//! The furnished world: two servers, seven people, some channels, and messages to try things on.

use std::sync::Arc;
use std::time::Duration;

use super::State;
use super::channels::{ChannelKind, Overwrite, OverwriteTarget};
use super::ids::{ApplicationId, ChannelId, GuildId, RoleId, UserId};
use super::permissions::Permissions;
use super::posting::Draft;

/// How long ago the servers and their members came to be.
const AGE: Duration = Duration::from_secs(400 * 24 * 3_600);
/// How long ago the first message was posted.
const TALKING_SINCE: Duration = Duration::from_secs(4 * 3_600);
/// The pause before each message.
const BETWEEN_MESSAGES: Duration = Duration::from_secs(7 * 60 + 13);

impl State {
    /// Furnishes an empty world and installs an application of this name in its servers.
    pub(crate) fn furnish(&mut self, application: &str, privileged_intents: u64) -> ApplicationId {
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
        let engineer = self.add_role(parcel, "Engineer", 0x27_AE_60, Permissions::NONE);
        let tech_lead = self.add_role(parcel, "Tech Lead", 0x2F_80_ED, Permissions::NONE);
        let manager = self.add_role(parcel, "Engineering Manager", 0x9B_51_E0, Permissions::MANAGE_GUILD);
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
        application
    }

    fn furnish_parcel(&mut self, guild: GuildId, leads: [RoleId; 2], people: [UserId; 6]) {
        let [ines, tomasz, priya, leo, sakura, robin] = people;
        let checkout = self.add_channel(guild, "Checkout", ChannelKind::Category, None, None);
        let [work, incidents, private] = [
            ("checkout", "The Checkout team's daily work"),
            ("checkout-incidents", "When checkout is down or slow"),
            ("checkout-private", "Leads only"),
        ]
        .map(|(name, topic)| self.add_channel(guild, name, ChannelKind::Text, Some(checkout), Some(topic)));
        self.hide_from_all_but(private, guild, leads);
        let everyone = self.add_channel(guild, "Everyone", ChannelKind::Category, None, None);
        let [general, hello] = [("general", "For all of us"), ("introductions", "Say hello")]
            .map(|(name, topic)| self.add_channel(guild, name, ChannelKind::Text, Some(everyone), Some(topic)));
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
