//! Forms and selects: what people fill in and choose, checked as Discord's clients check it.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use super::{Interaction, People, Refusal, view};
use crate::form::{length, walk_components};
use crate::media_types;
use crate::world::State;
use crate::world::answers::Beginning;
use crate::world::channels::Channel;
use crate::world::ids::{ChannelId, InteractionId, RoleId, UserId};
use crate::world::interactions::{Action, InteractionKind, Resolved, Stage};

const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
const TEXT_INPUT: u64 = 4;
const FILE_UPLOAD: u64 = 19;
const RADIO_GROUP: u64 = 21;
const CHECKBOX_GROUP: u64 = 22;
const CHECKBOX: u64 = 23;

impl People {
    /// Submits the form that an interaction has opened; `fields` are texts (or lists of values) by custom id.
    ///
    /// # Errors
    /// If no form of theirs is open, or a field does not fit.
    pub fn submit(
        &self,
        user: UserId,
        interaction: InteractionId,
        fields: &BTreeMap<String, Value>,
    ) -> Result<Interaction, Refusal> {
        let mut state = self.world.lock();
        let opener = state.interactions.get(&interaction).filter(|interaction| interaction.user == user);
        let opener = opener.ok_or_else(|| Refusal::unknown("interaction"))?.clone();
        let Stage::ModalOpen(form) = &opener.stage else {
            return Err(Refusal::because("No form is open."));
        };
        let channel = state.channel(opener.channel).cloned()?;
        let asked = form["components"].as_array().map_or(&[][..], Vec::as_slice);
        check_fields(asked, fields)?;
        let filling = Filling { state: &state, user, channel: &channel, fields };
        let mut resolved = Resolved::default();
        let components = asked.iter().map(|component| filling.filled(component, &mut resolved));
        let components = components.collect::<Result<Vec<Value>, Refusal>>()?;
        let id = state.begin_interaction(Beginning {
            application: opener.application,
            kind: InteractionKind::ModalSubmit,
            user,
            channel: opener.channel,
            action: Action::Modal {
                custom_id: form["custom_id"].as_str().unwrap_or_default().to_owned(),
                components,
                resolved,
            },
            message: opener.message,
            opened_by: Some(Box::new(opener.origin())),
        });
        state.change_interaction(interaction, |opener| opener.stage = Stage::ModalDone);
        view(&state, user, id)
    }

    /// Closes a form without submitting it. The application is not told.
    ///
    /// # Errors
    /// If no form of theirs is open.
    pub fn dismiss_modal(&self, user: UserId, interaction: InteractionId) -> Result<(), Refusal> {
        let mut state = self.world.lock();
        let open = state
            .interactions
            .get(&interaction)
            .is_some_and(|opener| opener.user == user && matches!(opener.stage, Stage::ModalOpen(_)));
        if !open {
            return Err(Refusal::because("No form is open."));
        }
        state.change_interaction(interaction, |opener| opener.stage = Stage::ModalDone);
        Ok(())
    }
}

/// Checks that every field that is filled in is asked for.
fn check_fields(asked: &[Value], fields: &BTreeMap<String, Value>) -> Result<(), Refusal> {
    let mut known = HashSet::new();
    walk_components(asked, &mut |component| {
        known.extend(component["custom_id"].as_str().map(str::to_owned));
    });
    match fields.keys().find(|name| !known.contains(*name)) {
        Some(stray) => Err(Refusal::because(format!("The form has no field {stray}."))),
        None => Ok(()),
    }
}

/// A person filling in a form.
struct Filling<'a> {
    state: &'a State,
    user: UserId,
    channel: &'a Channel,
    fields: &'a BTreeMap<String, Value>,
}

impl Filling<'_> {
    /// A component of a form as it is submitted; what it names is noted in `resolved`.
    fn filled(&self, component: &Value, resolved: &mut Resolved) -> Result<Value, Refusal> {
        let mut object = json!({"type": component["type"], "id": component["id"]});
        if let Some(inner) = component["components"].as_array() {
            let inner = inner.iter().map(|inner| self.filled(inner, resolved));
            object["components"] = inner.collect::<Result<Vec<Value>, Refusal>>()?.into();
        } else if component["component"].is_object() {
            object["component"] = self.filled(&component["component"], resolved)?;
        } else if let Some(name) = component["custom_id"].as_str() {
            object["custom_id"] = name.into();
            self.fill(component, self.fields.get(name), &mut object, resolved)?;
        }
        Ok(object)
    }

    fn fill(
        &self,
        component: &Value,
        given: Option<&Value>,
        object: &mut Value,
        resolved: &mut Resolved,
    ) -> Result<(), Refusal> {
        match component["type"].as_u64() {
            Some(TEXT_INPUT) => object["value"] = filled_text(component, given.and_then(Value::as_str))?.into(),
            Some(CHECKBOX) => {
                let ticked = given.and_then(Value::as_bool).or(component["default"].as_bool());
                object["value"] = ticked.unwrap_or(false).into();
            }
            Some(RADIO_GROUP) => {
                let value = given.and_then(Value::as_str).map(str::to_owned).into_iter().collect();
                object["value"] = json!(self.values(component, given.map(|_| value), resolved)?.first());
            }
            _ => {
                let listed = given
                    .and_then(Value::as_array)
                    .map(|values| values.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>());
                object["values"] = json!(self.values(component, listed, resolved)?);
            }
        }
        Ok(())
    }

    /// The values that were chosen, or else those that were from the start, if they fit.
    fn values(
        &self,
        component: &Value,
        given: Option<Vec<String>>,
        resolved: &mut Resolved,
    ) -> Result<Vec<String>, Refusal> {
        let values = given.unwrap_or_else(|| defaults(component));
        if !values.is_empty() || component["required"] != false {
            let named = check_selection(self.state, self.user, self.channel, component, &values)?;
            resolved.extend(named);
        }
        Ok(values)
    }
}

