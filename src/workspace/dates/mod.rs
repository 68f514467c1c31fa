//! Moments as people write them: "friday", "tomorrow 17:00", "in 2 weeks", "3 March", in the time zone of their server.
//!
//! English only, as everything that people type at the bot. What reads in two ways is [`BadDate::Ambiguous`] with both readings, so
//! that whoever asked can be shown two buttons instead of being understood wrongly: "next friday" on a Tuesday, "3/4", "at 9", an hour
//! that a change of the clocks brings twice.
//!
//! | module | what is there |
//! | --- | --- |
//! | `zone` | time zones by their IANA names, from a database that is compiled in |
//! | `words` | the words of dates: months, weekdays, units, numbers, times of day |
//! | `phrase` | a text → what it says: a day, a time, a distance |
//! | `resolve` | what it says → the moment |

mod phrase;
mod resolve;
#[cfg(test)]
mod tests;
mod words;
mod zone;

use crate::clock::Timestamp;

pub use zone::{NoSuchZone, Zone};

/// The most characters of a date; what is longer is none.
pub const LONGEST_DATE: usize = 100;

/// How far ahead a date may be, in years.
pub const FURTHEST: i16 = 10;

/// Which moment of a day is meant where no time was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholeDay {
    /// Its first: somebody who is away until Friday is there on Friday.
    Start,
    /// Its last minute: what is due on Friday may be done on Friday.
    End,
}

/// Why a text is no moment to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// It says nothing that is understood.
    #[error("that is no date: write such as tomorrow 17:00, friday, in 2 weeks, 3 March or 2026-12-01")]
    Unknown,
    /// A day or an hour that no calendar and no clock has, such as 30 February or 25:00.
    #[error("there is no such day or hour")]
    NoSuchDay,
    /// It is over, or just now.
    #[error("that is past")]
    Past,
    /// It reads in two ways, the earlier one first. Both are to come.
    #[error("that reads in two ways: say which day or hour is meant")]
    Ambiguous([Timestamp; 2]),
    /// It is more than [`FURTHEST`] years ahead.
    #[error("that is more than {FURTHEST} years ahead")]
    TooFar,
}

/// Reads a moment to come, in milliseconds always later than `now`.
///
/// Understood are `today`, `tomorrow`, weekdays with and without `this` and `next`, `3 March` in any order and with or without a year,
/// `the 15th`, `2026-12-01`, `3.12.2026`, `3/12`, distances (`in 2 weeks`, `3d`), `end of month` and the like, `next week`, each with
/// or without a time (`17:00`, `5pm`, `noon`), a time alone, and complete moments (`2026-12-01T17:00:00Z`, Discord's `<t:1796144400:R>`).
/// A day without its year, and a weekday, is the next one that is not over.
///
/// # Errors
/// Why it is none.
pub fn moment(text: &str, zone: &Zone, now: Timestamp, whole_day: WholeDay) -> Result<Timestamp, BadDate> {
    if text.chars().count() > LONGEST_DATE {
        return Err(BadDate::Unknown);
    }
    let phrase = phrase::read(text)?;
    resolve::moment(&phrase, zone, now, whole_day)
}
