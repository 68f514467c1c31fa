//! `/team show`.

use crate::{
    commands::{
        Command, Kind, Who, orphans,
        place::{PRIVATE, TEAM, team_by_id, team_of, zone},
    },
    replies::{
        Visibility, Wording,
        team::{TeamNow, team_card},
    },
};

pub(in crate::commands) const SHOW: Command = Command {
    kind: Kind::Slash { name: "team show", options: &[TEAM, PRIVATE] },
    description: Wording::command_team_show,
    example: None,
    who: Who::Members,
    visibility: Visibility::Everyone,
    run: |call| {
        Box::pin(async move {
            let team = team_of(call.desk, &call.asker, call.options.text("team")).await?;
            let gone = orphans::of_team(call.desk, call.messenger, team.guild, team.id).await?;
            let team = team_by_id(call.desk, &call.asker, team.id).await?;
            let zone = zone(call.desk, team.guild).await?;
            let shown = TeamNow { team: &team, zone: &zone, now: call.desk.clock.now() };
            Ok(team_card(call.handbook(), &shown, &gone).seen_by(call.visibility()).into())
        })
    },
};
