//! The bot was removed from a server, or comes back to one: what it holds of a server that it has left is kept for a stated time, in case it
//! comes back, and then deleted.
//!
//! That it left is learnt from the gateway's `GUILD_DELETE` (one that is not an outage), from the list of servers in `READY`, since it may
//! have been removed while it was off, and, also where there is no gateway, from the nightly sweep.

use super::{
    Desk, Failure,
    due::{Due, DueKind},
    messenger::{Messenger, NotDone},
    sweep,
};
use crate::{
    clock::Timestamp,
    replies::{Reply, Visibility, came_back},
    store::{Deadline, GuildSettings, StoreError, Work},
    workspace::ids::GuildId,
};

/// The kind of deadline on which everything of a server is deleted; its subject is the server.
const FORGET: &str = "forget";

/// Everything of a server that the bot left is deleted.
pub(super) const FORGETS: DueKind = DueKind { kind: FORGET, run: |due| Box::pin(forgets(due)) };

/// The bot was removed from a server: the countdown starts, unless it runs already or nothing is held of the server.
///
/// # Errors
/// The database.
pub async fn left(desk: &Desk, guild: GuildId) -> Result<(), StoreError> {
    let mut work = desk.store.work().await?;
    begins_countdown(desk, &mut work, guild).await?;
    work.commit().await
}

async fn begins_countdown(desk: &Desk, work: &mut Work, guild: GuildId) -> Result<(), StoreError> {
    let settings = work.guild_settings(guild).await?;
    if settings.forget_at.is_some() || !work.holds_of(guild).await? {
        return Ok(());
    }
    let at = desk.clock.now().plus(desk.forgets_after);
    work.set_guild_settings(guild, &GuildSettings { forget_at: Some(at), ..settings }).await?;
    work.set_deadline(&Deadline::about(FORGET, subject(guild), guild, at)).await?;
    tracing::info!(%guild, at = at.seconds(), "left a server: what is held of it will be deleted then");
    Ok(())
}

/// The bot is in a server: a countdown that runs stops, and the server's teams are told that nothing was lost.
///
/// # Errors
/// The database. What Discord refuses is no failure: nobody has to be told.
pub async fn is_in(desk: &Desk, messenger: &dyn Messenger, guild: GuildId) -> Result<(), StoreError> {
    if desk.store.reading().await?.guild_settings(guild).await?.forget_at.is_none() {
        return Ok(());
    }
    let mut work = desk.store.work().await?;
    let stopped = stops_countdown(&mut work, guild).await?;
    work.commit().await?;
    if let Some(at) = stopped {
        say_back(desk, messenger, guild, at).await?;
    }
    Ok(())
}

/// When it would have ended, if it ran.
async fn stops_countdown(work: &mut Work, guild: GuildId) -> Result<Option<Timestamp>, StoreError> {
    // Of two processes that hear of it, one takes the deadline away, and that one says it.
    let was_set = work.clear_deadline(FORGET, subject(guild)).await?;
    let settings = work.guild_settings(guild).await?;
    let Some(at) = settings.forget_at else {
        return Ok(None);
    };
    work.set_guild_settings(guild, &GuildSettings { forget_at: None, ..settings }).await?;
    Ok(was_set.then_some(at))
}

/// Says in one channel of each team that nothing was lost.
async fn say_back(desk: &Desk, messenger: &dyn Messenger, guild: GuildId, at: Timestamp) -> Result<(), StoreError> {
    let reply: Reply = came_back(desk.library().fallback(), at).seen_by(Visibility::Everyone);
    for team in desk.store.reading().await?.teams(guild).await? {
        for channel in team.channels {
            let nonce = format!("b{}-{:x}", team.id, at.seconds());
            match messenger.post(channel, &nonce, &reply).await {
                Ok(_) => break,
                Err(error) => tracing::info!(%channel, %error, "that I am back cannot be said there"),
            }
        }
    }
    Ok(())
}

/// The bot is in these servers of a shard, one of `total`: of those that are held and are not among them it was removed while it was off.
///
/// # Errors
/// The database.
pub async fn is_ready(
    desk: &Desk,
    messenger: &dyn Messenger,
    present: &[GuildId],
    (shard, total): (u32, u32),
) -> Result<(), StoreError> {
    let held = desk.store.reading().await?.guilds_held().await?;
    // Discord deals servers out to shards by their ids: docs, Gateway, Sharding.
    let of_shard = held.into_iter().filter(|guild| (guild.get() >> 22) % u64::from(total.max(1)) == u64::from(shard));
    for guild in of_shard {
        if present.contains(&guild) {
            is_in(desk, messenger, guild).await?;
        } else {
            left(desk, guild).await?;
        }
    }
    Ok(())
}

/// The bot looks whether it is still in a server, and acts on it.
pub(super) async fn look(desk: &Desk, messenger: &dyn Messenger, guild: GuildId) -> Result<bool, Failure> {
    let is_there = is_member(messenger, guild).await?;
    if is_there {
        is_in(desk, messenger, guild).await?;
    } else {
        left(desk, guild).await?;
    }
    Ok(is_there)
}

/// Whether the bot is in a server, as Discord says it.
async fn is_member(messenger: &dyn Messenger, guild: GuildId) -> Result<bool, Failure> {
    match messenger.server_roles(guild).await {
        Ok(_) => Ok(true),
        // Unknown Guild, or Missing Access: nobody but a member is refused the roles of a server.
        Err(NotDone::Gone(_) | NotDone::NotAllowed(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Deletes everything of a server. Discord is asked once more whether the bot is really not there: what is deleted is gone.
async fn forgets(due: &Due<'_>) -> Result<(), Failure> {
    let guild = due.deadline.guild;
    if is_member(due.messenger, guild).await? {
        return Ok(is_in(due.desk, due.messenger, guild).await?);
    }
    let mut work = due.desk.store.work().await?;
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    work.forget_guild(guild).await?;
    // The sweep may have stood at this server.
    sweep::set_in(&mut work, due.now()).await?;
    work.commit().await?;
    tracing::info!(%guild, "deleted everything of a server that I left");
    Ok(())
}

/// A server as the subject of a deadline.
fn subject(guild: GuildId) -> i64 {
    guild.get().cast_signed()
}
