//! Requests that nobody would send, byte for byte at the bot's endpoint: each is answered with a status that the endpoint documents, or the
//! connection ends; nothing is handled that Discord did not sign; and a ping that Discord signed is answered right afterwards.
//!
//! In an input, `{TIME}`, `{SIGN}`, `{FORGED}`, `{LENGTH}` and `{ID}` stand for what only the moment of sending knows: the time, the body's
//! signature with Discord's key and with another one, its length, and a number that no interaction had. `{NEXT}` stands between requests
//! that are sent at once.

use std::{
    collections::BTreeSet,
    io::{ErrorKind, Read, Write},
    net::{Shutdown, TcpStream},
    time::Duration,
};

use crate::{
    machine::{Effort, Mill, Random, corpus},
    rig::{PATIENCE, Rig},
};

static SIGNS: &[&str] = &[
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\r",
    ": ",
    ":",
    " ",
    "\t",
    "\0",
    ",",
    ";",
    "GET ",
    "POST ",
    "HEAD ",
    "OPTIONS ",
    "CONNECT ",
    "PRI * ",
    "/interactions",
    "/",
    "//",
    "..",
    "%2e",
    "*",
    "http://127.0.0.1/interactions",
    " HTTP/1.1",
    " HTTP/1.0",
    " HTTP/2.0",
    "Host: x\r\n",
    "Connection: close\r\n",
    "Connection: keep-alive\r\n",
    "Content-Length: {LENGTH}\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: identity\r\n",
    "0\r\n\r\n",
    "5\r\nhello\r\n",
    "ffffffffffffffff\r\n",
    "1;x=y\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: h2c\r\n",
    "Content-Type: application/json\r\n",
    "Content-Type: text/html\r\n",
    "Content-Encoding: gzip\r\n",
    "X-Signature-Ed25519: {SIGN}\r\n",
    "X-Signature-Ed25519: {FORGED}\r\n",
    "X-Signature-Ed25519: \r\n",
    "X-Signature-Timestamp: {TIME}\r\n",
    "X-Signature-Timestamp: 0\r\n",
    "X-Signature-Timestamp: -{TIME}\r\n",
    "X-Signature-Timestamp: {TIME}000\r\n",
    "X-Signature-Timestamp: +{TIME}\r\n",
    "{SIGN}",
    "{FORGED}",
    "{TIME}",
    "{ID}",
    "{LENGTH}",
    "{NEXT}",
    "{\"type\":1}",
    "{\"type\":2",
    "\"id\":\"{ID}\"",
    "}",
    "\u{7f}",
    "\u{e9}",
    "\u{1f469}",
];

/// What the endpoint may answer, as `src/discord/endpoint.rs` lists it; 100 says that more of the request may come.
const DOCUMENTED: [u16; 13] = [100, 200, 202, 400, 401, 404, 405, 408, 409, 413, 414, 431, 503];

/// How long a server is given to answer before it is told that nothing more will come.
const PAUSE: Duration = Duration::from_millis(30);

/// What stands between two requests, and how many are sent at once at most.
const NEXT: &[u8] = b"{NEXT}";
const MOST_AT_ONCE: usize = 8;

/// One request of an input as it is sent.
struct Sent {
    bytes: Vec<u8>,
    /// The number in it, where Discord signed it.
    signed: Option<u64>,
}

