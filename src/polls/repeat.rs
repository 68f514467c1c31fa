//! Polls that are held again and again, and reminders before one closes.

use std::time::Duration;

use super::{
    life::State,
    poll::{Followed, Poll},
    pseudonym::PollKey,
};
use crate::{
    clock::Timestamp,
    workspace::{dates::Zone, ids::PollId},
};

/// The kind of deadline on which a poll is held again; its subject is the poll that was held last.
pub const NEXT: &str = "poll-next";

/// The kind of deadline on which those who have not voted are reminded; its subject is the poll.
pub const REMIND: &str = "poll-remind";

/// The longest time before its close at which is reminded.
const EARLIEST: Duration = Duration::from_secs(24 * 60 * 60);

/// A poll is reminded of when this part of its time is left.
const LEFT: u32 = 4;

/// So many times at most a poll is taken to have been missed while the bot was away.
const MOST_MISSED: i32 = 1_000;

/// A poll that is held again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetition {
    /// How often.
    pub every: Repeat,
    /// How long each takes votes.
    pub lasts: Duration,
}

/// How often a poll is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Every week, on the same day.
    Weekly,
    /// Every other week, on the same day.
    Fortnightly,
    /// Every month, on the same day of the month, or on its last day where it is shorter.
    Monthly,
}

impl Repeat {
    /// The word for it in options and in storage.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Fortnightly => "fortnightly",
            Self::Monthly => "monthly",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Weekly, Self::Fortnightly, Self::Monthly].into_iter().find(|repeat| repeat.name() == name)
    }

    /// When a poll that started at `start` is held again after `now`: at the same time of the day by the clock of the zone. Times that
    /// have passed meanwhile are left out. None where no calendar goes that far.
    #[must_use]
    pub fn next(self, start: Timestamp, now: Timestamp, zone: &Zone) -> Option<Timestamp> {
        let later = |times: i32| match self {
            Self::Weekly => zone.later(start, 0, times * 7),
            Self::Fortnightly => zone.later(start, 0, times * 14),
            Self::Monthly => zone.later(start, times, 0),
        };
        (1..=MOST_MISSED).map_while(later).find(|next| *next > now)
    }
}

impl Poll {
    /// When those who have not voted are reminded; none where nobody is.
    #[must_use]
    pub fn reminds_at(&self) -> Option<Timestamp> {
        let State::Open { deadline: Some(end) } = self.state else {
            return None;
        };
        let lasts = self.created_at.until(end);
        self.settings.remind.then(|| self.created_at.plus(lasts - (lasts / LEFT).min(EARLIEST)))
    }

    /// The same poll held again, from this moment. An anonymous one needs a key of its own.
    #[must_use]
    pub fn again(&self, id: PollId, start: Timestamp, key: Option<PollKey>) -> Self {
        let deadline = self.settings.repeat.map(|repeat| start.plus(repeat.lasts));
        Self {
            id,
            message: None,
            result: None,
            created_at: start,
            key,
            state: State::Open { deadline },
            turnout: None,
            followed: Followed::default(),
            amendments: Vec::new(),
            changed: 0,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polls::{
        poll::tests::sample,
        settings::{Kind, Settings},
    };

    fn zone() -> Zone {
        Zone::named("Europe/Warsaw").expect("there is one")
    }

    fn at(text: &str) -> Timestamp {
        zone().read(text).expect("a moment")
    }

    #[test]
    fn a_week_later_it_is_the_same_time_of_the_day_also_when_the_clocks_change() {
        let next = |start, now| Repeat::Weekly.next(at(start), at(now), &zone()).map(|next| zone().written(next));
        assert_eq!(next("2026-03-25 09:00", "2026-03-25 10:00"), Some("2026-04-01 09:00".into()));
        assert_eq!(next("2026-03-25 09:00", "2026-04-01 09:00"), Some("2026-04-08 09:00".into()), "not now again");
        assert_eq!(
            next("2026-03-25 09:00", "2026-06-01 12:00"),
            Some("2026-06-03 09:00".into()),
            "what is past is past"
        );
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let next = |repeat: Repeat| repeat.next(at("2027-01-31 17:00"), at("2027-01-31 18:00"), &zone());
        assert_eq!(next(Repeat::Monthly).map(|next| zone().written(next)), Some("2027-02-28 17:00".into()));
        assert_eq!(next(Repeat::Fortnightly).map(|next| zone().written(next)), Some("2027-02-14 17:00".into()));
        let names = [Repeat::Weekly, Repeat::Fortnightly, Repeat::Monthly];
        assert_eq!(names.map(|repeat| Repeat::named(repeat.name())), names.map(Some));
    }

    #[test]
    fn a_reminder_comes_in_the_last_quarter_and_at_most_a_day_before() {
        let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
        let reminds = |lasts, remind| {
            let poll = sample(Settings { remind, ..Settings::plain(Kind::One) });
            let state = State::Open { deadline: Some(poll.created_at.plus(lasts)) };
            let start = poll.created_at;
            Poll { state, ..poll }.reminds_at().map(|at| start.until(at))
        };
        assert_eq!(reminds(hours(4), true), Some(hours(3)));
        assert_eq!(reminds(hours(24 * 7), true), Some(hours(24 * 6)));
        assert_eq!(reminds(hours(4), false), None);
    }

    #[test]
    fn held_again_it_has_nothing_of_the_last_time() {
        let repeat = Some(Repetition { every: Repeat::Weekly, lasts: Duration::from_millis(7) });
        let last = sample(Settings { anonymous: true, repeat, ..Settings::plain(Kind::One) });
        let id = PollId::new(9).expect("sound");
        let again = last.again(id, Timestamp::from_millis(50), None);
        assert_eq!((again.id, again.key, again.message), (id, None, None));
        assert_eq!(again.state, State::Open { deadline: Some(Timestamp::from_millis(57)) });
        assert_eq!((again.question, again.options, again.settings), (last.question, last.options, last.settings));
    }
}
