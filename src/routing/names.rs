//! Names of features: numbers made from words, the same on every machine, and maps by them.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A map by names.
pub(super) type ByName<V> = HashMap<u64, V, BuildHasherDefault<Named>>;

/// Names are hashes already; they are taken as they are.
#[derive(Default)]
pub(super) struct Named(u64);

impl Hasher for Named {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |name, byte| joined(name, u64::from(*byte)));
    }

    fn write_u64(&mut self, name: u64) {
        self.0 = name;
    }
}

/// The name of a text, by FNV-1a: small, and stable over machines and versions.
pub(super) fn name_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |name, byte| (name ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The name of two things in this order.
pub(super) fn joined(one: u64, other: u64) -> u64 {
    let mixed = (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
