//! How a poll is held.

use super::{options::MOST, repeat::Repetition};
use crate::{
    handbook::RoleId,
    workspace::ids::{ServerRoleId, TeamId, UserId},
};

/// The longest scale: as many points as buttons stand under a message in two rows.
pub const LONGEST_SCALE: u8 = 10;

/// The most people that are named one by one as an electorate: what a member select takes.
pub const MOST_NAMED: usize = 25;

/// How a poll is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What is asked for.
    pub kind: Kind,
    /// Whether votes carry names.
    pub anonymous: bool,
    /// Whether results are kept back until the close.
    pub hidden_until_close: bool,
    /// Who may vote.
    pub electorate: Electorate,
    /// How many must vote for the result to count.
    pub quorum: Quorum,
    /// Whether votes come with reasons.
    pub reasons: Reasons,
    /// What follows from the result.
    pub force: Force,
    /// Whether those who have not voted are reminded before the close.
    pub remind: bool,
    /// How often it is held, where more than once.
    pub repeat: Option<Repetition>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One option.
    One,
    /// Several options.
    Several {
        /// How many at most.
        most: u8,
    },
    /// Yes, no, or an objection.
    Proposal,
    /// A point on a scale, such as 0 to 5 for a fist of five or 1 to 7 for a level of delegation.
    Scale {
        /// The lowest point.
        from: u8,
        /// The highest point.
        to: u8,
    },
    /// Options in the order of preference.
    Ranked,
}

impl Kind {
    /// Whether one votes for options, which the poll then has.
    #[must_use]
    pub const fn has_options(self) -> bool {
        matches!(self, Self::One | Self::Several { .. } | Self::Ranked)
    }

    /// The kind after the number of options has changed: who could choose all of them still can.
    #[must_use]
    pub fn with_options(self, before: usize, now: usize) -> Self {
        let all = u8::try_from(now).unwrap_or(u8::MAX);
        match self {
            Self::Several { most } if usize::from(most) >= before => Self::Several { most: all },
            Self::Several { most } => Self::Several { most: most.min(all) },
            other => other,
        }
    }
}

/// Who may vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Electorate {
    /// Everybody who sees the channel.
    Everyone,
    /// Everybody with a role of the server.
    ServerRole(ServerRoleId),
    /// Everybody with a seat in a team, covers included.
    Team(TeamId),
    /// These people.
    Members(Vec<UserId>),
}

/// How many must vote for the result to count. Every part that is set must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quorum {
    /// So many people.
    pub count: Option<u32>,
    /// So many of a hundred of those who may vote, rounded up. It needs an electorate whose size is known.
    pub percent: Option<u8>,
    /// Of each of these roles of the handbook so many people, such as one tech lead.
    pub per_role: Vec<(RoleId, u32)>,
}

/// Whether votes come with reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reasons {
    /// None are taken, but for objections, which need one.
    Off,
    /// Who wants gives one.
    Optional,
    /// Every vote has one.
    Required,
}

/// What follows from the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// Nothing: it shows where people stand.
    SenseCheck,
    /// Somebody decides, having seen it.
    Advice {
        /// Who; none for somebody whose data was erased.
        decider: Option<UserId>,
    },
    /// It holds.
    Binding,
}

/// Settings that contradict each other or the options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// "Up to none" or more than there are options.
    #[error("one to {options} options can be chosen, not {most}")]
    ChooseMost {
        /// How many may be chosen.
        most: u8,
        /// How many options there are.
        options: usize,
    },
    /// A scale with fewer than two or more than [`LONGEST_SCALE`] points.
    #[error("a scale has 2 to {LONGEST_SCALE} points")]
    Scale,
    /// An electorate of nobody, or of more than [`MOST_NAMED`] named people.
    #[error("1 to {MOST_NAMED} people can be named")]
    Named,
    /// A quorum that a poll can never meet.
    #[error("no poll can meet this quorum")]
    Unreachable,
    /// A share of an electorate whose size is not known.
    #[error("a share needs an electorate whose size is known")]
    ShareOfUnknown,
}

impl Settings {
    /// What somebody gets who says nothing: named, live, everybody, no quorum, no reasons, a sense-check.
    #[must_use]
    pub fn plain(kind: Kind) -> Self {
        Self {
            kind,
            anonymous: false,
            hidden_until_close: false,
            electorate: Electorate::Everyone,
            quorum: Quorum::default(),
            reasons: Reasons::Off,
            force: Force::SenseCheck,
            remind: false,
            repeat: None,
        }
    }

    /// Whether these are what somebody gets who says nothing but how one votes.
    #[must_use]
    pub fn are_plain(&self) -> bool {
        *self == Self::plain(self.kind)
    }

