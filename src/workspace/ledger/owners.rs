//! Whom the owners in other tools' files mean.

use std::collections::HashMap;

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
        let mut known = self.known(handbook);
        for part in text.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let (handle, who) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let owner = mentioned(who).map(Owner::Holder).or_else(|| known.find(who).cloned());
            let owner = owner.ok_or_else(|| part.to_owned())?;
            known.told.entry(plain(handle)).or_insert_with(|| owner.clone());
            self.told.push((plain(handle), owner));
        }
        Ok(self)
    }

    /// The same by name, to look up every owner of a file.
    pub(super) fn known(&self, handbook: &Handbook) -> Known {
        let mut known = Known::default();
        for (handle, owner) in &self.told {
            known.told.entry(handle.clone()).or_insert_with(|| owner.clone());
        }
        for (id, name) in &self.server_roles {
            known.named.entry(plain(name)).or_insert(Owner::Holder(Holder::ServerRole(*id)));
        }
        for role in handbook.roles() {
            for name in role.names() {
                known.named.entry(plain(name)).or_insert_with(|| Owner::Role(role.id.clone()));
            }
        }
        known.named.remove("");
        known
    }
}

/// Whom owners mean, by name.
#[derive(Default)]
pub(super) struct Known {
    told: HashMap<String, Owner>,
    named: HashMap<String, Owner>,
}

impl Known {
    /// Whom an owner means, if that is known.
    pub(super) fn find(&self, owner: &str) -> Option<&Owner> {
        // The last part: of `@acme/payments` and `group:default/payments` it is the team's name.
        let last = || plain(owner.rsplit(['/', ':']).next().unwrap_or(owner));
        self.told.get(&plain(owner)).or_else(|| self.named.get(&last()))
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
