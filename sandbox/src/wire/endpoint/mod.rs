//! Interactions over HTTP: an application that has set an interactions endpoint URL is sent them there, signed, and not over the gateway
//! (`interactions/overview#preparing-for-interactions`).

mod address;
mod controls;
mod delivery;
mod post;
mod verification;

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, PoisonError};

pub use self::controls::EndpointControls;
pub use self::delivery::{EndpointCall, EndpointFailure};

pub(crate) use self::address::Address;
pub(crate) use self::delivery::deliver_all;
pub(crate) use self::verification::set;

use axum::body::Bytes;
use tokio::sync::watch;

use self::post::{Client, Signed};
use crate::clock::Timestamp;
use crate::world::ids::ApplicationId;
use crate::world::signing::SigningKey;

/// How many deliveries are remembered.
const REMEMBERED: usize = 10_000;

/// What all deliveries share.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    client: Client,
    calls: Mutex<VecDeque<EndpointCall>>,
    latest: Mutex<HashMap<ApplicationId, Signed>>,
    /// Changes with every call.
    noted: watch::Sender<()>,
    dated: Mutex<Dated>,
}

/// What signatures are dated by.
#[derive(Default)]
enum Dated {
    /// The world's time.
    #[default]
    World,
    Other(Box<dyn Fn() -> Timestamp + Send>),
}

impl fmt::Debug for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::World => "World",
            Self::Other(_) => "Other",
        })
    }
}

impl Endpoints {
    fn date_by(&self, dated: Dated) {
        *self.dated.lock().unwrap_or_else(PoisonError::into_inner) = dated;
    }

    /// A request that is signed now.
    fn sign(&self, to: Address, key: &SigningKey, now: Timestamp, body: Bytes) -> Signed {
        let date = match &*self.dated.lock().unwrap_or_else(PoisonError::into_inner) {
            Dated::World => now,
            Dated::Other(clock) => clock(),
        };
        Signed::new(to, key, date, body)
    }

    fn enter(&self, call: EndpointCall) {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == REMEMBERED {
            calls.pop_front();
        }
        calls.push_back(call);
        drop(calls);
        self.noted.send_replace(());
    }

    fn calls(&self, application: ApplicationId) -> Vec<EndpointCall> {
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().filter(|call| call.application == application).cloned().collect()
    }

    fn remember(&self, application: ApplicationId, request: Signed) {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).insert(application, request);
    }

    /// The interaction that the application was sent last, as it was sent.
    fn latest(&self, application: ApplicationId) -> Option<Signed> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).get(&application).cloned()
    }
}
