//! What a test can do with an application's interactions endpoint.

use std::time::Duration;

use super::post::Signed;
use super::{Dated, EndpointCall, EndpointFailure, verification};
use crate::clock::Timestamp;
use crate::wire::Wire;
use crate::world::errors::ApiError;
use crate::world::ids::ApplicationId;

/// Real time after which an endpoint that says nothing is given up.
const PATIENCE: Duration = Duration::from_secs(3);

/// An application's interactions endpoint, as tests handle it.
#[derive(Clone, Debug)]
pub struct EndpointControls {
    wire: Wire,
    application: ApplicationId,
}

impl EndpointControls {
    pub(crate) fn new(wire: Wire, application: ApplicationId) -> Self {
        Self { wire, application }
    }

    /// The key that the endpoint checks signatures with, in hex; the application's `verify_key`.
    pub fn verify_key(&self) -> String {
        let state = self.wire.world.lock();
        state.applications.get(&self.application).map(|own| own.key.verify_key()).unwrap_or_default()
    }

    /// The endpoint's address, if there is one.
    pub fn url(&self) -> Option<String> {
        let state = self.wire.world.lock();
        state.applications.get(&self.application)?.endpoint.as_ref().map(ToString::to_string)
    }

    /// Sets the endpoint after trying it, as `PATCH /applications/@me` does: it must answer a PING and refuse a forged one with 401.
    /// Nothing takes it away; then interactions go to the gateway again.
    ///
    /// # Errors
    /// 50035 if it is not on loopback or does not stand the test.
    pub async fn set_url(&self, url: Option<&str>) -> Result<(), ApiError> {
        verification::set(&self.wire, self.application, url).await
    }

    /// Tries the endpoint again as Discord does from time to time, and takes it away if it fails. Whether there still is one.
    pub async fn check_routinely(&self) -> bool {
        verification::check_routinely(&self.wire, self.application).await
    }

    /// Sends a wrongly signed interaction: the latest one, or a PING. Returns the status that the endpoint gave, which should be 401.
    ///
    /// # Errors
    /// If there is no endpoint, or no answer.
    pub async fn send_forged_interaction(&self) -> Result<u16, EndpointFailure> {
        let request = match self.wire.endpoints.latest(self.application) {
            Some(latest) => Some(latest),
            None => {
                let address = verification::current(&self.wire, self.application);
                address.and_then(|address| verification::ping(&self.wire, self.application, &address))
            }
        };
        self.send(request.map(Signed::forged)).await
    }

    /// Sends the latest interaction again, byte for byte and with the same timestamp. Returns the status that the endpoint gave; its
    /// answer changes nothing.
    ///
    /// # Errors
    /// If no interaction was sent yet, or there is no answer.
    pub async fn replay(&self) -> Result<u16, EndpointFailure> {
        self.send(self.wire.endpoints.latest(self.application)).await
    }

    /// From now on signatures are dated by this clock, for a test whose endpoint goes by a clock of its own: what is dated otherwise
    /// than the endpoint's time is no longer fresh, and refused.
    pub fn dates_by(&self, clock: impl Fn() -> Timestamp + Send + 'static) {
        self.wire.endpoints.date_by(Dated::Other(Box::new(clock)));
    }

    /// From now on signatures are dated by the world's clock again.
    pub fn dates_by_the_world(&self) {
        self.wire.endpoints.date_by(Dated::World);
    }

    /// What came of the interactions that were sent, oldest first.
    pub fn calls(&self) -> Vec<EndpointCall> {
        self.wire.endpoints.calls(self.application)
    }

    /// Those calls as soon as they are as wished: an answer is shown a moment before its call is noted.
    pub async fn calls_when(&self, reached: impl Fn(&[EndpointCall]) -> bool) -> Vec<EndpointCall> {
        let mut noted = self.wire.endpoints.noted.subscribe();
        loop {
            let calls = self.calls();
            // The sender lives in `self`, so waiting cannot fail.
            if reached(&calls) || noted.changed().await.is_err() {
                return calls;
            }
        }
    }

    async fn send(&self, request: Option<Signed>) -> Result<u16, EndpointFailure> {
        let request = request.ok_or(EndpointFailure::Nothing)?;
        let answer = tokio::time::timeout(PATIENCE, self.wire.endpoints.client.send(&request)).await;
        let response = answer.map_err(|_| EndpointFailure::TimedOut)?.map_err(EndpointFailure::Unreachable)?;
        Ok(response.status().as_u16())
    }
}
