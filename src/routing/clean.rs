//! What people type, freed from what carries no meaning here: code blocks, quotes, links, mentions, emoji, odd letters.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How many characters of a text are read. A Discord message has at most 4,000.
pub(super) const READ_LIMIT: usize = 6_000;

/// The longest inline code, in characters, whose words count: `main` or `docker compose`, not a statement.
const INLINE_CODE_LIMIT: usize = 30;

/// A text as the router reads it: one line, case kept, so that evidence can show words as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// What is left of the text.
    pub(super) text: String,
    /// Whether code was cut out.
    pub(super) code: bool,
    /// Whether a link was cut out.
    pub(super) link: bool,
}

/// Cleans a text. Work is bounded by [`READ_LIMIT`].
pub(super) fn clean(text: &str) -> Cleaned {
    let folded = fold(text);
    let mut cleaned = Cleaned { text: String::with_capacity(folded.len()), ..Cleaned::default() };
    let unquoted = without_quotes(&folded);
    let emoji = cut(&unquoted, &mut cleaned);
    leave_out_emoji(&emoji, &mut cleaned.text);
    cleaned
}

/// Beside words emoji are decoration. Alone they are what is said, custom ones by their names.
fn leave_out_emoji(custom: &str, text: &mut String) {
    if text.contains(char::is_alphanumeric) {
        text.retain(|letter| !is_pictograph(letter));
    } else {
        text.push_str(custom);
    }
}

/// Whether a character is in one of Unicode's blocks of emoji and pictures.
pub(super) fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Compatibility forms become plain letters, accents and invisible characters go.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().take(READ_LIMIT).filter(|letter| !letter.is_control() || *letter == '\n').collect();
    }
    text.chars()
        .take(READ_LIMIT)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter))
        .take(READ_LIMIT)
        .map(plain_punctuation)
        .collect()
}

/// Control characters, zero-width characters, direction marks, variation selectors, tags.
fn is_invisible(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn plain_punctuation(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}'..='\u{2015}' => ',',
        _ => letter,
    }
}

