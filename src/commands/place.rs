//! Which team a person works with, and whether they may change it. Whatever names a team is looked up in the server where it is named, so
//! that an id of another server leads nowhere.

use super::{Asker, Desk, Failure, OptionKind, OptionSpec, Suggesting, Typing};
use crate::{
    replies::{NotSetUp, Refusal, Wording, limits},
    store::StoreError,
    workspace::{
        dates::Zone,
        ids::{GuildId, TeamId},
        team::{Team, Which, which},
    },
};

/// The option that names a team where the channel doesn't.
pub(super) const TEAM: OptionSpec = OptionSpec {
    name: "team",
    description: Wording::option_team,
    kind: OptionKind::Text(Some(suggest_teams)),
    required: false,
};

/// The option that keeps an answer to the asker.
pub(super) const PRIVATE: OptionSpec =
    OptionSpec { name: "private", description: Wording::option_private, kind: OptionKind::Flag, required: false };

/// The server's teams whose name holds what is typed.
pub(super) fn suggest_teams<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move {
        let typed = typing.typed.trim().to_lowercase();
        let (teams, _) = typing.desk.teams(typing.asker.server()?).await?;
        let names = teams.iter().map(|team| team.name.to_string());
        let names = names.filter(|name| name.to_lowercase().contains(&typed)).take(limits::CHOICES);
        Ok(names.map(|name| (name.clone(), name)).collect())
    })
}

/// The team that is named (nothing for none), or that of the place.
pub(super) async fn team_of(desk: &Desk, asker: &Asker, named: &str) -> Result<Team, Failure> {
    let (teams, _) = desk.teams(asker.server()?).await?;
    let named = Some(named.trim()).filter(|named| !named.is_empty());
    let names = || teams.iter().map(|team| team.name.to_string()).collect();
    match which(&teams, named, &asker.places()) {
        Which::One(team) => Ok(team.clone()),
        Which::Unknown if !teams.is_empty() => {
            Err(refused(NotSetUp::UnknownTeam(named.unwrap_or_default().to_owned(), names())))
        }
        Which::OneOf(_) => Err(refused(NotSetUp::WhichTeam(names()))),
        Which::None | Which::Unknown => Err(refused(NotSetUp::NoTeams)),
    }
}

/// The team of this id.
pub(super) async fn team_by_id(desk: &Desk, asker: &Asker, id: TeamId) -> Result<Team, Failure> {
    let (teams, _) = desk.teams(asker.server()?).await?;
    teams.iter().find(|team| team.id == id).cloned().ok_or(refused(NotSetUp::TeamGone))
}

/// The team that is named or that of the place, for somebody who wants to change something.
pub(super) async fn managed_team(desk: &Desk, asker: &Asker, named: &str) -> Result<Team, Failure> {
    managed(desk, asker, team_of(desk, asker, named).await?)
}

/// The team of this id, for somebody who wants to change something.
pub(super) async fn managed_team_by_id(desk: &Desk, asker: &Asker, id: TeamId) -> Result<Team, Failure> {
    managed(desk, asker, team_by_id(desk, asker, id).await?)
}

/// The same team, if the person may change it.
pub(super) fn managed(desk: &Desk, asker: &Asker, team: Team) -> Result<Team, Failure> {
    if asker.manages(&team, desk) { Ok(team) } else { Err(refused(NotSetUp::NotYourTeam(team.name.to_string()))) }
}

/// The time zone in which people of a server write dates.
pub(super) async fn zone(desk: &Desk, guild: GuildId) -> Result<Zone, StoreError> {
    Ok(desk.store.reading().await?.guild_settings(guild).await?.zone())
}

/// A refusal as a failure.
pub(super) fn refused(why: impl Into<Refusal>) -> Failure {
    Failure::Refused(why.into())
}
