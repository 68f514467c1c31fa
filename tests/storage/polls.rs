//! Polls: kept as they were made, one ballot for each voter, and no vote crosses a close.

use std::sync::Arc;

use lanekeeper::{
    clock::Timestamp,
    handbook::{DutyId, RoleId},
    polls::{
        amendment::Change,
        ballot::{Ballot, Stance, Vote},
        life::{CLOSE, Closing, Settlement, State},
        options::{OptionId, Options},
        poll::{Called, Followed, Poll, Voter},
        pseudonym::PollKey,
        settings::{Electorate, Force, Kind, Quorum, Reasons, Settings},
    },
    store::{Lease, PollFilter, Store, StoreError},
    workspace::{
        decision::Decides,
        ids::{ChannelId, DecisionId, GuildId, MessageId, PollId, ServerRoleId, TeamId, UserId},
        names::TeamName,
        subject::Subject,
        team::Holder,
    },
};

use crate::databases::Database;

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

fn user(number: u64) -> UserId {
    UserId::new(number).expect("sound")
}

fn id(number: i64) -> PollId {
    PollId::new(number).expect("sound")
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn poll(number: i64, settings: Settings) -> Poll {
    Poll {
        id: id(number),
        guild: guild(1),
        channel: ChannelId::new(2).expect("sound"),
        message: None,
        result: None,
        team: None,
        about: None,
        creator: Some(user(7)),
        created_at: at(number),
        question: "Tabs or 'spaces'? $1 🕰".into(),
        options: Options::of_line("tabs|spaces|both").expect("three"),
        key: settings.anonymous.then(|| PollKey::stored([7; 32])),
        settings,
        state: State::Open { deadline: None },
        turnout: None,
        followed: Followed::default(),
        amendments: Vec::new(),
        changed: 0,
    }
}

fn plain(number: i64) -> Poll {
    poll(number, Settings::plain(Kind::One))
}

fn one(option: u8) -> Ballot {
    Ballot { vote: Vote::One(OptionId::new(option)), reason: None }
}

async fn add(store: &Store, poll: &Poll) {
    let mut work = store.work().await.expect("open");
    work.add_poll(poll).await.expect("written");
    work.commit().await.expect("committed");
}

async fn read(store: &Store, number: i64) -> Poll {
    store.reading().await.expect("open").poll(guild(1), id(number)).await.expect("readable").expect("it is there")
}

/// Votes as the bot does: holds the poll, looks whether it takes votes, casts.
async fn vote(store: &Store, number: i64, person: u64, ballot: Ballot) -> bool {
    let mut work = store.work().await.expect("open");
    let held = work.hold_poll(guild(1), id(number)).await.expect("readable").expect("it is there");
    if held.state.takes_votes(at(0)).is_err() {
        return false;
    }
    let voter = held.voter(user(person)).expect("it is open");
    work.cast_ballot(held.id, voter, &ballot).await.expect("written");
    work.commit().await.expect("committed");
    true
}

async fn close(store: &Store, number: i64, now: Timestamp, why: Closing) -> Poll {
    let mut work = store.work().await.expect("open");
    let held = work.hold_poll(guild(1), id(number)).await.expect("readable").expect("it is there");
    let turnout = held.turnout_of(None, &work.ballots(held.id).await.expect("readable")).ok();
    let closed = Poll { state: held.state.close(now, why).expect("it may close"), turnout, ..held };
    work.keep_poll(&closed).await.expect("written");
    work.commit().await.expect("committed");
    closed
}

#[tokio::test]
async fn a_poll_is_read_back_as_it_was_made() {
    for database in Database::each().await {
        let store = database.open().await;
        let team = TeamId::new(21).expect("sound");
        let mut work = store.work().await.expect("open");
        work.add_team(guild(1), team, &TeamName::new("Checkout").expect("sound")).await.expect("free");
        work.commit().await.expect("committed");
        let role = ServerRoleId::new(i64::MAX as u64 + 1).expect("sound");
        let quorum = Quorum { count: Some(3), percent: Some(50), per_role: vec![(RoleId::new("tech-lead"), 1)] };
        let owns = Poll {
            team: Some(team),
            about: Some(Subject::Duty(DutyId::new("technology-choice"))),
            options: Options::settling([
                ("Tech lead".into(), Decides::Roles(vec![RoleId::new("tech-lead")])),
                ("Leo".into(), Decides::People(vec![Holder::Member(user(9))])),
            ])
            .expect("two"),
            followed: Followed {
                decision: DecisionId::new(31).ok(),
                call: Some(Called { text: "As it is.".into(), at: at(5) }),
            },
            state: State::Open { deadline: Some(at(900)) },
            ..poll(
                1,
                Settings {
                    anonymous: true,
                    hidden_until_close: true,
                    electorate: Electorate::Members(vec![user(7), user(9)]),
                    quorum,
                    reasons: Reasons::Required,
                    force: Force::Binding,
                    ..Settings::plain(Kind::Several { most: 2 })
                },
            )
        };
        let electorates = [Electorate::Everyone, Electorate::ServerRole(role), Electorate::Team(team)];
        let kinds = [Kind::Proposal, Kind::Scale { from: 0, to: 5 }, Kind::Ranked];
        let forces = [Force::SenseCheck, Force::Advice { decider: Some(user(7)) }, Force::Advice { decider: None }];
        let mut polls = vec![owns];
        for (number, ((electorate, kind), force)) in (2..).zip(electorates.into_iter().zip(kinds).zip(forces)) {
            polls.push(poll(number, Settings { electorate, force, ..Settings::plain(kind) }));
        }
        for poll in &polls {
            add(&store, poll).await;
            assert_eq!(&read(&store, poll.id.get()).await, poll, "{}", database.engine);
        }
        let mut work = store.work().await.expect("open");
        assert!(matches!(work.add_poll(&polls[0]).await, Err(StoreError::Conflict)));
    }
}

#[tokio::test]
async fn a_poll_is_its_servers() {
    for database in Database::each().await {
        let store = database.open().await;
        add(&store, &Poll { message: MessageId::new(5).ok(), ..plain(1) }).await;
        let mut work = store.work().await.expect("open");
        assert_eq!(work.poll(guild(2), id(1)).await.expect("readable"), None, "{}", database.engine);
        assert_eq!(work.hold_poll(guild(2), id(1)).await.expect("readable"), None);
        let message = MessageId::new(5).expect("sound");
        assert_eq!(work.poll_of_message(guild(2), message).await.expect("readable"), None);
        assert_eq!(work.poll_of_message(guild(1), message).await.expect("readable"), Some(id(1)));
        assert_eq!(
            work.polls(guild(2), PollFilter { most: 9, ..PollFilter::default() }).await.expect("readable").all,
            0
        );
    }
}

#[tokio::test]
async fn one_voter_has_one_ballot_and_may_change_it_or_take_it_back() {
    for database in Database::each().await {
        let store = database.open().await;
        for (number, anonymous) in [(1, false), (2, true)] {
            let poll = poll(number, Settings { anonymous, ..Settings::plain(Kind::One) });
            add(&store, &poll).await;
            let voter = poll.voter(user(9)).expect("it is open");
            let with_reason = Ballot { reason: Some("I know it".into()), ..one(2) };
            let mut work = store.work().await.expect("open");
            assert_eq!(work.cast_ballot(poll.id, voter, &one(0)).await.expect("written"), None);
            assert_eq!(work.cast_ballot(poll.id, voter, &with_reason).await.expect("written"), Some(one(0)));
            let ballots = work.ballots(poll.id).await.expect("readable");
            assert_eq!((ballots.len(), &ballots[0].ballot, ballots[0].voter), (1, &with_reason, voter));
            assert_eq!(work.count_ballots(poll.id).await.expect("readable"), 1);
            assert_eq!(work.withdraw_ballot(poll.id, voter).await.expect("written"), Some(with_reason));
            assert_eq!(work.withdraw_ballot(poll.id, voter).await.expect("written"), None, "{}", database.engine);
        }
    }
}

#[tokio::test]
async fn an_objection_holds_a_poll_up_until_it_is_dealt_with() {
    for database in Database::each().await {
        let store = database.open().await;
        let open = State::Open { deadline: Some(at(900)) };
        add(&store, &Poll { state: open, ..poll(1, Settings::plain(Kind::Proposal)) }).await;
        let objection = Ballot { vote: Vote::Stance(Stance::Objection), reason: Some("it breaks the audit".into()) };
        assert!(vote(&store, 1, 9, objection).await);
        assert_eq!(read(&store, 1).await.state, State::HeldUp { deadline: Some(at(900)), objections: 1 });
        let mut work = store.work().await.expect("open");
        let voter = Voter::Named(user(9));
        assert!(work.settle_objection(id(1), voter, Settlement::Overruled).await.expect("written"));
        assert!(!work.settle_objection(id(1), voter, Settlement::Resolved).await.expect("written"), "it is settled");
        assert_eq!(work.poll(guild(1), id(1)).await.expect("readable").map(|poll| poll.state), Some(open));
        let cast = work.ballot(id(1), voter).await.expect("readable").expect("it is there");
        assert_eq!(cast.settled, Some(Settlement::Overruled), "{}", database.engine);
    }
}

#[tokio::test]
async fn the_close_has_a_deadline_while_the_poll_is_open() {
    for database in Database::each().await {
        let store = database.open().await;
        add(&store, &Poll { state: State::Open { deadline: Some(at(900)) }, ..plain(1) }).await;
        let lease = Lease { holder: 1, now: at(900), lasts: std::time::Duration::from_secs(30) };
        let mut work = store.work().await.expect("open");
        let due = work.lease_deadlines(lease, 9).await.expect("readable");
        assert_eq!(due.iter().map(|due| (due.kind.as_str(), due.subject)).collect::<Vec<_>>(), [(CLOSE, 1)]);
        drop(work);
        let closed = close(&store, 1, at(950), Closing::Deadline { due: at(900) }).await;
        assert_eq!(read(&store, 1).await, closed, "{}", database.engine);
        assert_eq!(store.reading().await.expect("open").next_deadline(at(0)).await.expect("readable"), None);
    }
}

#[tokio::test]
async fn the_key_of_an_anonymous_poll_is_gone_after_its_close() {
    for database in Database::each().await {
        let store = database.open().await;
        add(&store, &poll(1, Settings { anonymous: true, ..Settings::plain(Kind::One) })).await;
        assert!(vote(&store, 1, 9, one(1)).await);
        assert!(read(&store, 1).await.key.is_some());
        // The key is still in the value that is handed in; it is not kept.
        assert!(close(&store, 1, at(5), Closing::ByHand(Some(user(7)))).await.key.is_some());
        let closed = read(&store, 1).await;
        assert_eq!((closed.key.clone(), closed.voter(user(9)).is_err()), (None, true), "{}", database.engine);
        assert_eq!(store.reading().await.expect("open").count_ballots(id(1)).await.expect("readable"), 1);
    }
}

#[tokio::test]
async fn polls_are_listed_by_channel_creator_and_state() {
    for database in Database::each().await {
        let store = database.open().await;
        let elsewhere = ChannelId::new(3).expect("sound");
        let shown = |number| Poll { message: MessageId::new(5).ok(), ..plain(number) };
        add(&store, &shown(1)).await;
        add(&store, &Poll { channel: elsewhere, ..shown(2) }).await;
        add(&store, &Poll { creator: Some(user(8)), ..shown(3) }).await;
        // It has not started.
        add(&store, &plain(4)).await;
        close(&store, 1, at(5), Closing::AllVoted).await;
        let mut reading = store.reading().await.expect("open");
        let every = PollFilter { most: 9, ..PollFilter::default() };
        for (filter, expected) in [
            (every, vec![3, 2, 1]),
            (PollFilter { channel: Some(elsewhere), ..every }, vec![2]),
            (PollFilter { creator: Some(user(7)), ..every }, vec![2, 1]),
            (PollFilter { open: Some(true), ..every }, vec![3, 2]),
            (PollFilter { open: Some(false), ..every }, vec![1]),
        ] {
            let page = reading.polls(guild(1), filter).await.expect("readable");
            let found: Vec<i64> = page.rows.iter().map(|poll| poll.id.get()).collect();
            assert_eq!((found.len() as u64, found), (page.all, expected), "{} {filter:?}", database.engine);
        }
        let page = reading.polls(guild(1), PollFilter { most: 1, skip: 1, ..every }).await.expect("readable");
        assert_eq!((page.rows[0].id, page.all), (id(2), 3));
    }
}

#[tokio::test]
async fn an_option_is_struck_from_every_ballot_and_who_has_nothing_left_is_named() {
    for database in Database::each().await {
        let store = database.open().await;
        add(&store, &poll(1, Settings::plain(Kind::Several { most: 3 }))).await;
        let option = OptionId::new;
        let several =
            |ids: &[u8]| Ballot { vote: Vote::Several(ids.iter().map(|id| option(*id)).collect()), reason: None };
        for (person, chosen) in [(3, &[0, 1][..]), (4, &[1]), (5, &[2])] {
            assert!(vote(&store, 1, person, several(chosen)).await);
        }
        let mut work = store.work().await.expect("open");
        let held = work.hold_poll(guild(1), id(1)).await.expect("readable").expect("there");
        let amended = held.amend(Change::Remove(option(1)), at(6)).expect("open");
        let lost = work.strike_option(id(1), option(1)).await.expect("written");
        assert_eq!(lost.iter().map(|cast| cast.voter).collect::<Vec<_>>(), [Voter::Named(user(4))]);
        work.keep_poll(&amended).await.expect("kept");
        work.commit().await.expect("kept");
        let kept = read(&store, 1).await;
        assert_eq!((kept.settings.kind, kept.amendments.len()), (Kind::Several { most: 2 }, 1), "{}", database.engine);
        assert_eq!(kept.amendments, amended.amendments);
        let left = store.reading().await.expect("open").ballots(id(1)).await.expect("readable");
        let left: Vec<_> = left.into_iter().map(|cast| (cast.voter, cast.ballot)).collect();
        assert_eq!(left, [(Voter::Named(user(3)), several(&[0])), (Voter::Named(user(5)), several(&[2]))]);
    }
}

/// Twenty people vote while the poll is being closed: each vote that was taken is in the count that the close has seen.
#[tokio::test]
async fn no_vote_crosses_a_close() {
    for database in Database::each().await {
        let store = Arc::new(database.open().await);
        add(&store, &plain(1)).await;
        let voting: Vec<_> = (1..=20)
            .map(|person| {
                let store = Arc::clone(&store);
                tokio::spawn(async move { vote(&store, 1, person, one(0)).await })
            })
            .collect();
        let closing = {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let mut work = store.work().await.expect("open");
                let held = work.hold_poll(guild(1), id(1)).await.expect("readable").expect("it is there");
                let counted = work.count_ballots(held.id).await.expect("readable");
                let closed = Poll { state: held.state.close(at(1), Closing::AllVoted).expect("open"), ..held };
                work.keep_poll(&closed).await.expect("written");
                work.commit().await.expect("committed");
                counted
            })
        };
        let counted = closing.await.expect("no panic");
        let mut taken = 0;
        for voter in voting {
            taken += u32::from(voter.await.expect("no panic"));
        }
        let kept = store.reading().await.expect("open").count_ballots(id(1)).await.expect("readable");
        assert_eq!((counted, kept), (taken, taken), "{}", database.engine);
    }
}

