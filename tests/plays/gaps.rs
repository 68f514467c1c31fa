//! `/gaps`: counts of questions that could not be answered, where a server wants them.

use insta::assert_snapshot;
use lanekeeper::clock::{Clock, Timestamp};

use crate::{play, play_on_the_gateway};

/// A question that the handbook answers with a choice.
const UNSURE: &str = "/who-owns task: who should look at the list of people and systems";

/// What is shown without the duties that were nearest, which change with the handbook.
fn without_duties(text: &str) -> String {
    let plain = |line: &str| match line.strip_prefix("- near “").and_then(|rest| rest.split_once('”')) {
        Some((_, rest)) => format!("- near “<duty>”{rest}"),
        None => line.to_owned(),
    };
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn nothing_is_counted_before_somebody_who_manages_a_team_switches_it_on() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.bot_goes_by(Clock::manual(Timestamp::from_millis(1_796_083_200_000))).await;
        let (ines, priya) = (stage.person("Ines Moreau"), stage.person("Priya Nair"));
        assert!(!priya.runs(UNSURE).await.text().is_empty());
        assert_snapshot!(ines.runs("/gaps").await.text(), @"
        (only for you)
        # Questions that I was not sure about
        Counting is **off**, as it is unless somebody who manages a team here switches it on with `/gaps counting`.
        ~ Kept are these numbers by month and nearest duty. Never what was asked, never who asked.
        ");
        assert!(priya.runs("/gaps counting: on").await.text().contains("# You can't change this here"));
        assert!(ines.runs("/gaps counting: on").await.text().contains("Nothing was counted so far."));
        for question in [UNSURE, UNSURE, "/who-owns task: who picks the database?", "/who-owns task: hello there"] {
            assert!(!priya.runs(question).await.text().is_empty());
        }
        assert_snapshot!(without_duties(&ines.runs("/gaps").await.text()), @"
        (only for you)
        # Questions that I was not sure about
        Counting is **on** for this server. `/gaps counting` stops it.
        **2026-12**
        - near “<duty>”: 2
        ~ Kept are these numbers by month and nearest duty. Never what was asked, never who asked.
        ");
        stage.bot_restarts().await;
        let ines = stage.person("Ines Moreau");
        let kept = ines.runs("/gaps counting: off").await.text();
        assert!(kept.contains("Counting is **off**") && kept.contains("**2026-12**"), "{kept}");
        assert!(!stage.person("Priya Nair").runs(UNSURE).await.text().is_empty());
        assert_eq!(ines.runs("/gaps").await.text(), kept, "it is off");
        assert!(!ines.runs("/gaps counting: forget").await.text().contains("**2026-12**"));
    })
    .await;
}

#[tokio::test]
async fn a_question_that_mentions_the_bot_is_counted_too() {
    play_on_the_gateway(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        assert!(ines.runs("/gaps counting: on").await.text().contains("Counting is **on**"));
        let asked = ines.posts("@Lanekeeper who should look at the list of people and systems");
        assert!(ines.sees_after(asked).await.text().contains("I can't tell"));
        let counted = ines.runs("/gaps").await.text();
        assert!(counted.contains(": 1"), "{counted}");
    })
    .await;
}
