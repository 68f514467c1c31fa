//! Many people vote in one poll at the same time, and each in many ways.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use discord_sandbox::{
    Progress, RateLimits,
    ids::{InteractionId, UserId},
};
use futures_util::future::join_all;
use lanekeeper::{
    polls::{
        ballot::Vote,
        poll::{Cast, Voter},
    },
    workspace::ids::PollId,
};
use serde_json::Value;

use crate::{
    Stage,
    playing::play_in_a_crowd,
    polling::{TABS, started},
    stage::{PATIENCE, in_time},
    transcript::{button, text_of},
};

/// How many people vote.
const VOTERS: usize = 3_000;

/// How many of them press their button at the same time.
const AT_ONCE: usize = 100;

/// The buttons of [`TABS`].
const WAYS: [&str; 3] = ["Tabs", "Spaces", "**Both**"];

/// People who were not there before.
fn crowd(stage: &Stage, many: usize) -> Vec<UserId> {
    let world = stage.sandbox().world();
    let guild = world.guild("Northwind Parcel").expect("it is furnished");
    let join = |number| {
        let person = world.add_person(&format!("Voter {number}"));
        world.join(guild, person).expect("both are there");
        person
    };
    (0..many).map(join).collect()
}

/// The ballots that are on disk.
async fn kept(stage: &Stage, poll: &str) -> Vec<Cast> {
    let store = stage.store().await;
    let id = poll.split(':').nth(2).and_then(|id| id.parse::<PollId>().ok()).expect("a vote's button names the poll");
    let cast = store.reading().await.expect("open").ballots(id).await.expect("readable");
    store.close().await;
    cast
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_thousand_ballots_are_acknowledged_counted_and_shown_by_few_edits() {
    play_in_a_crowd(async |stage| {
        let people = stage.sandbox().people();
        let crowd = crowd(stage, VOTERS);
        let poll = started(stage, TABS).await;
        let priya = stage.person("Priya Nair");
        let shown = priya.sees_now(poll);
        let ways = WAYS.map(|way| button(&shown.message, way).expect("a button"));
        stage.sandbox().weather().rate_limits(RateLimits::On);
        stage.sandbox().clear_rest_log();
        let began = Instant::now();
        let mut waits: Vec<Duration> = Vec::with_capacity(VOTERS);
        for (wave, voters) in crowd.chunks(AT_ONCE).enumerate() {
            let votes = voters.iter().enumerate().map(async |(at, voter)| {
                let way = &ways[(wave + at) % ways.len()];
                let pressed = Instant::now();
                let id = people.press(*voter, poll, way).unwrap_or_else(|refusal| panic!("{refusal}")).id;
                let settled = people.wait_settled(*voter, id, PATIENCE).await.unwrap_or_else(|late| panic!("{late}"));
                assert_eq!(settled.state, Progress::Answered, "{:?}", settled.error);
                pressed.elapsed()
            });
            waits.extend(join_all(votes).await);
        }
        let took = began.elapsed();
        assert_eq!(waits.len(), VOTERS, "each was acknowledged");
        in_time("the last edit", priya.sees_become(poll, &format!("{VOTERS} people have voted."))).await;
        in_time("peace", people.idle()).await;
        let tally = stage.sandbox().tally();
        let edits = tally.edits.get(&poll.to_string()).copied().unwrap_or(0);
        waits.sort();
        let wait = |percent: usize| waits[(VOTERS - 1) * percent / 100];
        eprintln!(
            "{VOTERS} ballots, {AT_ONCE} at once: {took:.1?} in all; acknowledged after {:.0?} (half), {:.0?} (99 %), {:.0?} (all); {edits} edits",
            wait(50),
            wait(99),
            wait(100)
        );
        // One at once, one at the end, and about one a second in between.
        let most = 3 + usize::try_from(began.elapsed().as_secs()).expect("few");
        assert!((1..=most).contains(&edits), "{edits} edits in {:?}", began.elapsed());
        assert_eq!((tally.rate_limited, tally.refused, tally.failed), (0, 0, 0), "{tally:#?}");
        let cast = kept(stage, &ways[0]).await;
        assert_eq!(cast.len(), VOTERS, "one ballot each, all on disk");
    })
    .await;
}

/// What somebody is told about a press, which comes after the acknowledgement where many press at once.
async fn receipt(stage: &Stage, voter: UserId, press: InteractionId) -> String {
    let people = stage.sandbox().people();
    let mut events = people.subscribe(voter);
    loop {
        let messages = people.messages(voter, stage.channel("checkout")).expect("in view");
        let is_of_press = |seen: &&Value| seen["interaction_metadata"]["id"] == press.to_string();
        if let Some(receipt) = messages.iter().find(is_of_press) {
            return text_of(receipt, stage.names());
        }
        events.next().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_presses_everything_at_once_has_one_ballot_and_it_is_the_last_that_was_acknowledged() {
    play_in_a_crowd(async |stage| {
        let people = stage.sandbox().people();
        let crowd = crowd(stage, 40);
        let poll = started(stage, TABS).await;
        let shown = stage.person("Priya Nair").sees_now(poll);
        let ways = WAYS.map(|way| button(&shown.message, way).expect("a button"));
        let votes = crowd.iter().flat_map(|voter| (0..WAYS.len()).map(|at| (*voter, at)));
        let votes = votes.map(async |(voter, at)| {
            let id = people.press(voter, poll, &ways[at]).unwrap_or_else(|refusal| panic!("{refusal}")).id;
            let settled = people.wait_settled(voter, id, PATIENCE).await.unwrap_or_else(|late| panic!("{late}"));
            assert_eq!(settled.state, Progress::Answered, "{:?}", settled.error);
            let receipt = in_time("a receipt", receipt(stage, voter, id)).await;
            assert!(receipt.contains("# Your vote counts"), "{receipt}");
            let before = receipt.lines().find_map(|line| line.strip_prefix("You had voted for: "));
            let name = |at: &usize| before.is_some_and(|before| before.replace('\\', "") == WAYS[*at]);
            (voter, (at, before.map(|_| (0..WAYS.len()).find(name).expect("one of them"))))
        });
        let mut receipts: BTreeMap<UserId, Vec<(usize, Option<usize>)>> = BTreeMap::new();
        for (voter, receipt) in join_all(votes).await {
            receipts.entry(voter).or_default().push(receipt);
        }
        let cast = kept(stage, &ways[0]).await;
        assert_eq!(cast.len(), crowd.len(), "one ballot each");
        for (voter, receipts) in receipts {
            // One was the first, each of the others replaced another one, and nothing replaced the last.
            assert_eq!(receipts.iter().filter(|(_, before)| before.is_none()).count(), 1, "{receipts:?}");
            let replaced: Vec<usize> = receipts.iter().filter_map(|(_, before)| *before).collect();
            let last: Vec<usize> = (0..WAYS.len()).filter(|at| !replaced.contains(at)).collect();
            let [last] = last[..] else { panic!("{receipts:?}") };
            let is_theirs = |cast: &&Cast| cast.voter == Voter::Named(voter.to_string().parse().expect("an id"));
            let ballot = &cast.iter().find(is_theirs).expect("a ballot").ballot;
            let Vote::One(option) = ballot.vote else { panic!("{ballot:?}") };
            assert_eq!(usize::from(option.get()), last, "{receipts:?}");
        }
        in_time("the last edit", stage.person("Priya Nair").sees_become(poll, "40 people have voted.")).await;
    })
    .await;
}
