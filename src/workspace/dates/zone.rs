//! Time zones.

use std::{fmt, sync::LazyLock};

use jiff::tz::{TimeZone, TimeZoneDatabase};

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
    fn suggestions_begin_with_what_was_typed_and_are_all_zones() {
        assert_eq!(Zone::suggestions("new y", 3), ["America/New_York"]);
        assert_eq!(Zone::suggestions("war", 1), ["Europe/Warsaw"]);
        let all = Zone::suggestions("", usize::MAX);
        assert!(all.len() > 400 && all.iter().all(|name| Zone::named(name).is_ok()));
    }
}
