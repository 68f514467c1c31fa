//! Sittings: one that is open of each person and assessment, kept answer by answer, nobody else's to see.

use std::sync::Arc;

use lanekeeper::{
    assessments::{
        questions::Answer,
        sitting::Sitting,
        taking::{Place, Taking},
    },
    clock::Timestamp,
    handbook::{AssessmentId, RoleId},
    store::Store,
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, SittingId, UserId},
};

use crate::databases::Database;

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

pub(crate) fn user(number: u64) -> UserId {
    UserId::new(number).expect("sound")
}

fn id(number: i64) -> SittingId {
    SittingId::new(number).expect("sound")
}

pub(crate) fn taking(number: i64, person: u64, assessment: &str, round: Option<RoundId>) -> Taking {
    Taking {
        id: id(number),
        guild: guild(1),
        person: user(person),
        assessment: AssessmentId::new(assessment),
        round,
        seed: u64::MAX,
        place: Place::Replies,
        started_at: Timestamp::from_millis(number),
        done_at: None,
        shows_words: false,
        sitting: Sitting::default(),
    }
}

pub(crate) async fn add(store: &Store, taking: &Taking) -> bool {
    let mut work = store.work().await.expect("open");
    let added = work.add_sitting(taking).await.expect("written");
    work.commit().await.expect("committed");
    added
}

async fn read(store: &Store, number: i64, person: u64) -> Option<Taking> {
    store.reading().await.expect("open").sitting(guild(1), user(person), id(number)).await.expect("readable")
}

#[tokio::test]
async fn a_sitting_is_read_back_as_it_was_kept_by_its_person_alone() {
    for database in Database::each().await {
        let store = database.open().await;
        assert!(add(&store, &taking(5, 7, "which-path", None)).await);
        let mut work = store.work().await.expect("open");
        let mut held = work.hold_sitting(guild(1), user(7), id(5)).await.expect("readable").expect("it is there");
        assert_eq!(held, taking(5, 7, "which-path", None));
        let thread = ChannelId::new(u64::MAX).expect("sound");
        held.place = Place::Thread { thread, private: true, message: MessageId::new(9).ok() };
        let answers =
            [("one", Answer::Point(5)), ("two", Answer::Role(RoleId::new("tech-lead"))), ("three", Answer::Skipped)];
        held.sitting.answers.extend(answers.map(|(key, answer)| (key.to_owned(), answer)));
        held.sitting.words.insert("one".into(), "it's $1, a \"word\"".into());
        held.sitting.words.insert("four".into(), "before an answer".into());
        held.sitting.at = Some("four".into());
        held.shows_words = true;
        for question in ["one", "two", "three", "four"] {
            work.keep_answer(&held, question).await.expect("written");
        }
        held.sitting.answers.insert("one".into(), Answer::Point(1));
        work.keep_answer(&held, "one").await.expect("written again");
        held.done_at = Some(Timestamp::from_millis(i64::MAX));
        work.keep_sitting(&held).await.expect("written");
        work.commit().await.expect("committed");
        assert_eq!(read(&store, 5, 7).await, Some(held.clone()), "{}", database.engine);
        assert_eq!(read(&store, 5, 8).await, None, "nobody else's");
        let mut work = store.work().await.expect("open");
        assert_eq!(work.hold_sitting(guild(1), user(8), id(5)).await.expect("readable"), None);
        assert_eq!(work.sitting(guild(2), user(7), id(5)).await.expect("readable"), None, "another server's");
        assert!(!work.remove_sitting(guild(1), user(8), id(5)).await.expect("readable"));
        assert!(work.remove_sitting(guild(1), user(7), id(5)).await.expect("written"));
        work.commit().await.expect("committed");
        assert_eq!(read(&store, 5, 7).await, None, "{}", database.engine);
    }
}

#[tokio::test]
async fn a_person_has_one_open_sitting_of_an_assessment_and_as_many_as_they_like_that_are_done() {
    for database in Database::each().await {
        let store = database.open().await;
        for (number, person, assessment, added) in [
            (1, 7, "which-path", true),
            (2, 7, "which-path", false),
            (3, 8, "which-path", true),
            (4, 7, "role-clarity", true),
        ] {
            let is = add(&store, &taking(number, person, assessment, None)).await;
            assert_eq!(is, added, "{}: {number}", database.engine);
        }
        let mut work = store.work().await.expect("open");
        let done = Taking { done_at: Some(Timestamp::from_millis(9)), ..taking(1, 7, "which-path", None) };
        work.keep_sitting(&done).await.expect("written");
        work.commit().await.expect("committed");
        assert!(add(&store, &taking(5, 7, "which-path", None)).await);
        let mine = store.reading().await.expect("open").sittings_of(guild(1), user(7)).await.expect("readable");
        assert_eq!(mine.iter().map(|taking| taking.id.get()).collect::<Vec<_>>(), [5, 4, 1], "{}", database.engine);
    }
}

#[tokio::test]
async fn of_two_who_begin_at_once_one_does() {
    for database in Database::each().await {
        let store = Arc::new(database.open().await);
        let beginning = (1..=8).map(|number| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { add(&store, &taking(number, 7, "which-path", None)).await })
        });
        let mut begun = 0;
        for one in beginning.collect::<Vec<_>>() {
            begun += u32::from(one.await.expect("it does not panic"));
        }
        assert_eq!(begun, 1, "{}", database.engine);
    }
}
