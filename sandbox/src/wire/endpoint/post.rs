//! Signed requests, as Discord sends them.

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, Response, header};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use super::address::Address;
use crate::clock::Timestamp;
use crate::world::signing::SigningKey;

/// What Discord calls itself when it sends interactions.
const USER_AGENT: &str = "Discord-Interactions/1.0 (+https://discord.com)";

/// A request with its signature.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    to: Address,
    timestamp: String,
    signature: String,
    body: Bytes,
}

impl Signed {
    /// Signs a body as sent now.
    pub(super) fn new(to: Address, key: &SigningKey, now: Timestamp, body: Bytes) -> Self {
        let timestamp = (now.millis() / 1_000).to_string();
        let signature = key.sign(&timestamp, &body);
        Self { to, timestamp, signature, body }
    }

    /// The same with a signature of the right form that is not the application's.
    pub(super) fn forged(mut self) -> Self {
        let other = SigningKey::from_seed(*b"whoever signs with it is a faker");
        self.signature = other.sign(&self.timestamp, &self.body);
        self
    }
}

/// Sends requests to endpoints; follows no redirects.
#[derive(Clone, Debug)]
pub(super) struct Client(legacy::Client<HttpConnector, Body>);

impl Default for Client {
    fn default() -> Self {
        Self(legacy::Client::builder(TokioExecutor::new()).build_http())
    }
}

impl Client {
    /// Sends a request; an error says in words why there is no answer.
    pub(super) async fn send(&self, signed: &Signed) -> Result<Response<Body>, String> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(signed.to.uri())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, USER_AGENT)
            .header("X-Signature-Ed25519", &signed.signature)
            .header("X-Signature-Timestamp", &signed.timestamp)
            .body(Body::from(signed.body.clone()))
            .map_err(|error| error.to_string())?;
        self.0.request(request).await.map(|response| response.map(Body::new)).map_err(|error| error.to_string())
    }
}
