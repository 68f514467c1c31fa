//! The life of one websocket: hello, identify or resume, then events one way and heartbeats the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::Instant;

use super::codec::Transport;
use super::intents::Intents;
use super::session::{Identity, Session};
use crate::wire::{Wire, objects};
use crate::world::events::Told;
use crate::world::ids::{GuildId, UserId};

/// Milliseconds between heartbeats, as Discord asks for them.
const HEARTBEAT_MS: u64 = 41_250;
/// Bytes that a client may send in one payload (`events/gateway#sending-events`).
const PAYLOAD_BYTES: usize = 4_096;
/// Payloads that a client may send in a minute (`events/gateway#rate-limiting`).
const SENDS_A_MINUTE: u32 = 120;
/// Events told before the socket is flushed.
const BATCH: usize = 256;

/// Why a connection ends.
#[derive(Debug)]
enum End {
    /// The client closed it, for good (1000, 1001) or not.
    ByClient { for_good: bool },
    /// The sandbox closes it, with Discord's code.
    Close(u16, &'static str),
    /// The sandbox stops.
    Stopping,
}

const UNKNOWN_OPCODE: End = End::Close(4001, "Unknown opcode.");
const DECODE_ERROR: End = End::Close(4002, "Error while decoding payload.");
const NOT_AUTHENTICATED: End = End::Close(4003, "Not authenticated.");
const AUTHENTICATION_FAILED: End = End::Close(4004, "Authentication failed.");
const ALREADY_AUTHENTICATED: End = End::Close(4005, "Already authenticated.");
const INVALID_SEQUENCE: End = End::Close(4007, "Invalid seq.");
const RATE_LIMITED: End = End::Close(4008, "Rate limited.");
const SESSION_TIMED_OUT: End = End::Close(4009, "Session timed out.");
const INVALID_SHARD: End = End::Close(4010, "Invalid shard.");
const INVALID_VERSION: End = End::Close(4012, "Invalid API version.");
const INVALID_INTENTS: End = End::Close(4013, "Invalid intent(s).");
const DISALLOWED_INTENTS: End = End::Close(4014, "Disallowed intent(s).");

struct Connection {
    wire: Wire,
    socket: WebSocket,
    transport: Transport,
    heard: Instant,
    minute: Instant,
    sends: u32,
}

/// Drives one connection from hello to its end.
pub(super) async fn run(wire: Wire, socket: WebSocket, transport: Transport, acceptable: bool) {
    let now = Instant::now();
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
    async fn send(&mut self, payload: &str) -> Result<(), End> {
        let frame = self.transport.frame(payload);
        self.socket.send(frame).await.map_err(|_| End::ByClient { for_good: false })
    }

    async fn send_all(&mut self, payloads: Vec<Arc<str>>) -> Result<(), End> {
        for payload in payloads {
            let frame = self.transport.frame(&payload);
            self.socket.feed(frame).await.map_err(|_| End::ByClient { for_good: false })?;
        }
        self.socket.flush().await.map_err(|_| End::ByClient { for_good: false })
    }

    async fn close(&mut self, end: End) {
        let (code, reason) = match end {
            End::ByClient { .. } => return,
            End::Close(code, reason) => (code, reason),
            End::Stopping => (1001, "The sandbox stops."),
        };
        // The client may be gone; then there is nobody to tell.
        let _ = self.socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }

    /// The next payload from the client: its opcode and data.
    async fn receive(&mut self) -> Result<(u64, Value), End> {
        let silence = self.heard + Duration::from_millis(HEARTBEAT_MS * 3 / 2);
        let frame = tokio::select! {
            frame = self.socket.next() => frame,
            () = tokio::time::sleep_until(silence) => return Err(SESSION_TIMED_OUT),
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
            self.minute = Instant::now();
            self.sends = 0;
        }
        self.sends += 1;
        if self.sends > SENDS_A_MINUTE { Err(RATE_LIMITED) } else { Ok(()) }
    }

    async fn heartbeat(&mut self) -> Result<(), End> {
        self.heard = Instant::now();
        self.send(r#"{"op":11,"d":null,"s":null,"t":null}"#).await
    }

    async fn log_in(&mut self) -> Result<Session, End> {
        let hello = json!({"op": 10, "d": {"heartbeat_interval": HEARTBEAT_MS, "_trace": []}, "s": null, "t": null});
        self.send(&hello.to_string()).await?;
        loop {
            let (opcode, data) = self.receive().await?;
            match opcode {
                1 => self.heartbeat().await?,
                2 => return self.identify(&data).await,
                6 => {
                    if let Some(session) = self.resume(&data).await? {
                        return Ok(session);
                    }
                }
                3 | 4 | 8 => return Err(NOT_AUTHENTICATED),
                _ => return Err(UNKNOWN_OPCODE),
            }
        }
    }

    async fn identify(&mut self, data: &Value) -> Result<Session, End> {
        if data["properties"].is_null() {
            return Err(DECODE_ERROR);
        }
        let identity = identity(&self.wire, data)?;
        if data["compress"] == true {
            self.transport.compress_payloads();
        }
        let (session, greeting) = {
            let mut state = self.wire.world.lock();
            let mut session = Session::new(&mut state, identity);
            let greeting = session.greet(&state, &self.wire.authority);
            (session, greeting)
        };
        self.send_all(greeting).await?;
        Ok(session)
    }

    /// Takes an earlier session up again, or tells the client that it cannot be.
    async fn resume(&mut self, data: &Value) -> Result<Option<Session>, End> {
        let token = bare(data["token"].as_str().unwrap_or_default());
        let sequence = data["seq"].as_u64().ok_or(DECODE_ERROR)?;
        if self.wire.world.lock().application_with(token).is_none() {
            return Err(AUTHENTICATION_FAILED);
        }
        let found = self.wire.sessions.take(data["session_id"].as_str().unwrap_or_default());
        let Some(mut session) = found.filter(|session| session.token == token) else {
            self.send(r#"{"op":9,"d":false,"s":null,"t":null}"#).await?;
            return Ok(None);
        };
        let mut missed = session.replay(sequence).ok_or(INVALID_SEQUENCE)?;
        missed.push(session.dispatch("RESUMED", &json!({"_trace": []})));
        self.send_all(missed).await?;
        Ok(Some(session))
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

    fn member_chunks(&self, session: &mut Session, data: &Value) -> Result<Vec<Arc<str>>, End> {
        let guild: GuildId = as_id(&data["guild_id"]).map(GuildId::from).ok_or(DECODE_ERROR)?;
        let wanted: Option<Vec<UserId>> = match &data["user_ids"] {
            Value::Null => None,
            Value::Array(ids) => Some(ids.iter().filter_map(as_id).map(UserId::from).collect()),
            id => Some(as_id(id).map(UserId::from).into_iter().collect()),
        };
        let query = data["query"].as_str().unwrap_or_default().to_lowercase();
        let limit = data["limit"].as_u64().unwrap_or(0) as usize;
        let everybody = wanted.is_none() && query.is_empty() && limit == 0;
        if everybody && !session.intents.has(Intents::GUILD_MEMBERS) {
            return Ok(Vec::new());
        }
        let world = self.wire.world.clone();
        let state = world.lock();
        let Ok(found) = state.guild_of(session.bot(), guild) else {
            return Ok(Vec::new());
        };
        let named =
            |user: &UserId| state.users.get(user).is_some_and(|user| user.name().to_lowercase().starts_with(&query));
        let fits = |user: &UserId| wanted.as_ref().map_or_else(|| named(user), |wanted| wanted.contains(user));
        let most = if limit == 0 { usize::MAX } else { limit };
        let members: Vec<Value> = found
            .members
            .values()
            .filter(|member| fits(&member.user))
            .take(most)
            .map(|member| objects::member_with_user(&state, member))
            .collect();
        let missing: Vec<UserId> =
            wanted.iter().flatten().filter(|user| !found.members.contains_key(user)).copied().collect();
        Ok(in_chunks(session, guild, &members, &missing, &data["nonce"]))
    }
}

/// Members in dispatches of up to a thousand.
fn in_chunks(
    session: &mut Session,
    guild: GuildId,
    members: &[Value],
    missing: &[UserId],
    nonce: &Value,
) -> Vec<Arc<str>> {
    let chunks: Vec<&[Value]> = if members.is_empty() { vec![&[]] } else { members.chunks(1_000).collect() };
    let count = chunks.len();
    let mut payloads = Vec::with_capacity(count);
    for (index, chunk) in chunks.into_iter().enumerate() {
        let mut object = json!({"guild_id": guild, "members": chunk, "chunk_index": index, "chunk_count": count});
        if !missing.is_empty() {
            object["not_found"] = json!(missing);
        }
        if !nonce.is_null() {
            object["nonce"] = nonce.clone();
        }
        payloads.push(session.dispatch("GUILD_MEMBERS_CHUNK", &object));
    }
    payloads
}

/// A snowflake, as text or as a number.
fn as_id(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn bare(token: &str) -> &str {
    token.strip_prefix("Bot ").unwrap_or(token)
}

/// Who identifies, and what they want, if they may.
fn identity(wire: &Wire, data: &Value) -> Result<Identity, End> {
    let token = bare(data["token"].as_str().unwrap_or_default());
    let (application, granted) = {
        let state = wire.world.lock();
        let application = state.application_with(token).ok_or(AUTHENTICATION_FAILED)?;
        (application.id, application.privileged_intents)
    };
    let intents = data["intents"].as_u64().and_then(Intents::from_bits).ok_or(INVALID_INTENTS)?;
    if intents.and(Intents::PRIVILEGED) & !granted != 0 {
        return Err(DISALLOWED_INTENTS);
    }
    let shard = match &data["shard"] {
        Value::Null => (0, 1),
        shard => {
            let pair = shard[0].as_u64().zip(shard[1].as_u64());
            pair.filter(|(shard, count)| shard < count).ok_or(INVALID_SHARD)?
        }
    };
    Ok(Identity { application, token: token.to_owned(), intents, shard })
}
