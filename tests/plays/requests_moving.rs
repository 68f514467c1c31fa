//! Requests over time: nobody reacts, the bot restarts in between, messages and permissions go.

use std::time::Duration;

use insta::assert_snapshot;
use lanekeeper::{
    clock::Clock,
    handbook::{DutyId, RoleId},
    workspace::{
        ids::{ChannelId, RequestId},
        request::{LAPSES_AFTER, PATIENCE, POSTED_WITHIN, Question, Quota, Request},
        subject::Subject,
        team::Holder,
    },
};

use crate::{
    Stage, play, play_in_both_modes,
    requesting::{asked, shown},
    stage::in_time,
    workspace::team,
};

const SERVER: &str = "Northwind Parcel";
const QUESTION: &str = "/who-owns task: who picks the database?";

/// A clock that stands still. Ines Moreau leads Checkout with Leo Brandt as her cover.
async fn on_a_still_clock(stage: &mut Stage) -> Clock {
    let clock = Clock::manual(Clock::system().now());
    stage.has_checkout().await;
    stage.bot_goes_by(clock.clone()).await;
    let cover = format!("/team cover role: tl who: {}", stage.user("Leo Brandt"));
    let covered = stage.person("Ines Moreau").runs(&cover).await;
    assert!(covered.text().contains("@Leo Brandt"), "{}", covered.text());
    clock
}

/// Waits until a message says this, and looks at it.
pub(crate) async fn until_it_says(stage: &Stage, message: discord_sandbox::ids::MessageId, words: &str) -> String {
    let priya = stage.person("Priya Nair");
    in_time(&format!("the message to say “{words}”"), async {
        loop {
            let seen = priya.sees_now(message);
            if seen.text().contains(words) {
                return shown(&seen);
            }
            tokio::task::yield_now().await;
        }
    })
    .await
}

