//! What people post.

use bytes::Bytes;
use serde_json::Value;

use super::{People, Refusal};
use crate::form::{self, length};
use crate::wire::objects;
use crate::world::ids::{AttachmentId, ChannelId, MessageId, UserId};
use crate::world::limits;
use crate::world::posting::{Draft, ReplyTo};

/// A message that a person posts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Post<'a> {
    /// Its text.
    pub content: &'a str,
    /// The message that it replies to.
    pub reply_to: Option<MessageId>,
    /// A poll, as applications send them: `question`, `answers`, `duration`, `allow_multiselect`.
    pub poll: Option<&'a Value>,
    /// Files that were uploaded in the channel before.
    pub files: &'a [AttachmentId],
}

impl People {
    /// Posts a message; returns it as Discord writes it.
    ///
    /// # Errors
    /// If the person may not post there, or the message is empty or too long.
    pub fn post(
        &self,
        user: UserId,
        channel: ChannelId,
        content: &str,
        reply_to: Option<MessageId>,
    ) -> Result<Value, Refusal> {
        self.post_with(user, channel, Post { content, reply_to, ..Post::default() })
    }

    /// Posts a message of any kind; returns it as Discord writes it.
    ///
    /// # Errors
    /// If the person may not post it there, it is empty, or something in it is too long.
    pub fn post_with(&self, user: UserId, channel: ChannelId, post: Post<'_>) -> Result<Value, Refusal> {
        if length(post.content.trim()) > limits::CONTENT.max {
            return Err(Refusal::because(format!("A message has at most {} characters.", limits::CONTENT.max)));
        }
        let poll = match post.poll {
            Some(poll) => form::read(&serde_json::json!({"poll": poll}), form::read_poll)?,
            None => None,
        };
        let reply_to = post.reply_to.map(|message| ReplyTo { message, must_exist: true });
        let mut state = self.world.lock();
        let files = post.files.iter().map(|id| state.uploaded(channel, *id).map(|file| file.again()));
        let files = files.collect::<Option<Vec<_>>>().ok_or_else(|| Refusal::unknown("upload"))?;
        let draft = Draft { content: post.content.trim().to_owned(), reply_to, poll, files, ..Draft::default() };
        let message = state.post(user, channel, draft)?;
        for id in post.files {
            state.files.remove(id);
        }
        Ok(objects::message(&state, &message, user))
    }

    /// Uploads a file, to be named in an option of a command or in a post; returns it as Discord writes it.
    ///
    /// # Errors
    /// If the person does not see the channel, or the file is too large.
    pub fn upload(
        &self,
        user: UserId,
        channel: ChannelId,
        filename: &str,
        content_type: Option<&str>,
        content: impl Into<Bytes>,
    ) -> Result<Value, Refusal> {
        let file = form::uploaded(filename, content_type, content.into());
        let mut state = self.world.lock();
        let stored = state.upload(user, channel, file)?;
        Ok(objects::attachment(&state, &stored))
    }
}
