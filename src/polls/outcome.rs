//! What the votes come to, in a form that can be put into words: a winner or a tie and by how much, whether enough people voted, and
//! whether those who have not voted could have changed it.

use crate::handbook::RoleId;

use super::{
    ballot::Vote,
    options::OptionId,
    settings::{Kind, Quorum},
    tally::{
        counts::{Counts, Stances},
        runoff::Runoff,
        scale::Levels,
        schulze::Schulze,
    },
};

/// The count of a poll, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// One option or several.
    Options(Counts),
    /// Yes, no and objections.
    Stances(Stances),
    /// Points on a scale.
    Levels(Levels),
    /// Rankings, counted in both ways.
    Ranked(Box<Ranked>),
}

/// Rankings, counted in both ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// By instant run-off.
    pub runoff: Runoff,
    /// Pair by pair.
    pub schulze: Schulze,
    /// How many ballots count.
    pub voters: u32,
}

/// Who comes out ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Nobody voted.
    NoVotes,
    /// One option.
    Winner(OptionId),
    /// Several, equally.
    Tie(Vec<OptionId>),
    /// The two ways of counting rankings elect differently.
    Differ {
        /// By instant run-off.
        runoff: Vec<OptionId>,
        /// Pair by pair.
        schulze: Vec<OptionId>,
    },
    /// The proposal passes: more for it than against.
    Passes,
    /// The proposal fails: not more for it than against. As many on both sides is a failure, since a change needs more for it.
    Fails,
    /// A scale has a middle, not a winner.
    Middle,
}

/// What a poll lacks to count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// So many people.
    pub heads: u32,
    /// So many people of each of these roles.
    pub roles: Vec<(RoleId, u32)>,
}

/// Who voted, as far as the quorum asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// How many voted.
    pub voted: u32,
    /// How many may vote, where that is known.
    pub eligible: Option<u32>,
    /// How many of each role voted.
    pub by_role: Vec<(RoleId, u32)>,
}

impl Count {
    /// Counts votes.
    #[must_use]
    pub fn of(kind: Kind, options: &[OptionId], votes: &[Vote]) -> Self {
        match kind {
            Kind::One | Kind::Several { .. } => Self::Options(Counts::of(options, votes)),
            Kind::Proposal => Self::Stances(Stances::of(votes)),
            Kind::Scale { from, to } => Self::Levels(Levels::of(from, to, votes)),
            Kind::Ranked => {
                let rankings = || {
                    votes.iter().filter_map(|vote| match vote {
                        Vote::Ranking(order) => Some(order.as_slice()),
                        Vote::One(_) | Vote::Several(_) | Vote::Stance(_) | Vote::Level(_) => None,
                    })
                };
                let counts = |order: &&[OptionId]| order.iter().any(|id| options.contains(id));
                let voters = u32::try_from(rankings().filter(counts).count()).unwrap_or(u32::MAX);
                let (runoff, schulze) = (Runoff::of(options, rankings()), Schulze::of(options, rankings()));
                Self::Ranked(Box::new(Ranked { runoff, schulze, voters }))
            }
        }
    }

    /// How many votes count.
    #[must_use]
    pub fn voters(&self) -> u32 {
        match self {
            Self::Options(counts) => counts.voters,
            Self::Stances(stances) => stances.voters(),
            Self::Levels(levels) => levels.voters(),
            Self::Ranked(ranked) => ranked.voters,
        }
    }

    /// Who comes out ahead.
    #[must_use]
    pub fn ahead(&self) -> Ahead {
        if self.voters() == 0 {
            return Ahead::NoVotes;
        }
        match self {
            Self::Options(counts) => winner_or_tie(counts.leaders().0),
            Self::Stances(stances) if stances.yes > stances.against() => Ahead::Passes,
            Self::Stances(_) => Ahead::Fails,
            Self::Levels(_) => Ahead::Middle,
            Self::Ranked(ranked) => {
                let (runoff, schulze) = (&ranked.runoff.winners, &ranked.schulze.winners);
                if runoff == schulze {
                    winner_or_tie(runoff.clone())
                } else {
                    Ahead::Differ { runoff: runoff.clone(), schulze: schulze.clone() }
                }
            }
        }
    }

    /// Whether so many more votes could have changed who comes out ahead; none where that is not said: of a scale, and of rankings,
    /// whose ballots can be filled in too many ways.
    #[must_use]
    pub fn could_change(&self, undecided: u32) -> Option<bool> {
        if undecided == 0 {
            return Some(false);
        }
        match self {
            // A tie is another result than a win, and a vote ends a tie.
            Self::Options(counts) => Some(counts.margin().is_none_or(|margin| undecided >= margin)),
            Self::Stances(stances) if stances.yes > stances.against() => {
                Some(undecided >= stances.yes - stances.against())
            }
            Self::Stances(stances) => Some(undecided > stances.against() - stances.yes),
            Self::Levels(_) | Self::Ranked(_) => None,
        }
    }
}

fn winner_or_tie(winners: Vec<OptionId>) -> Ahead {
    match winners[..] {
        [] => Ahead::NoVotes,
        [winner] => Ahead::Winner(winner),
        _ => Ahead::Tie(winners),
    }
}

