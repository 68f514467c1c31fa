//! What was posted earlier: reading it, forwarding it, pinning it, deleting much of it at once.

use discord_sandbox::ids::MessageId;
use discord_sandbox::{Options, Permissions};
use serde_json::{Value, json};

use crate::play::{Play, Reply, UNPRIVILEGED, commands, id, text};

/// The grant of the content intent.
const CONTENT: u64 = 1 << 15;

/// Gives the bot's role in #checkout these permissions and takes those away.
fn permit(play: &Play, allow: Permissions, deny: Permissions) {
    let role = play.sandbox.world().role(play.guild(), "Test Bot").expect("the bot has a role");
    play.sandbox.world().overwrite_role(play.channel("checkout"), role, allow, deny).expect("both are there");
}

async fn post(play: &Play, body: Value) -> Reply {
    play.call("POST", &format!("/channels/{}/messages", play.channel("checkout")), body).await
}

/// So many new messages of the bot's in #checkout.
async fn posted(play: &Play, count: usize) -> Vec<MessageId> {
    let mut ids = Vec::new();
    for number in 0..count {
        ids.push(id(&post(play, json!({"content": number.to_string()})).await.body["id"]));
    }
    ids
}

/// Contents, in the order of a list.
async fn listed(play: &Play, query: &str) -> Vec<String> {
    let reply = play.call("GET", &format!("/channels/{}/messages{query}", play.channel("checkout")), Value::Null).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body.as_array().into_iter().flatten().map(|message| text(&message["content"]).to_owned()).collect()
}

#[tokio::test]
async fn lists_go_from_newest_to_oldest_whatever_was_asked_for() {
    let play = Play::start().await;
    let ids = posted(&play, 7).await;
    assert_eq!(listed(&play, "?limit=3").await, ["6", "5", "4"]);
    assert_eq!(listed(&play, &format!("?limit=2&before={}", ids[4])).await, ["3", "2"]);
    assert_eq!(listed(&play, &format!("?limit=2&after={}", ids[2])).await, ["4", "3"]);
    assert_eq!(listed(&play, &format!("?limit=3&around={}", ids[3])).await, ["4", "3", "2"]);
    assert_eq!(listed(&play, &format!("?after={}", ids[6])).await, [""; 0]);
    assert_eq!(listed(&play, "").await.len(), 12, "five are furniture");
}

#[tokio::test]
async fn lists_have_their_limits_and_say_what_is_wrong() {
    let play = Play::start().await;
    let list = async |query: &str| {
        play.call("GET", &format!("/channels/{}/messages{query}", play.channel("checkout")), Value::Null).await
    };
    assert_eq!(list("?limit=100").await.status, 200);
    assert_eq!(list("?limit=101").await.complaint("limit"), "NUMBER_TYPE_MAX");
    assert_eq!(list("?limit=0").await.complaint("limit"), "NUMBER_TYPE_MIN");
    assert_eq!(list("?limit=ten").await.complaint("limit"), "NUMBER_TYPE_COERCE");
    assert_eq!(list("?before=yesterday").await.complaint("before"), "NUMBER_TYPE_COERCE");
    let category = play.call("GET", &format!("/channels/{}/messages", play.channel("Checkout")), Value::Null).await;
    assert_eq!(category.refusal(), (400, 50008));
}

#[tokio::test]
async fn without_the_permission_nothing_of_the_past_is_shown() {
    let play = Play::start().await;
    let message = posted(&play, 1).await[0];
    permit(&play, Permissions::NONE, Permissions::READ_MESSAGE_HISTORY);
    assert_eq!(listed(&play, "").await, [""; 0]);
    let path = format!("/channels/{}/messages", play.channel("checkout"));
    assert_eq!(play.call("GET", &format!("{path}/{message}"), Value::Null).await.refusal(), (403, 50013));
    let pins = play.call("GET", &format!("{path}/pins"), Value::Null).await;
    assert_eq!((pins.status, pins.body), (200, json!({"items": [], "has_more": false})));
    permit(&play, Permissions::NONE, Permissions::VIEW_CHANNEL);
    assert_eq!(play.call("GET", &path, Value::Null).await.refusal(), (403, 50001));
}

