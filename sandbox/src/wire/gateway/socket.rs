//! The life of one websocket: hello, identify or resume, then events one way and heartbeats the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::codec::Transport;
use super::end::{
    ALREADY_AUTHENTICATED, DECODE_ERROR, End, INVALID_VERSION, RATE_LIMITED, SESSION_TIMED_OUT, UNKNOWN_OPCODE,
};
use super::session::Session;
use crate::clock::Stopwatch;
use crate::wire::Wire;
use crate::world::events::Told;

/// Milliseconds between heartbeats, as Discord asks for them.
pub(super) const HEARTBEAT_MS: u64 = 41_250;
/// Bytes that a client may send in one payload (`events/gateway#sending-events`).
const PAYLOAD_BYTES: usize = 4_096;
/// Payloads that a client may send in a minute (`events/gateway#rate-limiting`).
const SENDS_A_MINUTE: u32 = 120;
/// Events told before the socket is flushed.
const BATCH: usize = 256;

pub(super) struct Connection {
    pub(super) wire: Wire,
    socket: WebSocket,
    pub(super) transport: Transport,
    heard: Stopwatch,
    minute: Stopwatch,
    sends: u32,
}

/// Drives one connection from hello to its end.
pub(super) async fn run(wire: Wire, socket: WebSocket, transport: Transport, acceptable: bool) {
    let now = Stopwatch::start();
    let mut connection = Connection { wire, socket, transport, heard: now, minute: now, sends: 0 };
    if !acceptable {
        connection.close(INVALID_VERSION).await;
        return;
    }
    if matches!(connection.transport, Transport::Unknown) {
        connection.close(DECODE_ERROR).await;
        return;
    }
    let end = match connection.log_in().await {
        Ok(session) => connection.serve(session).await,
        Err(end) => end,
    };
    connection.close(end).await;
}

impl Connection {
    pub(super) async fn send(&mut self, payload: &str) -> Result<(), End> {
        let frame = self.transport.frame(payload);
        self.socket.send(frame).await.map_err(|_| End::ByClient { for_good: false })
    }

    pub(super) async fn send_all(&mut self, payloads: Vec<Arc<str>>) -> Result<(), End> {
        for payload in payloads {
            let frame = self.transport.frame(&payload);
            self.socket.feed(frame).await.map_err(|_| End::ByClient { for_good: false })?;
        }
        self.socket.flush().await.map_err(|_| End::ByClient { for_good: false })
    }

    async fn close(&mut self, end: End) {
        let (code, reason) = match end {
            End::ByClient { .. } => {
                // Its close frame is answered by one of ours, which waits to be sent.
                let _ = self.socket.flush().await;
                return;
            }
            End::Close(code, reason) => (code, reason),
            End::Stopping => (1001, "The sandbox stops."),
        };
        // The client may be gone; then there is nobody to tell.
        let _ = self.socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }

    /// The next payload from the client: its opcode and data.
    pub(super) async fn receive(&mut self) -> Result<(u64, Value), End> {
        let silence = self.heard.reaches(Duration::from_millis(HEARTBEAT_MS * 3 / 2));
        let frame = tokio::select! {
            frame = self.socket.next() => frame,
            () = silence => return Err(SESSION_TIMED_OUT),
            () = self.wire.stopped() => return Err(End::Stopping),
        };
        self.count_send()?;
        let bytes = match frame {
            Some(Ok(Message::Text(text))) => text.as_bytes().to_vec(),
            Some(Ok(Message::Binary(bytes))) => bytes.to_vec(),
            Some(Ok(Message::Close(frame))) => {
                let for_good = frame.is_some_and(|frame| matches!(frame.code, 1000 | 1001));
                return Err(End::ByClient { for_good });
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok((1, Value::Null)),
            Some(Err(_)) | None => return Err(End::ByClient { for_good: false }),
        };
        if bytes.len() > PAYLOAD_BYTES {
            return Err(DECODE_ERROR);
        }
        let payload: Value = serde_json::from_slice(&bytes).map_err(|_| DECODE_ERROR)?;
        let opcode = payload["op"].as_u64().ok_or(DECODE_ERROR)?;
        Ok((opcode, payload["d"].clone()))
    }

    fn count_send(&mut self) -> Result<(), End> {
        if self.minute.elapsed() >= Duration::from_secs(60) {
            self.minute = Stopwatch::start();
            self.sends = 0;
        }
        self.sends += 1;
        if self.sends > SENDS_A_MINUTE { Err(RATE_LIMITED) } else { Ok(()) }
    }

    pub(super) async fn heartbeat(&mut self) -> Result<(), End> {
        self.heard = Stopwatch::start();
        self.send(r#"{"op":11,"d":null,"s":null,"t":null}"#).await
    }

    /// Serves an identified session until the connection ends, and keeps it if it may be resumed.
    async fn serve(&mut self, mut session: Session) -> End {
        let bot = session.bot();
        let told = self.wire.world.lock().connect(session.application) - session.events.len() as u64;
        let progress = self.wire.sessions.attach(told);
        let end = self.converse(&mut session, &progress).await;
        self.wire.sessions.detach(&progress);
        self.wire.world.lock().disconnect(bot.get().into());
        let lost = matches!(
            end,
            End::ByClient { for_good: true } | End::Close(4004 | 4007 | 4009 | 4010..=4014, _) | End::Stopping
        );
        if !lost {
            self.wire.sessions.keep(session);
        }
        end
    }

    async fn converse(&mut self, session: &mut Session, progress: &Arc<AtomicU64>) -> End {
        loop {
            let result = tokio::select! {
                told = session.events.recv() => match told {
                    Ok(told) => self.tell(session, told, progress).await,
                    // So far behind that the session has missed events: the client must start anew.
                    Err(RecvError::Lagged(_)) => Err(End::Close(4009, "Session timed out.")),
                    Err(RecvError::Closed) => Err(End::Stopping),
                },
                received = self.receive() => match received {
                    Ok((opcode, data)) => self.obey(session, opcode, &data).await,
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
        let mut number = 0;
        {
            let world = self.wire.world.clone();
            let state = world.lock();
            while let Some(next) = told.take() {
                number = next.number;
                payloads.extend(session.tell(&state, &next.event));
                if payloads.len() < BATCH {
                    told = match session.events.try_recv() {
                        Ok(next) => Some(next),
                        Err(TryRecvError::Empty) => None,
                        Err(_) => return Err(SESSION_TIMED_OUT),
                    };
                }
            }
        }
        if !payloads.is_empty() {
            self.send_all(payloads).await?;
        }
        progress.store(number, Ordering::Release);
        self.wire.sessions.progress.send_replace(());
        Ok(())
    }

    async fn obey(&mut self, session: &mut Session, opcode: u64, data: &Value) -> Result<(), End> {
        match opcode {
            1 => self.heartbeat().await,
            2 | 6 => Err(ALREADY_AUTHENTICATED),
            // Presence and voice state: taken, with nothing to show for it.
            3 | 4 => Ok(()),
            8 => {
                let chunks = self.member_chunks(session, data)?;
                self.send_all(chunks).await
            }
            _ => Err(UNKNOWN_OPCODE),
        }
    }
}
