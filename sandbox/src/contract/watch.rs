//! An observer that takes notes, and judges them when it is asked.

use std::collections::BTreeSet;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::{Contract, Deviation};
use crate::{Observer, RestCall};

/// Collects what is not as the document says. Nothing is judged while the bot waits.
#[derive(Debug)]
pub struct Watch {
    contract: Contract,
    notes: Mutex<Notes>,
}

#[derive(Debug, Default)]
struct Notes {
    calls: Vec<RestCall>,
    payloads: Vec<String>,
    deviations: BTreeSet<Deviation>,
}

impl Watch {
    pub(super) fn new(contract: Contract) -> Self {
        Self { contract, notes: Mutex::default() }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that was not as the document says so far, each once.
    pub fn deviations(&self) -> Vec<Deviation> {
        let mut notes = self.notes();
        let (calls, payloads) = (mem::take(&mut notes.calls), mem::take(&mut notes.payloads));
        notes.deviations.extend(calls.iter().flat_map(|call| self.contract.check_call(call)));
        notes.deviations.extend(payloads.iter().flat_map(|payload| self.judge(payload)));
        notes.deviations.iter().cloned().collect()
    }

    fn judge(&self, payload: &str) -> Vec<Deviation> {
        let payload: Value = serde_json::from_str(payload).unwrap_or_default();
        payload["t"].as_str().map(|name| self.contract.check_event(name, &payload["d"])).unwrap_or_default()
    }

    /// Asserts that all was as the document says.
    ///
    /// # Panics
    /// If anything was not, with a line for each.
    #[track_caller]
    pub fn assert_kept(&self) {
        let deviations: Vec<String> = self.deviations().iter().map(ToString::to_string).collect();
        assert!(deviations.is_empty(), "not as Discord's OpenAPI document says:\n{}", deviations.join("\n"));
    }
}

impl Observer for Watch {
    fn called(&self, call: &RestCall) {
        self.notes().calls.push(call.clone());
    }

    fn told(&self, payload: &str) {
        self.notes().payloads.push(payload.to_owned());
    }

    fn delivered(&self, interaction: &str) {
        self.notes().payloads.push(format!(r#"{{"t":"INTERACTION_CREATE","d":{interaction}}}"#));
    }
}
