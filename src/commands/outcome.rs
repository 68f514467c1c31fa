//! What a handler comes to: something to say, or a failure.

use super::messenger::NotDone;
use crate::{
    random::NoRandomness,
    replies::{Form, Refusal, Reply, Stale},
    store::StoreError,
};

/// What a handler wants done. It sends nothing itself.
#[derive(Debug)]
pub enum Outcome {
    /// This is said.
    Says(Reply),
    /// The message of the component becomes this. After a command, which has no such message, it is said.
    Becomes(Reply),
    /// The message of the component becomes the first, and the second is said.
    BecomesAndSays(Reply, Reply),
    /// A form opens.
    Opens(Form),
}

impl From<Reply> for Outcome {
    fn from(reply: Reply) -> Self {
        Self::Says(reply)
    }
}

/// Why a handler does nothing.
#[derive(Debug)]
pub enum Failure {
    /// The person can mend it, and is told how.
    Refused(Refusal),
    /// It is our fault: logged once, under a number that the person is told too.
    Internal(InternalError),
}

/// What went wrong on our side.
#[derive(Debug, thiserror::Error)]
pub enum InternalError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operating system's randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// A file could not be written, although it is made in memory.
    #[error("a file cannot be written: {0}")]
    Unwritable(String),
    /// A ballot was to be written together with others, and was not; why is logged with one of them.
    #[error("a ballot was not written, nor were those that came with it")]
    NotWritten,
    /// Something was left of a person who was to be erased; nothing was kept of the erasure.
    #[error("something is left of a person who was to be erased: {0}")]
    NotErased(String),
    /// Discord.
    #[error(transparent)]
    Discord(#[from] NotDone),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Stale> for Failure {
    fn from(_: Stale) -> Self {
        Self::Refused(Refusal::StaleButton)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        Self::Internal(error.into())
    }
}
