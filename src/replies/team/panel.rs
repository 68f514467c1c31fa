//! The wizard: what is set, and selects by which it is changed. Everything chosen is kept at once, so that it can be left at any time.

use std::{fmt, str::FromStr};

use serenity::{
    builder::{CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption},
    model::{channel::ChannelType, id},
};

use super::{
    Step,
    card::{TeamNow, leads},
};
use crate::{
    handbook::{Duty, Handbook, Role, RoleId},
    replies::{
        Answer, ComponentName, CustomId, Field, Form, Reason, Reply, Shown, Stale, TeamSays, Visibility, Wording,
        answer, limits, plain_embed, primary, secondary,
    },
    workspace::{
        ids::TeamId,
        names::LONGEST_TEAM_NAME,
        team::{Holder, MOST, Team},
    },
};

/// Open the wizard of a team.
pub const OPEN: ComponentName = ComponentName("team-open");
/// The team whose wizard is to open, chosen in a select; or a new one is to be made.
pub const WHOLE: ComponentName = ComponentName("team-whole");
/// The form with the name of a new team.
pub const CREATED: ComponentName = ComponentName("team-created");
/// Who holds a role, chosen in a select.
pub const SEAT: ComponentName = ComponentName("team-seat");
/// Who covers, chosen in a select.
pub const COVER: ComponentName = ComponentName("team-cover");
/// The team's channels, chosen in a select.
pub const CHANNELS: ComponentName = ComponentName("team-channels");
/// The role whose seat is looked at, chosen in a select.
pub const MORE: ComponentName = ComponentName("team-more");
/// Take the last step back.
pub const UNDO: ComponentName = ComponentName("team-undo");
/// Leave the wizard.
pub const DONE: ComponentName = ComponentName("team-done");
/// Say who holds a seat that nobody holds: the wizard opens there.
pub const FILL: ComponentName = ComponentName("team-fill");
/// Show what is answered now.
pub const PREVIEW: ComponentName = ComponentName("team-preview");
/// Remove a team.
pub const DELETE: ComponentName = ComponentName("team-delete");

/// The field with a team's name.
pub const TEAM_NAME: &str = "name";

/// The value of a select by which a new team is made. No id of ours reads so.
const NEW: &str = "new";

/// How many leads have a select of their own on the first page; the others are reached like any other role.
const LEADS_SHOWN: usize = 2;

/// What the wizard shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The team as a whole.
    Team,
    /// One seat.
    Seat(RoleId),
}

impl Page {
    /// The page of a seat's select: `whole` on the first page.
    fn name(&self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Seat(_) => "seat",
        }
    }

    /// The page that is shown after something was chosen for a role.
    ///
    /// # Errors
    /// [`Stale`] for a name that no page has.
    pub fn after(name: &str, role: &RoleId) -> Result<Self, Stale> {
        match name {
            "team" => Ok(Self::Team),
            "seat" => Ok(Self::Seat(role.clone())),
            _ => Err(Stale),
        }
    }
}

/// What has just happened in the wizard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PanelNews {
    /// It was opened.
    Opened,
    /// The team was made.
    Created,
    /// Something was kept; the step can be taken back where it is named.
    Kept(Option<Step>),
    /// A step was taken back.
    Undone,
}

/// The wizard as a message to the person alone.
#[must_use]
pub fn team_panel(handbook: &Handbook, shown: &TeamNow<'_>, page: &Page, news: &PanelNews) -> Reply {
    let say = Wording::of(handbook);
    let head = match news {
        PanelNews::Opened => say.team_panel_opened(),
        PanelNews::Created => say.team_panel_created(),
        PanelNews::Kept(_) => say.team_panel_kept(),
        PanelNews::Undone => say.team_panel_undone(),
    };
    let title = say.team_panel_title(Shown::typed_plain(shown.team.name.as_str()));
    let embed = plain_embed().title(title).description(format!("{head}\n\n{}", shown.lines(handbook)));
    let mut reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    match page {
        Page::Team => {
            for role in leads(handbook).take(LEADS_SHOWN) {
                reply = reply.with_row(seat_select(&say, shown.team, role, page));
            }
            reply = reply.with_row(channel_select(&say, shown.team)).with_row(role_select(handbook, &say, shown.team));
        }
        Page::Seat(role) => {
            if let Some(role) = handbook.role(role.as_str()) {
                reply = reply.with_row(seat_select(&say, shown.team, role, page));
                reply.rows.extend(cover_select(&say, shown.team, role));
            }
        }
    }
    reply.with_buttons(buttons(&say, shown.team.id, page, news))
}

fn buttons(say: &Wording, team: TeamId, page: &Page, news: &PanelNews) -> Vec<CreateButton> {
    let mut buttons = Vec::new();
    if *page != Page::Team {
        buttons.push(secondary(OPEN.id().with(team), say.team_panel_back()));
    }
    if let PanelNews::Kept(Some(step)) = news {
        buttons.push(secondary(UNDO.id().with(team).with(step), say.team_panel_undo()));
    }
    buttons.push(secondary(PREVIEW.id().with(team), say.team_panel_preview()));
    buttons.push(primary(DONE.id().with(team), say.team_panel_done()));
    buttons
}

fn seat_select(say: &Wording, team: &Team, role: &Role, page: &Page) -> CreateActionRow {
    let holder = team.seat(&role.id).map(|seat| seat.holder);
    let id = SEAT.id().with(team.id).with(&role.id).with(page.name());
    people(id, say.team_choose_holder(Shown::ours(role.name_in_sentence())), holder)
}

