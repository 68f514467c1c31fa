//! The contract: whether everything that goes over the wire is as Discord's own OpenAPI document says.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use discord_sandbox::{Options, Sandbox, contract::Contract};
//!
//! let watch = Contract::load("openapi.json")?.watch();
//! let sandbox = Sandbox::start(Options { observer: Some(watch.clone()), ..Options::default() }).await?;
//! // … whatever the test does …
//! watch.assert_kept();
//! # Ok(())
//! # }
//! ```
//!
//! The document is read as strictly as Discord means it: unions are exclusive even where they are written `anyOf`, a field that a
//! schema does not know is a deviation, `int32` is a range. What Discord's documentation says otherwise is one list, in
//! `corrections`. A call that was refused (4xx) is held to the document's error schema only: the bot may err, and was told so. A call
//! that was accepted although the document forbids it is a deviation in the direction of the request.
//!
//! | file | what is there |
//! | --- | --- |
//! | `document` | the document, tightened, with its schemas compiled as they are needed |
//! | `corrections` | where the document is known to be wrong, and who says so |
//! | `exchange` | one REST call |
//! | `events` | which schemas the objects in gateway events have |
//! | `explain` | what a validator found, in words |
//! | `watch` | an [`Observer`](crate::Observer) that collects |

mod corrections;
mod deviation;
mod document;
mod events;
mod exchange;
mod explain;
mod place;
#[cfg(test)]
mod tests;
mod tighten;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use serde_json::Value;

pub use self::deviation::{Deviation, Direction};
pub use self::place::for_tests;
pub use self::watch::Watch;

use self::document::Document;
use crate::RestCall;

/// Why there is no contract.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds no JSON.
    #[error("{path} is no JSON: {source}")]
    Parse {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The file holds something else.
    #[error("this is no OpenAPI 3.1 document: {0}")]
    NotOpenApi(String),
}

/// Discord's OpenAPI document, ready to be held against what is said. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Contract {
    document: Arc<Document>,
    unneeded: Arc<[String]>,
}

impl Contract {
    /// Reads the document.
    ///
    /// # Errors
    /// If the file cannot be read or is no OpenAPI 3.1 document.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        let path = path.as_ref().to_owned();
        let text = fs::read(&path).map_err(|source| LoadError::Read { path: path.clone(), source })?;
        Self::new(serde_json::from_slice(&text).map_err(|source| LoadError::Parse { path, source })?)
    }

    /// Takes the document as it is.
    ///
    /// # Errors
    /// If it is no OpenAPI 3.1 document.
    pub fn new(mut document: Value) -> Result<Self, LoadError> {
        let unneeded = corrections::apply(&mut document).into();
        Ok(Self { document: Arc::new(Document::new(document)?), unneeded })
    }

    /// Corrections that this document does not need, with the reason: it says itself what the correction says, or has no such place.
    pub fn unneeded_corrections(&self) -> &[String] {
        &self.unneeded
    }

    /// An observer for [`Options::observer`](crate::Options::observer) that holds everything against the document.
    pub fn watch(&self) -> Arc<Watch> {
        Arc::new(Watch::new(self.clone()))
    }

    /// What in a call, and in what it was answered, is not as the document says.
    pub fn check_call(&self, call: &RestCall) -> Vec<Deviation> {
        exchange::check(&self.document, call)
    }

    /// What in the data of a gateway event is not as the document says.
    pub fn check_event(&self, name: &str, data: &Value) -> Vec<Deviation> {
        events::check(&self.document, name, data)
    }
}
