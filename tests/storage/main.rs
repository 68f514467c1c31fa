//! The storage contract: what any engine must do. Each promise is tested on SQLite, and on PostgreSQL where that is installed; where
//! it is not, a line says so, and with `CI` set it is a failure.

mod databases;
mod deadlines;
mod decisions;
mod gaps;
mod guilds;
mod migrations;
mod opening;
mod people;
mod polls;
mod postgres;
mod proposals;
mod requests;
mod rounds;
mod sittings;
mod tables;
mod teams;
mod transfer;
mod work;
