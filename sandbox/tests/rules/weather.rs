//! Rate limits and faults of calls, as a client meets them.

use std::time::Duration;

use discord_sandbox::{CallFault, CallHarm, EventFault, EventHarm, Figures, Forecast, Latency, Options, RateLimits};
use serde_json::{Value, json};

use crate::play::{Gateway, Play, Reply, UNPRIVILEGED, commands, text};

async fn limited() -> Play {
    Play::with(Options { rate_limits: RateLimits::On, ..Options::default() }).await
}

fn header<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn messages(play: &Play) -> String {
    format!("/channels/{}/messages", play.channel("checkout"))
}

#[tokio::test]
async fn a_bucket_counts_down_and_is_full_again_when_its_time_is_over() {
    let play = limited().await;
    let post = async || play.call("POST", &messages(&play), json!({"content": "hello"})).await;
    for left in ["4", "3", "2", "1", "0"] {
        let reply = post().await;
        assert_eq!((reply.status, header(&reply, "x-ratelimit-remaining")), (200, left));
        assert_eq!(header(&reply, "x-ratelimit-limit"), "5");
    }
    play.clock.advance(Duration::from_millis(1_250));
    let refused = post().await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.body, json!({"message": "You are being rate limited.", "retry_after": 3.75, "global": false}));
    assert_eq!(header(&refused, "retry-after"), "4");
    assert_eq!(header(&refused, "x-ratelimit-scope"), "user");
    play.clock.advance(Duration::from_millis(3_750));
    assert_eq!(post().await.status, 200);
    let tally = play.sandbox.tally();
    let of_route = tally.of_route("POST", "/channels/{channel}/messages");
    assert_eq!((of_route.calls, of_route.rate_limited, tally.rate_limited), (7, 1, 1));
}

#[tokio::test]
async fn the_global_limit_says_so_and_callbacks_are_free_of_it() {
    let play = limited().await;
    let get = async || play.call("GET", "/users/@me", Value::Null).await;
    play.register(commands()).await;
    let received = play.run("/ask task: who?").await;
    for _ in 0..49 {
        assert_eq!(get().await.status, 200);
    }
    let refused = get().await;
    assert_eq!((refused.status, &refused.body["global"]), (429, &json!(true)));
    assert_eq!(header(&refused, "x-ratelimit-global"), "true");
    assert_eq!(header(&refused, "x-ratelimit-scope"), "global");
    assert_eq!(play.respond(&received.payload, json!({"type": 5})).await.status, 204);
    play.seconds(1);
    assert_eq!(get().await.status, 200);
}

#[tokio::test]
async fn callbacks_of_many_interactions_share_no_bucket() {
    let play = limited().await;
    play.register(commands()).await;
    for _ in 0..200 {
        let received = play.run("/ask task: who?").await;
        assert_eq!(play.respond(&received.payload, json!({"type": 5})).await.status, 204);
    }
}

#[tokio::test]
async fn follow_ups_of_one_interaction_are_counted_by_its_token_and_edits_by_message() {
    let play = limited().await;
    play.register(commands()).await;
    let received = play.run("/ask task: who?").await;
    play.respond(&received.payload, json!({"type": 4, "data": {"content": "0"}})).await;
    let edit = async |number: u32| {
        play.hook("PATCH", &received.payload, "/messages/@original", json!({"content": number.to_string()})).await
    };
    let mut last = Value::Null;
    for number in 0..5 {
        last = edit(number).await.body["id"].clone();
    }
    assert_eq!(edit(6).await.status, 429);
    assert_eq!(play.sandbox.tally().edits[text(&last)], 5);
}

#[tokio::test]
async fn figures_of_a_route_can_be_set_and_limits_be_switched_off() {
    let figures = Figures::default().with("GET", "/users/@me", 1, Duration::from_secs(1));
    let play = Play::with(Options { rate_limits: RateLimits::Custom(figures), ..Options::default() }).await;
    let get = async || play.call("GET", "/users/@me", Value::Null).await.status;
    assert_eq!((get().await, get().await), (200, 429));
    play.sandbox.weather().rate_limits(RateLimits::Off);
    assert_eq!((get().await, get().await), (200, 200));
}

