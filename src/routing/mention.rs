//! How far a text speaks of an expression: which of its words it has, how rare these are, and whether they stand together.

use super::{
    evidence::is_telling,
    features::{Reader, Reading},
    names::name_of,
    team::{TeamTopics, singular},
    vocabulary::Vocabulary,
};

/// A text that covers less of an expression does not mention it.
pub(super) const LEAST_COVER: f32 = 0.5;

/// How much of a word counts where only its stem is the same: training, train.
const SAME_STEM: f32 = 0.7;

/// What remains of the cover for each pair of words with others between them in the text, for each pair in the other order, and
/// for one in the other order without any word between.
const APART: f32 = 0.85;
const TURNED: f32 = 0.8;
const SWAPPED: f32 = 0.95;

/// How many places of its words are looked at for one expression.
const PLACES: usize = 64;

/// An expression by which people mean a topic.
#[derive(Debug)]
pub(super) struct Expression {
    /// The topic's number.
    pub(super) topic: usize,
    /// As the team wrote it.
    pub(super) written: String,
    /// Its words, each once.
    pub(super) terms: Vec<Term>,
    /// How much it counts when all of it is there.
    pub(super) worth: f32,
}

/// A word of an expression.
#[derive(Debug)]
pub(super) struct Term {
    /// Names the word without its ending.
    pub(super) stem: u64,
    /// Names the word, plural and singular alike.
    pub(super) exact: u64,
    /// How much of the expression it makes up: the rarer, the more.
    pub(super) share: f32,
}

/// How a text speaks of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    /// How much of the expression the text has, from 0 to 1.
    pub(super) cover: f32,
    /// How much of the sentence's telling words belong to the expression, from 0 to 1.
    pub(super) part: f32,
    /// The words of the text that belong to it, by their places.
    pub(super) tokens: Vec<usize>,
    /// The expression as the team wrote it.
    pub(super) written: String,
}

/// A word of a text, by one of its readings: as written, or as it is meant to be.
struct Word {
    stem: u64,
    exact: u64,
    token: usize,
}

/// A place of the text where a word of an expression stands.
#[derive(Clone, Copy)]
struct Place {
    token: usize,
    term: usize,
    likeness: f32,
}

/// The words of a text, to be looked up.
pub(super) struct Said {
    /// In the order of their stems.
    words: Vec<Word>,
    tokens: Vec<Weighed>,
}

/// What is known of a token.
struct Weighed {
    sentence: usize,
    /// How much it counts: less where the text sets it aside.
    weight: f32,
    /// How much it tells; function words tell nothing.
    telling: f32,
}

impl Said {
    /// The words of a text that was read.
    pub(super) fn of(reading: &Reading, reader: &Reader, vocabulary: &Vocabulary, topics: &TeamTopics) -> Self {
        let mut said = Self { words: Vec::new(), tokens: Vec::with_capacity(reading.tokens.len()) };
        for (at, token) in reading.tokens.iter().enumerate() {
            let stem = reader.exact_name(token);
            let telling = if is_telling(&token.word) { vocabulary.telling(token.name) } else { 0.0 };
            said.tokens.push(Weighed { sentence: token.sentence, weight: token.weight, telling });
            let exact = name_of(singular(&token.word));
            said.words.push(Word { stem, exact, token: at });
            if token.name != stem {
                said.words.push(Word { stem: token.name, exact: token.name, token: at });
            }
            if let Some(meant) = topics.meant(&token.word) {
                let (stem, exact) = (reader.name(meant), name_of(singular(meant)));
                said.words.push(Word { stem, exact, token: at });
            }
        }
        said.words.sort_unstable_by_key(|word| (word.stem, word.token, word.exact));
        said
    }

    /// The stem of each word, once.
    pub(super) fn stems(&self) -> impl Iterator<Item = u64> {
        self.words.chunk_by(|one, other| one.stem == other.stem).map(|same| same[0].stem)
    }

    /// How the text speaks of an expression, in the sentence that has most of it.
    pub(super) fn mention(&self, expression: &Expression) -> Option<Mention> {
        let mut places: Vec<Place> =
            expression.terms.iter().enumerate().flat_map(|(at, term)| self.places(at, term)).take(PLACES).collect();
        places.sort_by(|one, other| one.token.cmp(&other.token).then(other.likeness.total_cmp(&one.likeness)));
        places.dedup_by_key(|place| place.token);
        let sentences = places.chunk_by(|one, other| self.sentence(one) == self.sentence(other));
        let mentions = sentences.map(|places| self.in_sentence(expression, places));
        mentions.reduce(|best, next| if next.cover > best.cover { next } else { best })
    }

    fn places(&self, at: usize, term: &Term) -> impl Iterator<Item = Place> {
        let start = self.words.partition_point(|word| word.stem < term.stem);
        let same = self.words[start..].iter().take_while(|word| word.stem == term.stem);
        same.map(move |word| Place {
            token: word.token,
            term: at,
            likeness: if word.exact == term.exact { 1.0 } else { SAME_STEM },
        })
    }

    fn sentence(&self, place: &Place) -> usize {
        self.tokens[place.token].sentence
    }

    /// The places are of one sentence, in the order of the text.
    fn in_sentence(&self, expression: &Expression, places: &[Place]) -> Mention {
        let mut best = vec![0.0f32; expression.terms.len()];
        for place in places {
            let likeness = place.likeness * self.tokens[place.token].weight;
            best[place.term] = best[place.term].max(likeness);
        }
        let mut cover: f32 = expression.terms.iter().zip(&best).map(|(term, likeness)| term.share * likeness).sum();
        for pair in places.windows(2).filter(|pair| pair[0].term != pair[1].term) {
            let between = &self.tokens[pair[0].token + 1..pair[1].token];
            if between.iter().filter(|token| token.telling > 0.0).count() > 1 {
                cover *= APART;
            }
            if pair[0].term > pair[1].term {
                cover *= if between.is_empty() { SWAPPED } else { TURNED };
            }
        }
        cover *= expression.worth;
        let sentence = places.first().map_or(0, |place| self.sentence(place));
        let weight = |token: &Weighed| token.weight * token.telling;
        let all: f32 = self.tokens.iter().filter(|token| token.sentence == sentence).map(weight).sum();
        let own: f32 = places.iter().map(|place| weight(&self.tokens[place.token])).sum();
        Mention {
            cover,
            part: own / all.max(f32::MIN_POSITIVE),
            tokens: places.iter().map(|place| place.token).collect(),
            written: expression.written.clone(),
        }
    }
}
