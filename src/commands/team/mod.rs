//! `/team`: who holds which role in a team, who covers, and which channels are the team's own.
//!
//! Whoever may read here may look; who changes something manages the team. Teams are made and removed by those who may manage the
//! server. Every change is one unit of work that reads the team anew and checks again who asks.

mod absence;
mod changes;
mod look;
mod naming;
mod people;
mod setup;

pub(super) use absence::{AWAY, BACK};
pub(super) use look::SHOW;
pub(super) use naming::{DELETE, DELETES, RENAME, TIME_ZONE};
pub(super) use people::{CHANNEL, COVER, SEAT};
pub(super) use setup::{
    BINDS_CHANNELS, CHOOSES_COVER, CHOOSES_HOLDER, CHOOSES_TEAM, CREATE, CREATES, FILLS, LEAVES, OPENS, PREVIEWS,
    SETUP, SHOWS_SEAT, UNDOES,
};

use super::{Call, Failure, OptionKind, OptionSpec, Suggesting, Typing, place::refused, role::roles_like};
use crate::{
    handbook::Role,
    replies::{NotSetUp, Refusal, Wording},
    workspace::names::TeamName,
};

const ROLE: OptionSpec = OptionSpec {
    name: "role",
    description: Wording::option_team_role,
    kind: OptionKind::Text(Some(suggest_roles)),
    required: true,
};

const NAME: OptionSpec =
    OptionSpec { name: "name", description: Wording::option_team_name, kind: OptionKind::Text(None), required: true };

fn suggest_roles<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move { Ok(roles_like(typing.handbook(), typing.typed)) })
}

/// The role that was named.
fn role<'a>(call: &'a Call<'_>) -> Result<&'a Role, Refusal> {
    let name = call.options.text("role");
    call.handbook().role_named(name).ok_or_else(|| Refusal::UnknownRole(name.to_owned()))
}

/// A team's name as it was typed.
fn name(typed: &str) -> Result<TeamName, Failure> {
    TeamName::new(typed).map_err(|bad| refused(NotSetUp::BadName(bad)))
}
