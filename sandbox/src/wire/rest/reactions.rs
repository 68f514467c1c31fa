//! Reactions on messages.

use serde_json::Value;

use super::{Answer, Call};
use crate::wire::objects;
use crate::world::emoji::EmojiName;
use crate::world::errors::ApiError;
use crate::world::ids::UserId;

/// Super reactions, of which there are none here.
const BURST: &str = "1";

fn emoji(call: &Call<'_>) -> EmojiName {
    EmojiName::parse(call.raw("emoji"))
}

pub(super) fn add(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.react(call.bot()?, call.id("channel")?, call.id("message")?, &emoji(call))?;
    Answer::nothing()
}

pub(super) fn remove_own(call: &Call<'_>) -> Result<Answer, ApiError> {
    let (mut state, bot) = (call.world.lock(), call.bot()?);
    state.unreact(bot, bot, call.id("channel")?, call.id("message")?, &emoji(call))?;
    Answer::nothing()
}

pub(super) fn remove(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.unreact(call.bot()?, call.id("user")?, call.id("channel")?, call.id("message")?, &emoji(call))?;
    Answer::nothing()
}

pub(super) fn clear(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.clear_reactions(call.bot()?, call.id("channel")?, call.id("message")?, None)?;
    Answer::nothing()
}

pub(super) fn clear_emoji(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.clear_reactions(call.bot()?, call.id("channel")?, call.id("message")?, Some(&emoji(call)))?;
    Answer::nothing()
}

pub(super) fn users(call: &Call<'_>) -> Result<Answer, ApiError> {
    let (limit, after) = (call.query_count("limit", 100, 25)?, call.query_id::<UserId>("after")?);
    let state = call.world.lock();
    let reacted = state.who_reacted(call.bot()?, call.id("channel")?, call.id("message")?, &emoji(call))?;
    let reacted = reacted.into_iter().filter(|_| call.query("type") != Some(BURST));
    let after = reacted.filter(|user| after.is_none_or(|after| *user > after)).take(limit);
    let users = after.filter_map(|user| state.users.get(&user)).map(objects::user);
    Answer::ok(users.collect::<Vec<Value>>().into())
}
