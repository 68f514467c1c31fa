//! `/team setup` and `/team create`: the wizard.
//!
//! It keeps nothing of its own. What it shows is read from the store, what is chosen is stored at once, and each custom id says all that
//! is needed to go on; so it can be left, resumed, and survives a restart. The button that takes the last step back names that step.

use super::{
    NAME,
    changes::{Changed, Changing},
    name,
};
use crate::{
    commands::{
        Call, Command, Component, Failure, Kind, Outcome, Press, Who,
        place::{TEAM, managed_team_by_id, refused, team_of, zone},
    },
    replies::{
        NotSetUp, Refusal, TeamSays, Visibility, Wording,
        team::{
            self, Choice, Page, PanelNews, TeamNow, create_form, team_done, team_panel, team_preview, teams_to_choose,
        },
    },
    workspace::{
        ids::{ChannelId, TeamId},
        team::Team,
    },
};

pub(in crate::commands) const SETUP: Command = Command {
    kind: Kind::Slash { name: "team setup", options: &[TEAM] },
    description: Wording::command_team_setup,
    example: None,
    who: Who::Managers,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(set_up(call)),
};

pub(in crate::commands) const CREATE: Command = Command {
    kind: Kind::Slash { name: "team create", options: &[NAME] },
    description: Wording::command_team_create,
    example: None,
    who: Who::ServerManagers,
    visibility: Visibility::OnlyAsker,
    run: |call| {
        Box::pin(async move {
            let team = Changing::by_call(call)?.create(name(call.options.text("name"))?).await?;
            let zone = zone(call.desk, team.guild).await?;
            let shown = TeamNow { team: &team, zone: &zone, now: call.desk.clock.now() };
            Ok(team_panel(call.handbook(), &shown, &Page::Team, &PanelNews::Created).into())
        })
    },
};

/// The wizard of a team opens, for the one who pressed.
pub(in crate::commands) const OPENS: Component = Component {
    name: team::OPEN,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
            panel(press, &team, &Page::Team, &PanelNews::Opened).await
        })
    },
};

/// Which team is to be set up was chosen.
pub(in crate::commands) const CHOOSES_TEAM: Component = Component {
    name: team::WHOLE,
    arguments: 0,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            match press.chosen().parse()? {
                Choice::New if press.asker.manages_server => Ok(Outcome::Opens(create_form(press.handbook()))),
                Choice::New => Err(Refusal::OnlyServerManagers.into()),
                Choice::Known(id) => {
                    let team = managed_team_by_id(press.desk, &press.asker, id).await?;
                    panel(press, &team, &Page::Team, &PanelNews::Opened).await
                }
            }
        })
    },
};

/// A new team was named.
pub(in crate::commands) const CREATES: Component = Component {
    name: team::CREATED,
    arguments: 0,
    who: Who::ServerManagers,
    run: |press| {
        Box::pin(async move {
            let team = Changing::by_press(press)?.create(name(press.field(team::TEAM_NAME))?).await?;
            panel(press, &team, &Page::Team, &PanelNews::Created).await
        })
    },
};

/// Who holds a role was chosen.
pub(in crate::commands) const CHOOSES_HOLDER: Component = Component {
    name: team::SEAT,
    arguments: 3,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let role = &press.role(1)?.id;
            let page = Page::after(&press.id.argument::<String>(2)?, role)?;
            let changing = Changing::by_press(press)?;
            let changed = changing.seat(press.id.argument(0)?, role, press.holders.first().copied()).await?;
            kept(press, changed, &page).await
        })
    },
};

/// Who covers was chosen.
pub(in crate::commands) const CHOOSES_COVER: Component = Component {
    name: team::COVER,
    arguments: 2,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let role = &press.role(1)?.id;
            let changing = Changing::by_press(press)?;
            let changed = changing.cover(press.id.argument(0)?, role, press.holders.first().copied()).await?;
            kept(press, changed, &Page::Seat(role.clone())).await
        })
    },
};

/// The team's channels were chosen.
pub(in crate::commands) const BINDS_CHANNELS: Component = Component {
    name: team::CHANNELS,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let channels: Result<Vec<ChannelId>, _> = press.values.iter().map(|value| value.parse()).collect();
            let channels = channels.map_err(|_| Refusal::StaleButton)?;
            let changed = Changing::by_press(press)?.channels(press.id.argument(0)?, &channels).await?;
            kept(press, changed, &Page::Team).await
        })
    },
};

