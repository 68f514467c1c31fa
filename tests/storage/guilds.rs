//! What is kept about servers.

use lanekeeper::{
    clock::Timestamp,
    store::{Deadline, GuildSettings, Lease, SCHEMA, tables::TABLES},
    workspace::ids::GuildId,
};

use crate::{databases::Database, migrations::populate, transfer::exported};

fn guild(number: u64) -> GuildId {
    GuildId::new(number).expect("sound")
}

#[tokio::test]
async fn a_server_about_which_nothing_is_kept_has_the_defaults() {
    for database in Database::each().await {
        let mut work = database.open().await.reading().await.expect("open");
        assert_eq!(work.guild_settings(guild(1)).await.expect("readable"), GuildSettings::default());
    }
}

#[tokio::test]
async fn settings_are_read_back_as_they_were_kept_each_server_its_own() {
    for database in Database::each().await {
        let store = database.open().await;
        let kept = GuildSettings {
            time_zone: "Europe/Warsaw 🕰 ' -- $1".into(),
            counts_gaps: true,
            forget_at: Some(Timestamp::from_millis(i64::MAX)),
        };
        let mut work = store.work().await.expect("open");
        work.set_guild_settings(guild(1), &GuildSettings::default()).await.expect("kept");
        work.set_guild_settings(guild(i64::MAX as u64), &kept).await.expect("kept");
        work.set_guild_settings(guild(1), &kept).await.expect("kept again");
        work.set_guild_settings(guild(1), &GuildSettings::default()).await.expect("and once more");
        work.commit().await.expect("committed");
        let mut work = store.reading().await.expect("open");
        assert_eq!(work.guild_settings(guild(1)).await.expect("readable"), GuildSettings::default());
        assert_eq!(work.guild_settings(guild(i64::MAX as u64)).await.expect("readable"), kept, "{}", database.engine);
    }
}

/// The sample rows of each table belong to the first of two servers, but for the settings, a team and a round of the second one: a table that is not
/// emptied, or has no samples of which that could be seen, fails here.
#[tokio::test]
async fn all_of_a_server_is_deleted_from_every_table_and_nothing_of_another() {
    let (gone, stays) = (guild(1_300_000_000_000_000_001), guild(1_300_000_000_000_000_002));
    let rows = |file: String| -> Vec<String> {
        file.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect()
    };
    for database in Database::each().await {
        let engine = database.engine;
        populate(&database, SCHEMA.len()).await;
        let store = database.open().await;
        let before = rows(exported(&store).await);
        for table in TABLES {
            let has_rows = before.iter().any(|row| row.starts_with(&format!("[\"{}\",", table.name)));
            assert!(has_rows, "{engine}: no samples of {}", table.name);
        }
        let mut work = store.work().await.expect("open");
        let mut held = work.guilds_held().await.expect("readable");
        held.sort();
        assert_eq!(held, [gone, stays], "{engine}");
        work.forget_guild(gone).await.expect("deleted");
        assert_eq!(work.guilds_held().await.expect("readable"), [stays], "{engine}");
        work.commit().await.expect("committed");
        let after = rows(exported(&store).await);
        assert!(after.iter().all(|row| before.contains(row)), "{engine}: {after:#?}");
        let tables: Vec<_> = after.iter().filter_map(|row| row.split('"').nth(1)).collect();
        assert_eq!(tables, ["guilds", "teams", "rounds"], "{engine}: {after:#?}");
        store.close().await;
    }
}

#[tokio::test]
async fn servers_of_which_something_is_held_are_found_one_after_the_other() {
    for database in Database::each().await {
        let store = database.open().await;
        let mut work = store.work().await.expect("open");
        assert_eq!(work.next_guild_held(None).await.expect("readable"), None, "{}", database.engine);
        for number in [9, 3] {
            work.set_guild_settings(guild(number), &GuildSettings::default()).await.expect("kept");
        }
        // A deadline alone is nothing that is held.
        let deadline = Deadline::about("sweep", 0, guild(5), Timestamp::from_millis(1));
        work.set_deadline_once(&deadline).await.expect("kept");
        let moved = Deadline { guild: guild(3), ..deadline };
        work.set_deadline_once(&moved).await.expect("kept");
        assert!(work.has_deadline("sweep", 0).await.expect("readable"));
        assert!(!work.has_deadline("sweep", 1).await.expect("readable"));
        let mut found = vec![work.next_guild_held(None).await.expect("readable")];
        while let Some(last) = found.last().copied().flatten() {
            assert!(work.holds_of(last).await.expect("readable"), "{}", database.engine);
            found.push(work.next_guild_held(Some(last)).await.expect("readable"));
        }
        assert_eq!(found, [Some(guild(3)), Some(guild(9)), None], "{}", database.engine);
        assert!(!work.holds_of(guild(5)).await.expect("readable"), "{}", database.engine);
        let lease = Lease { holder: 1, now: Timestamp::from_millis(2), lasts: std::time::Duration::from_secs(1) };
        let leased = work.lease_deadlines(lease, 9).await.expect("leased");
        assert_eq!(leased.iter().map(|deadline| deadline.guild).collect::<Vec<_>>(), [guild(5)], "the first stays");
    }
}
