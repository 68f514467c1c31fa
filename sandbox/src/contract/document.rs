//! The document: its operations, and its schemas, compiled as they are needed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use super::{LoadError, tighten};

/// What the document is called in references.
const NAME: &str = "discord:///openapi";

/// What a path item holds beside `parameters`.
const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

/// A method on a route, as the document has it.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) method: String,
    /// `/channels/{channel_id}`
    pub(super) route: String,
    /// Where it is in the document.
    pub(super) pointer: String,
}

#[derive(Debug)]
pub(super) struct Document {
    root: Value,
    operations: Vec<Operation>,
    registry: Registry<'static>,
    /// By pointer.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Document {
    pub(super) fn new(mut root: Value) -> Result<Self, LoadError> {
        if !root["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")) {
            return Err(LoadError::NotOpenApi(format!("its field `openapi` is {}", root["openapi"])));
        }
        tighten::tighten(&mut root);
        let registry = Registry::new().draft(Draft::Draft202012).add(NAME, root.clone()).and_then(|all| all.prepare());
        let registry = registry.map_err(|error| LoadError::NotOpenApi(error.to_string()))?;
        let operations = operations(&root);
        Ok(Self { root, operations, registry, validators: Mutex::default() })
    }

    /// The operation of a method on a concrete path. Where several routes fit, that with the most literal parts.
    pub(super) fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        let fitting = self.operations.iter().filter(|one| one.method == method && fits(&one.route, path));
        fitting.min_by_key(|one| one.route.matches('{').count())
    }

    /// What is at a pointer, references followed.
    pub(super) fn at(&self, pointer: &str) -> Option<&Value> {
        self.place(pointer).and_then(|place| self.root.pointer(&place))
    }

    /// Where that is which a pointer leads to, references followed.
    pub(super) fn place(&self, pointer: &str) -> Option<String> {
        let found = self.root.pointer(pointer)?;
        Some(found["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')).unwrap_or(pointer).to_owned())
    }

    /// The validator for the schema at a pointer.
    ///
    /// # Panics
    /// If the document has no schema there: then this module is wrong about the document.
    pub(super) fn validator(&self, pointer: &str) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = validators.get(pointer) {
            return Arc::clone(known);
        }
        let fragment = pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D");
        let schema = json!({"$ref": format!("{NAME}#{fragment}")});
        let options = jsonschema::options().with_draft(Draft::Draft202012).with_registry(&self.registry);
        let built = options.should_validate_formats(true).should_ignore_unknown_formats(true).build(&schema);
        let built = Arc::new(built.unwrap_or_else(|error| panic!("the document has no schema at {pointer}: {error}")));
        validators.insert(pointer.to_owned(), Arc::clone(&built));
        built
    }
}

fn operations(root: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (route, item) in root["paths"].as_object().into_iter().flatten() {
        for method in METHODS.iter().filter(|method| item[**method].is_object()) {
            let pointer = format!("/paths/{}/{method}", escaped(route));
            all.push(Operation { method: method.to_uppercase(), route: route.clone(), pointer });
        }
    }
    all
}

/// A name as a part of a JSON pointer.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Whether a path is one of a route's.
fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    let part = |(pattern, part): (&&str, &&str)| pattern.starts_with('{') && !part.is_empty() || pattern == part;
    route.len() == path.len() && route.iter().zip(&path).all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_literal_route_is_meant() {
        let item = json!({"get": {}});
        let paths = json!({"/users/{user_id}": item, "/users/@me": item, "/users/{user_id}/x": item});
        let document = Document::new(json!({"openapi": "3.1.0", "paths": paths})).expect("a document");
        let route = |path| document.operation("GET", path).map(|operation| operation.route.as_str());
        assert_eq!(route("/users/@me"), Some("/users/@me"));
        assert_eq!(route("/users/1"), Some("/users/{user_id}"));
        assert_eq!(route("/users/"), None);
    }

    #[test]
    fn something_else_is_not_taken_for_a_document() {
        let error = Document::new(json!({"openapi": "2.0"})).expect_err("an old document");
        assert_eq!(error.to_string(), r#"this is no OpenAPI 3.1 document: its field `openapi` is "2.0""#);
    }
}
