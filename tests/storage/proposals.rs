//! Corrections that people suggest to teams: counted where they are the same, gone once somebody has dealt with them.

use lanekeeper::{
    clock::Timestamp,
    handbook::DutyId,
    store::{Proposed, Store},
    workspace::{
        ids::{CorrectionId, GuildId, TeamId, UserId},
        names::TeamName,
        proposal::{MOST_WAITING, Proposal, topic_of},
    },
};

use crate::databases::Database;

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

fn team(number: i64) -> TeamId {
    TeamId::new(number).expect("sound")
}

fn proposal(number: i64, question: &str, corrected_to: &str) -> Proposal {
    Proposal {
        id: CorrectionId::new(number).expect("sound"),
        guild: guild(1),
        team: team(1),
        topic: topic_of(question).expect("it has letters"),
        routed_to: DutyId::new("technology-choice"),
        corrected_to: DutyId::new(corrected_to),
        by: UserId::new(7).ok(),
        at: Timestamp::from_millis(number),
        times: 1,
    }
}

/// A store in which server 1 has team 1 and server 2 has team 2.
async fn furnished(database: &Database) -> Store {
    let store = database.open().await;
    let mut work = store.work().await.expect("open");
    for number in [1, 2] {
        let name = TeamName::new("Checkout").expect("sound");
        work.add_team(guild(number), team(number.cast_signed()), &name).await.expect("free");
    }
    work.commit().await.expect("committed");
    store
}

async fn propose(store: &Store, proposal: &Proposal) -> Proposed {
    let mut work = store.work().await.expect("open");
    let proposed = work.propose(proposal).await.expect("written");
    work.commit().await.expect("committed");
    proposed
}

#[tokio::test]
async fn what_is_suggested_again_is_counted_and_listed_first() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let (first, second) = (proposal(1, "who deploys?", "release-process"), proposal(2, "Who picks?", "data-model"));
        assert_eq!(propose(&store, &first).await, Proposed::Waits { times: 1 }, "{}", database.engine);
        assert_eq!(propose(&store, &second).await, Proposed::Waits { times: 1 });
        assert_eq!(propose(&store, &proposal(3, "WHO  picks?", "data-model")).await, Proposed::Waits { times: 2 });
        let other = proposal(4, "who picks?", "build-or-buy");
        assert_eq!(propose(&store, &other).await, Proposed::Waits { times: 1 }, "another duty is another suggestion");
        let mut reading = store.reading().await.expect("open");
        let page = reading.proposals(guild(1), team(1), 2, 0).await.expect("readable");
        assert_eq!((page.rows, page.all), (vec![Proposal { times: 2, ..second }, first], 3), "{}", database.engine);
        let rest = reading.proposals(guild(1), team(1), 2, 2).await.expect("readable");
        assert_eq!(rest.rows, [other]);
        assert_eq!(reading.proposals(guild(2), team(1), 9, 0).await.expect("readable").all, 0, "another server");
    }
}

#[tokio::test]
async fn it_is_dealt_with_once_and_only_in_its_server() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let one = proposal(1, "who deploys?", "release-process");
        propose(&store, &one).await;
        let mut work = store.work().await.expect("open");
        assert_eq!(work.proposal(guild(2), one.id).await.expect("readable"), None, "{}", database.engine);
        assert!(!work.end_proposal(guild(2), one.id).await.expect("written"));
        assert_eq!(work.proposal(guild(1), one.id).await.expect("readable"), Some(one.clone()));
        assert!(work.end_proposal(guild(1), one.id).await.expect("written"));
        assert!(!work.end_proposal(guild(1), one.id).await.expect("written"), "of two at once one wins");
        work.commit().await.expect("committed");
        assert_eq!(propose(&store, &one).await, Proposed::Waits { times: 1 }, "it may be suggested anew");
    }
}

#[tokio::test]
async fn a_team_has_a_number_that_wait_and_takes_them_with_it() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let mut work = store.work().await.expect("open");
        for number in 1..=i64::try_from(MOST_WAITING).expect("small") {
            let one = proposal(number, &format!("Question {number}"), "data-model");
            assert_eq!(work.propose(&one).await.expect("written"), Proposed::Waits { times: 1 });
        }
        assert_eq!(work.propose(&proposal(9_999, "one more", "data-model")).await.expect("written"), Proposed::Full);
        let again = work.propose(&proposal(9_999, "question 1", "data-model")).await.expect("written");
        assert_eq!(again, Proposed::Waits { times: 2 }, "what waits is still counted");
        let elsewhere = Proposal { team: team(2), ..proposal(9_998, "x", "data-model") };
        assert_eq!(work.propose(&elsewhere).await.expect("written"), Proposed::NoTeam, "the team of another server");
        assert!(work.remove_team(guild(1), team(1)).await.expect("removed"));
        assert_eq!(work.proposals(guild(1), team(1), 9, 0).await.expect("readable").all, 0, "{}", database.engine);
    }
}
