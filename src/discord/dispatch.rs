//! From an interaction to its handler: one way for all, and never silence.
//!
//! A handler that takes long is acknowledged on its behalf before Discord's three seconds are over; a handler that panics, or
//! fails, or takes far too long, ends in an incident that the person is told. How, `answer` knows. All that is logged about an interaction
//! stands in one span, under the number that a person is told.

use std::{borrow::Cow, panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt;
use serenity::all::{CommandInteraction, ComponentInteraction, Interaction, MessageId, ModalInteraction, UserId};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::{
    Connection,
    answer::{Answered, Meanwhile, PATIENCE, number},
    decode::{self, Origin},
    recent::Recent,
    send::{Acknowledgement, Answerable},
};
use crate::{
    commands::{
        Answering, Asker, Call, Command, Component, Cost, Desk, Failure, Kind, Outcome, Press, Suggesting, Typing, Who,
    },
    metrics::End,
    replies::{Read, Refusal, Shown, Visibility, Wording, refusal},
};

/// The name of what is in no table.
const UNKNOWN: Cow<'static, str> = Cow::Borrowed("unknown");

/// What was done to a message: which one, and what. Two presses at the same time are two interactions; the second changes nothing
/// and says nothing more.
pub(super) type Done = (MessageId, String);

/// Everything that dispatching needs.
#[derive(Clone)]
pub(super) struct Dispatcher {
    pub(super) connection: Connection,
    pub(super) desk: Arc<Desk>,
    pub(super) commands: &'static [Command],
    pub(super) components: &'static [Component],
    pub(super) bot: UserId,
    /// Interactions and messages that were received, since Discord may deliver one twice.
    pub(super) received: Arc<Recent<u64>>,
    /// What was lately done to the bot's messages.
    pub(super) pressed: Arc<Recent<Done>>,
    /// The bot stops, and answers that are still not there will not come.
    pub(super) giving_up: CancellationToken,
}

impl Dispatcher {
    /// Answers an interaction.
    pub(super) async fn interaction(&self, interaction: Interaction) {
        let span = tracing::error_span!("interaction", id = number(interaction.id().get()));
        self.take(interaction).instrument(span).await;
    }

    async fn take(&self, interaction: Interaction) {
        if !self.received.is_first(interaction.id().get()) {
            return tracing::debug!("an interaction was delivered twice");
        }
        match interaction {
            Interaction::Command(command) => self.command(&command).await,
            Interaction::Autocomplete(command) => self.suggest(&command).await,
            Interaction::Component(component) => self.component(&component).await,
            Interaction::Modal(form) => self.form(&form).await,
            other => {
                tracing::warn!(kind = ?other.kind(), "an interaction of a kind that needs no answer")
            }
        }
    }

    async fn command(&self, interaction: &CommandInteraction) {
        let (name, options) = decode::typed(&interaction.data);
        // A menu's name is registered in the fallback locale, whatever the person's own.
        let registered = Wording::of(self.desk.library().fallback());
        let handbook = self.desk.handbook(&interaction.locale);
        let to = Answerable::new("command", interaction.id, &interaction.token);
        let Some(command) = decode::find(self.commands, &interaction.data, &name, &registered) else {
            tracing::warn!(name, "a command that is not in the table");
            let reply = refusal(handbook, &Refusal::UnknownCommand);
            self.acknowledge(&to, &Acknowledgement::Message(&reply)).await;
            return self.ends(&to, UNKNOWN, End::Refused);
        };
        let name = name_of(command, &registered);
        tracing::debug!(command = %name, "received");
        let origin = origin_of_command(interaction);
        let call = Call {
            desk: &self.desk,
            commands: self.commands,
            command,
            locale: &interaction.locale,
            bot: Shown::ours(format!("<@{}>", self.bot)),
            asker: origin.asker(),
            messenger: &self.connection,
            options,
            target: decode::target(&interaction.data),
        };
        let meanwhile = Meanwhile::Thinking(call.visibility());
        let text = call.target.map_or_else(|| call.options.text("task"), |target| target.content.as_str());
        let cost = Cost::of(&name).or_else(|| Cost::of_text(text));
        let work = self.allowed(&call.asker, command.who, cost, (command.run)(&call));
        self.answer(&Answered { to, name, handbook, meanwhile, repeated: false }, work).await;
    }

    async fn suggest(&self, interaction: &CommandInteraction) {
        let registered = Wording::of(self.desk.library().fallback());
        let to = Answerable::new("suggestions", interaction.id, &interaction.token);
        let (name, options) = decode::typed(&interaction.data);
        let found = decode::find(self.commands, &interaction.data, &name, &registered);
        let name = found.map_or(UNKNOWN, |command| name_of(command, &registered));
        let choices = match decode::typing(self.commands, &interaction.data, &registered) {
            Some((suggest, typed)) => {
                let asker = origin_of_command(interaction).asker();
                let typing = Typing { desk: &self.desk, locale: &interaction.locale, asker, typed, options };
                self.suggested(suggest(&typing)).await
            }
            None => None,
        };
        let end = if choices.is_some() { End::Answered } else { End::Failed };
        self.acknowledge(&to, &Acknowledgement::Suggestions(choices.unwrap_or_default())).await;
        self.ends(&to, name, end);
    }

    /// What is suggested; nothing where that fails or takes long: one can type on without.
    async fn suggested(&self, work: Suggesting<'_>) -> Option<Vec<(String, String)>> {
        match tokio::time::timeout(PATIENCE, AssertUnwindSafe(work).catch_unwind()).await {
            Ok(Ok(Ok(choices))) => Some(choices),
            failed => {
                tracing::warn!(?failed, "no suggestions");
                None
            }
        }
    }

    async fn component(&self, interaction: &ComponentInteraction) {
        let origin = Origin {
            user: interaction.user.id,
            member: interaction.member.as_ref(),
            guild: interaction.guild_id,
            channel: interaction.channel_id,
            place: interaction.channel.as_ref(),
            bot: interaction.app_permissions,
        };
        let press = Read::of(&interaction.data.custom_id).map(|id| Press {
            desk: &self.desk,
            locale: &interaction.locale,
            asker: origin.asker(),
            messenger: &self.connection,
            message: Some(&interaction.message),
            id,
            values: decode::chosen(&interaction.data.kind),
            holders: decode::holders(&interaction.data),
            fields: Vec::new(),
            repeated: false,
        });
        let to = Answerable::new("component", interaction.id, &interaction.token);
        let handbook = self.desk.handbook(&interaction.locale);
        let answered = Answered { to, name: UNKNOWN, handbook, meanwhile: Meanwhile::Working, repeated: false };
        self.pressed(answered, press.ok()).await;
    }

    async fn form(&self, interaction: &ModalInteraction) {
        let origin = Origin {
            user: interaction.user.id,
            member: interaction.member.as_ref(),
            guild: interaction.guild_id,
            channel: interaction.channel_id,
            place: interaction.channel.as_ref(),
            bot: interaction.app_permissions,
        };
        let message = interaction.message.as_deref();
        let press = Read::of(&interaction.data.custom_id).map(|id| Press {
            desk: &self.desk,
            locale: &interaction.locale,
            asker: origin.asker(),
            messenger: &self.connection,
            message,
            id,
            values: Vec::new(),
            holders: Vec::new(),
            fields: decode::written(&interaction.data),
            repeated: false,
        });
        let to = Answerable::new("form", interaction.id, &interaction.token);
        let handbook = self.desk.handbook(&interaction.locale);
        let meanwhile = match message {
            Some(_) => Meanwhile::Working,
            None => Meanwhile::Thinking(Visibility::OnlyAsker),
        };
        self.pressed(Answered { to, name: UNKNOWN, handbook, meanwhile, repeated: false }, press.ok()).await;
    }

    /// Does what a component or form is for, if this version has it.
    async fn pressed(&self, mut answered: Answered<'_>, press: Option<Press<'_>>) {
        let is_it =
            |row: &Component, press: &Press<'_>| row.name.0 == press.id.name && row.arguments == press.id.count();
        let found =
            press.and_then(|press| self.components.iter().find(|row| is_it(row, &press)).map(|row| (row, press)));
        let Some((row, mut press)) = found else {
            let stale: Answering<'_> = Box::pin(async { Err(Refusal::StaleButton.into()) });
            self.answer(&answered, stale).await;
            return;
        };
        answered.name = row.name.0.into();
        tracing::debug!(component = row.name.0, "received");
        let done = press.message.map(|message| (message.id, press.done()));
        answered.repeated = done.as_ref().is_some_and(|done| !self.pressed.is_first(done.clone()));
        press.repeated = answered.repeated;
        let work = self.allowed(&press.asker, row.who, Cost::of(row.name.0), (row.run)(&press));
        let was_heard = self.answer(&answered, work).await;
        if let Some(done) = done.filter(|_| !was_heard) {
            self.pressed.forget(&done);
        }
    }

    /// Runs a handler if the person may use it, and has not done so too often.
    async fn allowed(
        &self,
        asker: &Asker,
        who: Who,
        cost: Option<Cost>,
        work: Answering<'_>,
    ) -> Result<Outcome, Failure> {
        asker.require(who, &self.desk).await?;
        if let Some(cost) = cost {
            self.desk.costs.take(cost, asker.user, asker.guild, self.desk.clock.now())?;
        }
        work.await
    }
}

fn origin_of_command(interaction: &CommandInteraction) -> Origin<'_> {
    Origin {
        user: interaction.user.id,
        member: interaction.member.as_deref(),
        guild: interaction.guild_id,
        channel: interaction.channel_id,
        place: interaction.channel.as_ref(),
        bot: interaction.app_permissions,
    }
}

/// What a command is called in the log and in the metrics.
fn name_of(command: &Command, registered: &Wording) -> Cow<'static, str> {
    match command.kind {
        Kind::Slash { name, .. } => name.into(),
        Kind::Message { name } => name(registered).into(),
    }
}
