//! `lanekeeper run`: what keeps it from starting, and how it ends.

use std::net::TcpListener;

use crate::{Discord, lanekeeper};

#[test]
fn without_a_token_it_names_the_ways_out_in_one_line() {
    for arguments in [&["run"][..], &[]] {
        let ended = lanekeeper(arguments).ends();
        let said = ended.failure_line();
        assert!(said.starts_with("DISCORD_TOKEN is not set"), "{said}");
        assert!(said.contains(".env") && said.contains("lanekeeper sandbox"), "{said}");
    }
}

#[test]
fn a_token_that_is_refused_is_told_in_one_line_that_does_not_repeat_it() {
    let discord = Discord::opens();
    let ended = lanekeeper(&["run"]).at(&discord).set("DISCORD_TOKEN", "wrong.token.entirely").ends();
    let said = ended.failure_line();
    assert!(said.starts_with("Discord refuses the token") && said.contains("DISCORD_TOKEN"), "{said}");
    assert!(!said.contains("entirely"), "{said}");
}

#[test]
fn a_dead_address_is_told_in_one_line_that_names_it() {
    let free = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = format!("http://{}", free.local_addr().expect("it is bound"));
    drop(free);
    let ended = lanekeeper(&["run"]).set("DISCORD_TOKEN", "some.token.here").set("DISCORD_API_BASE", &address).ends();
    let said = ended.failure_line();
    assert!(said.starts_with(&format!("cannot reach {address}: Connection refused")), "{said}");
}

#[test]
fn a_server_that_speaks_no_http_is_told_in_one_line() {
    let server = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = format!("http://{}", server.local_addr().expect("it is bound"));
    let answering = std::thread::spawn(move || {
        let (mut connection, _) = server.accept().expect("somebody calls");
        std::io::Write::write_all(&mut connection, b"220 mail.example.org ESMTP\r\n").expect("the line stands");
    });
    let ended = lanekeeper(&["run"]).set("DISCORD_TOKEN", "some.token.here").set("DISCORD_API_BASE", &address).ends();
    assert!(ended.failure_line().contains(&address), "{}", ended.stderr);
    answering.join().expect("it was called");
}

#[test]
fn a_faulty_handbook_is_told_with_every_place() {
    let discord = Discord::opens();
    let handbook = crate::checking::broken_handbook();
    let ended = lanekeeper(&["run"]).at(&discord).set("RESPONSES_DIR", handbook.path()).ends();
    let problems = ended.failure();
    assert!(problems[0].contains("lanekeeper check"), "{problems:#?}");
    crate::checking::assert_names_what_is_broken(&problems[0..]);
}

#[test]
fn signals_end_it_well() {
    let discord = Discord::opens();
    for signal in ["TERM", "INT"] {
        let bot = lanekeeper(&["run"]).at(&discord).starts();
        discord.waits_for_the_bot();
        let ended = bot.stops_on(signal);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(0), ""), "{signal}: {}", ended.stderr);
        assert!(ended.stderr.contains("stopped"), "{signal}: {}", ended.stderr);
    }
}

#[test]
fn a_signal_ends_it_while_it_waits_for_an_answer_to_its_first_call() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = format!("http://{}", silent.local_addr().expect("it is bound"));
    let bot = lanekeeper(&["run"]).set("DISCORD_TOKEN", "some.token.here").set("DISCORD_API_BASE", address).starts();
    let _connection = silent.accept().expect("it calls");
    assert_eq!(bot.stops_on("TERM").code, Some(0));
}
