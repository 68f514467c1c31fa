//! Discord's gateway: a websocket on which an application is told what happens.
//!
//! A [`Session`] outlives its socket for a while: what it was told is kept, so that it can resume. The socket drives it.

mod codec;
mod end;
mod intents;
mod login;
mod members;
mod session;
mod socket;
mod views;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use tokio::sync::watch;

use self::codec::Transport;
use self::session::Session;
use super::{Wire, page};

/// All sessions: how far those with a socket have come, and those without one that may be resumed.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    waiting: Mutex<HashMap<String, Session>>,
    attached: Mutex<Vec<Arc<AtomicU64>>>,
    /// Changes whenever a session connects, disconnects, or has been told something.
    pub(crate) progress: watch::Sender<()>,
}

/// How many sessions without a socket are kept.
const KEPT: usize = 64;

impl Sessions {
    /// How many sessions have a socket and are identified.
    pub(crate) fn connected(&self) -> usize {
        lock(&self.attached).len()
    }

    /// Whether all that have a socket have been told everything up to event `number`.
    pub(crate) fn all_told(&self, number: u64) -> bool {
        lock(&self.attached).iter().all(|told| told.load(Ordering::Acquire) >= number)
    }

    /// Notes a session with a socket; its progress is written to what is returned.
    fn attach(&self, told: u64) -> Arc<AtomicU64> {
        let progress = Arc::new(AtomicU64::new(told));
        lock(&self.attached).push(Arc::clone(&progress));
        self.progress.send_replace(());
        progress
    }

    fn detach(&self, progress: &Arc<AtomicU64>) {
        lock(&self.attached).retain(|other| !Arc::ptr_eq(other, progress));
        self.progress.send_replace(());
    }

    fn keep(&self, session: Session) {
        let mut waiting = lock(&self.waiting);
        if waiting.len() >= KEPT {
            waiting.clear();
        }
        waiting.insert(session.id.clone(), session);
    }

    fn take(&self, id: &str) -> Option<Session> {
        lock(&self.waiting).remove(id)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a client says in the address.
#[derive(Debug, Deserialize)]
pub(super) struct Wishes {
    v: Option<String>,
    encoding: Option<String>,
    compress: Option<String>,
}

/// `GET /gateway`: opens a gateway connection.
pub(super) async fn connect(
    State(wire): State<Wire>,
    Query(wishes): Query<Wishes>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let transport = Transport::new(wishes.compress.as_deref());
    let version_known = wishes.v.as_deref().is_none_or(|version| matches!(version, "9" | "10"));
    let json = wishes.encoding.as_deref().is_none_or(|encoding| encoding == "json");
    upgrade.on_upgrade(move |socket| socket::run(wire, socket, transport, version_known && json))
}

/// `GET /`: the page, or the gateway for clients that look for it there.
pub(super) async fn or_page(
    state: State<Wire>,
    wishes: Query<Wishes>,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    match upgrade {
        Ok(upgrade) => connect(state, wishes, upgrade).await,
        Err(_) => page::index(),
    }
}
