//! The permission bits (`topics/permissions#permissions-bitwise-permission-flags`).

use std::ops::{BitAnd, BitOr, BitOrAssign, Sub};

use serde::{Serialize, Serializer};

/// A set of permission bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions(u64);

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Permissions {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
            /// Every permission that there is.
            pub const ALL: Self = Self($(1 << $bit)|*);
        }
    };
}

permissions! {
    /// Invite others.
    CREATE_INSTANT_INVITE = 0;
    /// Remove members.
    KICK_MEMBERS = 1;
    /// Ban members.
    BAN_MEMBERS = 2;
    /// Everything, and past every overwrite.
    ADMINISTRATOR = 3;
    /// Create, change and delete channels.
    MANAGE_CHANNELS = 4;
    /// Change the server's settings.
    MANAGE_GUILD = 5;
    /// Add a reaction that is not there yet.
    ADD_REACTIONS = 6;
    /// Read the audit log.
    VIEW_AUDIT_LOG = 7;
    /// Speak with priority.
    PRIORITY_SPEAKER = 8;
    /// Go live.
    STREAM = 9;
    /// See a channel at all.
    VIEW_CHANNEL = 10;
    /// Post in channels (not in threads).
    SEND_MESSAGES = 11;
    /// Post text-to-speech messages.
    SEND_TTS_MESSAGES = 12;
    /// Delete and pin others' messages.
    MANAGE_MESSAGES = 13;
    /// Have links and embeds shown.
    EMBED_LINKS = 14;
    /// Upload files.
    ATTACH_FILES = 15;
    /// Read what was posted earlier.
    READ_MESSAGE_HISTORY = 16;
    /// Mention everyone, here, and roles that are not mentionable.
    MENTION_EVERYONE = 17;
    /// Use other servers' emoji.
    USE_EXTERNAL_EMOJIS = 18;
    /// See the server's statistics.
    VIEW_GUILD_INSIGHTS = 19;
    /// Join voice channels.
    CONNECT = 20;
    /// Speak in voice channels.
    SPEAK = 21;
    /// Mute others.
    MUTE_MEMBERS = 22;
    /// Deafen others.
    DEAFEN_MEMBERS = 23;
    /// Move others between voice channels.
    MOVE_MEMBERS = 24;
    /// Speak without push-to-talk.
    USE_VAD = 25;
    /// Change one's own nickname.
    CHANGE_NICKNAME = 26;
    /// Change others' nicknames.
    MANAGE_NICKNAMES = 27;
    /// Change roles and overwrites.
    MANAGE_ROLES = 28;
    /// Manage webhooks.
    MANAGE_WEBHOOKS = 29;
    /// Manage emoji, stickers and sounds.
    MANAGE_GUILD_EXPRESSIONS = 30;
    /// Use application commands.
    USE_APPLICATION_COMMANDS = 31;
    /// Ask to speak on a stage.
    REQUEST_TO_SPEAK = 32;
    /// Manage scheduled events.
    MANAGE_EVENTS = 33;
    /// Archive, delete and see all threads.
    MANAGE_THREADS = 34;
    /// Create public threads.
    CREATE_PUBLIC_THREADS = 35;
    /// Create private threads.
    CREATE_PRIVATE_THREADS = 36;
    /// Use other servers' stickers.
    USE_EXTERNAL_STICKERS = 37;
    /// Post in threads.
    SEND_MESSAGES_IN_THREADS = 38;
    /// Use activities.
    USE_EMBEDDED_ACTIVITIES = 39;
    /// Time members out.
    MODERATE_MEMBERS = 40;
    /// See what role subscriptions earn.
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 41;
    /// Use the soundboard.
    USE_SOUNDBOARD = 42;
    /// Create emoji, stickers and sounds.
    CREATE_GUILD_EXPRESSIONS = 43;
    /// Create scheduled events.
    CREATE_EVENTS = 44;
    /// Use other servers' sounds.
    USE_EXTERNAL_SOUNDS = 45;
    /// Send voice messages.
    SEND_VOICE_MESSAGES = 46;
    /// Set a voice channel's status.
    SET_VOICE_CHANNEL_STATUS = 48;
    /// Create polls.
    SEND_POLLS = 49;
    /// Let user-installed applications answer publicly.
    USE_EXTERNAL_APPS = 50;
    /// Pin messages.
    PIN_MESSAGES = 51;
    /// Post past the slow mode.
    BYPASS_SLOWMODE = 52;
}

impl Permissions {
    /// No permission.
    pub const NONE: Self = Self(0);

    /// The bits as Discord numbers them; unknown ones are kept, as Discord may add some.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The bits as a number.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Both sets together, for constants.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `wanted` is in this set.
    pub const fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }
}

impl BitOr for Permissions {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for Permissions {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}

impl BitAnd for Permissions {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// The bits of the first set that are not in the second.
impl Sub for Permissions {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
