//! The stage of a scene: an offline Discord, the bot, and a browser that shows the page.

use std::{
    env, fs,
    path::PathBuf,
    sync::{Arc, LazyLock},
    thread,
    time::Duration,
};

use discord_sandbox::{
    Clock, Options, Sandbox, Subscription,
    ids::{ChannelId, MessageId, UserId},
};
use lanekeeper::{
    cli::sandbox::furnish,
    clock::Clock as BotClock,
    commands::{COMMANDS, Desk, Knowledge},
    discord::{Bot, Health},
    handbook::{Library, files},
    random::Random,
    replies::DECLARED,
    settings::{ApiBase, Settings, Token},
    store::{DatabaseUrl, Store},
};
use serde_json::Value;
use tokio::{
    sync::{Mutex, oneshot},
    task::JoinHandle,
};

use crate::{
    Page,
    browser::{Browser, Programs},
};

/// How long a scene waits for what must come. Nothing waits this long unless the scene fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// The shipped handbook, its router trained once for all scenes.
static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let library = Library::load(&files::packed(), DECLARED).unwrap_or_else(|problems| panic!("{problems}"));
    Arc::new(Knowledge::new(library))
});

/// One browser at a time: each keeps the whole machine busy, and with several none would be quick.
static TURN: Mutex<()> = Mutex::const_new(());

/// Runs a scene, where there is a browser for it.
pub(crate) async fn scene(play: impl AsyncFnOnce(&mut Stage)) {
    let Some(programs) = Programs::find() else { return };
    let _turn = TURN.lock().await;
    let mut stage = Stage::set(&programs).await;
    play(&mut stage).await;
    stage.close().await;
}

/// Where a scene happens.
pub(crate) struct Stage {
    page: Page,
    browser: Browser,
    bot: Option<RunningBot>,
    clock: Clock,
    sandbox: Sandbox,
}

struct RunningBot {
    health: Arc<Health>,
    stop: oneshot::Sender<()>,
    run: JoinHandle<()>,
}

impl Stage {
    async fn set(programs: &Programs) -> Self {
        let clock = Clock::manual(Clock::system().now());
        let options = Options { application: "Lanekeeper".into(), clock: clock.clone(), ..Options::default() };
        let sandbox = Sandbox::start(options).await.expect("loopback has a free port");
        let bot = Some(start_bot(&sandbox).await);
        let browser = Browser::start(programs).await;
        let page = Page::new(browser.client().clone(), sandbox.base_url());
        Self { page, browser, bot, clock, sandbox }
    }

    /// The offline Discord behind it all.
    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The page, not opened yet.
    pub(crate) fn page(&self) -> &Page {
        &self.page
    }

    /// The page, opened as one of the people in a channel.
    pub(crate) async fn page_of(&self, person: &str, channel: &str) -> &Page {
        self.page.opens(&format!("/#/{person}/{channel}")).await;
        &self.page
    }

    /// Gives the screen another size.
    pub(crate) async fn screen_becomes(&self, width: u32, height: u32) {
        self.browser.becomes(width, height).await;
    }

