//! Live messages are drawn: a worker for each channel, one edit at a time, by the bot's own right to edit its messages and never by an
//! interaction's token, which would end after a quarter of an hour.
//!
//! Discord takes about five edits in five seconds in a channel. A change is shown at once where the channel was quiet, and those that
//! come meanwhile are shown together by the next edit. After its last edit a worker looks once more whether what it showed still holds:
//! another process may have drawn an earlier state over a later one.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::Connection;
use crate::{
    commands::{
        Desk, Failure,
        live::{Drawn, Live, LiveKind},
        messenger::{Messenger, NotDone},
    },
    workspace::ids::ChannelId,
};

/// How long a channel has its peace after an edit.
const PACE: Duration = Duration::from_millis(1_100);

/// The longest time that a message waits to be tried again. Some refusals last: Discord takes few edits of a message that is older than an
/// hour (30046).
const LONGEST_WAIT: Duration = Duration::from_secs(10 * 60);

/// How long the database may take to say what a message is to show.
const DRAWN_WITHIN: Duration = Duration::from_secs(30);

/// In how many channels is drawn at a time: with the pace about eighteen edits a second, of the fifty calls that Discord takes.
const AT_ONCE: usize = 20;

/// Draws live messages until told to stop; then it draws what is still behind, without waiting for the pace.
pub(super) struct LiveMessages {
    pub(super) desk: Arc<Desk>,
    pub(super) connection: Connection,
    pub(super) kinds: &'static [LiveKind],
    pub(super) stop: CancellationToken,
}

/// What workers share.
struct Studio {
    desk: Arc<Desk>,
    connection: Connection,
    kinds: &'static [LiveKind],
    stop: CancellationToken,
    /// For each channel that has a worker what it still has to draw, each message once.
    channels: Mutex<HashMap<ChannelId, VecDeque<Live>>>,
    places: Semaphore,
    /// How often in a row each message could not be shown.
    failures: Mutex<HashMap<Live, u32>>,
    /// Everybody at work: the workers, and those who wait to try something again.
    crew: TaskTracker,
}

impl LiveMessages {
    pub(super) async fn run(self) {
        let Self { desk, connection, kinds, stop } = self;
        for kind in kinds {
            match (kind.unfinished)(&desk).await {
                Ok(unfinished) => unfinished.into_iter().for_each(|live| desk.live.stir(live)),
                Err(error) => warn(&error, "live messages that may be behind are not known"),
            }
        }
        let (channels, places) = (Mutex::default(), Semaphore::new(AT_ONCE));
        let (failures, crew) = (Mutex::default(), TaskTracker::new());
        let studio = Arc::new(Studio { desk, connection, kinds, stop, channels, places, failures, crew });
        loop {
            tokio::select! {
                live = studio.desk.live.next() => studio.give(live),
                () = studio.stop.cancelled() => break,
            }
        }
        while let Some(live) = studio.desk.live.take() {
            studio.give(live);
        }
        studio.crew.close();
        studio.crew.wait().await;
    }
}

impl Studio {
    /// Gives a live message to the worker of its channel, who is hired if there is none.
    fn give(self: &Arc<Self>, live: Live) {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        match channels.get_mut(&live.channel) {
            Some(queue) if queue.contains(&live) => {}
            Some(queue) => queue.push_back(live),
            None => {
                channels.insert(live.channel, [live].into());
                let studio = Arc::clone(self);
                self.crew.spawn(async move { studio.work_in(live.channel).await });
            }
        }
    }

    /// Draws what is behind in a channel, one after the other, until nothing is.
    async fn work_in(self: &Arc<Self>, channel: ChannelId) {
        // What was shown and not yet looked at again.
        let mut shown: HashMap<Live, u64> = HashMap::new();
        loop {
            let (live, before) = match (self.next_in(channel), shown.keys().next().copied()) {
                (Some(live), _) => (live, None),
                (None, Some(live)) => (live, shown.remove(&live)),
                (None, None) if self.is_done_in(channel) => return,
                (None, None) => continue,
            };
            match self.draw(live).await {
                Ok(Some(drawn)) if before == Some(drawn.version) => {}
                Ok(Some(drawn)) if self.show(live, &drawn).await => {
                    self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(&live);
                    shown.insert(live, drawn.version);
                }
                Ok(None) => {}
                Ok(Some(_)) | Err(NotNow) => self.put_off(live),
            }
        }
    }

    /// Has a live message drawn again later, the later the more often it could not be. The others of its channel do not wait for it.
    fn put_off(self: &Arc<Self>, live: Live) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let times = failures.entry(live).or_default();
        let wait = PACE.saturating_mul(1 << (*times).min(10)).min(LONGEST_WAIT);
        *times += 1;
        let studio = Arc::clone(self);
        self.crew.spawn(async move {
            tokio::select! {
                () = tokio::time::sleep(wait) => studio.desk.live.stir(live),
                () = studio.stop.cancelled() => {}
            }
        });
    }

    fn next_in(&self, channel: ChannelId) -> Option<Live> {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        channels.get_mut(&channel).and_then(VecDeque::pop_front)
    }

    /// Whether there is nothing to do in a channel any more: its worker goes home.
    fn is_done_in(&self, channel: ChannelId) -> bool {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let is_done = channels.get(&channel).is_none_or(VecDeque::is_empty);
        if is_done {
            channels.remove(&channel);
        }
        is_done
    }

    async fn draw(&self, live: Live) -> Result<Option<Drawn>, NotNow> {
        let Some(kind) = self.kinds.iter().find(|kind| kind.kind == live.kind) else {
            return Ok(None);
        };
        match tokio::time::timeout(DRAWN_WITHIN, (kind.draw)(&self.desk, live)).await {
            Ok(Ok(drawn)) => Ok(drawn),
            Ok(Err(error)) => {
                warn(&error, "a live message cannot be drawn");
                Err(NotNow)
            }
            Err(_) => {
                tracing::warn!(kind = live.kind, "the database does not say what a live message is to show");
                Err(NotNow)
            }
        }
    }

    /// Shows a drawing and leaves the channel its peace; whether there is nothing more to be done about it.
    async fn show(&self, live: Live, drawn: &Drawn) -> bool {
        // The semaphore is never closed.
        let _place = self.places.acquire().await.ok();
        let done = match self.connection.edit(live.channel, drawn.message, &drawn.reply).await {
            Ok(()) => true,
            Err(error @ NotDone::Failed(_)) => {
                tracing::warn!(kind = live.kind, %error, "a live message is behind");
                false
            }
            Err(error) => {
                tracing::info!(kind = live.kind, %error, "a live message cannot be changed any more");
                true
            }
        };
        self.pace().await;
        done
    }

    async fn pace(&self) {
        tokio::select! {
            () = tokio::time::sleep(PACE) => {}
            () = self.stop.cancelled() => {}
        }
    }
}

/// It could not be done, and may be possible later.
struct NotNow;

fn warn(error: &Failure, what: &str) {
    match error {
        Failure::Refused(refused) => tracing::warn!(reason = refused.name(), "{what}"),
        Failure::Internal(error) => tracing::warn!(%error, "{what}"),
    }
}
