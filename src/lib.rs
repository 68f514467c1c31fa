//! Lanekeeper: a Discord bot that answers "whose is this, the tech lead's or the engineering manager's?".
//!
//! The map of the house, from the inside out:
//!
//! | module | what it does |
//! | --- | --- |
//! | [`handbook`] | what the bot knows and says: files → checked, typed values |
//! | [`routing`] | a text → the duty it is about, with confidence and evidence; pure |
//! | [`workspace`] | teams, people, decisions, requests; pure |
//! | [`polls`] | ballots, electorate, life-cycle, tallies; pure |
//! | [`assessments`] | questionnaires, sittings, rounds, scoring; pure |
//! | [`charts`] | results → pictures; pure |
//! | [`store`] | one storage interface, SQLite and PostgreSQL behind it |
//! | [`replies`] | values and sentences → Discord messages within Discord's limits; sends nothing |
//! | [`commands`] | the table of commands, each with its looks, its rules and its handler |
//! | [`discord`] | the only part that talks to Discord: connecting, registering, dispatching, sending |
//! | [`settings`] | the environment → typed settings; the only part that reads it |
//! | [`metrics`] | what is counted and measured for whoever operates the bot |
//! | [`clock`], [`random`] | the time and randomness; the only parts that ask for them |
//! | `parts` | work in parts on several threads |
//! | [`cli`] | the command line, one file a subcommand |
//!
//! A question travels `discord` (decode) → `commands` (decide) → `routing` (which duty) → `replies` (say it) → `discord` (send).

pub mod assessments;
pub mod charts;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod discord;
pub mod handbook;
pub mod metrics;
mod parts;
pub mod polls;
pub mod random;
pub mod replies;
pub mod routing;
pub mod settings;
pub mod store;
pub mod workspace;
