//! From an interaction to its handler and back: one way for all, and never silence.
//!
//! A handler that takes long is acknowledged on its behalf before Discord's three seconds are over; a handler that panics, or
//! fails, or takes far too long, ends in an incident that the person is told.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use serenity::all::{
    CommandInteraction, ComponentInteraction, Interaction, InteractionId, MessageId, ModalInteraction, UserId,
};
use tokio_util::sync::CancellationToken;

use super::{
    Connection, decode,
    recent::Recent,
    send::{Acknowledgement, Answerable, code},
};
use crate::{
    commands::{
        Call, Command, Desk,
        presses::{PressCall, Pressed, press},
    },
    handbook::Handbook,
    replies::{Press, Refusal, Reply, Shown, Visibility, Wording, incident, refusal},
};

/// How long a handler may take before it is acknowledged on its behalf. Discord waits 3 s, counted from when it sent.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// How long a handler may take in all. The token lives 15 minutes.
const LONGEST: Duration = Duration::from_secs(60);

/// Everything that dispatching needs.
#[derive(Clone)]
pub(super) struct Dispatcher {
    pub(super) connection: Connection,
    pub(super) desk: Arc<Desk>,
    pub(super) commands: &'static [Command],
    pub(super) bot: UserId,
    /// Interactions and messages that were received, since Discord may deliver one twice.
    pub(super) received: Arc<Recent<u64>>,
    /// What was lately done to the bot's messages: which one, and what.
    pub(super) pressed: Arc<Recent<(MessageId, String)>>,
    /// The bot stops, and answers that are still not there will not come.
    pub(super) giving_up: CancellationToken,
}

impl Dispatcher {
    /// Answers an interaction.
    pub(super) async fn interaction(&self, interaction: Interaction) {
        if !self.received.is_first(interaction.id().get()) {
            return tracing::info!(id = %interaction.id(), "an interaction was delivered twice");
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
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        let handbook = self.desk.handbook(&interaction.locale);
        let (name, options) = decode::typed(&interaction.data);
        // A menu's name is registered in the fallback locale, whatever the person's own.
        let registered = Wording::of(self.desk.library().fallback());
        let Some(command) = decode::find(self.commands, &interaction.data, &name, &registered) else {
            tracing::warn!(name, "a command that is not in the table");
            let reply = refusal(handbook, &Refusal::UnknownCommand);
            return self.acknowledge(&to, &Acknowledgement::Message(&reply)).await;
        };
        let call = Call {
            desk: &self.desk,
            commands: self.commands,
            command,
            locale: &interaction.locale,
            bot: Shown::ours(format!("<@{}>", self.bot)),
            asker: decode::asker_of_command(interaction),
            options,
            target: decode::target(&interaction.data),
        };
        let visibility = call.visibility();
        let work = self.guarded(handbook, interaction.id, (command.run)(&call));
        tokio::pin!(work);
        match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok(reply) => self.acknowledge(&to, &Acknowledgement::Message(&reply)).await,
            Err(_) => {
                self.acknowledge(&to, &Acknowledgement::Thinking(visibility)).await;
                let reply = work.await;
                self.answer_late(&to, visibility, &reply).await;
            }
        }
        tracing::info!(command = name, id = %interaction.id, "answered");
    }

    /// Puts the answer where "thinking …" stands; one that only the asker may see never lands in a public place.
    async fn answer_late(&self, to: &Answerable, announced: Visibility, reply: &Reply) {
        if announced == reply.visibility || announced == Visibility::OnlyAsker {
            return log(to, "edit of a late answer", self.connection.edit_answer(to, reply).await);
        }
        log(to, "removal of a public placeholder", self.connection.remove_answer(to).await);
        log(to, "private late answer", self.connection.follow_up(to, reply).await);
    }

    async fn suggest(&self, interaction: &CommandInteraction) {
        let handbook = self.desk.handbook(&interaction.locale);
        let registered = Wording::of(self.desk.library().fallback());
        let choices = decode::typing(self.commands, &interaction.data, &registered);
        let choices = choices.map(|(suggest, typed)| suggest(handbook, typed)).unwrap_or_default();
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        self.acknowledge(&to, &Acknowledgement::Suggestions(choices)).await;
    }

    async fn component(&self, interaction: &ComponentInteraction) {
        let call = PressCall {
            desk: &self.desk,
            locale: &interaction.locale,
            asker: decode::asker_of_component(interaction),
            message: &interaction.message,
            given: decode::chosen(interaction),
            interaction: interaction.id,
            repeated: false,
        };
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        self.pressed(&to, &interaction.data.custom_id, call).await;
    }