#[tokio::test]
async fn errors_of_a_server_come_before_anything_is_done() {
    let play = Play::start().await;
    let weather = play.sandbox.weather();
    for (status, kind) in [(500, "application/json"), (502, "text/html"), (503, "text/html"), (504, "text/html")] {
        weather.on_calls(CallFault::new(CallHarm::ServerError { status }).times(1));
        let address = format!("{}/api/v10/channels/{}", play.sandbox.base_url(), play.channel("checkout"));
        let client = reqwest::Client::new();
        let answer = client.delete(address).header("authorization", play.sandbox.bot_token()).send().await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(answer.headers()["content-type"], kind);
    }
    assert!(play.sandbox.world().channel("checkout").is_some());
    assert_eq!(play.sandbox.tally().failed, 4);
}

/// Posts a message over a connection that the weather may break.
async fn post_in_bad_weather(play: &Play) -> Result<reqwest::Response, reqwest::Error> {
    let address = format!("{}/api/v10{}", play.sandbox.base_url(), messages(play));
    let request = reqwest::Client::new().post(address).header("authorization", play.sandbox.bot_token());
    request.json(&json!({"content": "is it there?"})).send().await
}

fn is_there(play: &Play) -> bool {
    let messages = play.sandbox.people().messages(play.person("Priya Nair"), play.channel("checkout"));
    messages.expect("she may read").iter().any(|message| message["content"] == "is it there?")
}

#[tokio::test]
async fn a_connection_is_reset_before_or_after_the_call_has_acted() {
    let play = Play::start().await;
    play.sandbox.weather().on_calls(CallFault::new(CallHarm::ResetBefore).on("POST", "/channels/").times(1));
    play.sandbox.weather().on_calls(CallFault::new(CallHarm::ResetAfter).on("POST", "/channels/").times(1));
    let error = post_in_bad_weather(&play).await.expect_err("no answer");
    assert!(was_reset(&error), "{error:?}");
    assert!(!is_there(&play));
    let error = post_in_bad_weather(&play).await.expect_err("no answer");
    assert!(was_reset(&error), "{error:?}");
    assert!(is_there(&play));
    assert_eq!(post_in_bad_weather(&play).await.expect("fair weather again").status().as_u16(), 200);
}

/// Whether the operating system saw a reset, at the bottom of an error.
fn was_reset(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset)
        {
            return true;
        }
        cause = error.source();
    }
    false
}

#[tokio::test]
async fn calls_take_as_long_as_the_weather_says_on_the_worlds_clock() {
    let play = Play::start().await;
    play.sandbox.weather().call_latency(Latency::fixed(Duration::from_secs(30)));
    let begun = play.clock.now();
    let call = play.call("GET", "/users/@me", Value::Null);
    tokio::pin!(call);
    let reply = loop {
        tokio::select! {
            biased;
            reply = &mut call => break reply,
            () = tokio::task::yield_now() => play.seconds(1),
        }
    };
    assert_eq!(reply.status, 200);
    assert!(begun.until(play.clock.now()) >= Duration::from_secs(30));
}

