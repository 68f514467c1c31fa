//! Texts and links that people write.

use std::fmt;

use super::names::BadName;

/// The most characters of a link.
pub const LONGEST_LINK: usize = 512;

/// A text of one line or more as it is kept: without control characters and without space around it.
///
/// # Errors
/// [`BadName::Empty`] where nothing would be seen, [`BadName::TooLong`] past `most` characters.
pub fn text(typed: &str, most: usize) -> Result<String, BadName> {
    let plain: String = typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let text = plain.trim();
    let is = text.chars().count();
    if !text.chars().any(|c| c.is_alphanumeric() || c.is_ascii_punctuation()) {
        Err(BadName::Empty)
    } else if is > most {
        Err(BadName::TooLong { is, most })
    } else {
        Ok(text.to_owned())
    }
}

/// As much of a text as fits, with `…` where something is left out.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// Where something can be read: an `https` address of at most [`LONGEST_LINK`] characters, such as a link to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

/// A text that is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a link begins with https://, has no spaces and at most {LONGEST_LINK} characters")]
pub struct NoLink;

impl Link {
    /// Reads a link as a person typed it.
    ///
    /// # Errors
    /// [`NoLink`].
    pub fn new(typed: &str) -> Result<Self, NoLink> {
        let typed = typed.trim();
        let rest = typed.strip_prefix("https://").ok_or(NoLink)?;
        // What would end a link in a message is none of its characters.
        let is_plain = !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[]\"`\\".contains(c));
        let has_host = rest.starts_with(char::is_alphanumeric);
        if has_host && is_plain && typed.chars().count() <= LONGEST_LINK { Ok(Self(typed.into())) } else { Err(NoLink) }
    }

    /// The link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_lines_and_lose_what_is_not_seen() {
        assert_eq!(text(" one\r\ntwo\u{0} \n", 10), Ok("one\ntwo".into()));
        assert_eq!(text("\u{200B} \n", 10), Err(BadName::Empty));
        assert_eq!(text("ääää", 3), Err(BadName::TooLong { is: 4, most: 3 }));
        assert_eq!((shortened("ääää", 3), shortened("äää", 3)), ("ää…".into(), "äää".into()));
    }

    #[test]
    fn links_are_https_and_end_where_they_end() {
        assert!(Link::new(" https://discord.com/channels/1/2/3 ").is_ok());
        for wrong in
            ["", "http://a.b", "https://", "https:///x", "javascript:alert(1)", "https://a.b/c d", "https://a.b/>)"]
        {
            assert_eq!(Link::new(wrong), Err(NoLink), "{wrong}");
        }
        assert_eq!(Link::new(&format!("https://{}", "a".repeat(LONGEST_LINK - 8))).map(|link| link.0.len()), Ok(512));
        assert_eq!(Link::new(&format!("https://{}", "a".repeat(LONGEST_LINK - 7))), Err(NoLink));
    }
}
