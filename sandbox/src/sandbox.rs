//! Starting and stopping.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::observer::Observer;
use crate::people::People;
use crate::rate_limits::RateLimits;
use crate::restarts::{RestartOrders, Restarts};
use crate::tally::Tally;
use crate::weather::Weather;
use crate::wire::endpoint::{self, Address, EndpointControls, Endpoints};
use crate::wire::gateway::{GatewayControls, GatewayOptions, Sessions};
use crate::wire::rest::{RestCall, RestLog};
use crate::wire::{Wire, serving};
use crate::world::World;
use crate::world::ids::ApplicationId;

/// How a sandbox is to be started.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; loopback only. Port 0 takes any free one.
    pub listen: SocketAddr,
    /// The world's time.
    pub clock: Clock,
    /// What is in the world.
    pub furniture: Furniture,
    /// The name of the application that is installed in its servers.
    pub application: String,
    /// The privileged intents that the application was granted, as bits (1 << 1 members, 1 << 8 presences, 1 << 15 content).
    pub privileged_intents: u64,
    /// How the gateway behaves.
    pub gateway: GatewayOptions,
    /// Where the application's interactions go instead of the gateway, such as `http://127.0.0.1:8080/interactions`. It is not tried
    /// here, since a bot may start after the sandbox.
    pub interactions_endpoint_url: Option<String>,
    /// The seed of the Ed25519 key that signs them; without one the key follows from the application's id.
    pub signing_key: Option<[u8; 32]>,
    /// Whether requests are limited; they are not unless asked for.
    pub rate_limits: RateLimits,
    /// Who is told of everything that bots and the sandbox say to each other.
    pub observer: Option<Arc<dyn Observer>>,
}

/// What is in a world at the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furniture {
    /// Two servers with people, channels and messages, as the README describes them.
    #[default]
    Furnished,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            clock: Clock::system(),
            furniture: Furniture::default(),
            application: "Test Bot".into(),
            privileged_intents: 0,
            gateway: GatewayOptions::default(),
            interactions_endpoint_url: None,
            signing_key: None,
            rate_limits: RateLimits::Off,
            observer: None,
        }
    }
}

/// Why a sandbox cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// It opens nothing but loopback.
    #[error("the sandbox only listens on a loopback address, not on {0}")]
    NotLoopback(SocketAddr),
    /// Interactions are sent to nobody beyond this machine.
    #[error("an interactions endpoint is plain HTTP on a loopback address, not {0}")]
    EndpointNotLoopback(String),
    /// Something else listens there; another port may be free.
    #[error("{0} is in use")]
    AddressInUse(SocketAddr),
    /// The operating system refused.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where it should have listened.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

/// A running sandbox. It stops when it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    wire: Wire,
    application: ApplicationId,
    token: String,
    stop: watch::Sender<bool>,
    server: Option<JoinHandle<()>>,
    timekeeper: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a sandbox; when this returns, it listens.
    ///
    /// # Errors
    /// If the address is not loopback, or cannot be listened on.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let endpoint = options.interactions_endpoint_url.map(|url| match Address::parse(&url) {
            Some(_) => Ok(Arc::from(url)),
            None => Err(StartError::EndpointNotLoopback(url)),
        });
        let endpoint = endpoint.transpose()?;
        let listener = listen(options.listen).await?;
        let address = listener.local_addr().map_err(|source| StartError::Listen { address: options.listen, source })?;
        let authority: Arc<str> = address.to_string().into();
        let (outgoing, to_deliver) = mpsc::unbounded_channel();
        let world = World::empty(options.clock, format!("http://{authority}/cdn"), outgoing);
        let application = match options.furniture {
            Furniture::Furnished => world.lock().furnish(&options.application, options.privileged_intents),
        };
        let token = world.token(application).unwrap_or_default();
        if let Some(own) = world.lock().applications.get_mut(&application) {
            own.set_delivery(endpoint, options.signing_key);
        }
        let sessions = Arc::new(Sessions::new(options.gateway));
        let (stop, stopping) = watch::channel(false);
        let people = People::new(world.clone(), Arc::clone(&sessions));
        let (log, endpoints) = (Arc::new(RestLog::default()), Arc::new(Endpoints::default()));
        let weather = Weather::new(options.rate_limits);
        let observer = options.observer;
        let restarts = Restarts::default();
        let wire = Wire {
            world: world.clone(),
            people,
            sessions,
            log,
            weather,
            endpoints,
            restarts,
            observer,
            authority,
            stopping,
        };
        let timekeeper = tokio::spawn(world.keep_time());
        let server = Some(tokio::spawn(serving::serve(listener, wire.clone())));
        // It ends by itself when the sandbox stops.
        tokio::spawn(endpoint::deliver_all(wire.clone(), to_deliver));
        Ok(Self { wire, application, token, stop, server, timekeeper })
    }

    /// The address of the page, and what bots are pointed at: `http://127.0.0.1:4711`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.wire.authority)
    }

    /// The furnished application.
    pub fn application(&self) -> ApplicationId {
        self.application
    }

    /// The token of the furnished application. It opens nothing but this sandbox.
    pub fn bot_token(&self) -> &str {
        &self.token
    }

    /// The world.
    pub fn world(&self) -> &World {
        &self.wire.world
    }

    /// What people can do.
    pub fn people(&self) -> &People {
        &self.wire.people
    }

    /// The gateway's connections, to be disturbed and counted.
    pub fn gateway(&self) -> GatewayControls {
        GatewayControls::new(Arc::clone(&self.wire.sessions))
    }

    /// The furnished application's interactions endpoint.
    pub fn endpoint(&self) -> EndpointControls {
        self.endpoint_of(self.application)
    }

    /// Another application's interactions endpoint.
    pub fn endpoint_of(&self, application: ApplicationId) -> EndpointControls {
        EndpointControls::new(self.wire.clone(), application)
    }

    /// The latest REST calls, oldest first.
    pub fn rest_log(&self) -> Vec<RestCall> {
        self.wire.log.calls()
    }

    /// Forgets all REST calls so far.
    pub fn clear_rest_log(&self) {
        self.wire.log.clear();
    }

    /// What the calls cost that [`rest_log`](Self::rest_log) remembers.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rest_log())
    }

    /// What goes wrong between bots and this sandbox.
    pub fn weather(&self) -> &Weather {
        &self.wire.weather
    }

    /// Takes the orders to restart the bot that come from the page, from `POST /weather/bot`, or from
    /// [`order_restart`](Self::order_restart). As long as this lives, they are taken.
    pub fn restart_orders(&self) -> RestartOrders {
        self.wire.restarts.taker()
    }

    /// Orders a restart of the bot, in the middle of whatever is going on; false if nobody takes such orders.
    pub fn order_restart(&self) -> bool {
        self.wire.restarts.order()
    }

    /// Waits until a bot has connected and identified.
    pub async fn bot_ready(&self) {
        self.shards_ready(1).await;
    }

    /// Waits until so many shards have connected and identified.
    pub async fn shards_ready(&self, many: usize) {
        let mut progress = self.wire.sessions.progress.subscribe();
        while self.wire.sessions.connected() < many {
            if progress.changed().await.is_err() {
                return;
            }
        }
    }

    /// Stops: closes all connections and waits until they are closed.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(server) = self.server.take() {
            // The server ends by itself; should it have panicked, there is nothing left to close.
            let _ = server.await;
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        self.timekeeper.abort();
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    if !address.ip().is_loopback() {
        return Err(StartError::NotLoopback(address));
    }
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => StartError::AddressInUse(address),
        _ => StartError::Listen { address, source },
    })
}
