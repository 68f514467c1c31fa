//! `/poll`: started, voted on, closed by hand, by its deadline and when all have voted.

use std::time::Duration;

use discord_sandbox::ids::MessageId;
use insta::assert_snapshot;
use lanekeeper::{clock::Clock, store::Lease};

use crate::{Stage, deciding::dated, person::Person, play, play_in_both_modes, seen::Seen};

const HOUR: Duration = Duration::from_secs(60 * 60);
pub(crate) const TABS: &str = "/poll create question: Tabs or spaces? options: Tabs | Spaces | **Both**";

/// Priya starts a poll in `#checkout`; the message that shows it.
pub(crate) async fn started(stage: &Stage, command: &str) -> MessageId {
    starts(&stage.person("Priya Nair"), command).await
}

/// Somebody starts a poll, after having seen it in preview where there is one; the message that shows it.
pub(crate) async fn starts(person: &Person<'_>, command: &str) -> MessageId {
    let mut before = person.posts("A question for all of you.");
    let mut told = person.runs(command).await;
    if told.buttons().contains(&"Start".to_owned()) {
        before = told.id();
        told = person.presses("Start", &told).await;
    }
    let text = told.text();
    assert!(text.contains("# Your poll is running\nIt is here: https://discord.com/channels/"), "{text}");
    person.sees_after(before).await.id()
}

/// What somebody sees, without what is another on each day: moments, and where messages are.
pub(crate) fn told(seen: &Seen<'_>) -> String {
    let text = dated(seen);
    let mut parts = text.split("https://discord.com/channels/");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        told.push_str("<link>");
        told.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/'));
    }
    told
}

/// Somebody votes; what they are told.
pub(crate) async fn votes<'a>(stage: &'a Stage, name: &str, option: &str, poll: MessageId) -> Seen<'a> {
    let person = stage.person(name);
    person.presses(option, &person.sees_now(poll)).await
}

/// A clock that stands still, by which the bot goes from now on.
pub(crate) async fn standing_clock(stage: &mut Stage) -> Clock {
    let clock = Clock::manual(Clock::system().now());
    stage.bot_goes_by(clock.clone()).await;
    clock
}

/// Another process had begun with the one thing that is due, and died. The bot does not run.
pub(crate) async fn begun_by_another_that_died(stage: &Stage, clock: &Clock) {
    let store = stage.store().await;
    let mut work = store.work().await.expect("open");
    let lease = Lease { holder: 1, now: clock.now(), lasts: Duration::from_secs(60) };
    assert_eq!(work.lease_deadlines(lease, 9).await.expect("leased").len(), 1);
    work.commit().await.expect("kept");
    store.close().await;
}

