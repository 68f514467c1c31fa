//! Polls of every kind: several options, proposals with objections, scales, rankings.

use std::time::Duration;

use insta::assert_snapshot;

use crate::{
    Stage,
    owning::closed,
    play,
    polling::{standing_clock, started, told, votes},
};

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Chooses options in the poll's select; what the voter is told.
async fn chooses_several<'a>(
    stage: &'a Stage,
    name: &str,
    options: &[&str],
    poll: discord_sandbox::ids::MessageId,
) -> crate::seen::Seen<'a> {
    let person = stage.person(name);
    let shown = person.sees_now(poll);
    let known = crate::transcript::options(&shown.message);
    let value = |option: &&str| known.iter().find(|(label, ..)| label == option).expect("it is there").1.clone();
    let values: Vec<String> = options.iter().map(value).collect();
    person.picks(&values, "Choose your answers, 2 at most", &shown).await
}

#[tokio::test]
async fn several_options_each_count_once_and_no_more_than_the_limit() {
    play(async |stage| {
        let poll = started(stage, "/poll create question: Lunch? options: Soup | Salad | Cake limit: 2").await;
        let told_of = chooses_several(stage, "Leo Brandt", &["Soup", "Cake"], poll).await;
        assert!(told_of.text().contains("You voted for: **Soup and Cake**"), "{}", told_of.text());
        assert!(chooses_several(stage, "Sakura Ito", &["Cake"], poll).await.text().contains("**Cake**"));
        let result = closed(stage, "Priya Nair", poll).await;
        assert_snapshot!(told(&result), @r"
        # Result: Lunch?
        **Cake** wins with 2 votes of 2 (100 %). That is one vote ahead of the next.
        2 people voted.

        **Soup**: 1 vote (50 %)
        ▰▰▰▰▰▱▱▱▱▱
        **Salad**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **Cake**: 2 votes (100 %)
        ▰▰▰▰▰▰▰▰▰▰

        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        [Who voted?]
        ");
        let priya = stage.person("Priya Nair");
        let voters = priya.presses("Who voted?", &result).await;
        assert!(voters.text().contains("**Cake**: @Leo Brandt and @Sakura Ito"), "{}", voters.text());
        let wrong = priya.runs("/poll create question: Lunch? options: Soup | Salad limit: 3").await;
        assert_snapshot!(wrong.text(), @r"
        (only for you)
        # So many options can't be chosen
        Between one and 2 of these can be voted for.
        What to do: Leave `limit` out, or write a number that fits. Nothing was started.
        ");
    })
    .await;
}

#[tokio::test]
async fn an_objection_has_a_reason_holds_the_close_up_and_is_dealt_with_where_everybody_sees_it() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll =
            started(stage, "/poll create question: Drop the nightly build? type: proposal closes: in 2 hours").await;
        let (leo, sakura) = (stage.person("Leo Brandt"), stage.person("Sakura Ito"));
        assert_snapshot!(told(&leo.sees_now(poll)), @r"
        # Drop the nightly build?
        **For it**
        **Against it**
        **With an objection**

        Nobody has voted yet.
        It closes <date>, on <date>.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        An objection needs a reason and holds the close up until @Priya Nair deals with it.
        What follows: nothing is recorded, it shows where people stand.
        [For it] [Against it] [I object]
        [My vote] [Who voted?] [Close]
        ");
        assert!(votes(stage, "Leo Brandt", "For it", poll).await.text().contains("You voted for: **for it**"));
        let shown = sakura.sees_now(poll);
        let objected = sakura.fills_in("I object", &shown, "why", "The audit needs it.").await;
        assert_snapshot!(told(&objected), @r"
        (only for you)
        “Drop the nightly build?”
        # Your vote counts
        You voted for: **an objection**
        Your reason: The audit needs it.
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        let held = leo.sees_become(poll, "One objection is open").await;
        assert!(held.text().contains("**Objection** by @Sakura Ito: The audit needs it."), "{}", held.text());
        clock.advance(HOUR * 3);
        let refused = leo.presses("Objections", &held).await;
        assert_snapshot!(refused.text(), @r"
        (only for you)
        # This is not yours to deal with
        Objections to this poll are dealt with by @Priya Nair.
        What to do: Talk to them. Whoever objects can also take the objection back with **My vote**.
        ");
        let priya = stage.person("Priya Nair");
        let shown = priya.presses("Objections", &priya.sees_now(poll)).await;
        assert_snapshot!(told(&shown), @r"
        (only for you)
        “Drop the nightly build?”
        # An objection is open
        **Objection** by @Sakura Ito: The audit needs it.
        If its reason is gone, it is resolved. If you go on in spite of it, overrule it. Everybody sees which.
        [It is resolved] [Overrule it]
        ");
        let refused = priya.presses("Close", &priya.sees_now(poll)).await;
        assert!(refused.text().contains("# An objection is open"), "{}", refused.text());
        let said = priya.posts("I hear you, and we go on.");
        let settled = priya.presses("Overrule it", &shown).await;
        assert!(settled.text().contains("# Every objection is dealt with"), "{}", settled.text());
        // The time that was set is over, so that it closes at once.
        let result = priya.sees_after(said).await;
        assert_snapshot!(told(&result), @r"
        # Result: Drop the nightly build?
        The proposal **fails**: 1 for it, 1 against it. It needs more for it than against it.
        2 people voted.

        **For it**: 1 vote (50 %)
        ▰▰▰▰▰▱▱▱▱▱
        **Against it**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **With an objection**: 1 vote (50 %)
        ▰▰▰▰▰▱▱▱▱▱
        Objection by @Sakura Ito: The audit needs it. – **overruled** by @Priya Nair.

        It closed late, on <date>; it was to close on <date>.
        [To the poll](<link>)
        [Who voted?]
        ");
        priya.sees_become(poll, "To the result").await.text();
    })
    .await;
}

#[tokio::test]
async fn who_objected_takes_it_back_and_the_poll_goes_on_to_its_end() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let create = "/poll create question: Drop it? type: proposal closes: in 2 hours anonymous: true";
        let poll = started(stage, create).await;
        let sakura = stage.person("Sakura Ito");
        let objected = sakura.fills_in("I object", &sakura.sees_now(poll), "why", "The audit needs it.").await;
        let held = sakura.sees_become(poll, "One objection is open").await;
        assert!(held.text().contains("**Objection** by somebody: The audit needs it."), "{}", held.text());
        assert!(sakura.presses("Take my vote back", &objected).await.text().contains("# Your vote is taken back"));
        sakura.sees_become(poll, "Nobody has voted yet.").await.text();
        let said = sakura.posts("It is fine now.");
        clock.advance(HOUR * 2);
        let result = sakura.sees_after(said).await;
        assert!(told(&result).contains("Nobody voted, so there is no result."), "{}", told(&result));
        sakura.sees_become(poll, "To the result").await.text();
    })
    .await;
}

#[tokio::test]
async fn a_scale_has_a_middle_and_a_spread() {
    play(async |stage| {
        let poll = started(stage, "/poll create question: Ready to ship? type: fist-of-five").await;
        assert_eq!(stage.person("Leo Brandt").sees_now(poll).buttons()[..6], ["0", "1", "2", "3", "4", "5"]);
        for (name, level) in [("Leo Brandt", "3"), ("Sakura Ito", "5"), ("Robin Hale", "4")] {
            assert!(votes(stage, name, level, poll).await.text().contains(&format!("You voted for: **{level}**")));
        }
        assert_snapshot!(told(&closed(stage, "Priya Nair", poll).await), @r"
        # Result: Ready to ship?
        From 3 to 5.
        3 people voted.

        **0**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **1**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **2**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **3**: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱
        **4**: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱
        **5**: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱
        In the middle: 4

        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        [Who voted?]
        ");
    })
    .await;
}

/// Ranks options, one after the other, and casts that order.
async fn ranks(stage: &Stage, name: &str, order: &[&str], poll: discord_sandbox::ids::MessageId) -> String {
    let person = stage.person(name);
    let mut shown = person.presses("Rank the options", &person.sees_now(poll)).await;
    for option in order {
        shown = person.chooses(option, &shown).await;
    }
    person.presses("Cast this order", &shown).await.text()
}

#[tokio::test]
async fn rankings_are_counted_in_rounds_and_pair_by_pair_and_said_side_by_side_where_they_differ() {
    play(async |stage| {
        let poll = started(stage, "/poll create question: Where to? options: Ayr | Bath | Cork type: ranked").await;
        let leo = stage.person("Leo Brandt");
        let empty = leo.presses("Rank the options", &leo.sees_now(poll)).await;
        assert_snapshot!(empty.text(), @r"
        (only for you)
        “Where to?”
        # Your order
        Choose what you like best, then the next best, and so on. Nothing counts before you cast it.
        [Your choice number 1 (3)]
        ");
        let first = leo.chooses("Bath", &empty).await;
        let second = leo.chooses("Ayr", &first).await;
        assert_snapshot!(second.text(), @r"
        (only for you)
        “Where to?”
        # Your order
        1. Bath
        2. Ayr
        Go on, or cast it as it is: what you leave out comes after all of these. Nothing counts before you cast it.
        [Your choice number 3 (1)]
        [Cast this order] [Undo the last] [Begin anew]
        ");
        assert_eq!(second.id(), empty.id(), "it is one message");
        let undone = leo.presses("Undo the last", &second).await;
        assert_eq!(undone.text(), first.text());
        assert!(leo.presses("Cast this order", &undone).await.text().contains("You voted for: **Bath**"));
        assert!(ranks(stage, "Leo Brandt", &["Ayr", "Cork", "Bath"], poll).await.contains("**Ayr > Cork > Bath**"));
        // Cork is nobody's last choice: it beats both others head to head, and goes out first for want of first choices.
        for (name, order) in [
            ("Sakura Ito", ["Ayr", "Cork", "Bath"]),
            ("Ines Moreau", ["Bath", "Cork", "Ayr"]),
            ("Tomasz Wolny", ["Bath", "Cork", "Ayr"]),
            ("Robin Hale", ["Cork", "Bath", "Ayr"]),
        ] {
            assert!(ranks(stage, name, &order, poll).await.contains("# Your vote counts"));
        }
        let result = closed(stage, "Priya Nair", poll).await;
        assert_snapshot!(told(&result), @r"
        # Result: Where to?
        The two ways of counting disagree. In rounds (instant run-off) it is **Bath**; pair by pair (Schulze) it is **Cork**.
        5 people voted.

        Round 1: Ayr 2, Bath 2, Cork 1. Out: Cork.
        Round 2: Bath 3, Ayr 2
        Why: the run-off looks at first choices only, so Cork went out in round 1; but 3 prefer it to Bath, and 2 the other way round.

        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        [Who voted?]
        ");
    })
    .await;
}
