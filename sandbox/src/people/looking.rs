//! What people see: servers, channels, messages, commands.

use serde_json::{Value, json};

use super::{People, Refusal};
use crate::wire::objects;
use crate::world::State;
use crate::world::channels::Channel;
use crate::world::guilds::Guild;
use crate::world::ids::{ChannelId, MessageId, UserId};
use crate::world::messages::{Message, Page};
use crate::world::permissions::Permissions;
use crate::world::users::User;

impl People {
    /// Everybody that one can be: users as Discord writes them, with `profile`.
    pub fn everybody(&self) -> Vec<Value> {
        let state = self.world.lock();
        state.users.values().filter(|user| !user.bot).map(person).collect()
    }

    /// What this person sees: themselves, their servers with members, channels and threads, and their conversations.
    ///
    /// # Errors
    /// If there is no such person.
    pub fn view(&self, user: UserId) -> Result<Value, Refusal> {
        let state = self.world.lock();
        let me = someone(&state, user)?;
        let own = state.guilds.values().filter(|guild| guild.members.contains_key(&user));
        let direct = state
            .direct
            .values()
            .filter_map(|id| state.channels.get(id))
            .filter(|channel| channel.recipients.contains(&user));
        let mut direct: Vec<&Channel> = direct.map(AsRef::as_ref).collect();
        direct.sort_by_key(|channel| channel.id);
        Ok(json!({
            "me": person(me),
            "guilds": own.map(|guild| guild_view(&state, guild, user)).collect::<Vec<_>>(),
            "direct": direct.iter().map(|channel| channel_view(&state, channel, user)).collect::<Vec<_>>(),
        }))
    }

    /// The latest messages of a channel as this person sees them, oldest first.
    ///
    /// # Errors
    /// If the person does not see the channel.
    pub fn messages(&self, user: UserId, channel: ChannelId) -> Result<Vec<Value>, Refusal> {
        self.messages_before(user, channel, None, 50)
    }

    /// The messages before another, oldest first, at most `limit`.
    ///
    /// # Errors
    /// If the person does not see the channel.
    pub fn messages_before(
        &self,
        user: UserId,
        channel: ChannelId,
        before: Option<MessageId>,
        limit: usize,
    ) -> Result<Vec<Value>, Refusal> {
        let state = self.world.lock();
        let channel = state.visible_channel(user, channel)?;
        let reads = state.permissions(user, &channel).unwrap_or_default().has(Permissions::READ_MESSAGE_HISTORY);
        let shown = |message: &Message| message.shown_to(user) && (reads || message.only_for == Some(user));
        let page = before.map_or(Page::Latest, Page::Before);
        let found = state.messages.page(channel.id, page, limit, shown);
        Ok(found.iter().rev().map(|message| objects::message(&state, message, user)).collect())
    }

    /// The commands that this person may use in a channel, each with its `application`.
    ///
    /// # Errors
    /// If the person does not see the channel.
    pub fn commands(&self, user: UserId, channel: ChannelId) -> Result<Vec<Value>, Refusal> {
        let state = self.world.lock();
        let channel = state.visible_channel(user, channel)?;
        let commands = state.commands_for(user, &channel).into_iter().map(|command| {
            let mut object = objects::command(command);
            let name = state.applications.get(&command.application).map(|application| application.name.as_str());
            object["application"] = json!({"id": command.application, "name": name, "icon": null});
            object
        });
        Ok(commands.collect())
    }
}

/// The person, who must not be a bot.
fn someone(state: &State, user: UserId) -> Result<&User, Refusal> {
    state.users.get(&user).filter(|user| !user.bot).ok_or_else(|| Refusal::unknown("person"))
}

fn person(user: &User) -> Value {
    let mut object = objects::user(user);
    object["profile"] = user.profile.as_str().into();
    object
}

fn guild_view(state: &State, guild: &Guild, user: UserId) -> Value {
    let members = guild.members.values().filter_map(|member| {
        let user = state.users.get(&member.user)?;
        let mut seen = json!({
            "user": person(user),
            "nick": member.nick,
            "roles": member.roles,
            "joined_at": member.joined.to_string(),
        });
        if user.bot {
            seen["online"] = state.is_online(user.id).into();
        }
        Some(seen)
    });
    let mut visible: Vec<&Channel> = guild
        .channels
        .iter()
        .filter_map(|id| state.channels.get(id))
        .map(AsRef::as_ref)
        .filter(|channel| state.sees(user, channel))
        .collect();
    visible.sort_by_key(|channel| (channel.position, channel.id));
    let (threads, channels): (Vec<&Channel>, Vec<&Channel>) =
        visible.into_iter().partition(|channel| channel.thread.is_some());
    json!({
        "id": guild.id,
        "name": guild.name,
        "icon": null,
        "owner_id": guild.owner,
        "roles": guild.roles.values().map(objects::role).collect::<Vec<_>>(),
        "members": members.collect::<Vec<_>>(),
        "channels": channels.iter().map(|channel| channel_view(state, channel, user)).collect::<Vec<_>>(),
        "threads": threads.iter().map(|thread| thread_view(state, thread, user)).collect::<Vec<_>>(),
    })
}

fn channel_view(state: &State, channel: &Channel, user: UserId) -> Value {
    let mut object = objects::channel(state, channel);
    object["can_send"] = state.can_post(user, channel).into();
    object["can_pin"] = state.permissions(user, channel).unwrap_or_default().has(Permissions::PIN_MESSAGES).into();
    object
}

fn thread_view(state: &State, thread: &Channel, user: UserId) -> Value {
    let mut object = channel_view(state, thread, user);
    object["member"] = thread.thread.as_ref().is_some_and(|facts| facts.members.contains_key(&user)).into();
    object
}
