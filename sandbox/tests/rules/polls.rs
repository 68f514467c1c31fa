//! Native polls: what can be asked, who votes, how they end.

use discord_sandbox::ids::{MessageId, UserId};
use discord_sandbox::{Permissions, Post};
use serde_json::{Value, json};

use crate::play::{Play, Reply, UNPRIVILEGED, commands, id, text};

/// All intents that need no grant, those of polls included.
const ALL: u64 = UNPRIVILEGED | 1 << 24 | 1 << 25;

fn poll(change: Value) -> Value {
    let mut poll = json!({
        "question": {"text": "Postgres or Mongo?"},
        "answers": [
            {"poll_media": {"text": "Postgres", "emoji": {"name": "🐘"}}},
            {"poll_media": {"text": "Mongo"}},
            {"poll_media": {"text": "Neither"}},
        ],
    });
    for (name, value) in change.as_object().into_iter().flatten() {
        poll[name] = value.clone();
    }
    json!({"poll": poll})
}

async fn post(play: &Play, body: Value) -> Reply {
    play.call("POST", &format!("/channels/{}/messages", play.channel("checkout")), body).await
}

/// A poll of the bot's in #checkout.
async fn posted(play: &Play, change: Value) -> MessageId {
    let reply = post(play, poll(change)).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    id(&reply.body["id"])
}

async fn get(play: &Play, message: MessageId) -> Value {
    play.call("GET", &format!("/channels/{}/messages/{message}", play.channel("checkout")), Value::Null).await.body
}

fn vote(play: &Play, name: &str, message: MessageId, answers: &[u64]) {
    play.sandbox.people().vote(play.person(name), message, answers).expect("they may vote");
}

async fn expire(play: &Play, message: MessageId) -> Reply {
    play.call("POST", &format!("/channels/{}/polls/{message}/expire", play.channel("checkout")), json!({})).await
}

#[tokio::test]
async fn a_poll_is_open_for_a_day_and_takes_one_answer_unless_it_says_otherwise() {
    let play = Play::start().await;
    let reply = post(&play, poll(json!({}))).await;
    assert_eq!(
        reply.body["poll"],
        json!({
            "question": {"text": "Postgres or Mongo?"},
            "answers": [
                {"answer_id": 1, "poll_media": {"text": "Postgres", "emoji": {"id": null, "name": "🐘"}}},
                {"answer_id": 2, "poll_media": {"text": "Mongo"}},
                {"answer_id": 3, "poll_media": {"text": "Neither"}},
            ],
            "expiry": "2026-09-22T14:13:20.000000+00:00",
            "allow_multiselect": false,
            "layout_type": 1,
            "results": {"is_finalized": false, "answer_counts": []},
        })
    );
    assert_eq!(reply.body["content"], "");
    let reply = post(&play, poll(json!({"duration": 1, "allow_multiselect": true}))).await;
    assert_eq!(reply.body["poll"]["expiry"], "2026-09-21T15:13:20.000000+00:00");
    assert_eq!(reply.body["poll"]["allow_multiselect"], true);
}

#[tokio::test]
async fn each_part_of_a_poll_has_its_limit() {
    let play = Play::start().await;
    let answers = |count: usize, length: usize| json!({"answers": (0..count).map(|_| json!({"poll_media": {"text": "a".repeat(length)}})).collect::<Vec<_>>()});
    for (change, place, complaint) in [
        (json!({"question": {"text": "q".repeat(300)}}), "question.text", "no complaint"),
        (json!({"question": {"text": "q".repeat(301)}}), "question.text", "BASE_TYPE_BAD_LENGTH"),
        (json!({"question": {}}), "question.text", "BASE_TYPE_REQUIRED"),
        (json!({"question": null}), "question", "BASE_TYPE_REQUIRED"),
        (answers(10, 55), "answers", "no complaint"),
        (answers(11, 55), "answers", "BASE_TYPE_BAD_LENGTH"),
        (answers(0, 55), "answers", "BASE_TYPE_BAD_LENGTH"),
        (answers(1, 56), "answers.0.poll_media.text", "BASE_TYPE_BAD_LENGTH"),
        (json!({"answers": [{}]}), "answers.0.poll_media", "BASE_TYPE_REQUIRED"),
        (
            json!({"answers": [{"poll_media": {"emoji": {"name": "🐘"}}}]}),
            "answers.0.poll_media.text",
            "BASE_TYPE_REQUIRED",
        ),
        (json!({"answers": null}), "answers", "BASE_TYPE_REQUIRED"),
        (json!({"duration": 1}), "duration", "no complaint"),
        (json!({"duration": 0}), "duration", "NUMBER_TYPE_MIN"),
        (json!({"duration": 768}), "duration", "no complaint"),
        (json!({"duration": 769}), "duration", "NUMBER_TYPE_MAX"),
        (json!({"layout_type": 1}), "layout_type", "no complaint"),
        (json!({"layout_type": 2}), "layout_type", "BASE_TYPE_CHOICES"),
    ] {
        let reply = post(&play, poll(change.clone())).await;
        assert_eq!(reply.complaint(&format!("poll.{place}")), complaint, "{change}: {}", reply.body);
        assert_eq!(reply.status, if complaint == "no complaint" { 200 } else { 400 }, "{change}: {}", reply.body);
    }
}

