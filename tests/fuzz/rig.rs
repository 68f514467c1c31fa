//! The real bot with its endpoint, and a stand-in before the offline Discord that takes every answer to an interaction and notes it. All else
//! that the bot asks of Discord, the offline Discord answers.
//!
//! Whatever panics outside the tests, in whatever task, is noted too.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{Ipv4Addr, SocketAddr},
    panic,
    sync::{Arc, Mutex, MutexGuard, Once, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use discord_sandbox::{Options, Sandbox};
use ed25519_dalek::{Signer, SigningKey};
use lanekeeper::{
    clock::{Clock, Timestamp},
    commands::{COMMANDS, Desk, Knowledge},
    discord::Bot,
    random::Random,
    settings::{ApiBase, Settings, Token},
    store::{DatabaseUrl, Store},
    workspace::ids,
};
use serde_json::Value;
use tokio::{net::TcpListener, runtime::Runtime, sync::watch};

use crate::filling;

/// How long an answer may take. Nothing takes this long unless the test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The most bytes of what the bot sends.
const MOST: usize = 32 << 20;

/// The most custom ids that are remembered.
const MOST_IDS: usize = 5_000;

const SERVER: &str = "Northwind Parcel";

/// The key with which interactions are signed; the second one is nobody's.
const KEY: [u8; 32] = *b"the key of the fuzzed endpoint..";
const OTHER_KEY: [u8; 32] = *b"whoever signs with it is a faker";

/// What panicked, and where.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes note of panics from now on; those of the tests are the tests' own.
pub(crate) fn notes_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if info.location().is_none_or(|place| !place.file().starts_with("tests/")) {
                lock(&PANICS).push(info.to_string());
            }
            before(info);
        }));
    });
}

/// What the stand-in has noted.
#[derive(Default)]
struct Noted {
    /// How often, and with what, an interaction was answered.
    answers: BTreeMap<u64, Vec<Bytes>>,
    /// Numbers that Discord signed, whose answers nobody waits for any more.
    signed: BTreeSet<u64>,
    /// Answers that told somebody of an incident.
    incidents: Vec<String>,
    /// The custom ids of what the bot has sent.
    custom_ids: BTreeSet<String>,
}

/// The stand-in.
struct Relay {
    sandbox: String,
    client: reqwest::Client,
    noted: Mutex<Noted>,
    /// How many answers there were.
    count: watch::Sender<u64>,
}

impl Relay {
    async fn take(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, MOST).await.unwrap_or_default();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        self.note_custom_ids(&body);
        let words: Vec<&str> = parts.uri.path().split('/').filter(|word| !word.is_empty()).collect();
        match words[..] {
            [_, _, "interactions", id, .., "callback"] => {
                if let Ok(id) = id.parse() {
                    self.note_answer(id, body);
                }
                StatusCode::NO_CONTENT.into_response()
            }
            [_, _, "webhooks", _, token, ..] => {
                if let Some(id) = token.strip_prefix('t').and_then(|id| id.parse().ok()) {
                    self.note_incident(id, &body);
                }
                ([(header::CONTENT_TYPE, "application/json")], "{}").into_response()
            }
            ["file", ..] => "[[decision]]\ntopic = \"Given\"\nrule = \"As the file says.\"\n".into_response(),
            _ => {
                let headers = parts.headers.iter().filter(|(name, _)| *name != header::HOST);
                let request = self.client.request(parts.method.clone(), format!("{}{path}", self.sandbox));
                let request = headers.fold(request, |request, (name, value)| request.header(name, value)).body(body);
                let Ok(answer) = request.send().await else { return StatusCode::BAD_GATEWAY.into_response() };
                let (status, kind) = (answer.status(), answer.headers().get(header::CONTENT_TYPE).cloned());
                let mut response = answer.bytes().await.unwrap_or_default().into_response();
                *response.status_mut() = status;
                if let Some(kind) = kind {
                    response.headers_mut().insert(header::CONTENT_TYPE, kind);
                }
                response
            }
        }
    }

    fn note_answer(&self, id: u64, body: Bytes) {
        self.note_incident(id, &body);
        lock(&self.noted).answers.entry(id).or_default().push(body);
        self.count.send_modify(|count| *count += 1);
    }

    /// Whoever is told of an incident is told the number of the interaction.
    fn note_incident(&self, id: u64, body: &Bytes) {
        let text = String::from_utf8_lossy(body);
        if text.contains(&format!("{id:x}")) {
            lock(&self.noted).incidents.push(text.into_owned());
        }
    }

    fn note_custom_ids(&self, body: &Bytes) {
        let text = String::from_utf8_lossy(body);
        let ids = text.split("\"custom_id\":\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut noted = lock(&self.noted);
        for id in ids {
            if noted.custom_ids.len() < MOST_IDS && !noted.custom_ids.contains(id) {
                noted.custom_ids.insert(id.to_owned());
            }
        }
    }
}

