//! The keys with which interactions are signed that go to an application's endpoint.

use std::fmt::Write;

use ed25519_dalek::Signer;

use super::ids::ApplicationId;

/// An application's Ed25519 key.
#[derive(Clone, Debug)]
pub(crate) struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key that an application has unless it is given another: always the same for the same id, and no secret.
    pub(crate) fn of(application: ApplicationId) -> Self {
        let mut seed = *b"offline-sandbox-key-for-000000__";
        seed[24..].copy_from_slice(&application.get().to_be_bytes());
        Self::from_seed(seed)
    }

    pub(crate) fn from_seed(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// The public half in hex, which is `verify_key` in application objects.
    pub(crate) fn verify_key(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    /// The signature in hex of a body sent at `timestamp`.
    pub(crate) fn sign(&self, timestamp: &str, body: &[u8]) -> String {
        hex(&self.0.sign(&[timestamp.as_bytes(), body].concat()).to_bytes())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
