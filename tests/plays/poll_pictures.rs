//! The picture of a result, and results without one.

use discord_sandbox::Permissions;
use serde_json::Value;

use crate::{
    owning::closed,
    play, play_in_both_modes,
    polling::{TABS, started, votes},
    seen::Seen,
};

/// The picture of a message: its name, and what it shows in words.
fn picture(seen: &Seen<'_>) -> Option<(String, String)> {
    let file = seen.message["attachments"].as_array().and_then(|files| files.first())?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    assert_eq!((&file["content_type"], &file["width"]), (&"image/png".into(), &1_000.into()));
    Some((text(&file["filename"]), text(&file["description"])))
}

#[tokio::test]
async fn a_result_comes_with_a_picture_that_says_the_same_in_words() {
    play_in_both_modes(async |stage| {
        let poll = started(stage, TABS).await;
        for (name, option) in [("Leo Brandt", "Tabs"), ("Sakura Ito", "Tabs"), ("Robin Hale", "**Both**")] {
            assert!(votes(stage, name, option, poll).await.text().contains("# Your vote counts"));
        }
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(result.text().contains("**Tabs** wins with 2 votes of 3"));
        let words = "Bars: Tabs 2 (67 %); Spaces 0 (0 %); **Both** 1 (33 %).";
        assert_eq!(picture(&result), Some(("result.png".into(), words.into())));
        assert!(picture(&stage.person("Leo Brandt").sees_now(poll)).is_none(), "the poll itself has none");
    })
    .await;
}

#[tokio::test]
async fn the_picture_stays_when_the_decision_is_written_below_the_result() {
    play(async |stage| {
        stage.has_checkout().await;
        let tomasz = stage.user("Tomasz Wolny");
        let command = format!("/poll create question: Deploy on Fridays? options: Yes | No decider: {tomasz}");
        let poll = started(stage, &command).await;
        assert!(votes(stage, "Leo Brandt", "Yes", poll).await.text().contains("# Your vote counts"));
        let result = closed(stage, "Priya Nair", poll).await;
        let before = picture(&result).expect("it has one");
        let called = stage.person("Tomasz Wolny").fills_in("Decide", &result, "call", "Yes, until three.").await;
        assert!(called.text().contains("decided:** Yes, until three."), "{}", called.text());
        assert_eq!((called.id(), picture(&called)), (result.id(), Some(before)));
    })
    .await;
}

#[tokio::test]
async fn where_the_bot_may_not_attach_files_the_result_comes_without_its_picture() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.bot_may_not(Permissions::ATTACH_FILES, "checkout");
        let poll = started(stage, TABS).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(result.text().contains("**Tabs** wins with 1 vote of 1 (100 %)"), "{}", result.text());
        assert_eq!(picture(&result), None);
        let codes: Vec<_> = stage.refused_calls().iter().filter_map(|call| call.code).collect();
        assert_eq!(codes, [50013], "one try with it");
    })
    .await;
}

#[tokio::test]
async fn where_nobody_voted_there_is_nothing_to_draw() {
    play(async |stage| {
        let poll = started(stage, TABS).await;
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(result.text().contains("Nobody voted, so there is no result."));
        assert_eq!(picture(&result), None);
    })
    .await;
}
