//! Components of messages: action rows with buttons and selects.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::embeds::address;
use super::{Form, length};
use crate::world::limits;

pub(super) const ACTION_ROW: i64 = 1;
pub(super) const BUTTON: i64 = 2;
pub(super) const STRING_SELECT: i64 = 3;
pub(super) const TEXT_INPUT: i64 = 4;
const LINK_STYLE: i64 = 5;

/// Selects: of texts, users, roles, users and roles, channels.
pub(super) const SELECTS: [i64; 5] = [3, 5, 6, 7, 8];

/// Reads `components` of a message, or says what is wrong with them.
pub(super) fn read(form: &Form<'_>) -> Option<Vec<Value>> {
    let rows = form.objects("components", 0..=limits::ACTION_ROWS)?;
    let mut seen = HashSet::new();
    let mut rows: Vec<Value> = rows.iter().filter_map(|row| action_row(row, &mut seen)).collect();
    number_components(&mut rows);
    Some(rows)
}

fn action_row(row: &Form<'_>, seen: &mut HashSet<String>) -> Option<Value> {
    kind(row, &[ACTION_ROW])?;
    if row.value("components").is_none() {
        row.complain_missing("components");
    }
    let parts = row.objects("components", 1..=limits::BUTTONS_IN_ROW)?;
    let kinds: Vec<Option<i64>> = parts.iter().map(|part| kind(part, &[2, 3, 5, 6, 7, 8])).collect();
    check_width(&parts, &kinds);
    let inner: Vec<Value> = parts
        .iter()
        .zip(kinds)
        .filter_map(|(part, kind)| match kind? {
            BUTTON => Some(button(part, seen)),
            kind => Some(select(part, kind, seen)),
        })
        .collect();
    Some(json!({"type": ACTION_ROW, "components": inner}))
}

