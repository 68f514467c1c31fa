//! Registration: what Discord has against what the table says, and only the difference is applied.

use std::fmt;

use serde_json::{Map, Value, json};
use serenity::{
    all::{CommandId, LightMethod},
    http::{Request, Route},
};

use super::{ConnectError, Connection, connect::classify};

/// One thing to change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Discord lacks it.
    Create(Value),
    /// Discord has it otherwise.
    Edit(CommandId, Value),
    /// The table lacks it.
    Delete(CommandId, String),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create(command) => write!(f, "create {}", name_of(command)),
            Self::Edit(_, command) => write!(f, "edit   {}", name_of(command)),
            Self::Delete(_, name) => write!(f, "delete {name}"),
        }
    }
}

/// What to change so that Discord has what the table says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan(pub Vec<Change>);

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing to change");
        }
        for (at, change) in self.0.iter().enumerate() {
            write!(f, "{}{change}", if at > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl Plan {
    /// Compares what Discord has with what is wanted.
    #[must_use]
    pub fn between(registered: &[Value], wanted: &[Value]) -> Self {
        let mut changes = Vec::new();
        for command in wanted {
            match registered.iter().find(|known| key(known) == key(command)) {
                None => changes.push(Change::Create(command.clone())),
                Some(known) if canonical(known) == canonical(command) => {}
                Some(known) => changes.push(Change::Edit(id_of(known), command.clone())),
            }
        }
        let gone = registered.iter().filter(|known| !wanted.iter().any(|command| key(known) == key(command)));
        changes.extend(gone.map(|known| Change::Delete(id_of(known), name_of(known))));
        Self(changes)
    }
}

impl Connection {
    /// What would have to change.
    ///
    /// # Errors
    /// Discord's refusal, or none of its answers.
    pub async fn plan(&self, wanted: &[Value]) -> Result<Plan, ConnectError> {
        let route = Route::Commands { application_id: self.application() };
        let parameters = vec![("with_localizations", "true".to_owned())];
        let request = Request::new(route, LightMethod::Get).params(Some(parameters));
        let answer = self.channels.http.request(request).await.map_err(failed)?;
        let text = answer.text().await.map_err(|error| ConnectError::Refused(error.to_string()))?;
        let registered: Vec<Value> =
            serde_json::from_str(&text).map_err(|error| ConnectError::Refused(error.to_string()))?;
        Ok(Plan::between(&registered, wanted))
    }

    /// Carries a plan out.
    ///
    /// # Errors
    /// The first refusal; what came before it is done, and the next plan has only the rest.
    pub async fn apply(&self, plan: &Plan) -> Result<(), ConnectError> {
        for change in &plan.0 {
            let done = match change {
                Change::Create(command) => self.channels.http.create_global_command(&sendable(command)).await.map(drop),
                Change::Edit(id, command) => {
                    self.channels.http.edit_global_command(*id, &sendable(command)).await.map(drop)
                }
                Change::Delete(id, _) => self.channels.http.delete_global_command(*id).await,
            };
            done.map_err(failed)?;
            tracing::info!("commands: {change}");
        }
        Ok(())
    }
}

fn failed(error: serenity::Error) -> ConnectError {
    classify("Discord", &error)
}

/// Commands of different types may share a name.
fn key(command: &Value) -> (u64, &str) {
    (command["type"].as_u64().unwrap_or(1), command["name"].as_str().unwrap_or_default())
}

fn name_of(command: &Value) -> String {
    let (kind, name) = key(command);
    if kind == 1 { format!("/{name}") } else { format!("“{name}”") }
}

fn id_of(command: &Value) -> CommandId {
    command["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default()
}

/// What Discord adds to a command of its own accord.
const ADDED: [&str; 6] = ["id", "application_id", "version", "guild_id", "name_localized", "description_localized"];

/// A command with everything left out that says the same when it is absent.
fn canonical(command: &Value) -> Value {
    let mut command = command.clone();
    if let Value::Object(parts) = &mut command {
        parts.retain(|name, _| !ADDED.contains(&name.as_str()));
        parts.entry("type").or_insert(json!(1));
        parts.remove("default_permission");
        // Discord's older word for what `contexts` says.
        parts.remove("dm_permission");
        if let Some(Value::Array(contexts)) = parts.get_mut("contexts") {
            contexts.sort_by_key(Value::as_u64);
        }
    }
    without_defaults(command)
}

/// A command as it is sent: options carry nothing that is not theirs, such as an empty list of choices in a yes or no.
///
/// The command's own fields stay even where they say nothing, since an edit leaves alone what is absent.
fn sendable(command: &Value) -> Value {
    let mut command = command.clone();
    if let Some(options) = command.get_mut("options") {
        *options = without_defaults(options.take());
    }
    command
}

fn without_defaults(value: Value) -> Value {
    match value {
        Value::Object(parts) => {
            let parts = parts.into_iter().map(|(name, value)| (name, without_defaults(value)));
            Value::Object(parts.filter(|(_, value)| !says_nothing(value)).collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_defaults).collect()),
        other => other,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(parts) => parts.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Number(_) | Value::Bool(true) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Value {
        json!({"name": "who-owns", "type": 1, "description": "d", "contexts": [0, 1], "integration_types": [0],
               "options": [{"type": 3, "name": "task", "description": "t", "required": true}]})
    }

    /// The same command as Discord gives it back.
    fn registered() -> Value {
        json!({"id": "7", "application_id": "1", "version": "2", "name": "who-owns", "type": 1, "description": "d",
               "description_localizations": null, "default_member_permissions": null, "nsfw": false, "dm_permission": true,
               "contexts": [1, 0], "integration_types": [0],
               "options": [{"type": 3, "name": "task", "description": "t", "required": true, "autocomplete": false}]})
    }

    #[test]
    fn nothing_changes_when_both_say_the_same() {
        assert_eq!(Plan::between(&[registered()], &[wanted()]), Plan::default());
        assert_eq!(Plan::default().to_string(), "nothing to change");
    }

    #[test]
    fn options_are_sent_without_what_is_not_theirs() {
        let mut full = wanted();
        full["options"][0]["choices"] = json!([]);
        full["options"][0]["min_value"] = Value::Null;
        full["options"][0]["autocomplete"] = json!(false);
        assert_eq!(sendable(&full), wanted());
        let bare = json!({"name": "Lane", "type": 2, "default_member_permissions": null});
        assert_eq!(sendable(&bare), bare);
    }

    #[test]
    fn a_difference_in_an_option_is_an_edit() {
        let mut changed = wanted();
        changed["options"][0]["description"] = json!("other");
        let plan = Plan::between(&[registered()], &[changed.clone()]);
        assert_eq!(plan, Plan(vec![Change::Edit(CommandId::new(7), changed)]));
    }

    #[test]
    fn what_is_missing_is_created_and_what_is_left_over_deleted() {
        let menu = json!({"name": "who-owns", "type": 3});
        let plan = Plan::between(&[registered()], &[menu]);
        assert_eq!(plan.to_string(), "create “who-owns”\ndelete /who-owns");
    }
}
