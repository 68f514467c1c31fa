//! Mentions in what people type become names: a button, a select and a title show a mention as it is written, which nobody can read.

use std::collections::BTreeMap;

use crate::{
    commands::messenger::{Messenger, NotDone},
    workspace::ids::{GuildId, ServerRoleId, UserId},
};

/// The most mentions that are looked up; what is beyond stays as it was typed.
const MOST: usize = 30;

/// A text with names for its mentions of members and roles of the server. Who is not known there stays as they were typed.
pub(in crate::commands) async fn named(
    messenger: &dyn Messenger,
    guild: GuildId,
    text: &str,
) -> Result<String, NotDone> {
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut roles: Option<Vec<(ServerRoleId, String)>> = None;
    let mut parts = text.split("<@");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, rest) = match part.split_once('>') {
            Some((inside, rest)) if inside.len() <= 21 => (inside, rest),
            _ => {
                said.push_str("<@");
                said.push_str(part);
                continue;
            }
        };
        if !known.contains_key(inside) && known.len() < MOST {
            let name = match (inside.strip_prefix('&'), inside.trim_start_matches('!').parse::<UserId>()) {
                (Some(role), _) => {
                    if roles.is_none() {
                        roles = Some(messenger.server_roles(guild).await?);
                    }
                    let id = role.parse::<ServerRoleId>().ok();
                    let found = roles.iter().flatten().find(|(known, _)| Some(*known) == id);
                    found.map(|(_, name)| name.clone())
                }
                (None, Ok(person)) => messenger.name_of(guild, person).await?,
                (None, Err(_)) => None,
            };
            known.insert(inside, name);
        }
        match known.get(inside) {
            Some(Some(name)) => said.push_str(name),
            Some(None) | None => said.push_str(&format!("<@{inside}>")),
        }
        said.push_str(rest);
    }
    Ok(said)
}
