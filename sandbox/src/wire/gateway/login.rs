//! Logging in: identify, or resume an earlier session.

use serde_json::{Value, json};

use super::close::{CloseCode, End};
use super::codec::Payload;
use super::intents::Intents;
use super::presence;
use super::session::{Identity, Session, Unresumable};
use super::sessions::Order;
use super::socket::{Connection, Heard};
use super::starts::Denied;
use crate::wire::Wire;

/// How many members make a server large, unless the client says otherwise (`events/gateway-events#identify`).
const LARGE_THRESHOLD: u64 = 50;

/// A session, and what its client is told first.
pub(super) type LoggedIn = (Session, Vec<Payload>);

impl Connection {
    pub(super) async fn greet(&mut self) -> Result<(), End> {
        let interval = self.wire.sessions.options.heartbeat_interval.as_millis() as u64;
        let hello = json!({"op": 10, "d": {"heartbeat_interval": interval, "_trace": []}, "s": null, "t": null});
        self.send(hello.to_string()).await
    }

    /// Waits until the client has logged in.
    pub(super) async fn log_in(&mut self) -> Result<LoggedIn, End> {
        loop {
            let (opcode, data) = match self.receive().await? {
                Heard::Payload(opcode, data) => (opcode, data),
                Heard::Order(Order::Invalidate { resumable }) => {
                    self.send_invalid_session(resumable).await?;
                    continue;
                }
                Heard::Order(order) => {
                    self.carry_out(order).await?;
                    continue;
                }
            };
            let logged_in = match opcode {
                1 => {
                    self.heartbeat().await?;
                    None
                }
                2 => self.identify(&data)?,
                6 => self.resume(&data).await?,
                3 | 4 | 8 | 31 | 43 => return Err(CloseCode::NotAuthenticated.into()),
                _ => return Err(CloseCode::UnknownOpcode.into()),
            };
            match logged_in {
                Some(logged_in) => return Ok(logged_in),
                None if opcode == 1 => {}
                None => self.send_invalid_session(false).await?,
            }
        }
    }

    pub(super) async fn send_invalid_session(&mut self, resumable: bool) -> Result<(), End> {
        self.send(json!({"op": 9, "d": resumable, "s": null, "t": null}).to_string()).await
    }

    /// Starts a session; none if it is too soon for another.
    fn identify(&mut self, data: &Value) -> Result<Option<LoggedIn>, End> {
        let identity = identity(&self.wire, data)?;
        if let Err(denied) = self.wire.sessions.identify(identity.application, identity.shard.0) {
            self.wire.sessions.count(|counts| counts.refused_identifies += 1);
            return match denied {
                Denied::TooSoon => Ok(None),
                Denied::Exhausted => Err(self.lock_out(&identity)),
            };
        }
        if data["compress"] == true {
            self.transport.compress_payloads();
        }
        let options = &self.wire.sessions.options;
        let mut state = self.wire.world.lock();
        let mut session = Session::new(&mut state, &identity, options.replay_limit);
        let guilds = session.guilds(&state).count();
        let most = options.guilds_per_shard;
        if guilds > most || (guilds == most && session.shard.1 == 1) {
            return Err(CloseCode::ShardingRequired.into());
        }
        state.set_presence(identity.application, identity.presence.unwrap_or_default());
        let greeting = session.greet(&state, &self.wire.authority);
        drop(state);
        self.wire.sessions.count(|counts| counts.identifies += 1);
        Ok(Some((session, greeting)))
    }

    /// All session starts are used up: every session ends, and the token is reset (`events/gateway#identifying`).
    fn lock_out(&self, identity: &Identity) -> End {
        self.wire.world.lock().reset_token(identity.application);
        self.wire.sessions.end_all(identity.application);
        CloseCode::AuthenticationFailed.into()
    }

    /// Takes an earlier session up again; none if that cannot be.
    async fn resume(&mut self, data: &Value) -> Result<Option<LoggedIn>, End> {
        let token = bare(data["token"].as_str().unwrap_or_default());
        let sequence = data["seq"].as_u64().ok_or(CloseCode::DecodeError)?;
        let id = data["session_id"].as_str().ok_or(CloseCode::DecodeError)?;
        let application = self.wire.world.lock().application_with(token).map(|application| application.id);
        let application = application.ok_or(CloseCode::AuthenticationFailed)?;
        let claimed = self.wire.sessions.claim(id, application).await;
        let resumed = claimed.map(|mut session| {
            let missed = session.resume(&self.wire.world.lock(), sequence);
            missed.map(|missed| (session, missed))
        });
        match resumed {
            Some(Ok(resumed)) => {
                self.wire.sessions.count(|counts| counts.resumes += 1);
                Ok(Some(resumed))
            }
            Some(Err(Unresumable::Impossible)) => Err(CloseCode::InvalidSequence.into()),
            Some(Err(Unresumable::Forgotten)) | None => {
                self.wire.sessions.count(|counts| counts.refused_resumes += 1);
                Ok(None)
            }
        }
    }
}

/// Who identifies, and what they want, if they may.
fn identity(wire: &Wire, data: &Value) -> Result<Identity, End> {
    if !data["properties"].is_object() {
        return Err(CloseCode::DecodeError.into());
    }
    let token = bare(data["token"].as_str().ok_or(CloseCode::DecodeError)?);
    let (application, granted) = {
        let state = wire.world.lock();
        let application = state.application_with(token).ok_or(CloseCode::AuthenticationFailed)?;
        (application.id, application.privileged_intents)
    };
    let intents = data["intents"].as_u64().and_then(Intents::from_bits).ok_or(CloseCode::InvalidIntents)?;
    if intents.and(Intents::PRIVILEGED) & !granted != 0 {
        return Err(CloseCode::DisallowedIntents.into());
    }
    let large_threshold = data["large_threshold"].as_u64().unwrap_or(LARGE_THRESHOLD).clamp(50, 250) as usize;
    let presence = match &data["presence"] {
        Value::Null => None,
        given => Some(presence::read(given).ok_or(CloseCode::DecodeError)?),
    };
    Ok(Identity { application, intents, shard: shard(&data["shard"])?, large_threshold, presence })
}

fn shard(given: &Value) -> Result<(u64, u64), End> {
    if given.is_null() {
        return Ok((0, 1));
    }
    let pair = given[0].as_u64().zip(given[1].as_u64());
    pair.filter(|(shard, count)| shard < count).ok_or(CloseCode::InvalidShard.into())
}

fn bare(token: &str) -> &str {
    token.strip_prefix("Bot ").unwrap_or(token)
}
