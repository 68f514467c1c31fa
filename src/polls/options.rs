//! What can be voted for. An option keeps its number through every change, so that votes follow it.

use crate::workspace::{decision::Decides, names::BadName, texts};

/// The most options of one poll: what a select shows.
pub const MOST: usize = 25;

/// The fewest options of one poll.
pub const FEWEST: usize = 2;

/// The most characters of an option, so that it fits a button.
pub const LONGEST: usize = 80;

/// The number of an option, given once and never again in its poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionId(u8);

impl OptionId {
    /// The option with this number.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// One thing that can be voted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollOption {
    /// Its number.
    pub id: OptionId,
    /// What it says.
    pub text: String,
    /// Who decides, if it wins a poll that settles who owns something.
    pub settles: Option<Decides>,
}

/// The options of a poll, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    shown: Vec<PollOption>,
    /// The number that the next option gets: numbers of options that are gone are not given again.
    next: u8,
}

/// Why texts are no options of a poll, or a change is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadOptions {
    /// Fewer than [`FEWEST`].
    #[error("a poll has at least {FEWEST} options, these are {0}")]
    TooFew(usize),
    /// More than [`MOST`].
    #[error("a poll has at most {MOST} options, these are {0}")]
    TooMany(usize),
    /// Two that read the same.
    #[error("the option stands there twice: {0}")]
    Twice(String),
    /// One that cannot be kept.
    #[error("the option {number} is no option: {why}")]
    Text {
        /// Which one, from 1.
        number: usize,
        /// What is wrong with it.
        why: BadName,
    },
    /// The poll has no such option.
    #[error("the poll has no such option")]
    Unknown,
    /// All the numbers that a poll has are given.
    #[error("the options of this poll were changed too often")]
    NumbersUsedUp,
}

impl Options {
    /// Options as a person typed them.
    ///
    /// # Errors
    /// The first thing that is wrong with them.
    pub fn new<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<Self, BadOptions> {
        let mut options = Self { shown: Vec::new(), next: 0 };
        for text in typed {
            options.add(text)?;
        }
        if options.shown.len() < FEWEST { Err(BadOptions::TooFew(options.shown.len())) } else { Ok(options) }
    }

    /// Options that stand for who decides.
    ///
    /// # Errors
    /// As [`Options::new`].
    pub fn settling(candidates: impl IntoIterator<Item = (String, Decides)>) -> Result<Self, BadOptions> {
        let mut options = Self { shown: Vec::new(), next: 0 };
        for (text, decides) in candidates {
            options.add_settling(&text, Some(decides))?;
        }
        if options.shown.len() < FEWEST { Err(BadOptions::TooFew(options.shown.len())) } else { Ok(options) }
    }

    /// Options of one line, as `/poll create` takes them: separated by `|`, empty ones left out.
    ///
    /// # Errors
    /// As [`Options::new`].
    pub fn of_line(line: &str) -> Result<Self, BadOptions> {
        Self::new(line.split('|').filter(|text| !text.trim().is_empty()))
    }

    /// Options of several lines, one on each, or as [`Options::of_line`] takes them.
    ///
    /// # Errors
    /// As [`Options::new`].
    pub fn of_lines(lines: &str) -> Result<Self, BadOptions> {
        Self::of_line(&lines.replace('\n', "|"))
    }

    /// Options as they were stored.
    #[must_use]
    pub const fn stored(shown: Vec<PollOption>, next: u8) -> Self {
        Self { shown, next }
    }

    /// The number that the next option gets.
    #[must_use]
    pub const fn next(&self) -> u8 {
        self.next
    }

