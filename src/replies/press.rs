//! What a component means. Its custom id is short, versioned and holds all it needs, so that it works after a restart.
//!
//! An id carries no trust: whoever decodes it looks everything up again.

/// The version of this way of writing ids; a message with another one is stale.
const VERSION: &str = "1";

/// A duty that was given as an answer, and how it came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The duty's id.
    pub duty: String,
    /// Whether a person picked it instead of the router.
    pub picked: bool,
}

/// A press of one of the bot's buttons, a choice in one of its selects, or a form sent.
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
    Share(Given),
    /// Tell all about the reasons of this answer.
    Why(Given),
    /// The answer is not right: let the right duty be chosen.
    NotRight(Given),
    /// It is right after all.
    Keep(Given),
    /// The right duty, chosen in a select.
    Choose,
    /// Show the roles, to look through the duties of one.
    Roles,
    /// The role, chosen in a select.
    ChooseRole,
    /// Turn to a page of a role's duties in a select.
    ChoosePage {
        /// The role's id.
        role: String,
        /// The page, from 1.
        page: usize,
    },
    /// Open the form for words to look for.
    Search,
    /// The form with the words.
    Found,
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
    /// The custom id of the component, at most 100 characters.
    #[must_use]
    pub fn custom_id(&self) -> String {
        let rest = match self {
            Self::Pick { duty } => format!("pick:{duty}"),
            Self::NoneOfThese => "none".into(),
            Self::LookAgain => "look".into(),
            Self::Share(given) => given.after("share"),
            Self::Why(given) => given.after("why"),
            Self::NotRight(given) => given.after("wrong"),
            Self::Keep(given) => given.after("keep"),
            Self::Choose => "choose".into(),
            Self::Roles => "roles".into(),
            Self::ChooseRole => "choose-role".into(),
            Self::ChoosePage { role, page } => format!("choose-page:{role}:{page}"),
            Self::Search => "search".into(),
            Self::Found => "found".into(),
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
        let number = |page: &str| page.parse().map_err(|_| Stale);
        let press = match parts[..] {
            [VERSION, "pick", duty] => Self::Pick { duty: duty.into() },
            [VERSION, "none"] => Self::NoneOfThese,
            [VERSION, "look"] => Self::LookAgain,
            [VERSION, "choose"] => Self::Choose,
            [VERSION, "roles"] => Self::Roles,
            [VERSION, "choose-role"] => Self::ChooseRole,
            [VERSION, "choose-page", role, page] => Self::ChoosePage { role: role.into(), page: number(page)? },
            [VERSION, "search"] => Self::Search,
            [VERSION, "found"] => Self::Found,
            [VERSION, "page", role, page] => Self::Page { role: role.into(), page: number(page)? },
            [VERSION, "duties", role] => Self::AllDuties { role: role.into() },
            [VERSION, what, duty] => Self::about(what, duty)?,
            _ => return Err(Stale),
        };
        Ok(press)
    }

    /// A press about an answer that was given.
    fn about(what: &str, duty: &str) -> Result<Self, Stale> {
        let (what, picked) = what.strip_suffix("-pick").map_or((what, false), |what| (what, true));
        let given = Given { duty: duty.into(), picked };
        match what {
            "share" => Ok(Self::Share(given)),
            "why" => Ok(Self::Why(given)),
            "wrong" => Ok(Self::NotRight(given)),
            "keep" => Ok(Self::Keep(given)),
            _ => Err(Stale),
        }
    }
}

impl Given {
    fn after(&self, what: &str) -> String {
        format!("{what}{}:{}", if self.picked { "-pick" } else { "" }, self.duty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_fits() {
        let long = "a".repeat(50);
        let given = |picked| Given { duty: long.clone(), picked };
        for press in [
            Press::Pick { duty: long.clone() },
            Press::NoneOfThese,
            Press::LookAgain,
            Press::Share(given(false)),
            Press::Share(given(true)),
            Press::Why(given(false)),
            Press::Why(given(true)),
            Press::NotRight(given(false)),
            Press::NotRight(given(true)),
            Press::Keep(given(false)),
            Press::Keep(given(true)),
            Press::Choose,
            Press::Roles,
            Press::ChooseRole,
            Press::ChoosePage { role: long.clone(), page: usize::MAX },
            Press::Search,
            Press::Found,
            Press::Page { role: long.clone(), page: usize::MAX },
            Press::AllDuties { role: long.clone() },
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
            "1:why",
            "1:pick-pick:x",
            "1:choose:x",
        ] {
            assert_eq!(Press::parse(id), Err(Stale), "{id}");
        }
    }
}
