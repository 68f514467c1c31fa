//! Questions that could not be answered, counted where a server wants that: how many in a month, and what they were nearest to. Never what
//! was asked, never by whom.

use std::{fmt, str::FromStr};

use crate::{clock::Timestamp, handbook::DutyId, workspace::dates::Zone};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: u16,
    month: u8,
}

/// A text that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is written such as 2026-11")]
pub struct NoMonth;

/// How many questions of a month could not be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The month.
    pub month: Month,
    /// The duty that they were nearest to, if they were near to one.
    pub nearest: Option<DutyId>,
    /// How many.
    pub number: usize,
}

impl Month {
    /// The month of a moment, as the calendar in the zone shows it.
    ///
    /// # Errors
    /// [`NoMonth`] for a moment that no calendar has.
    pub fn of(at: Timestamp, zone: &Zone) -> Result<Self, NoMonth> {
        zone.written(at).get(..7).ok_or(NoMonth)?.parse()
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').ok_or(NoMonth)?;
        let month = Self { year: year.parse().map_err(|_| NoMonth)?, month: month.parse().map_err(|_| NoMonth)? };
        if (1..=12).contains(&month.month) && month.to_string() == text { Ok(month) } else { Err(NoMonth) }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_that_of_the_zones_calendar() {
        let at = Timestamp::from_millis(1_796_081_400_000);
        let warsaw = Zone::named("Europe/Warsaw").expect("there is one");
        assert_eq!(Month::of(at, &Zone::utc()).map(|month| month.to_string()), Ok("2026-11".into()));
        assert_eq!(Month::of(at, &warsaw).map(|month| month.to_string()), Ok("2026-12".into()));
        for wrong in ["", "2026", "2026-13", "2026-1", "26-11", "2026-11-01"] {
            assert_eq!(wrong.parse::<Month>(), Err(NoMonth), "{wrong}");
        }
    }
}
