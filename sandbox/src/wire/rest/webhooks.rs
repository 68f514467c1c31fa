//! Messages sent and changed through an interaction's token.

use super::{Answer, Call};
use crate::form;
use crate::wire::objects;
use crate::world::State;
use crate::world::errors::ApiError;
use crate::world::ids::{InteractionId, MessageId};

/// The interaction behind the token in the path.
fn interaction(call: &Call<'_>, state: &State) -> Result<InteractionId, ApiError> {
    state.interaction_with_token(call.id("application")?, call.raw("token")).map(|interaction| interaction.id)
}

/// The message that the path names: by its id, or the first answer.
fn message(call: &Call<'_>, state: &State, interaction: InteractionId) -> Result<MessageId, ApiError> {
    let named = match call.raw("message") {
        "@original" => None,
        _ => Some(call.id("message")?),
    };
    state.answer_message(interaction, named).map(|message| message.id)
}

pub(super) fn follow_up(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let interaction = interaction(call, &state)?;
    let draft = call.payload.read(|body| form::read_draft(body, &call.payload.uploads, true))?;
    let message = state.follow_up(interaction, draft)?;
    Answer::ok(objects::message(&state, &message, message.author))
}

pub(super) fn get(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let interaction = interaction(call, &state)?;
    let named = message(call, &state, interaction)?;
    let message = state.answer_message(interaction, Some(named))?;
    Answer::ok(objects::message(&state, message, message.author))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let interaction = interaction(call, &state)?;
    let named = message(call, &state, interaction)?;
    let before = state.before_edit(state.answer_message(interaction, Some(named))?.channel, named);
    let edit = call.payload.read(|body| form::read_edit(body, &call.payload.uploads, &before))?;
    let message = state.edit_answer(interaction, named, edit)?;
    Answer::ok(objects::message(&state, &message, message.author))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let interaction = interaction(call, &state)?;
    let named = message(call, &state, interaction)?;
    state.delete_answer(interaction, named)?;
    Answer::nothing()
}
