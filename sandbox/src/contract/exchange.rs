//! One call of the REST API: what was asked, and what was answered.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::corrections::ROUTES_BESIDE;
use super::document::{Document, Operation, escaped};
use super::explain;
use super::{Deviation, Direction};
use crate::RestCall;

/// The body of a refusal, whatever the route.
const REFUSAL: &str = "/components/schemas/ErrorResponse";
const JSON: &str = "application~1json";

/// All that is wrong with a call, and with what it was answered.
pub(super) fn check(document: &Document, call: &RestCall) -> Vec<Deviation> {
    let Some(operation) = document.operation(&call.method, &call.path) else {
        return check_unknown(document, call);
    };
    let exchange = Exchange { document, call, operation };
    let mut all = exchange.check_response();
    // A bot may ask for what is forbidden; to refuse it is the sandbox's part.
    if call.status < 400 {
        all.extend(exchange.check_parameters());
        all.extend(exchange.check_request());
    }
    all
}

/// A call that the document does not have may only be refused, unless Discord's documentation has it.
fn check_unknown(document: &Document, call: &RestCall) -> Vec<Deviation> {
    let subject = format!("{} {}", call.method, call.route.as_deref().unwrap_or(&call.path));
    if call.status < 400 {
        let beside = |(method, path): &(&str, &str)| *method == call.method && *path == call.path;
        if ROUTES_BESIDE.iter().map(|route| route.call).any(|known| beside(&known)) {
            return Vec::new();
        }
        let expected = "no such route in the document".to_owned();
        let (direction, status) = (Direction::Response, Some(call.status));
        return vec![Deviation { subject, direction, status, pointer: String::new(), expected }];
    }
    if call.status >= 500 {
        return Vec::new();
    }
    let found = explain::findings(&document.validator(REFUSAL), &call.response_body());
    let deviation = |(pointer, expected)| Deviation {
        subject: subject.clone(),
        direction: Direction::Response,
        status: Some(call.status),
        pointer,
        expected,
    };
    found.into_iter().map(deviation).collect()
}

struct Exchange<'a> {
    document: &'a Document,
    call: &'a RestCall,
    operation: &'a Operation,
}

