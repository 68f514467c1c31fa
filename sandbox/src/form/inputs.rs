//! What a form can ask for besides text and selections: files, one of several, some of several, yes or no
//! (`components/reference`, from File Upload on).

use serde_json::{Map, Value, json};

use super::Form;
use super::components::{Seen, begin, counts, custom_id, options, put_some};
use crate::media_types;
use crate::world::limits;

const FILE_UPLOAD: i64 = 19;
const RADIO_GROUP: i64 = 21;
const CHECKBOX_GROUP: i64 = 22;
const CHECKBOX: i64 = 23;

/// The components that are read here.
pub(super) const KINDS: [i64; 4] = [FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX];

/// Reads one of [`KINDS`].
pub(super) fn read(form: &Form<'_>, kind: i64, seen: &mut Seen) -> Value {
    let mut input = begin(form, kind, seen);
    put_some(&mut input, "custom_id", custom_id(form, seen).map(Value::from));
    if kind == CHECKBOX {
        input.insert("default".into(), json!(form.boolean("default").unwrap_or(false)));
        return Value::Object(input);
    }
    input.insert("required".into(), json!(form.boolean("required").unwrap_or(true)));
    match kind {
        FILE_UPLOAD => file_upload(form, &mut input),
        RADIO_GROUP => {
            require_options(form);
            input.insert("options".into(), options(form, limits::RADIO_OPTIONS, 1, false));
        }
        _ => checkbox_group(form, &mut input),
    }
    Value::Object(input)
}

fn file_upload(form: &Form<'_>, input: &mut Map<String, Value>) {
    check_required(form);
    let (min, max) = counts(form, limits::UPLOAD_VALUES, 1);
    input.insert("min_values".into(), json!(min));
    input.insert("max_values".into(), json!(max));
    let Some(kinds) = form.list("file_types", 0..=limits::UPLOAD_TYPES) else {
        return;
    };
    for (index, kind) in kinds.iter().enumerate() {
        if !kind.as_str().is_some_and(media_types::is_kind) {
            let message = "Value must be one of ('image', 'video', 'audio') or a dot-prefixed extension.";
            form.complain(&format!("file_types.{index}"), "BASE_TYPE_CHOICES", message);
        }
    }
    input.insert("file_types".into(), json!(kinds));
}

fn checkbox_group(form: &Form<'_>, input: &mut Map<String, Value>) {
    let there = form.value("options").and_then(Value::as_array).map_or(1, Vec::len) as i64;
    check_required(form);
    let (min, max) = counts(form, limits::CHECKBOX_VALUES, there.max(1));
    input.insert("min_values".into(), json!(min));
    input.insert("max_values".into(), json!(max));
    require_options(form);
    input.insert("options".into(), options(form, limits::CHECKBOX_OPTIONS, max, false));
}

/// What must be filled in cannot be content with nothing.
pub(super) fn check_required(form: &Form<'_>) {
    let required = form.value("required").is_none_or(|required| required == true);
    if required && form.value("min_values").is_some_and(|least| least == 0) {
        let why = "Minimum values must be at least 1 when the component is required";
        form.complain("min_values", "COMPONENT_REQUIRED_MIN_VALUES_INVALID", why);
    }
}

fn require_options(form: &Form<'_>) {
    if form.value("options").is_none() {
        form.complain_missing("options");
    }
}
