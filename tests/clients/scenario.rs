//! What happens between a person and the bot, whatever library the bot is written with.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use discord_sandbox::{
    Interaction, Observer, Options, Progress, Sandbox, Subscription,
    contract::{self, Direction},
    ids::{ChannelId, MessageId, UserId},
};
use serde_json::{Value, json};

use crate::client::{Client, Running};

/// How long something may take that must come. Nothing waits this long unless the scenario fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where Discord's OpenAPI document is, unless `DISCORD_OPENAPI` says otherwise.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/discord/openapi.json");

/// The flag of an answer that is still being thought about.
const LOADING: u64 = 1 << 7;

/// What the bot writes into its file.
const NOTES: &str = "Kept in a thread.";

/// Takes a client through the scenario, if it is there.
pub(crate) async fn play(client: Client) {
    let Some(command) = client.find() else { return };
    let contract = contract::for_tests(DOCUMENT).map(|contract| contract.watch());
    let observer = contract.clone().map(|watch| watch as Arc<dyn Observer>);
    let options = Options { observer, ..Options::default() };
    let sandbox = Sandbox::start(options).await.expect("loopback has a free port");
    let mut stage = Stage::set(&sandbox);
    let mut bot = Running::start(command, &sandbox);
    tokio::select! {
        () = stage.play() => {}
        _ = &mut bot.ended => panic!("the client has ended: what it said stands above"),
    }
    drop(bot);
    let refused: Vec<_> = sandbox.rest_log().into_iter().filter(|call| call.status >= 400).collect();
    assert!(refused.is_empty(), "these calls were refused: {refused:#?}");
    // What clients send that the document does not have (twilight's `version`, discord.py's `tts: false`), Discord passes over.
    let told = contract.map(|watch| watch.deviations()).unwrap_or_default();
    let told: Vec<_> = told.into_iter().filter(|one| one.direction != Direction::Request).collect();
    assert!(told.is_empty(), "what the client was told is not as Discord's OpenAPI document says: {told:#?}");
    sandbox.stop().await;
}

/// Where the scenario happens: a channel, one who uses the bot there, and one who looks on.
struct Stage<'a> {
    sandbox: &'a Sandbox,
    priya: UserId,
    leo: UserId,
    channel: ChannelId,
    /// What Priya's client is told.
    told: Subscription,
}

impl<'a> Stage<'a> {
    fn set(sandbox: &'a Sandbox) -> Self {
        let world = sandbox.world();
        let person = |name| world.person(name).expect("they are in the furniture");
        let priya = person("Priya Nair");
        let channel = world.channel("general").expect("it is in the furniture");
        Self { sandbox, priya, leo: person("Leo Brandt"), channel, told: sandbox.people().subscribe(priya) }
    }

    async fn play(&mut self) {
        self.commands_are_registered().await;
        self.suggestions_come_while_one_types().await;
        let greeting = self.a_command_is_answered().await;
        self.a_button_changes_its_message(greeting).await;
        self.a_selection_is_answered(greeting).await;
        self.an_answer_comes_after_thinking().await;
        self.a_form_is_filled_in().await;
        self.a_file_is_kept_in_a_thread().await;
        self.a_mention_is_answered().await;
    }

    async fn commands_are_registered(&mut self) {
        let people = self.sandbox.people();
        let names = || {
            let commands = people.commands(self.priya, self.channel).expect("Priya sees the channel");
            commands.iter().map(|command| text(&command["name"]).to_owned()).collect::<Vec<_>>()
        };
        while names().is_empty() {
            next(&mut self.told).await;
        }
        let mut names = names();
        names.sort();
        assert_eq!(names, ["file", "greet", "report", "slow"]);
        let connected = tokio::time::timeout(PATIENCE, self.sandbox.bot_ready()).await;
        connected.expect("the client connects to the gateway");
    }

    async fn suggestions_come_while_one_types(&self) {
        let suggested = self.sandbox.people().autocomplete(self.priya, self.channel, "/greet name: a").await;
        let suggested = suggested.expect("the bot suggests");
        let names: Vec<_> = suggested.iter().map(|suggestion| suggestion.name.as_str()).collect();
        assert_eq!(names, ["Ada", "Alan"]);
    }

    async fn a_command_is_answered(&mut self) -> MessageId {
        let greeting = self.answer_to("/greet name: Ada").await;
        assert_eq!(self.said(greeting), "Hello, Ada!");
        let whisper = self.message_told("Only you can read this.").await;
        let seen_by_leo = self.sandbox.people().messages(self.leo, self.channel).expect("Leo sees the channel");
        assert!(seen_by_leo.iter().all(|message| message["id"] != whisper["id"]), "a whisper is for one alone");
        greeting
    }

    async fn a_button_changes_its_message(&mut self, greeting: MessageId) {
        let pressed = self.sandbox.people().press(self.priya, greeting, "wave").expect("there is a button");
        let pressed = self.settled(pressed).await;
        assert_eq!(pressed.message_id, Some(greeting), "no other message comes of it");
        assert_eq!(self.told_of("message_update", greeting).await["content"], "You waved.");
        assert_eq!(self.said(greeting), "You waved.");
    }

