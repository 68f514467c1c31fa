//! `/team seat`, `/team cover` and `/team channel`: what the wizard sets, in one line.

use super::{
    ROLE,
    changes::{Changed, Changing},
    role,
};
use crate::{
    commands::{
        Call, Command, Failure, Given, Kind, OptionKind, OptionSpec, Outcome, Who,
        place::{TEAM, managed_team, zone},
    },
    handbook::RoleId,
    replies::{
        Refusal, Visibility, Wording,
        team::{TeamNow, channel_freed, team_changed},
    },
    workspace::ids::TeamId,
};

const fn who(description: crate::commands::Sentence) -> OptionSpec {
    OptionSpec { name: "who", description, kind: OptionKind::MemberOrRole, required: false }
}

pub(in crate::commands) const SEAT: Command = Command {
    kind: Kind::Slash { name: "team seat", options: &[ROLE, who(Wording::option_team_holder), TEAM] },
    description: Wording::command_team_seat,
    example: Some(Wording::example_team_seat),
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(sets(call, async |changing, team, role, given| changing.seat(team, role, given).await)),
};

pub(in crate::commands) const COVER: Command = Command {
    kind: Kind::Slash { name: "team cover", options: &[ROLE, who(Wording::option_team_cover), TEAM] },
    description: Wording::command_team_cover,
    example: None,
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(sets(call, async |changing, team, role, given| changing.cover(team, role, given).await)),
};

/// Takes one step with the role and whoever was named, in the team that was meant, and says what holds now.
async fn sets(
    call: &Call<'_>,
    step: impl AsyncFn(&Changing<'_>, TeamId, &RoleId, Option<Given>) -> Result<Changed, Failure>,
) -> Result<Outcome, Failure> {
    let (role, team) = (role(call)?, managed_team(call.desk, &call.asker, call.options.text("team")).await?);
    let given = call.options.member_or_role("who");
    let changed = step(&Changing::by_call(call)?, team.id, &role.id, given).await?;
    told(call, &changed, Some(&role.id)).await
}

pub(in crate::commands) const CHANNEL: Command = Command {
    kind: Kind::Slash {
        name: "team channel",
        options: &[
            OptionSpec {
                name: "channel",
                description: Wording::option_team_channel,
                kind: OptionKind::Channel,
                required: true,
            },
            OptionSpec {
                name: "unbind",
                description: Wording::option_team_unbind,
                kind: OptionKind::Flag,
                required: false,
            },
            TEAM,
        ],
    },
    description: Wording::command_team_channel,
    example: None,
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(channel(call)),
};

async fn channel(call: &Call<'_>) -> Result<Outcome, Failure> {
    let channel = call.options.channel("channel").ok_or(Refusal::GoneMeanwhile)?;
    let changing = Changing::by_call(call)?;
    if call.options.flag("unbind") == Some(true) {
        let team = changing.unbind(channel).await?;
        return Ok(channel_freed(call.handbook(), &team.name, channel).into());
    }
    let team = managed_team(call.desk, &call.asker, call.options.text("team")).await?;
    told(call, &changing.bind(team.id, channel).await?, None).await
}

/// What holds now of what was changed.
async fn told(call: &Call<'_>, changed: &Changed, role: Option<&RoleId>) -> Result<Outcome, Failure> {
    let zone = zone(call.desk, changed.team.guild).await?;
    let shown = TeamNow { team: &changed.team, zone: &zone, now: call.desk.clock.now() };
    Ok(team_changed(call.handbook(), &shown, role).into())
}
