//! What the bot's token is used for beside the bot: what an earlier version of it left behind.

use discord_sandbox::{
    Permissions,
    ids::{ChannelId, MessageId, UserId},
};
use serde_json::{Value, json};
use serenity::http::{Http, HttpBuilder};

use crate::Stage;

impl Stage {
    /// A message in `#checkout` that an earlier version of the bot left behind, with buttons of these ids.
    pub(crate) async fn bot_once_posted(&self, custom_ids: &[&str]) -> MessageId {
        self.bot_once_posted_in("checkout", custom_ids).await
    }

    /// The same in another channel.
    pub(crate) async fn bot_once_posted_in(&self, channel: &str, custom_ids: &[&str]) -> MessageId {
        let button = |id: &&str| json!({"type": 2, "style": 2, "label": *id, "custom_id": *id});
        self.bot_once_posted_with(channel, custom_ids.iter().map(button).collect()).await
    }

    /// The same with these components in a row.
    pub(crate) async fn bot_once_posted_with(&self, channel: &str, components: Vec<Value>) -> MessageId {
        let row = json!({"type": 1, "components": components});
        let body = json!({"content": "An old answer", "components": [row]});
        let channel = serenity::model::id::ChannelId::new(self.channel(channel).get());
        let posted = self.as_bot().send_message(channel, Vec::new(), &body).await.expect("the bot may write there");
        posted.id.get().into()
    }

    /// A message of the bot's own is deleted, and the bot is not asked.
    pub(crate) async fn bot_once_deleted(&self, channel: ChannelId, message: MessageId) {
        let (channel, message) = (channel.get().into(), message.get().into());
        self.as_bot().delete_message(channel, message, None).await.expect("it is the bot's own");
    }

    /// A channel of `#checkout`'s server is deleted.
    pub(crate) async fn channel_is_deleted(&self, channel: ChannelId) {
        let world = self.sandbox().world();
        let bot = world.person("Lanekeeper").expect("the bot is furnished");
        let may = world.overwrite_member(channel, bot, Permissions::MANAGE_CHANNELS, Permissions::NONE);
        may.expect("both are there");
        self.as_bot().delete_channel(channel.get().into(), None).await.expect("it may");
    }

    /// A thread in a channel.
    pub(crate) async fn bot_once_opened_thread(&self, channel: &str) -> ChannelId {
        let body = json!({"name": "Which database", "type": 11, "auto_archive_duration": 60});
        let channel = serenity::model::id::ChannelId::new(self.channel(channel).get());
        let thread = self.as_bot().create_thread(channel, &body, None).await.expect("the bot may open threads");
        thread.id.get().into()
    }

    /// A thread is archived, as Discord does with one in which nothing is said.
    pub(crate) async fn bot_once_archived(&self, thread: ChannelId) {
        let thread = serenity::model::id::ChannelId::new(thread.get());
        self.as_bot().edit_thread(thread, &json!({"archived": true}), None).await.expect("it is the bot's own");
    }

    /// Somebody leaves a private thread of the bot's, as they can in Discord's client.
    pub(crate) async fn leaves(&self, name: &str, thread: ChannelId) {
        let user = serenity::model::id::UserId::new(self.user(name).get());
        let thread = serenity::model::id::ChannelId::new(thread.get());
        self.as_bot().remove_thread_channel_member(thread, user).await.expect("it is the bot's own");
    }

    /// A message of the bot's is deleted, as those can who manage messages.
    pub(crate) async fn bots_message_goes(&self, channel: ChannelId, message: MessageId) {
        let channel = serenity::model::id::ChannelId::new(channel.get());
        let message = serenity::model::id::MessageId::new(message.get());
        self.as_bot().delete_message(channel, message, None).await.expect("it is the bot's own");
    }

    /// A thread is deleted, as those can who manage threads.
    pub(crate) async fn thread_goes(&self, thread: ChannelId) {
        let thread = serenity::model::id::ChannelId::new(thread.get());
        self.as_bot().delete_channel(thread, None).await.expect("it is there");
    }

    /// From now on the bot lacks these permissions in a channel; nothing else is said of it there.
    pub(crate) fn bot_lacks(&self, channel: &str, permissions: Permissions) {
        let world = self.sandbox().world();
        let bot = world.person("Lanekeeper").expect("the bot is furnished");
        let done = world.overwrite_member(self.channel(channel), bot, Permissions::NONE, permissions);
        done.expect("both are there");
    }

    /// Begins a conversation of the bot with somebody, where there is none.
    pub(crate) async fn bot_opens_conversation(&self, with: UserId) {
        let opened = self.as_bot().create_private_channel(&json!({"recipient_id": with.to_string()})).await;
        opened.expect("they share a server");
    }

    fn as_bot(&self) -> Http {
        HttpBuilder::new(self.sandbox().bot_token()).proxy(self.sandbox().base_url()).ratelimiter_disabled(true).build()
    }
}
