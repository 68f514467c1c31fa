//! `/assess round`: from the invitation to what was agreed; nobody's answers are anybody else's to see.

use std::time::Duration;

use discord_sandbox::ids::MessageId;
use insta::assert_snapshot;

use crate::{
    Stage,
    assessing::{answers_all, looked_over, picture, thread_in},
    person::Person,
    play, play_in_both_modes,
    polling::{standing_clock, told},
    seen::Seen,
};

pub(crate) const FIVE: [&str; 5] = ["Priya Nair", "Leo Brandt", "Sakura Ito", "Robin Hale", "Ines Moreau"];

/// Ines starts a round; the message that invites.
pub(crate) async fn started(stage: &Stage, command: &str) -> MessageId {
    let ines = stage.person("Ines Moreau");
    let said = ines.posts("Let us look at ourselves.");
    let told = ines.runs(command).await;
    assert!(told.text().contains("# Your round is running"), "{}", told.text());
    ines.sees_after(said).await.id()
}

/// The names as mentions.
pub(crate) fn mentions(stage: &Stage, names: &[&str]) -> String {
    names.iter().map(|name| format!("<@{}>", stage.user(name))).collect::<Vec<_>>().join(" ")
}

/// Somebody takes part in a thread of their own; they, in the thread, and the message that asks.
pub(crate) async fn joins<'a>(stage: &'a Stage, name: &str, round: MessageId) -> (Person<'a>, MessageId) {
    let mut person = stage.person(name);
    let card = person.presses("Take part", &person.sees_now(round)).await;
    assert!(card.text().contains("sees how often each answer was given"), "{}", card.text());
    let told = person.presses("Start in a private thread", &card).await;
    assert!(told.text().contains("# It has begun"), "{}", told.text());
    person.channel = thread_in(&told);
    let message = *looked_over(&person).last().expect("it asks");
    (person, message)
}

/// Somebody takes part, gives the same answer to everything where that is one, and hands in.
pub(crate) async fn takes_part<'a>(stage: &'a Stage, name: &str, round: MessageId, label: &str) -> Seen<'a> {
    let (person, message) = joins(stage, name, round).await;
    let last = answers_all(&person, message, label).await;
    let done = person.presses("Hand in", &last).await;
    drop(done.text());
    done
}

/// Ines closes a round by hand; its result.
pub(crate) async fn closed_by_hand(stage: &Stage, round: MessageId) -> Seen<'_> {
    let ines = stage.person("Ines Moreau");
    let asked = ines.presses("Close", &ines.sees_now(round)).await;
    drop(asked.text());
    drop(ines.presses("Close it now", &asked).await.text());
    let result = result_after(&ines, asked.id()).await;
    drop(ines.sees_become(round, "To the results").await.text());
    result
}

/// A round about the level at which a matter is delegated, in which so many of [`FIVE`] give these answers; its result.
pub(crate) async fn level_round<'a>(stage: &'a Stage, matter: &str, labels: &[&str]) -> Seen<'a> {
    let round = started(stage, &format!("/assess round assessment: Delegation level about: {matter}")).await;
    for (name, label) in FIVE.iter().zip(labels) {
        drop(takes_part(stage, name, round, label).await);
    }
    closed_by_hand(stage, round).await
}

/// The message that tells a result, as soon as it comes after one that is known; word of the thread is looked at on the way.
pub(crate) async fn result_after<'a>(person: &Person<'a>, known: MessageId) -> Seen<'a> {
    let mut known = known;
    for _ in 0..3 {
        let seen = person.sees_after(known).await;
        if seen.text().contains("# Result: ") {
            return seen;
        }
        known = seen.id();
    }
    panic!("no result came")
}

/// The threads that are in a channel and that somebody sees, with the bot's messages looked over.
pub(crate) fn in_results<'a>(stage: &'a Stage, name: &str, result: &Seen<'_>) -> (Person<'a>, Vec<MessageId>) {
    let mut person = stage.person(name);
    person.channel = thread_in(result);
    let messages = looked_over(&person);
    (person, messages)
}

