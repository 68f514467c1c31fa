//! Questions handed to people: read back as they were kept, of two events at once one, a deadline that moves along.

use lanekeeper::{
    clock::Timestamp,
    handbook::{DutyId, RoleId},
    store::{Advanced, Store, StoreError},
    workspace::{
        ids::{ChannelId, GuildId, MessageId, RequestId, ServerRoleId, TeamId, UserId},
        names::{TeamName, Topic},
        request::{Candidate, DUE, PATIENCE, POSTED_WITHIN, Question, Quota, Request},
        subject::Subject,
        team::{Holder, Person, Team},
    },
};
use sqlx::Connection;

use crate::databases::Database;

const FREE: Quota = Quota { open: 0, last_day: 0, waiting: 0 };

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

fn team_id(number: i64) -> TeamId {
    TeamId::new(number).expect("sound")
}

fn id(number: i64) -> RequestId {
    RequestId::new(number).expect("sound")
}

fn user(number: u64) -> UserId {
    UserId::new(number).expect("sound")
}

fn person(number: u64) -> Person<'static> {
    Person { user: user(number), server_roles: &[] }
}

fn channel(number: u64) -> ChannelId {
    ChannelId::new(number).expect("sound")
}

fn message(number: u64) -> MessageId {
    MessageId::new(number).expect("sound")
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn duty(name: &str) -> Subject {
    Subject::Duty(DutyId::new(name))
}

/// A request of server 1 and its team 1, in which 7 asks 9.
fn request(number: i64, subject: Subject) -> Request {
    asked_by(7, number, subject, 10)
}

fn asked_by(asker: u64, number: i64, subject: Subject, millis: i64) -> Request {
    let question = Question {
        id: id(number),
        guild: guild(1),
        team: team_id(1),
        subject,
        role: Some(RoleId::new("tech-lead")),
        text: "which 'queue'? 🕰 $1\nreally".into(),
        channel: channel(5),
        due: None,
    };
    Request::ask(question, user(asker), Holder::Member(user(9)), FREE, at(millis)).expect("within the limits")
}

/// A store in which server 1 has team 1 and server 2 has team 2.
async fn furnished(database: &Database) -> Store {
    let store = database.open().await;
    let mut work = store.work().await.expect("open");
    for number in [1, 2] {
        let name = TeamName::new("Checkout").expect("sound");
        work.add_team(guild(number), team_id(number.cast_signed()), &name).await.expect("free");
    }
    work.commit().await.expect("committed");
    store
}

async fn the_team(store: &Store) -> Team {
    let team = store.reading().await.expect("open").team(guild(1), team_id(1)).await.expect("readable");
    team.expect("it is there")
}

async fn add(store: &Store, request: &Request) {
    let mut work = store.work().await.expect("open");
    assert!(work.add_request(request).await.expect("written"));
    work.commit().await.expect("committed");
}

async fn advance(store: &Store, request: &Request) -> Advanced {
    let mut work = store.work().await.expect("open");
    let advanced = work.advance_request(request).await.expect("written");
    work.commit().await.expect("committed");
    advanced
}

async fn read(store: &Store, number: i64) -> Option<Request> {
    store.reading().await.expect("open").request(guild(1), id(number)).await.expect("readable")
}

async fn due(store: &Store) -> Option<Timestamp> {
    store.reading().await.expect("open").next_deadline(at(0)).await.expect("readable")
}

#[tokio::test]
async fn a_request_is_read_back_as_it_was_kept_with_its_whole_trail() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let candidate = Candidate { holder: Holder::Member(user(i64::MAX as u64)), is_bot: false, is_member: true };
        let first = request(1, duty("hiring"));
        add(&store, &first).await;
        assert_eq!(read(&store, 1).await, Some(first.clone()), "{}", database.engine);
        let mut now = first.hand_on(person(9), candidate, at(11)).expect("they may");
        assert_eq!(advance(&store, &now).await, Advanced::Done);
        let role = Holder::ServerRole(ServerRoleId::new(8).expect("sound"));
        for next in [Some(role), None] {
            now = now.time_out(next, at(12)).expect("waited for");
            assert_eq!(advance(&store, &now).await, Advanced::Done);
        }
        now = now.withdraw(person(7), at(13)).expect("it is theirs");
        assert_eq!(advance(&store, &now).await, Advanced::Done);
        assert_eq!(read(&store, 1).await, Some(now), "{}", database.engine);
    }
}