/// A row is five buttons wide, and so is a select: what begins after that does not fit.
fn check_width(parts: &[Form<'_>], kinds: &[Option<i64>]) {
    let mut width = 0;
    for (part, kind) in parts.iter().zip(kinds) {
        width += if kind.is_some_and(|kind| SELECTS.contains(&kind)) { limits::BUTTONS_IN_ROW } else { 1 };
        if width > limits::BUTTONS_IN_ROW {
            let message = "The specified component exceeds the maximum width";
            part.complain("", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
        }
    }
}

/// The component's type, if it is one of those that fit here.
pub(super) fn kind(form: &Form<'_>, fitting: &[i64]) -> Option<i64> {
    if form.value("type").is_none() {
        form.complain_missing("type");
    }
    let kind = form.integer("type", 0..=i64::MAX)?;
    if fitting.contains(&kind) {
        return Some(kind);
    }
    let known = fitting.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    form.complain("type", "UNION_TYPE_CHOICES", format!("Value of field \"type\" must be one of ({known})."));
    None
}

fn button(form: &Form<'_>, seen: &mut HashSet<String>) -> Value {
    let mut button = Map::from_iter([("type".to_owned(), json!(BUTTON))]);
    if form.value("style").is_none() {
        form.complain_missing("style");
    }
    let style = form.one_of("style", &[1, 2, 3, 4, LINK_STYLE]);
    button.insert("style".into(), json!(style));
    let label = form.text("label", limits::BUTTON_LABEL);
    let emoji = form.object("emoji").map(|emoji| emoji_of(&emoji));
    if emoji.is_none() && form.value("label").is_none_or(|label| label == "") {
        form.complain("", "BUTTON_COMPONENT_LABEL_REQUIRED", "A label or an emoji is required");
    }
    put_some(&mut button, "label", label.map(Value::from));
    put_some(&mut button, "emoji", emoji);
    if style == Some(LINK_STYLE) {
        link(form, &mut button);
    } else {
        if form.value("url").is_some() {
            form.complain(
                "url",
                "BUTTON_COMPONENT_URL_NOT_ALLOWED",
                "A url cannot be specified on a button with a custom id",
            );
        }
        if form.value("custom_id").is_none() {
            form.complain("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
        } else {
            put_some(&mut button, "custom_id", custom_id(form, seen).map(Value::from));
        }
    }
    put_some(&mut button, "disabled", form.boolean("disabled").filter(|disabled| *disabled).map(Value::from));
    Value::Object(button)
}

fn link(form: &Form<'_>, button: &mut Map<String, Value>) {
    if form.value("custom_id").is_some() {
        let message = "A custom id and url cannot both be specified";
        form.complain("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message);
    }
    if form.value("url").is_none() {
        form.complain("url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
    }
    let url = address(form, "url", &["http", "https", "discord"]);
    if url.as_ref().is_some_and(|url| length(url) > limits::BUTTON_URL.max) {
        form.complain("url", "BASE_TYPE_MAX_LENGTH", format!("Must be {} or fewer in length.", limits::BUTTON_URL.max));
    }
    put_some(button, "url", url.map(Value::from));
}

/// The id by which the developer knows a component; no two in a message are the same.
pub(super) fn custom_id(form: &Form<'_>, seen: &mut HashSet<String>) -> Option<String> {
    let id = form.required_text("custom_id", limits::CUSTOM_ID)?;
    if !seen.insert(id.clone()) {
        form.complain("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
    }
    Some(id)
}

/// A select of any kind.
pub(super) fn select(form: &Form<'_>, kind: i64, seen: &mut HashSet<String>) -> Value {
    let mut select = Map::from_iter([("type".to_owned(), json!(kind))]);
    put_some(&mut select, "custom_id", custom_id(form, seen).map(Value::from));
    put_some(&mut select, "placeholder", form.text("placeholder", limits::SELECT_PLACEHOLDER).map(Value::from));
    let min = form.integer("min_values", 0..=limits::SELECT_VALUES).unwrap_or(1);
    let max = form.integer("max_values", 1..=limits::SELECT_VALUES).unwrap_or(1);
    if min > max {
        form.complain(
            "min_values",
            "SELECT_COMPONENT_INVALID_MIN_VALUES",
            "Minimum values must not exceed maximum values",
        );
    }
    select.insert("min_values".into(), json!(min));
    select.insert("max_values".into(), json!(max));
    select.insert("disabled".into(), json!(form.boolean("disabled").unwrap_or(false)));
    put_some(&mut select, "required", form.boolean("required").map(Value::from));
    if kind == STRING_SELECT {
        if form.value("options").is_none() {
            form.complain_missing("options");
        }
        select.insert("options".into(), options(form, max));
    } else {
        put_some(&mut select, "default_values", default_values(form));
        put_some(&mut select, "channel_types", form.value("channel_types").cloned());
    }
    Value::Object(select)
}

fn options(form: &Form<'_>, max_values: i64) -> Value {
    // There must be as many as may be chosen.
    let least = usize::try_from(max_values).unwrap_or(1);
    let Some(options) = form.objects("options", least..=limits::SELECT_OPTIONS) else {
        return json!([]);
    };
    let mut values = HashSet::new();
    let mut defaults = 0;
    let mut read = Vec::with_capacity(options.len());
    for option in &options {
        let value = option.required_text("value", limits::SELECT_TEXT);
        if value.as_ref().is_some_and(|value| !values.insert(value.clone())) {
            let message = "The specified option value is already used";
            option.complain("", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
        }
        let mut entry = Map::new();
        put_some(&mut entry, "label", option.required_text("label", limits::SELECT_TEXT).map(Value::from));
        put_some(&mut entry, "value", value.map(Value::from));
        put_some(&mut entry, "description", option.text("description", limits::SELECT_TEXT).map(Value::from));
        put_some(&mut entry, "emoji", option.object("emoji").map(|emoji| emoji_of(&emoji)));
        let default = option.boolean("default");
        defaults += i64::from(default == Some(true));
        put_some(&mut entry, "default", default.map(Value::from));
        read.push(Value::Object(entry));
    }
    if defaults > max_values {
        form.complain("options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "Too many options are selected by default");
    }
    read.into()
}

fn default_values(form: &Form<'_>) -> Option<Value> {
    let values = form.objects("default_values", 0..=limits::SELECT_VALUES as usize)?;
    let one = |value: &Form<'_>| {
        let id: Option<u64> = value.snowflake("id");
        json!({"id": id.map(|id| id.to_string()), "type": value.text("type", limits::SELECT_TEXT)})
    };
    Some(values.iter().map(one).collect())
}

fn emoji_of(form: &Form<'_>) -> Value {
    let id: Option<u64> = form.snowflake("id");
    let name = form.text("name", limits::SELECT_TEXT);
    if id.is_none() && name.as_ref().is_none_or(|name| name.is_ascii()) {
        form.complain("name", "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
    }
    let mut emoji = Map::new();
    put_some(&mut emoji, "id", id.map(|id| id.to_string().into()));
    put_some(&mut emoji, "name", name.map(Value::from));
    put_some(&mut emoji, "animated", form.boolean("animated").map(Value::from));
    Value::Object(emoji)
}

pub(super) fn put_some(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(name.into(), value);
    }
}

/// Calls `visit` with every component, containers before what they hold.
pub(crate) fn walk_components(components: &[Value], visit: &mut impl FnMut(&Value)) {
    for component in components {
        visit(component);
        if let Some(inner) = component["components"].as_array() {
            walk_components(inner, visit);
        }
        if component["component"].is_object() {
            walk_components(std::slice::from_ref(&component["component"]), visit);
        }
    }
}

/// The component with this custom id.
pub(crate) fn component_with(components: &[Value], custom_id: &str) -> Option<Value> {
    let mut found = None;
    walk_components(components, &mut |component| {
        if component["custom_id"] == custom_id {
            found = Some(component.clone());
        }
    });
    found
}

/// Gives every component the number that Discord gives it.
pub(crate) fn number_components(components: &mut [Value]) {
    let mut next = 1;
    number_from(components, &mut next);
}

fn number_from(components: &mut [Value], next: &mut u32) {
    for component in components {
        component["id"] = json!(*next);
        *next += 1;
        if let Some(inner) = component.get_mut("components").and_then(Value::as_array_mut) {
            number_from(inner, next);
        }
        if let Some(inner) = component.get_mut("component").filter(|inner| inner.is_object()) {
            number_from(std::slice::from_mut(inner), next);
        }
    }
}
