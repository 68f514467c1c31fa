//! Texts that may stand in a message. A sentence takes only [`Shown`] texts, so nothing that a person typed reaches a message raw.

use crate::handbook::Value;

/// A text that is safe where it stands: from the handbook, or from a person and made harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    /// A text of the handbook or of the program, shown as it is.
    #[must_use]
    pub fn ours(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What a person typed, to stand where Discord reads Markdown.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(escape_markdown(&one_line(text)))
    }

    /// What a person typed on several lines, to stand where Discord reads Markdown. Empty lines are left out.
    #[must_use]
    pub fn typed_lines(text: &str) -> Self {
        let lines = text.lines().map(|line| Self::typed(line).0).filter(|line| !line.is_empty());
        Self(lines.collect::<Vec<_>>().join("\n"))
    }

    /// What a person typed, to stand where Discord shows plain text: an embed's author, a button's label; or in a terminal.
    #[must_use]
    pub fn typed_plain(text: &str) -> Self {
        Self(one_line(text))
    }

    /// Several texts as a list within a sentence, put together by `join`.
    #[must_use]
    pub fn list(texts: &[Self], join: impl Fn(Self, Self) -> String) -> Self {
        let Some((first, rest)) = texts.split_first() else {
            return Self(String::new());
        };
        let (middle, last) = match rest.split_last() {
            Some((last, middle)) => (middle, last),
            None => return first.clone(),
        };
        let start = middle.iter().fold(first.0.clone(), |start, text| format!("{start}, {}", text.0));
        Self(join(Self(start), last.clone()))
    }

    /// At most `limit` characters; what is cut ends in an ellipsis.
    #[must_use]
    pub fn at_most(self, limit: usize) -> Self {
        Self(shorten(&self.0, limit))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing would be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

impl From<Shown> for Value {
    fn from(shown: Shown) -> Self {
        Self::Text(shown.0)
    }
}

impl From<&Shown> for Value {
    fn from(shown: &Shown) -> Self {
        Self::Text(shown.0.clone())
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Number(u64::from(count))
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Number(count as u64)
    }
}

/// At most `limit` characters, cut at the end of a word where one is near.
fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    let end = kept.rfind(' ').filter(|end| kept[*end..].chars().count() < 20).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches('\\').trim_end())
}

/// White space folded to single spaces; control, direction-changing and invisible characters dropped. Joiners stay: scripts and
/// emoji need them.
fn one_line(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_hidden(*c)).collect::<String>();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_hidden(c: char) -> bool {
    let direction =
        matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let invisible =
        matches!(c, '\u{00AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}');
    direction || invisible || (c.is_control() && !c.is_whitespace())
}

/// Puts a backslash before what Discord reads as Markdown, a mention, an emoji or a link, and breaks `@everyone` and `@here`.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if matches!(c, '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '(' | ')' | '<' | '>' | '#' | '-' | '+') {
            escaped.push('\\');
        }
        escaped.push(c);
        match (c, rest.peek()) {
            ('@', _) => escaped.push('\u{200B}'),
            (':', Some('/')) => escaped.push('\\'),
            _ => {}
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> String {
        Shown::typed(text).into()
    }

    #[test]
    fn markdown_mentions_and_links_lose_their_power() {
        assert_eq!(typed("**bold** _it_ `x`"), r"\*\*bold\*\* \_it\_ \`x\`");
        assert_eq!(typed("@everyone"), "@\u{200B}everyone");
        assert_eq!(typed("<@123> <#4>"), "\\<@\u{200B}123\\> \\<\\#4\\>");
        assert_eq!(typed("https://example.org"), r"https:\//example.org");
        assert_eq!(typed("[a](b)"), r"\[a\]\(b\)");
    }

    #[test]
    fn hidden_characters_are_dropped_and_lines_folded() {
        assert_eq!(typed("a\u{202E}b\u{200B}c\n\n# d\te\0"), r"abc \# d e");
        assert_eq!(typed("مرحبا 👩\u{200D}💻"), "مرحبا 👩\u{200D}💻");
    }

    #[test]
    fn lines_stay_lines_where_they_may() {
        assert_eq!(Shown::typed_lines("# one\r\n\n  two *x*").as_str(), "\\# one\ntwo \\*x\\*");
    }

    #[test]
    fn long_texts_are_cut_at_a_word_and_never_in_an_escape() {
        assert_eq!(Shown::ours("one two three").at_most(9).as_str(), "one two…");
        assert_eq!(Shown::ours("abcdefghij").at_most(10).as_str(), "abcdefghij");
        assert_eq!(Shown::typed("aa*").at_most(4).as_str(), r"aa\*");
        assert_eq!(Shown::typed("aa**").at_most(4).as_str(), "aa…");
    }

    #[test]
    fn lists_read_as_sentences_do() {
        let list = |texts: &[&str]| {
            let texts: Vec<Shown> = texts.iter().map(|text| Shown::ours(*text)).collect();
            String::from(Shown::list(&texts, |a, b| format!("{} and {}", a.as_str(), b.as_str())))
        };
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
