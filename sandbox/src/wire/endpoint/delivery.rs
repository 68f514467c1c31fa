//! Taking an interaction to its endpoint, and the answer back.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::mpsc::UnboundedReceiver;

use super::address::Address;
use crate::wire::rest::{self, Payload, RestCall};
use crate::wire::{Wire, objects};
use crate::world::errors::ApiError;
use crate::world::ids::{ApplicationId, InteractionId};
use crate::world::interactions::{Interaction, Stage};

/// What came of sending an interaction to its endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointCall {
    /// Whose endpoint it is.
    pub application: ApplicationId,
    /// The interaction that was sent.
    pub interaction: InteractionId,
    /// Whether the endpoint answered it, or took it to answer over REST; otherwise what was wrong.
    pub outcome: Result<(), EndpointFailure>,
}

/// What is wrong with an endpoint's answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EndpointFailure {
    /// The application has no endpoint, or has been sent nothing yet.
    #[error("there is nothing to send, or nowhere to send it")]
    Nothing,
    /// There is no answer; in words, why.
    #[error("the endpoint did not answer: {0}")]
    Unreachable(String),
    /// There was no answer within three seconds.
    #[error("the endpoint did not answer in time")]
    TimedOut,
    /// Another status than 200, or 202 without a body.
    #[error("the endpoint answered with status {0}")]
    Status(u16),
    /// The body is no valid answer, or the interaction has one already.
    #[error("the endpoint's answer was refused: {0}")]
    Refused(ApiError),
}

/// Delivers interactions until the sandbox stops.
pub(crate) async fn deliver_all(wire: Wire, mut outgoing: UnboundedReceiver<Arc<Interaction>>) {
    loop {
        let interaction = tokio::select! {
            Some(interaction) = outgoing.recv() => interaction,
            () = wire.stopped() => return,
        };
        let wire = wire.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = deliver(&wire, &interaction) => {}
                () = wire.stopped() => {}
            }
        });
    }
}

async fn deliver(wire: &Wire, interaction: &Interaction) {
    let Some(to) = interaction.endpoint.as_deref().and_then(Address::parse) else {
        return;
    };
    // A millisecond later than the last moment, so that an answer at that moment is still in time.
    let too_late = interaction.acknowledge_by().plus(Duration::from_millis(1));
    let outcome = tokio::select! {
        outcome = ask(wire, to, interaction) => outcome,
        () = wire.world.clock().sleep_until(too_late) => Err(EndpointFailure::TimedOut),
    };
    if let Err(failure) = &outcome {
        tracing::warn!(interaction = %interaction.id, %failure, "an interactions endpoint did not do");
        let mut state = wire.world.lock();
        if state.interactions.get(&interaction.id).is_some_and(|interaction| interaction.stage == Stage::Pending) {
            state.fail(interaction.id, "The application did not respond");
        }
    }
    wire.endpoints.enter(EndpointCall { application: interaction.application, interaction: interaction.id, outcome });
}

/// Sends an interaction and takes the answer (`interactions/receiving-and-responding#interaction-callback`).
async fn ask(wire: &Wire, to: Address, interaction: &Interaction) -> Result<(), EndpointFailure> {
    let signed = {
        let state = wire.world.lock();
        let body = objects::interaction(&state, interaction);
        wire.note_delivery(&body);
        let application = state.applications.get(&interaction.application).ok_or(EndpointFailure::Nothing)?;
        wire.endpoints.sign(to, &application.key, state.now(), body.into())
    };
    wire.endpoints.remember(interaction.application, signed.clone());
    let response = wire.endpoints.client.send(&signed).await.map_err(EndpointFailure::Unreachable)?;
    let (head, body) = response.into_parts();
    let status = head.status.as_u16();
    let payload = rest::read_body(&head.headers, body).await;
    match (status, payload) {
        (202, Ok(payload)) if payload.is_empty() => Ok(()),
        (200, payload) => {
            let said = payload.as_ref().map(|payload| payload.json.clone()).unwrap_or_default();
            let taken = payload.and_then(|payload| answer(wire, interaction.id, &payload));
            wire.note_answer(&as_callback(interaction, said, &taken));
            taken.map_err(EndpointFailure::Refused)
        }
        _ => Err(EndpointFailure::Status(status)),
    }
}

fn answer(wire: &Wire, interaction: InteractionId, payload: &Payload) -> Result<(), ApiError> {
    rest::take_answer(&mut wire.world.lock(), interaction, payload).map(drop)
}

/// The callback that an answer stands for (`interactions/receiving-and-responding#responding-to-an-interaction`).
fn as_callback(interaction: &Interaction, said: Bytes, taken: &Result<(), ApiError>) -> RestCall {
    let error = taken.as_ref().err();
    RestCall {
        method: "POST".into(),
        route: Some("/interactions/{interaction}/{token}/callback".into()),
        path: format!("/interactions/{}/{}/callback", interaction.id, interaction.token),
        query: String::new(),
        status: error.map_or(204, |error| error.status),
        code: error.map(|error| error.code),
        request: said,
        response: error.map(|error| error.to_json().to_string().into()).unwrap_or_default(),
    }
}
