//! The bot in bad weather: whatever becomes of its calls, people get one answer, or one honest word.

use std::time::Duration;

use discord_sandbox::{CallFault, CallHarm, EventFault, EventHarm, ids::MessageId};
use lanekeeper::{
    commands::{Answering, COMMANDS, Call, Command},
    replies::{Reply, Visibility::OnlyAsker, plain_embed},
};
use tokio::sync::Semaphore;

use crate::{Stage, play, play_on_the_gateway, play_with};

const CALLBACK: &str = "/interactions/";
const ANSWER: &str = "/webhooks/{application}/{token}/messages/{message}";
const FOLLOW_UP: &str = "/webhooks/{application}/{token}";
const MESSAGES: &str = "/channels/{channel}/messages";
const ABOUT: &str = "/who-owns task: who picks the database?";

/// Something that passes.
fn harms() -> [CallHarm; 6] {
    [
        CallHarm::RateLimit { retry_after_ms: 20 },
        CallHarm::GlobalRateLimit { retry_after_ms: 20 },
        CallHarm::ServerError { status: 500 },
        CallHarm::ServerError { status: 502 },
        CallHarm::ResetBefore,
        CallHarm::ResetAfter,
    ]
}

/// Lets calls fail once from now on, and knows how often they have failed.
fn once(stage: &Stage, harm: &CallHarm, method: &str, route: &str) {
    stage.sandbox().weather().clear();
    stage.sandbox().weather().on_calls(CallFault::new(harm.clone()).on(method, route).times(1));
}

fn has_struck(stage: &Stage) -> bool {
    stage.sandbox().weather().struck().calls == [1]
}

