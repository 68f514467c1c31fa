//! The end within ten seconds, whatever hangs; what was acknowledged is kept.

use std::time::Duration;

use discord_sandbox::Latency;
use lanekeeper::discord::stopping::AT_MOST;

use crate::{Discord, lanekeeper, program::FAREWELL};

const POLL: &str = "/poll create question: Tabs or spaces? options: Tabs | Spaces";

#[test]
fn the_test_waits_no_longer_than_stopping_may_take() {
    assert_eq!(FAREWELL, AT_MOST);
}

#[test]
fn a_discord_that_hangs_holds_up_nobody_and_what_was_acknowledged_is_there_after_the_next_start() {
    let discord = Discord::opens();
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    let database = format!("sqlite://{}", folder.path().join("kept.db").display());
    let program = || lanekeeper(&["run"]).at(&discord).set("DATABASE_URL", &database);
    let mut bot = program().set("LOG", "debug").starts();
    discord.waits_for_the_bot();
    discord.answers(POLL);
    let poll = discord.message_with("Tabs or spaces?");
    discord.presses("Priya Nair", poll, "Tabs");
    discord.sees(poll, "One person has voted.");
    discord.presses("Leo Brandt", poll, "Spaces");
    // From now on no call ends: the drawing of the second vote and an answer are under way.
    discord.takes(Latency::fixed(Duration::from_secs(600)));
    discord.begins("/who-owns task: who picks the database?");
    bot.logs("received command=who-owns");
    let ended = bot.stops_on("TERM");
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stderr.contains("giving up on answers under way"), "{}", ended.stderr);
    discord.takes(Latency::default());
    let bot = program().starts();
    discord.waits_for_the_bot();
    discord.sees(poll, "2 people have voted.");
    assert_eq!(bot.stops_on("TERM").code, Some(0));
}
