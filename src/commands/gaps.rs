//! `/gaps`: how often questions could not be answered, where a server has that counted. Off until somebody who may manage a team there
//! switches it on; what is asked and by whom is never kept.

use super::{Call, Command, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Who};
use crate::{
    handbook::DutyId,
    replies::{MOST_GAPS, Visibility, Wording, gap_list},
    store::{GuildSettings, StoreError},
    workspace::{gap::Month, ids::GuildId},
};

const COUNTING: &[(&str, super::Sentence)] =
    &[("on", Wording::gaps_on), ("off", Wording::gaps_off), ("forget", Wording::gaps_forget)];

pub(super) const COMMAND: Command = Command {
    kind: Kind::Slash {
        name: "gaps",
        options: &[OptionSpec {
            name: "counting",
            description: Wording::option_gaps_counting,
            kind: OptionKind::Choice(COUNTING),
            required: false,
        }],
    },
    description: Wording::command_gaps,
    example: None,
    who: Who::Managers,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(gaps(call)),
};

async fn gaps(call: &Call<'_>) -> Result<Outcome, Failure> {
    let guild = call.asker.server()?;
    let mut work = call.desk.store.work().await?;
    let mut settings = work.guild_settings(guild).await?;
    let counting = call.options.text("counting");
    if !counting.is_empty() {
        settings = GuildSettings { counts_gaps: counting == "on", ..settings };
        work.set_guild_settings(guild, &settings).await?;
    }
    if counting == "forget" {
        work.forget_gaps(guild).await?;
    }
    let counted = work.gaps(guild, MOST_GAPS).await?;
    work.commit().await?;
    Ok(gap_list(call.handbook(), &counted, settings.counts_gaps).into())
}

/// Counts a question that could not be answered, with the duty that was nearest, where the server has that counted. An answer never fails
/// because of it.
pub(super) async fn count(desk: &Desk, guild: Option<GuildId>, nearest: Option<&DutyId>) {
    let Some(guild) = guild else {
        return;
    };
    if let Err(error) = count_in(desk, guild, nearest).await {
        tracing::warn!(%error, "a question that could not be answered was not counted");
    }
}

async fn count_in(desk: &Desk, guild: GuildId, nearest: Option<&DutyId>) -> Result<(), StoreError> {
    let settings = desk.store.reading().await?.guild_settings(guild).await?;
    if let Ok(month) = Month::of(desk.clock.now(), &settings.zone())
        && settings.counts_gaps
    {
        let mut work = desk.store.work().await?;
        work.count_gap(guild, month, nearest).await?;
        work.commit().await?;
    }
    Ok(())
}
