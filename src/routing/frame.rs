//! The frame of a text: what is left of it when the words that say what it is about are taken out.
//!
//! "The … is …-ed" reports, "how do i …" asks for instructions, "who …s …" asks for somebody, whatever stands in the gaps. So what
//! is learned about one topic serves for all others.

use std::ops::Range;

use super::{
    names::{joined, name_of},
    tokens::Token,
};

/// The longest piece, in parts of a frame.
const LONGEST: usize = 3;

/// The most tokens that a piece may span: gaps can be long.
const WIDEST: usize = 16;

/// A few neighbouring parts of a frame.
pub(super) struct Piece {
    /// Names it; the same in every text.
    pub(super) name: u64,
    /// The tokens that it stands for.
    pub(super) tokens: Range<usize>,
}

/// A part of a frame: a word, or a gap where words of substance stood, or where a sentence begins or the text ends.
struct Part {
    name: u64,
    tokens: Range<usize>,
    gap: bool,
}

/// The frame's pieces of two and three parts.
pub(super) fn pieces(tokens: &[Token]) -> Vec<Piece> {
    let parts = parts(tokens);
    let mut pieces = Vec::with_capacity(parts.len() * 2);
    for length in 2..=LONGEST {
        for window in parts.windows(length) {
            let tokens = window[0].tokens.start..window[length - 1].tokens.end;
            if tokens.len() < WIDEST {
                let name = window[1..].iter().fold(window[0].name, |name, part| joined(name, part.name));
                pieces.push(Piece { name, tokens });
            }
        }
    }
    pieces
}

fn parts(tokens: &[Token]) -> Vec<Part> {
    let mark = |sign: &str, at: usize| Part { name: name_of(sign), tokens: at..at, gap: false };
    let mut parts: Vec<Part> = Vec::with_capacity(tokens.len() + 2);
    let mut sentence = None;
    for (at, token) in tokens.iter().enumerate() {
        if sentence.replace(token.sentence) != Some(token.sentence) {
            parts.push(mark("^", at));
        }
        let (name, gap) = class(&token.word);
        match parts.last_mut() {
            Some(last) if gap && last.gap && last.name == name => last.tokens.end = at + 1,
            _ => parts.push(Part { name, tokens: at..at + 1, gap }),
        }
    }
    parts.push(mark("$", tokens.len()));
    parts
}

/// A word as it stands in the frame.
pub(super) fn shown(word: &str) -> &str {
    if class(word).1 { "…" } else { word }
}

/// What a word is in the frame, and whether it is a gap.
fn class(word: &str) -> (u64, bool) {
    if FRAME.binary_search(&word).is_ok() {
        return (name_of(word), false);
    }
    let gap = match word {
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) => "0",
        _ if !word.chars().all(char::is_alphanumeric) && word.chars().count() == 1 => return (name_of(word), false),
        _ if word.len() > 4 && word.ends_with("ing") => "…ing",
        _ if word.len() > 4 && word.ends_with("ed") => "…ed",
        _ => "…",
    };
    (name_of(gap), true)
}

/// Words of the frame, in the order of their letters: function words and those by which people ask, tell, report and thank.
#[rustfmt::skip]
static FRAME: &[&str] = &[
    "a", "about", "above", "after", "again", "ago", "ahead", "all", "almost", "already", "also", "although", "always",
    "am", "among", "an", "and", "announced", "another", "any", "anybody", "anyone", "anything", "approve", "approves",
    "are", "around", "as", "ask", "asked", "asking", "asks", "at", "away", "back", "be", "became", "because", "been",
    "before", "began", "being", "below", "between", "both", "but", "by", "bye", "call", "came", "can", "check",
    "cheers", "could", "decide", "decided", "decides", "deciding", "did", "do", "does", "doing", "done", "down",
    "during", "each", "either", "else", "enough", "ever", "every", "everybody", "everyone", "everything", "explain",
    "favourite", "feel", "feeling", "feels", "fine", "finished", "fix", "fixed", "for", "forgot", "found", "from",
    "fyi", "gave", "get", "gets", "getting", "give", "glad", "go", "goes", "going", "gone", "good", "got", "great",
    "had", "handle", "handles", "hardly", "has", "have", "having", "he", "heard", "hello", "help", "helps", "her",
    "here", "hey", "hi", "him", "his", "hope", "how", "however", "i", "if", "in", "instead", "into", "is", "it", "its",
    "itself", "just", "keep", "keeps", "knew", "know", "knows", "last", "later", "least", "less", "let", "like",
    "little", "long", "look", "looking", "looks", "lot", "made", "make", "makes", "many", "may", "maybe", "me", "mean",
    "means", "meant", "might", "mine", "more", "morning", "most", "much", "must", "my", "myself", "near", "need",
    "needed", "needs", "neither", "never", "new", "news", "next", "nice", "no", "nobody", "none", "nor", "not",
    "nothing", "now", "of", "off", "often", "ok", "okay", "old", "on", "once", "one", "only", "onto", "or", "other",
    "others", "our", "ours", "out", "over", "own", "owns", "per", "please", "pretty", "probably", "put", "quite",
    "rather", "read", "reading", "really", "remember", "reminder", "responsible", "said", "same", "saw", "say", "says",
    "see", "seen", "settled", "shall", "she", "should", "show", "shows", "since", "so", "solved", "some", "somebody",
    "someone", "something", "sometimes", "soon", "sorry", "stands", "start", "started", "still", "stuck", "such",
    "suddenly", "take", "taken", "takes", "taking", "talk", "tell", "tells", "than", "thank", "thanks", "that", "the",
    "their", "theirs", "them", "then", "there", "these", "they", "thing", "things", "think", "third", "this", "those",
    "though", "through", "till", "time", "tip", "tips", "to", "today", "together", "told", "tomorrow", "tonight",
    "too", "took", "tried", "try", "trying", "two", "under", "unless", "until", "up", "us", "use", "used", "uses",
    "using", "usually", "very", "wait", "waiting", "want", "wanted", "wants", "was", "way", "we", "week", "weekend",
    "welcome", "well", "went", "were", "what", "whatever", "when", "where", "whether", "which", "while", "who",
    "whoever", "whole", "whom", "whose", "why", "will", "wish", "with", "without", "wonder", "wondered", "wondering",
    "work", "worked", "working", "works", "would", "write", "wrong", "yay", "year", "yes", "yesterday", "yet", "you",
    "your", "yours", "yourself",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::tokens::Tokenizer;

    fn names(text: &str) -> Vec<u64> {
        pieces(&Tokenizer::default().tokens(text)).into_iter().map(|piece| piece.name).collect()
    }

    #[test]
    fn what_a_text_is_about_makes_no_difference() {
        assert_eq!(names("How do I rebase a branch?"), names("how do I prune a tree?"));
        assert_eq!(names("the big red server was restarted"), names("the invoice was printed"));
        assert_ne!(names("who restarted the server?"), names("I restarted the server"));
    }

    #[test]
    fn pieces_know_their_words() {
        let pieces = pieces(&Tokenizer::default().tokens("we like red apples"));
        let spans: Vec<_> = pieces.into_iter().map(|piece| piece.tokens).collect();
        assert_eq!(spans, [0..1, 0..2, 1..4, 2..4, 0..2, 0..4, 1..4]);
    }

    #[test]
    fn the_list_of_the_frames_words_is_sorted() {
        assert!(FRAME.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
