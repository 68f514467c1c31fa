//! `/team rename`, `/team delete` and `/team time-zone`.

use super::{NAME, changes::Changing, name};
use crate::{
    commands::{
        Call, Command, Component, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Suggesting, Typing, Who,
        place::{TEAM, managed_team, refused, team_by_id, team_of, zone},
    },
    replies::{
        NotSetUp, Visibility, Wording, limits,
        team::{self, TeamNow, delete_asked, delete_told, team_card, zone_told},
    },
    store::{Filter, InForce},
    workspace::dates::Zone,
};

pub(in crate::commands) const RENAME: Command = Command {
    kind: Kind::Slash { name: "team rename", options: &[NAME, TEAM] },
    description: Wording::command_team_rename,
    example: None,
    who: Who::Managers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(rename(call)),
};

pub(in crate::commands) const DELETE: Command = Command {
    kind: Kind::Slash { name: "team delete", options: &[OptionSpec { required: true, ..TEAM }] },
    description: Wording::command_team_delete,
    example: None,
    who: Who::ServerManagers,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(ask_to_delete(call)),
};

/// A team is removed.
pub(in crate::commands) const DELETES: Component =
    Component { name: team::DELETE, arguments: 1, who: Who::ServerManagers, run: |press| Box::pin(delete(press)) };

pub(in crate::commands) const TIME_ZONE: Command = Command {
    kind: Kind::Slash {
        name: "team time-zone",
        options: &[OptionSpec {
            name: "zone",
            description: Wording::option_team_zone,
            kind: OptionKind::Text(Some(suggest_zones)),
            required: true,
        }],
    },
    description: Wording::command_team_time_zone,
    example: None,
    who: Who::ServerManagers,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(set_zone(call)),
};

fn suggest_zones<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move {
        let names = Zone::suggestions(typing.typed, limits::CHOICES);
        Ok(names.into_iter().map(|name| (name.clone(), name)).collect())
    })
}

async fn rename(call: &Call<'_>) -> Result<Outcome, Failure> {
    let team = managed_team(call.desk, &call.asker, call.options.text("team")).await?;
    let team = Changing::by_call(call)?.rename(team.id, name(call.options.text("name"))?).await?;
    let zone = zone(call.desk, team.guild).await?;
    let shown = TeamNow { team: &team, zone: &zone, now: call.desk.clock.now() };
    Ok(team_card(call.handbook(), &shown, &[]).into())
}

async fn ask_to_delete(call: &Call<'_>) -> Result<Outcome, Failure> {
    let team = team_of(call.desk, &call.asker, call.options.text("team")).await?;
    let filter = Filter { in_force: InForce::Either, words: "", duties: &[], most: 1, skip: 0 };
    let decisions = call.desk.store.reading().await?.decisions(team.guild, team.id, filter).await?.all;
    Ok(delete_asked(call.handbook(), &team, usize::try_from(decisions).unwrap_or(usize::MAX)).into())
}

async fn delete(press: &Press<'_>) -> Result<Outcome, Failure> {
    let team = team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
    let mut work = press.desk.store.work().await?;
    if !work.remove_team(team.guild, team.id).await? {
        return Err(refused(NotSetUp::TeamGone));
    }
    work.commit().await?;
    Ok(press.in_place(delete_told(press.handbook(), &team.name)))
}

async fn set_zone(call: &Call<'_>) -> Result<Outcome, Failure> {
    let typed = call.options.text("zone");
    let zone = Zone::named(typed).map_err(|_| refused(NotSetUp::BadZone(typed.to_owned())))?;
    let guild = call.asker.server()?;
    let mut work = call.desk.store.work().await?;
    let mut settings = work.guild_settings(guild).await?;
    zone.name().clone_into(&mut settings.time_zone);
    work.set_guild_settings(guild, &settings).await?;
    work.commit().await?;
    Ok(zone_told(call.handbook(), &zone, call.desk.clock.now()).into())
}
