//! What was agreed after a round becomes a request to whoever does it, with a day.

use std::time::Duration;

use discord_sandbox::ids::{ChannelId, MessageId};
use insta::assert_snapshot;

use crate::{
    Stage,
    person::Person,
    play,
    polling::standing_clock,
    requesting::{notified, shown},
    rounds::{in_results, level_round},
    seen::Seen,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A round that Ines Moreau has held; she, where its results are, and the facilitator's script.
async fn held(stage: &Stage) -> (Person<'_>, MessageId) {
    let result = level_round(stage, "vendors", &["1 · Tell", "1 · Tell", "2 · Sell", "2 · Sell"]).await;
    let (inside, messages) = in_results(stage, "Ines Moreau", &result);
    (inside, *messages.last().expect("a script"))
}

/// Somebody hands out what was agreed.
async fn hands_out<'a>(inside: &Person<'a>, script: MessageId, owner: &str, (what, when): (&str, &str)) -> Seen<'a> {
    let asked = inside.presses("Ask somebody to do it", &inside.sees_now(script)).await;
    assert!(asked.text().contains("# Who does it?"), "{}", asked.text());
    let owner = inside.stage.user(owner).to_string();
    let form = inside.picks_and_opens(&[owner], "Choose who does it", &asked).await;
    inside.sends_all(&form, &asked, &[("what", what), ("when", when)]).await
}

/// The same person who is in a place there, whatever has restarted.
fn in_place<'a>(stage: &'a Stage, name: &str, channel: ChannelId) -> Person<'a> {
    Person { channel, ..stage.person(name) }
}

const VENDORS: (&str, &str) = ("A list of *vendors* for @everyone", "in 2 weeks");

#[tokio::test]
async fn an_action_notifies_exactly_its_owner_who_takes_it_and_is_reminded_on_the_day() {
    play(async |stage: &mut Stage| {
        stage.has_checkout().await;
        let clock = standing_clock(stage).await;
        let (inside, script) = held(stage).await;
        let thread = inside.channel;
        let asked = inside.presses("Ask somebody to do it", &inside.sees_now(script)).await;
        assert_snapshot!(asked.text(), @r"
        (only for you)
        # Who does it?
        Choose the person or the role of the server. Next I ask what it is, and by when. I write here that you ask them, and notify nobody else; they say whether it is theirs.
        [Choose who does it]
        ");
        let told = hands_out(&inside, script, "Leo Brandt", VENDORS).await;
        assert_snapshot!(shown(&told), @r"
        (only for you)
        # Asked
        I asked @Leo Brandt: <link>
        ");
        let request = in_place(stage, "Leo Brandt", thread).sees_after(script).await;
        assert_snapshot!(shown(&request), @r"
        @Leo Brandt, @Ines Moreau asks you to do what was agreed.
        # A list of *vendors* for @everyone
        > Agreed after the round “Delegation level: vendors”.
        **By when:** <date>, <date>
        @Leo Brandt, is this yours? Without an answer by <date>, whoever covers is asked.
        -# <date>: @Ines Moreau asked @Leo Brandt
        [Mine] [Not mine] [Take it back]
        ");
        assert_eq!(notified(stage, &request), (vec!["Leo Brandt".to_owned()], 0));
        let card = request.id();
        // The same once more asks nobody a second time.
        let again = hands_out(&inside, script, "Leo Brandt", VENDORS).await;
        assert!(again.text().contains("# You have asked that already"), "{}", again.text());
        let taken = in_place(stage, "Leo Brandt", thread).presses("Mine", &request).await;
        assert_snapshot!(shown(&taken), @r"
        # A list of *vendors* for @everyone
        > Agreed after the round “Delegation level: vendors”.
        **By when:** <date>, <date>
        @Leo Brandt has it, and presses **Done** once it is.
        -# <date>: @Ines Moreau asked @Leo Brandt
        -# <date>: @Leo Brandt took it
        [Done] [Not mine] [Take it back]
        ");
        stage.bot_restarts().await;
        clock.advance(DAY * 15);
        let leo = in_place(stage, "Leo Brandt", thread);
        let due = leo.sees_after(card).await;
        assert_snapshot!(shown(&due), @r"
        # Due now: A list of *vendors* for @everyone
        @Leo Brandt has it: <link>
        ");
        assert!(!due.notifies());
        let done = leo.presses("Done", &leo.sees_now(card)).await;
        assert_snapshot!(shown(&done), @r"
        # A list of *vendors* for @everyone
        > Agreed after the round “Delegation level: vendors”.
        **By when:** <date>, <date>
        Done.
        -# <date>: @Ines Moreau asked @Leo Brandt
        -# <date>: @Leo Brandt took it
        -# <date>: @Leo Brandt said it is done
        ");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_the_owners_is_handed_on_and_only_those_who_lead_the_round_hand_out() {
    play(async |stage| {
        stage.has_checkout().await;
        let (inside, script) = held(stage).await;
        let thread = inside.channel;
        let leo = in_place(stage, "Leo Brandt", thread);
        let refused = leo.presses("Ask somebody to do it", &leo.sees_now(script)).await;
        assert_snapshot!(refused.text(), @r"
        (only for you)
        # You can't hand this out
        Whoever started the round does, and those who manage its team.
        What to do: Ask one of them to press it.
        ");
        let asked = inside.presses("Ask somebody to do it", &inside.sees_now(script)).await;
        drop(asked.text());
        let own = inside.picks(&[inside.user.to_string()], "Choose who does it", &asked).await;
        assert_snapshot!(own.text(), @r"
        (only for you)
        # That would be you
        I don't pass your own words on to you.
        What to do: Use **Record it as a decision** with yourself as the owner: I bring it back on the day that you name. Or let somebody else of the team ask you.
        ");
        let bot = stage.user("Lanekeeper").to_string();
        let bot = inside.picks(&[bot], "Choose who does it", &asked).await;
        assert_snapshot!(bot.text(), @r"
        (only for you)
        # Choose a person, or a role that some people have
        A bot does nothing of it, and what is everybody's is nobody's.
        What to do: Press the button again and choose somebody else.
        ");
        let never = hands_out(&inside, script, "Leo Brandt", ("A list", "yesterday")).await;
        assert_snapshot!(never.text(), @r"
        (only for you)
        # “yesterday” is no day that I understand
        It must be a day to come.
        What to do: Write it as “in 2 weeks”, “friday” or 2026-12-01.
        ");
        assert!(hands_out(&inside, script, "Leo Brandt", ("A list", "friday")).await.text().contains("# Asked"));
        let request = leo.sees_after(refused.id()).await;
        let whose = leo.presses("Not mine", &request).await;
        assert!(whose.text().contains("# Whose is it?"), "{}", whose.text());
        let sakura = stage.user("Sakura Ito").to_string();
        let handed = leo.picks(&[sakura], "Anybody in this server", &whose).await;
        assert!(handed.text().contains("# Handed on"), "{}", handed.text());
        let note = leo.sees_after(handed.id()).await;
        assert_snapshot!(shown(&note), @"@Sakura Ito, this is now with you: <link>");
        assert_eq!(notified(stage, &note), (vec!["Sakura Ito".to_owned()], 0));
        let now = leo.sees_now(request.id());
        assert!(now.text().contains("@Sakura Ito, is this yours?"), "{}", now.text());
        // A role of the server can own it too, but not everybody.
        let everybody = stage.server("Northwind Parcel").to_string();
        let none = inside.picks(&[everybody], "Choose who does it", &asked).await;
        assert!(none.text().contains("what is everybody's is nobody's"), "{}", none.text());
    })
    .await;
}
