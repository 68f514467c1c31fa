//! A question where a team has topics of its own: they compete with the handbook's duties at once, without learning.
//!
//! Whether anybody has to be found, the handbook judges: nobody has to be for "the release train was on time". A topic takes from
//! the duties' probability, and from that of asides where the text asks who. How much, the words say: how much of the topic's own
//! words the text has, and how much of the text they make up, against how clearly the rest of it speaks of one duty.

use super::{
    features::Reading,
    maths::exp,
    mention::{Mention, Said},
    route::Route,
    router::{Read, Router},
    team::{TeamTopics, TopicId},
};

/// What stands in for a topic's words when the rest of a text is judged.
const STAND_IN: &str = "it";

/// The odds of a topic against the handbook, as the exponent: what always counts, then by how much of the topic is covered, how
/// much of the sentence it makes up, and how clear the rest of the text is.
const BASE: f32 = -10.0;
const BY_COVER: f32 = 12.0;
const BY_PART: f32 = 4.0;
const BY_REST: f32 = -2.0;

/// How much of what a topic takes from duties it takes from asides too, where the text asks who. The handbook knows few
/// questions about words that it does not know, and so may take them for talk.
const FROM_ASIDES: f32 = 0.75;

/// The router's result for a text where a team has topics of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamRoute {
    /// The team's topic that the text is about. None: `route` says what it is about.
    pub topic: Option<TopicId>,
    /// The team's topics that the text may be about, the likeliest first, at most three.
    pub topics: Vec<TopicMatch>,
    /// What the handbook makes of the text. Its probabilities are what the team's topics leave over, so that it may be unsure
    /// where [`Router::route`] is not.
    pub route: Route,
}

/// A topic of a team that a text may be about.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicMatch {
    /// The topic.
    pub id: TopicId,
    /// Its probability, from 0 to 1.
    pub probability: f32,
    /// The words of the text that speak of it, as written, in their order.
    pub words: Vec<String>,
    /// The team's title or phrase that they come from.
    pub phrase: String,
}

impl Router {
    /// Like [`route`](Self::route), with a team's own topics beside the handbook's duties. Without topics, or with none that the
    /// text mentions, the handbook's answer is the same to the last digit.
    #[must_use]
    pub fn route_with(&self, text: &str, topics: &TeamTopics) -> TeamRoute {
        let mut read = self.read(text);
        let said = Said::of(&read.reading, &self.reader, &self.vocabulary, topics);
        let mentioned = topics.mentioned(&said);
        if mentioned.is_empty() {
            return TeamRoute { topic: None, topics: Vec::new(), route: self.route_of(&read, self.recipe.sure) };
        }
        let aside = self.aside(&read);
        let from_asides = if asks_who(&read.reading) { FROM_ASIDES } else { 0.0 };
        let shares = self.shares(&read, &mentioned);
        let taken: f32 = shares.iter().sum();
        for (probability, is_aside) in read.topics.iter_mut().zip(self.corpus.asides()) {
            *probability *= 1.0 - taken * if is_aside { from_asides } else { 1.0 };
        }
        let matches = mentioned.into_iter().zip(shares).map(|((topic, mention), share)| TopicMatch {
            id: topics.id(topic).clone(),
            probability: share * (1.0 - aside + aside * from_asides),
            words: words(&read, &mention),
            phrase: mention.written,
        });
        let mut topics: Vec<TopicMatch> = matches.collect();
        topics.sort_by(|one, other| other.probability.total_cmp(&one.probability));
        let route = self.route_of(&read, self.recipe.sure);
        let wins = |topic: &&TopicMatch| topic.probability >= self.recipe.sure.max(route.confidence);
        TeamRoute { topic: topics.first().filter(wins).map(|topic| topic.id.clone()), topics, route }
    }

    /// The share of each topic that a text mentions in what speaks of anybody's job.
    fn shares(&self, read: &Read, mentioned: &[(usize, Mention)]) -> Vec<f32> {
        let odds: Vec<f32> = mentioned.iter().map(|(_, mention)| self.odds(read, mention)).collect();
        let all = 1.0 + odds.iter().sum::<f32>();
        odds.into_iter().map(|odds| odds / all).collect()
    }

    /// How likely nobody has to be found.
    fn aside(&self, read: &Read) -> f32 {
        let asides = read.topics.iter().zip(self.corpus.asides()).filter(|(_, is_aside)| *is_aside);
        asides.map(|(probability, _)| probability).sum()
    }

    /// The odds of a topic against all of the handbook.
    fn odds(&self, read: &Read, mention: &Mention) -> f32 {
        let rest = self.read(&without(read, mention));
        let clear = rest.topics.iter().zip(self.corpus.asides()).filter(|(_, is_aside)| !is_aside);
        let clear = clear.fold(0.0f32, |most, (probability, _)| most.max(*probability));
        exp(BASE + BY_COVER * mention.cover + BY_PART * mention.part + BY_REST * clear)
    }
}

/// Whether a text asks who: a sentence with a question mark, or a clause that begins so.
fn asks_who(reading: &Reading) -> bool {
    let tokens = &reading.tokens;
    let is_who = |at: &usize| matches!(tokens[*at].word.as_str(), "who" | "whose" | "whom");
    let sentence = |at: usize| tokens[at..].iter().take_while(move |token| token.sentence == tokens[at].sentence);
    let asks = |at: usize| {
        let begins = at == 0 || tokens[at - 1].clause != tokens[at].clause;
        begins || sentence(at).any(|token| token.word == "?")
    };
    (0..tokens.len()).filter(is_who).any(asks)
}

/// The text with something that says nothing in the place of a topic's words.
pub(super) fn without(read: &Read, mention: &Mention) -> String {
    let text = &read.reading.cleaned.text;
    let (mut rest, mut from) = (String::with_capacity(text.len()), 0);
    for token in &mention.tokens {
        let at = &read.reading.tokens[*token].at;
        if at.start < from {
            continue;
        }
        rest.push_str(&text[from..at.start]);
        if !rest.trim_end().ends_with(STAND_IN) {
            rest.push_str(STAND_IN);
        }
        from = at.end;
    }
    rest.push_str(&text[from..]);
    rest
}

fn words(read: &Read, mention: &Mention) -> Vec<String> {
    let written = |token: &usize| read.reading.cleaned.text[read.reading.tokens[*token].at.clone()].to_owned();
    mention.tokens.iter().map(written).collect()
}
