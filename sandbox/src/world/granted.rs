//! What a member may do, as Discord computes it.
//!
//! The order is the documented one (`topics/permissions`): everyone, roles, overwrites for everyone, for roles, for the member;
//! owner and administrators stand above it, a timeout leaves only looking, threads inherit from their parent, but posting in them
//! is a permission of its own.

use super::channels::{Channel, OverwriteTarget};
use super::guilds::{Guild, Member};
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// What a member in timeout still has.
const TIMED_OUT: Permissions = Permissions::VIEW_CHANNEL.with(Permissions::READ_MESSAGE_HISTORY);

/// What `member` may do in `guild` before any channel is looked at.
pub(crate) fn in_guild(guild: &Guild, member: &Member, now: Timestamp) -> Permissions {
    if guild.owner == member.user {
        return Permissions::ALL;
    }
    let everyone = guild.roles.get(&guild.id.everyone());
    let own = member.roles.iter().filter_map(|role| guild.roles.get(role));
    let mut granted = Permissions::NONE;
    for role in everyone.into_iter().chain(own) {
        granted |= role.permissions;
    }
    if granted.has(Permissions::ADMINISTRATOR) {
        return Permissions::ALL;
    }
    if member.timed_out(now) { granted & TIMED_OUT } else { granted }
}

/// What `member` may do in `channel`.
pub(crate) fn in_channel(guild: &Guild, member: &Member, channel: &Channel, now: Timestamp) -> Permissions {
    in_place(guild, member, channel, Permissions::SEND_MESSAGES, now)
}

/// What `member` may do in the threads of `parent`.
pub(crate) fn in_threads_of(guild: &Guild, member: &Member, parent: &Channel, now: Timestamp) -> Permissions {
    in_place(guild, member, parent, Permissions::SEND_MESSAGES_IN_THREADS, now)
}

/// What `member` may do where the overwrites of `channel` rule and `posting` is what it takes to post.
fn in_place(guild: &Guild, member: &Member, channel: &Channel, posting: Permissions, now: Timestamp) -> Permissions {
    let base = in_guild(guild, member, now);
    if base.has(Permissions::ADMINISTRATOR) {
        return Permissions::ALL;
    }
    let granted = with_overwrites(base, guild, member, channel);
    without_implied(if member.timed_out(now) { granted & TIMED_OUT } else { granted }, posting)
}

fn with_overwrites(base: Permissions, guild: &Guild, member: &Member, channel: &Channel) -> Permissions {
    let mut granted = base;
    let (mut allow, mut deny) = (Permissions::NONE, Permissions::NONE);
    let mut own = None;
    for overwrite in &channel.overwrites {
        match overwrite.target {
            OverwriteTarget::Role(role) if role == guild.id.everyone() => {
                granted = (granted - overwrite.deny) | overwrite.allow;
            }
            OverwriteTarget::Role(role) if member.roles.contains(&role) => {
                allow |= overwrite.allow;
                deny |= overwrite.deny;
            }
            OverwriteTarget::Member(user) if user == member.user => own = Some(overwrite),
            _ => {}
        }
    }
    granted = (granted - deny) | allow;
    own.map_or(granted, |overwrite| (granted - overwrite.deny) | overwrite.allow)
}

