//! An offline Discord in the test's own process, for a program in another one.

use std::{path::Path, time::Duration};

use discord_sandbox::{
    Interaction, Latency, Options, Permissions, Progress, Sandbox,
    ids::{ChannelId, MessageId, UserId},
};
use lanekeeper::store::{DatabaseUrl, Store};
use serde_json::Value;
use sqlx::{AnyConnection, Connection, Executor};
use tokio::runtime::Runtime;

use crate::program::Program;

/// How long the bot may take for what it does at once.
const PATIENCE: Duration = Duration::from_secs(30);

/// An offline Discord that runs beside the test.
pub(crate) struct Discord {
    sandbox: Sandbox,
    runtime: Runtime,
}

impl Discord {
    pub(crate) fn opens() -> Self {
        Self::opens_with(|_| ())
    }

    pub(crate) fn opens_with(change: impl FnOnce(&mut Options)) -> Self {
        let runtime = Runtime::new().expect("threads can be started");
        let mut options = Options { application: "Lanekeeper".into(), ..Options::default() };
        change(&mut options);
        let sandbox = runtime.block_on(Sandbox::start(options)).expect("loopback has a free port");
        Self { sandbox, runtime }
    }

    pub(crate) fn address(&self) -> String {
        self.sandbox.base_url()
    }

    pub(crate) fn token(&self) -> &str {
        self.sandbox.bot_token()
    }

    /// How many commands are registered.
    pub(crate) fn commands(&self) -> usize {
        self.sandbox.world().commands().len()
    }

    /// Waits until the bot has connected.
    #[track_caller]
    pub(crate) fn waits_for_the_bot(&self) {
        let ready = async { tokio::time::timeout(PATIENCE, self.sandbox.bot_ready()).await };
        assert!(self.runtime.block_on(ready).is_ok(), "the bot did not connect");
    }

    /// Priya runs a command in #checkout and has her answer.
    #[track_caller]
    pub(crate) fn answers(&self, command: &str) {
        let begun = self.begins(command);
        self.has_answered(begun, self.person("Priya Nair"), command);
    }

    /// Priya runs a command in #checkout, and nobody waits for the answer.
    #[track_caller]
    pub(crate) fn begins(&self, command: &str) -> Interaction {
        let begun = self.sandbox.people().run(self.person("Priya Nair"), self.checkout(), command);
        begun.expect("the command is registered")
    }

    /// Somebody presses a button of a message and has their answer.
    #[track_caller]
    pub(crate) fn presses(&self, name: &str, message: MessageId, label: &str) {
        let person = self.person(name);
        let rows = self.message(message)["components"].clone();
        let rows = rows.as_array().into_iter().flatten();
        let mut buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
        let id = buttons.find(|button| button["label"] == label).expect("it has the button")["custom_id"].clone();
        let begun = self.sandbox.people().press(person, message, id.as_str().expect("it has an id"));
        self.has_answered(begun.expect("they see it"), person, label);
    }

    #[track_caller]
    fn has_answered(&self, begun: Interaction, person: UserId, what: &str) {
        let settled = self.runtime.block_on(self.sandbox.people().wait_settled(person, begun.id, PATIENCE));
        let settled = settled.expect("it is theirs");
        assert_eq!(settled.state, Progress::Answered, "{what}: {:?}", settled.error);
    }

    /// The first message in #checkout that holds these words, once there is one.
    #[track_caller]
    pub(crate) fn message_with(&self, words: &str) -> MessageId {
        let found = self.until(|messages| messages.iter().find(|message| holds(message, words)).cloned());
        found["id"].as_str().and_then(|id| id.parse().ok()).expect("it has an id")
    }

    /// Waits until a message in #checkout holds these words.
    #[track_caller]
    pub(crate) fn sees(&self, message: MessageId, words: &str) {
        let id = message.to_string();
        self.until(|messages| messages.iter().any(|said| said["id"] == id && holds(said, words)).then_some(()));
    }

    /// From now on the bot may not do this in #checkout, and everything else that it was invited for.
    pub(crate) fn denies_the_bot(&self, what: Permissions) {
        let bot = self.person("Lanekeeper");
        let done = self.sandbox.world().overwrite_member(self.checkout(), bot, Permissions::NONE, what);
        done.expect("both are there");
    }

    /// Takes a table out of the bot's file, past the bot.
    pub(crate) fn breaks(&self, file: &Path) {
        self.alters(file, "ALTER TABLE teams RENAME TO taken_away");
    }

