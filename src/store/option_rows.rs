//! What can be voted for, as a column: a JSON list with the number and the text of each option, and who decides if it wins, where it stands
//! for somebody.

use serde::Deserialize;

use super::{StoreError, rows::Fields};
use crate::{
    handbook::RoleId,
    polls::options::{OptionId, Options, PollOption},
    workspace::{decision::Decides, team::Holder},
};

/// An option as it is kept.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Plain(u8, String),
    Settling(u8, String, String),
}

/// Options as they are stored.
pub(super) fn options_column(options: &Options) -> String {
    let kept = |option: &PollOption| match &option.settles {
        None => serde_json::json!([option.id.get(), option.text]),
        Some(decides) => serde_json::json!([option.id.get(), option.text, decides_text(decides)]),
    };
    serde_json::Value::Array(options.iter().map(kept).collect()).to_string()
}

/// The options of a poll.
pub(super) fn read_options(fields: &Fields<'_>) -> Result<Options, StoreError> {
    let next = fields.id("next_option", u8::try_from)?;
    let shown = fields.parsed("options", |list| {
        let kept: Vec<Kept> = serde_json::from_str(&list).map_err(|error| error.to_string())?;
        kept.into_iter().map(option).collect::<Result<Vec<_>, String>>()
    })?;
    Ok(Options::stored(shown, next))
}

fn option(kept: Kept) -> Result<PollOption, String> {
    match kept {
        Kept::Plain(id, text) => Ok(PollOption { id: OptionId::new(id), text, settles: None }),
        Kept::Settling(id, text, decides) => {
            let settles = Some(decides_of(&decides).ok_or(decides)?);
            Ok(PollOption { id: OptionId::new(id), text, settles })
        }
    }
}

fn decides_text(decides: &Decides) -> String {
    let list = |names: Vec<String>| names.join(",");
    match decides {
        Decides::Roles(roles) => format!("roles {}", list(roles.iter().map(ToString::to_string).collect())),
        Decides::People(people) => {
            let name = |holder: &Holder| match holder {
                Holder::Member(user) => format!("m{user}"),
                Holder::ServerRole(role) => format!("r{role}"),
            };
            format!("people {}", list(people.iter().map(name).collect()))
        }
        Decides::AsTheRuleSays => "rule ".into(),
    }
}

fn decides_of(text: &str) -> Option<Decides> {
    let (kind, names) = text.split_once(' ')?;
    let holder = |name: &str| match name.split_at_checked(1)? {
        ("m", id) => id.parse().ok().map(Holder::Member),
        ("r", id) => id.parse().ok().map(Holder::ServerRole),
        _ => None,
    };
    match kind {
        "roles" if !names.is_empty() => Some(Decides::Roles(names.split(',').map(RoleId::new).collect())),
        "people" => names.split(',').map(holder).collect::<Option<_>>().map(Decides::People),
        "rule" if names.is_empty() => Some(Decides::AsTheRuleSays),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::ids::{ServerRoleId, UserId};

    #[test]
    fn who_decides_is_read_back() {
        let member = Holder::Member(UserId::new(7).expect("sound"));
        let role = Holder::ServerRole(ServerRoleId::new(8).expect("sound"));
        let all = [
            Decides::Roles(vec![RoleId::new("tech-lead"), RoleId::new("engineering-manager")]),
            Decides::People(vec![member, role]),
            Decides::AsTheRuleSays,
        ];
        for decides in all {
            assert_eq!(decides_of(&decides_text(&decides)), Some(decides));
        }
        for broken in ["", "roles", "roles ", "people 7", "people m0", "rule x", "nobody m7"] {
            assert_eq!(decides_of(broken), None, "{broken}");
        }
    }
}
