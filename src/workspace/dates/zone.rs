//! Time zones.

use std::{fmt, sync::LazyLock};

use jiff::{
    civil::{Date, DateTime, Time},
    tz::{TimeZone, TimeZoneDatabase},
};

use crate::clock::Timestamp;

/// The database that is compiled in: a host may have none, and the same text must be the same moment on each.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone of the IANA database, such as `Europe/Warsaw`.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// No time zone is called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such time zone: write such as Europe/Warsaw or America/New_York")]
pub struct NoSuchZone;

impl Zone {
    /// The zone of this name, in any case.
    ///
    /// # Errors
    /// Where none is called so.
    pub fn named(name: &str) -> Result<Self, NoSuchZone> {
        let zone = ZONES.get(name.trim()).map_err(|_| NoSuchZone)?;
        if zone.iana_name().is_some() { Ok(Self(zone)) } else { Err(NoSuchZone) }
    }

    /// Coordinated universal time.
    #[must_use]
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Its name as the database writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Names that hold what was typed, in any case and with spaces for underscores, at most `most`: those that begin a part with it
    /// first. For suggestions while somebody types.
    #[must_use]
    pub fn suggestions(typed: &str, most: usize) -> Vec<String> {
        let typed = typed.trim().to_lowercase().replace(' ', "_");
        let mut found: Vec<(bool, String)> = ZONES
            .available()
            .map(|name| name.as_str().to_owned())
            .filter_map(|name| {
                let lower = name.to_lowercase();
                let at = lower.find(&typed)?;
                Some((at > 0 && !lower[..at].ends_with('/'), name))
            })
            .collect();
        found.sort();
        found.into_iter().map(|(_, name)| name).take(most).collect()
    }

    /// The moment so many months and days later, at the same time of the day by the clock there. Of a day that the month does not have it
    /// is the last one. None beyond what a calendar has.
    #[must_use]
    pub fn later(&self, moment: Timestamp, months: i32, days: i32) -> Option<Timestamp> {
        let at = self.0.to_datetime(jiff::Timestamp::from_millisecond(moment.millis()).ok()?);
        let span = jiff::Span::new().try_months(months).ok()?.try_days(days).ok()?;
        let later = self.0.to_timestamp(at.checked_add(span).ok()?).ok()?;
        Some(Timestamp::from_millis(later.as_millisecond()))
    }

    /// A moment as the clock there shows it and as [`super::moment`] reads it: `2026-12-01 17:00`, at midnight the day alone. Empty for
    /// a moment that no calendar has.
    #[must_use]
    pub fn written(&self, moment: Timestamp) -> String {
        let Ok(moment) = jiff::Timestamp::from_millisecond(moment.millis()) else {
            return String::new();
        };
        let written = self.0.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string();
        written.strip_suffix(" 00:00").map_or_else(|| written.clone(), str::to_owned)
    }

    /// A moment as [`Zone::written`] writes it, also one that is past; nothing for any other text. Of an hour that a change of the clocks
    /// brings twice it is the first.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<Timestamp> {
        let date = || Date::strptime("%Y-%m-%d", text).map(|date| date.to_datetime(Time::midnight()));
        let shown = DateTime::strptime("%Y-%m-%d %H:%M", text).or_else(|_| date()).ok()?;
        self.0.to_timestamp(shown).ok().map(|at| Timestamp::from_millis(at.as_millisecond()))
    }

    pub(super) const fn rules(&self) -> &TimeZone {
        &self.0
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_by_name_in_any_case() {
        assert_eq!(Zone::named(" europe/WARSAW ").map(|zone| zone.name().to_owned()), Ok("Europe/Warsaw".into()));
        assert_eq!(Zone::named("UTC"), Ok(Zone::utc()));
        for wrong in ["", "Europe", "Mars/Olympus", "../etc/passwd", "+02:00"] {
            assert_eq!(Zone::named(wrong), Err(NoSuchZone), "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_written_as_the_clock_there_shows_it() {
        let warsaw = Zone::named("Europe/Warsaw").expect("there is one");
        let at = Timestamp::from_millis(1_796_144_400_000);
        assert_eq!(
            (warsaw.written(at), Zone::utc().written(at)),
            ("2026-12-01 18:00".into(), "2026-12-01 17:00".into())
        );
        assert_eq!(Zone::utc().written(Timestamp::from_millis(1_796_083_200_000)), "2026-12-01");
        assert_eq!(warsaw.written(Timestamp::from_millis(i64::MAX)), "");
        assert_eq!((warsaw.read("2026-12-01 18:00"), Zone::utc().read("2026-12-01 17:00")), (Some(at), Some(at)));
        assert_eq!(Zone::utc().read("2026-12-01"), Some(Timestamp::from_millis(1_796_083_200_000)));
        assert_eq!((warsaw.read("friday"), warsaw.read("2026-02-30")), (None, None));
    }

    #[test]
    fn suggestions_begin_with_what_was_typed_and_are_all_zones() {
        assert_eq!(Zone::suggestions("new y", 3), ["America/New_York"]);
        assert_eq!(Zone::suggestions("war", 1), ["Europe/Warsaw"]);
        let all = Zone::suggestions("", usize::MAX);
        assert!(all.len() > 400 && all.iter().all(|name| Zone::named(name).is_ok()));
    }
}
