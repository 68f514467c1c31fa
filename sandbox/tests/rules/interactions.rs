//! Interactions: in time, once, in a way that fits, and then for a quarter of an hour.

use std::time::Duration;

use discord_sandbox::Progress;
use discord_sandbox::ids::MessageId;
use serde_json::{Value, json};

use crate::play::{Play, commands, id, text};

async fn play() -> Play {
    let play = Play::start().await;
    play.register(commands()).await;
    play
}

fn answer(content: &str) -> Value {
    json!({"type": 4, "data": {"content": content}})
}

#[tokio::test]
async fn an_interaction_carries_all_that_libraries_need() {
    let play = play().await;
    let sent = play.run("/ask task: who picks the database? private: true").await.payload;
    for field in [
        "id",
        "application_id",
        "type",
        "data",
        "guild_id",
        "guild",
        "channel",
        "channel_id",
        "member",
        "token",
        "version",
        "app_permissions",
        "locale",
        "guild_locale",
        "entitlements",
        "authorizing_integration_owners",
        "context",
        "attachment_size_limit",
    ] {
        assert!(!sent[field].is_null(), "{field} is missing");
    }
    assert_eq!(
        sent["data"]["options"],
        json!([
            {"name": "task", "type": 3, "value": "who picks the database?"},
            {"name": "private", "type": 5, "value": true},
        ])
    );
    assert_eq!(sent["member"]["user"]["global_name"], "Priya Nair");
    assert!(sent["member"]["permissions"].is_string());
    assert_eq!(sent["authorizing_integration_owners"], json!({"0": sent["guild_id"]}));
}

#[tokio::test]
async fn the_answer_is_a_message_that_names_its_command() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    assert_eq!(play.respond(&received.payload, answer("the tech lead")).await.status, 204);
    let people = play.sandbox.people();
    let settled = people.interaction(play.person("Priya Nair"), received.interaction.id).expect("it is hers");
    assert_eq!(settled.state, Progress::Answered);
    let messages = people.messages(play.person("Leo Brandt"), play.channel("checkout")).expect("he sees the channel");
    let last = messages.last().expect("there are messages");
    assert_eq!(last["id"], json!(settled.message_id));
    assert_eq!((text(&last["content"]), &last["type"]), ("the tech lead", &json!(20)));
    assert_eq!(last["interaction"]["name"], "ask");
    assert_eq!(last["interaction_metadata"]["user"]["global_name"], "Priya Nair");
}

#[tokio::test]
async fn with_response_tells_what_came_of_it() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    let path =
        format!("/interactions/{}/{}/callback?with_response=true", text(&received["id"]), text(&received["token"]));
    let reply = play.anonymous("POST", &path, answer("here")).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body["resource"]["message"]["content"], "here");
    assert_eq!(reply.body["interaction"]["response_message_id"], reply.body["resource"]["message"]["id"]);
    assert_eq!(reply.body["interaction"]["response_message_loading"], false);
    for acknowledgement in [json!({"type": 5}), json!({"type": 9, "data": modal()})] {
        let received = play.run("/ask task: y").await.payload;
        let (id, token) = (text(&received["id"]), text(&received["token"]));
        let path = format!("/interactions/{id}/{token}/callback?with_response=true");
        let reply = play.anonymous("POST", &path, acknowledgement).await;
        assert_eq!((reply.status, reply.body.get("resource")), (200, None), "nothing was created: {}", reply.body);
    }
}

fn modal() -> Value {
    let input = json!({"type": 4, "style": 1, "custom_id": "i"});
    json!({"title": "t", "custom_id": "m", "components": [{"type": 18, "label": "l", "component": input}]})
}

#[tokio::test]
async fn an_acknowledgement_at_three_seconds_is_in_time_and_later_is_unknown() {
    let play = play().await;
    let in_time = play.run("/ask task: x").await.payload;
    let late = play.run("/ask task: y").await;
    play.seconds(3);
    assert_eq!(play.respond(&in_time, answer("just")).await.status, 204);
    play.clock.advance(Duration::from_millis(1));
    assert_eq!(play.respond(&late.payload, answer("late")).await.refusal(), (404, 10062));
    let seen = play.sandbox.people().interaction(play.person("Priya Nair"), late.interaction.id).expect("it is hers");
    assert_eq!((seen.state, seen.error.as_deref()), (Progress::Failed, Some("The application did not respond")));
}

