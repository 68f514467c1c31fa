//! The clock is set, forwards and back, while polls run: each result is told once, and nobody is held up.

use std::time::Duration;

use lanekeeper::clock::Timestamp;

use crate::{
    deciding::dated,
    play_on_the_gateway,
    polling::{TABS, begun_by_another_that_died, standing_clock, started, votes},
};

const HOUR: Duration = Duration::from_secs(60 * 60);

fn back(now: Timestamp, by: Duration) -> Timestamp {
    Timestamp::from_millis(now.millis() - i64::try_from(by.as_millis()).expect("a few hours"))
}

#[tokio::test]
async fn a_clock_set_a_month_ahead_closes_late_and_set_back_again_opens_and_tells_nothing_anew() {
    play_on_the_gateway(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        assert!(votes(stage, "Leo Brandt", "Spaces", poll).await.text().contains("# Your vote counts"));
        let leo = stage.person("Leo Brandt");
        let before = leo.count_of_bots_messages();
        let (began, said) = (clock.now(), leo.posts("The clock is set."));
        clock.set(began.plus(HOUR * 24 * 30));
        let result = dated(&leo.sees_after(said).await);
        assert!(result.contains("It closed late, on <date>; it was to close on <date>."), "{result}");
        leo.sees_become(poll, "**Closed ").await.text();
        clock.set(began);
        clock.set(began.plus(HOUR * 3));
        stage.bot_restarts().await;
        // What is begun after the clock was set back is closed in its time.
        let next = started(stage, "/poll create question: Once more? options: Yes | No closes: in 10 minutes").await;
        assert!(votes(stage, "Sakura Ito", "Yes", next).await.text().contains("# Your vote counts"));
        let leo = stage.person("Leo Brandt");
        let said = leo.posts("Ten minutes.");
        clock.advance(HOUR / 6);
        let result = dated(&leo.sees_after(said).await);
        assert!(result.contains("# Result: Once more?") && result.contains("It closed on <date>, as set."), "{result}");
        leo.sees_become(next, "**Closed ").await.text();
        let results = leo.count_of_bots_messages() - before;
        assert_eq!(results, 3, "two results, and the second poll");
    })
    .await;
}

#[tokio::test]
async fn what_a_process_held_that_died_before_the_clock_was_set_back_is_taken_over() {
    play_on_the_gateway(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        assert!(votes(stage, "Leo Brandt", "Spaces", poll).await.text().contains("# Your vote counts"));
        stage.bot_stops().await;
        clock.advance(HOUR * 24);
        begun_by_another_that_died(stage, &clock).await;
        let said = stage.person("Leo Brandt").posts("The clock was wrong.");
        clock.set(back(clock.now(), HOUR * 20));
        stage.bot_restarts().await;
        let result = stage.person("Leo Brandt").sees_after(said).await.text();
        assert!(result.contains("# Result: Tabs or spaces?"), "{result}");
        stage.person("Leo Brandt").sees_become(poll, "**Closed ").await.text();
    })
    .await;
}
