//! Which of the gateway's shards a process opens.

use std::{fmt, ops::RangeInclusive};

/// As many as Discord recommends, or some of a number that several processes share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shards {
    /// All, as many as Discord recommends.
    #[default]
    Auto,
    /// These, of a total that every process must name alike.
    Some {
        /// The first and the last, from 0.
        opened: RangeInclusive<u32>,
        /// How many there are in all.
        total: u32,
    },
}

impl Shards {
    /// Reads `auto`, one of several (`5/16`) or a row of them (`0-3/16`).
    ///
    /// # Errors
    /// What the text must be.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str =
            "must be auto, or the shards of this process and how many there are in all, such as 0-3/16 or 5/16";
        let text = text.trim();
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| WRONG);
        let (opened, total) = text.split_once('/').ok_or(WRONG)?;
        let (first, last) = opened.split_once('-').unwrap_or((opened, opened));
        let (first, last, total) = (number(first)?, number(last)?, number(total)?);
        match first <= last && last < total {
            true => Ok(Self::Some { opened: first..=last, total }),
            false => {
                Err("must name shards from 0 on, in order, and fewer than there are in all: the last of 16 is 15/16")
            }
        }
    }

    /// How many these are, where there are so many in all.
    #[must_use]
    pub fn of(&self, total: u32) -> usize {
        match self {
            Self::Auto => total as usize,
            Self::Some { opened, .. } => opened.clone().count(),
        }
    }
}

impl fmt::Display for Shards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Some { opened, total } => write!(f, "{}-{}/{total}", opened.start(), opened.end()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_some_and_all_are_understood() {
        assert_eq!(Shards::parse(" auto "), Ok(Shards::Auto));
        assert_eq!(Shards::parse("0-3/16"), Ok(Shards::Some { opened: 0..=3, total: 16 }));
        assert_eq!(Shards::parse("5/16"), Ok(Shards::Some { opened: 5..=5, total: 16 }));
        assert_eq!(Shards::parse("0/1").map(|shards| shards.to_string()), Ok("0-0/1".into()));
    }

    #[test]
    fn shards_that_cannot_be_are_refused() {
        for wrong in ["", "4", "a/4", "0-/4", "-1/4", "0-3", "4294967296/9", "0..3/16", "all"] {
            assert!(Shards::parse(wrong).is_err_and(|said| said.starts_with("must be auto")), "{wrong}");
        }
        for wrong in ["16/16", "3-1/4", "0-4/4", "0/0"] {
            assert!(Shards::parse(wrong).is_err_and(|said| said.starts_with("must name")), "{wrong}");
        }
    }
}