#[tokio::test]
async fn the_name_of_an_emoji_has_its_limit() {
    let play = Play::start().await;
    let named = |name: &str| poll(json!({"answers": [{"poll_media": {"text": "a", "emoji": {"name": name}}}]}));
    assert_eq!(post(&play, named("🐘")).await.status, 200);
    assert_eq!(post(&play, named(&"x".repeat(32))).await.refusal(), (400, 520_004), "it fits, and is none");
    let place = "poll.answers.0.poll_media.emoji.name";
    assert_eq!(post(&play, named(&"x".repeat(33))).await.complaint(place), "BASE_TYPE_BAD_LENGTH");
}

#[tokio::test]
async fn polls_take_a_permission() {
    let play = Play::start().await;
    let world = play.sandbox.world();
    let role = world.role(play.guild(), "Test Bot").expect("the bot has a role");
    let channel = play.channel("checkout");
    world.overwrite_role(channel, role, Permissions::NONE, Permissions::SEND_POLLS).expect("both are there");
    assert_eq!(post(&play, poll(json!({}))).await.refusal(), (403, 50013));
    assert_eq!(post(&play, json!({"content": "no poll"})).await.status, 200);
}

#[tokio::test]
async fn votes_are_counted_and_can_be_changed_and_taken_back() {
    let play = Play::start().await;
    let message = posted(&play, json!({})).await;
    vote(&play, "Priya Nair", message, &[1]);
    vote(&play, "Leo Brandt", message, &[1]);
    vote(&play, "Sakura Ito", message, &[2]);
    let counts = json!([{"id": 1, "count": 2, "me_voted": false}, {"id": 2, "count": 1, "me_voted": false}]);
    assert_eq!(get(&play, message).await["poll"]["results"], json!({"is_finalized": false, "answer_counts": counts}));
    vote(&play, "Leo Brandt", message, &[3]);
    vote(&play, "Sakura Ito", message, &[]);
    let priya = play.person("Priya Nair");
    let hers = play.sandbox.people().messages(priya, play.channel("checkout")).expect("she sees it").pop();
    let counts = json!([{"id": 1, "count": 1, "me_voted": true}, {"id": 3, "count": 1, "me_voted": false}]);
    assert_eq!(hers.expect("the newest")["poll"]["results"]["answer_counts"], counts);
}

#[tokio::test]
async fn votes_that_do_not_fit_are_refused() {
    let play = Play::start().await;
    let (one, several) = (posted(&play, json!({})).await, posted(&play, json!({"allow_multiselect": true})).await);
    let side = play.sandbox.people();
    let refused = |name: &str, message: MessageId, answers: &[u64]| {
        side.vote(play.person(name), message, answers).expect_err("this does not fit").code
    };
    assert_eq!(refused("Priya Nair", one, &[1, 2]), Some(50035));
    assert_eq!(refused("Priya Nair", one, &[4]), Some(50035));
    assert_eq!(refused("Noor Haddad", one, &[1]), Some(50001));
    assert_eq!(refused("Test Bot", one, &[1]), Some(520_000));
    vote(&play, "Priya Nair", several, &[1, 2]);
    let plain = post(&play, json!({"content": "no poll"})).await.body;
    assert_eq!(refused("Priya Nair", id(&plain["id"]), &[1]), Some(50035));
}