fn cover_select(say: &Wording, team: &Team, role: &Role) -> Option<CreateActionRow> {
    let seat = team.seat(&role.id)?;
    let id = COVER.id().with(team.id).with(&role.id);
    Some(people(id, say.team_choose_cover(Shown::ours(role.name_in_sentence())), seat.cover))
}

/// A select of members and roles of the server, with who is chosen now; choosing nobody is possible.
fn people(id: CustomId, placeholder: String, chosen: Option<Holder>) -> CreateActionRow {
    let (user, role) = match chosen {
        Some(Holder::Member(user)) => (Some(vec![id::UserId::new(user.get())]), None),
        Some(Holder::ServerRole(role)) => (None, Some(vec![id::RoleId::new(role.get())])),
        None => (None, None),
    };
    let kind = CreateSelectMenuKind::Mentionable { default_users: user, default_roles: role };
    select(id, kind, placeholder, 0, 1)
}

fn channel_select(say: &Wording, team: &Team) -> CreateActionRow {
    let chosen = team.channels.iter().take(MOST).map(|channel| id::ChannelId::new(channel.get())).collect();
    let kind =
        CreateSelectMenuKind::Channel { channel_types: Some(vec![ChannelType::Text]), default_channels: Some(chosen) };
    let most = u8::try_from(MOST).unwrap_or(u8::MAX);
    select(CHANNELS.id().with(team.id), kind, say.team_choose_channels(), 0, most)
}

/// The roles of the handbook, to look at the seat of one.
fn role_select(handbook: &Handbook, say: &Wording, team: &Team) -> CreateActionRow {
    let option = |role: &Role| {
        let held = if team.seat(&role.id).is_some() { say.team_option_held() } else { say.team_option_free() };
        CreateSelectMenuOption::new(Shown::ours(&role.name).at_most(limits::OPTION_TEXT), role.id.as_str())
            .description(Shown::ours(held).at_most(limits::OPTION_TEXT))
    };
    let options = handbook.roles().into_iter().take(limits::OPTIONS).map(option).collect();
    let kind = CreateSelectMenuKind::String { options };
    select(MORE.id().with(team.id), kind, say.team_choose_role(), 1, 1)
}

fn select(id: CustomId, kind: CreateSelectMenuKind, placeholder: String, least: u8, most: u8) -> CreateActionRow {
    let placeholder = Shown::ours(placeholder).at_most(limits::PLACEHOLDER);
    let select = CreateSelectMenu::new(id, kind).placeholder(placeholder).min_values(least).max_values(most);
    CreateActionRow::SelectMenu(select)
}

/// Which team, or a new one where `may_create`.
#[must_use]
pub fn teams_to_choose(handbook: &Handbook, teams: &[Team], may_create: bool) -> Reply {
    let say = Wording::of(handbook);
    let option = |team: &Team| {
        let name = Shown::typed_plain(team.name.as_str()).at_most(limits::OPTION_TEXT);
        CreateSelectMenuOption::new(name, Choice::Known(team.id).to_string())
    };
    let mut options: Vec<CreateSelectMenuOption> = teams.iter().take(MOST).map(option).collect();
    if may_create && options.len() < limits::OPTIONS {
        options.push(CreateSelectMenuOption::new(say.team_option_new(), Choice::New.to_string()));
    }
    let row = select(WHOLE.id(), CreateSelectMenuKind::String { options }, say.team_choose_team(), 1, 1);
    let embed = plain_embed().title(say.team_which_to_set_up()).description(say.team_panel_opened());
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_row(row)
}

/// A team, or a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A team that there is.
    Known(TeamId),
    /// A new one.
    New,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(team) => team.fmt(f),
            Self::New => f.write_str(NEW),
        }
    }
}

impl FromStr for Choice {
    type Err = Stale;

    fn from_str(text: &str) -> Result<Self, Stale> {
        if text == NEW { Ok(Self::New) } else { text.parse().map(Self::Known).map_err(|_| Stale) }
    }
}

/// The form in which a new team is named.
#[must_use]
pub fn create_form(handbook: &Handbook) -> Form {
    let say = Wording::of(handbook);
    let most = u16::try_from(LONGEST_TEAM_NAME).unwrap_or(u16::MAX);
    Form::new(CREATED.id(), Shown::ours(say.team_form_title())).with(Field {
        example: Some(Shown::ours(say.team_form_example())),
        ..Field::line(TEAM_NAME, Shown::ours(say.team_form_name()), most)
    })
}

/// The wizard is left.
#[must_use]
pub fn team_done(handbook: &Handbook, shown: &TeamNow<'_>) -> Reply {
    let say = Wording::of(handbook);
    let title = say.team_done_title(Shown::typed_plain(shown.team.name.as_str()));
    let embed =
        plain_embed().title(title).description(format!("{}\n\n{}", shown.lines(handbook), say.team_done_text()));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// Two answers as they would be given now, one for each of the first leads: for the person alone.
#[must_use]
pub fn team_preview(handbook: &Handbook, says: &TeamSays<'_>) -> Reply {
    let example = |role: &Role| {
        let of_role = |duty: &&Duty| *duty.decider.roles() == [role.id.clone()];
        let duty = handbook.duties().find(of_role)?;
        let given = Answer { question: "", duty, reason: Reason::Unknown, team: None, here: Some(*says) };
        Some(answer(handbook, given, None).embeds)
    };
    let embeds = leads(handbook).take(LEADS_SHOWN).filter_map(example).flatten().collect();
    let mut reply = Reply::of_embeds(embeds).seen_by(Visibility::OnlyAsker);
    reply.text = Some(Shown::ours(Wording::of(handbook).team_preview()));
    reply
}
