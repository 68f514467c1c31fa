//! Interactions over HTTP: signed, tried before they are believed in, answered like a callback.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use discord_sandbox::{EndpointFailure, Interaction, Options, Progress, Sandbox, StartError};
use serde_json::{Value, json};

use crate::endpoint_bot::{Bot, Script, answer, bot, says};
use crate::play::{Play, UNPRIVILEGED, commands, id, text};

/// A sandbox that sends interactions to this endpoint, which trusts it.
async fn play(bot: &Bot) -> Play {
    let play = Play::start().await;
    bot.trusts(&play);
    play.sandbox.endpoint().set_url(Some(&bot.url)).await.expect("the endpoint stands the test");
    play.register(commands()).await;
    play
}

fn run(play: &Play, text: &str) -> Interaction {
    let interaction = play.sandbox.people().run(play.person("Priya Nair"), play.channel("checkout"), text);
    interaction.expect("the command can be used")
}

async fn settled(play: &Play, interaction: &Interaction) -> Interaction {
    let settled =
        play.sandbox.people().wait_settled(play.person("Priya Nair"), interaction.id, Duration::from_secs(10));
    settled.await.expect("the interaction is hers")
}

async fn patch(play: &Play, url: Value) -> crate::play::Reply {
    play.call("PATCH", "/applications/@me", json!({"interactions_endpoint_url": url})).await
}

#[tokio::test]
async fn an_interaction_goes_signed_to_the_endpoint_and_its_answer_is_shown() {
    let mut bot = bot(|_| says("over HTTP")).await;
    let play = play(&bot).await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    let interaction = run(&play, "/ask task: which way?");
    let (headers, payload) = bot.received().await;
    assert_eq!(headers["user-agent"], "Discord-Interactions/1.0 (+https://discord.com)");
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["x-signature-timestamp"], "1790000000", "the world's seconds");
    assert_eq!(
        (&payload["type"], &payload["data"]["options"][0]["value"], &payload["application_id"]),
        (&json!(2), &json!("which way?"), &json!(play.application()))
    );
    let settled = settled(&play, &interaction).await;
    assert_eq!(settled.state, Progress::Answered);
    assert_eq!(gateway.until("MESSAGE_CREATE").await["content"], "over HTTP");
    play.sandbox.gateway().reconnect_all();
    let rest = gateway.until_opcode(7).await;
    assert!(rest.iter().all(|payload| payload["t"] != "INTERACTION_CREATE"), "{rest:?}");
    let calls = play.sandbox.endpoint().calls_when(|calls| !calls.is_empty()).await;
    assert_eq!((calls[0].interaction, &calls[0].outcome), (interaction.id, &Ok(())));
}

#[tokio::test]
async fn without_an_endpoint_interactions_go_to_the_gateway_again() {
    let bot = bot(|_| says("over HTTP")).await;
    let play = play(&bot).await;
    let mut gateway = play.connect(0).await;
    assert_eq!(patch(&play, Value::Null).await.body["interactions_endpoint_url"], Value::Null);
    run(&play, "/ask task: which way?");
    gateway.until("INTERACTION_CREATE").await;
}

#[tokio::test]
async fn an_endpoint_is_set_over_rest_once_it_answers_pings_and_refuses_forged_ones() {
    let bot = bot(|_| says("")).await;
    let play = Play::start().await;
    let own = play.call("GET", "/applications/@me", Value::Null).await.body;
    assert_eq!(text(&own["verify_key"]), play.sandbox.endpoint().verify_key());
    let refused = patch(&play, json!(bot.url)).await;
    assert_eq!(refused.refusal(), (400, 50035), "it takes any signature");
    assert_eq!(refused.complaint("interactions_endpoint_url"), "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID");
    assert_eq!(play.sandbox.endpoint().url(), None);
    bot.trusts(&play);
    let set = patch(&play, json!(bot.url)).await;
    assert_eq!((set.status, &set.body["interactions_endpoint_url"]), (200, &json!(bot.url)));
    for wrong in ["http://127.0.0.1:1/", "http://example.com/", "https://127.0.0.1/", "nonsense"] {
        assert_eq!(patch(&play, json!(wrong)).await.refusal(), (400, 50035), "{wrong}");
    }
    let long = |length: usize| json!(format!("{}?{}", bot.url, "x".repeat(length - bot.url.len() - 1)));
    assert_eq!(patch(&play, long(2_048)).await.status, 200);
    assert_eq!(patch(&play, long(2_049)).await.complaint("interactions_endpoint_url"), "BASE_TYPE_MAX_LENGTH");
    assert_eq!(patch(&play, json!(bot.url)).await.status, 200);
    assert_eq!(play.sandbox.endpoint().url(), Some(bot.url), "what was refused changed nothing");
    let described = play.call("PATCH", "/applications/@me", json!({"description": "asks"})).await.body;
    assert_eq!(
        (&described["description"], &described["interactions_endpoint_url"]),
        (&json!("asks"), &set.body["interactions_endpoint_url"])
    );
}

