//! Reactions: who may put which emoji where, who sees it, and what the gateway tells.

use discord_sandbox::Permissions;
use discord_sandbox::ids::MessageId;
use serde_json::{Value, json};

use crate::play::{Play, Reply, UNPRIVILEGED, id, text};

const FIRE: &str = "%F0%9F%94%A5";

/// A message by Priya in #checkout, and the path of its reactions.
fn message(play: &Play) -> (MessageId, String) {
    let posted = play.sandbox.people().post(play.person("Priya Nair"), play.channel("checkout"), "ship it?", None);
    let id: MessageId = id(&posted.expect("she may post")["id"]);
    (id, format!("/channels/{}/messages/{id}/reactions", play.channel("checkout")))
}

async fn react(play: &Play, path: &str, emoji: &str) -> Reply {
    play.call("PUT", &format!("{path}/{emoji}/@me"), Value::Null).await
}

/// Gives the bot's role in #checkout these permissions and takes those away.
fn permit(play: &Play, allow: Permissions, deny: Permissions) {
    let role = play.sandbox.world().role(play.guild(), "Test Bot").expect("the bot has a role");
    play.sandbox.world().overwrite_role(play.channel("checkout"), role, allow, deny).expect("both are there");
}

#[tokio::test]
async fn a_reaction_is_counted_and_shown_to_each_as_their_own_or_not() {
    let play = Play::start().await;
    let (message, path) = message(&play);
    assert_eq!(react(&play, &path, FIRE).await.status, 204);
    assert_eq!(react(&play, &path, FIRE).await.status, 204, "twice is once");
    let (side, leo) = (play.sandbox.people(), play.person("Leo Brandt"));
    side.react(leo, message, "🔥").expect("he may");
    side.react(leo, message, "👀").expect("he may");
    let seen = play.call("GET", path.trim_end_matches("/reactions"), Value::Null).await.body;
    let reaction = |name: &str, count: usize, me: bool| {
        json!({"emoji": {"id": null, "name": name}, "count": count, "count_details": {"burst": 0, "normal": count},
            "me": me, "me_burst": false, "burst_colors": []})
    };
    assert_eq!(seen["reactions"], json!([reaction("🔥", 2, true), reaction("👀", 1, false)]));
    let his = side.messages(leo, play.channel("checkout")).expect("he sees it").pop().expect("the newest");
    assert_eq!(his["reactions"], json!([reaction("🔥", 2, true), reaction("👀", 1, true)]));
    side.unreact(leo, message, "👀").expect("it is his");
    let seen = play.call("GET", path.trim_end_matches("/reactions"), Value::Null).await.body;
    assert_eq!(seen["reactions"], json!([reaction("🔥", 2, true)]));
    assert_eq!(play.call("DELETE", &format!("{path}/{FIRE}/@me"), Value::Null).await.status, 204);
    assert_eq!(play.call("DELETE", &format!("{path}/%F0%9F%91%80/@me"), Value::Null).await.refusal(), (404, 10014));
}

