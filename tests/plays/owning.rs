//! Polls that settle who owns something, and polls that are advice.

use insta::assert_snapshot;

use crate::{
    Stage, play,
    polling::{started, starts, told, votes},
    requesting::{asked, shown},
    requests_moving::until_it_says,
    workspace::team,
};

const DATABASE: &str = "/who-owns task: who picks the database?";

/// Closes a poll by hand, as this person; the result.
pub(crate) async fn closed<'a>(
    stage: &'a Stage,
    name: &str,
    poll: discord_sandbox::ids::MessageId,
) -> crate::seen::Seen<'a> {
    let person = stage.person(name);
    let asked = person.presses("Close", &person.sees_now(poll)).await;
    assert!(asked.text().contains("# Close this poll now?"), "{}", asked.text());
    assert!(person.presses("Close it now", &asked).await.text().contains("# The poll is closed"));
    let result = person.sees_after(asked.id()).await;
    person.sees_become(poll, "To the result").await.text();
    result
}

#[tokio::test]
async fn a_disputed_answer_becomes_a_poll_in_two_presses_and_the_next_answer_cites_its_result() {
    play(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(DATABASE).await;
        let before = answer.text();
        let disputed = priya.presses("Not right?", &answer).await;
        let said = priya.posts("I think we should settle that.");
        let kept = priya.presses("Put it to a vote", &disputed).await;
        assert_eq!((kept.id(), kept.text()), (answer.id(), before), "the answer stands while it is voted on");
        let poll = priya.sees_after(said).await;
        assert_snapshot!(told(&poll), @r"
        # Who owns “Choosing technology” in Checkout?
        **Tech lead**
        **Engineering manager**
        **Site reliability**
        **Security**
        **Tech lead and engineering manager**

        Nobody has voted yet.
        3 more votes are needed for it to count.
        The engineering manager must still vote for it to count.
        The tech lead must still vote for it to count.
        It closes <date>, on <date>.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: whoever wins is recorded as what Checkout has settled about Choosing technology.
        [Tech lead] [Engineering manager] [Site reliability] [Security] [Tech lead and engineering manager]
        [My vote] [Who voted?] [Close]
        ");
        assert!(priya.sees_after(poll.id()).await.text().contains("# Your poll is running"));
        let poll = poll.id();
        for (name, option) in [
            ("Ines Moreau", "Tech lead"),
            ("Tomasz Wolny", "Engineering manager"),
            ("Leo Brandt", "Engineering manager"),
        ] {
            assert!(votes(stage, name, option, poll).await.text().contains("# Your vote counts"));
        }
        let result = closed(stage, "Priya Nair", poll).await;
        assert_snapshot!(told(&result), @r"
        # Result: Who owns “Choosing technology” in Checkout?
        **Engineering manager** wins with 2 votes of 3 (67 %). That is one vote ahead of the next.
        3 people voted.
        Enough voted for it to count.

        **Tech lead**: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱
        **Engineering manager**: 2 votes (67 %)
        ▰▰▰▰▰▰▰▱▱▱
        **Site reliability**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **Security**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **Tech lead and engineering manager**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        **Recorded** as what your team has settled about Choosing technology: Engineering manager decides.
        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        [Who voted?] [History]
        ");
        assert_snapshot!(told(&priya.runs("/decision show subject: technology-choice").await), @r"
        # Choosing technology
        Engineering manager decides.
        **Why:** A poll decided: 2 votes of 3. Voted for otherwise: Tech lead \(1\).
        **Where it was settled:** <link>
        -# Recorded by @Priya Nair on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let again = priya.runs(DATABASE).await;
        assert!(
            again.text().starts_with("“who picks the database?”\n# Engineering manager decides"),
            "{}",
            again.text()
        );
        assert!(told(&again).contains("**Where it was settled:** <link>"), "{}", again.text());
    })
    .await;
}

#[tokio::test]
async fn without_its_quorum_or_with_a_tie_nothing_is_recorded() {
    play(async |stage| {
        stage.has_checkout().await;
        let poll = started(stage, "/poll create question: Who reviews code? about: code-review-practice").await;
        assert_snapshot!(told(&stage.person("Leo Brandt").sees_now(poll)), @r"
        # Who reviews code?
        **Tech lead**
        **Engineering manager**
        **Tech lead and engineering manager**

        Nobody has voted yet.
        The engineering manager must still vote for it to count.
        The tech lead must still vote for it to count.
        It has no end set: whoever started it closes it.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: whoever wins is recorded as what Checkout has settled about Code review practice.
        [Tech lead] [Engineering manager] [Tech lead and engineering manager]
        [My vote] [Who voted?] [Close]
        ");
        assert!(votes(stage, "Leo Brandt", "Tech lead", poll).await.text().contains("# Your vote counts"));
        assert_snapshot!(told(&closed(stage, "Tomasz Wolny", poll).await), @r"
        # Result: Who reviews code?
        **Tech lead** wins with 1 vote of 1 (100 %). That is one vote ahead of the next.
        One person voted.
        **It does not count:** the engineering manager had to vote and did not.
        **It does not count:** the tech lead had to vote and did not.

        **Tech lead**: 1 vote (100 %)
        ▰▰▰▰▰▰▰▰▰▰
        **Engineering manager**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **Tech lead and engineering manager**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        **Nothing was recorded:** not enough voted, or not those who had to. Start another poll, or let those who manage the team record it with `/decision record`.
        @Tomasz Wolny closed it on <date>.
        [To the poll](<link>)
        [Who voted?]
        ");
        let poll = started(stage, "/poll create question: Who reviews code? about: code-review-practice").await;
        for (name, option) in [("Ines Moreau", "Tech lead"), ("Tomasz Wolny", "Engineering manager")] {
            assert!(votes(stage, name, option, poll).await.text().contains("# Your vote counts"));
        }
        let result = told(&closed(stage, "Priya Nair", poll).await);
        assert!(result.contains("**Nothing was recorded:** nobody is ahead."), "{result}");
        let none = stage.person("Leo Brandt").runs("/decision show subject: code-review-practice").await;
        assert!(none.text().contains("# Nothing is settled about"), "{}", none.text());
    })
    .await;
}

#[tokio::test]
async fn candidates_can_be_named_and_what_was_settled_before_is_superseded() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let recorded = ines.runs("/decision record subject: the on-call rota role: tech lead").await;
        assert!(recorded.text().contains("# Recorded: the on-call rota"));
        let leo = stage.user("Leo Brandt");
        let options = format!("options: Tech lead and engineering manager | <@{leo}>");
        let command = format!("/poll create question: Whose is the rota? about: the on-call rota {options} quorum: 2");
        let poll = ines.sees_now(starts(&ines, &command).await);
        assert_eq!(poll.buttons()[..2], ["Tech lead and engineering manager", "Leo Brandt"], "{}", poll.text());
        let poll = poll.id();
        for name in ["Ines Moreau", "Sakura Ito"] {
            let voted = votes(stage, name, "Leo Brandt", poll).await;
            assert!(voted.text().contains("# Your vote counts"));
        }
        let result = told(&closed(stage, "Ines Moreau", poll).await);
        assert!(result.contains("settled about the on\\-call rota: @Leo Brandt decides."), "{result}");
        assert_snapshot!(told(&ines.runs("/decision history subject: the on-call rota").await), @r"
        # the on-call rota: what Checkout settled, the latest first
        - <date>, by @Ines Moreau: @Leo Brandt decides.
          - **In force.**
        - <date>, by @Ines Moreau: Tech lead decides.
          - Replaced on <date>.
        ");
        let wrong = ines.runs("/poll create question: q about: x options: Tech lead | the moon").await;
        assert_snapshot!(wrong.text(), @r"
        (only for you)
        # “the moon” can't own anything
        It is neither a role of the handbook nor a mention of a member or a server role.
        What to do: Write roles and mentions with `|` between them, or leave the options out. Nothing was started.
        ");
    })
    .await;
}

#[tokio::test]
async fn an_advice_poll_asks_the_one_who_decides_and_records_both() {
    play(async |stage| {
        stage.has_checkout().await;
        let tomasz = stage.user("Tomasz Wolny");
        let command = format!("/poll create question: Deploy on Fridays? options: Yes | No decider: {tomasz}");
        let poll = started(stage, &command).await;
        assert!(votes(stage, "Leo Brandt", "Yes", poll).await.text().contains("# Your vote counts"));
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(told(&result).contains("@Tomasz Wolny decides now, having seen this."), "{}", told(&result));
        let leo = stage.person("Leo Brandt");
        assert_snapshot!(leo.presses("Decide", &result).await.text(), @r"
        (only for you)
        # This is not yours to decide
        The result is advice to @Tomasz Wolny, who decides.
        What to do: Talk to them. What they decide will stand below the result.
        ");
        let tomasz = stage.person("Tomasz Wolny");
        let opened = tomasz.opens("Decide", &result).await;
        let called = tomasz.fills_in("Decide", &result, "call", "Yes, until three.").await;
        assert_eq!(called.id(), result.id(), "it stands below the result");
        assert_snapshot!(told(&called), @r"
        # Result: Deploy on Fridays?
        **Yes** wins with 1 vote of 1 (100 %). That is one vote ahead of the next.
        One person voted.

        **Yes**: 1 vote (100 %)
        ▰▰▰▰▰▰▰▰▰▰
        **No**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        **@Tomasz Wolny decided:** Yes, until three.
        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        [Who voted?] [History]
        ");
        let twice = tomasz.sends(&opened, &called, "call", "No.").await;
        assert!(twice.text().contains("# This was decided already"), "{}", twice.text());
        assert_snapshot!(told(&leo.runs("/decision show subject: Deploy on Fridays?").await), @r"
        # Deploy on Fridays?
        Nobody is named; the rule says how it is done.
        > Yes, until three.
        **Why:** Decided with the advice of a poll. Yes wins with 1 vote of 1 \(100 %\). That is one vote ahead of the next.
        **Where it was settled:** <link>
        -# Recorded by @Tomasz Wolny on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
    })
    .await;
}

#[tokio::test]
async fn where_there_is_no_team_ownership_is_not_put_to_a_vote() {
    play(async |stage| {
        let priya = stage.person("Priya Nair");
        let refused = priya.runs("/poll create question: Who reviews code? about: code-review-practice").await;
        assert_snapshot!(refused.text(), @r"
        (only for you)
        # Whose decision would it be?
        A poll that settles who owns something is about a team, and this channel belongs to none.
        What to do: Use the command in a channel of the team, or name the team as those who may vote.
        ");
        let answer = priya.runs(DATABASE).await;
        let disputed = priya.presses("Not right?", &answer).await;
        let refused = priya.presses("Put it to a vote", &disputed).await;
        assert!(refused.text().contains("# ") && refused.text().contains("/team setup"), "{}", refused.text());
        priya.sees_now(answer.id()).text();
        stage.has_team("Northwind Parcel", team(1), "Checkout", &["checkout"], &[]).await;
        stage.members_only_read("checkout");
        let refused = priya.presses("Put it to a vote", &disputed).await;
        assert!(refused.text().contains("# You can't start a poll here"), "{}", refused.text());
    })
    .await;
}

#[tokio::test]
async fn a_question_that_is_not_theirs_is_put_to_a_vote_by_whoever_was_asked() {
    play(async |stage| {
        stage.has_checkout().await;
        let message = asked(stage).await;
        let ines = stage.person("Ines Moreau");
        let whose = ines.presses("Not mine", &message).await;
        let started = ines.presses("Put it to a vote", &whose).await;
        assert!(started.id() == whose.id() && started.text().contains("# Your poll is running"), "{}", started.text());
        let poll = ines.sees_after(whose.id()).await;
        let text = poll.text();
        assert!(text.starts_with("# Who owns “Choosing technology” in Checkout?"), "{text}");
        assert!(
            text.contains("whoever wins is recorded as what Checkout has settled about Choosing technology"),
            "{text}"
        );
        let told = until_it_says(stage, message.id(), "did not know whose").await;
        assert!(told.contains("@Ines Moreau said it is not theirs"), "{told}");
        let poll = poll.id();
        for (name, option) in [
            ("Ines Moreau", "Engineering manager"),
            ("Tomasz Wolny", "Engineering manager"),
            ("Leo Brandt", "Tech lead"),
        ] {
            assert!(votes(stage, name, option, poll).await.text().contains("# Your vote counts"));
        }
        let result = closed(stage, "Ines Moreau", poll).await;
        assert!(result.text().contains("**Recorded** as what your team has settled"), "{}", result.text());
        let again = stage.person("Priya Nair").runs(DATABASE).await;
        assert!(shown(&again).contains("# Engineering manager decides"), "{}", again.text());
    })
    .await;
}

#[tokio::test]
async fn who_was_not_asked_or_may_not_write_puts_nothing_to_a_vote() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        let message = asked(stage).await;
        let (ines, leo) = (stage.person("Ines Moreau"), stage.person("Leo Brandt"));
        let whose = ines.presses("Not mine", &message).await;
        let before = message.text();
        assert!(leo.presses("Not mine", &message).await.text().contains("# Somebody else is asked"));
        stage.bot_only_reads("checkout");
        let refused = ines.presses("Put it to a vote", &whose).await;
        assert!(refused.text().contains("# I am not allowed to do that here"), "{}", refused.text());
        assert_eq!(ines.sees_now(message.id()).text(), before, "it waits for her still");
        stage.bot_writes_again("checkout");
        let started = ines.presses("Put it to a vote", &whose).await;
        assert!(started.text().contains("# Your poll is running"), "{}", started.text());
        drop(until_it_says(stage, message.id(), "did not know whose").await);
        assert!(ines.sees_after(refused.id()).await.text().contains("# Who owns"));
        let late = ines.presses("Mine", &ines.sees_now(message.id())).await;
        assert!(late.text().contains("@Ines Moreau has it"), "{}", late.text());
    })
    .await;
}