    /// Lets time pass in the sandbox. The browser's own time goes on as ever.
    pub(crate) fn time_passes(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Somebody by name.
    pub(crate) fn person(&self, name: &str) -> UserId {
        self.sandbox.world().person(name).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// A channel by name.
    pub(crate) fn channel(&self, name: &str) -> ChannelId {
        self.sandbox.world().channel(name).unwrap_or_else(|| panic!("there is no #{name}"))
    }

    /// The bot's application posts something in #checkout, whatever the bot is about to do.
    pub(crate) async fn posts(&self, message: Value, files: &[(&str, &[u8])]) -> MessageId {
        let url = format!("{}/api/v10/channels/{}/messages", self.sandbox.base_url(), self.channel("checkout"));
        let (kind, body) = multipart(&message, files);
        let call = reqwest::Client::new().post(url).header("content-type", kind).body(body);
        let answer = call.header("authorization", format!("Bot {}", self.sandbox.bot_token())).send().await;
        let answer = answer.expect("the sandbox answers").text().await.expect("all of it");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        answer["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("it is refused: {answer}"))
    }

    /// What the client of one of the people is told from now on.
    pub(crate) fn told_to(&self, person: &str) -> Told {
        Told(self.sandbox.people().subscribe(self.person(person)))
    }

    pub(crate) async fn bot_stops(&mut self) {
        if let Some(bot) = self.bot.take() {
            assert_eq!(bot.health.unreadable(), 0, "the bot could not read an event");
            drop(bot.stop);
            tokio::time::timeout(PATIENCE, bot.run).await.expect("the bot stops").expect("the bot stops in peace");
        }
    }

    async fn close(mut self) {
        self.keep_pictures().await;
        let complaints = self.browser.complaints().await;
        assert!(complaints.is_empty(), "the browser complains:\n{}", complaints.join("\n"));
        self.bot_stops().await;
        drop(self.browser);
        self.sandbox.stop().await;
    }
}

impl Stage {
    /// With `PICTURES=folder`, leaves there how the scene ends: light and dark, on a wide and on a narrow screen.
    async fn keep_pictures(&self) {
        let Some(folder) = env::var_os("PICTURES").map(PathBuf::from) else { return };
        let scene = thread::current().name().unwrap_or("scene").rsplit("::").next().unwrap_or_default().to_owned();
        for (screen, width, height) in [("wide", 1280, 800), ("narrow", 390, 800)] {
            for scheme in ["light", "dark"] {
                self.browser.becomes(width, height).await;
                self.browser.prefers(scheme).await;
                let picture = self.page.picture().await;
                fs::write(folder.join(format!("{scene}-{screen}-{scheme}.png")), picture).expect("the folder is there");
            }
        }
    }
}

/// A message and its files as browsers send forms: what kind of content it is, and the content.
fn multipart(message: &Value, files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "a-boundary-that-is-in-no-file";
    let head = |rest: String| format!("--{boundary}\r\nContent-Disposition: form-data; {rest}\r\n\r\n");
    let mut body = (head("name=\"payload_json\"".into()) + &message.to_string() + "\r\n").into_bytes();
    for (index, (name, content)) in files.iter().enumerate() {
        body.extend(head(format!("name=\"files[{index}]\"; filename=\"{name}\"")).into_bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// What somebody's client is told, also when no browser shows it.
pub(crate) struct Told(Subscription);

impl Told {
    /// Waits for an event of this name.
    pub(crate) async fn of(&mut self, name: &str) {
        let told = async { while self.0.next().await.is_some_and(|event| event.name != name) {} };
        tokio::time::timeout(PATIENCE, told).await.unwrap_or_else(|_| panic!("nobody was told of {name}"));
    }
}

async fn start_bot(sandbox: &Sandbox) -> RunningBot {
    let mut settings = Settings::read(|_| None).expect("no setting is mandatory");
    settings.token = Token::new(sandbox.bot_token()).ok();
    settings.api_base = ApiBase::new(&sandbox.base_url(), false).ok();
    let store = Store::open(&DatabaseUrl::memory()).await.expect("memory is there");
    let desk = Desk::new(Arc::clone(&KNOWLEDGE), store, BotClock::system(), Random::system());
    furnish(&desk, sandbox.world()).await.expect("everybody is there");
    let bot = Bot::connect(&settings, Arc::new(desk), COMMANDS).await;
    let bot = bot.unwrap_or_else(|error| panic!("the bot does not start: {error}"));
    let health = bot.health();
    let (stop, stopped) = oneshot::channel();
    let run = tokio::spawn(async move {
        bot.run(async { drop(stopped.await) }).await.expect("the gateway refuses nothing");
    });
    tokio::time::timeout(PATIENCE, health.ready()).await.expect("the bot becomes ready");
    RunningBot { health, stop, run }
}
