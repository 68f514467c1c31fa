//! What a poll promises, and what cannot be a poll.

use insta::assert_snapshot;

use crate::{
    play,
    polling::{TABS, started, told},
};

#[tokio::test]
async fn an_anonymous_poll_that_hides_its_results_says_so_and_keeps_its_word() {
    play(async |stage| {
        stage.has_checkout().await;
        let command = format!("{TABS} anonymous: true hidden: true quorum: 3, 1 tech lead reason: required");
        let poll = started(stage, &command).await;
        let ines = stage.person("Ines Moreau");
        assert_snapshot!(told(&ines.sees_now(poll)), @r"
        # Tabs or spaces?
        **Tabs**
        **Spaces**
        **\*\*Both\*\***

        Nobody has voted yet.
        3 more votes are needed for it to count.
        The tech lead must still vote for it to count.
        It has no end set: whoever started it closes it.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        Anonymous: nobody sees who votes for what. Until the close, whoever runs my database could find it out; at the close the key to that is destroyed, and then nobody can.
        The results are hidden until the close; until then only the number of votes shows.
        Until it closes you can change your vote or take it back.
        Every vote needs a reason; it is seen as your vote is.
        What follows: nothing is recorded, it shows where people stand.
        [Tabs] [Spaces] [**Both**]
        [My vote] [Close]
        ");
        assert!(!ines.sees_now(poll).buttons().contains(&"Who voted?".to_owned()));
        let shown = ines.sees_now(poll);
        let voted = ines.fills_in("Tabs", &shown, "why", "It is *one* key.").await;
        assert_snapshot!(told(&voted), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote counts
        You voted for: **Tabs**
        Your reason: It is \*one\* key.
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        let hidden = ines.sees_become(poll, "One person has voted.").await;
        assert_snapshot!(told(&hidden).split("How this poll").next().unwrap_or_default(), @r"
        # Tabs or spaces?
        **Tabs**
        **Spaces**
        **\*\*Both\*\***

        One person has voted.
        2 more votes are needed for it to count.
        It has no end set: whoever started it closes it.
        ");
        let asked = stage.person("Priya Nair").runs("/poll close poll: Tabs or spaces?").await;
        assert!(
            stage.person("Priya Nair").presses("Close it now", &asked).await.text().contains("# The poll is closed")
        );
        let result = ines.sees_after(asked.id()).await;
        assert_snapshot!(told(&result), @r"
        # Result: Tabs or spaces?
        **Tabs** wins with 1 vote of 1 (100 %). That is one vote ahead of the next.
        One person voted.
        **It does not count:** 2 votes were missing to the quorum.

        **Tabs**: 1 vote (100 %)
        ▰▰▰▰▰▰▰▰▰▰
        **Spaces**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **\*\*Both\*\***: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        ");
        let mine = ines.presses("My vote", &ines.sees_become(poll, "To the result").await).await;
        assert_snapshot!(mine.text(), @r"
        (only for you)
        “Tabs or spaces?”
        # I can't tell how you voted
        This poll was anonymous and is closed. The key that could tell is destroyed.
        ");
        ines.sees_now(poll).text();
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_a_poll_is_refused_and_nothing_is_posted() {
    play(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let leo = stage.user("Leo Brandt");
        let cases = [
            ("question: ‎ options: a | b", "# This can't be a question"),
            ("question: q options: only one", "A poll has at least 2 options, and here I find 1."),
            ("question: q options: a | A", "“A” stands there twice."),
            ("question: q options: a | b closes: someday", "# I can't use “someday” as the time of the close"),
            ("question: q options: a | b closes: 3/4", "Write `2027-03-04"),
            ("question: q options: a | b voters: the others", "“the” is neither a team of this server"),
            (&format!("question: q options: a | b voters: <@{leo}> <@&1>"), "these can't be mixed"),
            ("question: q options: a | b quorum: many", "# I can't use “many” as a quorum"),
            ("question: q options: a | b quorum: 50%", "A share needs voters whose number I know"),
            ("question: q options: a | b quorum: 1 designer", "Nobody holds this seat by name"),
            (&format!("question: q options: a | b voters: <@{leo}> quorum: 2"), "No poll could meet it"),
            ("question: q options: a | b force: advice", "# Who decides?"),
        ];
        for (options, expected) in cases {
            let seen = priya.runs(&format!("/poll create {options}")).await.text();
            assert!(seen.contains(expected), "{options}: {seen}");
        }
        stage.members_only_read("checkout");
        assert!(
            priya
                .runs("/poll create question: q options: a | b")
                .await
                .text()
                .contains("# You can't start a poll here")
        );
        stage.expects_refused_calls();
        stage.bot_only_reads("checkout");
        let tomasz = stage.person("Tomasz Wolny");
        assert!(
            tomasz
                .runs("/poll create question: q options: a | b")
                .await
                .text()
                .contains("# I am not allowed to do that here")
        );
        assert!(tomasz.runs("/poll close poll: q").await.text().contains("# There is no such poll here"));
    })
    .await;
}

#[tokio::test]
async fn polls_of_another_server_and_polls_that_are_gone_are_not_known() {
    play(async |stage| {
        let noor = stage.person("Noor Haddad");
        let said = noor.posts("A question.");
        let foreign = noor.runs("/poll create question: Returns? options: yes | no").await;
        let id = crate::transcript::button(&foreign.message, "Close").expect("it can be closed");
        assert!(foreign.text().contains("# Your poll is running"));
        assert!(noor.sees_after(said).await.text().contains("# Returns?"));
        let vote = id.replace("poll-close", "poll-vote") + ":o00";
        let old = stage.bot_once_posted(&[&id, &vote]).await;
        let tomasz = stage.person("Tomasz Wolny");
        let old = tomasz.sees_now(old);
        assert!(old.text().contains("An old answer"));
        for id in [&id, &vote] {
            assert!(tomasz.presses_id(id, &old).await.text().contains("# I no longer know this poll"));
        }
    })
    .await;
}
