//! How an interaction is answered, and measured: acknowledged in time, finished later if need be, and never left in silence.

use std::{borrow::Cow, panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt;

use super::{
    dispatch::Dispatcher,
    send::{Acknowledgement, Answerable, code},
};
use crate::{
    commands::{Failure, Outcome},
    handbook::Handbook,
    metrics::End,
    replies::{Refusal, Reply, Visibility, incident, refusal},
};

/// How long a handler may take before it is acknowledged on its behalf. Discord waits 3 s, counted from when it sent.
pub(super) const PATIENCE: Duration = Duration::from_millis(1_500);

/// How long a handler may take in all. The token lives 15 minutes.
const LONGEST: Duration = Duration::from_secs(60);

/// How an interaction is acknowledged on behalf of a handler that takes long.
#[derive(Clone, Copy)]
pub(super) enum Meanwhile {
    /// A message of its own says that the bot is thinking; this says who sees it.
    Thinking(Visibility),
    /// The message of the component stays as it is for now.
    Working,
}

/// An interaction that is being answered: whom it is answered to, in which words.
pub(super) struct Answered<'a> {
    pub(super) to: Answerable,
    /// What was used, by a name that stands in a table of the program.
    pub(super) name: Cow<'static, str>,
    pub(super) handbook: &'a Handbook,
    pub(super) meanwhile: Meanwhile,
    /// The same was done to the same message a moment ago.
    pub(super) repeated: bool,
}

impl Dispatcher {
    /// Answers with what a handler comes to; one that takes long is acknowledged on its behalf. Says whether Discord took the
    /// acknowledgement.
    pub(super) async fn answer(
        &self,
        answered: &Answered<'_>,
        work: impl Future<Output = Result<Outcome, Failure>>,
    ) -> bool {
        let work = self.guarded(answered.handbook, answered.to.id.get(), work);
        tokio::pin!(work);
        let (was_heard, end) = match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok((outcome, end)) => (self.answer_at_once(answered, outcome).await, end),
            Err(_) => {
                let acknowledgement = match answered.meanwhile {
                    Meanwhile::Thinking(visibility) => Acknowledgement::Thinking(visibility),
                    Meanwhile::Working => Acknowledgement::Working,
                };
                let was_heard = self.try_acknowledge(&answered.to, &acknowledgement).await;
                let (outcome, end) = work.await;
                self.answer_late(answered, outcome).await;
                (was_heard, end)
            }
        };
        let end = if was_heard { end } else { End::Unheard };
        self.ends(&answered.to, answered.name.clone(), end);
        was_heard
    }

    /// Takes note of how an interaction ended, and when.
    pub(super) fn ends(&self, to: &Answerable, name: Cow<'static, str>, end: End) {
        let after = to.received.elapsed();
        tracing::debug!(%name, end = end.name(), ?after, "answered");
        self.desk.metrics.ended(to.kind, name, end, after);
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
        let Answered { to, handbook, meanwhile, repeated, .. } = answered;
        match (outcome, meanwhile) {
            (Outcome::Opens(_), Meanwhile::Working) => {
                let reply = refusal(handbook, &Refusal::TooSlowForForm);
                log("word of a late form", self.connection.follow_up(to, &reply).await);
            }
            (Outcome::Opens(_), Meanwhile::Thinking(announced)) => {
                self.fill_in(to, *announced, &refusal(handbook, &Refusal::TooSlowForForm)).await;
            }
            (Outcome::Says(reply), Meanwhile::Working) => self.say_more(handbook, to, &reply).await,
            (Outcome::Becomes(reply), Meanwhile::Working) => {
                log("late change of a message", self.connection.edit_answer(to, &reply).await);
            }
            (Outcome::BecomesAndSays(becomes, says), Meanwhile::Working) => {
                log("late change of a message", self.connection.edit_answer(to, &becomes).await);
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
            return log("edit of a late answer", self.connection.edit_answer(to, reply).await);
        }
        log("removal of a public placeholder", self.connection.remove_answer(to).await);
        log("private late answer", self.connection.follow_up(to, reply).await);
    }

    /// Says what a press led to; where that fails the one who pressed is told, since the button looks as if it had worked.
    async fn say_more(&self, handbook: &Handbook, to: &Answerable, says: &Reply) {
        let result = self.connection.follow_up(to, says).await;
        let failed = result.is_err();
        log("message after a press", result);
        if failed {
            let reply = our_fault(handbook, to.id.get(), "what a press led to could not be said");
            log("word of it", self.connection.follow_up(to, &reply).await);
        }
    }

    /// Runs a handler; whatever goes wrong in it becomes something to say.
    pub(super) async fn guarded(
        &self,
        handbook: &Handbook,
        id: u64,
        work: impl Future<Output = Result<Outcome, Failure>>,
    ) -> (Outcome, End) {
        let work = tokio::time::timeout(LONGEST, AssertUnwindSafe(work).catch_unwind());
        let done = tokio::select! {
            done = work => done,
            () = self.giving_up.cancelled() => {
                return (our_fault(handbook, id, "stopped before a handler was done").into(), End::Failed);
            }
        };
        let reply = match done {
            Ok(Ok(Ok(outcome))) => return (outcome, End::Answered),
            Ok(Ok(Err(Failure::Refused(refused)))) => {
                tracing::debug!(reason = refused.name(), "refused");
                return (refusal(handbook, &refused).into(), End::Refused);
            }
            Ok(Ok(Err(Failure::Internal(error)))) => our_fault(handbook, id, &error.to_string()),
            Ok(Err(_)) => our_fault(handbook, id, "a handler panicked"),
            Err(_) => our_fault(handbook, id, "a handler took too long"),
        };
        (reply.into(), End::Failed)
    }

    pub(super) async fn acknowledge(&self, to: &Answerable, with: &Acknowledgement<'_>) {
        self.try_acknowledge(to, with).await;
    }

    async fn try_acknowledge(&self, to: &Answerable, with: &Acknowledgement<'_>) -> bool {
        let result = self.connection.acknowledge(to, with).await;
        let done = result.is_ok();
        if done {
            self.desk.metrics.acknowledged(to.kind, to.received.elapsed());
        }
        log("acknowledgement", result);
        done
    }
}

/// The number by which an interaction, or a message, is found in the log; a person is told it where something goes wrong.
pub(super) fn number(id: u64) -> String {
    format!("{id:x}")
}

/// Logs our own failure once, under the number that the person is told.
fn our_fault(handbook: &Handbook, id: u64, what: &str) -> Reply {
    let incident_number = number(id);
    tracing::error!(incident = incident_number, "{what}");
    incident(handbook, &incident_number)
}

fn log(what: &str, result: serenity::Result<()>) {
    if let Err(error) = result {
        tracing::warn!(code = code(&error), %error, "{what} failed");
    }
}
