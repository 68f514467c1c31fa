//! Who is connected, and what bots show of themselves.

use super::State;
use super::World;
use super::events::Event;
use super::ids::{ApplicationId, UserId};
use super::users::{Presence, Status};

impl World {
    /// Whether an application of the world has a gateway connection.
    pub fn is_connected(&self, application: ApplicationId) -> bool {
        self.lock().connected.get(&application).is_some_and(|connections| *connections > 0)
    }

    /// The token with which an application's bot logs in now; using up all session starts of a day resets it.
    pub fn token(&self, application: ApplicationId) -> Option<String> {
        self.lock().applications.get(&application).map(|application| application.token.clone())
    }
}

impl State {
    /// Counts a gateway connection of an application; returns the number of the latest event.
    pub(crate) fn connect(&mut self, application: ApplicationId) -> u64 {
        let connections = self.connected.entry(application).or_default();
        *connections += 1;
        if *connections == 1 {
            self.tell_presence(application);
        }
        self.herald.told()
    }

    /// Counts a gateway connection that ended.
    pub(crate) fn disconnect(&mut self, application: ApplicationId) {
        let connections = self.connected.entry(application).or_default();
        *connections = connections.saturating_sub(1);
        if *connections == 0 {
            self.tell_presence(application);
        }
    }

    /// Changes what a bot shows of itself.
    pub(crate) fn set_presence(&mut self, application: ApplicationId, presence: Presence) {
        let before = self.presences.insert(application, presence.clone()).unwrap_or_default();
        let connected = self.connected.get(&application).is_some_and(|connections| *connections > 0);
        if connected && before != presence {
            self.tell_presence(application);
        }
    }

    /// What a bot shows of itself, unless it is offline or invisible.
    pub(crate) fn presence(&self, bot: UserId) -> Option<&Presence> {
        static PLAIN: Presence = Presence { status: Status::Online, activities: Vec::new() };
        let application = ApplicationId::from(bot.get());
        self.connected.get(&application).filter(|connections| **connections > 0)?;
        Some(self.presences.get(&application).unwrap_or(&PLAIN)).filter(|shown| shown.status != Status::Invisible)
    }

    /// Whether others see that a bot is connected.
    pub(crate) fn is_online(&self, bot: UserId) -> bool {
        self.presence(bot).is_some()
    }

    /// Gives an application's bot another token; the one before is no longer good.
    pub(crate) fn reset_token(&mut self, id: ApplicationId) {
        let mark: ApplicationId = self.next_id();
        if let Some(application) = self.applications.get_mut(&id) {
            application.token = format!("{}-{mark}", super::users::local_token(id));
        }
    }

    fn tell_presence(&mut self, application: ApplicationId) {
        let user = application.bot();
        let online = self.is_online(user);
        self.herald.tell(Event::Presence { user, online });
    }
}
