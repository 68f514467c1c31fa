//! Discord's rules, tried over real HTTP and a real websocket, on both sides of each edge.

mod attachments;
mod commands;
mod components;
mod counts;
mod endpoint;
mod endpoint_bot;
mod gateway;
mod hearing;
mod history;
mod interactions;
mod limits;
mod member_edits;
mod members;
mod messages;
mod people;
mod permissions;
mod play;
mod polls;
mod reactions;
mod requests;
mod resuming;
mod sharding;
mod starting;
mod threads;
mod weather;
