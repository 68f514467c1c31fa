//! Many people vote in one poll at the same time, and each in many ways.

use std::collections::BTreeMap;

use discord_sandbox::{Progress, ids::UserId};
use futures_util::future::join_all;
use lanekeeper::{
    polls::{
        ballot::Vote,
        poll::{Cast, Voter},
    },
    workspace::ids::PollId,
};

use crate::{
    Stage,
    polling::{TABS, started},
    stage::{PATIENCE, in_time, play_in_a_crowd},
    transcript::{button, text_of},
};

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
            let message = settled.message_id.expect("a receipt");
            let messages = people.messages(voter, stage.channel("checkout")).expect("in view");
            let receipt = messages.iter().find(|seen| seen["id"] == message.to_string()).expect("it is theirs");
            let receipt = text_of(receipt, stage.names());
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
