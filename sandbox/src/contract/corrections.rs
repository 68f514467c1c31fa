//! Where the document is known to be wrong: the one list of exceptions, each with the page of Discord's documentation that says
//! otherwise.

use serde_json::{Value, json};

use super::document::escaped;
use super::tighten::INCLUSIVE;

/// A place where the document is wrong.
struct Correction {
    /// The name of a schema, or a pointer into the document.
    at: &'static str,
    change: Change,
    reason: &'static str,
    /// The page of Discord's documentation, below `docs.discord.com/developers/`.
    page: &'static str,
}

/// How a schema is corrected.
enum Change {
    /// It lacks a field, which has this schema (as JSON).
    Lacks(&'static str, &'static str),
    /// A field can also be what this other schema (as JSON) says.
    Also(&'static str, &'static str),
    /// It is this (as JSON), and should be that.
    Replace(&'static str, &'static str),
    /// It is a union of which several forms may fit at once.
    Overlaps,
}

/// A route that Discord's documentation has and the document lacks.
pub(super) struct Beside {
    /// Method and path.
    pub(super) call: (&'static str, &'static str),
}

/// All routes that the sandbox has and the document lacks. There is none at present.
pub(super) const ROUTES_BESIDE: &[Beside] = &[];

const COMMANDS: &str = "interactions/application-commands";

const fn command(at: &'static str, change: Change, reason: &'static str) -> Correction {
    Correction { at, change, reason, page: COMMANDS }
}

