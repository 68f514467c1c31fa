//! Units of work: all or nothing, one writer at a time, readers see one moment.

use lanekeeper::{
    store::{GuildSettings, Store, Work},
    workspace::ids::GuildId,
};

use crate::databases::Database;

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

fn zone(name: &str) -> GuildSettings {
    GuildSettings { time_zone: name.into(), ..GuildSettings::default() }
}

async fn read(work: &mut Work, number: u64) -> String {
    work.guild_settings(guild(number)).await.expect("readable").time_zone
}

#[tokio::test]
async fn a_unit_of_work_that_is_dropped_changes_nothing() {
    for database in Database::each().await {
        let store = database.open().await;
        let mut work = store.work().await.expect("open");
        work.set_guild_settings(guild(1), &zone("Asia/Tokyo")).await.expect("written");
        drop(work);
        assert_eq!(read(&mut store.reading().await.expect("open"), 1).await, "UTC", "{}", database.engine);
    }
}

#[tokio::test]
async fn what_is_committed_is_there_for_the_next_process() {
    for database in Database::each().await {
        let mut work = database.open().await.work().await.expect("open");
        work.set_guild_settings(guild(1), &zone("Asia/Tokyo")).await.expect("written");
        work.commit().await.expect("committed");
        let again = database.open().await;
        assert_eq!(read(&mut again.reading().await.expect("open"), 1).await, "Asia/Tokyo", "{}", database.engine);
    }
}

#[tokio::test]
async fn a_reader_sees_one_moment_while_others_write() {
    for database in Database::each().await {
        let store = database.open().await;
        let mut reader = store.reading().await.expect("open");
        assert_eq!(read(&mut reader, 1).await, "UTC");
        let mut work = store.work().await.expect("a reader stops no writer");
        work.set_guild_settings(guild(1), &zone("Asia/Tokyo")).await.expect("written");
        work.commit().await.expect("committed");
        assert_eq!(read(&mut reader, 1).await, "UTC", "{}", database.engine);
        drop(reader);
        assert_eq!(read(&mut store.reading().await.expect("open"), 1).await, "Asia/Tokyo");
    }
}

#[tokio::test]
async fn many_writers_at_once_all_get_their_turn() {
    for database in Database::each().await {
        let store = database.open().await;
        let writers: Vec<_> = (1..=64)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let mut work = store.work().await.expect("its turn comes");
                    work.set_guild_settings(guild(number), &zone("Asia/Tokyo")).await.expect("written");
                    work.commit().await.expect("committed");
                })
            })
            .collect();
        for writer in writers {
            writer.await.expect("no writer panics");
        }
        let mut reader = store.reading().await.expect("open");
        for number in 1..=64 {
            assert_eq!(read(&mut reader, number).await, "Asia/Tokyo", "{}", database.engine);
        }
    }
}

#[tokio::test]
async fn a_check_that_the_database_can_be_written_leaves_nothing_behind() {
    for database in Database::each().await {
        let store: Store = database.open().await;
        store.check().await.expect("it can be written");
        store.check().await.expect("and again");
        store.close().await;
        assert!(store.check().await.is_err(), "a closed store says so");
    }
}
