//! The contract as a whole: against a small document, and against Discord's where that is at hand.

use serde_json::{Value, json};

use super::{Contract, Direction, for_tests};
use crate::{RestCall, rest_routes};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/discord/openapi.json");

/// Channels that can be read and renamed.
fn small() -> Contract {
    let channel = json!({"type": "object", "required": ["id"], "properties": {
        "id": {"type": "string", "pattern": "^[0-9]+$"},
        "kind": {"oneOf": [{"const": 0}, {"const": 1}]},
        "topic": {"anyOf": [{"type": "null"}, {"type": "string"}]},
    }});
    let document = json!({
        "openapi": "3.1.0",
        "paths": {"/channels/{channel_id}": {
            "parameters": [{"name": "channel_id", "in": "path", "schema": {"type": "string", "pattern": "^[0-9]+$"}}],
            "get": {
                "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}],
                "responses": responses(),
            },
            "patch": {
                "requestBody": {"required": true, "content": {"application/json": {"schema": {
                    "type": "object", "properties": {"topic": {"type": ["string", "null"]}}}}}},
                "responses": responses(),
            },
            "delete": {"responses": {"204": {"description": "gone"}}},
        }},
        "components": {
            "schemas": {
                "ChannelResponse": channel,
                "ErrorResponse": {"type": "object", "required": ["code", "message"],
                    "properties": {"code": {"type": "integer"}, "message": {"type": "string"}}},
            },
            "responses": {"Refused": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}}}},
        },
    });
    Contract::new(document).expect("a document")
}

fn responses() -> Value {
    json!({
        "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ChannelResponse"}}}},
        "4XX": {"$ref": "#/components/responses/Refused"},
    })
}

fn call(method: &str, path: &str, request: Value, (status, response): (u16, Value)) -> RestCall {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let bytes = |body: Value| if body.is_null() { Default::default() } else { body.to_string().into() };
    RestCall {
        method: method.into(),
        route: None,
        path: path.into(),
        query: query.into(),
        status,
        code: None,
        request: bytes(request),
        response: bytes(response),
    }
}

/// What is wrong with a call, in words.
fn wrong(method: &str, path: &str, request: Value, answer: (u16, Value)) -> Vec<String> {
    small().check_call(&call(method, path, request, answer)).iter().map(ToString::to_string).collect()
}

fn channel() -> Value {
    json!({"id": "1", "kind": 0, "topic": null})
}

#[test]
fn what_is_as_the_document_says_is_no_deviation() {
    assert!(wrong("GET", "/channels/1?limit=50", Value::Null, (200, channel())).is_empty());
    assert!(wrong("PATCH", "/channels/1", json!({"topic": "x"}), (200, channel())).is_empty());
    assert!(wrong("DELETE", "/channels/1", Value::Null, (204, Value::Null)).is_empty());
}

#[test]
fn a_tampered_response_is_named_by_route_status_and_pointer() {
    let mut tampered = channel();
    tampered["clan"] = json!("x");
    tampered["kind"] = json!(7);
    assert_eq!(
        wrong("GET", "/channels/1", Value::Null, (200, tampered)),
        [
            r#"GET /channels/{channel_id}, response 200, at /clan: no such field, found "x""#,
            "GET /channels/{channel_id}, response 200, at /kind: one of 0, 1, found 7",
        ]
    );
    assert_eq!(
        wrong("GET", "/channels/1", Value::Null, (200, json!({}))),
        [r#"GET /channels/{channel_id}, response 200, at (whole): the field "id""#]
    );
}

#[test]
fn statuses_and_bodies_that_the_document_lacks_are_deviations() {
    let status = "GET /channels/{channel_id}, response 201, at (whole): a status that the route has in the document";
    assert_eq!(wrong("GET", "/channels/1", Value::Null, (201, channel())), [status]);
    let body = "DELETE /channels/{channel_id}, response 204, at (whole): no body, found one";
    assert_eq!(wrong("DELETE", "/channels/1", Value::Null, (204, channel())), [body]);
    let nothing = "GET /channels/{channel_id}, response 200, at (whole): a body, found none";
    assert_eq!(wrong("GET", "/channels/1", Value::Null, (200, Value::Null)), [nothing]);
}

#[test]
fn a_route_that_the_document_lacks_may_only_be_refused() {
    let found = wrong("GET", "/nowhere", Value::Null, (200, json!({})));
    assert_eq!(found, ["GET /nowhere, response 200, at (whole): no such route in the document"]);
    let refusal = json!({"code": 0, "message": "404: Not Found"});
    assert!(wrong("GET", "/nowhere", Value::Null, (404, refusal)).is_empty());
    assert_eq!(wrong("GET", "/nowhere", Value::Null, (404, json!({"code": 0}))).len(), 1);
}

#[test]
fn what_is_asked_for_wrongly_may_only_be_refused() {
    let body = json!({"topic": 5, "colour": "blue"});
    assert_eq!(
        wrong("PATCH", "/channels/1", body.clone(), (200, channel())),
        [
            r#"PATCH /channels/{channel_id}, request 200, at /colour: no such field, found "blue""#,
            r#"PATCH /channels/{channel_id}, request 200, at /topic: it is not of types "null", "string", found 5"#,
        ]
    );
    let refusal = (400, json!({"code": 50035, "message": "Invalid Form Body"}));
    assert!(wrong("PATCH", "/channels/1", body, refusal).is_empty());
}

#[test]
fn parameters_are_held_against_the_document() {
    let found = wrong("GET", "/channels/x?limit=101&colour=blue", Value::Null, (200, channel()));
    assert_eq!(found.len(), 3, "{found:?}");
    for place in ["{channel_id}", "?limit", "?colour"] {
        assert!(found.iter().any(|line| line.contains(&format!("request 200, at {place}: "))), "{place}: {found:?}");
    }
}

#[test]
fn a_servers_failure_is_not_the_documents_matter() {
    assert!(wrong("GET", "/channels/1", Value::Null, (502, Value::Null)).is_empty());
}

#[test]
fn no_correction_has_become_unneeded() {
    if let Some(contract) = for_tests(DOCUMENT) {
        assert!(contract.unneeded_corrections().is_empty(), "{:#?}", contract.unneeded_corrections());
    }
}

#[test]
fn the_document_has_every_route_of_the_sandbox() {
    let Some(contract) = for_tests(DOCUMENT) else { return };
    let known = |method: &str, path: &str| {
        let beside = super::corrections::ROUTES_BESIDE.iter().any(|route| route.call == (method, path));
        assert!(
            !beside || contract.document.operation(method, path).is_none(),
            "{method} {path} is in the document now"
        );
        beside || contract.document.operation(method, path).is_some()
    };
    let unknown: Vec<_> = rest_routes().filter(|route| !known(route.method, route.template)).collect();
    assert!(unknown.is_empty(), "not in the document: {unknown:?}");
}

#[test]
fn an_event_is_held_against_the_schemas_of_what_it_carries() {
    let Some(contract) = for_tests(DOCUMENT) else { return };
    let found = contract.check_event("GUILD_ROLE_CREATE", &json!({"guild_id": "1", "role": {"id": 5}}));
    let id = found.iter().find(|one| one.pointer == "/role/id").expect("the id is no text");
    assert_eq!((id.subject.as_str(), id.direction, id.status), ("GUILD_ROLE_CREATE", Direction::Event, None));
    assert_eq!(contract.check_event("NO_SUCH_EVENT", &json!({})).len(), 1);
}
