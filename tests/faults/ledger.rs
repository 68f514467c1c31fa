//! What people did and were told, to be held against what was kept.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use discord_sandbox::{
    Interaction, Progress,
    ids::{MessageId, UserId},
};
use lanekeeper::{
    polls::{
        ballot::Vote,
        poll::{Poll, Voter},
    },
    store::Store,
    workspace::ids,
};
use serde_json::Value;

use crate::rig::{PATIENCE, Rig, buttons, has_button};

/// What can be voted for in every poll here.
pub(crate) const OPTIONS: [&str; 3] = ["Tabs", "Spaces", "Both"];

/// What came of an interaction, as far as the one knows who began it.
pub(crate) enum Came {
    /// A message with this title, and nothing further is to come.
    Message(String),
    /// Discord told them that nothing came of it; whether it was done they cannot know.
    Nothing,
}

/// A poll in which people vote.
pub(crate) struct Vote3 {
    pub(crate) message: MessageId,
    pub(crate) id: ids::PollId,
    buttons: [String; OPTIONS.len()],
}

/// What somebody's ballot may be: what they were last told that it is, and what they tried since.
#[derive(Clone, Debug, Default)]
struct Possible {
    told: Option<usize>,
    tried: Vec<usize>,
}

/// Everybody's votes.
#[derive(Default)]
pub(crate) struct Ledger {
    votes: Mutex<BTreeMap<(UserId, MessageId), Possible>>,
}

impl Vote3 {
    /// Somebody starts a poll, and is told that it runs.
    pub(crate) async fn started(rig: &Rig, person: UserId, question: &str, settings: &str) -> Option<Self> {
        let command = format!("/poll create question: {question} options: {} {settings}", OPTIONS.join(" | "));
        let begun = rig.sandbox.people().run(person, rig.channel, &command).unwrap_or_else(|error| panic!("{error}"));
        let mut told = came(rig, person, begun).await;
        let seen = rig.sees(person);
        // What has settings of its own is shown in preview first.
        if let Some(preview) = seen.iter().rev().find(|message| has_button(message, "Start")) {
            let id = preview["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            let [start] = buttons(preview, ["Start"]);
            let begun = rig.sandbox.people().press(person, id, &start).unwrap_or_else(|error| panic!("{error}"));
            told = came(rig, person, begun).await;
        }
        if !matches!(told, Came::Message(title) if title == "Your poll is running") {
            return None;
        }
        let is_it = |message: &&Value| message["embeds"][0]["title"] == question && has_button(message, OPTIONS[0]);
        let seen = rig.sees(person);
        let message = seen.iter().rev().find(is_it)?;
        let buttons = buttons(message, OPTIONS);
        let id = buttons[0].split(':').nth(2).and_then(|id| id.parse().ok()).expect("a vote's button names the poll");
        let message = message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        Some(Self { message, id, buttons })
    }
}

/// Waits for what comes of an interaction. Somebody who is left in the dark fails the test.
pub(crate) async fn came(rig: &Rig, person: UserId, begun: Interaction) -> Came {
    let settled = rig.sandbox.people().wait_settled(person, begun.id, PATIENCE).await;
    let settled = settled.unwrap_or_else(|error| panic!("{error}"));
    match settled.state {
        Progress::Answered => Came::Message(rig.title_that_came_of(person, &settled).await),
        Progress::Failed => Came::Nothing,
        Progress::Pending | Progress::Deferred | Progress::Modal => panic!("nothing came of it: {settled:?}"),
    }
}

impl Ledger {
    /// Somebody votes; what came of it.
    pub(crate) async fn votes(&self, rig: &Rig, person: UserId, poll: &Vote3, option: usize) -> Came {
        let pressed = rig.sandbox.people().press(person, poll.message, &poll.buttons[option]);
        let came = came(rig, person, pressed.unwrap_or_else(|error| panic!("{error}"))).await;
        let mut votes = self.votes.lock().unwrap_or_else(PoisonError::into_inner);
        let possible = votes.entry((person, poll.message)).or_default();
        match &came {
            Came::Message(title) if title == "Your vote counts" => {
                *possible = Possible { told: Some(option), tried: Vec::new() }
            }
            Came::Message(_) | Came::Nothing => possible.tried.push(option),
        }
        came
    }

    /// How many ballots people were told of.
    pub(crate) fn told(&self) -> usize {
        let votes = self.votes.lock().unwrap_or_else(PoisonError::into_inner);
        votes.values().filter(|possible| possible.told.is_some()).count()
    }

    /// Holds what people were told against the ballots of a poll.
    pub(crate) async fn is_kept(&self, store: &Store, guild: ids::GuildId, of: &Vote3) {
        let mut work = store.reading().await.expect("open");
        let poll: Poll = work.poll(guild, of.id).await.expect("readable").expect("the poll is there");
        let cast = work.ballots(of.id).await.expect("readable");
        let votes = self.votes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = 0;
        for ((person, _), possible) in votes.iter().filter(|((_, message), _)| *message == of.message) {
            let id = ids::UserId::new(person.get()).expect("above 0");
            let voter = poll.key.as_ref().map_or(Voter::Named(id), |key| Voter::Anonymous(key.pseudonym(id)));
            let theirs: Vec<_> = cast.iter().filter(|cast| cast.voter == voter).collect();
            known += theirs.len();
            let kept = match theirs[..] {
                [] => None,
                [one] => Some(match one.ballot.vote {
                    Vote::One(option) => usize::from(option.get()),
                    ref other => panic!("a vote of another kind: {other:?}"),
                }),
                _ => panic!("{person} has voted more than once: {theirs:?}"),
            };
            let is_possible = kept == possible.told || kept.is_some_and(|option| possible.tried.contains(&option));
            assert!(is_possible, "{person} has {kept:?}, who knows of {possible:?}");
        }
        assert_eq!(known, cast.len(), "ballots of people who did not vote");
    }
}
