//! Channels and threads themselves.

use super::{Answer, Call};
use crate::form;
use crate::wire::objects;
use crate::world::errors::ApiError;

pub(super) fn get(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let channel = state.visible_channel(call.bot()?, call.id("channel")?)?;
    Answer::ok(objects::joined_thread(&state, &channel, call.bot()?))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let channel = state.visible_channel(call.bot()?, call.id("channel")?)?;
    let changed = if channel.thread.is_some() {
        let change = call.payload.read(form::read_thread_change)?;
        state.edit_thread(call.bot()?, channel.id, change)?
    } else {
        let change = call.payload.read(form::read_channel_change)?;
        state.edit_channel(call.bot()?, channel.id, change)?
    };
    Answer::ok(objects::channel(&state, &changed))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let channel = state.delete_channel(call.bot()?, call.id("channel")?)?;
    Answer::ok(objects::channel(&state, &channel))
}

pub(super) fn typing(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.start_typing(call.bot()?, call.id("channel")?)?;
    Answer::nothing()
}
