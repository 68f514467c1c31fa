//! What a test, or the page, can do to the gateway's connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

use super::close::CloseCode;
use super::sessions::{Order, Sessions};

/// What is wrong with the gateway at present.
#[derive(Debug)]
pub(super) struct Faults {
    acks_hushed: AtomicBool,
    told_twice: AtomicBool,
    held: watch::Sender<bool>,
}

impl Default for Faults {
    fn default() -> Self {
        Self { acks_hushed: false.into(), told_twice: false.into(), held: watch::Sender::new(false) }
    }
}

impl Faults {
    pub(super) fn acks_hushed(&self) -> bool {
        self.acks_hushed.load(Ordering::Relaxed)
    }

    pub(super) fn told_twice(&self) -> bool {
        self.told_twice.load(Ordering::Relaxed)
    }

    /// Whether events are held back.
    pub(super) fn held(&self) -> watch::Receiver<bool> {
        self.held.subscribe()
    }
}

/// What happened at the gateway so far, and what is connected now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GatewayCounts {
    /// Connections that are open.
    pub connections: usize,
    /// Sessions that are identified and have a connection.
    pub sessions: usize,
    /// Sessions without a connection that can be resumed.
    pub waiting: usize,
    /// Identify payloads that were accepted.
    pub identifies: u64,
    /// Identify payloads that came too soon or too often.
    pub refused_identifies: u64,
    /// Sessions that were resumed.
    pub resumes: u64,
    /// Resume payloads that were answered with opcode 9.
    pub refused_resumes: u64,
    /// Heartbeats that clients sent.
    pub heartbeats: u64,
}

pub(super) use GatewayCounts as Counts;

/// The gateway, as tests and the page handle it. Orders reach every connection that is open at that moment.
#[derive(Clone, Debug)]
pub struct GatewayControls {
    sessions: Arc<Sessions>,
}

impl GatewayControls {
    pub(crate) fn new(sessions: Arc<Sessions>) -> Self {
        Self { sessions }
    }

    /// Asks all clients to connect again and resume (opcode 7). Connections stay open until the clients close them.
    pub fn reconnect_all(&self) {
        self.sessions.order_all(Order::Reconnect);
    }

    /// Tells all clients that their session is invalid (opcode 9), and whether it may be resumed. The connections stay open, so that
    /// clients can identify or resume there.
    pub fn invalidate(&self, resumable: bool) {
        self.sessions.order_all(Order::Invalidate { resumable });
    }

    /// Asks all clients for a heartbeat (opcode 1).
    pub fn request_heartbeats(&self) {
        self.sessions.order_all(Order::RequestHeartbeat);
    }

    /// Closes all connections with a code.
    pub fn close_all(&self, code: CloseCode) {
        self.sessions.order_all(Order::Close(code));
    }

    /// Drops all connections without a close frame, as a broken network does. Sessions can be resumed.
    pub fn drop_connections(&self) {
        self.sessions.cut_all();
    }

    /// Forgets the sessions that have no connection: resuming one is answered with opcode 9.
    pub fn expire_sessions(&self) {
        self.sessions.forget_waiting();
    }

    /// No longer acknowledges heartbeats, or does so again. A client without acknowledgements holds the connection for dead.
    pub fn hush_acks(&self, hushed: bool) {
        self.sessions.faults.acks_hushed.store(hushed, Ordering::Relaxed);
    }

    /// Whether heartbeats stay without acknowledgement.
    pub fn acks_are_hushed(&self) -> bool {
        self.sessions.faults.acks_hushed()
    }

    /// Holds all events back from now on, or lets those held go, in their order. [`People::idle`](crate::People::idle) waits for them.
    pub fn hold_events(&self, held: bool) {
        self.sessions.faults.held.send_replace(held);
    }

    /// Sends each event twice from now on, the second time with the same sequence number, or only once again.
    pub fn duplicate_events(&self, twice: bool) {
        self.sessions.faults.told_twice.store(twice, Ordering::Relaxed);
    }

    /// What happened so far.
    pub fn counts(&self) -> GatewayCounts {
        self.sessions.counts()
    }

    /// Waits until the counts are as wished.
    pub async fn until(&self, reached: impl Fn(&GatewayCounts) -> bool) {
        let mut progress = self.sessions.progress.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        while !reached(&self.counts()) && progress.changed().await.is_ok() {}
    }
}
