//! Who acts in a role now: the holder of the seat, an appointed cover, or, by the rule that leads cover for each other, another lead.

use super::{
    decision::Decides,
    team::{Away, Holder, Seat, Team},
};
use crate::{clock::Timestamp, handbook::RoleId};

/// Who acts in a role of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acting {
    /// The holder of the seat.
    Holder(Holder),
    /// The appointed cover, for a holder who is away.
    Cover {
        /// Who acts.
        by: Holder,
        /// Who is away.
        holder: Holder,
        /// Until when.
        away: Away,
    },
    /// Another lead of the team, for a lead who is away without a cover who is there.
    OtherLead {
        /// Who acts.
        by: Holder,
        /// The role that they hold themselves.
        role: RoleId,
        /// Who is away.
        holder: Holder,
        /// Until when.
        away: Away,
    },
    /// The holder is away, and nobody is there for them.
    Nobody {
        /// Who is away.
        holder: Holder,
        /// Until when.
        away: Away,
    },
    /// Nobody holds the seat.
    Vacant,
}

impl Acting {
    /// Who is to be asked now.
    #[must_use]
    pub const fn person(&self) -> Option<Holder> {
        match self {
            Self::Holder(by) | Self::Cover { by, .. } | Self::OtherLead { by, .. } => Some(*by),
            Self::Nobody { .. } | Self::Vacant => None,
        }
    }
}

/// Who acts in a role now. `leads` are the roles whose holders cover for each other.
#[must_use]
pub fn acting(team: &Team, role: &RoleId, leads: &[&RoleId], now: Timestamp) -> Acting {
    let Some(seat) = team.seat(role) else {
        return Acting::Vacant;
    };
    let holder = seat.holder;
    let Some(away) = seat.away_now(now) else {
        return Acting::Holder(holder);
    };
    if let Some(by) = seat.cover.filter(|cover| *cover != holder && is_there(team, *cover, now)) {
        return Acting::Cover { by, holder, away };
    }
    match other_lead(team, seat, leads, now) {
        Some(lead) => Acting::OtherLead { by: lead.holder, role: lead.role.clone(), holder, away },
        None => Acting::Nobody { holder, away },
    }
}

/// Whom a question goes to, the first first, each with the role in which they are asked: those whom the team has named, or whoever acts in
/// the roles that decide. `roles` are the handbook's, where the team has settled nothing else.
#[must_use]
pub fn to_ask(
    team: &Team,
    settled: Option<&Decides>,
    roles: &[RoleId],
    leads: &[&RoleId],
    now: Timestamp,
) -> Vec<(Option<RoleId>, Holder)> {
    let roles = match settled {
        Some(Decides::People(people)) => return people.iter().map(|holder| (None, *holder)).collect(),
        Some(Decides::Roles(roles)) => roles,
        Some(Decides::AsTheRuleSays) | None => roles,
    };
    let in_role = |role: &RoleId| Some((Some(role.clone()), acting(team, role, leads, now).person()?));
    roles.iter().filter_map(in_role).collect()
}

/// Whoever is away in one seat is away in all: a cover who has a seat of their own is looked up there.
pub(super) fn is_there(team: &Team, who: Holder, now: Timestamp) -> bool {
    !team.seats.iter().any(|seat| seat.holder == who && seat.away_now(now).is_some())
}

fn other_lead<'a>(team: &'a Team, of: &Seat, leads: &[&RoleId], now: Timestamp) -> Option<&'a Seat> {
    if !leads.contains(&&of.role) {
        return None;
    }
    let others = leads.iter().filter(|role| ***role != of.role).filter_map(|role| team.seat(role));
    others.into_iter().find(|seat| seat.holder != of.holder && is_there(team, seat.holder, now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{
        ids::{GuildId, TeamId, UserId},
        names::TeamName,
    };

    const NOW: Timestamp = Timestamp::from_millis(100);
    const LATER: Away = Away::Until(Timestamp::from_millis(200));

    fn member(number: u64) -> Holder {
        Holder::Member(UserId::new(number).expect("sound"))
    }

    fn seat(role: &str, holder: u64, cover: Option<u64>, away: Option<Away>) -> Seat {
        Seat { role: RoleId::new(role), holder: member(holder), cover: cover.map(member), away }
    }

    fn act(role: &str, seats: Vec<Seat>) -> Acting {
        let team = Team {
            id: TeamId::new(1).expect("sound"),
            guild: GuildId::new(1).expect("sound"),
            name: TeamName::new("Checkout").expect("sound"),
            channels: Vec::new(),
            seats,
        };
        let (lead, manager) = (RoleId::new("lead"), RoleId::new("manager"));
        acting(&team, &RoleId::new(role), &[&lead, &manager], NOW)
    }

    #[test]
    fn the_holder_acts_while_they_are_there() {
        assert_eq!(act("lead", vec![seat("lead", 1, Some(2), None)]), Acting::Holder(member(1)));
        let back = Away::Until(NOW);
        assert_eq!(act("lead", vec![seat("lead", 1, Some(2), Some(back))]), Acting::Holder(member(1)));
    }

    #[test]
    fn the_appointed_cover_goes_before_the_other_lead() {
        let seats = vec![seat("lead", 1, Some(3), Some(LATER)), seat("manager", 2, None, None)];
        assert_eq!(act("lead", seats), Acting::Cover { by: member(3), holder: member(1), away: LATER });
    }

    #[test]
    fn leads_cover_for_each_other_where_no_cover_is_appointed_or_there() {
        let other = Acting::OtherLead { by: member(2), role: RoleId::new("manager"), holder: member(1), away: LATER };
        let seats = vec![seat("lead", 1, None, Some(LATER)), seat("manager", 2, None, None)];
        assert_eq!(act("lead", seats), other);
        let cover_is_away = vec![
            seat("lead", 1, Some(3), Some(LATER)),
            seat("manager", 2, None, None),
            seat("designer", 3, None, Some(Away::UntilFurtherNotice)),
        ];
        assert_eq!(act("lead", cover_is_away), other);
    }

    #[test]
    fn other_roles_are_not_covered_by_a_lead() {
        let seats = vec![seat("designer", 1, None, Some(LATER)), seat("manager", 2, None, None)];
        assert_eq!(act("designer", seats), Acting::Nobody { holder: member(1), away: LATER });
    }

    #[test]
    fn nobody_covers_for_themselves() {
        let nobody = Acting::Nobody { holder: member(1), away: LATER };
        assert_eq!(act("lead", vec![seat("lead", 1, Some(1), Some(LATER))]), nobody);
        let both_seats = vec![seat("lead", 1, None, Some(LATER)), seat("manager", 1, None, None)];
        assert_eq!(act("lead", both_seats), nobody);
        let both_away = vec![seat("lead", 1, None, Some(LATER)), seat("manager", 2, None, Some(LATER))];
        assert_eq!(act("lead", both_away), nobody);
    }

    #[test]
    fn a_seat_that_nobody_holds_is_vacant() {
        assert_eq!(act("lead", vec![seat("manager", 2, None, None)]), Acting::Vacant);
    }
}
