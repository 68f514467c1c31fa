//! Why something about teams is not done.

use crate::{
    handbook::Handbook,
    replies::{
        Shown, Wording,
        decision::{bad_text, mention, not_a_date},
        frame::lead_names,
        list,
    },
    workspace::{
        dates::BadDate,
        ids::ChannelId,
        names::BadName,
        team::{Holder, MOST},
    },
};

/// Why something about teams is not done, as the person who wanted it can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSetUp {
    /// The server has no team yet.
    NoTeams,
    /// It has several, and none was named; their names.
    WhichTeam(Vec<String>),
    /// No team is called so; the names of those that there are.
    UnknownTeam(String, Vec<String>),
    /// The person manages other teams, not this one.
    NotYourTeam(String),
    /// A team that this server does not have.
    TeamGone,
    /// A name that is none.
    BadName(BadName),
    /// Another team has this name.
    NameTaken(String),
    /// The server has as many teams as there can be.
    TooManyTeams,
    /// The team has as many channels as there can be.
    TooManyChannels,
    /// The channel is another team's.
    ChannelTaken(ChannelId, String),
    /// The channel was no team's.
    ChannelFree(ChannelId),
    /// Nobody holds the seat that was to be covered or left alone; the role's id.
    Vacant(String),
    /// Somebody was to cover for themselves.
    OwnCover,
    /// Everybody was to hold a seat.
    Everyone,
    /// A bot was to hold a seat.
    Bot,
    /// Who was named is not in the server.
    NotAMember(Holder),
    /// The person holds no seat here.
    NoSeat,
    /// A moment that is none: what was typed, why, and how its two readings are written where it has two.
    BadDate(String, BadDate, Vec<String>),
    /// No time zone is called so.
    BadZone(String),
    /// Somebody changed meanwhile what was to be taken back.
    ChangedMeanwhile,
}

/// What happened, why, what to do next.
type Told = (String, String, String);

/// A refusal in words.
pub(in crate::replies) fn told(handbook: &Handbook, why: &NotSetUp) -> Told {
    let say = Wording::of(handbook);
    match why {
        NotSetUp::NoTeams => (say.no_teams_title(), say.no_teams_text(), say.no_teams_next()),
        NotSetUp::WhichTeam(teams) => {
            (say.which_team_title(), say.which_team_text(names(&say, teams)), say.which_team_next())
        }
        NotSetUp::UnknownTeam(name, teams) => {
            let name = Shown::typed_plain(name).at_most(100);
            (say.unknown_team_title(name), say.unknown_team_text(names(&say, teams)), say.unknown_team_next())
        }
        NotSetUp::NotYourTeam(team) => {
            let (leads, team) = (lead_names(handbook), Shown::typed(team));
            (say.not_your_team_title(), say.not_your_team_text(&team, &leads), say.not_your_team_next(&leads, &team))
        }
        NotSetUp::TeamGone => (say.team_gone_title(), say.team_gone_text(), say.team_gone_next()),
        NotSetUp::BadName(bad) => (say.team_name_title(), bad_text(&say, *bad), say.team_name_next()),
        NotSetUp::NameTaken(name) => {
            let name = Shown::typed_plain(name);
            (say.team_taken_title(name), say.team_taken_text(), say.team_taken_next())
        }
        NotSetUp::TooManyTeams => (say.team_full_title(), say.team_full_text(MOST), say.team_full_next()),
        NotSetUp::TooManyChannels => {
            (say.team_channels_full_title(), say.team_channels_full_text(MOST), say.team_channels_full_next())
        }
        NotSetUp::ChannelTaken(channel, team) => {
            let (channel, team) = (Shown::ours(format!("<#{channel}>")), Shown::typed(team));
            (
                say.team_channel_taken_title(),
                say.team_channel_taken_text(channel, &team),
                say.team_channel_taken_next(&team),
            )
        }
        NotSetUp::ChannelFree(channel) => {
            let channel = Shown::ours(format!("<#{channel}>"));
            (say.team_channel_free_title(), say.team_channel_free_text(channel), say.team_channel_free_next())
        }
        NotSetUp::Vacant(role) => {
            let role = handbook.role(role).map_or_else(|| role.clone(), |role| role.name_in_sentence());
            (say.team_vacant_title(), say.team_vacant_text(Shown::ours(role)), say.team_vacant_next())
        }
        _ => told_of_people(&say, why),
    }
}

/// The refusals that are about people and moments.
fn told_of_people(say: &Wording, why: &NotSetUp) -> Told {
    match why {
        NotSetUp::OwnCover => (say.team_own_cover_title(), say.team_own_cover_text(), say.team_own_cover_next()),
        NotSetUp::Everyone => (say.team_everyone_title(), say.team_everyone_text(), say.team_everyone_next()),
        NotSetUp::Bot => (say.team_bot_title(), say.team_bot_text(), say.team_everyone_next()),
        NotSetUp::NotAMember(holder) => {
            (say.team_not_here_title(), say.team_not_here_text(mention(*holder)), say.team_not_here_next())
        }
        NotSetUp::NoSeat => (say.team_no_seat_title(), say.team_no_seat_text(), say.team_no_seat_next()),
        NotSetUp::BadDate(typed, why, readings) => {
            let (text, next) = not_a_date(say, *why, readings);
            (say.team_date_title(Shown::typed_plain(typed).at_most(100)), text, next)
        }
        NotSetUp::BadZone(typed) => {
            let typed = Shown::typed_plain(typed).at_most(100);
            (say.team_bad_zone_title(typed), say.team_bad_zone_text(), say.team_bad_zone_next())
        }
        _ => (say.team_meanwhile_title(), say.team_meanwhile_text(), say.team_meanwhile_next()),
    }
}

/// Names of teams in a row.
fn names(say: &Wording, teams: &[String]) -> Shown {
    let names: Vec<Shown> = teams.iter().map(|name| Shown::typed(name)).collect();
    list(say, &names)
}
