//! What a text says → the moment.

use jiff::{
    Span,
    civil::{Date, DateTime, Weekday},
    tz::AmbiguousOffset,
};

use super::{
    BadDate, FURTHEST, WholeDay,
    phrase::{Day, Phrase, Which},
    words::{Time, Unit},
    zone::Zone,
};
use crate::clock::Timestamp;

/// The moment that a phrase means.
pub(super) fn moment(phrase: &Phrase, zone: &Zone, now: Timestamp, whole: WholeDay) -> Result<Timestamp, BadDate> {
    let here = Here::at(zone, now)?;
    let readings = match phrase.complete {
        Some(complete) => vec![complete],
        None => here.readings(phrase, whole)?,
    };
    here.judge(readings)
}

/// Where and when somebody says something.
struct Here<'a> {
    zone: &'a Zone,
    now: Timestamp,
    /// The time on the clock there.
    local: DateTime,
    today: Date,
}

/// The days that something may mean, in the order of time.
enum Days {
    /// The first that is not over.
    First(Vec<Date>),
    /// Any of them.
    Any(Vec<Date>),
}

impl<'a> Here<'a> {
    fn at(zone: &'a Zone, now: Timestamp) -> Result<Self, BadDate> {
        let moment = jiff::Timestamp::from_millisecond(now.millis()).map_err(|_| BadDate::TooFar)?;
        let local = zone.rules().to_datetime(moment);
        Ok(Self { zone, now, local, today: local.date() })
    }

    /// One reading is the moment, several are ambiguous, none is past. What is too far ahead is none.
    fn judge(&self, mut readings: Vec<Timestamp>) -> Result<Timestamp, BadDate> {
        readings.retain(|moment| *moment > self.now);
        if readings.is_empty() {
            return Err(BadDate::Past);
        }
        let furthest = self.local.checked_add(span(i64::from(FURTHEST), Unit::Year)?).map_err(|_| BadDate::TooFar)?;
        let furthest = self.moments(furthest)?;
        readings.retain(|moment| furthest.iter().any(|furthest| moment <= furthest));
        readings.sort_unstable();
        readings.dedup();
        match readings[..] {
            [] => Err(BadDate::TooFar),
            [only] => Ok(only),
            [first, second, ..] => Err(BadDate::Ambiguous([first, second])),
        }
    }

    fn readings(&self, phrase: &Phrase, whole: WholeDay) -> Result<Vec<Timestamp>, BadDate> {
        match (phrase.day, phrase.distance.as_slice()) {
            (Some(_), [_, ..]) => Err(BadDate::Unknown),
            (Some(Day::EitherOrder { first, second, year }), []) => {
                self.either_order(first, second, year, &phrase.times, whole)
            }
            (Some(day), []) => {
                let ends = matches!(day, Day::EndOf { .. } | Day::EndOfMonth(_));
                self.ahead(self.days(day)?, &phrase.times, if ends { WholeDay::End } else { whole })
            }
            (None, []) => self.ahead(Days::First(vec![self.today, self.later(1, Unit::Day)?]), &phrase.times, whole),
            (None, steps) => self.after(steps, &phrase.times, whole),
        }
    }

    /// The readings of the first day that has one ahead, or of all of them.
    fn ahead(&self, days: Days, times: &[Time], whole: WholeDay) -> Result<Vec<Timestamp>, BadDate> {
        let (days, is_first) = match days {
            Days::First(days) => (days, true),
            Days::Any(days) => (days, false),
        };
        let mut found = Vec::new();
        for day in days {
            let readings = self.of_day(day, times, whole)?;
            found.extend(readings.into_iter().filter(|moment| *moment > self.now));
            if is_first && !found.is_empty() {
                break;
            }
        }
        Ok(found)
    }

