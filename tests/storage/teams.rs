//! Teams, channels and seats.

use lanekeeper::{
    clock::Timestamp,
    handbook::RoleId,
    store::{Orphan, Store, StoreError, Work},
    workspace::{
        ids::{ChannelId, GuildId, ServerRoleId, TeamId, UserId},
        names::TeamName,
        team::{Away, Holder, Seat, Team},
    },
};

use crate::databases::Database;

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

fn id(number: i64) -> TeamId {
    TeamId::new(number).expect("sound")
}

fn name(text: &str) -> TeamName {
    TeamName::new(text).expect("sound")
}

fn channel(number: u64) -> ChannelId {
    ChannelId::new(number).expect("sound")
}

fn member(number: u64) -> Holder {
    Holder::Member(UserId::new(number).expect("sound"))
}

fn seat(role: &str, holder: Holder) -> Seat {
    Seat { role: RoleId::new(role), holder, cover: None, away: None }
}

/// A store in which server 1 has the teams 1 (Checkout) and 2 (Search), and server 2 has team 3 (Checkout).
async fn furnished(database: &Database) -> Store {
    let store = database.open().await;
    let mut work = store.work().await.expect("open");
    for (server, team, called) in [(1, 1, "Checkout"), (1, 2, "Search"), (2, 3, "Checkout")] {
        work.add_team(guild(server), id(team), &name(called)).await.expect("the name is free");
    }
    work.commit().await.expect("committed");
    store
}

async fn teams(store: &Store, server: u64) -> Vec<Team> {
    store.reading().await.expect("open").teams(guild(server)).await.expect("readable")
}

#[tokio::test]
async fn a_name_is_free_in_another_server_and_taken_in_any_case_in_this_one() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let mut work = store.work().await.expect("open");
        let taken = work.add_team(guild(1), id(9), &name("CHECKOUT")).await;
        assert!(matches!(taken, Err(StoreError::Conflict)), "{}: {taken:?}", database.engine);
        drop(work);
        let mut work = store.work().await.expect("open");
        assert!(matches!(work.rename_team(guild(1), id(2), &name("checkout")).await, Err(StoreError::Conflict)));
        drop(work);
        let mut work = store.work().await.expect("open");
        assert!(work.rename_team(guild(1), id(2), &name("Billing")).await.expect("free"));
        work.commit().await.expect("committed");
        let names: Vec<String> = teams(&store, 1).await.iter().map(|team| team.name.to_string()).collect();
        assert_eq!(names, ["Billing", "Checkout"]);
    }
}

#[tokio::test]
async fn seats_are_read_back_as_they_were_filled() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let role = Holder::ServerRole(ServerRoleId::new(i64::MAX as u64).expect("sound"));
        let seats = [
            Seat { away: Some(Away::UntilFurtherNotice), ..seat("designer", role) },
            Seat {
                cover: Some(role),
                away: Some(Away::Until(Timestamp::from_millis(77))),
                ..seat("tech-lead", member(5))
            },
        ];
        let mut work = store.work().await.expect("open");
        assert!(work.set_seat(guild(1), id(1), &seat("tech-lead", member(4))).await.expect("filled"));
        for seat in &seats {
            assert!(work.set_seat(guild(1), id(1), seat).await.expect("filled"));
        }
        work.commit().await.expect("committed");
        assert_eq!(teams(&store, 1).await[0].seats, seats, "{}", database.engine);
        let mut work = store.work().await.expect("open");
        assert!(work.clear_seat(guild(1), id(1), &RoleId::new("designer")).await.expect("emptied"));
        assert!(!work.clear_seat(guild(1), id(1), &RoleId::new("designer")).await.expect("empty"));
        work.commit().await.expect("committed");
        assert_eq!(teams(&store, 1).await[0].seats, seats[1..]);
    }
}

