//! What is held about a person: counted, exported and erased, wherever the schema can hold one.
//!
//! A person is put into each column for people of each table in turn, and into each text. The file that `lanekeeper export` writes is the
//! whole database as text: after an erasure their number stands nowhere in it.

use lanekeeper::{
    polls::pseudonym::PollKey,
    store::{
        Held, How, Reach, SCHEMA,
        tables::{Holds, Scope, TABLES, Table},
        transfer::{export, import},
    },
    workspace::ids::{DecisionId, GuildId, PollId, RequestId, RoundId, UserId},
};
use serde_json::{Value, json};

use crate::{databases::Database, migrations::populate};

/// A person who stands nowhere in the samples, and a server that does.
const PERSON: u64 = 1_400_000_000_000_000_077;
const OTHER: u64 = 1_400_000_000_000_000_088;
const SERVER: u64 = 1_300_000_000_000_000_001;

fn person() -> UserId {
    UserId::new(PERSON).expect("sound")
}

fn server() -> GuildId {
    GuildId::new(SERVER).expect("sound")
}

/// Rows of a database, as the lines of an exported file between the first and the last.
#[derive(Clone)]
struct Rows {
    header: String,
    rows: Vec<(String, Value)>,
}

impl Rows {
    async fn of(database: &Database) -> Self {
        let store = database.open().await;
        let mut file = Vec::new();
        export(&store, &mut file).await.expect("it can be read");
        store.close().await;
        let file = String::from_utf8(file).expect("it is text");
        let mut lines: Vec<&str> = file.lines().collect();
        lines.pop();
        let rows = lines[1..].iter().map(|line| serde_json::from_str(line).expect("a row"));
        Self { header: lines[0].to_owned(), rows: rows.collect() }
    }

    async fn samples() -> Self {
        let database = Database::sqlite();
        populate(&database, SCHEMA.len()).await;
        Self::of(&database).await
    }

    async fn write(&self, database: &Database) {
        let mut file = format!("{}\n", self.header);
        for row in &self.rows {
            file.push_str(&format!("{}\n", serde_json::to_string(row).expect("JSON")));
        }
        file.push_str(&format!("{{\"rows\":{}}}", self.rows.len()));
        let read = import(&database.url, &mut file.as_bytes()).await;
        read.unwrap_or_else(|error| panic!("{}: {error}\n{file}", database.engine));
    }

    fn of_table(&mut self, table: &str) -> impl Iterator<Item = &mut Value> {
        self.rows.iter_mut().filter(move |(name, _)| name == table).map(|(_, row)| row)
    }

    fn as_text(&self) -> String {
        self.rows.iter().map(|(table, row)| format!("{table} {row}\n")).collect()
    }

    /// The rows in which nobody of this number stands.
    fn without(&self, number: u64) -> Vec<(String, Value)> {
        self.rows.iter().filter(|(_, row)| !row.to_string().contains(&number.to_string())).cloned().collect()
    }
}

/// Every column that can hold a person, of every table.
fn people() -> impl Iterator<Item = (&'static Table, &'static str, Option<&'static str>)> {
    TABLES.iter().flat_map(|table| {
        table.columns.iter().filter_map(move |column| match column.holds {
            Holds::Person { where_member, .. } => Some((table, column.name, where_member)),
            _ => None,
        })
    })
}

async fn erase(database: &Database, reach: Reach) -> Vec<Held> {
    let store = database.open().await;
    let mut work = store.work().await.expect("open");
    let held = work.held_about(person(), reach).await.expect("readable");
    work.erase_person(person(), reach, "@erased-1")
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", database.engine));
    assert_eq!(work.held_about(person(), reach).await.expect("readable"), [], "{}", database.engine);
    work.commit().await.expect("kept");
    store.close().await;
    held
}