/// One seat is looked at.
pub(in crate::commands) const SHOWS_SEAT: Component = Component {
    name: team::MORE,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let role = press.known_role(press.chosen())?.id.clone();
            let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
            panel(press, &team, &Page::Seat(role), &PanelNews::Opened).await
        })
    },
};

/// Somebody is to be named for a seat that an answer found empty: the wizard opens there, for the one who pressed.
pub(in crate::commands) const FILLS: Component = Component {
    name: team::FILL,
    arguments: 2,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let role = press.role(1)?.id.clone();
            let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
            let zone = zone(press.desk, team.guild).await?;
            let shown = TeamNow { team: &team, zone: &zone, now: press.desk.clock.now() };
            Ok(team_panel(press.handbook(), &shown, &Page::Seat(role), &PanelNews::Opened).into())
        })
    },
};

/// Answers are shown as they would be given now.
pub(in crate::commands) const PREVIEWS: Component = Component {
    name: team::PREVIEW,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let team = managed_team_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
            let says = TeamSays { team: &team, decision: None, now: press.desk.clock.now(), may_set: false };
            Ok(team_preview(press.handbook(), &says).into())
        })
    },
};

/// The last step is taken back.
pub(in crate::commands) const UNDOES: Component = Component {
    name: team::UNDO,
    arguments: 2,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let team = Changing::by_press(press)?.undo(press.id.argument(0)?, press.id.argument(1)?).await?;
            panel(press, &team, &Page::Team, &PanelNews::Undone).await
        })
    },
};

/// The wizard is left.
pub(in crate::commands) const LEAVES: Component = Component {
    name: team::DONE,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let id: TeamId = press.id.argument(0)?;
            let team = managed_team_by_id(press.desk, &press.asker, id).await?;
            let zone = zone(press.desk, team.guild).await?;
            let shown = TeamNow { team: &team, zone: &zone, now: press.desk.clock.now() };
            Ok(press.in_place(team_done(press.handbook(), &shown)))
        })
    },
};

async fn set_up(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (desk, asker, handbook) = (call.desk, &call.asker, call.handbook());
    let teams = desk.store.reading().await?.teams(asker.server()?).await?;
    let team = match team_of(desk, asker, call.options.text("team")).await {
        Ok(team) => team,
        Err(Failure::Refused(Refusal::NotSetUp(NotSetUp::NoTeams))) if asker.manages_server => {
            return Ok(Outcome::Opens(create_form(handbook)));
        }
        Err(Failure::Refused(Refusal::NotSetUp(NotSetUp::WhichTeam(_)))) => {
            let theirs: Vec<Team> = teams.into_iter().filter(|team| asker.manages(team, desk)).collect();
            return Ok(teams_to_choose(handbook, &theirs, asker.manages_server).into());
        }
        Err(failure) => return Err(failure),
    };
    if !asker.manages(&team, desk) {
        return Err(refused(NotSetUp::NotYourTeam(team.name.to_string())));
    }
    let zone = zone(desk, team.guild).await?;
    let shown = TeamNow { team: &team, zone: &zone, now: desk.clock.now() };
    Ok(team_panel(handbook, &shown, &Page::Team, &PanelNews::Opened).into())
}

async fn kept(press: &Press<'_>, changed: Changed, page: &Page) -> Result<Outcome, Failure> {
    panel(press, &changed.team, page, &PanelNews::Kept(changed.step)).await
}

/// The wizard, in the place of what was pressed where that was the wizard, which only one person sees.
async fn panel(press: &Press<'_>, team: &Team, page: &Page, news: &PanelNews) -> Result<Outcome, Failure> {
    let zone = zone(press.desk, team.guild).await?;
    let shown = TeamNow { team, zone: &zone, now: press.desk.clock.now() };
    let reply = team_panel(press.handbook(), &shown, page, news);
    Ok(match press.visibility() {
        Visibility::OnlyAsker => Outcome::Becomes(reply),
        Visibility::Everyone => reply.into(),
    })
}
