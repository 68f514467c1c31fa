//! What people do: use commands and menus, delete.

use std::sync::Arc;

use serde_json::Value;

use super::options::{self, Place};
use super::typed::{self, Given};
use super::{CommandRef, Interaction, People, Refusal, view};
use crate::world::State;
use crate::world::answers::Beginning;
use crate::world::channels::Channel;
use crate::world::commands::{Command, CommandKind};
use crate::world::errors::ApiError;
use crate::world::ids::{ApplicationId, ChannelId, CommandId, InteractionId, MessageId, UserId};
use crate::world::interactions::{Action, InteractionKind, Invocation, Resolved, Target};
use crate::world::messages::Message;

/// What a command is used with: as typed, or by id with options in Discord's form.
#[derive(Clone, Debug)]
pub(crate) enum Use<'a> {
    Text(&'a str),
    Options(CommandId, &'a [Value]),
}

impl People {
    /// Dismisses an ephemeral message, or deletes one's own (with the permission, any).
    ///
    /// # Errors
    /// If the message is not there or not theirs to delete.
    pub fn delete(&self, user: UserId, message: MessageId) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        if message.only_for == Some(user) {
            return Ok(state.remove_message(message.channel, message.id)?);
        }
        Ok(state.delete_message(user, message.channel, message.id)?)
    }

    /// Uses a command as it is typed: `/who-owns task: who picks the database?`.
    ///
    /// # Errors
    /// If there is no such command for this person here, or a value does not fit.
    pub fn run(&self, user: UserId, channel: ChannelId, text: &str) -> Result<Interaction, Refusal> {
        self.use_command(user, channel, &Use::Text(text))
    }

    /// Uses a command by its id, with options in the form of Discord's interaction data.
    ///
    /// # Errors
    /// If there is no such command for this person here, or a value does not fit.
    pub fn run_with(
        &self,
        user: UserId,
        channel: ChannelId,
        command: CommandId,
        options: &[Value],
    ) -> Result<Interaction, Refusal> {
        self.use_command(user, channel, &Use::Options(command, options))
    }

    pub(crate) fn use_command(&self, user: UserId, channel: ChannelId, used: &Use<'_>) -> Result<Interaction, Refusal> {
        let mut state = self.world.lock();
        let channel = active_channel(&state, user, channel)?;
        let (application, invocation) = {
            let given = given(&state, user, &channel, used)?;
            let place = Place { state: &state, user, channel: &channel };
            (given.command.application, options::complete(&place, &given)?)
        };
        let id = begin(
            &mut state,
            user,
            channel.id,
            application,
            InteractionKind::Command,
            Action::Command(invocation),
            None,
        );
        view(&state, user, id)
    }

    /// Uses a command from a message's context menu.
    ///
    /// # Errors
    /// If the person does not see the message, or has no such command.
    pub fn use_on_message(
        &self,
        user: UserId,
        message: MessageId,
        command: impl Into<CommandRef>,
    ) -> Result<Interaction, Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        let resolved = Resolved { messages: vec![message.id], ..Resolved::default() };
        use_menu(
            &mut state,
            user,
            message.channel,
            CommandKind::Message,
            &command.into(),
            Target::Message(message.id),
            resolved,
        )
    }

    /// Uses a command from a member's context menu.
    ///
    /// # Errors
    /// If there is no such member or command.
    pub fn use_on_member(
        &self,
        user: UserId,
        channel: ChannelId,
        target: UserId,
        command: impl Into<CommandRef>,
    ) -> Result<Interaction, Refusal> {
        let mut state = self.world.lock();
        state.user(target)?;
        let resolved = Resolved { users: vec![target], ..Resolved::default() };
        use_menu(&mut state, user, channel, CommandKind::User, &command.into(), Target::User(target), resolved)
    }
}

pub(super) fn given<'a>(
    state: &'a State,
    user: UserId,
    channel: &Channel,
    used: &Use<'_>,
) -> Result<Given<'a>, Refusal> {
    let commands = state.commands_for(user, channel);
    match used {
        Use::Text(text) => typed::read(text, &commands),
        Use::Options(id, options) => {
            let command = commands.into_iter().find(|command| command.id == *id);
            let command = command.filter(|command| command.spec.kind == CommandKind::ChatInput);
            options::from_json(command.ok_or_else(ApiError::unknown_command)?, options)
        }
    }
}

pub(super) fn begin(
    state: &mut State,
    user: UserId,
    channel: ChannelId,
    application: ApplicationId,
    kind: InteractionKind,
    action: Action,
    message: Option<MessageId>,
) -> InteractionId {
    state.begin_interaction(Beginning { application, kind, user, channel, action, message, opened_by: None })
}

fn use_menu(
    state: &mut State,
    user: UserId,
    channel: ChannelId,
    kind: CommandKind,
    wanted: &CommandRef,
    target: Target,
    resolved: Resolved,
) -> Result<Interaction, Refusal> {
    let channel = active_channel(state, user, channel)?;
    let named = |command: &&Command| match wanted {
        CommandRef::Id(id) => command.id == *id,
        CommandRef::Name(name) => command.spec.name == *name,
    };
    let commands = state.commands_for(user, &channel);
    let command = commands.into_iter().filter(|command| command.spec.kind == kind).find(named);
    let command = command.ok_or_else(ApiError::unknown_command)?;
    let invocation = Invocation {
        command: command.id,
        kind,
        name: command.spec.name.clone(),
        full_name: command.spec.name.clone(),
        registered_in: command.guild,
        options: Vec::new(),
        target: Some(target),
        resolved,
    };
    let application = command.application;
    let id = begin(state, user, channel.id, application, InteractionKind::Command, Action::Command(invocation), None);
    view(state, user, id)
}

/// The channel, if `user` sees it and it is no archived thread, where nothing can be used.
pub(super) fn active_channel(state: &State, user: UserId, id: ChannelId) -> Result<Arc<Channel>, Refusal> {
    let channel = state.visible_channel(user, id)?;
    let archived = channel.thread.as_ref().is_some_and(|thread| thread.archived);
    if archived { Err(ApiError::thread_archived().into()) } else { Ok(channel) }
}

/// The message, if `user` sees it.
pub(super) fn seen_message(state: &State, user: UserId, id: MessageId) -> Result<Arc<Message>, Refusal> {
    let message = state.messages.find(id).ok_or_else(ApiError::unknown_message)?;
    state.visible_channel(user, message.channel)?;
    Ok(state.visible_message(user, message.channel, id)?)
}