#[tokio::test]
async fn who_reacted_is_listed_in_pages() {
    let play = Play::start().await;
    let (message, path) = message(&play);
    let names = ["Ines Moreau", "Tomasz Wolny", "Priya Nair"];
    for name in names {
        play.sandbox.people().react(play.person(name), message, "🔥").expect("they may");
    }
    let list = async |query: &str| {
        let reply = play.call("GET", &format!("{path}/{FIRE}{query}"), Value::Null).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let users = reply.body.as_array().cloned().unwrap_or_default();
        users.iter().map(|user| text(&user["global_name"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list("").await, names);
    assert_eq!(list("?limit=2").await, names[..2]);
    assert_eq!(list(&format!("?after={}", play.person(names[0]))).await, names[1..]);
    assert_eq!(list("?type=1").await, [""; 0], "nobody super-reacts");
    let reply = play.call("GET", &format!("{path}/{FIRE}?limit=101"), Value::Null).await;
    assert_eq!(reply.complaint("limit"), "NUMBER_TYPE_MAX");
    assert_eq!(play.call("GET", &format!("{path}/%F0%9F%91%80"), Value::Null).await.refusal(), (404, 10014));
}

#[tokio::test]
async fn only_what_is_an_emoji_can_be_put_on_a_message() {
    let play = Play::start().await;
    let (_, path) = message(&play);
    for unknown in ["ship", "x", "lgtm:41771983429993937", ":fire:", "%F0%9F%94%A5%F0%9F%94%A5"] {
        assert_eq!(react(&play, &path, unknown).await.refusal(), (404, 10014), "{unknown}");
    }
    let wrong = "/channels/1/messages/1/reactions/x/@me";
    assert_eq!(play.call("PUT", wrong, Value::Null).await.refusal(), (404, 10003));
    let unknown = format!("/channels/{}/messages/1/reactions/{FIRE}/@me", play.channel("checkout"));
    assert_eq!(play.call("PUT", &unknown, Value::Null).await.refusal(), (404, 10008));
}

#[tokio::test]
async fn a_servers_own_emoji_are_named_with_their_id() {
    let play = Play::start().await;
    let (message, path) = message(&play);
    let world = play.sandbox.world();
    let own = world.add_emoji(play.guild(), "lgtm").expect("the server is there");
    let books = world.guild("Orchard Books").expect("furnished");
    let foreign = world.add_emoji(books, "book").expect("the server is there");
    let listed = play.call("GET", &format!("/guilds/{}/emojis", play.guild()), Value::Null).await.body;
    assert_eq!((&listed[0]["id"], &listed[0]["name"]), (&json!(own.to_string()), &json!("lgtm")));
    assert_eq!(react(&play, &path, &format!("lgtm%3A{own}")).await.status, 204);
    let seen = play.call("GET", path.trim_end_matches("/reactions"), Value::Null).await.body;
    assert_eq!(seen["reactions"][0]["emoji"], json!({"id": own.to_string(), "name": "lgtm", "animated": false}));
    permit(&play, Permissions::NONE, Permissions::USE_EXTERNAL_EMOJIS);
    assert_eq!(react(&play, &path, &format!("book:{foreign}")).await.refusal(), (403, 50013));
    permit(&play, Permissions::USE_EXTERNAL_EMOJIS, Permissions::NONE);
    assert_eq!(react(&play, &path, &format!("book:{foreign}")).await.status, 204);
    let leo = play.person("Leo Brandt");
    play.sandbox.people().react(leo, message, &format!("book:{foreign}")).expect("anybody may add to what is there");
}

#[tokio::test]
async fn a_new_reaction_takes_a_permission_and_one_that_is_there_does_not() {
    let play = Play::start().await;
    let (message, path) = message(&play);
    play.sandbox.people().react(play.person("Leo Brandt"), message, "🔥").expect("he may");
    permit(&play, Permissions::NONE, Permissions::ADD_REACTIONS);
    assert_eq!(react(&play, &path, "%F0%9F%91%80").await.refusal(), (403, 50013));
    assert_eq!(react(&play, &path, FIRE).await.status, 204);
    permit(&play, Permissions::NONE, Permissions::READ_MESSAGE_HISTORY);
    assert_eq!(react(&play, &path, FIRE).await.refusal(), (403, 50013));
    permit(&play, Permissions::NONE, Permissions::VIEW_CHANNEL);
    assert_eq!(react(&play, &path, FIRE).await.refusal(), (403, 50001));
}

#[tokio::test]
async fn twenty_different_reactions_fit_and_one_more_does_not() {
    let play = Play::start().await;
    let (message, path) = message(&play);
    let animals: Vec<char> = ('\u{1f400}'..='\u{1f414}').collect();
    for animal in &animals[..20] {
        play.sandbox.people().react(play.person("Leo Brandt"), message, &animal.to_string()).expect("he may");
    }
    assert_eq!(react(&play, &path, "%F0%9F%90%94").await.refusal(), (400, 30010));
    assert_eq!(react(&play, &path, "%F0%9F%90%80").await.status, 204, "one that is there still takes more");
}

#[tokio::test]
async fn others_reactions_are_taken_away_with_the_permission() {
    let play = Play::start().await;
    let (message, path) = message(&play);
    let leo = play.person("Leo Brandt");
    for emoji in ["🔥", "👀"] {
        play.sandbox.people().react(leo, message, emoji).expect("he may");
        assert_eq!(react(&play, &path, if emoji == "🔥" { FIRE } else { "%F0%9F%91%80" }).await.status, 204);
    }
    let his = format!("{path}/{FIRE}/{leo}");
    let emoji = format!("{path}/{FIRE}");
    for forbidden in [&his, &emoji, &path] {
        assert_eq!(play.call("DELETE", forbidden, Value::Null).await.refusal(), (403, 50013), "{forbidden}");
    }
    permit(&play, Permissions::MANAGE_MESSAGES, Permissions::NONE);
    let mut gateway = play.connect(UNPRIVILEGED).await;
    for (path, left, event) in [
        (&his, vec![1, 2], "MESSAGE_REACTION_REMOVE"),
        (&emoji, vec![2], "MESSAGE_REACTION_REMOVE_EMOJI"),
        (&path, vec![], "MESSAGE_REACTION_REMOVE_ALL"),
    ] {
        assert_eq!(play.call("DELETE", path, Value::Null).await.status, 204);
        let seen = play.call("GET", &path[..path.find("/reactions").expect("in all")], Value::Null).await.body;
        let counts: Vec<i64> =
            seen["reactions"].as_array().into_iter().flatten().filter_map(|one| one["count"].as_i64()).collect();
        assert_eq!(counts, left);
        assert_eq!(gateway.until(event).await["message_id"], json!(message.to_string()));
    }
    assert_eq!(play.call("DELETE", &his, Value::Null).await.refusal(), (404, 10014), "nothing of it is left");
}

#[tokio::test]
async fn the_gateway_tells_of_reactions_to_those_who_asked() {
    let play = Play::start().await;
    let (message, _) = message(&play);
    let mut hears = play.connect(1 << 10).await;
    let mut deaf = play.connect(1 << 9).await;
    let (side, leo) = (play.sandbox.people(), play.person("Leo Brandt"));
    side.react(leo, message, "🔥").expect("he may");
    side.unreact(leo, message, "🔥").expect("it is his");
    side.post(leo, play.channel("checkout"), "done", None).expect("he may");
    let added = hears.until("MESSAGE_REACTION_ADD").await;
    assert_eq!(
        added,
        json!({"user_id": leo.to_string(), "channel_id": play.channel("checkout").to_string(),
            "message_id": message.to_string(), "guild_id": play.guild().to_string(), "member": added["member"],
            "emoji": {"id": null, "name": "🔥"}, "message_author_id": play.person("Priya Nair").to_string(),
            "burst": false, "type": 0})
    );
    assert_eq!(added["member"]["user"]["id"], json!(leo.to_string()));
    let removed = hears.until("MESSAGE_REACTION_REMOVE").await;
    assert_eq!(
        removed,
        json!({"user_id": leo.to_string(), "channel_id": play.channel("checkout").to_string(),
            "message_id": message.to_string(), "guild_id": play.guild().to_string(),
            "emoji": {"id": null, "name": "🔥"}, "burst": false, "type": 0})
    );
    assert_eq!(deaf.names_until("MESSAGE_CREATE").await, ["MESSAGE_CREATE"]);
}

#[tokio::test]
async fn nothing_can_be_put_on_what_only_one_person_sees() {
    let play = Play::start().await;
    play.register(crate::play::commands()).await;
    let received = play.run("/ask task: x").await;
    play.respond(&received.payload, json!({"type": 4, "data": {"content": "quiet", "flags": 64}})).await;
    let (side, priya) = (play.sandbox.people(), play.person("Priya Nair"));
    let message = side.interaction(priya, received.interaction.id).expect("hers").message_id.expect("answered");
    assert_eq!(side.react(priya, message, "🔥").expect_err("it is ephemeral").code, Some(10008));
}

#[tokio::test]
async fn people_react_over_http_and_are_told() {
    let play = Play::start().await;
    let (message, _) = message(&play);
    let leo = play.person("Leo Brandt");
    let mut his = play.sandbox.people().subscribe(leo);
    let path = format!("/people/{leo}/messages/{message}/reactions/{FIRE}");
    assert_eq!(play.raw("PUT", &path, "text/plain", "").await.status, 204);
    let told = loop {
        let event = his.next().await.expect("the world goes on");
        if event.name == "reactions" {
            break event.data;
        }
    };
    assert_eq!((&told["id"], &told["reactions"][0]["me"]), (&json!(message.to_string()), &json!(true)));
    assert_eq!(play.raw("DELETE", &path, "text/plain", "").await.status, 204);
    let wrong = format!("/people/{leo}/messages/{message}/reactions/x");
    assert_eq!(play.raw("PUT", &wrong, "text/plain", "").await.refusal(), (404, 10014));
}