#[tokio::test]
async fn a_team_sees_how_it_is_without_names_and_only_once_when_all_have_handed_in() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let command = format!("/assess round assessment: Team health who: {}", mentions(stage, &FIVE));
        let round = started(stage, &command).await;
        let ines = stage.person("Ines Moreau");
        assert_snapshot!(shown(&ines.sees_now(round)), @r"
        # Round: Team health
        Ten topics of working together: how it is, and where it is heading.
        Fewer than 4 have handed in so far.
        It closes <date>, on <date>.
        How this round is held:
        Started by @Ines Moreau.
        Who takes part: @Priya Nair, @Leo Brandt, @Sakura Ito, @Robin Hale and @Ines Moreau.
        Whoever can read <#thread> sees how often each answer was given, and only if 4 people or more hand in. No names, and nothing about fewer people.
        If everybody gives the same answer, everybody knows what you answered.
        Until it closes I keep each person's answers, so that they can go on or take them back. At the close they are counted, and whose they were is destroyed; so are those that were not handed in.
        A start for a talk, not a test. Not for hiring, pay, ratings or comparing teams.
        [Take part] [Close]
        ");
        let tomasz = stage.person("Tomasz Wolny");
        let refused = tomasz.presses("Take part", &tomasz.sees_now(round)).await;
        assert_snapshot!(refused.text(), @r"
        (only for you)
        # You are not among those who take part
        The message of the round says who does.
        What to do: Whoever started it can start another one with you in it.
        ");
        for (name, label) in FIVE.iter().zip(["Good", "Good", "Needs help", "Needs help"]) {
            let done = takes_part(stage, name, round, label).await;
            assert!(done.text().contains("# Your answers are in"), "{}", done.text());
        }
        let counted = ines.sees_become(round, "4 of 5 have handed in.").await;
        assert!(counted.text().contains("[Take part] [Close]"), "{}", counted.text());
        let priya = stage.person("Priya Nair");
        let before = priya.presses("Take part", &priya.sees_now(round)).await;
        assert_snapshot!(told(&before), @r"
        (only for you)
        # Your answers are in
        You have handed in, and your answers count when the round closes. To change them, take them back and take part again.
        It closes <date>, on <date>.
        [Take my answers back]
        ");
        let last = takes_part(stage, FIVE[4], round, "So so").await;
        let result = result_after(&ines, last.id()).await;
        assert_snapshot!(shown(&result), @r"
        # Result: Team health
        5 of 5 took part.
        **Closed on <date>**, when all had handed in.
        10 things to talk about, first: **Use of what we build**, **Who decides**, **Speaking up**.
        The results are in <#thread>.
        Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
        ");
        assert!(!result.notifies());
        let (inside, messages) = in_results(stage, "Priya Nair", &result);
        let [page, _, script] = messages[..] else { panic!("two pages and a script: {messages:?}") };
        let page = inside.sees_now(page);
        assert_snapshot!(page.text(), @r"
        # Team health (1 of 2)
        5 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        Use of what we build: two camps:
        2 × Needs help, 1 × So so, 2 × Good. A mean would stand for nobody.
        Heading: 5 × Getting worse. Mean: “Getting worse”.
        Who decides: two camps:
        2 × Needs help, 1 × So so, 2 × Good. A mean would stand for nobody.
        Heading: 5 × Getting worse. Mean: “Getting worse”.
        Speaking up: two camps:
        2 × Needs help, 1 × So so, 2 × Good. A mean would stand for nobody.
        Heading: 5 × Getting worse. Mean: “Getting worse”.
        From idea to release: two camps:
        2 × Needs help, 1 × So so, 2 × Good. A mean would stand for nobody.
        Heading: 5 × Getting worse. Mean: “Getting worse”.
        State of the code: two camps:
        2 × Needs help, 1 × So so, 2 × Good. A mean would stand for nobody.
        Heading: 5 × Getting worse. Mean: “Getting worse”.
        Workload: two camps:
        2 × Needs help, 1 × So so, 2 × Good. A mean would stand for nobody.
        Heading: 5 × Getting worse. Mean: “Getting worse”.
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        ");
        assert!(
            picture(&page).contains("State of the code: 2 × Needs help, 1 × So so, 2 × Good"),
            "{}",
            picture(&page)
        );
        assert_snapshot!(inside.sees_now(script).text(), @r"
        # How to talk about it: Team health
        For whoever leads the talk. It takes 30 minutes in all: keep to the times, and stop with one thing agreed.
        **Begin with: Use of what we build**
        1. (3 min) Say what this is for: to choose one thing to mend. Show the topics, the most divided first. Everybody reads in silence.
        2. (10 min) Take the topic with the widest spread. Ask those at both ends to say what they see, if they like: first whoever sees it worst, then whoever sees it best. Listen without solving.
        3. (8 min) Take the topic that is worst or falls fastest. What would be different in a month if it were a little better?
        4. (7 min) Agree one action, not five: who does it and by when. What the team cannot mend itself becomes a request to a lead, with a name and a date.
        5. (2 min) Agree when you look again. From the third round on a trend is shown; before, two rounds are just two days.
        [Ask somebody to do it] [Record it as a decision] [Start the next round]
        ");
        let closed = ines.sees_become(round, "To the results").await;
        assert!(closed.text().contains("5 of 5 took part.") && !closed.text().contains("[Take part]"));
        let late = stage.person("Leo Brandt").runs("/assess mine").await;
        assert!(late.text().contains("You have taken none here."), "whose they were is destroyed: {}", late.text());
    })
    .await;
}

/// What somebody sees, without the numbers of threads and messages.
pub(crate) fn shown(seen: &Seen<'_>) -> String {
    let text = told(seen);
    let mut parts = text.split("<#");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str("<#thread");
        shown.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    shown
}

#[tokio::test]
async fn at_the_deadline_too_few_show_nothing_and_one_reminder_notifies_nobody() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let round = started(stage, "/assess round assessment: team-health closes: in 96 hours remind: True").await;
        let ines = stage.person("Ines Moreau");
        for name in &FIVE[..3] {
            drop(takes_part(stage, name, round, "Good").await);
        }
        let few = ines.sees_now(round);
        assert!(few.text().contains("Fewer than 4 have handed in so far."), "no counter below four: {}", few.text());
        let (sakura, message) = joins(stage, "Robin Hale", round).await;
        assert!(sakura.sees_now(message).text().contains("Question 1 of 20"));
        let said = ines.posts("I'm curious.");
        clock.advance(Duration::from_secs(3 * 24 * 60 * 60));
        let reminder = ines.sees_after(said).await;
        assert_snapshot!(told(&reminder), @r"
        # Reminder: Team health
        Fewer than 4 have handed in so far.
        It closes <date>, on <date>.
        Press **Take part** here: <link>
        ");
        assert!(!reminder.notifies());
        clock.advance(Duration::from_secs(24 * 60 * 60));
        let result = result_after(&ines, reminder.id()).await;
        assert_snapshot!(told(&result), @r"
        # Result: Team health
        Fewer than 4 took part.
        **Closed on <date>**, when its time was over.
        So nothing is shown, and nothing of the answers is kept.
        Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
        ");
        let closed = ines.sees_become(round, "To the results").await;
        assert!(closed.text().contains("Fewer than 4 took part."), "{}", closed.text());
        // Who had begun is told, and nothing is left of it.
        let pressed = sakura.presses("Good", &sakura.sees_now(message)).await;
        assert!(pressed.text().contains("# This is not yours to go on with"), "{}", pressed.text());
        let list = ines.runs("/assess results").await;
        assert!(list.text().contains("too few took part") && list.options().is_empty(), "{}", list.text());
    })
    .await;
}

#[tokio::test]
async fn answers_are_taken_back_while_the_round_is_open_and_a_restart_loses_nothing() {
    play(async |stage| {
        let round = started(stage, "/assess round assessment: team-health").await;
        let (inside, message) = joins(stage, "Priya Nair", round).await;
        let (user, thread) = (inside.user, inside.channel);
        let last = answers_all(&inside, message, "Good").await;
        assert!(inside.presses("Hand in", &last).await.text().contains("# Your answers are in"));
        for name in &FIVE[1..4] {
            drop(takes_part(stage, name, round, "Good").await);
        }
        drop(stage.person("Ines Moreau").sees_become(round, "4 have handed in.").await.text());
        stage.bot_restarts().await;
        let priya = stage.person("Priya Nair");
        let before = priya.presses("Take part", &priya.sees_now(round)).await;
        assert!(before.text().contains("# Your answers are in"), "{}", before.text());
        let asked = priya.presses("Take my answers back", &before).await;
        let gone = priya.presses("Delete my answers", &asked).await;
        assert!(gone.text().contains("# Deleted"), "{}", gone.text());
        let inside = Person { stage, user, channel: thread };
        assert!(inside.sees_now(message).text().contains("# Deleted"));
        let fewer = priya.sees_become(round, "Fewer than 4 have handed in so far.").await;
        drop(fewer.text());
        drop(takes_part(stage, "Priya Nair", round, "So so").await);
        drop(priya.sees_become(round, "4 have handed in.").await.text());
    })
    .await;
}
