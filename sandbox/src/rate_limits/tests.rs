use super::*;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const POST: &str = "/channels/{channel}/messages";
const CALLBACK: &str = "/interactions/{interaction}/{token}/callback";

fn asked<'a>(method: &'a str, route: &'static str, resource: &'a str) -> Asked<'a> {
    Asked { method, route, caller: Some(ApplicationId::from(7)), resource, body: b"" }
}

fn after(milliseconds: u64) -> Timestamp {
    NOW.plus(Duration::from_millis(milliseconds))
}

fn on() -> Limiter {
    Limiter::new(RateLimits::On)
}

#[test]
fn the_sixth_message_in_a_channel_waits_until_the_window_of_the_first_is_over() {
    let mut limiter = on();
    for sent in 1..=5 {
        let standing =
            limiter.count(&asked("POST", POST, "1"), after(sent * 100)).expect("five fit").expect("a bucket");
        assert_eq!((standing.limit, standing.remaining), (5, 5 - sent as u32));
        assert_eq!(standing.resets, after(5_100));
    }
    let refused = limiter.count(&asked("POST", POST, "1"), after(600)).expect_err("six do not fit");
    assert_eq!((refused.scope, refused.retry_after), (Scope::User, Duration::from_millis(4_500)));
    assert!(limiter.count(&asked("POST", POST, "2"), after(600)).is_ok(), "another channel has a bucket of its own");
    assert!(limiter.count(&asked("POST", POST, "1"), after(5_100)).is_ok(), "the window is over");
}

#[test]
fn fifty_requests_a_second_are_taken_of_a_bot_and_interactions_do_not_count() {
    let mut limiter = on();
    for number in 0..50 {
        let channel = number.to_string();
        assert!(limiter.count(&asked("POST", POST, &channel), NOW).is_ok());
    }
    let refused = limiter.count(&asked("POST", POST, "99"), NOW).expect_err("the fifty-first");
    assert_eq!((refused.scope, refused.retry_after), (Scope::Global, Duration::from_secs(1)));
    assert_eq!(refused.body().expect("JSON")["global"], true);
    assert!(limiter.count(&asked("POST", CALLBACK, ""), NOW).is_ok());
    let other = Asked { caller: Some(ApplicationId::from(8)), ..asked("POST", POST, "1") };
    assert!(limiter.count(&other, NOW).is_ok(), "another bot has a limit of its own");
}

#[test]
fn renaming_a_channel_is_limited_more_than_other_changes_and_no_header_tells() {
    let mut limiter = on();
    let rename = Asked { body: br#"{"name":"new"}"#, ..asked("PATCH", "/channels/{channel}", "1") };
    let archive = Asked { body: br#"{"archived":true}"#, ..rename };
    for _ in 0..2 {
        let standing = limiter.count(&rename, NOW).expect("two fit").expect("a bucket");
        assert_eq!(standing.limit, 10);
    }
    let refused = limiter.count(&rename, NOW).expect_err("the third");
    assert_eq!(refused.retry_after, Duration::from_secs(600));
    assert!(limiter.count(&archive, NOW).is_ok());
}

#[test]
fn all_that_changes_reactions_in_a_channel_has_one_bucket_of_one_in_a_quarter_of_a_second() {
    const REACTIONS: &str = "/channels/{channel}/messages/{message}/reactions";
    const OWN: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}/@me";
    const ANOTHERS: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}";
    const EMOJI: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}";
    let routes = [("PUT", OWN), ("DELETE", OWN), ("DELETE", ANOTHERS), ("DELETE", EMOJI), ("DELETE", REACTIONS)];
    for (first, (method, route)) in routes.iter().enumerate() {
        let mut limiter = on();
        let standing = limiter.count(&asked(method, route, "1"), NOW).expect("the first").expect("a bucket");
        assert_eq!((standing.limit, standing.remaining, standing.resets), (1, 0, after(250)));
        for (method, route) in routes {
            let refused = limiter.count(&asked(method, route, "1"), after(249)).expect_err("a millisecond too early");
            assert_eq!((refused.scope, refused.retry_after), (Scope::User, Duration::from_millis(1)));
            assert_eq!(
                refused.standing.map(|refused| refused.bucket).as_ref(),
                Some(&standing.bucket),
                "{method} {route}"
            );
        }
        assert!(limiter.count(&asked("GET", EMOJI, "1"), after(249)).is_ok(), "looking is something else");
        assert!(
            limiter.count(&asked(method, route, "2"), after(249)).is_ok(),
            "another channel has a bucket of its own"
        );
        let (method, route) = routes[(first + 1) % routes.len()];
        assert!(limiter.count(&asked(method, route, "1"), after(250)).is_ok(), "{method} {route} in time");
    }
}

#[test]
fn an_address_with_ten_thousand_invalid_requests_is_shut_out() {
    let mut limiter = on();
    for _ in 0..10_000 {
        limiter.count_answer(403, NOW);
        limiter.count_answer(404, NOW);
    }
    assert!(limiter.count(&asked("POST", POST, "1"), NOW).is_ok());
    limiter.count_answer(429, NOW);
    let refused = limiter.count(&asked("POST", CALLBACK, ""), after(1_000)).expect_err("shut out");
    assert_eq!((refused.scope, refused.body()), (Scope::Address, None));
    assert!(limiter.count(&asked("POST", POST, "1"), after(600_000)).is_ok());
}

#[test]
fn a_limit_with_a_code_of_its_own_says_it() {
    let mut limiter = on();
    let create = Asked { body: br#"{"name":"ask"}"#, ..asked("POST", "/applications/{application}/commands", "") };
    for number in 0..200 {
        assert!(limiter.count(&create, after(number * 1_000)).is_ok());
    }
    let refused = limiter.count(&create, after(200_000)).expect_err("the two hundred and first");
    assert_eq!(refused.body().expect("JSON")["code"], 30034);
}

#[test]
fn figures_can_be_set_and_limits_be_off() {
    let figures = Figures::default().with("POST", POST, 1, Duration::from_millis(50));
    let mut limiter = Limiter::new(RateLimits::Custom(figures));
    assert!(limiter.count(&asked("POST", POST, "1"), NOW).is_ok());
    assert!(limiter.count(&asked("POST", POST, "1"), NOW).is_err());
    assert!(limiter.count(&asked("POST", POST, "1"), after(50)).is_ok());
    let mut off = Limiter::new(RateLimits::Off);
    assert!((0..1_000).all(|_| off.count(&asked("POST", POST, "1"), NOW) == Ok(None)));
}

#[test]
fn headers_are_written_as_discord_writes_them() {
    let standing = Standing { limit: 5, remaining: 0, resets: after(64_570), bucket: bucket_name("POST", POST) };
    let value = |headers: headers::Headers, wanted: &str| {
        headers.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value).unwrap_or_default()
    };
    let limited = Limited {
        scope: Scope::User,
        retry_after: Duration::from_millis(64_570),
        code: None,
        standing: Some(standing),
        now: NOW,
    };
    assert_eq!(value(limited.headers(), "retry-after"), "65");
    assert_eq!(value(limited.headers(), "x-ratelimit-reset"), "1790000064.570");
    assert_eq!(value(limited.headers(), "x-ratelimit-reset-after"), "64.570");
    assert_eq!(value(limited.headers(), "x-ratelimit-scope"), "user");
    assert_eq!(value(limited.headers(), "x-ratelimit-bucket").len(), 32);
    assert_eq!(limited.body().expect("JSON")["retry_after"], 64.57);
}
