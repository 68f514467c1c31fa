//! Snowflakes: ids that carry their own time, one type for each kind of thing.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::clock::Timestamp;

/// The first second of 2015, in milliseconds since the Unix epoch: Discord's year zero.
pub const DISCORD_EPOCH: u64 = 1_420_070_400_000;

/// Which of Discord's workers made an id; here there is one.
const WORKER: u64 = 1 << 17;

/// Hands out strictly increasing snowflakes.
#[derive(Debug, Default)]
pub(crate) struct IdSource {
    last: u64,
}

impl IdSource {
    /// The next id at `now`. More than 4,096 ids within a millisecond borrow from the next one.
    pub(crate) fn next<T: From<u64>>(&mut self, now: Timestamp) -> T {
        let millis = now.millis().saturating_sub(DISCORD_EPOCH) << 22;
        let fresh = millis | WORKER;
        self.last = if fresh > self.last { fresh } else { following(self.last) };
        self.last.into()
    }
}

/// The snowflake after `last` of the same worker.
fn following(last: u64) -> u64 {
    let sequence = (last & 0xFFF) + 1;
    if sequence > 0xFFF { (((last >> 22) + 1) << 22) | WORKER } else { last + 1 }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The snowflake as a number.
            pub const fn get(self) -> u64 {
                self.0
            }

            /// When this id was made.
            pub const fn created(self) -> Timestamp {
                Timestamp::from_millis((self.0 >> 22) + DISCORD_EPOCH)
            }
        }

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self(number)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

ids! {
    /// Names a user, be it a person or a bot.
    UserId
    /// Names a server.
    GuildId
    /// Names a channel or a thread.
    ChannelId
    /// Names a message.
    MessageId
    /// Names a role.
    RoleId
    /// Names an application, the thing that a bot user belongs to.
    ApplicationId
    /// Names an application command.
    CommandId
    /// Names an interaction.
    InteractionId
    /// Names an uploaded file.
    AttachmentId
    /// Names an emoji that a server has made.
    EmojiId
}

impl GuildId {
    /// The role that everybody in the server has; it shares the server's id.
    pub const fn everyone(self) -> RoleId {
        RoleId(self.0)
    }
}

impl ApplicationId {
    /// The application's bot user, which shares its id.
    pub const fn bot(self) -> UserId {
        UserId(self.0)
    }
}

impl MessageId {
    /// The thread that hangs on this message, which shares its id.
    pub const fn thread(self) -> ChannelId {
        ChannelId(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_their_time_and_keep_growing_within_a_millisecond() {
        let now = Timestamp::from_millis(DISCORD_EPOCH + 5);
        let mut source = IdSource::default();
        let ids: Vec<MessageId> = (0..5_000).map(|_| source.next(now)).collect();
        assert_eq!(ids[0].created(), now);
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(ids[4_999].created(), Timestamp::from_millis(DISCORD_EPOCH + 6));
    }

    #[test]
    fn a_clock_that_stands_still_or_steps_back_never_repeats_an_id() {
        let mut source = IdSource::default();
        let later: UserId = source.next(Timestamp::from_millis(DISCORD_EPOCH + 9));
        let earlier: UserId = source.next(Timestamp::from_millis(DISCORD_EPOCH + 3));
        assert!(earlier > later);
    }
}
