//! `lanekeeper doctor`: what would keep the bot from its work, looked at without starting it.

use std::{fmt::Write as _, sync::Arc};

use anyhow::bail;

use super::{library, logging, print};
use crate::{
    clock::Clock,
    commands::COMMANDS,
    discord::{
        Connection,
        doctor::{self, Finding, Grade},
        wanted,
    },
    settings::Settings,
    store::{SCHEMA, Store, Workplace},
};

/// How much room a file's disk should have, in bytes: below, a busy week may fill it.
const ROOM: u64 = 256 << 20;

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    logging::start(&settings, "error");
    let findings = examine(&settings, &Clock::system()).await?;
    print(lines(&findings).trim_end())?;
    match findings.iter().filter(|finding| finding.grade == Grade::Problem).count() {
        0 => Ok(()),
        1 => bail!("1 problem"),
        many => bail!("{many} problems"),
    }
}

/// Looks at everything. Changes nothing.
///
/// # Errors
/// A faulty handbook, which makes the commands.
pub async fn examine(settings: &Settings, clock: &Clock) -> anyhow::Result<Vec<Finding>> {
    let (mut findings, workplaces) = database(settings).await;
    let Some(token) = &settings.token else {
        findings.push(Finding::problem(
            "token",
            "DISCORD_TOKEN is not set: put the bot's token there, or into a file .env (see .env.example)",
        ));
        return Ok(findings);
    };
    let wanted = wanted(&library(settings)?, COMMANDS)?;
    match Connection::open(token, settings.api_base.as_ref(), &Arc::default()).await {
        Ok(connection) => {
            findings.extend(doctor::application(&connection, settings, &wanted).await);
            findings.push(doctor::skew(&connection, settings, clock).await);
            findings.extend(doctor::channels(&connection, &workplaces).await);
        }
        Err(error) => findings.push(Finding::problem("token", error.to_string())),
    }
    Ok(findings)
}

/// Looks at the database; what is found, and where the bot has something to do.
async fn database(settings: &Settings) -> (Vec<Finding>, Vec<Workplace>) {
    const WHAT: &str = "database";
    let address = &settings.database;
    let found = match Store::inspect(address).await {
        Ok(Some(found)) => found,
        Ok(None) => {
            let told = format!("{address} is not there yet: it is made when the bot starts");
            return (vec![Finding::note(WHAT, told)], Vec::new());
        }
        Err(error) => return (vec![Finding::problem(WHAT, error.to_string())], Vec::new()),
    };
    let mut findings = Vec::new();
    if let Some(free) = found.free.filter(|free| *free < ROOM) {
        let told = format!("the disk of {address} has {} MiB left: free some space", free >> 20);
        findings.push(Finding::problem(WHAT, told));
    }
    if !found.is_current() {
        let (schema, known) = (found.schema, SCHEMA.len());
        let told = format!("{address} has schema {schema} of {known}: it is brought up to date when the bot starts");
        found.store.close().await;
        findings.push(Finding::note(WHAT, told));
        return (findings, Vec::new());
    }
    findings.push(match found.store.check().await {
        Ok(()) => Finding::fine(WHAT, format!("{address} takes writes, with schema {}", found.schema)),
        Err(error) => Finding::problem(WHAT, format!("{address} takes no writes: {error}")),
    });
    let workplaces = match found.store.reading().await {
        Ok(mut work) => work.workplaces().await,
        Err(error) => Err(error),
    };
    found.store.close().await;
    match workplaces {
        Ok(workplaces) => (findings, workplaces),
        Err(error) => {
            findings.push(Finding::problem(WHAT, format!("{address} cannot be read: {error}")));
            (findings, Vec::new())
        }
    }
}

/// A line for each, its grade first.
#[must_use]
pub fn lines(findings: &[Finding]) -> String {
    let mut lines = String::new();
    for Finding { grade, what, told } in findings {
        let grade = match grade {
            Grade::Fine => "ok",
            Grade::Note => "note",
            Grade::Problem => "PROBLEM",
        };
        let written = writeln!(lines, "{grade:<7}  {what:<8}  {told}");
        debug_assert!(written.is_ok(), "a text can always be written to");
    }
    lines
}
