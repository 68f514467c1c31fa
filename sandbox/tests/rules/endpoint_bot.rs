//! A bot's endpoint for interactions, as small as it can be.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use crate::play::Play;

/// What the endpoint does with interactions.
pub(crate) type Script = fn(Value) -> Response;

/// An endpoint as a bot has it: it checks signatures, answers PINGs, and does with the rest what its script says.
pub(crate) struct Bot {
    pub(crate) url: String,
    received: mpsc::UnboundedReceiver<(HeaderMap, Value)>,
    app: Arc<App>,
}

struct App {
    key: Mutex<Option<VerifyingKey>>,
    script: Script,
    received: mpsc::UnboundedSender<(HeaderMap, Value)>,
    /// Becomes true when answers may go out.
    open: watch::Sender<bool>,
}

pub(crate) async fn bot(script: Script) -> Bot {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/interactions", listener.local_addr().expect("it listens"));
    let (sent, received) = mpsc::unbounded_channel();
    let app = Arc::new(App { key: Mutex::default(), script, received: sent, open: watch::Sender::new(true) });
    let router = axum::Router::new().route("/interactions", post(serve)).with_state(Arc::clone(&app));
    tokio::spawn(async { axum::serve(listener, router).await });
    Bot { url, received, app }
}

async fn serve(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let key = *app.key.lock().expect("nobody panicked");
    if key.is_some_and(|key| !is_genuine(&key, &headers, &body)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let payload: Value = serde_json::from_slice(&body).expect("JSON");
    if payload["type"] == 1 {
        return answer(200, json!({"type": 1}));
    }
    app.received.send((headers, payload.clone())).expect("the test listens");
    app.open.subscribe().wait_for(|open| *open).await.expect("the test goes on");
    (app.script)(payload)
}

fn is_genuine(key: &VerifyingKey, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signature = from_hex(header("x-signature-ed25519")).and_then(|bytes| Signature::from_slice(&bytes).ok());
    let signed = [header("x-signature-timestamp").as_bytes(), body].concat();
    signature.is_some_and(|signature| key.verify_strict(&signed, &signature).is_ok())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = (0..text.len()).step_by(2);
    pairs.map(|start| u8::from_str_radix(text.get(start..start + 2)?, 16).ok()).collect()
}

pub(crate) fn answer(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

pub(crate) fn says(content: &str) -> Response {
    answer(200, json!({"type": 4, "data": {"content": content}}))
}

impl Bot {
    /// No longer checks signatures.
    pub(crate) fn trusts_anybody(&self) {
        *self.app.key.lock().expect("nobody panicked") = None;
    }

    /// Holds its answers back from now on.
    pub(crate) fn hold(&self) {
        self.app.open.send_replace(false);
    }

    /// Takes over the key with which this sandbox signs.
    pub(crate) fn trusts(&self, play: &Play) {
        let key = from_hex(&play.sandbox.endpoint().verify_key()).expect("hex");
        let key = VerifyingKey::try_from(key.as_slice()).expect("a key");
        *self.app.key.lock().expect("nobody panicked") = Some(key);
    }

    pub(crate) async fn received(&mut self) -> (HeaderMap, Value) {
        self.received.recv().await.expect("the endpoint stands")
    }
}
