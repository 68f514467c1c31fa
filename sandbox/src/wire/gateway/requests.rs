//! What clients ask for over the gateway: members (opcode 8), soundboard sounds (31), channel info (43).

use std::time::Duration;

use serde_json::{Value, json};

use super::close::{CloseCode, End};
use super::codec::Payload;
use super::intents::Intents;
use super::presence;
use super::session::Session;
use super::socket::Connection;
use crate::wire::objects;
use crate::world::State;
use crate::world::guilds::{Guild, Member};
use crate::world::ids::{GuildId, UserId};

/// Members in one dispatch.
const CHUNK: usize = 1_000;
/// Members that are sent for a query, and ids that may be asked for.
const MOST_MATCHES: usize = 100;
/// Bytes of a nonce; a longer one is ignored.
const NONCE_BYTES: usize = 32;

/// A request for members (`events/gateway-events#request-guild-members`).
#[derive(Debug)]
struct Wanted {
    guild: GuildId,
    whom: Whom,
    presences: bool,
    nonce: Option<String>,
}

#[derive(Debug)]
enum Whom {
    Everybody { most: usize },
    Named { prefix: String, most: usize },
    These(Vec<UserId>),
}

impl Connection {
    /// The dispatches that answer a request for members.
    pub(super) fn members(&self, session: &mut Session, data: &Value) -> Result<Vec<Payload>, End> {
        let wanted = read_wanted(data).ok_or(CloseCode::DecodeError)?;
        if let Whom::Everybody { most } = wanted.whom {
            if !session.intents.has(Intents::GUILD_MEMBERS) {
                return Ok(Vec::new());
            }
            if most == 0
                && let Err(left) = self.wire.sessions.ask_all_members(session.application, wanted.guild)
            {
                return Ok(vec![session.dispatch("RATE_LIMITED", &rate_limited(&wanted, left))]);
            }
        }
        let world = self.wire.world.clone();
        let state = world.lock();
        let Some(guild) = session.guilds(&state).find(|guild| guild.id == wanted.guild) else {
            return Ok(Vec::new());
        };
        let chunks = chunks(&state, session, guild, &wanted);
        Ok(chunks.iter().map(|chunk| session.dispatch("GUILD_MEMBERS_CHUNK", chunk)).collect())
    }

    /// No server has sounds of its own here.
    pub(super) fn soundboard_sounds(&self, session: &mut Session, data: &Value) -> Result<Vec<Payload>, End> {
        let asked = data["guild_ids"].as_array().ok_or(CloseCode::DecodeError)?;
        let asked: Vec<GuildId> = asked.iter().filter_map(as_id).map(GuildId::from).collect();
        let known: Vec<GuildId> = session.guilds(&self.wire.world.lock()).map(|guild| guild.id).collect();
        let answer = |guild: &GuildId| json!({"guild_id": guild, "soundboard_sounds": []});
        let answers: Vec<Value> = asked.iter().filter(|guild| known.contains(guild)).map(answer).collect();
        Ok(answers.iter().map(|sounds| session.dispatch("SOUNDBOARD_SOUNDS", sounds)).collect())
    }

    /// No channel has a voice status here.
    pub(super) fn channel_info(&self, session: &mut Session, data: &Value) -> Result<Vec<Payload>, End> {
        let guild: GuildId = as_id(&data["guild_id"]).ok_or(CloseCode::DecodeError)?.into();
        let known = session.guilds(&self.wire.world.lock()).any(|known| known.id == guild);
        let info = json!({"guild_id": guild, "channels": []});
        Ok(if known { vec![session.dispatch("CHANNEL_INFO", &info)] } else { Vec::new() })
    }
}

/// A change of voice state is taken if it is well formed; there are no voice channels to join.
pub(super) fn check_voice_state(data: &Value) -> Result<(), End> {
    let channel = &data["channel_id"];
    let well_formed = as_id(&data["guild_id"]).is_some() && (channel.is_null() || as_id(channel).is_some());
    if well_formed { Ok(()) } else { Err(CloseCode::DecodeError.into()) }
}

