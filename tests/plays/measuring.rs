//! What is counted and measured: read as Prometheus reads it, after people did something.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use discord_sandbox::{CallFault, CallHarm};

use crate::{
    Stage,
    operating::asks,
    play, play_on_the_gateway,
    polling::{TABS, standing_clock, started, votes},
    stage::in_time,
};

/// What an operator is served: each value by its name with its labels.
struct Served {
    text: String,
    values: BTreeMap<String, f64>,
    types: BTreeMap<String, String>,
}

impl Served {
    /// Reads a text in the OpenMetrics format; whatever is none is a failure.
    fn read(text: String) -> Self {
        let (mut values, mut types, mut helped) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let body = text.strip_suffix("# EOF\n").expect("it ends as it must");
        for line in body.lines() {
            if let Some(said) = line.strip_prefix("# ") {
                let mut words = said.splitn(3, ' ');
                let (what, name, rest) = (words.next(), words.next(), words.next());
                let (name, rest) = (name.expect("a name").to_owned(), rest.expect("what it says").to_owned());
                match what {
                    Some("HELP") => helped.push(name),
                    Some("TYPE") => drop(types.insert(name, rest)),
                    Some("UNIT") => assert!(name.ends_with(&format!("_{rest}")), "{line}"),
                    _ => panic!("{line}"),
                }
                continue;
            }
            let (name, value) = line.rsplit_once(' ').expect("a name and a value");
            let value = value.parse().unwrap_or_else(|_| panic!("{line}"));
            let bare = name.split('{').next().expect("a name");
            assert!(types.keys().any(|known| bare.starts_with(known.as_str())), "{line} has no type");
            assert!(bare.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{line}");
            assert!(values.insert(name.to_owned(), value).is_none(), "{line} stands there twice");
        }
        assert_eq!(helped.len(), types.len(), "each is explained");
        Self { text, values, types }
    }

    #[track_caller]
    fn value(&self, name: &str) -> f64 {
        *self.values.get(name).unwrap_or_else(|| panic!("there is no {name} in\n{}", self.text))
    }
}

async fn served(stage: &Stage) -> Served {
    let (status, text) = asks(stage.operations(), "/metrics").await;
    assert_eq!(status, 200);
    Served::read(text)
}

/// What is served once this is among it.
async fn served_with(stage: &Stage, name: &str) -> Served {
    in_time(name, async {
        loop {
            let served = served(stage).await;
            if served.values.contains_key(name) {
                return served;
            }
        }
    })
    .await
}

#[tokio::test]
async fn what_people_do_is_counted_by_command_and_outcome_and_timed() {
    play_on_the_gateway(async |stage| {
        stage.expects_refused_calls();
        let leo = stage.person("Leo Brandt");
        for question in ["who picks the database?", "who approves my holiday?"] {
            assert!(leo.runs(&format!("/who-owns task: {question}")).await.text().contains("# "));
        }
        assert!(leo.runs("/role show role: king").await.text().contains("king"));
        let limited = CallFault::new(CallHarm::RateLimit { retry_after_ms: 1 }).on("POST", "/interactions/").times(1);
        stage.sandbox().weather().on_calls(limited);
        assert!(leo.runs("/about").await.text().contains("Lanekeeper"));
        let question = leo.posts("@Lanekeeper who picks the database?");
        assert!(leo.sees_after(question).await.text().contains("# Tech lead decides"));
        // An answer is counted after it was sent, which people may see before.
        stage.sandbox().people().idle().await;
        let all = r#"lanekeeper_interactions_total{kind="message",name="question",outcome="answered"}"#;
        let served = served_with(stage, all).await;
        for (name, value) in [
            (r#"interactions_total{kind="command",name="who-owns",outcome="answered"}"#, 2.0),
            (r#"interactions_total{kind="command",name="role show",outcome="refused"}"#, 1.0),
            (r#"interactions_total{kind="command",name="about",outcome="answered"}"#, 1.0),
            (r#"interactions_total{kind="message",name="question",outcome="answered"}"#, 1.0),
            (r#"acknowledgement_seconds_count{kind="command"}"#, 4.0),
            (r#"acknowledgement_seconds_bucket{le="+Inf",kind="command"}"#, 4.0),
            (r#"answer_seconds_count{kind="command"}"#, 4.0),
            (r#"answer_seconds_count{kind="message"}"#, 1.0),
            (
                r#"discord_requests_total{method="POST",route="/interactions/{interaction}/{token}/callback",status="200"}"#,
                4.0,
            ),
            (
                r#"discord_requests_total{method="POST",route="/interactions/{interaction}/{token}/callback",status="429"}"#,
                1.0,
            ),
            (r#"discord_rate_limited_total{route="/interactions/{interaction}/{token}/callback"}"#, 1.0),
            (r#"discord_requests_total{method="POST",route="/channels/{channel}/messages",status="200"}"#, 1.0),
            ("routing_confidence_ratio_count", 3.0),
            ("ready", 1.0),
            ("open_polls", 0.0),
            ("deadline_overdue_seconds", 0.0),
        ] {
            assert_eq!(served.value(&format!("lanekeeper_{name}")), value, "{name}");
        }
        assert!(served.value("lanekeeper_acknowledgement_seconds_sum{kind=\"command\"}") > 0.0);
        assert_eq!(served.types["lanekeeper_answer_seconds"], "histogram");
        let listed: BTreeSet<&str> = include_str!("../../README.md")
            .split('`')
            .filter(|span| span.starts_with("lanekeeper_"))
            .map(|span| span.strip_suffix("_total").unwrap_or(span))
            .collect();
        let mut types: BTreeSet<&str> = served.types.keys().map(String::as_str).collect();
        assert!(types.insert("lanekeeper_deadlines"), "nothing was due");
        assert_eq!(listed, types, "the README lists them");
    })
    .await;
}

#[tokio::test]
async fn polls_and_deadlines_are_counted() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        assert_eq!(served(stage).await.value("lanekeeper_open_polls"), 1.0);
        let priya = stage.person("Priya Nair");
        let said = priya.posts("Nearly time.");
        clock.advance(Duration::from_secs(2 * 60 * 60 + 3));
        assert!(priya.sees_after(said).await.text().contains("Tabs"));
        let done = r#"lanekeeper_deadlines_total{kind="poll-close",outcome="answered"}"#;
        let after = served_with(stage, done).await;
        assert_eq!(after.value("lanekeeper_open_polls"), 0.0);
        assert!(after.value("lanekeeper_deadline_lag_seconds_sum") >= 3.0, "{}", after.text);
        stage.looks_at_everything();
    })
    .await;
}

#[tokio::test]
async fn nothing_in_it_tells_who_or_where_and_it_does_not_grow_with_people() {
    play(async |stage| {
        for name in ["Leo Brandt", "Priya Nair", "Tomasz Wolny", "Noor Haddad"] {
            assert!(stage.person(name).runs("/about").await.text().contains("Lanekeeper"));
        }
        let served = served(stage).await;
        // An id of Discord's has seventeen digits and more.
        let is_id = |name: &&String| name.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 10);
        assert_eq!(served.values.keys().find(is_id), None, "{}", served.text);
        let series = served.values.keys().filter(|name| name.contains("about")).count();
        assert_eq!(series, 1, "{}", served.text);
    })
    .await;
}
