//! Polls that are held again and again, and what is said before one closes.

use std::time::Duration;

use insta::assert_snapshot;

use crate::{
    play,
    polling::{TABS, standing_clock, started, told, votes},
    seen::Seen,
    stage::{id_of, is_of_bot},
};

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How the message of a closed poll ends that is not held again.
const LAST_OF_ALL: &str = "What follows: nothing is recorded, it shows where people stand.\n[My vote]";

/// What the last message of the bot for everybody in `#checkout` is, as Leo sees it.
fn last<'a>(stage: &'a crate::Stage) -> Seen<'a> {
    let leo = stage.person("Leo Brandt");
    let messages = stage.sandbox().people().messages(leo.user, leo.channel).expect("in view");
    leo.sees_now(id_of(messages.iter().rfind(|message| is_of_bot(message)).expect("there is one")))
}

#[tokio::test]
async fn a_pulse_is_held_every_week_until_whoever_started_it_ends_that() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let first = started(stage, "/poll create question: How was your week? type: pulse").await;
        assert_snapshot!(told(&stage.person("Leo Brandt").sees_now(first)), @r"
        # How was your week?
        **1**
        **2**
        **3**
        **4**
        **5**

        Nobody has voted yet.
        It closes <date>, on <date>.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        Anonymous: nobody sees who votes for what. Until the close, whoever runs my database could find it out; at the close the key to that is destroyed, and then nobody can.
        The results are hidden until the close; until then only the number of votes shows.
        Until it closes you can change your vote or take it back.
        1: bad. 2: rather bad. 3: so-so. 4: good. 5: great.
        What follows: nothing is recorded, it shows where people stand.
        It is held again every week, until whoever started it ends that.
        [1] [2] [3] [4] [5]
        [My vote] [Close] [Don't hold it again]
        ");
        assert!(votes(stage, "Leo Brandt", "4", first).await.text().contains("# Your vote counts"));
        let leo = stage.person("Leo Brandt");
        leo.sees_become(first, "One person has voted.").await.text();
        let said = leo.posts("Two days later.");
        clock.advance(DAY * 2);
        assert!(leo.sees_after(said).await.text().contains("# Result: How was your week?"));
        leo.sees_become(first, "To the result").await.text();
        let said = leo.posts("A week after the first.");
        clock.advance(DAY * 5);
        let second = leo.sees_after(said).await;
        assert!(
            told(&second).contains("# How was your week?\n**1**\n**2**\n**3**\n**4**\n**5**\n\nNobody has voted yet.")
        );
        assert!(second.buttons().contains(&"Don't hold it again".to_owned()), "{}", second.text());
        leo.sees_become(first, LAST_OF_ALL).await.text();
        let refused = leo.presses("Don't hold it again", &second).await;
        assert!(refused.text().contains("# You can't change this poll"), "{}", refused.text());
        // The bot is away for three weeks: what was missed is not made up for, and the next comes on its day.
        let second = second.id();
        stage.bot_stops().await;
        clock.advance(DAY * 24);
        stage.bot_restarts().await;
        let leo = stage.person("Leo Brandt");
        leo.sees_become(second, "To the result").await.text();
        assert!(last(stage).text().contains("It closed late"), "{}", last(stage).text());
        let said = stage.person("Leo Brandt").posts("On its day.");
        clock.advance(DAY * 4);
        let third = stage.person("Leo Brandt").sees_after(said).await;
        assert!(told(&third).contains("It closes <date>, on <date>."), "{}", told(&third));
        let priya = stage.person("Priya Nair");
        let ended = priya.presses("Don't hold it again", &priya.sees_now(third.id())).await;
        assert_snapshot!(told(&ended), @r"
        (only for you)
        “How was your week?”
        # It is not held again
        This poll was the last one. Its votes and its close stay as they are.
        ");
        priya.sees_become(third.id(), "it shows where people stand.\n[1]").await.text();
        stage.person("Leo Brandt").sees_become(second, LAST_OF_ALL).await.text();
        clock.advance(DAY * 2);
        let leo = stage.person("Leo Brandt");
        leo.sees_become(third.id(), "To the result").await.text();
        let all = leo.count_of_bots_messages();
        last(stage).text();
        clock.advance(DAY * 10);
        let third = third.id();
        stage.bot_restarts().await;
        let leo = stage.person("Leo Brandt");
        assert_eq!(leo.count_of_bots_messages(), all, "it was the last one");
        leo.sees_now(third).text();
    })
    .await;
}