#[tokio::test]
async fn without_an_application_an_interaction_fails_after_three_seconds() {
    let play = play().await;
    let priya = play.person("Priya Nair");
    let people = play.sandbox.people();
    let interaction = people.run(priya, play.channel("checkout"), "/ask task: x").expect("the command is registered");
    let waiting = tokio::spawn({
        let people = people.clone();
        async move { people.wait_settled(priya, interaction.id, Duration::from_secs(10)).await }
    });
    play.seconds(4);
    let settled = waiting.await.expect("no panic").expect("it is hers");
    assert_eq!(settled.state, Progress::Failed);
}

#[tokio::test]
async fn a_second_acknowledgement_is_refused_and_changes_nothing() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    play.respond(&received, answer("first")).await;
    assert_eq!(play.respond(&received, answer("second")).await.refusal(), (400, 40060));
    assert_eq!(play.hook("GET", &received, "/messages/@original", Value::Null).await.body["content"], "first");
}

#[tokio::test]
async fn unknown_interactions_and_foreign_tokens_are_refused() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    let reply = play.anonymous("POST", "/interactions/1/abc/callback", answer("x")).await;
    assert_eq!(reply.refusal(), (404, 10062));
    let path = format!("/interactions/{}/abc/callback", text(&received["id"]));
    assert_eq!(play.anonymous("POST", &path, answer("x")).await.refusal(), (401, 50027));
}

#[tokio::test]
async fn only_callbacks_that_fit_the_interaction_are_taken() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    for number in [1, 6, 8, 12] {
        let reply = play.respond(&received, json!({"type": number, "data": {"choices": []}})).await;
        assert_eq!((reply.refusal(), reply.complaint("type")), ((400, 50035), "BASE_TYPE_CHOICES"), "type {number}");
    }
    let update = play.respond(&received, json!({"type": 7, "data": {"content": "x"}})).await;
    assert_eq!(update.complaint("type"), "BASE_TYPE_CHOICES");
    assert_eq!(play.respond(&received, answer("still possible")).await.status, 204);
}

#[tokio::test]
async fn a_deferred_answer_is_a_loading_message_until_it_is_edited() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    let priya = play.person("Priya Nair");
    assert_eq!(play.respond(&received.payload, json!({"type": 5})).await.status, 204);
    let people = play.sandbox.people();
    let waiting = people.interaction(priya, received.interaction.id).expect("it is hers");
    assert_eq!(waiting.state, Progress::Deferred);
    let messages = people.messages(priya, play.channel("checkout")).expect("she sees the channel");
    assert_eq!(messages.last().expect("a message")["flags"], 128);

    let edited = play.hook("PATCH", &received.payload, "/messages/@original", json!({"content": "done"})).await;
    assert_eq!(
        (edited.status, &edited.body["flags"], &edited.body["edited_timestamp"]),
        (200, &json!(0), &Value::Null)
    );
    let settled = people.interaction(priya, received.interaction.id).expect("it is hers");
    assert_eq!((settled.state, settled.message_id), (Progress::Answered, waiting.message_id));
}

#[tokio::test]
async fn the_first_follow_up_after_deferring_fills_the_deferred_message_and_stays_private() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    play.respond(&received, json!({"type": 5, "data": {"flags": 64}})).await;
    let filled = play.hook("POST", &received, "", json!({"content": "first"})).await.body;
    let further = play.hook("POST", &received, "", json!({"content": "second"})).await.body;
    let original = play.hook("GET", &received, "/messages/@original", Value::Null).await.body;
    assert_eq!((&filled["id"], &filled["flags"]), (&original["id"], &json!(64)));
    assert_ne!(further["id"], original["id"]);
    assert_eq!(further["flags"], 0);
    assert_eq!(further["interaction_metadata"]["original_response_message_id"], original["id"]);
    let people = play.sandbox.people();
    let seen_by = |name: &str| {
        let messages = people.messages(play.person(name), play.channel("checkout")).expect("visible");
        messages.iter().any(|message| message["content"] == "first")
    };
    assert!(seen_by("Priya Nair") && !seen_by("Leo Brandt"));
}

