//! What sessions hear: by intent, by permission, and with what they may read.

use discord_sandbox::Options;
use serde_json::{Value, json};

use crate::play::{Gateway, Play, UNPRIVILEGED, commands, id, text};

const GUILD_PRESENCES: u64 = 1 << 8;

/// A sandbox whose application was granted everything.
async fn privileged() -> Play {
    Play::with(Options { privileged_intents: 1 << 1 | GUILD_PRESENCES | 1 << 15, ..Options::default() }).await
}

async fn post(play: &Play, content: &str) {
    play.sandbox.people().post(play.person("Priya Nair"), play.channel("checkout"), content, None).expect("she may");
}

#[tokio::test]
async fn message_text_is_for_those_it_is_meant_for() {
    let play = Play::start().await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    post(&play, "not for the bot").await;
    let other = gateway.until("MESSAGE_CREATE").await;
    assert_eq!((&other["content"], &other["author"]["global_name"]), (&json!(""), &json!("Priya Nair")));
    post(&play, &format!("<@{}> for the bot", play.person("Test Bot"))).await;
    assert!(text(&gateway.until("MESSAGE_CREATE").await["content"]).ends_with("for the bot"));
    play.call("POST", &format!("/channels/{}/messages", play.channel("checkout")), json!({"content": "its own"})).await;
    assert_eq!(gateway.until("MESSAGE_CREATE").await["content"], "its own");
}

#[tokio::test]
async fn a_session_hears_only_what_its_intents_and_permissions_let_it() {
    let play = Play::start().await;
    play.register(commands()).await;
    let mut deaf = play.connect(0).await;
    let mut hearing = play.connect(UNPRIVILEGED).await;
    post(&play, "hello").await;
    let ines = play.person("Ines Moreau");
    play.sandbox.people().post(ines, play.channel("checkout-private"), "secret", None).expect("she leads");
    play.sandbox.people().run(play.person("Priya Nair"), play.channel("checkout"), "/ask task: x").expect("there");
    assert_eq!(deaf.names_until("INTERACTION_CREATE").await, ["INTERACTION_CREATE"]);
    let heard = hearing.names_until("INTERACTION_CREATE").await;
    assert_eq!(heard.iter().filter(|name| *name == "MESSAGE_CREATE").count(), 1, "not the hidden channel's: {heard:?}");
}

#[tokio::test]
async fn a_server_that_installs_the_bot_is_announced() {
    let play = Play::start().await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    let world = play.sandbox.world();
    let guild = world.add_guild("Harbour", play.person("Noor Haddad")).expect("she is there");
    world.install(guild, play.application()).expect("both are there");
    loop {
        if gateway.until("GUILD_CREATE").await["name"] == "Harbour" {
            break;
        }
    }
    world.uninstall(guild, play.application()).expect("it is installed");
    assert_eq!(gateway.until("GUILD_DELETE").await["id"], json!(guild));
}

#[tokio::test]
async fn an_answer_to_a_message_hides_the_message_from_those_who_may_not_read_it() {
    let play = privileged().await;
    let mut reading = play.connect(UNPRIVILEGED | 1 << 15).await;
    let mut blind = play.connect(UNPRIVILEGED).await;
    let (priya, checkout) = (play.person("Priya Nair"), play.channel("checkout"));
    let first = play.sandbox.people().post(priya, checkout, "the question", None).expect("she may");
    let bot = play.person("Test Bot");
    play.sandbox
        .people()
        .post(priya, checkout, &format!("<@{bot}> see above"), Some(id(&first["id"])))
        .expect("she may");
    for (gateway, question) in [(&mut reading, "the question"), (&mut blind, "")] {
        assert_eq!(gateway.until("MESSAGE_CREATE").await["content"], question);
        let answer = gateway.until("MESSAGE_CREATE").await;
        assert!(text(&answer["content"]).ends_with("see above"));
        assert_eq!(answer["referenced_message"]["content"], question);
    }
}

/// The events of a session up to now, by name.
async fn heard(play: &Play, gateway: &mut Gateway) -> Vec<String> {
    play.sandbox.people().idle().await;
    play.sandbox.gateway().reconnect_all();
    let payloads = gateway.until_opcode(7).await;
    payloads.iter().filter(|payload| payload["op"] == 0).map(|payload| text(&payload["t"]).to_owned()).collect()
}

