//! A text → what it says: a day, a time, a distance.

use jiff::civil::{Date, Weekday};

use super::{
    BadDate,
    words::{self, Time, Unit},
};
use crate::clock::Timestamp;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The moment itself, with its offset.
    pub(super) complete: Option<Timestamp>,
    /// Which day.
    pub(super) day: Option<Day>,
    /// Which time of the day; two where morning and afternoon are both possible.
    pub(super) times: Vec<Time>,
    /// How far from now.
    pub(super) distance: Vec<(i32, Unit)>,
}

/// Which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from today.
    After(i32),
    /// A date in full.
    Exact(Date),
    /// Two dates, where the order of day and month is not said. Without a year the next ones.
    EitherOrder { first: i8, second: i8, year: Option<i16> },
    /// A day of a month of some year.
    OfMonth { month: i8, day: i8 },
    /// A day of some month.
    OfSomeMonth(i8),
    /// A weekday.
    Weekday(Which, Weekday),
    /// The first day of the next week, month, quarter or year.
    Next(Unit),
    /// The last day of the present week, month, quarter or year, or of so many later.
    EndOf { unit: Unit, later: i32 },
    /// The last day of a month of some year.
    EndOfMonth(i8),
}

/// Which of a weekday's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "friday"
    Coming,
    /// "this friday"
    This,
    /// "next friday"
    Next,
}

/// What may stand in a date and says nothing. "at" says that a number is an hour.
const SAYING_NOTHING: &[&str] = &["on", "the", "until", "till", "by", "of", "in", "and", "from", "for", "after"];

/// Words for the end of something.
const ENDS: &[(&str, Unit)] = &[
    ("tonight", Unit::Day),
    ("eod", Unit::Day),
    ("eow", Unit::Week),
    ("eom", Unit::Month),
    ("eoq", Unit::Quarter),
    ("eoy", Unit::Year),
];

/// Reads a text.
pub(super) fn read(text: &str) -> Result<Phrase, BadDate> {
    let text = text.trim();
    if let Some(complete) = discord_timestamp(text).or_else(|| rfc_3339(text)) {
        return Ok(Phrase { complete: Some(complete), ..Phrase::default() });
    }
    let mut all = words::split(&spaced(text));
    if all.ends_with(&["from".into(), "now".into()]) {
        all.truncate(all.len() - 2);
    }
    let all: Vec<&str> = all.iter().map(String::as_str).filter(|word| !SAYING_NOTHING.contains(word)).collect();
    let mut phrase = Phrase::default();
    let mut rest = &all[..];
    while !rest.is_empty() {
        let taken = phrase.take(rest)?;
        rest = &rest[taken..];
    }
    if phrase == Phrase::default() { Err(BadDate::Unknown) } else { Ok(phrase) }
}

/// Discord's own way to write a moment: `<t:1796144400>`, `<t:1796144400:R>`.
fn discord_timestamp(text: &str) -> Option<Timestamp> {
    let inner = text.strip_prefix("<t:")?.strip_suffix('>')?;
    let seconds: i64 = inner.split(':').next()?.parse().ok()?;
    seconds.checked_mul(1_000).map(Timestamp::from_millis)
}

fn rfc_3339(text: &str) -> Option<Timestamp> {
    text.parse().map(|moment: jiff::Timestamp| Timestamp::from_millis(moment.as_millisecond())).ok()
}

/// "2026-12-01T17:00" with a space for the letter.
fn spaced(text: &str) -> String {
    match text.split_once(['T', 't']) {
        Some((date, time)) if date.len() == 10 && date.as_bytes()[4] == b'-' => format!("{date} {time}"),
        _ => text.to_owned(),
    }
}

