//! What teams have settled: in force once, never edited away, of two at once one.

use lanekeeper::{
    clock::Timestamp,
    handbook::{DutyId, RoleId},
    store::{Ending, Filter, InForce, Lease, Recorded, Store, StoreError},
    workspace::{
        decision::{Decides, Decision, Draft, MOST_ACTIVE, REVIEW, Recording, State},
        ids::{ChannelId, DecisionId, GuildId, ServerRoleId, TeamId, UserId},
        names::{TeamName, Topic},
        subject::Subject,
        team::Holder,
        texts::Link,
    },
};

use crate::databases::Database;

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

fn team(number: i64) -> TeamId {
    TeamId::new(number).expect("sound")
}

fn id(number: i64) -> DecisionId {
    DecisionId::new(number).expect("sound")
}

fn user(number: u64) -> UserId {
    UserId::new(number).expect("sound")
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn topic(name: &str) -> Subject {
    Subject::Topic(Topic::new(name).expect("sound"))
}

fn duty(name: &str) -> Subject {
    Subject::Duty(DutyId::new(name))
}

fn draft(role: &str) -> Draft {
    let decides = Decides::Roles(vec![RoleId::new(role)]);
    Draft { decides, rule: None, consulted: Vec::new(), reason: None, source: None, review_at: None }
}

fn recording(number: i64) -> Recording {
    Recording {
        id: id(number),
        author: user(7),
        at: at(number),
        channel: ChannelId::new(number.unsigned_abs() + 70).ok(),
    }
}

fn decision(number: i64, about: Subject, draft: Draft) -> Decision {
    Decision::record(guild(1), team(1), about, draft, recording(number)).expect("sound")
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

async fn record(store: &Store, decision: &Decision) -> Recorded {
    let mut work = store.work().await.expect("open");
    let recorded = work.record_decision(decision).await.expect("written");
    work.commit().await.expect("committed");
    recorded
}

async fn revise(store: &Store, new: &Decision) -> Ending {
    let mut work = store.work().await.expect("open");
    let ending = work.revise_decision(new).await.expect("written");
    work.commit().await.expect("committed");
    ending
}

async fn retire(store: &Store, retired: &Decision) -> Ending {
    let mut work = store.work().await.expect("open");
    let ending = work.retire_decision(retired).await.expect("written");
    work.commit().await.expect("committed");
    ending
}

async fn history(store: &Store, about: &Subject) -> Vec<Decision> {
    store.reading().await.expect("open").decision_history(guild(1), team(1), about).await.expect("readable")
}

#[tokio::test]
async fn a_decision_is_read_back_as_it_was_recorded() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let people =
            vec![Holder::Member(user(9)), Holder::ServerRole(ServerRoleId::new(i64::MAX as u64).expect("sound"))];
        let full = Draft {
            decides: Decides::People(people),
            rule: Some("two approvals,\n'quoted' 🕰 $1".into()),
            consulted: vec![RoleId::new("designer"), RoleId::new("tech-lead")],
            reason: Some("we tried".into()),
            source: Some(Link::new("https://discord.com/channels/1/2/3").expect("sound")),
            review_at: Some(at(900)),
        };
        let said = Draft { decides: Decides::AsTheRuleSays, rule: Some("weekly".into()), ..draft("x") };
        let decisions = [
            decision(1, topic("On-Call"), full),
            decision(2, duty("hiring"), draft("tech-lead")),
            decision(3, topic("rota"), said),
        ];
        for decision in &decisions {
            assert_eq!(record(&store, decision).await, Recorded::Done, "{}", database.engine);
        }
        let mut reading = store.reading().await.expect("open");
        for decision in &decisions {
            assert_eq!(reading.decision(guild(1), decision.id).await.expect("readable").as_ref(), Some(decision));
        }
        let active = reading.active_decisions(guild(1), team(1)).await.expect("readable");
        let [on_call, hiring, rota] = decisions;
        assert_eq!(active, [hiring, on_call, rota], "by subject");
        assert_eq!(reading.decisions_changed(guild(1), team(1)).await.expect("readable"), 3);
    }
}

#[tokio::test]
async fn a_subject_that_is_settled_is_not_settled_again() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let first = decision(1, topic("On-call"), draft("tech-lead"));
        assert_eq!(record(&store, &first).await, Recorded::Done);
        let again = decision(2, topic("ON-CALL"), draft("designer"));
        assert_eq!(record(&store, &again).await, Recorded::Taken(Box::new(first)), "{}", database.engine);
        let of_the_handbook = decision(3, duty("on-call"), draft("designer"));
        assert_eq!(record(&store, &of_the_handbook).await, Recorded::Done, "a duty is another subject");
        let elsewhere = Decision { guild: guild(1), team: team(2), ..decision(4, topic("x"), draft("tech-lead")) };
        assert_eq!(record(&store, &elsewhere).await, Recorded::NoTeam, "the team of another server");
    }
}

