//! What the router says about a text.

use crate::handbook::{AsideId, DutyId};

/// The router's result for a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// What the text is about, as far as the router can tell.
    pub outcome: Outcome,
    /// How sure the router is that the outcome is right, from 0 to 1, calibrated: of a hundred answers given with 0.8, about
    /// eighty are right. For [`Outcome::Unsure`] that of the best candidate.
    pub confidence: f32,
    /// What spoke for the best candidate and what against it.
    pub evidence: Evidence,
    /// The candidates in the order of their probability, the best first, at most five. Also filled where the outcome is sure.
    pub alternatives: Vec<Candidate>,
}

/// What a text is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This duty; the handbook knows who decides.
    Duty(DutyId),
    /// A responsibility question, but which one is not clear: ask, with the first three alternatives.
    Unsure,
    /// Nobody has to be found.
    Aside(AsideId),
}

/// A duty that a text may be about.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The duty.
    pub duty: DutyId,
    /// Its probability, from 0 to 1.
    pub probability: f32,
}

/// Why the router thinks so, in terms that a person can check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Words of the text, as written, that spoke for the best candidate, strongest first, at most four.
    pub words: Vec<String>,
    /// The phrase of the handbook that is nearest to the text.
    pub phrase: Option<String>,
    /// Whether a pattern of the duty matched.
    pub pattern: bool,
    /// Words of the text that spoke against it, strongest first, at most three.
    pub against: Vec<String>,
}
