//! An offline Discord for bots: REST and gateway on a loopback port, a furnished server with people in it, and a page.
//!
//! ```no_run
//! # async fn example() -> Result<(), discord_sandbox::StartError> {
//! use discord_sandbox::{Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default()).await?;
//! println!("point a bot at {} with the token {}", sandbox.base_url(), sandbox.bot_token());
//! # Ok(())
//! # }
//! ```
//!
//! The map:
//!
//! | module | what is there |
//! | --- | --- |
//! | `world` | state and rules: users, servers, permissions, messages, threads, interactions, commands, limits. No HTTP |
//! | `form` | request bodies, read as strictly as Discord reads them |
//! | `wire` | translation: REST (`wire/rest`, one table of routes), gateway, interactions endpoints, people's side, files, page |
//! | `people` | what a person can do in a client; the routes under `/people` are a thin layer over it |
//! | `rate_limits` | how many requests are taken: one table of figures, and who counts them. Pure |
//! | `weather` | what goes wrong because somebody wants it to. It decides, the wire acts |
//! | `restarts` | orders to restart the bot, for whoever runs it |
//! | `clock` | the world's time, movable by tests |
//! | `contract` | (feature) whether all that goes over the wire is as Discord's OpenAPI document says |
//!
//! One rule holds it together: handlers translate, the world decides. Everything that happens is told once, as an event of the
//! world; gateway sessions and people's event streams are views of it.

mod clock;
#[cfg(feature = "contract")]
pub mod contract;
mod form;
mod media_types;
mod observer;
mod people;
mod pictures;
mod rate_limits;
mod restarts;
mod sandbox;
mod tally;
mod weather;
mod wire;
mod world;

pub use self::clock::{Clock, Timestamp};
pub use self::observer::Observer;
pub use self::people::{
    CommandRef, Interaction, People, PersonEvent, Post, Progress, Refusal, Subscription, Suggestion,
};
pub use self::rate_limits::{Allowance, Figures, RateLimits, RouteLimit, Source};
pub use self::restarts::RestartOrders;
pub use self::sandbox::{Furniture, Options, Sandbox, StartError};
pub use self::tally::{RouteTally, Tally};
pub use self::weather::{CallFault, CallHarm, EventFault, EventHarm, Forecast, Latency, Struck, Weather};
pub use self::wire::endpoint::{EndpointCall, EndpointControls, EndpointFailure};
pub use self::wire::gateway::{CloseCode, GatewayControls, GatewayCounts, GatewayOptions};
pub use self::wire::rest::{RestCall, RestRoute, routes as rest_routes};
pub use self::world::World;
pub use self::world::building::NotThere;
pub use self::world::commands::{Choice, Command, CommandKind, CommandOption, CommandSpec, Localizations, OptionKind};
pub use self::world::errors::ApiError;
pub use self::world::ids;
pub use self::world::permissions::Permissions;
