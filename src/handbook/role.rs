//! Roles: jobs with a lane.

use super::{Citation, RoleId};

/// Whether a role is one of the two leads of a team or a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Leads a team: the tech lead and the engineering manager.
    Lead,
    /// Works beside the team: product, design, people team, IT …
    Neighbour,
}

/// A job with a lane.
#[derive(Clone, Debug)]
pub struct Role {
    /// The file's name.
    pub id: RoleId,
    /// As shown, for example "Tech lead".
    pub name: String,
    /// The usual abbreviation, for example "TL".
    pub short: Option<String>,
    /// Lead or neighbour.
    pub kind: Kind,
    /// Other names that people use for it.
    pub aliases: Vec<String>,
    /// Why the role exists, one sentence.
    pub purpose: String,
    /// What it handles.
    pub lane: Vec<String>,
    /// What it is mistaken for.
    pub not_lane: Vec<String>,
    /// How one reaches the role and what to bring.
    pub reach: String,
    /// What only the handbook's leads have.
    pub profile: Option<LeadProfile>,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// The longer portrait that a lead role has.
#[derive(Clone, Debug)]
pub struct LeadProfile {
    /// What the person is good at.
    pub skills: Vec<String>,
    /// How the leads work together.
    pub works_with: Vec<String>,
    /// Pictures that explain the role.
    pub analogies: Vec<String>,
    /// Ways into the role.
    pub path: Vec<String>,
}

impl Role {
    /// Every name that means this role: id, name, short form, aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), &self.name]
            .into_iter()
            .chain(self.short.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// The name within a sentence: "tech lead", but "QA" and "IT support" as they are.
    #[must_use]
    pub fn name_in_sentence(&self) -> String {
        let mut letters = self.name.chars();
        let first = letters.next();
        match (first, self.name.chars().nth(1)) {
            (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
            _ => self.name.clone(),
        }
    }
}
