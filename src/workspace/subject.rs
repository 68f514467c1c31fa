//! What a decision or a request is about.

use super::names::{BadName, Topic};
use crate::handbook::DutyId;

/// A duty of the handbook, or a topic in the team's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A duty. It may have left the handbook since.
    Duty(DutyId),
    /// A topic.
    Topic(Topic),
}

impl Subject {
    /// The kind by which it is stored and written in files: `duty` or `topic`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Duty(_) => "duty",
            Self::Topic(_) => "topic",
        }
    }

    /// The duty's id, or the topic as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Duty(duty) => duty.as_str(),
            Self::Topic(topic) => topic.as_str(),
        }
    }

    /// What makes the subject its own: two of one kind with the same key are the same.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Duty(duty) => duty.as_str().into(),
            Self::Topic(topic) => topic.key(),
        }
    }

    /// The subject of this kind and text.
    ///
    /// # Errors
    /// For a text that is no topic; of a kind that is unknown nothing is made either.
    pub fn of(kind: &str, text: &str) -> Result<Self, BadName> {
        match kind {
            "duty" if !text.is_empty() => Ok(Self::Duty(DutyId::new(text))),
            "topic" => Topic::new(text).map(Self::Topic),
            _ => Err(BadName::Empty),
        }
    }

    /// The duty, where it is one.
    #[must_use]
    pub const fn duty(&self) -> Option<&DutyId> {
        match self {
            Self::Duty(duty) => Some(duty),
            Self::Topic(_) => None,
        }
    }
}
