//! Mentions and a server's own emoji in what people type become names: a button, a select and a title show them as they are written,
//! which nobody can read.

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
    let text = &emoji_named(text);
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

/// A text with `:name:` for each emoji of a server, which is written `<:name:id>`, or `<a:name:id>` where it moves.
fn emoji_named(text: &str) -> String {
    let mut parts = text.split('<');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match emoji(part) {
            Some((name, rest)) => said.extend([":", name, ":", rest]),
            None => said.extend(["<", part]),
        }
    }
    said
}

/// The name of the emoji of which this is the part after `<`, and what comes after it.
fn emoji(part: &str) -> Option<(&str, &str)> {
    let (inside, rest) = part.split_once('>')?;
    let inside = inside.strip_prefix('a').unwrap_or(inside).strip_prefix(':')?;
    let (name, id) = inside.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_id = (1..=20).contains(&id.len()) && id.bytes().all(|c| c.is_ascii_digit());
    (is_name && is_id).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_of_a_server_are_named_and_nothing_else_is_changed() {
        assert_eq!(emoji_named("<:party:123> or <a:wave_2:456>?"), ":party: or :wave_2:?");
        for same in ["a < b > c", "<:party:>", "<:par ty:1>", "<b:party:1>", "<@123>", "<:party:x>", "<", ""] {
            assert_eq!(emoji_named(same), same);
        }
    }
}
