//! Custom ids: what a button, a select or a form means. An id is short, versioned and holds all that is needed, so that it works
//! after a restart. It carries no trust: whoever reads it looks everything up again.

use std::{fmt, str::FromStr};

use super::limits;
use crate::workspace::ids::TeamId;

/// The version of this way of writing ids; a message with another one is stale.
const VERSION: &str = "1";

/// Stands for the team of the place where one was chosen.
const OF_THE_PLACE: &str = "here";

/// The name of a component or form: its row in the table of components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentName(pub &'static str);

impl ComponentName {
    /// The id of a component of this name that needs nothing more.
    #[must_use]
    pub fn id(self) -> CustomId {
        CustomId(format!("{VERSION}:{}", self.0))
    }
}

/// A custom id in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomId(String);

impl CustomId {
    /// With one more argument, which must not hold a colon: an id, a number, a word of ours.
    #[must_use]
    pub fn with(mut self, argument: impl fmt::Display) -> Self {
        let before = self.0.len();
        self.0.push_str(&format!(":{argument}"));
        debug_assert!(!self.0[before + 1..].contains(':'), "{} cannot be read back", self.0);
        debug_assert!(self.0.chars().count() <= limits::CUSTOM_ID, "{} is too long", self.0);
        self
    }
}

impl CustomId {
    /// With the team that a person has chosen, or word that the place tells.
    #[must_use]
    pub fn for_team(self, team: Option<TeamId>) -> Self {
        match team {
            Some(team) => self.with(team),
            None => self.with(OF_THE_PLACE),
        }
    }
}

impl From<CustomId> for String {
    fn from(id: CustomId) -> Self {
        id.0
    }
}

/// A custom id that this version did not write, or whose argument is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the component is of another version")]
pub struct Stale;

/// A custom id, read: the name, and what came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<'a> {
    /// The name of the component.
    pub name: &'a str,
    arguments: Vec<&'a str>,
}

impl<'a> Read<'a> {
    /// Reads a custom id.
    ///
    /// # Errors
    /// [`Stale`] for one of another version.
    pub fn of(custom_id: &'a str) -> Result<Self, Stale> {
        let mut parts = custom_id.split(':');
        match (parts.next(), parts.next()) {
            (Some(VERSION), Some(name)) => Ok(Self { name, arguments: parts.collect() }),
            _ => Err(Stale),
        }
    }

    /// Reads a custom id that names this component.
    #[must_use]
    pub fn named(name: ComponentName, custom_id: &'a str) -> Option<Self> {
        Self::of(custom_id).ok().filter(|read| read.name == name.0)
    }

    /// How many arguments came with it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.arguments.len()
    }

    /// The team that a person has chosen, as [`CustomId::for_team`] wrote it; none where the place tells.
    ///
    /// # Errors
    /// [`Stale`] where it is neither.
    pub fn team(&self, at: usize) -> Result<Option<TeamId>, Stale> {
        match self.arguments.get(at) {
            Some(&OF_THE_PLACE) => Ok(None),
            _ => self.argument(at).map(Some),
        }
    }

    /// The argument at this place, from 0.
    ///
    /// # Errors
    /// [`Stale`] where it is missing, or is none of its kind.
    pub fn argument<T: FromStr>(&self, at: usize) -> Result<T, Stale> {
        self.arguments.get(at).and_then(|text| text.parse().ok()).ok_or(Stale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TURN: ComponentName = ComponentName("turn");

    #[test]
    fn what_is_written_is_read_back() {
        let id: String = TURN.id().with("tech-lead").with(usize::MAX).into();
        let read = Read::of(&id).expect("ours");
        assert_eq!((read.name, read.count()), ("turn", 2));
        assert_eq!(read.argument::<String>(0).as_deref(), Ok("tech-lead"));
        assert_eq!(read.argument(1), Ok(usize::MAX));
    }

    #[test]
    fn anything_else_is_stale() {
        for id in ["", "1", "0:turn", "2:turn", "turn:1"] {
            assert_eq!(Read::of(id), Err(Stale), "{id}");
        }
        let read = Read::of("1:turn:here:7:?").expect("ours");
        assert_eq!((read.team(0), read.team(1), read.team(2)), (Ok(None), Ok(TeamId::new(7).ok()), Err(Stale)));
        assert_eq!(read.team(3), Err(Stale));
        let read = Read::of("1:turn:x:-1:99999999999999999999").expect("ours");
        assert_eq!(read.argument::<usize>(1), Err(Stale));
        assert_eq!(read.argument::<u64>(2), Err(Stale));
        assert_eq!(read.argument::<String>(3), Err(Stale));
    }
}