/// The text without quoted lines, or all of it where nothing else stands there.
fn without_quotes(text: &str) -> String {
    let mut fenced = false;
    let mut rest = String::with_capacity(text.len());
    for line in text.lines() {
        if line.starts_with(">>> ") && !fenced {
            break;
        }
        fenced ^= line.matches("```").count() % 2 == 1;
        if fenced || !(line.starts_with("> ") || line == ">") {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    if rest.trim().is_empty() { text.replace("> ", " ") } else { rest }
}

/// Walks over the text and leaves out code, links and mentions. Gives the names of custom emoji, which it leaves out too.
fn cut(text: &str, into: &mut Cleaned) -> String {
    let mut emoji = String::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let skip = match letter {
            '`' => code(rest, into),
            '<' => angle(rest, into, &mut emoji),
            'h' | 'H' | 'w' | 'W' if !before.is_alphanumeric() => link(rest, into),
            '@' if !before.is_alphanumeric() => mention(rest),
            _ => 0,
        };
        if skip > 0 {
            into.text.push(' ');
            rest = &rest[skip..];
            before = ' ';
        } else {
            into.text.push(if letter == '\n' { ' ' } else { letter });
            rest = &rest[letter.len_utf8()..];
            before = letter;
        }
    }
    emoji
}

/// The length of the code that begins here; short inline code leaves its words behind.
fn code(rest: &str, into: &mut Cleaned) -> usize {
    let fence = rest.bytes().take_while(|byte| *byte == b'`').count();
    let Some(length) = rest[fence..].find(&rest[..fence]) else {
        // A fence that is never closed: a block runs to the end, a lone tick is only a tick.
        into.code |= fence >= 3;
        return if fence >= 3 { rest.len() } else { fence };
    };
    let inside = &rest[fence..fence + length];
    if fence < 3 && inside.chars().count() <= INLINE_CODE_LIMIT {
        into.text.push(' ');
        into.text.push_str(inside);
    } else {
        into.code = true;
    }
    fence + length + fence
}

/// The length of the mention, custom emoji, time or bracketed link that begins here; tells the name of an emoji.
fn angle(rest: &str, into: &mut Cleaned, emoji: &mut String) -> usize {
    let Some(end) = rest.find('>').filter(|end| *end > 1) else {
        return 0;
    };
    let inside = &rest[1..end];
    let known = inside.starts_with(['@', '#', ':', '/']) || inside.starts_with("a:") || inside.starts_with("t:");
    let is_link = inside.starts_with("http") && !inside.contains(char::is_whitespace);
    into.link |= is_link;
    if let Some(name) = inside.trim_start_matches('a').strip_prefix(':').and_then(|name| name.split(':').next()) {
        emoji.push(' ');
        emoji.push_str(&name.replace('_', " "));
    }
    if known || is_link { end + 1 } else { 0 }
}

/// The length of the link that begins here.
fn link(rest: &str, into: &mut Cleaned) -> usize {
    let starts = |prefix: &str| rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if !(starts("http://") || starts("https://") || starts("www.")) {
        return 0;
    }
    into.link = true;
    rest.find(|letter: char| letter.is_whitespace() || matches!(letter, ')' | '>' | '"')).unwrap_or(rest.len())
}

/// The length of the `@name` that begins here.
fn mention(rest: &str) -> usize {
    let name = rest[1..].find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-')));
    let length = name.unwrap_or(rest.len() - 1);
    if length == 0 { 0 } else { 1 + length }
}

/// A cleaned text as patterns see it: single spaces, no "please" at either end, no full stops at the end, one question mark
/// instead of several. What would be nothing then stays.
pub(super) fn without_manners(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.split_whitespace().flat_map(|word| [" ", word]).skip(1).flat_map(str::chars) {
        if letter != '?' || !plain.ends_with('?') {
            plain.push(letter);
        }
    }
    let mut rest = plain.as_str();
    loop {
        let shorter = without_please(rest.trim_end_matches([' ', '.', ',']).trim_start_matches([' ', ',']));
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    if rest.is_empty() { plain } else { rest.to_owned() }
}

/// A text without a "please" at either end.
fn without_please(text: &str) -> &str {
    const PLEASE: &str = "please";
    let is_please = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(PLEASE));
    let goes_on = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    if is_please(text.get(..PLEASE.len())) && !goes_on(text[PLEASE.len()..].chars().next()) {
        return &text[PLEASE.len()..];
    }
    let Some(start) = text.len().checked_sub(PLEASE.len()) else {
        return text;
    };
    let ends = is_please(text.get(start..)) && !goes_on(text[..start].chars().next_back());
    if ends { &text[..start] } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        clean(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn code_blocks_go_and_are_noted() {
        assert_eq!(words("who fixes ```rust\nfn main() {}\n``` this?"), "who fixes this?");
        assert!(clean("x ```y``` z").code);
        assert_eq!(words("before ```never closed"), "before");
    }

    #[test]
    fn short_inline_code_keeps_its_words() {
        assert_eq!(words("who merges to `main`?"), "who merges to main ?");
        assert_eq!(words("see `let x = compute(1, 2, 3).unwrap_or_default();` ok"), "see ok");
        assert_eq!(words("a lone ` tick"), "a lone tick");
    }

    #[test]
    fn quotes_go_unless_nothing_else_is_there() {
        assert_eq!(words("> who pays?\nagreed"), "agreed");
        assert_eq!(words("> who pays?"), "who pays?");
    }

    #[test]
    fn links_and_mentions_go() {
        assert_eq!(words("see https://example.org/a?b=c and <https://example.org>"), "see and");
        assert_eq!(words("<@123> <@&5> <#9> <t:1:R> @here @maria who decides"), "who decides");
        assert_eq!(words("[the spec](https://example.org) says"), "[the spec]( ) says");
        assert_eq!(words("a < b and c > d"), "a < b and c > d");
    }

    #[test]
    fn emoji_go_unless_nothing_else_is_there() {
        assert_eq!(words("<:party_parrot:123> yes 🎉⏰⭐🇳🇱"), "yes");
        assert_eq!(words("<:party_parrot:123> <a:wave:4>"), "party parrot wave");
        assert_eq!(words("🎉 !"), "🎉 !");
    }

    #[test]
    fn odd_letters_become_plain_ones() {
        assert_eq!(words("Ｗｈｏ dec\u{200b}ides 𝐭𝐡𝐢𝐬, señor?"), "Who decides this, senor?");
        assert_eq!(words("don’t"), "don't");
    }

    #[test]
    fn patterns_see_a_text_without_its_manners() {
        for text in ["who  pays?", "Please, who pays??", "who pays? please...", " please please who pays???  PLEASE. "]
        {
            assert_eq!(without_manners(text), "who pays?", "{text}");
        }
        assert_eq!(without_manners("pleased to meet you."), "pleased to meet you");
        assert_eq!(without_manners("displease"), "displease");
        assert_eq!(without_manners(" ... "), "...");
        assert_eq!(without_manners("please"), "please");
    }

    #[test]
    fn length_is_bounded() {
        assert!(clean(&"\u{fdfa}".repeat(10_000)).text.chars().count() <= READ_LIMIT + 1);
    }
}