#[tokio::test]
async fn a_question_is_voted_on_and_closed_by_hand_and_its_result_is_told() {
    play_in_both_modes(async |stage| {
        let poll = started(stage, TABS).await;
        let priya = stage.person("Priya Nair");
        assert_snapshot!(told(&priya.sees_now(poll)), @r"
        # Tabs or spaces?
        **Tabs**
        **Spaces**
        **\*\*Both\*\***

        Nobody has voted yet.
        It has no end set: whoever started it closes it.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: nothing is recorded, it shows where people stand.
        [Tabs] [Spaces] [**Both**]
        [My vote] [Who voted?] [Close]
        ");
        assert_snapshot!(told(&votes(stage, "Leo Brandt", "Tabs", poll).await), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote counts
        You voted for: **Tabs**
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        let changed = votes(stage, "Sakura Ito", "Tabs", poll).await;
        assert!(changed.text().contains("You voted for: **Tabs**"));
        let changed = votes(stage, "Sakura Ito", "**Both**", poll).await;
        assert_snapshot!(told(&changed), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote counts
        You voted for: **\*\*Both\*\***
        You had voted for: Tabs
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        assert!(votes(stage, "Robin Hale", "Tabs", poll).await.text().contains("# Your vote counts"));
        assert_snapshot!(told(&priya.sees_become(poll, "3 people have voted.").await), @r"
        # Tabs or spaces?
        **Tabs**: 2 votes (67 %)
        ▰▰▰▰▰▰▰▱▱▱
        **Spaces**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **\*\*Both\*\***: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱

        3 people have voted.
        It has no end set: whoever started it closes it.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: nothing is recorded, it shows where people stand.
        [Tabs] [Spaces] [**Both**]
        [My vote] [Who voted?] [Close]
        ");
        let robin = stage.person("Robin Hale");
        assert!(robin.presses("Close", &robin.sees_now(poll)).await.text().contains("# You can't close this poll"));
        let asked = priya.presses("Close", &priya.sees_now(poll)).await;
        assert_snapshot!(told(&asked), @r"
        (only for you)
        “Tabs or spaces?”
        # Close this poll now?
        3 people have voted.
        No more votes are taken then, and the result is told in the channel.
        [Close it now]
        ");
        let closed = priya.presses("Close it now", &asked).await;
        assert_snapshot!(told(&closed), @r"
        (only for you)
        “Tabs or spaces?”
        # The poll is closed
        The result comes as a message of its own in the channel.
        ");
        let result = priya.sees_after(asked.id()).await;
        assert_snapshot!(told(&result), @r"
        # Result: Tabs or spaces?
        **Tabs** wins with 2 votes of 3 (67 %). That is one vote ahead of the next.
        3 people voted.

        **Tabs**: 2 votes (67 %)
        ▰▰▰▰▰▰▰▱▱▱
        **Spaces**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **\*\*Both\*\***: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱

        @Priya Nair closed it on <date>.
        [To the poll](<link>)
        [Who voted?]
        ");
        assert!(!result.notifies() && result.is_seen_by("Robin Hale"));
        assert_snapshot!(told(&priya.sees_become(poll, "To the result").await), @r"
        # Tabs or spaces?
        **Tabs**: 2 votes (67 %)
        ▰▰▰▰▰▰▰▱▱▱
        **Spaces**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **\*\*Both\*\***: 1 vote (33 %)
        ▰▰▰▱▱▱▱▱▱▱

        3 people have voted.
        **Closed <date>.**
        [To the result](<link>)
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        What follows: nothing is recorded, it shows where people stand.
        [My vote] [Who voted?]
        ");
        let voters = robin.presses("Who voted?", &robin.sees_now(poll)).await;
        assert_snapshot!(voters.text(), @r"
        (only for you)
        “Tabs or spaces?”
        # Who voted for what
        **Tabs**: @Leo Brandt and @Robin Hale
        **\*\*Both\*\***: @Sakura Ito
        ");
    })
    .await;
}

#[tokio::test]
async fn a_vote_is_changed_and_taken_back_from_its_receipt_also_after_a_restart() {
    play(async |stage| {
        let poll = started(stage, TABS).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("You voted for: **Tabs**"));
        stage.bot_restarts().await;
        let leo = stage.person("Leo Brandt");
        let mine = leo.presses("My vote", &leo.sees_now(poll)).await;
        assert_snapshot!(told(&mine), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote counts
        You voted for: **Tabs**
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        let choosing = leo.presses("Change my vote", &mine).await;
        assert!(choosing.id() == mine.id() && choosing.buttons() == ["Tabs", "Spaces", "**Both**"]);
        let changed = leo.presses("Spaces", &choosing).await;
        assert_snapshot!(told(&changed), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote counts
        You voted for: **Spaces**
        You had voted for: Tabs
        You can change your vote or take it back until the poll closes. Only you see this message.
        [Change my vote] [Take my vote back]
        ");
        assert_eq!(changed.id(), mine.id(), "the receipt itself says so");
        let withdrawn = leo.presses("Take my vote back", &changed).await;
        assert_snapshot!(told(&withdrawn), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote is taken back
        You had voted for: Spaces. You can vote again until the poll closes.
        ");
        assert!(leo.presses("My vote", &leo.sees_now(poll)).await.text().contains("# You have not voted"));
        assert!(leo.sees_become(poll, "Nobody has voted yet.").await.text().contains("**Tabs**\n**Spaces**\n"));
    })
    .await;
}

#[tokio::test]
async fn a_poll_closes_at_its_deadline_and_a_vote_at_that_moment_comes_too_late() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        let leo = stage.person("Leo Brandt");
        assert!(dated(&leo.sees_now(poll)).contains("It closes <date>, on <date>."));
        clock.advance(HOUR * 2 - Duration::from_millis(1));
        assert!(votes(stage, "Leo Brandt", "Spaces", poll).await.text().contains("# Your vote counts"));
        let said = leo.posts("One millisecond is left.");
        clock.advance(Duration::from_millis(1));
        let late = votes(stage, "Sakura Ito", "Tabs", poll).await;
        assert_snapshot!(late.text(), @r"
        (only for you)
        # This poll is closed
        No more votes are taken, so yours was not changed.
        What to do: The result is in the channel. Ask whoever started it if it should be taken up again.
        ");
        assert_snapshot!(told(&leo.sees_after(said).await), @r"
        # Result: Tabs or spaces?
        **Spaces** wins with 1 vote of 1 (100 %). That is one vote ahead of the next.
        One person voted.

        **Tabs**: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱
        **Spaces**: 1 vote (100 %)
        ▰▰▰▰▰▰▰▰▰▰
        **\*\*Both\*\***: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        It closed on <date>, as set.
        [To the poll](<link>)
        [Who voted?]
        ");
        assert!(leo.sees_become(poll, "To the result").await.text().contains("**Closed <t:"));
    })
    .await;
}

#[tokio::test]
async fn a_poll_that_should_have_closed_while_the_bot_was_away_closes_late_and_its_result_comes_once() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        assert!(votes(stage, "Leo Brandt", "Spaces", poll).await.text().contains("# Your vote counts"));
        stage.person("Leo Brandt").sees_become(poll, "One person has voted.").await;
        let before = stage.person("Leo Brandt").count_of_bots_messages();
        stage.bot_stops().await;
        clock.advance(HOUR * 5);
        begun_by_another_that_died(stage, &clock).await;
        stage.bot_restarts().await;
        let said = stage.person("Leo Brandt").posts("Five hours later.");
        clock.advance(Duration::from_secs(61));
        let result = dated(&stage.person("Leo Brandt").sees_after(said).await);
        assert!(result.contains("It closed late, on <date>; it was to close on <date>."), "{result}");
        stage.person("Leo Brandt").sees_become(poll, "To the result").await.text();
        for _ in 0..2 {
            stage.bot_restarts().await;
            clock.advance(HOUR);
        }
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), before + 1);
    })
    .await;
}

#[tokio::test]
async fn when_everybody_of_a_named_electorate_has_voted_it_closes_by_itself() {
    play(async |stage| {
        let (leo, sakura) = (stage.user("Leo Brandt"), stage.user("Sakura Ito"));
        let command = format!("{TABS} voters: <@{leo}> <@!{sakura}> quorum: 100%");
        let poll = started(stage, &command).await;
        let leo = stage.person("Leo Brandt");
        let shown = leo.sees_now(poll).text();
        assert!(shown.contains("Who may vote: @Leo Brandt and @Sakura Ito."), "{shown}");
        assert!(shown.contains("It closes as soon as everybody who may vote has voted."), "{shown}");
        assert_snapshot!(votes(stage, "Robin Hale", "Tabs", poll).await.text(), @r"
        (only for you)
        # You can't vote in this poll
        It is for others: the message says who may vote.
        What to do: Ask whoever started it if you should be among them.
        ");
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        let said = leo.posts("One is missing.");
        let last = votes(stage, "Sakura Ito", "Spaces", poll).await;
        assert_snapshot!(told(&last), @r"
        (only for you)
        “Tabs or spaces?”
        # Your vote counts
        You voted for: **Spaces**
        Everybody has voted, so the poll is closed. The result comes as a message of its own.
        ");
        assert_snapshot!(told(&leo.sees_after(said).await), @r"
        # Result: Tabs or spaces?
        It is a tie: Tabs and Spaces have one vote each. Nothing is drawn by lot; a tie is the result.
        Of 2 who may vote, 2 did.
        Enough voted for it to count.

        **Tabs**: 1 vote (50 %)
        ▰▰▰▰▰▱▱▱▱▱
        **Spaces**: 1 vote (50 %)
        ▰▰▰▰▰▱▱▱▱▱
        **\*\*Both\*\***: 0 votes (0 %)
        ▱▱▱▱▱▱▱▱▱▱

        It closed on <date>, when everybody had voted.
        [To the poll](<link>)
        [Who voted?]
        ");
        assert!(leo.sees_become(poll, "To the result").await.text().contains("2 of 2 have voted."));
    })
    .await;
}