/// Reads whatever the samples hold as what it means, so that an erasure that leaves rows which break our rules is seen.
async fn can_be_read(database: &Database) {
    let store = database.open().await;
    let mut work = store.reading().await.expect("open");
    work.teams(server()).await.expect("teams");
    for number in [31, 32, 33] {
        work.decision(server(), DecisionId::new(number).expect("sound")).await.expect("a decision, or none");
    }
    for number in [41, 42, 43] {
        work.request(server(), RequestId::new(number).expect("sound")).await.expect("a request, or none");
    }
    for number in [51, 52] {
        let poll = PollId::new(number).expect("sound");
        work.poll(server(), poll).await.expect("a poll, or none");
        work.ballots(poll).await.expect("ballots, or none");
    }
    for number in [111, 112, 113] {
        if let Some(round) = work.round(server(), RoundId::new(number).expect("sound")).await.expect("readable") {
            work.gathered(&round).await.expect("what is left of it");
            work.sittings_in(round.id).await.expect("sittings, or none");
        }
    }
    drop(work);
    store.close().await;
}

#[tokio::test]
async fn a_person_in_any_column_of_any_table_is_found_exported_and_erased_and_nobody_else_is() {
    let samples = Rows::samples().await;
    for (table, column, kind) in people() {
        let mut with = samples.clone();
        let mut rows: Vec<_> = with.of_table(table.name).collect();
        assert!(
            rows.len() > 1,
            "the samples have at most one row in {}: the first gets the person, the last another",
            table.name
        );
        let last = rows.len() - 1;
        for (at, number) in [(0, PERSON), (last, OTHER)] {
            rows[at][column] = json!(number);
            if let Some(kind) = kind {
                rows[at][kind] = json!("member");
            }
        }
        // A poll that advises somebody is one of another kind.
        if (table.name, column) == ("polls", "decider") {
            rows.iter_mut().for_each(|row| row["force"] = json!("advice"));
        }
        for database in Database::each().await {
            let place = format!("{}: {}.{column}", database.engine, table.name);
            with.write(&database).await;
            let store = database.open().await;
            let told =
                store.reading().await.expect("open").rows_about(person(), Reach::Everywhere).await.expect("readable");
            store.close().await;
            let told = Value::from(told);
            assert_eq!(told[table.name][0][column], json!(PERSON.to_string()), "{place}: {told}");
            for others in [OTHER, 1_300_000_000_000_000_202, 1_300_000_000_000_000_203].map(|number| number.to_string())
            {
                let named = people().any(|(table, column, kind)| {
                    told[table.name].as_array().into_iter().flatten().any(|row| {
                        kind.is_none_or(|kind| row[kind] == "member") && row[column].as_str() == Some(&others)
                    })
                });
                assert!(!named, "{place}: another person is in the file: {told}");
            }
            let held = erase(&database, Reach::Everywhere).await;
            let is_it = |held: &Held| matches!(held.how, How::Person { table: t, column: c, .. } if (t, c) == (table.name, column));
            assert!(held.iter().any(|held| is_it(held) && held.rows == 1), "{place}: {held:?}");
            let left = Rows::of(&database).await;
            assert!(!left.as_text().contains(&PERSON.to_string()), "{place}: {}", left.as_text());
            assert!(left.as_text().contains(&OTHER.to_string()), "{place}: the other person is gone too");
            can_be_read(&database).await;
        }
    }
}

#[tokio::test]
async fn mentions_in_any_text_are_erased_and_texts_that_differed_still_do() {
    let mut with = Rows::samples().await;
    let before = with.rows.len();
    let mut texts = 0;
    for table in TABLES {
        let kinds: Vec<&str> =
            people().filter(|(of, ..)| of.name == table.name).filter_map(|(.., kind)| kind).collect();
        for row in with.of_table(table.name) {
            for column in
                table.columns.iter().filter(|column| column.holds == Holds::Text && !kinds.contains(&column.name))
            {
                if let Some(text) = row[column.name].as_str() {
                    row[column.name] = json!(format!("{text} <@{PERSON}> <@!{PERSON}>, {PERSON} and <@{OTHER}>"));
                    texts += 1;
                }
            }
        }
    }
    assert!(texts > 60, "{texts} texts");
    for database in Database::each().await {
        with.write(&database).await;
        let held = erase(&database, Reach::Everywhere).await;
        assert!(matches!(held[..], [Held { how: How::Mentioned, .. }]), "{held:?}");
        let left = Rows::of(&database).await;
        assert_eq!(left.rows.len(), before, "{}", database.engine);
        let text = left.as_text();
        assert!(!text.contains(&PERSON.to_string()), "{}: {text}", database.engine);
        let instead = format!("@erased-1 @erased-1, @erased-1 and <@{OTHER}>");
        assert_eq!(text.matches(&instead).count(), texts, "{}", database.engine);
    }
}

