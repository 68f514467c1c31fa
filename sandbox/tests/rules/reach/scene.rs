//! A channel of its own for one attempt, with all that a route can name in it.

use discord_sandbox::ids::{ApplicationId, ChannelId, GuildId, UserId};
use discord_sandbox::{Options, Permissions};
use serde_json::{Value, json};

use crate::play::{Play, Reply, text};

pub(super) const FIRE: &str = "%F0%9F%94%A5";
const GUILD_MEMBERS: u64 = 1 << 1;

/// A sandbox whose bot may list members, and another bot in the same server.
pub(super) struct Set {
    pub(super) play: Play,
    pub(super) other: ApplicationId,
    pub(super) other_token: String,
}

/// Where a route is tried.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum At {
    Channel,
    /// A public thread of the other bot's.
    Thread,
    /// A private thread of the other bot's; the bot is a member.
    Private,
}

/// Which message a route names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum On {
    /// The bot's own, without any reaction.
    Own,
    /// Priya's, with a reaction of hers and the bot's.
    Others,
    /// The bot's own poll.
    Poll,
}

pub(super) struct Scene {
    pub(super) channel: ChannelId,
    pub(super) thread: String,
    pub(super) private: String,
    pub(super) own: String,
    pub(super) others: String,
    pub(super) poll: String,
}

impl Set {
    pub(super) async fn start() -> Self {
        let play = Play::with(Options { privileged_intents: GUILD_MEMBERS, ..Options::default() }).await;
        let world = play.sandbox.world();
        let (other, other_token) =
            world.add_application("Other Bot", play.person("Tomasz Wolny")).expect("he is there");
        world.install(play.guild(), other).expect("both are there");
        Self { play, other, other_token }
    }

    pub(super) fn bot(&self) -> UserId {
        self.play.person("Test Bot")
    }

    pub(super) fn guild(&self) -> GuildId {
        self.play.guild()
    }

    pub(super) fn priya(&self) -> UserId {
        self.play.person("Priya Nair")
    }

    /// What a call that must succeed answers.
    async fn done(&self, token: &str, method: &str, path: &str, body: Value) -> Value {
        let reply = self.play.call_as(token, method, path, body).await;
        assert!((200..300).contains(&reply.status), "{method} {path}: {} {}", reply.status, reply.body);
        reply.body
    }

    /// A thread of the other bot's, with Priya in it.
    pub(super) async fn thread(&self, channel: ChannelId, kind: u8) -> String {
        let body = json!({"name": "t", "type": kind});
        let thread = self.done(&self.other_token, "POST", &format!("/channels/{channel}/threads"), body).await;
        let thread = text(&thread["id"]).to_owned();
        let member = format!("/channels/{thread}/thread-members/{}", self.priya());
        self.done(&self.other_token, "PUT", &member, Value::Null).await;
        thread
    }

    /// A new channel with everything in it, in which the bot may do all that bots may do at first.
    pub(super) async fn scene(&self) -> Scene {
        let (play, token) = (&self.play, self.play.sandbox.bot_token());
        let channel = play.sandbox.world().add_channel(self.guild(), "stage").expect("the server is there");
        let messages = format!("/channels/{channel}/messages");
        let own = self.done(token, "POST", &messages, json!({"content": "own"})).await;
        let poll = json!({"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "a"}}]}});
        let poll = self.done(token, "POST", &messages, poll).await;
        let others = play.sandbox.people().post(self.priya(), channel, "hers", None).expect("she may post");
        let others = text(&others["id"]).to_owned();
        play.sandbox.people().react(self.priya(), others.parse().expect("an id"), "🔥").expect("she may react");
        self.done(token, "PUT", &format!("{messages}/{others}/reactions/{FIRE}/@me"), Value::Null).await;
        let (thread, private) = (self.thread(channel, 11).await, self.thread(channel, 12).await);
        let member = format!("/channels/{private}/thread-members/{}", self.bot());
        self.done(&self.other_token, "PUT", &member, Value::Null).await;
        let id = |message: &Value| text(&message["id"]).to_owned();
        Scene { channel, thread, private, own: id(&own), others, poll: id(&poll) }
    }

    /// From now on the bot may do exactly this in a channel and its threads.
    pub(super) fn permit(&self, channel: ChannelId, exactly: Permissions) {
        let world = self.play.sandbox.world();
        world.overwrite_member(channel, self.bot(), exactly, Permissions::ALL - exactly).expect("both are there");
    }
}

impl Scene {
    /// A route's path in this scene.
    pub(super) fn path(&self, set: &Set, template: &str, at: At, on: On) -> String {
        let channel = match at {
            At::Channel => self.channel.to_string(),
            At::Thread => self.thread.clone(),
            At::Private => self.private.clone(),
        };
        let message = match on {
            On::Own => &self.own,
            On::Others => &self.others,
            On::Poll => &self.poll,
        };
        let named = [
            ("{channel}", channel.as_str()),
            ("{message}", message.as_str()),
            ("{emoji}", FIRE),
            ("{user}", &set.priya().to_string()),
            ("{answer}", "1"),
        ];
        named.iter().fold(template.to_owned(), |path, (name, value)| path.replace(name, value))
    }
}

/// The single permissions of a set.
pub(super) fn each(permissions: Permissions) -> impl Iterator<Item = Permissions> {
    (0..64).map(|bit| Permissions::from_bits(1 << bit)).filter(move |one| permissions.has(*one))
}

#[track_caller]
pub(super) fn assert_done(what: &str, reply: &Reply) {
    assert!((200..300).contains(&reply.status), "{what}: {} {}", reply.status, reply.body);
}
