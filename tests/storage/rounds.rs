//! Rounds: kept as they were started; at the close nothing is left that names who answered what.

use std::collections::BTreeMap;

use lanekeeper::{
    assessments::{
        gathering::{CLOSE, Fewest, Gathered, REMIND, RESULT, Round, State},
        questions::Answer,
        sitting::Sitting,
    },
    clock::Timestamp,
    handbook::{AssessmentId, DutyId},
    polls::{life::Closing, settings::Electorate},
    store::{Lease, RoundFilter, Store, StoreError, transfer::export},
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, ServerRoleId, UserId},
};

use crate::{
    databases::Database,
    sittings::{add as add_sitting, taking, user},
};

fn guild() -> GuildId {
    GuildId::new(1).expect("sound")
}

fn id(number: i64) -> RoundId {
    RoundId::new(number).expect("sound")
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn round(number: i64, participants: Electorate) -> Round {
    Round {
        id: id(number),
        guild: guild(),
        channel: ChannelId::new(2).expect("sound"),
        message: None,
        thread: None,
        result: None,
        team: None,
        assessment: AssessmentId::new("who-decides"),
        matter: Some("which 'vendor' we use $1".into()),
        duties: vec![DutyId::new("architecture"), DutyId::new("milestones")],
        should: true,
        participants,
        fewest: Fewest::new(5).expect("enough"),
        creator: Some(user(7)),
        created_at: at(number),
        remind_at: Some(at(500)),
        state: State::Open { deadline: at(1_000) },
        turnout: None,
        alphas: BTreeMap::new(),
        changed: 0,
    }
}

async fn start(store: &Store, round: &Round) {
    let mut work = store.work().await.expect("open");
    work.add_round(round).await.expect("written");
    work.commit().await.expect("committed");
}

async fn read(store: &Store, number: i64) -> Round {
    store.reading().await.expect("open").round(guild(), id(number)).await.expect("readable").expect("it is there")
}

async fn due(store: &Store) -> Vec<String> {
    let lease = Lease { holder: 1, now: at(i64::MAX), lasts: std::time::Duration::ZERO };
    let mut work = store.work().await.expect("open");
    let mut kinds: Vec<String> =
        work.lease_deadlines(lease, 9).await.expect("readable").into_iter().map(|deadline| deadline.kind).collect();
    kinds.sort();
    kinds
}

#[tokio::test]
async fn a_round_is_read_back_as_it_was_started() {
    for database in Database::each().await {
        let store = database.open().await;
        let role = ServerRoleId::new(u64::MAX).expect("sound");
        let rounds = [
            round(1, Electorate::Everyone),
            round(2, Electorate::ServerRole(role)),
            round(3, Electorate::Members(vec![user(7), user(8), user(u64::MAX >> 1)])),
            Round { remind_at: None, matter: None, duties: Vec::new(), ..round(4, Electorate::Everyone) },
        ];
        for round in &rounds {
            start(&store, round).await;
            assert_eq!(read(&store, round.id.get()).await, *round, "{}", database.engine);
        }
        let mut work = store.work().await.expect("open");
        assert!(matches!(work.add_round(&rounds[0]).await, Err(StoreError::Conflict)));
        drop(work);
        let mut work = store.work().await.expect("open");
        let mut held = work.hold_round(guild(), id(1)).await.expect("readable").expect("it is there");
        assert_eq!(held.changed, 1);
        held.message = MessageId::new(11).ok();
        held.thread = ChannelId::new(12).ok();
        held.result = MessageId::new(13).ok();
        work.keep_round(&held).await.expect("written");
        work.commit().await.expect("committed");
        assert_eq!(read(&store, 1).await, held, "{}", database.engine);
        let mut work = store.reading().await.expect("open");
        let announced = work.announced_rounds(9).await.expect("readable");
        assert_eq!(announced, [(guild(), held.channel, held.id)]);
        let newest = work.rounds(guild(), RoundFilter { most: 2, ..RoundFilter::default() }).await.expect("readable");
        assert_eq!(newest.iter().map(|round| round.id.get()).collect::<Vec<_>>(), [4, 3]);
        let none = RoundFilter { assessment: "team-health", most: 9, ..RoundFilter::default() };
        assert_eq!(work.rounds(guild(), none).await.expect("readable"), []);
        drop(work);
        let mut work = store.work().await.expect("open");
        assert!(work.remove_round(guild(), id(1)).await.expect("written"));
        assert!(!work.remove_round(guild(), id(1)).await.expect("written"));
    }
}

/// Five people's answers, so few of them to `milestones` that they are not kept.
fn answers(person: u64) -> [(String, Answer); 2] {
    let milestones = if person.is_multiple_of(2) { Answer::Skipped } else { Answer::Nobody };
    [("architecture".into(), Answer::Together), ("milestones".into(), milestones)]
}

#[tokio::test]
async fn after_the_close_nothing_tells_who_answered_what_and_who_did_not_finish_left_nothing() {
    for database in Database::each().await {
        let store = database.open().await;
        start(&store, &round(1, Electorate::Everyone)).await;
        assert_eq!(due(&store).await, [CLOSE, REMIND]);
        let people = 1_400_000_000_000_000_001..=1_400_000_000_000_000_006_u64;
        for (person, number) in people.clone().zip(20..) {
            assert!(add_sitting(&store, &taking(number, person, "who-decides", Some(id(1)))).await);
            assert!(!add_sitting(&store, &taking(number + 50, person, "who-decides", Some(id(1)))).await, "once each");
            let mut work = store.work().await.expect("open");
            let mut held = work.hold_sitting(guild(), user(person), taking(number, person, "", None).id).await;
            let held = held.as_mut().expect("readable").as_mut().expect("it is there");
            held.sitting.answers.extend(answers(person));
            held.sitting.words.insert("architecture".into(), format!("a word of {number}"));
            for question in ["architecture", "milestones"] {
                work.keep_answer(held, question).await.expect("written");
            }
            // The last one does not finish.
            held.done_at = (number < 25).then(|| at(number));
            held.shows_words = number == 21;
            work.keep_sitting(held).await.expect("written");
            work.commit().await.expect("committed");
        }
        let mut work = store.work().await.expect("open");
        let held = work.hold_round(guild(), id(1)).await.expect("readable").expect("it is there");
        let sittings = work.sittings_in(held.id).await.expect("readable");
        assert_eq!(sittings.len(), 6);
        let done: Vec<(Sitting, bool)> = sittings
            .into_iter()
            .filter(|taking| taking.is_done())
            .map(|taking| (taking.sitting, taking.shows_words))
            .collect();
        let gathered = Gathered::of(&done, held.fewest, None);
        let closed = held.closed(at(900), Closing::ByHand(UserId::new(7).ok()), Some(6), &gathered);
        work.close_round(&closed, &gathered).await.expect("written");
        work.commit().await.expect("committed");
        assert_eq!(due(&store).await, [RESULT], "{}", database.engine);
        let kept = read(&store, 1).await;
        assert_eq!(kept, closed, "{}", database.engine);
        assert_eq!(kept.turnout, Some((5, Some(6))));
        let left = store.reading().await.expect("open").gathered(&kept).await.expect("readable");
        assert_eq!(left, gathered, "{}", database.engine);
        let only = BTreeMap::from([("architecture".to_owned(), BTreeMap::from([(Answer::Together, 5)]))]);
        assert_eq!((left.answers, left.words), (only, vec![("architecture".to_owned(), "a word of 21".to_owned())]));
        // The file holds all that the database does.
        let mut file = Vec::new();
        export(&store, &mut file).await.expect("it can be read");
        let file = String::from_utf8(file).expect("text");
        for person in people {
            assert!(!file.contains(&person.to_string()), "{}: {person} stands in\n{file}", database.engine);
        }
        assert!(!file.contains("a word of 20") && file.contains("a word of 21"), "{}", database.engine);
    }
}