#[tokio::test]
async fn a_command_is_answered_once_whatever_becomes_of_its_acknowledgement() {
    play(async |stage| {
        stage.expects_refused_calls();
        for harm in harms() {
            let leo = stage.person("Leo Brandt");
            let before = leo.count_of_bots_messages();
            once(stage, &harm, "POST", CALLBACK);
            let answer = leo.runs(ABOUT).await;
            assert!(answer.text().contains("# Tech lead decides"), "{harm:?}: {}", answer.text());
            stage.sandbox().people().idle().await;
            assert!(has_struck(stage), "{harm:?}");
            assert_eq!(leo.count_of_bots_messages(), before + 1, "{harm:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_mention_is_replied_to_once_whatever_becomes_of_the_reply() {
    play_on_the_gateway(async |stage| {
        stage.expects_refused_calls();
        for harm in harms() {
            let leo = stage.person("Leo Brandt");
            let before = leo.count_of_bots_messages();
            once(stage, &harm, "POST", MESSAGES);
            let question = leo.posts("@Lanekeeper who picks the database?");
            let answer = leo.sees_after(question).await;
            assert!(answer.text().contains("# Tech lead decides"), "{harm:?}: {}", answer.text());
            stage.bot_restarts().await;
            let leo = stage.person("Leo Brandt");
            assert!(has_struck(stage), "{harm:?}");
            assert_eq!(leo.count_of_bots_messages(), before + 1, "{harm:?}");
        }
    })
    .await;
}

/// What the slow handler waits for.
static SLOW: Semaphore = Semaphore::const_new(0);

fn slow<'a>(_: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async {
        drop(SLOW.acquire().await.map(tokio::sync::SemaphorePermit::forget));
        Ok(Reply::of(plain_embed().title("At last")).into())
    })
}

static SLOW_COMMANDS: &[Command] = &[{
    let mut command = COMMANDS[COMMANDS.len() - 1];
    command.run = slow;
    command
}];

#[tokio::test]
async fn a_late_answer_comes_whatever_becomes_of_its_edit() {
    play_with(SLOW_COMMANDS, async |stage| {
        stage.expects_refused_calls();
        for harm in harms() {
            let leo = stage.person("Leo Brandt");
            let thinking = leo.sees_thinking("/about").await;
            once(stage, &harm, "PATCH", ANSWER);
            SLOW.add_permits(1);
            assert_eq!(leo.sees_change_of(thinking).await.text(), "(only for you)\n# At last", "{harm:?}");
            assert!(has_struck(stage), "{harm:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_under_way_when_the_bot_is_restarted_still_comes() {
    static UNDER_WAY: Semaphore = Semaphore::const_new(0);
    fn under_way<'a>(_: &'a Call<'a>) -> Answering<'a> {
        Box::pin(async {
            drop(UNDER_WAY.acquire().await);
            Ok(Reply::of(plain_embed().title("Before I go")).into())
        })
    }
    static COMMAND: &[Command] = &[{
        let mut command = COMMANDS[COMMANDS.len() - 1];
        command.run = under_way;
        command
    }];
    play_with(COMMAND, async |stage| {
        let thinking = stage.person("Leo Brandt").sees_thinking("/about").await;
        stage.bot_restarts_while(async { UNDER_WAY.add_permits(1) }).await;
        let leo = stage.person("Leo Brandt");
        assert_eq!(leo.sees_change_of(thinking).await.text(), "(only for you)\n# Before I go");
        assert_eq!(leo.runs("/about").await.text(), "# Before I go", "and the new one answers too");
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_an_answer_that_a_restart_cuts_off_is_told_so() {
    fn endless<'a>(_: &'a Call<'a>) -> Answering<'a> {
        Box::pin(std::future::pending())
    }
    static COMMAND: &[Command] = &[{
        let mut command = COMMANDS[COMMANDS.len() - 1];
        command.run = endless;
        command.visibility = OnlyAsker;
        command
    }];
    play_with(COMMAND, async |stage| {
        stage.bot_drains_for(Duration::ZERO).await;
        let thinking = stage.person("Leo Brandt").sees_thinking("/about").await;
        stage.bot_restarts().await;
        let told = stage.person("Leo Brandt").sees_change_of(thinking).await.text();
        assert!(told.starts_with("(only for you)\n# Something went wrong on my side\n"), "{told}");
    })
    .await;
}

/// Leo asks privately; the id of the answer that can be shared.
async fn private_answer(stage: &Stage) -> MessageId {
    let answer = stage.person("Leo Brandt").runs("/who-owns task: who picks the database? private: true").await;
    assert!(answer.text().contains("[Share in channel]"));
    answer.id()
}

#[tokio::test]
async fn what_is_shared_is_shared_once_and_a_rate_limit_only_delays_it() {
    play(async |stage| {
        stage.expects_refused_calls();
        let leo = stage.person("Leo Brandt");
        let private = private_answer(stage).await;
        once(stage, &CallHarm::RateLimit { retry_after_ms: 20 }, "POST", FOLLOW_UP);
        leo.presses("Share in channel", &leo.sees_now(private)).await.text();
        let shared = leo.sees_after(private).await;
        assert!(shared.text().contains("Leo Brandt shared this answer"), "{}", shared.text());
        let tally = stage.sandbox().tally().of_route("POST", FOLLOW_UP);
        assert_eq!((tally.calls, tally.rate_limited), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn where_it_is_unknown_whether_something_was_shared_the_one_who_shared_it_is_told() {
    play(async |stage| {
        stage.expects_refused_calls();
        let leo = stage.person("Leo Brandt");
        let private = private_answer(stage).await;
        once(stage, &CallHarm::ResetBefore, "POST", FOLLOW_UP);
        leo.presses("Share in channel", &leo.sees_now(private)).await.text();
        let told = leo.sees_after(private).await;
        assert!(told.text().starts_with("(only for you)\n# Something went wrong on my side"), "{}", told.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_delivered_twice_is_answered_once() {
    play_on_the_gateway(async |stage| {
        let weather = stage.sandbox().weather();
        for event in ["INTERACTION_CREATE", "MESSAGE_CREATE"] {
            weather.on_events(EventFault::new(EventHarm::Duplicate).of(event));
        }
        let leo = stage.person("Leo Brandt");
        assert!(leo.runs(ABOUT).await.text().contains("# Tech lead decides"));
        let question = leo.posts("@Lanekeeper who picks the database?");
        assert!(leo.sees_after(question).await.text().contains("# Tech lead decides"));
        assert!(weather.struck().events.iter().all(|struck| *struck > 0));
        stage.bot_restarts().await;
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), 2);
        assert!(stage.refused_calls().is_empty(), "the second delivery is not even tried");
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_drops_at_a_question_does_not_lose_it() {
    play_on_the_gateway(async |stage| {
        let fault = EventFault::new(EventHarm::Drop).of("INTERACTION_CREATE").times(1);
        stage.sandbox().weather().on_events(fault);
        let answer = stage.person("Leo Brandt").runs(ABOUT).await;
        assert!(answer.text().contains("# Tech lead decides"));
        assert_eq!(stage.sandbox().gateway().counts().resumes, 1);
    })
    .await;
}
