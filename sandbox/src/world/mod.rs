//! The world: who is in it, what happened, and Discord's rules for what may happen. No HTTP in here.
//!
//! [`World`] is the shared handle; [`State`] is everything, behind one lock that is held briefly. Whoever takes the lock finds all
//! deadlines that have passed already settled, so time only ever moves between two looks.

pub(crate) mod access;
pub(crate) mod answers;
pub(crate) mod building;
pub(crate) mod channels;
pub(crate) mod commands;
pub(crate) mod deadlines;
pub(crate) mod editing;
pub(crate) mod emoji;
pub(crate) mod errors;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod follow_ups;
pub(crate) mod forwards;
pub(crate) mod furniture;
pub(crate) mod granted;
pub(crate) mod guilds;
pub mod ids;
pub(crate) mod interactions;
pub(crate) mod limits;
pub(crate) mod making;
mod media;
pub(crate) mod member_edits;
pub(crate) mod mentions;
pub(crate) mod messages;
pub(crate) mod outages;
pub(crate) mod permissions;
pub(crate) mod pins;
pub(crate) mod poll_results;
pub(crate) mod polls;
pub(crate) mod posting;
pub(crate) mod presences;
pub(crate) mod reactions;
pub(crate) mod registry;
pub(crate) mod rooms;
pub(crate) mod signing;
pub(crate) mod silence;
pub(crate) mod threads;
pub(crate) mod users;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Notify, broadcast, oneshot};

use self::channels::Channel;
use self::commands::Command;
use self::deadlines::Deadlines;
use self::errors::ApiError;
use self::events::{Herald, Told};
use self::guilds::Guild;
use self::ids::{
    ApplicationId, AttachmentId, ChannelId, CommandId, GuildId, IdSource, InteractionId, MessageId, UserId,
};
use self::interactions::Interaction;
use self::messages::{Attachment, Messages};
use self::registry::Scope;
use self::users::{Application, Presence, User};
use crate::clock::{Clock, Timestamp};

/// The world of an offline Discord. Clones are handles to the same world.
#[derive(Clone, Debug)]
pub struct World(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    clock: Clock,
    /// The deadlines have changed: the timekeeper must look again.
    deadlines: Arc<Notify>,
}

/// Everything in the world.
#[derive(Debug)]
pub(crate) struct State {
    now: Timestamp,
    ids: IdSource,
    /// The address under which uploaded files are served.
    cdn: String,
    pub(crate) herald: Herald,
    /// Takes interactions that go to an endpoint.
    pub(crate) outgoing: UnboundedSender<Arc<Interaction>>,
    pub(crate) users: BTreeMap<UserId, User>,
    pub(crate) applications: BTreeMap<ApplicationId, Application>,
    pub(crate) guilds: BTreeMap<GuildId, Guild>,
    pub(crate) channels: HashMap<ChannelId, Arc<Channel>>,
    pub(crate) direct: HashMap<(UserId, UserId), ChannelId>,
    pub(crate) messages: Messages,
    pub(crate) nonces: HashMap<(UserId, ChannelId, String), MessageId>,
    pub(crate) files: HashMap<AttachmentId, Arc<Attachment>>,
    pub(crate) commands: HashMap<Scope, BTreeMap<CommandId, Command>>,
    /// When commands were registered anew within the last day.
    pub(crate) command_creates: HashMap<Scope, Vec<Timestamp>>,
    pub(crate) interactions: HashMap<InteractionId, Interaction>,
    pub(crate) unsettled: usize,
    /// Those who wait until an interaction is settled; nothing is ever sent to them, they end.
    pub(crate) awaited: HashMap<InteractionId, Vec<oneshot::Sender<Infallible>>>,
    pub(crate) deadlines: Deadlines,
    /// How many gateway connections each application has.
    pub(crate) connected: HashMap<ApplicationId, usize>,
    /// Servers that bots cannot reach at present.
    pub(crate) outages: BTreeSet<GuildId>,
    /// What bots show of themselves, as they last said.
    pub(crate) presences: HashMap<ApplicationId, Presence>,
}

