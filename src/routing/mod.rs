//! From a text to the duty that it is about, and so to the role: pure, deterministic, explainable.
//!
//! A [`Router`] is made once from a handbook; [`Router::route`] reads one text and returns a [`Route`].

mod route;

pub use route::{Candidate, Evidence, Outcome, Route};
