//! Who may vote, how many that are, and who of them has voted.

use std::collections::BTreeSet;

use super::{
    life::NotNow,
    outcome::Turnout,
    poll::{Cast, Poll, Voter},
    settings::Electorate,
};
use crate::{
    handbook::RoleId,
    workspace::{
        ids::UserId,
        team::{Holder, Person, Team},
    },
};

impl Electorate {
    /// Whether a person may vote. `team` is the team that is named, where it is still there. That somebody sees the channel, Discord
    /// makes sure of.
    #[must_use]
    pub fn has(&self, person: Person<'_>, team: Option<&Team>) -> bool {
        match self {
            Self::Everyone => true,
            Self::ServerRole(role) => person.server_roles.contains(role),
            Self::Team(_) => team.is_some_and(|team| holders(team).any(|holder| holder.is(person))),
            Self::Members(people) => people.contains(&person.user),
        }
    }

    /// The people that it is made of, where they are known by name: of named people, and of a team whose seats are all held by people.
    #[must_use]
    pub fn people(&self, team: Option<&Team>) -> Option<BTreeSet<UserId>> {
        match self {
            Self::Everyone | Self::ServerRole(_) => None,
            Self::Members(people) => Some(people.iter().copied().collect()),
            Self::Team(_) => holders(team?).map(member).collect(),
        }
    }
}

/// Everybody who holds a seat or covers for somebody.
fn holders(team: &Team) -> impl Iterator<Item = Holder> {
    team.seats.iter().flat_map(|seat| [Some(seat.holder), seat.cover]).flatten()
}

/// The people who hold a role in a team or cover for it; nobody where a role of the server does.
#[must_use]
pub fn people_of(team: &Team, role: &RoleId) -> Vec<UserId> {
    team.seat(role).map_or_else(Vec::new, |seat| {
        [Some(seat.holder), seat.cover].into_iter().flatten().filter_map(member).collect()
    })
}

const fn member(holder: Holder) -> Option<UserId> {
    match holder {
        Holder::Member(user) => Some(user),
        Holder::ServerRole(_) => None,
    }
}

impl Poll {
    /// Who has voted, as far as the quorum asks. Of an anonymous poll it can be told while its key is there.
    ///
    /// # Errors
    /// [`NotNow::Closed`] for an anonymous poll whose key is gone.
    pub fn turnout_of(&self, team: Option<&Team>, cast: &[Cast]) -> Result<Turnout, NotNow> {
        let voted: BTreeSet<Voter> = cast.iter().map(|cast| cast.voter).collect();
        let mut by_role = Vec::new();
        for (role, _) in &self.settings.quorum.per_role {
            let mut count = 0;
            for person in team.map_or_else(Vec::new, |team| people_of(team, role)) {
                count += u32::from(voted.contains(&self.voter(person)?));
            }
            by_role.push((role.clone(), count));
        }
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let eligible = self.settings.electorate.people(team).map(|people| number(people.len()));
        Ok(Turnout { voted: number(voted.len()), eligible, by_role })
    }

    /// Who may vote and has not; none where they are not known by name.
    ///
    /// # Errors
    /// As [`Poll::turnout_of`].
    pub fn missing(&self, team: Option<&Team>, cast: &[Cast]) -> Result<Option<Vec<UserId>>, NotNow> {
        let Some(people) = self.settings.electorate.people(team).filter(|people| !people.is_empty()) else {
            return Ok(None);
        };
        let voted: BTreeSet<Voter> = cast.iter().map(|cast| cast.voter).collect();
        let mut missing = Vec::new();
        for person in people {
            if !voted.contains(&self.voter(person)?) {
                missing.push(person);
            }
        }
        Ok(Some(missing))
    }

