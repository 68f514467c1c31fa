//! What happens to messages after they were posted, as a session is told of it: reactions, votes, pins, many deleted at once
//! (`events/gateway-events#message-reaction-add` and following).

use serde_json::{Value, json};

use super::intents::Intents;
use super::session::Session;
use super::views::Named;
use crate::wire::objects;
use crate::wire::objects::marks;
use crate::world::State;
use crate::world::events::Event;
use crate::world::ids::{ChannelId, GuildId};
use crate::world::messages::Message;

/// What must be asked for to hear of reactions: in servers, and in direct conversations.
const REACTIONS: (Intents, Intents) = (Intents::GUILD_MESSAGE_REACTIONS, Intents::DIRECT_MESSAGE_REACTIONS);
/// What must be asked for to hear of votes.
const POLLS: (Intents, Intents) = (Intents::GUILD_MESSAGE_POLLS, Intents::DIRECT_MESSAGE_POLLS);
/// What must be asked for to hear of messages.
const MESSAGES: (Intents, Intents) = (Intents::GUILD_MESSAGES, Intents::DIRECT_MESSAGES);
/// What must be asked for to hear of pins.
const PINS: (Intents, Intents) = (Intents::GUILDS, Intents::DIRECT_MESSAGES);

/// How `session` is told of a reaction or a vote, if it is.
pub(super) fn of(state: &State, session: &Session, event: &Event) -> Option<Named> {
    match event {
        Event::ReactionAdded { message, user, emoji } => {
            let mut object = heard(state, session, message, REACTIONS)?;
            object["user_id"] = json!(user);
            object["emoji"] = marks::emoji(emoji);
            object["message_author_id"] = json!(message.author);
            object["type"] = 0.into();
            object["burst"] = false.into();
            if let Some(member) = message.guild.and_then(|guild| state.member(guild, *user)) {
                object["member"] = objects::member_with_user(state, member);
            }
            Some(("MESSAGE_REACTION_ADD", object))
        }
        Event::ReactionRemoved { message, user, emoji } => {
            let mut object = heard(state, session, message, REACTIONS)?;
            object["user_id"] = json!(user);
            object["emoji"] = marks::emoji(emoji);
            object["type"] = 0.into();
            object["burst"] = false.into();
            Some(("MESSAGE_REACTION_REMOVE", object))
        }
        Event::ReactionsCleared { message, emoji: None } => {
            Some(("MESSAGE_REACTION_REMOVE_ALL", heard(state, session, message, REACTIONS)?))
        }
        Event::ReactionsCleared { message, emoji: Some(emoji) } => {
            let mut object = heard(state, session, message, REACTIONS)?;
            object["emoji"] = marks::emoji(emoji);
            Some(("MESSAGE_REACTION_REMOVE_EMOJI", object))
        }
        Event::VoteAdded { message, user, answer } => {
            let mut object = heard(state, session, message, POLLS)?;
            object["user_id"] = json!(user);
            object["answer_id"] = json!(answer);
            Some(("MESSAGE_POLL_VOTE_ADD", object))
        }
        Event::VoteRemoved { message, user, answer } => {
            let mut object = heard(state, session, message, POLLS)?;
            object["user_id"] = json!(user);
            object["answer_id"] = json!(answer);
            Some(("MESSAGE_POLL_VOTE_REMOVE", object))
        }
        Event::MessagesDeleted(messages) => {
            let first = messages.first()?;
            let mut object = heard_in(state, session, first.channel, first.guild, MESSAGES)?;
            object["ids"] = messages.iter().map(|message| json!(message.id)).collect();
            Some(("MESSAGE_DELETE_BULK", object))
        }
        Event::PinsChanged(channel) => {
            let mut object = heard_in(state, session, channel.id, channel.guild, PINS)?;
            object["last_pin_timestamp"] = channel.last_pin.map(|pinned| pinned.to_string()).into();
            Some(("CHANNEL_PINS_UPDATE", object))
        }
        _ => None,
    }
}

/// On which message it happened, if the session asked to hear of it and its bot sees the channel.
fn heard(state: &State, session: &Session, message: &Message, intents: (Intents, Intents)) -> Option<Value> {
    let mut object = heard_in(state, session, message.channel, message.guild, intents)?;
    object["message_id"] = json!(message.id);
    Some(object)
}

/// Where it happened, if the session asked to hear of it and its bot sees the channel.
fn heard_in(
    state: &State,
    session: &Session,
    channel: ChannelId,
    guild: Option<GuildId>,
    (in_guild, direct): (Intents, Intents),
) -> Option<Value> {
    let intent = if guild.is_some() { in_guild } else { direct };
    let told = session.hears(guild) && session.intents.has(intent);
    let sees = state.channels.get(&channel).is_some_and(|channel| state.sees(session.bot(), channel));
    let mut object = json!({"channel_id": channel});
    if let Some(guild) = guild {
        object["guild_id"] = json!(guild);
    }
    (told && sees).then_some(object)
}
