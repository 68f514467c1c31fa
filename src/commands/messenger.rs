//! What handlers have done beyond answering: messages of the bot's own, threads, and who is in a server.
//!
//! An answer to an interaction can be edited for fifteen minutes; what lives longer is a message of the bot's own.

use std::{fmt, future::Future, pin::Pin};

use super::{Failure, GivenFile, InternalError};
use crate::{
    replies::{File, Refusal, Reply},
    workspace::ids::{ChannelId, GuildId, MessageId, ServerRoleId, UserId},
};

/// What a messenger does, sooner or later.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T, NotDone>> + Send + 'a>>;

/// Whoever does what handlers want done at Discord.
///
/// A nonce, at most 25 characters, makes a repetition harmless: within a few minutes Discord posts only one message for it.
pub trait Messenger: fmt::Debug + Send + Sync {
    /// Posts a message of the bot's own.
    fn post<'a>(&'a self, channel: ChannelId, nonce: &'a str, reply: &'a Reply) -> Doing<'a, MessageId>;

    /// Changes a message of the bot's own: all of it.
    fn edit<'a>(&'a self, channel: ChannelId, message: MessageId, reply: &'a Reply) -> Doing<'a, ()>;

    /// Whether a message is there, as far as the bot may look.
    fn is_there(&self, channel: ChannelId, message: MessageId) -> Doing<'_, bool>;

    /// A message of the bot's own among the last hundred of a channel that reads as this one does, as far as the bot may look.
    fn find_posted<'a>(&'a self, channel: ChannelId, reply: &'a Reply) -> Doing<'a, Option<MessageId>>;

    /// Takes a message of the bot's own away. It is no failure if it is gone.
    fn remove(&self, channel: ChannelId, message: MessageId) -> Doing<'_, ()>;

    /// Writes to a person directly.
    fn write_to<'a>(&'a self, person: UserId, nonce: &'a str, reply: &'a Reply) -> Doing<'a, MessageId>;

    /// Opens a thread in a channel; into a private one come only those who are added.
    fn open_thread<'a>(&'a self, channel: ChannelId, thread: &'a NewThread) -> Doing<'a, ChannelId>;

    /// Adds a person to a thread.
    fn add_to_thread(&self, thread: ChannelId, person: UserId) -> Doing<'_, ()>;

    /// Archives a thread; a locked one is opened again only by those who manage threads.
    fn archive_thread(&self, thread: ChannelId, locked: bool) -> Doing<'_, ()>;

    /// Opens a thread again that was archived; it is no failure if it is open.
    fn reopen_thread(&self, thread: ChannelId) -> Doing<'_, ()>;

    /// The roles of a person in a server; nothing where the person is no member.
    fn member(&self, guild: GuildId, person: UserId) -> Doing<'_, Option<Vec<ServerRoleId>>>;

    /// What a person is called in a server; nothing where the person is no member.
    fn name_of(&self, guild: GuildId, person: UserId) -> Doing<'_, Option<String>>;

    /// Reads a file that was given to a command, at most `most` bytes of it; a larger one is refused.
    fn read_file<'a>(&'a self, file: &'a GivenFile, most: usize) -> Doing<'a, Vec<u8>>;

    /// Whether a role of a server may be mentioned by everyone, so that a mention notifies those who have it; nothing where it is not there.
    fn is_mentionable(&self, guild: GuildId, role: ServerRoleId) -> Doing<'_, Option<bool>>;

    /// All channels of a server, threads left out.
    fn server_channels(&self, guild: GuildId) -> Doing<'_, Vec<ChannelId>>;

    /// All roles of a server, by name.
    fn server_roles(&self, guild: GuildId) -> Doing<'_, Vec<(ServerRoleId, String)>>;
}

/// Posts a message with a picture, or without it where there is none or the bot may not attach files: its words say the same.
pub(super) async fn post_pictured(
    messenger: &dyn Messenger,
    channel: ChannelId,
    nonce: &str,
    words: &Reply,
    picture: Option<File>,
) -> Result<MessageId, NotDone> {
    if let Some(picture) = picture {
        match messenger.post(channel, nonce, &words.clone().with_file(picture)).await {
            Err(NotDone::NotAllowed(_)) => {}
            posted => return posted,
        }
    }
    messenger.post(channel, nonce, words).await
}

/// A thread to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewThread {
    /// Its name, 1 to 100 characters.
    pub name: String,
    /// Whether only those who are added see it, besides those who manage threads.
    pub private: bool,
    /// After how many minutes without a message it is archived: 60, 1,440, 4,320 or 10,080.
    pub archive_after: u16,
}

/// Why it was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// The bot may not (Discord's codes 50001 and 50013), or a person takes no direct messages (50007).
    #[error("the bot may not do that: {0}")]
    NotAllowed(String),
    /// The channel, message, person or server is not there.
    #[error("it is not there: {0}")]
    Gone(String),
    /// A thread that is locked or archived (50083).
    #[error("the thread is closed: {0}")]
    Closed(String),
    /// Anything else, after it was tried again where that could help.
    #[error("Discord did not do it: {0}")]
    Failed(String),
}

impl From<NotDone> for Failure {
    fn from(error: NotDone) -> Self {
        match error {
            NotDone::NotAllowed(_) => Self::Refused(Refusal::BotMayNot),
            NotDone::Gone(_) | NotDone::Closed(_) => Self::Refused(Refusal::GoneMeanwhile),
            NotDone::Failed(_) => Self::Internal(InternalError::Discord(error)),
        }
    }
}