#[tokio::test]
async fn polls_that_are_shown_are_known_in_all_servers_and_one_can_be_taken_away() {
    for database in Database::each().await {
        let store = database.open().await;
        let shown = |number, of| Poll { message: MessageId::new(5).ok(), guild: guild(of), ..plain(number) };
        let deadline = State::Open { deadline: Some(at(900)) };
        for poll in [shown(1, 1), Poll { state: deadline, ..shown(2, 2) }, plain(3), shown(4, 1)] {
            add(&store, &poll).await;
        }
        close(&store, 4, at(5), Closing::AllVoted).await;
        let channel = ChannelId::new(2).expect("sound");
        let shown = store.reading().await.expect("open").shown_polls(9).await.expect("readable");
        assert_eq!(shown, [(guild(2), channel, id(2)), (guild(1), channel, id(1))], "{}", database.engine);
        let mut work = store.work().await.expect("open");
        work.cast_ballot(id(2), Voter::Named(user(9)), &one(0)).await.expect("written");
        assert!(!work.remove_poll(guild(1), id(2)).await.expect("written"), "it is another server's");
        assert!(work.remove_poll(guild(2), id(2)).await.expect("written"));
        assert_eq!(work.next_deadline(at(0)).await.expect("readable"), None, "{}", database.engine);
    }
}

