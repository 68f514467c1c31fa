//! Presences: what bots show of themselves, and who is told. People have none here.

use serde_json::{Value, json};

use super::intents::Intents;
use super::session::Session;
use crate::world::State;
use crate::world::guilds::Guild;
use crate::world::ids::UserId;
use crate::world::users::{Presence, Status};

/// Reads a presence as clients send it (`events/gateway-events#update-presence`).
pub(super) fn read(data: &Value) -> Option<Presence> {
    let status = match data["status"].as_str()? {
        "online" => Status::Online,
        "dnd" => Status::DoNotDisturb,
        "idle" => Status::Idle,
        "invisible" | "offline" => Status::Invisible,
        _ => return None,
    };
    // `since` says nothing that others see, and not every client writes it as a number.
    let activities = data["activities"].as_array()?;
    activities
        .iter()
        .all(|activity| activity["name"].is_string())
        .then(|| Presence { status, activities: activities.clone() })
}

/// The presence of a member, without the server; none for those who are offline.
pub(super) fn shown(state: &State, user: UserId) -> Option<Value> {
    let presence = state.presence(user)?;
    let status = presence.status.name();
    Some(json!({
        "user": {"id": user}, "status": status, "activities": presence.activities, "client_status": {"web": status},
    }))
}

/// The presences of a server's members.
pub(super) fn of_members(state: &State, guild: &Guild) -> Vec<Value> {
    guild.members.keys().filter_map(|user| shown(state, *user)).collect()
}

/// How a session is told that somebody's presence changed: once for each server that both are in.
pub(super) fn changed(state: &State, session: &Session, user: UserId) -> Vec<(&'static str, Value)> {
    if !session.intents.has(Intents::GUILD_PRESENCES) {
        return Vec::new();
    }
    let offline = || json!({"user": {"id": user}, "status": "offline", "activities": [], "client_status": {}});
    let presence = shown(state, user).unwrap_or_else(offline);
    let view = |guild: &Guild| {
        let mut object = presence.clone();
        object["guild_id"] = json!(guild.id);
        ("PRESENCE_UPDATE", object)
    };
    session.guilds(state).filter(|guild| guild.members.contains_key(&user)).map(view).collect()
}
