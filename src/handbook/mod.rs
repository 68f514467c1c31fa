//! What the bot knows and says: roles, duties, asides, assessments, sources and sentences, read from `responses/`.
//!
//! Files become [`files::File`]s, files become drafts that still know their lines, checks look the drafts over, and only
//! drafts without a [`Problem`] become a [`Handbook`]. A handbook never changes while the bot runs.
//!
//! A locale's folder is laid over `en-US`: a file that it lacks is read in `en-US`.

mod aside;
pub mod assessments;
mod checks;
mod draft;
mod duty;
pub mod files;
mod fluent_references;
mod ids;
mod library;
mod needed;
mod pattern;
mod problem;
mod role;
mod sentence_checks;
mod sentences;
mod source;

pub use aside::Aside;
pub use assessments::Assessment;
pub use duty::{Decider, Duty};
pub use ids::{AsideId, AssessmentId, DutyId, RoleId, SourceId};
pub use library::{FALLBACK_LOCALE, Library};
pub use pattern::{BadPattern, Matching, Pattern};
pub use problem::{Problem, Problems};
pub use role::{Kind, LeadProfile, Role};
pub use sentences::{Declared, Sentences, Value};
pub use source::{Citation, Source};

use std::{collections::BTreeMap, sync::Arc};

/// Everything that one locale knows and says.
#[derive(Debug)]
pub struct Handbook {
    pub(crate) roles: BTreeMap<RoleId, Role>,
    pub(crate) duties: BTreeMap<DutyId, Duty>,
    pub(crate) asides: BTreeMap<AsideId, Aside>,
    pub(crate) assessments: BTreeMap<AssessmentId, Assessment>,
    pub(crate) sources: BTreeMap<SourceId, Source>,
    pub(crate) sentences: Arc<Sentences>,
}

impl Handbook {
    /// All roles, the two leads first, then by name.
    #[must_use]
    pub fn roles(&self) -> Vec<&Role> {
        let mut roles: Vec<&Role> = self.roles.values().collect();
        roles.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
        roles
    }

    /// The role of this id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.get(id)
    }

    /// The role that people mean by a name: its id, name, short form or an alias, in any case.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<&Role> {
        let name = name.trim();
        self.role(name)
            .or_else(|| self.roles.values().find(|role| role.names().any(|known| known.eq_ignore_ascii_case(name))))
    }

    /// All duties, in the order of their ids.
    pub fn duties(&self) -> impl Iterator<Item = &Duty> {
        self.duties.values()
    }

    /// The duty of this id.
    #[must_use]
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.get(id)
    }

    /// What a role decides, and what it shares with others, by title.
    #[must_use]
    pub fn duties_of(&self, role: &RoleId) -> Vec<&Duty> {
        let mut duties: Vec<&Duty> = self.duties.values().filter(|duty| duty.decider.includes(role)).collect();
        duties.sort_by(|a, b| (a.decider.is_shared(), &a.title).cmp(&(b.decider.is_shared(), &b.title)));
        duties
    }

    /// All asides: what is said although nobody has to be found.
    pub fn asides(&self) -> impl Iterator<Item = &Aside> {
        self.asides.values()
    }

    /// All assessments, in the order of their ids.
    pub fn assessments(&self) -> impl Iterator<Item = &Assessment> {
        self.assessments.values()
    }

    /// The assessment of this id.
    #[must_use]
    pub fn assessment(&self, id: &str) -> Option<&Assessment> {
        self.assessments.get(id)
    }

    /// The source of this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// The sentences of this locale.
    #[must_use]
    pub fn sentences(&self) -> &Arc<Sentences> {
        &self.sentences
    }
}

/// What each check of a handbook demands, in one sentence each.
pub fn demands() -> impl Iterator<Item = &'static str> {
    checks::all().map(|(demand, _)| *demand)
}
