//! Sittings against the odds: where threads are not allowed, where one is left, archived or gone, and pressed by somebody else.

use discord_sandbox::Permissions;
use insta::assert_snapshot;

use crate::{
    Stage,
    assessing::{answers, begun, is_archived, looked_over, thread_in},
    play,
};

const START: &str = "/assess start assessment: which-path";

#[tokio::test]
async fn where_private_threads_are_not_allowed_that_is_said_before_and_replies_serve() {
    play(async |stage| {
        stage.bot_lacks("checkout", Permissions::CREATE_PRIVATE_THREADS);
        let priya = stage.person("Priya Nair");
        let card = priya.runs(START).await;
        let text = card.text();
        assert!(text.contains("It happens in replies that only you see"), "{text}");
        assert_eq!(card.buttons(), ["Start in replies that only I see", "Start in a thread that all can read"]);
        let asked = priya.presses("Start in replies that only I see", &card).await;
        assert!(
            asked.text().starts_with("(only for you)") && asked.text().contains("Question 1 of 33"),
            "{}",
            asked.text()
        );
        let second = answers(&priya, asked.id(), "Partly like me").await;
        assert!(second.text().contains("Question 2 of 33"), "{}", second.text());
        stage.bot_lacks("checkout", Permissions::CREATE_PRIVATE_THREADS.with(Permissions::CREATE_PUBLIC_THREADS));
        let mine = priya.runs("/assess mine").await;
        assert!(mine.text().contains("not finished"));
        let found = priya.chooses("EM or TL: which path suits me?", &mine).await;
        let on = priya.presses("Go on", &found).await;
        assert!(on.text().contains("Question 2 of 33"), "{}", on.text());
        let leo = stage.person("Leo Brandt").runs(START).await;
        assert!(leo.text().contains("It happens in replies that only you see"));
        assert_eq!(leo.buttons(), ["Start in replies that only I see"]);
    })
    .await;
}

#[tokio::test]
async fn a_permission_that_goes_between_the_card_and_the_beginning_is_told_and_nothing_is_begun() {
    play(async |stage| {
        stage.expects_refused_calls();
        let priya = stage.person("Priya Nair");
        let card = priya.runs(START).await;
        assert!(card.text().contains("It happens in a private thread with you and me."), "{}", card.text());
        stage.bot_lacks("checkout", Permissions::CREATE_PRIVATE_THREADS);
        let told = priya.presses("Start in a private thread", &card).await;
        assert!(told.text().contains("**I was not allowed to open a thread here**"), "{}", told.text());
        let mine = priya.runs("/assess mine").await;
        assert!(mine.text().contains("You have taken none here."), "{}", mine.text());
        let asked = priya.presses("Start in replies that only I see", &told).await;
        assert!(asked.text().contains("Question 1 of 33"), "{}", asked.text());
    })
    .await;
}

#[tokio::test]
async fn a_thread_that_was_left_or_archived_or_whose_message_is_gone_comes_back_and_one_that_is_gone_is_replaced() {
    play(async |stage| {
        stage.expects_refused_calls();
        let (inside, message) = begun(stage, "Priya Nair", "which-path").await;
        let (thread, outside) = (inside.channel, stage.person("Priya Nair"));
        drop(answers(&inside, message, "Partly like me").await.text());
        stage.leaves("Priya Nair", thread).await;
        stage.bot_once_archived(thread).await;
        assert!(is_archived(stage, &inside));
        let on = goes_on(stage).await;
        assert_eq!(thread_in(&on), thread);
        assert!(!is_archived(stage, &inside));
        assert!(inside.sees_now(message).text().contains("Question 2 of 33"));
        drop(looked_over(&inside));
        stage.bots_message_goes(thread, message).await;
        let on = goes_on(stage).await;
        assert_eq!(thread_in(&on), thread);
        let anew = *looked_over(&inside).last().expect("asked anew");
        assert!(inside.sees_now(anew).text().contains("Question 2 of 33"));
        stage.thread_goes(thread).await;
        let on = goes_on(stage).await;
        assert!(on.text().contains("Question 2 of 33"), "in a reply: {}", on.text());
        let next = answers(&outside, on.id(), "Partly like me").await;
        assert!(next.text().contains("Question 3 of 33"), "{}", next.text());
    })
    .await;
}

/// Priya comes back to what she has begun.
async fn goes_on(stage: &Stage) -> crate::seen::Seen<'_> {
    let priya = stage.person("Priya Nair");
    let begun = priya.runs(START).await;
    assert!(begun.text().contains("# You have begun: EM or TL"), "{}", begun.text());
    let on = priya.presses("Go on", &begun).await;
    drop(on.text());
    on
}

#[tokio::test]
async fn in_a_thread_that_all_can_read_only_its_person_answers() {
    play(async |stage| {
        stage.bot_lacks("checkout", Permissions::CREATE_PRIVATE_THREADS);
        let mut priya = stage.person("Priya Nair");
        let said = priya.posts("I'll try this.");
        let card = priya.runs(START).await;
        let told = priya.presses("Start in a thread that all can read", &card).await;
        priya.channel = thread_in(&told);
        let message = *looked_over(&priya).last().expect("it asks");
        assert_eq!(stage.person("Leo Brandt").sees_after(said).await.text(), "EM or TL: which path suits me?");
        let mut leo = stage.person("Leo Brandt");
        leo.channel = priya.channel;
        let asked = leo.sees_now(message);
        let refused = leo.presses(&asked.buttons()[0].clone(), &asked).await;
        assert_snapshot!(refused.text(), @r"
        (only for you)
        # This is not yours to go on with
        It belongs to somebody else, or it was deleted.
        What to do: `/assess mine` shows yours, `/assess start` begins one.
        ");
        assert!(priya.sees_now(message).text().contains("Question 1 of 33"));
    })
    .await;
}