    /// Whether nobody is left who may vote. It is not known for an electorate whose people are not known by name.
    ///
    /// # Errors
    /// As [`Poll::turnout_of`].
    pub fn has_everybody(&self, team: Option<&Team>, cast: &[Cast]) -> Result<bool, NotNow> {
        Ok(self.missing(team, cast)?.is_some_and(|missing| missing.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        polls::{
            ballot::{Ballot, Vote},
            options::OptionId,
            poll::tests::sample,
            settings::{Kind, Quorum, Settings},
        },
        workspace::{
            ids::{GuildId, ServerRoleId, TeamId},
            names::TeamName,
            team::Seat,
        },
    };

    fn user(number: u64) -> UserId {
        UserId::new(number).expect("sound")
    }

    fn role(number: u64) -> ServerRoleId {
        ServerRoleId::new(number).expect("sound")
    }

    fn seat(name: &str, holder: Holder, cover: Option<u64>) -> Seat {
        let cover = cover.map(|cover| Holder::Member(user(cover)));
        Seat { cover, ..Seat::taken(RoleId::new(name), holder) }
    }

    fn team(seats: Vec<Seat>) -> Team {
        Team {
            id: TeamId::new(1).expect("sound"),
            guild: GuildId::new(1).expect("sound"),
            name: TeamName::new("Checkout").expect("sound"),
            channels: Vec::new(),
            seats,
        }
    }

    fn of_people() -> Team {
        let (lead, manager) = (Holder::Member(user(1)), Holder::Member(user(2)));
        team(vec![seat("tech-lead", lead, Some(3)), seat("engineering-manager", manager, Some(1))])
    }

    fn poll(electorate: Electorate, anonymous: bool) -> Poll {
        let lead = (RoleId::new("tech-lead"), 1);
        let quorum = Quorum { count: None, percent: None, per_role: vec![lead] };
        sample(Settings { electorate, anonymous, quorum, ..Settings::plain(Kind::One) })
    }

    fn cast(poll: &Poll, people: &[u64]) -> Vec<Cast> {
        let ballot = Ballot { vote: Vote::One(OptionId::new(0)), reason: None };
        let one = |person: &u64| Cast {
            voter: poll.voter(user(*person)).expect("open"),
            ballot: ballot.clone(),
            settled: None,
        };
        people.iter().map(one).collect()
    }

    #[test]
    fn each_electorate_has_its_people() {
        let of = TeamId::new(1).expect("sound");
        let has = |electorate: Electorate, person: u64, roles: &[ServerRoleId], team: Option<&Team>| {
            electorate.has(Person { user: user(person), server_roles: roles }, team)
        };
        assert!(has(Electorate::Everyone, 9, &[], None));
        assert!(has(Electorate::ServerRole(role(5)), 9, &[role(5)], None));
        assert!(!has(Electorate::ServerRole(role(5)), 9, &[role(6)], None));
        assert!(has(Electorate::Members(vec![user(9)]), 9, &[], None));
        assert!(!has(Electorate::Members(vec![user(8)]), 9, &[], None));
        let team = of_people();
        assert!([1, 2, 3].iter().all(|person| has(Electorate::Team(of), *person, &[], Some(&team))), "covers too");
        assert!(!has(Electorate::Team(of), 9, &[], Some(&team)));
        assert!(!has(Electorate::Team(of), 1, &[], None), "of a team that is gone nobody votes");
    }

    #[test]
    fn a_team_is_known_by_name_unless_a_role_of_the_server_holds_a_seat() {
        let of = Electorate::Team(TeamId::new(1).expect("sound"));
        assert_eq!(of.people(Some(&of_people())), Some([user(1), user(2), user(3)].into()));
        assert_eq!(of.people(Some(&team(vec![seat("designer", Holder::ServerRole(role(5)), None)]))), None);
        assert_eq!(Electorate::Everyone.people(None), None);
    }

    #[test]
    fn who_has_voted_is_told_also_of_an_anonymous_poll_while_it_is_open() {
        let team = of_people();
        for anonymous in [false, true] {
            let poll = poll(Electorate::Team(team.id), anonymous);
            let turnout = poll.turnout_of(Some(&team), &cast(&poll, &[2, 3])).expect("open");
            let by_role = vec![(RoleId::new("tech-lead"), 1)];
            assert_eq!(turnout, Turnout { voted: 2, eligible: Some(3), by_role }, "the cover counts for the role");
            assert_eq!(poll.has_everybody(Some(&team), &cast(&poll, &[2, 3])), Ok(false));
            assert_eq!(poll.has_everybody(Some(&team), &cast(&poll, &[3, 1, 2])), Ok(true));
        }
        let everyone = poll(Electorate::Everyone, false);
        assert_eq!(everyone.has_everybody(None, &cast(&everyone, &[1])), Ok(false));
        let gone = Poll { key: None, ..poll(Electorate::Team(team.id), true) };
        assert_eq!(gone.turnout_of(Some(&team), &[]), Err(NotNow::Closed));
    }
}
