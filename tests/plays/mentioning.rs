//! Questions in which the bot is mentioned.

use insta::assert_snapshot;

use crate::play_on_the_gateway;

#[tokio::test]
async fn a_mention_with_a_question_is_answered_as_a_reply_that_notifies_nobody() {
    play_on_the_gateway(async |stage| {
        let sakura = stage.person("Sakura Ito");
        let question = sakura.posts("@Lanekeeper who decides whether we rewrite the basket service?");
        let answer = sakura.sees_after(question).await;
        assert!(answer.text().contains("# Tech lead decides"), "{}", answer.text());
        assert!(answer.is_seen_by("Leo Brandt") && !answer.notifies());
    })
    .await;
}

#[tokio::test]
async fn a_bare_mention_is_asked_what_it_is_about() {
    play_on_the_gateway(async |stage| {
        let leo = stage.person("Leo Brandt");
        let answer = leo.sees_after(leo.posts("@Lanekeeper")).await;
        assert_snapshot!(answer.text(), @"
        # What is it about?
        Write the question or the task in a few words after my name, for example “who signs off on the release?”.
        ");
    })
    .await;
}

#[tokio::test]
async fn messages_that_do_not_mention_the_bot_are_left_alone() {
    play_on_the_gateway(async |stage| {
        let leo = stage.person("Leo Brandt");
        leo.posts("who picks the database?");
        leo.posts("Lanekeeper could tell us who picks the database");
        let last = leo.posts("@Lanekeeper who picks the database?");
        assert!(leo.sees_after(last).await.text().contains("Tech lead decides"));
        assert_eq!(leo.count_of_bots_messages(), 1);
    })
    .await;
}

#[tokio::test]
async fn where_the_bot_may_not_write_it_says_so_directly() {
    play_on_the_gateway(async |stage| {
        stage.bot_only_reads("checkout");
        stage.expects_refused_calls();
        let leo = stage.person("Leo Brandt");
        let told = leo.posts_and_is_told_directly("@Lanekeeper who decides the coding standards?").await;
        assert!(told.starts_with("# I could not answer you in the channel\nYou asked me in <#"), "{told}");
        assert!(stage.refused_calls().iter().all(|call| call.code == Some(50013)), "{:?}", stage.refused_calls());
        assert!(
            stage
                .person("Leo Brandt")
                .runs("/who-owns task: who decides the coding standards?")
                .await
                .text()
                .contains("Tech lead")
        );
    })
    .await;
}

#[tokio::test]
async fn a_mention_of_everyone_in_the_question_notifies_nobody_and_reaches_nothing() {
    play_on_the_gateway(async |stage| {
        let leo = stage.person("Leo Brandt");
        let question = leo.posts("@Lanekeeper @everyone **who** picks the [database](https://example.org)?");
        let answer = leo.sees_after(question).await;
        assert!(!answer.notifies() && answer.text().contains("Tech lead decides"), "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_written_to_the_bot_directly_is_a_question_to_it() {
    play_on_the_gateway(async |stage| {
        stage.bot_only_reads("checkout");
        stage.expects_refused_calls();
        let leo = stage.person("Leo Brandt");
        leo.posts_and_is_told_directly("@Lanekeeper hello?").await;
        let leo = leo.directly();
        let answer = leo.sees_after(leo.posts("who decides the coding standards?")).await;
        assert!(answer.text().contains("# Tech lead decides"), "{}", answer.text());
    })
    .await;
}
