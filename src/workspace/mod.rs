//! Teams, their people, their decisions and requests: values and rules, without Discord and without storage.

pub mod ids;
