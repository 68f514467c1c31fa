//! Members on request (opcode 8).

use std::sync::Arc;

use serde_json::{Value, json};

use super::end::{DECODE_ERROR, End};
use super::intents::Intents;
use super::session::Session;
use super::socket::Connection;
use crate::wire::objects;
use crate::world::ids::{GuildId, UserId};

impl Connection {
    pub(super) fn member_chunks(&self, session: &mut Session, data: &Value) -> Result<Vec<Arc<str>>, End> {
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
