//! The world's things as Discord writes them in JSON.

mod channels;
mod commands;
mod guilds;
mod interactions;
pub(crate) mod marks;
mod messages;
mod users;

pub(crate) use self::channels::{channel, thread_member};
pub(crate) use self::commands::command;
pub(crate) use self::guilds::{guild, guild_create, joined_thread, member, member_with_user, role, unavailable_guild};
pub(crate) use self::interactions::interaction;
pub(crate) use self::messages::{attachment, hide_unless, message};
pub(crate) use self::users::{full_application, own_user, user};
