//! Rankings counted pair by pair (Condorcet): an option that beats every other one wins. Where the pairs go round in a circle, the
//! strongest paths decide, by Markus Schulze's method with winning votes ("A new monotonic, clone-independent, reversal symmetric, and
//! Condorcet-consistent single-winner election method", Social Choice and Welfare 36, 2011).
//!
//! Options that a ballot leaves out come after all that it ranks and equal one another.

use crate::polls::options::OptionId;

/// What the pairs say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schulze {
    options: Vec<OptionId>,
    /// `wins[a][b]`: how many ballots have a before b.
    wins: Vec<Vec<u32>>,
    /// The winner; several for a tie; none where no ballot counts.
    pub winners: Vec<OptionId>,
    /// Whether the winner beats every other option head to head, so that no paths were needed.
    pub beats_all: bool,
}

impl Schulze {
    /// Counts rankings, each of them the preferred option first.
    #[must_use]
    pub fn of<'a>(options: &[OptionId], rankings: impl IntoIterator<Item = &'a [OptionId]>) -> Self {
        let (wins, any) = pairs(options, rankings);
        let winners: Vec<usize> = if any { unbeaten(&strongest_paths(&wins)) } else { Vec::new() };
        let beats_all = matches!(winners[..], [winner]
            if (0..options.len()).all(|other| other == winner || wins[winner][other] > wins[other][winner]));
        let winners = winners.into_iter().map(|place| options[place]).collect();
        Self { options: options.to_vec(), wins, winners, beats_all }
    }

    /// How many ballots have `one` before `other`.
    #[must_use]
    pub fn prefer(&self, one: OptionId, other: OptionId) -> u32 {
        let place = |id| self.options.iter().position(|known| *known == id);
        place(one).zip(place(other)).map_or(0, |(one, other)| self.wins[one][other])
    }
}

/// Who is before whom how often, and whether any ballot counts.
fn pairs<'a>(options: &[OptionId], rankings: impl IntoIterator<Item = &'a [OptionId]>) -> (Vec<Vec<u32>>, bool) {
    let count = options.len();
    let mut places = [None; u8::MAX as usize + 1];
    for (place, id) in options.iter().enumerate() {
        places[usize::from(id.get())] = Some(place);
    }
    let mut wins = vec![vec![0; count]; count];
    let mut any = false;
    let mut is_before = vec![false; count];
    for ranking in rankings {
        is_before.fill(false);
        for place in ranking.iter().filter_map(|id| places[usize::from(id.get())]) {
            if is_before[place] {
                continue;
            }
            is_before[place] = true;
            any = true;
            for (win, before) in wins[place].iter_mut().zip(&is_before) {
                *win += u32::from(!before);
            }
        }
    }
    (wins, any)
}

/// How strong the strongest path between each two is: the weakest link counts, and a link is as strong as the votes for it, if it wins.
fn strongest_paths(wins: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let count = wins.len();
    let link = |a: usize, b: usize| if wins[a][b] > wins[b][a] { wins[a][b] } else { 0 };
    let mut paths: Vec<Vec<u32>> = (0..count).map(|a| (0..count).map(|b| link(a, b)).collect()).collect();
    for through in 0..count {
        let onward = paths[through].clone();
        for (from, path) in paths.iter_mut().enumerate() {
            if from == through {
                continue;
            }
            let first = path[through];
            for (to, strength) in path.iter_mut().enumerate() {
                if to != from && to != through {
                    *strength = (*strength).max(first.min(onward[to]));
                }
            }
        }
    }
    paths
}