/// The tables that answers about a team are made of.
const ANSWERED_FROM: &[&str] = &["teams", "seats", "decisions", "decision_people", "requests", "request_events"];

#[tokio::test]
async fn a_team_has_changed_when_somebody_is_erased_from_what_answers_are_made_of() {
    let samples = Rows::samples().await;
    let changes = |rows: &mut Rows| -> i64 {
        rows.of_table("teams")
            .flat_map(|row| [row["changed"].as_i64(), row["decisions_changed"].as_i64()])
            .flatten()
            .sum()
    };
    let mut tried = 0;
    for table in TABLES.iter().filter(|table| ANSWERED_FROM.contains(&table.name)) {
        for column in table.columns.iter().filter(|column| matches!(column.holds, Holds::Person { .. } | Holds::Text)) {
            let kind = people().find(|(of, named, _)| (of.name, *named) == (table.name, column.name));
            let mut with = samples.clone();
            let Some(row) = with.of_table(table.name).next() else { panic!("the samples have no {}", table.name) };
            match (column.holds, kind.and_then(|(.., kind)| kind)) {
                (Holds::Text, _)
                    if people().any(|(of, _, kind)| of.name == table.name && kind == Some(column.name)) =>
                {
                    continue;
                }
                (Holds::Text, _) => row[column.name] = json!(format!("{} <@{PERSON}>", row[column.name])),
                (_, kind) => {
                    row[column.name] = json!(PERSON);
                    kind.iter().for_each(|kind| row[*kind] = json!("member"));
                }
            }
            let before = changes(&mut with);
            for database in Database::each().await {
                with.write(&database).await;
                erase(&database, Reach::Everywhere).await;
                let after = changes(&mut Rows::of(&database).await);
                assert!(after > before, "{}: {}.{}", database.engine, table.name, column.name);
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "{tried} columns");
}

#[tokio::test]
async fn rows_that_do_not_concern_the_person_stay_as_they_were() {
    let mut with = Rows::samples().await;
    for (table, column, kind) in people() {
        if let Some(row) = with.of_table(table.name).next() {
            row[column] = json!(PERSON);
            kind.iter().for_each(|kind| row[*kind] = json!("member"));
        }
    }
    // What an erasure counts up, so that others notice, and what goes with the question that the person asked.
    let may_change = |table: &str, row: &Value| {
        matches!(table, "teams" | "polls" | "rounds")
            || row["sitting"] == 121
            || row["request"] == 41
            || (table, &row["id"]) == ("requests", &json!(41))
    };
    let mut untouched = with.without(PERSON);
    untouched.retain(|(table, row)| !may_change(table, row));
    assert!(untouched.len() > 15, "{}", untouched.len());
    for database in Database::each().await {
        with.write(&database).await;
        erase(&database, Reach::Everywhere).await;
        let left = Rows::of(&database).await;
        assert!(!left.as_text().contains(&PERSON.to_string()), "{}: {}", database.engine, left.as_text());
        for row in &untouched {
            assert!(left.rows.contains(row), "{}: {row:?} is gone or changed:\n{}", database.engine, left.as_text());
        }
    }
}

#[tokio::test]
async fn what_a_person_asked_goes_with_its_deadline_and_their_open_anonymous_ballot_with_it() {
    let mut with = Rows::samples().await;
    with.of_table("request_events").next().expect("a question")["by_user"] = json!(PERSON);
    with.of_table("deadlines").next().expect("a deadline")["subject"] = json!(41);
    let key = PollKey::stored(std::array::from_fn(|at| if at == 31 { 7 } else { 0 }));
    let voter = |of: u64| -> String {
        let name = key.pseudonym(UserId::new(of).expect("sound"));
        name.bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    };
    for (number, reason) in [(PERSON, "mine"), (OTHER, "theirs")] {
        let ballot = json!({"poll": 51, "voter": voter(number), "vote": "one 0", "reason": reason});
        with.rows.push(("ballots".into(), ballot));
    }
    for database in Database::each().await {
        with.write(&database).await;
        let store = database.open().await;
        let told = store.reading().await.expect("open").rows_about(person(), Reach::Server(server())).await;
        store.close().await;
        let told = Value::from(told.expect("readable"));
        assert_eq!(told["requests"][0]["question"], "which queue?", "{told}");
        assert_eq!(told["ballots"], json!([{"poll": "51", "vote": "one 0", "reason": "mine"}]), "{told}");
        assert_eq!(told["polls"][0]["question"], "Who owns choosing technology?", "{told}");
        assert!(told["polls"][0].get("poll_key").is_none(), "the key is nobody's to see: {told}");
        let held = erase(&database, Reach::Server(server())).await;
        let ways: Vec<How> = held.iter().map(|held| held.how).collect();
        assert!(ways.contains(&How::Asked) && ways.contains(&How::AnonymousBallot), "{ways:?}");
        let left = Rows::of(&database).await.as_text();
        assert!(
            !left.contains("which queue?") && !left.contains("\"kind\":\"request\""),
            "{}: {left}",
            database.engine
        );
        assert!(!left.contains("mine") && left.contains("theirs"), "{}: {left}", database.engine);
        assert!(left.contains("where are") || left.contains("where?"), "another's question stays");
        can_be_read(&database).await;
    }
}

#[tokio::test]
async fn in_one_server_what_belongs_to_another_stays() {
    let mut with = Rows::samples().await;
    let seat =
        |team: i64| json!({"team": team, "role": "designer", "holder_kind": "member", "holder": PERSON, "away": 0});
    with.rows.push(("seats".into(), seat(21)));
    with.rows.push(("seats".into(), seat(23)));
    let role = json!({"team": 22, "role": "designer", "holder_kind": "server-role", "holder": PERSON, "away": 0});
    with.rows.push(("seats".into(), role));
    for database in Database::each().await {
        with.write(&database).await;
        let held = erase(&database, Reach::Server(server())).await;
        assert_eq!(held.iter().map(|held| held.rows).collect::<Vec<_>>(), [1], "{held:?}");
        let mut left = Rows::of(&database).await;
        let seats: Vec<_> =
            left.of_table("seats").filter(|row| row["holder"] == PERSON).map(|row| row["team"].clone()).collect();
        assert_eq!(seats, [22, 23], "{}: a server's role of the same number is no person", database.engine);
        erase(&database, Reach::Everywhere).await;
        let seats = Rows::of(&database).await.of_table("seats").filter(|row| row["holder"] == PERSON).count();
        assert_eq!(seats, 1, "{}", database.engine);
    }
}

/// Words in a column's name that speak for people in it.
const WORDS: &[&str] = &[
    "user", "person", "people", "member", "author", "creator", "holder", "cover", "voter", "decider", "target",
    "asker", "by",
];

/// Columns whose names have such a word and that hold nobody.
const NOBODY: &[(&str, &str)] = &[
    ("deadlines", "leased_by"),
    ("seats", "holder_kind"),
    ("seats", "cover_kind"),
    ("decisions", "superseded_by"),
    ("decision_people", "holder_kind"),
    ("request_events", "target_kind"),
    // A person's number, in a row that goes with the person beside it; or a pseudonym.
    ("ballots", "voter"),
];

#[test]
fn a_column_named_after_people_holds_people() {
    let mut found = Vec::new();
    for table in TABLES {
        for column in table.columns.iter().filter(|column| !matches!(column.holds, Holds::Person { .. })) {
            if column.name.split('_').any(|word| WORDS.contains(&word)) {
                found.push((table.name, column.name));
            }
        }
        if let Scope::Of { column, .. } = table.scope {
            assert!(table.columns.iter().any(|known| known.name == column));
        }
    }
    found.retain(|column| !NOBODY.contains(column));
    assert!(found.is_empty(), "say in src/store/tables.rs that they hold people, or here that they do not: {found:?}");
}
