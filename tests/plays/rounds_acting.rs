//! What follows from a round: a vote on what is contested, what was agreed, and a level that is revealed at once.

use insta::assert_snapshot;

use crate::{
    play,
    polling::told,
    rounds::{FIVE, in_results, joins, mentions, result_after, shown, started, takes_part},
};

#[tokio::test]
async fn what_is_contested_is_put_to_a_vote_with_one_press_and_what_is_agreed_becomes_a_decision() {
    play(async |stage| {
        stage.has_checkout().await;
        let command = format!("/assess round assessment: who-decides who: {}", mentions(stage, &FIVE));
        let round = started(stage, &command).await;
        let ines = stage.person("Ines Moreau");
        let labels = ["Tech lead", "Tech lead", "Engineering manager", "Engineering manager", "Nobody does"];
        let mut last = None;
        for (name, label) in FIVE.iter().zip(labels) {
            last = Some(takes_part(stage, name, round, label).await.id());
        }
        let result = result_after(&ines, last.expect("five took part")).await;
        assert_snapshot!(shown(&result), @r"
        # Result: Who decides here?
        5 of 5 took part.
        **Closed on <date>**, when all had handed in.
        12 things to talk about, first: **Choosing technology**, **Architecture of the system**, **Code review practice**.
        The results are in <#thread>.
        Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
        ");
        let (inside, messages) = in_results(stage, "Ines Moreau", &result);
        let [first, second, script] = messages[..] else { panic!("two pages and a script: {messages:?}") };
        let page = inside.sees_now(first);
        assert_snapshot!(page.text(), @r"
        # Who decides here? (1 of 2)
        5 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        Choosing technology: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Architecture of the system: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Code review practice: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Milestones: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Estimates: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Scope trade-offs: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        [Vote: Choosing technology] [Vote: Architecture of the system] [Vote: Code review practice] [Vote: Milestones] [Vote: Estimates]
        [Vote: Scope trade-offs]
        ");
        assert_snapshot!(inside.sees_now(second).text(), @r"
        # Who decides here? (2 of 2)
        5 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        Technical debt: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Release process: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Who works on what: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        Fairness of on-call duty: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        The decision to hire a candidate: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        The working agreement: opinions differ: 2 × Engineering manager, 2 × Tech lead, 1 × Nobody does
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        [Vote: Technical debt] [Vote: Release process] [Vote: Who works on what] [Vote: Fairness of on-call duty] [Vote: The decision to hire a candidate]
        [Vote: The working agreement]
        ");
        // One press: candidates, voters and quorum are filled in.
        let told_poll = inside.presses("Vote: Architecture of the system", &page).await;
        assert!(told_poll.text().contains("# Your poll is running"), "{}", told_poll.text());
        let poll = inside.sees_after(script).await;
        assert!(poll.text().contains("Architecture"), "{}", poll.text());
        assert!(poll.text().contains("[Tech lead (Ines Moreau)]"), "{}", poll.text());
        // What was agreed, with an owner and a date.
        let asked = inside.presses("Record it as a decision", &inside.sees_now(script)).await;
        assert_snapshot!(asked.text(), @r"
        (only for you)
        # Who does it?
        Choose the person or the role of the server. Next I ask what it is, and by when you look at it again. It becomes a decision of the team, and nobody is notified.
        [Choose who does it]
        ");
        let leo = stage.user("Leo Brandt").to_string();
        let form = inside.picks_and_opens(&[leo], "Choose who does it", &asked).await;
        let fields = [("what", "A list of who decides, in the wiki"), ("when", "in 2 weeks")];
        let recorded = inside.sends_all(&form, &asked, &fields).await;
        assert_snapshot!(told(&recorded), @r"
        # Recorded: A list of who decides, in the wiki
        @Leo Brandt decides.
        **Why:** Agreed after the round “Who decides here?”.
        **Where it was settled:** <link>
        **To be looked at again:** <date>
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let refused = {
            let (leo, _) = in_results(stage, "Leo Brandt", &result);
            leo.presses("Record it as a decision", &leo.sees_now(script)).await
        };
        assert!(refused.text().contains("# You can't change this here"), "{}", refused.text());
        // The next round is the same once more.
        let said = ines.posts("Once more.");
        let next = inside.presses("Start the next round", &inside.sees_now(script)).await;
        assert!(next.text().contains("# Your round is running"), "{}", next.text());
        let again = ines.sees_after(said).await;
        assert!(again.text().contains("# Round: Who decides here?"), "{}", again.text());
        drop(ines.sees_become(round, "To the results").await.text());

    })
    .await;
}

#[tokio::test]
async fn how_far_something_is_delegated_is_revealed_at_once_and_needs_words_for_it() {
    play(async |stage| {
        let ines = stage.person("Ines Moreau");
        let without = ines.runs("/assess round assessment: Delegation level").await;
        assert_snapshot!(without.text(), @r"
        (only for you)
        # What is it about?
        This one asks about a certain thing that is decided, and I have no words for it that fit.
        What to do: Add `about:` with at most 150 characters, such as `about: which vendor we use`.
        ");
        let too_few = ines.runs("/assess round assessment: Delegation level fewest: 3 about: vendors").await;
        assert_snapshot!(too_few.text(), @r"
        (only for you)
        # Fewer than four cannot be asked for
        From so few answers one could tell who gave them.
        What to do: Leave `fewest` out for four, or name a higher number.
        ");
        let invited = format!(
            "/assess round assessment: Delegation level about: vendors who: {}",
            mentions(stage, &["Priya Nair", "Leo Brandt"])
        );
        let invited = ines.runs(&invited).await;
        assert_snapshot!(invited.text(), @r"
        (only for you)
        # Only 2 people would be invited
        For fewer than 4 people nothing is shown, so nothing could come of it.
        What to do: Invite more: mention them, or a server role, as `who`; leave it out for everybody in this channel.
        ");
        let alone = ines.runs("/assess round assessment: which-path").await;
        assert_snapshot!(alone.text(), @r"
        (only for you)
        # “EM or TL: which path suits me?” is taken alone
        Its result belongs to the one who takes it.
        What to do: Everybody takes it for themselves with `/assess start`. Teams can take those that `/assess round` offers while you type.
        ");
        let round = started(stage, "/assess round assessment: Delegation level about: which vendor we use").await;
        for (name, label) in FIVE.iter().zip(["1 · Tell", "7 · Delegate", "1 · Tell", "7 · Delegate"]) {
            let (person, message) = joins(stage, name, round).await;
            let asked = person.sees_now(message);
            assert!(asked.text().contains("It is about: **which vendor we use**"), "{}", asked.text());
            let written = person.fills_in("Add a word of why", &asked, "words", &format!("**I** like {label}")).await;
            assert!(written.text().contains("What you wrote: “\\*\\*I\\*\\* like"), "{}", written.text());
            let last = person.presses(label, &person.sees_now(message)).await;
            assert!(last.text().contains("You wrote one word of why."), "{}", last.text());
            let with = if *name == "Leo Brandt" { "Hand in, without my words" } else { "Hand in, with my words" };
            drop(person.presses(with, &last).await.text());
        }
        let asked = ines.presses("Close", &ines.sees_now(round)).await;
        assert_snapshot!(told(&asked), @r"
        (only for you)
        # Close this round now?
        4 have handed in.
        No more answers are taken then, those that were not handed in are destroyed, and for fewer than 4 people nothing is shown. It cannot be opened again.
        [Close it now]
        ");
        let closed = ines.presses("Close it now", &asked).await;
        assert_snapshot!(closed.text(), @r"
        (only for you)
        # The round is closed
        The result comes as a message of its own in the channel.
        ");
        let result = result_after(&ines, asked.id()).await;
        let (inside, messages) = in_results(stage, "Priya Nair", &result);
        assert_snapshot!(inside.sees_now(messages[0]).text(), @r"
        # Delegation level: which vendor we use
        4 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        At which level should this be decided in our team?: two camps:
        2 × 1 · Tell, 2 × 7 · Delegate. A mean would stand for nobody.
        “\*\*I\*\* like 1 · Tell”
        “\*\*I\*\* like 1 · Tell”
        … and 1 more.
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        ");
        // Looked at again, by whoever is where it was told.
        let list = stage.person("Robin Hale").runs("/assess results").await;
        assert!(list.text().contains("Delegation level: which vendor we use"), "{}", list.text());
        let again = stage.person("Robin Hale").chooses(&list.options()[0].clone(), &list).await;
        assert!(again.text().contains("two camps"), "{}", again.text());
        let elsewhere = stage.person("Robin Hale").in_channel("general").runs("/assess results").await;
        assert!(elsewhere.text().contains("No round was started here."), "{}", elsewhere.text());
        drop(ines.sees_become(round, "To the results").await.text());
    })
    .await;
}