#[tokio::test]
async fn follow_ups_can_be_read_changed_and_deleted_by_their_id() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    play.respond(&received, answer("x")).await;
    let further = play.hook("POST", &received, "", json!({"content": "more"})).await.body;
    let path = format!("/messages/{}", text(&further["id"]));
    assert_eq!(play.hook("PATCH", &received, &path, json!({"content": "less"})).await.body["content"], "less");
    assert_eq!(play.hook("GET", &received, &path, Value::Null).await.body["content"], "less");
    assert_eq!(play.hook("DELETE", &received, &path, Value::Null).await.status, 204);
    assert_eq!(play.hook("GET", &received, &path, Value::Null).await.refusal(), (404, 10008));
    let foreign = play.sandbox.people().messages(play.person("Leo Brandt"), play.channel("checkout")).expect("visible");
    let path = format!("/messages/{}", text(&foreign[0]["id"]));
    assert_eq!(play.hook("GET", &received, &path, Value::Null).await.refusal(), (404, 10008));
}

#[tokio::test]
async fn a_token_lives_for_a_quarter_of_an_hour() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    play.respond(&received, answer("x")).await;
    play.clock.advance(Duration::from_millis(15 * 60 * 1_000 - 1));
    assert_eq!(play.hook("POST", &received, "", json!({"content": "in time"})).await.status, 200);
    play.clock.advance(Duration::from_millis(1));
    let late = play.hook("POST", &received, "", json!({"content": "late"})).await;
    assert_eq!((late.refusal(), text(&late.body["message"])), ((401, 50027), "Invalid Webhook Token"));
    play.seconds(60 * 60);
    let later = play.hook("PATCH", &received, "/messages/@original", json!({"content": "later"})).await;
    assert_eq!(later.refusal(), (401, 50027));
}

#[tokio::test]
async fn a_deferred_answer_that_never_comes_fails_when_the_token_dies() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    play.respond(&received.payload, json!({"type": 5})).await;
    play.seconds(15 * 60);
    let seen =
        play.sandbox.people().interaction(play.person("Priya Nair"), received.interaction.id).expect("it is hers");
    assert_eq!((seen.state, seen.message_id), (Progress::Failed, None));
}

#[tokio::test]
async fn a_token_is_of_no_use_before_the_acknowledgement() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    assert_eq!(play.hook("POST", &received, "", json!({"content": "x"})).await.refusal(), (404, 10015));
}

