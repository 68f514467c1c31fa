//! Polls that have been posted.

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::wire::objects;
use crate::world::errors::ApiError;
use crate::world::ids::UserId;

pub(super) fn voters(call: &Call<'_>) -> Result<Answer, ApiError> {
    let (limit, after) = (call.query_count("limit", 100, 25)?, call.query_id::<UserId>("after")?);
    let state = call.world.lock();
    let voters = state.voters(call.bot()?, call.id("channel")?, call.id("message")?, call.id("answer")?)?;
    let voters = voters.into_iter().filter(|user| after.is_none_or(|after| *user > after)).take(limit);
    let users = voters.filter_map(|user| state.users.get(&user)).map(objects::user);
    Answer::ok(json!({"users": users.collect::<Vec<Value>>()}))
}

pub(super) fn expire(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let message = state.expire_poll(call.bot()?, call.id("channel")?, call.id("message")?)?;
    Answer::ok(objects::message(&state, &message, call.bot()?))
}