#[tokio::test]
async fn forged_interactions_are_for_trying_the_check_of_signatures() {
    let mut bot = bot(|_| says("yes")).await;
    let play = play(&bot).await;
    let endpoint = play.sandbox.endpoint();
    assert_eq!(endpoint.replay().await, Err(EndpointFailure::Nothing), "nothing was sent yet");
    assert_eq!(endpoint.send_forged_interaction().await, Ok(401), "a forged PING");
    settled(&play, &run(&play, "/ask task: once")).await;
    let (_, first) = bot.received().await;
    assert_eq!(endpoint.send_forged_interaction().await, Ok(401), "a forged command");
    assert_eq!(endpoint.replay().await, Ok(200));
    assert_eq!(bot.received().await.1, first, "only the replay got through");
    assert!(endpoint.check_routinely().await);
    bot.trusts_anybody();
    assert!(!endpoint.check_routinely().await);
    assert_eq!(endpoint.url(), None, "an endpoint that takes anything is taken away");
}

#[tokio::test]
async fn each_kind_of_answer_is_taken_from_the_endpoint() {
    let bot = bot(|payload| match (&payload["type"], text(&payload["data"]["custom_id"])) {
        (kind, _) if kind == 4 => {
            answer(200, json!({"type": 8, "data": {"choices": [{"name": "Lead", "value": "lead"}]}}))
        }
        (_, "update") => answer(200, json!({"type": 7, "data": {"content": "updated"}})),
        (_, "later") => answer(200, json!({"type": 6})),
        (_, "form") => answer(
            200,
            json!({"type": 9, "data": {"custom_id": "f", "title": "Form", "components": [
                {"type": 1, "components": [{"type": 4, "custom_id": "x", "label": "X", "style": 1}]},
            ]}}),
        ),
        _ => answer(
            200,
            json!({"type": 4, "data": {"content": "choose", "components": [{"type": 1, "components": [
                {"type": 2, "style": 1, "label": "U", "custom_id": "update"},
                {"type": 2, "style": 1, "label": "L", "custom_id": "later"},
                {"type": 2, "style": 1, "label": "F", "custom_id": "form"},
            ]}]}}),
        ),
    })
    .await;
    let play = play(&bot).await;
    let priya = play.person("Priya Nair");
    let people = play.sandbox.people();
    let choices =
        people.autocomplete(priya, play.channel("checkout"), "/role show role: l").await.expect("there are some");
    assert_eq!(choices[0].name, "Lead");
    let message = settled(&play, &run(&play, "/ask task: x")).await.message_id.expect("a message");
    for (button, state) in [("update", Progress::Answered), ("later", Progress::Answered), ("form", Progress::Modal)] {
        let pressed = people.press(priya, message, button).expect("the button is there");
        assert_eq!(settled(&play, &pressed).await.state, state, "{button}");
    }
    let shown =
        play.call("GET", &format!("/channels/{}/messages/{message}", play.channel("checkout")), Value::Null).await;
    assert_eq!(shown.body["content"], "updated");
}

#[tokio::test]
async fn files_come_with_the_answer() {
    let bot = bot(|_| {
        let payload = json!({"type": 4, "data": {"content": "look", "attachments": [{"id": 0}]}});
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n{payload}\r\n\
             --b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n"
        );
        ([(header::CONTENT_TYPE, "multipart/form-data; boundary=b")], body).into_response()
    })
    .await;
    let play = play(&bot).await;
    let message = settled(&play, &run(&play, "/ask task: x")).await.message_id.expect("a message");
    let shown =
        play.call("GET", &format!("/channels/{}/messages/{message}", play.channel("checkout")), Value::Null).await;
    assert_eq!(play.fetch(text(&shown.body["attachments"][0]["url"])).await, (200, b"hello".to_vec()));
}

