//! Secrets and keys that Discord gives to an application.

use std::fmt;

/// A bot's token. Never shown: neither by `Debug` nor in errors.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token as Discord's developer portal shows it, with or without the prefix `Bot `.
    ///
    /// # Errors
    /// What is wrong with it and what to do; the token itself is not repeated.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
        let sound =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if text.split('.').count() == 3 && text.split('.').all(sound) {
            Ok(Self(text.to_owned()))
        } else {
            Err(
                "does not look like a bot's token (three parts with dots between them): copy it again from Discord's developer portal, page Bot, Reset Token",
            )
        }
    }

    /// The secret itself, for the connection to Discord and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

/// The key that Discord signs an application's interactions with: Ed25519's public half, no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Takes a key as Discord's developer portal shows it: 64 hexadecimal digits.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let text = text.trim().as_bytes();
        let digit = |at: usize| text.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        let byte = |at: usize| u8::try_from(digit(2 * at)? * 16 + digit(2 * at + 1)?).ok();
        let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
        let key = bytes.filter(|_| text.len() == 64).and_then(|bytes| bytes.try_into().ok());
        key.map(Self).ok_or(
            "is no public key (64 hexadecimal digits): copy it from Discord's developer portal, page General Information",
        )
    }

    /// The key itself.
    #[must_use]
    pub const fn bytes(self) -> [u8; 32] {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_64_hexadecimal_digits() {
        let key = PublicKey::new(&format!(" {}fF\n", "0a".repeat(31))).expect("it is one");
        assert_eq!((key.bytes()[0], key.bytes()[31]), (10, 255));
        for wrong in ["", "0a", &"0a".repeat(33), &"0g".repeat(32), &"é".repeat(32)] {
            assert!(PublicKey::new(wrong).is_err(), "{wrong}");
        }
    }
}
