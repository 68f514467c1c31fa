//! Rounds against the odds: in a thread, where the bot may no longer write, while it was not running, and pressed twice.

use std::time::Duration;

use discord_sandbox::{Permissions, ids::MessageId};
use insta::assert_snapshot;

use crate::{
    Stage,
    assessing::{answers_all, looked_over, thread_in},
    person::Person,
    play,
    polling::{standing_clock, told},
    rounds::{FIVE, in_results, joins, level_round, mentions, started, takes_part},
    stage::{PATIENCE, in_time},
    transcript::button,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const LEVEL: &str = "/assess round assessment: Delegation level about: **vendors** and @everyone";

/// Four people answer in private, wherever the round is, and hand in.
async fn four_take_part(stage: &Stage, at: discord_sandbox::ids::ChannelId, round: MessageId) {
    for name in &FIVE[..4] {
        let mut person = Person { channel: at, ..stage.person(name) };
        let card = person.presses("Take part", &person.sees_now(round)).await;
        let begun = person.presses("Start in a private thread", &card).await;
        person.channel = thread_in(&begun);
        let message = *looked_over(&person).last().expect("it asks");
        let last = answers_all(&person, message, "3 · Consult").await;
        assert!(person.presses("Hand in", &last).await.text().contains("# Your answers are in"));
    }
}

#[tokio::test]
async fn a_round_in_a_thread_has_its_results_there_and_what_was_typed_is_only_words() {
    play(async |stage| {
        stage.expects_refused_calls();
        let said = stage.person("Leo Brandt").posts("Let us have a thread for that.");
        let thread = stage.bot_once_opened_thread("checkout").await;
        assert_eq!(stage.person("Leo Brandt").sees_after(said).await.text(), "Which database", "word of the thread");
        let ines = Person { channel: thread, ..stage.person("Ines Moreau") };
        let said = ines.posts("How do we decide?");
        assert!(ines.runs(LEVEL).await.text().contains("# Your round is running"));
        let round = ines.sees_after(said).await;
        assert!(!round.notifies() && round.text().contains("# Round: Delegation level: "), "{}", round.text());
        four_take_part(stage, thread, round.id()).await;
        let asked = ines.presses("Close", &ines.sees_now(round.id())).await;
        drop(asked.text());
        drop(ines.presses("Close it now", &asked).await.text());
        let page = ines.sees_after(asked.id()).await;
        assert!(page.text().contains("4 × 3 · Consult"), "{}", page.text());
        let script = ines.sees_after(page.id()).await;
        assert!(script.text().contains("# How to talk about it"), "{}", script.text());
        let result = ines.sees_after(script.id()).await;
        assert_snapshot!(told(&result), @r"
        # Result: Delegation level: **vendors** and @everyone
        4 took part.
        **Closed on <date>** by @Ines Moreau.
        Nothing is contested.
        The results are above: I may not open a thread here.
        Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
        ");
        drop(ines.sees_become(round.id(), "To the results").await.text());
    })
    .await;
}

#[tokio::test]
async fn where_the_bot_may_no_longer_write_the_results_are_kept_and_shown_when_they_are_asked_for() {
    play(async |stage| {
        stage.expects_refused_calls();
        let clock = standing_clock(stage).await;
        let round = started(stage, &format!("{LEVEL} closes: in 48 hours")).await;
        four_take_part(stage, stage.channel("checkout"), round).await;
        let leo = stage.person("Leo Brandt");
        drop(leo.sees_become(round, "4 have handed in.").await.text());
        stage.bot_lacks("checkout", Permissions::SEND_MESSAGES.with(Permissions::CREATE_PUBLIC_THREADS));
        clock.advance(DAY * 2);
        in_time("the close", async {
            while stage.has_due("round-").await {
                tokio::task::yield_now().await;
            }
        })
        .await;
        let list = leo.runs("/assess results").await;
        assert!(list.text().contains("4 took part"), "{}", list.text());
        let page = leo.chooses(&list.options()[0].clone(), &list).await;
        assert!(page.text().contains("4 × 3 · Consult"), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn a_round_that_ended_while_the_bot_was_away_is_closed_late_once_and_says_so() {
    play(async |stage: &mut Stage| {
        let clock = standing_clock(stage).await;
        let round = started(stage, &format!("{LEVEL} closes: in 2 days")).await;
        four_take_part(stage, stage.channel("checkout"), round).await;
        let before = {
            let ines = stage.person("Ines Moreau");
            drop(ines.sees_become(round, "4 have handed in.").await.text());
            ines.posts("It was not there.")
        };
        stage.bot_stops().await;
        clock.advance(DAY * 5);
        stage.bot_restarts().await;
        let ines = stage.person("Ines Moreau");
        let result = crate::rounds::result_after(&ines, before).await;
        assert_snapshot!(crate::rounds::shown(&result), @r"
        # Result: Delegation level: **vendors** and @everyone
        4 took part.
        **Closed on <date>**, when its time was over.
        It should have closed on <date>: I was not running then.
        Nothing is contested.
        The results are in <#thread>.
        Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
        ");
        let (_, messages) = in_results(stage, "Leo Brandt", &result);
        assert_eq!(messages.len(), 2, "a page and a script, once");
        drop(ines.sees_become(round, "To the results").await.text());
    })
    .await;
}

#[tokio::test]
async fn the_next_round_is_started_once_however_often_it_is_pressed_and_not_for_too_few() {
    play(async |stage| {
        stage.has_checkout().await;
        let result = level_round(stage, "vendors", &["3 · Consult"; 4]).await;
        let (inside, messages) = in_results(stage, "Ines Moreau", &result);
        let script = inside.sees_now(*messages.last().expect("a script"));
        let next = button(&script.message, "Start the next round").expect("it is offered");
        let people = stage.sandbox().people();
        let said = stage.person("Ines Moreau").posts("Once more.");
        let pressed = [(); 2].map(|()| people.press(inside.user, script.id(), &next).expect("it is there"));
        for one in pressed {
            in_time("an answer", people.wait_settled(inside.user, one.id, PATIENCE)).await.expect("answered");
        }
        drop(looked_over(&inside));
        let ines = stage.person("Ines Moreau");
        let again = ines.sees_after(said).await;
        assert!(again.text().contains("# Round: Delegation level: vendors"), "{}", again.text());
        let third = inside.presses("Start the next round", &script).await;
        assert_snapshot!(told(&third), @r"
        (only for you)
        # It is running already
        The same round is open, so no second one was started: <link>
        ");
        assert!(third.text().contains(&again.id().to_string()), "it leads to the one that is open");
        let rounds = ines.runs("/assess results").await.text();
        assert_eq!(rounds.matches("open until").count(), 1, "{rounds}");
    })
    .await;
}

#[tokio::test]
async fn a_permission_that_goes_in_mid_item_takes_no_answer_away() {
    play(async |stage| {
        stage.expects_refused_calls();
        let round = started(stage, &format!("{LEVEL} who: {}", mentions(stage, &FIVE))).await;
        let (leo, message) = joins(stage, "Leo Brandt", round).await;
        stage.bot_lacks("checkout", Permissions::SEND_MESSAGES.with(Permissions::SEND_MESSAGES_IN_THREADS));
        let last = answers_all(&leo, message, "3 · Consult").await;
        assert!(leo.presses("Hand in", &last).await.text().contains("# Your answers are in"));
        stage.bot_lacks("checkout", Permissions::NONE);
        drop(takes_part(stage, "Priya Nair", round, "3 · Consult").await);
        let mine = stage.person("Leo Brandt").runs("/assess mine").await;
        assert!(mine.text().contains("handed in; it counts when the round closes"), "{}", mine.text());
        looked_over(&stage.person("Leo Brandt"));
    })
    .await;
}

#[tokio::test]
async fn a_teams_round_is_for_those_in_it_and_a_roles_for_those_who_have_it() {
    play(async |stage| {
        let seats = [
            ("tech-lead", "Ines Moreau"),
            ("engineering-manager", "Tomasz Wolny"),
            ("product-manager", "Priya Nair"),
            ("designer", "Leo Brandt"),
        ];
        stage.has_team("Northwind Parcel", crate::workspace::team(1), "Checkout", &["checkout"], &seats).await;
        let round = started(stage, &format!("{LEVEL} who: Checkout")).await;
        let sakura = stage.person("Sakura Ito");
        let refused = sakura.presses("Take part", &sakura.sees_now(round)).await;
        assert!(refused.text().contains("# You are not among those who take part"), "{}", refused.text());
        let mut last = round;
        for (_, name) in seats {
            last = takes_part(stage, name, round, "3 · Consult").await.id();
        }
        let ines = stage.person("Ines Moreau");
        let result = crate::rounds::result_after(&ines, last).await;
        assert!(result.text().contains("4 of 4 took part.") && result.text().contains("when all had handed in"));
        drop(in_results(stage, "Ines Moreau", &result));
        drop(ines.sees_become(round, "To the results").await.text());
        let role = stage.server_role("Engineering Manager");
        let round = started(stage, &format!("{LEVEL} who: <@&{role}>")).await;
        let refused = sakura.presses("Take part", &sakura.sees_now(round)).await;
        assert!(refused.text().contains("# You are not among those who take part"), "{}", refused.text());
        let tomasz = stage.person("Tomasz Wolny");
        let card = tomasz.presses("Take part", &tomasz.sees_now(round)).await;
        assert!(card.text().contains("# Delegation level"), "{}", card.text());
        looked_over(&tomasz);
    })
    .await;
}
