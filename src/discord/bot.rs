//! The bot's life: connect, register, run until told to stop, finish what is under way.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use serenity::{Client, all::GatewayIntents};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    ConnectError, Connection,
    connect::classify,
    deadlines::Deadlines,
    dispatch::Dispatcher,
    endpoint::{self, Endpoint},
    events::{Events, Present},
    health::Health,
    live::LiveMessages,
    operations::Operations,
    stopping::{CLOSING, DEADLINES, DRAIN, DRAWING, FAREWELL},
};
use crate::{
    commands::{COMPONENTS, Command, DUE_KINDS, Desk, LIVE_KINDS, registrations},
    handbook::Library,
    settings::{PublicKey, Settings, Shards},
};

/// What the bot is told about: servers, and messages (of which Discord blanks all that do not mention it). None is privileged.
const INTENTS: GatewayIntents =
    GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES).union(GatewayIntents::DIRECT_MESSAGES);

/// A bot that is connected to Discord's API, its commands registered, not yet listening.
pub struct Bot {
    source: Source,
    tasks: TaskTracker,
    health: Arc<Health>,
    operations: Option<Operations>,
    address: String,
    giving_up: CancellationToken,
    deadlines: Deadlines,
    live: LiveMessages,
    drain: Duration,
}

/// Where interactions come from.
enum Source {
    /// Discord's gateway, which tells of messages too.
    Gateway(Client, Shards),
    /// An endpoint of our own, to which Discord posts interactions and nothing else.
    Endpoint(Endpoint),
}

impl Source {
    async fn run(self, stop: CancellationToken, address: &str) -> Result<(), ConnectError> {
        match self {
            Self::Gateway(mut client, shards) => {
                let opened = Arc::clone(&client.shard_manager);
                let listening = async {
                    match shards {
                        Shards::Auto => client.start_autosharded().await,
                        // serenity opens the shard at the end of this range too.
                        Shards::Some { opened, total } => {
                            client.start_shard_range(*opened.start()..*opened.end(), total).await
                        }
                    }
                };
                let ended = tokio::select! {
                    ended = listening => ended.map_err(|error| classify(address, &error)),
                    () = stop.cancelled() => Ok(()),
                };
                opened.shutdown_all().await;
                ended
            }
            Self::Endpoint(endpoint) => {
                endpoint.serve(stop).await;
                Ok(())
            }
        }
    }
}

impl Bot {
    /// Connects to Discord's API and registers what differs from the table of commands.
    ///
    /// # Errors
    /// Whatever keeps the bot from working, with the way out.
    pub async fn connect(
        settings: &Settings,
        desk: Arc<Desk>,
        commands: &'static [Command],
    ) -> Result<Self, ConnectError> {
        let token = settings.token.as_ref().ok_or(ConnectError::WrongToken)?;
        let base = settings.api_base.as_ref();
        let health = Arc::new(Health::default());
        let operations = match settings.operations_listen {
            Some(listen) => Some(Operations::open(listen, Arc::clone(&health), Arc::clone(&desk)).await?),
            None => None,
        };
        let connection = Connection::open(token, base, &desk.metrics).await?;
        let wanted = wanted(desk.library(), commands)?;
        let plan = connection.plan(&wanted).await?;
        connection.apply(&plan).await?;
        let address = base.map_or("https://discord.com", |base| base.address()).to_owned();
        let bot = connection.channels.http.get_current_user().await.map_err(|error| classify(&address, &error))?.id;
        let tasks = TaskTracker::new();
        let giving_up = CancellationToken::new();
        let deadlines = Deadlines {
            desk: Arc::clone(&desk),
            connection: connection.clone(),
            kinds: DUE_KINDS,
            tasks: tasks.clone(),
            stop: CancellationToken::new(),
        };
        let live = LiveMessages {
            desk: Arc::clone(&desk),
            connection: connection.clone(),
            kinds: LIVE_KINDS,
            stop: CancellationToken::new(),
        };
        let dispatcher = Dispatcher {
            connection: connection.clone(),
            desk,
            commands,
            components: COMPONENTS,
            bot,
            received: Arc::default(),
            pressed: Arc::default(),
            giving_up: giving_up.clone(),
        };
        let source = match settings.interactions_listen {
            Some(listen) => {
                let key = the_key(&connection, settings)?;
                Source::Endpoint(Endpoint::open(listen, key, dispatcher, tasks.clone(), Arc::clone(&health)).await?)
            }
            None => {
                let (tasks, health, shards) = (tasks.clone(), Arc::clone(&health), settings.shards.clone());
                let events =
                    Events { dispatcher, tasks, health: Arc::clone(&health), present: Present::default(), shards };
                let client = gateway_client(&connection, settings, events).await?;
                health.is_managed_by(&client.shard_manager);
                Source::Gateway(client, settings.shards.clone())
            }
        };
        Ok(Self { source, tasks, health, operations, address, giving_up, deadlines, live, drain: DRAIN })
    }