    /// Adds an option at the end.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn add(&mut self, typed: &str) -> Result<OptionId, BadOptions> {
        self.add_settling(typed, None)
    }

    /// Adds an option at the end that stands for who decides.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn add_settling(&mut self, typed: &str, settles: Option<Decides>) -> Result<OptionId, BadOptions> {
        if self.shown.len() == MOST {
            return Err(BadOptions::TooMany(MOST + 1));
        }
        let text = self.readable(typed, self.shown.len() + 1, None)?;
        let id = OptionId(self.next);
        self.next = self.next.checked_add(1).ok_or(BadOptions::NumbersUsedUp)?;
        self.shown.push(PollOption { id, text, settles });
        Ok(id)
    }

    /// Gives an option another text, such as one without the typo. Its votes stay.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn reword(&mut self, id: OptionId, typed: &str) -> Result<(), BadOptions> {
        let place = self.place(id).ok_or(BadOptions::Unknown)?;
        self.shown[place].text = self.readable(typed, place + 1, Some(id))?;
        Ok(())
    }

    /// Takes an option away. Who voted for it alone has no vote then, and is told.
    ///
    /// # Errors
    /// Where it is not there, or too few would be left.
    pub fn remove(&mut self, id: OptionId) -> Result<PollOption, BadOptions> {
        let place = self.place(id).ok_or(BadOptions::Unknown)?;
        if self.shown.len() == FEWEST {
            return Err(BadOptions::TooFew(FEWEST - 1));
        }
        Ok(self.shown.remove(place))
    }

    /// The options, in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = &PollOption> {
        self.shown.iter()
    }

    /// Their numbers.
    #[must_use]
    pub fn ids(&self) -> Vec<OptionId> {
        self.shown.iter().map(|option| option.id).collect()
    }

    /// What an option says.
    #[must_use]
    pub fn text(&self, id: OptionId) -> Option<&str> {
        self.place(id).map(|place| self.shown[place].text.as_str())
    }

    /// Who decides, if this option wins a poll that settles who owns something.
    #[must_use]
    pub fn settles(&self, id: OptionId) -> Option<&Decides> {
        self.place(id).and_then(|place| self.shown[place].settles.as_ref())
    }

    /// Whether the poll has this option.
    #[must_use]
    pub fn has(&self, id: OptionId) -> bool {
        self.place(id).is_some()
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.shown.len()
    }

    fn place(&self, id: OptionId) -> Option<usize> {
        self.shown.iter().position(|option| option.id == id)
    }

    fn readable(&self, typed: &str, number: usize, itself: Option<OptionId>) -> Result<String, BadOptions> {
        let one_line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = option_text(&one_line).map_err(|why| BadOptions::Text { number, why })?;
        let reads_the_same =
            |other: &PollOption| Some(other.id) != itself && other.text.to_lowercase() == text.to_lowercase();
        if self.shown.iter().any(reads_the_same) { Err(BadOptions::Twice(text)) } else { Ok(text) }
    }
}

/// An option's text: as other texts, but it may consist of emoji alone.
fn option_text(line: &str) -> Result<String, BadName> {
    match texts::text(line, LONGEST) {
        Err(BadName::Empty) if line.chars().any(is_seen) => {
            let is = line.chars().count();
            if is > LONGEST { Err(BadName::TooLong { is, most: LONGEST }) } else { Ok(line.to_owned()) }
        }
        read => read,
    }
}

/// Whether something is drawn for a character: control characters, joiners and other invisible ones are not.
fn is_seen(c: char) -> bool {
    let is_invisible = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}' | '\u{034F}' | '\u{3164}' | '\u{2800}');
    !c.is_whitespace() && !c.is_control() && !is_invisible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_options() {
        let options = Options::of_line(" Postgres | Mongo||  SQLite  3 |").expect("three options");
        let read: Vec<_> = options.iter().map(|option| (option.id.get(), option.text.as_str())).collect();
        assert_eq!(read, [(0, "Postgres"), (1, "Mongo"), (2, "SQLite 3")]);
    }

    #[test]
    fn two_options_are_the_fewest_and_twenty_five_the_most() {
        assert_eq!(Options::of_line("only one"), Err(BadOptions::TooFew(1)));
        assert_eq!(Options::of_line(" | "), Err(BadOptions::TooFew(0)));
        let line = |count: usize| (0..count).map(|n| format!("option {n}")).collect::<Vec<_>>().join("|");
        assert_eq!(Options::of_line(&line(25)).map(|options| options.count()), Ok(25));
        assert_eq!(Options::of_line(&line(26)), Err(BadOptions::TooMany(26)));
    }

    #[test]
    fn an_option_fits_a_button() {
        let long = "x".repeat(80);
        assert!(Options::of_line(&format!("{long}|b")).is_ok());
        let why = BadName::TooLong { is: 81, most: 80 };
        assert_eq!(Options::of_line(&format!("a|{long}x")), Err(BadOptions::Text { number: 2, why }));
    }

    #[test]
    fn emoji_alone_are_options_and_invisible_characters_are_not() {
        assert!(Options::of_line("👍|👎").is_ok());
        let why = BadName::Empty;
        assert_eq!(Options::of_line("a|\u{200B}\u{FE0F}"), Err(BadOptions::Text { number: 2, why }));
    }

    #[test]
    fn options_that_read_the_same_are_refused() {
        assert_eq!(Options::of_line("Yes|yes"), Err(BadOptions::Twice("yes".into())));
        let mut options = Options::of_line("Yes|No").expect("two");
        assert_eq!(options.reword(OptionId::new(1), "YES"), Err(BadOptions::Twice("YES".into())));
        assert_eq!(options.reword(OptionId::new(0), "YES"), Ok(()), "its own text may change its case");
    }

    #[test]
    fn numbers_are_never_given_twice() {
        let mut options = Options::of_line("a|b|c").expect("three");
        options.remove(OptionId::new(2)).expect("it is there");
        assert_eq!(options.add("d"), Ok(OptionId::new(3)));
        assert_eq!((options.text(OptionId::new(2)), options.text(OptionId::new(3))), (None, Some("d")));
        options.remove(OptionId::new(0)).expect("it is there");
        assert_eq!(options.remove(OptionId::new(1)), Err(BadOptions::TooFew(1)));
        assert_eq!(options.remove(OptionId::new(0)), Err(BadOptions::Unknown));
    }
}
