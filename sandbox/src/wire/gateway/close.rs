//! How connections end, with the close codes of `topics/opcodes-and-status-codes`.

/// Why Discord closes a gateway connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum CloseCode {
    /// Nobody knows what went wrong.
    UnknownError = 4000,
    /// An opcode, or a payload for it, that does not exist.
    UnknownOpcode = 4001,
    /// A payload that cannot be read, or is over 4,096 bytes.
    DecodeError = 4002,
    /// A payload before identifying, or the session is somebody else's now.
    NotAuthenticated = 4003,
    /// A wrong token.
    AuthenticationFailed = 4004,
    /// A second identify payload.
    AlreadyAuthenticated = 4005,
    /// Resuming after something that was never sent.
    InvalidSequence = 4007,
    /// More than 120 payloads in a minute.
    RateLimited = 4008,
    /// Heartbeats stayed away, or the client reads too slowly.
    SessionTimedOut = 4009,
    /// A shard that cannot be.
    InvalidShard = 4010,
    /// More servers than one shard may have.
    ShardingRequired = 4011,
    /// Another version than 9 and 10.
    InvalidVersion = 4012,
    /// Intents that do not exist.
    InvalidIntents = 4013,
    /// Privileged intents that the application was not granted.
    DisallowedIntents = 4014,
}

impl CloseCode {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::UnknownError,
        Self::UnknownOpcode,
        Self::DecodeError,
        Self::NotAuthenticated,
        Self::AuthenticationFailed,
        Self::AlreadyAuthenticated,
        Self::InvalidSequence,
        Self::RateLimited,
        Self::SessionTimedOut,
        Self::InvalidShard,
        Self::ShardingRequired,
        Self::InvalidVersion,
        Self::InvalidIntents,
        Self::DisallowedIntents,
    ];

    /// Discord's number.
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The words in the close frame.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::UnknownError => "Unknown error.",
            Self::UnknownOpcode => "Unknown opcode.",
            Self::DecodeError => "Error while decoding payload.",
            Self::NotAuthenticated => "Not authenticated.",
            Self::AuthenticationFailed => "Authentication failed.",
            Self::AlreadyAuthenticated => "Already authenticated.",
            Self::InvalidSequence => "Invalid seq.",
            Self::RateLimited => "Rate limited.",
            Self::SessionTimedOut => "Session timed out.",
            Self::InvalidShard => "Invalid shard.",
            Self::ShardingRequired => "Sharding required.",
            Self::InvalidVersion => "Invalid API version.",
            Self::InvalidIntents => "Invalid intent(s).",
            Self::DisallowedIntents => "Disallowed intent(s).",
        }
    }

    /// Whether a client may connect again; otherwise it would fail in the same way again.
    pub const fn may_reconnect(self) -> bool {
        !matches!(self as u16, 4004 | 4010..=4014)
    }

    /// Whether the session can be resumed; otherwise the client must start a new one.
    pub const fn keeps_session(self) -> bool {
        self.may_reconnect() && !matches!(self, Self::InvalidSequence | Self::SessionTimedOut)
    }
}

/// Why a connection ends.
#[derive(Debug)]
pub(super) enum End {
    /// The client closed it, for good (1000, 1001) or not.
    ByClient { for_good: bool },
    /// The sandbox closes it.
    Close(CloseCode),
    /// A heartbeat stayed away for too long. The client is "forced to resume" (`events/gateway#heartbeat-interval`).
    Silence,
    /// It is cut off without a word.
    Cut,
    /// The session is over, or to be resumed; the connection may go on with another.
    Invalidated { resumable: bool },
    /// The sandbox stops.
    Stopping,
}

impl End {
    /// Whether the session can be resumed after this.
    pub(super) const fn keeps_session(&self) -> bool {
        match self {
            Self::ByClient { for_good } => !*for_good,
            Self::Close(code) => code.keeps_session(),
            Self::Silence | Self::Cut => true,
            Self::Invalidated { resumable } => *resumable,
            Self::Stopping => false,
        }
    }

    /// Code and words of the close frame, where there is one to send.
    pub(super) const fn frame(&self) -> Option<(u16, &'static str)> {
        match self {
            Self::ByClient { .. } | Self::Cut => None,
            Self::Close(code) => Some((code.number(), code.reason())),
            Self::Silence => Some((CloseCode::SessionTimedOut.number(), CloseCode::SessionTimedOut.reason())),
            Self::Invalidated { .. } => {
                Some((CloseCode::NotAuthenticated.number(), CloseCode::NotAuthenticated.reason()))
            }
            Self::Stopping => Some((1001, "The sandbox stops.")),
        }
    }
}

impl From<CloseCode> for End {
    fn from(code: CloseCode) -> Self {
        Self::Close(code)
    }
}
