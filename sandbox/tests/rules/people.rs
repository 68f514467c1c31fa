//! The people's side: over HTTP as the README describes it, and how typed commands are read.

use discord_sandbox::Progress;
use serde_json::{Value, json};

use crate::play::{Play, commands, text};

async fn play() -> Play {
    let play = Play::start().await;
    play.register(commands()).await;
    play
}

async fn people(play: &Play, method: &str, path: &str, body: Value) -> (u16, Value) {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let reply = play.raw(method, &format!("/people{path}"), "application/json", &body).await;
    (reply.status, reply.body)
}

#[tokio::test]
async fn everybody_sees_their_own_servers_and_channels() {
    let play = play().await;
    let (_, everybody) = people(&play, "GET", "", Value::Null).await;
    let names: Vec<&str> = everybody.as_array().into_iter().flatten().map(|user| text(&user["global_name"])).collect();
    assert_eq!(
        names,
        ["Ines Moreau", "Tomasz Wolny", "Priya Nair", "Leo Brandt", "Sakura Ito", "Robin Hale", "Noor Haddad"]
    );
    assert_eq!(everybody[0]["profile"], "Tech lead of Checkout");
    let channels = async |name: &str| {
        let (_, view) = people(&play, "GET", &format!("/{}/view", play.person(name)), Value::Null).await;
        let list = view["guilds"][0]["channels"].as_array().cloned().unwrap_or_default();
        list.iter().map(|channel| text(&channel["name"]).to_owned()).collect::<Vec<_>>()
    };
    let open = ["Checkout", "checkout", "checkout-incidents", "Everyone", "general", "introductions"];
    assert_eq!(channels("Robin Hale").await, open);
    assert!(channels("Ines Moreau").await.contains(&"checkout-private".to_owned()));
    assert_eq!(channels("Noor Haddad").await, ["Shop", "shop-floor"]);
}

#[tokio::test]
async fn what_is_not_there_or_not_theirs_is_refused_in_words() {
    let play = play().await;
    let priya = play.person("Priya Nair");
    let (status, body) = people(&play, "GET", "/1/view", Value::Null).await;
    assert_eq!((status, &body["message"]), (404, &json!("There is no such person.")));
    let (status, _) = people(&play, "GET", &format!("/{}/view", play.person("Test Bot")), Value::Null).await;
    assert_eq!(status, 404, "nobody can be the bot");
    let hidden = format!("/{priya}/channels/{}/messages", play.channel("checkout-private"));
    let (status, body) = people(&play, "GET", &hidden, Value::Null).await;
    assert_eq!((status, &body["code"]), (403, &json!(50001)));
    let path = format!("/{priya}/channels/{}/messages", play.channel("general"));
    let (status, _) = people(&play, "POST", &path, json!({"content": 1})).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn people_post_reply_and_delete_their_own() {
    let play = play().await;
    let priya = play.person("Priya Nair");
    let path = format!("/{priya}/channels/{}/messages", play.channel("general"));
    let (status, first) = people(&play, "POST", &path, json!({"content": "hello"})).await;
    assert_eq!(status, 200);
    let (_, second) = people(&play, "POST", &path, json!({"content": "again", "reply_to": first["id"]})).await;
    assert_eq!(second["referenced_message"]["id"], first["id"]);
    let (_, page) = people(&play, "GET", &format!("{path}?limit=1&before={}", text(&second["id"])), Value::Null).await;
    assert_eq!(page[0]["id"], first["id"]);
    let own = format!("/{priya}/messages/{}", text(&first["id"]));
    let foreign = format!("/{}/messages/{}", play.person("Leo Brandt"), text(&second["id"]));
    assert_eq!(people(&play, "DELETE", &own, Value::Null).await.0, 204);
    assert_eq!(people(&play, "DELETE", &foreign, Value::Null).await.0, 403);
}

#[tokio::test]
async fn typed_options_come_in_any_order_and_reach_to_the_next_name() {
    let play = play().await;
    let sent = play.run("/ask private: yes task: is this: mine? task: or yours").await.payload;
    assert_eq!(
        sent["data"]["options"],
        json!([
            {"name": "task", "type": 3, "value": "is this: mine? task: or yours"},
            {"name": "private", "type": 5, "value": true},
        ])
    );
}

#[tokio::test]
async fn values_are_checked_before_anything_is_sent() {
    let play = play().await;
    let (side, priya, channel) = (play.sandbox.people(), play.person("Priya Nair"), play.channel("general"));
    let refused = |text: &str| side.run(priya, channel, text).expect_err(text).message;
    for (typed, part) in [
        ("ask", "slash"),
        ("/nothing", "no command /nothing"),
        ("/ask", "required"),
        ("/ask task:", "required"),
        ("/ask who", "belongs to no option"),
        ("/ask task: x private: perhaps", "true or false"),
        ("/role", "followed by one of: show"),
        ("/role show role: x page: 10", "number from 1 to 9"),
        ("/role show role: x page: two", "valid integer"),
    ] {
        let message = refused(typed);
        assert!(message.contains(part), "{typed}: {message}");
    }
    let long = |length: usize| format!("/ask task: {}", "x".repeat(length));
    assert!(side.run(priya, channel, &long(6_000)).is_ok());
    assert!(side.run(priya, channel, &long(6_001)).is_err());
}

#[tokio::test]
async fn options_can_be_given_in_discords_own_form() {
    let play = play().await;
    let command =
        play.sandbox.world().commands().into_iter().find(|command| command.spec.name == "role").expect("registered");
    let priya = play.person("Priya Nair");
    let path = format!("/{priya}/channels/{}/run", play.channel("general"));
    let options = json!([{"name": "show", "type": 1, "options": [{"name": "role", "type": 3, "value": "x"}]}]);
    let mut gateway = play.connect(0).await;
    let (status, interaction) =
        people(&play, "POST", &path, json!({"command_id": command.id, "options": options})).await;
    assert_eq!((status, &interaction["state"]), (200, &json!("pending")));
    assert_eq!(gateway.until("INTERACTION_CREATE").await["data"]["options"], options);
    let wrong = json!([{"name": "show", "type": 1, "options": [{"name": "role", "type": 3, "value": 5}]}]);
    assert_eq!(people(&play, "POST", &path, json!({"command_id": command.id, "options": wrong})).await.0, 400);
    assert_eq!(people(&play, "POST", &path, json!({"command_id": command.id, "options": []})).await.0, 400);
}

#[tokio::test]
async fn an_interaction_can_be_waited_for_over_http() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    let path = format!("/{}/interactions/{}?wait_ms=9000", play.person("Priya Nair"), received.interaction.id);
    let answer = json!({"type": 4, "data": {"content": "here"}});
    let (waited, _) = tokio::join!(people(&play, "GET", &path, Value::Null), play.respond(&received.payload, answer));
    assert_eq!((&waited.1["state"], waited.1["message_id"].is_string()), (&json!("answered"), true));
    let foreign = format!("/{}/interactions/{}", play.person("Leo Brandt"), received.interaction.id);
    assert_eq!(people(&play, "GET", &foreign, Value::Null).await.0, 404);
}

