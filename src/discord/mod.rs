//! The one place that talks to Discord: connecting, registering commands, receiving, dispatching, sending.
//!
//! Handlers return a [`Reply`](crate::replies::Reply); the module `send` alone sends, through `call`, which alone tries again. Commands come from the table in
//! [`commands`](crate::commands).

mod answer;
mod bot;
mod call;
mod connect;
mod deadlines;
mod decode;
mod dispatch;
pub mod doctor;
mod endpoint;
mod errands;
mod events;
mod health;
mod live;
mod mention;
mod operations;
mod recent;
mod register;
mod replays;
mod send;
mod serving;
pub mod stopping;

pub use bot::{Bot, wanted};
pub use connect::{ConnectError, Connection};
pub use health::Health;
pub use operations::ask_ready;
pub use register::{Change, Plan};