    /// Carries a statement out on the bot's file, past the bot.
    pub(crate) fn alters(&self, file: &Path, statement: &'static str) {
        let altered = async {
            // Whoever opens a store first installs the drivers, for the whole process.
            Store::open(&DatabaseUrl::memory()).await.expect("there is memory").close().await;
            let mut connection = AnyConnection::connect(&format!("sqlite:{}", file.display())).await?;
            connection.execute(statement).await?;
            connection.close().await
        };
        self.runtime.block_on(altered).expect("it is there");
    }

    /// The number that Priya was told.
    #[track_caller]
    pub(crate) fn incident(&self) -> String {
        let mut said = self.said().into_iter().map(|message| message["embeds"][0]["footer"]["text"].clone());
        let told = said.find_map(|footer| Some(footer.as_str()?.strip_prefix("Incident ")?.to_owned()));
        told.expect("she was told one")
    }

    /// Waits for something in the test's own process.
    pub(crate) fn waits_for<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// From now on every call takes this long.
    pub(crate) fn takes(&self, latency: Latency) {
        self.sandbox.weather().call_latency(latency);
    }

    /// Looks at #checkout until there is what is looked for.
    #[track_caller]
    fn until<T>(&self, look: impl Fn(&[Value]) -> Option<T>) -> T {
        let priya = self.person("Priya Nair");
        let mut events = self.sandbox.people().subscribe(priya);
        let found = async {
            loop {
                if let Some(found) = look(&self.said()) {
                    return found;
                }
                events.next().await;
            }
        };
        let found = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, found).await });
        found.unwrap_or_else(|_| panic!("waited in vain: {:#?}", self.said()))
    }

    fn message(&self, id: MessageId) -> Value {
        let said = self.said().into_iter().find(|message| message["id"] == id.to_string());
        said.expect("it is in #checkout")
    }

    fn said(&self) -> Vec<Value> {
        self.sandbox.people().messages(self.person("Priya Nair"), self.checkout()).expect("she sees it")
    }

    fn person(&self, name: &str) -> UserId {
        self.sandbox.world().person(name).expect("they are furnished")
    }

    fn checkout(&self) -> ChannelId {
        self.sandbox.world().channel("checkout").expect("it is furnished")
    }

    /// Priya begins an assessment in replies that only she sees and answers a question; the custom ids that say what she answered.
    #[track_caller]
    pub(crate) fn answers_an_assessment(&self) -> Vec<String> {
        let world = self.sandbox.world();
        let priya = world.person("Priya Nair").expect("she is furnished");
        let checkout = world.channel("checkout").expect("it is furnished");
        self.answers("/assess start assessment: which-path");
        let mut pressed = Vec::new();
        for button in ["assess-begin:r:", "sit:", "sit:"] {
            let people = self.sandbox.people();
            let messages = people.messages(priya, checkout).expect("it is in view");
            let found = messages.iter().rev().find_map(|message| Some((message, button_of(message, button)?)));
            let (message, custom_id) = found.unwrap_or_else(|| panic!("there is no button {button}"));
            let message = message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            let begun = people.press(priya, message, &custom_id).expect("it is there");
            let settled = self.runtime.block_on(people.wait_settled(priya, begun.id, PATIENCE));
            assert_eq!(settled.expect("it is hers").state, Progress::Answered, "{custom_id}");
            pressed.push(custom_id);
        }
        pressed.split_off(1)
    }

    /// The tokens that the bot was given to answer with, from the addresses it called.
    pub(crate) fn answer_tokens(&self) -> Vec<String> {
        let calls = self.sandbox.rest_log().into_iter();
        let tokens = calls.filter_map(|call| {
            let path = call.path.split_once("/interactions/").or_else(|| call.path.split_once("/webhooks/"))?.1;
            path.split(['/', '?']).nth(1).map(str::to_owned)
        });
        tokens.collect()
    }
}

/// The custom id of a message's first button whose name this is.
fn button_of(message: &serde_json::Value, name: &str) -> Option<String> {
    let rows = message["components"].as_array()?.iter();
    let mut buttons = rows.filter_map(|row| row["components"].as_array()).flatten();
    buttons.find_map(|button| button["custom_id"].as_str().filter(|id| id.contains(name)).map(str::to_owned))
}

/// Whether a message holds these words anywhere.
fn holds(message: &Value, words: &str) -> bool {
    message.to_string().contains(words)
}

impl Program {
    /// Lets it talk to an offline Discord.
    pub(crate) fn at(self, discord: &Discord) -> Self {
        self.set("DISCORD_TOKEN", discord.token()).set("DISCORD_API_BASE", discord.address())
    }
}