#[tokio::test]
async fn of_two_who_take_it_at_once_one_wins_and_the_other_reads_who() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let asked = request(1, duty("hiring"));
        add(&store, &asked).await;
        let asked = asked.time_out(Some(Holder::Member(user(8))), at(11)).expect("waited for");
        assert_eq!(advance(&store, &asked).await, Advanced::Done);
        let team = the_team(&store).await;
        let taking = [8, 9].map(|whom| {
            let (store, taken) =
                (store.clone(), asked.accept(person(whom), &team, &[], at(12)).expect("they were asked"));
            tokio::spawn(async move { (advance(&store, &taken).await, taken) })
        });
        let mut won = Vec::new();
        let mut lost = Vec::new();
        for one in taking {
            match one.await.expect("nobody panics") {
                (Advanced::Done, taken) => won.push(taken),
                (Advanced::TooLate(now), _) => lost.push(*now),
                (Advanced::NotThere, _) => panic!("{}: it is there", database.engine),
            }
        }
        assert_eq!((won.len(), &lost), (1, &won), "{}", database.engine);
        assert_eq!(read(&store, 1).await, won.pop());
    }
}

#[tokio::test]
async fn its_deadline_moves_along_and_goes_when_it_is_over() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let asked = request(1, duty("hiring"));
        add(&store, &asked).await;
        assert_eq!(due(&store).await, Some(at(10).plus(POSTED_WITHIN)), "{}: not posted yet", database.engine);
        let mut work = store.work().await.expect("open");
        assert!(work.set_request_message(guild(1), id(1), channel(5), message(55)).await.expect("kept"));
        work.commit().await.expect("committed");
        assert_eq!(due(&store).await, Some(at(10).plus(PATIENCE)), "{}", database.engine);
        let asked = read(&store, 1).await.expect("there");
        let next = asked.time_out(Some(Holder::Member(user(8))), at(50)).expect("waited for");
        advance(&store, &next).await;
        assert_eq!(due(&store).await, Some(at(50).plus(PATIENCE)));
        let over = next.withdraw(person(7), at(60)).expect("it is theirs");
        advance(&store, &over).await;
        assert_eq!(due(&store).await, None);
        add(&store, &request(2, duty("hiring"))).await;
        let mut work = store.work().await.expect("open");
        assert!(work.remove_request(guild(1), id(2)).await.expect("removed"));
        assert!(!work.remove_request(guild(1), id(2)).await.expect("gone"));
        work.commit().await.expect("committed");
        assert_eq!((read(&store, 2).await, due(&store).await), (None, None));
    }
}

#[tokio::test]
async fn open_requests_about_the_same_thing_are_found_the_latest_first() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let topic = |name: &str| Subject::Topic(Topic::new(name).expect("sound"));
        for (number, subject) in [(1, topic("Queues")), (2, topic("QUEUES")), (3, duty("queues")), (4, topic("queues"))]
        {
            add(&store, &request(number, subject)).await;
        }
        let over = request(2, topic("QUEUES")).withdraw(person(7), at(11)).expect("it is theirs");
        assert_eq!(advance(&store, &over).await, Advanced::Done);
        let mut reading = store.reading().await.expect("open");
        let mut found = async |most| {
            let found = reading.open_requests_about(guild(1), team_id(1), &topic("queues"), most).await;
            found.expect("readable").iter().map(|request| request.question.id.get()).collect::<Vec<_>>()
        };
        assert_eq!((found(9).await, found(1).await), (vec![4, 1], vec![4]), "{}", database.engine);
    }
}

