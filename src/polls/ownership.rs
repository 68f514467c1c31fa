//! Polls that settle who owns something: whom there is to choose from, and who is elected.

use super::{
    options::{MOST, OptionId},
    outcome::{Ahead, Count},
    poll::Poll,
    settings::{Force, Quorum},
    standing::Standing,
};
use crate::{
    handbook::RoleId,
    workspace::{decision::Decides, team::Team},
};

use super::electorate::people_of;

/// The most candidates that are proposed where fewer were named: as many as buttons stand in a row.
pub const MOST_CANDIDATES: usize = 5;

/// The most candidates that were named, so that all fit with the leads together.
const MOST_NAMED: usize = MOST - 2;

/// Who is elected, and by how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The option that won.
    pub option: OptionId,
    /// Who decides from now on.
    pub decides: Decides,
    /// How many voted for it. Of rankings, in the last round.
    pub votes: u32,
    /// How many voted.
    pub of: u32,
    /// What else was voted for, and how often.
    pub dissent: Vec<(OptionId, u32)>,
}

/// Why nobody is elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// Nobody voted.
    NoVotes,
    /// Not enough people voted, or not those who must.
    NoQuorum,
    /// Several are equal, or the two ways of counting disagree.
    Tie,
    /// The winner does not stand for anybody.
    NoCandidate,
}

/// What there is to choose from when it is asked who owns something: those who were named, in this order; who decides now, those who are
/// asked first, and the leads, together and each alone. At most [`MOST_CANDIDATES`], but nobody who was named is left out.
#[must_use]
pub fn candidates(named: &[RoleId], deciding: &[RoleId], consulted: &[RoleId], leads: &[RoleId]) -> Vec<Vec<RoleId>> {
    let alone = named.iter().chain(deciding).chain(leads).chain(consulted).map(|role| vec![role.clone()]);
    let most = named.len().clamp(MOST_CANDIDATES - 1, MOST_NAMED);
    let mut all_leads = leads.to_vec();
    all_leads.sort_by_key(|lead| !deciding.contains(lead));
    let together = [deciding.to_vec(), all_leads].into_iter().filter(|roles| roles.len() > 1);
    let mut found = each_once(alone);
    found.truncate(most);
    let mut found = each_once(found.into_iter().chain(together));
    found.truncate(most + 1);
    found
}

/// Groups of roles, each once, in whatever order its roles are named.
fn each_once(groups: impl Iterator<Item = Vec<RoleId>>) -> Vec<Vec<RoleId>> {
    let mut found: Vec<Vec<RoleId>> = Vec::new();
    for group in groups {
        let is_same = |known: &Vec<RoleId>| known.len() == group.len() && known.iter().all(|role| group.contains(role));
        if !found.iter().any(is_same) {
            found.push(group);
        }
    }
    found
}

/// The quorum in which everybody has a say who leads the team: each lead's seat that somebody holds by name, beside what is asked for.
#[must_use]
pub fn with_leads(mut quorum: Quorum, team: &Team, leads: &[RoleId]) -> Quorum {
    for lead in leads {
        let is_asked = quorum.per_role.iter().any(|(role, _)| role == lead);
        if !is_asked && !people_of(team, lead).is_empty() {
            quorum.per_role.push((lead.clone(), 1));
        }
    }
    quorum
}

impl Poll {
    /// Whether its result is to be recorded as a decision of a team.
    #[must_use]
    pub const fn settles_ownership(&self) -> bool {
        matches!(self.settings.force, Force::Binding) && self.about.is_some() && self.team.is_some()
    }

