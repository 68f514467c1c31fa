//! Votes for each option, and stances on a proposal.

use std::collections::BTreeMap;

use crate::polls::{
    ballot::{Stance, Vote},
    options::OptionId,
};

/// How many votes each option has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The options with their votes, in the order in which they are shown.
    pub votes: Vec<(OptionId, u32)>,
    /// How many people voted. Where several options can be chosen, it is less than the sum of the votes.
    pub voters: u32,
}

impl Counts {
    /// Counts votes for one option or several. Votes of another kind and for options that are gone count for nothing.
    #[must_use]
    pub fn of<'a>(options: &[OptionId], votes: impl IntoIterator<Item = &'a Vote>) -> Self {
        let mut by_option: BTreeMap<OptionId, u32> = options.iter().map(|id| (*id, 0)).collect();
        let mut voters = 0;
        for vote in votes {
            let mut counted = false;
            let mut count = |id: &OptionId| {
                if let Some(votes) = by_option.get_mut(id) {
                    *votes += 1;
                    counted = true;
                }
            };
            match vote {
                Vote::One(id) => count(id),
                Vote::Several(chosen) => chosen.iter().for_each(count),
                Vote::Stance(_) | Vote::Level(_) | Vote::Ranking(_) => {}
            }
            voters += u32::from(counted);
        }
        Self { votes: options.iter().map(|id| (*id, by_option.get(id).copied().unwrap_or(0))).collect(), voters }
    }

    /// The options with most votes, and how many that is; none where nobody voted.
    #[must_use]
    pub fn leaders(&self) -> (Vec<OptionId>, u32) {
        let most = self.votes.iter().map(|(_, votes)| *votes).max().unwrap_or(0);
        if most == 0 {
            return (Vec::new(), 0);
        }
        (self.votes.iter().filter(|(_, votes)| *votes == most).map(|(id, _)| *id).collect(), most)
    }

    /// By how many votes the leader is ahead of the next: 0 for a tie; none where fewer than two options have been counted or nobody
    /// voted.
    #[must_use]
    pub fn margin(&self) -> Option<u32> {
        let mut votes: Vec<u32> = self.votes.iter().map(|(_, votes)| *votes).collect();
        votes.sort_unstable_by(|a, b| b.cmp(a));
        match votes[..] {
            [first, second, ..] if first > 0 => Some(first - second),
            _ => None,
        }
    }
}

/// How many stand where on a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stances {
    /// For it.
    pub yes: u32,
    /// Against it.
    pub no: u32,
    /// With an objection.
    pub objections: u32,
}

impl Stances {
    /// Counts stances. Votes of another kind count for nothing.
    #[must_use]
    pub fn of<'a>(votes: impl IntoIterator<Item = &'a Vote>) -> Self {
        let mut stances = Self::default();
        for vote in votes {
            match vote {
                Vote::Stance(Stance::Yes) => stances.yes += 1,
                Vote::Stance(Stance::No) => stances.no += 1,
                Vote::Stance(Stance::Objection) => stances.objections += 1,
                Vote::One(_) | Vote::Several(_) | Vote::Level(_) | Vote::Ranking(_) => {}
            }
        }
        stances
    }

    /// How many are against it, with an objection or without.
    #[must_use]
    pub const fn against(&self) -> u32 {
        self.no + self.objections
    }

    /// How many voted.
    #[must_use]
    pub const fn voters(&self) -> u32 {
        self.yes + self.against()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const IDS: [OptionId; 3] = [OptionId::new(0), OptionId::new(1), OptionId::new(2)];

    #[test]
    fn one_vote_each_and_gone_options_count_for_nothing() {
        let votes =
            [Vote::One(IDS[1]), Vote::One(IDS[1]), Vote::One(IDS[0]), Vote::One(OptionId::new(9)), Vote::Level(1)];
        let counts = Counts::of(&IDS, &votes);
        assert_eq!(counts.votes, [(IDS[0], 1), (IDS[1], 2), (IDS[2], 0)]);
        assert_eq!((counts.voters, counts.leaders(), counts.margin()), (3, (vec![IDS[1]], 2), Some(1)));
    }

    #[test]
    fn a_tie_has_all_its_leaders_and_no_votes_have_none() {
        let tied = Counts::of(&IDS, &[Vote::One(IDS[2]), Vote::One(IDS[0])]);
        assert_eq!((tied.leaders(), tied.margin()), ((vec![IDS[0], IDS[2]], 1), Some(0)));
        let none = Counts::of(&IDS, &[]);
        assert_eq!((none.leaders(), none.margin(), none.voters), ((vec![], 0), None, 0));
    }

    #[test]
    fn stances_are_for_against_or_an_objection() {
        let votes = [Stance::Yes, Stance::Yes, Stance::No, Stance::Objection].map(Vote::Stance);
        let stances = Stances::of(&votes);
        assert_eq!((stances.yes, stances.against(), stances.objections, stances.voters()), (2, 2, 1, 4));
    }

    proptest! {
        #[test]
        fn approval_counts_each_option_as_often_as_it_is_chosen(ballots in proptest::collection::vec(0_u8..8, 0..40)) {
            let chosen = |mask: u8| IDS.into_iter().filter(|id| mask & (1 << id.get()) != 0).collect();
            let votes: Vec<Vote> = ballots.iter().map(|mask| Vote::Several(chosen(*mask))).collect();
            let counts = Counts::of(&IDS, &votes);
            for (id, votes) in &counts.votes {
                let expected = ballots.iter().filter(|mask| *mask & (1 << id.get()) != 0).count();
                prop_assert_eq!(*votes as usize, expected);
            }
            prop_assert_eq!(counts.voters as usize, ballots.iter().filter(|mask| **mask != 0).count());
            let backwards = Counts::of(&IDS, votes.iter().rev());
            prop_assert_eq!(counts, backwards);
        }
    }
}
