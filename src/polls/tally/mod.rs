//! Counting. Every count here gives the same result whatever the order of the ballots and treats all options alike; where a rule
//! leaves a tie, the tie is the result, and nothing is drawn by lot.
//!
//! | module | counts |
//! | --- | --- |
//! | [`counts`] | votes for each option; stances |
//! | [`scale`] | points on a scale |
//! | [`runoff`] | rankings, by instant run-off |
//! | [`schulze`] | rankings, pair by pair |

pub mod counts;
pub mod runoff;
pub mod scale;
pub mod schulze;