impl World {
    /// A world with nothing in it; it hands interactions that go to an endpoint to `outgoing`.
    pub(crate) fn empty(clock: Clock, cdn: String, outgoing: UnboundedSender<Arc<Interaction>>) -> Self {
        let deadlines = Arc::new(Notify::new());
        let state = State {
            now: clock.now(),
            cdn,
            ids: IdSource::default(),
            herald: Herald::new(),
            outgoing,
            users: BTreeMap::new(),
            applications: BTreeMap::new(),
            guilds: BTreeMap::new(),
            channels: HashMap::new(),
            direct: HashMap::new(),
            messages: Messages::default(),
            nonces: HashMap::new(),
            files: HashMap::new(),
            commands: HashMap::new(),
            command_creates: HashMap::new(),
            interactions: HashMap::new(),
            unsettled: 0,
            awaited: HashMap::new(),
            deadlines: Deadlines::new(Arc::clone(&deadlines)),
            connected: HashMap::new(),
            outages: BTreeSet::new(),
            presences: HashMap::new(),
        };
        Self(Arc::new(Shared { state: Mutex::new(state), clock, deadlines }))
    }

    /// Everything, with all deadlines settled that have passed. Hold it briefly and never across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.now = self.0.clock.now();
        state.settle_deadlines();
        state
    }

    /// The world's clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The user of this name (`Priya Nair`), be it a person or a bot.
    pub fn person(&self, name: &str) -> Option<UserId> {
        self.lock().users.values().find(|user| user.name() == name || user.username == name).map(|user| user.id)
    }

    /// The channel or thread of this name, with or without `#`; the oldest, if there are several.
    pub fn channel(&self, name: &str) -> Option<ChannelId> {
        let name = name.trim_start_matches('#');
        let state = self.lock();
        state.channels.values().filter(|channel| channel.name == name).map(|channel| channel.id).min()
    }

    /// The server of this name.
    pub fn guild(&self, name: &str) -> Option<GuildId> {
        self.lock().guilds.values().find(|guild| guild.name == name).map(|guild| guild.id)
    }

    /// All commands that applications have registered, everywhere, in the order of their ids.
    pub fn commands(&self) -> Vec<Command> {
        let state = self.lock();
        let mut commands: Vec<Command> = state.commands.values().flat_map(BTreeMap::values).cloned().collect();
        commands.sort_by_key(|command| command.id);
        commands
    }

    /// Listens to what happens from now on.
    pub(crate) fn listen(&self) -> broadcast::Receiver<Arc<Told>> {
        self.lock().herald.listen()
    }

    /// Keeps deadlines for as long as it is polled.
    pub(crate) async fn keep_time(self) {
        loop {
            let next = self.lock().deadlines.next();
            let changed = self.0.deadlines.notified();
            match next {
                Some(moment) => tokio::select! {
                    () = self.0.clock.sleep_until(moment) => {}
                    () = changed => {}
                },
                None => changed.await,
            }
        }
    }
}

impl State {
    /// The present moment; it stands still while the lock is held.
    pub(crate) const fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn next_id<T: From<u64>>(&mut self) -> T {
        self.ids.next(self.now)
    }

    pub(crate) fn user(&self, id: UserId) -> Result<&User, ApiError> {
        self.users.get(&id).ok_or_else(ApiError::unknown_user)
    }

    pub(crate) fn channel(&self, id: ChannelId) -> Result<&Arc<Channel>, ApiError> {
        self.channels.get(&id).ok_or_else(ApiError::unknown_channel)
    }

    pub(crate) fn guild(&self, id: GuildId) -> Result<&Guild, ApiError> {
        self.guilds.get(&id).ok_or_else(ApiError::unknown_guild)
    }

    /// The application that logs in with `token`.
    pub(crate) fn application_with(&self, token: &str) -> Option<&Application> {
        self.applications.values().find(|application| application.token == token)
    }
}