fn read_wanted(data: &Value) -> Option<Wanted> {
    let whom = match (&data["user_ids"], data["query"].as_str()) {
        (Value::Null, None) => return None,
        (Value::Null, Some(prefix)) => {
            let most = data["limit"].as_u64()? as usize;
            match prefix {
                "" => Whom::Everybody { most },
                prefix => Whom::Named { prefix: prefix.to_lowercase(), most },
            }
        }
        (Value::Array(ids), _) => Whom::These(ids.iter().filter_map(as_id).map(UserId::from).collect()),
        (id, _) => Whom::These(vec![as_id(id)?.into()]),
    };
    if matches!(&whom, Whom::These(ids) if ids.len() > MOST_MATCHES) {
        return None;
    }
    Some(Wanted {
        guild: as_id(&data["guild_id"])?.into(),
        whom,
        presences: data["presences"] == true,
        nonce: data["nonce"].as_str().filter(|nonce| nonce.len() <= NONCE_BYTES).map(str::to_owned),
    })
}

fn rate_limited(wanted: &Wanted, left: Duration) -> Value {
    let mut meta = json!({"guild_id": wanted.guild});
    if let Some(nonce) = &wanted.nonce {
        meta["nonce"] = nonce.as_str().into();
    }
    json!({"opcode": 8, "retry_after": left.as_secs_f64(), "meta": meta})
}

/// The members wanted, a thousand at a time.
fn chunks(state: &State, session: &Session, guild: &Guild, wanted: &Wanted) -> Vec<Value> {
    let members = matches(state, guild, &wanted.whom);
    let missing: Vec<UserId> = match &wanted.whom {
        Whom::These(ids) => ids.iter().filter(|id| !guild.members.contains_key(id)).copied().collect(),
        Whom::Everybody { .. } | Whom::Named { .. } => Vec::new(),
    };
    let parts: Vec<&[&Member]> = if members.is_empty() { vec![&[]] } else { members.chunks(CHUNK).collect() };
    let count = parts.len();
    let with_presences = wanted.presences && session.intents.has(Intents::GUILD_PRESENCES);
    let chunk = |(index, part): (usize, &[&Member])| {
        let members: Vec<Value> = part.iter().map(|member| objects::member_with_user(state, member)).collect();
        let mut object = json!({"guild_id": guild.id, "members": members, "chunk_index": index, "chunk_count": count});
        if !missing.is_empty() {
            object["not_found"] = json!(missing);
        }
        if with_presences {
            object["presences"] = part.iter().filter_map(|member| presence::shown(state, member.user)).collect();
        }
        if let Some(nonce) = &wanted.nonce {
            object["nonce"] = nonce.as_str().into();
        }
        object
    };
    parts.into_iter().enumerate().map(chunk).collect()
}

fn matches<'a>(state: &State, guild: &'a Guild, whom: &Whom) -> Vec<&'a Member> {
    let all = guild.members.values();
    match whom {
        Whom::Everybody { most: 0 } => all.collect(),
        Whom::Everybody { most } => all.take(*most).collect(),
        Whom::These(ids) => ids.iter().filter_map(|id| guild.members.get(id)).collect(),
        Whom::Named { prefix, most } => {
            let named = |member: &&Member| {
                let user = state.users.get(&member.user);
                let names =
                    [member.nick.as_deref(), user.map(|user| user.name()), user.map(|user| user.username.as_str())];
                names.into_iter().flatten().any(|name| name.to_lowercase().starts_with(prefix))
            };
            let most = if *most == 0 { MOST_MATCHES } else { (*most).min(MOST_MATCHES) };
            all.filter(named).take(most).collect()
        }
    }
}

/// A snowflake, as text or as a number.
fn as_id(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}
