//! The built program as people and supervisors run it: what it prints, its exit codes, signals and logs.

mod asking;
mod checking;
mod discord;
mod doctoring;
mod logging;
mod moving;
mod operating;
mod program;
mod registering;
mod sandbox;
mod settings;
mod starting;
mod stopping;

pub(crate) use discord::Discord;
pub(crate) use program::{Ended, Running, lanekeeper, on_disks_of_its_own};