#[tokio::test]
async fn a_revision_takes_the_place_and_both_stay_to_be_read() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let first = decision(1, duty("hiring"), Draft { review_at: Some(at(50)), ..draft("tech-lead") });
        record(&store, &first).await;
        let second = first.revise(draft("engineering-manager"), recording(2)).expect("sound");
        assert_eq!(revise(&store, &second).await, Ending::Done);
        let superseded = Decision { state: State::Superseded { by: id(2), at: at(2) }, ..first.clone() };
        assert_eq!(history(&store, &first.subject).await, [second.clone(), superseded.clone()], "{}", database.engine);
        let late = first.revise(draft("designer"), recording(3)).expect("sound");
        assert_eq!(revise(&store, &late).await, Ending::Over(Box::new(superseded)), "it was superseded before");
        let mut reading = store.reading().await.expect("open");
        assert_eq!(reading.next_deadline(at(0)).await.expect("readable"), None, "its review went with it");
        assert_eq!(reading.decision_about(guild(1), team(1), &first.subject).await.expect("readable"), Some(second));
    }
}

#[tokio::test]
async fn a_retired_decision_leaves_room_for_another_and_stays_to_be_read() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let first = decision(1, duty("hiring"), draft("tech-lead"));
        record(&store, &first).await;
        let retired = first.clone().retire(user(8), at(5), Some("it did not work".into())).expect("in force");
        assert_eq!(retire(&store, &retired).await, Ending::Done);
        assert_eq!(retire(&store, &retired).await, Ending::Over(Box::new(retired.clone())), "{}", database.engine);
        let again = decision(9, duty("hiring"), draft("designer"));
        assert_eq!(record(&store, &again).await, Recorded::Done);
        assert_eq!(history(&store, &first.subject).await, [again, retired.clone()]);
        let nowhere = Decision { id: id(77), ..retired.clone() };
        assert_eq!(retire(&store, &nowhere).await, Ending::NotThere);
        let elsewhere = Decision { guild: guild(2), ..retired };
        assert_eq!(
            retire(&store, &elsewhere).await,
            Ending::NotThere,
            "an id of one server reaches nothing in another"
        );
    }
}

#[tokio::test]
async fn of_revisions_at_once_one_wins_and_the_others_are_told() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let first = decision(1, duty("hiring"), draft("tech-lead"));
        record(&store, &first).await;
        let revising: Vec<_> = (2..10)
            .map(|number| {
                let (store, new) = (store.clone(), first.revise(draft("designer"), recording(number)).expect("sound"));
                tokio::spawn(async move { revise(&store, &new).await })
            })
            .collect();
        let mut won = 0;
        for one in revising {
            match one.await.expect("no task panics") {
                Ending::Done => won += 1,
                Ending::Over(now) => assert!(matches!(now.state, State::Superseded { .. })),
                Ending::NotThere => panic!("{}: it was there", database.engine),
            }
        }
        assert_eq!((won, history(&store, &first.subject).await.len()), (1, 2), "{}", database.engine);
    }
}

#[tokio::test]
async fn of_recordings_at_once_one_wins_and_the_others_see_it() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let recording: Vec<_> = (1..9)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move { record(&store, &decision(number, topic("rota"), draft("designer"))).await })
            })
            .collect();
        let mut won = 0;
        for one in recording {
            match one.await.expect("no task panics") {
                Recorded::Done => won += 1,
                Recorded::Taken(other) => assert!(other.is_active()),
                other => panic!("{}: {other:?}", database.engine),
            }
        }
        assert_eq!(won, 1, "{}", database.engine);
    }
}

