//! Ids: Discord's, and our own. Each kind is a type of its own, so that none is taken for another.

use std::{fmt, num::NonZeroU64, str::FromStr};

use crate::clock::Timestamp;

/// A text or number that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// Ids that Discord gives (snowflakes): whole numbers from 1.
macro_rules! snowflakes {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU64);

        impl $name {
            /// The id with this number.
            ///
            /// # Errors
            /// For 0.
            pub fn new(number: u64) -> Result<Self, NotAnId> {
                NonZeroU64::new(number).map(Self).ok_or(NotAnId)
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0.get()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<NonZeroU64> for $name {
            fn from(number: NonZeroU64) -> Self {
                Self(number)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map_err(|_| NotAnId).and_then(Self::new)
            }
        }
    )*};
}

snowflakes! {
    /// A server.
    GuildId;
    /// A channel or thread.
    ChannelId;
    /// A person, be they a member here or not.
    UserId;
    /// A role of a server, which is not a role of the handbook.
    ServerRoleId;
    /// A message.
    MessageId;
}

/// When our ids begin, in milliseconds since the Unix epoch: 1 January 2026.
const EPOCH: i64 = 1_767_225_600_000;

/// How many of an id's 63 bits are random; those before it are the time.
const RANDOM_BITS: u32 = 22;

/// An id as text: digits and letters that are not taken for each other (Crockford's Base32, in lower case).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The most letters that an id has as text.
pub const LONGEST_ID: usize = 13;

/// Ids that we give: the time in milliseconds, then random bits, so that several processes give different ones and later ones are
/// greater. As text they have at most [`LONGEST_ID`] letters.
macro_rules! own_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// A new id, made at this moment with this randomness.
            #[must_use]
            pub fn made(at: Timestamp, randomness: u64) -> Self {
                Self(made(at, randomness))
            }

            /// The id with this number, as it was stored.
            ///
            /// # Errors
            /// For negative numbers, which are never given.
            pub fn new(number: i64) -> Result<Self, NotAnId> {
                if number < 0 { Err(NotAnId) } else { Ok(Self(number)) }
            }

            /// The number, to be stored.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_text(self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                from_text(text).map(Self)
            }
        }
    )*};
}

own_ids! {
    /// A team.
    TeamId;
    /// A decision.
    DecisionId;
    /// A request.
    RequestId;
    /// A proposed correction.
    CorrectionId;
    /// A poll.
    PollId;
    /// One person's run through an assessment.
    SittingId;
    /// A team's run through an assessment.
    RoundId;
    /// Something that is to happen at a time.
    DeadlineId;
}

impl DeadlineId {
    /// The id of the only deadline of this kind about this subject: a hash of both (FNV-1a, 64 bits without the sign).
    #[must_use]
    pub fn of_parts(kind: &str, subject: i64) -> Self {
        let bytes = kind.bytes().chain([0]).chain(subject.to_le_bytes());
        Self((hash(bytes) >> 1).cast_signed())
    }
}

/// A hash that is the same in every version (FNV-1a, 64 bits).
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn made(at: Timestamp, randomness: u64) -> i64 {
    let time = at.millis().saturating_sub(EPOCH).clamp(0, (1 << (63 - RANDOM_BITS)) - 1);
    let random = randomness & ((1 << RANDOM_BITS) - 1);
    time << RANDOM_BITS | i64::try_from(random).unwrap_or(0)
}

fn to_text(number: i64) -> String {
    let mut letters = Vec::with_capacity(LONGEST_ID);
    let mut rest = number;
    loop {
        letters.push(ALPHABET[(rest & 31) as usize]);
        rest >>= 5;
        if rest == 0 {
            break;
        }
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

fn from_text(text: &str) -> Result<i64, NotAnId> {
    if text.is_empty() || text.len() > LONGEST_ID {
        return Err(NotAnId);
    }
    let mut number: i64 = 0;
    for letter in text.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == letter).ok_or(NotAnId)?;
        number = number.checked_mul(32).ok_or(NotAnId)? | i64::try_from(digit).map_err(|_| NotAnId)?;
    }
    // One way of writing each number: no leading zeros.
    if to_text(number) == text { Ok(number) } else { Err(NotAnId) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_ids_are_read_back_from_their_text() {
        for number in [0, 1, 31, 32, i64::MAX] {
            let id = TeamId::new(number).expect("not negative");
            assert!(id.to_string().len() <= LONGEST_ID);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn texts_that_we_did_not_write_are_no_ids() {
        for text in ["", "00", "01", "u", "A", "-1", "zzzzzzzzzzzzz", "00000000000000", "1 "] {
            assert_eq!(text.parse::<TeamId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn later_ids_are_greater_and_randomness_tells_those_of_one_moment_apart() {
        let at = Timestamp::from_millis(EPOCH + 5);
        let later = Timestamp::from_millis(EPOCH + 6);
        assert!(TeamId::made(at, u64::MAX) < TeamId::made(later, 0));
        assert_ne!(TeamId::made(at, 1), TeamId::made(at, 2));
        assert!(TeamId::made(Timestamp::from_millis(i64::MIN), u64::MAX).get() >= 0);
        assert!(TeamId::made(Timestamp::from_millis(i64::MAX), u64::MAX).get() > 0);
    }

    #[test]
    fn discords_ids_are_positive() {
        assert_eq!(GuildId::new(0), Err(NotAnId));
        assert_eq!("1300000000000000000".parse::<UserId>().map(UserId::get), Ok(1_300_000_000_000_000_000));
    }
}
