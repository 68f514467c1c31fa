//! A team's people and channels.

use serenity::builder::CreateEmbed;

use crate::{
    clock::Timestamp,
    handbook::{Handbook, Kind, Role, RoleId},
    replies::{Reply, Shown, Visibility, Wording, danger, decision::mention, limits, plain_embed, secondary},
    store::Orphan,
    workspace::{
        acting::{Acting, acting},
        dates::Zone,
        ids::ChannelId,
        names::TeamName,
        team::{Away, Holder, Team},
    },
};

use super::panel::{DELETE, OPEN};

/// A team as it is at a moment.
#[derive(Clone, Copy, Debug)]
pub struct TeamNow<'a> {
    /// The team.
    pub team: &'a Team,
    /// The time zone of its server.
    pub zone: &'a Zone,
    /// The moment.
    pub now: Timestamp,
}

impl TeamNow<'_> {
    /// Who holds a role and who acts in it, as a line.
    pub(super) fn seat(&self, handbook: &Handbook, id: &RoleId) -> String {
        seat_line(handbook, self.team, self.now, id)
    }

    /// All seats that are held, and those of the leads that are not.
    fn seats(&self, handbook: &Handbook) -> Vec<String> {
        let listed = |role: &&Role| role.kind == Kind::Lead || self.team.seat(&role.id).is_some();
        let known = handbook.roles().into_iter().filter(listed).map(|role| &role.id);
        // A role may have left the handbook; who was seated in it is still shown.
        let left = self.team.seats.iter().map(|seat| &seat.role).filter(|id| handbook.role(id.as_str()).is_none());
        known.chain(left).map(|id| self.seat(handbook, id)).collect()
    }

    pub(super) fn channels(&self, say: &Wording) -> String {
        if self.team.channels.is_empty() {
            return say.team_channels_none();
        }
        let all: Vec<String> = self.team.channels.iter().map(|channel| format!("<#{channel}>")).collect();
        say.team_channels(Shown::ours(all.join(" ")))
    }

    fn zone(&self, say: &Wording) -> String {
        say.team_zone(Shown::ours(self.zone.name()))
    }

    /// All that is set.
    pub(super) fn lines(&self, handbook: &Handbook) -> String {
        let say = Wording::of(handbook);
        let mut lines = self.seats(handbook);
        lines.push(self.channels(&say));
        lines.push(self.zone(&say));
        lines.join("\n")
    }
}

/// Who holds a role in a team and who acts in it, as a line.
pub(in crate::replies) fn seat_line(handbook: &Handbook, team: &Team, now: Timestamp, id: &RoleId) -> String {
    let say = Wording::of(handbook);
    let leads: Vec<&RoleId> = leads(handbook).map(|role| &role.id).collect();
    let role = handbook.role(id.as_str()).map_or_else(|| Shown::ours(id.as_str()), |role| Shown::ours(&role.name));
    match acting(team, id, &leads, now) {
        Acting::Vacant => say.team_seat_nobody(role),
        Acting::Holder(holder) => match team.seat(id).and_then(|seat| seat.cover) {
            Some(cover) => say.team_seat_covered(role, mention(holder), mention(cover)),
            None => say.team_seat(role, mention(holder)),
        },
        Acting::Cover { by, holder, away } => {
            say.team_seat_acting(role, mention(holder), until(&say, holder, away), mention(by))
        }
        Acting::OtherLead { by, role: other, holder, away } => {
            let other = handbook.role(other.as_str()).map_or_else(|| other.to_string(), Role::name_in_sentence);
            say.team_seat_other_lead(role, mention(holder), until(&say, holder, away), mention(by), Shown::ours(other))
        }
        Acting::Nobody { holder, away } => say.team_seat_away(role, mention(holder), until(&say, holder, away)),
    }
}

pub(super) fn leads(handbook: &Handbook) -> impl Iterator<Item = &Role> {
    handbook.roles().into_iter().filter(|role| role.kind == Kind::Lead)
}

/// "until Friday, 17:00", as each reader's own clock shows it; "until further notice"; or why they never come back.
fn until(say: &Wording, holder: Holder, away: Away) -> Shown {
    Shown::ours(match (away, holder) {
        (Away::Until(until), _) => say.team_until(Shown::ours(format!("<t:{}:f>", until.seconds()))),
        (Away::UntilFurtherNotice, _) => say.team_until_further(),
        (Away::Left, Holder::Member(_)) => say.team_left(),
        (Away::Left, Holder::ServerRole(_)) => say.team_role_deleted(),
    })
}

