//! Teams, channels and seats.

use lanekeeper::{
    clock::Timestamp,
    handbook::RoleId,
    store::{Store, StoreError},
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