#[tokio::test]
async fn a_channel_is_bound_to_one_team() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let mut work = store.work().await.expect("open");
        assert!(work.bind_channel(guild(1), id(1), channel(10)).await.expect("bound"));
        assert!(work.bind_channel(guild(1), id(1), channel(11)).await.expect("bound"));
        assert!(work.bind_channel(guild(1), id(2), channel(10)).await.expect("bound anew"));
        assert!(work.unbind_channel(guild(1), channel(11)).await.expect("free"));
        assert!(!work.unbind_channel(guild(1), channel(11)).await.expect("free already"));
        work.commit().await.expect("committed");
        let bound: Vec<Vec<ChannelId>> = teams(&store, 1).await.into_iter().map(|team| team.channels).collect();
        assert_eq!(bound, [vec![], vec![channel(10)]], "{}", database.engine);
    }
}

#[tokio::test]
async fn ids_of_one_server_reach_nothing_in_another() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let mut work = store.work().await.expect("open");
        assert!(work.set_seat(guild(2), id(3), &seat("tech-lead", member(1))).await.expect("their own"));
        assert!(work.bind_channel(guild(2), id(3), channel(30)).await.expect("their own"));
        assert!(!work.rename_team(guild(1), id(3), &name("Ours")).await.expect("not there"));
        assert!(!work.remove_team(guild(1), id(3)).await.expect("not there"));
        assert!(!work.set_seat(guild(1), id(3), &seat("tech-lead", member(2))).await.expect("not there"));
        assert!(!work.clear_seat(guild(1), id(3), &RoleId::new("tech-lead")).await.expect("not there"));
        assert!(!work.bind_channel(guild(1), id(3), channel(31)).await.expect("not there"));
        assert!(!work.unbind_channel(guild(1), channel(30)).await.expect("not there"));
        assert_eq!(work.team(guild(1), id(3)).await.expect("readable"), None);
        work.commit().await.expect("committed");
        let theirs = teams(&store, 2).await;
        assert_eq!(theirs[0].name, name("Checkout"), "{}", database.engine);
        assert_eq!((theirs[0].seats.len(), &theirs[0].channels[..]), (1, &[channel(30)][..]));
    }
}

#[tokio::test]
async fn a_removed_team_takes_its_channels_and_seats_with_it() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let mut work = store.work().await.expect("open");
        assert!(work.set_seat(guild(1), id(1), &seat("tech-lead", member(1))).await.expect("filled"));
        assert!(work.bind_channel(guild(1), id(1), channel(10)).await.expect("bound"));
        assert!(work.remove_team(guild(1), id(1)).await.expect("removed"));
        assert!(!work.remove_team(guild(1), id(1)).await.expect("gone"));
        // The same id again: nothing of the old team comes back.
        work.add_team(guild(1), id(1), &name("Checkout")).await.expect("the name is free again");
        work.commit().await.expect("committed");
        let again = &teams(&store, 1).await[0];
        assert!(again.seats.is_empty() && again.channels.is_empty(), "{}", database.engine);
    }
}

/// How often the teams 1, 2 and 3 have changed, their decisions left out.
async fn counts(store: &Store) -> Vec<u64> {
    let (mut here, there) =
        (store.changes(guild(1)).await.expect("readable"), store.changes(guild(2)).await.expect("readable"));
    let read = store.reading().await.expect("open").teams_with_changes(guild(1)).await.expect("readable");
    assert_eq!(here, read.1, "alone and beside the teams they are the same");
    here.extend(there);
    here.sort_by_key(|changes| changes.team);
    here.iter().map(|changes| changes.itself).collect()
}

/// Makes a change of which these teams are to take note, and no others.
async fn noted_by(store: &Store, teams: &[i64], what: &str, change: impl AsyncFnOnce(&mut Work)) {
    let before = counts(store).await;
    let mut work = store.work().await.expect("open");
    change(&mut work).await;
    work.commit().await.expect("committed");
    let after = counts(store).await;
    let changed: Vec<i64> =
        (1..).zip(before.iter().zip(&after)).filter(|(_, (b, a))| a > b).map(|(team, _)| team).collect();
    assert_eq!(changed, teams, "{what}");
}

