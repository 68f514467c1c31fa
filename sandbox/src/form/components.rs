//! Components of messages: action rows with buttons and selects. What else a message can be made of is in `layout`.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::embeds::address;
use super::{Form, length, numbers};
use crate::world::limits;

pub(super) const ACTION_ROW: i64 = 1;
pub(super) const BUTTON: i64 = 2;
pub(super) const STRING_SELECT: i64 = 3;
pub(super) const TEXT_INPUT: i64 = 4;
const LINK_STYLE: i64 = 5;

/// Selects: of texts, users, roles, users and roles, channels.
pub(super) const SELECTS: [i64; 5] = [3, 5, 6, 7, 8];

/// The ids that components of the same message or form have, of which no two may be the same.
#[derive(Debug, Default)]
pub(super) struct Seen {
    custom_ids: HashSet<String>,
    numbers: HashSet<i64>,
}

/// Reads the action rows that a message has beside its text, or says what is wrong with them.
pub(super) fn read(form: &Form<'_>) -> Option<Vec<Value>> {
    let rows = form.objects("components", 0..=limits::ACTION_ROWS)?;
    let mut seen = Seen::default();
    let one = |row: &Form<'_>| kind(row, &[ACTION_ROW]).and_then(|_| action_row(row, &mut seen));
    let mut rows: Vec<Value> = rows.iter().filter_map(one).collect();
    numbers::give(&mut rows);
    Some(rows)
}

/// What every component has.
pub(super) fn begin(form: &Form<'_>, kind: i64, seen: &mut Seen) -> Map<String, Value> {
    let mut component = Map::from_iter([("type".to_owned(), json!(kind))]);
    // Nought is as good as none.
    let number = form.integer("id", 0..=i64::from(i32::MAX)).filter(|number| *number != 0);
    if number.is_some_and(|number| !seen.numbers.insert(number)) {
        form.complain("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
    }
    put_some(&mut component, "id", number.map(Value::from));
    component
}

pub(super) fn action_row(row: &Form<'_>, seen: &mut Seen) -> Option<Value> {
    let mut object = begin(row, ACTION_ROW, seen);
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
    object.insert("components".into(), inner.into());
    Some(Value::Object(object))
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

pub(super) fn button(form: &Form<'_>, seen: &mut Seen) -> Value {
    let mut button = begin(form, BUTTON, seen);
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
pub(super) fn custom_id(form: &Form<'_>, seen: &mut Seen) -> Option<String> {
    let id = form.required_text("custom_id", limits::CUSTOM_ID)?;
    if !seen.custom_ids.insert(id.clone()) {
        form.complain("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
    }
    Some(id)
}

/// A select of any kind.
pub(super) fn select(form: &Form<'_>, kind: i64, seen: &mut Seen) -> Value {
    let mut select = begin(form, kind, seen);
    put_some(&mut select, "custom_id", custom_id(form, seen).map(Value::from));
    put_some(&mut select, "placeholder", form.text("placeholder", limits::SELECT_PLACEHOLDER).map(Value::from));
    let (min, max) = counts(form, limits::SELECT_VALUES, 1);
    select.insert("min_values".into(), json!(min));
    select.insert("max_values".into(), json!(max));
    select.insert("disabled".into(), json!(form.boolean("disabled").unwrap_or(false)));
    if kind == STRING_SELECT {
        if form.value("options").is_none() {
            form.complain_missing("options");
        }
        // There must be as many as may be chosen.
        let least = usize::try_from(max).unwrap_or(1);
        select.insert("options".into(), options(form, least..=limits::SELECT_OPTIONS, max, true));
    } else {
        put_some(&mut select, "default_values", default_values(form));
        put_some(&mut select, "channel_types", form.value("channel_types").cloned());
    }
    Value::Object(select)
}

/// How many values there may be, at least and at most.
pub(super) fn counts(form: &Form<'_>, limit: i64, most_if_unsaid: i64) -> (i64, i64) {
    let min = form.integer("min_values", 0..=limit).unwrap_or(1);
    let max = form.integer("max_values", 1..=limit).unwrap_or(most_if_unsaid);
    if min > max {
        let why = "Minimum values must not exceed maximum values";
        form.complain("min_values", "SELECT_COMPONENT_INVALID_MIN_VALUES", why);
    }
    (min, max)
}

/// What can be chosen from, and how many of it may be chosen from the start.
pub(super) fn options(form: &Form<'_>, count: RangeInclusive<usize>, most_defaults: i64, emoji: bool) -> Value {
    let Some(options) = form.objects("options", count) else {
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
        let emoji = emoji.then(|| option.object("emoji")).flatten();
        put_some(&mut entry, "emoji", emoji.map(|emoji| emoji_of(&emoji)));
        let default = option.boolean("default");
        defaults += i64::from(default == Some(true));
        put_some(&mut entry, "default", default.map(Value::from));
        read.push(Value::Object(entry));
    }
    if defaults > most_defaults {
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
