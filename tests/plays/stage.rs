//! The stage of a play: an offline Discord, the bot, and people.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock, Mutex},
    time::Duration,
};

use discord_sandbox::{
    Options, Permissions, Progress, Refusal, RestCall, Sandbox,
    ids::{ChannelId, MessageId, UserId},
};
use lanekeeper::{
    commands::{COMMANDS, Command, Desk},
    discord::{Bot, Health},
    handbook::{Library, files},
    replies::DECLARED,
    settings::{ApiBase, Settings, Token},
};
use serde_json::{Value, json};
use serenity::http::HttpBuilder;
use tokio::{sync::oneshot, task::JoinHandle};

use super::transcript::{button, buttons, text_of};

/// The flag of a message that stands for an answer to come.
const THINKING: u64 = 1 << 7;

/// How long a play waits for what must come. Nothing waits this long unless the play fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// The shipped handbook, its router trained once for all plays.
static DESK: LazyLock<Arc<Desk>> = LazyLock::new(|| {
    let library = Library::load(&files::packed(), DECLARED).unwrap_or_else(|problems| panic!("{problems}"));
    Arc::new(Desk::new(library))
});

/// What the bots of all plays work with.
pub(crate) fn desk() -> &'static Arc<Desk> {
    &DESK
}

/// Runs a play with the bot's own commands.
pub(crate) async fn play(scene: impl AsyncFnOnce(&mut Stage)) {
    play_with(COMMANDS, scene).await;
}

/// Runs a play with these commands.
pub(crate) async fn play_with(commands: &'static [Command], scene: impl AsyncFnOnce(&mut Stage)) {
    let mut stage = Stage::set(commands).await;
    scene(&mut stage).await;
    stage.close().await;
}

/// Where a play happens.
pub(crate) struct Stage {
    sandbox: Sandbox,
    commands: &'static [Command],
    bot: Option<RunningBot>,
    names: BTreeMap<String, String>,
    looked_at: Arc<Mutex<BTreeSet<(MessageId, String)>>>,
    refusals_expected: bool,
}

struct RunningBot {
    health: Arc<Health>,
    stop: oneshot::Sender<()>,
    run: JoinHandle<()>,
}

impl Stage {
    async fn set(commands: &'static [Command]) -> Self {
        let options = Options { application: "Lanekeeper".into(), ..Options::default() };
        let sandbox = Sandbox::start(options).await.expect("loopback has a free port");
        let everybody = sandbox.people().everybody();
        let name = |user: &Value| Some((user["id"].as_str()?.to_owned(), user["global_name"].as_str()?.to_owned()));
        let mut names: BTreeMap<String, String> = everybody.iter().filter_map(name).collect();
        let bot = sandbox.world().person("Lanekeeper").expect("the bot is furnished");
        names.insert(bot.to_string(), "Lanekeeper".into());
        let mut stage =
            Self { sandbox, commands, bot: None, names, looked_at: Arc::default(), refusals_expected: false };
        stage.bot_starts().await;
        stage
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Settings that point the bot at the stage.
    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings::read(|_| None).expect("no setting is mandatory");
        settings.token = Token::new(self.sandbox.bot_token()).ok();
        settings.api_base = ApiBase::new(&self.sandbox.base_url(), false).ok();
        settings
    }

    async fn bot_starts(&mut self) {
        let bot = Bot::connect(&self.settings(), Arc::clone(desk()), self.commands).await;
        let bot = bot.unwrap_or_else(|error| panic!("the bot does not start: {error}"));
        let health = bot.health();
        let (stop, stopped) = oneshot::channel();
        let run = tokio::spawn(async move {
            bot.run(async { drop(stopped.await) }).await.expect("the gateway refuses nothing");
        });
        in_time("the bot to be ready", health.ready()).await;
        self.bot = Some(RunningBot { health, stop, run });
    }

    pub(crate) async fn bot_stops(&mut self) {
        if let Some(bot) = self.bot.take() {
            assert_eq!(bot.health.unreadable(), 0, "the bot could not read an event");
            drop(bot.stop);
            in_time("the bot to stop", bot.run).await.expect("the bot stops in peace");
        }
    }

    /// Stops the bot and starts it anew, as after an upgrade.
    pub(crate) async fn bot_restarts(&mut self) {
        self.bot_stops().await;
        self.bot_starts().await;
    }