    /// Who is elected by a poll that settles who owns something.
    ///
    /// # Errors
    /// Why nobody is.
    pub fn verdict(&self, standing: &Standing) -> Result<Verdict, Undecided> {
        let option = match standing.count.ahead() {
            Ahead::NoVotes => return Err(Undecided::NoVotes),
            _ if standing.missing(self).is_some() => return Err(Undecided::NoQuorum),
            Ahead::Winner(option) => option,
            Ahead::Tie(_) | Ahead::Differ { .. } => return Err(Undecided::Tie),
            Ahead::Passes | Ahead::Fails | Ahead::Middle => return Err(Undecided::NoCandidate),
        };
        let decides = self.options.settles(option).cloned().ok_or(Undecided::NoCandidate)?;
        let votes = match &standing.count {
            Count::Options(counts) => counts.votes.clone(),
            Count::Ranked(ranked) => ranked.runoff.rounds.last().map_or_else(Vec::new, |last| last.votes.clone()),
            Count::Stances(_) | Count::Levels(_) => Vec::new(),
        };
        let (won, dissent): (Vec<_>, Vec<_>) =
            votes.into_iter().filter(|(_, votes)| *votes > 0).partition(|(id, _)| *id == option);
        let votes = won.first().map_or(0, |(_, votes)| *votes);
        Ok(Verdict { option, decides, votes, of: standing.count.voters(), dissent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{
        ids::{GuildId, ServerRoleId, TeamId, UserId},
        names::TeamName,
        team::{Holder, Seat},
    };

    fn roles<const N: usize>(names: [&str; N]) -> Vec<RoleId> {
        names.map(RoleId::new).into()
    }

    #[test]
    fn candidates_are_those_who_decide_the_leads_those_asked_and_the_leads_together() {
        let leads = roles(["lead", "manager"]);
        let found = candidates(&[], &roles(["lead"]), &roles(["manager", "designer"]), &leads);
        let expected = [roles(["lead"]), roles(["manager"]), roles(["designer"]), roles(["lead", "manager"])];
        assert_eq!(found, expected);
        let shared = candidates(&[], &leads, &[], &[leads[1].clone(), leads[0].clone()]);
        assert_eq!(shared, [roles(["lead"]), roles(["manager"]), roles(["lead", "manager"])], "together once");
        let many = roles(["a", "b", "c", "d", "e", "f"]);
        assert_eq!(candidates(&[], &many, &[], &leads).len(), MOST_CANDIDATES);
    }

    #[test]
    fn whoever_was_named_stands_first_and_none_of_them_is_left_out() {
        let leads = roles(["lead", "manager"]);
        let found = candidates(&roles(["designer", "lead"]), &roles(["lead"]), &[], &leads);
        let expected = [roles(["designer"]), roles(["lead"]), roles(["manager"]), roles(["lead", "manager"])];
        assert_eq!(found, expected);
        let many = roles(["a", "b", "c", "d", "e", "f"]);
        let found = candidates(&many, &roles(["lead"]), &[], &leads);
        assert_eq!((found.len(), found.last()), (7, Some(&leads)), "all who were named, and the leads together");
        assert!(many.iter().zip(&found).all(|(named, found)| found[..] == [named.clone()]), "{found:?}");
    }

    #[test]
    fn each_lead_who_is_known_by_name_must_have_voted() {
        let member = Holder::Member(UserId::new(1).expect("sound"));
        let role = Holder::ServerRole(ServerRoleId::new(2).expect("sound"));
        let team = Team {
            id: TeamId::new(1).expect("sound"),
            guild: GuildId::new(1).expect("sound"),
            name: TeamName::new("Checkout").expect("sound"),
            channels: Vec::new(),
            seats: vec![Seat::taken(RoleId::new("lead"), member), Seat::taken(RoleId::new("manager"), role)],
        };
        let leads = roles(["lead", "manager", "vacant"]);
        let quorum = with_leads(Quorum { count: Some(3), ..Quorum::default() }, &team, &leads);
        assert_eq!((quorum.count, quorum.per_role), (Some(3), vec![(RoleId::new("lead"), 1)]));
        let asked = Quorum { per_role: vec![(RoleId::new("lead"), 2)], ..Quorum::default() };
        assert_eq!(with_leads(asked.clone(), &team, &leads), asked);
    }
}
