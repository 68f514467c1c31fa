//! Who and what is no longer there: members who have left, roles and channels of the server that were deleted. Found when somebody looks at a
//! team or wants to ask somebody, and in the nightly sweep, without being told of members, which would need a privileged intent.

use std::{collections::BTreeSet, time::Duration};

use super::{Desk, Failure, messenger::Messenger};
use crate::{
    clock::Timestamp,
    store::{Orphan, StoreError},
    workspace::{
        ids::{GuildId, TeamId},
        team::Holder,
    },
};

/// The most members of a server that are asked for in one go, one call after the other. Where teams name more, the next ones have their turn
/// in the next night.
const MOST: usize = 200;

/// How long somebody who looks at a team waits for it; they see then what was known before.
const LONGEST: Duration = Duration::from_secs(5);

/// Looks whether everybody and everything that the teams of a server name is still there, and keeps what is not.
///
/// # Errors
/// The database, or Discord.
pub(super) async fn find_all(desk: &Desk, messenger: &dyn Messenger, guild: GuildId) -> Result<(), Failure> {
    let named: BTreeSet<Orphan> = desk.store.reading().await?.named(guild, None).await?.into_iter().collect();
    let looked_for = turn(&named, desk.clock.now());
    let gone = look(messenger, guild, &looked_for).await?;
    keep(desk, guild, &looked_for, &gone, |known| !named.contains(known)).await?;
    Ok(())
}

/// The same for one team, and what of it is gone. It keeps nobody from an answer.
pub(super) async fn of_team(
    desk: &Desk,
    messenger: &dyn Messenger,
    guild: GuildId,
    team: TeamId,
) -> Result<Vec<Orphan>, StoreError> {
    let named: BTreeSet<Orphan> = desk.store.reading().await?.named(guild, Some(team)).await?.into_iter().collect();
    match tokio::time::timeout(LONGEST, look(messenger, guild, &named)).await {
        Ok(Ok(gone)) => keep(desk, guild, &named, &gone, |_| false).await?,
        Ok(Err(error)) => tracing::warn!(?error, "who has left is not known"),
        Err(_) => tracing::warn!("it takes long to see who has left"),
    }
    let known = desk.store.reading().await?.orphans(guild).await?;
    Ok(known.into_iter().filter(|orphan| named.contains(orphan)).collect())
}

/// Somebody was asked for and is not there.
pub(super) async fn is_gone(desk: &Desk, guild: GuildId, holder: Holder) -> Result<(), StoreError> {
    let mut work = desk.store.work().await?;
    work.add_orphan(guild, Orphan::Holder(holder), desk.clock.now()).await?;
    work.commit().await
}

/// Who and what is looked for tonight: all of it, or so many members that each of them has their turn in a few nights.
fn turn(named: &BTreeSet<Orphan>, now: Timestamp) -> BTreeSet<Orphan> {
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    let (members, rest): (Vec<Orphan>, Vec<Orphan>) = named.iter().partition(|orphan| is_member(**orphan));
    let night = usize::try_from(now.millis().div_euclid(DAY)).unwrap_or(0);
    let begin = night.wrapping_mul(MOST).checked_rem(members.len()).unwrap_or(0);
    let tonight = members.iter().cycle().skip(begin).take(members.len().min(MOST));
    tonight.copied().chain(rest).collect()
}

const fn is_member(orphan: Orphan) -> bool {
    matches!(orphan, Orphan::Holder(Holder::Member(_)))
}

/// What of it is not there.
async fn look(
    messenger: &dyn Messenger,
    guild: GuildId,
    looked_for: &BTreeSet<Orphan>,
) -> Result<BTreeSet<Orphan>, Failure> {
    let mut there = BTreeSet::new();
    if looked_for.iter().any(|orphan| matches!(orphan, Orphan::Holder(Holder::ServerRole(_)))) {
        let roles = messenger.server_roles(guild).await?;
        there.extend(roles.into_iter().map(|(role, _)| Orphan::Holder(Holder::ServerRole(role))));
    }
    if looked_for.iter().any(|orphan| matches!(orphan, Orphan::Channel(_))) {
        there.extend(messenger.server_channels(guild).await?.into_iter().map(Orphan::Channel));
    }
    for orphan in looked_for {
        if let Orphan::Holder(Holder::Member(user)) = *orphan
            && messenger.member(guild, user).await?.is_some()
        {
            there.insert(*orphan);
        }
    }
    Ok(looked_for.difference(&there).copied().collect())
}

/// Keeps it where it differs from what is known; what is known and dropped is not kept any longer.
async fn keep(
    desk: &Desk,
    guild: GuildId,
    looked_for: &BTreeSet<Orphan>,
    gone: &BTreeSet<Orphan>,
    is_dropped: impl Fn(&Orphan) -> bool,
) -> Result<(), StoreError> {
    let known: BTreeSet<Orphan> = desk.store.reading().await?.orphans(guild).await?.into_iter().collect();
    let is_back = |orphan: &Orphan| looked_for.contains(orphan) && !gone.contains(orphan);
    let back: Vec<Orphan> = known.iter().filter(|orphan| is_back(orphan) || is_dropped(orphan)).copied().collect();
    let new: Vec<Orphan> = gone.difference(&known).copied().collect();
    if back.is_empty() && new.is_empty() {
        return Ok(());
    }
    let mut work = desk.store.work().await?;
    for orphan in back {
        work.clear_orphan(guild, orphan).await?;
    }
    for orphan in new {
        work.add_orphan(guild, orphan, desk.clock.now()).await?;
    }
    work.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::ids::{ChannelId, UserId};

    #[test]
    fn of_more_members_than_are_asked_for_in_a_night_each_has_their_turn() {
        let member = |number: u64| Orphan::Holder(Holder::Member(UserId::new(number).expect("sound")));
        let channel = Orphan::Channel(ChannelId::new(1).expect("sound"));
        let named: BTreeSet<Orphan> = (1..=450).map(member).chain([channel]).collect();
        let night = |days: i64| turn(&named, Timestamp::from_millis(days * 24 * 60 * 60 * 1_000));
        let mut seen = BTreeSet::new();
        for day in 20_000..20_003 {
            assert_eq!(night(day).len(), MOST + 1);
            assert!(night(day).contains(&channel));
            seen.extend(night(day));
        }
        assert_eq!(seen, named);
        let few: BTreeSet<Orphan> = (1..=3).map(member).collect();
        assert_eq!(turn(&few, Timestamp::from_millis(7)), few);
        assert!(turn(&BTreeSet::new(), Timestamp::from_millis(7)).is_empty());
    }
}