impl Turnout {
    /// How many may vote and have not; none where it is not known how many may.
    #[must_use]
    pub fn undecided(&self) -> Option<u32> {
        self.eligible.map(|eligible| eligible.saturating_sub(self.voted))
    }

    /// What is missing to the quorum; nothing where it is met.
    #[must_use]
    pub fn missing(&self, quorum: &Quorum) -> Option<Missing> {
        let heads = quorum.heads(self.eligible).saturating_sub(self.voted);
        let voted = |role: &RoleId| self.by_role.iter().find(|(known, _)| known == role).map_or(0, |(_, count)| *count);
        let lacking = quorum.per_role.iter().map(|(role, asked)| (role.clone(), asked.saturating_sub(voted(role))));
        let missing = Missing { heads, roles: lacking.filter(|(_, count)| *count > 0).collect() };
        (missing != Missing::default()).then_some(missing)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::polls::ballot::Stance;

    const A: OptionId = OptionId::new(0);
    const B: OptionId = OptionId::new(1);
    const C: OptionId = OptionId::new(2);

    fn one(votes: &[OptionId]) -> Count {
        Count::of(Kind::One, &[A, B, C], &votes.iter().map(|id| Vote::One(*id)).collect::<Vec<_>>())
    }

    fn proposal(stances: &[Stance]) -> Count {
        Count::of(Kind::Proposal, &[], &stances.iter().map(|stance| Vote::Stance(*stance)).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_won_or_tied() {
        assert_eq!((one(&[]).ahead(), one(&[B, B, A]).ahead()), (Ahead::NoVotes, Ahead::Winner(B)));
        assert_eq!(one(&[B, A]).ahead(), Ahead::Tie(vec![A, B]));
    }

    #[test]
    fn a_proposal_needs_more_for_it_than_against() {
        use Stance::{No, Objection, Yes};
        assert_eq!(
            (proposal(&[Yes, Yes, No]).ahead(), proposal(&[Yes, Objection]).ahead()),
            (Ahead::Passes, Ahead::Fails)
        );
        assert_eq!(proposal(&[Yes, No]).could_change(1), Some(true), "one more for it and it passes");
        assert_eq!(proposal(&[Yes, No, No]).could_change(1), Some(false), "one more makes it even, which fails too");
        assert_eq!(proposal(&[Yes]).could_change(1), Some(true), "one against makes it even");
    }

    #[test]
    fn rankings_that_elect_differently_are_shown_side_by_side() {
        let pile = |count, order: [OptionId; 3]| std::iter::repeat_n(Vote::Ranking(order.into()), count);
        // C is everybody's second choice: it beats both head to head and goes out first in the run-off.
        let votes: Vec<Vote> = pile(4, [A, C, B]).chain(pile(3, [B, C, A])).chain(pile(2, [C, B, A])).collect();
        let count = Count::of(Kind::Ranked, &[A, B, C], &votes);
        assert_eq!(count.ahead(), Ahead::Differ { runoff: vec![B], schulze: vec![C] });
        assert_eq!((count.voters(), count.could_change(1)), (9, None));
    }

    #[test]
    fn a_quorum_missed_says_by_how_much_and_by_whom() {
        let (lead, manager) = (RoleId::new("tech-lead"), RoleId::new("engineering-manager"));
        let quorum = Quorum { count: None, percent: Some(50), per_role: vec![(lead.clone(), 1), (manager.clone(), 1)] };
        let turnout = |voted, by_role| Turnout { voted, eligible: Some(9), by_role };
        let missed = turnout(3, vec![(lead.clone(), 2)]);
        assert_eq!(missed.missing(&quorum), Some(Missing { heads: 2, roles: vec![(manager.clone(), 1)] }));
        assert_eq!(missed.undecided(), Some(6));
        assert_eq!(turnout(5, vec![(lead, 2), (manager, 1)]).missing(&quorum), None);
        assert_eq!(Turnout::default().missing(&Quorum::default()), None);
    }

    proptest! {
        /// Whether more votes could change the result is what trying all of them finds.
        #[test]
        fn could_change_is_what_trying_finds(
            cast in proptest::collection::vec(0_u8..3, 0..9), undecided in 0_usize..4,
        ) {
            let cast: Vec<OptionId> = cast.into_iter().map(OptionId::new).collect();
            let before = one(&cast).ahead();
            let ways = 3_usize.pow(u32::try_from(undecided).expect("few"));
            let changes = (0..ways).any(|mut way| {
                let mut all = cast.clone();
                for _ in 0..undecided {
                    all.push([A, B, C][way % 3]);
                    way /= 3;
                }
                one(&all).ahead() != before
            });
            prop_assert_eq!(one(&cast).could_change(u32::try_from(undecided).expect("few")), Some(changes));
        }

        #[test]
        fn could_change_a_proposal_is_what_trying_finds(yes in 0_u32..6, no in 0_u32..6, undecided in 0_u32..6) {
            let result = |yes: u32, no: u32| yes > no;
            let stances = |yes, no| Count::Stances(Stances { yes, no, objections: 0 });
            let changes = (0..=undecided).any(|more| result(yes + more, no + undecided - more) != result(yes, no));
            prop_assert_eq!(stances(yes, no).could_change(undecided), Some(changes));
        }
    }
}