#[tokio::test]
async fn what_a_person_asked_is_counted_in_each_server_by_itself() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        for (asker, number, millis) in [(7, 1, 10), (7, 2, 20), (7, 3, 30), (8, 4, 30)] {
            add(&store, &asked_by(asker, number, duty("hiring"), millis)).await;
        }
        let over = asked_by(7, 3, duty("hiring"), 30).withdraw(person(7), at(31)).expect("it is theirs");
        assert_eq!(advance(&store, &over).await, Advanced::Done);
        let mut reading = store.reading().await.expect("open");
        let mut quota = async |server, asker| {
            reading.request_quota(guild(server), user(asker), Holder::Member(user(99)), at(10)).await
        };
        let two = Quota { open: 2, last_day: 2, waiting: 0 };
        assert_eq!(quota(1, 7).await.expect("readable"), two, "{}", database.engine);
        assert_eq!(quota(2, 7).await.expect("readable"), FREE);
        assert_eq!(quota(1, 99).await.expect("readable"), FREE);
    }
}

#[tokio::test]
async fn what_waits_for_somebody_is_counted_until_they_have_taken_it_or_turned_it_away() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let team = the_team(&store).await;
        let asked = [1, 2, 3, 4].map(|number: i64| asked_by(20 + number.unsigned_abs(), number, duty("hiring"), 10));
        for request in &asked {
            add(&store, request).await;
        }
        let waiting = async |whom: u64| {
            let mut reading = store.reading().await.expect("open");
            let quota = reading.request_quota(guild(1), user(7), Holder::Member(user(whom)), at(0)).await;
            quota.expect("readable").waiting
        };
        assert_eq!(waiting(9).await, 4, "{}", database.engine);
        let eleven = Candidate { holder: Holder::Member(user(11)), is_bot: false, is_member: true };
        let on = asked[0].hand_on(person(9), eleven, at(11)).expect("it was asked");
        let taken = asked[1].accept(person(9), &team, &[], at(11)).expect("it was asked");
        let away = asked[2].decline(person(9), at(11)).expect("it was asked");
        for next in [&on, &taken, &away] {
            assert_eq!(advance(&store, next).await, Advanced::Done);
        }
        assert_eq!((waiting(9).await, waiting(11).await), (1, 1), "{}", database.engine);
        // Nobody else is left to be asked: it waits for the same one still.
        let stays = asked[3].time_out(None, at(12)).expect("it waits");
        assert_eq!(advance(&store, &stays).await, Advanced::Done);
        assert_eq!(waiting(9).await, 1, "{}", database.engine);
    }
}

#[tokio::test]
async fn of_two_who_ask_at_once_the_second_sees_what_the_first_has_kept() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let asking = [1, 2].map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut work = store.work().await.expect("open");
                assert!(work.change_team(guild(1), team_id(1)).await.expect("in turn"));
                let open = work.open_requests_about(guild(1), team_id(1), &duty("hiring"), 9).await.expect("readable");
                if open.is_empty() {
                    assert!(work.add_request(&request(number, duty("hiring"))).await.expect("written"));
                }
                work.commit().await.expect("committed");
                open.len()
            })
        });
        let mut seen = Vec::new();
        for one in asking {
            seen.push(one.await.expect("nobody panics"));
        }
        seen.sort_unstable();
        assert_eq!(seen, [0, 1], "{}", database.engine);
        let mut work = store.work().await.expect("open");
        assert!(!work.change_team(guild(2), team_id(1)).await.expect("in turn"), "another server's team");
    }
}

