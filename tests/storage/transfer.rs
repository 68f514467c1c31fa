//! Everything as one file, from one engine to the other and back.

use lanekeeper::store::{
    SCHEMA, Store, StoreError,
    tables::TABLES,
    transfer::{TransferError, export, import},
};

use crate::{databases::Database, migrations::populate};

pub(crate) async fn exported(store: &Store) -> String {
    let mut file = Vec::new();
    export(store, &mut file).await.expect("it can be read");
    String::from_utf8(file).expect("it is text")
}

async fn imported(database: &Database, file: &str) -> Result<u64, TransferError> {
    import(&database.url, &mut file.as_bytes()).await
}

async fn sample_file() -> String {
    let database = Database::sqlite();
    populate(&database, SCHEMA.len()).await;
    exported(&database.open().await).await
}

#[tokio::test]
async fn everything_comes_back_as_it_was_whichever_engine_it_went_through() {
    let file = sample_file().await;
    for table in TABLES {
        let is_there = file.lines().any(|line| line.starts_with(&format!("[\"{}\",", table.name)));
        assert!(is_there, "the samples have no row in {}", table.name);
    }
    let mut through = vec![Database::sqlite()];
    through.extend(Database::postgres().await);
    through.push(Database::sqlite());
    let mut travelling = file.clone();
    for database in &through {
        let rows = imported(database, &travelling).await.unwrap_or_else(|error| panic!("{}: {error}", database.engine));
        assert_eq!(rows, file.lines().count() as u64 - 2, "{}", database.engine);
        travelling = exported(&database.open().await).await;
        assert_eq!(travelling, file, "{}", database.engine);
    }
}

#[tokio::test]
async fn a_database_with_anything_in_it_is_left_as_it_was() {
    let file = sample_file().await;
    for database in Database::each().await {
        populate(&database, SCHEMA.len()).await;
        let before = exported(&database.open().await).await;
        let refused = imported(&database, &file).await;
        assert!(matches!(refused, Err(TransferError::NotEmpty { .. })), "{}: {refused:?}", database.engine);
        assert_eq!(exported(&database.open().await).await, before);
    }
}

#[tokio::test]
async fn a_file_of_an_older_version_is_brought_up_to_date() {
    let older = "{\"format\":\"lanekeeper export\",\"layout\":1,\"schema\":2}\n\
                 [\"teams\",{\"guild\":5,\"id\":1,\"name\":\"Checkout\",\"name_key\":\"checkout\"}]\n{\"rows\":1}\n";
    for database in Database::each().await {
        assert_eq!(imported(&database, older).await.expect("sound"), 1, "{}", database.engine);
        let now = exported(&database.open().await).await;
        assert!(now.contains("\"decisions_changed\":0"), "{now}");
        let again = imported(&database, older).await;
        assert!(matches!(again, Err(TransferError::Older { schema: 2 })), "{}: {again:?}", database.engine);
    }
}

#[tokio::test]
async fn what_is_no_whole_file_is_refused_with_its_line_and_nothing_is_kept() {
    let file = sample_file().await;
    let lines: Vec<&str> = file.lines().collect();
    let (first, rest) = lines.split_first().expect("it has lines");
    let with = |rows: &[&str]| [&[*first], rows, &[&format!("{{\"rows\":{}}}", rows.len())]].concat().join("\n");
    let newer = first.replace(&format!("\"schema\":{}", SCHEMA.len()), "\"schema\":99");
    assert_ne!(newer, **first);
    let team = "[\"teams\",{\"guild\":5,\"id\":1,\"name\":\"a\",\"name_key\":\"a\"}]";
    let cases = [
        (String::new(), "no file that"),
        ("holiday photos".into(), "no file that"),
        ("{\"format\":\"other\",\"layout\":1,\"schema\":1}".into(), "no file that"),
        (newer, "upgrade this one"),
        (first.replace("\"layout\":1", "\"layout\":2"), "upgrade this one"),
        (lines[..lines.len() - 1].join("\n"), "not whole"),
        ([&[*first], &rest[1..]].concat().join("\n"), "not whole"),
        (format!("{file}{{\"rows\":0}}"), "comes after the end"),
        (file.replacen("[\"teams\"", "[\"teams", 1), "is damaged"),
        (with(&[team, team]), "line 3 of the file is damaged, or was changed: it is there twice"),
        (
            with(&["[\"seats\",{\"team\":77,\"role\":\"x\",\"holder_kind\":\"member\",\"holder\":1}]"]),
            "refers to is missing",
        ),
        (with(&["[\"sqlite_schema\",{\"name\":\"x\"}]"]), "unknown table"),
        (with(&["[\"teams\",{\"id) VALUES (1); DROP TABLE teams; --\":1}]"]), "unknown column"),
        (with(&["[\"teams\",{\"idd\":1}]"]), "does not take it"),
        (with(&["[\"teams\",{}]"]), "unknown column"),
        (with(&["[\"teams\",{\"id\":1.5}]"]), "neither text nor a whole number"),
        (with(&["[\"teams\",{\"id\":\"one\"}]"]), "a text for a number, or a number for a text, in id"),
        (with(&["[\"teams\",{\"id\":1,\"guild\":5,\"name\":7,\"name_key\":\"a\"}]"]), "a number for a text, in name"),
        (with(&["[\"teams\",{\"id\":1}]"]), "is missing"),
    ];
    for database in Database::each().await {
        for (broken, told) in &cases {
            let error = imported(&database, broken).await.expect_err(told).to_string();
            assert!(error.contains(told), "{}: {error:?} does not say {told:?}", database.engine);
        }
        assert_eq!(imported(&database, &file).await.expect("nothing was kept"), rest.len() as u64 - 1);
    }
}

#[tokio::test]
async fn an_export_shows_one_moment() {
    for database in Database::each().await {
        populate(&database, SCHEMA.len()).await;
        let store = database.open().await;
        let mut work = store.work().await.expect("open");
        let team = lanekeeper::workspace::ids::TeamId::new(21).expect("sound");
        let guild = lanekeeper::workspace::ids::GuildId::new(1_300_000_000_000_000_001).expect("sound");
        assert!(work.remove_team(guild, team).await.expect("removed"));
        let file = exported(&store).await;
        assert!(file.contains("\"id\":21,") && file.contains("\"team\":21"), "{}: not committed yet", database.engine);
        work.commit().await.expect("committed");
        let file = exported(&store).await;
        assert!(!file.contains("\"id\":21,") && !file.contains("\"team\":21"), "{}", database.engine);
        let kept: Result<(), StoreError> = store.check().await;
        assert!(kept.is_ok());
    }
}
