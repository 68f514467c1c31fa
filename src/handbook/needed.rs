//! What a text must contain for a pattern to match: most patterns are ruled out by it in a few nanoseconds.

use regex_syntax::{
    ParserBuilder,
    hir::{Hir, HirKind},
};

/// How many letters make a group.
const GROUP: usize = 3;

/// How many bits there are for the groups of letters that a text has.
const BITS: usize = 4_096;

/// The groups of three letters that a text has, as bits by their hash: one that is not set is not there.
#[derive(Clone, Debug)]
pub(super) struct Groups([u64; BITS / 64]);

impl Groups {
    /// The groups of a text; capital and small letters of ASCII are the same.
    pub(super) fn of(text: &str) -> Self {
        let mut groups = Self([0; BITS / 64]);
        text.as_bytes().windows(GROUP).map(bit).for_each(|bit| groups.0[usize::from(bit) / 64] |= 1 << (bit % 64));
        groups
    }

    fn has(&self, bit: u16) -> bool {
        self.0[usize::from(bit) / 64] & 1 << (bit % 64) != 0
    }
}

/// Where the bit of a group of letters is.
fn bit(group: &[u8]) -> u16 {
    let letters = group.iter().fold(0, |letters, letter| letters << 8 | u32::from(letter.to_ascii_lowercase()));
    (letters.wrapping_mul(0x9e37_79b1) >> 20) as u16
}

/// Expressions, as the bits of their groups, of which a matching text contains at least one. Without any, nothing is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Needed(Vec<Box<[u16]>>);

impl Needed {
    /// What a pattern of plain ASCII needs. Of others nothing is known: their small letters are not so simple.
    pub(super) fn by(source: &str) -> Self {
        let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(source).ok();
        let expressions = parsed.filter(|_| source.is_ascii()).and_then(|hir| expressions(&hir)).unwrap_or_default();
        let bits = |expression: Vec<u8>| expression.windows(GROUP).map(bit).collect();
        Self(expressions.into_iter().map(bits).collect())
    }

    /// Whether a text with these groups may match.
    pub(super) fn may_be_in(&self, groups: &Groups) -> bool {
        self.0.is_empty() || self.0.iter().any(|expression| expression.iter().all(|bit| groups.has(*bit)))
    }
}

/// Expressions of which every match contains one, if that can be told.
fn expressions(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => (literal.0.len() >= GROUP).then(|| vec![literal.0.to_vec()]),
        HirKind::Capture(capture) => expressions(&capture.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => expressions(&repeated.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(expressions).max_by_key(|all| shortest(all)),
        HirKind::Alternation(parts) => {
            let all: Option<Vec<_>> = parts.iter().map(expressions).collect();
            all.map(|all| all.into_iter().flatten().collect())
        }
        _ => None,
    }
}

fn shortest(expressions: &[Vec<u8>]) -> usize {
    expressions.iter().map(Vec::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(pattern: &str, text: &str) -> bool {
        Needed::by(pattern).may_be_in(&Groups::of(text))
    }

    #[test]
    fn what_a_match_cannot_do_without_is_found() {
        for pattern in [r"\bpick\w*\b.{0,9}\b(database|framework)s?\b", "(?:a|(database)+)framework", "x*Database[sz]"]
        {
            assert!(may(pattern, "the DATABASE framework"), "{pattern}");
            assert!(!may(pattern, "the weather of today"), "{pattern}");
        }
    }

    #[test]
    fn where_nothing_is_certain_nothing_is_ruled_out() {
        for pattern in ["(database)?", "[a-z]+", "ab", "database|[xy]", "(?i)database", "caf.|dåtabase", "", "(", "^$"]
        {
            assert!(may(pattern, "the weather"), "{pattern}");
        }
    }
}
