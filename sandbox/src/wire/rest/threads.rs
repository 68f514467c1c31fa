//! Threads: starting, members, lists.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::clock::Timestamp;
use crate::form;
use crate::wire::objects;
use crate::world::State;
use crate::world::channels::{Channel, ChannelKind, Thread};
use crate::world::errors::ApiError;
use crate::world::ids::{ChannelId, UserId};
use crate::world::permissions::Permissions;

pub(super) fn start_from_message(call: &Call<'_>) -> Result<Answer, ApiError> {
    let plan = call.payload.read(|body| form::read_thread_plan(body, ChannelKind::PublicThread))?;
    let mut state = call.world.lock();
    let thread = state.start_thread_from(call.bot()?, call.id("channel")?, call.id("message")?, plan)?;
    Answer::created(objects::joined_thread(&state, &thread, call.bot()?))
}

pub(super) fn start(call: &Call<'_>) -> Result<Answer, ApiError> {
    // Discord's own default: a thread without a message is private.
    let plan = call.payload.read(|body| form::read_thread_plan(body, ChannelKind::PrivateThread))?;
    let mut state = call.world.lock();
    let thread = state.start_thread(call.bot()?, call.id("channel")?, plan)?;
    Answer::created(objects::joined_thread(&state, &thread, call.bot()?))
}

/// The thread that the path names, with what only threads have.
fn thread(call: &Call<'_>, state: &State) -> Result<(Arc<Channel>, Thread), ApiError> {
    let channel = state.visible_channel(call.bot()?, call.id("channel")?)?;
    let facts = channel.thread.clone().ok_or_else(ApiError::wrong_channel_kind)?;
    Ok((channel, facts))
}

pub(super) fn members(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    call.require_member_lists(&state)?;
    let (channel, facts) = thread(call, &state)?;
    let members = facts.members.iter().map(|(user, joined)| membership(call, &state, &channel, *user, *joined));
    Answer::ok(members.collect::<Vec<Value>>().into())
}

pub(super) fn member(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let (channel, facts) = thread(call, &state)?;
    let user: UserId = call.id("user")?;
    let joined = facts.members.get(&user).ok_or_else(ApiError::unknown_member)?;
    Answer::ok(membership(call, &state, &channel, user, *joined))
}

fn membership(call: &Call<'_>, state: &State, thread: &Channel, user: UserId, joined: Timestamp) -> Value {
    let mut object = objects::thread_member(thread.id, user, joined);
    if call.query_flag("with_member")
        && let Some(member) = thread.guild.and_then(|guild| state.member(guild, user))
    {
        object["member"] = objects::member_with_user(state, member);
    }
    object
}

pub(super) fn join(call: &Call<'_>) -> Result<Answer, ApiError> {
    let bot = call.bot()?;
    call.world.lock().add_to_thread(bot, call.id("channel")?, bot)?;
    Answer::nothing()
}

pub(super) fn leave(call: &Call<'_>) -> Result<Answer, ApiError> {
    let bot = call.bot()?;
    call.world.lock().remove_from_thread(bot, call.id("channel")?, bot)?;
    Answer::nothing()
}

pub(super) fn add(call: &Call<'_>) -> Result<Answer, ApiError> {
    call.world.lock().add_to_thread(call.bot()?, call.id("channel")?, call.id("user")?)?;
    Answer::nothing()
}

pub(super) fn remove(call: &Call<'_>) -> Result<Answer, ApiError> {
    call.world.lock().remove_from_thread(call.bot()?, call.id("channel")?, call.id("user")?)?;
    Answer::nothing()
}

pub(super) fn active(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let bot = call.bot()?;
    let guild = state.guild_of(bot, call.id("guild")?)?;
    // "Threads are ordered by their id, in descending order" (`resources/guild#list-active-guild-threads`).
    let threads = guild.channels.iter().rev().filter_map(|id| state.channels.get(id));
    let active: Vec<&Arc<Channel>> = threads
        .filter(|thread| thread.thread.as_ref().is_some_and(|facts| !facts.archived) && state.sees(bot, thread))
        .collect();
    Answer::ok(listing(&state, bot, &active, false))
}

pub(super) fn archived_public(call: &Call<'_>) -> Result<Answer, ApiError> {
    archived(call, |kind| kind != ChannelKind::PrivateThread, Permissions::NONE, false)
}

pub(super) fn archived_private(call: &Call<'_>) -> Result<Answer, ApiError> {
    archived(call, |kind| kind == ChannelKind::PrivateThread, Permissions::MANAGE_THREADS, false)
}

pub(super) fn archived_joined(call: &Call<'_>) -> Result<Answer, ApiError> {
    archived(call, |kind| kind == ChannelKind::PrivateThread, Permissions::NONE, true)
}

/// Archived threads of a channel, the latest archived first; those that the bot has joined by id.
fn archived(
    call: &Call<'_>,
    wanted: fn(ChannelKind) -> bool,
    needed: Permissions,
    joined: bool,
) -> Result<Answer, ApiError> {
    let limit = call.query_count("limit", 100, 50)?;
    let before = if joined { None } else { before_moment(call)? };
    let before_id: Option<ChannelId> = if joined { call.query_id("before")? } else { None };
    let state = call.world.lock();
    let bot = call.bot()?;
    let parent = state.channel_with(bot, call.id("channel")?, Permissions::READ_MESSAGE_HISTORY | needed)?;
    let guild = state.guild(parent.guild.ok_or_else(ApiError::wrong_channel_kind)?)?;
    let mut found: Vec<(&Arc<Channel>, &Thread)> = guild
        .channels
        .iter()
        .filter_map(|id| state.channels.get(id))
        .filter_map(|thread| Some((thread, thread.thread.as_ref()?)))
        .filter(|(thread, facts)| facts.archived && thread.parent == Some(parent.id) && wanted(thread.kind))
        .filter(|(_, facts)| !joined || facts.members.contains_key(&bot))
        .filter(|(thread, facts)| {
            before.is_none_or(|before| facts.archive_changed < before)
                && before_id.is_none_or(|before| thread.id < before)
        })
        .collect();
    if joined {
        found.sort_by_key(|(thread, _)| std::cmp::Reverse(thread.id));
    } else {
        found.sort_by_key(|(thread, facts)| std::cmp::Reverse((facts.archive_changed, thread.id)));
    }
    let more = found.len() > limit;
    let threads: Vec<&Arc<Channel>> = found.into_iter().take(limit).map(|(thread, _)| thread).collect();
    Answer::ok(listing(&state, bot, &threads, more))
}

fn before_moment(call: &Call<'_>) -> Result<Option<Timestamp>, ApiError> {
    let Some(text) = call.query("before") else {
        return Ok(None);
    };
    let moment = Timestamp::parse(text);
    let wrong = || {
        ApiError::invalid_field("before", "DATETIME_TYPE_PARSE", format!("Could not parse {text}. Should be ISO8601."))
    };
    moment.map(Some).ok_or_else(wrong)
}

fn listing(state: &State, bot: UserId, threads: &[&Arc<Channel>], more: bool) -> Value {
    let own = threads.iter().filter_map(|thread| {
        let joined = thread.thread.as_ref()?.members.get(&bot)?;
        Some(objects::thread_member(thread.id, bot, *joined))
    });
    json!({
        "threads": threads.iter().map(|thread| objects::channel(state, thread)).collect::<Vec<_>>(),
        "members": own.collect::<Vec<_>>(),
        "has_more": more,
    })
}
