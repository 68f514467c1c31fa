//! The least that a client can do: a websocket on which it hears of interactions, and connections on which it answers them.
//!
//! What it hears at once it answers at once: requests follow each other on a connection without waiting for the answers
//! (HTTP/1.1 pipelining, RFC 9112, 9.3.2), so that a system call carries several of them and the client stays small beside the server.

use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

use crate::Outcome;

/// How many requests leave together at most.
const TOGETHER: usize = 64;

const ANSWER: &str = r#"{"type":4,"data":{"content":"Pong."}}"#;

/// What there is to know of a payload from the gateway.
#[derive(Deserialize)]
struct Payload<'a> {
    #[serde(borrow)]
    t: Option<&'a str>,
    d: Option<Interaction<'a>>,
}

#[derive(Deserialize)]
struct Interaction<'a> {
    #[serde(default)]
    id: &'a str,
    #[serde(default)]
    token: &'a str,
}

/// Registers a command, connects, and answers every interaction until the gateway closes.
pub(crate) async fn answer_all(address: &str, token: &str, connections: usize) -> Outcome {
    register(address, token).await?;
    let answering = (0..connections).map(|_| connect(address));
    let answering: Vec<_> = futures_util::future::join_all(answering).await.into_iter().collect::<Outcome<_>>()?;
    let (mut gateway, _) = connect_async(format!("ws://{address}/gateway?v=10&encoding=json")).await?;
    let properties = json!({"os": "linux", "browser": "bench", "device": "bench"});
    let identify = json!({"op": 2, "d": {"token": token, "intents": 0, "properties": properties}});
    gateway.send(Message::text(identify.to_string())).await?;
    let mut next = answering.iter().cycle();
    while let Some(frame) = gateway.next().await {
        let Message::Text(text) = frame? else { continue };
        // The hello carries no such data, and is passed over like all that is no interaction.
        let Ok(Payload { t: Some("INTERACTION_CREATE"), d: Some(one) }) = serde_json::from_str(&text) else { continue };
        let request =
            request("POST", &format!("/interactions/{}/{}/callback", one.id, one.token), address, None, ANSWER);
        next.next().ok_or("no connection")?.send(request)?;
    }
    Ok(())
}

async fn register(address: &str, token: &str) -> Outcome {
    let application = application_of(address, token).await?;
    let commands = r#"[{"name":"ping","description":"Answers"}]"#;
    let path = format!("/applications/{application}/commands");
    let answer = once(address, &request("PUT", &path, address, Some(token), commands)).await?;
    if answer.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(answer.into()) }
}

async fn application_of(address: &str, token: &str) -> Outcome<String> {
    let answer = once(address, &request("GET", "/users/@me", address, Some(token), "")).await?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or("no body")?;
    let own: serde_json::Value = serde_json::from_str(body)?;
    Ok(own["id"].as_str().ok_or("no id")?.to_owned())
}

fn request(method: &str, path: &str, host: &str, token: Option<&str>, body: &str) -> String {
    let authorization = token.map(|token| format!("Authorization: Bot {token}\r\n")).unwrap_or_default();
    format!(
        "{method} /api/v10{path} HTTP/1.1\r\nHost: {host}\r\n{authorization}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Sends a request on a connection of its own; the whole answer.
async fn once(address: &str, request: &str) -> Outcome<String> {
    let mut connection = TcpStream::connect(address).await?;
    connection.write_all(request.replacen("\r\n", "\r\nConnection: close\r\n", 1).as_bytes()).await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// Opens a connection: all requests that wait go out together, answers come as they come.
async fn connect(address: &str) -> Outcome<UnboundedSender<String>> {
    let connection = TcpStream::connect(address).await?;
    connection.set_nodelay(true)?;
    let (reading, writing) = connection.into_split();
    let (sender, requests) = unbounded_channel();
    tokio::spawn(ends_in_peace(send_all(writing, requests)));
    tokio::spawn(ends_in_peace(check_all(reading)));
    Ok(sender)
}

async fn ends_in_peace(work: impl Future<Output = Outcome>) {
    if let Err(error) = work.await {
        eprintln!("answering has failed: {error}");
        std::process::exit(1);
    }
}

async fn send_all(mut connection: OwnedWriteHalf, mut requests: UnboundedReceiver<String>) -> Outcome {
    let mut waiting = Vec::with_capacity(TOGETHER);
    while requests.recv_many(&mut waiting, TOGETHER).await > 0 {
        connection.write_all(waiting.concat().as_bytes()).await?;
        waiting.clear();
    }
    Ok(())
}

/// Reads the answers. Each must be that there is nothing more to say: a head without content.
async fn check_all(mut connection: OwnedReadHalf) -> Outcome {
    let mut read = Vec::with_capacity(64 * 1_024);
    while connection.read_buf(&mut read).await? > 0 {
        let mut rest = read.as_slice();
        while let Some(end) = rest.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let (answer, next) = rest.split_at(end + 4);
            if !answer.starts_with(b"HTTP/1.1 204") {
                return Err(String::from_utf8_lossy(answer).into());
            }
            rest = next;
        }
        let left = rest.len();
        read.drain(..read.len() - left);
    }
    Err("the connection is closed".into())
}
