//! Polls before they start, and options changed while people vote.

use std::{collections::BTreeMap, time::Duration};

use insta::assert_snapshot;
use serde_json::Value;

use crate::{
    owning::closed,
    play,
    polling::{TABS, standing_clock, started, told, votes},
};

const SECRET: &str =
    "/poll create question: Tabs or spaces? options: Tabs | Spaces closes: in 2 hours anonymous: true hidden: true";

#[tokio::test]
async fn a_poll_with_settings_of_its_own_is_seen_in_preview_changed_and_started() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let priya = stage.person("Priya Nair");
        let preview = priya.runs(SECRET).await;
        assert_snapshot!(told(&preview), @r"
        (only for you)
        This is how your poll will read. Only you see it until you start it.
        # Tabs or spaces?
        **Tabs**
        **Spaces**

        Nobody has voted yet.
        It closes <date>, on <date>.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        Anonymous: nobody sees who votes for what. Until the close, whoever runs my database could find it out; at the close the key to that is destroyed, and then nobody can.
        The results are hidden until the close; until then only the number of votes shows.
        Until it closes you can change your vote or take it back.
        What follows: nothing is recorded, it shows where people stand.
        [Start] [Change] [Cancel]
        ");
        assert!(!preview.is_seen_by("Leo Brandt"));
        let listed = priya.runs("/poll status").await;
        assert!(told(&listed).contains("There is none."), "it has not started");
        let (preview, listed) = (preview.id(), listed.id());
        stage.bot_restarts().await;
        let priya = stage.person("Priya Nair");
        let preview = priya.sees_now(preview);
        let form = priya.opens("Change", &preview).await;
        let fields = BTreeMap::from([("options".to_owned(), Value::from("Tabs\nSpaces\nBoth"))]);
        let sent = stage.sandbox().people().submit(priya.user, form.id, &fields).expect("it is open");
        let settled = stage.sandbox().people().wait_settled(priya.user, sent.id, crate::stage::PATIENCE).await;
        assert_eq!(settled.expect("answered").error, None);
        let changed = priya.sees_now(preview.id());
        let lines = told(&changed);
        assert!(lines.contains("**Tabs**\n**Spaces**\n**Both**\n\nNobody has voted yet.\nIt closes <date>"), "{lines}");
        assert!(lines.contains("The results are hidden until the close"), "what was set stays: {lines}");
        let begun = priya.presses("Start", &changed).await;
        assert!(begun.id() == preview.id() && begun.text().contains("# Your poll is running"), "{}", begun.text());
        let poll = priya.sees_after(listed).await;
        assert_eq!(poll.buttons(), ["Tabs", "Spaces", "Both", "My vote", "Close"]);
        let said = stage.person("Leo Brandt").posts("It closes by itself.");
        clock.advance(Duration::from_secs(2 * 60 * 60));
        assert!(stage.person("Leo Brandt").sees_after(said).await.text().contains("Nobody voted"));
        priya.sees_become(poll.id(), "To the result").await.text();
    })
    .await;
}

#[tokio::test]
async fn a_preview_is_given_up_by_hand_or_after_a_day_and_nobody_has_seen_it() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let priya = stage.person("Priya Nair");
        let preview = priya.runs(SECRET).await;
        assert_snapshot!(told(&priya.presses("Cancel", &preview).await), @r"
        (only for you)
        “Tabs or spaces?”
        # Nothing was started
        The poll is gone; nobody else has seen it.
        ");
        let preview = priya.runs(SECRET).await;
        clock.advance(Duration::from_secs(2 * 60 * 60));
        assert_snapshot!(told(&priya.presses("Start", &preview).await), @r"
        (only for you)
        # This poll would be over already
        The time at which it was to close has passed while it waited for you.
        What to do: Press **Change** and write another time, or leave it empty. Nothing was started.
        ");
        let preview = preview.id();
        clock.advance(Duration::from_secs(22 * 60 * 60));
        stage.bot_restarts().await;
        let priya = stage.person("Priya Nair");
        let gone = priya.presses("Start", &priya.sees_now(preview)).await;
        assert!(gone.text().contains("# I no longer know this poll"), "{}", gone.text());
        assert!(priya.sees_now(preview).text().contains("This is how your poll will read."));
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), 0);
    })
    .await;
}

