//! Teams, their people, their decisions and requests: values and rules, without Discord and without storage.
//!
//! | module | what is there |
//! | --- | --- |
//! | [`decision`] | what a team has settled, in force, superseded or retired |
//! | [`gap`] | questions that could not be answered, as counts |
//! | [`ids`] | Discord's ids and our own, each kind a type |
//! | [`ledger`] | what a team has in force, as a file |
//! | [`names`] | names that people give |
//! | [`proposal`] | corrections that people suggest to a team |
//! | [`request`] | a question handed to a person, and what happened to it |
//! | [`subject`] | what a decision or a request is about |
//! | [`team`] | teams, seats, and which team a question is about |
//! | [`texts`] | texts and links that people write |
//! | [`acting`] | who acts in a role now: holder, cover, or the other lead |
//! | [`dates`] | moments as people write them, in the time zone of their server |

pub mod acting;
pub mod dates;
pub mod decision;
pub mod gap;
pub mod ids;
pub mod ledger;
pub mod names;
pub mod proposal;
pub mod request;
pub mod subject;
pub mod team;
pub mod texts;
