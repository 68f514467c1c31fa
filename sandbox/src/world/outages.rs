//! Outages: a server that Discord cannot reach for a while (`events/gateway#guild-availability`).

use std::sync::Arc;

use super::World;
use super::building::NotThere;
use super::events::Event;
use super::ids::GuildId;

impl World {
    /// Makes a server unavailable to bots: they are told so over the gateway, and nothing else of it until the outage ends.
    ///
    /// # Errors
    /// If there is no such server.
    pub fn begin_outage(&self, guild: GuildId) -> Result<(), NotThere> {
        let mut state = self.lock();
        let home = state.guilds.get(&guild).cloned().ok_or(NotThere("server"))?;
        if state.outages.insert(guild) {
            state.herald.tell(Event::OutageBegan { guild: Arc::new(home) });
        }
        Ok(())
    }

    /// Makes a server available again.
    ///
    /// # Errors
    /// If there is no such server, or it is available.
    pub fn end_outage(&self, guild: GuildId) -> Result<(), NotThere> {
        let mut state = self.lock();
        let home = state.guilds.get(&guild).cloned().ok_or(NotThere("server"))?;
        if !state.outages.remove(&guild) {
            return Err(NotThere("outage"));
        }
        state.herald.tell(Event::OutageEnded { guild: Arc::new(home) });
        Ok(())
    }
}
