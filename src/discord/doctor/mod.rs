//! What would keep the bot from its work on Discord's side: looked at without starting it, and said in words.

mod channels;
mod permissions;

use serenity::{all::ApplicationFlags, http::Http};

pub use channels::channels;
pub use permissions::{NEEDED, Needed, invitation, minimal};

use super::{ConnectError, Connection, Plan};
use crate::{
    clock::{Clock, Timestamp},
    settings::Settings,
};

/// How far the machine's clock may be from Discord's, in milliseconds. Signatures are taken for a minute, and deadlines are moments.
const SKEW: u64 = 10_000;

/// How serious something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Fine,
    /// It works, and could be better.
    Note,
    /// Something does not work.
    Problem,
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How serious it is.
    pub grade: Grade,
    /// What was looked at, in a word.
    pub what: &'static str,
    /// What was found, and what to do.
    pub told: String,
}

impl Finding {
    /// Something as it should be.
    pub fn fine(what: &'static str, told: impl Into<String>) -> Self {
        Self { grade: Grade::Fine, what, told: told.into() }
    }

    /// Something that works, and could be better.
    pub fn note(what: &'static str, told: impl Into<String>) -> Self {
        Self { grade: Grade::Note, what, told: told.into() }
    }

    /// Something that does not work.
    pub fn problem(what: &'static str, told: impl Into<String>) -> Self {
        Self { grade: Grade::Problem, what, told: told.into() }
    }
}

/// Looks at the application: its token, its intents, where its interactions go, its commands, and how one invites it.
pub async fn application(connection: &Connection, settings: &Settings, wanted: &[serde_json::Value]) -> Vec<Finding> {
    let id = connection.application();
    let mut findings = vec![Finding::fine("token", format!("is that of the application {} ({id})", connection.name))];
    match connection.interactions.http.get_current_application_info().await {
        Ok(application) => {
            findings.push(intents(application.flags.unwrap_or(ApplicationFlags::empty())));
            findings.push(delivery(application.interactions_endpoint_url.as_deref(), settings));
        }
        Err(error) => findings.push(Finding::problem("intents", format!("cannot be read: {error}"))),
    }
    findings.push(commands(connection.plan(wanted).await));
    findings.push(Finding::fine("invite", invitation(id.get())));
    findings
}

/// None of the privileged intents is needed; one that is granted has Discord tell the bot more than it wants.
fn intents(flags: ApplicationFlags) -> Finding {
    let granted: Vec<&str> = [
        (ApplicationFlags::GATEWAY_PRESENCE | ApplicationFlags::GATEWAY_PRESENCE_LIMITED, "Presence"),
        (ApplicationFlags::GATEWAY_GUILD_MEMBERS | ApplicationFlags::GATEWAY_GUILD_MEMBERS_LIMITED, "Server Members"),
        (
            ApplicationFlags::GATEWAY_MESSAGE_CONTENT | ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED,
            "Message Content",
        ),
    ]
    .into_iter()
    .filter_map(|(either, name)| flags.intersects(either).then_some(name))
    .collect();
    match granted[..] {
        [] => Finding::fine("intents", "none of the privileged ones is switched on, and none is needed"),
        _ => Finding::note(
            "intents",
            format!(
                "{} switched on in Discord's developer portal, page Bot: the bot needs none of them and asks for none, so switch them off",
                granted.join(", ")
            ),
        ),
    }
}

/// Discord tells of interactions in one way only.
fn delivery(endpoint: Option<&str>, settings: &Settings) -> Finding {
    match (endpoint.filter(|url| !url.is_empty()), settings.interactions_listen) {
        (None, None) => Finding::fine("delivery", "interactions come over the gateway"),
        (Some(url), Some(address)) => Finding::fine(
            "delivery",
            format!("interactions are posted to {url}, which must lead to {address}; Discord has tried it"),
        ),
        (Some(url), None) => Finding::problem(
            "delivery",
            format!(
                "Discord posts interactions to {url}, so none comes over the gateway: no command would be answered. Set INTERACTIONS_LISTEN, or empty Interactions Endpoint URL in Discord's developer portal, page General Information"
            ),
        ),
        (None, Some(_)) => Finding::problem(
            "delivery",
            "INTERACTIONS_LISTEN is set, and Discord posts interactions nowhere: no command would be answered. Start the bot, then enter its address from outside as Interactions Endpoint URL in Discord's developer portal, page General Information",
        ),
    }
}

fn commands(plan: Result<Plan, ConnectError>) -> Finding {
    match plan {
        Ok(Plan(changes)) if changes.is_empty() => Finding::fine("commands", "are registered as this version has them"),
        Ok(plan) => {
            let changes: Vec<String> = plan.0.iter().map(ToString::to_string).collect();
            Finding::problem(
                "commands",
                format!(
                    "differ from this version's: {}. The bot mends that when it starts, `lanekeeper commands apply` does at once",
                    changes.join(", ")
                ),
            )
        }
        Err(error) => Finding::problem("commands", error.to_string()),
    }
}

/// Compares the machine's clock with Discord's, which stands in every answer.
pub async fn skew(connection: &Connection, settings: &Settings, clock: &Clock) -> Finding {
    let address = settings.api_base.as_ref().map_or("https://discord.com", |base| base.address());
    let before = clock.now();
    let asked = connection.channels.client.get(format!("{address}/api/v10/gateway")).send().await;
    let now = before.plus(before.until(clock.now()) / 2);
    let told = asked.ok().and_then(|answer| answer.headers().get("date")?.to_str().ok().map(str::to_owned));
    let theirs = told.and_then(|told| jiff::fmt::rfc2822::parse(&told).ok());
    let Some(theirs) = theirs else {
        return Finding::note("clock", "cannot be compared with Discord's, which did not say what time it is");
    };
    // It is told in whole seconds.
    let theirs = Timestamp::from_millis(theirs.timestamp().as_millisecond() + 500);
    let apart = now.millis().abs_diff(theirs.millis());
    let seconds = apart / 1_000;
    match apart > SKEW {
        false => Finding::fine("clock", format!("is right to within {} s", seconds + 1)),
        true => Finding::problem(
            "clock",
            format!(
                "is {seconds} s {} Discord's: deadlines are kept at the wrong time, and signed interactions are refused from a minute on. Set the machine's clock, and have it kept by NTP",
                if now > theirs { "ahead of" } else { "behind" }
            ),
        ),
    }
}

/// serenity's client for calls that are made once.
fn http(connection: &Connection) -> &Http {
    &connection.interactions.http
}
