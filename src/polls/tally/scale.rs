//! Points on a scale. They are an order, not distances: the middle is the median, and agreement is read from the spread, not from a mean.

use crate::polls::ballot::Vote;

/// How many chose which point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The lowest point of the scale.
    pub from: u8,
    /// How many chose each point, from the lowest.
    pub votes: Vec<u32>,
}

/// The middle of an even number of votes may lie between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Median {
    /// On this point.
    At(u8),
    /// Between these two: half of the votes at the lower or below, half at the higher or above.
    Between(u8, u8),
}

impl Levels {
    /// Counts points between `from` and `to`, both included. Votes of another kind and off the scale count for nothing.
    #[must_use]
    pub fn of<'a>(from: u8, to: u8, votes: impl IntoIterator<Item = &'a Vote>) -> Self {
        let mut levels = Self { from, votes: vec![0; usize::from(to.saturating_sub(from)) + 1] };
        for vote in votes {
            if let Vote::Level(level) = vote
                && let Some(place) = level.checked_sub(from)
                && let Some(votes) = levels.votes.get_mut(usize::from(place))
            {
                *votes += 1;
            }
        }
        levels
    }

    /// How many voted.
    #[must_use]
    pub fn voters(&self) -> u32 {
        self.votes.iter().sum()
    }

    /// The median; none where nobody voted.
    #[must_use]
    pub fn median(&self) -> Option<Median> {
        let voters = self.voters();
        if voters == 0 {
            return None;
        }
        let (low, high) = (self.nth((voters - 1) / 2), self.nth(voters / 2));
        Some(if low == high { Median::At(low) } else { Median::Between(low, high) })
    }

    /// The lowest and the highest point that were chosen; none where nobody voted.
    #[must_use]
    pub fn extremes(&self) -> Option<(u8, u8)> {
        let voters = self.voters();
        (voters > 0).then(|| (self.nth(0), self.nth(voters - 1)))
    }

    /// The points within which the middle half of the votes lies (the first and third quartiles, as votes, without averaging).
    #[must_use]
    pub fn middle_half(&self) -> Option<(u8, u8)> {
        let voters = self.voters();
        (voters > 0).then(|| (self.nth((voters - 1) / 4), self.nth(voters - 1 - (voters - 1) / 4)))
    }

    /// The point that the vote number `n` chose, counted from the lowest, from 0.
    fn nth(&self, n: u32) -> u8 {
        let mut before = 0;
        let place = self.votes.iter().position(|votes| {
            before += votes;
            before > n
        });
        let place = place.unwrap_or(self.votes.len() - 1);
        self.from.saturating_add(u8::try_from(place).unwrap_or(u8::MAX))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn levels(from: u8, to: u8, chosen: &[u8]) -> Levels {
        Levels::of(from, to, &chosen.iter().map(|level| Vote::Level(*level)).collect::<Vec<_>>())
    }

    #[test]
    fn the_median_of_an_even_number_may_lie_between_two_points() {
        assert_eq!(levels(0, 5, &[]).median(), None);
        assert_eq!(levels(0, 5, &[1, 5, 4]).median(), Some(Median::At(4)));
        assert_eq!(levels(0, 5, &[1, 2, 4, 5]).median(), Some(Median::Between(2, 4)));
        assert_eq!(levels(0, 5, &[3, 3]).median(), Some(Median::At(3)));
    }

    #[test]
    fn what_is_off_the_scale_counts_for_nothing() {
        let seven = levels(1, 7, &[0, 1, 7, 8]);
        assert_eq!((seven.voters(), seven.extremes()), (2, Some((1, 7))));
    }

    proptest! {
        #[test]
        fn the_order_statistics_are_those_of_the_sorted_votes(mut chosen in proptest::collection::vec(1_u8..=7, 1..40)) {
            let counted = levels(1, 7, &chosen);
            chosen.sort_unstable();
            let last = chosen.len() - 1;
            prop_assert_eq!(counted.extremes(), Some((chosen[0], chosen[last])));
            prop_assert_eq!(counted.middle_half(), Some((chosen[last / 4], chosen[last - last / 4])));
            let (low, high) = (chosen[last / 2], chosen[chosen.len() / 2]);
            prop_assert_eq!(counted.median(), Some(if low == high { Median::At(low) } else { Median::Between(low, high) }));
        }
    }
}
