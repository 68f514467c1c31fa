//! Whom a text mentions, and whom of these it may notify.

use std::sync::LazyLock;

use regex::Regex;

use super::State;
use super::channels::Channel;
use super::ids::{RoleId, UserId};
use super::messages::Mentions;
use super::permissions::Permissions;

/// What an author lets a message notify (`resources/message#allowed-mentions-object`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AllowedMentions {
    /// Everybody that the text mentions.
    pub(crate) all_users: bool,
    /// Every role that the text mentions.
    pub(crate) all_roles: bool,
    /// Everyone and here.
    pub(crate) everyone: bool,
    /// These users, if the text mentions them.
    pub(crate) users: Vec<UserId>,
    /// These roles, if the text mentions them.
    pub(crate) roles: Vec<RoleId>,
    /// The author of the message that is replied to.
    pub(crate) replied_user: bool,
}

impl AllowedMentions {
    /// What holds when nothing is said.
    pub(crate) const fn everything() -> Self {
        Self {
            all_users: true,
            all_roles: true,
            everyone: true,
            users: Vec::new(),
            roles: Vec::new(),
            replied_user: true,
        }
    }
}

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<@(?P<user>!?\d{15,20})>|<@&(?P<role>\d{15,20})>|(?P<everyone>@everyone|@here)")
        .expect("the pattern is fixed")
});

impl State {
    /// Whom `content` by `author` in `channel` notifies, given what is allowed.
    pub(crate) fn mentions(
        &self,
        author: UserId,
        channel: &Channel,
        content: &str,
        allowed: &AllowedMentions,
    ) -> Mentions {
        let mut mentions = Mentions::default();
        if !content.contains('@') {
            return mentions;
        }
        let may_mention_all = self.permissions(author, channel).unwrap_or_default().has(Permissions::MENTION_EVERYONE);
        for found in MENTION.captures_iter(content) {
            if let Some(user) = found.name("user") {
                self.mention_user(user.as_str(), allowed, &mut mentions);
            } else if let Some(role) = found.name("role") {
                self.mention_role(role.as_str(), channel, may_mention_all, allowed, &mut mentions);
            } else {
                mentions.everyone |= may_mention_all && allowed.everyone;
            }
        }
        mentions
    }

    fn mention_user(&self, id: &str, allowed: &AllowedMentions, mentions: &mut Mentions) {
        let Ok(user) = id.trim_start_matches('!').parse::<UserId>() else {
            return;
        };
        let may = allowed.all_users || allowed.users.contains(&user);
        if may && self.users.contains_key(&user) {
            mentions.add_user(user);
        }
    }

    fn mention_role(&self, id: &str, channel: &Channel, all: bool, allowed: &AllowedMentions, mentions: &mut Mentions) {
        let Ok(id) = id.parse::<RoleId>() else { return };
        let Some(role) = channel.guild.and_then(|guild| self.guilds.get(&guild)?.roles.get(&id)) else {
            return;
        };
        let may = allowed.all_roles || allowed.roles.contains(&id);
        if may && (role.mentionable || all) && !mentions.roles.contains(&id) {
            mentions.roles.push(id);
        }
    }
}
