//! `/team away` and `/team back`: for oneself in all one's seats, or for another by those who manage the team.

use super::{ROLE, role};
use crate::{
    commands::{
        Call, Command, Failure, Kind, OptionKind, OptionSpec, Outcome, Who,
        place::{TEAM, managed, refused, team_of, zone},
    },
    handbook::RoleId,
    replies::{
        NotSetUp, Visibility, Wording,
        team::{TeamNow, away_told},
    },
    workspace::{
        dates::{BadDate, WholeDay, Zone, moment},
        team::{Away, Holder, Seat, Team},
    },
};

const WHOSE: OptionSpec = OptionSpec { required: false, description: Wording::option_team_away_role, ..ROLE };

pub(in crate::commands) const AWAY: Command = Command {
    kind: Kind::Slash {
        name: "team away",
        options: &[
            OptionSpec {
                name: "until",
                description: Wording::option_team_until,
                kind: OptionKind::Text(None),
                required: false,
            },
            WHOSE,
            TEAM,
        ],
    },
    description: Wording::command_team_away,
    example: Some(Wording::example_team_away),
    who: Who::Members,
    visibility: Visibility::Everyone,
    run: |call| {
        Box::pin(async move {
            let zone = zone(call.desk, call.asker.server()?).await?;
            let away = until(call, &zone)?;
            set(call, &zone, Some(away)).await
        })
    },
};

pub(in crate::commands) const BACK: Command = Command {
    kind: Kind::Slash { name: "team back", options: &[WHOSE, TEAM] },
    description: Wording::command_team_back,
    example: None,
    who: Who::Members,
    visibility: Visibility::Everyone,
    run: |call| {
        Box::pin(async move {
            let zone = zone(call.desk, call.asker.server()?).await?;
            set(call, &zone, None).await
        })
    },
};

/// The moment that was typed; somebody who is away until Friday is there on Friday.
fn until(call: &Call<'_>, zone: &Zone) -> Result<Away, Failure> {
    let typed = call.options.text("until").trim();
    if typed.is_empty() {
        return Ok(Away::UntilFurtherNotice);
    }
    moment(typed, zone, call.desk.clock.now(), WholeDay::Start).map(Away::Until).map_err(|why| {
        let readings = match why {
            BadDate::Ambiguous(readings) => readings.iter().map(|reading| zone.written(*reading)).collect(),
            _ => Vec::new(),
        };
        refused(NotSetUp::BadDate(typed.to_owned(), why, readings))
    })
}

async fn set(call: &Call<'_>, zone: &Zone, away: Option<Away>) -> Result<Outcome, Failure> {
    let guild = call.asker.server()?;
    let meant = meant(call).await?;
    let mut work = call.desk.store.work().await?;
    let mut teams = work.teams(guild).await?;
    let mut changed: Vec<(usize, RoleId)> = Vec::new();
    for (at, team) in teams.iter_mut().enumerate() {
        for seat in
            team.seats.iter_mut().filter(|seat| meant.iter().any(|(id, role)| *id == team.id && *role == seat.role))
        {
            seat.away = away;
            work.set_seat(guild, team.id, seat).await?;
            changed.push((at, seat.role.clone()));
        }
    }
    work.commit().await?;
    let now = call.desk.clock.now();
    let told: Vec<(TeamNow<'_>, &RoleId)> =
        changed.iter().map(|(at, role)| (TeamNow { team: &teams[*at], zone, now }, role)).collect();
    Ok(away_told(call.handbook(), &told, away.is_none()).into())
}

/// The seats that are meant: the one that is named, or all that the person holds by name, in the team that is named or in all.
async fn meant(call: &Call<'_>) -> Result<Vec<(crate::workspace::ids::TeamId, RoleId)>, Failure> {
    let named = call.options.text("team");
    let mine = |seat: &&Seat| seat.holder == Holder::Member(call.asker.user);
    if !call.options.text("role").is_empty() {
        let (role, team) = (role(call)?, team_of(call.desk, &call.asker, named).await?);
        let seat = team.seat(&role.id).ok_or_else(|| refused(NotSetUp::Vacant(role.id.to_string())))?;
        let meant = vec![(team.id, seat.role.clone())];
        if !mine(&seat) {
            managed(call.desk, &call.asker, team)?;
        }
        return Ok(meant);
    }
    let teams: Vec<Team> = match named {
        "" => call.desk.store.reading().await?.teams(call.asker.server()?).await?,
        named => vec![team_of(call.desk, &call.asker, named).await?],
    };
    let of = |team: &Team| {
        let seats = team.seats.iter().filter(mine);
        seats.map(|seat| (team.id, seat.role.clone())).collect::<Vec<_>>()
    };
    let meant: Vec<_> = teams.iter().flat_map(of).collect();
    if meant.is_empty() { Err(refused(NotSetUp::NoSeat)) } else { Ok(meant) }
}
