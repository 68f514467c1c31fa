//! One person's vote, and whether it fits the question.

use std::collections::BTreeSet;

use super::{
    options::{OptionId, Options},
    settings::{Kind, Reasons, Settings},
};
use crate::workspace::{names::BadName, texts};

/// The most characters of the reason that goes with a vote.
pub const LONGEST_REASON: usize = 300;

/// One person's vote. Who cast it is kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// What is voted for.
    pub vote: Vote,
    /// Why.
    pub reason: Option<String>,
}

/// What is voted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vote {
    /// One option.
    One(OptionId),
    /// Several options, each counting once.
    Several(BTreeSet<OptionId>),
    /// For, against, or an objection.
    Stance(Stance),
    /// A point on the scale.
    Level(u8),
    /// Options, the preferred one first. Those left out come after all of these and equal one another.
    Ranking(Vec<OptionId>),
}

/// Where somebody stands on a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// For it.
    Yes,
    /// Against it, and will live with it.
    No,
    /// It must not be done before the reason is dealt with.
    Objection,
}

/// Why a vote does not fit the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBallot {
    /// The vote is of another kind than the poll.
    #[error("the poll asks for another kind of vote")]
    OtherKind,
    /// No option is chosen.
    #[error("nothing is chosen")]
    Nothing,
    /// More options than allowed.
    #[error("at most {most} may be chosen, these are {is}")]
    TooMany {
        /// How many are chosen.
        is: usize,
        /// How many may be.
        most: usize,
    },
    /// An option that the poll does not have, or no longer has.
    #[error("the poll does not have the option {}", .0.get())]
    NoSuchOption(OptionId),
    /// An option that stands twice in a ranking.
    #[error("the option {} is ranked twice", .0.get())]
    RankedTwice(OptionId),
    /// A point that the scale does not have.
    #[error("the scale goes from {from} to {to}")]
    OffTheScale {
        /// Its lowest point.
        from: u8,
        /// Its highest point.
        to: u8,
    },
    /// A reason is asked for, or an objection has none.
    #[error("a reason is needed")]
    NeedsReason,
    /// The poll takes no reasons.
    #[error("the poll takes no reasons")]
    TakesNoReason,
    /// A reason that cannot be kept.
    #[error(transparent)]
    Reason(#[from] BadName),
}

impl Ballot {
    /// The ballot as it is kept.
    ///
    /// # Errors
    /// Why it does not fit the question.
    pub fn checked(self, settings: &Settings, options: &Options) -> Result<Self, BadBallot> {
        self.vote.fits(settings.kind, options)?;
        let objects = self.objects();
        let reason = self.reason.map(|reason| texts::text(&reason, LONGEST_REASON)).transpose()?;
        match (settings.reasons, &reason) {
            (_, None) if objects => Err(BadBallot::NeedsReason),
            (Reasons::Required, None) => Err(BadBallot::NeedsReason),
            (Reasons::Off, Some(_)) if !objects => Err(BadBallot::TakesNoReason),
            _ => Ok(Self { vote: self.vote, reason }),
        }
    }

    /// Whether it is an objection.
    #[must_use]
    pub fn objects(&self) -> bool {
        self.vote == Vote::Stance(Stance::Objection)
    }

    /// The ballot after options were taken away: none where nothing is left of it.
    #[must_use]
    pub fn without(self, gone: OptionId) -> Option<Self> {
        let vote = match self.vote {
            Vote::One(id) if id == gone => return None,
            Vote::Several(mut chosen) => {
                chosen.remove(&gone);
                Vote::Several(chosen)
            }
            Vote::Ranking(mut order) => {
                order.retain(|id| *id != gone);
                Vote::Ranking(order)
            }
            other => other,
        };
        let nothing_left = matches!(&vote, Vote::Several(chosen) if chosen.is_empty())
            || matches!(&vote, Vote::Ranking(order) if order.is_empty());
        (!nothing_left).then_some(Self { vote, reason: self.reason })
    }
}

impl Vote {
    /// The vote for what was chosen in a list of options; none where a poll of this kind has no such list, or nothing was chosen.
    #[must_use]
    pub fn of_chosen(kind: Kind, chosen: BTreeSet<OptionId>) -> Option<Self> {
        match kind {
            Kind::Several { .. } => Some(Self::Several(chosen)),
            Kind::One => chosen.first().map(|id| Self::One(*id)),
            Kind::Proposal | Kind::Scale { .. } | Kind::Ranked => None,
        }
    }

    fn fits(&self, kind: Kind, options: &Options) -> Result<(), BadBallot> {
        match (kind, self) {
            (Kind::One, Self::One(id)) => exists(options, *id),
            (Kind::Several { most }, Self::Several(chosen)) => {
                let (is, most) = (chosen.len(), usize::from(most));
                match is {
                    0 => Err(BadBallot::Nothing),
                    _ if is > most => Err(BadBallot::TooMany { is, most }),
                    _ => chosen.iter().try_for_each(|id| exists(options, *id)),
                }
            }
            (Kind::Proposal, Self::Stance(_)) => Ok(()),
            (Kind::Scale { from, to }, Self::Level(level)) => {
                if (from..=to).contains(level) {
                    Ok(())
                } else {
                    Err(BadBallot::OffTheScale { from, to })
                }
            }
            (Kind::Ranked, Self::Ranking(order)) => {
                if order.is_empty() {
                    return Err(BadBallot::Nothing);
                }
                let mut seen = BTreeSet::new();
                order.iter().try_for_each(|id| {
                    exists(options, *id)?;
                    if seen.insert(*id) { Ok(()) } else { Err(BadBallot::RankedTwice(*id)) }
                })
            }
            _ => Err(BadBallot::OtherKind),
        }
    }
}

