//! Private threads are for their members and for those who manage threads, on REST and on the gateway.

use discord_sandbox::ids::ChannelId;
use discord_sandbox::{Permissions, rest_routes};
use serde_json::{Value, json};

use super::scene::{FIRE, Set, assert_done};
use crate::play::{Gateway, UNPRIVILEGED, text};

type P = Permissions;

/// A body in which every route finds what it needs to come as far as to ask who calls.
fn anything() -> Value {
    json!({"content": "x", "name": "n", "messages": ["1", "2"]})
}

/// The bot may do everything in #checkout but manage threads there.
fn without_managing(set: &Set) -> ChannelId {
    let checkout = set.play.channel("checkout");
    set.permit(checkout, P::ALL - P::MANAGE_THREADS - P::ADMINISTRATOR);
    checkout
}

async fn other_does(set: &Set, method: &str, path: &str, body: Value) -> Value {
    let reply = set.play.call_as(&set.other_token, method, path, body).await;
    assert_done(&format!("{method} {path}"), &reply);
    reply.body
}

#[tokio::test]
async fn no_route_lets_an_outsider_into_a_private_thread() {
    let set = Set::start().await;
    let checkout = without_managing(&set);
    let thread = set.thread(checkout, 12).await;
    let message = other_does(&set, "POST", &format!("/channels/{thread}/messages"), json!({"content": "secret"})).await;
    for route in rest_routes().filter(|route| route.template.starts_with("/channels/{channel}")) {
        let path = route.template.replace("{channel}", &thread).replace("{message}", text(&message["id"]));
        let path = path.replace("{emoji}", FIRE).replace("{user}", &set.priya().to_string()).replace("{answer}", "1");
        let body = if matches!(route.method, "GET" | "DELETE") { Value::Null } else { anything() };
        let reply = set.play.call(route.method, &path, body).await;
        assert_eq!(reply.refusal(), (403, 50001), "{} {}: {}", route.method, route.template, reply.body);
    }
}

#[tokio::test]
async fn members_and_managers_read_a_private_thread() {
    let set = Set::start().await;
    let checkout = without_managing(&set);
    let thread = set.thread(checkout, 12).await;
    let messages = format!("/channels/{thread}/messages");
    let read = async || set.play.call("GET", &messages, Value::Null).await;
    assert_eq!(read().await.refusal(), (403, 50001));
    let member = format!("/channels/{thread}/thread-members/{}", set.bot());
    other_does(&set, "PUT", &member, Value::Null).await;
    assert_done("as a member", &read().await);
    other_does(&set, "DELETE", &member, Value::Null).await;
    assert_eq!(read().await.refusal(), (403, 50001), "no longer a member");
    set.permit(checkout, P::ALL - P::ADMINISTRATOR);
    assert_done("managing threads", &read().await);
    set.permit(checkout, P::ALL - P::ADMINISTRATOR - P::VIEW_CHANNEL);
    assert_eq!(read().await.refusal(), (403, 50001), "who does not see the channel manages nothing in it");
}

#[tokio::test]
async fn lists_have_only_the_private_threads_that_are_ones_to_see() {
    let set = Set::start().await;
    let checkout = without_managing(&set);
    let (hidden, joined) = (set.thread(checkout, 12).await, set.thread(checkout, 12).await);
    other_does(&set, "PUT", &format!("/channels/{joined}/thread-members/{}", set.bot()), Value::Null).await;
    let list = async |path: String| {
        let reply = set.play.call("GET", &path, Value::Null).await;
        assert_done(&path, &reply);
        let threads = reply.body["threads"].as_array().cloned().unwrap_or_default();
        threads.iter().map(|thread| text(&thread["id"]).to_owned()).collect::<Vec<_>>()
    };
    let active = format!("/guilds/{}/threads/active", set.guild());
    assert_eq!(list(active.clone()).await, std::slice::from_ref(&joined));
    set.permit(checkout, P::ALL - P::ADMINISTRATOR);
    assert_eq!(list(active).await, [joined.clone(), hidden.clone()], "the newest first");
    for thread in [&hidden, &joined] {
        other_does(&set, "PATCH", &format!("/channels/{thread}"), json!({"archived": true})).await;
    }
    let archived = format!("/channels/{checkout}/threads/archived/private");
    assert_eq!(list(archived.clone()).await, [joined.clone(), hidden]);
    without_managing(&set);
    assert_eq!(set.play.call("GET", &archived, Value::Null).await.refusal(), (403, 50013));
    assert_eq!(list(format!("/channels/{checkout}/users/@me/threads/archived/private")).await, [joined]);
}