#[tokio::test]
async fn a_review_is_due_on_its_date_and_can_be_put_off() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        record(&store, &decision(1, duty("hiring"), Draft { review_at: Some(at(50)), ..draft("tech-lead") })).await;
        let lease = Lease { holder: 1, now: at(60), lasts: std::time::Duration::from_millis(10) };
        let mut work = store.work().await.expect("open");
        let due = work.lease_deadlines(lease, 10).await.expect("leased");
        assert_eq!(due.iter().map(|due| (due.kind.as_str(), due.subject)).collect::<Vec<_>>(), [(REVIEW, 1)]);
        assert!(work.finish_deadline(due[0].id, lease).await.expect("written"));
        let (was, next) = (at(50), Some(at(99)));
        assert_eq!(work.review_decision(guild(1), id(1), was, next).await.expect("written"), Ending::Done);
        assert_eq!(work.review_decision(guild(2), id(1), was, next).await.expect("written"), Ending::NotThere);
        let late = work.review_decision(guild(1), id(1), was, None).await.expect("written");
        assert!(
            matches!(late, Ending::Over(now) if now.is_active() && now.draft.review_at == next),
            "the first one won"
        );
        work.commit().await.expect("committed");
        let mut reading = store.reading().await.expect("open");
        assert_eq!(reading.next_deadline(at(0)).await.expect("readable"), Some(at(99)), "{}", database.engine);
        let kept = reading.decision(guild(1), id(1)).await.expect("readable").expect("there");
        assert_eq!(kept.draft.review_at, Some(at(99)));
    }
}

#[tokio::test]
async fn lists_have_pages_and_are_searched_by_subject() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        for number in 1..=7 {
            record(&store, &decision(number, topic(&format!("Topic {number}% of it")), draft("tech-lead"))).await;
        }
        let first = store.reading().await.expect("open").decision(guild(1), id(1)).await.expect("readable");
        retire(&store, &first.expect("there").retire(user(7), at(9), None).expect("in force")).await;
        let mut reading = store.reading().await.expect("open");
        let list = async |reading: &mut lanekeeper::store::Work, filter| {
            let page = reading.decisions(guild(1), team(1), filter).await.expect("readable");
            (page.rows.iter().map(|one| one.id.get()).collect::<Vec<_>>(), page.all)
        };
        let filter = Filter { most: 4, ..Filter::default() };
        assert_eq!(list(&mut reading, filter).await, (vec![7, 6, 5, 4], 6), "{}", database.engine);
        assert_eq!(list(&mut reading, Filter { skip: 4, ..filter }).await, (vec![3, 2], 6));
        assert_eq!(list(&mut reading, Filter { in_force: InForce::No, ..filter }).await, (vec![1], 1));
        assert_eq!(list(&mut reading, Filter { in_force: InForce::Either, ..filter }).await.1, 7);
        assert_eq!(list(&mut reading, Filter { words: " topic 3% ", ..filter }).await, (vec![3], 1));
        assert_eq!(list(&mut reading, Filter { words: "_opic", ..filter }).await, (vec![], 0), "no wildcards");
        drop(reading);
        let duty = decision(8, duty("technology-choice"), draft("tech-lead"));
        record(&store, &duty).await;
        let mut reading = store.reading().await.expect("open");
        let duties = [DutyId::new("code-review"), DutyId::new("technology-choice")];
        let titled = Filter { words: "by its title", duties: &duties, ..filter };
        assert_eq!(list(&mut reading, titled).await, (vec![8], 1), "{}", database.engine);
        assert_eq!(list(&mut reading, Filter { words: "choice", ..filter }).await, (vec![8], 1));
    }
}

#[tokio::test]
async fn a_team_has_a_number_of_decisions_in_force_and_no_more() {
    // The count is the same statement on both engines; one of them is enough for 500 rows.
    let store = furnished(&Database::sqlite()).await;
    let mut work = store.work().await.expect("open");
    for number in 1..=MOST_ACTIVE {
        let one = decision(number.try_into().expect("small"), topic(&format!("Topic {number}")), draft("tech-lead"));
        assert_eq!(work.record_decision(&one).await.expect("written"), Recorded::Done);
    }
    let more = decision(9_999, topic("One more"), draft("tech-lead"));
    assert_eq!(work.record_decision(&more).await.expect("written"), Recorded::Full);
}

#[tokio::test]
async fn a_removed_team_takes_its_decisions_with_it() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let people = Draft { decides: Decides::People(vec![Holder::Member(user(9))]), ..draft("x") };
        record(&store, &decision(1, topic("rota"), people)).await;
        let mut work = store.work().await.expect("open");
        assert!(work.remove_team(guild(1), team(1)).await.expect("removed"));
        assert_eq!(work.decision(guild(1), id(1)).await.expect("readable"), None, "{}", database.engine);
    }
}

#[tokio::test]
async fn what_is_no_revision_and_no_retirement_is_refused() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let first = decision(1, duty("hiring"), draft("tech-lead"));
        let mut work = store.work().await.expect("open");
        assert!(matches!(work.revise_decision(&first).await, Err(StoreError::Conflict)), "{}", database.engine);
        drop(work);
        record(&store, &first).await;
        let mut work = store.work().await.expect("open");
        assert!(matches!(work.retire_decision(&first).await, Err(StoreError::Conflict)));
    }
}
