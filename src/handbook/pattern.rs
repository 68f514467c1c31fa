//! Patterns: regular expressions for certain cases, compiled small, matched in time linear to the text.
//!
//! A handbook has hundreds of patterns, and each is looked at for a microsecond at most. The `regex` crate's matcher would be
//! somewhat faster and take a hundred kilobytes for each; the backtracker with a bounded memory takes four.

use std::{error::Error, fmt};

use regex_automata::{
    Input, MatchError,
    nfa::thompson::{
        Config, WhichCaptures,
        backtrack::{BoundedBacktracker, Cache},
    },
    util::syntax,
};

/// The largest compiled size of one pattern, in bytes: a mistyped repetition is refused instead of filling the memory.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression in the syntax of Rust's `regex` crate, without captures.
///
/// Capital and small letters are the same, as they are to people; `(?-i:…)` tells them apart where it must be.
/// Where the expression itself is plain ASCII, `\w`, `\b` and the like mean ASCII letters too.
#[derive(Clone)]
pub struct Pattern {
    source: String,
    matcher: BoundedBacktracker,
}

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPattern {
    /// It would take too much memory.
    #[error("the pattern needs more than {0} bytes when compiled")]
    TooBig(usize),
    /// It is no regular expression.
    #[error("the pattern does not compile: {0}")]
    Malformed(String),
}

impl Pattern {
    /// Compiles a pattern within the size limit.
    ///
    /// # Errors
    /// The text is no regular expression, or a too big one.
    pub fn new(source: &str) -> Result<Self, BadPattern> {
        let unicode = !source.is_ascii();
        let matcher = BoundedBacktracker::builder()
            .syntax(syntax::Config::new().case_insensitive(true).unicode(unicode).utf8(unicode))
            .thompson(Config::new().utf8(false).nfa_size_limit(Some(SIZE_LIMIT)).which_captures(WhichCaptures::None))
            .build(source)
            .map_err(|error| match error.size_limit() {
                Some(limit) => BadPattern::TooBig(limit),
                None => BadPattern::Malformed(root_of(&error)),
            })?;
        Ok(Self { source: source.to_owned(), matcher })
    }

    /// As it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the pattern matches somewhere in a text. Of a very long text only the beginning is looked at.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.is_match_with(&mut Matching::default(), text)
    }

    /// Like [`is_match`](Self::is_match), with working space that many patterns share.
    #[must_use]
    pub fn is_match_with(&self, matching: &mut Matching, text: &str) -> bool {
        let cache = matching.0.get_or_insert_with(|| self.matcher.create_cache());
        cache.reset(&self.matcher);
        let end = text.len().min(self.matcher.max_haystack_len());
        let found: Result<bool, MatchError> = self.matcher.try_is_match(cache, Input::new(&text.as_bytes()[..end]));
        found.unwrap_or(false)
    }
}

/// Working space for matching.
#[derive(Debug, Default)]
pub struct Matching(Option<Cache>);

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

/// The last line of the innermost cause, which names the mistake; the lines before it draw a picture.
fn root_of(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let told = cause.to_string();
    let line = told.lines().last().unwrap_or(&told);
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(source: &str) -> Pattern {
        Pattern::new(source).expect("a sound pattern")
    }

    #[test]
    fn patterns_match_anywhere_in_a_text() {
        assert!(pattern(r"\bpick\b.{0,20}\bdatabase").is_match("Who may PICK the database?"));
        assert!(!pattern(r"^hi$").is_match("hi there"));
        assert!(pattern("[🎉🥳]").is_match("done 🥳"));
        assert!(pattern("caf.").is_match("un café"));
        assert!(!pattern("(?-i:US)").is_match("tell us"));
    }

    #[test]
    fn working_space_serves_one_pattern_after_the_other() {
        let mut matching = Matching::default();
        assert!(pattern("a+b").is_match_with(&mut matching, "xaab"));
        assert!(pattern(r"(\w+ ){3}end").is_match_with(&mut matching, "one two three end"));
        assert!(!pattern("c").is_match_with(&mut matching, "xaab"));
    }

    #[test]
    fn hostile_patterns_and_texts_cost_little() {
        let text = "a".repeat(100_000);
        assert!(!pattern("(a+)+$b").is_match(&text));
        assert_eq!(Pattern::new(r"(\w{1000}){1000}").err(), Some(BadPattern::TooBig(SIZE_LIMIT)));
    }

    #[test]
    fn mistakes_are_named() {
        let told = Pattern::new("(a").err().map(|error| error.to_string());
        assert_eq!(told.as_deref(), Some("the pattern does not compile: unclosed group"));
    }
}
