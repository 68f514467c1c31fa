//! Duties: single responsibilities.

use std::sync::Arc;

use super::{Citation, DutyId, Pattern, RoleId};

/// Who decides about a duty when the team has not settled it otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decider {
    /// One role decides.
    One(RoleId),
    /// Several roles lead together; the first named goes first.
    Shared(Vec<RoleId>),
}

impl Decider {
    /// Whether the role decides, alone or with others.
    #[must_use]
    pub fn includes(&self, role: &RoleId) -> bool {
        self.roles().contains(role)
    }

    /// Whether several roles lead together.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Shared(_))
    }

    /// The deciding roles, the first named first.
    #[must_use]
    pub fn roles(&self) -> &[RoleId] {
        match self {
            Self::One(role) => std::slice::from_ref(role),
            Self::Shared(roles) => roles,
        }
    }
}

/// One responsibility: who decides, who is consulted, how people ask for it, and who says so.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The file's name.
    pub id: DutyId,
    /// A noun phrase, for example "Choosing technology".
    pub title: String,
    /// What it covers, one sentence.
    pub summary: String,
    /// Who decides.
    pub decider: Decider,
    /// Who is asked before it is decided.
    pub consulted: Vec<RoleId>,
    /// Who is told afterwards.
    pub informed: Vec<RoleId>,
    /// What the asker does next, addressed to "you".
    pub next_step: String,
    /// Where sources disagree.
    pub contested: Option<String>,
    /// What people type when they look for the owner.
    pub phrases: Vec<Arc<str>>,
    /// Certain cases.
    pub patterns: Vec<Pattern>,
    /// Duties that are close to it.
    pub related: Vec<DutyId>,
    /// Who says so.
    pub citations: Vec<Citation>,
}
