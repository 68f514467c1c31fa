//! What a team's answers come to, and what of it is shown: nothing for fewer than a few people.

use std::collections::BTreeMap;

use super::{
    questions::Answer,
    statistics::{agreement, agrees, average_deviation, mean},
};

/// The fewest people whose answers are shown together; a team may ask for more, never for less.
pub const FEWEST: usize = 4;

/// From how many comparable rounds on a trend is shown: two are just two days.
pub const FEWEST_FOR_TREND: usize = 3;

/// The answers of a round to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given(BTreeMap<Answer, u32>);

/// How answers on a scale lie.
#[derive(Clone, Debug, PartialEq)]
pub struct OnScale {
    /// How many gave each answer, the lowest first.
    pub counts: Vec<u32>,
    /// The mean.
    pub mean: f64,
    /// Whether they agree ([`agrees`]).
    pub agreed: bool,
    /// Whether there is more than one peak ([`agreement`] below 0), so that the mean stands for nobody.
    pub split: bool,
}

/// Who was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Each answer with how many gave it, the most frequent first.
    pub answers: Vec<(Answer, u32)>,
    /// Whether it is contested: no answer was given by two thirds.
    pub contested: bool,
    /// Whether most name nobody, or don't know.
    pub gap: bool,
}

impl Given {
    /// The answers that were given; whoever skipped the question is not among them.
    #[must_use]
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Self {
        let mut given = BTreeMap::new();
        for answer in answers.into_iter().filter(|answer| **answer != Answer::Skipped) {
            *given.entry(answer.clone()).or_default() += 1;
        }
        Self(given)
    }

    /// Each answer with how many gave it.
    #[must_use]
    pub fn counted(answers: impl IntoIterator<Item = (Answer, u32)>) -> Self {
        Self(answers.into_iter().filter(|(answer, _)| *answer != Answer::Skipped).collect())
    }

    /// How many answered.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.0.values().sum()
    }

    /// Whether enough answered for anything to be shown, `fewest` being what the team has asked for.
    #[must_use]
    pub fn may_be_shown(&self, fewest: usize) -> bool {
        usize::try_from(self.people()).is_ok_and(|people| people >= fewest.max(FEWEST))
    }

    /// How the answers lie on a scale of so many points; none where too few answered.
    #[must_use]
    pub fn on_scale(&self, points: u32, fewest: usize) -> Option<OnScale> {
        if !self.may_be_shown(fewest) {
            return None;
        }
        let count = |point: u32| u8::try_from(point).ok().and_then(|point| self.0.get(&Answer::Point(point))).copied();
        let counts: Vec<u32> = (1..=points).map(|point| count(point).unwrap_or(0)).collect();
        let values: Vec<f64> = (1..=points)
            .zip(&counts)
            .flat_map(|(point, count)| std::iter::repeat_n(f64::from(point), usize::try_from(*count).unwrap_or(0)))
            .collect();
        let agreed = average_deviation(&values).is_some_and(|deviation| agrees(deviation, points));
        let split = agreement(&counts).is_some_and(|agreement| agreement < 0.0);
        Some(OnScale { mean: mean(&values)?, counts, agreed, split })
    }

    /// Who was named; none where too few answered.
    #[must_use]
    pub fn named(&self, fewest: usize) -> Option<Named> {
        if !self.may_be_shown(fewest) {
            return None;
        }
        let mut answers: Vec<(Answer, u32)> = self.0.iter().map(|(answer, count)| (answer.clone(), *count)).collect();
        answers.sort_by(|(one, most), (other, less)| less.cmp(most).then_with(|| one.cmp(other)));
        let (people, most) = (self.people(), answers.first().map_or(0, |(_, count)| *count));
        let nowhere = |answer: &Answer| self.0.get(answer).copied().unwrap_or(0);
        let gap = (nowhere(&Answer::Nobody) + nowhere(&Answer::Unknown)) * 2 > people;
        Some(Named { contested: most * 3 < people * 2, gap, answers })
    }
}

impl OnScale {
    /// How much is to be talked about, to sort by: split ones first, then those that do not agree.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        self.split || !self.agreed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::handbook::RoleId;

    fn points(points: &[u8]) -> Given {
        Given::of(&points.iter().copied().map(Answer::Point).collect::<Vec<_>>())
    }

    #[test]
    fn nothing_is_shown_for_fewer_than_four_and_a_team_may_only_ask_for_more() {
        assert_eq!(points(&[1, 2, 3]).on_scale(5, 0), None);
        assert!(points(&[1, 2, 3, 3]).on_scale(5, 0).is_some());
        assert_eq!(points(&[1, 2, 3, 3]).on_scale(5, 5), None);
        assert_eq!(Given::of(&vec![Answer::Nobody; 3]).named(1), None);
    }

    #[test]
    fn two_camps_are_split_and_one_is_not() {
        let shown = |answers: &[u8]| points(answers).on_scale(5, 4).expect("enough");
        let camps = shown(&[1, 1, 1, 5, 5, 5]);
        assert_eq!((camps.mean, camps.agreed, camps.split, camps.is_contested()), (3.0, false, true, true));
        let one = shown(&[3, 4, 4, 4, 5, 4]);
        assert_eq!((one.counts.as_slice(), one.agreed, one.split), (&[0, 0, 1, 4, 1][..], true, false));
        let wide = shown(&[1, 2, 3, 4, 5, 3]);
        assert_eq!((wide.agreed, wide.split, wide.is_contested()), (false, false, true));
    }

    #[test]
    fn who_is_named_by_two_thirds_is_not_contested() {
        let lead = || Answer::Role(RoleId::new("tech-lead"));
        let named = |answers: &[Answer]| Given::of(answers).named(4).expect("enough");
        let agreed = named(&[lead(), lead(), lead(), lead(), Answer::Together, Answer::Unknown]);
        assert_eq!((agreed.answers[0].clone(), agreed.contested, agreed.gap), ((lead(), 4), false, false));
        let open = named(&[lead(), lead(), Answer::Together, Answer::Nobody, Answer::Unknown, Answer::Nobody]);
        assert!(open.contested && !open.gap);
        let gap = named(&[Answer::Nobody, Answer::Nobody, Answer::Unknown, lead()]);
        assert!(gap.contested && gap.gap);
    }

    proptest! {
        #[test]
        fn counts_add_up_and_the_mean_is_on_the_scale(answers in prop::collection::vec(1_u8..=7, 4..40)) {
            let shown = points(&answers).on_scale(7, 4).expect("enough");
            prop_assert_eq!(shown.counts.iter().sum::<u32>() as usize, answers.len());
            prop_assert!((1.0..=7.0).contains(&shown.mean));
        }
    }
}
