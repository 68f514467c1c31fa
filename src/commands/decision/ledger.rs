//! `/decision export` and `/decision import`. An import is shown first and applied when it is confirmed: all of it, or nothing, and only
//! while what was shown still holds. The preview carries what would be in force as a file of its own, so that it survives a restart.

use super::{
    TEAM,
    place::{managed_team, managed_team_by_id, refused, team_of},
    record::recording,
};
use crate::{
    clock::Timestamp,
    commands::{
        Asker, Call, Command, Component, Desk, Failure, GivenFile, InternalError, Kind, OptionKind, OptionSpec,
        Outcome, Press, Who,
    },
    handbook::Handbook,
    replies::{
        self, File, NotImported, NotSettled, Preview, Refusal, Reply, Visibility, Wording, exported, import_preview,
        imported,
    },
    store::{Ending, Recorded, Work},
    workspace::{
        dates::Zone,
        decision::{Decision, LONGEST_TEXT, MOST_ACTIVE},
        ledger::{
            Around, BadFile, Contents, Format, MOST_BYTES, MOST_IN_FULL, Owners, Plan, Problem, diff, read, write_csv,
            write_toml,
        },
        team::Team,
        texts::shortened,
    },
};

const FORMATS: &[(&str, crate::commands::Sentence)] =
    &[("toml", Wording::decision_format_toml), ("csv", Wording::decision_format_csv)];

const MISSING: &[(&str, crate::commands::Sentence)] =
    &[("keep", Wording::decision_missing_keep), ("retire", Wording::decision_missing_retire)];

const fn option(name: &'static str, description: crate::commands::Sentence, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, description, kind, required: false }
}

pub(in crate::commands) const EXPORT: Command = Command {
    kind: Kind::Slash {
        name: "decision export",
        options: &[
            OptionSpec {
                required: true,
                ..option("format", Wording::option_decision_format, OptionKind::Choice(FORMATS))
            },
            TEAM,
        ],
    },
    description: Wording::command_decision_export,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(export(call)),
};

pub(in crate::commands) const IMPORT: Command = Command {
    kind: Kind::Slash {
        name: "decision import",
        options: &[
            OptionSpec { required: true, ..option("file", Wording::option_decision_file, OptionKind::File) },
            option("missing", Wording::option_decision_missing, OptionKind::Choice(MISSING)),
            option("owners", Wording::option_decision_owners, OptionKind::Text(None)),
            TEAM,
        ],
    },
    description: Wording::command_decision_import,
    example: Some(Wording::example_decision_import),
    who: Who::Managers,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(import(call)),
};

/// A preview is confirmed.
pub(in crate::commands) const IMPORTS: Component =
    Component { name: replies::IMPORT, arguments: 3, who: Who::Managers, run: |press| Box::pin(apply(press)) };

async fn export(call: &Call<'_>) -> Result<Outcome, Failure> {
    let team = team_of(call.desk, &call.asker, call.options.text("team")).await?;
    let in_force = call.desk.store.reading().await?.active_decisions(team.guild, team.id).await?;
    let rows = in_force.iter().map(|decision| (&decision.subject, &decision.draft));
    let failed = |error: &dyn std::fmt::Display| Failure::Internal(InternalError::Unwritable(error.to_string()));
    let (name, bytes) = match call.options.text("format") {
        "csv" => ("decisions.csv", write_csv(rows).map_err(|error| failed(&error))?),
        _ => ("decisions.toml", write_toml(rows).map_err(|error| failed(&error))?.into_bytes()),
    };
    let file = file(call.handbook(), name, bytes);
    Ok(exported(call.handbook(), &team.name, in_force.len(), file).into())
}

async fn import(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (desk, handbook) = (call.desk, call.handbook());
    let team = managed_team(desk, &call.asker, call.options.text("team")).await?;
    let given = call.options.file("file").ok_or(Refusal::StaleButton)?;
    let format = Format::of_name(&given.name).ok_or_else(|| not(NotImported::UnknownFormat(given.name.clone())))?;
    if usize::try_from(given.size).unwrap_or(usize::MAX) > MOST_BYTES {
        return Err(not(NotImported::BadFile(BadFile::TooLarge)));
    }
    let mut owners = Owners::default();
    if format.is_of_owners() {
        owners = Owners::of_server(call.messenger.server_roles(team.guild).await?);
        let told = owners.told(handbook, call.options.text("owners"));
        owners = told.map_err(|part| not(NotImported::BadOwners(part)))?;
    }
    let bytes = call.messenger.read_file(&given, MOST_BYTES).await?;
    let zone = super::place::zone(desk, team.guild).await?;
    let Contents { entries, problems } = contents(handbook, &zone, &owners, format, &bytes)?;
    if !problems.is_empty() && !format.is_of_owners() {
        return Err(not(NotImported::Problems(problems)));
    }
    // As many would be in force, whatever becomes of the others.
    if entries.len() > MOST_ACTIVE {
        return Err(not(NotImported::Full));
    }
    let retires = call.options.text("missing") == "retire";
    let (in_force, as_of) = now_in_force(&mut desk.store.reading().await?, &team).await?;
    let shown = Showing { handbook, team: &team, retires, as_of, is_stale: false };
    Ok(shown.preview(&diff(&in_force, entries), &problems)?.into())
}

