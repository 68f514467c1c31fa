//! Teams, their people, their decisions and requests: values and rules, without Discord and without storage.
//!
//! | module | what is there |
//! | --- | --- |
//! | [`ids`] | Discord's ids and our own, each kind a type |
//! | [`names`] | names that people give |
//! | [`team`] | teams, seats, and which team a question is about |
//! | [`acting`] | who acts in a role now: holder, cover, or the other lead |
//! | [`dates`] | moments as people write them, in the time zone of their server |

pub mod acting;
pub mod dates;
pub mod ids;
pub mod names;
pub mod team;