fn replaced(bytes: &[u8], name: &str, with: &str) -> Vec<u8> {
    let mut made = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = find(rest, name.as_bytes()) {
        made.extend_from_slice(&rest[..at]);
        made.extend_from_slice(with.as_bytes());
        rest = &rest[at + name.len()..];
    }
    made.extend_from_slice(rest);
    made
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// A request with everything filled in; one in three that Discord signed is changed afterwards.
fn request(template: &[u8], rig: &mut Rig, random: &mut Random) -> Sent {
    let (id, time) = (rig.next_id(), rig.goes_on().seconds().to_string());
    let whole = replaced(&replaced(template, "{ID}", &id.to_string()), "{TIME}", &time);
    let body = |bytes: &[u8]| find(bytes, b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
    let length = whole.len() - body(&whole);
    let whole = replaced(&whole, "{LENGTH}", &length.to_string());
    let text = whole[body(&whole)..].to_vec();
    let is_signed = find(&whole, b"{SIGN}").is_some();
    let whole = match is_signed {
        true => replaced(&whole, "{SIGN}", &Rig::signed(&time, &text, false)),
        false => whole,
    };
    let mut bytes = match find(&whole, b"{FORGED}") {
        Some(_) => replaced(&whole, "{FORGED}", &Rig::signed(&time, &text, true)),
        None => whole,
    };
    let start = body(&bytes);
    let is_forged = is_signed && start < bytes.len() && random.below(3) == 0;
    if is_forged {
        let at = start + random.below(bytes.len() - start);
        bytes[at] ^= 1 << random.below(8);
    }
    Sent { bytes, signed: (is_signed && !is_forged).then_some(id) }
}

/// All that comes back until the connection ends.
fn exchanged(rig: &Rig, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let told = |error: std::io::Error| error.to_string();
    let mut stream = TcpStream::connect(rig.endpoint).map_err(told)?;
    stream.set_read_timeout(Some(PAUSE)).map_err(told)?;
    // Whoever is refused early need not read the rest.
    let _ = stream.write_all(bytes);
    let (mut came, mut is_closed) = (Vec::new(), false);
    let mut buffer = [0; 4_096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(came),
            Ok(read) => came.extend_from_slice(&buffer[..read]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if is_closed {
                    return Err("the connection does not end".into());
                }
                is_closed = true;
                let _ = stream.shutdown(Shutdown::Write);
                stream.set_read_timeout(Some(PATIENCE)).map_err(told)?;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // It was closed while something was still on its way there.
            Err(_) => return Ok(came),
        }
    }
}

/// The statuses of what came back.
fn statuses(mut came: &[u8]) -> Result<Vec<u16>, String> {
    let mut statuses = Vec::new();
    while !came.is_empty() {
        let shown = || format!("it is no response: {:?}", String::from_utf8_lossy(&came[..came.len().min(200)]));
        let end = find(came, b"\r\n\r\n").ok_or_else(shown)? + 4;
        let head = String::from_utf8_lossy(&came[..end]).to_lowercase();
        let status =
            head.strip_prefix("http/1.1 ").or_else(|| head.strip_prefix("http/1.0 ")).and_then(|rest| rest.get(..3));
        let status: u16 = status.and_then(|status| status.parse().ok()).ok_or_else(shown)?;
        statuses.push(status);
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        let body: usize = if status < 200 { 0 } else { length.unwrap_or(0) };
        came = came.get(end + body..).unwrap_or_default();
    }
    Ok(statuses)
}

#[test]
fn a_body_that_cannot_be_read_is_a_bad_request_and_one_that_is_too_large_is_told_so() {
    let rig = Rig::set();
    let head = "POST /interactions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    for (rest, status) in [
        ("Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n".to_owned(), 400),
        (format!("Content-Length: 1048577\r\n\r\n{}", " ".repeat(1_048_577)), 413),
        ("Content-Length: 2\r\n\r\n{}".to_owned(), 401),
    ] {
        let came = exchanged(&rig, format!("{head}{rest}").as_bytes()).expect("it answers");
        assert_eq!(statuses(&came), Ok(vec![status]), "{}", &rest[..20]);
    }
}

#[test]
fn requests_that_nobody_would_send_are_refused_and_nothing_forged_is_handled() {
    let (mill, mut rig) = (Mill { signs: SIGNS, longest: 20_000 }, Rig::set());
    let mut given: Vec<Vec<u8>> = corpus("tests/fuzz/corpus/requests");
    assert!(given.len() > 5, "the corpus is missing");
    let head =
        b"POST /interactions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1048577\r\n\r\n".to_vec();
    given.push([head, vec![b' '; (1 << 20) + 1]].concat());
    Effort::asked(40).spend(
        "requests",
        given,
        |corpus, random| {
            // The largest one is changed by nobody.
            mill.made_from(&corpus[..corpus.len().min(1 + random.below(corpus.len()))], random)
        },
        |input: &Vec<u8>, at| {
            let (mut random, mut bytes, mut signed) = (Random::new(at as u64), Vec::new(), BTreeSet::new());
            let mut rest = &input[..];
            for _ in 0..MOST_AT_ONCE {
                let end = find(rest, NEXT);
                let sent = request(&rest[..end.unwrap_or(rest.len())], &mut rig, &mut random);
                bytes.extend(sent.bytes);
                signed.extend(sent.signed);
                let Some(end) = end else { break };
                rest = &rest[end + NEXT.len()..];
            }
            let statuses = statuses(&exchanged(&rig, &bytes)?)?;
            if let Some(status) = statuses.iter().find(|status| !DOCUMENTED.contains(status)) {
                return Err(format!("the status {status} is not documented"));
            }
            let handled = statuses.iter().filter(|status| **status == 202).count();
            let answered = statuses.iter().filter(|status| matches!(status, 200 | 202)).count();
            if answered > signed.len() {
                return Err(format!("{answered} are taken, and Discord signed {}", signed.len()));
            }
            rig.waits_for(&signed, handled)?;
            let ping = format!(
                "{{\"type\":1,\"id\":\"{}\",\"application_id\":\"1\",\"token\":\"t\",\"version\":1}}",
                rig.next_id()
            );
            let status = rig.posts(ping.as_bytes());
            if status != 200 {
                return Err(format!("a ping is answered with {status} afterwards"));
            }
            rig.trouble()?;
            Ok(format!("{statuses:?} {}", signed.len()))
        },
    );
    rig.trouble().unwrap_or_else(|trouble| panic!("{trouble}"));
}