/// serenity writes the ids that a select has chosen at first as numbers.
const fn chosen_at_first(at: &'static str) -> Correction {
    let change = Change::Also("id", r#"{"type": "integer", "minimum": 0}"#);
    let reason = "ids are integers that the API writes as strings; it reads what is sent in either form";
    Correction { at, change, reason, page: "reference#id-serialization" }
}

const NSFW: Change = Change::Lacks("nsfw", r#"{"type": "boolean"}"#);
const NSFW_WHY: &str = "a command can be age-restricted when it is registered";
const PERMISSIONS: Change = Change::Also("default_member_permissions", r#"{"type": "string"}"#);
const PERMISSIONS_WHY: &str = "permissions are written as a string";

/// The forms are changes of direct messages, groups, channels and threads.
const CHANNEL: &str = "/paths/~1channels~1{channel_id}/patch/requestBody/content/application~1json/schema";
/// The forms are data for choices of three types, and no choices at all fit each of them.
const SUGGESTIONS: &str = "/components/schemas/ApplicationCommandAutocompleteCallbackRequest/properties/data";
/// A message that executes a webhook, and one that an application follows up with: all fields of the one are fields of the other.
const WEBHOOK: &str =
    "/paths/~1webhooks~1{webhook_id}~1{webhook_token}/post/requestBody/content/application~1json/schema";

const CORRECTIONS: &[Correction] = &[
    Correction {
        at: "/components/schemas/InnerErrors/properties/_errors/items",
        change: Change::Replace(
            r##"{"$ref": "#/components/schemas/Error"}"##,
            r#"{"type": "object", "required": ["code", "message"],
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}}}"#,
        ),
        reason: "the code of a complaint about a field is a word such as BASE_TYPE_CHOICES, only that of the whole is a number",
        page: "reference#error-messages",
    },
    Correction {
        at: "/components/schemas/RatelimitedResponse/allOf/0",
        change: Change::Replace(
            r##"{"$ref": "#/components/schemas/Error"}"##,
            r#"{"type": "object", "required": ["message"],
                "properties": {"code": {"type": "integer"}, "message": {"type": "string"}}}"#,
        ),
        reason: "only some limits have a code",
        page: "topics/rate-limits#exceeding-a-rate-limit",
    },
    command("ApplicationCommandCreateRequest", NSFW, NSFW_WHY),
    command("ApplicationCommandUpdateRequest", NSFW, NSFW_WHY),
    command("ApplicationCommandPatchRequestPartial", NSFW, NSFW_WHY),
    command("ApplicationCommandCreateRequest", PERMISSIONS, PERMISSIONS_WHY),
    command("ApplicationCommandUpdateRequest", PERMISSIONS, PERMISSIONS_WHY),
    command("ApplicationCommandPatchRequestPartial", PERMISSIONS, PERMISSIONS_WHY),
    Correction {
        at: "FileUploadComponentForModalRequest",
        change: Change::Lacks("file_types", r#"{"type": "array", "maxItems": 10, "items": {"type": "string"}}"#),
        reason: "since August 5, 2026 a form can say which kinds of file it takes",
        page: "components/reference#file-upload",
    },
    Correction {
        at: SUGGESTIONS,
        change: Change::Overlaps,
        reason: "an empty list of choices is one of every type, and a whole number is a number too",
        page: "interactions/receiving-and-responding#interaction-response-object-autocomplete",
    },
    Correction {
        at: WEBHOOK,
        change: Change::Overlaps,
        reason: "every field is optional, so that a plain message fits both forms",
        page: "resources/webhook#execute-webhook",
    },
    Correction {
        at: CHANNEL,
        change: Change::Overlaps,
        reason: "every field is optional, so that a new name fits every kind of channel",
        page: "resources/channel#modify-channel",
    },
    chosen_at_first("UserSelectDefaultValue"),
    chosen_at_first("RoleSelectDefaultValue"),
    chosen_at_first("ChannelSelectDefaultValue"),
    Correction {
        at: "MessageReferenceType",
        change: Change::Replace(
            r#"{"type": "integer", "format": "int32",
                "oneOf": [{"title": "DEFAULT", "description": "Reference to a message", "const": 0}]}"#,
            r#"{"type": "integer", "enum": [0, 1]}"#,
        ),
        reason: "a forward is a reference of type 1",
        page: "resources/message#message-reference-types",
    },
    Correction {
        at: "ApplicationFormPartial",
        change: Change::Also("description", r#"{"type": "string", "maxLength": 400}"#),
        reason: "an application's description is text",
        page: "resources/application#edit-current-application",
    },
    Correction {
        at: "MessageAttachmentRequest",
        change: Change::Also("id", r#"{"type": "integer", "minimum": 0}"#),
        reason: "the placeholder for an uploaded file is written as a number too",
        page: "reference#uploading-files",
    },
];

/// Corrects a document, and tells which corrections it does not need.
pub(super) fn apply(document: &mut Value) -> Vec<String> {
    let mut unneeded = Vec::new();
    for correction in CORRECTIONS {
        let pointer = match correction.at {
            pointer if pointer.starts_with('/') => pointer.to_owned(),
            name => format!("/components/schemas/{}", escaped(name)),
        };
        let applied = document.pointer_mut(&pointer).is_some_and(|schema| correction.change.apply(schema));
        if !applied {
            unneeded.push(format!("{}: {} ({})", correction.at, correction.reason, correction.page));
        }
    }
    unneeded
}

impl Change {
    /// Changes a schema; false if there is nothing to change.
    fn apply(&self, schema: &mut Value) -> bool {
        match self {
            Self::Lacks(name, field) => add_field(schema, name, field),
            Self::Also(name, form) => schema["properties"].get_mut(name).is_some_and(|field| add_form(field, form)),
            Self::Replace(known, better) => {
                let is_known = *schema == parsed(known);
                if is_known {
                    *schema = parsed(better);
                }
                is_known
            }
            Self::Overlaps => overlap(schema),
        }
    }
}

fn parsed(schema: &str) -> Value {
    serde_json::from_str(schema).expect("the list of corrections holds JSON")
}

fn add_field(schema: &mut Value, name: &str, field: &str) -> bool {
    let Some(fields) = schema["properties"].as_object_mut().filter(|fields| !fields.contains_key(name)) else {
        return false;
    };
    fields.insert(name.into(), parsed(field));
    true
}

fn add_form(field: &mut Value, form: &str) -> bool {
    let form = parsed(form);
    let has = |known: &Value| known == &form["type"];
    let types = &field["type"];
    let known = has(types) || types.as_array().is_some_and(|types| types.iter().any(has));
    if !known {
        *field = json!({"oneOf": [form, field.take()]});
    }
    !known
}

/// Marks a union as one that is not exclusive.
fn overlap(schema: &mut Value) -> bool {
    let forms = schema.get_mut("anyOf").map(Value::take);
    let Some(forms @ Value::Array(_)) = forms else {
        return false;
    };
    *schema = json!({"anyOf": forms, INCLUSIVE: true});
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(change: &Change, mut schema: Value) -> (bool, Value) {
        (change.apply(&mut schema), schema)
    }

    #[test]
    fn a_lacking_field_is_added_once() {
        let change = Change::Lacks("b", r#"{"type": "boolean"}"#);
        let (needed, schema) = applied(&change, json!({"properties": {"a": {}}}));
        assert_eq!((needed, &schema), (true, &json!({"properties": {"a": {}, "b": {"type": "boolean"}}})));
        assert_eq!(applied(&change, schema.clone()), (false, schema));
    }

    #[test]
    fn another_form_is_added_unless_the_field_has_it() {
        let change = Change::Also("a", r#"{"type": "string"}"#);
        let (needed, schema) = applied(&change, json!({"properties": {"a": {"type": ["integer", "null"]}}}));
        let union = json!({"oneOf": [{"type": "string"}, {"type": ["integer", "null"]}]});
        assert_eq!((needed, &schema["properties"]["a"]), (true, &union));
        assert!(!applied(&change, json!({"properties": {"a": {"type": ["string", "null"]}}})).0);
    }

    #[test]
    fn what_is_replaced_must_be_as_it_was() {
        let change = Change::Replace(r#"{"type": "string"}"#, r#"{"type": "integer"}"#);
        assert_eq!(applied(&change, json!({"type": "string"})), (true, json!({"type": "integer"})));
        assert!(!applied(&change, json!({"type": "number"})).0);
    }

    #[test]
    fn only_a_union_can_overlap() {
        assert!(applied(&Change::Overlaps, json!({"anyOf": [{}, {}]})).0);
        assert!(!applied(&Change::Overlaps, json!({"type": "string"})).0);
    }

    #[test]
    fn a_document_without_the_places_needs_no_correction() {
        assert_eq!(apply(&mut json!({"openapi": "3.1.0"})).len(), CORRECTIONS.len());
    }
}
