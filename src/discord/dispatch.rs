//! From an interaction to its handler and back: one way for all, and never silence.
//!
//! A handler that takes long is acknowledged on its behalf before Discord's three seconds are over; a handler that panics, or
//! fails, or takes far too long, ends in an incident that the person is told.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use serenity::all::{CommandInteraction, ComponentInteraction, Interaction, MessageId, ModalInteraction, UserId};
use tokio_util::sync::CancellationToken;

use super::{
    Connection,
    decode::{self, Origin},
    recent::Recent,
    send::{Acknowledgement, Answerable, code},
};
use crate::{
    commands::{Answering, Asker, Call, Command, Component, Desk, Failure, Outcome, Press, Suggesting, Typing, Who},
    handbook::Handbook,
    replies::{Read, Refusal, Reply, Shown, Visibility, Wording, incident, refusal},
};

/// How long a handler may take before it is acknowledged on its behalf. Discord waits 3 s, counted from when it sent.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// How long a handler may take in all. The token lives 15 minutes.
const LONGEST: Duration = Duration::from_secs(60);

/// How an interaction is acknowledged on behalf of a handler that takes long.
#[derive(Clone, Copy)]
enum Meanwhile {
    /// A message of its own says that the bot is thinking; this says who sees it.
    Thinking(Visibility),
    /// The message of the component stays as it is for now.
    Working,
}