    fn of_day(&self, day: Date, times: &[Time], whole: WholeDay) -> Result<Vec<Timestamp>, BadDate> {
        if !times.is_empty() {
            let each: Result<Vec<_>, _> =
                times.iter().map(|time| self.moments(day.at(time.hour, time.minute, 0, 0))).collect();
            return Ok(each?.concat());
        }
        let at = match whole {
            WholeDay::Start => day.at(0, 0, 0, 0),
            WholeDay::End => day.at(23, 59, 0, 0),
        };
        // A day whose first or last hour comes twice begins and ends once.
        let moments = self.moments(at)?;
        let moment = if whole == WholeDay::Start { moments.first() } else { moments.last() };
        Ok(moment.copied().into_iter().collect())
    }

    /// What the clock there shows at a time: twice where it is set back, later where it skips that time.
    fn moments(&self, at: DateTime) -> Result<Vec<Timestamp>, BadDate> {
        let found = self.zone.rules().to_ambiguous_timestamp(at);
        let both = match found.offset() {
            AmbiguousOffset::Fold { .. } => vec![found.earlier(), found.later()],
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Gap { .. } => vec![found.compatible()],
        };
        let moments = both.into_iter().map(|moment| moment.map(|m| Timestamp::from_millis(m.as_millisecond())));
        moments.collect::<Result<_, _>>().map_err(|_| BadDate::TooFar)
    }

    /// So many minutes, days … from now. Hours count from this minute, days from today.
    fn after(&self, steps: &[(i32, Unit)], times: &[Time], whole: WholeDay) -> Result<Vec<Timestamp>, BadDate> {
        let is_short = |unit| matches!(unit, Unit::Minute | Unit::Hour);
        let (short, long): (Vec<_>, Vec<_>) = steps.iter().partition(|(_, unit)| is_short(*unit));
        let mut local = self.local;
        for (count, unit) in long {
            local = local.checked_add(span(i64::from(count), unit)?).map_err(|_| BadDate::TooFar)?;
        }
        if short.is_empty() {
            return self.of_day(local.date(), times, whole);
        }
        if !times.is_empty() {
            return Err(BadDate::Unknown);
        }
        let minutes = short.iter().map(|(count, unit)| i64::from(*count) * if *unit == Unit::Hour { 60 } else { 1 });
        let milliseconds = minutes.sum::<i64>() * 60_000;
        // Without days this is exactly so much later, whatever the clocks do meanwhile.
        let days = if local == self.local { vec![self.now] } else { self.moments(local)? };
        Ok(days.iter().take(1).map(|day| Timestamp::from_millis(day.millis().saturating_add(milliseconds))).collect())
    }

    fn either_order(
        &self,
        first: i8,
        second: i8,
        year: Option<i16>,
        times: &[Time],
        whole: WholeDay,
    ) -> Result<Vec<Timestamp>, BadDate> {
        let orders = [(first, second), (second, first)];
        let possible = orders.into_iter().filter(|(day, month)| Date::new(2024, *month, *day).is_ok());
        let days: Vec<Days> = possible
            .filter_map(|(day, month)| match year {
                Some(year) => Date::new(year, month, day).ok().map(|day| Days::First(vec![day])),
                None => Some(self.of_month(month, day)),
            })
            .collect();
        if days.is_empty() {
            return Err(BadDate::NoSuchDay);
        }
        let each: Result<Vec<_>, _> = days.into_iter().map(|days| self.ahead(days, times, whole)).collect();
        Ok(each?.concat())
    }

    fn days(&self, day: Day) -> Result<Days, BadDate> {
        Ok(match day {
            Day::After(days) => Days::First(vec![self.later(days, Unit::Day)?]),
            Day::Exact(date) => Days::First(vec![date]),
            Day::OfMonth { month, day } => self.of_month(month, day),
            Day::OfSomeMonth(day) => {
                let months: Result<Vec<Date>, _> = (0..=12).map(|months| self.later(months, Unit::Month)).collect();
                let days = months?.into_iter().filter_map(|month| Date::new(month.year(), month.month(), day).ok());
                or_no_such_day(days.collect())?
            }
            Day::Weekday(which, weekday) => self.weekday(which, weekday)?,
            Day::Next(unit) => Days::First(vec![self.first_of_next(unit)?]),
            Day::EndOf { unit, later } => self.end_of(unit, later)?,
            Day::EndOfMonth(month) => {
                let years = (0..=1).filter_map(|years| Date::new(self.today.year() + years, month, 1).ok());
                or_no_such_day(years.map(Date::last_of_month).collect())?
            }
            Day::EitherOrder { .. } => return Err(BadDate::Unknown),
        })
    }