#[tokio::test]
async fn an_accepted_interaction_is_answered_over_rest() {
    let mut bot = bot(|_| StatusCode::ACCEPTED.into_response()).await;
    let play = play(&bot).await;
    let interaction = run(&play, "/ask task: x");
    let (_, payload) = bot.received().await;
    assert_eq!(play.respond(&payload, json!({"type": 5})).await.status, 204);
    let edited = play.hook("PATCH", &payload, "/messages/@original", json!({"content": "done"})).await;
    assert_eq!((edited.status, &edited.body["content"]), (200, &json!("done")));
    assert_eq!(settled(&play, &interaction).await.message_id, Some(id(&edited.body["id"])));
    assert_eq!(play.hook("POST", &payload, "", json!({"content": "more"})).await.status, 200);
}

#[tokio::test]
async fn what_is_no_answer_fails_at_once() {
    let scripts: [Script; 6] = [
        |_| StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        |_| StatusCode::NO_CONTENT.into_response(),
        |_| answer(202, json!({"type": 4, "data": {"content": "a body"}})),
        |_| answer(200, json!({"type": 1})),
        |_| answer(200, json!({"type": 4, "data": {"content": "x".repeat(2_001)}})),
        |_| ([(header::CONTENT_TYPE, "application/json")], "not JSON").into_response(),
    ];
    for script in scripts {
        let bot = bot(script).await;
        let play = play(&bot).await;
        let interaction = settled(&play, &run(&play, "/ask task: x")).await;
        assert_eq!(
            (interaction.state, interaction.error.as_deref()),
            (Progress::Failed, Some("The application did not respond"))
        );
    }
}

#[tokio::test]
async fn the_log_of_deliveries_says_why_an_answer_was_refused() {
    let bot = bot(|_| answer(200, json!({"type": 4, "data": {}}))).await;
    let play = play(&bot).await;
    settled(&play, &run(&play, "/ask task: x")).await;
    let calls = play.sandbox.endpoint().calls_when(|calls| !calls.is_empty()).await;
    assert!(matches!(&calls[0].outcome, Err(EndpointFailure::Refused(error)) if error.code == 50006), "{calls:?}");
}

#[tokio::test]
async fn three_seconds_are_all_the_time_there_is() {
    let mut bot = bot(|_| says("too late")).await;
    let play = play(&bot).await;
    bot.hold();
    let interaction = run(&play, "/ask task: x");
    bot.received().await;
    play.seconds(3);
    play.clock.advance(Duration::from_millis(1));
    let interaction = settled(&play, &interaction).await;
    assert_eq!(
        (interaction.state, interaction.error.as_deref()),
        (Progress::Failed, Some("The application did not respond"))
    );
}

#[tokio::test]
async fn an_endpoint_and_its_key_can_be_there_from_the_beginning() {
    let bot = bot(|_| says("yes")).await;
    let options = || Options {
        interactions_endpoint_url: Some(bot.url.clone()),
        signing_key: Some([7; 32]),
        ..Options::default()
    };
    let (one, other) = (Play::with(options()).await, Play::with(options()).await);
    assert_eq!(one.sandbox.endpoint().verify_key(), other.sandbox.endpoint().verify_key());
    let unset = Play::start().await.sandbox.endpoint().verify_key();
    assert_ne!(unset, one.sandbox.endpoint().verify_key());
    assert_eq!(unset, Play::start().await.sandbox.endpoint().verify_key(), "the same in every sandbox");
    bot.trusts(&one);
    one.register(commands()).await;
    assert_eq!(settled(&one, &run(&one, "/ask task: x")).await.state, Progress::Answered);
    let elsewhere = Options { interactions_endpoint_url: Some("http://example.com/".into()), ..Options::default() };
    assert!(matches!(Sandbox::start(elsewhere).await, Err(StartError::EndpointNotLoopback(_))));
}
