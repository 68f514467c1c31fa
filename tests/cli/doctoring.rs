//! `lanekeeper doctor`: each thing that would keep the bot from its work is found, and said.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use discord_sandbox::Permissions;
use lanekeeper::{
    cli::doctor::{examine, lines},
    clock::{Clock, Timestamp},
    settings::{ApiBase, Settings, Token},
    store::DatabaseUrl,
};

use crate::{Discord, Ended, lanekeeper, on_disks_of_its_own};

/// What the doctor says about one thing, a line each.
fn about<'a>(ended: &'a Ended, what: &str) -> Vec<&'a str> {
    ended.stdout.lines().filter(|line| line.split_whitespace().nth(1) == Some(what)).collect()
}

#[track_caller]
fn only<'a>(ended: &'a Ended, what: &str) -> &'a str {
    match about(ended, what)[..] {
        [line] => line,
        ref lines => panic!("{what}: {lines:?} of {}{}", ended.stdout, ended.stderr),
    }
}

#[test]
fn it_finds_nothing_where_nothing_is_wrong_and_invites_with_what_the_readme_says() {
    let discord = Discord::opens();
    assert_eq!(lanekeeper(&["commands", "apply"]).at(&discord).ends().code, Some(0));
    let ended = lanekeeper(&["doctor"]).at(&discord).ends();
    let said = ended.well();
    assert!(!said.contains("PROBLEM"), "{said}");
    assert!(only(&ended, "token").contains("is that of the application Lanekeeper"), "{said}");
    assert!(only(&ended, "database").contains("is not there yet"), "{said}");
    assert!(only(&ended, "channel").contains("no team, poll or round is in a channel yet"), "{said}");
    let readme = include_str!("../../README.md");
    let invite = readme.lines().find(|line| line.contains("oauth2/authorize")).expect("the README has the link").trim();
    let (start, end) = invite.split_once("APPLICATION_ID").expect("with a gap for the application");
    let line = only(&ended, "invite");
    assert!(line.contains(start) && line.ends_with(end), "{line}");
}

#[test]
fn commands_that_differ_are_named_and_nothing_is_changed() {
    let discord = Discord::opens();
    let ended = lanekeeper(&["doctor"]).at(&discord).ends();
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(1), "lanekeeper: 1 problem\n"), "{}", ended.stdout);
    let line = only(&ended, "commands");
    assert!(line.starts_with("PROBLEM") && line.contains("create /who-owns"), "{line}");
    assert_eq!(discord.commands(), 0);
}

#[test]
fn a_token_that_is_missing_or_refused_is_said_beside_what_can_be_known_without() {
    let discord = Discord::opens();
    let ended = lanekeeper(&["doctor"]).ends();
    assert_eq!(ended.code, Some(1));
    assert!(only(&ended, "token").contains("DISCORD_TOKEN is not set"), "{}", ended.stdout);
    assert!(only(&ended, "database").starts_with("note"), "{}", ended.stdout);
    let ended = lanekeeper(&["doctor"]).at(&discord).set("DISCORD_TOKEN", "wrong.token.entirely").ends();
    let line = only(&ended, "token");
    assert!(line.starts_with("PROBLEM  token     Discord refuses the token"), "{line}");
    assert!(!ended.stdout.contains("entirely"), "{}", ended.stdout);
}

#[test]
fn privileged_intents_that_are_switched_on_are_noted() {
    let discord = Discord::opens_with(|options| options.privileged_intents = (1 << 1) | (1 << 15));
    assert_eq!(lanekeeper(&["commands", "apply"]).at(&discord).ends().code, Some(0));
    let ended = lanekeeper(&["doctor"]).at(&discord).ends();
    let line = only(&ended, "intents");
    assert!(line.starts_with("note") && line.contains("Server Members, Message Content switched on"), "{line}");
    assert_eq!(ended.code, Some(0), "it works all the same: {}", ended.stdout);
}

#[test]
fn interactions_that_go_elsewhere_are_a_problem_in_either_way() {
    let discord = Discord::opens();
    let ended = lanekeeper(&["doctor"]).at(&discord).set("INTERACTIONS_LISTEN", "127.0.0.1:8080").ends();
    assert!(only(&ended, "delivery").starts_with("PROBLEM  delivery  INTERACTIONS_LISTEN is set"), "{}", ended.stdout);
    let url = "http://127.0.0.1:9/interactions";
    let discord = Discord::opens_with(|options| options.interactions_endpoint_url = Some(url.into()));
    let ended = lanekeeper(&["doctor"]).at(&discord).ends();
    let line = only(&ended, "delivery");
    assert!(line.starts_with("PROBLEM") && line.contains(url), "{line}");
    let ended = lanekeeper(&["doctor"]).at(&discord).set("INTERACTIONS_LISTEN", "127.0.0.1:9").ends();
    assert!(only(&ended, "delivery").starts_with("ok"), "{}", ended.stdout);
}

#[test]
fn a_clock_that_is_wrong_is_told_with_the_way_it_is_wrong() {
    let discord = Discord::opens();
    let mut settings = Settings::read(|_| None).expect("no setting is mandatory");
    settings.token = Token::new(discord.token()).ok();
    settings.api_base = ApiBase::new(&discord.address(), false).ok();
    settings.database = DatabaseUrl::memory();
    let hour = Duration::from_secs(60 * 60);
    let now = Clock::system().now();
    for (clock, said) in [
        (Clock::manual(now.plus(hour)), "s ahead of Discord's"),
        (Clock::manual(Timestamp::from_millis(now.millis() - 3_600_000)), "s behind Discord's"),
        (Clock::system(), "is right to within"),
    ] {
        let findings = discord.waits_for(examine(&settings, &clock)).expect("the handbook is sound");
        let lines = lines(&findings);
        let line = lines.lines().find(|line| line.contains("  clock  ")).expect("the clock is looked at");
        assert!(line.contains(said), "{line}");
        assert_eq!(line.starts_with("PROBLEM"), said != "is right to within", "{line}");
    }
}

