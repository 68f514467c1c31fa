//! A team's own topics: what it has decided about in its own words, found again in a question without any training.
//!
//! A topic is found by its words. Each of its expressions (the title, and further phrases) is stored under its rarest words
//! only: so few that a text which has none of them cannot cover enough of the expression. So what a question costs depends on
//! the topics that share a rare word with it and hardly on how many there are.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    evidence::is_telling,
    mention::{Expression, LEAST_COVER, Mention, Said, Term},
    names::{ByName, name_of},
    router::Router,
    spelling::Spelling,
    tokens::Token,
};

/// How many expressions are compared with a text at most. Those that share its rarest words come first.
const COMPARED: usize = 256;

/// How many topics can be mentioned in a text.
const NAMED: usize = 3;

/// How much the short form of an expression is worth, against one for the whole.
const SHORT: f32 = 0.9;

/// Names a topic of a team, such as the decision that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(String);

impl TopicId {
    /// The id that reads so.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TopicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something of a team's own that questions can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamTopic {
    /// Names it in the result.
    pub id: TopicId,
    /// In the team's words: "release train".
    pub title: String,
    /// Other names and questions by which people mean it. Each serves by itself, like the title.
    pub phrases: Vec<String>,
}

/// The topics of a team, laid out to be found quickly. Made by [`Router::topics`], for that router.
pub struct TeamTopics {
    ids: Vec<TopicId>,
    expressions: Vec<Expression>,
    /// The expressions in which a word is one of the rarest, by the word's stem.
    by_word: ByName<Vec<u32>>,
    spelling: Spelling,
}

impl TeamTopics {
    /// How many topics there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub(super) fn id(&self, topic: usize) -> &TopicId {
        &self.ids[topic]
    }

    /// The topics that a text mentions most, each by the expression that it comes closest to.
    pub(super) fn mentioned(&self, said: &Said) -> Vec<(usize, Mention)> {
        let mut closest: BTreeMap<usize, Mention> = BTreeMap::new();
        for number in self.near(said) {
            let expression = &self.expressions[number as usize];
            let Some(mention) = said.mention(expression).filter(|mention| mention.cover >= LEAST_COVER) else {
                continue;
            };
            match closest.get(&expression.topic) {
                Some(known) if known.cover >= mention.cover => {}
                _ => drop(closest.insert(expression.topic, mention)),
            }
        }
        let mut closest: Vec<(usize, Mention)> = closest.into_iter().collect();
        closest.sort_by(|(_, one), (_, other)| other.cover.total_cmp(&one.cover).then(other.part.total_cmp(&one.part)));
        closest.truncate(NAMED);
        closest
    }

    /// The known word that a word of a text is meant to be, as the team writes.
    pub(super) fn meant(&self, word: &str) -> Option<&str> {
        self.spelling.meant(word)
    }

    /// The expressions that have a rare word in common with a text: those of the rarest words first.
    fn near(&self, said: &Said) -> Vec<u32> {
        let mut found: Vec<&Vec<u32>> = said.stems().filter_map(|stem| self.by_word.get(&stem)).collect();
        found.sort_by_key(|expressions| expressions.len());
        let mut near: Vec<u32> = found.into_iter().flatten().copied().take(COMPARED).collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Adds an expression, and the short form of a long one.
    fn add(&mut self, router: &Router, topic: usize, written: &str) {
        let (plain, tokens) = router.reader.plain(written);
        let (all, short) = (terms(router, &tokens), terms(router, head(&tokens, &plain)));
        if short.len() >= 2 && short.len() < all.len() {
            self.push(Expression { topic, written: written.trim().to_owned(), terms: short, worth: SHORT });
        }
        if !all.is_empty() {
            self.push(Expression { topic, written: written.trim().to_owned(), terms: all, worth: 1.0 });
        }
    }

    fn push(&mut self, expression: Expression) {
        #[expect(clippy::cast_possible_truncation, reason = "a team has fewer than four billion expressions")]
        let number = self.expressions.len() as u32;
        for stem in keys(&expression.terms) {
            self.by_word.entry(stem).or_default().push(number);
        }
        self.expressions.push(expression);
    }
}

impl fmt::Debug for TeamTopics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TeamTopics").field("topics", &self.ids.len()).finish_non_exhaustive()
    }
}

impl Router {
    /// Lays out a team's topics for [`route_with`](Self::route_with). A topic without a word in it is never found.
    #[must_use]
    pub fn topics(&self, topics: &[TeamTopic]) -> TeamTopics {
        let written = || topics.iter().flat_map(|topic| [&topic.title].into_iter().chain(&topic.phrases));
        let mut words = BTreeSet::new();
        written().for_each(|text| words.extend(self.reader.plain(text).1.into_iter().map(|token| token.word)));
        let mut laid_out = TeamTopics {
            ids: topics.iter().map(|topic| topic.id.clone()).collect(),
            expressions: Vec::new(),
            by_word: ByName::default(),
            spelling: Spelling::of(words.iter().map(|word| (word.as_str(), usize::MAX))),
        };
        for (number, topic) in topics.iter().enumerate() {
            for written in [&topic.title].into_iter().chain(&topic.phrases) {
                laid_out.add(self, number, written);
            }
        }
        laid_out
    }
}

/// What an expression names before it says more about it: "push notifications" of "the mobile app's push notifications", "nightly
/// import" of "nightly import of supplier prices".
fn head<'a>(tokens: &'a [Token], plain: &str) -> &'a [Token] {
    let end = tokens.iter().position(|token| LINKS.contains(&token.word.as_str())).unwrap_or(tokens.len());
    let owns = |token: &Token| plain[token.at.clone()].ends_with("'s");
    let start = tokens[..end].iter().rposition(owns).map_or(0, |owner| owner + 1);
    &tokens[start..end]
}

/// What links a name to what is said about it.
static LINKS: &[&str] = &["of", "in", "on", "for", "from", "with", "to", "at", "between", "about", "after", "before"];

/// The words of an expression that count: those that tell something, or all where none does; each by how rare it is.
fn terms(router: &Router, tokens: &[Token]) -> Vec<Term> {
    let telling: Vec<&Token> = tokens.iter().filter(|token| is_telling(&token.word)).collect();
    let counted = if telling.is_empty() { tokens.iter().collect() } else { telling };
    let mut terms: Vec<Term> = Vec::with_capacity(counted.len());
    for token in counted {
        let (stem, exact) = (router.reader.exact_name(token), name_of(singular(&token.word)));
        if terms.iter().all(|term| term.stem != stem) {
            terms.push(Term { stem, exact, share: router.vocabulary.telling(stem) });
        }
    }
    let sum: f32 = terms.iter().map(|term| term.share).sum();
    terms.iter_mut().for_each(|term| term.share /= sum);
    terms
}

/// The rarest words of an expression, so many that the others together do not cover enough of it.
fn keys(terms: &[Term]) -> Vec<u64> {
    let mut terms: Vec<&Term> = terms.iter().collect();
    terms.sort_by(|one, other| other.share.total_cmp(&one.share).then(one.stem.cmp(&other.stem)));
    let mut left = 1.0;
    let needed = terms.iter().take_while(|term| {
        let needed = left >= LEAST_COVER;
        left -= term.share;
        needed
    });
    needed.map(|term| term.stem).collect()
}

/// A word without the s of its plural.
pub(super) fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one,
        _ => word,
    }
}