fn contents(
    handbook: &Handbook,
    zone: &Zone,
    owners: &Owners,
    format: Format,
    bytes: &[u8],
) -> Result<Contents, Failure> {
    let all_files = Wording::of(handbook).ledger_all_files();
    let around = Around { handbook, zone, owners, all_files: &all_files };
    read(format, bytes, around).map_err(|bad| not(NotImported::BadFile(bad)))
}

async fn now_in_force(work: &mut Work, team: &Team) -> Result<(Vec<Decision>, u64), Failure> {
    let as_of = work.decisions_changed(team.guild, team.id).await?;
    Ok((work.active_decisions(team.guild, team.id).await?, as_of))
}

/// A preview in the making.
struct Showing<'a> {
    handbook: &'a Handbook,
    team: &'a Team,
    retires: bool,
    as_of: u64,
    is_stale: bool,
}

impl Showing<'_> {
    fn preview(&self, plan: &Plan, left_out: &[Problem]) -> Result<Reply, Failure> {
        let written = write_toml(plan.all()).map_err(|error| InternalError::Unwritable(error.to_string()));
        let file = file(self.handbook, "import.toml", written.map_err(Failure::Internal)?.into_bytes());
        let Self { handbook, team, retires, as_of, is_stale } = *self;
        let preview = Preview { team: &team.name, id: team.id, plan, left_out, retires, as_of, file, is_stale };
        Ok(import_preview(handbook, preview))
    }
}

async fn apply(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, handbook) = (press.desk, press.handbook());
    let team = managed_team_by_id(desk, &press.asker, press.id.argument(0)?).await?;
    let (shown_as_of, retires) = (press.id.argument::<u64>(1)?, press.id.argument::<u8>(2)? == 1);
    let carried = press.message.and_then(|message| message.attachments.first()).ok_or(Refusal::StaleButton)?;
    let given =
        GivenFile { name: carried.filename.clone(), address: carried.url.clone(), size: u64::from(carried.size) };
    let bytes = press.messenger.read_file(&given, MOST_IN_FULL).await?;
    let zone = super::place::zone(desk, team.guild).await?;
    let Contents { entries, problems } = contents(handbook, &zone, &Owners::default(), Format::Toml, &bytes)?;
    if !problems.is_empty() {
        return Err(not(NotImported::Problems(problems)));
    }
    let mut work = desk.store.work().await?;
    let (in_force, as_of) = now_in_force(&mut work, &team).await?;
    let plan = diff(&in_force, entries);
    let applying = Applying { desk, asker: &press.asker, team: &team, now: desk.clock.now() };
    if as_of == shown_as_of {
        let reason = Wording::of(handbook).ledger_retired_because();
        if applying.all(&mut work, &plan, retires.then_some(&reason)).await? {
            let steps = u64::try_from(plan.changes(retires)).unwrap_or(u64::MAX);
            // On PostgreSQL somebody may have come between what was read and the first change.
            if work.decisions_changed(team.guild, team.id).await? == as_of + steps {
                work.commit().await?;
                return Ok(Outcome::Becomes(imported(handbook, &team.name, &plan, retires)));
            }
        }
    }
    // Nothing of it is kept.
    drop(work);
    let (in_force, as_of) = now_in_force(&mut desk.store.reading().await?, &team).await?;
    let Contents { entries, .. } = contents(handbook, &zone, &Owners::default(), Format::Toml, &bytes)?;
    let shown = Showing { handbook, team: &team, retires, as_of, is_stale: true };
    Ok(Outcome::Becomes(shown.preview(&diff(&in_force, entries), &[])?))
}

/// Who imports into which team, and when.
struct Applying<'a> {
    desk: &'a Desk,
    asker: &'a Asker,
    team: &'a Team,
    now: Timestamp,
}

impl Applying<'_> {
    /// Does everything in this unit of work; whether nothing stood in the way. What is missing is retired first, to make room.
    async fn all(&self, work: &mut Work, plan: &Plan, retire: Option<&String>) -> Result<bool, Failure> {
        if let Some(reason) = retire {
            for old in &plan.missing {
                let reason = Some(shortened(reason, LONGEST_TEXT));
                let Ok(retired) = old.clone().retire(self.asker.user, self.now, reason) else {
                    return Ok(false);
                };
                if work.retire_decision(&retired).await? != Ending::Done {
                    return Ok(false);
                }
            }
        }
        for (old, draft) in &plan.changed {
            let new = old.revise(draft.clone(), recording(self.desk, self.asker)?);
            let new = new.map_err(|bad| refused(NotSettled::BadDraft(bad)))?;
            if work.revise_decision(&new).await? != Ending::Done {
                return Ok(false);
            }
        }
        for (subject, draft) in &plan.new {
            let recording = recording(self.desk, self.asker)?;
            let new = Decision::record(self.team.guild, self.team.id, subject.clone(), draft.clone(), recording);
            let new = new.map_err(|bad| refused(NotSettled::BadDraft(bad)))?;
            match work.record_decision(&new).await? {
                Recorded::Done => {}
                Recorded::Full => return Err(not(NotImported::Full)),
                Recorded::Taken(_) | Recorded::NoTeam => return Ok(false),
            }
        }
        Ok(true)
    }
}

fn file(handbook: &Handbook, name: &str, bytes: Vec<u8>) -> File {
    File { name: name.to_owned(), bytes, description: Wording::of(handbook).ledger_file_description() }
}

fn not(why: NotImported) -> Failure {
    refused(NotSettled::NotImported(why))
}