    async fn a_selection_is_answered(&self, greeting: MessageId) {
        let selected = self.sandbox.people().select(self.priya, greeting, "colour", &["green"]);
        let answer = self.settled(selected.expect("there is a select")).await;
        assert_eq!(self.said(answer.message_id.expect("a message comes of it")), "You chose green.");
    }

    async fn an_answer_comes_after_thinking(&mut self) {
        let answer = self.answer_to("/slow").await;
        let thinking = self.told_of("message_create", answer).await;
        assert_eq!(
            (thinking["flags"].as_u64(), &thinking["content"]),
            (Some(LOADING), &json!("")),
            "it is deferred first"
        );
        let answered = self.told_of("message_update", answer).await;
        assert_eq!((answered["flags"].as_u64(), &answered["content"]), (Some(0), &json!("Thought about it.")));
        assert_eq!(self.said(answer), "Thought about it.");
    }

    async fn a_form_is_filled_in(&self) {
        let people = self.sandbox.people();
        let opened = people.run(self.priya, self.channel, "/report").expect("the command can be used");
        let opened = people.wait_settled(self.priya, opened.id, PATIENCE).await.expect("it is Priya's");
        assert_eq!(opened.modal.as_ref().map(|form| text(&form["title"])), Some("Report"), "{opened:?}");
        let fields = BTreeMap::from([("what".to_owned(), json!("The build is red."))]);
        let submitted = people.submit(self.priya, opened.id, &fields).expect("the form takes that");
        let answer = self.settled(submitted).await;
        assert_eq!(self.said(answer.message_id.expect("a message comes of it")), "Reported: The build is red.");
    }

    async fn a_file_is_kept_in_a_thread(&mut self) {
        let answer = self.answer_to("/file").await;
        assert_eq!(self.said(answer), format!("Read back: {NOTES}"));
        let thread = self.sandbox.world().channel("Files").expect("a thread has been made");
        let messages = self.sandbox.people().messages(self.leo, thread).expect("the thread is for all");
        let kept = messages.iter().find(|message| message["content"] == "Here it is.").expect("it holds the message");
        let file = &kept["attachments"][0];
        assert_eq!((&file["filename"], &file["size"]), (&json!("notes.txt"), &json!(NOTES.len())));
        let fetched = reqwest::get(text(&file["url"])).await.expect("the file has an address");
        let kind = fetched.headers()["content-type"].to_str().unwrap_or_default();
        assert!(kind.starts_with("text/plain"), "{kind}");
        assert_eq!(fetched.text().await.expect("it is whole"), NOTES);
    }

    async fn a_mention_is_answered(&mut self) {
        let bot = self.sandbox.world().person("Test Bot").expect("it is in the furniture");
        let posted = self.sandbox.people().post(self.priya, self.channel, &format!("<@{bot}> are you there?"), None);
        let posted = posted.expect("Priya may post");
        let reply = self.message_told("You called?").await;
        assert_eq!(reply["message_reference"]["message_id"], posted["id"]);
    }

    /// Priya uses a command; the message that answers it.
    async fn answer_to(&self, command: &str) -> MessageId {
        let used = self.sandbox.people().run(self.priya, self.channel, command).expect("the command can be used");
        let answer = self.settled(used).await;
        answer.message_id.unwrap_or_else(|| panic!("no message came of {command}"))
    }

    async fn settled(&self, interaction: Interaction) -> Interaction {
        let settled = self.sandbox.people().wait_settled(self.priya, interaction.id, PATIENCE).await;
        let settled = settled.expect("it is Priya's");
        assert_eq!(settled.state, Progress::Answered, "{settled:?}");
        settled
    }

    /// What a message says, as Priya sees it.
    fn said(&self, message: MessageId) -> String {
        let messages = self.sandbox.people().messages(self.priya, self.channel).expect("Priya sees the channel");
        let found = messages.iter().find(|found| text(&found["id"]) == message.to_string());
        text(&found.expect("Priya sees the message")["content"]).to_owned()
    }

    /// What Priya is told of a message next.
    async fn told_of(&mut self, what: &str, message: MessageId) -> Value {
        loop {
            let event = next(&mut self.told).await;
            if event.name == what && event.data["id"] == message.to_string() {
                return event.data;
            }
        }
    }

    /// The next message that says this, as soon as Priya is told of it.
    async fn message_told(&mut self, content: &str) -> Value {
        loop {
            let event = next(&mut self.told).await;
            if event.name == "message_create" && event.data["content"] == content {
                return event.data;
            }
        }
    }
}

async fn next(told: &mut Subscription) -> discord_sandbox::PersonEvent {
    let event = tokio::time::timeout(PATIENCE, told.next()).await.expect("something happens in time");
    event.expect("the sandbox goes on")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