fn exists(options: &Options, id: OptionId) -> Result<(), BadBallot> {
    if options.has(id) { Ok(()) } else { Err(BadBallot::NoSuchOption(id)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: OptionId = OptionId::new(0);
    const B: OptionId = OptionId::new(1);
    const C: OptionId = OptionId::new(2);
    const GONE: OptionId = OptionId::new(9);

    fn check(kind: Kind, reasons: Reasons, vote: Vote, reason: Option<&str>) -> Result<Ballot, BadBallot> {
        let settings = Settings { reasons, ..Settings::plain(kind) };
        let options = Options::of_line("a|b|c").expect("three");
        Ballot { vote, reason: reason.map(str::to_owned) }.checked(&settings, &options)
    }

    fn vote(kind: Kind, vote: Vote) -> Result<(), BadBallot> {
        check(kind, Reasons::Optional, vote, None).map(drop)
    }

    #[test]
    fn a_vote_is_of_the_polls_kind() {
        assert_eq!(vote(Kind::One, Vote::One(A)), Ok(()));
        assert_eq!(vote(Kind::One, Vote::Level(1)), Err(BadBallot::OtherKind));
        assert_eq!(vote(Kind::Proposal, Vote::One(A)), Err(BadBallot::OtherKind));
        assert_eq!(vote(Kind::One, Vote::One(GONE)), Err(BadBallot::NoSuchOption(GONE)));
    }

    #[test]
    fn several_are_at_most_so_many() {
        let several = |ids: &[OptionId]| Vote::Several(ids.iter().copied().collect());
        let two = Kind::Several { most: 2 };
        assert_eq!(vote(two, several(&[A, B])), Ok(()));
        assert_eq!(vote(two, several(&[A, B, C])), Err(BadBallot::TooMany { is: 3, most: 2 }));
        assert_eq!(vote(two, several(&[])), Err(BadBallot::Nothing));
        assert_eq!(vote(two, several(&[A, GONE])), Err(BadBallot::NoSuchOption(GONE)));
    }

    #[test]
    fn what_is_chosen_in_a_list_is_a_vote_of_the_polls_kind() {
        let chosen = |kind| Vote::of_chosen(kind, [B, A].into());
        assert_eq!(chosen(Kind::One), Some(Vote::One(A)));
        assert_eq!(chosen(Kind::Several { most: 2 }), Some(Vote::Several([A, B].into())));
        assert_eq!((chosen(Kind::Proposal), chosen(Kind::Ranked)), (None, None));
        assert_eq!(Vote::of_chosen(Kind::One, BTreeSet::new()), None);
    }

    #[test]
    fn a_scale_ends_at_both_ends() {
        let five = Kind::Scale { from: 1, to: 5 };
        assert_eq!((vote(five, Vote::Level(1)), vote(five, Vote::Level(5))), (Ok(()), Ok(())));
        for off in [0, 6] {
            assert_eq!(vote(five, Vote::Level(off)), Err(BadBallot::OffTheScale { from: 1, to: 5 }));
        }
    }

    #[test]
    fn a_ranking_names_each_option_once_and_may_leave_some_out() {
        assert_eq!(vote(Kind::Ranked, Vote::Ranking(vec![C, A])), Ok(()));
        assert_eq!(vote(Kind::Ranked, Vote::Ranking(vec![C, A, C])), Err(BadBallot::RankedTwice(C)));
        assert_eq!(vote(Kind::Ranked, Vote::Ranking(vec![])), Err(BadBallot::Nothing));
    }

    #[test]
    fn reasons_are_given_where_they_are_asked_for_and_always_with_an_objection() {
        let one = |reasons, reason| check(Kind::One, reasons, Vote::One(A), reason).map(|ballot| ballot.reason);
        assert_eq!(one(Reasons::Required, None), Err(BadBallot::NeedsReason));
        assert_eq!(one(Reasons::Off, Some("because")), Err(BadBallot::TakesNoReason));
        assert_eq!(one(Reasons::Optional, Some(" because ")), Ok(Some("because".into())));
        let objection = |reason| check(Kind::Proposal, Reasons::Off, Vote::Stance(Stance::Objection), reason);
        assert_eq!(objection(None), Err(BadBallot::NeedsReason));
        assert!(objection(Some("it breaks the audit")).is_ok());
        let long = "x".repeat(301);
        assert_eq!(objection(Some(&long)), Err(BadBallot::Reason(BadName::TooLong { is: 301, most: 300 })));
    }

    #[test]
    fn votes_follow_the_options_that_stay() {
        let ballot = |vote| Ballot { vote, reason: None };
        let left = |cast: Vote| ballot(cast).without(B).map(|ballot| ballot.vote);
        assert_eq!(left(Vote::One(A)), Some(Vote::One(A)));
        assert_eq!(left(Vote::One(B)), None);
        assert_eq!(left(Vote::Ranking(vec![C, B, A])), Some(Vote::Ranking(vec![C, A])));
        assert_eq!(left(Vote::Several([B].into())), None);
        assert_eq!(left(Vote::Level(2)), Some(Vote::Level(2)));
    }
}
