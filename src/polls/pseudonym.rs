//! Who voted in an anonymous poll. While it is open, a ballot is filed under a pseudonym: a keyed hash of the person (HMAC with SHA-256)
//! under a key that this poll alone has. It lets a person change their vote and keeps them from casting two. At the close the key is
//! destroyed, and from then on nobody, the reader of the database included, can tell who cast which ballot: to try all people one would need
//! the key.
//!
//! Until the close, whoever can read the database can compute it, and the poll's contract says so.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    random::{NoRandomness, Random},
    workspace::ids::UserId,
};

/// How many bytes a key has.
pub const KEY_BYTES: usize = 32;

/// The key of one poll. It is not shown in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct PollKey([u8; KEY_BYTES]);

/// Who cast a ballot, as long as the poll's key exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; 32]);

impl PollKey {
    /// A new key.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers.
    pub fn made(random: &Random) -> Result<Self, NoRandomness> {
        let mut bytes = [0; KEY_BYTES];
        random.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The key with these bytes, as it was stored.
    #[must_use]
    pub const fn stored(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be stored while the poll is open.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// The name under which a person's ballot is filed.
    #[must_use]
    pub fn pseudonym(&self, person: UserId) -> Pseudonym {
        // A key shorter than the hash's block is filled up with zeros, says HMAC (RFC 2104, section 2).
        let mut block = [0; 64];
        block[..KEY_BYTES].copy_from_slice(&self.0);
        let keyed = Hmac::<Sha256>::new(&block.into());
        Pseudonym(keyed.chain_update(person.get().to_be_bytes()).finalize().into_bytes().into())
    }
}

impl fmt::Debug for PollKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PollKey(…)")
    }
}

impl Pseudonym {
    /// The pseudonym with these bytes, as it was stored.
    #[must_use]
    pub const fn stored(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be stored.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: u64) -> UserId {
        UserId::new(id).expect("not 0")
    }

    #[test]
    fn one_person_has_one_name_in_a_poll_and_another_in_the_next() {
        let random = Random::sequence(1);
        let key = PollKey::made(&random).expect("a sequence never fails");
        let other = PollKey::made(&random).expect("a sequence never fails");
        assert_eq!(key.pseudonym(person(7)), PollKey::stored(*key.bytes()).pseudonym(person(7)));
        assert_ne!(key.pseudonym(person(7)), key.pseudonym(person(8)));
        assert_ne!(key.pseudonym(person(7)), other.pseudonym(person(7)));
    }

    #[test]
    fn the_hash_is_hmac_with_sha_256() {
        // Key of 32 bytes 0x0b, message 00 00 00 00 00 00 00 01; the sum is Python's `hmac.new(key, message, "sha256")`.
        let name = PollKey::stored([0x0b; 32]).pseudonym(person(1));
        let hex: String = name.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "dbe6dbf41e172fa549f8a1b7022740bbdc263f0334135e672b64ea4dc908355e");
    }

    #[test]
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", PollKey::stored([7; KEY_BYTES])), "PollKey(…)");
    }
}