#[tokio::test]
async fn a_person_is_told_what_they_may_see() {
    let play = play().await;
    let side = play.sandbox.people();
    let (priya, leo) = (play.person("Priya Nair"), play.person("Leo Brandt"));
    let mut hers = side.subscribe(priya);
    let mut his = side.subscribe(leo);
    assert_eq!(hers.next().await.expect("open").name, "hello");
    assert_eq!(his.next().await.expect("open").name, "hello");
    let received = play.run("/ask task: x").await;
    play.respond(&received.payload, json!({"type": 4, "data": {"content": "quiet", "flags": 64}})).await;
    side.post(leo, play.channel("general"), "for all", None).expect("he may");
    let mut names = Vec::new();
    loop {
        let event = hers.next().await.expect("open");
        if event.name != "presence" {
            names.push(event.name);
        }
        if event.data["content"] == "for all" {
            break;
        }
    }
    assert_eq!(names, ["interaction", "message_create", "interaction", "message_create"]);
    let mut seen = his.next().await.expect("open");
    while seen.name == "presence" {
        seen = his.next().await.expect("open");
    }
    assert_eq!(seen.data["content"], "for all", "nothing of what was private");
}

#[tokio::test]
async fn ephemeral_messages_can_be_dismissed() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    play.respond(&received.payload, json!({"type": 4, "data": {"content": "quiet", "flags": 64}})).await;
    let (side, priya) = (play.sandbox.people(), play.person("Priya Nair"));
    let message = side.interaction(priya, received.interaction.id).expect("hers").message_id.expect("answered");
    side.delete(priya, message).expect("it is for her");
    assert!(side.delete(priya, message).is_err());
}

#[tokio::test]
async fn idle_waits_until_everything_is_answered_and_told() {
    let play = play().await;
    let received = play.run("/ask task: x").await;
    let side = play.sandbox.people().clone();
    let idle = tokio::spawn(async move { side.idle().await });
    tokio::task::yield_now().await;
    assert!(!idle.is_finished());
    play.respond(&received.payload, json!({"type": 4, "data": {"content": "x"}})).await;
    idle.await.expect("it becomes quiet");
    let seen = play.sandbox.people().interaction(play.person("Priya Nair"), received.interaction.id);
    assert_eq!(seen.expect("hers").state, Progress::Answered);
}

#[tokio::test]
async fn the_page_and_its_default_avatars_are_served() {
    let play = play().await;
    let base = play.sandbox.base_url();
    let (status, page) = play.fetch(&format!("{base}/")).await;
    assert_eq!((status, page.starts_with(b"<!")), (200, true));
    assert_eq!(play.fetch(&format!("{base}/page/nothing.js")).await.0, 404);
    assert_eq!(play.fetch(&format!("{base}/cdn/embed/avatars/5.png")).await.0, 200);
    assert_eq!(play.fetch(&format!("{base}/cdn/embed/avatars/6.png")).await.0, 404);
}