#[test]
fn a_database_that_cannot_be_used_is_a_problem_of_its_own_kind() {
    let doctor = |database: &str| lanekeeper(&["doctor"]).set("DATABASE_URL", format!("sqlite://{database}")).ends();
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("letter.db"), "this is no database, and longer than its header would be ".repeat(20)).expect("room");
    let ended = doctor(&path("letter.db"));
    assert!(only(&ended, "database").contains("is damaged, or no database"), "{}", ended.stdout);
    fs::write(path("empty.db"), "").expect("room");
    let ended = doctor(&path("empty.db"));
    assert!(only(&ended, "database").contains("has schema 0 of "), "{}", ended.stdout);
    let address = crate::operating::free_address();
    let away = lanekeeper(&["doctor"]).set("DATABASE_URL", format!("postgres://a:hunter2@{address}/lanes")).ends();
    let line = only(&away, "database");
    assert!(line.starts_with("PROBLEM") && line.contains(&address) && !line.contains("hunter2"), "{line}");
}

/// A file in which the bot has worked: it holds an open poll in #checkout.
fn worked_in(discord: &Discord, folder: &Path) -> (PathBuf, String) {
    let file = folder.join("kept.db");
    let database = format!("sqlite://{}", file.display());
    let bot = lanekeeper(&["run"]).at(discord).set("DATABASE_URL", &database).starts();
    discord.waits_for_the_bot();
    discord.answers("/poll create question: Tabs or spaces? options: Tabs | Spaces");
    assert_eq!(bot.stops_on("TERM").code, Some(0));
    (file, database)
}

#[test]
fn a_database_of_a_newer_version_and_a_channel_that_is_gone_are_told_with_the_way_out() {
    let discord = Discord::opens();
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    let (file, database) = worked_in(&discord, folder.path());
    let doctor = || lanekeeper(&["doctor"]).at(&discord).set("DATABASE_URL", &database).ends();
    discord.alters(&file, "UPDATE polls SET channel = 1300000000000009999");
    let gone = doctor();
    let line = only(&gone, "channel");
    assert!(line.starts_with("PROBLEM  channel   1300000000000009999 in Northwind Parcel (poll) is gone: "), "{line}");
    assert_eq!(gone.code, Some(1));
    discord.alters(&file, "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1");
    let newer = doctor();
    let line = only(&newer, "database");
    assert!(line.starts_with("PROBLEM") && line.contains("newer version of Lanekeeper (schema 9999"), "{line}");
    assert_eq!(about(&newer, "channel").len(), 1, "the rest is looked at all the same: {}", newer.stdout);
}

#[test]
fn a_disk_that_is_nearly_full_or_may_only_be_read_is_told() {
    let discord = Discord::opens();
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    worked_in(&discord, folder.path());
    let script = "mkdir disk && mount -t tmpfs -o size=8m tmpfs disk && cp kept.db disk || exit 77\n\
                  export DATABASE_URL=sqlite://disk/kept.db\n\
                  \"$0\" doctor; mount -o remount,ro disk || exit 77; \"$0\" doctor; exit 0";
    let Some(run) = on_disks_of_its_own("a disk that may only be read", script, folder.path()) else {
        return;
    };
    let said = String::from_utf8_lossy(&run.stdout);
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("  database  ")).collect();
    let [little, well, read_only] = lines[..] else { panic!("{said}") };
    let said = little.starts_with("PROBLEM  database  the disk of sqlite://disk/kept.db has ");
    assert!(said && little.ends_with(" MiB left: free some space"), "{little}");
    assert!(well.starts_with("ok       database  sqlite://disk/kept.db takes writes"), "{well}");
    let said = read_only.starts_with("PROBLEM  database  cannot open the database sqlite://disk/kept.db in /");
    assert!(said && read_only.ends_with("that the place exists and may be written to"), "{read_only}");
}

#[test]
fn each_permission_that_is_missing_where_the_bot_is_at_work_is_told_with_what_breaks() {
    let discord = Discord::opens();
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    let (_, database) = worked_in(&discord, folder.path());
    let doctor = || lanekeeper(&["doctor"]).at(&discord).set("DATABASE_URL", &database).ends();
    let well = doctor();
    assert_eq!(well.code, Some(0), "{}{}", well.stdout, well.stderr);
    assert!(only(&well, "channel").contains("in every channel where it is at work (1)"), "{}", well.stdout);
    assert!(only(&well, "database").contains("takes writes, with schema "), "{}", well.stdout);
    for (permission, name) in [
        (Permissions::VIEW_CHANNEL, "View Channels"),
        (Permissions::SEND_MESSAGES, "Send Messages"),
        (Permissions::CREATE_PUBLIC_THREADS, "Create Public Threads"),
        (Permissions::CREATE_PRIVATE_THREADS, "Create Private Threads"),
        (Permissions::SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
        (Permissions::EMBED_LINKS, "Embed Links"),
        (Permissions::ATTACH_FILES, "Attach Files"),
        (Permissions::READ_MESSAGE_HISTORY, "Read Message History"),
    ] {
        discord.denies_the_bot(permission);
        let ended = doctor();
        let line = only(&ended, "channel");
        assert!(line.starts_with("PROBLEM  channel   #checkout in Northwind Parcel (poll) lacks "), "{line}");
        assert!(line.contains(&format!("lacks {name}: ")), "{line}");
        assert_eq!(ended.code, Some(1));
    }
}
