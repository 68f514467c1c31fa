//! The whole computation behind an answer, step by step, for whoever looks after a handbook.

use std::collections::BTreeMap;

use super::{
    clean::without_manners,
    concepts,
    corpus::Subject,
    features::{Feature, Kind, Reading, named, shapes},
    frame,
    names::{joined, name_of},
    route::Route,
    router::{Read, Router},
    tokens::Token,
    verdict::likeliest,
};
use crate::handbook::Pattern;

/// How many topics, the likeliest, are followed through the computation.
const FOLLOWED: usize = 5;

/// How an answer came about.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The text as it was read, without code, links, quotes and mentions.
    pub cleaned: String,
    /// Whether code was cut out.
    pub code: bool,
    /// Whether a link was cut out.
    pub link: bool,
    /// Its words.
    pub words: Vec<WordRead>,
    /// The topics that are followed, the likeliest first.
    pub topics: Vec<TopicWeighed>,
    /// What was seen in the text, with what it adds to each topic that is followed: what adds most first.
    pub features: Vec<FeatureWeighed>,
    /// How many features were seen that the handbook's phrases do not teach anything about.
    pub unknown: usize,
    /// The probability of each side that is at all likely: nobody, each lead, leads together, neighbours.
    pub sides: Vec<(String, f32)>,
    /// The probability of each set of deciding roles that is at all likely.
    pub deciders: Vec<(String, f32)>,
    /// What scores are divided by, so that confidence tells how often an answer is right.
    pub temperature: f32,
    /// What is added to the score of a topic of which a pattern matches.
    pub pattern_bonus: f32,
    /// From which probability of the deciding roles on an answer is given.
    pub sure: f32,
    /// The answer.
    pub route: Route,
}

/// A word as it was read.
#[derive(Clone, Debug)]
pub struct WordRead {
    /// As it stands in the cleaned text.
    pub written: String,
    /// In lower case, contractions spelled out.
    pub word: String,
    /// What it was taken for, where it was taken for a slip of the finger.
    pub corrected: Option<String>,
    /// What is left of it without its ending.
    pub stem: String,
    /// The number of its sentence, from 1.
    pub sentence: usize,
    /// The number of its clause, from 1.
    pub clause: usize,
    /// How much it counts: 1, or less where the text sets it aside.
    pub weight: f32,
}

/// A topic with its score. `(by_words + bias) / temperature + bonus` is the score, of which the probability is made.
#[derive(Clone, Debug)]
pub struct TopicWeighed {
    /// The duty's or aside's id.
    pub name: String,
    /// Whether it is an aside.
    pub aside: bool,
    /// What the features add up to.
    pub by_words: f32,
    /// What every text adds.
    pub bias: f32,
    /// The patterns that match.
    pub patterns: Vec<String>,
    /// What is added for patterns, and to asides.
    pub bonus: f32,
    /// The score.
    pub score: f32,
    /// The probability, among all topics.
    pub probability: f32,
}

/// A feature, or the groups of letters of one word together.
#[derive(Clone, Debug)]
pub struct FeatureWeighed {
    /// What it is, in words.
    pub name: String,
    /// How strong it is in this text, of a whole of length one.
    pub value: f32,
    /// What it adds to each topic that is followed.
    pub adds: Vec<f32>,
}

