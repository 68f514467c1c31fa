//! What handlers have done beyond answering: the messenger that talks to Discord.

use std::{fmt, num::NonZeroU64};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use serenity::{
    all::{ChannelId as Channel, MessageId as Message, RoleId, UserId as User},
    http::{HttpError, LightMethod, Request, Route},
};

use super::{
    Connection,
    call::{LASTING, Repeat},
    send::{UNKNOWN_MESSAGE, code, request},
};
use crate::{
    commands::{
        GivenFile,
        messenger::{Doing, Messenger, NewThread, NotDone},
    },
    replies::Reply,
    workspace::ids::{ChannelId, GuildId, MessageId, ServerRoleId, UserId},
};

/// Discord's codes for what a bot may not do: Missing Access, Cannot send an empty message (ours have embeds, which are left out where it may
/// not write), Cannot send messages to this user, Missing Permissions, Cannot execute action on this channel type (a thread in a thread),
/// Maximum number of active threads reached.
const NOT_ALLOWED: [isize; 6] = [50001, 50006, 50007, 50013, 50024, 160_006];

/// Discord's codes for what is not there: Unknown Channel, Guild, Member, Message and User.
const GONE: [isize; 5] = [10003, 10004, 10007, UNKNOWN_MESSAGE, 10013];

/// Discord's codes for a thread in which nothing can be done: archived, and a message that is in an archived thread.
const CLOSED: [isize; 2] = [50083, 160_005];

/// Discord's codes for somebody who is no member: Unknown Member, and Unknown User for who does not exist at all.
const NO_MEMBER: [isize; 2] = [10007, 10013];

/// Kinds of channels: a public thread, and a private one.
const PUBLIC_THREAD: u8 = 11;
const PRIVATE_THREAD: u8 = 12;

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connection")
    }
}

/// How many of a channel's messages are looked through: the most that Discord gives at a time.
const LAST: u8 = 100;

/// Of a message, what tells whether it is one of the bot's.
#[derive(Deserialize)]
struct Said {
    id: Message,
    author: By,
    #[serde(default)]
    embeds: Vec<Value>,
}

#[derive(Deserialize)]
struct By {
    id: User,
}

#[derive(Deserialize)]
struct Opened {
    id: Channel,
}

#[derive(Deserialize)]
struct OfChannel {
    parent_id: Option<Channel>,
}

#[derive(Deserialize)]
struct OfMember {
    nick: Option<String>,
    user: OfUser,
    roles: Vec<RoleId>,
}

#[derive(Deserialize)]
struct OfUser {
    username: String,
    global_name: Option<String>,
}

#[derive(Deserialize)]
struct OfRole {
    id: RoleId,
    name: String,
    mentionable: bool,
}

impl Connection {
    async fn do_at(&self, request: serde_json::Result<Request<'_>>, repeat: Repeat) -> Result<Vec<u8>, NotDone> {
        let request = request.map_err(|error| NotDone::Failed(error.to_string()))?;
        self.channels.call(&request, LASTING, repeat).await.0.map_err(|error| not_done(&error))
    }

    /// The channel around a thread, or the category around a channel.
    pub(super) async fn parent_of(&self, channel_id: Channel) -> Result<Option<ChannelId>, NotDone> {
        let of: OfChannel = self.ask(Route::Channel { channel_id }).await?;
        Ok(of.parent_id.map(|parent| NonZeroU64::from(parent).into()))
    }

    /// A member of a server; nothing where the person is none.
    async fn member_of(&self, guild: GuildId, person: UserId) -> Result<Option<OfMember>, NotDone> {
        let (guild_id, user_id) = (guild.get().into(), User::new(person.get()));
        let request = Request::new(Route::GuildMember { guild_id, user_id }, LightMethod::Get);
        let told = match self.channels.call(&request, LASTING, Repeat::Always).await.0 {
            Ok(told) => told,
            Err(error) if code(&error).is_some_and(|code| NO_MEMBER.contains(&code)) => return Ok(None),
            Err(error) => return Err(not_done(&error)),
        };
        serde_json::from_slice(&told).map(Some).map_err(|error| NotDone::Failed(error.to_string()))
    }

    async fn ask<T: DeserializeOwned>(&self, route: Route<'_>) -> Result<T, NotDone> {
        let told = self.do_at(Ok(Request::new(route, LightMethod::Get)), Repeat::Always).await?;
        serde_json::from_slice(&told).map_err(|error| NotDone::Failed(error.to_string()))
    }
}

