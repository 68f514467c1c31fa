//! The examples of the README: each stands there word for word as it stands here, compiled, and the first is run too.

use std::error::Error;
use std::time::Duration;

use discord_sandbox::contract::Contract;
use discord_sandbox::{CallFault, CallHarm, EventFault, EventHarm, Latency, Options, Progress, Sandbox};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::test]
#[expect(clippy::unwrap_used, reason = "what an example says in a few lines")]
async fn a_test_as_the_readme_shows_it() -> Outcome {
    // README: the test
    let sandbox = Sandbox::start(Options::default()).await?;
    let bot = start_my_bot(sandbox.base_url(), sandbox.bot_token()); // your own bot, in this process or another
    sandbox.bot_ready().await; // it has identified
    let (world, people) = (sandbox.world(), sandbox.people());
    let (priya, channel) = (world.person("Priya Nair").unwrap(), world.channel("checkout").unwrap());
    let used = people.run(priya, channel, "/greet name: Ada")?; // as typed into the message box
    let settled = people.wait_settled(priya, used.id, Duration::from_secs(5)).await?;
    assert_eq!(settled.state, Progress::Answered, "{settled:?}");
    let said = people.messages(priya, channel)?;
    assert_eq!(said.last().unwrap()["content"], "Hello, Ada!");
    people.press(priya, settled.message_id.unwrap(), "wave")?; // the button with this custom id
    sandbox.stop().await; // or drop it
    // README ends
    bot.await??;
    Ok(())
}

async fn under_the_contract() -> Outcome {
    // README: the contract
    let watch = Contract::load("openapi.json")?.watch();
    let sandbox = Sandbox::start(Options { observer: Some(watch.clone()), ..Options::default() }).await?;
    // … the test …
    watch.assert_kept(); // or look at watch.deviations()
    // README ends
    sandbox.stop().await;
    Ok(())
}

fn in_bad_weather(sandbox: &Sandbox) {
    // README: the weather
    let weather = sandbox.weather();
    weather.on_calls(CallFault::new(CallHarm::ResetAfter).on("POST", "/interactions/").times(1));
    weather.on_calls(CallFault::new(CallHarm::ServerError { status: 502 }).chance(0.1));
    weather.call_latency(Latency::fixed(Duration::from_millis(80)).and_up_to(Duration::from_millis(40)));
    weather.on_events(EventFault::new(EventHarm::Duplicate).of("INTERACTION_CREATE"));
    // … the scenario …
    assert_eq!(weather.struck().calls, [1, 3]);
    weather.clear();
    // README ends
}

#[test]
fn the_readme_has_the_examples_word_for_word() {
    let _ = (under_the_contract, in_bad_weather);
    let readme = include_str!("../../README.md");
    let examples = include_str!("readme.rs").split(concat!("    // README", ": ")).skip(1);
    let examples: Vec<&str> = examples
        .filter_map(|rest| rest.split_once('\n')?.1.split_once("    // README ends"))
        .map(|(code, _)| code)
        .collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        assert!(readme.contains(example), "the README lacks this example:\n{example}");
    }
}

/// A bot that greets, with a button. It lives until the gateway closes.
fn start_my_bot(base: String, token: &str) -> tokio::task::JoinHandle<Outcome> {
    tokio::spawn(greet_all(base, token.to_owned()))
}

async fn greet_all(base: String, token: String) -> Outcome {
    let http = reqwest::Client::new();
    let api = format!("{base}/api/v10");
    let authorization = format!("Bot {token}");
    let own: Value =
        http.get(format!("{api}/users/@me")).header("authorization", &authorization).send().await?.json().await?;
    let id = own["id"].as_str().ok_or("no id")?;
    let name = json!({"type": 3, "name": "name", "description": "Whom", "required": true});
    let commands = json!([{"name": "greet", "description": "Greets somebody", "options": [name]}]);
    let put = http.put(format!("{api}/applications/{id}/commands")).header("authorization", &authorization);
    put.json(&commands).send().await?.error_for_status()?;
    let (mut gateway, _) =
        connect_async(format!("{}/gateway?v=10&encoding=json", base.replacen("http", "ws", 1))).await?;
    let properties = json!({"os": "linux", "browser": "test", "device": "test"});
    let identify = json!({"op": 2, "d": {"token": token, "intents": 0, "properties": properties}});
    gateway.send(Message::text(identify.to_string())).await?;
    while let Some(Ok(frame)) = gateway.next().await {
        let Message::Text(text) = frame else { continue };
        let payload: Value = serde_json::from_str(&text)?;
        let one = &payload["d"];
        if payload["t"] != "INTERACTION_CREATE" || one["type"] != 2 {
            continue;
        }
        let whom = one["data"]["options"][0]["value"].as_str().unwrap_or_default();
        let button = json!({"type": 2, "style": 1, "label": "Wave", "custom_id": "wave"});
        let data = json!({"content": format!("Hello, {whom}!"), "components": [{"type": 1, "components": [button]}]});
        let path = format!(
            "interactions/{}/{}/callback",
            one["id"].as_str().unwrap_or_default(),
            one["token"].as_str().unwrap_or_default()
        );
        http.post(format!("{api}/{path}")).json(&json!({"type": 4, "data": data})).send().await?.error_for_status()?;
    }
    Ok(())
}
