//! What is kept about servers.

use lanekeeper::{clock::Timestamp, store::GuildSettings, workspace::ids::GuildId};

use crate::databases::Database;

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

#[tokio::test]
async fn servers_are_forgotten_when_their_time_has_come_and_not_before() {
    for database in Database::each().await {
        let mut work = database.open().await.work().await.expect("open");
        for (number, at) in [(1, Some(30)), (2, None), (3, Some(10)), (4, Some(31))] {
            let settings = GuildSettings { forget_at: at.map(Timestamp::from_millis), ..GuildSettings::default() };
            work.set_guild_settings(guild(number), &settings).await.expect("kept");
        }
        let due = work.guilds_to_forget(Timestamp::from_millis(30)).await.expect("readable");
        assert_eq!(due, [guild(3), guild(1)], "{}", database.engine);
    }
}