#[tokio::test]
async fn the_weather_is_seen_and_set_over_http_and_never_troubles_people() {
    let play = Play::start().await;
    let forecast = json!({"calls": [{"what": "reset_after", "method": "GET", "times": 1}, {"what": {"server_error": {"status": 500}}}]});
    let set = play
        .raw("PUT", "/weather", "application/json", &json!({"forecast": forecast, "rate_limits": true}).to_string())
        .await;
    assert_eq!((set.status, &set.body["rate_limits"]), (200, &json!(true)));
    assert_eq!(set.body["forecast"]["calls"][1]["what"], json!({"server_error": {"status": 500}}));
    assert_eq!(play.call("POST", &messages(&play), json!({"content": "x"})).await.status, 500);
    assert_eq!(play.raw("GET", "/people", "application/json", "").await.status, 200);
    let seen = play.raw("GET", "/weather", "application/json", "").await.body;
    assert_eq!((&seen["struck"]["calls"], &seen["tally"]["failed"]), (&json!([0, 1]), &json!(1)));
    let cleared = play.raw("DELETE", "/weather", "application/json", "").await.body;
    assert_eq!(cleared["forecast"], json!(Forecast::default()));
    assert_eq!(play.raw("PUT", "/weather", "application/json", r#"{"clouds": 3}"#).await.status, 400);
}

/// Priya posts a message that the bot may read.
fn say(play: &Play, words: &str) {
    let words = format!("<@{}> {words}", play.person("Test Bot"));
    play.sandbox.people().post(play.person("Priya Nair"), play.channel("checkout"), &words, None).expect("she may");
}

/// The last word and the number of the next message that the bot is told of.
async fn hears(gateway: &mut Gateway) -> (String, u64) {
    let message = gateway.until("MESSAGE_CREATE").await;
    (text(&message["content"]).rsplit(' ').next().unwrap_or_default().to_owned(), gateway.sequence)
}

#[tokio::test]
async fn events_come_late_twice_or_in_another_order_and_numbers_only_grow() {
    let play = Play::start().await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    let weather = play.sandbox.weather();
    let on_messages = |harm| EventFault::new(harm).of("MESSAGE_CREATE").times(1);
    weather.on_events(on_messages(EventHarm::Delay { by_ms: 5_000 }));
    say(&play, "late");
    say(&play, "prompt");
    let (word, first) = hears(&mut gateway).await;
    assert_eq!(word, "prompt");
    play.seconds(5);
    assert_eq!(hears(&mut gateway).await, ("late".into(), first + 1));
    weather.on_events(on_messages(EventHarm::Duplicate));
    say(&play, "twice");
    assert_eq!(hears(&mut gateway).await, ("twice".into(), first + 2));
    assert_eq!(hears(&mut gateway).await, ("twice".into(), first + 2));
    weather.on_events(on_messages(EventHarm::Reorder));
    say(&play, "one");
    say(&play, "two");
    assert_eq!((hears(&mut gateway).await.0, hears(&mut gateway).await.0), ("two".into(), "one".into()));
    play.sandbox.people().idle().await;
}

#[tokio::test]
async fn a_connection_that_drops_at_an_event_is_resumed_and_told_of_it() {
    let play = Play::start().await;
    let mut gateway = play.open("?v=10").await;
    gateway.identify(play.sandbox.bot_token(), json!({"intents": UNPRIVILEGED})).await;
    let session = gateway.until("READY").await["session_id"].clone();
    gateway.until("GUILD_CREATE").await;
    gateway.until("GUILD_CREATE").await;
    play.sandbox.weather().on_events(EventFault::new(EventHarm::Drop).of("MESSAGE_CREATE").times(1));
    say(&play, "missed");
    play.sandbox.gateway().until(|counts| counts.waiting == 1).await;
    let mut again = play.open("?v=10").await;
    let resume = json!({"token": play.sandbox.bot_token(), "session_id": session, "seq": gateway.sequence});
    again.send(json!({"op": 6, "d": resume})).await;
    assert_eq!(hears(&mut again).await.0, "missed");
    again.until("RESUMED").await;
}

#[tokio::test]
async fn the_gateway_is_troubled_over_http_too() {
    let play = Play::start().await;
    let mut gateway = play.connect(0).await;
    let order = async |order: &str| {
        play.raw("POST", "/weather/gateway", "application/json", &json!({"order": order}).to_string()).await.status
    };
    assert_eq!((order("reconnect").await, order("storm").await), (204, 400));
    assert_eq!(gateway.next().await["op"], 7);
    let set = play.raw("PUT", "/weather", "application/json", r#"{"hush_acks": true}"#).await;
    assert_eq!(set.body["hush_acks"], true);
    assert_eq!(play.raw("DELETE", "/weather", "application/json", "").await.body["hush_acks"], false);
}

#[tokio::test]
async fn a_restart_of_the_bot_is_ordered_from_whoever_runs_it() {
    let play = Play::start().await;
    let order = async || play.raw("POST", "/weather/bot", "application/json", "").await;
    let refused = order().await;
    assert_eq!((refused.status, play.sandbox.order_restart()), (400, false), "nobody runs it: {}", refused.body);
    let mut orders = play.sandbox.restart_orders();
    assert_eq!(order().await.status, 204);
    orders.next().await;
    assert!(play.sandbox.order_restart() && play.sandbox.order_restart());
    orders.next().await;
    let none = tokio::select! {
        biased;
        () = orders.next() => false,
        () = std::future::ready(()) => true,
    };
    assert!(none, "orders that come together are one");
}
