//! Users, and conversations with them.

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::wire::objects;
use crate::world::errors::ApiError;
use crate::world::ids::UserId;

pub(super) fn get(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    Answer::ok(objects::user(state.user(call.id("user")?)?))
}

pub(super) fn my_guilds(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let bot = call.bot()?;
    let own = state.guilds.values().filter(|guild| guild.members.contains_key(&bot));
    let entries = own.map(|guild| {
        json!({
            "id": guild.id,
            "name": guild.name,
            "icon": null,
            "banner": null,
            "owner": guild.owner == bot,
            "permissions": state.guild_permissions(bot, guild),
            "features": [],
        })
    });
    Answer::ok(entries.collect::<Vec<Value>>().into())
}

pub(super) fn open_direct(call: &Call<'_>) -> Result<Answer, ApiError> {
    let recipient = call.payload.read(|form| {
        if form.value("recipient_id").is_none() {
            form.complain_missing("recipient_id");
        }
        form.snowflake::<UserId>("recipient_id")
    })?;
    let mut state = call.world.lock();
    let channel = state.open_direct(call.bot()?, recipient.ok_or_else(ApiError::invalid_recipients)?)?;
    Answer::ok(objects::channel(&state, &channel))
}
