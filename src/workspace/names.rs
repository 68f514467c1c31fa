//! Names that people give: of teams and of topics.

use std::fmt;

/// The most characters of a team's name, so that it fits a button, a select and a title.
pub const LONGEST_TEAM_NAME: usize = 60;

/// The most characters of a topic, so that it fits a suggestion while somebody types.
pub const LONGEST_TOPIC: usize = 100;

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Nothing would be seen.
    #[error("a name needs at least one letter or digit")]
    Empty,
    /// More characters than fit.
    #[error("a name has at most {most} characters, this one has {is}")]
    TooLong {
        /// How many it has.
        is: usize,
        /// How many fit.
        most: usize,
    },
}

/// Names of one line. Two that differ in case only are the same name.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident at most $most:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(String);

        impl $name {
            /// Reads a name as a person typed it: white space is folded, invisible characters are dropped.
            ///
            /// # Errors
            /// What is wrong with it.
            pub fn new(typed: &str) -> Result<Self, BadName> {
                line(typed, $most).map(Self)
            }

            /// The name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// What makes the name its own: names with the same key are the same.
            #[must_use]
            pub fn key(&self) -> String {
                self.0.to_lowercase()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.key() == other.key()
            }
        }

        impl Eq for $name {}

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// A team's name: one line of 1 to [`LONGEST_TEAM_NAME`] characters. Two names that differ in case only are the same name.
    TeamName at most LONGEST_TEAM_NAME;
    /// Something that a team has settled in its own words, such as "the on-call rota": one line of 1 to [`LONGEST_TOPIC`] characters. Two
    /// topics that differ in case only are the same topic.
    Topic at most LONGEST_TOPIC;
}

fn line(typed: &str, most: usize) -> Result<String, BadName> {
    let name = folded(typed);
    let is = name.chars().count();
    if !name.chars().any(char::is_alphanumeric) {
        return Err(BadName::Empty);
    }
    if is > most {
        return Err(BadName::TooLong { is, most });
    }
    Ok(name)
}

/// One line: control characters become spaces, white space is folded.
fn folded(typed: &str) -> String {
    let spaced: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_to_one_line() {
        assert_eq!(TeamName::new("  Check\tout\n 2 ").map(|name| name.to_string()), Ok("Check out 2".into()));
    }

    #[test]
    fn names_that_differ_in_case_only_are_the_same() {
        assert_eq!(TeamName::new("Ödland"), TeamName::new("ödLAND"));
        assert_ne!(TeamName::new("Checkout"), TeamName::new("Check out"));
    }

    #[test]
    fn a_name_needs_something_to_see_and_fits_sixty_characters() {
        for empty in ["", "  ", "\u{200B}", "---"] {
            assert_eq!(TeamName::new(empty), Err(BadName::Empty), "{empty:?}");
        }
        assert!(TeamName::new(&"ä".repeat(60)).is_ok());
        assert_eq!(TeamName::new(&"ä".repeat(61)), Err(BadName::TooLong { is: 61, most: 60 }));
    }
}