#[tokio::test]
async fn what_people_write_to_each_other_takes_the_content_intent_on_rest_too() {
    for (granted, content) in [(0, ""), (CONTENT, "between us")] {
        let play = Play::with(Options { privileged_intents: granted, ..Options::default() }).await;
        let (side, priya, channel) = (play.sandbox.people(), play.person("Priya Nair"), play.channel("checkout"));
        side.post(priya, channel, "between us", None).expect("she may");
        side.post(priya, channel, &format!("<@{}> for you", play.person("Test Bot")), None).expect("she may");
        let seen = listed(&play, "?limit=2").await;
        assert!(seen[0].ends_with("for you"), "{seen:?}");
        assert_eq!(seen[1], content);
    }
}

#[tokio::test]
async fn a_forward_shows_the_message_as_it_was() {
    let play = Play::with(Options { privileged_intents: CONTENT, ..Options::default() }).await;
    let original = posted(&play, 1).await[0];
    let (from, to) = (play.channel("checkout"), play.channel("general"));
    let reference = json!({"type": 1, "message_id": original, "channel_id": from});
    let reply = play.call("POST", &format!("/channels/{to}/messages"), json!({"message_reference": reference})).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let path = format!("/channels/{from}/messages/{original}");
    play.call("PATCH", &path, json!({"content": "changed"})).await;
    let path = format!("/channels/{to}/messages/{}", text(&reply.body["id"]));
    let seen = play.call("GET", &path, Value::Null).await.body;
    let snapshot = &seen["message_snapshots"][0]["message"];
    assert_eq!((&snapshot["content"], &snapshot["author"]), (&json!("0"), &Value::Null));
    assert_eq!((&seen["message_reference"]["type"], &seen["type"]), (&json!(1), &json!(0)));
    assert_eq!(seen["flags"], 1 << 14);
}

#[tokio::test]
async fn some_messages_cannot_be_forwarded() {
    let play = Play::start().await;
    let (side, priya, channel) = (play.sandbox.people(), play.person("Priya Nair"), play.channel("checkout"));
    let hers = side.post(priya, channel, "between us", None).expect("she may");
    let poll = json!({"question": {"text": "?"}, "answers": [{"poll_media": {"text": "!"}}]});
    let asked = post(&play, json!({"poll": poll})).await.body;
    let forward = async |message: &Value, channel: Value| {
        let reference = json!({"type": 1, "message_id": message, "channel_id": channel});
        post(&play, json!({"message_reference": reference})).await
    };
    assert_eq!(forward(&hers["id"], json!(channel)).await.refusal(), (403, 160_014));
    assert_eq!(forward(&asked["id"], json!(channel)).await.refusal(), (400, 50035));
    assert_eq!(forward(&json!("1"), json!(channel)).await.complaint("message_reference"), "REPLIES_UNKNOWN_MESSAGE");
    assert_eq!(forward(&hers["id"], json!(play.channel("checkout-private"))).await.refusal(), (403, 50001));
    let reply = forward(&hers["id"], Value::Null).await;
    assert_eq!(reply.complaint("message_reference.channel_id"), "BASE_TYPE_REQUIRED");
}

async fn pin(play: &Play, message: MessageId) -> Reply {
    let path = format!("/channels/{}/messages/pins/{message}", play.channel("checkout"));
    play.call("PUT", &path, Value::Null).await
}

#[tokio::test]
async fn a_pin_is_told_and_said_in_the_channel() {
    let play = Play::start().await;
    let message = posted(&play, 1).await[0];
    assert_eq!(pin(&play, message).await.refusal(), (403, 50013));
    permit(&play, Permissions::PIN_MESSAGES, Permissions::NONE);
    let mut gateway = play.connect(UNPRIVILEGED).await;
    assert_eq!(pin(&play, message).await.status, 204);
    assert_eq!(gateway.until("MESSAGE_UPDATE").await["pinned"], true);
    let place = |at: Value| {
        json!({"channel_id": play.channel("checkout").to_string(), "guild_id": play.guild().to_string(),
            "last_pin_timestamp": at})
    };
    let moment = json!("2026-09-21T14:13:20.000000+00:00");
    assert_eq!(gateway.until("CHANNEL_PINS_UPDATE").await, place(moment.clone()));
    let said = gateway.until("MESSAGE_CREATE").await;
    assert_eq!((&said["type"], &said["message_reference"]["message_id"]), (&json!(6), &json!(message.to_string())));
    let channel = play.call("GET", &format!("/channels/{}", play.channel("checkout")), Value::Null).await.body;
    assert_eq!(channel["last_pin_timestamp"], moment);
    assert_eq!(pin(&play, message).await.status, 204, "twice is once");
    assert_eq!(pin(&play, id(&said["id"])).await.refusal(), (403, 50021));
    let path = format!("/channels/{}/pins/{message}", play.channel("checkout"));
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 204);
    assert_eq!(gateway.until("CHANNEL_PINS_UPDATE").await, place(Value::Null));
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 204, "it is not pinned, as wanted");
    assert_eq!(pin(&play, 1.into()).await.refusal(), (404, 10008));
}

