//! All connections and sessions: those with a connection, and those that wait to be resumed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};

use super::close::CloseCode;
use super::controls::{Counts, Faults};
use super::options::GatewayOptions;
use super::session::Session;
use super::starts::{Allowance, Denied, Starts};
use crate::clock::Stopwatch;
use crate::world::ids::{ApplicationId, GuildId};

/// How many sessions without a connection are kept.
const KEPT: usize = 64;
/// How often all members of a server may be asked for (`change-log`, August 14, 2025).
const ALL_MEMBERS_EVERY: Duration = Duration::from_secs(30);

/// What a connection is told to do, between two payloads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    /// Ask the client to connect again (opcode 7).
    Reconnect,
    /// Ask the client for a heartbeat (opcode 1).
    RequestHeartbeat,
    /// Tell the client that its session is invalid (opcode 9).
    Invalidate { resumable: bool },
    /// Close with a code.
    Close(CloseCode),
}

/// What ends a connection at once, whatever it is doing.
#[derive(Debug)]
pub(super) enum Cut {
    /// Go, without a word.
    Off,
    /// Hand the session to another connection, which resumes it.
    HandOver(oneshot::Sender<Session>),
}

/// A connection's place among all.
#[derive(Debug)]
pub(super) struct Seat {
    pub(super) number: u64,
    pub(super) orders: mpsc::UnboundedReceiver<Order>,
}

#[derive(Debug)]
struct Live {
    orders: mpsc::UnboundedSender<Order>,
    cuts: mpsc::UnboundedSender<Cut>,
    /// Session and application, once identified.
    identified: Option<(String, ApplicationId)>,
    /// How far the session has been told, once it has been greeted.
    told: Option<Arc<AtomicU64>>,
}

#[derive(Debug)]
struct Waiting {
    session: Session,
    since: Stopwatch,
}

#[derive(Debug, Default)]
struct Table {
    seats: u64,
    live: HashMap<u64, Live>,
    waiting: HashMap<String, Waiting>,
    starts: Starts,
    asked_all_members: HashMap<(ApplicationId, GuildId), Stopwatch>,
    counts: Counts,
}

/// All connections and sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    pub(super) options: GatewayOptions,
    pub(super) faults: Faults,
    table: Mutex<Table>,
    /// Changes whenever a session connects, disconnects, or has been told something, and with every count.
    pub(crate) progress: watch::Sender<()>,
}

