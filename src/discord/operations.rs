//! What whoever operates the bot asks it while it runs: whether it lives (`/livez`), whether it can do its work right now (`/readyz`), and
//! what was counted and measured (`/metrics`).
//!
//! The first two tell the truth of the moment. A bot that lives and is not ready is not to be restarted for that: it waits for Discord or for its
//! database, and goes on by itself.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

use super::{ConnectError, Health, serving};
use crate::{
    commands::Desk,
    metrics::{MEDIA_TYPE, Moment},
    store::{Store, StoreError},
};

/// How long the database may take to take a write before it counts as away.
const DATABASE: Duration = Duration::from_secs(2);

/// How long [`ask_ready`] waits for an answer.
const ASKING: Duration = Duration::from_secs(4);

/// An address where operators are answered, as long as this lives.
pub(super) struct Operations {
    address: SocketAddr,
    _serving: AbortOnDropHandle<()>,
}

/// What an answer is made from.
#[derive(Clone)]
struct Asked {
    health: Arc<Health>,
    desk: Arc<Desk>,
}

impl Operations {
    /// Listens and answers, from now on.
    ///
    /// # Errors
    /// Where it cannot listen.
    pub(super) async fn open(wanted: SocketAddr, health: Arc<Health>, desk: Arc<Desk>) -> Result<Self, ConnectError> {
        let failed = |error: std::io::Error| ConnectError::Listen {
            setting: "OPERATIONS_LISTEN",
            address: wanted,
            reason: error.to_string(),
        };
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        tracing::info!(%address, "listening for operators");
        let router = Router::new()
            .route("/livez", get(async || "alive\n"))
            .route("/readyz", get(readyz))
            .route("/metrics", get(metrics))
            .with_state(Asked { health, desk });
        let serving = tokio::spawn(serving::serve(listener, router, CancellationToken::new()));
        Ok(Self { address, _serving: AbortOnDropHandle::new(serving) })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Asked {
    /// What is needed, each with how it is.
    async fn needed(&self) -> [(&'static str, Result<String, String>); 3] {
        let process = match self.health.is_stopping() {
            true => Err("told to stop, finishes what is under way".to_owned()),
            false => Ok("takes work".to_owned()),
        };
        let discord = self.health.discord().await;
        [("process", process), ("discord", discord), ("database", database(&self.desk.store).await)]
    }

    /// How many polls are open, and for how long what is overdue has waited.
    async fn counted(&self) -> Result<(u64, Duration), StoreError> {
        let mut work = self.desk.store.reading().await?;
        let polls = work.count_open_polls().await?;
        let now = self.desk.clock.now();
        let due = work.next_deadline(now).await?;
        Ok((polls, due.map_or(Duration::ZERO, |due| due.until(now))))
    }
}

/// What is counted and measured, for Prometheus.
async fn metrics(State(asked): State<Asked>) -> Response {
    let is_ready = asked.needed().await.iter().all(|(_, told)| told.is_ok());
    let counted = match tokio::time::timeout(DATABASE, asked.counted()).await {
        Ok(Ok(counted)) => Some(counted),
        Ok(Err(_)) | Err(_) => None,
    };
    let (open_polls, overdue) = counted.unzip();
    let text = asked.desk.metrics.text(Moment { is_ready, open_polls, overdue });
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response()
}

/// 200 when everything that is needed is there, 503 otherwise; in both cases a line for each.
async fn readyz(State(asked): State<Asked>) -> Response {
    let lines = asked.needed().await;
    let is_ready = lines.iter().all(|(_, told)| told.is_ok());
    let (status, mut body) = match is_ready {
        true => (StatusCode::OK, "ready\n".to_owned()),
        false => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n".to_owned()),
    };
    for (what, told) in lines {
        body += &match told {
            Ok(told) => format!("{what}: {told}\n"),
            Err(wrong) => format!("{what}: NOT READY: {wrong}\n"),
        };
    }
    (status, body).into_response()
}

/// Whether the database takes a write, in words. What an engine says stands in the log alone: it may name what an operator's page need not.
async fn database(store: &Store) -> Result<String, String> {
    match tokio::time::timeout(DATABASE, store.check()).await {
        Ok(Ok(())) => Ok("takes writes".into()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database takes no writes");
            Err("takes no writes; the log says why".into())
        }
        Err(_) => Err(format!("took no write within {} s", DATABASE.as_secs())),
    }
}

/// Asks the bot that answers operators at an address of this machine whether it is ready; what it says.
///
/// # Errors
/// What it says where it is not, or why nobody answers.
pub async fn ask_ready(at: SocketAddr) -> Result<String, String> {
    let ip = match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    let at = SocketAddr::new(ip, at.port());
    let failed = |error: reqwest::Error| format!("nobody answers at {at}: {}", super::connect::innermost(&error));
    let client = reqwest::Client::builder().no_proxy().timeout(ASKING).build().map_err(failed)?;
    let answer = client.get(format!("http://{at}/readyz")).send().await.map_err(failed)?;
    let is_ready = answer.status() == StatusCode::OK;
    let told = answer.text().await.map_err(failed)?;
    if is_ready { Ok(told) } else { Err(told) }
}
