//! What people do in a play.

use discord_sandbox::{
    Interaction, Progress, Refusal,
    ids::{ChannelId, MessageId, UserId},
};
use serde_json::Value;

use super::{
    seen::Seen,
    stage::{PATIENCE, Stage, id_of, in_time, is_of_bot, parse},
    transcript::{button, options, select, text_of},
};

/// The flag of a message that stands for an answer to come.
const THINKING: u64 = 1 << 7;

/// Somebody in a channel.
pub(crate) struct Person<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) user: UserId,
    pub(crate) channel: ChannelId,
}

impl<'a> Person<'a> {
    /// The same person in another channel.
    pub(crate) fn in_channel(mut self, name: &str) -> Self {
        self.channel = self.stage.channel(name);
        self
    }

    /// The same person in their conversation with the bot.
    pub(crate) fn directly(mut self) -> Self {
        let view = self.stage.sandbox().people().view(self.user).expect("everybody sees something");
        self.channel = parse(&view["direct"][0]["id"]);
        self
    }

    /// The same person in their conversation with the bot, which begins if there was none.
    pub(crate) async fn in_conversation(self) -> Self {
        self.stage.bot_opens_conversation(self.user).await;
        self.directly()
    }

    /// Runs a command and sees the answer.
    pub(crate) async fn runs(&self, command: &str) -> Seen<'a> {
        let begun = self.stage.sandbox().people().run(self.user, self.channel, command);
        self.answer_to(command, begun).await
    }

    /// Tries a command that Discord's client does not let them send.
    pub(crate) fn cannot_run(&self, command: &str) -> String {
        match self.stage.sandbox().people().run(self.user, self.channel, command) {
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
        let begun = self.stage.sandbox().people().use_on_message(self.user, message, command);
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
        let begun = self.stage.sandbox().people().press(self.user, message, custom_id);
        let message = self.outcome(custom_id, begun).await.unwrap_or(message);
        self.sees_now(message)
    }

    /// Chooses an option of a message's select and sees what becomes of it.
    pub(crate) async fn chooses(&self, label: &str, on: &Seen<'_>) -> Seen<'a> {
        let found = options(&on.message).into_iter().find(|(shown, ..)| shown == label);
        let (_, value, select) = found.unwrap_or_else(|| panic!("there is no option {label} on\n{}", on.text()));
        let message = id_of(&on.message);
        let begun = self.stage.sandbox().people().select(self.user, message, &select, &[&value]);
        let message = self.outcome(label, begun).await.unwrap_or(message);
        self.sees_now(message)
    }

    /// Chooses people, server roles or channels, by their ids, in the select with this text, and sees what becomes of it.
    pub(crate) async fn picks(&self, ids: &[String], in_select: &str, on: &Seen<'_>) -> Seen<'a> {
        let select = select(&on.message, in_select).unwrap_or_else(|| panic!("no {in_select} on\n{}", on.text()));
        let (message, ids) = (id_of(&on.message), ids.iter().map(String::as_str).collect::<Vec<_>>());
        let begun = self.stage.sandbox().people().select(self.user, message, &select, &ids);
        let message = self.outcome(in_select, begun).await.unwrap_or(message);
        self.sees_now(message)
    }

    /// Chooses people or server roles in a select that opens a form.
    pub(crate) async fn picks_and_opens(&self, ids: &[String], in_select: &str, on: &Seen<'_>) -> Interaction {
        let people = self.stage.sandbox().people();
        let select = select(&on.message, in_select).unwrap_or_else(|| panic!("no {in_select} on\n{}", on.text()));
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let begun = people.select(self.user, id_of(&on.message), &select, &ids).unwrap_or_else(|no| panic!("{no}"));
        let opened = people.wait_settled(self.user, begun.id, PATIENCE).await.unwrap_or_else(|no| panic!("{no}"));
        assert_eq!(opened.state, Progress::Modal, "{in_select} opens a form");
        opened
    }

    /// Writes into the fields of a form that is open, sends it and sees what becomes of it.
    pub(crate) async fn sends_all(&self, form: &Interaction, on: &Seen<'_>, fields: &[(&str, &str)]) -> Seen<'a> {
        let fields = fields.iter().map(|(name, words)| ((*name).to_owned(), Value::from(*words))).collect();
        let sent = self.stage.sandbox().people().submit(self.user, form.id, &fields);
        let message = self.outcome("the form", sent).await.unwrap_or_else(|| on.id());
        self.sees_now(message)
    }

    /// Runs a command that opens a form, writes into its only field, sends it and sees the answer.
    pub(crate) async fn runs_and_writes(&self, command: &str, field: &str, words: &str) -> Seen<'a> {
        let people = self.stage.sandbox().people();
        let begun = people.run(self.user, self.channel, command).unwrap_or_else(|no| panic!("{command}: {no}"));
        let opened = people.wait_settled(self.user, begun.id, PATIENCE).await;
        assert_eq!(opened.map(|opened| opened.state), Ok(Progress::Modal), "{command} opens a form");
        let fields = std::collections::BTreeMap::from([(field.to_owned(), Value::from(words))]);
        let sent = people.submit(self.user, begun.id, &fields);
        self.answer_to(command, sent).await
    }

    /// Presses a button that opens a form, writes into its only field, sends it and sees what becomes of it.
    pub(crate) async fn fills_in(&self, label: &str, on: &Seen<'_>, field: &str, words: &str) -> Seen<'a> {
        let opened = self.opens(label, on).await;
        self.sends(&opened, on, field, words).await
    }

    /// Presses a button that opens a form.
    pub(crate) async fn opens(&self, label: &str, on: &Seen<'_>) -> Interaction {
        let people = self.stage.sandbox().people();
        let custom_id = button(&on.message, label).unwrap_or_else(|| panic!("no button {label} on\n{}", on.text()));
        let message = id_of(&on.message);
        let begun = people.press(self.user, message, &custom_id).unwrap_or_else(|refusal| panic!("{label}: {refusal}"));
        let opened =
            people.wait_settled(self.user, begun.id, PATIENCE).await.unwrap_or_else(|no| panic!("{label}: {no}"));
        assert_eq!(opened.state, Progress::Modal, "{label} opens a form");
        opened
    }

    /// Writes into the only field of a form that is open, sends it and sees what becomes of it.
    pub(crate) async fn sends(&self, form: &Interaction, on: &Seen<'_>, field: &str, words: &str) -> Seen<'a> {
        let fields = std::collections::BTreeMap::from([(field.to_owned(), Value::from(words))]);
        let sent = self.stage.sandbox().people().submit(self.user, form.id, &fields);
        let message = self.outcome(field, sent).await.unwrap_or_else(|| on.id());
        self.sees_now(message)
    }

    /// Posts a message; returns its id.
    pub(crate) fn posts(&self, words: &str) -> MessageId {
        let words = words.replace(
            "@Lanekeeper",
            &format!("<@{}>", self.stage.sandbox().world().person("Lanekeeper").expect("furnished")),
        );
        let posted = self.stage.sandbox().people().post(self.user, self.channel, &words, None);
        id_of(&posted.unwrap_or_else(|refusal| panic!("cannot post: {refusal}")))
    }

    /// Posts a message and hears of the bot in a direct message.
    pub(crate) async fn posts_and_is_told_directly(&self, words: &str) -> String {
        self.hears_directly(|| {
            self.posts(words);
        })
        .await
    }

    /// Hears of the bot in a direct message after something was done.
    pub(crate) async fn hears_directly(&self, doing: impl FnOnce()) -> String {
        let mut events = self.stage.sandbox().people().subscribe(self.user);
        doing();
        let direct = async {
            while let Some(event) = events.next().await {
                let is_elsewhere = event.data["channel_id"] != self.channel.to_string();
                if event.name == "message_create" && is_of_bot(&event.data) && is_elsewhere {
                    return event.data;
                }
            }
            panic!("the stage is gone");
        };
        text_of(&in_time("a direct message", direct).await, self.stage.names())
    }

    /// What the bot suggests while this is being typed.
    pub(crate) async fn types(&self, command: &str) -> Vec<String> {
        let suggestions = self.stage.sandbox().people().autocomplete(self.user, self.channel, command);
        let suggestions = in_time("suggestions", suggestions).await.unwrap_or_else(|refusal| panic!("{refusal}"));
        suggestions.into_iter().map(|suggestion| suggestion.name).collect()
    }

    /// Sees the next message of the bot in the channel after one that is known, as soon as it comes.
    pub(crate) async fn sees_after(&self, known: MessageId) -> Seen<'a> {
        let people = self.stage.sandbox().people();
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
        let people = self.stage.sandbox().people();
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
        let mut events = self.stage.sandbox().people().subscribe(self.user);
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

    /// Sees a message as soon as its text holds these words.
    pub(crate) async fn sees_become(&self, message: MessageId, words: &str) -> Seen<'a> {
        let mut events = self.stage.sandbox().people().subscribe(self.user);
        let changed = async {
            loop {
                let seen = self.sees_now(message);
                if text_of(&seen.message, self.stage.names()).contains(words) {
                    return seen;
                }
                events.next().await;
            }
        };
        match tokio::time::timeout(PATIENCE, changed).await {
            Ok(seen) => seen,
            Err(_) => panic!("it never says {words}. The conversation so far:\n\n{}", self.stage.conversation()),
        }
    }

    /// Whether a message is still in the channel.
    pub(crate) fn is_there(&self, message: MessageId) -> bool {
        let messages = self.stage.sandbox().people().messages(self.user, self.channel).expect("the channel is in view");
        messages.iter().any(|known| id_of(known) == message)
    }

    /// How many messages of the bot are in the channel.
    pub(crate) fn count_of_bots_messages(&self) -> usize {
        let messages = self.stage.sandbox().people().messages(self.user, self.channel).expect("the channel is in view");
        messages.iter().filter(|message| is_of_bot(message)).count()
    }

    async fn answer_to(&self, what: &str, begun: Result<Interaction, Refusal>) -> Seen<'a> {
        let message = self.outcome(what, begun).await;
        self.sees_now(message.unwrap_or_else(|| panic!("{what} was answered without a message")))
    }

    async fn outcome(&self, what: &str, begun: Result<Interaction, Refusal>) -> Option<MessageId> {
        let begun = begun.unwrap_or_else(|refusal| panic!("{what} could not be sent: {refusal}"));
        let settled = self.stage.sandbox().people().wait_settled(self.user, begun.id, PATIENCE).await;
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
        let messages = self.stage.sandbox().people().messages(self.user, self.channel).expect("the channel is in view");
        let message = messages.into_iter().find(|known| id_of(known) == message);
        self.seen(message.unwrap_or_else(|| panic!("the message is not in view")))
    }

    fn seen(&self, message: Value) -> Seen<'a> {
        Seen { stage: self.stage, user: self.user, message }
    }

    fn message_with(&self, words: &str) -> MessageId {
        let messages = self.stage.sandbox().people().messages(self.user, self.channel).expect("the channel is in view");
        let found =
            messages.iter().find(|message| message["content"].as_str().is_some_and(|text| text.contains(words)));
        id_of(found.unwrap_or_else(|| panic!("no message says {words}")))
    }
}
