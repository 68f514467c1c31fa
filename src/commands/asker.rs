//! Who asks, where, and what they may do.

use super::{Desk, Failure};
use crate::{
    handbook::{Kind, RoleId},
    replies::Refusal,
    workspace::{
        ids::{ChannelId, GuildId, ServerRoleId, UserId},
        team::{Person, Team},
    },
};

/// Who may use a command or a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, also in a direct message with the bot.
    Everyone,
    /// Every member of the server.
    Members,
    /// Who may manage the server, as Discord's permission *Manage Server* says.
    ServerManagers,
    /// Who may manage the server, and who holds a lead's seat in a team of it. What concerns one team is checked for that team.
    Managers,
}

/// Who asks, and where.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The person.
    pub user: UserId,
    /// The server; none in a direct message.
    pub guild: Option<GuildId>,
    /// The channel or thread.
    pub channel: ChannelId,
    /// The channel around a thread.
    pub parent: Option<ChannelId>,
    /// The roles of the server that the person has.
    pub server_roles: Vec<ServerRoleId>,
    /// Whether the person may write there, as Discord computed it; in a direct message they may.
    pub may_write: bool,
    /// Whether they may write in the channel around the thread; the same where it is no thread.
    pub may_write_around: bool,
    /// What threads the bot may open for them there.
    pub threads: Threads,
    /// Whether the person may manage the server (Discord's permission *Manage Server*).
    pub manages_server: bool,
}

/// What threads the bot may open and write in, in a channel or in the one around a thread, as Discord computed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    /// Private and public ones.
    Private,
    /// Public ones.
    Public,
    /// None, or it is not known.
    None,
}

impl Asker {
    /// The person with the roles that they have.
    #[must_use]
    pub fn person(&self) -> Person<'_> {
        Person { user: self.user, server_roles: &self.server_roles }
    }

    /// The channel, and the one around it where it is a thread.
    #[must_use]
    pub fn places(&self) -> Vec<ChannelId> {
        [Some(self.channel), self.parent].into_iter().flatten().collect()
    }

    /// The server.
    ///
    /// # Errors
    /// [`Refusal::OnlyInServers`] in a direct message.
    pub fn server(&self) -> Result<GuildId, Refusal> {
        self.guild.ok_or(Refusal::OnlyInServers)
    }

    /// Whether the person may manage a team: they may manage the server, or hold a lead's seat in the team.
    #[must_use]
    pub fn manages(&self, team: &Team, desk: &Desk) -> bool {
        let leads = desk.leads();
        self.manages_server || team.seats_one_of(self.person(), &leads.iter().collect::<Vec<_>>())
    }

    /// Checks that the person is one of those who may.
    ///
    /// # Errors
    /// A refusal that says who may; or the database is away.
    pub async fn require(&self, who: Who, desk: &Desk) -> Result<(), Failure> {
        match who {
            Who::Everyone => Ok(()),
            Who::Members => Ok(self.server().map(drop)?),
            Who::ServerManagers => {
                self.server()?;
                if self.manages_server { Ok(()) } else { Err(Refusal::OnlyServerManagers.into()) }
            }
            Who::Managers => {
                let guild = self.server()?;
                if self.manages_server {
                    return Ok(());
                }
                let (teams, _) = desk.teams(guild).await?;
                let manages = teams.iter().any(|team| self.manages(team, desk));
                if manages { Ok(()) } else { Err(Refusal::OnlyManagers.into()) }
            }
        }
    }
}

impl Desk {
    /// The roles whose holders lead a team.
    #[must_use]
    pub fn leads(&self) -> Vec<RoleId> {
        let roles = self.library().fallback().roles();
        roles.into_iter().filter(|role| role.kind == Kind::Lead).map(|role| role.id.clone()).collect()
    }
}
