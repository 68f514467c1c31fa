//! An offline Discord in the test's own process, for a program in another one.

use std::time::Duration;

use discord_sandbox::{Options, Progress, Sandbox};
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
        let runtime = Runtime::new().expect("threads can be started");
        let options = Options { application: "Lanekeeper".into(), ..Options::default() };
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
        let world = self.sandbox.world();
        let priya = world.person("Priya Nair").expect("she is furnished");
        let checkout = world.channel("checkout").expect("it is furnished");
        let begun = self.sandbox.people().run(priya, checkout, command).expect("the command is registered");
        let settled = self.runtime.block_on(self.sandbox.people().wait_settled(priya, begun.id, PATIENCE));
        let settled = settled.expect("it is hers");
        assert_eq!(settled.state, Progress::Answered, "{command}: {:?}", settled.error);
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

impl Program {
    /// Lets it talk to an offline Discord.
    pub(crate) fn at(self, discord: &Discord) -> Self {
        self.set("DISCORD_TOKEN", discord.token()).set("DISCORD_API_BASE", discord.address())
    }
}