    /// A message in `#checkout` that an earlier version of the bot left behind, with buttons of these ids.
    pub(crate) async fn bot_once_posted(&self, custom_ids: &[&str]) -> MessageId {
        let button = |id: &&str| json!({"type": 2, "style": 2, "label": *id, "custom_id": *id});
        let row = json!({"type": 1, "components": custom_ids.iter().map(button).collect::<Vec<_>>()});
        let body = json!({"content": "An old answer", "components": [row]});
        let bot = HttpBuilder::new(self.sandbox.bot_token())
            .proxy(self.sandbox.base_url())
            .ratelimiter_disabled(true)
            .build();
        let channel = serenity::model::id::ChannelId::new(self.channel("checkout").get());
        let posted = bot.send_message(channel, Vec::new(), &body).await.expect("the bot may write there");
        posted.id.get().into()
    }

    /// From now on the bot may read a channel and not write in it.
    pub(crate) fn bot_only_reads(&self, channel: &str) {
        let world = self.sandbox.world();
        let bot = world.person("Lanekeeper").expect("the bot is furnished");
        let done = world.overwrite_member(self.channel(channel), bot, Permissions::NONE, Permissions::SEND_MESSAGES);
        done.expect("both are there");
    }

    /// From now on the members may read a channel and not write in it.
    pub(crate) fn members_only_read(&self, channel: &str) {
        let world = self.sandbox.world();
        let guild = world.guild("Northwind Parcel").expect("it is furnished");
        let done = world.overwrite_role(
            self.channel(channel),
            guild.everyone(),
            Permissions::NONE,
            Permissions::SEND_MESSAGES,
        );
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

    fn channel(&self, name: &str) -> ChannelId {
        self.sandbox.world().channel(name).unwrap_or_else(|| panic!("there is no #{name}"))
    }

    async fn close(mut self) {
        in_time("the stage to be quiet", self.sandbox.people().idle()).await;
        self.bot_stops().await;
        let refused = self.refused_calls();
        assert!(self.refusals_expected || refused.is_empty(), "Discord refused: {refused:#?}");
        let overlooked = self.overlooked();
        assert!(overlooked.is_empty(), "messages that the play did not look at:\n\n{}", overlooked.join("\n\n"));
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

    fn conversation(&self) -> String {
        let said = self.said_by_bot();
        said.iter().map(|message| text_of(message, &self.names)).collect::<Vec<_>>().join("\n\n")
    }
}

/// Somebody in a channel.
pub(crate) struct Person<'a> {
    stage: &'a Stage,
    user: UserId,
    channel: ChannelId,
}

/// What somebody sees after doing something.
pub(crate) struct Seen<'a> {
    stage: &'a Stage,
    user: UserId,
    message: Value,
}

impl<'a> Person<'a> {
    /// The same person in another channel.
    pub(crate) fn in_channel(mut self, name: &str) -> Self {
        self.channel = self.stage.channel(name);
        self
    }