#[tokio::test]
async fn ids_of_one_server_reach_no_request_of_another() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let ours = request(1, duty("hiring"));
        let theirs = |request: &Request| {
            let question = Question { guild: guild(2), ..request.question.clone() };
            Request::of_trail(question, None, request.trail().to_vec()).expect("sound")
        };
        let mut work = store.work().await.expect("open");
        assert!(!work.add_request(&theirs(&ours)).await.expect("their server has no such team"), "{}", database.engine);
        assert!(work.add_request(&ours).await.expect("ours"));
        let next = theirs(&ours.withdraw(person(7), at(11)).expect("it is theirs"));
        assert_eq!(work.advance_request(&next).await.expect("written"), Advanced::NotThere);
        assert!(!work.set_request_message(guild(2), id(1), channel(6), message(6)).await.expect("not there"));
        assert!(!work.remove_request(guild(2), id(1)).await.expect("not there"));
        assert_eq!(work.request(guild(2), id(1)).await.expect("readable"), None);
        work.commit().await.expect("committed");
        assert_eq!(read(&store, 1).await, Some(ours));
    }
}

#[tokio::test]
async fn the_message_is_kept_when_it_was_posted_and_goes_with_the_team() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        add(&store, &request(1, duty("hiring"))).await;
        let mut work = store.work().await.expect("open");
        assert!(work.set_request_message(guild(1), id(1), channel(6), message(66)).await.expect("kept"));
        work.commit().await.expect("committed");
        let kept = read(&store, 1).await.expect("there");
        assert_eq!((kept.message, kept.question.channel), (Some(message(66)), channel(6)), "{}", database.engine);
        let mut work = store.work().await.expect("open");
        assert!(work.remove_team(guild(1), team_id(1)).await.expect("removed"));
        work.commit().await.expect("committed");
        assert_eq!(read(&store, 1).await, None);
    }
}

#[tokio::test]
async fn a_trail_that_lacks_an_event_is_broken_not_guessed_at() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        add(&store, &request(1, duty("hiring"))).await;
        let mut connection = sqlx::AnyConnection::connect(&database.address).await.expect("it is there");
        let cut = sqlx::raw_sql("DELETE FROM request_events").execute(&mut connection).await;
        cut.expect("the statement is sound");
        let broken = store.reading().await.expect("open").request(guild(1), id(1)).await;
        assert!(matches!(broken, Err(StoreError::Broken { table: "requests", .. })), "{}: {broken:?}", database.engine);
    }
}

#[tokio::test]
async fn an_action_keeps_its_day_and_is_told_of_once_unless_it_is_over() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let mut work = store.work().await.expect("open");
        let topic = Subject::Topic(Topic::new("a list of vendors").expect("sound"));
        let asked = request(1, topic);
        let action = Question { due: Some(at(900)), ..asked.question.clone() };
        let action = Request::of_trail(action, None, asked.trail().to_vec()).expect("a trail");
        assert!(work.add_request(&action).await.expect("written"));
        assert_eq!(work.request(guild(1), id(1)).await.expect("readable"), Some(action.clone()));
        assert!(work.has_deadline(DUE, 1).await.expect("readable"));
        let done = action.withdraw(person(7), at(11)).expect("it is theirs");
        assert_eq!(work.advance_request(&done).await.expect("written"), Advanced::Done);
        assert!(!work.has_deadline(DUE, 1).await.expect("readable"), "{}", database.engine);
        work.commit().await.expect("committed");
    }
}

#[tokio::test]
async fn whatever_happens_to_a_request_its_team_has_changed() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let count = async || store.changes(guild(1)).await.expect("readable")[0].itself;
        let mut seen = vec![count().await];
        let asked = request(1, duty("hiring"));
        add(&store, &asked).await;
        seen.push(count().await);
        let mut work = store.work().await.expect("open");
        work.set_request_message(guild(1), id(1), channel(5), message(8)).await.expect("written");
        work.commit().await.expect("committed");
        seen.push(count().await);
        let team = the_team(&store).await;
        let taken = read(&store, 1).await.expect("kept").accept(person(9), &team, &[], at(20)).expect("they may");
        assert_eq!(advance(&store, &taken).await, Advanced::Done);
        seen.push(count().await);
        let mut work = store.work().await.expect("open");
        assert!(work.remove_request(guild(1), id(1)).await.expect("written"));
        work.commit().await.expect("committed");
        seen.push(count().await);
        assert!(seen.is_sorted_by(|before, after| before < after), "{}: {seen:?}", database.engine);
    }
}
