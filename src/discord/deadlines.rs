//! Deadlines: whatever is due is leased, done, and done once, by this process or by another one.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::Connection;
use crate::{
    commands::{
        Desk, Failure,
        due::{Due, DueKind},
    },
    random::NoRandomness,
    store::{Deadline, Lease, StoreError},
};

/// How long a process has for what is due, before another one may take over.
const LEASE: Duration = Duration::from_secs(60);

/// How many deadlines are leased at once.
const AT_ONCE: u32 = 16;

/// The longest wait before the store is asked again: another process may have set a deadline, or the database was away.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// Does what is due, until told to stop.
pub(super) struct Deadlines {
    pub(super) desk: Arc<Desk>,
    pub(super) connection: Connection,
    pub(super) kinds: &'static [DueKind],
    pub(super) tasks: TaskTracker,
    pub(super) stop: CancellationToken,
}

impl Deadlines {
    /// Runs until told to stop. What is under way then is finished, or run by the next process once the lease has ended.
    pub(super) async fn run(self) -> Result<(), NoRandomness> {
        let mut drawn = [0; 8];
        self.desk.random.fill(&mut drawn)?;
        let holder = i64::from_le_bytes(drawn);
        while !self.stop.is_cancelled() {
            let wait = match self.look(holder).await {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(%error, "deadlines cannot be read");
                    self.desk.clock.now().plus(LONGEST_WAIT)
                }
            };
            tokio::select! {
                () = self.desk.clock.sleep_until(wait) => {}
                () = self.desk.alarm.notified() => {}
                () = self.stop.cancelled() => {}
            }
        }
        Ok(())
    }

    /// Does what is due; when to look again.
    async fn look(&self, holder: i64) -> Result<crate::clock::Timestamp, StoreError> {
        loop {
            let lease = Lease { holder, now: self.desk.clock.now(), lasts: LEASE };
            let latest = lease.now.plus(LONGEST_WAIT);
            let next = self.desk.store.reading().await?.next_deadline().await?;
            match next {
                Some(next) if next <= lease.now => {}
                Some(next) => return Ok(next.min(latest)),
                None => return Ok(latest),
            }
            let mut work = self.desk.store.work().await?;
            let due = work.lease_deadlines(lease, AT_ONCE).await?;
            work.commit().await?;
            if due.is_empty() {
                return Ok(latest);
            }
            let doing = due.into_iter().map(|deadline| self.tasks.spawn(self.one(deadline, lease)));
            for done in doing.collect::<Vec<_>>() {
                drop(done.await);
            }
        }
    }

    fn one(&self, deadline: Deadline, lease: Lease) -> impl Future<Output = ()> + Send + 'static {
        let (desk, connection, kinds) = (Arc::clone(&self.desk), self.connection.clone(), self.kinds);
        async move {
            let Some(row) = kinds.iter().find(|row| row.kind == deadline.kind) else {
                // A newer version set it, and may come back.
                return tracing::warn!(kind = deadline.kind, "a deadline of a kind that this version does not know");
            };
            let due = Due { desk: &desk, messenger: &connection, deadline: &deadline, lease };
            let late = deadline.due_at.until(lease.now);
            match tokio::time::timeout(LEASE, AssertUnwindSafe((row.run)(&due)).catch_unwind()).await {
                Ok(Ok(Ok(()))) => tracing::info!(kind = row.kind, ?late, "did what was due"),
                Ok(Ok(Err(Failure::Refused(refused)))) => {
                    tracing::warn!(
                        kind = row.kind,
                        reason = refused.name(),
                        tries = deadline.tries,
                        "not done, will be tried again"
                    );
                }
                Ok(Ok(Err(Failure::Internal(error)))) => {
                    tracing::error!(kind = row.kind, %error, tries = deadline.tries, "not done, will be tried again");
                }
                Ok(Err(_)) => tracing::error!(kind = row.kind, tries = deadline.tries, "what was due panicked"),
                Err(_) => tracing::error!(kind = row.kind, tries = deadline.tries, "what was due took too long"),
            }
        }
    }
}