    /// The days of this name in the years to come; 29 February is in every fourth.
    fn of_month(&self, month: i8, day: i8) -> Days {
        let years = self.today.year()..=self.today.year().saturating_add(8);
        Days::First(years.filter_map(|year| Date::new(year, month, day).ok()).collect())
    }

    fn weekday(&self, which: Which, weekday: Weekday) -> Result<Days, BadDate> {
        let today = self.today.weekday().to_monday_zero_offset();
        let offset = i32::from(weekday.to_monday_zero_offset() - today);
        let coming = if offset > 0 { offset } else { offset + 7 };
        let day = |offset| self.later(offset, Unit::Day);
        Ok(match which {
            // Said on a Friday, "friday" may be today.
            Which::Coming if offset == 0 => Days::Any(vec![self.today, day(7)?]),
            Which::Coming => Days::First(vec![day(coming)?]),
            Which::This => Days::First(vec![day(offset)?]),
            // People disagree whether it is the coming one or the one of the next week, where these are two.
            Which::Next => Days::Any(vec![day(coming)?, day(offset + 7)?]),
        })
    }

    fn first_of_next(&self, unit: Unit) -> Result<Date, BadDate> {
        let today = i32::from(self.today.weekday().to_monday_zero_offset());
        match unit {
            Unit::Day => self.later(1, Unit::Day),
            Unit::Week => self.later(7 - today, Unit::Day),
            Unit::Month => self.later(1, Unit::Month).map(Date::first_of_month),
            Unit::Quarter => {
                let months = 3 - i32::from((self.today.month() - 1) % 3);
                add(self.today.first_of_month(), months, Unit::Month)
            }
            Unit::Year => self.later(1, Unit::Year).map(Date::first_of_year),
            Unit::Minute | Unit::Hour | Unit::Fortnight => Err(BadDate::Unknown),
        }
    }

    fn end_of(&self, unit: Unit, later: i32) -> Result<Days, BadDate> {
        let today = i32::from(self.today.weekday().to_monday_zero_offset());
        Ok(Days::First(match unit {
            Unit::Day => vec![self.later(later, Unit::Day)?],
            // The week of people who work: its Friday; on a weekend that of the week to come.
            Unit::Week => vec![self.later(4 - today + 7 * later, Unit::Day)?, self.later(11 - today, Unit::Day)?],
            Unit::Month => vec![add(self.today.first_of_month(), later, Unit::Month)?.last_of_month()],
            Unit::Quarter => {
                let first = add(self.today.first_of_month(), -i32::from((self.today.month() - 1) % 3), Unit::Month)?;
                vec![add(first, 3 * later + 2, Unit::Month)?.last_of_month()]
            }
            Unit::Year => vec![self.later(later, Unit::Year)?.last_of_year()],
            Unit::Minute | Unit::Hour | Unit::Fortnight => return Err(BadDate::Unknown),
        }))
    }

    fn later(&self, count: i32, unit: Unit) -> Result<Date, BadDate> {
        add(self.today, count, unit)
    }
}

fn or_no_such_day(days: Vec<Date>) -> Result<Days, BadDate> {
    if days.is_empty() { Err(BadDate::NoSuchDay) } else { Ok(Days::First(days)) }
}

fn add(date: Date, count: i32, unit: Unit) -> Result<Date, BadDate> {
    date.checked_add(span(i64::from(count), unit)?).map_err(|_| BadDate::TooFar)
}

fn span(count: i64, unit: Unit) -> Result<Span, BadDate> {
    let span = Span::new();
    let made = match unit {
        Unit::Minute => span.try_minutes(count),
        Unit::Hour => span.try_hours(count),
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Fortnight => span.try_weeks(count * 2),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count * 3),
        Unit::Year => span.try_years(count),
    };
    made.map_err(|_| BadDate::TooFar)
}
