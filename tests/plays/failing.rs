//! What goes wrong on our side: handlers that are slow or panic. The person is told, whatever happens.

use insta::assert_snapshot;
use lanekeeper::{
    commands::{Answering, COMMANDS, Call, Command, Kind},
    replies::{
        Refusal, Reply,
        Visibility::{Everyone, OnlyAsker},
        plain_embed,
    },
};
use tokio::sync::Semaphore;

use crate::play_with;

/// What slow handlers wait for; each play lets one go on.
static SLOW_ANSWER: Semaphore = Semaphore::const_new(0);
static SLOW_REFUSAL: Semaphore = Semaphore::const_new(0);

fn slow_answer<'a>(_: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async {
        drop(SLOW_ANSWER.acquire().await);
        Ok(Reply::of(plain_embed().title("At last")).into())
    })
}

fn slow_refusal<'a>(_: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async {
        drop(SLOW_REFUSAL.acquire().await);
        Err(Refusal::NoText.into())
    })
}

fn panicking<'a>(_: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async { panic!("on purpose") })
}

/// `/about`, doing something else.
const fn about(run: for<'a> fn(&'a Call<'a>) -> Answering<'a>, visibility: lanekeeper::replies::Visibility) -> Command {
    let mut command = COMMANDS[COMMANDS.len() - 1];
    command.run = run;
    command.visibility = visibility;
    command
}

static SLOW_ANSWERS: &[Command] = &[about(slow_answer, Everyone)];
static SLOW_REFUSALS: &[Command] = &[about(slow_refusal, Everyone)];
static PANICS: &[Command] = &[about(panicking, OnlyAsker)];

#[test]
fn the_last_command_is_about() {
    assert!(matches!(COMMANDS[COMMANDS.len() - 1].kind, Kind::Slash { name: "about", .. }));
}

#[tokio::test]
async fn a_slow_handler_is_acknowledged_on_its_behalf_and_answers_later() {
    play_with(SLOW_ANSWERS, async |stage| {
        let leo = stage.person("Leo Brandt");
        let thinking = leo.sees_thinking("/about").await;
        SLOW_ANSWER.add_permits(1);
        assert_eq!(leo.sees_change_of(thinking).await.text(), "# At last");
    })
    .await;
}

#[tokio::test]
async fn a_refusal_that_comes_late_still_reaches_only_the_one_who_asked() {
    play_with(SLOW_REFUSALS, async |stage| {
        let leo = stage.person("Leo Brandt");
        let thinking = leo.sees_thinking("/about").await;
        SLOW_REFUSAL.add_permits(1);
        let refused = leo.sees_after(thinking).await;
        assert!(refused.text().starts_with("(only for you)\n# There is nothing to read in it"), "{}", refused.text());
        assert!(!leo.is_there(thinking), "the public placeholder is gone");
    })
    .await;
}

#[tokio::test]
async fn a_panic_becomes_an_incident_with_a_number() {
    play_with(PANICS, async |stage| {
        let answer = stage.person("Leo Brandt").runs("/about").await.text();
        let (text, number) = answer.rsplit_once(' ').expect("it ends in the number");
        assert_snapshot!(text, @"
        (only for you)
        # Something went wrong on my side
        Your request was fine; I failed to answer it.
        What to do: Try again in a moment. If it happens again, give the person who runs me the incident number.
        ~ Incident
        ");
        assert!(number.len() > 8 && number.chars().all(|c| c.is_ascii_hexdigit()), "{number}");
    })
    .await;
}
