//! The CPU time that processes have used, as Linux counts it.

use std::fs;
use std::time::Duration;

use crate::Outcome;

/// The CPU time of all threads of a process, those that have ended left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CpuTime(Duration);

impl CpuTime {
    pub(crate) fn of_this_process() -> Outcome<Self> {
        Self::of(std::process::id())
    }

    pub(crate) fn of(process: u32) -> Outcome<Self> {
        let mut nanoseconds = 0;
        for thread in fs::read_dir(format!("/proc/{process}/task"))? {
            let used = fs::read_to_string(thread?.path().join("schedstat"))?;
            nanoseconds += used.split(' ').next().ok_or("schedstat is empty")?.parse::<u64>()?;
        }
        Ok(Self(Duration::from_nanos(nanoseconds)))
    }

    pub(crate) fn since(self, before: Self) -> Duration {
        self.0.saturating_sub(before.0)
    }
}
