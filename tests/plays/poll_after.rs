//! Polls looked up, exported, opened again, and made of a message.

use std::{collections::BTreeMap, time::Duration};

use discord_sandbox::{CallFault, CallHarm, Progress};
use insta::assert_snapshot;

use crate::{
    ledger::file_of,
    owning::closed,
    play,
    polling::{TABS, standing_clock, started, told, votes},
    stage::{PATIENCE, id_of, is_of_bot},
};

#[tokio::test]
async fn polls_are_listed_by_channel_and_by_who_started_them() {
    play(async |stage| {
        let leo = stage.person("Leo Brandt");
        let none = leo.runs("/poll status").await;
        assert_snapshot!(told(&none), @r"
        (only for you)
        # Open in this channel
        There is none. `/poll create` starts one.
        ");
        let first = started(stage, TABS).await;
        for number in 2..=12 {
            started(stage, &format!("/poll create question: Poll {number}? options: a | b closes: in {number} days"))
                .await;
        }
        assert!(votes(stage, "Leo Brandt", "Tabs", first).await.text().contains("# Your vote counts"));
        assert!(closed(stage, "Priya Nair", first).await.text().contains("**Tabs** wins"));
        let open = leo.runs("/poll status").await;
        assert_snapshot!(told(&open), @r"
        (only for you)
        # Open in this channel
        - [Poll 12?](<link>): 0 votes, closes <date>
        - [Poll 11?](<link>): 0 votes, closes <date>
        - [Poll 10?](<link>): 0 votes, closes <date>
        - [Poll 9?](<link>): 0 votes, closes <date>
        - [Poll 8?](<link>): 0 votes, closes <date>
        - [Poll 7?](<link>): 0 votes, closes <date>
        - [Poll 6?](<link>): 0 votes, closes <date>
        - [Poll 5?](<link>): 0 votes, closes <date>
        - [Poll 4?](<link>): 0 votes, closes <date>
        - [Poll 3?](<link>): 0 votes, closes <date>
        [Previous (off)] [Next (1 of 2)]
        ");
        let next = leo.presses("Next (1 of 2)", &open).await;
        assert!(next.id() == open.id() && told(&next).contains("Poll 2?"), "{}", told(&next));
        let over = told(&leo.runs("/poll status which: closed").await);
        assert!(over.contains("[Tabs or spaces?](<link>): one vote, closed <date>"), "{over}");
        assert!(told(&leo.runs("/poll status which: mine").await).contains("There is none."));
        let priya = stage.person("Priya Nair").in_channel("general");
        let mine = told(&priya.runs("/poll status which: mine").await);
        assert!(mine.contains("Poll 12?"), "{mine}");
        // Twelve polls, and each time word to the one who started it: all alike.
        let messages = stage.sandbox().people().messages(priya.user, stage.channel("checkout")).expect("in view");
        for message in messages.iter().filter(|message| is_of_bot(message)) {
            stage.person("Priya Nair").sees_now(id_of(message)).text();
        }
    })
    .await;
}

#[tokio::test]
async fn ballots_are_exported_without_formulas_and_without_names_where_there_are_none() {
    play(async |stage| {
        let create = "/poll create question: Which? options: =1+1 | @SUM(A1) | plain reason: optional";
        let poll = started(stage, create).await;
        let leo = stage.person("Leo Brandt");
        let voted = votes(stage, "Leo Brandt", "=1+1", poll).await;
        let reasoned = leo.fills_in("Give a reason", &voted, "why", "-2 would be worse").await;
        assert_snapshot!(told(&reasoned), @r"
        (only for you)
        “Which?”
        # Your vote counts
        You voted for: **=1\+1**
        You had voted for the same before; nothing has changed.
        Your reason: \-2 would be worse
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        let named = leo.runs("/poll export poll: Which?").await;
        assert_snapshot!(told(&named), @r"
        (only for you)
        “Which?”
        # The ballots
        The file has one ballot.
        ");
        let file = file_of(&named).await;
        assert_eq!(
            file,
            format!("voter,vote,reason,objection\n{},'=1+1,'-2 would be worse,\n", stage.user("Leo Brandt"))
        );
        leo.sees_become(poll, "One person has voted.").await.text();
        let poll = started(stage, "/poll create question: Secret? options: a | b anonymous: true hidden: true").await;
        assert!(votes(stage, "Leo Brandt", "b", poll).await.text().contains("# Your vote counts"));
        assert!(leo.runs("/poll export poll: Secret?").await.text().contains("# Votes are hidden until the close"));
        assert!(closed(stage, "Priya Nair", poll).await.text().contains("**b** wins"));
        let anonymous = leo.runs("/poll export poll: Secret?").await;
        assert!(anonymous.text().contains("The poll is anonymous: the file says nothing of who voted"));
        assert_eq!(file_of(&anonymous).await, "vote,reason,objection\nb,,\n");
        assert!(leo.runs("/poll export poll: Nothing?").await.text().contains("# There is no such poll here"));
    })
    .await;
}

#[tokio::test]
async fn its_creator_opens_a_poll_again_within_the_hour_and_everybody_is_told() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, TABS).await;
        let (priya, leo) = (stage.person("Priya Nair"), stage.person("Leo Brandt"));
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        assert!(priya.runs("/poll reopen poll: Tabs or spaces?").await.text().contains("# This poll is open"));
        assert!(closed(stage, "Priya Nair", poll).await.text().contains("**Tabs** wins"));
        assert_snapshot!(leo.runs("/poll reopen poll: Tabs or spaces?").await.text(), @r"
        (only for you)
        # You can't open this poll again
        Only whoever started it can do that.
        What to do: Ask them, or start another poll with `/poll create`.
        ");
        clock.advance(Duration::from_secs(59 * 60));
        let said = priya.posts("I closed it too early.");
        let again = priya.runs("/poll reopen poll: Tabs or spaces? closes: in 2 hours").await;
        assert!(again.text().contains("# This poll is open again"));
        assert_snapshot!(told(&leo.sees_after(said).await), @r"
        “Tabs or spaces?”
        # This poll is open again
        Its result no longer holds. Votes stay as they were, and can be changed, taken back and added.
        It closes <date>, on <date>.
        [To the poll](<link>)
        ");
        assert!(leo.sees_become(poll, "It closes").await.text().contains("**Tabs**: 1 vote (100 %)"), "votes stay");
        assert!(votes(stage, "Leo Brandt", "Spaces", poll).await.text().contains("You had voted for: Tabs"));
        let said = leo.posts("Spaces, then.");
        clock.advance(Duration::from_secs(2 * 60 * 60));
        assert!(leo.sees_after(said).await.text().contains("**Spaces** wins with 1 vote of 1"));
        leo.sees_become(poll, "To the result").await.text();
        clock.advance(Duration::from_secs(60 * 60 + 1));
        assert_snapshot!(priya.runs("/poll reopen poll: Tabs or spaces?").await.text(), @r"
        (only for you)
        # It is too late to open this poll again
        That can be done within an hour of its close; by now people rely on the result.
        What to do: Start another poll with `/poll create`.
        ");
        let secret = started(stage, "/poll create question: Secret? options: a | b anonymous: true").await;
        assert!(closed(stage, "Priya Nair", secret).await.text().contains("Nobody voted"));
        assert!(priya.runs("/poll reopen poll: Secret?").await.text().contains("# An anonymous poll stays closed"));
    })
    .await;
}

#[tokio::test]
async fn a_message_becomes_a_poll() {
    play(async |stage| {
        let (priya, leo) = (stage.person("Priya Nair"), stage.person("Leo Brandt"));
        let leo_mention = format!("<@{}>", stage.user("Leo Brandt"));
        let said = priya.posts(&format!("Shall {leo_mention} or the bot water the plants?"));
        let people = stage.sandbox().people();
        let begun = people.use_on_message(leo.user, said, "Poll this").expect("it is in the menu");
        let opened = people.wait_settled(leo.user, begun.id, PATIENCE).await.expect("it is theirs");
        assert_eq!(opened.state, Progress::Modal);
        let question = opened.modal.as_ref().expect("a form").to_string();
        assert!(question.contains("Shall Leo Brandt or the bot water the plants?"), "{question}");
        let fields = BTreeMap::from([("options".to_owned(), format!("{leo_mention}\nThe bot\n").into())]);
        let sent = people.submit(leo.user, begun.id, &fields).expect("it is open");
        let settled = people.wait_settled(leo.user, sent.id, PATIENCE).await.expect("it is theirs");
        assert!(leo.sees_now(settled.message_id.expect("an answer")).text().contains("# Your poll is running"));
        let poll = leo.sees_after(said).await;
        assert_snapshot!(told(&poll), @r"
        # Shall Leo Brandt or the bot water the plants?
        **Leo Brandt**
        **The bot**

        Nobody has voted yet.
        It has no end set: whoever started it closes it.
        How this poll is held:
        Started by @Leo Brandt.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: nothing is recorded, it shows where people stand.
        [Leo Brandt] [The bot]
        [My vote] [Who voted?] [Close]
        ");
    })
    .await;
}

#[tokio::test]
async fn a_live_message_that_could_not_be_edited_is_edited_later_and_ends_on_the_truth() {
    play(async |stage| {
        stage.expects_refused_calls();
        let poll = started(stage, "/poll create question: Lunch? options: Soup | Salad").await;
        let harm = CallHarm::ServerError { status: 500 };
        stage.sandbox().weather().on_calls(CallFault::new(harm).on("PATCH", "/channels/").times(4));
        let counted = votes(stage, "Leo Brandt", "Soup", poll).await;
        assert!(counted.text().contains("# Your vote counts"), "{}", counted.text());
        let shown = stage.person("Sakura Ito").sees_become(poll, "One person has voted.").await.text();
        assert!(shown.contains("**Soup**: 1 vote (100 %)"), "{shown}");
        assert!(stage.sandbox().weather().struck().calls[0] > 0, "no edit has failed");
    })
    .await;
}
