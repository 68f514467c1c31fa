//! The router: reads a text, weighs topics, decides.

use std::fmt;

use crate::handbook::{Handbook, Matching};

use super::{
    corpus::Corpus,
    evidence,
    features::{Reader, Reading},
    maths::softmax,
    model::Model,
    nearest::Nearest,
    recipe::Recipe,
    route::{Evidence, Route},
    train::{Lessons, train},
    verdict::{Verdict, candidates, rivals},
    vocabulary::{Census, Vector, Vocabulary},
};

/// How many topics, the likeliest by their words, have their patterns looked at: what is behind them would not win with a pattern.
const PATTERN_REACH: usize = 24;

/// Finds the duty that a text is about. Made once from a handbook; reading a text changes nothing.
pub struct Router {
    recipe: Recipe,
    corpus: Corpus,
    reader: Reader,
    vocabulary: Vocabulary,
    model: Model,
    nearest: Nearest,
}

/// A text with all that the verdict rests on.
struct Read {
    reading: Reading,
    vector: Vector,
    /// The probability of each topic.
    topics: Vec<f32>,
    /// The topics of which a pattern matched.
    matched: Vec<usize>,
}

impl Router {
    /// A router for a handbook. Learns from its phrases, which takes a fraction of a second.
    #[must_use]
    pub fn new(handbook: &Handbook) -> Self {
        Self::of(Corpus::of(handbook), Recipe::default())
    }

    /// A router that learns from a corpus.
    pub(super) fn of(corpus: Corpus, recipe: Recipe) -> Self {
        let reader = Reader::new(&recipe);
        let mut census = Census::default();
        for example in &corpus.examples {
            census.count(&reader.read(&example.text).features);
        }
        let (vocabulary, vectors) = census.vocabulary(&recipe);
        let (mut lessons, mut nearest) = (Lessons::default(), Nearest::default());
        for (example, vector) in corpus.examples.iter().zip(vectors) {
            lessons.push(&vector, example.topic);
            nearest.push(&vector);
        }
        let groups: Vec<usize> = corpus.topics.iter().map(|topic| topic.group).collect();
        let model = Model::of(&train(&lessons, &groups, vocabulary.len(), &recipe));
        Self {
            recipe,
            corpus,
            reader,
            vocabulary,
            model,
            nearest,
        }
    }

    /// What a text is about, how sure that is, and why. [`Outcome::Unsure`](super::Outcome::Unsure) under the threshold.
    #[must_use]
    pub fn route(&self, text: &str) -> Route {
        self.route_above(text, self.recipe.sure)
    }

    /// What a text is most likely about, however unsure that is: for measurements, which need an answer to everything.
    #[must_use]
    pub fn guess(&self, text: &str) -> Route {
        self.route_above(text, 0.0)
    }

    fn route_above(&self, text: &str, sure: f32) -> Route {
        let read = self.read(text);
        let verdict = Verdict::of(&self.corpus, &read.topics);
        Route {
            outcome: verdict.outcome(&self.corpus, sure),
            confidence: verdict.confidence,
            evidence: self.evidence(&read, verdict.topic),
            alternatives: candidates(&self.corpus, &read.topics, verdict.topic),
        }
    }

    fn evidence(&self, read: &Read, topic: usize) -> Evidence {
        let rivals = rivals(&self.corpus, &read.topics, topic);
        let words = evidence::words(&read.reading, &self.vocabulary, &self.model, topic, &rivals);
        let spoken = self
            .corpus
            .examples_of(topic)
            .filter(|example| self.corpus.examples[*example].spoken);
        let closest = self.nearest.closest(spoken, &read.vector);
        Evidence {
            words: words.speaking_for,
            phrase: closest.map(|example| self.corpus.examples[example].text.clone()),
            pattern: read.matched.contains(&topic),
            against: words.against,
        }
    }

    fn read(&self, text: &str) -> Read {
        let reading = self.reader.read(text);
        let vector = self.vocabulary.vector(&reading.features);
        let mut topics = self.model.scores(&vector, self.corpus.topics.len());
        topics
            .iter_mut()
            .for_each(|score| *score /= self.recipe.temperature);
        let matched = self.matched(&topics, &reading.cleaned.text);
        matched
            .iter()
            .for_each(|topic| topics[*topic] += self.recipe.pattern_bonus);
        softmax(&mut topics);
        Read {
            reading,
            vector,
            topics,
            matched,
        }
    }

