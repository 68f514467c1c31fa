//! What a button means. Its custom id is short, versioned and holds all it needs, so that buttons work after a restart.
//!
//! An id carries no trust: whoever decodes it looks everything up again.

/// The version of this way of writing ids; a message with another one is stale.
const VERSION: &str = "1";

/// A press of one of the bot's buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Answer with this duty.
    Pick {
        /// The duty's id.
        duty: String,
    },
    /// It was none of the candidates.
    NoneOfThese,
    /// Take the text for a question after all, and offer the nearest duties.
    LookAgain,
    /// Show the private answer to the channel.
    Share {
        /// The duty's id.
        duty: String,
        /// Whether the asker picked it from a list instead of the router.
        picked: bool,
    },
    /// Turn to a page of a role's duties.
    Page {
        /// The role's id.
        role: String,
        /// The page, from 1.
        page: usize,
    },
    /// Show all duties of a role beside the card, in a message of their own.
    AllDuties {
        /// The role's id.
        role: String,
    },
}

/// A custom id that this version did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the component is of another version")]
pub struct Stale;

impl Press {
    /// The custom id of the button, at most 100 characters.
    #[must_use]
    pub fn custom_id(&self) -> String {
        let rest = match self {
            Self::Pick { duty } => format!("pick:{duty}"),
            Self::NoneOfThese => "none".into(),
            Self::LookAgain => "look".into(),
            Self::Share { duty, picked: false } => format!("share:{duty}"),
            Self::Share { duty, picked: true } => format!("share-pick:{duty}"),
            Self::Page { role, page } => format!("page:{role}:{page}"),
            Self::AllDuties { role } => format!("duties:{role}"),
        };
        format!("{VERSION}:{rest}")
    }

    /// Reads a custom id.
    ///
    /// # Errors
    /// [`Stale`] for whatever this version did not write.
    pub fn parse(custom_id: &str) -> Result<Self, Stale> {
        let parts: Vec<&str> = custom_id.split(':').collect();
        let press = match parts[..] {
            [VERSION, "pick", duty] => Self::Pick { duty: duty.into() },
            [VERSION, "none"] => Self::NoneOfThese,
            [VERSION, "look"] => Self::LookAgain,
            [VERSION, "share", duty] => Self::Share { duty: duty.into(), picked: false },
            [VERSION, "share-pick", duty] => Self::Share { duty: duty.into(), picked: true },
            [VERSION, "page", role, page] => Self::Page { role: role.into(), page: page.parse().map_err(|_| Stale)? },
            [VERSION, "duties", role] => Self::AllDuties { role: role.into() },
            _ => return Err(Stale),
        };
        Ok(press)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_fits() {
        let long = "a".repeat(50);
        for press in [
            Press::Pick { duty: long.clone() },
            Press::NoneOfThese,
            Press::LookAgain,
            Press::Share { duty: long.clone(), picked: false },
            Press::Share { duty: long.clone(), picked: true },
            Press::Page { role: long.clone(), page: usize::MAX },
            Press::AllDuties { role: long },
        ] {
            let id = press.custom_id();
            assert!(id.len() <= 100, "{id}");
            assert_eq!(Press::parse(&id), Ok(press));
        }
    }

    #[test]
    fn anything_else_is_stale() {
        for id in [
            "",
            "1",
            "0:pick:x",
            "2:pick:x",
            "1:pick",
            "1:pick:a:b",
            "1:page:x:-1",
            "1:page:x:99999999999999999999",
            "1:fly:x",
        ] {
            assert_eq!(Press::parse(id), Err(Stale), "{id}");
        }
    }
}
