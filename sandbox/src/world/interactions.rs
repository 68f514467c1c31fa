//! Interactions: a person used a command, a component or a form, and an application must answer.
//!
//! The life of one is [`Stage`]; the first answer goes through [`Interaction::acknowledge`], which knows what may follow what.

use std::sync::Arc;

use serde_json::Value;

use super::commands::CommandKind;
use super::errors::ApiError;
use super::ids::{
    ApplicationId, AttachmentId, ChannelId, CommandId, GuildId, InteractionId, MessageId, RoleId, UserId,
};
use super::limits;
use super::messages::InteractionOrigin;
use crate::clock::Timestamp;

/// What an interaction is, by Discord's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum InteractionKind {
    /// A command was used.
    Command = 2,
    /// A button was pressed or something selected.
    Component = 3,
    /// Someone is typing a command's option.
    Autocomplete = 4,
    /// A form was submitted.
    ModalSubmit = 5,
}

/// What a person did, to be answered by an application.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) application: ApplicationId,
    pub(crate) kind: InteractionKind,
    pub(crate) token: Arc<str>,
    pub(crate) user: UserId,
    pub(crate) channel: ChannelId,
    pub(crate) guild: Option<GuildId>,
    pub(crate) action: Arc<Action>,
    /// The message whose component was used, also for forms that a component opened.
    pub(crate) message: Option<MessageId>,
    /// For forms: the interaction that opened it.
    pub(crate) opened_by: Option<Box<InteractionOrigin>>,
    pub(crate) stage: Stage,
    /// The first answer, which `@original` names.
    pub(crate) original: Option<MessageId>,
    /// What became of it, for the person.
    pub(crate) outcome: Option<&'static str>,
    /// Where it goes instead of the gateway.
    pub(crate) endpoint: Option<Arc<str>>,
}

/// What exactly was done.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    Command(Invocation),
    Component { custom_id: String, number: u64, component_type: u8, values: Vec<String>, resolved: Resolved },
    Modal { custom_id: String, components: Vec<Value>, resolved: Resolved },
}

/// The use of a command, complete or, for autocomplete, in the making.
#[derive(Clone, Debug)]
pub(crate) struct Invocation {
    pub(crate) command: CommandId,
    pub(crate) kind: CommandKind,
    pub(crate) name: String,
    /// The name with sub-commands, as people see it.
    pub(crate) full_name: String,
    pub(crate) registered_in: Option<GuildId>,
    /// As Discord sends them.
    pub(crate) options: Vec<Value>,
    pub(crate) target: Option<Target>,
    pub(crate) resolved: Resolved,
}

/// What a context menu was opened on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target {
    User(UserId),
    Message(MessageId),
}

/// Things that an interaction names, to be sent along in full.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) users: Vec<UserId>,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) channels: Vec<ChannelId>,
    pub(crate) messages: Vec<MessageId>,
    pub(crate) attachments: Vec<AttachmentId>,
}

impl Resolved {
    /// Adds what something else names.
    pub(crate) fn extend(&mut self, other: Self) {
        self.users.extend(other.users);
        self.roles.extend(other.roles);
        self.channels.extend(other.channels);
        self.messages.extend(other.messages);
        self.attachments.extend(other.attachments);
    }
}

/// Where an interaction is in its life.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// The application has not acknowledged it.
    Pending,
    /// "Thinking": a message will come.
    DeferredMessage,
    /// Acknowledged without a message; the component's message may be edited.
    DeferredUpdate,
    /// A message came or was updated.
    Answered,
    /// A form was opened.
    ModalOpen(Value),
    /// The form was submitted or closed.
    ModalDone,
    /// Suggestions came.
    Suggested(Vec<Value>),
    /// It was not acknowledged in time, or nothing came after deferring.
    Failed,
}

/// How an application acknowledges, without its payload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Acknowledgement {
    Message,
    DeferMessage,
    DeferUpdate,
    Update,
    Suggest(Vec<Value>),
    OpenModal(Value),
}

impl Acknowledgement {
    /// Discord's number of the callback type.
    pub(crate) const fn number(&self) -> u8 {
        match self {
            Self::Message => 4,
            Self::DeferMessage => 5,
            Self::DeferUpdate => 6,
            Self::Update => 7,
            Self::Suggest(_) => 8,
            Self::OpenModal(_) => 9,
        }
    }
}

impl Interaction {
    /// Until when it can be acknowledged.
    pub(crate) fn acknowledge_by(&self) -> Timestamp {
        self.id.created().plus(limits::ACKNOWLEDGE_WITHIN)
    }

    /// Until when its token is good.
    pub(crate) fn expires(&self) -> Timestamp {
        self.id.created().plus(limits::TOKEN_LIFE)
    }

    /// Whether the person has nothing more to wait for.
    pub(crate) const fn settled(&self) -> bool {
        !matches!(self.stage, Stage::Pending | Stage::DeferredMessage)
    }

    /// The callback types that this kind of interaction takes.
    pub(crate) fn allowed_callbacks(&self) -> &'static [u8] {
        match self.kind {
            InteractionKind::Command => &[4, 5, 9],
            InteractionKind::Component => &[4, 5, 6, 7, 9],
            InteractionKind::Autocomplete => &[8],
            InteractionKind::ModalSubmit if self.message.is_some() => &[4, 5, 6, 7],
            InteractionKind::ModalSubmit => &[4, 5],
        }
    }

    /// Takes the application's acknowledgement, if it is the first, in time, and of a kind that fits.
    pub(crate) fn acknowledge(&mut self, how: &Acknowledgement, now: Timestamp) -> Result<(), ApiError> {
        match self.stage {
            Stage::Pending if now <= self.acknowledge_by() => {}
            Stage::Pending | Stage::Failed => return Err(ApiError::unknown_interaction()),
            _ => return Err(ApiError::already_acknowledged()),
        }
        self.stage = match how {
            Acknowledgement::Message | Acknowledgement::Update => Stage::Answered,
            Acknowledgement::DeferMessage => Stage::DeferredMessage,
            Acknowledgement::DeferUpdate => Stage::DeferredUpdate,
            Acknowledgement::Suggest(choices) => Stage::Suggested(choices.clone()),
            Acknowledgement::OpenModal(form) => Stage::ModalOpen(form.clone()),
        };
        Ok(())
    }

    /// What messages that come from this interaction say about it.
    pub(crate) fn origin(&self) -> InteractionOrigin {
        let (command, target) = match &*self.action {
            Action::Command(used) => (Some(used.full_name.clone()), used.target),
            _ => (None, None),
        };
        InteractionOrigin {
            id: self.id,
            kind: self.kind as u8,
            user: self.user,
            application: self.application,
            guild: self.guild,
            command,
            original_response: None,
            interacted_message: self.message.filter(|_| self.kind == InteractionKind::Component),
            target_message: match target {
                Some(Target::Message(message)) => Some(message),
                _ => None,
            },
            target_user: match target {
                Some(Target::User(user)) => Some(user),
                _ => None,
            },
            triggered_by: self.opened_by.clone(),
        }
    }
}
