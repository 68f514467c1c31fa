//! Rankings counted by instant run-off (the alternative vote): in each round every ballot counts for its first option that is still in;
//! the option with the fewest votes goes out, until one has more than half of the ballots that still count.
//!
//! Where several have the fewest, the one that had fewer in the latest earlier round that tells them apart goes out ("backwards
//! tie-breaking"); those that no round tells apart go out together, and if they are all that is left, they are the result: a tie.

use std::collections::BTreeMap;

use crate::polls::options::OptionId;

/// How the rounds went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runoff {
    /// The rounds, the first one first; none where no ballot counts.
    pub rounds: Vec<Round>,
    /// The winner; several for a tie; none where no ballot counts.
    pub winners: Vec<OptionId>,
}

/// One round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Those still in, with their votes, in the order in which the options are shown.
    pub votes: Vec<(OptionId, u32)>,
    /// Ballots that name none of those still in.
    pub exhausted: u32,
    /// Who goes out after it.
    pub out: Vec<OptionId>,
}

impl Runoff {
    /// Counts rankings, each of them the preferred option first.
    #[must_use]
    pub fn of<'a>(options: &[OptionId], rankings: impl IntoIterator<Item = &'a [OptionId]>) -> Self {
        let piles = piles(options, rankings);
        let mut left = options.to_vec();
        let mut rounds: Vec<Round> = Vec::new();
        if piles.is_empty() {
            return Self { rounds, winners: Vec::new() };
        }
        loop {
            let (votes, exhausted) = count(&left, &piles);
            let counted: u32 = votes.iter().map(|(_, votes)| votes).sum();
            let winner = votes.iter().find(|(_, votes)| votes * 2 > counted).map(|(id, _)| *id);
            let out = if winner.is_some() { Vec::new() } else { weakest(&votes, &rounds) };
            let tie = winner.is_none() && out.len() == left.len();
            let (out, tied) = if tie { (Vec::new(), out) } else { (out, Vec::new()) };
            left.retain(|id| !out.contains(id));
            let goes_on = !out.is_empty();
            rounds.push(Round { votes, exhausted, out });
            if !goes_on {
                return Self { rounds, winners: winner.map_or(tied, |winner| vec![winner]) };
            }
        }
    }

    /// The round after which an option went out, from 1; none for the winners.
    #[must_use]
    pub fn went_out(&self, id: OptionId) -> Option<usize> {
        self.rounds.iter().position(|round| round.out.contains(&id)).map(|place| place + 1)
    }
}

/// Ballots that are alike, counted once: only options that can be chosen, each once.
fn piles<'a>(options: &[OptionId], rankings: impl IntoIterator<Item = &'a [OptionId]>) -> BTreeMap<Vec<OptionId>, u32> {
    let mut piles = BTreeMap::new();
    for ranking in rankings {
        let mut kept: Vec<OptionId> = Vec::with_capacity(ranking.len());
        for id in ranking {
            if options.contains(id) && !kept.contains(id) {
                kept.push(*id);
            }
        }
        if !kept.is_empty() {
            *piles.entry(kept).or_insert(0) += 1;
        }
    }
    piles
}

fn count(left: &[OptionId], piles: &BTreeMap<Vec<OptionId>, u32>) -> (Vec<(OptionId, u32)>, u32) {
    let mut votes: Vec<(OptionId, u32)> = left.iter().map(|id| (*id, 0)).collect();
    let mut exhausted = 0;
    for (ranking, ballots) in piles {
        let place = ranking.iter().find_map(|id| left.iter().position(|other| other == id));
        match place {
            Some(place) => votes[place].1 += ballots,
            None => exhausted += ballots,
        }
    }
    (votes, exhausted)
}

/// Who goes out: those with the fewest votes, told apart by earlier rounds, the latest one first.
fn weakest(votes: &[(OptionId, u32)], rounds: &[Round]) -> Vec<OptionId> {
    let mut weakest = fewest(votes.iter().copied());
    for round in rounds.iter().rev() {
        if weakest.len() == 1 {
            break;
        }
        weakest = fewest(round.votes.iter().copied().filter(|(id, _)| weakest.contains(id)));
    }
    weakest
}

