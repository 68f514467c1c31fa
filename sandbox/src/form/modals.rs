//! Forms that pop up: their title, and the inputs in them.

use serde_json::{Value, json};

use super::components::{ACTION_ROW, SELECTS, Seen, TEXT_INPUT, begin, custom_id, kind, put_some, select};
use super::layout::{TEXT_DISPLAY, text_display};
use super::{Form, Length, inputs, numbers};
use crate::world::limits;

const LABEL: i64 = 18;

/// Reads a form to be opened, or says what is wrong with it.
pub(crate) fn read_modal(form: &Form<'_>) -> Value {
    let title = form.required_text("title", limits::MODAL_TITLE);
    let id = form.required_text("custom_id", limits::CUSTOM_ID);
    if form.value("components").is_none() {
        form.complain_missing("components");
    }
    let rows = form.objects("components", 1..=limits::MODAL_COMPONENTS).unwrap_or_default();
    let mut seen = Seen::default();
    let mut components: Vec<Value> = rows.iter().filter_map(|row| part(row, &mut seen)).collect();
    numbers::give(&mut components);
    json!({"title": title, "custom_id": id, "components": components})
}

fn part(form: &Form<'_>, seen: &mut Seen) -> Option<Value> {
    match kind(form, &[ACTION_ROW, TEXT_DISPLAY, LABEL])? {
        ACTION_ROW => row(form, seen),
        LABEL => label(form, seen),
        _ => Some(text_display(form, seen)),
    }
}

fn row(form: &Form<'_>, seen: &mut Seen) -> Option<Value> {
    if form.value("components").is_none() {
        form.complain_missing("components");
    }
    let mut row = begin(form, ACTION_ROW, seen);
    let inputs = form.objects("components", 1..=1)?;
    let inner: Vec<Value> = inputs.iter().filter_map(|input| text_input(input, seen, true)).collect();
    row.insert("components".into(), inner.into());
    Some(Value::Object(row))
}

fn label(form: &Form<'_>, seen: &mut Seen) -> Option<Value> {
    let mut label = begin(form, LABEL, seen);
    put_some(&mut label, "label", form.required_text("label", limits::LABEL).map(Value::from));
    put_some(&mut label, "description", form.text("description", limits::LABEL_DESCRIPTION).map(Value::from));
    if form.value("component").is_none() {
        form.complain_missing("component");
    }
    let inner = form.object("component")?;
    let fitting: Vec<i64> = SELECTS.into_iter().chain([TEXT_INPUT]).chain(inputs::KINDS).collect();
    let component = match kind(&inner, &fitting)? {
        TEXT_INPUT => text_input(&inner, seen, false)?,
        kind if SELECTS.contains(&kind) => {
            refuse_disabled(&inner);
            inputs::check_required(&inner);
            // In messages it means nothing, and is not kept.
            let mut select = select(&inner, kind, seen);
            select["required"] = json!(inner.boolean("required").unwrap_or(true));
            select
        }
        kind => inputs::read(&inner, kind, seen),
    };
    label.insert("component".into(), component);
    Some(Value::Object(label))
}

/// Nothing in a form can be disabled.
fn refuse_disabled(form: &Form<'_>) {
    if form.boolean("disabled") == Some(true) {
        form.complain("disabled", "MODAL_COMPONENT_DISABLED", "Components in a modal cannot be disabled");
    }
}

fn text_input(form: &Form<'_>, seen: &mut Seen, labelled: bool) -> Option<Value> {
    kind(form, &[TEXT_INPUT])?;
    let mut input = begin(form, TEXT_INPUT, seen);
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
