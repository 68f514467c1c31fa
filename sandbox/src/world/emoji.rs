//! Emoji: Unicode's, and those that servers make for themselves.

use super::State;
use super::channels::Channel;
use super::errors::ApiError;
use super::ids::{EmojiId, UserId};
use super::permissions::Permissions;

/// An emoji that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Emoji {
    /// One of Unicode's, in its fully qualified form.
    Unicode(&'static str),
    /// One of a server's own.
    Custom(CustomEmoji),
}

/// An emoji that a server has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CustomEmoji {
    pub(crate) id: EmojiId,
    pub(crate) name: String,
    pub(crate) animated: bool,
}

/// How an emoji is named in a path or a body; it need not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EmojiName {
    Unicode(String),
    Custom(EmojiId),
}

impl EmojiName {
    /// Reads `name:id` (of custom emoji the id counts alone), or the emoji itself.
    pub(crate) fn parse(text: &str) -> Self {
        let id = text.rsplit_once(':').and_then(|(_, id)| id.parse().ok());
        id.map_or_else(|| Self::Unicode(text.to_owned()), Self::Custom)
    }

    /// Whether this is how `emoji` is named.
    pub(crate) fn names(&self, emoji: &Emoji) -> bool {
        match (self, emoji) {
            (Self::Custom(id), Emoji::Custom(custom)) => *id == custom.id,
            (Self::Unicode(text), Emoji::Unicode(known)) => {
                emojis::get(text).is_some_and(|found| found.as_str() == *known)
            }
            _ => false,
        }
    }
}

impl State {
    /// The emoji of this name, if `user` may use it in `channel`: those of other servers take a permission, those of servers that
    /// the user is not in are unknown to them.
    pub(crate) fn usable_emoji(&self, user: UserId, channel: &Channel, name: &EmojiName) -> Result<Emoji, ApiError> {
        match name {
            EmojiName::Unicode(text) => {
                emojis::get(text).map(|found| Emoji::Unicode(found.as_str())).ok_or_else(ApiError::unknown_emoji)
            }
            EmojiName::Custom(id) => {
                let mut own = self.guilds.values().filter(|guild| guild.members.contains_key(&user));
                let found = own.find_map(|guild| guild.emojis.get(id).map(|emoji| (guild.id, emoji)));
                let (home, emoji) = found.ok_or_else(ApiError::unknown_emoji)?;
                if channel.guild.is_some_and(|here| here != home) {
                    self.require(user, channel, Permissions::USE_EXTERNAL_EMOJIS)?;
                }
                Ok(Emoji::Custom(emoji.clone()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_is_the_same_with_and_without_its_variation_selector() {
        let heart = emojis::get("\u{2764}\u{fe0f}").map(|found| Emoji::Unicode(found.as_str())).expect("a red heart");
        assert!(EmojiName::parse("\u{2764}\u{fe0f}").names(&heart));
        assert!(EmojiName::parse("\u{2764}").names(&heart));
        assert!(!EmojiName::parse("\u{1f525}").names(&heart));
    }

    #[test]
    fn custom_emoji_are_known_by_their_id() {
        let emoji = CustomEmoji { id: 41_771_983_429_993_937_u64.into(), name: "lgtm".into(), animated: false };
        assert!(EmojiName::parse("renamed:41771983429993937").names(&Emoji::Custom(emoji)));
        assert_eq!(EmojiName::parse("lgtm"), EmojiName::Unicode("lgtm".into()));
    }
}
