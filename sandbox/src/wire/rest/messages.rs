//! Messages in channels.

use serde_json::Value;

use super::{Answer, Call};
use crate::form;
use crate::wire::objects;
use crate::world::State;
use crate::world::errors::ApiError;
use crate::world::ids::{MessageId, UserId};
use crate::world::messages::{Message, Page};
use crate::world::permissions::Permissions;

pub(super) fn list(call: &Call<'_>) -> Result<Answer, ApiError> {
    let limit = call.query_count("limit", 100, 50)?;
    let page = page(call)?;
    let state = call.world.lock();
    let bot = call.bot()?;
    let channel = state.visible_channel(bot, call.id("channel")?)?;
    if !channel.kind.holds_messages() {
        return Err(ApiError::not_a_text_channel());
    }
    if !state.permissions(bot, &channel).unwrap_or_default().has(Permissions::READ_MESSAGE_HISTORY) {
        return Answer::ok(Value::Array(Vec::new()));
    }
    let found = state.messages.page(channel.id, page, limit, |message| message.only_for.is_none());
    Answer::ok(found.iter().map(|message| read(&state, message, bot)).collect::<Vec<_>>().into())
}

/// A message as the bot may read it.
pub(super) fn read(state: &State, message: &Message, bot: UserId) -> Value {
    let mut object = objects::message(state, message, bot);
    objects::hide_unless(state, message, &mut object, |message| state.application_reads(bot, message));
    object
}

fn page(call: &Call<'_>) -> Result<Page, ApiError> {
    Ok(if let Some(id) = call.query_id("around")? {
        Page::Around(id)
    } else if let Some(id) = call.query_id("before")? {
        Page::Before(id)
    } else if let Some(id) = call.query_id("after")? {
        Page::After(id)
    } else {
        Page::Latest
    })
}

pub(super) fn create(call: &Call<'_>) -> Result<Answer, ApiError> {
    let draft = call.payload.read(|body| form::read_draft(body, &call.payload.uploads, false))?;
    let mut state = call.world.lock();
    let message = state.post(call.bot()?, call.id("channel")?, draft)?;
    Answer::ok(objects::message(&state, &message, call.bot()?))
}

pub(super) fn get(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let channel = state.channel_with(call.bot()?, call.id("channel")?, Permissions::READ_MESSAGE_HISTORY)?;
    let message = state.visible_message(call.bot()?, channel.id, call.id("message")?)?;
    Answer::ok(read(&state, &message, call.bot()?))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    let before = state.before_edit(channel, message);
    let edit = call.payload.read(|body| form::read_edit(body, &call.payload.uploads, &before))?;
    let message = state.edit_message(call.bot()?, channel, message, edit)?;
    Answer::ok(objects::message(&state, &message, call.bot()?))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.delete_message(call.bot()?, call.id("channel")?, call.id("message")?)?;
    Answer::nothing()
}

pub(super) fn delete_many(call: &Call<'_>) -> Result<Answer, ApiError> {
    let ids = call.payload.read(|body| {
        if body.value("messages").is_none() {
            body.complain_missing("messages");
        }
        let ids: Vec<MessageId> = body.snowflakes("messages", usize::MAX).unwrap_or_default();
        let twice = ids.iter().enumerate().find(|(index, id)| ids[..*index].contains(id));
        if let Some((index, _)) = twice {
            let why = "The set already contains this value";
            body.complain(&format!("messages.{index}"), "SET_TYPE_ALREADY_CONTAINS_VALUE", why);
        }
        ids
    })?;
    let mut state = call.world.lock();
    state.delete_messages(call.bot()?, call.id("channel")?, &ids)?;
    Answer::nothing()
}
