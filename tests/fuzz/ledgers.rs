//! Files that nobody would import as a team's decisions: whatever comes is refused as a whole, or told of by its lines, and what can be used is
//! written again and read as the same. Each input is tried in every format: what is right in one is nonsense in the others.
//!
//! Files that grow when they are read carelessly are tried too: as large as a file may be in the long form, and small in the short one.

use std::collections::BTreeSet;

use lanekeeper::{
    clock::Timestamp,
    handbook::Handbook,
    replies::{File, NotImported, NotSettled, Preview, Refusal, Reply, import_preview, overruns, refusal},
    workspace::{
        dates::Zone,
        decision::MOST_ACTIVE,
        ids::{ServerRoleId, TeamId},
        ledger::{
            Around, BadFile, Contents, Entry, Format, MOST_BYTES, MOST_IN_FULL, Owners, Plan, Says, diff, read,
            write_csv, write_toml,
        },
        names::TeamName,
    },
};

use crate::{
    filling,
    machine::{Effort, Mill, corpus},
};

const FORMATS: [Format; 4] = [Format::Toml, Format::Csv, Format::CodeOwners, Format::Catalog];

static SIGNS: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\0",
    "#",
    "\\",
    "\"",
    "\"\"\"",
    "'",
    "=",
    "[[decision]]\n",
    "[decision]\n",
    "topic = ",
    "duty = ",
    "roles = [",
    "people = [\"<@1>\"]",
    "review = 2026-12-01",
    "review = \"2026-03-29\"",
    "rule = ",
    "reason = ",
    "source = \"https://a.b/c\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "about,subject,roles\n",
    "topic,",
    "duty,",
    "@tech-lead",
    "@acme/designer",
    "@payments-team",
    "[Section] @designer\n",
    "^[",
    "* ",
    "/src/** ",
    "---\n",
    "...\n",
    "metadata:\n  name: ",
    "spec:\n  owner: ",
    "title: ",
    "&a ",
    "*a",
    "<<: *a",
    "- ",
    "? ",
    ": ",
    "!!binary ",
    "| \n",
    ">-\n",
    "[[[[[[[[",
    "{a: ",
    "1e9",
    "0x1F",
    "~",
    "technology-choice",
    "tech-lead",
    "<@&1>",
    "\u{202e}",
    "\u{fdfa}",
    "＝1+1",
];

fn owners() -> Owners {
    let role = |id, name: &str| (ServerRoleId::new(id).expect("sound"), name.to_owned());
    Owners::of_server(vec![role(71, "Payments Team"), role(72, "designer")])
}

fn holds(is_so: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(what()) }
}

/// Whether a file that is not read at all is refused for what is wrong with it.
fn is_right(bad: BadFile, bytes: &[u8]) -> bool {
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
    match bad {
        BadFile::TooLarge => bytes.len() > MOST_IN_FULL,
        BadFile::Empty => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').trim().is_empty(),
        BadFile::NotUtf8 { line } => std::str::from_utf8(bytes).is_err() && (1..=lines).contains(&line),
    }
}

/// Whether each line is one of the file, and each subject is there once.
fn is_in_order(contents: &Contents, bytes: &[u8]) -> Result<(), String> {
    let lines = 2 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let told = contents.problems.iter().map(|problem| problem.line).chain(contents.entries.iter().map(|one| one.line));
    for line in told {
        holds((1..=lines).contains(&line), || format!("line {line} of {lines} is told of"))?;
    }
    let mut seen = BTreeSet::new();
    let again = contents.entries.iter().find(|entry| !seen.insert((entry.subject.kind(), entry.subject.key())));
    holds(again.is_none(), || format!("a subject is there twice: {again:?}"))?;
    holds(contents.problems.is_sorted_by_key(|problem| problem.line), || "the problems are in no order".into())
}

fn is_shown(reply: &Reply) -> Result<(), String> {
    let overruns = overruns(reply);
    holds(overruns.is_empty(), || format!("what is said of it does not fit: {overruns:?}"))
}

/// Whether what a file would change is shown, written in full, and read as the same.
fn is_read_back(handbook: &Handbook, contents: &Contents, bytes: &[u8]) -> Result<(), String> {
    let plan = diff(&[], contents.entries.clone());
    let written = write_toml(plan.all()).map_err(|error| error.to_string())?;
    let is_small = bytes.len() > MOST_BYTES || written.len() <= MOST_IN_FULL;
    holds(is_small, || format!("{} bytes become {}", bytes.len(), written.len()))?;
    let sheet = write_csv(plan.all()).map_err(|error| error.to_string())?;
    for (format, file) in [(Format::Toml, written.as_bytes()), (Format::Csv, &sheet)] {
        if plan.all().next().is_none() || file.len() > MOST_IN_FULL {
            continue;
        }
        let around = Around { handbook, zone: &Zone::utc(), owners: &Owners::default(), all_files: "all files" };
        let again = read(format, file, around).map_err(|bad| format!("written as {format:?} it is {bad:?}"))?;
        holds(again.problems.is_empty(), || format!("written as {format:?} it has {:?}", again.problems))?;
        let again: Vec<_> = again.entries.into_iter().map(|Entry { subject, says, .. }| (subject, says)).collect();
        let meant: Vec<_> = plan.all().map(|(subject, draft)| (subject.clone(), Says::All(draft.clone()))).collect();
        holds(again == meant, || format!("as {format:?} it is {again:?}, and was {meant:?}"))?;
    }
    is_shown(&preview(handbook, &plan, contents, written))
}

