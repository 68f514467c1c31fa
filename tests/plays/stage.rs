//! The stage of a play: an offline Discord, the bot, and people.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
    sync::{Arc, LazyLock, Mutex},
    time::Duration,
};

use discord_sandbox::{
    Observer, Options, Permissions, RestCall, Sandbox, Timestamp,
    contract::{self, Watch},
    ids::{ChannelId, MessageId, UserId},
};
use lanekeeper::{
    clock::Clock as BotClock,
    commands::{Command, Desk, Knowledge},
    discord::Bot,
    handbook::{Library, files},
    random::Random,
    replies::DECLARED,
    settings::{ApiBase, Settings, Shards, Token},
    store::{DatabaseUrl, Store},
};
use serde_json::Value;
use tempfile::TempDir;

use super::{
    person::Person,
    playing::Way,
    running::RunningBot,
    transcript::{channels_of, text_of},
};

/// How long a play waits for what must come. Nothing waits this long unless the play fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Where Discord's OpenAPI document is, unless `DISCORD_OPENAPI` says otherwise.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/discord/openapi.json");

/// The file where the bot keeps what it keeps.
const FILE: &str = "lanekeeper.db";

/// The shipped handbook, its router trained once for all plays.
static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| Arc::new(Knowledge::new(library())));

/// The shipped handbook in every locale.
pub(crate) fn library() -> Library {
    Library::load(&files::packed(), DECLARED).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What a bot works with that keeps nothing beyond its own life.
pub(crate) async fn desk_without_file() -> Arc<Desk> {
    desk_on(&DatabaseUrl::memory(), BotClock::system(), Arc::clone(&KNOWLEDGE)).await
}

async fn desk_on(database: &DatabaseUrl, clock: BotClock, knowledge: Arc<Knowledge>) -> Arc<Desk> {
    let store = Store::open(database).await.unwrap_or_else(|error| panic!("{error}"));
    Arc::new(Desk::new(knowledge, store, clock, Random::system()))
}

/// Where a play happens.
pub(crate) struct Stage {
    sandbox: Sandbox,
    commands: &'static [Command],
    way: Way,
    clock: BotClock,
    knowledge: Arc<Knowledge>,
    pub(crate) bot: Option<RunningBot>,
    /// Where the bot keeps what it keeps; it finds it again after a restart.
    folder: TempDir,
    /// Where it keeps it instead, in plays on PostgreSQL.
    database: Option<DatabaseUrl>,
    shards: Shards,
    names: BTreeMap<String, String>,
    looked_at: Mutex<BTreeSet<(MessageId, String)>>,
    refusals_expected: bool,
    pub(crate) is_crowded: bool,
    drain: Option<Duration>,
    contract: Option<Arc<Watch>>,
}

impl Stage {
    pub(crate) async fn set(commands: &'static [Command], way: Way) -> Self {
        let contract = contract::for_tests(DOCUMENT).map(|contract| contract.watch());
        Self::set_under(contract, commands, way).await
    }

    pub(crate) async fn set_under(contract: Option<Arc<Watch>>, commands: &'static [Command], way: Way) -> Self {
        let observer = contract.clone().map(|watch| watch as Arc<dyn Observer>);
        let options = Options { application: "Lanekeeper".into(), observer, ..Options::default() };
        let sandbox = Sandbox::start(options).await.expect("loopback has a free port");
        let everybody = sandbox.people().everybody();
        let name = |user: &Value| Some((user["id"].as_str()?.to_owned(), user["global_name"].as_str()?.to_owned()));
        let mut names: BTreeMap<String, String> = everybody.iter().filter_map(name).collect();
        let bot = sandbox.world().person("Lanekeeper").expect("the bot is furnished");
        names.insert(bot.to_string(), "Lanekeeper".into());
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        let looked_at = Mutex::default();
        let mut stage = Self {
            sandbox,
            commands,
            way,
            clock: BotClock::system(),
            knowledge: Arc::clone(&KNOWLEDGE),
            bot: None,
            folder,
            database: None,
            shards: Shards::default(),
            names,
            looked_at,
            refusals_expected: false,
            is_crowded: false,
            drain: None,
            contract,
        };
        stage.bot_starts().await;
        stage
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Settings that point the bot at the stage.
    pub(crate) fn settings(&self) -> Settings {
        let set = |name: &str| (name == "OPERATIONS_LISTEN").then(|| "127.0.0.1:0".into());
        let mut settings = Settings::read(set).expect("it is an address");
        settings.token = Token::new(self.sandbox.bot_token()).ok();
        settings.api_base = ApiBase::new(&self.sandbox.base_url(), false).ok();
        settings.database = self.database.clone().unwrap_or_else(|| DatabaseUrl::file(self.folder.path().join(FILE)));
        settings.shards = self.shards.clone();
        settings.interactions_listen = (self.way == Way::Endpoint).then_some((Ipv4Addr::LOCALHOST, 0).into());
        settings
    }

    async fn bot_starts(&mut self) {
        self.bot = Some(self.starts(&self.settings()).await);
    }

    async fn starts(&self, settings: &Settings) -> RunningBot {
        let desk = desk_on(&settings.database, self.clock.clone(), Arc::clone(&self.knowledge)).await;
        let store = desk.store.clone();
        let bot = Bot::connect(settings, desk, self.commands).await;
        let bot = bot.unwrap_or_else(|error| panic!("the bot does not start: {error}"));
        let bot = match self.drain {
            Some(time) => bot.draining(time),
            None => bot,
        };
        let endpoint = bot.endpoint();
        let running = RunningBot::of(bot, store).await;
        if endpoint.is_some() {
            let taken = self.sandbox.endpoint().set_url(endpoint.as_deref()).await;
            taken.unwrap_or_else(|error| panic!("Discord does not take the endpoint: {error}"));
        }
        running
    }

    pub(crate) async fn bot_stops(&mut self) {
        if let Some(bot) = self.bot.take() {
            bot.stops().await;
        }
    }

    /// From now on the bot opens these shards of the gateway. It is started anew for that.
    pub(crate) async fn bot_opens(&mut self, shards: Shards) {
        self.shards = shards;
        self.bot_restarts().await;
    }

    /// Another process of the bot beside the first that opens these shards. It keeps nothing: a file is for one process.
    pub(crate) async fn another_bot(&self, shards: Shards) -> RunningBot {
        self.starts(&Settings { shards, database: DatabaseUrl::memory(), ..self.settings() }).await
    }

    /// Restarts the bot while it works on something, and does meanwhile what lets it finish that.
    pub(crate) async fn bot_restarts_while(&mut self, meanwhile: impl Future<Output = ()>) {
        tokio::join!(self.bot_stops(), meanwhile);
        self.bot_starts().await;
    }

    /// From now on the bot has this long for answers that are under way when it stops. It is started anew for that.
    pub(crate) async fn bot_drains_for(&mut self, time: Duration) {
        self.drain = Some(time);
        self.bot_restarts().await;
    }

    /// From now on the bot goes by this clock, and the time that Discord dates signatures by is the same. It is started anew for
    /// that.
    pub(crate) async fn bot_goes_by(&mut self, clock: BotClock) {
        self.clock = clock.clone();
        let millis = move || clock.now().millis().unsigned_abs();
        self.sandbox.endpoint().dates_by(move || Timestamp::from_millis(millis()));
        self.bot_restarts().await;
    }

    /// From now on the bot knows what stands in a folder, as `RESPONSES_DIR` names one. It is started anew for that.
    pub(crate) async fn bot_knows(&mut self, folder: &std::path::Path) {
        let files = files::read(folder).unwrap_or_else(|error| panic!("{error}"));
        let library = Library::load(&files, DECLARED).unwrap_or_else(|problems| panic!("{problems}"));
        self.knowledge = Arc::new(Knowledge::new(library));
        self.bot_restarts().await;
    }

    /// From now on the bot keeps what it keeps there. It is started anew for that.
    pub(crate) async fn bot_keeps_in(&mut self, database: DatabaseUrl) {
        self.database = Some(database);
        self.bot_restarts().await;
    }

    /// The address of the bot's file, for statements past the bot.
    pub(crate) fn address_of_file(&self) -> String {
        format!("sqlite:{}", self.folder.path().join(FILE).display())
    }

    /// Stops the bot and starts it anew, as after an upgrade.
    pub(crate) async fn bot_restarts(&mut self) {
        self.bot_stops().await;
        self.bot_starts().await;
    }

    /// From now on the bot may read a channel and not write in it.
    pub(crate) fn bot_only_reads(&self, channel: &str) {
        self.bot_may_not(Permissions::SEND_MESSAGES, channel);
    }

    /// From now on the bot may not do this in a channel.
    pub(crate) fn bot_may_not(&self, what: Permissions, channel: &str) {
        self.overwrite_bot(channel, Permissions::NONE, what);
    }

    /// From now on the bot may write in a channel again.
    pub(crate) fn bot_writes_again(&self, channel: &str) {
        self.overwrite_bot(channel, Permissions::SEND_MESSAGES, Permissions::NONE);
    }

    fn overwrite_bot(&self, channel: &str, allow: Permissions, deny: Permissions) {
        let world = self.sandbox.world();
        let bot = world.person("Lanekeeper").expect("the bot is furnished");
        world.overwrite_member(self.channel(channel), bot, allow, deny).expect("both are there");
    }

    /// From now on the members may read a channel and not write in it.
    pub(crate) fn members_only_read(&self, channel: &str) {
        let world = self.sandbox.world();
        let everyone = world.guild("Northwind Parcel").expect("it is furnished").everyone();
        let deny = Permissions::SEND_MESSAGES;
        let done = world.overwrite_role(self.channel(channel), everyone, Permissions::NONE, deny);
        done.expect("both are there");
    }

    /// Calls that Discord refuses are part of this play.
    pub(crate) fn expects_refused_calls(&mut self) {
        self.refusals_expected = true;
    }

    /// The calls that Discord refused.
    pub(crate) fn refused_calls(&self) -> Vec<RestCall> {
        self.sandbox.rest_log().into_iter().filter(|call| call.status >= 400).collect()
    }

    /// One of the people, in `#checkout` (in `#shop-floor` who is in the other server only).
    pub(crate) fn person(&self, name: &str) -> Person<'_> {
        let user = self.sandbox.world().person(name).unwrap_or_else(|| panic!("there is no {name}"));
        let place = if name == "Noor Haddad" { "shop-floor" } else { "checkout" };
        Person { stage: self, user, channel: self.channel(place) }
    }

    pub(crate) fn channel(&self, name: &str) -> ChannelId {
        self.sandbox.world().channel(name).unwrap_or_else(|| panic!("there is no #{name}"))
    }

    pub(crate) async fn close(mut self) {
        in_time("the stage to be quiet", self.sandbox.people().idle()).await;
        self.bot_stops().await;
        let refused = self.refused_calls();
        assert!(self.refusals_expected || refused.is_empty(), "Discord refused: {refused:#?}");
        if let Some(watch) = &self.contract {
            watch.assert_kept();
        }
        let overlooked = if self.is_crowded { Vec::new() } else { self.overlooked() };
        assert!(overlooked.is_empty(), "messages that the play did not look at:\n\n{}", overlooked.join("\n\n"));
    }

    /// Takes note that somebody looked at a message as it reads now.
    pub(crate) fn was_looked_at(&self, message: MessageId, text: &str) {
        self.looked_at.lock().expect("no play panics while it looks").insert((message, text.to_owned()));
    }

    /// Looks at all that the bot has said, in a play that cares for what it did not say.
    pub(crate) fn looks_at_everything(&self) {
        for message in self.said_by_bot() {
            self.was_looked_at(id_of(&message), &text_of(&message, &self.names));
        }
    }

    /// What people are called, by id.
    pub(crate) fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// The bot's messages that nobody in the play looked at, as they read now.
    fn overlooked(&self) -> Vec<String> {
        let looked_at = self.looked_at.lock().expect("no play panics while it looks");
        let mut overlooked = Vec::new();
        for message in self.said_by_bot() {
            let text = text_of(&message, &self.names);
            if !looked_at.contains(&(id_of(&message), text.clone())) && !overlooked.contains(&text) {
                overlooked.push(text);
            }
        }
        overlooked
    }

    /// Every message of the bot that somebody can see.
    fn said_by_bot(&self) -> Vec<Value> {
        let people = self.sandbox.people();
        let mut said: BTreeMap<MessageId, Value> = BTreeMap::new();
        for person in people.everybody() {
            let user: UserId = parse(&person["id"]);
            for channel in channels_of(&people.view(user).expect("everybody sees something")) {
                let messages = people.messages(user, channel).expect("it is in their view");
                said.extend(messages.into_iter().filter(is_of_bot).map(|message| (id_of(&message), message)));
            }
        }
        said.into_values().collect()
    }

    pub(crate) fn conversation(&self) -> String {
        let said = self.said_by_bot();
        said.iter().map(|message| text_of(message, &self.names)).collect::<Vec<_>>().join("\n\n")
    }
}

pub(crate) async fn in_time<T>(what: &str, wait: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, wait).await {
        Ok(done) => done,
        Err(_) => panic!("waited in vain for {what}"),
    }
}

pub(crate) fn is_of_bot(message: &Value) -> bool {
    message["author"]["bot"] == true
}

pub(crate) fn id_of(message: &Value) -> MessageId {
    parse(&message["id"])
}

pub(crate) fn parse<T: std::str::FromStr>(id: &Value) -> T {
    id.as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("{id} is no id"))
}