/// Those to whom nobody has a stronger path than they have back.
fn unbeaten(paths: &[Vec<u32>]) -> Vec<usize> {
    let count = paths.len();
    (0..count).filter(|one| (0..count).all(|other| paths[*one][other] >= paths[other][*one])).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The options with these letters: A is 0.
    pub(in crate::polls::tally) fn named(letters: &str) -> Vec<OptionId> {
        letters.bytes().map(|letter| OptionId::new(letter - b'A')).collect()
    }

    /// So many ballots with these rankings.
    pub(in crate::polls::tally) fn ballots(piles: &[(u32, &str)]) -> Vec<Vec<OptionId>> {
        piles.iter().flat_map(|(count, letters)| std::iter::repeat_n(named(letters), *count as usize)).collect()
    }

    /// Ballots over five options, some of them short.
    pub(in crate::polls::tally) fn rankings() -> impl Strategy<Value = Vec<Vec<OptionId>>> {
        let ballot = (Just(named("ABCDE")).prop_shuffle(), 0_usize..=5).prop_map(|(mut order, length)| {
            order.truncate(length);
            order
        });
        proptest::collection::vec(ballot, 0..14)
    }

    fn schulze(options: &str, piles: &[(u32, &str)]) -> Schulze {
        let cast = ballots(piles);
        Schulze::of(&named(options), cast.iter().map(Vec::as_slice))
    }

    /// The example of 45 voters and five options by which the method is usually explained: E wins, though no option beats all others.
    #[test]
    fn forty_five_voters_elect_e() {
        let cast = [
            (5, "ACBED"),
            (5, "ADECB"),
            (8, "BEDAC"),
            (3, "CABED"),
            (7, "CAEBD"),
            (2, "CBADE"),
            (7, "DCEBA"),
            (8, "EBADC"),
        ];
        let counted = schulze("ABCDE", &cast);
        assert_eq!((counted.winners.clone(), counted.beats_all), (named("E"), false));
        let [a, b, ..] = named("ABCDE")[..] else { unreachable!() };
        assert_eq!((counted.prefer(a, b), counted.prefer(b, a)), (20, 25));
        let paths = strongest_paths(&counted.wins);
        assert_eq!(paths[0], [0, 28, 28, 30, 24]);
        assert_eq!(paths[4], [25, 28, 28, 31, 0]);
    }

    #[test]
    fn tennessee_elects_nashville() {
        let counted = schulze("MNCK", &[(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]);
        assert_eq!((counted.winners, counted.beats_all), (named("N"), true));
    }

    #[test]
    fn who_is_left_out_comes_last() {
        let counted = schulze("ABC", &[(2, "A"), (1, "BA")]);
        let [a, b, c] = named("ABC")[..] else { unreachable!() };
        assert_eq!(
            (counted.prefer(a, b), counted.prefer(a, c), counted.prefer(b, c), counted.prefer(c, b)),
            (2, 3, 1, 0)
        );
        assert_eq!(counted.winners, named("A"));
    }

    #[test]
    fn ties_have_several_winners_and_no_ballots_none() {
        assert_eq!(schulze("AB", &[(1, "AB"), (1, "BA")]).winners, named("AB"));
        assert_eq!(schulze("ABC", &[(1, "ABC"), (1, "BCA"), (1, "CAB")]).winners, named("ABC"));
        assert_eq!(schulze("AB", &[]).winners, named(""));
    }

    /// The strongest path by trying all of them.
    fn strongest_by_trying(wins: &[Vec<u32>], from: usize, to: usize, seen: &mut Vec<usize>) -> u32 {
        let mut best = 0;
        for next in 0..wins.len() {
            if seen.contains(&next) || wins[from][next] <= wins[next][from] {
                continue;
            }
            let link = wins[from][next];
            let strength = if next == to {
                link
            } else {
                seen.push(next);
                let onward = strongest_by_trying(wins, next, to, seen);
                seen.pop();
                link.min(onward)
            };
            best = best.max(strength);
        }
        best
    }

    proptest! {
        #[test]
        fn paths_are_the_strongest_of_all(cast in rankings()) {
            let options = named("ABCDE");
            let (wins, _) = pairs(&options, cast.iter().map(Vec::as_slice));
            let paths = strongest_paths(&wins);
            for (from, path) in paths.iter().enumerate() {
                for (to, strength) in path.iter().enumerate().filter(|(to, _)| *to != from) {
                    prop_assert_eq!(*strength, strongest_by_trying(&wins, from, to, &mut vec![from]));
                }
            }
        }

        #[test]
        fn whoever_beats_all_others_wins_and_somebody_always_does(cast in rankings()) {
            let options = named("ABCDE");
            let counted = Schulze::of(&options, cast.iter().map(Vec::as_slice));
            let beats_all = |one: &OptionId| {
                options.iter().all(|other| one == other || counted.prefer(*one, *other) > counted.prefer(*other, *one))
            };
            if let Some(winner) = options.iter().find(|one| beats_all(one)) {
                prop_assert_eq!(&counted.winners, &vec![*winner]);
                prop_assert!(counted.beats_all);
            } else {
                prop_assert!(!counted.beats_all);
            }
            prop_assert_eq!(counted.winners.is_empty(), cast.iter().all(Vec::is_empty));
        }

        #[test]
        fn the_order_of_ballots_means_nothing(cast in rankings()) {
            let options = named("ABCDE");
            let forwards = Schulze::of(&options, cast.iter().map(Vec::as_slice));
            prop_assert_eq!(forwards, Schulze::of(&options, cast.iter().rev().map(Vec::as_slice)));
        }
    }
}
