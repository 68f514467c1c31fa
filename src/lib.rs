//! Lanekeeper.
