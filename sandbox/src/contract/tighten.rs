//! Makes the document say all that it means.
//!
//! Its README (`discord/discord-api-spec`): unions are exclusive even where they are written `anyOf`. Beyond that: an object has the
//! fields that are listed and no others, and a number of format `int32` fits 32 bits.

use serde_json::{Map, Value, json};

/// Marks a union of which several forms may fit at once.
pub(super) const INCLUSIVE: &str = "x-inclusive";

/// Tightens all schemas in a document.
pub(super) fn tighten(document: &mut Value) {
    let original = document.clone();
    walk(document, &original);
}

fn walk(value: &mut Value, original: &Value) {
    match value {
        Value::Object(object) => {
            merge_parts(object, original);
            object.values_mut().for_each(|inner| walk(inner, original));
            exclude(object);
            close(object);
            bound(object);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, original)),
        _ => {}
    }
}

/// `allOf` several objects becomes one object, so that it can be closed.
fn merge_parts(schema: &mut Map<String, Value>, original: &Value) {
    let Some(parts) = schema.get("allOf").and_then(Value::as_array) else {
        return;
    };
    let parts: Vec<Value> = parts.iter().map(|part| resolved(part, original).clone()).collect();
    if !parts.iter().all(|part| part["properties"].is_object()) {
        return;
    }
    schema.remove("allOf");
    schema.insert("type".into(), "object".into());
    for part in parts {
        if let Value::Object(fields) = &part["properties"]
            && let Some(all) = schema.entry("properties").or_insert_with(|| json!({})).as_object_mut()
        {
            all.extend(fields.clone());
        }
        if let Value::Array(names) = &part["required"]
            && let Some(all) = schema.entry("required").or_insert_with(|| json!([])).as_array_mut()
        {
            all.extend(names.iter().cloned());
        }
    }
}

fn resolved<'a>(schema: &'a Value, original: &'a Value) -> &'a Value {
    let pointer = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| original.pointer(pointer)).unwrap_or(schema)
}

fn exclude(schema: &mut Map<String, Value>) {
    if !schema.contains_key(INCLUSIVE)
        && schema.get("anyOf").is_some_and(Value::is_array)
        && let Some(union) = schema.remove("anyOf")
    {
        schema.insert("oneOf".into(), union);
    }
}

fn close(schema: &mut Map<String, Value>) {
    let lists_fields = schema.get("properties").is_some_and(Value::is_object);
    if lists_fields && is_of_type(schema, "object") && !schema.contains_key("additionalProperties") {
        schema.insert("additionalProperties".into(), false.into());
    }
}

fn bound(schema: &mut Map<String, Value>) {
    if schema.get("format").is_some_and(|format| format == "int32") && is_of_type(schema, "integer") {
        schema.entry("minimum").or_insert_with(|| i32::MIN.into());
        schema.entry("maximum").or_insert_with(|| i32::MAX.into());
    }
}

fn is_of_type(schema: &Map<String, Value>, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(several)) => several.iter().any(|one| one == name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tightened(mut schema: Value) -> Value {
        tighten(&mut schema);
        schema
    }

    #[test]
    fn objects_are_closed_unless_they_say_otherwise() {
        let open = json!({"type": ["object", "null"], "properties": {"a": {"type": "object"}}});
        let closed =
            json!({"type": ["object", "null"], "properties": {"a": {"type": "object"}}, "additionalProperties": false});
        assert_eq!(tightened(open), closed);
        let map = json!({"type": "object", "additionalProperties": {"type": "string"}});
        assert_eq!(tightened(map.clone()), map);
    }

    #[test]
    fn a_field_called_properties_is_no_list_of_fields() {
        let schema =
            json!({"type": "object", "properties": {"properties": {"type": "string"}, "type": {"type": "string"}}});
        assert_eq!(tightened(schema)["properties"].get("additionalProperties"), None);
    }

    #[test]
    fn every_union_is_exclusive_unless_it_is_marked() {
        assert_eq!(tightened(json!({"anyOf": [{"type": "null"}]})), json!({"oneOf": [{"type": "null"}]}));
        let marked = json!({"anyOf": [{"type": "null"}], INCLUSIVE: true});
        assert_eq!(tightened(marked.clone()), marked);
    }

    #[test]
    fn parts_of_one_object_are_merged_before_it_is_closed() {
        let document = json!({
            "base": {"type": "object", "properties": {"code": {}}, "required": ["code"]},
            "whole": {"allOf": [{"$ref": "#/base"}, {"type": "object", "properties": {"more": {}}}]},
        });
        let whole = json!({
            "type": "object", "properties": {"code": {}, "more": {}}, "required": ["code"], "additionalProperties": false,
        });
        assert_eq!(tightened(document)["whole"], whole);
    }

    #[test]
    fn small_integers_are_bounded() {
        let schema = tightened(json!({"type": "integer", "format": "int32", "minimum": 0}));
        assert_eq!((&schema["minimum"], &schema["maximum"]), (&json!(0), &json!(i32::MAX)));
    }
}
