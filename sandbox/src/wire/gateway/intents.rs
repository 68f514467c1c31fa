//! Intents: which groups of events a session wants (`events/gateway#gateway-intents`).

/// A set of intents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Intents(u64);

impl Intents {
    pub(super) const GUILDS: Self = Self(1 << 0);
    pub(super) const GUILD_MEMBERS: Self = Self(1 << 1);
    pub(super) const GUILD_PRESENCES: Self = Self(1 << 8);
    pub(super) const GUILD_MESSAGES: Self = Self(1 << 9);
    pub(super) const GUILD_MESSAGE_REACTIONS: Self = Self(1 << 10);
    pub(super) const GUILD_MESSAGE_TYPING: Self = Self(1 << 11);
    pub(super) const DIRECT_MESSAGES: Self = Self(1 << 12);
    pub(super) const DIRECT_MESSAGE_REACTIONS: Self = Self(1 << 13);
    pub(super) const DIRECT_MESSAGE_TYPING: Self = Self(1 << 14);
    pub(super) const MESSAGE_CONTENT: Self = Self(1 << 15);
    pub(super) const GUILD_MESSAGE_POLLS: Self = Self(1 << 24);
    pub(super) const DIRECT_MESSAGE_POLLS: Self = Self(1 << 25);
    /// Those that an application must be granted.
    pub(super) const PRIVILEGED: Self = Self(1 << 1 | 1 << 8 | 1 << 15);
    /// All that Discord has given a meaning.
    const KNOWN: u64 = 0x1_FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;

    /// The set with these bits, if Discord knows them all.
    pub(super) fn from_bits(bits: u64) -> Option<Self> {
        (bits & !Self::KNOWN == 0).then_some(Self(bits))
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The bits that are in both.
    pub(super) const fn and(self, other: Self) -> u64 {
        self.0 & other.0
    }
}
