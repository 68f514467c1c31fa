//! `/decision`: what a team has settled, recorded, looked at, settled anew, taken back, and brought back for its review.
//!
//! Whoever may read here may look; who changes something manages the team. Whatever a custom id names is looked up again in the server
//! where it is pressed, so that an id of another server leads nowhere.

mod change;
mod given;
mod ledger;
mod look;
mod place;
mod proposals;
mod record;
mod review;
mod suggest;

pub(super) use change::{OPENS_RETIRING, OPENS_REVISING, RETIRE, RETIRES, REVISE, REVISES};
pub(super) use ledger::{EXPORT, IMPORT, IMPORTS};
pub(super) use look::{HISTORY, LIST, SHOW, TURNS_HISTORY, TURNS_LIST};
pub(super) use place::subject;
pub(super) use proposals::{ACCEPTS, DISMISSES, PROPOSALS, SUGGESTS, TURNS_PROPOSALS};
pub(super) use record::{OPENS_RECORDING, OPENS_RECORDING_FOR, RECORD, RECORDS, RECORDS_DUTY, recording};
pub(super) use review::{COMES_BACK, KEEPS, OPENS_KEEPING};

pub(super) use suggest::anything as suggest_subjects;

use super::{
    OptionKind, OptionSpec,
    place::{PRIVATE, TEAM},
};
use crate::replies::Wording;

/// What a decision is about, among those that there are.
const KNOWN: OptionSpec = OptionSpec {
    name: "subject",
    description: Wording::option_decision_known,
    kind: OptionKind::Text(Some(suggest::in_force)),
    required: true,
};
