//! How connections end, with the close codes of `topics/opcodes-and-status-codes`.

/// Why a connection ends.
#[derive(Debug)]
pub(super) enum End {
    /// The client closed it, for good (1000, 1001) or not.
    ByClient { for_good: bool },
    /// The sandbox closes it, with Discord's code.
    Close(u16, &'static str),
    /// The sandbox stops.
    Stopping,
}

pub(super) const UNKNOWN_OPCODE: End = End::Close(4001, "Unknown opcode.");
pub(super) const DECODE_ERROR: End = End::Close(4002, "Error while decoding payload.");
pub(super) const NOT_AUTHENTICATED: End = End::Close(4003, "Not authenticated.");
pub(super) const AUTHENTICATION_FAILED: End = End::Close(4004, "Authentication failed.");
pub(super) const ALREADY_AUTHENTICATED: End = End::Close(4005, "Already authenticated.");
pub(super) const INVALID_SEQUENCE: End = End::Close(4007, "Invalid seq.");
pub(super) const RATE_LIMITED: End = End::Close(4008, "Rate limited.");
pub(super) const SESSION_TIMED_OUT: End = End::Close(4009, "Session timed out.");
pub(super) const INVALID_SHARD: End = End::Close(4010, "Invalid shard.");
pub(super) const INVALID_VERSION: End = End::Close(4012, "Invalid API version.");
pub(super) const INVALID_INTENTS: End = End::Close(4013, "Invalid intent(s).");
pub(super) const DISALLOWED_INTENTS: End = End::Close(4014, "Disallowed intent(s).");
