//! Teams and the seats of their people.

use super::{
    ids::{ChannelId, GuildId, ServerRoleId, TeamId, UserId},
    names::TeamName,
};
use crate::{clock::Timestamp, handbook::RoleId};

/// The most teams of one server, and the most channels of one team: what a select shows.
pub const MOST: usize = 25;

/// A group of people in one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The server that it is in.
    pub guild: GuildId,
    /// What it is called.
    pub name: TeamName,
    /// The channels where questions are this team's without saying so. A channel is bound to one team.
    pub channels: Vec<ChannelId>,
    /// Who holds which role, one seat for each role.
    pub seats: Vec<Seat>,
}

/// Somebody who holds a role in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The role of the handbook.
    pub role: RoleId,
    /// Who holds it.
    pub holder: Holder,
    /// Who acts while the holder is away.
    pub cover: Option<Holder>,
    /// Whether the holder is away.
    pub away: Option<Away>,
}

/// Who holds a seat or covers for somebody: a person, or everybody with a role of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A person.
    Member(UserId),
    /// Everybody with this role of the server.
    ServerRole(ServerRoleId),
}

/// Until when somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// Until a moment; then they are back by themselves.
    Until(Timestamp),
    /// Until they say that they are back.
    UntilFurtherNotice,
    /// For good: the member has left the server, or its role was deleted. Found, not set, and so never kept with the seat.
    Left,
}

/// A person of a server, with the roles that they have there.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Who.
    pub user: UserId,
    /// The roles of the server that they have.
    pub server_roles: &'a [ServerRoleId],
}

impl Holder {
    /// Whether this is the person, by themselves or through a role of the server.
    #[must_use]
    pub fn is(self, person: Person<'_>) -> bool {
        match self {
            Self::Member(user) => user == person.user,
            Self::ServerRole(role) => person.server_roles.contains(&role),
        }
    }
}

impl Away {
    /// The moment until which somebody is away, where it is known.
    #[must_use]
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Until(moment) => Some(moment),
            Self::UntilFurtherNotice | Self::Left => None,
        }
    }

    fn lasts(self, now: Timestamp) -> bool {
        self.until().is_none_or(|until| now < until)
    }
}

impl Seat {
    /// A seat that somebody has just taken: they are there, and nobody covers for them yet.
    #[must_use]
    pub const fn taken(role: RoleId, holder: Holder) -> Self {
        Self { role, holder, cover: None, away: None }
    }

    /// The seat in other hands: the new holder is there. The cover stays, unless it is the one who holds it now.
    #[must_use]
    pub fn handed_to(self, holder: Holder) -> Self {
        let same = self.holder == holder;
        let (cover, away) = (self.cover.filter(|cover| *cover != holder), self.away.filter(|_| same));
        Self { holder, cover, away, ..self }
    }

    /// Until when the holder is away, if they are away now.
    #[must_use]
    pub fn away_now(&self, now: Timestamp) -> Option<Away> {
        self.away.filter(|away| away.lasts(now))
    }
}

impl Team {
    /// The seat of a role.
    #[must_use]
    pub fn seat(&self, role: &RoleId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.role == *role)
    }

    /// Whether a person holds one of these roles here. To cover for somebody is not to hold their seat.
    #[must_use]
    pub fn seats_one_of(&self, person: Person<'_>, roles: &[&RoleId]) -> bool {
        self.seats.iter().any(|seat| roles.contains(&&seat.role) && seat.holder.is(person))
    }
}

/// Which team a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// The server has no team.
    None,
    /// This one.
    One(&'a Team),
    /// It cannot be told: one of these.
    OneOf(Vec<&'a Team>),
    /// The team that was named is not there.
    Unknown,
}

/// Finds the team of a question. A name goes first, then the channel (or, for a thread, the channel around it), then the only team.
#[must_use]
pub fn which<'a>(teams: &'a [Team], named: Option<&str>, places: &[ChannelId]) -> Which<'a> {
    if let Some(named) = named {
        let named = TeamName::new(named).ok();
        let found = teams.iter().find(|team| named.as_ref() == Some(&team.name));
        return found.map_or(Which::Unknown, Which::One);
    }
    let bound = |place: &ChannelId| teams.iter().find(|team| team.channels.contains(place));
    if let Some(team) = places.iter().find_map(bound) {
        return Which::One(team);
    }
    match teams {
        [] => Which::None,
        [only] => Which::One(only),
        several => Which::OneOf(several.iter().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(number: u64) -> ChannelId {
        ChannelId::new(number).expect("sound")
    }

    fn team(number: i64, name: &str, channels: &[u64]) -> Team {
        Team {
            id: TeamId::new(number).expect("sound"),
            guild: GuildId::new(1).expect("sound"),
            name: TeamName::new(name).expect("sound"),
            channels: channels.iter().copied().map(channel).collect(),
            seats: Vec::new(),
        }
    }

    #[test]
    fn a_name_goes_before_the_channel_and_the_channel_before_the_only_team() {
        let teams = [team(1, "Checkout", &[10]), team(2, "Search", &[20])];
        assert_eq!(which(&teams, Some("SEARCH"), &[channel(10)]), Which::One(&teams[1]));
        assert_eq!(which(&teams, Some("Billing"), &[channel(10)]), Which::Unknown);
        assert_eq!(which(&teams, Some(""), &[]), Which::Unknown);
        assert_eq!(which(&teams, None, &[channel(10)]), Which::One(&teams[0]));
        assert_eq!(which(&teams[..1], None, &[channel(99)]), Which::One(&teams[0]));
        assert_eq!(which(&teams, None, &[channel(99)]), Which::OneOf(teams.iter().collect()));
        assert_eq!(which(&[], None, &[channel(10)]), Which::None);
    }

    #[test]
    fn a_thread_belongs_to_the_team_of_its_channel_unless_it_is_bound_itself() {
        let teams = [team(1, "Checkout", &[10]), team(2, "Search", &[11])];
        assert_eq!(which(&teams, None, &[channel(77), channel(10)]), Which::One(&teams[0]));
        assert_eq!(which(&teams, None, &[channel(11), channel(10)]), Which::One(&teams[1]));
    }

    #[test]
    fn a_seat_in_other_hands_keeps_its_cover_and_is_not_away() {
        let member = |number| Holder::Member(UserId::new(number).expect("sound"));
        let seat = Seat {
            cover: Some(member(2)),
            away: Some(Away::UntilFurtherNotice),
            ..Seat::taken(RoleId::new("tech-lead"), member(1))
        };
        assert_eq!(seat.clone().handed_to(member(1)), seat);
        let to_cover = seat.clone().handed_to(member(2));
        assert_eq!(to_cover, Seat::taken(RoleId::new("tech-lead"), member(2)));
        let to_other = seat.handed_to(member(3));
        assert_eq!((to_other.holder, to_other.cover, to_other.away), (member(3), Some(member(2)), None));
    }

    #[test]
    fn who_is_away_until_a_moment_is_back_at_that_moment() {
        let at = Timestamp::from_millis;
        let mut seat = Seat {
            role: RoleId::new("tech-lead"),
            holder: Holder::Member(UserId::new(1).expect("sound")),
            cover: None,
            away: Some(Away::Until(at(10))),
        };
        assert!(seat.away_now(at(9)).is_some());
        assert!(seat.away_now(at(10)).is_none());
        seat.away = Some(Away::UntilFurtherNotice);
        assert_eq!(seat.away_now(at(i64::MAX)), Some(Away::UntilFurtherNotice));
    }
}