/// All that happens in a private thread of the other bot's: started, then `first`, then talked in, changed, deleted.
async fn everything_happens(set: &Set, first: impl AsyncFnOnce(&str)) {
    let thread = set.thread(set.play.channel("checkout"), 12).await;
    first(&thread).await;
    let place = format!("/channels/{thread}");
    let message = other_does(set, "POST", &format!("{place}/messages"), json!({"content": "secret"})).await;
    let message = format!("{place}/messages/{}", text(&message["id"]));
    other_does(set, "PATCH", &message, json!({"content": "changed"})).await;
    other_does(set, "POST", &format!("{place}/typing"), Value::Null).await;
    let reaction = format!("{message}/reactions/{FIRE}/@me");
    other_does(set, "PUT", &reaction, Value::Null).await;
    other_does(set, "DELETE", &reaction, Value::Null).await;
    other_does(set, "DELETE", &message, Value::Null).await;
    other_does(set, "PATCH", &place, json!({"archived": true})).await;
    other_does(set, "DELETE", &place, Value::Null).await;
}

/// What a session is told until somebody posts in #general; the servers that come first are passed over.
async fn heard(set: &Set, gateway: &mut Gateway) -> Vec<String> {
    let play = &set.play;
    play.sandbox.people().post(set.priya(), play.channel("general"), "that is all", None).expect("she may post");
    let general = json!(play.channel("general"));
    let mut heard = Vec::new();
    loop {
        let payload = gateway.next().await;
        if payload["d"]["channel_id"] == general {
            return heard;
        }
        if payload["t"] != "GUILD_CREATE" {
            heard.push(text(&payload["t"]).to_owned());
        }
    }
}

const TALK: [&str; 6] = [
    "MESSAGE_CREATE",
    "MESSAGE_UPDATE",
    "TYPING_START",
    "MESSAGE_REACTION_ADD",
    "MESSAGE_REACTION_REMOVE",
    "MESSAGE_DELETE",
];

#[tokio::test]
async fn the_gateway_tells_an_outsider_nothing_of_a_private_thread() {
    let set = Set::start().await;
    without_managing(&set);
    let mut gateway = set.play.connect(UNPRIVILEGED | 1 << 1).await;
    everything_happens(&set, async |_| {}).await;
    assert_eq!(heard(&set, &mut gateway).await, [""; 0]);
}

#[tokio::test]
async fn the_gateway_tells_who_manages_threads_of_private_ones() {
    let set = Set::start().await;
    set.permit(set.play.channel("checkout"), P::ALL - P::ADMINISTRATOR);
    let mut gateway = set.play.connect(UNPRIVILEGED).await;
    everything_happens(&set, async |_| {}).await;
    // The second message says that Priya was added.
    let all = [&["THREAD_CREATE", "MESSAGE_CREATE"][..], &TALK, &["THREAD_UPDATE", "THREAD_DELETE"]].concat();
    assert_eq!(heard(&set, &mut gateway).await, all);
}

#[tokio::test]
async fn the_gateway_tells_members_of_a_private_thread_from_when_they_are_added() {
    let set = Set::start().await;
    without_managing(&set);
    let mut gateway = set.play.connect(UNPRIVILEGED).await;
    let add = async |thread: &str| {
        other_does(&set, "PUT", &format!("/channels/{thread}/thread-members/{}", set.bot()), Value::Null).await;
    };
    everything_happens(&set, add).await;
    // A bot that is added is first told of the thread itself, and then that it was added.
    let added = ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE"];
    let all = [&added[..], &TALK, &["THREAD_UPDATE", "THREAD_DELETE"]].concat();
    assert_eq!(heard(&set, &mut gateway).await, all);
}

#[tokio::test]
async fn the_gateway_tells_members_that_they_were_removed_and_nothing_after() {
    let set = Set::start().await;
    without_managing(&set);
    let mut gateway = set.play.connect(UNPRIVILEGED).await;
    let add_and_remove = async |thread: &str| {
        for method in ["PUT", "DELETE"] {
            other_does(&set, method, &format!("/channels/{thread}/thread-members/{}", set.bot()), Value::Null).await;
        }
        gateway.until("THREAD_CREATE").await;
        let added = gateway.until("THREAD_MEMBERS_UPDATE").await;
        assert_eq!(added["added_members"][0]["user_id"], json!(set.bot()));
        let removed = gateway.until("THREAD_MEMBERS_UPDATE").await;
        assert_eq!(removed["removed_member_ids"], json!([set.bot()]));
    };
    everything_happens(&set, add_and_remove).await;
    assert_eq!(heard(&set, &mut gateway).await, [""; 0]);
}