    /// Runs a command and sees the answer.
    pub(crate) async fn runs(&self, command: &str) -> Seen<'a> {
        let begun = self.stage.sandbox.people().run(self.user, self.channel, command);
        self.answer_to(command, begun).await
    }

    /// Tries a command that Discord's client does not let them send.
    pub(crate) fn cannot_run(&self, command: &str) -> String {
        match self.stage.sandbox.people().run(self.user, self.channel, command) {
            Ok(_) => panic!("{command} was sent"),
            Err(refusal) => refusal.message,
        }
    }

    /// Opens the menu of the message that holds `words` and uses a command on it.
    pub(crate) async fn uses_on(&self, command: &str, words: &str) -> Seen<'a> {
        self.uses_on_message(command, self.message_with(words)).await
    }

    /// Opens the menu of a message and uses a command on it.
    pub(crate) async fn uses_on_message(&self, command: &str, message: MessageId) -> Seen<'a> {
        let begun = self.stage.sandbox.people().use_on_message(self.user, message, command);
        self.answer_to(command, begun).await
    }

    /// Presses a button and sees what becomes of it: the message that came, or the button's own.
    pub(crate) async fn presses(&self, label: &str, on: &Seen<'_>) -> Seen<'a> {
        let custom_id =
            button(&on.message, label).unwrap_or_else(|| panic!("there is no button {label} on\n{}", on.text()));
        self.presses_id(&custom_id, on).await
    }

    /// Presses a button by its id, as a message of an earlier version may have it.
    pub(crate) async fn presses_id(&self, custom_id: &str, on: &Seen<'_>) -> Seen<'a> {
        let message = id_of(&on.message);
        let begun = self.stage.sandbox.people().press(self.user, message, custom_id);
        let message = self.outcome(custom_id, begun).await.unwrap_or(message);
        self.sees_now(message)
    }

    /// Posts a message; returns its id.
    pub(crate) fn posts(&self, words: &str) -> MessageId {
        let words = words.replace(
            "@Lanekeeper",
            &format!("<@{}>", self.stage.sandbox.world().person("Lanekeeper").expect("furnished")),
        );
        let posted = self.stage.sandbox.people().post(self.user, self.channel, &words, None);
        id_of(&posted.unwrap_or_else(|refusal| panic!("cannot post: {refusal}")))
    }

    /// Posts a message and hears of the bot in a direct message.
    pub(crate) async fn posts_and_is_told_directly(&self, words: &str) -> String {
        let mut events = self.stage.sandbox.people().subscribe(self.user);
        self.posts(words);
        let direct = async {
            while let Some(event) = events.next().await {
                let elsewhere = event.data["channel_id"] != self.channel.to_string();
                if event.name == "message_create" && is_of_bot(&event.data) && elsewhere {
                    return event.data;
                }
            }
            panic!("the stage is gone");
        };
        text_of(&in_time("a direct message", direct).await, &self.stage.names)
    }

    /// What the bot suggests while this is being typed.
    pub(crate) async fn types(&self, command: &str) -> Vec<String> {
        let suggestions = self.stage.sandbox.people().autocomplete(self.user, self.channel, command);
        let suggestions = in_time("suggestions", suggestions).await.unwrap_or_else(|refusal| panic!("{refusal}"));
        suggestions.into_iter().map(|suggestion| suggestion.name).collect()
    }

    /// Sees the next message of the bot in the channel after one that is known, as soon as it comes.
    pub(crate) async fn sees_after(&self, known: MessageId) -> Seen<'a> {
        let people = self.stage.sandbox.people();
        let mut events = people.subscribe(self.user);
        let next = || {
            let messages = people.messages(self.user, self.channel).expect("the channel is in view");
            messages.into_iter().find(|message| is_of_bot(message) && id_of(message) > known)
        };
        let wait = async {
            loop {
                if let Some(message) = next() {
                    return self.seen(message);
                }
                events.next().await;
            }
        };
        match tokio::time::timeout(PATIENCE, wait).await {
            Ok(seen) => seen,
            Err(_) => panic!("no message came. The conversation so far:\n\n{}", self.stage.conversation()),
        }
    }

    /// Runs a command and sees that the bot thinks about it; returns the message that says so.
    pub(crate) async fn sees_thinking(&self, command: &str) -> MessageId {
        let people = self.stage.sandbox.people();
        let mut events = people.subscribe(self.user);
        let begun =
            people.run(self.user, self.channel, command).unwrap_or_else(|refusal| panic!("{command}: {refusal}"));
        let deferred = async {
            loop {
                let now = people.interaction(self.user, begun.id).expect("it is theirs");
                if let (Progress::Deferred, Some(message)) = (now.state, now.message_id) {
                    return message;
                }
                events.next().await;
            }
        };
        in_time("the bot to think about it", deferred).await
    }

    /// Sees a message as soon as it no longer says that the bot is thinking.
    pub(crate) async fn sees_change_of(&self, message: MessageId) -> Seen<'a> {
        let mut events = self.stage.sandbox.people().subscribe(self.user);
        let changed = async {
            loop {
                let seen = self.sees_now(message);
                if seen.message["flags"].as_u64().unwrap_or(0) & THINKING == 0 {
                    return seen;
                }
                events.next().await;
            }
        };
        in_time("the answer after thinking", changed).await
    }

    /// Whether a message is still in the channel.
    pub(crate) fn is_there(&self, message: MessageId) -> bool {
        let messages = self.stage.sandbox.people().messages(self.user, self.channel).expect("the channel is in view");
        messages.iter().any(|known| id_of(known) == message)
    }

    /// How many messages of the bot are in the channel.
    pub(crate) fn count_of_bots_messages(&self) -> usize {
        let messages = self.stage.sandbox.people().messages(self.user, self.channel).expect("the channel is in view");
        messages.iter().filter(|message| is_of_bot(message)).count()
    }

    async fn answer_to(&self, what: &str, begun: Result<discord_sandbox::Interaction, Refusal>) -> Seen<'a> {
        let message = self.outcome(what, begun).await;
        self.sees_now(message.unwrap_or_else(|| panic!("{what} was answered without a message")))
    }

    async fn outcome(&self, what: &str, begun: Result<discord_sandbox::Interaction, Refusal>) -> Option<MessageId> {
        let begun = begun.unwrap_or_else(|refusal| panic!("{what} could not be sent: {refusal}"));
        let settled = self.stage.sandbox.people().wait_settled(self.user, begun.id, PATIENCE).await;
        let settled = settled.unwrap_or_else(|refusal| panic!("{what}: {refusal}"));
        assert_eq!(
            settled.state,
            Progress::Answered,
            "{what}: {:?}. So far:\n\n{}",
            settled.error,
            self.stage.conversation()
        );
        settled.message_id
    }

    /// The message as it reads now.
    pub(crate) fn sees_now(&self, message: MessageId) -> Seen<'a> {
        let messages = self.stage.sandbox.people().messages(self.user, self.channel).expect("the channel is in view");
        let message = messages.into_iter().find(|known| id_of(known) == message);
        self.seen(message.unwrap_or_else(|| panic!("the message is not in view")))
    }

    fn seen(&self, message: Value) -> Seen<'a> {
        Seen { stage: self.stage, user: self.user, message }
    }

    fn message_with(&self, words: &str) -> MessageId {
        let messages = self.stage.sandbox.people().messages(self.user, self.channel).expect("the channel is in view");
        let found =
            messages.iter().find(|message| message["content"].as_str().is_some_and(|text| text.contains(words)));
        id_of(found.unwrap_or_else(|| panic!("no message says {words}")))
    }
}