impl Router {
    /// How the answer to a text comes about.
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        let read = self.read(text);
        let followed: Vec<usize> =
            likeliest(read.topics.iter().copied().enumerate(), FOLLOWED).into_iter().map(|(topic, _)| topic).collect();
        let (features, unknown) = self.features_weighed(&read, &followed);
        let groups = self.corpus.by_group(&read.topics);
        Explanation {
            cleaned: read.reading.cleaned.text.split_whitespace().collect::<Vec<_>>().join(" "),
            code: read.reading.cleaned.code,
            link: read.reading.cleaned.link,
            words: self.words_read(&read.reading),
            topics: self.topics_weighed(&read, &followed),
            features,
            unknown,
            sides: likely(self.corpus.by_side(&groups), |side| self.corpus.side_name(side)),
            deciders: likely(groups, |group| self.corpus.group_name(group)),
            temperature: self.recipe.temperature,
            pattern_bonus: self.recipe.pattern_bonus,
            sure: self.recipe.sure,
            route: self.route(text),
        }
    }

    fn words_read(&self, reading: &Reading) -> Vec<WordRead> {
        let read = |token: &Token| {
            let corrected = self.reader.meant(&token.word).filter(|meant| *meant != token.word);
            WordRead {
                written: reading.cleaned.text[token.at.clone()].to_owned(),
                word: token.word.clone(),
                stem: self.reader.stem(corrected.unwrap_or(&token.word)),
                corrected: corrected.map(str::to_owned),
                sentence: token.sentence + 1,
                clause: token.clause + 1,
                weight: token.weight,
            }
        };
        reading.tokens.iter().map(read).collect()
    }

    fn topics_weighed(&self, read: &Read, followed: &[usize]) -> Vec<TopicWeighed> {
        let count = self.corpus.topics.len();
        let (scores, biases) = (self.model.scores(&read.vector, count), self.model.scores(&Vec::new(), count));
        let weighed = |topic: &usize| {
            let of = &self.corpus.topics[*topic];
            let matched = read.matched.contains(topic);
            let seen = without_manners(&read.reading.cleaned.text);
            let is_match = |pattern: &&Pattern| matched && pattern.is_match(&seen);
            let bonus = if of.is_aside() { self.recipe.aside_bonus } else { 0.0 }
                + if matched { self.recipe.pattern_bonus } else { 0.0 };
            TopicWeighed {
                name: name(&of.subject),
                aside: of.is_aside(),
                by_words: scores[*topic] - biases[*topic],
                bias: biases[*topic],
                patterns: of.patterns.iter().filter(is_match).map(|pattern| pattern.source().to_owned()).collect(),
                bonus,
                score: scores[*topic] / self.recipe.temperature + bonus,
                probability: read.topics[*topic],
            }
        };
        followed.iter().map(weighed).collect()
    }

    /// The features that count, and how many do not.
    fn features_weighed(&self, read: &Read, followed: &[usize]) -> (Vec<FeatureWeighed>, usize) {
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        let concepts = concepts::names().map(|(id, name)| (named(Kind::Concept, u64::from(id)), name));
        let concepts: BTreeMap<u64, &str> = concepts.collect();
        let mut unknown = 0;
        for feature in &read.reading.features {
            match self.vocabulary.number(feature) {
                Some(number) => drop(names.entry(number).or_insert_with(|| self.called(feature, read, &concepts))),
                None => unknown += 1,
            }
        }
        let mut weighed: BTreeMap<&str, FeatureWeighed> = BTreeMap::new();
        for (number, value) in &read.vector {
            let name = names.get(number).map_or("?", String::as_str);
            let empty = || FeatureWeighed { name: name.to_owned(), value: 0.0, adds: vec![0.0; followed.len()] };
            let sum = weighed.entry(name).or_insert_with(empty);
            // Lengths of what is at right angles add up by their squares.
            sum.value = (sum.value * sum.value + value * value).sqrt();
            for (add, topic) in sum.adds.iter_mut().zip(followed) {
                *add += value * self.model.weight(*number, *topic);
            }
        }
        let mut weighed: Vec<FeatureWeighed> = weighed.into_values().collect();
        let most = |feature: &FeatureWeighed| feature.adds.iter().fold(0.0f32, |most, add| most.max(add.abs()));
        weighed.sort_by(|one, other| most(other).total_cmp(&most(one)).then_with(|| one.name.cmp(&other.name)));
        (weighed, unknown)
    }

    /// A feature in words.
    fn called(&self, feature: &Feature, read: &Read, concepts: &BTreeMap<u64, &str>) -> String {
        let tokens = &read.reading.tokens;
        let stem = |at: usize| {
            tokens
                .get(at)
                .map_or(String::new(), |token| self.reader.stem(self.reader.meant(&token.word).unwrap_or(&token.word)))
        };
        match feature.kind {
            Kind::Word => format!("word {}", stem(feature.tokens().start)),
            Kind::Pair => format!("pair {} {}", stem(feature.tokens().start), stem(feature.tokens().start + 1)),
            Kind::Letters => {
                format!("letters of {}", tokens.get(feature.tokens().start).map_or("", |token| &token.word))
            }
            Kind::Concept => format!("concept {}", concepts.get(&feature.name).unwrap_or(&"?")),
            Kind::Shape => format!("shape {}", Self::shape(feature, read)),
            Kind::Frame => {
                let words =
                    tokens.get(feature.tokens()).unwrap_or_default().iter().map(|token| frame::shown(&token.word));
                format!("frame {}", words.collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// Which shape of the text a feature is: its name is compared with those of all shapes that there are.
    fn shape(feature: &Feature, read: &Read) -> &'static str {
        let found = shapes(&read.reading)
            .into_iter()
            .find(|(mark, more)| named(Kind::Shape, joined(name_of(mark), *more)) == feature.name);
        found.map_or("?", |(mark, _)| mark)
    }
}

/// What is likely enough to be told, the likeliest first.
fn likely(probabilities: Vec<f32>, name: impl Fn(usize) -> String) -> Vec<(String, f32)> {
    let told = probabilities.into_iter().enumerate().filter(|(_, probability)| *probability >= 0.005);
    likeliest(told, FOLLOWED).into_iter().map(|(at, probability)| (name(at), probability)).collect()
}

fn name(subject: &Subject) -> String {
    match subject {
        Subject::Duty(duty) => duty.to_string(),
        Subject::Aside(aside) => aside.to_string(),
    }
}

#[cfg(test)]
#[path = "../../tests/routing/explained.rs"]
mod tests;
