//! What is said on a connection whose client has logged in: events one way, requests the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::watch;

use super::close::{CloseCode, End};
use super::codec::Payload;
use super::session::Session;
use super::sessions::Order;
use super::socket::{Connection, Heard};
use super::{presence, requests};
use crate::clock::{Clock, Timestamp};
use crate::world::events::Told;

/// Events told before the socket is flushed.
const BATCH: usize = 256;

impl Connection {
    /// Serves a session until it, or the connection, ends.
    pub(super) async fn converse(&mut self, session: &mut Session) -> End {
        let progress = self.attach(session);
        let mut held = self.wire.sessions.faults.held();
        let clock = self.wire.world.clock().clone();
        loop {
            let due = session.transit.next();
            let result = tokio::select! {
                () = arrival(&clock, due) => self.tell_late(session, &progress).await,
                told = next_event(&mut session.events, &mut held) => match told {
                    Ok(told) => self.tell(session, told, &progress).await,
                    // So far behind that the session has missed events: the client must start anew.
                    Err(RecvError::Lagged(_)) => Err(CloseCode::SessionTimedOut.into()),
                    Err(RecvError::Closed) => Err(End::Stopping),
                },
                received = self.receive() => match received {
                    Ok(Heard::Payload(opcode, data)) => self.obey(session, opcode, &data).await,
                    Ok(Heard::Order(order)) => self.carry_out(order).await,
                    Err(end) => Err(end),
                },
            };
            if let Err(end) = result {
                return end;
            }
        }
    }

    /// Tells the client of an event, and of those that have come since.
    async fn tell(&mut self, session: &mut Session, first: Arc<Told>, progress: &Arc<AtomicU64>) -> Result<(), End> {
        let mut payloads = Vec::new();
        let mut told = Some(first);
        {
            let world = self.wire.world.clone();
            let state = world.lock();
            while let Some(next) = told.take() {
                payloads.extend(session.send_off(&state, &next, &self.wire.weather, state.now())?);
                if payloads.len() < BATCH {
                    told = match session.events.try_recv() {
                        Ok(next) => Some(next),
                        Err(TryRecvError::Empty) => None,
                        Err(_) => return Err(CloseCode::SessionTimedOut.into()),
                    };
                }
            }
        }
        self.tell_arrived(session, payloads, progress).await
    }

    /// Tells the client of events that took their time.
    async fn tell_late(&mut self, session: &mut Session, progress: &Arc<AtomicU64>) -> Result<(), End> {
        let arrivals = session.transit.arrive(self.wire.world.clock().now());
        let payloads = session.dispatch_all(arrivals);
        self.tell_arrived(session, payloads, progress).await
    }

    async fn tell_arrived(
        &mut self,
        session: &Session,
        payloads: Vec<Payload>,
        progress: &Arc<AtomicU64>,
    ) -> Result<(), End> {
        if !payloads.is_empty() {
            self.send_all(payloads).await?;
        }
        progress.store(session.transit.arrived_until(), Ordering::Release);
        self.wire.sessions.progress.send_replace(());
        Ok(())
    }

    pub(super) async fn carry_out(&mut self, order: Order) -> Result<(), End> {
        match order {
            Order::Reconnect => self.send(r#"{"op":7,"d":null,"s":null,"t":null}"#).await,
            Order::RequestHeartbeat => self.send(r#"{"op":1,"d":null,"s":null,"t":null}"#).await,
            Order::Invalidate { resumable } => Err(End::Invalidated { resumable }),
            Order::Close(code) => Err(code.into()),
        }
    }

    async fn obey(&mut self, session: &mut Session, opcode: u64, data: &Value) -> Result<(), End> {
        let replies = match opcode {
            1 => return self.heartbeat().await,
            2 | 6 => return Err(CloseCode::AlreadyAuthenticated.into()),
            3 => {
                let presence = presence::read(data).ok_or(CloseCode::DecodeError)?;
                self.wire.world.lock().set_presence(session.application, presence);
                return Ok(());
            }
            4 => return requests::check_voice_state(data),
            8 => self.members(session, data)?,
            31 => self.soundboard_sounds(session, data)?,
            43 => self.channel_info(session, data)?,
            _ => return Err(CloseCode::UnknownOpcode.into()),
        };
        self.send_all(replies).await
    }
}

/// Waits until something arrives that is on its way.
async fn arrival(clock: &Clock, due: Option<Timestamp>) {
    match due {
        Some(due) => clock.sleep_until(due).await,
        None => std::future::pending().await,
    }
}

/// The next event, unless events are held back.
async fn next_event(
    events: &mut broadcast::Receiver<Arc<Told>>,
    held: &mut watch::Receiver<bool>,
) -> Result<Arc<Told>, RecvError> {
    loop {
        // The switch lives as long as the sandbox; when that is gone, so is whoever could hold events back.
        let _ = held.wait_for(|held| !*held).await;
        tokio::select! {
            biased;
            Ok(()) = held.changed() => {}
            told = events.recv() => return told,
        }
    }
}
