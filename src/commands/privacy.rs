//! `/privacy`: what is held about a person, as words and as a file, and gone when they ask for it.
//!
//! In a server it is about that server; in a direct message with the bot it is about all of them.

use super::{Call, Command, Component, Desk, Failure, InternalError, Kind, Outcome, Press, Who, poll};
use crate::{
    replies::{
        self, ERASE, File, Refusal, Visibility, Wording, erased, erasure_asked, held, held_file, held_meanwhile,
    },
    store::{Held, Reach, Work},
    workspace::ids::{GuildId, UserId, hash},
};

pub(super) const SHOW: Command = Command {
    kind: Kind::Slash { name: "privacy show", options: &[] },
    description: Wording::command_privacy_show,
    example: None,
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run: |call| {
        Box::pin(async move {
            let (reach, found) = found(call).await?;
            Ok(held(call.handbook(), reach, &found, call.desk.forgets_after).into())
        })
    },
};

pub(super) const EXPORT: Command = Command {
    kind: Kind::Slash { name: "privacy export", options: &[] },
    description: Wording::command_privacy_export,
    example: None,
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(export(call)),
};

pub(super) const ERASE_COMMAND: Command = Command {
    kind: Kind::Slash { name: "privacy erase", options: &[] },
    description: Wording::command_privacy_erase,
    example: None,
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run: |call| {
        Box::pin(async move {
            let (reach, found) = found(call).await?;
            if found.is_empty() {
                return Ok(held(call.handbook(), reach, &found, call.desk.forgets_after).into());
            }
            Ok(erasure_asked(call.handbook(), call.asker.user, reach, &found, fingerprint(&found)).into())
        })
    },
};

/// The person has read what goes and what stays, and wants it erased.
pub(super) const ERASES: Component =
    Component { name: ERASE, arguments: 3, who: Who::Everyone, run: |press| Box::pin(erases(press)) };

/// A server where the person asks in one, everything where they write to the bot directly.
fn reach_of(guild: Option<GuildId>) -> Reach {
    guild.map_or(Reach::Everywhere, Reach::Server)
}

async fn found(call: &Call<'_>) -> Result<(Reach, Vec<Held>), Failure> {
    let reach = reach_of(call.asker.guild);
    Ok((reach, call.desk.store.reading().await?.held_about(call.asker.user, reach).await?))
}

/// Tells what was shown from what is held later.
fn fingerprint(found: &[Held]) -> u64 {
    hash(format!("{found:?}").bytes())
}

async fn export(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (desk, person, reach) = (call.desk, call.asker.user, reach_of(call.asker.guild));
    let mut work = desk.store.reading().await?;
    let found = work.held_about(person, reach).await?;
    let contents = serde_json::json!({
        "format": "lanekeeper personal export",
        "person": person.to_string(),
        "server": call.asker.guild.map(|guild| guild.to_string()),
        "made_at": jiff::Timestamp::from_millisecond(desk.clock.now().millis()).map(|at| at.to_string()).ok(),
        "rows": work.rows_about(person, reach).await?,
    });
    let bytes = serde_json::to_vec_pretty(&contents);
    let bytes = bytes.map_err(|error| Failure::Internal(InternalError::Unwritable(error.to_string())))?;
    let description = Wording::of(call.handbook()).privacy_file_description();
    let file = File { name: "lanekeeper-about-you.json".to_owned(), bytes, description };
    Ok(held_file(call.handbook(), reach, &found, file).into())
}

async fn erases(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, handbook) = (press.desk, press.handbook());
    let (person, guild): (UserId, u64) = (press.id.argument(0)?, press.id.argument(1)?);
    let reach = reach_of(GuildId::new(guild).ok());
    if person != press.asker.user {
        return Err(Refusal::NotYours.into());
    }
    if reach != reach_of(press.asker.guild) {
        return Err(Refusal::StaleButton.into());
    }
    let mut work = desk.store.work().await?;
    let found = work.held_about(person, reach).await?;
    if found.is_empty() {
        return Ok(Outcome::Becomes(held(handbook, reach, &found, desk.forgets_after)));
    }
    if press.id.argument::<String>(2)? != replies::as_argument(fingerprint(&found)) {
        let reply = held_meanwhile(handbook, person, reach, &found, fingerprint(&found));
        return Ok(Outcome::Becomes(reply));
    }
    let shown = work.shown_polls_about(person, reach).await?;
    work.erase_person(person, reach, &instead(desk)?).await?;
    check(&mut work, person, reach).await?;
    work.commit().await?;
    poll::stir(desk, shown);
    tracing::info!(everywhere = reach == Reach::Everywhere, "erased what was held about somebody");
    Ok(Outcome::Becomes(erased(handbook, reach, &found)))
}

/// What stands in a text in place of somebody who was erased: another word each time, so that texts that differed still do.
fn instead(desk: &Desk) -> Result<String, Failure> {
    let mark = format!("{:08x}", desk.random.number()? >> 32);
    let say = Wording::of(desk.library().fallback());
    Ok(say.privacy_erased_name(replies::Shown::ours(mark)).to_lowercase())
}

/// Nothing is left, or nothing is kept of the erasure.
async fn check(work: &mut Work, person: UserId, reach: Reach) -> Result<(), Failure> {
    let left = work.held_about(person, reach).await?;
    if left.is_empty() {
        return Ok(());
    }
    let left: Vec<_> = left.iter().map(|held| held.how).collect();
    Err(Failure::Internal(InternalError::NotErased(format!("{left:?}"))))
}
