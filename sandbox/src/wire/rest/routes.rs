//! The table of routes: method, path, who may call, and the handler.

use super::{
    Answer, Asking, Call, Handler, applications, channels, guilds, interactions, login, messages, pins, polls,
    reactions, threads, users, webhooks,
};
use crate::world::errors::ApiError;

/// What a route asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// A bot's token in the Authorization header.
    Bot,
    /// Nothing, or a token in the path.
    Open,
}

/// A method on a path.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) template: &'static str,
    pub(super) access: Access,
    pub(super) handler: Handler,
}

type Plain = fn(&Call<'_>) -> Result<Answer, ApiError>;

const fn bot(method: &'static str, template: &'static str, handler: Plain) -> Route {
    Route { method, template, access: Access::Bot, handler: Handler::Now(handler) }
}

const fn open(method: &'static str, template: &'static str, handler: Plain) -> Route {
    Route { method, template, access: Access::Open, handler: Handler::Now(handler) }
}

/// A route of bots whose handler asks somebody else first.
const fn later(method: &'static str, template: &'static str, handler: for<'a> fn(&'a Call<'a>) -> Asking<'a>) -> Route {
    Route { method, template, access: Access::Bot, handler: Handler::Later(handler) }
}

const COMMANDS: &str = "/applications/{application}/commands";
const COMMAND: &str = "/applications/{application}/commands/{command}";
const GUILD_COMMANDS: &str = "/applications/{application}/guilds/{guild}/commands";
const GUILD_COMMAND: &str = "/applications/{application}/guilds/{guild}/commands/{command}";
const MESSAGE: &str = "/channels/{channel}/messages/{message}";
const REACTION: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}";
const OWN_REACTION: &str = "/channels/{channel}/messages/{message}/reactions/{emoji}/@me";
const THREAD_MEMBER: &str = "/channels/{channel}/thread-members/{user}";
const ORIGINAL: &str = "/webhooks/{application}/{token}/messages/{message}";

/// All routes; those of one path stand together.
pub(super) const ROUTES: &[Route] = &[
    open("GET", "/gateway", login::gateway),
    bot("GET", "/gateway/bot", login::gateway_bot),
    bot("GET", "/users/@me", login::me),
    bot("GET", "/users/@me/guilds", users::my_guilds),
    bot("POST", "/users/@me/channels", users::open_direct),
    bot("GET", "/users/{user}", users::get),
    bot("GET", "/applications/@me", login::application),
    later("PATCH", "/applications/@me", login::edit_application),
    bot("GET", "/oauth2/applications/@me", login::application),
    bot("GET", COMMANDS, applications::list),
    bot("POST", COMMANDS, applications::create),
    bot("PUT", COMMANDS, applications::overwrite),
    bot("GET", COMMAND, applications::get),
    bot("PATCH", COMMAND, applications::edit),
    bot("DELETE", COMMAND, applications::delete),
    bot("GET", GUILD_COMMANDS, applications::list),
    bot("POST", GUILD_COMMANDS, applications::create),
    bot("PUT", GUILD_COMMANDS, applications::overwrite),
    bot("GET", GUILD_COMMAND, applications::get),
    bot("PATCH", GUILD_COMMAND, applications::edit),
    bot("DELETE", GUILD_COMMAND, applications::delete),
    open("POST", "/interactions/{interaction}/{token}/callback", interactions::callback),
    open("POST", "/webhooks/{application}/{token}", webhooks::follow_up),
    open("GET", ORIGINAL, webhooks::get),
    open("PATCH", ORIGINAL, webhooks::edit),
    open("DELETE", ORIGINAL, webhooks::delete),
    bot("GET", "/channels/{channel}", channels::get),
    bot("PATCH", "/channels/{channel}", channels::edit),
    bot("DELETE", "/channels/{channel}", channels::delete),
    bot("POST", "/channels/{channel}/typing", channels::typing),
    bot("GET", "/channels/{channel}/messages", messages::list),
    bot("POST", "/channels/{channel}/messages", messages::create),
    bot("POST", "/channels/{channel}/messages/bulk-delete", messages::delete_many),
    bot("GET", "/channels/{channel}/messages/pins", pins::list),
    bot("PUT", "/channels/{channel}/messages/pins/{message}", pins::pin),
    bot("DELETE", "/channels/{channel}/messages/pins/{message}", pins::unpin),
    bot("GET", "/channels/{channel}/pins", pins::list_old),
    bot("PUT", "/channels/{channel}/pins/{message}", pins::pin),
    bot("DELETE", "/channels/{channel}/pins/{message}", pins::unpin),
    bot("GET", MESSAGE, messages::get),
    bot("PATCH", MESSAGE, messages::edit),
    bot("DELETE", MESSAGE, messages::delete),
    bot("DELETE", "/channels/{channel}/messages/{message}/reactions", reactions::clear),
    bot("GET", REACTION, reactions::users),
    bot("DELETE", REACTION, reactions::clear_emoji),
    bot("PUT", OWN_REACTION, reactions::add),
    bot("DELETE", OWN_REACTION, reactions::remove_own),
    bot("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}", reactions::remove),
    bot("GET", "/channels/{channel}/polls/{message}/answers/{answer}", polls::voters),
    bot("POST", "/channels/{channel}/polls/{message}/expire", polls::expire),
    bot("POST", "/channels/{channel}/messages/{message}/threads", threads::start_from_message),
    bot("POST", "/channels/{channel}/threads", threads::start),
    bot("GET", "/channels/{channel}/threads/archived/public", threads::archived_public),
    bot("GET", "/channels/{channel}/threads/archived/private", threads::archived_private),
    bot("GET", "/channels/{channel}/users/@me/threads/archived/private", threads::archived_joined),
    bot("GET", "/channels/{channel}/thread-members", threads::members),
    bot("PUT", "/channels/{channel}/thread-members/@me", threads::join),
    bot("DELETE", "/channels/{channel}/thread-members/@me", threads::leave),
    bot("GET", THREAD_MEMBER, threads::member),
    bot("PUT", THREAD_MEMBER, threads::add),
    bot("DELETE", THREAD_MEMBER, threads::remove),
    bot("GET", "/guilds/{guild}", guilds::get),
    bot("GET", "/guilds/{guild}/channels", guilds::channels),
    bot("GET", "/guilds/{guild}/emojis", guilds::emojis),
    bot("GET", "/guilds/{guild}/emojis/{emoji}", guilds::emoji),
    bot("GET", "/guilds/{guild}/members", guilds::members),
    bot("GET", "/guilds/{guild}/members/{user}", guilds::member),
    bot("PATCH", "/guilds/{guild}/members/{user}", guilds::edit_member),
    bot("PUT", "/guilds/{guild}/members/{user}/roles/{role}", guilds::give_role),
    bot("DELETE", "/guilds/{guild}/members/{user}/roles/{role}", guilds::take_role),
    bot("GET", "/guilds/{guild}/roles", guilds::roles),
    bot("GET", "/guilds/{guild}/roles/{role}", guilds::role),
    bot("GET", "/guilds/{guild}/threads/active", threads::active),
];