/// An interaction that is being answered: whom it is answered to, in which words.
struct Answered<'a> {
    to: Answerable,
    handbook: &'a Handbook,
    meanwhile: Meanwhile,
    /// The same was done to the same message a moment ago.
    repeated: bool,
}

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
        let (name, options) = decode::typed(&interaction.data);
        // A menu's name is registered in the fallback locale, whatever the person's own.
        let registered = Wording::of(self.desk.library().fallback());
        let handbook = self.desk.handbook(&interaction.locale);
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        let Some(command) = decode::find(self.commands, &interaction.data, &name, &registered) else {
            tracing::warn!(name, "a command that is not in the table");
            let reply = refusal(handbook, &Refusal::UnknownCommand);
            return self.acknowledge(&to, &Acknowledgement::Message(&reply)).await;
        };
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
        let work = self.allowed(&call.asker, command.who, (command.run)(&call));
        self.answer(&Answered { to, handbook, meanwhile, repeated: false }, work).await;
        tracing::info!(command = name, id = %interaction.id, "answered");
    }

    async fn suggest(&self, interaction: &CommandInteraction) {
        let registered = Wording::of(self.desk.library().fallback());
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        let (_, options) = decode::typed(&interaction.data);
        let choices = match decode::typing(self.commands, &interaction.data, &registered) {
            Some((suggest, typed)) => {
                let asker = origin_of_command(interaction).asker();
                let typing = Typing { desk: &self.desk, locale: &interaction.locale, asker, typed, options };
                self.suggested(&to, suggest(&typing)).await
            }
            None => Vec::new(),
        };
        self.acknowledge(&to, &Acknowledgement::Suggestions(choices)).await;
    }

    /// What is suggested; nothing where that fails or takes long: one can type on without.
    async fn suggested(&self, to: &Answerable, work: Suggesting<'_>) -> Vec<(String, String)> {
        match tokio::time::timeout(PATIENCE, AssertUnwindSafe(work).catch_unwind()).await {
            Ok(Ok(Ok(choices))) => choices,
            failed => {
                tracing::warn!(id = %to.id, ?failed, "no suggestions");
                Vec::new()
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
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        let handbook = self.desk.handbook(&interaction.locale);
        let answered = Answered { to, handbook, meanwhile: Meanwhile::Working, repeated: false };
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
        let to = Answerable { id: interaction.id, token: interaction.token.clone() };
        let handbook = self.desk.handbook(&interaction.locale);
        let meanwhile = match message {
            Some(_) => Meanwhile::Working,
            None => Meanwhile::Thinking(Visibility::OnlyAsker),
        };
        self.pressed(Answered { to, handbook, meanwhile, repeated: false }, press.ok()).await;
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
        let done = press.message.map(|message| (message.id, press.done()));
        answered.repeated = done.as_ref().is_some_and(|done| !self.pressed.is_first(done.clone()));
        press.repeated = answered.repeated;
        let work = self.allowed(&press.asker, row.who, (row.run)(&press));
        let was_heard = self.answer(&answered, work).await;
        if let Some(done) = done.filter(|_| !was_heard) {
            self.pressed.forget(&done);
        }
        tracing::info!(component = row.name.0, id = %answered.to.id, "answered");
    }

    /// Runs a handler if the person may use it.
    async fn allowed(&self, asker: &Asker, who: Who, work: Answering<'_>) -> Result<Outcome, Failure> {
        asker.require(who, &self.desk).await?;
        let outcome = work.await;
        self.desk.alarm.notify_one();
        outcome
    }

    /// Answers with what a handler comes to; one that takes long is acknowledged on its behalf. Says whether Discord took the
    /// acknowledgement.
    async fn answer(&self, answered: &Answered<'_>, work: impl Future<Output = Result<Outcome, Failure>>) -> bool {
        let work = self.guarded(answered.handbook, answered.to.id.get(), work);
        tokio::pin!(work);
        match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok(outcome) => self.answer_at_once(answered, outcome).await,
            Err(_) => {
                let acknowledgement = match answered.meanwhile {
                    Meanwhile::Thinking(visibility) => Acknowledgement::Thinking(visibility),
                    Meanwhile::Working => Acknowledgement::Working,
                };
                let was_heard = self.try_acknowledge(&answered.to, &acknowledgement).await;
                let outcome = work.await;
                self.answer_late(answered, outcome).await;
                was_heard
            }
        }
    }

    async fn answer_at_once(&self, answered: &Answered<'_>, outcome: Outcome) -> bool {
        let to = &answered.to;
        match (outcome, answered.meanwhile) {
            (Outcome::Opens(form), _) => self.try_acknowledge(to, &Acknowledgement::Form(&form)).await,
            (Outcome::Becomes(reply), Meanwhile::Working) => {
                self.try_acknowledge(to, &Acknowledgement::Update(&reply)).await
            }
            (Outcome::BecomesAndSays(becomes, says), Meanwhile::Working) => {
                let was_heard = self.try_acknowledge(to, &Acknowledgement::Update(&becomes)).await;
                if was_heard && !answered.repeated {
                    self.say_more(answered.handbook, to, &says).await;
                }
                was_heard
            }
            (Outcome::Says(reply) | Outcome::Becomes(reply) | Outcome::BecomesAndSays(_, reply), _) => {
                self.try_acknowledge(to, &Acknowledgement::Message(&reply)).await
            }
        }
    }

    async fn answer_late(&self, answered: &Answered<'_>, outcome: Outcome) {
        let Answered { to, handbook, meanwhile, repeated } = answered;
        match (outcome, meanwhile) {
            (Outcome::Opens(_), Meanwhile::Working) => {
                let reply = refusal(handbook, &Refusal::TooSlowForForm);
                log(to, "word of a late form", self.connection.follow_up(to, &reply).await);
            }
            (Outcome::Opens(_), Meanwhile::Thinking(announced)) => {
                self.fill_in(to, *announced, &refusal(handbook, &Refusal::TooSlowForForm)).await;
            }
            (Outcome::Says(reply), Meanwhile::Working) => self.say_more(handbook, to, &reply).await,
            (Outcome::Becomes(reply), Meanwhile::Working) => {
                log(to, "late change of a message", self.connection.edit_answer(to, &reply).await);
            }
            (Outcome::BecomesAndSays(becomes, says), Meanwhile::Working) => {
                log(to, "late change of a message", self.connection.edit_answer(to, &becomes).await);
                if !repeated {
                    self.say_more(handbook, to, &says).await;
                }
            }
            (
                Outcome::Says(reply) | Outcome::Becomes(reply) | Outcome::BecomesAndSays(_, reply),
                Meanwhile::Thinking(announced),
            ) => self.fill_in(to, *announced, &reply).await,
        }
    }

    /// Puts the answer where "thinking …" stands; one that only the asker may see never lands in a public place.
    async fn fill_in(&self, to: &Answerable, announced: Visibility, reply: &Reply) {
        if announced == reply.visibility || announced == Visibility::OnlyAsker {
            return log(to, "edit of a late answer", self.connection.edit_answer(to, reply).await);
        }
        log(to, "removal of a public placeholder", self.connection.remove_answer(to).await);
        log(to, "private late answer", self.connection.follow_up(to, reply).await);
    }

    /// Says what a press led to; where that fails the one who pressed is told, since the button looks as if it had worked.
    async fn say_more(&self, handbook: &Handbook, to: &Answerable, says: &Reply) {
        let result = self.connection.follow_up(to, says).await;
        let failed = result.is_err();
        log(to, "message after a press", result);
        if failed {
            let reply = our_fault(handbook, to.id.get(), "what a press led to could not be said");
            log(to, "word of it", self.connection.follow_up(to, &reply).await);
        }
    }

    /// Runs a handler; whatever goes wrong in it becomes something to say.
    pub(super) async fn guarded(
        &self,
        handbook: &Handbook,
        id: u64,
        work: impl Future<Output = Result<Outcome, Failure>>,
    ) -> Outcome {
        let work = tokio::time::timeout(LONGEST, AssertUnwindSafe(work).catch_unwind());
        let done = tokio::select! {
            done = work => done,
            () = self.giving_up.cancelled() => return our_fault(handbook, id, "stopped before a handler was done").into(),
        };
        match done {
            Ok(Ok(Ok(outcome))) => outcome,
            Ok(Ok(Err(Failure::Refused(refused)))) => {
                tracing::info!(id, reason = refused.name(), "refused");
                refusal(handbook, &refused).into()
            }
            Ok(Ok(Err(Failure::Internal(error)))) => our_fault(handbook, id, &error.to_string()).into(),
            Ok(Err(_)) => our_fault(handbook, id, "a handler panicked").into(),
            Err(_) => our_fault(handbook, id, "a handler took too long").into(),
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

/// Logs our own failure once, under the number that the person is told.
fn our_fault(handbook: &Handbook, id: u64, what: &str) -> Reply {
    let incident_number = format!("{id:x}");
    tracing::error!(incident = incident_number, id, "{what}");
    incident(handbook, &incident_number)
}

fn log(to: &Answerable, what: &str, result: serenity::Result<()>) {
    if let Err(error) = result {
        tracing::warn!(id = %to.id, code = code(&error), %error, "{what} failed");
    }
}