/// What is chosen in a component before anybody does anything.
fn defaults(component: &Value) -> Vec<String> {
    let listed = |place: &str| component[place].as_array().into_iter().flatten();
    let options = listed("options").filter(|option| option["default"] == true).map(|option| &option["value"]);
    let named = listed("default_values").map(|value| &value["id"]);
    options.chain(named).filter_map(Value::as_str).map(str::to_owned).collect()
}

fn filled_text(component: &Value, given: Option<&str>) -> Result<String, Refusal> {
    let text = given.or(component["value"].as_str()).unwrap_or_default().to_owned();
    let name = component["label"].as_str().or(component["custom_id"].as_str()).unwrap_or_default();
    let count = length(&text) as u64;
    if count == 0 {
        return if component["required"] == false {
            Ok(text)
        } else {
            Err(Refusal::because(format!("{name}: This field is required.")))
        };
    }
    let (min, max) = (component["min_length"].as_u64().unwrap_or(0), component["max_length"].as_u64().unwrap_or(4_000));
    if (min..=max).contains(&count) {
        Ok(text)
    } else {
        Err(Refusal::because(format!("{name}: Enter between {min} and {max} characters.")))
    }
}

/// Checks what is selected in a select, or that nothing is for a button; returns what the values name.
pub(super) fn check_selection(
    state: &State,
    user: UserId,
    channel: &Channel,
    component: &Value,
    values: &[String],
) -> Result<Resolved, Refusal> {
    let kind = component["type"].as_u64().unwrap_or(0);
    if kind == BUTTON {
        return if values.is_empty() {
            Ok(Resolved::default())
        } else {
            Err(Refusal::because("A button has no values."))
        };
    }
    let (min, max) = (component["min_values"].as_u64().unwrap_or(1), component["max_values"].as_u64().unwrap_or(1));
    if !(min..=max).contains(&(values.len() as u64)) {
        return Err(Refusal::because(format!("Select between {min} and {max}.")));
    }
    if values.iter().collect::<HashSet<_>>().len() != values.len() {
        return Err(Refusal::because("The same value is selected twice."));
    }
    let mut resolved = Resolved::default();
    for value in values {
        let known = match kind {
            STRING_SELECT | RADIO_GROUP | CHECKBOX_GROUP => component["options"]
                .as_array()
                .is_some_and(|options| options.iter().any(|option| option["value"] == value.as_str())),
            FILE_UPLOAD => resolve_file(state, channel, component, value, &mut resolved),
            _ => resolve(state, user, channel, component, value, &mut resolved),
        };
        if !known {
            return Err(Refusal::because(format!("{value} cannot be selected here.")));
        }
    }
    Ok(resolved)
}

/// Notes which upload an id names; false if there is none of a kind that is asked for.
fn resolve_file(state: &State, channel: &Channel, component: &Value, value: &str, resolved: &mut Resolved) -> bool {
    let Some(file) = value.parse().ok().and_then(|id| state.uploaded(channel.id, id)) else {
        return false;
    };
    resolved.attachments.push(file.id);
    let kinds = component["file_types"].as_array();
    kinds.is_none_or(|kinds| kinds.iter().filter_map(Value::as_str).any(|kind| media_types::fits(&file.filename, kind)))
}

/// Notes what an id in a select names; false if that cannot be selected.
fn resolve(
    state: &State,
    user: UserId,
    channel: &Channel,
    component: &Value,
    value: &str,
    resolved: &mut Resolved,
) -> bool {
    let Ok(id) = value.parse::<u64>() else {
        return false;
    };
    let guild = channel.guild.and_then(|guild| state.guilds.get(&guild));
    let kind = component["type"].as_u64().unwrap_or(0);
    let (users, roles, channels) = (matches!(kind, 5 | 7), matches!(kind, 6 | 7), kind == 8);
    if users && state.users.contains_key(&UserId::from(id)) {
        resolved.users.push(id.into());
        return true;
    }
    if roles && guild.is_some_and(|guild| guild.roles.contains_key(&RoleId::from(id))) {
        resolved.roles.push(id.into());
        return true;
    }
    let Some(found) = state.channels.get(&ChannelId::from(id)).filter(|found| channels && state.sees(user, found))
    else {
        return false;
    };
    let fits = component["channel_types"]
        .as_array()
        .is_none_or(|kinds| kinds.is_empty() || kinds.contains(&found.kind.number().into()));
    if fits {
        resolved.channels.push(found.id);
    }
    fits
}
