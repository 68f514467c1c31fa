//! Lanekeeper: a Discord bot that answers whose job it is.

pub mod handbook;
pub mod routing;
pub mod settings;
pub mod replies;
pub mod commands;
