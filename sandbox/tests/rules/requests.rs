//! Requests that fit, to be made longer or otherwise wrong by a test.

use discord_sandbox::Permissions;
use serde_json::{Value, json};

use crate::play::{Play, Reply, commands, text};

pub(crate) const TOO_LONG: &str = "BASE_TYPE_MAX_LENGTH";
pub(crate) const BAD_LENGTH: &str = "BASE_TYPE_BAD_LENGTH";
pub(crate) const MISSING: &str = "BASE_TYPE_REQUIRED";
pub(crate) const TOO_GREAT: &str = "NUMBER_TYPE_MAX";

/// A request that can be made shorter and longer.
pub(crate) enum Sent {
    /// A message in #checkout.
    Post(Value),
    /// A message with so many files.
    Files(usize),
    /// A command to be registered for all servers.
    Command(Value),
    /// The answer to a command.
    Answer(Value),
    /// The answer to an option that somebody is typing.
    Suggest(Value),
    /// A thread in #checkout.
    Thread(Value),
    /// Changes to a thread.
    ThreadChange(Value),
    /// Changes to #general.
    Channel(Value),
    /// Changes to the application.
    Application(Value),
}

/// A limit of Discord's is in code points: letters of four bytes count once.
pub(crate) fn letters(count: usize) -> String {
    "𝒂".repeat(count)
}

pub(crate) fn many(count: usize, one: impl Fn(usize) -> Value) -> Value {
    (0..count).map(one).collect()
}

pub(crate) fn embed(embed: Value) -> Sent {
    Sent::Post(json!({"embeds": [embed]}))
}

pub(crate) fn button(change: Value) -> Value {
    with(json!({"type": 2, "style": 2, "label": "b", "custom_id": "c"}), change)
}

pub(crate) fn numbered(number: usize) -> Value {
    button(json!({"custom_id": number.to_string()}))
}

pub(crate) fn with(mut base: Value, change: Value) -> Value {
    for (name, value) in change.as_object().into_iter().flatten() {
        base[name] = value.clone();
    }
    base
}

/// A message with one component in its only row.
pub(crate) fn component(component: Value) -> Sent {
    Sent::Post(json!({"components": [{"type": 1, "components": [component]}]}))
}

pub(crate) fn option_of_select(number: usize) -> Value {
    json!({"label": "l", "value": number.to_string()})
}

pub(crate) fn select(change: Value) -> Sent {
    component(with(json!({"type": 3, "custom_id": "s", "options": many(25, option_of_select)}), change))
}

pub(crate) fn modal(change: Value) -> Sent {
    let form = json!({"title": "t", "custom_id": "m", "components": [row(input(0, json!({})))]});
    Sent::Answer(json!({"type": 9, "data": with(form, change)}))
}

pub(crate) fn row(inner: Value) -> Value {
    json!({"type": 1, "components": [inner]})
}

pub(crate) fn input(number: usize, change: Value) -> Value {
    with(json!({"type": 4, "style": 1, "label": "l", "custom_id": number.to_string()}), change)
}

pub(crate) fn input_with(change: Value) -> Sent {
    modal(json!({"components": [row(input(0, change))]}))
}

pub(crate) fn label(change: Value) -> Sent {
    let input = json!({"type": 4, "style": 1, "custom_id": "i"});
    modal(json!({"components": [with(json!({"type": 18, "label": "l", "component": input}), change)]}))
}

pub(crate) fn command(change: Value) -> Sent {
    Sent::Command(with(json!({"name": "other", "description": "Other"}), change))
}

pub(crate) fn option(number: usize, change: Value) -> Value {
    with(json!({"type": 3, "name": format!("o{number}"), "description": "d"}), change)
}

pub(crate) fn choice(number: usize) -> Value {
    json!({"name": number.to_string(), "value": number.to_string()})
}

/// A command with so many characters in all its names, descriptions and values.
pub(crate) fn command_of(total: usize) -> Sent {
    let mut left = total - "other".len() - "Other".len();
    let mut options = Vec::new();
    while left > 0 {
        left -= 102;
        let mut choices = Vec::new();
        while left > 0 && choices.len() < 25 {
            let value = (left - 100).min(100);
            choices.push(json!({"name": format!("{:0>100}", choices.len()), "value": "v".repeat(value)}));
            left -= 100 + value;
        }
        options.push(option(options.len(), json!({"description": "d".repeat(100), "choices": choices})));
    }
    command(json!({"options": options}))
}

/// A sandbox whose bot may do everything.
pub(crate) async fn stage() -> Play {
    let play = Play::start().await;
    play.register(commands()).await;
    let world = play.sandbox.world();
    let everything = world.add_role(play.guild(), "All", Permissions::ADMINISTRATOR).expect("the server is there");
    world.set_roles(play.guild(), play.person("Test Bot"), &[everything]).expect("the bot is there");
    play
}

pub(crate) async fn send(play: &Play, sent: Sent) -> Reply {
    let channel = format!("/channels/{}", play.channel("checkout"));
    match sent {
        Sent::Post(body) if body["attachments"].is_array() => {
            play.upload("POST", &format!("{channel}/messages"), body, &[("f", vec![1])]).await
        }
        Sent::Post(body) => play.call("POST", &format!("{channel}/messages"), body).await,
        Sent::Files(count) => {
            let files: Vec<(&str, Vec<u8>)> = (0..count).map(|_| ("f", vec![1])).collect();
            play.upload("POST", &format!("{channel}/messages"), json!({}), &files).await
        }
        Sent::Command(command) => {
            play.call("POST", &format!("/applications/{}/commands", play.application()), command).await
        }
        Sent::ThreadChange(change) => {
            let thread = play.call("POST", &format!("{channel}/threads"), json!({"name": "t"})).await.body;
            play.call("PATCH", &format!("/channels/{}", text(&thread["id"])), change).await
        }
        Sent::Thread(thread) => play.call("POST", &format!("{channel}/threads"), thread).await,
        Sent::Channel(change) => play.call("PATCH", &format!("/channels/{}", play.channel("general")), change).await,
        Sent::Application(change) => play.call("PATCH", "/applications/@me", change).await,
        Sent::Answer(answer) => play.respond(&play.run("/ask task: x").await.payload, answer).await,
        Sent::Suggest(data) => suggest(play, data).await,
    }
}

async fn suggest(play: &Play, data: Value) -> Reply {
    let (people, priya, channel) = (play.sandbox.people().clone(), play.person("Priya Nair"), play.channel("checkout"));
    let mut gateway = play.connect(0).await;
    let typing = tokio::spawn(async move { people.autocomplete(priya, channel, "/role show role: te").await });
    let sent = gateway.until("INTERACTION_CREATE").await;
    let reply = play.respond(&sent, json!({"type": 8, "data": data})).await;
    typing.abort();
    reply
}