#[tokio::test]
async fn voters_are_listed_in_pages() {
    let play = Play::start().await;
    let message = posted(&play, json!({})).await;
    let names = ["Ines Moreau", "Tomasz Wolny", "Priya Nair"];
    for name in names {
        vote(&play, name, message, &[2]);
    }
    let path = |rest: &str| format!("/channels/{}/polls/{message}/answers/{rest}", play.channel("checkout"));
    let list = async |rest: &str| {
        let body = play.call("GET", &path(rest), Value::Null).await.body;
        let users = body["users"].as_array().cloned().expect("users");
        users.iter().map(|user| text(&user["global_name"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list("2").await, names);
    assert_eq!(list("1").await, [""; 0]);
    assert_eq!(list("2?limit=1").await, names[..1]);
    assert_eq!(list(&format!("2?limit=1&after={}", play.person(names[1]))).await, names[2..]);
    assert_eq!(play.call("GET", &path("2?limit=101"), Value::Null).await.complaint("limit"), "NUMBER_TYPE_MAX");
    assert_eq!(play.call("GET", &path("9"), Value::Null).await.refusal(), (400, 50035));
}

#[tokio::test]
async fn a_poll_ends_by_the_clock_and_says_how() {
    let play = Play::start().await;
    let mut gateway = play.connect(ALL | 1 << 9).await;
    let message = posted(&play, json!({"duration": 2})).await;
    for (name, answer) in [("Priya Nair", 1), ("Leo Brandt", 1), ("Sakura Ito", 2)] {
        vote(&play, name, message, &[answer]);
    }
    play.seconds(2 * 3_600 - 1);
    assert_eq!(get(&play, message).await["poll"]["results"]["is_finalized"], false);
    play.seconds(1);
    let ended = gateway.until("MESSAGE_UPDATE").await;
    assert_eq!((&ended["id"], &ended["poll"]["results"]["is_finalized"]), (&json!(message.to_string()), &json!(true)));
    let result = gateway.until("MESSAGE_CREATE").await;
    assert_eq!((&result["type"], &result["content"]), (&json!(46), &json!("")));
    assert_eq!(result["author"]["id"], json!(play.person("Test Bot").to_string()));
    assert_eq!(result["mentions"][0]["id"], result["author"]["id"]);
    assert_eq!(
        result["message_reference"],
        json!({"type": 0, "message_id": message.to_string(), "channel_id": play.channel("checkout").to_string()})
    );
    let fields = result["embeds"][0]["fields"].as_array().cloned().unwrap_or_default();
    let fields: Vec<_> = fields.iter().map(|field| (text(&field["name"]), text(&field["value"]))).collect();
    assert_eq!(
        fields,
        [
            ("poll_question_text", "Postgres or Mongo?"),
            ("victor_answer_votes", "2"),
            ("total_votes", "3"),
            ("victor_answer_id", "1"),
            ("victor_answer_text", "Postgres"),
            ("victor_answer_emoji_name", "🐘"),
        ]
    );
    assert_eq!(result["embeds"][0]["type"], "poll_result");
    let refused = play.sandbox.people().vote(play.person("Priya Nair"), message, &[2]);
    assert_eq!(refused.expect_err("it is over").code, Some(520_001));
    assert_eq!(expire(&play, message).await.refusal(), (400, 520_001));
}

#[tokio::test]
async fn a_tie_has_no_winner_and_neither_has_silence() {
    let play = Play::start().await;
    let (tie, silence) = (posted(&play, json!({})).await, posted(&play, json!({})).await);
    vote(&play, "Priya Nair", tie, &[1]);
    vote(&play, "Leo Brandt", tie, &[2]);
    for (message, most, total) in [(tie, "1", "2"), (silence, "0", "0")] {
        assert_eq!(expire(&play, message).await.status, 200);
        let path = format!("/channels/{}/messages?limit=1", play.channel("checkout"));
        let result = play.call("GET", &path, Value::Null).await.body;
        let fields = result[0]["embeds"][0]["fields"].as_array().cloned().unwrap_or_default();
        let fields: Vec<_> = fields.iter().map(|field| text(&field["value"])).collect();
        assert_eq!(fields, ["Postgres or Mongo?", most, total]);
    }
}

#[tokio::test]
async fn a_poll_is_ended_by_its_author_only_and_once() {
    let play = Play::start().await;
    let message = posted(&play, json!({})).await;
    play.seconds(60);
    let reply = expire(&play, message).await;
    assert_eq!(reply.body["poll"]["expiry"], "2026-09-21T14:14:20.000000+00:00");
    assert_eq!(reply.body["poll"]["results"]["is_finalized"], true);
    assert_eq!(expire(&play, message).await.refusal(), (400, 520_001));
    let (side, priya, channel) = (play.sandbox.people(), play.person("Priya Nair"), play.channel("checkout"));
    let body = poll(json!({}));
    let hers = side.post_with(priya, channel, Post { poll: Some(&body["poll"]), ..Post::default() }).expect("she may");
    assert_eq!(expire(&play, id(&hers["id"])).await.refusal(), (403, 50005));
    assert_eq!(side.end_poll(priya, id(&hers["id"])).expect("hers")["poll"]["results"]["is_finalized"], true);
    let plain = post(&play, json!({"content": "no poll"})).await.body;
    assert_eq!(expire(&play, id(&plain["id"])).await.refusal(), (400, 520_006));
    // The poll that was ended by hand does not end again when its day is over.
    play.seconds(2 * 24 * 3_600);
    let latest = play.call("GET", &format!("/channels/{channel}/messages?limit=1"), Value::Null).await.body;
    assert_eq!(latest[0]["content"], "no poll");
}

#[tokio::test]
async fn a_message_with_a_poll_cannot_be_edited() {
    let play = Play::start().await;
    let message = posted(&play, json!({})).await;
    let path = format!("/channels/{}/messages/{message}", play.channel("checkout"));
    assert_eq!(play.call("PATCH", &path, json!({"content": "changed"})).await.refusal(), (400, 520_003));
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 204);
    play.seconds(2 * 24 * 3_600);
    let latest = format!("/channels/{}/messages?limit=1", play.channel("checkout"));
    assert_ne!(play.call("GET", &latest, Value::Null).await.body[0]["type"], 46, "what is deleted has no result");
}

#[tokio::test]
async fn interactions_are_answered_with_polls_at_once_later_or_after_deferring() {
    let play = Play::start().await;
    play.register(commands()).await;
    let received = play.run("/ask task: x").await;
    let reply = play.respond(&received.payload, json!({"type": 4, "data": poll(json!({}))})).await;
    assert_eq!(reply.status, 204, "{}", reply.body);
    let original = play.hook("GET", &received.payload, "/messages/@original", Value::Null).await.body;
    assert_eq!(original["poll"]["answers"][2]["answer_id"], 3);
    let edit = json!({"content": "changed"});
    let reply = play.hook("PATCH", &received.payload, "/messages/@original", edit).await;
    assert_eq!(reply.refusal(), (400, 520_003));
    let follow_up = play.hook("POST", &received.payload, "", poll(json!({}))).await;
    assert_eq!(follow_up.body["poll"]["layout_type"], 1);
    let deferred = play.run("/ask task: y").await;
    play.respond(&deferred.payload, json!({"type": 5})).await;
    let filled = play.hook("PATCH", &deferred.payload, "/messages/@original", poll(json!({"duration": 1}))).await;
    assert_eq!(filled.body["poll"]["results"]["is_finalized"], false);
    let plain = play.run("/ask task: z").await;
    play.respond(&plain.payload, json!({"type": 4, "data": {"content": "z"}})).await;
    let late = play.hook("PATCH", &plain.payload, "/messages/@original", poll(json!({}))).await;
    assert_ne!(late.complaint("poll"), "no complaint", "{}", late.body);
}

#[tokio::test]
async fn nobody_can_vote_in_an_ephemeral_poll() {
    let play = Play::start().await;
    play.register(commands()).await;
    let received = play.run("/ask task: x").await;
    let mut data = poll(json!({}));
    data["flags"] = 64.into();
    play.respond(&received.payload, json!({"type": 4, "data": data})).await;
    let (side, priya) = (play.sandbox.people(), play.person("Priya Nair"));
    let message = side.interaction(priya, received.interaction.id).expect("hers").message_id.expect("answered");
    assert_eq!(side.vote(priya, message, &[1]).expect_err("as on Discord").code, Some(10008));
}

#[tokio::test]
async fn the_gateway_tells_of_votes_to_those_who_asked() {
    let play = Play::start().await;
    let message = posted(&play, json!({"allow_multiselect": true})).await;
    let (mut hears, mut deaf) = (play.connect(1 << 24).await, play.connect(UNPRIVILEGED).await);
    vote(&play, "Priya Nair", message, &[1, 2]);
    vote(&play, "Priya Nair", message, &[2]);
    let vote = |answer: u64| {
        json!({"user_id": play.person("Priya Nair").to_string(), "channel_id": play.channel("checkout").to_string(),
            "message_id": message.to_string(), "guild_id": play.guild().to_string(), "answer_id": answer})
    };
    assert_eq!(hears.until("MESSAGE_POLL_VOTE_ADD").await, vote(1));
    assert_eq!(hears.until("MESSAGE_POLL_VOTE_ADD").await, vote(2));
    assert_eq!(hears.until("MESSAGE_POLL_VOTE_REMOVE").await, vote(1));
    post(&play, json!({"content": "done"})).await;
    let names = deaf.names_until("MESSAGE_CREATE").await;
    assert!(names.iter().all(|name| !name.contains("VOTE")), "{names:?}");
}

#[tokio::test]
async fn others_polls_are_hidden_without_the_content_intent() {
    let play = Play::start().await;
    let mut gateway = play.connect(1 << 9).await;
    let (priya, channel, body) = (play.person("Priya Nair"), play.channel("checkout"), poll(json!({})));
    let post = Post { poll: Some(&body["poll"]), ..Post::default() };
    play.sandbox.people().post_with(priya, channel, post).expect("she may");
    assert_eq!(gateway.until("MESSAGE_CREATE").await["poll"], Value::Null);
}

#[tokio::test]
async fn polls_work_in_direct_conversations() {
    let play = Play::start().await;
    let priya: UserId = play.person("Priya Nair");
    let channel = play.call("POST", "/users/@me/channels", json!({"recipient_id": priya})).await.body;
    let mut gateway = play.connect(1 << 25).await;
    let path = format!("/channels/{}/messages", text(&channel["id"]));
    let message = play.call("POST", &path, poll(json!({}))).await.body;
    play.sandbox.people().vote(priya, id(&message["id"]), &[3]).expect("she may");
    assert_eq!(gateway.until("MESSAGE_POLL_VOTE_ADD").await["guild_id"], Value::Null);
}

#[tokio::test]
async fn people_post_polls_and_vote_over_http() {
    let play = Play::start().await;
    let (priya, channel) = (play.person("Priya Nair"), play.channel("checkout"));
    let kind = "application/json";
    let path = format!("/people/{priya}/channels/{channel}/messages");
    let message = play.raw("POST", &path, kind, &poll(json!({})).to_string()).await.body;
    let own = format!("/people/{priya}/messages/{}", text(&message["id"]));
    let reply = play.raw("PUT", &format!("{own}/vote"), kind, r#"{"answer_ids": [2]}"#).await;
    assert_eq!(reply.status, 204, "{}", reply.body);
    let voters = play.raw("GET", &format!("{own}/answers/2"), kind, "").await.body;
    assert_eq!(voters[0]["id"], json!(priya.to_string()));
    assert_eq!(play.raw("PUT", &format!("{own}/vote"), kind, r#"{"answer_ids": [9]}"#).await.refusal(), (400, 50035));
    let ended = play.raw("POST", &format!("{own}/expire"), kind, "").await.body;
    assert_eq!(ended["poll"]["results"]["answer_counts"][0]["me_voted"], true);
    let empty = json!({"poll": {"question": {"text": "?"}, "answers": []}});
    assert_eq!(play.raw("POST", &path, kind, &empty.to_string()).await.status, 400);
}
