//! Deadlines: whatever is due is leased, done, and done once, by this process or by another one.

use std::{
    collections::BTreeSet,
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::FutureExt;
use tokio::sync::{Notify, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

use super::Connection;
use crate::{
    clock::Timestamp,
    commands::{
        Desk, Failure,
        due::{Due, DueKind},
        sweep,
    },
    metrics::End,
    random::NoRandomness,
    store::{Deadline, Lease, StoreError},
};

/// How long a process has for what is due, before another one may take over.
const LEASE: Duration = Duration::from_secs(60);

/// How many deadlines are leased at once.
const AT_ONCE: usize = 16;

/// How often it is looked whether the nightly sweep is set: it is not where nothing was held of any server before.
const SWEEP_CHECKED: Duration = Duration::from_secs(60 * 60);

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
        let (running, done) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::new(Notify::new()));
        let under_way = Arc::default();
        let mut sweep_checked = None;
        while !self.stop.is_cancelled() {
            let now = self.desk.clock.now();
            if sweep_checked.is_none_or(|at: Timestamp| at.plus(SWEEP_CHECKED) <= now) {
                match sweep::set(&self.desk).await {
                    Ok(()) => sweep_checked = Some(now),
                    Err(error) => tracing::warn!(%error, "the nightly sweep cannot be set"),
                }
            }
            let wait = match tokio::time::timeout(LEASE, self.look(holder, &running, &under_way, &done)).await {
                Ok(Ok(next)) => next,
                Ok(Err(error)) => {
                    tracing::warn!(%error, "deadlines cannot be read");
                    self.desk.clock.now().plus(LONGEST_WAIT)
                }
                Err(_) => {
                    tracing::warn!("the database does not say what is due");
                    self.desk.clock.now()
                }
            };
            tokio::select! {
                () = self.desk.clock.sleep_until(wait) => {}
                // The clock may have been set back meanwhile.
                () = tokio::time::sleep(LONGEST_WAIT) => {}
                () = self.desk.store.deadline_set() => {}
                () = done.notified() => {}
                () = self.stop.cancelled() => {}
            }
        }
        Ok(())
    }

    /// Begins with what is due and not under way; when to look again. Nothing waits longer than it must: `done` tells that something was done,
    /// and nothing that takes long holds up the rest.
    async fn look(
        &self,
        holder: i64,
        running: &Arc<Semaphore>,
        under_way: &Arc<Mutex<BTreeSet<i64>>>,
        done: &Arc<Notify>,
    ) -> Result<Timestamp, StoreError> {
        loop {
            let lease = Lease { holder, now: self.desk.clock.now(), lasts: LEASE };
            let latest = lease.now.plus(LONGEST_WAIT);
            let next = self.desk.store.reading().await?.next_deadline(lease.now).await?;
            match next {
                Some(next) if next <= lease.now => {}
                Some(next) => return Ok(next.min(latest)),
                None => return Ok(latest),
            }
            let free = running.available_permits();
            if free == 0 {
                return Ok(latest);
            }
            let mut work = self.desk.store.work().await?;
            let due = work.lease_deadlines(lease, u32::try_from(free).unwrap_or(u32::MAX)).await?;
            work.commit().await?;
            if due.is_empty() {
                return Ok(latest);
            }
            for deadline in due {
                let id = deadline.id.get();
                if !under_way.lock().unwrap_or_else(PoisonError::into_inner).insert(id) {
                    // Its lease is over by a clock that was set ahead.
                    continue;
                }
                let span = tracing::error_span!("deadline", id = %deadline.id, kind = deadline.kind);
                let one = self.one(deadline, lease).instrument(span);
                let (done, place) = (Arc::clone(done), Arc::clone(running).try_acquire_owned());
                let under_way = Arc::clone(under_way);
                self.tasks.spawn(async move {
                    one.await;
                    drop(place);
                    under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
                    done.notify_one();
                });
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
            let (late, tries) = (deadline.due_at.until(lease.now), deadline.tries);
            let end = match tokio::time::timeout(LEASE, AssertUnwindSafe((row.run)(&due)).catch_unwind()).await {
                Ok(Ok(Ok(()))) => {
                    tracing::debug!(?late, "did what was due");
                    End::Answered
                }
                Ok(Ok(Err(Failure::Refused(refused)))) => {
                    tracing::warn!(reason = refused.name(), tries, "not done, will be tried again");
                    End::Refused
                }
                Ok(Ok(Err(Failure::Internal(error)))) => {
                    tracing::error!(%error, tries, "not done, will be tried again");
                    End::Failed
                }
                Ok(Err(_)) => {
                    tracing::error!(tries, "what was due panicked");
                    End::Failed
                }
                Err(_) => {
                    tracing::error!(tries, "what was due took too long");
                    End::Failed
                }
            };
            desk.metrics.was_due(row.kind, end, late);
        }
    }
}