impl Phrase {
    /// Takes what the first words say, and tells how many they were.
    fn take(&mut self, words: &[&str]) -> Result<usize, BadDate> {
        if let Some((times, taken)) = time(words)? {
            return if std::mem::replace(&mut self.times, times).is_empty() {
                Ok(taken)
            } else {
                Err(BadDate::Unknown)
            };
        }
        if let Some((day, taken)) = day(words)? {
            return if self.day.replace(day).is_none() { Ok(taken) } else { Err(BadDate::Unknown) };
        }
        let (step, taken) = distance(words).ok_or(BadDate::Unknown)?;
        self.distance.push(step);
        Ok(taken)
    }
}

fn time(words: &[&str]) -> Result<Option<(Vec<Time>, usize)>, BadDate> {
    let alone = |word: &str| Ok(words::time(word)?.map(|time| vec![time]));
    match *words {
        ["at", hour, half @ ("am" | "pm"), ..] => Ok(alone(&format!("{hour}{half}"))?.map(|times| (times, 3))),
        ["at", word, ..] => match alone(word)? {
            Some(times) => Ok(Some((times, 2))),
            None => Ok(bare_hour(word)?.map(|times| (times, 2))),
        },
        [hour, half @ ("am" | "pm"), ..] => Ok(alone(&format!("{hour}{half}"))?.map(|times| (times, 2))),
        [word, ..] => Ok(alone(word)?.map(|times| (times, 1))),
        [] => Ok(None),
    }
}

/// "at 9" may be in the morning or in the evening, "at 17" may not.
fn bare_hour(word: &str) -> Result<Option<Vec<Time>>, BadDate> {
    let Some(hour) = words::digits(word) else {
        return Ok(None);
    };
    let times = match i8::try_from(hour) {
        Ok(hour @ 1..=11) => vec![hour, hour + 12],
        Ok(hour @ (0 | 12..=23)) => vec![hour],
        _ => return Err(BadDate::NoSuchDay),
    };
    Ok(Some(times.into_iter().map(|hour| Time { hour, minute: 0 }).collect()))
}

fn day(words: &[&str]) -> Result<Option<(Day, usize)>, BadDate> {
    if let Some(found) = relative(words).or_else(|| end(words)).or_else(|| named(words)) {
        return Ok(Some(found));
    }
    if let Some(found) = with_month(words)? {
        return Ok(Some(found));
    }
    match *words {
        [word, ..] => Ok(numeric(word)?.or_else(|| words::ordinal(word).map(Day::OfSomeMonth)).map(|day| (day, 1))),
        [] => Ok(None),
    }
}

fn relative(words: &[&str]) -> Option<(Day, usize)> {
    match *words {
        ["today", ..] => Some((Day::After(0), 1)),
        ["tomorrow" | "tmrw", ..] => Some((Day::After(1), 1)),
        ["day", "tomorrow", ..] => Some((Day::After(2), 2)),
        _ => None,
    }
}

/// "end of month", "end of next month", "end of March", "eom".
fn end(words: &[&str]) -> Option<(Day, usize)> {
    let long = |word: &str| words::unit(word).filter(|unit| !matches!(unit, Unit::Minute | Unit::Hour));
    match *words {
        ["end", "next", word, ..] => Some((Day::EndOf { unit: long(word)?, later: 1 }, 3)),
        ["end", "this", word, ..] => Some((Day::EndOf { unit: long(word)?, later: 0 }, 3)),
        ["end", "today", ..] => Some((Day::EndOf { unit: Unit::Day, later: 0 }, 2)),
        ["end", "tomorrow", ..] => Some((Day::EndOf { unit: Unit::Day, later: 1 }, 2)),
        ["end", word, ..] => match words::month(word) {
            Some(month) => Some((Day::EndOfMonth(month), 2)),
            None => Some((Day::EndOf { unit: long(word)?, later: 0 }, 2)),
        },
        [word, ..] => {
            let unit = ENDS.iter().find(|(end, _)| *end == word).map(|(_, unit)| *unit)?;
            Some((Day::EndOf { unit, later: 0 }, 1))
        }
        [] => None,
    }
}

