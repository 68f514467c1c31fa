//! The stage of a scene: an offline Discord, the bot, and a browser that shows the page.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use discord_sandbox::{Clock, Options, Sandbox, Subscription};
use lanekeeper::{
    clock::Clock as BotClock,
    commands::{COMMANDS, Desk, Knowledge},
    discord::{Bot, Health},
    handbook::{Library, files},
    random::Random,
    replies::DECLARED,
    settings::{ApiBase, Settings, Token},
    store::{DatabaseUrl, Store},
};
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

    /// What the client of one of the people is told from now on.
    pub(crate) fn told_to(&self, person: &str) -> Told {
        let user = self.sandbox.world().person(person).unwrap_or_else(|| panic!("there is no {person}"));
        Told(self.sandbox.people().subscribe(user))
    }

    pub(crate) async fn bot_stops(&mut self) {
        if let Some(bot) = self.bot.take() {
            assert_eq!(bot.health.unreadable(), 0, "the bot could not read an event");
            drop(bot.stop);
            tokio::time::timeout(PATIENCE, bot.run).await.expect("the bot stops").expect("the bot stops in peace");
        }
    }

    async fn close(mut self) {
        let complaints = self.browser.complaints().await;
        assert!(complaints.is_empty(), "the browser complains:\n{}", complaints.join("\n"));
        self.bot_stops().await;
        drop(self.browser);
        self.sandbox.stop().await;
    }
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