#[tokio::test]
async fn votes_follow_the_options_that_stay_and_who_has_none_left_is_told() {
    play(async |stage| {
        let poll = started(stage, "/poll create question: Lunch? options: Soop | Salad | Cake limit: 3").await;
        let (priya, leo, sakura) = (stage.person("Priya Nair"), stage.person("Leo Brandt"), stage.person("Sakura Ito"));
        let select = crate::transcript::options(&leo.sees_now(poll).message)[0].2.clone();
        for (person, chosen) in [(&leo, &["0", "2"][..]), (&sakura, &["2"])] {
            let people = stage.sandbox().people();
            let begun = people.select(person.user, poll, &select, chosen).expect("a select");
            let settled = people.wait_settled(person.user, begun.id, crate::stage::PATIENCE).await.expect("theirs");
            let receipt = person.sees_now(settled.message_id.expect("a receipt"));
            assert!(receipt.text().contains("# Your vote counts"));
        }
        leo.sees_become(poll, "2 people have voted.").await.text();
        assert_eq!(priya.types("/poll edit poll: Lunch? fix: so").await, ["Soop"]);
        let fixed = priya.runs("/poll edit poll: Lunch? fix: Soop reads: Soup add: Bread").await;
        assert_snapshot!(told(&fixed), @r"
        (only for you)
        “Lunch?”
        # The poll is changed
        Added <date>: **Bread**
        Reworded <date>: Soop now reads **Soup**. Its votes stay.
        ");
        let said = priya.posts("No cake today.");
        let removed = priya.runs("/poll edit poll: Lunch? remove: Cake").await;
        assert_snapshot!(told(&removed), @r"
        (only for you)
        “Lunch?”
        # The poll is changed
        Added <date>: **Bread**
        Reworded <date>: Soop now reads **Soup**. Its votes stay.
        Taken out <date>: **Cake**
        One person had voted for it alone and has no vote now. I have said so in the channel.
        ");
        let gone = sakura.sees_after(said).await;
        assert_snapshot!(told(&gone), @r"
        “Lunch?”
        # An option was taken out of this poll
        Taken out <date>: **Cake**
        These had voted for it alone, have no vote now, and can vote again below the poll: @Sakura Ito.
        [To the poll](<link>)
        ");
        assert!(!gone.notifies());
        assert_snapshot!(told(&leo.sees_become(poll, "Taken out").await), @r"
        # Lunch?
        **Soup**: 1 vote (100 %)
        ▰▰▰▰▰▰▰▰▰▰
        **Salad**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **Bread**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        One person has voted.
        It has no end set: whoever started it closes it.
        Added <date>: **Bread**
        Reworded <date>: Soop now reads **Soup**. Its votes stay.
        Taken out <date>: **Cake**
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: nothing is recorded, it shows where people stand.
        [Choose your answers, 3 at most (3)]
        [My vote] [Who voted?] [Close]
        ");
        let mine = sakura.presses("My vote", &sakura.sees_now(poll)).await;
        assert!(mine.text().contains("# You have not voted"), "{}", mine.text());
        let mine = leo.presses("My vote", &leo.sees_now(poll)).await;
        assert!(mine.text().contains("You voted for: **Soup**"), "{}", mine.text());
        let result = closed(stage, "Priya Nair", poll).await.text();
        assert!(result.contains("**Soup** wins with 1 vote of 1 (100 %)"), "{result}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_change_is_refused_and_nothing_is_changed() {
    play(async |stage| {
        let poll = started(stage, TABS).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        let (priya, leo) = (stage.person("Priya Nair"), stage.person("Leo Brandt"));
        let before = leo.sees_become(poll, "One person has voted.").await.text();
        let none = leo.runs("/poll edit poll: Tabs or spaces? add: Both of them").await;
        assert_snapshot!(none.text(), @r"
        (only for you)
        # You can't change this poll
        Whoever started it changes it, or those who manage the server or its team.
        What to do: Ask one of them.
        ");
        for (given, said) in [
            ("poll: Tabs or spaces?", "# What should change?"),
            ("poll: Tabs or spaces? fix: Tabs", "# What should change?"),
            ("poll: Tabs or spaces? fix: Tbas reads: Tabs", "# There is no option “Tbas”"),
            ("poll: Tabs or spaces? add: tabs", "“tabs” stands there twice."),
            ("poll: Lunch? add: Tea", "# "),
        ] {
            let refused = priya.runs(&format!("/poll edit {given}")).await.text();
            assert!(refused.contains(said) && refused.contains("What to do: "), "{given}: {refused}");
        }
        stage.bot_restarts().await;
        assert_eq!(stage.person("Leo Brandt").sees_now(poll).text(), before);
        let proposal = started(stage, "/poll create question: Drop it? type: proposal").await;
        let priya = stage.person("Priya Nair");
        let refused = priya.runs("/poll edit poll: Drop it? add: Tea").await.text();
        assert!(refused.contains("# This poll has no options to change"), "{refused}");
        priya.sees_now(proposal).text();
    })
    .await;
}
