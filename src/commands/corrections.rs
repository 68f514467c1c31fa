//! Corrections: what people say where an answer is not right. They are offered to whoever may keep them for a team's admins.

use std::{fmt, future::Future, pin::Pin};

use crate::{
    clock::Timestamp,
    handbook::DutyId,
    workspace::ids::{ChannelId, GuildId, UserId},
};

/// Somebody found that an answer was not right, and said what would have been. A proposal, not a decision: it changes one
/// message and, as long as nobody has accepted it, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was asked, as typed; of a long question the beginning, as it stands above the answer.
    pub question: String,
    /// The duty that the router had answered with.
    pub routed_to: DutyId,
    /// The duty that it should have been.
    pub corrected_to: DutyId,
    /// Who said so.
    pub by: UserId,
    /// The server where it was said; none in a direct message.
    pub guild: Option<GuildId>,
    /// The channel or thread where it was said.
    pub channel: ChannelId,
    /// When.
    pub when: Timestamp,
}

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was heard and forgotten: nothing is learned from it.
    Nowhere,
}

/// What an offer comes to, sooner or later.
pub type Offering<'a> = Pin<Box<dyn Future<Output = Kept> + Send + 'a>>;

/// Whoever takes corrections.
pub trait Corrections: fmt::Debug + Send + Sync {
    /// Offers a correction. A press that is delivered twice offers it twice.
    fn offer(&self, correction: Correction) -> Offering<'_>;
}

/// Keeps nothing. A log line says that there was a correction, never what people wrote.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeepsNothing;

impl Corrections for KeepsNothing {
    fn offer(&self, correction: Correction) -> Offering<'_> {
        let Correction { routed_to, corrected_to, .. } = correction;
        tracing::info!(%routed_to, %corrected_to, "an answer was corrected");
        Box::pin(async { Kept::Nowhere })
    }
}
