//! A sandbox with a clock that the test moves, a bot that speaks plain HTTP, and a gateway connection.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use discord_sandbox::contract::{self, Watch};
use discord_sandbox::ids::{ApplicationId, ChannelId, GuildId, UserId};
use discord_sandbox::{Clock, Interaction, Observer, Options, Sandbox, Timestamp};
use futures_util::{SinkExt, StreamExt};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// All intents that need no grant.
pub(crate) const UNPRIVILEGED: u64 = 0x1_FFFF & !(1 << 1) & !(1 << 8) & !(1 << 15);

/// Real time after which a test gives up waiting.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Play {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    http: Client,
    contract: Kept,
}

/// Where Discord's OpenAPI document is, unless `DISCORD_OPENAPI` says otherwise.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/discord/openapi.json");

/// Asserts in the end that all that was said is as Discord's OpenAPI document says, if that is at hand.
struct Kept {
    watch: Option<Arc<Watch>>,
    /// Where deviations are meant, as JSON pointers.
    meant: Mutex<Vec<&'static str>>,
}

impl Kept {
    fn start() -> Self {
        Self { watch: contract::for_tests(DOCUMENT).map(|contract| contract.watch()), meant: Mutex::default() }
    }

    fn observer(&self) -> Option<Arc<dyn Observer>> {
        self.watch.clone().map(|watch| watch as Arc<dyn Observer>)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // A test that has failed already says why.
        let Some(watch) = self.watch.as_ref().filter(|_| !std::thread::panicking()) else {
            return;
        };
        let meant = self.meant.get_mut().expect("no test panics while it says what it means");
        let (found, unexpected): (Vec<_>, Vec<_>) =
            watch.deviations().into_iter().partition(|one| meant.contains(&one.pointer.as_str()));
        let lines: Vec<String> = unexpected.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "not as Discord's OpenAPI document says:\n{}", lines.join("\n"));
        meant.retain(|pointer| !found.iter().any(|one| one.pointer == **pointer));
        assert!(meant.is_empty(), "nothing deviates at {meant:?}");
    }
}

/// What the REST API answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Reply {
    /// Status and Discord's code.
    pub(crate) fn refusal(&self) -> (u16, i64) {
        (self.status, self.body["code"].as_i64().unwrap_or(-1))
    }

    /// Everything that is wrong with the body: place and code.
    pub(crate) fn complaints(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        collect_complaints(&self.body["errors"], String::new(), &mut found);
        found
    }

    /// The first complaint at a place in the body (`embeds.0.title`): its code.
    pub(crate) fn complaint(&self, path: &str) -> &str {
        let mut place = &self.body["errors"];
        for step in path.split('.').filter(|step| !step.is_empty()) {
            place = &place[step];
        }
        place["_errors"][0]["code"].as_str().unwrap_or("no complaint")
    }
}

fn collect_complaints(tree: &Value, path: String, found: &mut Vec<(String, String)>) {
    for (step, inner) in tree.as_object().into_iter().flatten() {
        if step == "_errors" {
            let codes = inner.as_array().into_iter().flatten().map(|error| text(&error["code"]).to_owned());
            found.extend(codes.map(|code| (path.clone(), code)));
        } else {
            let place = if path.is_empty() { step.clone() } else { format!("{path}.{step}") };
            collect_complaints(inner, place, found);
        }
    }
}

