//! `lanekeeper sandbox`.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

use crate::{Running, lanekeeper};

/// Waits for the address of the page; its host and port.
#[track_caller]
fn address_of(sandbox: &mut Running) -> String {
    let line = sandbox.prints("http://127.0.0.1:");
    let address =
        line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("{line}: the address does not stand alone"));
    address.split('/').next().unwrap_or(address).to_owned()
}

/// What a browser gets.
fn get(address: &str, path: &str) -> String {
    let mut connection = TcpStream::connect(address).expect("somebody listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).expect("it is read");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("it is answered");
    answer
}

#[test]
fn it_prints_the_address_of_a_page_and_a_signal_ends_it_well() {
    for signal in ["INT", "TERM"] {
        let mut sandbox = lanekeeper(&["sandbox", "--listen", "127.0.0.1:0"]).starts();
        let address = address_of(&mut sandbox);
        sandbox.prints("/who-owns task:");
        assert!(get(&address, "/").starts_with("HTTP/1.1 200 "), "{}", get(&address, "/"));
        assert!(get(&address, "/people").contains("Priya Nair"));
        let ended = sandbox.stops_on(signal);
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{signal}");
        assert!(TcpStream::connect(&address).is_err(), "nobody listens any more");
    }
}

#[test]
fn an_open_page_does_not_keep_it_from_ending() {
    let mut sandbox = lanekeeper(&["sandbox", "--listen", "127.0.0.1:0"]).starts();
    let address = address_of(&mut sandbox);
    let people: serde_json::Value = body(&get(&address, "/people"));
    let person = people[0]["id"].as_str().expect("people have ids");
    let mut stream = TcpStream::connect(&address).expect("somebody listens");
    let request = format!("GET /people/{person}/events HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it is read");
    let mut beginning = [0; 12];
    stream.read_exact(&mut beginning).expect("the stream begins");
    assert_eq!(&beginning, b"HTTP/1.1 200");
    assert_eq!(sandbox.stops_on("INT").code, Some(0));
}

fn body(answer: &str) -> serde_json::Value {
    let body = answer.split_once("\r\n\r\n").expect("head and body").1;
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// What somebody sends.
fn post(address: &str, path: &str) -> String {
    let mut connection = TcpStream::connect(address).expect("somebody listens");
    let request = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).expect("it is read");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("it is answered");
    answer
}

#[test]
fn the_bot_is_restarted_when_the_page_orders_it() {
    let mut sandbox = lanekeeper(&["sandbox", "--listen", "127.0.0.1:0"]).starts();
    let address = address_of(&mut sandbox);
    for _ in 0..2 {
        let answer = post(&address, "/weather/bot");
        assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
        sandbox.prints("restarted");
    }
    let ended = sandbox.stops_on("INT");
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_taken_port_is_told_and_another_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let wanted = taken.local_addr().expect("it is bound").to_string();
    let mut sandbox = lanekeeper(&["sandbox", "--listen", &wanted]).starts();
    let told = sandbox.prints("is in use");
    assert!(told.contains(&wanted), "{told}");
    let address = address_of(&mut sandbox);
    assert_ne!(address, wanted);
    assert!(get(&address, "/").starts_with("HTTP/1.1 200 "));
}

#[test]
fn it_opens_nothing_but_loopback() {
    for elsewhere in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let ended = lanekeeper(&["sandbox", "--listen", elsewhere]).ends();
        assert!(ended.failure_line().contains("loopback"), "{}", ended.stderr);
    }
}

#[test]
fn settings_for_the_real_discord_do_not_reach_it() {
    let program = lanekeeper(&["sandbox", "--listen", "127.0.0.1:0"]);
    let mut sandbox =
        program.set("DISCORD_TOKEN", "a.real.token").set("DISCORD_API_BASE", "http://127.0.0.1:9").starts();
    let address = address_of(&mut sandbox);
    assert!(get(&address, "/people").contains("Priya Nair"));
}
