//! Whom the owners in other tools' files mean.

use crate::{
    handbook::{Handbook, RoleId},
    workspace::{
        ids::{ServerRoleId, UserId},
        team::Holder,
    },
};

/// Whom an owner means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whoever holds a role of the handbook in the team.
    Role(RoleId),
    /// A member, or everybody with a role of the server.
    Holder(Holder),
}

/// Whom owners mean: what a person told, then roles of the server with the same name, then roles of the handbook.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    told: Vec<(String, Owner)>,
    server_roles: Vec<(ServerRoleId, String)>,
}

impl Owners {
    /// With the roles of the server by name.
    #[must_use]
    pub const fn of_server(server_roles: Vec<(ServerRoleId, String)>) -> Self {
        Self { told: Vec::new(), server_roles }
    }

    /// With what a person tells: `@acme/payments = tech lead; @ada = <@123>`.
    ///
    /// # Errors
    /// The first part that says nothing that could be used.
    pub fn told(mut self, handbook: &Handbook, text: &str) -> Result<Self, String> {
        for part in text.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let (handle, who) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let owner = mentioned(who).map(Owner::Holder).or_else(|| self.find(handbook, who));
            self.told.push((plain(handle), owner.ok_or_else(|| part.to_owned())?));
        }
        Ok(self)
    }

    /// Whom an owner means, if that is known.
    #[must_use]
    pub fn find(&self, handbook: &Handbook, owner: &str) -> Option<Owner> {
        let name = plain(owner);
        if let Some((_, told)) = self.told.iter().find(|(handle, _)| *handle == name) {
            return Some(told.clone());
        }
        // The last part: of `@acme/payments` and `group:default/payments` it is the team's name.
        let name = plain(owner.rsplit(['/', ':']).next().unwrap_or(owner));
        if name.is_empty() {
            return None;
        }
        let server_role = self.server_roles.iter().find(|(_, known)| plain(known) == name);
        let server_role = server_role.map(|(id, _)| Owner::Holder(Holder::ServerRole(*id)));
        server_role.or_else(|| {
            let role = handbook.roles().into_iter().find(|role| role.names().any(|known| plain(known) == name));
            role.map(|role| Owner::Role(role.id.clone()))
        })
    }
}

/// A name without what names are decorated with: letters and digits in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A member or a role of the server, as Discord writes a mention.
pub(super) fn mentioned(text: &str) -> Option<Holder> {
    let id = text.trim().strip_prefix("<@")?.strip_suffix('>')?;
    match id.strip_prefix('&') {
        Some(role) => role.parse::<ServerRoleId>().ok().map(Holder::ServerRole),
        None => id.strip_prefix('!').unwrap_or(id).parse::<UserId>().ok().map(Holder::Member),
    }
}