#[tokio::test]
async fn the_open_poll_of_a_team_about_a_subject_is_found_once_it_is_shown_or_while_it_is_new() {
    for database in Database::each().await {
        let store = database.open().await;
        let team = TeamId::new(21).expect("sound");
        let mut work = store.work().await.expect("open");
        work.add_team(guild(1), team, &TeamName::new("Checkout").expect("sound")).await.expect("free");
        work.commit().await.expect("committed");
        let about = Subject::Duty(DutyId::new("technology-choice"));
        let poll = Poll { team: Some(team), about: Some(about.clone()), ..plain(5) };
        add(&store, &poll).await;
        let found = async |guild, subject: &Subject, since| {
            let mut work = store.reading().await.expect("open");
            let open = work.open_poll_about(guild, team, subject, at(since)).await.expect("readable");
            open.map(|open| open.id)
        };
        assert_eq!(found(guild(1), &about, 4).await, Some(poll.id), "it is being started");
        assert_eq!(found(guild(1), &about, 5).await, None, "nobody went on with it");
        let mut work = store.work().await.expect("open");
        let shown = Poll { message: MessageId::new(9).ok(), ..read(&store, 5).await };
        work.keep_poll(&shown).await.expect("written");
        work.commit().await.expect("committed");
        assert_eq!(found(guild(1), &about, 5).await, Some(poll.id));
        assert_eq!(found(guild(2), &about, 5).await, None);
        assert_eq!(found(guild(1), &Subject::Duty(DutyId::new("architecture")), 5).await, None);
        close(&store, 5, at(7), Closing::AllVoted).await;
        assert_eq!(found(guild(1), &about, 0).await, None);
    }
}
