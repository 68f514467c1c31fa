//! Patterns: regular expressions for certain cases, compiled small, matched in time linear to the text.
//!
//! A handbook has hundreds of patterns, and each is looked at for a microsecond at most. The `regex` crate's matcher would be
//! somewhat faster and take a hundred kilobytes for each; the backtracker with a bounded memory takes four.

use std::{error::Error, fmt};

use regex_automata::{
    Input,
    nfa::thompson::{
        Config, WhichCaptures,
        backtrack::{BoundedBacktracker, Cache},
    },
    util::syntax,
};

use super::needed::{Groups, Needed};

/// The largest compiled size of one pattern, in bytes: a mistyped repetition is refused instead of filling the memory.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression in the syntax of Rust's `regex` crate, without captures.
///
/// Capital and small letters are the same, as they are to people; `(?-i:…)` tells them apart where it must be.
/// Where the expression itself is plain ASCII, `\w`, `\b` and the like mean ASCII letters too.
#[derive(Clone)]
pub struct Pattern {
    source: String,
    needed: Needed,
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
        Ok(Self { source: source.to_owned(), needed: Needed::by(source), matcher })
    }

    /// As it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the pattern matches somewhere in a text. Of a very long text only the beginning is looked at.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.is_match_with(&mut Matching::new(text))
    }

    /// Like [`is_match`](Self::is_match), for a text that is compared with many patterns.
    #[must_use]
    pub fn is_match_with(&self, matching: &mut Matching<'_>) -> bool {
        self.needed.may_be_in(&matching.groups) && self.is_found(matching)
    }

    fn is_found(&self, matching: &mut Matching<'_>) -> bool {
        let cache = matching.cache.get_or_insert_with(|| self.matcher.create_cache());
        cache.reset(&self.matcher);
        let end = matching.text.len().min(self.matcher.max_haystack_len());
        let found = self.matcher.try_is_match(cache, Input::new(&matching.text.as_bytes()[..end]));
        found.unwrap_or(false)
    }
}

/// A text that is compared with patterns, and the working space for it.
#[derive(Debug)]
pub struct Matching<'t> {
    text: &'t str,
    groups: Groups,
    cache: Option<Cache>,
}

impl<'t> Matching<'t> {
    /// For this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, groups: Groups::of(text), cache: None }
    }
}

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
        let mut matching = Matching::new("one two three end, xaab");
        assert!(pattern("a+b").is_match_with(&mut matching));
        assert!(pattern(r"(\w+ ){3}end").is_match_with(&mut matching));
        assert!(!pattern("c").is_match_with(&mut matching));
    }

    /// Patterns with and without something that a match needs, on texts in which they match and do not.
    #[test]
    fn nothing_is_ruled_out_that_matches() {
        let sources = [
            r"\bwho (decides|owns|sets)\b.{0,30}\b(feature flags?|canary|dark launch)\b",
            r"\b(organi[sz]\w*|plan\w*|pays? for)\b.{0,20}\b(off-?site|team (event|outing))s?\b",
            "(?-i:US) office|(?i)CAFE",
            "x(abc){2,}y|wholly other",
        ];
        let texts = [
            "Who DECIDES about Feature Flags here?",
            "who organises the OFFSITE",
            "the US office, the cafe",
            "xABCabcy",
            "who plans the canary for the team outing",
            "nothing of the kind",
        ];
        let mut found = 0;
        for pattern in sources.map(pattern) {
            for text in texts {
                let is_found = pattern.is_found(&mut Matching::new(text));
                assert_eq!(pattern.is_match(text), is_found, "{} in {text}", pattern.source);
                found += usize::from(is_found);
            }
        }
        assert_eq!(found, 5);
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