    /// The likely topics of which a pattern matches.
    fn matched(&self, scores: &[f32], text: &str) -> Vec<usize> {
        let mut likely: Vec<usize> = (0..scores.len()).collect();
        let reach = PATTERN_REACH.min(likely.len());
        if reach < likely.len() {
            likely.select_nth_unstable_by(reach, |one, other| {
                scores[*other].total_cmp(&scores[*one]).then(one.cmp(other))
            });
        }
        likely.truncate(reach);
        let mut matching = Matching::default();
        let mut matches = |topic: &usize| {
            self.corpus.topics[*topic]
                .patterns
                .iter()
                .any(|pattern| pattern.is_match_with(&mut matching, text))
        };
        likely.retain(&mut matches);
        likely
    }

    /// The probability of each topic.
    #[cfg(test)]
    pub(super) fn topics(&self, text: &str) -> Vec<f32> {
        self.read(text).topics
    }

    #[cfg(test)]
    pub(super) fn corpus(&self) -> &Corpus {
        &self.corpus
    }
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Router");
        shown
            .field("topics", &self.corpus.topics.len())
            .field("examples", &self.corpus.examples.len());
        shown
            .field("features", &self.vocabulary.len())
            .finish_non_exhaustive()
    }
}
#[cfg(test)]
mod timing {
    use super::*;
    use std::time::Instant;
    #[test]
    #[ignore]
    fn stages() {
        let files = crate::handbook::files::read(std::path::Path::new("responses")).unwrap();
        let lib = crate::handbook::Library::load(&files, &[]).unwrap();
        let corpus = Corpus::of(lib.fallback());
        let recipe = Recipe::default();
        let t = Instant::now();
        let reader = Reader::new(&recipe);
        println!("reader {:?}", t.elapsed());
        let t = Instant::now();
        for e in &corpus.examples { std::hint::black_box(super::super::clean::clean(&e.text)); }
        println!("clean {:?}", t.elapsed());
        let t = Instant::now();
        for e in &corpus.examples { std::hint::black_box(reader.read(&e.text)); }
        println!("read {:?}", t.elapsed());
        let t = Instant::now();
        let mut census = Census::default();
        for e in &corpus.examples { census.count(&reader.read(&e.text).features); }
        println!("read+census {:?}", t.elapsed());
        let t = Instant::now();
        let (v, vectors) = census.vocabulary(&recipe);
        println!("vocabulary {:?}", t.elapsed());
        let (mut lessons, mut nearest) = (Lessons::default(), Nearest::default());
        let t = Instant::now();
        for (example, vector) in corpus.examples.iter().zip(vectors) {
            lessons.push(&vector, example.topic);
            nearest.push(&vector);
        }
        println!("push {:?}", t.elapsed());
        let groups: Vec<usize> = corpus.topics.iter().map(|topic| topic.group).collect();
        let t = Instant::now();
        let w = train(&lessons, &groups, v.len(), &recipe);
        println!("train {:?}", t.elapsed());
        let t = Instant::now();
        let _m = Model::of(&w);
        println!("round {:?}", t.elapsed());
        let r = Router::of(corpus.clone(), recipe.clone());
        let texts: Vec<&str> = corpus.examples.iter().map(|e| e.text.as_str()).collect();
        let n = texts.len() as u32;
        let t = Instant::now(); let rs: Vec<_> = texts.iter().map(|t| r.reader.read(t)).collect(); println!("read {:?}", t.elapsed()/n);
        let t = Instant::now(); let vs: Vec<_> = rs.iter().map(|t| r.vocabulary.vector(&t.features)).collect(); println!("vector {:?}", t.elapsed()/n);
        let t = Instant::now(); let ss: Vec<_> = vs.iter().map(|v| r.model.scores(v, 268)).collect(); println!("scores {:?}", t.elapsed()/n);
        let t = Instant::now(); for (s,t) in ss.iter().zip(&texts) { std::hint::black_box(r.matched(s,t)); } println!("patterns {:?}", t.elapsed()/n);
        let t = Instant::now(); for s in ss.iter() { let mut s = s.clone(); softmax(&mut s); std::hint::black_box(&s); } println!("softmax {:?}", t.elapsed()/n);
        let reads: Vec<_> = texts.iter().map(|t| r.read(t)).collect();
        let t = Instant::now(); for s in &reads { let v = Verdict::of(&r.corpus, &s.topics); std::hint::black_box(r.evidence(s, v.topic)); } println!("evidence {:?}", t.elapsed()/n);
        let t = Instant::now(); for s in &reads { std::hint::black_box(candidates(&r.corpus, &s.topics, 1)); } println!("candidates {:?}", t.elapsed()/n);
    }
}