fn named(words: &[&str]) -> Option<(Day, usize)> {
    match *words {
        ["next", word, ..] => match words::weekday(word) {
            Some(weekday) => Some((Day::Weekday(Which::Next, weekday), 2)),
            None => words::unit(word).map(|unit| (Day::Next(unit), 2)),
        },
        ["this" | "coming", word, ..] => {
            let which = if words[0] == "this" { Which::This } else { Which::Coming };
            words::weekday(word).map(|weekday| (Day::Weekday(which, weekday), 2))
        }
        [word, ..] => words::weekday(word).map(|weekday| (Day::Weekday(Which::Coming, weekday), 1)),
        [] => None,
    }
}

/// "3 March", "March 3rd", each with or without a year.
fn with_month(words: &[&str]) -> Result<Option<(Day, usize)>, BadDate> {
    let [first, second, ..] = *words else {
        return Ok(None);
    };
    let day_first = words::day_of_month(first).zip(words::month(second));
    let month_first = words::month(first).zip(words::day_of_month(second)).map(|(month, day)| (day, month));
    let Some((day, month)) = day_first.or(month_first) else {
        return Ok(None);
    };
    // 2024 is a leap year: whether the day is in the calendar at all.
    Date::new(2024, month, day).map_err(|_| BadDate::NoSuchDay)?;
    match words.get(2).and_then(|word| words::year(word)) {
        Some(year) => Ok(Some((Day::Exact(Date::new(year, month, day).map_err(|_| BadDate::NoSuchDay)?), 3))),
        None => Ok(Some((Day::OfMonth { month, day }, 2))),
    }
}

/// "2026-12-01", "2026/12/01", "3.12.2026", "3.12.", "3/12/2026", "3/12".
fn numeric(word: &str) -> Result<Option<Day>, BadDate> {
    let Some(sign) = ['-', '.', '/'].into_iter().find(|sign| word.trim_end_matches('.').contains(*sign)) else {
        return Ok(None);
    };
    let parts: Option<Vec<i32>> = word.trim_end_matches('.').split(sign).map(words::digits).collect();
    let Some(parts) = parts else {
        return Ok(None);
    };
    let small = |part: i32| i8::try_from(part).map_err(|_| BadDate::NoSuchDay);
    let exact = |year: i32, month: i32, day: i32| {
        let year = i16::try_from(if year < 100 { year + 2_000 } else { year }).map_err(|_| BadDate::NoSuchDay)?;
        Date::new(year, small(month)?, small(day)?).map(Day::Exact).map_err(|_| BadDate::NoSuchDay)
    };
    match (sign, parts.as_slice()) {
        ('-' | '/', [year, month, day]) if *year >= 1_000 => exact(*year, *month, *day).map(Some),
        ('.', [day, month, year]) => exact(*year, *month, *day).map(Some),
        ('.', [day, month]) => Ok(Some(Day::OfMonth { month: small(*month)?, day: small(*day)? })),
        ('/', [first, second, year]) => {
            let year = if *year < 100 { *year + 2_000 } else { *year };
            let year = Some(i16::try_from(year).map_err(|_| BadDate::NoSuchDay)?);
            Ok(Some(Day::EitherOrder { first: small(*first)?, second: small(*second)?, year }))
        }
        ('/', [first, second]) => {
            Ok(Some(Day::EitherOrder { first: small(*first)?, second: small(*second)?, year: None }))
        }
        _ => Ok(None),
    }
}

/// "2 weeks", "2w", "a month", "2 more weeks".
fn distance(words: &[&str]) -> Option<((i32, Unit), usize)> {
    match *words {
        [count, "more", unit, ..] => Some(((words::count(count)?, words::unit(unit)?), 3)),
        [one, two, ..] => match words::count(one).zip(words::unit(two)) {
            Some(step) => Some((step, 2)),
            None => words::count_and_unit(one).map(|step| (step, 1)),
        },
        [one] => words::count_and_unit(one).map(|step| (step, 1)),
        [] => None,
    }
}
