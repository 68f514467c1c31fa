//! An offline Discord.
