//! Registering commands, for all servers or for one.

use serde_json::Value;

use super::{Answer, Call};
use crate::form;
use crate::wire::objects;
use crate::world::State;
use crate::world::errors::ApiError;
use crate::world::ids::{ApplicationId, CommandId, GuildId};
use crate::world::registry::Scope;

/// The scope that the path names, if it is the caller's.
fn scope(call: &Call<'_>, state: &State) -> Result<Scope, ApiError> {
    let application: ApplicationId = call.id("application")?;
    if application != call.application()? {
        return Err(ApiError::new(403, 20012, "You are not authorized to perform this action on this application"));
    }
    if call.raw("guild").is_empty() {
        return Ok((application, None));
    }
    let guild: GuildId = call.id("guild")?;
    let installed = state.guilds.get(&guild).is_some_and(|guild| guild.applications.contains(&application));
    if installed { Ok((application, Some(guild))) } else { Err(ApiError::missing_access()) }
}

fn shown(state: &State, scope: Scope, id: CommandId) -> Result<Value, ApiError> {
    state.command(scope, id).map(objects::command)
}

pub(super) fn list(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let scope = scope(call, &state)?;
    let with_localizations = call.query_flag("with_localizations");
    let commands = state.commands_in(scope).map(objects::command).map(|mut command| {
        if !with_localizations {
            drop_localizations(&mut command);
        }
        command
    });
    Answer::ok(commands.collect::<Vec<Value>>().into())
}

/// Lists leave other languages out unless they are asked for.
fn drop_localizations(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !name.ends_with("_localizations"));
            fields.values_mut().for_each(drop_localizations);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_localizations),
        _ => {}
    }
}

pub(super) fn create(call: &Call<'_>) -> Result<Answer, ApiError> {
    let spec = form::read_command(&call.payload.value()?)?;
    let mut state = call.world.lock();
    let scope = scope(call, &state)?;
    let (id, new) = state.upsert_command(scope, spec)?;
    let command = shown(&state, scope, id)?;
    if new { Answer::created(command) } else { Answer::ok(command) }
}

pub(super) fn overwrite(call: &Call<'_>) -> Result<Answer, ApiError> {
    let specs = form::read_commands(&call.payload.value()?)?;
    let mut state = call.world.lock();
    let scope = scope(call, &state)?;
    let ids = state.overwrite_commands(scope, specs)?;
    let commands: Result<Vec<Value>, ApiError> = ids.into_iter().map(|id| shown(&state, scope, id)).collect();
    Answer::ok(commands?.into())
}

pub(super) fn get(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let scope = scope(call, &state)?;
    Answer::ok(shown(&state, scope, call.id("command")?)?)
}

pub(super) fn edit(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let scope = scope(call, &state)?;
    let id = call.id("command")?;
    let spec = form::read_command_edit(&call.payload.value()?, &state.command(scope, id)?.spec)?;
    state.edit_command(scope, id, spec)?;
    Answer::ok(shown(&state, scope, id)?)
}

pub(super) fn delete(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    let scope = scope(call, &state)?;
    state.delete_command(scope, call.id("command")?)?;
    Answer::nothing()
}
