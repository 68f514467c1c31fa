//! Components of messages and forms: what contradicts itself is refused at its place.

use serde_json::{Value, json};

use crate::requests::*;

#[tokio::test]
async fn components_that_contradict_themselves_are_refused_at_their_place() {
    let play = stage().await;
    let first = "components.0.components.0";
    let link = json!({"style": 5, "custom_id": null, "url": "https://example.org"});
    let option = |value: &str| json!({"label": "l", "value": value});
    let rows = |row: Value| Sent::Post(json!({"components": [row]}));
    for (sent, at, code) in [
        (rows(json!({"type": 1})), "components.0.components".to_owned(), MISSING),
        (rows(button(json!({}))), "components.0.type".to_owned(), "UNION_TYPE_CHOICES"),
        (component(json!({"type": 99})), format!("{first}.type"), "UNION_TYPE_CHOICES"),
        (
            component(button(json!({"custom_id": null}))),
            format!("{first}.custom_id"),
            "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
        ),
        (component(button(json!({"style": 7}))), format!("{first}.style"), "BASE_TYPE_CHOICES"),
        (component(button(json!({"style": null}))), format!("{first}.style"), MISSING),
        (component(button(json!({"label": null}))), first.to_owned(), "BUTTON_COMPONENT_LABEL_REQUIRED"),
        (component(button(json!({"label": ""}))), first.to_owned(), "BUTTON_COMPONENT_LABEL_REQUIRED"),
        (
            component(button(json!({"url": "https://example.org"}))),
            format!("{first}.url"),
            "BUTTON_COMPONENT_URL_NOT_ALLOWED",
        ),
        (
            component(button(with(link.clone(), json!({"url": null})))),
            format!("{first}.url"),
            "BUTTON_COMPONENT_URL_REQUIRED",
        ),
        (
            component(button(with(link.clone(), json!({"custom_id": "c"})))),
            format!("{first}.custom_id"),
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        ),
        (
            component(button(with(link, json!({"url": "javascript://x"})))),
            format!("{first}.url"),
            "URL_TYPE_INVALID_SCHEME",
        ),
        (
            component(button(json!({"emoji": {"name": "smile"}}))),
            format!("{first}.emoji.name"),
            "BUTTON_COMPONENT_INVALID_EMOJI",
        ),
        (component(button(json!({"emoji": "🙂"}))), format!("{first}.emoji"), "MODEL_TYPE_CONVERT"),
        (
            select(json!({"options": [option("a"), option("a")]})),
            format!("{first}.options.1"),
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (select(json!({"options": [option("a")], "max_values": 2})), format!("{first}.options"), BAD_LENGTH),
        (
            Sent::Post(json!({"components": [{"type": 1, "components": [numbered(0), numbered(1), numbered(0)]}]})),
            "components.0.components.2.custom_id".to_owned(),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            rows(json!({"type": 1, "components": [numbered(0), {"type": 5, "custom_id": "u"}]})),
            "components.0.components.1".to_owned(),
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (
            rows(json!({"type": 1, "components": [{"type": 5, "custom_id": "u"}, {"type": 6, "custom_id": "r"}]})),
            "components.0.components.1".to_owned(),
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (label(json!({"label": ""})), "data.components.0.label".to_owned(), MISSING),
        (
            input_with(json!({"min_length": 5, "max_length": 4})),
            "data.components.0.components.0.min_length".to_owned(),
            "TEXT_INPUT_MIN_LENGTH_INVALID",
        ),
        (
            modal(json!({"components": [row(button(json!({})))]})),
            "data.components.0.components.0.type".to_owned(),
            "UNION_TYPE_CHOICES",
        ),
    ] {
        let reply = send(&play, sent).await;
        assert_eq!(reply.refusal(), (400, 50035), "{at}: {}", reply.body);
        assert_eq!(reply.complaints(), [(at, code.to_owned())], "{}", reply.body);
    }
}
