//! Routes of channels, threads and messages: who does not see the channel has no access (50001), who may not do it there lacks a
//! permission (50013).

use discord_sandbox::Permissions;
use serde_json::{Value, json};

use super::scene::{At, On, Scene, Set, assert_done, each};

type P = Permissions;

const CHANNEL: &str = "/channels/{channel}";
const MESSAGES: &str = "/channels/{channel}/messages";
const MESSAGE: &str = "/channels/{channel}/messages/{message}";
const REACTIONS: &str = "/channels/{channel}/messages/{message}/reactions";
const REACTION: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}";
const OWN_REACTION: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}/@me";
const ANOTHERS_REACTION: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}";
const TYPING: &str = "/channels/{channel}/typing";
const PIN: &str = "/channels/{channel}/messages/pins/{message}";
const OLD_PIN: &str = "/channels/{channel}/pins/{message}";
const THREADS: &str = "/channels/{channel}/threads";
const OWN_MEMBER: &str = "/channels/{channel}/thread-members/@me";
const MEMBER: &str = "/channels/{channel}/thread-members/{user}";

const SEES: P = P::VIEW_CHANNEL;
const READS: P = P::READ_MESSAGE_HISTORY;
const POSTS: P = P::SEND_MESSAGES;
const POSTS_IN_THREADS: P = P::SEND_MESSAGES_IN_THREADS;

/// A call, and what the bot must be allowed to do besides seeing the channel.
struct Row {
    method: &'static str,
    route: &'static str,
    at: At,
    on: On,
    needs: P,
    body: fn(&Scene) -> Value,
}

const fn row(method: &'static str, route: &'static str, needs: P) -> Row {
    Row { method, route, at: At::Channel, on: On::Own, needs, body: |_| Value::Null }
}

impl Row {
    const fn at(self, at: At) -> Self {
        Self { at, ..self }
    }

    const fn on(self, on: On) -> Self {
        Self { on, ..self }
    }

    const fn with(self, body: fn(&Scene) -> Value) -> Self {
        Self { body, ..self }
    }
}

const CHANNELS: &[Row] = &[
    row("GET", CHANNEL, P::NONE),
    row("GET", CHANNEL, P::NONE).at(At::Thread),
    row("GET", CHANNEL, P::NONE).at(At::Private),
    row("PATCH", CHANNEL, P::MANAGE_CHANNELS).with(|_| json!({"topic": "t"})),
    row("PATCH", CHANNEL, P::MANAGE_THREADS).at(At::Thread).with(|_| json!({"name": "n"})),
    row("PATCH", CHANNEL, P::MANAGE_THREADS).at(At::Private).with(|_| json!({"locked": true})),
    row("DELETE", CHANNEL, P::MANAGE_CHANNELS),
    row("DELETE", CHANNEL, P::MANAGE_THREADS).at(At::Thread),
    row("DELETE", CHANNEL, P::MANAGE_THREADS).at(At::Private),
    row("POST", TYPING, POSTS),
    row("POST", TYPING, POSTS_IN_THREADS).at(At::Thread),
    row("POST", THREADS, P::CREATE_PUBLIC_THREADS).with(|_| json!({"name": "t", "type": 11})),
    row("POST", THREADS, P::CREATE_PRIVATE_THREADS).with(|_| json!({"name": "t", "type": 12})),
    row("POST", "/channels/{channel}/messages/{message}/threads", P::CREATE_PUBLIC_THREADS.with(READS))
        .with(|_| json!({"name": "t"})),
    // Without reading the past these are empty lists: `without_the_permission_nothing_of_the_past_is_shown`.
    row("GET", MESSAGES, P::NONE),
    row("GET", "/channels/{channel}/messages/pins", P::NONE),
    row("GET", "/channels/{channel}/pins", P::NONE),
];

const MEMBERS: &[Row] = &[
    row("GET", "/channels/{channel}/threads/archived/public", READS),
    row("GET", "/channels/{channel}/threads/archived/private", READS.with(P::MANAGE_THREADS)),
    row("GET", "/channels/{channel}/users/@me/threads/archived/private", READS),
    row("GET", "/channels/{channel}/thread-members", P::NONE).at(At::Thread),
    row("GET", "/channels/{channel}/thread-members", P::NONE).at(At::Private),
    row("PUT", OWN_MEMBER, P::NONE).at(At::Thread),
    row("PUT", OWN_MEMBER, P::NONE).at(At::Private),
    row("DELETE", OWN_MEMBER, P::NONE).at(At::Private),
    row("GET", MEMBER, P::NONE).at(At::Thread),
    row("GET", MEMBER, P::NONE).at(At::Private),
    row("PUT", MEMBER, POSTS_IN_THREADS).at(At::Thread),
    row("PUT", MEMBER, POSTS_IN_THREADS).at(At::Private),
    row("DELETE", MEMBER, P::MANAGE_THREADS).at(At::Thread),
    row("DELETE", MEMBER, P::MANAGE_THREADS).at(At::Private),
];

