//! Buttons: in turn, twice, stale, and by somebody who may not.

use insta::assert_snapshot;

use crate::play;

#[tokio::test]
async fn a_duty_picked_from_the_candidates_answers_in_place() {
    play(async |stage| {
        let priya = stage.person("Priya Nair");
        let aside = priya.runs("/who-owns task: hello there private: true").await;
        let candidates = priya.presses("It is about a job", &aside).await;
        let picked = priya.presses_id("1:pick:technology-choice", &candidates).await;
        assert_eq!(picked.id(), aside.id());
        assert_snapshot!(picked.text(), @"");
    })
    .await;
}

#[tokio::test]
async fn two_presses_at_once_share_an_answer_once() {
    play(async |stage| {
        let robin = stage.person("Robin Hale");
        let private = robin.uses_on("Who owns this?", "Postgres or Mongo").await;
        let (first, second) =
            (robin.presses("Share in channel", &private), robin.presses("Share in channel", &private));
        let (first, second) = tokio::join!(first, second);
        assert_eq!(first.text(), second.text());
        let shared = robin.sees_after(private.id()).await;
        assert!(shared.text().contains("@Robin Hale shared this answer."), "{}", shared.text());
        stage.sandbox().people().idle().await;
        assert_eq!(stage.person("Priya Nair").count_of_bots_messages(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_stale_button_says_so_and_changes_nothing() {
    play(async |stage| {
        let leo = stage.person("Leo Brandt");
        let card = leo.runs("/role show role: legal").await;
        let before = card.text();
        let pressed = leo.presses("All 7 duties", &card).await;
        assert!(pressed.text().starts_with("(only for you)\n# Legal: duties"), "{}", pressed.text());
        assert_eq!(leo.sees_now(card.id()).text(), before);
    })
    .await;
}
