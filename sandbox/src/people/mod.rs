//! The people's side: everything that a member can do in a Discord client, for tests in Rust and, over HTTP, for the page.

mod components;
mod doing;
mod forms;
mod looking;
mod options;
mod suggesting;
mod typed;
mod watching;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

pub(crate) use self::doing::Use;
pub use self::options::Suggestion;
pub use self::watching::{PersonEvent, Subscription};

use crate::wire::gateway::Sessions;
use crate::world::errors::ApiError;
use crate::world::ids::{CommandId, InteractionId, MessageId, UserId};
use crate::world::interactions::{self, Stage};
use crate::world::{State, World};

/// What people can do. Each call names the person who does it.
#[derive(Clone, Debug)]
pub struct People {
    world: World,
    sessions: Arc<Sessions>,
}

/// An interaction, as far as the person who caused it can tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interaction {
    /// The interaction's id.
    pub id: InteractionId,
    /// How far it has come.
    pub state: Progress,
    /// The message that came of it.
    pub message_id: Option<MessageId>,
    /// The form that is open: `title`, `custom_id`, `components`.
    pub modal: Option<Value>,
    /// Why nothing came of it.
    pub error: Option<String>,
}

/// How far an interaction has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Not yet acknowledged.
    Pending,
    /// The application is thinking.
    Deferred,
    /// A message came or was updated, or the press was acknowledged without one.
    Answered,
    /// A form is open.
    Modal,
    /// No acknowledgement, or no message after deferring, in time.
    Failed,
}

/// Why a person cannot do what they tried.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// The HTTP status with which the people's routes answer.
    pub status: u16,
    /// Discord's code, where Discord has one.
    pub code: Option<u32>,
    /// What is wrong, in words.
    pub message: String,
}

/// A command, by its id or its name.
#[derive(Clone, Debug)]
pub enum CommandRef {
    /// By id.
    Id(CommandId),
    /// By name.
    Name(String),
}

impl From<&str> for CommandRef {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<CommandId> for CommandRef {
    fn from(id: CommandId) -> Self {
        Self::Id(id)
    }
}

impl Refusal {
    pub(crate) fn because(message: impl Into<String>) -> Self {
        Self { status: 400, code: None, message: message.into() }
    }

    pub(crate) fn unknown(what: &str) -> Self {
        Self { status: 404, code: None, message: format!("There is no such {what}.") }
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        let details = error.errors.as_ref().and_then(first_detail);
        let message = details.map_or_else(|| error.message.clone(), |detail| format!("{}: {detail}", error.message));
        Self { status: error.status, code: Some(error.code), message }
    }
}

/// The first sentence in a tree of errors, with its place.
fn first_detail(errors: &Value) -> Option<String> {
    let fields = errors.as_object()?;
    if let Some(sentence) = fields.get("_errors").and_then(|list| list[0]["message"].as_str()) {
        return Some(sentence.to_owned());
    }
    let (name, inner) = fields.iter().next()?;
    first_detail(inner).map(|detail| format!("{name}: {detail}"))
}

impl People {
    pub(crate) fn new(world: World, sessions: Arc<Sessions>) -> Self {
        Self { world, sessions }
    }

    /// The interaction, if it is this person's.
    ///
    /// # Errors
    /// If there is no such interaction.
    pub fn interaction(&self, user: UserId, id: InteractionId) -> Result<Interaction, Refusal> {
        view(&self.world.lock(), user, id)
    }

    /// The interaction as soon as it is settled, or as it is after `patience` (of real time, whatever the world's clock shows).
    ///
    /// # Errors
    /// If there is no such interaction.
    pub async fn wait_settled(
        &self,
        user: UserId,
        id: InteractionId,
        patience: Duration,
    ) -> Result<Interaction, Refusal> {
        self.interaction(user, id)?;
        // Whether time ran out shows in the state.
        let _ = tokio::time::timeout(patience, self.settled(id)).await;
        self.interaction(user, id)
    }

    /// Waits until an interaction is settled.
    async fn settled(&self, id: InteractionId) {
        let settling = self.world.lock().settling(id);
        if let Some(settling) = settling {
            // It ends without anything having been sent.
            let _ = settling.await;
        }
    }

    /// Waits until no interaction is pending or deferred, and every connected bot has been sent all that it is to hear.
    pub async fn idle(&self) {
        let mut events = self.world.listen();
        let mut progress = self.sessions.progress.subscribe();
        loop {
            let (unsettled, told) = {
                let state = self.world.lock();
                (state.unsettled, state.herald.told())
            };
            if unsettled == 0 && self.sessions.all_told(told) {
                return;
            }
            tokio::select! {
                _ = events.recv() => {}
                _ = progress.changed() => {}
            }
        }
    }
}

impl Interaction {
    /// Whether there is still something to wait for.
    pub fn is_open(&self) -> bool {
        matches!(self.state, Progress::Pending | Progress::Deferred)
    }
}

/// The interaction as `user` sees it, if it is theirs.
fn view(state: &State, user: UserId, id: InteractionId) -> Result<Interaction, Refusal> {
    let interaction = state.interactions.get(&id).filter(|interaction| interaction.user == user);
    interaction.map(of).ok_or_else(|| Refusal::unknown("interaction"))
}

fn of(interaction: &interactions::Interaction) -> Interaction {
    let (progress, modal) = match &interaction.stage {
        Stage::Pending => (Progress::Pending, None),
        Stage::DeferredMessage => (Progress::Deferred, None),
        Stage::DeferredUpdate | Stage::Answered | Stage::ModalDone | Stage::Suggested(_) => (Progress::Answered, None),
        Stage::ModalOpen(form) => (Progress::Modal, Some(form.clone())),
        Stage::Failed => (Progress::Failed, None),
    };
    Interaction {
        id: interaction.id,
        state: progress,
        message_id: interaction.original.filter(|_| progress != Progress::Failed),
        modal,
        error: interaction.outcome.map(str::to_owned),
    }
}
