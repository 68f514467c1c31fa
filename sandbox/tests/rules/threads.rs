//! Threads: public and private, put away and brought back.

use std::time::Duration;

use discord_sandbox::Permissions;
use discord_sandbox::ids::ChannelId;
use serde_json::{Value, json};

use crate::play::{Play, UNPRIVILEGED, id, text};

async fn start(play: &Play, body: Value) -> Value {
    let reply = play.call("POST", &format!("/channels/{}/threads", play.channel("checkout")), body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.body
}

#[tokio::test]
async fn a_thread_from_a_message_shares_its_id_and_there_is_only_one() {
    let play = Play::start().await;
    let channel = format!("/channels/{}", play.channel("checkout"));
    let message = play.call("POST", &format!("{channel}/messages"), json!({"content": "root"})).await.body;
    let path = format!("{channel}/messages/{}/threads", text(&message["id"]));
    let thread = play.call("POST", &path, json!({"name": "talk"})).await;
    assert_eq!((thread.status, &thread.body["id"], &thread.body["type"]), (201, &message["id"], &json!(11)));
    assert_eq!(play.call("POST", &path, json!({"name": "talk"})).await.refusal(), (400, 160004));
    let root = play.call("GET", &format!("{channel}/messages/{}", text(&message["id"])), Value::Null).await.body;
    assert_eq!((&root["flags"], &root["thread"]["name"]), (&json!(32), &json!("talk")));
}

#[tokio::test]
async fn a_thread_without_a_message_is_private_unless_asked_otherwise() {
    let play = Play::start().await;
    assert_eq!(start(&play, json!({"name": "t"})).await["type"], 12);
    assert_eq!(start(&play, json!({"name": "t", "type": 11})).await["type"], 11);
    let path = format!("/channels/{}/threads", play.channel("checkout"));
    assert_eq!(
        play.call("POST", &path, json!({"name": "t".repeat(101)})).await.complaint("name"),
        "BASE_TYPE_BAD_LENGTH"
    );
    let odd = json!({"name": "t", "auto_archive_duration": 61});
    assert_eq!(play.call("POST", &path, odd).await.complaint("auto_archive_duration"), "BASE_TYPE_CHOICES");
}

#[tokio::test]
async fn a_private_thread_is_seen_by_its_members_and_those_who_manage_threads() {
    let play = Play::start().await;
    let people = play.sandbox.people();
    let thread: ChannelId = id(&start(&play, json!({"name": "t"})).await["id"]);
    let sees = |name: &str| people.messages(play.person(name), thread).is_ok();
    assert!(!sees("Priya Nair") && !sees("Leo Brandt"));
    assert!(sees("Tomasz Wolny"), "the owner of the server manages threads");
    let member = format!("/channels/{thread}/thread-members/{}", play.person("Priya Nair"));
    assert_eq!(play.call("GET", &member, Value::Null).await.refusal(), (404, 10007));
    assert_eq!(play.call("PUT", &member, Value::Null).await.status, 204);
    assert!(sees("Priya Nair") && !sees("Leo Brandt"));
    assert_eq!(play.call("GET", &member, Value::Null).await.body["user_id"], json!(play.person("Priya Nair")));
    assert_eq!(play.call("DELETE", &member, Value::Null).await.status, 204);
    assert!(!sees("Priya Nair"));
    let outsider = format!("/channels/{thread}/thread-members/{}", play.person("Noor Haddad"));
    assert_eq!(play.call("PUT", &outsider, Value::Null).await.refusal(), (403, 50001));
}

#[tokio::test]
async fn posting_in_a_thread_makes_one_a_member() {
    let play = Play::start().await;
    let people = play.sandbox.people();
    let thread: ChannelId = id(&start(&play, json!({"name": "t", "type": 11})).await["id"]);
    people.post(play.person("Leo Brandt"), thread, "hello", None).expect("public");
    let seen = play.call("GET", &format!("/channels/{thread}"), Value::Null).await.body;
    assert_eq!((&seen["member_count"], &seen["message_count"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_silent_thread_is_put_away_and_a_post_brings_it_back() {
    let play = Play::start().await;
    let people = play.sandbox.people();
    let thread: ChannelId =
        id(&start(&play, json!({"name": "t", "type": 11, "auto_archive_duration": 60})).await["id"]);
    let archived = async || {
        play.call("GET", &format!("/channels/{thread}"), Value::Null).await.body["thread_metadata"]["archived"].clone()
    };
    play.seconds(30 * 60);
    people.post(play.person("Leo Brandt"), thread, "still here", None).expect("public");
    play.seconds(59 * 60);
    assert_eq!(archived().await, false);
    play.seconds(60);
    assert_eq!(archived().await, true);
    let empty = play.call("POST", &format!("/channels/{thread}/messages"), json!({"content": ""})).await;
    assert_eq!((empty.refusal(), archived().await), ((400, 50006), json!(true)), "what is refused wakes nothing");
    people.post(play.person("Leo Brandt"), thread, "back", None).expect("it is not locked");
    assert_eq!(archived().await, false);
}

/// One tick before its time a thread is there, at its time it is put away, whatever the time is counted from.
#[tokio::test]
async fn a_thread_is_put_away_at_its_time_and_not_a_tick_earlier() {
    const TICK: Duration = Duration::from_millis(1);
    let play = Play::start().await;
    for minutes in [60, 1_440, 4_320, 10_080] {
        let whole = Duration::from_secs(minutes * 60);
        let thread = start(&play, json!({"name": "t", "type": 11, "auto_archive_duration": minutes})).await;
        let path = format!("/channels/{}", text(&thread["id"]));
        let archived =
            async || play.call("GET", &path, Value::Null).await.body["thread_metadata"]["archived"] == json!(true);
        let assert_put_away_in = async |time: Duration, since: &str| {
            play.clock.advance(time - TICK);
            assert!(!archived().await, "{minutes} minutes, a tick early, since {since}");
            play.clock.advance(TICK);
            assert!(archived().await, "{minutes} minutes, since {since}");
        };
        assert_put_away_in(whole, "it was started").await;
        play.call("POST", &format!("{path}/messages"), json!({"content": "back"})).await;
        assert!(!archived().await, "a post brings it back");
        play.clock.advance(whole - TICK);
        play.call("POST", &format!("{path}/messages"), json!({"content": "just in time"})).await;
        assert_put_away_in(whole, "the last post").await;
        assert_eq!(play.call("PATCH", &path, json!({"archived": false})).await.status, 200);
        assert_put_away_in(whole, "it was brought back by hand").await;
        play.call("PATCH", &path, json!({"archived": false})).await;
        play.clock.advance(Duration::from_secs(30 * 60));
        let other = if minutes == 60 { 1_440 } else { 60 };
        play.call("PATCH", &path, json!({"auto_archive_duration": other})).await;
        assert_put_away_in(Duration::from_secs(other * 60), "its time was changed").await;
    }
}

#[tokio::test]
async fn a_locked_thread_is_brought_back_only_by_those_who_manage_threads() {
    let play = Play::start().await;
    let (people, world) = (play.sandbox.people(), play.sandbox.world());
    let thread: ChannelId = id(&start(&play, json!({"name": "t", "type": 11})).await["id"]);
    people.post(play.person("Leo Brandt"), thread, "hello", None).expect("it is open");
    play.call("PATCH", &format!("/channels/{thread}"), json!({"archived": true, "locked": true})).await;
    assert_eq!(people.post(play.person("Leo Brandt"), thread, "x", None).expect_err("locked").code, Some(160005));
    let (bot, checkout) = (play.person("Test Bot"), play.channel("checkout"));
    let post = async || play.call("POST", &format!("/channels/{thread}/messages"), json!({"content": "x"})).await;
    world.overwrite_member(checkout, bot, Permissions::NONE, Permissions::MANAGE_THREADS).expect("both are there");
    assert_eq!(post().await.refusal(), (400, 160005));
    world.overwrite_member(checkout, bot, Permissions::MANAGE_THREADS, Permissions::NONE).expect("both are there");
    assert_eq!(post().await.status, 200);
    let seen = play.call("GET", &format!("/channels/{thread}"), Value::Null).await.body;
    assert_eq!(seen["thread_metadata"]["archived"], false);
}

#[tokio::test]
async fn nothing_changes_in_an_archived_thread_and_nobody_posts_in_a_locked_one() {
    let play = Play::start().await;
    let people = play.sandbox.people();
    let thread = start(&play, json!({"name": "t", "type": 11})).await;
    let thread: ChannelId = id(&thread["id"]);
    let path = format!("/channels/{thread}");
    let message = play.call("POST", &format!("{path}/messages"), json!({"content": "x"})).await.body;
    let message = format!("{path}/messages/{}", text(&message["id"]));
    play.call("PATCH", &path, json!({"archived": true})).await;
    assert_eq!(play.call("PATCH", &message, json!({"content": "y"})).await.refusal(), (400, 50083));
    assert_eq!(play.call("PATCH", &path, json!({"name": "u"})).await.refusal(), (400, 50083));
    let member = format!("{path}/thread-members/{}", play.person("Priya Nair"));
    assert_eq!(play.call("PUT", &member, Value::Null).await.refusal(), (400, 50083));
    assert_eq!(play.call("PATCH", &path, json!({"archived": false, "locked": true})).await.status, 200);
    let refusal = people.post(play.person("Leo Brandt"), thread, "x", None).expect_err("locked");
    assert_eq!(refusal.code, Some(160005));
}

#[tokio::test]
async fn threads_are_listed_by_whether_they_are_active() {
    let play = Play::start().await;
    let active = start(&play, json!({"name": "active", "type": 11})).await;
    let mut archived = Vec::new();
    for kind in [11, 12] {
        let thread = start(&play, json!({"name": "done", "type": kind})).await;
        play.call("PATCH", &format!("/channels/{}", text(&thread["id"])), json!({"archived": true})).await;
        archived.push(thread["id"].clone());
    }
    let list = async |path: String| {
        let body = play.call("GET", &path, Value::Null).await.body;
        body["threads"].as_array().into_iter().flatten().map(|thread| thread["id"].clone()).collect::<Vec<_>>()
    };
    let channel = play.channel("checkout");
    assert_eq!(list(format!("/guilds/{}/threads/active", play.guild())).await, [active["id"].clone()]);
    assert_eq!(list(format!("/channels/{channel}/threads/archived/public")).await, [archived[0].clone()]);
    assert_eq!(list(format!("/channels/{channel}/threads/archived/private")).await, [archived[1].clone()]);
    assert_eq!(list(format!("/channels/{channel}/users/@me/threads/archived/private")).await, [archived[1].clone()]);
}

#[tokio::test]
async fn the_gateway_tells_of_threads_that_the_bot_sees() {
    let play = Play::start().await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    let thread = start(&play, json!({"name": "t", "type": 11})).await;
    let told = gateway.until("THREAD_CREATE").await;
    assert_eq!((&told["id"], &told["newly_created"]), (&thread["id"], &json!(true)));
    let path = format!("/channels/{}", text(&thread["id"]));
    play.call("PATCH", &path, json!({"archived": true})).await;
    assert_eq!(gateway.until("THREAD_UPDATE").await["thread_metadata"]["archived"], true);
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 200);
    assert_eq!(gateway.until("THREAD_DELETE").await["parent_id"], json!(play.channel("checkout")));
}

/// A thread that the bot is in and does not manage.
async fn unmanaged(play: &Play, kind: u8) -> ChannelId {
    let (bot, checkout) = (play.person("Test Bot"), play.channel("checkout"));
    let thread = id(&start(play, json!({"name": "t", "type": kind})).await["id"]);
    let world = play.sandbox.world();
    world.overwrite_member(checkout, bot, Permissions::NONE, Permissions::MANAGE_THREADS).expect("both are there");
    thread
}

#[tokio::test]
async fn who_may_post_brings_a_thread_back_unless_it_is_locked() {
    let play = Play::start().await;
    let (world, bot, checkout) = (play.sandbox.world(), play.person("Test Bot"), play.channel("checkout"));
    let people = play.sandbox.people();
    // A thread of somebody else's, of which the bot is no member.
    let owner = world.add_application("Other Bot", play.person("Tomasz Wolny")).expect("he is there");
    world.install(play.guild(), owner.0).expect("both are there");
    let made = json!({"name": "t", "type": 11});
    let thread = play.call_as(&owner.1, "POST", &format!("/channels/{checkout}/threads"), made).await.body;
    let path = format!("/channels/{}", text(&thread["id"]));
    let set = async |change: Value| {
        let reply = play.call_as(&owner.1, "PATCH", &path, change).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    };
    let back = async || play.call("PATCH", &path, json!({"archived": false})).await;
    let permit = |allow, deny| world.overwrite_member(checkout, bot, allow, deny).expect("both are there");
    set(json!({"archived": true})).await;
    permit(Permissions::NONE, Permissions::MANAGE_THREADS | Permissions::SEND_MESSAGES_IN_THREADS);
    assert_eq!(back().await.refusal(), (403, 50013), "who may not post");
    permit(Permissions::NONE, Permissions::MANAGE_THREADS);
    assert_eq!(play.call("PATCH", &path, json!({"archived": false, "name": "u"})).await.refusal(), (403, 50013));
    let woken = back().await;
    assert_eq!((woken.status, &woken.body["thread_metadata"]["archived"]), (200, &json!(false)));
    set(json!({"archived": true, "locked": true})).await;
    assert_eq!(back().await.refusal(), (403, 50013), "a locked one");
    permit(Permissions::MANAGE_THREADS, Permissions::NONE);
    assert_eq!(back().await.status, 200, "for those who manage threads");
    people.post(play.person("Leo Brandt"), id(&thread["id"]), "x", None).expect_err("it is locked still");
}

#[tokio::test]
async fn not_even_its_owner_brings_a_locked_thread_back() {
    let play = Play::start().await;
    let path = format!("/channels/{}", unmanaged(&play, 11).await);
    let (world, bot, checkout) = (play.sandbox.world(), play.person("Test Bot"), play.channel("checkout"));
    assert_eq!(play.call("PATCH", &path, json!({"archived": true})).await.status, 200, "owners put theirs away");
    assert_eq!(play.call("PATCH", &path, json!({"archived": false, "name": "u"})).await.status, 200, "and rename it");
    assert_eq!(play.call("PATCH", &path, json!({"locked": true})).await.refusal(), (403, 50013));
    world.overwrite_member(checkout, bot, Permissions::MANAGE_THREADS, Permissions::NONE).expect("both are there");
    assert_eq!(play.call("PATCH", &path, json!({"archived": true, "locked": true})).await.status, 200);
    world.overwrite_member(checkout, bot, Permissions::NONE, Permissions::MANAGE_THREADS).expect("both are there");
    assert_eq!(play.call("PATCH", &path, json!({"archived": false})).await.refusal(), (403, 50013));
}

#[tokio::test]
async fn a_thread_says_who_was_added_and_removed_by_others() {
    let play = Play::start().await;
    let thread = start(&play, json!({"name": "t", "type": 12})).await;
    let path = format!("/channels/{}", text(&thread["id"]));
    let leo = play.person("Leo Brandt");
    for method in ["PUT", "DELETE"] {
        let reply = play.call(method, &format!("{path}/thread-members/{leo}"), Value::Null).await;
        assert_eq!(reply.status, 204, "{}", reply.body);
    }
    assert_eq!(play.call("DELETE", &format!("{path}/thread-members/@me"), Value::Null).await.status, 204);
    let messages = play.call("GET", &format!("{path}/messages"), Value::Null).await.body;
    let said: Vec<_> =
        messages.as_array().into_iter().flatten().map(|one| (&one["type"], &one["mentions"][0]["id"])).collect();
    let leo = json!(leo);
    assert_eq!(said, [(&json!(2), &leo), (&json!(1), &leo)], "the newest first; who leaves says nothing");
    let removal = format!("{path}/messages/{}", text(&messages[0]["id"]));
    assert_eq!(play.call("DELETE", &removal, Value::Null).await.refusal(), (403, 50021));
}

#[tokio::test]
async fn members_of_a_thread_that_is_brought_back_are_told_of_being_members() {
    let play = Play::start().await;
    let thread = start(&play, json!({"name": "t", "type": 11})).await;
    let path = format!("/channels/{}", text(&thread["id"]));
    let mut gateway = play.connect(UNPRIVILEGED).await;
    let member = json!({"id": thread["id"], "user_id": play.person("Test Bot"), "guild_id": play.guild()});
    for (method, place, body) in
        [("PATCH", "", json!({"archived": false})), ("POST", "/messages", json!({"content": "back"}))]
    {
        play.call("PATCH", &path, json!({"archived": true})).await;
        gateway.until("THREAD_UPDATE").await;
        assert_eq!(play.call(method, &format!("{path}{place}"), body).await.status, 200);
        assert_eq!(gateway.until("THREAD_UPDATE").await["thread_metadata"]["archived"], false);
        let told = gateway.until("THREAD_MEMBER_UPDATE").await;
        assert_eq!(json!({"id": told["id"], "user_id": told["user_id"], "guild_id": told["guild_id"]}), member);
    }
    play.call("PATCH", &path, json!({"name": "u"})).await;
    assert_eq!(gateway.names_until("THREAD_UPDATE").await.last().map(String::as_str), Some("THREAD_UPDATE"));
    play.call("DELETE", &path, Value::Null).await;
    assert!(!gateway.names_until("THREAD_DELETE").await.contains(&"THREAD_MEMBER_UPDATE".to_owned()), "it was active");
}
