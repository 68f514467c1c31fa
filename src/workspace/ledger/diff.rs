//! What a file would change.

use std::collections::HashMap;

use super::{Entry, Says};
use crate::workspace::{
    decision::{Decides, Decision, Draft},
    subject::Subject,
};

/// What would become of what a team has in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is not settled so far.
    pub new: Vec<(Subject, Draft)>,
    /// What is settled otherwise, and how it would be.
    pub changed: Vec<(Decision, Draft)>,
    /// What is settled so already.
    pub unchanged: Vec<Decision>,
    /// What is in force and not in the file.
    pub missing: Vec<Decision>,
}

impl Plan {
    /// All that the file says, in full.
    pub fn all(&self) -> impl Iterator<Item = (&Subject, &Draft)> {
        let new = self.new.iter().map(|(subject, draft)| (subject, draft));
        let changed = self.changed.iter().map(|(old, draft)| (&old.subject, draft));
        let unchanged = self.unchanged.iter().map(|old| (&old.subject, &old.draft));
        new.chain(changed).chain(unchanged)
    }

    /// How many decisions it would touch: with `retires`, also those that are missing.
    #[must_use]
    pub fn changes(&self, retires: bool) -> usize {
        self.new.len() + self.changed.len() + if retires { self.missing.len() } else { 0 }
    }
}

/// Compares what is in force with a file.
#[must_use]
pub fn diff(in_force: &[Decision], entries: Vec<Entry>) -> Plan {
    let place = |subject: &Subject| (subject.kind(), subject.key());
    let mut left: HashMap<_, &Decision> = in_force.iter().map(|one| (place(&one.subject), one)).collect();
    let mut plan = Plan::default();
    for Entry { subject, says, .. } in entries {
        let old = left.remove(&place(&subject));
        let draft = match (says, old) {
            (Says::All(draft), _) => draft,
            (Says::Owners(decides), Some(old)) => Draft { decides, ..old.draft.clone() },
            (Says::Owners(decides), None) => owned(decides),
        };
        match old {
            None => plan.new.push((subject, draft)),
            Some(old) if old.draft == draft => plan.unchanged.push(old.clone()),
            Some(old) => plan.changed.push((old.clone(), draft)),
        }
    }
    plan.missing = in_force.iter().filter(|one| left.contains_key(&place(&one.subject))).cloned().collect();
    plan
}

/// What is settled by who owns something, and nothing else.
pub(super) const fn owned(decides: Decides) -> Draft {
    Draft { decides, rule: None, consulted: Vec::new(), reason: None, source: None, review_at: None }
}