#[tokio::test]
async fn those_who_have_not_voted_are_reminded_once_without_being_notified() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let (leo, sakura) = (stage.user("Leo Brandt"), stage.user("Sakura Ito"));
        let command = format!("{TABS} voters: <@{leo}> <@{sakura}> closes: in 4 hours remind: true");
        let poll = started(stage, &command).await;
        let leo = stage.person("Leo Brandt");
        let shown = leo.sees_now(poll).text();
        assert!(shown.contains("Before it closes I say so here once more; that notifies nobody."), "{shown}");
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        leo.sees_become(poll, "1 of 2 have voted.").await.text();
        let said = leo.posts("Three hours later.");
        clock.advance(HOUR * 3);
        let reminder = leo.sees_after(said).await;
        assert_snapshot!(told(&reminder), @r"
        “Tabs or spaces?”
        # There is still time to vote
        1 of 2 have voted.
        It closes <date>, on <date>.
        [To the poll](<link>)
        [Who is missing?]
        ");
        assert!(!reminder.notifies());
        let refused = leo.presses("Who is missing?", &reminder).await;
        assert_snapshot!(told(&refused), @r"
        (only for you)
        # Who is missing is not yours to see
        Only whoever started the poll sees who has not voted.
        What to do: Ask them; the poll's message says how many have voted.
        ");
        let priya = stage.person("Priya Nair");
        let missing = priya.presses("Who is missing?", &priya.sees_now(reminder.id())).await;
        assert_snapshot!(told(&missing), @r"
        (only for you)
        “Tabs or spaces?”
        # Who has not voted
        @Sakura Ito
        ");
        let said = leo.posts("The last hour is over.");
        clock.advance(HOUR);
        assert!(leo.sees_after(said).await.text().contains("**Tabs** wins with 1 vote of 1"));
        leo.sees_become(poll, "To the result").await.text();
    })
    .await;
}

#[tokio::test]
async fn nobody_is_reminded_of_a_poll_that_is_over_and_one_without_end_is_not_held_again() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let leo = stage.user("Leo Brandt");
        let poll = started(stage, &format!("{TABS} voters: <@{leo}> closes: in 4 hours remind: true")).await;
        let voted = votes(stage, "Leo Brandt", "Tabs", poll).await;
        assert!(voted.text().contains("Everybody has voted"), "{}", voted.text());
        let leo = stage.person("Leo Brandt");
        leo.sees_become(poll, "To the result").await.text();
        assert!(last(stage).text().contains("**Tabs** wins with 1 vote of 1"));
        let all = leo.count_of_bots_messages();
        clock.advance(HOUR * 3);
        stage.bot_restarts().await;
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), all);
        let priya = stage.person("Priya Nair");
        let endless = priya.runs(&format!("{TABS} repeats: weekly")).await;
        assert_snapshot!(endless.text(), @r"
        (only for you)
        # When does each one end?
        A poll that is held again must be over before the next one starts.
        What to do: Give it a time to close with `closes`, such as “in 2 days”. Nothing was started.
        ");
        let longer = priya.runs(&format!("{TABS} repeats: weekly closes: in 8 days")).await;
        assert!(longer.text().contains("# When does each one end?"), "{}", longer.text());
    })
    .await;
}

#[tokio::test]
async fn a_question_with_yes_and_no_needs_no_options() {
    play(async |stage| {
        let poll = started(stage, "/poll create question: Shall we? type: yes-no").await;
        assert_eq!(stage.person("Leo Brandt").sees_now(poll).buttons()[..2], ["Yes", "No"]);
        assert!(votes(stage, "Leo Brandt", "Yes", poll).await.text().contains("You voted for: **Yes**"));
        stage.person("Leo Brandt").sees_become(poll, "One person has voted.").await.text();
    })
    .await;
}