/// Waits until no deadline is set any more.
async fn nothing_is_due(stage: &Stage) {
    in_time("nothing to be due any more", async {
        while stage.next_due().await.is_some() {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_reaction_it_goes_to_the_cover_then_to_the_other_lead_and_stays_there() {
    play(async |stage| {
        let clock = on_a_still_clock(stage).await;
        let message = asked(stage).await;
        let priya = stage.person("Priya Nair");
        clock.advance(PATIENCE);
        let note = stage.person("Leo Brandt").sees_after(message.id()).await;
        assert!(note.notifies(), "{}", note.text());
        assert_snapshot!(shown(&note), @"@Leo Brandt, this question is now with you: <link>");
        assert_snapshot!(until_it_says(stage, message.id(), "@Leo Brandt, is this yours?").await, @"
        @Leo Brandt, @Priya Nair would like an answer from you.
        # Choosing technology
        > who picks the database?
        @Leo Brandt, is this yours? Without an answer by <date>, whoever covers is asked.
        -# <date>: @Priya Nair asked @Ines Moreau
        -# <date>: no answer in time, so @Leo Brandt is asked
        [Mine] [Not mine] [Take it back]
        ");
        clock.advance(PATIENCE);
        let next = stage.person("Leo Brandt").sees_after(note.id()).await;
        assert!(next.text().contains("@Tomasz Wolny, this question is now with you"), "{}", next.text());
        drop(until_it_says(stage, message.id(), "@Tomasz Wolny, is this yours?").await);
        clock.advance(PATIENCE);
        assert_snapshot!(until_it_says(stage, message.id(), "Nobody else is left").await, @"
        @Tomasz Wolny, @Priya Nair would like an answer from you.
        # Choosing technology
        > who picks the database?
        @Tomasz Wolny, is this yours? Nobody else is left to be asked, so it stays here.
        -# <date>: @Priya Nair asked @Ines Moreau
        -# <date>: no answer in time, so @Leo Brandt is asked
        -# <date>: no answer in time, so @Tomasz Wolny is asked
        -# <date>: no answer in time, and nobody else is left to be asked
        [Mine] [Not mine] [Take it back]
        ");
        let taken = stage.person("Ines Moreau").presses("Mine", &priya.sees_now(message.id())).await;
        assert!(taken.text().contains("@Ines Moreau has it"), "whoever was asked first still may");
        clock.advance(LAPSES_AFTER);
        drop(until_it_says(stage, message.id(), "Closed: nothing happened for two weeks.").await);
        nothing_is_due(stage).await;
        let late = stage.person("Leo Brandt").runs(QUESTION).await;
        assert!(!late.text().contains("Asked already"), "{}", late.text());
    })
    .await;
}

#[tokio::test]
async fn a_deadline_that_passed_while_the_bot_was_away_is_late_and_comes_once() {
    play(async |stage| {
        let clock = on_a_still_clock(stage).await;
        let message = asked(stage).await.id();
        stage.bot_stops().await;
        clock.advance(PATIENCE * 3);
        stage.bot_restarts().await;
        drop(until_it_says(stage, message, "@Leo Brandt, is this yours?").await);
        let leo = stage.person("Leo Brandt");
        assert!(leo.sees_after(message).await.text().contains("@Leo Brandt, this question is now with you"));
        stage.bot_restarts().await;
        clock.advance(Duration::from_secs(1));
        stage.bot_restarts().await;
        let leo = stage.person("Leo Brandt");
        assert_eq!(leo.count_of_bots_messages(), 4, "the seat, the answer, the message and one word to Leo");
        let taken = leo.presses("Mine", &leo.sees_now(message)).await;
        assert!(taken.text().contains("@Leo Brandt has it"), "buttons of before the restart work");
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_and_not_posted_when_the_bot_died_is_posted_by_the_next_one() {
    play(async |stage| {
        let clock = on_a_still_clock(stage).await;
        let question = Question {
            id: RequestId::new(77).expect("sound"),
            guild: stage.server(SERVER),
            team: team(1),
            subject: Subject::Duty(DutyId::new("technology-choice")),
            role: Some(RoleId::new("tech-lead")),
            text: "who picks the database?".into(),
            channel: ChannelId::new(stage.channel("checkout").get()).expect("sound"),
            due: None,
        };
        let (priya, ines) = (stage.user("Priya Nair"), Holder::Member(stage.user("Ines Moreau")));
        let free = Quota { open: 0, last_day: 0, waiting: 0 };
        let request = Request::ask(question, priya, ines, free, clock.now()).expect("within the limits");
        let store = stage.store().await;
        let mut work = store.work().await.expect("open");
        assert!(work.add_request(&request).await.expect("kept"));
        work.commit().await.expect("kept");
        store.close().await;
        stage.bot_restarts().await;
        let said = stage.person("Priya Nair").posts("Nothing has come so far.");
        clock.advance(POSTED_WITHIN);
        let message = stage.person("Priya Nair").sees_after(said).await;
        assert!(message.notifies() && message.text().contains("@Ines Moreau, is this yours?"), "{}", message.text());
        clock.advance(PATIENCE);
        drop(until_it_says(stage, message.id(), "@Leo Brandt, is this yours?").await);
        assert!(stage.person("Leo Brandt").sees_after(message.id()).await.text().contains("now with you"));
    })
    .await;
}

#[tokio::test]
async fn where_the_bot_may_not_write_nobody_is_asked_and_nothing_is_left_of_it() {
    play_in_both_modes(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("[Ask them]"));
        stage.bot_only_reads("checkout");
        let refused = priya.presses("Ask them", &answer).await;
        assert!(refused.text().contains("# I am not allowed to do that here"), "{}", refused.text());
        assert!(refused.text().contains("Nothing was changed."));
        stage.bot_writes_again("checkout");
        let again = priya.runs(QUESTION).await;
        assert!(!again.text().contains("Asked already"), "{}", again.text());
        assert!(priya.presses("Ask them", &again).await.text().contains("# Asked"));
        assert!(priya.sees_after(again.id()).await.text().contains("@Ines Moreau, is this yours?"));
    })
    .await;
}

#[tokio::test]
async fn a_message_that_was_taken_away_is_asked_anew_and_never_moves_on() {
    play(async |stage| {
        stage.expects_refused_calls();
        let clock = on_a_still_clock(stage).await;
        let owner = stage.person("Tomasz Wolny");
        let message = asked(stage).await.id();
        stage.sandbox().people().delete(owner.user, message).expect("he may");
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("[Ask them]"));
        assert!(shown(&priya.presses("Ask them", &answer).await).contains("# Asked\n"), "the first is over");
        let message = stage.person("Leo Brandt").sees_after(answer.id()).await;
        assert!(message.text().contains("@Ines Moreau, is this yours?"));
        stage.sandbox().people().delete(owner.user, message.id()).expect("he may");
        let said = stage.person("Leo Brandt").posts("It was taken away.");
        clock.advance(PATIENCE);
        nothing_is_due(stage).await;
        let answer = stage.person("Leo Brandt").runs(QUESTION).await;
        assert!(!answer.text().contains("Asked already") && answer.id() > said, "{}", answer.text());
        assert_eq!(
            stage.person("Leo Brandt").count_of_bots_messages(),
            4,
            "the seat and three answers: nobody was told"
        );
    })
    .await;
}

#[tokio::test]
async fn in_a_thread_that_discord_has_archived_it_moves_on_too() {
    play(async |stage| {
        let clock = on_a_still_clock(stage).await;
        let said = stage.person("Leo Brandt").posts("Let us have a thread for that.");
        let thread = stage.bot_once_opened_thread("checkout").await;
        assert_eq!(stage.person("Leo Brandt").sees_after(said).await.text(), "Which database", "word of the thread");
        let (mut priya, mut leo) = (stage.person("Priya Nair"), stage.person("Leo Brandt"));
        (priya.channel, leo.channel) = (thread, thread);
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("Who that is in Checkout"), "the team of the thread's channel");
        assert!(priya.presses("Ask them", &answer).await.text().contains("# Asked"));
        let message = leo.sees_after(answer.id()).await;
        assert!(message.text().contains("@Ines Moreau, is this yours?"));
        stage.bot_once_archived(thread).await;
        clock.advance(PATIENCE);
        let note = leo.sees_after(message.id()).await;
        assert!(note.notifies() && note.text().contains("@Leo Brandt, this question is now with you"));
        in_time("the message to be redrawn", async {
            while !leo.sees_now(message.id()).text().contains("@Leo Brandt, is this yours?") {
                tokio::task::yield_now().await;
            }
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn while_the_database_is_held_nobody_is_asked_and_afterwards_it_works() {
    play(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("[Ask them]"));
        let store = stage.store().await;
        let held = store.work().await.expect("open");
        let pressed = priya.presses("Ask them", &answer).await;
        let told = priya.sees_after(answer.id()).await;
        assert!(told.text().contains("# Something went wrong on my side"), "{}", told.text());
        assert!(told.text().contains("~ Incident ") && pressed.text().contains("# "));
        drop(held);
        store.close().await;
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), 1, "nothing but the answer");
        let again = priya.presses("Ask them", &answer).await;
        assert!(again.text().contains("# Asked"), "{}", again.text());
        let message = stage.person("Leo Brandt").sees_after(answer.id()).await;
        assert!(message.text().contains("@Ines Moreau, is this yours?"));
    })
    .await;
}