/// Takes away what makes no sense without its base: nothing without seeing, no attachments without posting.
fn without_implied(granted: Permissions, posting: Permissions) -> Permissions {
    const WITH_POSTING: Permissions = Permissions::MENTION_EVERYONE
        .with(Permissions::SEND_TTS_MESSAGES)
        .with(Permissions::ATTACH_FILES)
        .with(Permissions::EMBED_LINKS);
    if !granted.has(Permissions::VIEW_CHANNEL) {
        return Permissions::NONE;
    }
    if granted.has(posting) { granted } else { granted - WITH_POSTING }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::world::channels::{ChannelKind, Overwrite};
    use crate::world::guilds::Role;
    use crate::world::ids::{ChannelId, GuildId, RoleId, UserId};

    type P = Permissions;

    const GUILD: u64 = 1;
    const FIRST: u64 = 2;
    const SECOND: u64 = 3;
    const OWNER: u64 = 4;
    const MEMBER: u64 = 5;
    const NOW: Timestamp = Timestamp::from_millis(1_000);

    /// A server with two roles that the member has, and what each allows.
    fn guild(everyone: P, first: P, second: P) -> Guild {
        let role = |id: u64, permissions: P| Role {
            id: RoleId::from(id),
            name: String::new(),
            color: 0,
            hoist: false,
            position: 0,
            permissions,
            mentionable: false,
            application: None,
        };
        let roles = [role(GUILD, everyone), role(FIRST, first), role(SECOND, second)];
        Guild {
            id: GuildId::from(GUILD),
            name: String::new(),
            owner: UserId::from(OWNER),
            locale: String::new(),
            members: BTreeMap::new(),
            roles: roles.into_iter().map(|role| (role.id, role)).collect(),
            channels: BTreeSet::new(),
            applications: BTreeSet::new(),
            emojis: BTreeMap::new(),
        }
    }

    fn member(user: u64) -> Member {
        let roles = vec![RoleId::from(FIRST), RoleId::from(SECOND)];
        Member { user: UserId::from(user), nick: None, roles, joined: NOW, timeout_until: None }
    }

    fn channel(overwrites: &[(OverwriteTarget, P, P)]) -> Channel {
        let overwrite =
            |(target, allow, deny): &(OverwriteTarget, P, P)| Overwrite { target: *target, allow: *allow, deny: *deny };
        Channel {
            id: ChannelId::from(9),
            kind: ChannelKind::Text,
            guild: Some(GuildId::from(GUILD)),
            name: String::new(),
            topic: None,
            position: 0,
            parent: None,
            overwrites: overwrites.iter().map(overwrite).collect(),
            last_message: None,
            last_pin: None,
            slow_mode: 0,
            recipients: Vec::new(),
            thread: None,
        }
    }

    fn of_role(id: u64) -> OverwriteTarget {
        OverwriteTarget::Role(RoleId::from(id))
    }

    fn of_member(id: u64) -> OverwriteTarget {
        OverwriteTarget::Member(UserId::from(id))
    }

    /// The numbers from 0 to below 3^`digits`, as digits in base 3.
    fn base_three(digits: usize) -> impl Iterator<Item = Vec<u32>> {
        (0..3_u32.pow(digits as u32)).map(move |n| (0..digits).map(|digit| n / 3_u32.pow(digit as u32) % 3).collect())
    }

    /// The documented eight steps, read backwards: the last step that says anything about a permission decides.
    #[test]
    fn the_most_special_overwrite_decides_and_among_roles_allowing_wins() {
        const ASKED: P = P::ADD_REACTIONS;
        let given = |yes: bool| if yes { ASKED } else { P::NONE };
        for base in 0..8 {
            let has = [base & 1 != 0, base & 2 != 0, base & 4 != 0];
            let guild = guild(P::VIEW_CHANNEL.with(given(has[0])), given(has[1]), given(has[2]));
            for said in base_three(4) {
                // For everyone, the first role, the second role, the member: 0 nothing, 1 allowed, 2 denied.
                let targets = [of_role(GUILD), of_role(FIRST), of_role(SECOND), of_member(MEMBER)];
                let overwrites: Vec<_> = targets
                    .iter()
                    .zip(&said)
                    .map(|(target, said)| (*target, given(*said == 1), given(*said == 2)))
                    .collect();
                let expected = match (said[3], &said[1..3], said[0]) {
                    (1, _, _) => true,
                    (2, _, _) => false,
                    (_, roles, _) if roles.contains(&1) => true,
                    (_, roles, _) if roles.contains(&2) => false,
                    (_, _, 1) => true,
                    (_, _, 2) => false,
                    _ => has.contains(&true),
                };
                for order in [overwrites.clone(), overwrites.into_iter().rev().collect()] {
                    let granted = in_channel(&guild, &member(MEMBER), &channel(&order), NOW);
                    assert_eq!(granted.has(ASKED), expected, "base {has:?}, overwrites {said:?}");
                }
            }
        }
    }

    #[test]
    fn owners_administrators_timeouts_and_what_is_implied() {
        let everyone = P::VIEW_CHANNEL | P::SEND_MESSAGES | P::SEND_MESSAGES_IN_THREADS | P::READ_MESSAGE_HISTORY;
        let extras = P::MENTION_EVERYONE | P::SEND_TTS_MESSAGES | P::ATTACH_FILES | P::EMBED_LINKS;
        let plain = guild(everyone, extras, P::NONE);
        let admin = guild(everyone, P::ADMINISTRATOR, P::NONE);
        let hidden = channel(&[(of_role(GUILD), P::NONE, P::VIEW_CHANNEL)]);
        let hidden_from_member = channel(&[(of_member(MEMBER), P::NONE, P::VIEW_CHANNEL)]);
        let silent = channel(&[(of_role(GUILD), P::NONE, P::SEND_MESSAGES)]);
        let threads_silent = channel(&[(of_role(GUILD), P::NONE, P::SEND_MESSAGES_IN_THREADS)]);
        let allowing_all = channel(&[(of_member(MEMBER), P::ALL - P::ADMINISTRATOR, P::NONE)]);
        let others = channel(&[(of_role(77), P::NONE, P::ALL), (of_member(78), P::NONE, P::ALL)]);
        let open = channel(&[]);
        let timed_out = Member { timeout_until: Some(Timestamp::from_millis(1_001)), ..member(MEMBER) };
        let back = Member { timeout_until: Some(NOW), ..member(MEMBER) };
        let looking = P::VIEW_CHANNEL | P::READ_MESSAGE_HISTORY;
        let all = everyone | extras;
        let table: [(&str, &Guild, Member, &Channel, P, P); 13] = [
            ("everyone's and the roles' permissions add up", &plain, member(MEMBER), &open, all, all),
            ("the owner may do everything", &plain, member(OWNER), &hidden, P::ALL, P::ALL),
            ("an administrator may do everything", &admin, member(MEMBER), &hidden_from_member, P::ALL, P::ALL),
            ("who does not see may do nothing", &plain, member(MEMBER), &hidden, P::NONE, P::NONE),
            ("nor by an overwrite of their own", &plain, member(MEMBER), &hidden_from_member, P::NONE, P::NONE),
            (
                "who may not post may not attach, in channels",
                &plain,
                member(MEMBER),
                &silent,
                all - extras - P::SEND_MESSAGES,
                all - P::SEND_MESSAGES,
            ),
            (
                "nor in threads",
                &plain,
                member(MEMBER),
                &threads_silent,
                all - P::SEND_MESSAGES_IN_THREADS,
                all - extras - P::SEND_MESSAGES_IN_THREADS,
            ),
            ("overwrites of others say nothing", &plain, member(MEMBER), &others, all, all),
            (
                "an overwrite makes nobody an administrator",
                &plain,
                member(MEMBER),
                &allowing_all,
                P::ALL - P::ADMINISTRATOR,
                P::ALL - P::ADMINISTRATOR,
            ),
            ("a timeout leaves looking", &plain, timed_out.clone(), &open, looking, looking),
            ("whatever an overwrite allows", &plain, timed_out.clone(), &allowing_all, looking, looking),
            ("but administrators are exempt", &admin, timed_out, &open, P::ALL, P::ALL),
            ("and it ends at its time", &plain, back, &open, all, all),
        ];
        for (rule, guild, member, channel, in_the_channel, in_its_threads) in table {
            assert_eq!(in_channel(guild, &member, channel, NOW), in_the_channel, "{rule}");
            assert_eq!(in_threads_of(guild, &member, channel, NOW), in_its_threads, "in threads: {rule}");
        }
        let owner = Member { timeout_until: Some(Timestamp::from_millis(1_001)), ..member(OWNER) };
        assert_eq!(in_guild(&plain, &owner, NOW), P::ALL, "owners are exempt from timeouts");
    }
}
