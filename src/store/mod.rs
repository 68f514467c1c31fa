//! Storage: one interface, two engines behind it. SQLite, a file beside the bot, is the default; PostgreSQL serves several processes.
//!
//! The rules of this room:
//!
//! - A [`Work`] is one unit of work: everything in it happens together, at [`Work::commit`], or not at all. It is the only way in, but
//!   for the one statement that every answer begins with, [`Store::changes`].
//! - What is committed is on disk, also when the machine loses its power a moment later.
//! - Moments and ids are arguments. Not found is `None`, never an error.
//! - Every statement is written once, in the SQL that both engines speak: `BIGINT` and `TEXT` columns, `$1` for arguments, upserts
//!   and `RETURNING`. The tests of `tests/storage` run on both.
//! - A row that breaks our rules is [`StoreError::Broken`], which names the table: never a panic, never a guess.
//!
//! | module | holds |
//! | --- | --- |
//! | `address` | where the database is, as the setting `DATABASE_URL` says it |
//! | `open` | opening, migrating, and refusing what cannot be used |
//! | `inspect` | looking at a database without changing it |
//! | `work` | units of work |
//! | `rows` | reading rows into values |
//! | `guilds` | what is kept about a server as a whole |
//! | `gaps` | questions that could not be answered, as counts |
//! | `teams` | teams, their channels and seats |
//! | `glances` | whether teams have changed, read for all who ask at once |
//! | `decisions`, `decision_lists`, `decision_rows` | what teams have settled |
//! | `polls`, `ballots`, `poll_rows`, `option_rows`, `amendment_rows` | polls, and who voted what |
//! | `sittings` | people's runs through assessments |
//! | `rounds`, `round_rows` | teams' runs through assessments |
//! | `requests` | questions handed to people, each with what happened to it |
//! | `orphans` | who and what is no longer there |
//! | `people`, `erasing` | what is held about a person: counted, exported, erased |
//! | `tables`, `columns` | every table, column by column |
//! | `transfer` | everything as one file, and back |
//! | `proposals` | corrections that people suggest to teams |
//! | `deadlines` | what is to happen at a time, leased by one process at a time |

mod address;
mod amendment_rows;
mod ballots;
mod columns;
mod deadlines;
mod decision_lists;
mod decision_rows;
mod decisions;
mod erasing;
mod errors;
mod gaps;
mod glances;
mod guilds;
mod inspect;
mod open;
mod option_rows;
mod orphans;
mod people;
mod poll_rows;
mod polls;
mod proposals;
mod requests;
mod round_rows;
mod rounds;
mod rows;
mod sittings;
pub mod tables;
mod teams;
pub mod transfer;
mod work;

pub use address::{BadAddress, DatabaseUrl};
pub use deadlines::{Deadline, Lease};
pub use decision_lists::{Filter, InForce, Page};
pub use decisions::{Ending, Recorded};
pub use errors::{OpenError, StoreError};
pub use guilds::GuildSettings;
pub use inspect::{Inspection, Workplace};
pub use open::SCHEMA;
pub(crate) use open::private_file;
pub use orphans::Orphan;
pub use people::{Held, How, Reach};
pub use polls::{PollFilter, ShownPoll};
pub use proposals::Proposed;
pub use requests::Advanced;
pub use rounds::RoundFilter;
pub use teams::Changes;
pub use work::{Store, Work};
