//! Reaching Discord, or the server that stands in for it, and finding out early what would go wrong later.

use std::{sync::Arc, time::Duration};

use serenity::{
    all::ApplicationId,
    http::{Http, HttpBuilder, HttpError, Ratelimiter, StatusCode},
};

use super::call::{Caller, template_of};
use crate::{
    metrics::Metrics,
    settings::{ApiBase, PublicKey, Token},
};

/// Why there is no connection, with the way out.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Discord refuses the token.
    #[error(
        "Discord refuses the token: reset it on the page Bot of your application in Discord's developer portal and set DISCORD_TOKEN to the new one"
    )]
    WrongToken,
    /// Nothing answers at the address.
    #[error("cannot reach {address}: {reason}; check the network, and DISCORD_API_BASE if you set it")]
    Unreachable {
        /// Where was tried.
        address: String,
        /// What the network said.
        reason: String,
    },
    /// The server's gateway is elsewhere, and the token would go there.
    #[error(
        "the server at DISCORD_API_BASE names the gateway {gateway}, which is not on the same host: refusing to connect to it"
    )]
    GatewayElsewhere {
        /// Where its gateway is.
        gateway: String,
    },
    /// The key that is set is not the application's.
    #[error(
        "DISCORD_PUBLIC_KEY is not the key of the application {application}: copy it from Discord's developer portal, page General Information, or leave it out"
    )]
    OtherKey {
        /// What the application is called.
        application: String,
    },
    /// Nobody can be listened to.
    #[error("cannot listen on {address}: {reason}; set {setting} to an address of this machine and a free port")]
    Listen {
        /// The setting that says where.
        setting: &'static str,
        /// Where was tried.
        address: std::net::SocketAddr,
        /// What the system said.
        reason: String,
    },
    /// Discord refuses the intents.
    #[error("Discord refuses the gateway intents that were asked for: {0}")]
    Intents(String),
    /// Discord answered with an error that has no own line here.
    #[error("Discord refuses: {0}")]
    Refused(String),
}

/// HTTP clients for Discord's API, and what is known about the application.
#[derive(Clone)]
pub struct Connection {
    /// For callbacks and webhook tokens, which the global limit exempts: without serenity's limiter, which keeps a bucket for
    /// every interaction and never drops one.
    pub(super) interactions: Caller,
    /// For channels and guilds: with serenity's limiter, except towards a local server, for which serenity has none.
    pub(super) channels: Caller,
    pub(super) token: Token,
    /// What the application is called.
    pub(super) name: Arc<str>,
    /// The key that interactions are signed with.
    pub(super) key: PublicKey,
}

impl Connection {
    /// Asks for the gateway and the application, so that a wrong token, a dead network or a gateway elsewhere is found now.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub async fn open(token: &Token, base: Option<&ApiBase>, metrics: &Arc<Metrics>) -> Result<Self, ConnectError> {
        let address = base.map_or("https://discord.com", ApiBase::address);
        let failed = |error| classify(address, &error);
        let client = http_client(base)?;
        let interactions = build(&client, token, base, None);
        let gateway = interactions.get_bot_gateway().await.map_err(failed)?;
        if let Some(base) = base
            && !base.covers(&gateway.url)
        {
            return Err(ConnectError::GatewayElsewhere { gateway: gateway.url });
        }
        let application = interactions.get_current_application_info().await.map_err(failed)?;
        let key = PublicKey::new(&application.verify_key).map_err(|wrong| {
            ConnectError::Refused(format!("the key of {} as {address} tells it {wrong}", application.name))
        })?;
        let channels = build(&client, token, base, Some(metrics));
        for http in [&interactions, &channels] {
            http.set_application_id(application.id);
        }
        let version = env!("CARGO_PKG_VERSION");
        tracing::info!(application = %application.name, id = %application.id, address, version, "connected to Discord's API");
        let caller = |http| Caller { http: Arc::new(http), client: client.clone(), metrics: Arc::clone(metrics) };
        let (interactions, channels) = (caller(interactions), caller(channels));
        Ok(Self { interactions, channels, token: token.clone(), name: application.name.into(), key })
    }

    pub(super) fn application(&self) -> ApplicationId {
        self.interactions.http.application_id().unwrap_or_default()
    }
}

pub(super) fn http_client(base: Option<&ApiBase>) -> Result<reqwest::Client, ConnectError> {
    let client = reqwest::Client::builder().connect_timeout(Duration::from_secs(5)).timeout(Duration::from_secs(30));
    let client = match base {
        // A proxy of the environment must not carry what is meant for this machine.
        Some(_) => client.no_proxy(),
        None => client.https_only(true),
    };
    client.build().map_err(|error| ConnectError::Refused(error.to_string()))
}

/// A client; with a limiter where its waits are to be counted.
pub(super) fn build(
    client: &reqwest::Client,
    token: &Token,
    base: Option<&ApiBase>,
    limited: Option<&Arc<Metrics>>,
) -> Http {
    let builder = HttpBuilder::new(token.reveal()).client(client.clone());
    match (base, limited) {
        // serenity ignores a base address while its limiter is on.
        (Some(base), _) => builder.proxy(base.address()).ratelimiter_disabled(true).build(),
        (None, None) => builder.ratelimiter_disabled(true).build(),
        (None, Some(metrics)) => {
            let mut limiter = Ratelimiter::new(client.clone(), format!("Bot {}", token.reveal()));
            let metrics = Arc::clone(metrics);
            limiter.set_ratelimit_callback(Box::new(move |wait| metrics.limited(template_of(&wait.path))));
            builder.ratelimiter(limiter).build()
        }
    }
}

/// The error that a person can do something about.
pub(super) fn classify(address: &str, error: &serenity::Error) -> ConnectError {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => match response.status_code {
            StatusCode::UNAUTHORIZED => ConnectError::WrongToken,
            status => {
                ConnectError::Refused(format!("{status}, {} (code {})", response.error.message, response.error.code))
            }
        },
        serenity::Error::Http(HttpError::Request(error)) => {
            ConnectError::Unreachable { address: address.into(), reason: innermost(error) }
        }
        serenity::Error::Gateway(serenity::gateway::GatewayError::InvalidAuthentication) => ConnectError::WrongToken,
        serenity::Error::Gateway(
            error @ (serenity::gateway::GatewayError::DisallowedGatewayIntents
            | serenity::gateway::GatewayError::InvalidGatewayIntents),
        ) => ConnectError::Intents(error.to_string()),
        other => ConnectError::Refused(other.to_string()),
    }
}

/// The cause at the bottom, which alone says something: "Connection refused (os error 111)".
pub(super) fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
