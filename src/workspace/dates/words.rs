//! The words of dates.

use jiff::civil::Weekday;

use super::BadDate;

/// The twelve months by the first three letters that tell them apart.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL_MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const NUMBERS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const WEEKDAYS: &[(&[&str], Weekday)] = &[
    (&["monday", "mon"], Weekday::Monday),
    (&["tuesday", "tues", "tue"], Weekday::Tuesday),
    (&["wednesday", "wed"], Weekday::Wednesday),
    (&["thursday", "thurs", "thur", "thu"], Weekday::Thursday),
    (&["friday", "fri"], Weekday::Friday),
    (&["saturday", "sat"], Weekday::Saturday),
    (&["sunday", "sun"], Weekday::Sunday),
];

const UNITS: &[(&[&str], Unit)] = &[
    (&["minute", "minutes", "min", "mins"], Unit::Minute),
    (&["hour", "hours", "hr", "hrs", "h"], Unit::Hour),
    (&["day", "days", "d"], Unit::Day),
    (&["week", "weeks", "wk", "wks", "w"], Unit::Week),
    (&["fortnight", "fortnights"], Unit::Fortnight),
    (&["month", "months", "mo"], Unit::Month),
    (&["quarter", "quarters"], Unit::Quarter),
    (&["year", "years", "yr", "yrs", "y"], Unit::Year),
];

/// What time is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

/// A time of day. `hour` is from 0 to 23.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) hour: i8,
    pub(super) minute: i8,
}

/// The words of a text in lower case. A number and the letters behind it stay together: "5pm", "3rd", "2w".
pub(super) fn split(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == ',').map(|word| word.trim_end_matches(['!', '?', ';']));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The number of a month, from 1.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let word = if word == "sept" { "sep" } else { word };
    let at = MONTHS.iter().position(|month| *month == word);
    let at = at.or_else(|| FULL_MONTHS.iter().position(|month| *month == word))?;
    i8::try_from(at + 1).ok()
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    look_up(WEEKDAYS, word)
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    look_up(UNITS, word)
}

fn look_up<T: Copy>(table: &[(&[&str], T)], word: &str) -> Option<T> {
    let word = word.trim_end_matches('.');
    table.iter().find(|(names, _)| names.contains(&word)).map(|(_, is)| *is)
}

/// How many: "2", "two", "a", "an".
pub(super) fn count(word: &str) -> Option<i32> {
    if word == "a" || word == "an" {
        return Some(1);
    }
    if let Some(at) = NUMBERS.iter().position(|number| *number == word) {
        return i32::try_from(at + 1).ok();
    }
    digits(word)
}

/// How many of which unit in one word: "2w", "90min".
pub(super) fn count_and_unit(word: &str) -> Option<(i32, Unit)> {
    let (number, letters) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    Some((digits(number)?, unit(letters)?))
}

/// A whole number of at most five digits.
pub(super) fn digits(word: &str) -> Option<i32> {
    let is_number = (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { word.parse().ok() } else { None }
}

/// A day of a month: "3", "3.", "3rd".
pub(super) fn day_of_month(word: &str) -> Option<i8> {
    let number = ordinal(word).or_else(|| digits(word.trim_end_matches('.')).and_then(|day| i8::try_from(day).ok()))?;
    (number > 0).then_some(number)
}

/// A day of a month that says that it is one: "3rd".
pub(super) fn ordinal(word: &str) -> Option<i8> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    digits(number)?.try_into().ok()
}

/// A year: four digits.
pub(super) fn year(word: &str) -> Option<i16> {
    if word.len() == 4 { digits(word)?.try_into().ok() } else { None }
}

/// A time that is told as one: "17:00", "5pm", "5:30pm", "noon". None where the word is no time.
pub(super) fn time(word: &str) -> Result<Option<Time>, BadDate> {
    if word == "noon" {
        return Ok(Some(Time { hour: 12, minute: 0 }));
    }
    let half = ["am", "a.m.", "a.m", "pm", "p.m.", "p.m"].into_iter().find(|ending| word.ends_with(ending));
    let number = half.map_or(word, |half| &word[..word.len() - half.len()]);
    let (hour, minute) = match number.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (digits(hour), digits(minute)),
        Some(_) => return Ok(None),
        None if half.is_some() => (digits(number), Some(0)),
        None => (None, None),
    };
    match hour.zip(minute) {
        Some((hour, minute)) => of_the_clock(hour, minute, half).map(Some),
        None => Ok(None),
    }
}

fn of_the_clock(hour: i32, minute: i32, half: Option<&str>) -> Result<Time, BadDate> {
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(BadDate::NoSuchDay),
        Some(half) => hour % 12 + if half.starts_with('p') { 12 } else { 0 },
    };
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return Err(BadDate::NoSuchDay);
    }
    let narrow = |number| i8::try_from(number).map_err(|_| BadDate::NoSuchDay);
    Ok(Time { hour: narrow(hour)?, minute: narrow(minute)? })
}