    /// Checks that the settings can be met. `options` is how many there are; `eligible` is how many may vote, where that is known.
    ///
    /// # Errors
    /// The first contradiction.
    pub fn check(&self, options: usize, eligible: Option<u32>) -> Result<(), BadSettings> {
        match self.kind {
            Kind::Several { most } if most == 0 || usize::from(most) > options.min(MOST) => {
                return Err(BadSettings::ChooseMost { most, options });
            }
            Kind::Scale { from, to } if to <= from || to - from >= LONGEST_SCALE => return Err(BadSettings::Scale),
            _ => {}
        }
        if matches!(&self.electorate, Electorate::Members(named) if named.is_empty() || named.len() > MOST_NAMED) {
            return Err(BadSettings::Named);
        }
        self.quorum.check(eligible)
    }
}

impl Quorum {
    fn check(&self, eligible: Option<u32>) -> Result<(), BadSettings> {
        if self.percent.is_some_and(|percent| percent == 0 || percent > 100) || self.count == Some(0) {
            return Err(BadSettings::Unreachable);
        }
        match eligible {
            None if self.percent.is_some() => Err(BadSettings::ShareOfUnknown),
            Some(eligible) if self.count.is_some_and(|count| count > eligible) => Err(BadSettings::Unreachable),
            _ => Ok(()),
        }
    }

    /// How many must vote in all. `eligible` is how many may.
    #[must_use]
    pub fn heads(&self, eligible: Option<u32>) -> u32 {
        let share = self.percent.zip(eligible).map(|(percent, of)| (u64::from(of) * u64::from(percent)).div_ceil(100));
        let share = share.and_then(|share| u32::try_from(share).ok()).unwrap_or(0);
        share.max(self.count.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_as_many_can_be_chosen_as_there_are() {
        let several = |most| Settings::plain(Kind::Several { most }).check(3, None);
        assert_eq!((several(1), several(3)), (Ok(()), Ok(())));
        for most in [0, 4] {
            assert_eq!(several(most), Err(BadSettings::ChooseMost { most, options: 3 }));
        }
    }

    #[test]
    fn who_could_choose_all_options_still_can_when_there_are_more_or_fewer() {
        let several = |most| Kind::Several { most };
        assert_eq!(several(3).with_options(3, 5), several(5));
        assert_eq!((several(2).with_options(3, 5), several(2).with_options(3, 1)), (several(2), several(1)));
        assert_eq!(Kind::Ranked.with_options(3, 5), Kind::Ranked);
    }

    #[test]
    fn a_scale_has_two_to_ten_points() {
        let scale = |from, to| Settings::plain(Kind::Scale { from, to }).check(0, None);
        assert_eq!((scale(0, 1), scale(0, 9), scale(1, 10)), (Ok(()), Ok(()), Ok(())));
        assert_eq!(
            (scale(3, 3), scale(5, 0), scale(0, 10)),
            (Err(BadSettings::Scale), Err(BadSettings::Scale), Err(BadSettings::Scale))
        );
    }

    #[test]
    fn named_people_are_one_to_twenty_five() {
        let named = |count: u64| {
            let people = (1..=count).map(|id| UserId::new(id).expect("not 0")).collect();
            Settings { electorate: Electorate::Members(people), ..Settings::plain(Kind::One) }.check(2, None)
        };
        assert_eq!((named(1), named(25)), (Ok(()), Ok(())));
        assert_eq!((named(0), named(26)), (Err(BadSettings::Named), Err(BadSettings::Named)));
    }

    #[test]
    fn a_quorum_can_be_met() {
        let quorum = |count, percent, eligible| Quorum { count, percent, per_role: Vec::new() }.check(eligible);
        assert_eq!(quorum(Some(5), Some(100), Some(5)), Ok(()));
        assert_eq!(quorum(Some(6), None, Some(5)), Err(BadSettings::Unreachable));
        assert_eq!(quorum(None, Some(101), Some(5)), Err(BadSettings::Unreachable));
        assert_eq!(quorum(None, Some(50), None), Err(BadSettings::ShareOfUnknown));
    }

    #[test]
    fn a_share_is_rounded_up_and_the_greater_part_counts() {
        let heads = |count, percent, eligible| Quorum { count, percent, per_role: Vec::new() }.heads(eligible);
        assert_eq!(heads(None, Some(50), Some(5)), 3);
        assert_eq!(heads(Some(4), Some(50), Some(5)), 4);
        assert_eq!(heads(None, None, None), 0);
        assert_eq!(heads(None, Some(100), Some(u32::MAX)), u32::MAX);
    }
}
