//! Files that `lanekeeper export` did not write: what is imported is in the database, and exported again it is the same; where it is refused,
//! nothing of it is there. They are made from an export by changes to its lines.

use lanekeeper::{
    random::Random as Numbers,
    store::{
        DatabaseUrl, SCHEMA, Store,
        transfer::{TransferError, export, import},
    },
    workspace::ids::{ChannelId, GuildId, UserId},
};
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::{
    filling,
    interactions::changed,
    machine::{Effort, Mill, Random, corpus},
    rig::notes_panics,
};

static SIGNS: &[&str] = &[
    "\n",
    "\r\n",
    "[\"teams\",",
    "[\"polls\",",
    "[\"decisions\",{\"id\":1}]",
    "{\"rows\":0}",
    "null",
    "true",
    "1.5",
    "-1",
    "\"\"",
    "\"id\":",
    "\"name\":",
    "\0",
    "\u{feff}",
    "9223372036854775808",
    "{\"format\":\"lanekeeper export\",\"layout\":1,\"schema\":1}\n",
];

async fn exported(store: &Store) -> Result<String, String> {
    let mut file = Vec::new();
    export(store, &mut file).await.map_err(|error| format!("what was imported cannot be exported: {error}"))?;
    String::from_utf8(file).map_err(|error| error.to_string())
}

/// An export of a team that has settled something.
async fn of_a_team() -> Vec<u8> {
    let store = Store::open(&DatabaseUrl::memory()).await.expect("memory is there");
    let number = |number: u64| 1_300_000_000_000_000_000 + number;
    let user = |at| UserId::new(number(at)).expect("above 0");
    let place = filling::Place {
        guild: GuildId::new(number(1)).expect("above 0"),
        channel: ChannelId::new(number(2)).expect("above 0"),
        leads: [user(3), user(4)],
    };
    filling::fill(&store, &filling::shipped(), &Numbers::sequence(1), &place, 0).await;
    let file = exported(&store).await.expect("it is sound");
    // A few of its rows say as much as all of them.
    let mut lines: Vec<&str> = file.lines().collect();
    let end = lines.pop().expect("it has an end");
    lines.truncate(16);
    let rows = lines.len() - 1;
    assert!(end.starts_with("{\"rows\":"), "{end}");
    format!("{}\n{{\"rows\":{rows}}}\n", lines.join("\n")).into_bytes()
}

/// A file with a few of its lines changed, and mostly with the right number of rows at its end.
fn with_other_lines(file: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(3) {
        let (at, other) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(6) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.swap(at, other),
            _ => {
                let (one, another) = (serde_json::from_str::<Value>(&lines[at]), serde_json::from_str(&lines[other]));
                if let (Ok(one), Ok(another)) = (one, another) {
                    lines[at] = changed(one, &another, random).to_string();
                }
            }
        }
        if lines.is_empty() {
            return String::new();
        }
    }
    if random.below(4) > 0 {
        lines.pop();
        lines.push(format!("{{\"rows\":{}}}", lines.len().saturating_sub(1)));
    }
    lines.join("\n")
}

/// The rows of a file, in the order of their text.
fn rows(file: &str) -> Vec<String> {
    let values = file.lines().skip(1).filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut rows: Vec<String> = values.filter(Value::is_array).map(|row| row.to_string()).collect();
    rows.sort();
    rows
}

async fn judged(bytes: &[u8]) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("lanekeeper.db");
    let url = DatabaseUrl::file(&path);
    let imported = import(&url, &mut &*bytes).await;
    if imported.is_err() && !path.exists() {
        return Ok(way(&imported));
    }
    let store = Store::open(&url).await.map_err(|error| format!("the database cannot be opened after it: {error}"))?;
    let now = exported(&store).await;
    store.close().await;
    let (now, text) = (rows(&now?), String::from_utf8_lossy(bytes));
    // What an older version wrote is brought up to date.
    let is_ours = text.lines().next().is_some_and(|line| line.contains(&format!("\"schema\":{}", SCHEMA.len())));
    match &imported {
        Ok(_) if is_ours && now != rows(&text) => Err(format!("it was imported, and there is {now:?}")),
        Ok(count) if *count != rows(&text).len() as u64 => Err(format!("{count} rows are said to be imported")),
        Err(error) if !now.is_empty() => Err(format!("it was refused ({error}), and there is {now:?}")),
        _ => Ok(way(&imported)),
    }
}

/// How it ended: the numbers of lines make no other way.
fn way(imported: &Result<u64, TransferError>) -> String {
    let told = imported.as_ref().map_or_else(ToString::to_string, |rows| format!("{rows} rows"));
    told.chars().filter(|c| !c.is_ascii_digit()).take(90).collect()
}

#[test]
fn exports_that_nobody_wrote_are_imported_whole_or_not_at_all() {
    notes_panics();
    let runtime = Runtime::new().expect("the machine runs");
    let mill = Mill { signs: SIGNS, longest: 20_000 };
    let mut given: Vec<Vec<u8>> = corpus("tests/fuzz/corpus/exports");
    given.push(runtime.block_on(of_a_team()));
    Effort::asked(36).spend(
        "exports",
        given,
        |corpus, random| match String::from_utf8(random.of(corpus).clone()) {
            Ok(file) if random.below(6) > 0 && !file.is_empty() => with_other_lines(&file, random).into_bytes(),
            _ => mill.made_from(corpus, random),
        },
        |bytes: &Vec<u8>, _| runtime.block_on(judged(bytes)),
    );
}