fn fewest(votes: impl Iterator<Item = (OptionId, u32)> + Clone) -> Vec<OptionId> {
    let least = votes.clone().map(|(_, votes)| votes).min();
    votes.filter(|(_, votes)| Some(*votes) == least).map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::polls::tally::schulze::tests::{ballots, named, rankings};

    fn runoff(options: &str, piles: &[(u32, &str)]) -> Runoff {
        let cast = ballots(piles);
        Runoff::of(&named(options), cast.iter().map(Vec::as_slice))
    }

    /// The capital of Tennessee, as the literature tells it: Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17. Instant run-off elects
    /// Knoxville, which neither plurality (Memphis) nor pairs (Nashville) do.
    #[test]
    fn tennessee_elects_knoxville() {
        let counted = runoff("MNCK", &[(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]);
        assert_eq!(counted.winners, named("K"));
        let out: Vec<_> = counted.rounds.iter().map(|round| round.out.clone()).collect();
        assert_eq!(out, [named("C"), named("N"), vec![]]);
        let last: Vec<u32> = counted.rounds[2].votes.iter().map(|(_, votes)| *votes).collect();
        assert_eq!(last, [42, 58]);
        assert_eq!((counted.went_out(named("N")[0]), counted.went_out(named("K")[0])), (Some(2), None));
    }

    #[test]
    fn more_than_half_wins_at_once() {
        let counted = runoff("ABC", &[(3, "A"), (2, "BC")]);
        assert_eq!((counted.winners, counted.rounds.len()), (named("A"), 1));
    }

    #[test]
    fn a_tie_for_last_is_broken_by_the_round_before() {
        // After D's ballot moves to C, B and C have 3 each; in the first round C had fewer.
        let counted = runoff("ABCD", &[(4, "A"), (3, "BA"), (2, "CB"), (1, "DC")]);
        assert_eq!(counted.rounds[1].out, named("C"));
        // The two ballots of C go to B, D's is exhausted: 4 to 5.
        assert_eq!((counted.winners, counted.rounds[2].exhausted), (named("B"), 1));
    }

    #[test]
    fn a_tie_that_no_round_breaks_is_the_result() {
        assert_eq!(runoff("AB", &[(1, "A"), (1, "B")]).winners, named("AB"));
        assert_eq!(runoff("ABC", &[(1, "A"), (1, "B"), (1, "C")]).winners, named("ABC"));
        // B and C are alike and go out together; A wins with what still counts.
        let counted = runoff("ABC", &[(2, "A"), (1, "BC"), (1, "CB")]);
        assert_eq!((counted.rounds[0].out.clone(), counted.winners), (named("BC"), named("A")));
        assert_eq!(counted.rounds[1].exhausted, 2);
    }

    #[test]
    fn no_ballots_elect_nobody() {
        assert_eq!(runoff("AB", &[]), Runoff { rounds: vec![], winners: vec![] });
        assert_eq!(runoff("AB", &[(3, "")]), Runoff { rounds: vec![], winners: vec![] });
    }

    /// The rule as the module's doc says it, ballot by ballot, without piles.
    fn by_hand(options: &[OptionId], cast: &[Vec<OptionId>]) -> Vec<OptionId> {
        let mut left = options.to_vec();
        let mut history: Vec<BTreeMap<OptionId, u32>> = Vec::new();
        loop {
            let mut votes: BTreeMap<OptionId, u32> = left.iter().map(|id| (*id, 0)).collect();
            for ballot in cast {
                if let Some(first) = ballot.iter().find(|id| left.contains(id)) {
                    *votes.entry(*first).or_default() += 1;
                }
            }
            let all: u32 = votes.values().sum();
            if all == 0 && history.is_empty() {
                return Vec::new();
            }
            if let Some((id, _)) = votes.iter().find(|(_, votes)| **votes * 2 > all) {
                return vec![*id];
            }
            history.push(votes);
            // The latest round first, each option has its list of votes; the smallest list goes out.
            let record = |id: &OptionId| history.iter().rev().map(|round| round[id]).collect::<Vec<_>>();
            let least = left.iter().map(record).min().expect("somebody is left");
            let out: Vec<_> = left.iter().copied().filter(|id| record(id) == least).collect();
            if out.len() == left.len() {
                return out;
            }
            left.retain(|id| !out.contains(id));
        }
    }

    proptest! {
        #[test]
        fn counting_in_piles_is_counting_by_hand(cast in rankings()) {
            let options = named("ABCDE");
            let counted = Runoff::of(&options, cast.iter().map(Vec::as_slice));
            prop_assert_eq!(&counted.winners, &by_hand(&options, &cast));
            let backwards = Runoff::of(&options, cast.iter().rev().map(Vec::as_slice));
            prop_assert_eq!(&counted, &backwards);
            let voters = u32::try_from(cast.iter().filter(|ballot| !ballot.is_empty()).count()).expect("few");
            for round in &counted.rounds {
                prop_assert_eq!(round.votes.iter().map(|(_, votes)| votes).sum::<u32>() + round.exhausted, voters);
            }
        }

        #[test]
        fn who_has_more_than_half_of_the_first_places_wins(cast in rankings(), extra in 1_usize..5) {
            let options = named("ABCDE");
            let mut cast = cast;
            let majority = cast.len() + extra;
            cast.extend(std::iter::repeat_n(named("B"), majority));
            prop_assert_eq!(Runoff::of(&options, cast.iter().map(Vec::as_slice)).winners, named("B"));
        }
    }
}