    /// A form that a press has opened.
    async fn form(&self, interaction: &ModalInteraction) {
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        let Some(message) = &interaction.message else {
            // No command opens a form, so this one is of another version.
            let reply = refusal(self.desk.handbook(&interaction.locale), &Refusal::StaleButton);
            return self.acknowledge(&to, &Acknowledgement::Message(&reply)).await;
        };
        let call = PressCall {
            desk: &self.desk,
            locale: &interaction.locale,
            asker: decode::asker_of_form(interaction),
            message,
            given: decode::written(interaction),
            interaction: interaction.id,
            repeated: false,
        };
        self.pressed(&to, &interaction.data.custom_id, call).await;
    }

    /// Does what a component says. Two presses at the same time are two interactions; the second changes nothing and says
    /// nothing more.
    async fn pressed(&self, to: &Answerable, custom_id: &str, mut call: PressCall<'_>) {
        let handbook = self.desk.handbook(call.locale);
        let done = (call.message.id, format!("{custom_id} {}", call.given));
        call.repeated = !self.pressed.is_first(done.clone());
        let work = async { press(&call, &Press::parse(custom_id).map_err(|_| Refusal::StaleButton)?).await };
        let acknowledged = match AssertUnwindSafe(work).catch_unwind().await {
            Ok(Ok(Pressed::Becomes(reply))) => self.try_acknowledge(to, &Acknowledgement::Update(&reply)).await,
            Ok(Ok(Pressed::Says(reply))) => self.try_acknowledge(to, &Acknowledgement::Message(&reply)).await,
            Ok(Ok(Pressed::Asks(form))) => self.try_acknowledge(to, &Acknowledgement::Form(&form)).await,
            Ok(Ok(Pressed::BecomesAndSays(becomes, says))) => {
                let acknowledged = self.try_acknowledge(to, &Acknowledgement::Update(&becomes)).await;
                if acknowledged && !call.repeated {
                    self.say_more(handbook, to, &says).await;
                }
                acknowledged
            }
            Ok(Err(refused)) => {
                tracing::info!(id = %to.id, reason = refused.name(), "refused a press");
                self.try_acknowledge(to, &Acknowledgement::Message(&refusal(handbook, &refused))).await
            }
            Err(_) => {
                let reply = our_fault(handbook, to.id, "the handler of a press panicked");
                self.try_acknowledge(to, &Acknowledgement::Message(&reply)).await
            }
        };
        if !acknowledged {
            self.pressed.forget(&done);
        }
    }

    /// Says what a press led to; where that fails the one who pressed is told, since the button looks as if it had worked.
    async fn say_more(&self, handbook: &Handbook, to: &Answerable, says: &Reply) {
        let result = self.connection.follow_up(to, says).await;
        let failed = result.is_err();
        log(to, "message after a press", result);
        if failed {
            let reply = our_fault(handbook, to.id, "what a press led to could not be said");
            log(to, "word of it", self.connection.follow_up(to, &reply).await);
        }
    }

    /// Runs a handler; whatever goes wrong in it becomes a reply.
    async fn guarded(
        &self,
        handbook: &Handbook,
        id: InteractionId,
        work: impl Future<Output = Result<Reply, Refusal>>,
    ) -> Reply {
        let work = tokio::time::timeout(LONGEST, AssertUnwindSafe(work).catch_unwind());
        let done = tokio::select! {
            done = work => done,
            () = self.giving_up.cancelled() => return our_fault(handbook, id, "stopped before a handler was done"),
        };
        match done {
            Ok(Ok(Ok(reply))) => reply,
            Ok(Ok(Err(refused))) => {
                tracing::info!(%id, reason = refused.name(), "refused");
                refusal(handbook, &refused)
            }
            Ok(Err(_)) => our_fault(handbook, id, "a handler panicked"),
            Err(_) => our_fault(handbook, id, "a handler took too long"),
        }
    }

    async fn acknowledge(&self, to: &Answerable, with: &Acknowledgement<'_>) {
        self.try_acknowledge(to, with).await;
    }

    async fn try_acknowledge(&self, to: &Answerable, with: &Acknowledgement<'_>) -> bool {
        let result = self.connection.acknowledge(to, with).await;
        let done = result.is_ok();
        log(to, "acknowledgement", result);
        done
    }
}

/// Logs our own failure once, under the number that the person is told.
fn our_fault(handbook: &Handbook, id: InteractionId, what: &str) -> Reply {
    let incident_number = format!("{:x}", id.get());
    tracing::error!(incident = incident_number, %id, "{what}");
    incident(handbook, &incident_number)
}

fn log(to: &Answerable, what: &str, result: serenity::Result<()>) {
    if let Err(error) = result {
        tracing::warn!(id = %to.id, code = code(&error), %error, "{what} failed");
    }
}
