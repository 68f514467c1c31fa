//! Questions in messages: those that mention the bot, and those written to it directly. Discord delivers the text of both
//! without any privileged intent.

use std::num::NonZeroU64;

use serenity::all::Message;
use tracing::Instrument;

use super::{answer::number, dispatch::Dispatcher, send::code};
use crate::{
    clock::Stopwatch,
    commands::{Asker, Cost, Outcome, Threads, who_owns::owner_of},
    handbook::FALLBACK_LOCALE,
    metrics::End,
    replies::{Refusal, Visibility, refusal},
};

/// Discord's error codes for a channel that the bot may not see or write to.
const MISSING_ACCESS: [isize; 2] = [50001, 50013];

impl Dispatcher {
    /// Whether a message asks the bot something: it mentions the bot, or is written to it directly. Other bots are not heard.
    pub(super) fn is_asked_by(&self, message: &Message) -> bool {
        let names = [format!("<@{}>", self.bot), format!("<@!{}>", self.bot)];
        // A reply to the bot mentions it too; without its name in the text that is no question to it.
        let named = || names.iter().any(|name| message.content.contains(name));
        !message.author.bot && (message.guild_id.is_none() || named())
    }

    /// Answers a message that asks the bot something, as a reply to it.
    pub(super) async fn message(&self, message: &Message) {
        let span = tracing::error_span!("message", id = number(message.id.get()));
        self.reply(message).instrument(span).await;
    }

    async fn reply(&self, message: &Message) {
        let received = Stopwatch::start();
        let question = without_mentions(&message.content, self.bot.get());
        // A message tells nothing of its author's locale.
        let handbook = self.desk.handbook(FALLBACK_LOCALE);
        let asker = self.asker_of(message).await;
        let work = async {
            if let Some(cost) = Cost::of_text(&question) {
                self.desk.costs.take(cost, asker.user, asker.guild, self.desk.clock.now())?;
            }
            Ok(owner_of(&self.desk, &asker, FALLBACK_LOCALE, &question, Visibility::Everyone).await?.into())
        };
        let (outcome, mut end) = self.guarded(handbook, message.id.get(), work).await;
        let reply = match outcome {
            Outcome::Says(reply) | Outcome::Becomes(reply) | Outcome::BecomesAndSays(_, reply) => reply,
            Outcome::Opens(_) => refusal(handbook, &Refusal::TooSlowForForm),
        };
        let reply = reply.seen_by(Visibility::Everyone);
        if let Err(error) = self.connection.reply_to(message.channel_id, message.id, &reply).await {
            match code(&error) {
                Some(code) if MISSING_ACCESS.contains(&code) => self.tell_directly(message).await,
                code => {
                    end = End::Unheard;
                    tracing::warn!(code, %error, "reply to a mention failed");
                }
            }
        }
        self.desk.metrics.ended("message", "question".into(), end, received.elapsed());
    }

    /// Who asks, and where. Of a message's author Discord tells the roles, not the permissions; of a thread not the channel around it.
    async fn asker_of(&self, message: &Message) -> Asker {
        let roles = message.member.as_ref().map_or(&[][..], |member| &member.roles);
        let mut asker = Asker {
            user: NonZeroU64::from(message.author.id).into(),
            guild: message.guild_id.map(|guild| NonZeroU64::from(guild).into()),
            channel: NonZeroU64::from(message.channel_id).into(),
            parent: None,
            server_roles: roles.iter().map(|role| NonZeroU64::from(*role).into()).collect(),
            may_write: true,
            may_write_around: true,
            threads: Threads::None,
            manages_server: false,
        };
        if self.place_matters(&asker).await {
            match self.connection.parent_of(message.channel_id).await {
                Ok(parent) => asker.parent = parent,
                Err(error) => tracing::warn!(%error, "the channel around it is not known"),
            }
        }
        asker
    }

    /// Whether the channel around a thread could tell which team is asked about.
    async fn place_matters(&self, asker: &Asker) -> bool {
        let Some(guild) = asker.guild else {
            return false;
        };
        // Without the database nothing is answered, and that is told.
        self.desk
            .teams(guild)
            .await
            .is_ok_and(|(teams, _)| teams.len() > 1 && teams.iter().all(|team| !team.channels.contains(&asker.channel)))
    }

    /// Where the bot may not write, the person is told in a direct message.
    async fn tell_directly(&self, message: &Message) {
        let channel = format!("<#{}>", message.channel_id);
        let reply = refusal(self.desk.handbook(FALLBACK_LOCALE), &Refusal::CannotWrite(channel));
        if let Err(error) = self.connection.write_directly(message.author.id, &message.id.to_string(), &reply).await {
            tracing::info!(code = code(&error), %error, "neither the channel nor a direct message is open");
        }
    }
}

/// The text without mentions of the bot.
fn without_mentions(text: &str, bot: u64) -> String {
    text.replace(&format!("<@{bot}>"), " ").replace(&format!("<@!{bot}>"), " ").trim().to_owned()
}