#[tokio::test]
async fn a_login_is_told_of_the_private_threads_that_are_ones_to_see() {
    let set = Set::start().await;
    let checkout = without_managing(&set);
    let (hidden, joined) = (set.thread(checkout, 12).await, set.thread(checkout, 12).await);
    other_does(&set, "PUT", &format!("/channels/{joined}/thread-members/{}", set.bot()), Value::Null).await;
    let greeted = async || {
        let mut gateway = set.play.connect(1).await;
        loop {
            let guild = gateway.until("GUILD_CREATE").await;
            if guild["id"] == json!(set.guild()) {
                let threads = guild["threads"].as_array().cloned().unwrap_or_default();
                break threads.iter().map(|one| (one["id"].clone(), one["member"].is_object())).collect::<Vec<_>>();
            }
        }
    };
    assert_eq!(greeted().await, [(json!(joined), true)]);
    set.permit(checkout, P::ALL - P::ADMINISTRATOR);
    assert_eq!(greeted().await, [(json!(hidden), false), (json!(joined), true)]);
}

/// What the bot is told when something gives it access, up to the next message in #general: the threads synced, by channel.
async fn synced(set: &Set, gateway: &mut Gateway) -> Vec<Value> {
    let play = &set.play;
    play.sandbox.people().post(set.priya(), play.channel("general"), "that is all", None).expect("she may post");
    let general = json!(play.channel("general"));
    let mut synced = Vec::new();
    loop {
        let payload = gateway.next().await;
        if payload["d"]["channel_id"] == general {
            return synced;
        }
        if payload["t"] == "THREAD_LIST_SYNC" {
            assert_eq!(payload["d"]["guild_id"], json!(set.guild()));
            synced.push(payload["d"].clone());
        }
    }
}

#[tokio::test]
async fn the_gateway_syncs_the_threads_of_channels_that_a_bot_comes_to_see() {
    let set = Set::start().await;
    let (checkout, world) = (set.play.channel("checkout"), set.play.sandbox.world());
    let all = P::ALL - P::ADMINISTRATOR;
    let (public, private, archived) =
        (set.thread(checkout, 11).await, set.thread(checkout, 12).await, set.thread(checkout, 11).await);
    other_does(&set, "PUT", &format!("/channels/{public}/thread-members/{}", set.bot()), Value::Null).await;
    other_does(&set, "PATCH", &format!("/channels/{archived}"), json!({"archived": true})).await;
    set.permit(checkout, P::NONE);
    let mut gateway = set.play.connect(UNPRIVILEGED).await;
    assert_eq!(synced(&set, &mut gateway).await, [Value::Null; 0]);
    let ids = |list: &Value| list.as_array().into_iter().flatten().map(|one| one["id"].clone()).collect::<Vec<_>>();

    set.permit(checkout, all - P::MANAGE_THREADS);
    let seen = synced(&set, &mut gateway).await;
    assert_eq!(seen.len(), 1, "by an overwrite: {seen:?}");
    assert_eq!(seen[0]["channel_ids"], json!([checkout]));
    assert_eq!(ids(&seen[0]["threads"]), [json!(public)], "active ones that it sees");
    assert_eq!((ids(&seen[0]["members"]), &seen[0]["members"][0]["user_id"]), (vec![json!(public)], &json!(set.bot())));

    set.permit(checkout, all);
    let seen = synced(&set, &mut gateway).await;
    assert_eq!(ids(&seen[0]["threads"]), [json!(public), json!(private)], "with private ones, as a moderator");

    set.permit(checkout, all - P::MANAGE_THREADS);
    set.permit(checkout, all - P::MANAGE_THREADS);
    assert_eq!(synced(&set, &mut gateway).await, [Value::Null; 0], "less, and no more");

    let hidden = set.play.channel("checkout-private");
    let lead = world.role(set.guild(), "Tech Lead").expect("it is in the furniture");
    let roles: Vec<_> = set.play.sandbox.world().role(set.guild(), "Test Bot").into_iter().chain([lead]).collect();
    world.set_roles(set.guild(), set.bot(), &roles).expect("the bot is there");
    let seen = synced(&set, &mut gateway).await;
    assert_eq!(seen.iter().map(|one| &one["channel_ids"]).collect::<Vec<_>>(), [&json!([hidden])], "by a role");
    assert_eq!(ids(&seen[0]["threads"]), [Value::Null; 0], "without any threads the channel is named all the same");
}
