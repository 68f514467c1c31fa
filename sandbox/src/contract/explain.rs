//! What a validator found, as places and words.

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

/// Characters of a value that are shown.
const SHOWN: usize = 80;

/// A place in a value, and what was expected there.
pub(super) type Finding = (String, String);

/// All that a validator has against a value.
pub(super) fn findings(validator: &Validator, value: &Value) -> Vec<Finding> {
    let mut all: Vec<Finding> = validator.iter_errors(value).flat_map(|error| explain(&error)).collect();
    all.sort();
    all.dedup();
    all
}

fn explain(error: &ValidationError<'_>) -> Vec<Finding> {
    let place = error.instance_path().as_str().to_owned();
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                let value = shown(&error.instance()[name.as_str()]);
                (format!("{place}/{name}"), format!("no such field, found {value}"))
            })
            .collect(),
        Kind::Required { property } => vec![(place, format!("the field {property}"))],
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => explain_union(error, context),
        Kind::OneOfMultipleValid { context } => {
            let fitting = context.iter().filter(|found| found.is_empty()).count();
            vec![(
                place,
                format!("exactly one of {} forms, fits {fitting}: {}", context.len(), shown(error.instance())),
            )]
        }
        _ => vec![(place, format!("{}, found {}", error.masked_with("it"), shown(error.instance())))],
    }
}

/// Of a union's forms, that which was meant, if one can tell.
fn explain_union(error: &ValidationError<'_>, forms: &[Vec<ValidationError<'static>>]) -> Vec<Finding> {
    let place = error.instance_path().as_str();
    let meant = forms.iter().filter(|found| !found.iter().any(|one| tells_apart(place, one)));
    if let Some(closest) = meant.min_by_key(|found| found.len()) {
        return closest.iter().flat_map(explain).collect();
    }
    let constants: Vec<String> = forms.iter().flatten().filter_map(constant).collect();
    let expected = if constants.len() == forms.len() {
        format!("one of {}", constants.join(", "))
    } else {
        format!("one of {} forms", forms.len())
    };
    vec![(place.to_owned(), format!("{expected}, found {}", shown(error.instance())))]
}

/// Whether an error says that another form was meant: the value is of another JSON type, or its field `type` names another form.
fn tells_apart(place: &str, error: &ValidationError<'_>) -> bool {
    let inner = error.instance_path().as_str().strip_prefix(place);
    match error.kind() {
        Kind::Type { .. } | Kind::Constant { .. } => matches!(inner, Some("" | "/type")),
        Kind::Enum { .. } | Kind::OneOfNotValid { .. } => inner == Some("/type"),
        _ => false,
    }
}

fn constant(error: &ValidationError<'_>) -> Option<String> {
    match error.kind() {
        Kind::Constant { expected_value } => Some(expected_value.to_string()),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(schema: &Value, value: &Value) -> Vec<Finding> {
        let validator = jsonschema::options().build(schema).expect("a schema");
        findings(&validator, value)
    }

    fn finding(place: &str, expected: &str) -> Finding {
        (place.into(), expected.into())
    }

    #[test]
    fn a_field_too_many_is_named() {
        let schema = json!({"properties": {"a": {"properties": {}, "additionalProperties": false}}});
        let found = found(&schema, &json!({"a": {"clan": null}}));
        assert_eq!(found, [finding("/a/clan", "no such field, found null")]);
    }

    #[test]
    fn a_union_is_judged_by_the_form_that_was_meant() {
        let form = |number: u8| {
            json!({
                "type": "object", "required": ["id"],
                "properties": {"type": {"type": "integer", "enum": [number]}, "id": {"type": "string"}},
            })
        };
        let schema = json!({"oneOf": [{"type": "null"}, form(1), form(2)]});
        assert_eq!(found(&schema, &json!({"type": 2})), [finding("", "the field \"id\"")]);
        assert_eq!(
            found(&schema, &json!({"type": 2, "id": 7})),
            [finding("/id", r#"it is not of type "string", found 7"#)]
        );
        assert_eq!(found(&schema, &json!("x")), [finding("", r#"one of 3 forms, found "x""#)]);
    }

    #[test]
    fn a_value_that_is_none_of_the_known_is_told_the_known() {
        let schema = json!({"oneOf": [{"const": 1}, {"const": 2}]});
        assert_eq!(found(&schema, &json!(3)), [finding("", "one of 1, 2, found 3")]);
    }

    #[test]
    fn a_union_is_exclusive() {
        let schema = json!({"oneOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}]});
        assert_eq!(found(&schema, &json!(1)), [finding("", "exactly one of 3 forms, fits 2: 1")]);
    }
}