/// The bot and everything around it.
pub(crate) struct Rig {
    pub(crate) runtime: Runtime,
    relay: Arc<Relay>,
    _sandbox: Sandbox,
    pub(crate) endpoint: SocketAddr,
    clock: Clock,
    client: reqwest::Client,
    names: BTreeMap<&'static str, String>,
    last: u64,
    stand_in: String,
}

impl Rig {
    pub(crate) fn set() -> Self {
        notes_panics();
        let runtime = Runtime::new().expect("the machine runs");
        runtime.block_on(Self::set_up()).map_or_else(
            |error| panic!("the bot does not start: {error}"),
            |(relay, sandbox, endpoint, clock, names, stand_in)| {
                let client = reqwest::Client::builder().no_proxy().build().expect("it needs nothing");
                let last = sandbox.world().person("Robin Hale").expect("furnished").get() + (1 << 40);
                Self { runtime, relay, _sandbox: sandbox, endpoint, clock, client, names, last, stand_in }
            },
        )
    }

    async fn set_up() -> Result<(Arc<Relay>, Sandbox, SocketAddr, Clock, BTreeMap<&'static str, String>, String), String>
    {
        let options = Options { application: "Lanekeeper".into(), signing_key: Some(KEY), ..Options::default() };
        let sandbox = Sandbox::start(options).await.map_err(|error| error.to_string())?;
        let client = reqwest::Client::builder().no_proxy().build().map_err(|error| error.to_string())?;
        let (noted, count) = (Mutex::default(), watch::Sender::default());
        let relay = Arc::new(Relay { sandbox: sandbox.base_url(), client, noted, count });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(|error| error.to_string())?;
        let stand_in = format!("http://{}", listener.local_addr().map_err(|error| error.to_string())?);
        let router =
            Router::new().fallback(async |State(relay): State<Arc<Relay>>, request: Request| relay.take(request).await);
        tokio::spawn(axum::serve(listener, router.with_state(Arc::clone(&relay))).into_future());
        let mut settings = Settings::read(|_| None).map_err(|error| error.to_string())?;
        settings.token = Token::new(sandbox.bot_token()).ok();
        settings.api_base = ApiBase::new(&stand_in, false).ok();
        settings.interactions_listen = Some((Ipv4Addr::LOCALHOST, 0).into());
        let store = Store::open(&DatabaseUrl::memory()).await.map_err(|error| error.to_string())?;
        let names = names(&sandbox);
        let library = filling::shipped();
        let number = |name: &str| names[name].parse::<u64>().expect("an id");
        let user = |name: &str| ids::UserId::new(number(name)).expect("above 0");
        let place = filling::Place {
            guild: ids::GuildId::new(number("$guild")).expect("above 0"),
            channel: ids::ChannelId::new(number("$channel")).expect("above 0"),
            leads: [user("$lead"), user("$manager")],
        };
        filling::fill(&store, &library, &Random::sequence(1), &place, 0).await;
        let clock = Clock::manual(Clock::system().now());
        let desk = Desk::new(Arc::new(Knowledge::new(library)), store, clock.clone(), Random::sequence(2));
        let bot = Bot::connect(&settings, Arc::new(desk), COMMANDS).await.map_err(|error| error.to_string())?;
        let endpoint =
            bot.endpoint().and_then(|address| address.strip_prefix("http://")?.split('/').next()?.parse().ok());
        let health = bot.health();
        tokio::spawn(bot.run(std::future::pending()));
        health.ready().await;
        Ok((relay, sandbox, endpoint.ok_or("it has no endpoint")?, clock, names, stand_in))
    }

    /// A number that no interaction had before.
    pub(crate) const fn next_id(&mut self) -> u64 {
        self.last += 1 << 22;
        self.last
    }

    /// The moment at which something is sent: a while after the last one, so that nobody does too much.
    pub(crate) fn goes_on(&self) -> Timestamp {
        self.clock.advance(Duration::from_secs(5));
        self.clock.now()
    }

    /// The signature of what is sent at a time that is told so.
    pub(crate) fn signed(time: &str, body: &[u8], is_forged: bool) -> String {
        let key = SigningKey::from_bytes(if is_forged { &OTHER_KEY } else { &KEY });
        key.sign(&[time.as_bytes(), body].concat()).to_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Puts what is there for the names in an interaction, and makes it one that nobody sent before; its number. What would be fetched is
    /// fetched from the stand-in.
    pub(crate) fn fill_in(&mut self, interaction: &mut Value) -> u64 {
        let id = self.next_id();
        put_names(interaction, &self.names, &self.stand_in);
        for (field, value) in [("id", id.to_string()), ("token", format!("t{id}"))] {
            if let Some(field) = interaction.get_mut(field).filter(|field| field.is_string()) {
                *field = value.into();
            }
        }
        id
    }

    /// Posts what Discord signed; the status.
    pub(crate) fn posts(&self, body: &[u8]) -> u16 {
        let time = self.goes_on().seconds().to_string();
        let request = self.client.post(format!("http://{}/interactions", self.endpoint)).body(body.to_vec());
        let request = request.header("X-Signature-Ed25519", Self::signed(&time, body, false));
        let answer = self.runtime.block_on(request.header("X-Signature-Timestamp", time).send());
        answer.map_or(0, |answer| answer.status().as_u16())
    }

    /// Waits for the answer to an interaction; nothing where none comes.
    pub(crate) fn answer(&self, id: u64) -> Option<Value> {
        let mut count = self.relay.count.subscribe();
        let is_there = |_: &u64| lock(&self.relay.noted).answers.contains_key(&id);
        let came = async { tokio::time::timeout(PATIENCE, count.wait_for(is_there)).await.is_ok() };
        if !self.runtime.block_on(came) {
            return None;
        }
        let bodies = lock(&self.relay.noted).answers.remove(&id)?;
        // One that brings a file is JSON and other parts.
        let body = String::from_utf8_lossy(bodies.first()?).into_owned();
        let json = body.find("{\"").map_or("", |at| &body[at..]);
        serde_json::Deserializer::from_str(json).into_iter().next()?.ok()
    }

    /// Waits until so many of these were answered. Whether the others were nobody needs to know, now or later.
    pub(crate) fn waits_for(&self, ids: &BTreeSet<u64>, many: usize) -> Result<(), String> {
        let mut count = self.relay.count.subscribe();
        let are_there = |_: &u64| {
            let answers = &lock(&self.relay.noted).answers;
            ids.iter().filter(|id| answers.contains_key(id)).count() >= many
        };
        let came = async { tokio::time::timeout(PATIENCE, count.wait_for(are_there)).await.is_ok() };
        if !self.runtime.block_on(came) {
            return Err(format!("{many} of {ids:?} were taken and not answered"));
        }
        let mut noted = lock(&self.relay.noted);
        noted.signed.extend(ids);
        let signed = std::mem::take(&mut noted.signed);
        noted.answers.retain(|id, _| !signed.contains(id));
        noted.signed = signed;
        Ok(())
    }

    /// What went wrong so far: panics, people who were told of an incident, interactions that were answered twice, and answers to what
    /// nobody waits for.
    pub(crate) fn trouble(&self) -> Result<(), String> {
        let noted = lock(&self.relay.noted);
        let panics = lock(&PANICS);
        match (panics.first(), noted.incidents.first(), noted.answers.keys().find(|id| !noted.signed.contains(id))) {
            (Some(panic), ..) => Err(panic.clone()),
            (_, Some(incident), _) => Err(format!("somebody was told of an incident: {incident}")),
            (.., Some(id)) => Err(format!("{id} was answered, and nobody waits for that")),
            (None, None, None) => Ok(()),
        }
    }

    /// The custom ids of all that the bot has sent.
    pub(crate) fn custom_ids(&self) -> Vec<String> {
        lock(&self.relay.noted).custom_ids.iter().cloned().collect()
    }
}

fn names(sandbox: &Sandbox) -> BTreeMap<&'static str, String> {
    let world = sandbox.world();
    let person = |name: &str| world.person(name).expect("furnished").to_string();
    let channel = |name: &str| world.channel(name).expect("furnished").to_string();
    let guild = world.guild(SERVER).expect("furnished");
    BTreeMap::from([
        ("$lead", person("Ines Moreau")),
        ("$manager", person("Tomasz Wolny")),
        ("$member", person("Priya Nair")),
        ("$stranger", person("Noor Haddad")),
        ("$bot", person("Lanekeeper")),
        ("$guild", guild.to_string()),
        ("$role", world.role(guild, "Tech Lead").expect("furnished").to_string()),
        ("$channel", channel("checkout")),
        ("$other-channel", channel("general")),
    ])
}

fn put_names(value: &mut Value, names: &BTreeMap<&'static str, String>, stand_in: &str) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| put_names(value, names, stand_in)),
        Value::Object(fields) => {
            let old = std::mem::take(fields);
            for (name, mut value) in old {
                put_names(&mut value, names, stand_in);
                if (name == "url" || name == "proxy_url") && value.is_string() {
                    value = format!("{stand_in}/file/given.toml").into();
                }
                fields.insert(names.get(name.as_str()).cloned().unwrap_or(name), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
