//! The life of one websocket: whose session it carries, how it hears and speaks, how it ends.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;

use super::close::{CloseCode, End};
use super::codec::{Payload, Transport};
use super::session::Session;
use super::sessions::{Cut, Order, Seat};
use crate::clock::Stopwatch;
use crate::wire::Wire;
use crate::world::ids::ApplicationId;

/// Bytes that a client may send in one payload (`events/gateway#sending-events`).
const PAYLOAD_BYTES: usize = 4_096;
/// Payloads that a client may send in a minute (`events/gateway#rate-limiting`).
const SENDS_A_MINUTE: u32 = 120;

pub(super) struct Connection {
    pub(super) wire: Wire,
    socket: WebSocket,
    pub(super) transport: Transport,
    seat: Seat,
    /// How far the session has been told, once it has been greeted.
    told: Option<Arc<AtomicU64>>,
    heard: Stopwatch,
    minute: Stopwatch,
    sends: u32,
}

/// What comes to a connection, apart from events.
#[derive(Debug)]
pub(super) enum Heard {
    /// An opcode and data from the client.
    Payload(u64, Value),
    /// An order from the sandbox.
    Order(Order),
}

/// Drives one connection from hello to its end.
pub(super) async fn run(wire: Wire, socket: WebSocket, transport: Transport, acceptable: bool) {
    let now = wire.sessions.options.clock.stopwatch();
    let (seat, mut cuts) = wire.sessions.seat();
    let (number, sessions) = (seat.number, Arc::clone(&wire.sessions));
    let mut connection =
        Connection { wire, socket, transport, seat, told: None, heard: now.clone(), minute: now, sends: 0 };
    let end = if !acceptable {
        CloseCode::InvalidVersion.into()
    } else if matches!(connection.transport, Transport::Unknown) {
        CloseCode::DecodeError.into()
    } else {
        connection.live(&mut cuts).await
    };
    sessions.leave(number);
    connection.close(end).await;
}

impl Connection {
    pub(super) async fn send(&mut self, payload: impl Into<Payload>) -> Result<(), End> {
        let payload = payload.into();
        self.wire.note_payload(&payload);
        let frame = self.transport.frame(&payload);
        self.socket.send(frame).await.map_err(|_| End::ByClient { for_good: false })
    }

    pub(super) async fn send_all(&mut self, payloads: Vec<Payload>) -> Result<(), End> {
        let times = if self.wire.sessions.faults.told_twice() { 2 } else { 1 };
        for payload in payloads {
            self.wire.note_payload(&payload);
            for _ in 0..times {
                let frame = self.transport.frame(&payload);
                self.socket.feed(frame).await.map_err(|_| End::ByClient { for_good: false })?;
            }
        }
        self.socket.flush().await.map_err(|_| End::ByClient { for_good: false })
    }

    async fn close(&mut self, end: End) {
        // The client may be gone; then there is nobody to tell.
        let _ = match end.frame() {
            Some((code, reason)) => {
                self.socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await
            }
            None if matches!(end, End::Cut) => Ok(()),
            // Its close frame is answered by one of ours, which waits to be sent.
            None => self.socket.flush().await,
        };
    }

    /// Lives until the client, the sandbox or a cut ends it; what becomes of the session is settled then.
    async fn live(&mut self, cuts: &mut UnboundedReceiver<Cut>) -> End {
        let mut session = None;
        let (end, taker) = tokio::select! {
            end = self.serve(&mut session) => (end, None),
            cut = cuts.recv() => match cut {
                Some(Cut::HandOver(taker)) => (End::Invalidated { resumable: true }, Some(taker)),
                Some(Cut::Off) | None => (End::Cut, None),
            },
        };
        if let Some(session) = session {
            let application = session.application;
            let kept = match taker {
                // Should the taker have gone meanwhile, the session comes back.
                Some(taker) => taker.send(session).err(),
                None => Some(session).filter(|_| end.keeps_session()),
            };
            self.part(application, kept);
        }
        end
    }

    /// Serves one session after the other; each is in `session` while it lasts.
    async fn serve(&mut self, session: &mut Option<Session>) -> End {
        if let Err(end) = self.greet().await {
            return end;
        }
        loop {
            let (own, first) = match self.log_in().await {
                Ok(logged_in) => logged_in,
                Err(end) => return end,
            };
            self.wire.sessions.carry(self.seat.number, &own);
            let own = session.insert(own);
            if let Err(end) = self.send_all(first).await {
                return end;
            }
            let end = self.converse(own).await;
            let End::Invalidated { resumable } = end else {
                return end;
            };
            let application = own.application;
            let kept = session.take().filter(|_| resumable);
            self.part(application, kept);
            if let Err(end) = self.send_invalid_session(resumable).await {
                return end;
            }
        }
    }

    /// Notes that the session is greeted and hears events.
    pub(super) fn attach(&mut self, session: &Session) -> Arc<AtomicU64> {
        let told = self.wire.world.lock().connect(session.application) - session.events.len() as u64;
        let progress = self.wire.sessions.attach(self.seat.number, told);
        self.told = Some(Arc::clone(&progress));
        progress
    }

    /// Takes the session off the connection; `kept` waits to be resumed.
    fn part(&mut self, application: ApplicationId, kept: Option<Session>) {
        self.wire.sessions.part(self.seat.number, kept);
        if self.told.take().is_some() {
            self.wire.world.lock().disconnect(application);
        }
    }

    /// The next payload from the client, or order from the sandbox.
    pub(super) async fn receive(&mut self) -> Result<Heard, End> {
        let patience = self.wire.sessions.options.heartbeat_interval * 3 / 2;
        let bytes = loop {
            let frame = tokio::select! {
                frame = self.socket.next() => frame,
                Some(order) = self.seat.orders.recv() => return Ok(Heard::Order(order)),
                () = self.heard.reaches(patience) => return Err(End::Silence),
                () = self.wire.stopped() => return Err(End::Stopping),
            };
            match frame {
                Some(Ok(Message::Text(text))) => break Bytes::from(text),
                Some(Ok(Message::Binary(bytes))) => break bytes,
                Some(Ok(Message::Close(frame))) => {
                    let for_good = frame.is_some_and(|frame| matches!(frame.code, 1000 | 1001));
                    return Err(End::ByClient { for_good });
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Err(_)) | None => return Err(End::ByClient { for_good: false }),
            }
        };
        self.count_send()?;
        if bytes.len() > PAYLOAD_BYTES {
            return Err(CloseCode::DecodeError.into());
        }
        let mut payload: Value = serde_json::from_slice(&bytes).map_err(|_| CloseCode::DecodeError)?;
        let opcode = payload["op"].as_u64().ok_or(CloseCode::DecodeError)?;
        Ok(Heard::Payload(opcode, payload["d"].take()))
    }

    fn count_send(&mut self) -> Result<(), End> {
        if self.minute.elapsed() >= Duration::from_secs(60) {
            self.minute = self.wire.sessions.options.clock.stopwatch();
            self.sends = 0;
        }
        self.sends += 1;
        if self.sends > SENDS_A_MINUTE { Err(CloseCode::RateLimited.into()) } else { Ok(()) }
    }

    pub(super) async fn heartbeat(&mut self) -> Result<(), End> {
        self.heard = self.wire.sessions.options.clock.stopwatch();
        self.wire.sessions.count(|counts| counts.heartbeats += 1);
        if self.wire.sessions.faults.acks_hushed() {
            return Ok(());
        }
        self.send(r#"{"op":11,"d":null,"s":null,"t":null}"#).await
    }
}
