//! Decisions that come back on the date on which their team wanted to look at them again.

use std::time::Duration;

use insta::assert_snapshot;
use lanekeeper::{
    clock::{Clock, Timestamp},
    store::Lease,
    workspace::ids::ChannelId,
};

use crate::{
    Stage,
    deciding::dated,
    play,
    stage::in_time,
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A clock that stands still; a decision of Checkout is to be looked at again in a day.
async fn due_in_a_day(stage: &mut Stage) -> Clock {
    let clock = Clock::manual(Clock::system().now());
    stage.has_decision(SERVER, team(1), decision(7), "deploys on Fridays", Some(clock.now().plus(DAY))).await;
    stage.bot_goes_by(clock.clone()).await;
    clock
}

/// When the next deadline is due, as soon as it is later than this.
async fn next_deadline_after(stage: &Stage, known: Timestamp) -> Timestamp {
    in_time("a later deadline", async {
        loop {
            if let Some(next) = stage.next_due().await.filter(|next| *next > known) {
                return next;
            }
            tokio::task::yield_now().await;
        }
    })
    .await
}

#[tokio::test]
async fn on_its_date_a_decision_comes_back_and_those_who_manage_the_team_keep_it() {
    play(async |stage| {
        stage.has_checkout().await;
        let clock = due_in_a_day(stage).await;
        let (ines, priya) = (stage.person("Ines Moreau"), stage.person("Priya Nair"));
        let said = priya.posts("Nothing has come so far.");
        clock.advance(DAY);
        let seen = priya.sees_after(said).await;
        assert_snapshot!(dated(&seen), @"
        # Does this still hold? deploys on Fridays
        You wanted to look at this again on <date>. Keep it as it is, revise it, or retire it.
        Nobody is named; the rule says how it is done.
        > As we agreed about deploys on Fridays
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [Keep] [Revise] [Retire] [History]
        ");
        assert!(!seen.notifies());
        assert!(priya.presses("Keep", &seen).await.text().contains("# You can't change this here"));
        let tomasz = stage.person("Tomasz Wolny");
        let opened = tomasz.opens("Keep", &seen).await;
        let kept = ines.fills_in("Keep", &seen, "review", "in 2 weeks").await;
        assert_eq!(kept.id(), seen.id(), "the message itself says what became of it");
        assert_snapshot!(dated(&kept), @"
        # Kept as it is: deploys on Fridays
        Nobody is named; the rule says how it is done.
        > As we agreed about deploys on Fridays
        **To be looked at again:** <date>
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let late = tomasz.sends(&opened, &kept, "review", "in 3 weeks").await;
        assert_snapshot!(dated(&late), @"
        (only for you)
        # This has changed meanwhile
        Somebody has looked at this and kept it, so nothing was changed now. Below is how it stands.
        # deploys on Fridays
        Nobody is named; the rule says how it is done.
        > As we agreed about deploys on Fridays
        **To be looked at again:** <date>
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let said = priya.posts("Two weeks later.");
        clock.advance(DAY * 15);
        assert!(priya.sees_after(said).await.text().contains("# Does this still hold? deploys on Fridays"));
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_is_settled_anew_or_retired_in_the_same_message() {
    play(async |stage| {
        stage.has_checkout().await;
        let clock = due_in_a_day(stage).await;
        let tomasz = stage.person("Tomasz Wolny");
        let said = tomasz.posts("Nothing has come so far.");
        clock.advance(DAY);
        let seen = tomasz.sees_after(said).await;
        let wrong = tomasz.fills_in("Keep", &seen, "review", "someday").await;
        assert!(wrong.text().contains("# I can't use “someday” as the review date"), "{}", wrong.text());
        let revised = tomasz.fills_in("Revise", &seen, "rule", "Until three in the afternoon.").await;
        assert!(revised.id() == seen.id() && revised.text().contains("> Until three in the afternoon."));
        let old = stage.bot_once_posted(&[&format!("1:decision-keep:{}", decision(7))]).await;
        let old = tomasz.sees_now(old);
        assert!(old.text().contains("An old answer"));
        let late = tomasz.presses_id(&format!("1:decision-keep:{}", decision(7)), &old).await;
        assert!(late.text().contains("# This has changed meanwhile"), "{}", late.text());
        let retired = tomasz.fills_in("Retire", &revised, "reason", "We deploy every day.").await;
        assert!(retired.text().contains("# Retired: deploys on Fridays"));
    })
    .await;
}

#[tokio::test]
async fn a_review_that_came_while_the_bot_was_away_is_late_and_comes_once() {
    play(async |stage| {
        stage.has_checkout().await;
        let clock = due_in_a_day(stage).await;
        stage.bot_stops().await;
        clock.advance(DAY * 3);
        // Another process had begun with it and died.
        let store = stage.store().await;
        let lease = Lease { holder: 1, now: clock.now(), lasts: Duration::from_secs(60) };
        let mut work = store.work().await.expect("open");
        let leased = work.lease_deadlines(lease, 9).await.expect("leased");
        assert!(leased.iter().any(|deadline| deadline.kind == "decision-review"), "{leased:?}");
        work.commit().await.expect("kept");
        store.close().await;
        stage.bot_restarts().await;
        let said = stage.person("Priya Nair").posts("Nothing has come so far.");
        clock.advance(Duration::from_secs(61));
        assert!(stage.person("Priya Nair").sees_after(said).await.text().contains("# Does this still hold?"));
        stage.bot_restarts().await;
        clock.advance(DAY);
        stage.bot_restarts().await;
        assert_eq!(stage.person("Priya Nair").count_of_bots_messages(), 1);
    })
    .await;
}

#[tokio::test]
async fn where_the_teams_channel_is_gone_it_comes_where_it_was_recorded_and_otherwise_a_day_later() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_team(SERVER, team(1), "Checkout", &[], &[("tech-lead", "Ines Moreau")]).await;
        let store = stage.store().await;
        let mut work = store.work().await.expect("open");
        let gone = ChannelId::new(1).expect("sound");
        work.bind_channel(stage.server(SERVER), team(1), gone).await.expect("bound");
        work.commit().await.expect("kept");
        store.close().await;
        stage.bot_only_reads("general");
        let clock = due_in_a_day(stage).await;
        let priya = stage.person("Priya Nair").in_channel("general");
        let said = priya.posts("Nothing has come so far.");
        clock.advance(DAY);
        assert_eq!(next_deadline_after(stage, clock.now().plus(DAY / 2)).await, clock.now().plus(DAY));
        let codes: Vec<_> = stage.refused_calls().iter().map(|call| call.code).collect();
        assert_eq!(codes, [Some(10003), Some(50013)], "{:?}", stage.refused_calls());
        stage.bot_writes_again("general");
        clock.advance(DAY);
        assert!(priya.sees_after(said).await.text().contains("# Does this still hold? deploys on Fridays"));
    })
    .await;
}
