//! Reactions and votes over HTTP.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::routing::{get, post, put};
use serde::Deserialize;

use super::{Outcome, body, id, json_response, nothing, person};
use crate::wire::Wire;
use crate::world::ids::MessageId;

pub(super) fn routes() -> Router<Wire> {
    Router::new()
        .route("/{user}/messages/{message}/reactions/{emoji}", put(react).delete(unreact))
        .route("/{user}/messages/{message}/pin", put(pin).delete(unpin))
        .route("/{user}/messages/{message}/vote", put(vote))
        .route("/{user}/messages/{message}/expire", post(end_poll))
        .route("/{user}/messages/{message}/answers/{answer}", get(voters))
}

async fn react(State(wire): State<Wire>, Path((user, message, emoji)): Path<(String, String, String)>) -> Outcome {
    wire.people.react(person(&wire, &user)?, id("message", &message)?, &emoji)?;
    nothing()
}

async fn unreact(State(wire): State<Wire>, Path((user, message, emoji)): Path<(String, String, String)>) -> Outcome {
    wire.people.unreact(person(&wire, &user)?, id("message", &message)?, &emoji)?;
    nothing()
}

async fn pin(State(wire): State<Wire>, Path((user, message)): Path<(String, String)>) -> Outcome {
    wire.people.pin(person(&wire, &user)?, id("message", &message)?)?;
    nothing()
}

async fn unpin(State(wire): State<Wire>, Path((user, message)): Path<(String, String)>) -> Outcome {
    wire.people.unpin(person(&wire, &user)?, id("message", &message)?)?;
    nothing()
}

#[derive(Deserialize)]
struct Vote {
    answer_ids: Vec<u64>,
}

async fn vote(State(wire): State<Wire>, Path((user, message)): Path<(String, String)>, bytes: Bytes) -> Outcome {
    let (user, message): (_, MessageId) = (person(&wire, &user)?, id("message", &message)?);
    wire.people.vote(user, message, &body::<Vote>(&bytes)?.answer_ids)?;
    nothing()
}

async fn end_poll(State(wire): State<Wire>, Path((user, message)): Path<(String, String)>) -> Outcome {
    json_response(&wire.people.end_poll(person(&wire, &user)?, id("message", &message)?)?)
}

async fn voters(State(wire): State<Wire>, Path((user, message, answer)): Path<(String, String, String)>) -> Outcome {
    let voters = wire.people.voters(person(&wire, &user)?, id("message", &message)?, id("answer", &answer)?)?;
    json_response(&voters.into())
}