impl Play {
    pub(crate) async fn start() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let clock = Clock::manual(Timestamp::from_millis(1_790_000_000_000));
        let contract = Kept::start();
        let options = Options { clock: clock.clone(), observer: contract.observer(), ..options };
        let sandbox = Sandbox::start(options).await.expect("a free loopback port");
        Self { sandbox, clock, http: Client::new(), contract }
    }

    /// The test says on purpose what Discord's OpenAPI document does not have, at this place of a body.
    pub(crate) fn means_to_deviate(&self, pointer: &'static str) {
        self.contract.meant.lock().expect("no test panics while it says what it means").push(pointer);
    }

    pub(crate) fn person(&self, name: &str) -> UserId {
        self.sandbox.world().person(name).unwrap_or_else(|| panic!("{name} is in the furniture"))
    }

    pub(crate) fn channel(&self, name: &str) -> ChannelId {
        self.sandbox.world().channel(name).unwrap_or_else(|| panic!("#{name} is in the furniture"))
    }

    pub(crate) fn guild(&self) -> GuildId {
        self.sandbox.world().guild("Northwind Parcel").expect("the server is in the furniture")
    }

    pub(crate) fn application(&self) -> ApplicationId {
        self.person("Test Bot").get().into()
    }

    pub(crate) fn seconds(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        self.http.request(method, format!("{}/api/v10{path}", self.sandbox.base_url()))
    }

    async fn send(&self, request: RequestBuilder) -> Reply {
        let response = request.send().await.expect("the sandbox answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("the answer is whole");
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("JSON") };
        Reply { status, headers, body }
    }

    /// A call with the bot's token.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Value) -> Reply {
        let request = self.request(method, path).header("authorization", format!("Bot {}", self.sandbox.bot_token()));
        self.send(if body.is_null() { request } else { request.json(&body) }).await
    }

    /// A call with another bot's token.
    pub(crate) async fn call_as(&self, token: &str, method: &str, path: &str, body: Value) -> Reply {
        let request = self.request(method, path).header("authorization", format!("Bot {token}"));
        self.send(if body.is_null() { request } else { request.json(&body) }).await
    }

    /// A call without any token.
    pub(crate) async fn anonymous(&self, method: &str, path: &str, body: Value) -> Reply {
        let request = self.request(method, path);
        self.send(if body.is_null() { request } else { request.json(&body) }).await
    }

    /// A call with a JSON part and files.
    pub(crate) async fn upload(&self, method: &str, path: &str, body: Value, files: &[(&str, Vec<u8>)]) -> Reply {
        let mut form = reqwest::multipart::Form::new().text("payload_json", body.to_string());
        for (index, (name, content)) in files.iter().enumerate() {
            let part = reqwest::multipart::Part::bytes(content.clone()).file_name((*name).to_owned());
            form = form.part(format!("files[{index}]"), part);
        }
        let request = self.request(method, path).header("authorization", self.sandbox.bot_token());
        self.send(request.multipart(form)).await
    }

    /// A request to any address of the sandbox, with a body as it is.
    pub(crate) async fn raw(&self, method: &str, path: &str, kind: &str, body: &str) -> Reply {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = self.http.request(method, format!("{}{path}", self.sandbox.base_url()));
        let request = request.header("authorization", format!("Bot {}", self.sandbox.bot_token()));
        self.send(request.header("content-type", kind).body(body.to_owned())).await
    }

    /// What is at an address, as it is.
    pub(crate) async fn fetch(&self, address: &str) -> (u16, Vec<u8>) {
        let response = self.http.get(address).send().await.expect("the sandbox answers");
        let status = response.status().as_u16();
        (status, response.bytes().await.expect("the answer is whole").to_vec())
    }

    /// Registers these commands for all servers.
    pub(crate) async fn register(&self, commands: Value) {
        let reply = self.call("PUT", &format!("/applications/{}/commands", self.application()), commands).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }

    /// Priya uses a command in #checkout; what the application was sent comes with it.
    pub(crate) async fn run(&self, text: &str) -> Received {
        let mut gateway = self.connect(0).await;
        let interaction = self.sandbox.people().run(self.person("Priya Nair"), self.channel("checkout"), text);
        let interaction = interaction.expect("the command can be used");
        Received { payload: gateway.until("INTERACTION_CREATE").await, interaction }
    }

    /// The first answer to an interaction.
    pub(crate) async fn respond(&self, received: &Value, body: Value) -> Reply {
        let (id, token) = (text(&received["id"]), text(&received["token"]));
        self.anonymous("POST", &format!("/interactions/{id}/{token}/callback"), body).await
    }

    /// A call on an interaction's token.
    pub(crate) async fn hook(&self, method: &str, received: &Value, rest: &str, body: Value) -> Reply {
        let token = text(&received["token"]);
        self.anonymous(method, &format!("/webhooks/{}/{token}{rest}", self.application()), body).await
    }

    pub(crate) async fn connect(&self, intents: u64) -> Gateway {
        let mut gateway = self.open("?v=10&encoding=json").await;
        gateway.identify(self.sandbox.bot_token(), json!({"intents": intents})).await;
        gateway.until("READY").await;
        gateway
    }

    /// The address that `GET /gateway` gives.
    pub(crate) fn gateway_url(&self) -> String {
        format!("{}/gateway", self.sandbox.base_url().replace("http", "ws"))
    }

    /// A gateway connection that has only heard the hello; a compressed one has not heard it yet.
    pub(crate) async fn open(&self, query: &str) -> Gateway {
        let mut gateway = self.open_at(&self.gateway_url(), query).await;
        if !query.contains("compress") {
            assert_eq!(gateway.next().await["op"], 10);
        }
        gateway
    }

    /// A gateway connection that has heard nothing yet.
    pub(crate) async fn open_at(&self, address: &str, query: &str) -> Gateway {
        let (socket, _) = connect_async(format!("{address}{query}")).await.expect("the gateway opens");
        Gateway { socket, sequence: 0 }
    }
}

