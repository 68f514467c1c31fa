//! What people want of a bot, again and again.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use discord_sandbox::{
    Interaction, Progress, Sandbox,
    ids::{ChannelId, MessageId, UserId},
};
use serde_json::Value;

use crate::{Outcome, bots::Kind, measures::PATIENCE};

/// How many people vote, each again and again.
const VOTERS: usize = 3_000;

/// Who comes, one after the other.
const PEOPLE: [&str; 4] = ["Priya Nair", "Leo Brandt", "Ines Moreau", "Tomasz Wolny"];

/// What they ask.
const QUESTIONS: [&str; 4] = [
    "/who-owns task: who picks the database?",
    "/who-owns task: Who approves two weeks off in August?",
    "/who-owns task: The nightly import has been failing since Tuesday and nobody feels responsible for it.",
    "/who-owns task: who owns the bakedifo dashboard?",
];

/// Something that people do with a bot.
pub(crate) struct Errand {
    people: Vec<UserId>,
    channel: ChannelId,
    what: What,
    turn: AtomicUsize,
}

enum What {
    Commands(&'static [&'static str]),
    /// Buttons of a message.
    Presses(MessageId, Vec<String>),
}

impl Errand {
    pub(crate) async fn of(kind: Kind, sandbox: &Sandbox) -> Outcome<Self> {
        let people: Vec<UserId> = PEOPLE.iter().filter_map(|name| sandbox.world().person(name)).collect();
        let channel = sandbox.world().channel("checkout").ok_or("no channel of that name")?;
        let first = *people.first().ok_or("nobody of that name")?;
        let what = match kind {
            Kind::Serenity | Kind::SerenitySaysTheSame | Kind::DiscordJs | Kind::DiscordPy => {
                What::Commands(&["/ping"])
            }
            Kind::OnSqlite | Kind::OnPostgres => What::Commands(&QUESTIONS),
            Kind::Voting | Kind::VotingOnPostgres => poll(sandbox, first, channel).await?,
        };
        let people = if matches!(what, What::Presses(..)) { crowd(sandbox)? } else { people };
        Ok(Self { people, channel, what, turn: AtomicUsize::new(0) })
    }

    /// The latest message of the channel, as a bot would send it.
    pub(crate) fn said(&self, sandbox: &Sandbox) -> Outcome<String> {
        let mut messages = sandbox.people().messages(self.people[0], self.channel)?;
        let mut said = messages.pop().ok_or("nothing was said")?;
        for embed in said["embeds"].as_array_mut().into_iter().flatten() {
            // Discord's own word for embeds of bots.
            embed.as_object_mut().ok_or("an embed is no object")?.remove("type");
        }
        Ok(serde_json::json!({ "embeds": said["embeds"], "components": said["components"] }).to_string())
    }

    /// What became of the poll's message, if it is about one, since the log of calls was cleared. It comes to tell of all who voted.
    pub(crate) async fn told(&self, sandbox: &Sandbox) -> Outcome<Option<String>> {
        let What::Presses(message, _) = &self.what else { return Ok(None) };
        let voted = self.people.len().min(self.turn.load(Ordering::Relaxed));
        let told =
            [format!("{voted} people have voted"), format!("{},{:03} people have voted", voted / 1_000, voted % 1_000)];
        let waiting = Instant::now();
        loop {
            let messages = sandbox.people().messages(self.people[0], self.channel)?;
            let now = messages.iter().find(|other| other["id"].as_str() == Some(&message.to_string()));
            let now = now.ok_or("the poll's message is gone")?.to_string();
            if told.iter().any(|told| now.contains(told)) {
                break;
            }
            if waiting.elapsed() > PATIENCE {
                return Err(format!("{voted} people have voted, and the message says {now}").into());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let tally = sandbox.tally();
        let edits = tally.edits.get(&message.to_string()).copied().unwrap_or(0);
        Ok(Some(format!(
            "all {voted} people's votes are counted, {edits} edits of the message, {} calls refused for the rate",
            tally.rate_limited
        )))
    }

    /// Begins it once more; who did, and what came of it so far.
    pub(crate) fn begin(&self, sandbox: &Sandbox) -> Outcome<(UserId, Interaction)> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let user = self.people[turn % self.people.len()];
        let people = sandbox.people();
        let begun = match &self.what {
            What::Commands(commands) => people.run(user, self.channel, commands[turn % commands.len()])?,
            What::Presses(message, buttons) => {
                people.press(user, *message, &buttons[turn / self.people.len() % buttons.len()])?
            }
        };
        Ok((user, begun))
    }
}

/// People who were not there before.
fn crowd(sandbox: &Sandbox) -> Outcome<Vec<UserId>> {
    let world = sandbox.world();
    let guild = world.guild("Northwind Parcel").ok_or("no server of that name")?;
    let join = |number| {
        let person = world.add_person(&format!("Voter {number}"));
        world.join(guild, person).map_err(|_| "nobody can join")?;
        Ok(person)
    };
    (0..VOTERS).map(join).collect()
}

/// A poll that is under way, with its options' buttons.
async fn poll(sandbox: &Sandbox, user: UserId, channel: ChannelId) -> Outcome<What> {
    let people = sandbox.people();
    let begun = people.run(user, channel, "/poll create question: Tabs or spaces? options: Tabs | Spaces | Both")?;
    let settled = people.wait_settled(user, begun.id, PATIENCE).await?;
    if settled.state != Progress::Answered {
        return Err(format!("the poll was not started: {settled:?}").into());
    }
    let messages = people.messages(user, channel)?;
    let with_options = |message: &&Value| buttons(message).len() >= 3;
    let message = messages.iter().rev().find(with_options).ok_or("the poll is nowhere")?;
    let id = message["id"].as_str().unwrap_or_default().parse().map_err(|_| "a message without id")?;
    Ok(What::Presses(id, buttons(message).into_iter().take(3).collect()))
}

/// The ids of a message's buttons.
fn buttons(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    buttons.filter_map(|button| button["custom_id"].as_str().map(str::to_owned)).collect()
}
