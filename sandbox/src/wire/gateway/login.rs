//! Logging in: identify, or resume an earlier session.

use serde_json::{Value, json};

use super::end::{
    AUTHENTICATION_FAILED, DECODE_ERROR, DISALLOWED_INTENTS, End, INVALID_INTENTS, INVALID_SEQUENCE, INVALID_SHARD,
    NOT_AUTHENTICATED, UNKNOWN_OPCODE,
};
use super::intents::Intents;
use super::session::{Identity, Session};
use super::socket::{Connection, HEARTBEAT_MS};
use crate::wire::Wire;

impl Connection {
    pub(super) async fn log_in(&mut self) -> Result<Session, End> {
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

fn bare(token: &str) -> &str {
    token.strip_prefix("Bot ").unwrap_or(token)
}