impl Sessions {
    pub(crate) fn new(options: GatewayOptions) -> Self {
        Self { options, faults: Faults::default(), table: Mutex::default(), progress: watch::Sender::default() }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many sessions have a connection and have been greeted.
    pub(crate) fn connected(&self) -> usize {
        self.table().live.values().filter(|live| live.told.is_some()).count()
    }

    /// Whether all that have a connection have been told everything up to event `number`.
    pub(crate) fn all_told(&self, number: u64) -> bool {
        self.table()
            .live
            .values()
            .filter_map(|live| live.told.as_ref())
            .all(|told| told.load(Ordering::Acquire) >= number)
    }

    /// A place for a new connection, and what may end it at once.
    pub(super) fn seat(&self) -> (Seat, mpsc::UnboundedReceiver<Cut>) {
        let ((orders, ordered), (cuts, cut)) = (mpsc::unbounded_channel(), mpsc::unbounded_channel());
        let mut table = self.table();
        table.seats += 1;
        let number = table.seats;
        table.live.insert(number, Live { orders, cuts, identified: None, told: None });
        (Seat { number, orders: ordered }, cut)
    }

    /// The connection is over.
    pub(super) fn leave(&self, seat: u64) {
        self.table().live.remove(&seat);
        self.progress.send_replace(());
    }

    /// Notes whose session the connection carries.
    pub(super) fn carry(&self, seat: u64, session: &Session) {
        if let Some(live) = self.table().live.get_mut(&seat) {
            live.identified = Some((session.id.clone(), session.application));
        }
    }

    /// Notes that the session has been greeted; its progress is written to what is returned.
    pub(super) fn attach(&self, seat: u64, told: u64) -> Arc<AtomicU64> {
        let progress = Arc::new(AtomicU64::new(told));
        if let Some(live) = self.table().live.get_mut(&seat) {
            live.told = Some(Arc::clone(&progress));
        }
        self.progress.send_replace(());
        progress
    }

    /// Takes the session off its connection; it waits to be resumed if it is given.
    pub(super) fn part(&self, seat: u64, kept: Option<Session>) {
        let mut table = self.table();
        if let Some(live) = table.live.get_mut(&seat) {
            (live.identified, live.told) = (None, None);
        }
        if let Some(session) = kept {
            table.keep(session, &self.options);
        }
        drop(table);
        self.progress.send_replace(());
    }

    /// The application's session of this id, if it can be resumed; a connection that still carries it has to give it away.
    pub(super) async fn claim(&self, id: &str, application: ApplicationId) -> Option<Session> {
        let handed = {
            let mut table = self.table();
            table.forget_expired(&self.options);
            if table.waiting.contains_key(id) {
                return table.take(id, application);
            }
            let carried =
                |live: &&Live| live.identified.as_ref().is_some_and(|own| (own.0.as_str(), own.1) == (id, application));
            let (give, handed) = oneshot::channel();
            table.live.values().find(carried)?.cuts.send(Cut::HandOver(give)).ok()?;
            handed
        };
        match handed.await {
            Ok(session) => Some(session),
            // The connection ended before it could give the session away; then it has kept it.
            Err(_) => self.table().take(id, application),
        }
    }

    /// Counts an identify payload, if it may be.
    pub(super) fn identify(&self, application: ApplicationId, shard: u64) -> Result<(), Denied> {
        self.table().starts.identify(&self.options, application, shard)
    }

    /// What is left of an application's session starts.
    pub(crate) fn allowance(&self, application: ApplicationId) -> Allowance {
        self.table().starts.allowance(&self.options, application)
    }

    /// Ends all sessions of an application and begins its day anew: its token is no longer good.
    pub(super) fn end_all(&self, application: ApplicationId) {
        let mut table = self.table();
        table.starts.forget(application);
        table.waiting.retain(|_, waiting| waiting.session.application != application);
        let own = |live: &&Live| live.identified.as_ref().is_some_and(|(_, other)| *other == application);
        for live in table.live.values().filter(own) {
            // A connection that has ended takes no orders.
            let _ = live.orders.send(Order::Close(CloseCode::AuthenticationFailed));
        }
    }

    /// How many shards `GET /gateway/bot` recommends to an application with so many servers.
    pub(crate) fn recommended_shards(&self, guilds: usize) -> u64 {
        self.options.recommended_shards.unwrap_or_else(|| guilds.div_ceil(1_000).max(1) as u64)
    }

    /// Counts a request for all members of a server; an error is how long it comes too soon.
    pub(super) fn ask_all_members(&self, application: ApplicationId, guild: GuildId) -> Result<(), Duration> {
        let mut table = self.table();
        let passed = table.asked_all_members.get(&(application, guild)).map(Stopwatch::elapsed);
        if let Some(left) =
            passed.and_then(|passed| ALL_MEMBERS_EVERY.checked_sub(passed)).filter(|left| !left.is_zero())
        {
            return Err(left);
        }
        table.asked_all_members.insert((application, guild), self.options.clock.stopwatch());
        Ok(())
    }

    /// Gives an order to every connection.
    pub(super) fn order_all(&self, order: Order) {
        for live in self.table().live.values() {
            // A connection that has ended takes no orders.
            let _ = live.orders.send(order);
        }
    }

    /// Ends every connection without a word.
    pub(super) fn cut_all(&self) {
        for live in self.table().live.values() {
            // A connection that has ended cannot be cut off.
            let _ = live.cuts.send(Cut::Off);
        }
    }

    /// Forgets all sessions that wait to be resumed.
    pub(super) fn forget_waiting(&self) {
        self.table().waiting.clear();
    }

    /// Counts something.
    pub(super) fn count(&self, what: impl FnOnce(&mut Counts)) {
        what(&mut self.table().counts);
        self.progress.send_replace(());
    }

    /// What was counted so far, and what there is now.
    pub(super) fn counts(&self) -> Counts {
        let table = self.table();
        let greeted = table.live.values().filter(|live| live.told.is_some()).count();
        Counts { connections: table.live.len(), sessions: greeted, waiting: table.waiting.len(), ..table.counts }
    }
}

impl Table {
    fn take(&mut self, id: &str, application: ApplicationId) -> Option<Session> {
        let own = self.waiting.get(id).is_some_and(|waiting| waiting.session.application == application);
        if own { self.waiting.remove(id).map(|waiting| waiting.session) } else { None }
    }

    fn keep(&mut self, session: Session, options: &GatewayOptions) {
        self.forget_expired(options);
        if self.waiting.len() >= KEPT {
            let oldest = self.waiting.iter().max_by_key(|(_, waiting)| waiting.since.elapsed());
            if let Some(id) = oldest.map(|(id, _)| id.clone()) {
                self.waiting.remove(&id);
            }
        }
        self.waiting.insert(session.id.clone(), Waiting { session, since: options.clock.stopwatch() });
    }

    fn forget_expired(&mut self, options: &GatewayOptions) {
        self.waiting.retain(|_, waiting| waiting.since.elapsed() < options.session_life);
    }
}