#[tokio::test]
async fn each_change_is_counted_by_the_teams_that_it_is_about() {
    for database in Database::each().await {
        let store = furnished(&database).await;
        let lead = RoleId::new("tech-lead");
        let with = |holder, cover| Seat { cover, ..seat("tech-lead", holder) };
        noted_by(&store, &[1], "a channel is bound", async |work| {
            assert!(work.bind_channel(guild(1), id(1), channel(5)).await.expect("written"));
        })
        .await;
        noted_by(&store, &[1, 2], "it goes to another team", async |work| {
            assert!(work.bind_channel(guild(1), id(2), channel(5)).await.expect("written"));
        })
        .await;
        noted_by(&store, &[2], "it is deleted", async |work| {
            let gone = Orphan::Channel(channel(5));
            work.add_orphan(guild(1), gone, Timestamp::from_millis(1)).await.expect("written");
        })
        .await;
        noted_by(&store, &[2], "it is let go", async |work| {
            assert!(work.unbind_channel(guild(1), channel(5)).await.expect("written"));
        })
        .await;
        noted_by(&store, &[1], "a seat is filled", async |work| {
            assert!(work.set_seat(guild(1), id(1), &with(member(7), None)).await.expect("written"));
        })
        .await;
        noted_by(&store, &[2], "another one is covered", async |work| {
            assert!(work.set_seat(guild(1), id(2), &with(member(8), Some(member(7)))).await.expect("written"));
        })
        .await;
        noted_by(&store, &[1, 2], "who holds one and covers one leaves", async |work| {
            let gone = Orphan::Holder(member(7));
            work.add_orphan(guild(1), gone, Timestamp::from_millis(1)).await.expect("written");
        })
        .await;
        noted_by(&store, &[1, 2], "they come back", async |work| {
            work.clear_orphan(guild(1), Orphan::Holder(member(7))).await.expect("written");
        })
        .await;
        noted_by(&store, &[1], "a seat is emptied", async |work| {
            assert!(work.clear_seat(guild(1), id(1), &lead).await.expect("written"));
        })
        .await;
        noted_by(&store, &[2], "a team gets another name", async |work| {
            assert!(work.rename_team(guild(1), id(2), &name("Finding")).await.expect("written"));
        })
        .await;
        noted_by(&store, &[], "the same number in another server", async |work| {
            work.add_orphan(guild(2), Orphan::Holder(member(8)), Timestamp::from_millis(1)).await.expect("written");
        })
        .await;
    }
}

#[tokio::test]
async fn many_who_ask_at_once_are_each_told_of_their_own_server_as_it_is_by_then() {
    const SERVERS: u64 = 40;
    for database in Database::each().await {
        let store = database.open().await;
        let mut work = store.work().await.expect("open");
        for server in 1..=SERVERS {
            for team in 0..server % 3 {
                let number = i64::try_from(server * 10 + team).expect("small");
                work.add_team(guild(server), id(number), &name(&format!("Team {team}")))
                    .await
                    .expect("the name is free");
            }
        }
        work.commit().await.expect("committed");
        let asking = (1..=SERVERS).cycle().take(400).map(|server| {
            let store = store.clone();
            tokio::spawn(async move { (server, store.changes(guild(server)).await.expect("readable")) })
        });
        let asking: Vec<_> = asking.collect();
        // Some of those who ask go away.
        for one in asking.iter().skip(7).step_by(11) {
            one.abort();
        }
        let mut told = 0;
        for one in asking {
            let Ok((server, changes)) = one.await else { continue };
            let teams = (0..server % 3).map(|team| id(i64::try_from(server * 10 + team).expect("small")));
            assert_eq!(changes.iter().map(|changes| changes.team).collect::<Vec<_>>(), teams.collect::<Vec<_>>());
            told += 1;
        }
        assert!(told > 300, "{}: {told}", database.engine);
        // What was kept before somebody asks is seen.
        for number in 1..=20 {
            let mut work = store.work().await.expect("open");
            assert!(work.change_team(guild(1), id(10)).await.expect("written"));
            work.commit().await.expect("committed");
            let (asked, beside) = tokio::join!(store.changes(guild(1)), store.changes(guild(2)));
            assert_eq!((asked.expect("readable")[0].itself, beside.expect("readable").len()), (number, 2));
        }
    }
}
