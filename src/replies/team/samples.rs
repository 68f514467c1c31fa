//! The longest of each message about teams.

use super::{
    NotSetUp, Page, PanelNews, Step, TeamNow, away_told, channel_freed, delete_asked, delete_told, team_card,
    team_changed, team_done, team_panel, team_preview, teams_to_choose, zone_told,
};
use crate::{
    clock::Timestamp,
    handbook::{Handbook, RoleId},
    replies::{Refusal, Reply, TeamSays, refusal},
    store::Orphan,
    workspace::{
        dates::{BadDate, Zone},
        ids::{ChannelId, GuildId, TeamId, UserId},
        names::{BadName, LONGEST_TEAM_NAME, TeamName},
        team::{Away, Holder, MOST, Seat, Team},
    },
};

const LATEST: Timestamp = Timestamp::from_millis(9_999_999_999_999);

/// The longest of each; nothing only if our own rules for names were broken.
pub(in crate::replies) fn samples(handbook: &Handbook) -> Vec<Reply> {
    let (Some(team), Ok(zone)) = (longest(handbook), Zone::named("America/Argentina/ComodRivadavia")) else {
        return Vec::new();
    };
    let shown = TeamNow { team: &team, zone: &zone, now: Timestamp::from_millis(0) };
    let everywhere: Vec<(TeamNow<'_>, &RoleId)> =
        team.seats.iter().cycle().take(team.seats.len() * MOST).map(|seat| (shown, &seat.role)).collect();
    let mut replies = vec![
        team_card(handbook, &shown, &all_gone()),
        team_changed(handbook, &shown, None),
        away_told(handbook, &everywhere, false),
        zone_told(handbook, &zone, LATEST),
        delete_asked(handbook, &team, usize::MAX),
        delete_told(handbook, &team.name),
        team_done(handbook, &shown),
        teams_to_choose(handbook, &vec![team.clone(); MOST - 1], true),
    ];
    let says = TeamSays { team: &team, decision: None, now: shown.now, may_set: true };
    replies.push(team_preview(handbook, &says));
    replies.extend(team.channels.first().map(|channel| channel_freed(handbook, &team.name, *channel)));
    for seat in &team.seats {
        let kept = PanelNews::Kept(Some(Step::of_seats(&seat.role, Some(seat), Some(seat))));
        replies.push(team_panel(handbook, &shown, &Page::Seat(seat.role.clone()), &kept));
        replies.push(team_changed(handbook, &shown, Some(&seat.role)));
    }
    for news in [PanelNews::Opened, PanelNews::Created, PanelNews::Kept(None), PanelNews::Undone] {
        replies.push(team_panel(handbook, &shown, &Page::Team, &news));
    }
    replies.extend(refusals(&team).into_iter().map(|why| refusal(handbook, &Refusal::NotSetUp(why))));
    replies
}

/// As much is gone as a team can name: its channels, and a cover for each of many roles.
fn all_gone() -> Vec<Orphan> {
    let id = std::num::NonZeroU64::MAX;
    let covers = std::iter::repeat_n(Orphan::Holder(Holder::Member(id.into())), MOST);
    covers.chain(std::iter::repeat_n(Orphan::Channel(id.into()), MOST)).collect()
}

/// Everybody is away, and covered for.
pub(in crate::replies) fn longest(handbook: &Handbook) -> Option<Team> {
    let (holder, cover) = (UserId::new(u64::MAX >> 1).ok()?, UserId::new((u64::MAX >> 1) - 1).ok()?);
    let seat = |role: &RoleId| Seat {
        cover: Some(Holder::Member(cover)),
        away: Some(Away::Until(LATEST)),
        ..Seat::taken(role.clone(), Holder::Member(holder))
    };
    Some(Team {
        id: TeamId::new(i64::MAX).ok()?,
        guild: GuildId::new(1).ok()?,
        name: TeamName::new(&format!("x{}", "*".repeat(LONGEST_TEAM_NAME - 1))).ok()?,
        channels: vec![ChannelId::new(u64::MAX >> 1).ok()?; MOST],
        seats: handbook.roles().into_iter().map(|role| seat(&role.id)).collect(),
    })
}

fn refusals(team: &Team) -> Vec<NotSetUp> {
    let (name, teams) = (team.name.to_string(), vec![team.name.to_string(); MOST]);
    let long = "*".repeat(6_000);
    let mut refusals = vec![
        NotSetUp::NoTeams,
        NotSetUp::WhichTeam(teams.clone()),
        NotSetUp::UnknownTeam(long.clone(), teams),
        NotSetUp::NotYourTeam(name.clone()),
        NotSetUp::TeamGone,
        NotSetUp::BadName(BadName::Empty),
        NotSetUp::BadName(BadName::TooLong { is: usize::MAX, most: usize::MAX }),
        NotSetUp::NameTaken(name.clone()),
        NotSetUp::TooManyTeams,
        NotSetUp::TooManyChannels,
        NotSetUp::OwnCover,
        NotSetUp::Everyone,
        NotSetUp::Bot,
        NotSetUp::NoSeat,
        NotSetUp::BadZone(long.clone()),
        NotSetUp::ChangedMeanwhile,
        NotSetUp::BadDate(long.clone(), BadDate::Unknown, Vec::new()),
        NotSetUp::BadDate(long, BadDate::Ambiguous([LATEST; 2]), vec!["2026-12-01 17:00".to_owned(); 2]),
    ];
    for channel in &team.channels[..1] {
        refusals.push(NotSetUp::ChannelTaken(*channel, name.clone()));
        refusals.push(NotSetUp::ChannelFree(*channel));
    }
    for seat in &team.seats {
        refusals.push(NotSetUp::Vacant(seat.role.to_string()));
        refusals.push(NotSetUp::NotAMember(seat.holder));
    }
    refusals
}
