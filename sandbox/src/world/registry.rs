//! Which commands are registered where, and who may use them.

use std::collections::BTreeMap;
use std::time::Duration;

use super::State;
use super::channels::{Channel, ChannelKind};
use super::commands::{Command, CommandKind, CommandSpec};
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ApplicationId, CommandId, GuildId, UserId};
use super::limits;
use super::permissions::Permissions;

/// How long a new command counts against the limit.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Where a set of commands is registered.
pub(crate) type Scope = (ApplicationId, Option<GuildId>);

impl State {
    /// The commands of a scope, in the order of their ids.
    pub(crate) fn commands_in(&self, scope: Scope) -> impl Iterator<Item = &Command> {
        self.commands.get(&scope).into_iter().flat_map(BTreeMap::values)
    }

    /// Registers a command, or replaces the one of the same name and kind; says whether it is new.
    pub(crate) fn upsert_command(&mut self, scope: Scope, spec: CommandSpec) -> Result<(CommandId, bool), ApiError> {
        let same = self.commands_in(scope).find(|command| is_same(&command.spec, &spec)).map(|command| command.id);
        if same.is_none() {
            let siblings = self.commands_in(scope).filter(|command| command.spec.kind == spec.kind).count();
            check_room(spec.kind, siblings + 1)?;
            self.count_creates(scope, 1)?;
        }
        let id = self.put_command(scope, same, spec);
        self.tell_commands_changed(scope);
        Ok((id, same.is_none()))
    }

    /// Changes a command; its new name must be free.
    pub(crate) fn edit_command(&mut self, scope: Scope, id: CommandId, spec: CommandSpec) -> Result<(), ApiError> {
        if self.commands_in(scope).any(|command| command.id != id && is_same(&command.spec, &spec)) {
            return Err(duplicate_name("name"));
        }
        self.put_command(scope, Some(id), spec);
        self.tell_commands_changed(scope);
        Ok(())
    }

    /// Replaces all commands of a scope; those that keep name and kind keep their id.
    pub(crate) fn overwrite_commands(
        &mut self,
        scope: Scope,
        specs: Vec<CommandSpec>,
    ) -> Result<Vec<CommandId>, ApiError> {
        for (index, spec) in specs.iter().enumerate() {
            if specs[..index].iter().any(|earlier| is_same(earlier, spec)) {
                return Err(duplicate_name(&format!("{index}.name")));
            }
        }
        for kind in [CommandKind::ChatInput, CommandKind::User, CommandKind::Message] {
            check_room(kind, specs.iter().filter(|spec| spec.kind == kind).count())?;
        }
        let new = |spec: &&CommandSpec| !self.commands_in(scope).any(|command| is_same(&command.spec, spec));
        self.count_creates(scope, specs.iter().filter(new).count())?;
        let before = self.commands.remove(&scope).unwrap_or_default();
        let mut ids = Vec::with_capacity(specs.len());
        for spec in specs {
            match before.values().find(|command| is_same(&command.spec, &spec)) {
                Some(unchanged) if unchanged.spec == spec => {
                    ids.push(unchanged.id);
                    self.commands.entry(scope).or_default().insert(unchanged.id, unchanged.clone());
                }
                same => ids.push(self.put_command(scope, same.map(|command| command.id), spec)),
            }
        }
        self.tell_commands_changed(scope);
        Ok(ids)
    }

    /// Counts new commands of a scope, if there may be so many more today.
    fn count_creates(&mut self, scope: Scope, count: usize) -> Result<(), ApiError> {
        let now = self.now();
        let creates = self.command_creates.entry(scope).or_default();
        creates.retain(|create| now < create.plus(A_DAY));
        if creates.len() + count > limits::COMMAND_CREATES_A_DAY {
            return Err(ApiError::too_many_command_creates());
        }
        creates.extend(std::iter::repeat_n(now, count));
        Ok(())
    }

    /// Takes a command away.
    pub(crate) fn delete_command(&mut self, scope: Scope, id: CommandId) -> Result<(), ApiError> {
        self.commands
            .get_mut(&scope)
            .and_then(|commands| commands.remove(&id))
            .ok_or_else(ApiError::unknown_command)?;
        self.tell_commands_changed(scope);
        Ok(())
    }

    /// The command of this id in a scope.
    pub(crate) fn command(&self, scope: Scope, id: CommandId) -> Result<&Command, ApiError> {
        self.commands.get(&scope).and_then(|commands| commands.get(&id)).ok_or_else(ApiError::unknown_command)
    }

    /// The commands that `user` may use in `channel`. A server's own command hides the global one of its name.
    pub(crate) fn commands_for(&self, user: UserId, channel: &Channel) -> Vec<&Command> {
        let Some(granted) = self.permissions(user, channel) else {
            return Vec::new();
        };
        if channel.guild.is_some() && !granted.has(Permissions::USE_APPLICATION_COMMANDS) {
            return Vec::new();
        }
        let context = if channel.guild.is_some() { 0 } else { 1 };
        let mut usable: Vec<&Command> = Vec::new();
        for application in self.applications_in(channel) {
            let own = channel.guild.map(|guild| self.commands_in((application, Some(guild)))).into_iter().flatten();
            for command in own.chain(self.commands_in((application, None))) {
                let hidden =
                    usable.iter().any(|other| other.application == application && is_same(&other.spec, &command.spec));
                if !hidden && command.usable_in(context) && self.permitted(command, user, channel, granted) {
                    usable.push(command);
                }
            }
        }
        usable
    }

    fn permitted(&self, command: &Command, user: UserId, channel: &Channel, granted: Permissions) -> bool {
        let Some(guild) = channel.guild.and_then(|guild| self.guilds.get(&guild)) else {
            return true;
        };
        let Some(needed) = command.spec.default_member_permissions else {
            return true;
        };
        let above_all = granted.has(Permissions::ADMINISTRATOR) || guild.owner == user;
        above_all || (needed != Permissions::NONE && granted.has(needed))
    }

    /// The applications whose commands are at hand in `channel`.
    fn applications_in(&self, channel: &Channel) -> Vec<ApplicationId> {
        match channel.guild.and_then(|guild| self.guilds.get(&guild)) {
            Some(guild) => guild.applications.iter().copied().collect(),
            None if channel.kind == ChannelKind::Direct => {
                let bots = channel.recipients.iter().map(|user| ApplicationId::from(user.get()));
                bots.filter(|application| self.applications.contains_key(application)).collect()
            }
            None => Vec::new(),
        }
    }

    fn put_command(&mut self, scope: Scope, id: Option<CommandId>, spec: CommandSpec) -> CommandId {
        let version: CommandId = self.next_id();
        let id = id.unwrap_or_else(|| self.next_id());
        let command = Command { id, application: scope.0, guild: scope.1, version, spec };
        self.commands.entry(scope).or_default().insert(id, command);
        id
    }

    fn tell_commands_changed(&mut self, (_, guild): Scope) {
        self.herald.tell(Event::CommandsChanged { guild });
    }
}

fn is_same(one: &CommandSpec, other: &CommandSpec) -> bool {
    one.kind == other.kind && one.name == other.name
}

fn check_room(kind: CommandKind, count: usize) -> Result<(), ApiError> {
    let most = if kind == CommandKind::ChatInput { limits::CHAT_COMMANDS } else { limits::CONTEXT_COMMANDS };
    if count > most {
        return Err(ApiError::new(400, 30032, format!("Maximum number of application commands reached ({most})")));
    }
    Ok(())
}

fn duplicate_name(path: &str) -> ApiError {
    ApiError::invalid_field(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
}
