//! How interactions begin, and how applications answer them.

use std::convert::Infallible;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use tokio::sync::oneshot;

use super::State;
use super::channels::Channel;
use super::commands::CommandKind;
use super::deadlines::Deadline;
use super::editing::Edit;
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ApplicationId, ChannelId, InteractionId, MessageId, UserId};
use super::interactions::{Acknowledgement, Action, Interaction, InteractionKind, Stage};
use super::messages::{InteractionOrigin, Message, MessageKind, Reference, flags};
use super::posting::{Draft, Provenance};

/// What a person did, as yet without an id.
#[derive(Debug)]
pub(crate) struct Beginning {
    pub(crate) application: ApplicationId,
    pub(crate) kind: InteractionKind,
    pub(crate) user: UserId,
    pub(crate) channel: ChannelId,
    pub(crate) action: Action,
    pub(crate) message: Option<MessageId>,
    pub(crate) opened_by: Option<Box<InteractionOrigin>>,
}

/// What an application says to an interaction first.
#[derive(Debug)]
pub(crate) enum Answer {
    Message(Draft),
    DeferMessage { ephemeral: bool },
    DeferUpdate,
    Update(Edit),
    Suggest(Vec<Value>),
    OpenModal(Value),
}

impl Answer {
    fn acknowledgement(&self) -> Acknowledgement {
        match self {
            Self::Message(_) => Acknowledgement::Message,
            Self::DeferMessage { .. } => Acknowledgement::DeferMessage,
            Self::DeferUpdate => Acknowledgement::DeferUpdate,
            Self::Update(_) => Acknowledgement::Update,
            Self::Suggest(choices) => Acknowledgement::Suggest(choices.clone()),
            Self::OpenModal(form) => Acknowledgement::OpenModal(form.clone()),
        }
    }
}

impl State {
    /// Hands an interaction to its application.
    pub(crate) fn begin_interaction(&mut self, beginning: Beginning) -> InteractionId {
        let id: InteractionId = self.next_id();
        let interaction = Interaction {
            id,
            application: beginning.application,
            kind: beginning.kind,
            token: new_token(id, beginning.user).into(),
            user: beginning.user,
            channel: beginning.channel,
            guild: self.channels.get(&beginning.channel).and_then(|channel| channel.guild),
            action: Arc::new(beginning.action),
            message: beginning.message,
            opened_by: beginning.opened_by,
            stage: Stage::Pending,
            original: None,
            outcome: None,
            endpoint: self.applications.get(&beginning.application).and_then(|own| own.endpoint.clone()),
        };
        self.deadlines
            .enter(interaction.acknowledge_by().plus(std::time::Duration::from_millis(1)), Deadline::Acknowledge(id));
        self.deadlines.enter(interaction.expires(), Deadline::TokenDies(id));
        let told = Arc::new(interaction.clone());
        if interaction.endpoint.is_some() {
            // In a world that nobody serves nothing is delivered.
            let _ = self.outgoing.send(Arc::clone(&told));
        }
        self.herald.tell(Event::InteractionCreated(told));
        self.unsettled += 1;
        self.interactions.insert(id, interaction);
        id
    }

    /// The interaction of this id, if the token is its own.
    pub(crate) fn interaction_to_answer(&self, id: InteractionId, token: &str) -> Result<&Interaction, ApiError> {
        let interaction = self.interactions.get(&id).ok_or_else(ApiError::unknown_interaction)?;
        if *interaction.token == *token { Ok(interaction) } else { Err(ApiError::invalid_webhook_token()) }
    }

    /// Takes the first answer; returns the message that came of it, if one did.
    pub(crate) fn answer(&mut self, id: InteractionId, answer: Answer) -> Result<Option<Arc<Message>>, ApiError> {
        let interaction = self.interactions.get(&id).ok_or_else(ApiError::unknown_interaction)?;
        let acknowledgement = answer.acknowledgement();
        let mut after = interaction.clone();
        after.acknowledge(&acknowledgement, self.now())?;
        if !after.allowed_callbacks().contains(&acknowledgement.number()) {
            return Err(wrong_callback(after.allowed_callbacks()));
        }
        let message = self.carry_out(&after, answer)?;
        self.change_interaction(id, |interaction| {
            interaction.stage = after.stage;
            interaction.original = message.as_ref().map(|message| message.id).or(interaction.message);
        });
        Ok(message)
    }