#[tokio::test]
async fn a_press_updates_the_message_in_place() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    let row = json!([{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go:1"}]}]);
    play.respond(&received, json!({"type": 4, "data": {"content": "one", "components": row, "flags": 64}})).await;
    let message: MessageId = id(&play.hook("GET", &received, "/messages/@original", Value::Null).await.body["id"]);
    let mut gateway = play.connect(0).await;
    let people = play.sandbox.people();
    let priya = play.person("Priya Nair");
    let pressed = people.press(priya, message, "go:1").expect("the button is there");
    let sent = gateway.until("INTERACTION_CREATE").await;
    assert_eq!(
        (&sent["type"], &sent["data"]["custom_id"], &sent["data"]["component_type"]),
        (&json!(3), &json!("go:1"), &json!(2))
    );
    assert_eq!(sent["message"]["content"], "one");
    assert_eq!(play.respond(&sent, json!({"type": 7, "data": {"content": "two", "components": []}})).await.status, 204);
    let shown = people.messages(priya, play.channel("checkout")).expect("visible");
    let shown = shown.last().expect("a message");
    assert_eq!((text(&shown["content"]), &shown["flags"], &shown["components"]), ("two", &json!(64), &json!([])));
    assert_eq!(people.interaction(priya, pressed.id).expect("hers").state, Progress::Answered);
    assert!(people.press(priya, message, "go:1").is_err(), "the button is gone");
}

#[tokio::test]
async fn nobody_presses_what_only_another_sees() {
    let play = play().await;
    let received = play.run("/ask task: x").await.payload;
    let row = json!([{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go:1"}]}]);
    play.respond(&received, json!({"type": 4, "data": {"content": "one", "components": row, "flags": 64}})).await;
    let message: MessageId = id(&play.hook("GET", &received, "/messages/@original", Value::Null).await.body["id"]);
    let refusal = play.sandbox.people().press(play.person("Leo Brandt"), message, "go:1").expect_err("not his");
    assert_eq!((refusal.status, refusal.code), (404, Some(10008)));
}

#[tokio::test]
async fn a_form_opens_is_checked_and_comes_back_filled_in() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    let form = json!({"type": 9, "data": {"title": "Why?", "custom_id": "why:1", "components": [
        {"type": 1, "components": [{"type": 4, "style": 2, "label": "Reason", "custom_id": "reason", "max_length": 5}]},
    ]}});
    assert_eq!(play.respond(&received.payload, form).await.status, 204);
    let (people, priya) = (play.sandbox.people(), play.person("Priya Nair"));
    let opened = people.interaction(priya, received.interaction.id).expect("hers");
    assert_eq!(opened.state, Progress::Modal);
    assert_eq!(opened.modal.as_ref().expect("a form")["title"], "Why?");
    let fields = |value: &str| [("reason".to_owned(), json!(value))].into_iter().collect();
    assert!(people.submit(priya, opened.id, &fields("")).is_err(), "the field is required");
    assert!(people.submit(priya, opened.id, &fields("sixsix")).is_err(), "the field is short");
    assert!(people.submit(play.person("Leo Brandt"), opened.id, &fields("x")).is_err(), "it is not his form");
    let mut gateway = play.connect(0).await;
    let submitted = people.submit(priya, opened.id, &fields("five5")).expect("it fits");
    let sent = gateway.until("INTERACTION_CREATE").await;
    assert_eq!((&sent["type"], &sent["data"]["custom_id"]), (&json!(5), &json!("why:1")));
    assert_eq!(sent["data"]["components"][0]["components"][0]["value"], "five5");
    assert_eq!(play.respond(&sent, json!({"type": 9, "data": {}})).await.status, 400);
    assert_eq!(play.respond(&sent, answer("noted")).await.status, 204);
    assert_eq!(people.interaction(priya, submitted.id).expect("hers").state, Progress::Answered);
    assert!(people.submit(priya, opened.id, &fields("x")).is_err(), "the form is closed");
}

#[tokio::test]
async fn a_form_has_a_title_of_45_characters_and_five_rows_at_most() {
    let play = play().await;
    let input = |n: usize| json!({"type": 1, "components": [{"type": 4, "style": 1, "label": "L", "custom_id": n.to_string()}]});
    let form = |title: usize, rows: usize| {
        let rows: Vec<Value> = (0..rows).map(input).collect();
        json!({"type": 9, "data": {"title": "é".repeat(title), "custom_id": "f", "components": rows}})
    };
    let received = play.run("/ask task: x").await.payload;
    assert_eq!(play.respond(&received, form(46, 5)).await.complaint("data.title"), "BASE_TYPE_BAD_LENGTH");
    assert_eq!(play.respond(&received, form(45, 6)).await.complaint("data.components"), "BASE_TYPE_BAD_LENGTH");
    assert_eq!(play.respond(&received, form(45, 5)).await.status, 204);
}

#[tokio::test]
async fn suggestions_come_while_an_option_is_typed() {
    let play = play().await;
    let mut gateway = play.connect(0).await;
    let (people, priya, checkout) =
        (play.sandbox.people().clone(), play.person("Priya Nair"), play.channel("checkout"));
    let typing = tokio::spawn(async move { people.autocomplete(priya, checkout, "/role show page: 2 role: te").await });
    let sent = gateway.until("INTERACTION_CREATE").await;
    assert_eq!(sent["type"], 4);
    assert_eq!(
        sent["data"]["options"][0]["options"],
        json!([
            {"name": "page", "type": 4, "value": 2},
            {"name": "role", "type": 3, "value": "te", "focused": true},
        ])
    );
    let choice = |n: usize| json!({"name": format!("Role {n}"), "value": n.to_string()});
    let choices = |count: usize| json!({"type": 8, "data": {"choices": (0..count).map(choice).collect::<Vec<_>>()}});
    assert_eq!(play.respond(&sent, answer("x")).await.complaint("type"), "BASE_TYPE_CHOICES");
    assert_eq!(play.respond(&sent, choices(26)).await.complaint("data.choices"), "BASE_TYPE_MAX_LENGTH");
    assert_eq!(play.respond(&sent, choices(25)).await.status, 204);
    let suggestions = typing.await.expect("no panic").expect("the application answered");
    assert_eq!((suggestions.len(), suggestions[24].name.as_str()), (25, "Role 24"));
}

#[tokio::test]
async fn suggestions_that_do_not_come_are_an_error_after_three_seconds() {
    let play = play().await;
    let (people, priya, checkout) =
        (play.sandbox.people().clone(), play.person("Priya Nair"), play.channel("checkout"));
    let mut gateway = play.connect(0).await;
    let typing = tokio::spawn(async move { people.autocomplete(priya, checkout, "/role show role: te").await });
    gateway.until("INTERACTION_CREATE").await;
    play.seconds(4);
    assert_eq!(typing.await.expect("no panic").expect_err("nobody answered").message, "Loading options failed");
}

#[tokio::test]
async fn suggestions_are_in_time_at_three_seconds_and_not_a_tick_later() {
    let play = play().await;
    let mut gateway = play.connect(0).await;
    let (priya, checkout) = (play.person("Priya Nair"), play.channel("checkout"));
    let suggestions = json!({"type": 8, "data": {"choices": [{"name": "Tech lead", "value": "tl"}]}});
    for (milliseconds, in_time) in [(2_999, true), (3_000, true), (3_001, false)] {
        let people = play.sandbox.people().clone();
        let typing = tokio::spawn(async move { people.autocomplete(priya, checkout, "/role show role: te").await });
        let sent = gateway.until("INTERACTION_CREATE").await;
        play.clock.advance(Duration::from_millis(milliseconds));
        let reply = play.respond(&sent, suggestions.clone()).await;
        let shown = typing.await.expect("no panic").map(|shown| shown.len()).map_err(|refusal| refusal.message);
        let late = ((404, 10062), Err("Loading options failed".to_owned()));
        assert_eq!((reply.refusal(), shown), if in_time { ((204, -1), Ok(1)) } else { late }, "{milliseconds} ms");
    }
}

#[tokio::test]
async fn context_menus_carry_what_they_were_opened_on() {
    let play = play().await;
    let (people, priya) = (play.sandbox.people(), play.person("Priya Nair"));
    let first = people.messages(priya, play.channel("general")).expect("visible")[0].clone();
    let mut gateway = play.connect(0).await;
    people.use_on_message(priya, id(&first["id"]), "Who owns this?").expect("the command is there");
    let sent = gateway.until("INTERACTION_CREATE").await;
    assert_eq!(sent["data"]["target_id"], first["id"]);
    assert_eq!(sent["data"]["resolved"]["messages"][text(&first["id"])]["content"], first["content"]);
    assert_eq!(sent["channel_id"], json!(play.channel("general")));
    let leo = play.person("Leo Brandt");
    people.use_on_member(priya, play.channel("general"), leo, "Lane").expect("the command is there");
    let sent = gateway.until("INTERACTION_CREATE").await;
    assert_eq!(sent["data"]["resolved"]["users"][leo.to_string()]["global_name"], "Leo Brandt");
    assert!(sent["data"]["resolved"]["members"][leo.to_string()]["permissions"].is_string());
}
