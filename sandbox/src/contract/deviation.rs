//! Something that is not as Discord's document says.

use std::fmt;

/// Who said what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The client asked for something that the document forbids, and was not refused.
    Request,
    /// The sandbox answered something that the document does not have.
    Response,
    /// The sandbox told of something in a form that the document does not have.
    Event,
}

/// Something that is not as Discord's document says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviation {
    /// Method and route as the document writes it (`GET /channels/{channel_id}`), or the event's name.
    pub subject: String,
    /// Who said it.
    pub direction: Direction,
    /// The HTTP status of the answer; none for events.
    pub status: Option<u16>,
    /// Where in the body (a JSON pointer), or which parameter (`?limit`, `{channel_id}`).
    pub pointer: String,
    /// What the document has there, and what was found.
    pub expected: String,
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.direction {
            Direction::Request => "request",
            Direction::Response => "response",
            Direction::Event => "event",
        };
        write!(f, "{}, {side}", self.subject)?;
        if let Some(status) = self.status {
            write!(f, " {status}")?;
        }
        let pointer = if self.pointer.is_empty() { "(whole)" } else { &self.pointer };
        write!(f, ", at {pointer}: {}", self.expected)
    }
}