    fn carry_out(&mut self, interaction: &Interaction, answer: Answer) -> Result<Option<Arc<Message>>, ApiError> {
        let channel = self.channel(interaction.channel).cloned()?;
        match answer {
            Answer::Message(draft) => self.put_answer(interaction, &channel, draft, None).map(Some),
            Answer::DeferMessage { ephemeral } => {
                let flags = flags::LOADING | if ephemeral { flags::EPHEMERAL } else { 0 };
                let draft = Draft { flags, ..Draft::default() };
                self.put_answer(interaction, &channel, draft, None).map(Some)
            }
            Answer::Update(edit) => {
                let message = interaction.message.ok_or_else(ApiError::unknown_message)?;
                self.apply_edit(&channel, message, edit, Some(self.now())).map(Some)
            }
            Answer::DeferUpdate | Answer::Suggest(_) | Answer::OpenModal(_) => Ok(None),
        }
    }

    /// Puts an application's message that belongs to an interaction; `original` is set for follow-ups.
    pub(super) fn put_answer(
        &mut self,
        interaction: &Interaction,
        channel: &Channel,
        draft: Draft,
        original: Option<MessageId>,
    ) -> Result<Arc<Message>, ApiError> {
        let kind = match &*interaction.action {
            _ if original.is_some() => MessageKind::Reply,
            Action::Command(invocation) if invocation.kind == CommandKind::ChatInput => MessageKind::ChatInputCommand,
            Action::Command(_) => MessageKind::ContextMenuCommand,
            Action::Component { .. } => MessageKind::Reply,
            Action::Modal { .. } => MessageKind::Default,
        };
        let mut origin = interaction.origin();
        origin.original_response = original;
        let answered = original.or(interaction.message).filter(|_| kind == MessageKind::Reply);
        let from = Provenance {
            author: interaction.application.bot(),
            kind,
            interaction: Some(origin),
            only_for: (draft.flags & flags::EPHEMERAL != 0).then_some(interaction.user),
            reference: answered
                .and_then(|message| self.messages.get(channel.id, message))
                .map(|message| Reference::to(message)),
            mentioned: None,
        };
        self.put_message(channel, draft, from)
    }

    /// Ends an interaction that nobody answered.
    pub(crate) fn fail(&mut self, id: InteractionId, why: &'static str) {
        self.change_interaction(id, |interaction| {
            interaction.stage = Stage::Failed;
            interaction.outcome = Some(why);
        });
    }

    /// Ends as soon as the interaction is settled; none if it is settled already, or unknown.
    ///
    /// Each interaction wakes only those who wait for it: with a thousand under way, listening to all events would cost each
    /// waiter a thousand wake-ups.
    pub(crate) fn settling(&mut self, id: InteractionId) -> Option<oneshot::Receiver<Infallible>> {
        self.interactions.get(&id).filter(|interaction| !interaction.settled())?;
        let (sender, receiver) = oneshot::channel();
        self.awaited.entry(id).or_default().push(sender);
        Some(receiver)
    }

    /// Changes an interaction and tells of it when that moved it on.
    pub(crate) fn change_interaction(&mut self, id: InteractionId, change: impl FnOnce(&mut Interaction)) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let (before, was_settled) = (interaction.stage.clone(), interaction.settled());
        change(interaction);
        if interaction.settled() && !was_settled {
            self.unsettled = self.unsettled.saturating_sub(1);
            // Whoever waits for it is woken by losing the sender.
            self.awaited.remove(&id);
        }
        if interaction.stage != before {
            self.herald.tell(Event::InteractionChanged { interaction: id });
        }
    }
}

fn wrong_callback(allowed: &[u8]) -> ApiError {
    let allowed = allowed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    ApiError::invalid_field("type", "BASE_TYPE_CHOICES", format!("Value must be one of {{{allowed}}}."))
}

/// A token that only this interaction has. It names the interaction, as Discord's do.
fn new_token(id: InteractionId, user: UserId) -> String {
    let mix = id.get().wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ user.get().rotate_left(31);
    URL_SAFE_NO_PAD.encode(format!("interaction:{id}:{mix:016x}{:016x}", mix.wrapping_mul(0xD134_2543_DE82_EF95)))
}

/// The interaction that a token names.
pub(super) fn token_owner(token: &str) -> Option<InteractionId> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    text.strip_prefix("interaction:")?.split(':').next()?.parse().ok()
}