/// An interaction from both sides.
pub(crate) struct Received {
    pub(crate) payload: Value,
    pub(crate) interaction: Interaction,
}

pub(crate) struct Gateway {
    pub(crate) socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) sequence: u64,
}

impl Gateway {
    pub(crate) async fn send(&mut self, payload: Value) {
        self.socket.send(Message::text(payload.to_string())).await.expect("the gateway listens");
    }

    pub(crate) async fn identify(&mut self, token: &str, mut data: Value) {
        data["token"] = token.into();
        data["properties"] = json!({"os": "linux", "browser": "test", "device": "test"});
        self.send(json!({"op": 2, "d": data})).await;
    }

    pub(crate) async fn resume(&mut self, token: &str, session: &Value, sequence: u64) {
        self.send(json!({"op": 6, "d": {"token": token, "session_id": session, "seq": sequence}})).await;
    }

    async fn frame(&mut self) -> Message {
        let frame = tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("the gateway speaks in time");
        frame.expect("the gateway is open").expect("the gateway speaks websocket")
    }

    /// The next payload.
    pub(crate) async fn next(&mut self) -> Value {
        let payload: Value = match self.frame().await {
            Message::Text(text) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("expected a text frame, got {other:?}"),
        };
        self.sequence = payload["s"].as_u64().unwrap_or(self.sequence);
        payload
    }

    /// All payloads up to and with the next of this opcode.
    pub(crate) async fn until_opcode(&mut self, opcode: u64) -> Vec<Value> {
        let mut payloads = Vec::new();
        while payloads.last().is_none_or(|last: &Value| last["op"] != opcode) {
            payloads.push(self.next().await);
        }
        payloads
    }

    /// The next frame's bytes.
    pub(crate) async fn bytes(&mut self) -> Vec<u8> {
        self.frame().await.into_data().to_vec()
    }

    /// The data of the next dispatch of this name; others are passed over.
    pub(crate) async fn until(&mut self, name: &str) -> Value {
        loop {
            let payload = self.next().await;
            if payload["t"] == name {
                return payload["d"].clone();
            }
        }
    }

    /// The names of all dispatches up to and with this one.
    pub(crate) async fn names_until(&mut self, name: &str) -> Vec<String> {
        let mut names = Vec::new();
        while names.last().is_none_or(|last| last != name) {
            names.push(text(&self.next().await["t"]).to_owned());
        }
        names
    }

    /// How the connection ends: the gateway's code, or nothing where it just ends.
    pub(crate) async fn end(&mut self) -> Option<u16> {
        loop {
            let frame = tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("the gateway speaks in time");
            match frame {
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// The code with which the gateway closes.
    pub(crate) async fn close_code(&mut self) -> u16 {
        loop {
            if let Message::Close(frame) = self.frame().await {
                return frame.expect("the gateway says why").code.into();
            }
        }
    }
}

/// A frame of a zlib stream, read.
pub(crate) fn inflate(reader: &mut flate2::Decompress, frame: &[u8]) -> Value {
    let mut text = Vec::with_capacity(1 << 20);
    reader.decompress_vec(frame, &mut text, flate2::FlushDecompress::Sync).expect("the stream goes on");
    serde_json::from_slice(&text).expect("one payload a frame")
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// An id in a JSON object.
pub(crate) fn id<T: std::str::FromStr>(value: &Value) -> T {
    text(value).parse().unwrap_or_else(|_| panic!("{value} is an id"))
}

/// Commands for most tests.
pub(crate) fn commands() -> Value {
    json!([
        {"name": "ask", "description": "Ask", "options": [
            {"type": 3, "name": "task", "description": "What", "required": true},
            {"type": 5, "name": "private", "description": "For me only"},
        ]},
        {"name": "role", "description": "Roles", "options": [
            {"type": 1, "name": "show", "description": "Show", "options": [
                {"type": 3, "name": "role", "description": "Which", "required": true, "autocomplete": true},
                {"type": 4, "name": "page", "description": "Page", "min_value": 1, "max_value": 9},
            ]},
        ]},
        {"name": "Who owns this?", "type": 3},
        {"name": "Lane", "type": 2},
    ])
}
