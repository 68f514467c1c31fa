//! What takes much work may be done so often: who overdoes it is told when to try again, and nobody else is held up.

use std::time::Duration;

use insta::assert_snapshot;
use lanekeeper::clock::Clock;

use crate::{Stage, play, play_in_both_modes};

const EXPORT: &str = "/privacy export";

/// A moment at which the clock stands, so that it reads the same each day.
async fn standing(stage: &mut Stage) -> Clock {
    let clock = Clock::manual(Clock::system().now());
    stage.bot_goes_by(clock.clone()).await;
    clock
}

/// What is said, with the moment by its distance in seconds.
fn told(text: &str, clock: &Clock) -> String {
    let (before, rest) = text.split_once("<t:").expect("it says when");
    let (moment, rest) = rest.split_once(":R>").expect("as a distance");
    let seconds = moment.parse::<i64>().expect("in seconds") - clock.now().seconds();
    format!("{before}<in {seconds} seconds>{rest}")
}

#[tokio::test]
async fn who_asks_for_too_many_files_is_told_when_to_try_again_and_others_are_not_held_up() {
    play_in_both_modes(async |stage| {
        let clock = standing(stage).await;
        let priya = stage.person("Priya Nair");
        for _ in 0..6 {
            assert!(!priya.runs(EXPORT).await.text().contains("a lot in a short time"));
        }
        let refused = priya.runs(EXPORT).await;
        assert_snapshot!(told(&refused.text(), &clock), @r"
        (only for you)
        # That was a lot in a short time
        This takes me some work each time, and you have asked for much of it just now. Nothing was changed.
        What to do: Try again <in 31 seconds>. Everything else works meanwhile.
        ");
        assert!(!stage.person("Leo Brandt").runs(EXPORT).await.text().contains("a lot in a short time"));
        assert!(priya.runs("/about").await.text().contains("Lanekeeper"), "everything else works");
        clock.advance(Duration::from_secs(31));
        assert!(!priya.runs(EXPORT).await.text().contains("a lot in a short time"));
        stage.looks_at_everything();
    })
    .await;
}

#[tokio::test]
async fn long_texts_are_counted_and_short_ones_are_not() {
    play(async |stage| {
        let clock = standing(stage).await;
        let priya = stage.person("Priya Nair");
        let long = "who picks the database for the new service? ".repeat(30);
        for _ in 0..10 {
            assert!(priya.runs(&format!("/who-owns task: {long}")).await.text().contains("# Tech lead decides"));
        }
        let refused = priya.runs(&format!("/who-owns task: {long}")).await;
        assert!(told(&refused.text(), &clock).contains("<in 11 seconds>"), "{}", refused.text());
        assert!(refused.text().starts_with("(only for you)"));
        for _ in 0..12 {
            assert!(priya.runs("/who-owns task: who picks the database?").await.text().contains("# Tech lead decides"));
        }
        stage.looks_at_everything();
    })
    .await;
}
