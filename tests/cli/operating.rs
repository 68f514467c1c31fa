//! `lanekeeper ready`: the program asks the bot that runs beside it.

use std::net::TcpListener;

use crate::{Discord, lanekeeper};

/// An address of this machine at which nobody listens.
pub(crate) fn free_address() -> String {
    let free = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    free.local_addr().expect("it is bound").to_string()
}

#[test]
fn it_asks_the_bot_beside_it() {
    let discord = Discord::opens();
    let address = free_address();
    let bot = lanekeeper(&["run"]).at(&discord).set("OPERATIONS_LISTEN", &address).starts();
    discord.waits_for_the_bot();
    // The bot may have been told by now that it is ready, or be about to be told.
    let ready = (0..100).map(|_| lanekeeper(&["ready"]).set("OPERATIONS_LISTEN", &address).ends());
    let ready = ready.into_iter().find(|ended| ended.code == Some(0)).expect("it becomes ready");
    assert!(ready.well().starts_with("ready\nprocess: takes work\ndiscord: 1 of 1 shards"), "{}", ready.stdout);
    assert_eq!(bot.stops_on("TERM").code, Some(0));
    let ended = lanekeeper(&["ready"]).set("OPERATIONS_LISTEN", &address).ends();
    let said = ended.failure_line();
    assert!(said.starts_with(&format!("nobody answers at {address}: Connection refused")), "{said}");
}

#[test]
fn it_asks_this_machine_where_the_bot_listens_everywhere() {
    let address = free_address();
    let port = address.rsplit(':').next().expect("it has a port");
    let ended = lanekeeper(&["ready"]).set("OPERATIONS_LISTEN", format!("0.0.0.0:{port}")).ends();
    assert!(ended.failure_line().starts_with(&format!("nobody answers at 127.0.0.1:{port}")), "{}", ended.stderr);
}

#[test]
fn without_an_address_it_says_which_setting_is_missing() {
    let ended = lanekeeper(&["ready"]).ends();
    assert!(ended.failure_line().starts_with("OPERATIONS_LISTEN is not set"), "{}", ended.stderr);
}
