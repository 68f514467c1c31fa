//! The same round several times: what has moved since the last one, and where things are heading from the third one on.

use std::time::Duration;

use discord_sandbox::ids::MessageId;
use insta::assert_snapshot;

use crate::{
    Stage,
    assessing::answers,
    person::Person,
    play,
    polling::{standing_clock, told},
    rounds::{FIVE, in_results, joins, level_round, mentions, result_after, started, takes_part},
    seen::Seen,
};

const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Eight duties, as many as a round asks about at least.
const DUTIES: &str = "duties: Architecture of the system, Code review practice, Milestones, Estimates, Technical debt, \
     Release process, build, buy or reuse, technology-choice";

/// Four people take part in a round that is for them, and it is over; its result.
async fn all_take_part<'a>(stage: &'a Stage, round: MessageId, labels: [&str; 4]) -> Seen<'a> {
    let ines = stage.person("Ines Moreau");
    let mut last = round;
    for (name, label) in FIVE.iter().zip(labels) {
        last = takes_part(stage, name, round, label).await.id();
    }
    let result = result_after(&ines, last).await;
    drop(ines.sees_become(round, "To the results").await.text());
    result
}

#[tokio::test]
async fn a_contested_duty_is_voted_on_by_those_who_took_part_and_the_next_round_shows_what_moved() {
    play(async |stage: &mut Stage| {
        stage.has_checkout().await;
        let clock = standing_clock(stage).await;
        let who = mentions(stage, &FIVE[..4]);
        let round = started(stage, &format!("/assess round assessment: who-decides who: {who} {DUTIES}")).await;
        let result =
            all_take_part(stage, round, ["Tech lead", "Product manager", "Product manager", "Nobody does"]).await;
        let (inside, messages) = in_results(stage, "Robin Hale", &result);
        assert_snapshot!(inside.sees_now(messages[0]).text(), @r"
        # Who decides here? (1 of 2)
        4 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        Architecture of the system: opinions differ: 2 × Product manager, 1 × Tech lead, 1 × Nobody does
        Code review practice: opinions differ: 2 × Product manager, 1 × Tech lead, 1 × Nobody does
        Milestones: opinions differ: 2 × Product manager, 1 × Tech lead, 1 × Nobody does
        Estimates: opinions differ: 2 × Product manager, 1 × Tech lead, 1 × Nobody does
        Technical debt: opinions differ: 2 × Product manager, 1 × Tech lead, 1 × Nobody does
        Release process: opinions differ: 2 × Product manager, 1 × Tech lead, 1 × Nobody does
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        [Vote: Architecture of the system] [Vote: Code review practice] [Vote: Milestones] [Vote: Estimates] [Vote: Technical debt]
        [Vote: Release process]
        ");
        let script = *messages.last().expect("a script");
        let page = inside.sees_now(messages[0]);
        let begun = inside.presses("Vote: Architecture of the system", &page).await;
        assert!(begun.text().contains("# Your poll is running"), "{}", begun.text());
        let poll = inside.sees_after(script).await;
        assert_snapshot!(told(&poll), @r"
        # Who owns “Architecture of the system” in Checkout?
        **Product manager**
        **Tech lead \(Ines Moreau\)**
        **Engineering manager \(Tomasz Wolny\)**
        **Site reliability**
        **Tech lead and engineering manager**

        0 of 6 have voted.
        3 more votes are needed for it to count.
        The engineering manager must still vote for it to count.
        The tech lead must still vote for it to count.
        It closes <date>, on <date>.
        How this poll is held:
        Started by @Robin Hale.
        Who may vote: @Ines Moreau, @Tomasz Wolny, @Priya Nair, @Leo Brandt, @Sakura Ito and @Robin Hale.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: whoever wins is recorded as what Checkout has settled about Architecture of the system.
        [Product manager] [Tech lead (Ines Moreau)] [Engineering manager (Tomasz Wolny)] [Site reliability] [Tech lead and engineering manager]
        [My vote] [Who voted?] [Close]
        ");
        let twice = inside.presses("Vote: Architecture of the system", &page).await;
        assert_snapshot!(told(&twice), @r"
        (only for you)
        # That is voted on already
        There is an open poll about it, so no second one was started: <link>
        ");
        for name in ["Ines Moreau", "Tomasz Wolny", "Priya Nair"] {
            let voter = Person { channel: inside.channel, ..stage.person(name) };
            let voted = voter.presses("Product manager", &voter.sees_now(poll.id())).await;
            assert!(voted.text().contains("# Your vote counts"), "{}", voted.text());
        }
        let closing = inside.presses("Close", &inside.sees_now(poll.id())).await;
        drop(closing.text());
        drop(inside.presses("Close it now", &closing).await.text());
        let decided = inside.sees_after(closing.id()).await;
        assert!(decided.text().contains("Product manager decides."), "{}", decided.text());
        drop(inside.sees_become(poll.id(), "To the result").await.text());
        // Three months later.
        clock.advance(MONTH * 3);
        let ines = Person { channel: inside.channel, ..stage.person("Ines Moreau") };
        let said = stage.person("Ines Moreau").posts("Once more.");
        let next = ines.presses("Start the next round", &ines.sees_now(script)).await;
        assert!(next.text().contains("# Your round is running"), "{}", next.text());
        let round = stage.person("Ines Moreau").sees_after(said).await.id();
        let labels = ["Product manager", "Product manager", "Product manager", "I don't know"];
        let result = all_take_part(stage, round, labels).await;
        assert_snapshot!(crate::rounds::shown(&result), @r"
        # Result: Who decides here?
        4 of 4 took part.
        **Closed on <date>**, when all had handed in.
        Nothing is contested.
        The results are in <#thread>.
        Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
        ");
        let (inside, messages) = in_results(stage, "Robin Hale", &result);
        assert_snapshot!(inside.sees_now(messages[0]).text(), @r"
        # Who decides here? (1 of 2)
        4 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        Architecture of the system: agreed:
        3 × Product manager, 1 × I don't know
        **Moved:** last time it was contested, and now you agree.
        Your team has settled it: Product manager decides.
        Code review practice: agreed:
        3 × Product manager, 1 × I don't know
        **Moved:** last time it was contested, and now you agree.
        Milestones: agreed:
        3 × Product manager, 1 × I don't know
        **Moved:** last time it was contested, and now you agree.
        Estimates: agreed:
        3 × Product manager, 1 × I don't know
        **Moved:** last time it was contested, and now you agree.
        Technical debt: agreed:
        3 × Product manager, 1 × I don't know
        **Moved:** last time it was contested, and now you agree.
        Release process: agreed:
        3 × Product manager, 1 × I don't know
        **Moved:** last time it was contested, and now you agree.
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        ");
    })
    .await;
}

#[tokio::test]
async fn a_trend_is_shown_from_the_third_comparable_round_on_and_a_few_people_get_no_decimals() {
    play(async |stage: &mut Stage| {
        stage.has_checkout().await;
        let clock = standing_clock(stage).await;
        let first = level_round(stage, "vendors", &["1 · Tell", "1 · Tell", "2 · Sell", "2 · Sell"]).await;
        clock.advance(MONTH);
        // Too few took part, or it was about something else: those do not count.
        let few = level_round(stage, "vendors", &["7 · Delegate"; 3]).await;
        assert!(few.text().contains("So nothing is shown"), "{}", few.text());
        let other = level_round(stage, "the rota", &["7 · Delegate"; 4]).await;
        clock.advance(MONTH);
        let second = level_round(stage, "vendors", &["3 · Consult"; 4]).await;
        clock.advance(MONTH);
        let third = level_round(stage, "vendors", &["4 · Agree", "4 · Agree", "4 · Agree", "5 · Advise"]).await;
        for told in [&first, &other, &second] {
            let (inside, messages) = in_results(stage, "Priya Nair", told);
            let page = inside.sees_now(messages[0]).text();
            assert!(!page.contains("rounds:"), "two rounds are just two days: {page}");
        }
        let (inside, messages) = in_results(stage, "Priya Nair", &third);
        assert_snapshot!(inside.sees_now(messages[0]).text(), @r"
        # Delegation level: vendors
        4 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        At which level should this be decided in our team?: agreed:
        3 × 4 · Agree, 1 × 5 · Advise. Mean: “4 · Agree”.
        Over 3 rounds: between “1 · Tell” and “2 · Sell” → “3 · Consult” → “4 · Agree”
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        ");
    })
    .await;
}

#[tokio::test]
async fn who_should_decide_stands_beside_who_does_where_that_was_asked() {
    play(async |stage: &mut Stage| {
        stage.has_checkout().await;
        let who = mentions(stage, &FIVE[..4]);
        let command = format!("/assess round assessment: who-decides who: {who} should: true {DUTIES}");
        let round = started(stage, &command).await;
        let mut last = round;
        for name in &FIVE[..4] {
            let (person, message) = joins(stage, name, round).await;
            let mut seen = person.sees_now(message);
            while !seen.text().contains("# That was the last question") {
                let asks_for_more = seen.text().contains("should");
                seen = answers(&person, message, if asks_for_more { "Engineering manager" } else { "Tech lead" }).await;
            }
            let done = person.presses("Hand in", &seen).await;
            drop(done.text());
            last = done.id();
        }
        let ines = stage.person("Ines Moreau");
        let result = result_after(&ines, last).await;
        drop(ines.sees_become(round, "To the results").await.text());
        let (inside, messages) = in_results(stage, "Robin Hale", &result);
        assert_snapshot!(inside.sees_now(messages[0]).text(), @r"
        # Who decides here? (1 of 2)
        4 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        Architecture of the system: agreed:
        4 × Tech lead
        Who should: 4 × Engineering manager.
        Code review practice: agreed:
        4 × Tech lead
        Who should: 4 × Engineering manager.
        Milestones: agreed:
        4 × Tech lead
        Who should: 4 × Engineering manager.
        Estimates: agreed:
        4 × Tech lead
        Who should: 4 × Engineering manager.
        Technical debt: agreed:
        4 × Engineering manager
        Who should: 4 × Engineering manager.
        Release process: agreed:
        4 × Tech lead
        Who should: 4 × Engineering manager.
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        ");
    })
    .await;
}
