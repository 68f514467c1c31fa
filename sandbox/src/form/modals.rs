//! Forms that pop up: their title, and the inputs in them.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::components::{ACTION_ROW, STRING_SELECT, TEXT_INPUT, custom_id, kind, number_components, put_some, select};
use super::{Form, Length};
use crate::world::limits;

const TEXT_DISPLAY: i64 = 10;
const LABEL: i64 = 18;

/// Reads a form to be opened, or says what is wrong with it.
pub(crate) fn read_modal(form: &Form<'_>) -> Value {
    let title = form.required_text("title", limits::MODAL_TITLE);
    let id = form.required_text("custom_id", limits::CUSTOM_ID);
    if form.value("components").is_none() {
        form.complain_missing("components");
    }
    let rows = form.objects("components", 1..=limits::MODAL_COMPONENTS).unwrap_or_default();
    let mut seen = HashSet::new();
    let mut components: Vec<Value> = rows.iter().filter_map(|row| part(row, &mut seen)).collect();
    number_components(&mut components);
    json!({"title": title, "custom_id": id, "components": components})
}

fn part(form: &Form<'_>, seen: &mut HashSet<String>) -> Option<Value> {
    match kind(form, &[ACTION_ROW, TEXT_DISPLAY, LABEL])? {
        ACTION_ROW => row(form, seen),
        LABEL => label(form, seen),
        _ => Some(json!({"type": TEXT_DISPLAY, "content": form.required_text("content", Length::between(1, 4_000))})),
    }
}

fn row(form: &Form<'_>, seen: &mut HashSet<String>) -> Option<Value> {
    if form.value("components").is_none() {
        form.complain_missing("components");
    }
    let inputs = form.objects("components", 1..=1)?;
    let inner: Vec<Value> = inputs.iter().filter_map(|input| text_input(input, seen, true)).collect();
    Some(json!({"type": ACTION_ROW, "components": inner}))
}

fn label(form: &Form<'_>, seen: &mut HashSet<String>) -> Option<Value> {
    let mut label = Map::from_iter([("type".to_owned(), json!(LABEL))]);
    put_some(&mut label, "label", form.required_text("label", limits::LABEL).map(Value::from));
    put_some(&mut label, "description", form.text("description", limits::LABEL_DESCRIPTION).map(Value::from));
    if form.value("component").is_none() {
        form.complain_missing("component");
    }
    let inner = form.object("component")?;
    let component = match kind(&inner, &[STRING_SELECT, TEXT_INPUT, 5, 6, 7, 8])? {
        TEXT_INPUT => text_input(&inner, seen, false)?,
        kind => select(&inner, kind, seen),
    };
    label.insert("component".into(), component);
    Some(Value::Object(label))
}

fn text_input(form: &Form<'_>, seen: &mut HashSet<String>, labelled: bool) -> Option<Value> {
    kind(form, &[TEXT_INPUT])?;
    let mut input = Map::from_iter([("type".to_owned(), json!(TEXT_INPUT))]);
    put_some(&mut input, "custom_id", custom_id(form, seen).map(Value::from));
    if form.value("style").is_none() {
        form.complain_missing("style");
    }
    put_some(&mut input, "style", form.one_of("style", &[1, 2]).map(Value::from));
    if labelled {
        put_some(&mut input, "label", form.required_text("label", limits::TEXT_INPUT_LABEL).map(Value::from));
    }
    put_some(&mut input, "placeholder", form.text("placeholder", limits::TEXT_INPUT_PLACEHOLDER).map(Value::from));
    let min = form.integer("min_length", 0..=limits::TEXT_INPUT_MAX);
    let max = form.integer("max_length", 1..=limits::TEXT_INPUT_MAX);
    if min.unwrap_or(0) > max.unwrap_or(limits::TEXT_INPUT_MAX) {
        form.complain("min_length", "TEXT_INPUT_MIN_LENGTH_INVALID", "Minimum length must not exceed maximum length");
    }
    put_some(&mut input, "min_length", min.map(Value::from));
    put_some(&mut input, "max_length", max.map(Value::from));
    put_some(&mut input, "required", Some(form.boolean("required").unwrap_or(true).into()));
    let most = max.unwrap_or(limits::TEXT_INPUT_MAX) as usize;
    put_some(&mut input, "value", form.text("value", Length::up_to(most)).map(Value::from));
    Some(Value::Object(input))
}
