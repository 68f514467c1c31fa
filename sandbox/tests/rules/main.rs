//! Discord's rules, tried over real HTTP and a real websocket, on both sides of each edge.

mod commands;
mod gateway;
mod interactions;
mod messages;
mod people;
mod permissions;
mod play;
mod starting;
mod threads;
