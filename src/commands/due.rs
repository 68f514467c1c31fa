//! What is done when a deadline comes.

use super::{Desk, Failure, messenger::Messenger};
use crate::{
    clock::Timestamp,
    store::{Deadline, Lease, StoreError, Work},
};

/// What a deadline's handler comes to, sooner or later.
pub type Doing<'a> = std::pin::Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// One kind of deadline: one entry of the table.
#[derive(Clone, Copy)]
pub struct DueKind {
    /// The name by which deadlines of the kind are stored.
    pub kind: &'static str,
    /// What is done. It takes the deadline away with [`Due::finish`] in the unit of work in which it does what is due; what it says at
    /// Discord it says in a way that a repetition does no harm. Where it fails, it is run again after a while.
    pub run: for<'a> fn(&'a Due<'a>) -> Doing<'a>,
}

/// A deadline that has come, leased by this process.
pub struct Due<'a> {
    /// What every handler works with.
    pub desk: &'a Desk,
    /// Whoever posts and edits messages.
    pub messenger: &'a dyn Messenger,
    /// The deadline.
    pub deadline: &'a Deadline,
    /// The lease; its `now` is when it was taken.
    pub lease: Lease,
}

impl Due<'_> {
    /// Takes the deadline away, if this process still holds it; otherwise another has taken over, and nothing may be done.
    ///
    /// # Errors
    /// As every statement.
    pub async fn finish(&self, work: &mut Work) -> Result<bool, StoreError> {
        work.finish_deadline(self.deadline.id, self.lease).await
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.lease.now
    }
}
