//! What a scenario cost in calls: counted from the log of calls.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::wire::rest::RestCall;

/// How many calls were made, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All calls.
    pub calls: usize,
    /// Calls that were answered 429.
    pub rate_limited: usize,
    /// Calls that were answered with another error of the caller's, 400 to 499.
    pub refused: usize,
    /// Calls that were answered 500 or more.
    pub failed: usize,
    /// The same for each route: `POST /channels/{channel}/messages`.
    pub routes: BTreeMap<String, RouteTally>,
    /// How often each message was edited, by its id.
    pub edits: BTreeMap<String, usize>,
}

/// How many calls were made on a route.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RouteTally {
    /// All calls.
    pub calls: usize,
    /// Calls that were answered 429.
    pub rate_limited: usize,
}

impl Tally {
    pub(crate) fn of(calls: &[RestCall]) -> Self {
        let mut tally = Self::default();
        for call in calls {
            tally.add(call);
        }
        tally
    }

    /// Calls of a method on a route.
    pub fn of_route(&self, method: &str, route: &str) -> RouteTally {
        self.routes.get(&format!("{method} {route}")).cloned().unwrap_or_default()
    }

    fn add(&mut self, call: &RestCall) {
        let limited = usize::from(call.status == 429);
        self.calls += 1;
        self.rate_limited += limited;
        self.refused += usize::from((400..500).contains(&call.status)) - limited;
        self.failed += usize::from(call.status >= 500);
        let route = call.route.as_deref().unwrap_or("(no such route)");
        let of_route = self.routes.entry(format!("{} {route}", call.method)).or_default();
        of_route.calls += 1;
        of_route.rate_limited += limited;
        if let Some(message) = edited(call) {
            *self.edits.entry(message).or_default() += 1;
        }
    }
}

/// The message that a call has edited by the route for messages, or by that for an interaction's answer.
fn edited(call: &RestCall) -> Option<String> {
    if !(200..300).contains(&call.status) {
        return None;
    }
    let answers =
        call.method == "PATCH" && call.route.as_deref().is_some_and(|route| route.ends_with("/messages/{message}"));
    let body = answers.then(|| call.response_body())?;
    body["id"].as_str().map(str::to_owned)
}