#[tokio::test]
async fn pins_come_in_pages_the_latest_first() {
    let play = Play::start().await;
    permit(&play, Permissions::PIN_MESSAGES, Permissions::NONE);
    let ids = posted(&play, 51).await;
    for message in &ids {
        assert_eq!(pin(&play, *message).await.status, 204);
    }
    let list = async |query: &str| {
        play.call("GET", &format!("/channels/{}/messages/pins{query}", play.channel("checkout")), Value::Null).await
    };
    let first = list("").await.body;
    let items = first["items"].as_array().cloned().expect("a list");
    assert_eq!((items.len(), &first["has_more"]), (50, &json!(true)));
    assert_eq!(items[0]["message"]["id"], json!(ids[50].to_string()));
    let before = text(&items[49]["pinned_at"]).replace('+', "%2B");
    let rest = list(&format!("?before={before}")).await.body;
    assert_eq!((rest["items"].as_array().map(Vec::len), &rest["has_more"]), (Some(1), &json!(false)));
    assert_eq!(rest["items"][0]["message"]["id"], json!(ids[0].to_string()));
    assert_eq!(list("?limit=51").await.complaint("limit"), "NUMBER_TYPE_MAX");
    assert_eq!(list("?before=yesterday").await.complaint("before"), "DATETIME_TYPE_INVALID");
    let old = play.call("GET", &format!("/channels/{}/pins", play.channel("checkout")), Value::Null).await.body;
    assert_eq!((old.as_array().map(Vec::len), &old[0]["id"]), (Some(50), &json!(ids[50].to_string())));
}

#[tokio::test]
async fn two_hundred_and_fifty_pins_fit_and_one_more_does_not() {
    let play = Play::start().await;
    permit(&play, Permissions::PIN_MESSAGES, Permissions::NONE);
    let ids = posted(&play, 251).await;
    for message in &ids[..250] {
        assert_eq!(pin(&play, *message).await.status, 204);
    }
    assert_eq!(pin(&play, ids[250]).await.refusal(), (400, 30003));
    assert_eq!(pin(&play, ids[0]).await.status, 204, "it is pinned already");
}

async fn delete(play: &Play, messages: &[MessageId]) -> Reply {
    let path = format!("/channels/{}/messages/bulk-delete", play.channel("checkout"));
    play.call("POST", &path, json!({"messages": messages})).await
}

#[tokio::test]
async fn two_to_a_hundred_messages_are_deleted_at_once() {
    let play = Play::start().await;
    let ids = posted(&play, 103).await;
    assert_eq!(delete(&play, &ids[..2]).await.refusal(), (403, 50013));
    permit(&play, Permissions::MANAGE_MESSAGES, Permissions::NONE);
    let mut gateway = play.connect(1 << 9).await;
    let mut hers = play.sandbox.people().subscribe(play.person("Priya Nair"));
    assert_eq!(delete(&play, &ids[..1]).await.refusal(), (400, 50016));
    assert_eq!(delete(&play, &ids[..101]).await.refusal(), (400, 50016));
    assert_eq!(delete(&play, &ids[1..101]).await.status, 204);
    let told = gateway.until("MESSAGE_DELETE_BULK").await;
    assert_eq!(told["ids"].as_array().map(Vec::len), Some(100));
    assert_eq!((&told["channel_id"], &told["guild_id"]).0, &json!(play.channel("checkout").to_string()));
    let seen = loop {
        let event = hers.next().await.expect("the world goes on");
        if event.name == "messages_delete" {
            break event.data;
        }
    };
    assert_eq!(seen["ids"], told["ids"]);
    assert_eq!(listed(&play, "?limit=3").await, ["102", "101", "0"]);
    assert_eq!(delete(&play, &[ids[1], ids[2]]).await.status, 204, "what is gone counts, and is passed over");
    assert_eq!(delete(&play, &[ids[0], ids[0]]).await.complaint("messages.1"), "SET_TYPE_ALREADY_CONTAINS_VALUE");
    let path = format!("/channels/{}/messages/bulk-delete", play.channel("checkout"));
    assert_eq!(play.call("POST", &path, json!({})).await.complaint("messages"), "BASE_TYPE_REQUIRED");
}

