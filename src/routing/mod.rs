//! From a text to the duty that it is about, and so to the role: pure, deterministic, explainable.
//!
//! A [`Router`] is made once from a handbook; [`Router::route`] reads one text and returns a [`Route`].

mod clean;
mod concepts;
mod contrast;
mod corpus;
mod evidence;
mod features;
mod maths;
mod model;
mod names;
mod nearest;
mod recipe;
mod route;
mod router;
mod spelling;
#[cfg(test)]
#[path = "../../tests/routing/compare.rs"]
mod tests;
mod tokens;
mod train;
mod verdict;
mod vocabulary;

pub use route::{Candidate, Evidence, Outcome, Route};
pub use router::Router;

// A router serves every thread at once.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Router>();
};
