//! The first answer to an interaction.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Answer, Call, Payload};
use crate::form::{self, Form, Uploads};
use crate::wire::objects;
use crate::world::State;
use crate::world::answers;
use crate::world::commands::OptionKind;
use crate::world::editing::Before;
use crate::world::errors::ApiError;
use crate::world::ids::InteractionId;
use crate::world::interactions::{Action, Interaction};
use crate::world::messages::{Message, flags};

/// The number of a callback, and the message that came of it.
pub(crate) type Taken = (i64, Option<Arc<Message>>);

pub(super) fn callback(call: &Call<'_>) -> Result<Answer, ApiError> {
    let id: InteractionId = call.id("interaction")?;
    let mut state = call.world.lock();
    state.interaction_to_answer(id, call.raw("token"))?;
    let (number, message) = take_answer(&mut state, id, &call.payload)?;
    if !call.query_flag("with_response") {
        return Answer::nothing();
    }
    Answer::ok(callback_response(&state, id, number, message.as_deref()))
}

/// Takes the first answer to an interaction, however it came.
pub(crate) fn take_answer(state: &mut State, id: InteractionId, payload: &Payload) -> Result<Taken, ApiError> {
    let interaction = state.interactions.get(&id).ok_or_else(ApiError::unknown_interaction)?;
    let focused = focused_kind(interaction);
    let before = interaction.message.map(|message| state.before_edit(interaction.channel, message)).unwrap_or_default();
    let (number, answer) = payload.read(|body| read_answer(body, &payload.uploads, &before, focused))?;
    let Some(answer) = answer else {
        let allowed = "Value must be one of {4, 5, 6, 7, 8, 9}.";
        return Err(ApiError::invalid_field("type", "BASE_TYPE_CHOICES", allowed));
    };
    Ok((number, state.answer(id, answer)?))
}

fn read_answer(
    body: &Form<'_>,
    uploads: &Uploads,
    before: &Before,
    focused: OptionKind,
) -> (i64, Option<answers::Answer>) {
    if body.value("type").is_none() {
        body.complain_missing("type");
    }
    let number = body.integer("type", 0..=i64::MAX).unwrap_or(0);
    let data = || {
        if body.value("data").is_none() {
            body.complain_missing("data");
        }
        body.object("data")
    };
    let answer = match number {
        4 => data().map(|data| answers::Answer::Message(form::read_draft(&data, uploads, true))),
        5 => Some(answers::Answer::DeferMessage { ephemeral: defers_privately(body) }),
        6 => Some(answers::Answer::DeferUpdate),
        7 => Some(answers::Answer::Update(
            body.object("data").map(|data| form::read_edit(&data, uploads, before)).unwrap_or_default(),
        )),
        8 => data().map(|data| answers::Answer::Suggest(form::read_choices(&data, focused))),
        9 => data().map(|data| answers::Answer::OpenModal(form::read_modal(&data))),
        _ => None,
    };
    (number, answer)
}

fn defers_privately(body: &Form<'_>) -> bool {
    let data = body.object("data");
    let chosen = data.and_then(|data| data.integer("flags", 0..=i64::MAX)).unwrap_or(0);
    chosen as u64 & flags::EPHEMERAL != 0
}

/// The kind of the option that the person is typing; text unless it is an autocomplete interaction.
fn focused_kind(interaction: &Interaction) -> OptionKind {
    let Action::Command(invocation) = &*interaction.action else {
        return OptionKind::Text;
    };
    find_focused(&invocation.options).unwrap_or(OptionKind::Text)
}

fn find_focused(options: &[Value]) -> Option<OptionKind> {
    options.iter().find_map(|option| match option["options"].as_array() {
        Some(inner) => find_focused(inner),
        None if option["focused"] == true => option["type"].as_i64().and_then(OptionKind::from_number),
        None => None,
    })
}

fn callback_response(state: &State, id: InteractionId, number: i64, message: Option<&Message>) -> Value {
    let Some(interaction) = state.interactions.get(&id) else {
        return Value::Null;
    };
    let mut about = json!({"id": id, "type": interaction.kind as u8});
    if let Some(message) = message {
        about["response_message_id"] = json!(message.id);
        about["response_message_loading"] = message.flagged(flags::LOADING).into();
        about["response_message_ephemeral"] = message.flagged(flags::EPHEMERAL).into();
        about["channel_id"] = json!(message.channel);
        about["guild_id"] = json!(message.guild);
    } else if let Some(original) = interaction.message.filter(|_| number == 6) {
        about["response_message_id"] = json!(original);
    }
    let mut object = json!({"interaction": about});
    // Only these two create something (`interactions/receiving-and-responding#interaction-callback-interaction-callback-resource-object`).
    if let Some(message) = message.filter(|_| matches!(number, 4 | 7)) {
        let message = objects::message(state, message, interaction.application.bot());
        object["resource"] = json!({"type": number, "message": message});
    }
    object
}