const MESSAGES_THERE: &[Row] = &[
    row("POST", MESSAGES, POSTS).with(|_| json!({"content": "x"})),
    row("POST", MESSAGES, POSTS_IN_THREADS).at(At::Thread).with(|_| json!({"content": "x"})),
    row("POST", MESSAGES, POSTS_IN_THREADS).at(At::Private).with(|_| json!({"content": "x"})),
    row("POST", MESSAGES, POSTS.with(P::EMBED_LINKS)).with(|_| json!({"embeds": [{"title": "t"}]})),
    row("POST", MESSAGES, POSTS.with(P::SEND_TTS_MESSAGES)).with(|_| json!({"content": "x", "tts": true})),
    row("POST", MESSAGES, POSTS.with(P::SEND_POLLS))
        .with(|_| json!({"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "a"}}]}})),
    row("POST", "/channels/{channel}/messages/bulk-delete", P::MANAGE_MESSAGES)
        .with(|scene| json!({"messages": [scene.own, scene.others]})),
    row("GET", MESSAGE, READS),
    row("GET", MESSAGE, READS).on(On::Others),
    row("PATCH", MESSAGE, P::NONE).with(|_| json!({"content": "y"})),
    row("DELETE", MESSAGE, P::NONE),
    row("DELETE", MESSAGE, P::MANAGE_MESSAGES).on(On::Others),
    row("PUT", PIN, P::PIN_MESSAGES).on(On::Others),
    row("DELETE", PIN, P::PIN_MESSAGES).on(On::Others),
    row("PUT", OLD_PIN, P::PIN_MESSAGES).on(On::Others),
    row("DELETE", OLD_PIN, P::PIN_MESSAGES).on(On::Others),
    row("GET", "/channels/{channel}/polls/{message}/answers/{answer}", READS).on(On::Poll),
    row("POST", "/channels/{channel}/polls/{message}/expire", P::NONE).on(On::Poll).with(|_| json!({})),
];

const MARKS: &[Row] = &[
    // Nobody has reacted to the bot's own message; to Priya's somebody has.
    row("PUT", OWN_REACTION, READS.with(P::ADD_REACTIONS)),
    row("PUT", OWN_REACTION, READS).on(On::Others),
    row("DELETE", OWN_REACTION, READS).on(On::Others),
    row("GET", REACTION, READS).on(On::Others),
    row("DELETE", ANOTHERS_REACTION, READS.with(P::MANAGE_MESSAGES)).on(On::Others),
    row("DELETE", REACTION, READS.with(P::MANAGE_MESSAGES)).on(On::Others),
    row("DELETE", REACTIONS, READS.with(P::MANAGE_MESSAGES)).on(On::Others),
];

pub(super) fn tried() -> impl Iterator<Item = (&'static str, &'static str)> {
    [CHANNELS, MEMBERS, MESSAGES_THERE, MARKS].into_iter().flatten().map(|row| (row.method, row.route))
}

/// Tries each row with all that it needs, without each of it, without seeing the channel, and from outside the server.
async fn assert_guarded(rows: &[Row]) {
    let set = Set::start().await;
    for row in rows {
        let enough = SEES | row.needs;
        let name = format!("{} {} (row needs {:?})", row.method, row.route, row.needs);
        assert_done(&name, &attempt(&set, row, enough).await);
        let blind = attempt(&set, row, enough - SEES).await;
        assert_eq!(blind.refusal(), (403, 50001), "{name}, without seeing the channel: {}", blind.body);
        for lacking in each(row.needs) {
            let reply = attempt(&set, row, enough - lacking).await;
            assert_eq!(reply.refusal(), (403, 50013), "{name}, without {lacking:?}: {}", reply.body);
        }
    }
    let scene = set.scene().await;
    set.play.sandbox.world().uninstall(set.guild(), set.play.application()).expect("it is installed");
    for row in rows {
        let path = scene.path(&set, row.route, row.at, row.on);
        let reply = set.play.call(row.method, &path, (row.body)(&scene)).await;
        assert_eq!(reply.refusal(), (403, 50001), "{} {}, from outside: {}", row.method, row.route, reply.body);
    }
}

async fn attempt(set: &Set, row: &Row, exactly: P) -> crate::play::Reply {
    let scene = set.scene().await;
    set.permit(scene.channel, exactly);
    let path = scene.path(set, row.route, row.at, row.on);
    set.play.call(row.method, &path, (row.body)(&scene)).await
}

#[tokio::test]
async fn channels_and_threads_ask_for_their_permissions() {
    assert_guarded(CHANNELS).await;
}

#[tokio::test]
async fn lists_and_members_of_threads_ask_for_their_permissions() {
    assert_guarded(MEMBERS).await;
}

#[tokio::test]
async fn messages_ask_for_their_permissions() {
    assert_guarded(MESSAGES_THERE).await;
}

#[tokio::test]
async fn reactions_ask_for_their_permissions() {
    assert_guarded(MARKS).await;
}