impl Messenger for Connection {
    fn post<'a>(&'a self, channel: ChannelId, nonce: &'a str, reply: &'a Reply) -> Doing<'a, MessageId> {
        Box::pin(async move {
            let posted = self.post_in(Channel::new(channel.get()), nonce, reply).await;
            posted.map(|id| NonZeroU64::from(id).into()).map_err(|error| not_done(&error))
        })
    }

    fn edit<'a>(&'a self, channel: ChannelId, message: MessageId, reply: &'a Reply) -> Doing<'a, ()> {
        Box::pin(async move {
            let edited = self.edit_in(Channel::new(channel.get()), Message::new(message.get()), reply).await;
            edited.map_err(|error| not_done(&error))
        })
    }

    fn is_there(&self, channel: ChannelId, message: MessageId) -> Doing<'_, bool> {
        Box::pin(async move {
            let (channel_id, message_id) = (Channel::new(channel.get()), Message::new(message.get()));
            let request = Request::new(Route::ChannelMessage { channel_id, message_id }, LightMethod::Get);
            match self.do_at(Ok(request), Repeat::Always).await {
                Ok(_) | Err(NotDone::NotAllowed(_)) => Ok(true),
                Err(NotDone::Gone(_)) => Ok(false),
                Err(error) => Err(error),
            }
        })
    }

    fn find_posted<'a>(&'a self, channel: ChannelId, reply: &'a Reply) -> Doing<'a, Option<MessageId>> {
        Box::pin(async move {
            let route = Route::ChannelMessages { channel_id: Channel::new(channel.get()) };
            let request = Request::new(route, LightMethod::Get).params(Some(vec![("limit", LAST.to_string())]));
            let read = match self.do_at(Ok(request), Repeat::Always).await {
                Ok(read) => read,
                Err(NotDone::NotAllowed(_) | NotDone::Gone(_)) => return Ok(None),
                Err(error) => return Err(error),
            };
            let said: Vec<Said> = serde_json::from_slice(&read).map_err(|error| NotDone::Failed(error.to_string()))?;
            let meant = reply.embeds.first().map(|embed| serde_json::to_value(embed).unwrap_or_default());
            let text = |value: &Value| value.as_str().unwrap_or_default().trim().to_owned();
            let meant = meant.map(|embed| (text(&embed["title"]), text(&embed["description"])));
            let is_it = |said: &&Said| {
                let first = said.embeds.first().map(|embed| (text(&embed["title"]), text(&embed["description"])));
                said.author.id.get() == self.application().get() && first.is_some() && first == meant
            };
            Ok(said.iter().find(is_it).map(|said| NonZeroU64::from(said.id).into()))
        })
    }

    fn remove(&self, channel: ChannelId, message: MessageId) -> Doing<'_, ()> {
        Box::pin(async move {
            let (channel_id, message_id) = (Channel::new(channel.get()), Message::new(message.get()));
            let request = Request::new(Route::ChannelMessage { channel_id, message_id }, LightMethod::Delete);
            match self.do_at(Ok(request), Repeat::Always).await {
                Ok(_) | Err(NotDone::Gone(_)) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }

    fn write_to<'a>(&'a self, person: UserId, nonce: &'a str, reply: &'a Reply) -> Doing<'a, MessageId> {
        Box::pin(async move {
            let posted = self.write_directly(User::new(person.get()), nonce, reply).await;
            posted.map(|id| NonZeroU64::from(id).into()).map_err(|error| not_done(&error))
        })
    }

    fn open_thread<'a>(&'a self, channel: ChannelId, thread: &'a NewThread) -> Doing<'a, ChannelId> {
        Box::pin(async move {
            let route = Route::ChannelThreads { channel_id: Channel::new(channel.get()) };
            let kind = if thread.private { PRIVATE_THREAD } else { PUBLIC_THREAD };
            let mut body = json!({"name": thread.name, "type": kind, "auto_archive_duration": thread.archive_after});
            if thread.private {
                body["invitable"] = json!(false);
            }
            // Discord has no nonce for it: a second thread would confuse more than an honest failure.
            let opened = self.do_at(request(LightMethod::Post, route, &body), Repeat::IfNothingWasDone).await?;
            let opened: Opened = serde_json::from_slice(&opened).map_err(|error| NotDone::Failed(error.to_string()))?;
            Ok(NonZeroU64::from(opened.id).into())
        })
    }

    fn add_to_thread(&self, thread: ChannelId, person: UserId) -> Doing<'_, ()> {
        Box::pin(async move {
            let (channel_id, user_id) = (Channel::new(thread.get()), User::new(person.get()));
            let route = Route::ChannelThreadMember { channel_id, user_id };
            self.do_at(Ok(Request::new(route, LightMethod::Put)), Repeat::Always).await.map(drop)
        })
    }

    fn archive_thread(&self, thread: ChannelId, locked: bool) -> Doing<'_, ()> {
        Box::pin(async move {
            let route = Route::Channel { channel_id: Channel::new(thread.get()) };
            let mut body = json!({"archived": true});
            if locked {
                body["locked"] = json!(true);
            }
            self.do_at(request(LightMethod::Patch, route, &body), Repeat::Always).await.map(drop)
        })
    }

    fn reopen_thread(&self, thread: ChannelId) -> Doing<'_, ()> {
        Box::pin(async move {
            let route = Route::Channel { channel_id: Channel::new(thread.get()) };
            self.do_at(request(LightMethod::Patch, route, &json!({"archived": false})), Repeat::Always).await.map(drop)
        })
    }

    fn member(&self, guild: GuildId, person: UserId) -> Doing<'_, Option<Vec<ServerRoleId>>> {
        Box::pin(async move {
            let member = self.member_of(guild, person).await?;
            let roles = |member: OfMember| member.roles.into_iter().map(|role| NonZeroU64::from(role).into()).collect();
            Ok(member.map(roles))
        })
    }

    fn name_of(&self, guild: GuildId, person: UserId) -> Doing<'_, Option<String>> {
        Box::pin(async move {
            let member = self.member_of(guild, person).await?;
            Ok(member.map(|member| member.nick.or(member.user.global_name).unwrap_or(member.user.username)))
        })
    }

    fn is_mentionable(&self, guild: GuildId, role: ServerRoleId) -> Doing<'_, Option<bool>> {
        Box::pin(async move {
            let roles: Vec<OfRole> = self.ask(Route::GuildRoles { guild_id: guild.get().into() }).await?;
            Ok(roles.into_iter().find(|known| known.id.get() == role.get()).map(|known| known.mentionable))
        })
    }

    fn server_roles(&self, guild: GuildId) -> Doing<'_, Vec<(ServerRoleId, String)>> {
        Box::pin(async move {
            let roles: Vec<OfRole> = self.ask(Route::GuildRoles { guild_id: guild.get().into() }).await?;
            Ok(roles.into_iter().map(|role| (NonZeroU64::from(role.id).into(), role.name)).collect())
        })
    }

    fn server_channels(&self, guild: GuildId) -> Doing<'_, Vec<ChannelId>> {
        Box::pin(async move {
            let channels: Vec<Opened> = self.ask(Route::GuildChannels { guild_id: guild.get().into() }).await?;
            Ok(channels.into_iter().map(|channel| NonZeroU64::from(channel.id).into()).collect())
        })
    }

    fn read_file<'a>(&'a self, file: &'a GivenFile, most: usize) -> Doing<'a, Vec<u8>> {
        Box::pin(async move {
            let failed = |error: reqwest::Error| NotDone::Failed(error.without_url().to_string());
            let mut response = self.channels.client.get(&file.address).send().await.map_err(failed)?;
            if !response.status().is_success() {
                return Err(NotDone::Gone(response.status().to_string()));
            }
            let mut bytes = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(failed)? {
                bytes.extend_from_slice(&chunk);
                if bytes.len() > most {
                    return Err(NotDone::Failed(format!("the file is larger than {most} bytes")));
                }
            }
            Ok(bytes)
        })
    }
}

fn not_done(error: &serenity::Error) -> NotDone {
    let told = match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => response.error.message.clone(),
        other => other.to_string(),
    };
    match code(error) {
        Some(code) if NOT_ALLOWED.contains(&code) => NotDone::NotAllowed(told),
        Some(code) if GONE.contains(&code) => NotDone::Gone(told),
        Some(code) if CLOSED.contains(&code) => NotDone::Closed(told),
        _ => NotDone::Failed(told),
    }
}