fn preview(handbook: &Handbook, plan: &Plan, contents: &Contents, written: String) -> Reply {
    let team = TeamName::new("Payments").expect("a name");
    let id = TeamId::made(Timestamp::from_millis(1_796_144_400_000), 1);
    let file = File { name: "import.toml".into(), bytes: written.into_bytes(), description: "All of it.".into() };
    let left_out = &contents.problems[..];
    let preview = Preview { team: &team, id, plan, left_out, retires: true, as_of: u64::MAX, file, is_stale: true };
    import_preview(handbook, preview)
}

fn judged(handbook: &Handbook, format: Format, bytes: &[u8]) -> Result<String, String> {
    let (owners, zone) = (owners(), Zone::named("Europe/Warsaw").expect("there is one"));
    let around = Around { handbook, zone: &zone, owners: &owners, all_files: "all files" };
    let contents = match read(format, bytes, around) {
        Ok(contents) => contents,
        Err(bad) => {
            holds(is_right(bad, bytes), || format!("it is refused as {bad:?}"))?;
            return Ok(format!("{bad:?}").chars().take(8).collect());
        }
    };
    holds(read(format, bytes, around).as_ref() == Ok(&contents), || "read twice it is another".into())?;
    is_in_order(&contents, bytes)?;
    let problems = &contents.problems;
    if contents.entries.len() > MOST_ACTIVE {
        // Refused for that, whatever else there is.
        return Ok("too many".into());
    }
    if problems.is_empty() || format.is_of_owners() {
        is_read_back(handbook, &contents, bytes)?;
    } else {
        let why = NotSettled::NotImported(NotImported::Problems(problems.clone()));
        is_shown(&refusal(handbook, &Refusal::NotSettled(why)))?;
    }
    let kinds: BTreeSet<String> = problems.iter().map(|problem| format!("{:?}", problem.what)).collect();
    let kinds = kinds.iter().filter_map(|kind| kind.split(['(', ' ', '{']).next());
    let kinds: BTreeSet<&str> = kinds.collect();
    Ok(format!("{} {kinds:?}", contents.entries.len().min(20)))
}

/// What grows without end, or deep, when it is read carelessly: files of about so many bytes.
fn bombs(size: usize) -> Vec<Vec<u8>> {
    let aliases = (1..10).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, at| {
        let before = format!("*a{}", at - 1);
        format!("{text}a{at}: &a{at} [{}]\n", [before.as_str(); 9].join(", "))
    });
    let owned = format!("{aliases}metadata:\n  name: bomb\nspec:\n  owner: *a9\n");
    let deep = |open: &str| open.repeat(size / open.len()).into_bytes();
    let tables = format!("a{}= 1\n", ".a".repeat(size / 2 - 8));
    let paths: String = (0..size / 10).map(|at| format!("/{at}\n")).collect();
    let crowd = format!("[All] {}\n{paths}", "@designer ".repeat(size / 500));
    vec![
        owned.into_bytes(),
        aliases.into_bytes(),
        deep("["),
        deep("{a: "),
        deep("- "),
        deep("a = [["),
        deep("\""),
        deep("a,"),
        deep("# "),
        deep("---\n"),
        deep("[[decision]]\n"),
        deep("topic = \"\"\"\n"),
        deep("* @designer\n"),
        tables.into_bytes(),
        crowd.into_bytes(),
        vec![0xff; size],
        vec![b'a'; MOST_IN_FULL + 1],
    ]
}

#[test]
fn files_that_nobody_would_import_are_refused_or_read() {
    let library = filling::shipped();
    let mill = Mill { signs: SIGNS, longest: 4_000 };
    Effort::asked(390).spend(
        "ledgers",
        corpus("tests/fuzz/corpus/ledgers"),
        |corpus, random| mill.made_from(corpus, random),
        |bytes: &Vec<u8>, _| {
            let ways: Result<Vec<_>, _> = FORMATS
                .into_iter()
                .map(|format| {
                    let way = judged(library.fallback(), format, bytes);
                    way.map_err(|wrong| format!("{format:?}: {wrong}"))
                })
                .collect();
            Ok(ways?.join(" "))
        },
    );
}

#[test]
fn files_that_grow_when_they_are_read_are_refused_or_read_in_bounded_memory() {
    let library = filling::shipped();
    // A file of this size already shows whether the work grows faster than the file.
    let size = if std::env::var_os("FUZZ_SECONDS").is_some() { MOST_BYTES } else { MOST_BYTES / 16 };
    for bomb in bombs(size) {
        for format in FORMATS {
            let begins = String::from_utf8_lossy(&bomb[..20]).into_owned();
            let judged = judged(library.fallback(), format, &bomb);
            judged.unwrap_or_else(|wrong| panic!("{format:?}, {begins:?}: {}", &wrong[..wrong.len().min(2_000)]));
        }
    }
}