#[tokio::test]
async fn each_event_needs_its_intent() {
    let play = privileged().await;
    let direct =
        play.call("POST", "/users/@me/channels", json!({"recipient_id": play.person("Priya Nair")})).await.body;
    let world = play.sandbox.world();
    let newcomer = world.add_person("Ada Okafor");
    for (intent, events) in [
        (1, vec!["CHANNEL_CREATE", "GUILD_ROLE_CREATE", "THREAD_CREATE"]),
        (1 << 1, vec!["GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE"]),
        // The second says in the channel that a thread was started.
        (1 << 9, vec!["MESSAGE_CREATE", "MESSAGE_CREATE"]),
        (1 << 11, vec!["TYPING_START"]),
        (1 << 12, vec!["MESSAGE_CREATE"]),
        (1 << 14, vec!["TYPING_START"]),
        (0, vec![]),
    ] {
        let mut gateway = play.connect(intent).await;
        let (guild, checkout) = (play.guild(), play.channel("checkout"));
        world.add_channel(guild, "new").expect("the server is there");
        world.add_role(guild, "New", discord_sandbox::Permissions::NONE).expect("the server is there");
        world.join(guild, newcomer).expect("both are there");
        world.set_nick(guild, newcomer, Some("Ada")).expect("she is there");
        world.leave(guild, newcomer).expect("she is there");
        play.call("POST", &format!("/channels/{checkout}/messages"), json!({"content": "in the server"})).await;
        play.call("POST", &format!("/channels/{checkout}/typing"), Value::Null).await;
        play.call("POST", &format!("/channels/{checkout}/threads"), json!({"name": "t", "type": 11})).await;
        let direct = text(&direct["id"]);
        play.call("POST", &format!("/channels/{direct}/messages"), json!({"content": "to her"})).await;
        play.call("POST", &format!("/channels/{direct}/typing"), Value::Null).await;
        let mut heard = heard(&play, &mut gateway).await;
        heard.retain(|name| !matches!(name.as_str(), "GUILD_CREATE" | "THREAD_MEMBERS_UPDATE"));
        assert_eq!(heard, events, "with intents {intent:#x}");
    }
}

#[tokio::test]
async fn bots_with_the_presences_intent_see_who_is_online_and_how() {
    let play = privileged().await;
    let mut watching = play.open("").await;
    let presence =
        json!({"since": 91_879_201, "activities": [{"name": "Chess", "type": 0}], "status": "dnd", "afk": false});
    let intents = json!({"intents": 1 | GUILD_PRESENCES, "presence": presence});
    watching.identify(play.sandbox.bot_token(), intents).await;
    watching.until("GUILD_CREATE").await;
    watching.until("GUILD_CREATE").await;
    let told = watching.until("PRESENCE_UPDATE").await;
    assert_eq!(
        (&told["user"]["id"], &told["status"], &told["activities"][0]["name"], &told["client_status"]),
        (&json!(play.application()), &json!("dnd"), &json!("Chess"), &json!({"web": "dnd"}))
    );
    let mut unaware = play.connect(1).await;
    let bot = play.application();
    let own = |member: &Value| member["user"]["id"] == json!(bot);
    let members = unaware.until("GUILD_CREATE").await["members"].clone();
    assert!(members.as_array().is_some_and(|members| members.len() == 1 && members.iter().all(own)), "{members}");
    let mut second = play.connect(1 | GUILD_PRESENCES).await;
    let guild = second.until("GUILD_CREATE").await;
    assert_eq!(guild["members"].as_array().map(Vec::len), guild["member_count"].as_u64().map(|count| count as usize));
    assert_eq!(
        (&guild["presences"][0]["status"], &guild["large"]),
        (&json!("online"), &json!(false)),
        "as the latest login says"
    );
    second.send(json!({"op": 3, "d": {"since": null, "activities": [], "status": "invisible", "afk": false}})).await;
    loop {
        let told = watching.until("PRESENCE_UPDATE").await;
        if told["status"] == "offline" {
            break assert_eq!(told["client_status"], json!({}));
        }
    }
    second.send(json!({"op": 3, "d": {"since": null, "activities": [], "status": "asleep", "afk": false}})).await;
    assert_eq!(second.close_code().await, 4002);
}

#[tokio::test]
async fn a_server_out_of_reach_is_silent_until_it_is_back() {
    let play = Play::start().await;
    let (world, guild) = (play.sandbox.world(), play.guild());
    let mut gateway = play.connect(UNPRIVILEGED).await;
    world.begin_outage(guild).expect("the server is there");
    assert_eq!(gateway.until("GUILD_DELETE").await, json!({"id": guild, "unavailable": true}));
    post(&play, "nobody hears").await;
    let mut late = play.connect(UNPRIVILEGED).await;
    assert_eq!(late.until("GUILD_DELETE").await["id"], json!(guild));
    world.end_outage(guild).expect("it was out of reach");
    assert_eq!(gateway.next().await["t"], "GUILD_CREATE");
    assert_eq!(late.until("GUILD_CREATE").await["unavailable"], false);
    post(&play, "everybody hears").await;
    gateway.until("MESSAGE_CREATE").await;
    assert!(world.end_outage(guild).is_err(), "it is available");
}
