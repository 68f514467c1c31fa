//! The labels by which routes are measured.

use crate::{
    handbook::{Decider, Duty, Handbook, Kind},
    routing::{Outcome, score::NONE},
};

/// The lead roles share it.
pub(super) const BOTH: &str = "both";
/// A neighbour of the team decides.
pub(super) const OTHER: &str = "other";

/// Every label that there is: each lead, what they share, the neighbours, nobody.
pub(in crate::cli) fn all(handbook: &Handbook) -> Vec<&str> {
    let leads = handbook.roles().into_iter().filter(|role| role.kind == Kind::Lead).map(|role| role.id.as_str());
    leads.chain([BOTH, OTHER, NONE]).collect()
}

/// Who an outcome names, in two resolutions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labels<'a> {
    /// A role's id, `both` or `none`.
    pub(super) role: &'a str,
    /// A lead role's id, `both`, `other` or `none`.
    pub(super) label: &'a str,
}

/// The labels of an outcome that is not [`Outcome::Unsure`].
pub(super) fn of<'a>(handbook: &'a Handbook, outcome: &Outcome) -> Labels<'a> {
    let duty = match outcome {
        Outcome::Duty(duty) => handbook.duty(duty.as_str()),
        Outcome::Unsure | Outcome::Aside(_) => None,
    };
    duty.map_or(Labels { role: NONE, label: NONE }, |duty| of_duty(handbook, duty))
}

/// The labels of a duty.
pub(super) fn of_duty<'a>(handbook: &Handbook, duty: &'a Duty) -> Labels<'a> {
    match &duty.decider {
        Decider::Shared(_) => Labels { role: BOTH, label: BOTH },
        Decider::One(role) => {
            let is_lead = handbook.role(role.as_str()).is_some_and(|role| role.kind == Kind::Lead);
            Labels { role: role.as_str(), label: if is_lead { role.as_str() } else { OTHER } }
        }
    }
}