#[tokio::test]
async fn messages_of_two_weeks_are_too_old_to_be_deleted_together() {
    let play = Play::start().await;
    permit(&play, Permissions::MANAGE_MESSAGES, Permissions::NONE);
    let ids = posted(&play, 4).await;
    play.seconds(14 * 24 * 3_600);
    assert_eq!(delete(&play, &ids[..2]).await.status, 204);
    play.seconds(1);
    assert_eq!(delete(&play, &ids[2..]).await.refusal(), (400, 50034));
    assert_eq!(listed(&play, "?limit=2").await, ["3", "2"]);
}

#[tokio::test]
async fn nothing_is_deleted_in_bulk_in_direct_conversations() {
    let play = Play::start().await;
    let priya = play.person("Priya Nair");
    let channel = play.call("POST", "/users/@me/channels", json!({"recipient_id": priya})).await.body;
    let path = format!("/channels/{}/messages/bulk-delete", text(&channel["id"]));
    assert_eq!(play.call("POST", &path, json!({"messages": ["1", "2"]})).await.refusal(), (400, 50003));
}

#[tokio::test]
async fn what_discord_itself_says_can_partly_be_deleted() {
    let play = Play::start().await;
    let thread = play
        .call("POST", &format!("/channels/{}/threads", play.channel("checkout")), json!({"name": "t", "type": 11}))
        .await
        .body;
    let path = format!("/channels/{}", text(&thread["id"]));
    play.call("PATCH", &path, json!({"name": "renamed"})).await;
    let said = play.call("GET", &format!("{path}/messages?limit=1"), Value::Null).await.body;
    assert_eq!(said[0]["type"], 4);
    let reply = play.call("DELETE", &format!("{path}/messages/{}", text(&said[0]["id"])), Value::Null).await;
    assert_eq!(reply.refusal(), (403, 50021));
    let announced = format!("/channels/{}/messages", play.channel("checkout"));
    let said = play.call("GET", &format!("{announced}?limit=1"), Value::Null).await.body;
    assert_eq!(said[0]["type"], 18);
    let reply = play.call("DELETE", &format!("{announced}/{}", text(&said[0]["id"])), Value::Null).await;
    assert_eq!(reply.status, 204);
}

#[tokio::test]
async fn people_pin_over_http_if_they_may() {
    let play = Play::start().await;
    let message = posted(&play, 1).await[0];
    let path = |name: &str| format!("/people/{}/messages/{message}/pin", play.person(name));
    let refused = play.raw("PUT", &path("Priya Nair"), "text/plain", "").await;
    assert_eq!(refused.refusal(), (403, 50013));
    assert_eq!(play.raw("PUT", &path("Tomasz Wolny"), "text/plain", "").await.status, 204);
    let seen =
        play.call("GET", &format!("/channels/{}/messages/{message}", play.channel("checkout")), Value::Null).await;
    assert_eq!(seen.body["pinned"], true);
    assert_eq!(play.raw("DELETE", &path("Tomasz Wolny"), "text/plain", "").await.status, 204);
}

#[tokio::test]
async fn ephemeral_messages_are_no_part_of_a_channels_history() {
    let play = Play::start().await;
    play.register(commands()).await;
    let received = play.run("/ask task: x").await;
    play.respond(&received.payload, json!({"type": 4, "data": {"content": "quiet", "flags": 64}})).await;
    let newest = posted(&play, 1).await[0];
    let before = listed(&play, &format!("?before={newest}")).await;
    assert_eq!(before.len(), 5, "the furniture, and nothing else: {before:?}");
}