/// A team as a message; `gone` is what it names and is not there any more. That a holder is gone stands in the line of their role.
#[must_use]
pub fn team_card(handbook: &Handbook, shown: &TeamNow<'_>, gone: &[Orphan]) -> Reply {
    let say = Wording::of(handbook);
    let mut lines = vec![shown.lines(handbook)];
    let is_holder = |holder: Holder| shown.team.seats.iter().any(|seat| seat.holder == holder);
    let covers = gone.iter().filter_map(|orphan| match orphan {
        Orphan::Holder(holder) if !is_holder(*holder) => Some(mention(*holder)),
        Orphan::Holder(_) | Orphan::Channel(_) => None,
    });
    let covers: Vec<Shown> = covers.collect();
    let channels = gone.iter().filter_map(|orphan| match orphan {
        Orphan::Channel(channel) => Some(Shown::ours(format!("`{channel}`"))),
        Orphan::Holder(_) => None,
    });
    let channels: Vec<Shown> = channels.collect();
    let list = |all: &[Shown]| Shown::list(all, |first, last| say.and(first, last));
    if !covers.is_empty() {
        lines.push(say.team_covers_gone(list(&covers)));
    }
    if !channels.is_empty() {
        lines.push(say.team_channels_gone(list(&channels)));
    }
    let embed = titled(Shown::typed_plain(shown.team.name.as_str()).into());
    let embed = embed.description(Shown::ours(lines.join("\n")).at_most(limits::EMBED_DESCRIPTION));
    Reply::of(embed).with_buttons(vec![secondary(OPEN.id().with(shown.team.id), say.team_open_button())])
}

/// What holds now after a seat, a cover or the channels were set.
#[must_use]
pub fn team_changed(handbook: &Handbook, shown: &TeamNow<'_>, role: Option<&RoleId>) -> Reply {
    let say = Wording::of(handbook);
    let line = role.map_or_else(|| shown.channels(&say), |role| shown.seat(handbook, role));
    Reply::of(titled(say.team_changed_title(Shown::typed_plain(shown.team.name.as_str()))).description(line))
}

/// Who is away, or back, in which seats.
#[must_use]
pub fn away_told(handbook: &Handbook, seats: &[(TeamNow<'_>, &RoleId)], is_back: bool) -> Reply {
    let say = Wording::of(handbook);
    let title = if is_back { say.team_back_title() } else { say.team_away_title() };
    let line = |(shown, role): &(TeamNow<'_>, &RoleId)| {
        let line = Shown::ours(shown.seat(handbook, role));
        say.team_of(Shown::typed(shown.team.name.as_str()), line)
    };
    let lines: Vec<String> = seats.iter().map(line).collect();
    Reply::of(
        titled(title).description(Shown::ours(lines.join("\n")).at_most(crate::replies::limits::EMBED_DESCRIPTION)),
    )
}

/// A channel is no team's any more.
#[must_use]
pub fn channel_freed(handbook: &Handbook, team: &TeamName, channel: ChannelId) -> Reply {
    let say = Wording::of(handbook);
    let (title, channel) = (say.team_changed_title(Shown::typed_plain(team.as_str())), format!("<#{channel}>"));
    Reply::of(titled(title).description(say.team_channel_freed(Shown::ours(channel))))
}

/// In which time zone dates are read from now on, and what time it is there.
#[must_use]
pub fn zone_told(handbook: &Handbook, zone: &Zone, now: Timestamp) -> Reply {
    let say = Wording::of(handbook);
    let text = say.team_zone_text(Shown::ours(zone.name()), Shown::ours(zone.written(now)));
    Reply::of(titled(say.team_zone_title()).description(text))
}

/// Whether a team is really to be removed, with all that goes with it.
#[must_use]
pub fn delete_asked(handbook: &Handbook, team: &Team, decisions: usize) -> Reply {
    let say = Wording::of(handbook);
    let name = || Shown::typed_plain(team.name.as_str());
    let text = say.team_delete_text(team.seats.len(), team.channels.len(), decisions);
    Reply::of(titled(say.team_delete_title(name())).description(text))
        .seen_by(Visibility::OnlyAsker)
        .with_buttons(vec![danger(DELETE.id().with(team.id), say.team_delete_button(name()))])
}

/// A team was removed.
#[must_use]
pub fn delete_told(handbook: &Handbook, team: &TeamName) -> Reply {
    let say = Wording::of(handbook);
    Reply::of(titled(say.team_deleted_title(Shown::typed_plain(team.as_str()))).description(say.team_deleted_text()))
        .seen_by(Visibility::OnlyAsker)
}

fn titled(title: String) -> CreateEmbed {
    plain_embed().title(title)
}
