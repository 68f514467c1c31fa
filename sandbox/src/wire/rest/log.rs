//! What the bots have asked for, for tests to look at.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use serde_json::Value;

/// How many calls are remembered.
const REMEMBERED: usize = 10_000;

/// A call of the REST API and what it was answered.
#[derive(Clone, Debug)]
pub struct RestCall {
    /// The HTTP method.
    pub method: String,
    /// The route's template (`/channels/{channel}/messages`), if there is such a route.
    pub route: Option<String>,
    /// The path below `/api/v10`, without the query.
    pub path: String,
    /// The query, as it is written.
    pub query: String,
    /// The HTTP status of the answer.
    pub status: u16,
    /// Discord's error code, if it was refused.
    pub code: Option<u32>,
    pub(crate) request: Bytes,
    pub(crate) response: Bytes,
}

impl RestCall {
    /// The body sent, or its JSON part; null if there was none.
    pub fn request_body(&self) -> Value {
        serde_json::from_slice(&self.request).unwrap_or_default()
    }

    /// The body answered; null if there was none.
    pub fn response_body(&self) -> Value {
        serde_json::from_slice(&self.response).unwrap_or_default()
    }
}

/// The latest calls, oldest first.
#[derive(Debug, Default)]
pub(crate) struct RestLog(Mutex<VecDeque<RestCall>>);

impl RestLog {
    pub(crate) fn enter(&self, call: RestCall) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == REMEMBERED {
            calls.pop_front();
        }
        calls.push_back(call);
    }

    /// The calls that are remembered.
    pub(crate) fn calls(&self) -> Vec<RestCall> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Forgets all calls.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
