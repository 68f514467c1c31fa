//! Questions in which the bot is mentioned.

use insta::assert_snapshot;

use crate::play;

#[tokio::test]
async fn a_mention_with_a_question_is_answered_as_a_reply_that_notifies_nobody() {
    play(async |stage| {
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
    play(async |stage| {
        let leo = stage.person("Leo Brandt");
        let answer = leo.sees_after(leo.posts("@Lanekeeper")).await;
        assert_snapshot!(answer.text(), @"");
    })
    .await;
}

#[tokio::test]
async fn messages_that_do_not_mention_the_bot_are_left_alone() {
    play(async |stage| {
        let leo = stage.person("Leo Brandt");
        leo.posts("who picks the database?");
        leo.posts("Lanekeeper could tell us who picks the database");
        let last = leo.posts("@Lanekeeper who picks the database?");
        assert!(leo.sees_after(last).await.text().contains("Tech lead decides"));
        assert_eq!(leo.count_of_bots_messages(), 1);
    })
    .await;
}