impl Seen<'_> {
    /// All that the person sees of the message, as text. Looking counts: what a play never looks at makes it fail.
    pub(crate) fn text(&self) -> String {
        let text = text_of(&self.message, &self.stage.names);
        self.stage
            .looked_at
            .lock()
            .expect("no play panics while it looks")
            .insert((id_of(&self.message), text.clone()));
        text
    }

    /// The same without the router's reasons, which change with the handbook.
    pub(crate) fn gist(&self) -> String {
        let text = self.text();
        text.lines().filter(|line| !line.starts_with("Why this answer")).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn id(&self) -> MessageId {
        id_of(&self.message)
    }

    /// The labels of its buttons.
    pub(crate) fn buttons(&self) -> Vec<String> {
        buttons(&self.message)
    }

    /// Whether anybody was notified by it.
    pub(crate) fn notifies(&self) -> bool {
        let nobody = |list: &Value| list.as_array().is_none_or(Vec::is_empty);
        self.message["mention_everyone"] == true
            || !nobody(&self.message["mentions"])
            || !nobody(&self.message["mention_roles"])
    }

    /// Whether somebody else sees it too.
    pub(crate) fn is_seen_by(&self, name: &str) -> bool {
        let user = self.stage.sandbox.world().person(name).expect("a known name");
        assert_ne!(user, self.user, "{name} is the one who looks");
        let channel = parse(&self.message["channel_id"]);
        let messages = self.stage.sandbox.people().messages(user, channel).unwrap_or_default();
        messages.iter().any(|message| id_of(message) == self.id())
    }
}

pub(crate) async fn in_time<T>(what: &str, wait: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, wait).await {
        Ok(done) => done,
        Err(_) => panic!("waited in vain for {what}"),
    }
}

fn is_of_bot(message: &Value) -> bool {
    message["author"]["bot"] == true
}

fn id_of(message: &Value) -> MessageId {
    parse(&message["id"])
}

fn parse<T: std::str::FromStr>(id: &Value) -> T {
    id.as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("{id} is no id"))
}

fn channels_of(view: &Value) -> Vec<ChannelId> {
    let guilds = view["guilds"].as_array().into_iter().flatten();
    let places = guilds.flat_map(|guild| [&guild["channels"], &guild["threads"]]);
    let channels = places.flat_map(|list| list.as_array().into_iter().flatten());
    channels.filter(|channel| channel["type"] != 4).map(|channel| parse(&channel["id"])).collect()
}