    /// What is known of the connection, also while the bot runs.
    #[must_use]
    pub fn health(&self) -> Arc<Health> {
        Arc::clone(&self.health)
    }

    /// Where operators are answered, if anywhere.
    #[must_use]
    pub fn operations(&self) -> Option<SocketAddr> {
        self.operations.as_ref().map(Operations::address)
    }

    /// Where interactions can be posted on this machine, if the bot listens for them.
    #[must_use]
    pub fn endpoint(&self) -> Option<String> {
        match &self.source {
            Source::Gateway(..) => None,
            Source::Endpoint(endpoint) => {
                endpoint.address().map(|address| format!("http://{address}{}", endpoint::PATH))
            }
        }
    }

    /// The same bot with less, or more, time for answers that are under way when it is told to stop.
    #[must_use]
    pub fn draining(mut self, time: Duration) -> Self {
        self.drain = time;
        self
    }

    /// Listens and answers until `stop` is done, then finishes what is under way, within the times of [`stopping`](super::stopping). Who
    /// waits for an answer that is not finished in time is told so. Operators are answered to the end.
    ///
    /// # Errors
    /// The gateway's refusal, or the end of listening.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), ConnectError> {
        let no_more_deadlines = self.deadlines.stop.clone();
        let deadlines = tokio::spawn(self.deadlines.run());
        let no_more_drawing = self.live.stop.clone();
        let live = tokio::spawn(self.live.run());
        let stopping = CancellationToken::new();
        let source = self.source.run(stopping.clone(), &self.address);
        tokio::pin!(source);
        let ended = tokio::select! {
            ended = &mut source => ended,
            () = stop => {
                self.health.stops();
                stopping.cancel();
                // A caller that holds its connection open holds nothing up.
                tokio::time::timeout(CLOSING, source).await.unwrap_or(Ok(()))
            }
        };
        self.health.stops();
        no_more_deadlines.cancel();
        self.tasks.close();
        if tokio::time::timeout(self.drain, self.tasks.wait()).await.is_err() {
            tracing::warn!(unfinished = self.tasks.len(), "giving up on answers under way");
            self.giving_up.cancel();
            if tokio::time::timeout(FAREWELL, self.tasks.wait()).await.is_err() {
                tracing::warn!(unfinished = self.tasks.len(), "stopped with answers under way");
            }
        }
        match tokio::time::timeout(DEADLINES, deadlines).await {
            Ok(Ok(Err(error))) => tracing::error!(%error, "no deadline was kept"),
            Ok(_) => {}
            Err(_) => tracing::warn!("stopped with a deadline under way: it is taken over when its lease ends"),
        }
        // Last, so that what was done until now is shown.
        no_more_drawing.cancel();
        if tokio::time::timeout(DRAWING, live).await.is_err() {
            tracing::warn!("stopped with a live message behind: it is drawn when the bot starts again");
        }
        tracing::info!("stopped");
        drop(self.operations);
        ended
    }
}

/// The table of commands as Discord wants it.
///
/// # Errors
/// A command that cannot be written as JSON; none of the table's is.
pub fn wanted(library: &Library, commands: &[Command]) -> Result<Vec<serde_json::Value>, ConnectError> {
    let commands = registrations(library, commands);
    let values: Result<Vec<_>, _> = commands.iter().map(serde_json::to_value).collect();
    values.map_err(|error| ConnectError::Refused(error.to_string()))
}

/// The key to check signatures with: Discord's own word for it, which must be what the settings say, if they do.
fn the_key(connection: &Connection, settings: &Settings) -> Result<PublicKey, ConnectError> {
    match settings.public_key {
        Some(set) if set != connection.key => Err(ConnectError::OtherKey { application: connection.name.to_string() }),
        _ => Ok(connection.key),
    }
}

async fn gateway_client(connection: &Connection, settings: &Settings, events: Events) -> Result<Client, ConnectError> {
    let (base, client) = (settings.api_base.as_ref(), &connection.channels.client);
    let http = super::connect::build(client, &connection.token, base, None);
    let client = serenity::client::ClientBuilder::new_with_http(http, INTENTS).raw_event_handler(events);
    let client = client.await.map_err(|error| ConnectError::Refused(error.to_string()))?;
    // When asking for the gateway fails, serenity falls back to Discord's own: never while another base is set.
    let gateway = client.ws_url.lock().await.clone();
    match &settings.api_base {
        Some(base) if !base.covers(&gateway) => Err(ConnectError::GatewayElsewhere { gateway }),
        _ => Ok(client),
    }
}
