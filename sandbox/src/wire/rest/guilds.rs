//! Servers, their channels, members and roles.

use std::ops::Bound;

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::form;
use crate::wire::objects;
use crate::world::errors::ApiError;
use crate::world::ids::{EmojiId, RoleId, UserId};

pub(super) fn get(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    let mut object = objects::guild(guild);
    if call.query_flag("with_counts") {
        object["approximate_member_count"] = guild.members.len().into();
        object["approximate_presence_count"] = guild.members.len().into();
    }
    Answer::ok(object)
}

pub(super) fn channels(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    let channels =
        guild.channels.iter().filter_map(|id| state.channels.get(id)).filter(|channel| channel.thread.is_none());
    Answer::ok(channels.map(|channel| objects::channel(&state, channel)).collect::<Vec<_>>().into())
}

pub(super) fn roles(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    Answer::ok(guild.roles.values().map(objects::role).collect::<Vec<Value>>().into())
}

pub(super) fn role(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    let role = guild.roles.get(&call.id::<RoleId>("role")?).ok_or_else(ApiError::unknown_role)?;
    Answer::ok(objects::role(role))
}

pub(super) fn emojis(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    Answer::ok(guild.emojis.values().map(objects::marks::guild_emoji).collect::<Vec<Value>>().into())
}

pub(super) fn emoji(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    let emoji = guild.emojis.get(&call.id::<EmojiId>("emoji")?).ok_or_else(ApiError::unknown_emoji)?;
    Answer::ok(objects::marks::guild_emoji(emoji))
}

pub(super) fn member(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    let user = if call.raw("user") == "@me" { call.bot()? } else { call.id::<UserId>("user")? };
    state.user(user)?;
    let member = guild.members.get(&user).ok_or_else(ApiError::unknown_member)?;
    Answer::ok(objects::member_with_user(&state, member))
}

pub(super) fn edit_member(call: &Call<'_>) -> Result<Answer, ApiError> {
    let change = call.payload.read(form::read_member_change)?;
    let target = if call.raw("user") == "@me" { call.bot()? } else { call.id::<UserId>("user")? };
    let mut state = call.world.lock();
    let member = state.edit_member(call.bot()?, call.id("guild")?, target, change)?;
    Answer::ok(objects::member_with_user(&state, &member))
}

pub(super) fn give_role(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.grant_role(call.bot()?, call.id("guild")?, call.id("user")?, call.id("role")?, true)?;
    Answer::nothing()
}

pub(super) fn take_role(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.grant_role(call.bot()?, call.id("guild")?, call.id("user")?, call.id("role")?, false)?;
    Answer::nothing()
}

pub(super) fn members(call: &Call<'_>) -> Result<Answer, ApiError> {
    let limit = call.query_count("limit", 1_000, 1)?;
    let after = call.query_id::<UserId>("after")?;
    let state = call.world.lock();
    call.require_member_lists(&state)?;
    let guild = state.guild_of(call.bot()?, call.id("guild")?)?;
    let start = after.map_or(Bound::Unbounded, Bound::Excluded);
    let members = guild.members.range((start, Bound::Unbounded)).take(limit);
    Answer::ok(json!(members.map(|(_, member)| objects::member_with_user(&state, member)).collect::<Vec<_>>()))
}
