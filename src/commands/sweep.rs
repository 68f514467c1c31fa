//! The nightly sweep: the bot looks, server by server, at what nobody tells it, whether it is still in a server, where there is no gateway
//! to say so, and who and what the teams of the server name that is not there any more.
//!
//! It is one deadline, which goes from server to server. So however many processes there are, one of them does it at a time, and one call to
//! Discord follows the other: about ten a second, of the fifty that a bot may make.

use std::time::Duration;

use super::{
    Desk, Failure, InternalError,
    due::{Due, DueKind},
    leaving, orphans,
};
use crate::{
    clock::Timestamp,
    store::{Deadline, StoreError, Work},
    workspace::ids::GuildId,
};

/// The kind of deadline on which the sweep goes on; its server is the one that it comes to.
const SWEEP: &str = "sweep";

/// There is one sweep.
const ALL: i64 = 0;

/// When it begins each night: three hours after midnight, UTC.
const BEGINS: Duration = Duration::from_secs(3 * 60 * 60);

/// The sweep comes to a server.
pub(super) const SWEEPS: DueKind = DueKind { kind: SWEEP, run: |due| Box::pin(sweeps(due)) };

/// Sets the sweep where it is not set and anything is held of any server.
///
/// # Errors
/// The database.
pub async fn set(desk: &Desk) -> Result<(), StoreError> {
    if desk.store.reading().await?.has_deadline(SWEEP, ALL).await? {
        return Ok(());
    }
    let mut work = desk.store.work().await?;
    set_in(&mut work, desk.clock.now()).await?;
    work.commit().await
}

pub(super) async fn set_in(work: &mut Work, now: Timestamp) -> Result<(), StoreError> {
    match work.next_guild_held(None).await? {
        Some(first) => work.set_deadline_once(&Deadline::about(SWEEP, ALL, first, night_after(now))).await,
        None => Ok(()),
    }
}

async fn sweeps(due: &Due<'_>) -> Result<(), Failure> {
    let guild = due.deadline.guild;
    match look(due, guild).await {
        Ok(()) => {}
        Err(Failure::Internal(InternalError::Store(error))) => return Err(error.into()),
        // One server holds nothing up: it is looked at again in the next night.
        Err(error) => tracing::warn!(%guild, ?error, "a server could not be looked at"),
    }
    let mut work = due.desk.store.work().await?;
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    match work.next_guild_held(Some(guild)).await? {
        Some(next) => work.set_deadline(&Deadline::about(SWEEP, ALL, next, due.now())).await?,
        None => set_in(&mut work, due.now()).await?,
    }
    Ok(work.commit().await?)
}

async fn look(due: &Due<'_>, guild: GuildId) -> Result<(), Failure> {
    if leaving::look(due.desk, due.messenger, guild).await? {
        orphans::find_all(due.desk, due.messenger, guild).await?;
    }
    Ok(())
}

/// When the first sweep after this moment begins.
fn night_after(now: Timestamp) -> Timestamp {
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    let begins = i64::try_from(BEGINS.as_millis()).unwrap_or(0);
    let nights = (now.millis() - begins).div_euclid(DAY) + 1;
    Timestamp::from_millis(nights.saturating_mul(DAY).saturating_add(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_begins_at_three_and_never_at_once() {
        const HOUR: i64 = 60 * 60 * 1_000;
        let night = |hours: i64| night_after(Timestamp::from_millis(hours * HOUR)).millis() / HOUR;
        assert_eq!([night(0), night(2), night(3), night(4), night(26), night(27)], [3, 3, 27, 27, 27, 51]);
    }
}