impl Exchange<'_> {
    fn deviation(&self, direction: Direction, pointer: impl Into<String>, expected: impl Into<String>) -> Deviation {
        Deviation {
            subject: format!("{} {}", self.operation.method, self.operation.route),
            direction,
            status: Some(self.call.status),
            pointer: pointer.into(),
            expected: expected.into(),
        }
    }

    fn against(&self, direction: Direction, schema: &str, value: &Value) -> Vec<Deviation> {
        let found = explain::findings(&self.document.validator(schema), value);
        found.into_iter().map(|(pointer, expected)| self.deviation(direction, pointer, expected)).collect()
    }

    fn check_response(&self) -> Vec<Deviation> {
        let status = self.call.status;
        let codes = [status.to_string(), format!("{}XX", status / 100)];
        let pointer = |code: &String| format!("{}/responses/{code}", self.operation.pointer);
        let Some(answer) = codes.iter().map(pointer).find_map(|pointer| self.document.place(&pointer)) else {
            // Servers may fail; the document does not say how.
            let known = if status < 500 { vec!["a status that the route has in the document"] } else { Vec::new() };
            return known.into_iter().map(|known| self.deviation(Direction::Response, "", known)).collect();
        };
        let schema = format!("{answer}/content/{JSON}/schema");
        match (self.document.at(&schema).is_some(), self.call.response.is_empty()) {
            (true, false) => self.against(Direction::Response, &schema, &self.call.response_body()),
            (true, true) => vec![self.deviation(Direction::Response, "", "a body, found none")],
            (false, false) => vec![self.deviation(Direction::Response, "", "no body, found one")],
            (false, true) => Vec::new(),
        }
    }

    fn check_request(&self) -> Vec<Deviation> {
        let body = format!("{}/requestBody", self.operation.pointer);
        let schema = format!("{body}/content/{JSON}/schema");
        let given = (!self.call.request.is_empty()).then(|| self.call.request_body());
        if self.document.at(&schema).is_none() {
            let nothing = given.is_none_or(|given| given.is_null() || given == json!({}));
            let forms = self.document.at(&body).is_some();
            let unasked = (!nothing && !forms).then(|| self.deviation(Direction::Request, "", "no body, found one"));
            return unasked.into_iter().collect();
        }
        let required = self.document.at(&body).is_some_and(|body| body["required"] == true);
        match given {
            Some(given) => self.against(Direction::Request, &schema, &given),
            // Discord takes an absent body for an empty object.
            None if required => self.against(Direction::Request, &schema, &json!({})),
            None => Vec::new(),
        }
    }

    fn check_parameters(&self) -> Vec<Deviation> {
        let mut all = self.check_path();
        let known = self.parameters("query");
        let mut found = Vec::new();
        for (name, text) in pairs(&self.call.query) {
            match known.iter().find(|(known, _)| *known == name) {
                Some((_, schema)) => found.extend(self.check_text(&format!("?{name}"), schema, &text)),
                None => found.push(self.deviation(Direction::Request, format!("?{name}"), "no such parameter")),
            }
        }
        all.extend(found);
        all
    }

    fn check_path(&self) -> Vec<Deviation> {
        let known = self.parameters("path");
        let parts = self.operation.route.split('/').zip(self.call.path.split('/'));
        let mut all = Vec::new();
        for (pattern, text) in parts.filter(|(pattern, _)| pattern.starts_with('{')) {
            let name = pattern.trim_matches(['{', '}']);
            match known.iter().find(|(known, _)| known == name) {
                Some((_, schema)) => all.extend(self.check_text(pattern, schema, text)),
                None => all.push(self.deviation(Direction::Request, pattern, "a schema in the document")),
            }
        }
        all
    }

    /// The parameters of a kind, and where their schemas are.
    fn parameters(&self, kind: &str) -> Vec<(String, String)> {
        let shared = format!("/paths/{}/parameters", escaped(&self.operation.route));
        let own = format!("{}/parameters", self.operation.pointer);
        let mut all = Vec::new();
        for list in [own, shared] {
            let entries = self.document.at(&list).and_then(Value::as_array);
            for (index, entry) in entries.into_iter().flatten().enumerate().filter(|(_, entry)| entry["in"] == kind) {
                all.push((entry["name"].as_str().unwrap_or_default().to_owned(), format!("{list}/{index}/schema")));
            }
        }
        all
    }

    /// A parameter is text; what it stands for is what its schema takes.
    fn check_text(&self, name: &str, schema: &str, text: &str) -> Vec<Deviation> {
        let validator = self.document.validator(schema);
        let candidates = readings(text);
        if candidates.iter().any(|value| validator.is_valid(value)) {
            return Vec::new();
        }
        let found = candidates.last().map(|value| explain::findings(&validator, value)).unwrap_or_default();
        found.into_iter().map(|(_, expected)| self.deviation(Direction::Request, name, expected)).collect()
    }
}

/// What a text in an address can stand for; the text itself comes last. Yes and no as Discord reads them
/// (`reference#boolean-query-strings`).
fn readings(text: &str) -> Vec<Value> {
    let mut all = Vec::new();
    all.extend(text.parse::<i64>().ok().map(Value::from));
    match text {
        "true" | "True" | "1" => all.push(true.into()),
        "false" | "False" | "0" => all.push(false.into()),
        _ => {}
    }
    all.push(text.into());
    all.push(json!([text]));
    all.rotate_right(1);
    all
}

/// The pairs of a query, decoded.
fn pairs(query: &str) -> Vec<(String, String)> {
    let given = query.split('&').filter(|pair| !pair.is_empty() && *pair != "?");
    given
        .map(|pair| pair.trim_start_matches('?').split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let text: Cow<'_, str> = if text.contains('+') { text.replace('+', " ").into() } else { text.into() };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = (first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escape.and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
