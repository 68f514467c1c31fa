//! Methods against each other, on the same phrases and the same questions.
//!
//! `cargo test --release --lib routing::tests -- --ignored --nocapture` prints the table that stands in the module's documentation.
//! Questions are the team's own (`tests/routing/own.jsonl`), those of the file that `ROUTING_DEV` names, and, in five parts, the
//! handbook's phrases: a method learns from four parts and is asked the fifth.

use std::{collections::BTreeMap, fs, path::Path};

use super::{
    corpus::{Corpus, Subject},
    features::{Kind, Reader},
    maths::exp,
    recipe::Recipe,
    router::Router,
    score::{NONE, Question, Score, questions},
    verdict::Verdict,
    vocabulary::{Census, Vector, Vocabulary},
};
use crate::{
    handbook::{Decider, Handbook, Kind as RoleKind, Library, files},
    replies::DECLARED,
};

/// Gives each topic of a corpus a probability for a text.
type Weigh = Box<dyn Fn(&str) -> Vec<f32>>;

/// Learns from a corpus.
type Method = Box<dyn Fn(Corpus) -> Weigh>;

/// The bot's method with a change.
fn by(change: fn(&mut Recipe)) -> Method {
    Box::new(move |corpus| {
        let mut recipe = Recipe::default();
        change(&mut recipe);
        let router = Router::of(corpus, recipe);
        Box::new(move |text| router.read(text).topics)
    })
}

fn methods() -> Vec<(&'static str, Method)> {
    vec![
        ("linear, duties and roles (the bot's)", by(|_| ())),
        ("linear, duties alone", by(|recipe| recipe.role_share = 0.0)),
        ("linear, roles alone", Box::new(|corpus| roles_alone(corpus, &by(|recipe| recipe.role_share = 0.0)))),
        ("nearest phrases, cosine", Box::new(|corpus| nearest(corpus, cosine, false))),
        ("nearest phrases, BM25", Box::new(|corpus| nearest(corpus, bm25, true))),
        ("linear and cosine, 4 : 1", Box::new(move |corpus| mixed(&corpus, &by(|_| ())))),
        ("one learner instead of two", by(|recipe| recipe.learners = 1)),
        ("without pairs of words", by(|recipe| recipe.scales[Kind::Pair as usize] = 0.0)),
        ("without groups of letters", by(|recipe| recipe.scales[Kind::Letters as usize] = 0.0)),
        ("without concepts", by(|recipe| recipe.scales[Kind::Concept as usize] = 0.0)),
        ("without the text's shape", by(|recipe| recipe.scales[Kind::Shape as usize] = 0.0)),
        ("without patterns", by(|recipe| recipe.pattern_bonus = 0.0)),
        ("without spelling", by(|recipe| recipe.spelling = false)),
        ("without contrast", by(|recipe| recipe.contrast = false)),
    ]
}

/// A linear model that knows roles only: each example is one of its group's first topic.
fn roles_alone(mut corpus: Corpus, linear: &Method) -> Weigh {
    let first = |group| corpus.topics.iter().position(|topic| topic.group == group);
    let firsts: Vec<_> = corpus.topics.iter().map(|topic| first(topic.group)).collect();
    for example in &mut corpus.examples {
        example.topic = firsts[example.topic].expect("each group has a topic");
    }
    linear(corpus)
}

/// How alike a text is to an example, both as vectors.
type Likeness = fn(text: &Vector, example: &Vector, mean_length: f32) -> f32;

fn cosine(text: &Vector, example: &Vector, _: f32) -> f32 {
    both(text, example).map(|(one, other)| one * other).sum()
}

/// Words alone, with the usual constants. The vectors' values serve as rarity.
fn bm25(text: &Vector, example: &Vector, mean_length: f32) -> f32 {
    let length = 1.2 * (0.25 + 0.75 * example.len() as f32 / mean_length);
    both(text, example).map(|(rarity, _)| rarity * 2.2 / (1.0 + length)).sum()
}

fn both<'a>(text: &'a Vector, example: &'a Vector) -> impl Iterator<Item = (f32, f32)> {
    let find = |number: u32| example.binary_search_by_key(&number, |(number, _)| *number).ok();
    text.iter().filter_map(move |(number, value)| Some((*value, example[find(*number)?].1)))
}

/// The ten nearest examples, the nearer the more.
fn nearest(corpus: Corpus, likeness: Likeness, words_alone: bool) -> Weigh {
    let mut recipe = Recipe { rarity: 1.0, least_words: 1, ..Recipe::default() };
    if words_alone {
        recipe.scales = [1.0, 0.0, 0.0, 0.0, 0.0];
    }
    let (reader, vocabulary, vectors) = vectors(&corpus, &recipe);
    let mean_length = vectors.iter().map(Vec::len).sum::<usize>() as f32 / vectors.len() as f32;
    Box::new(move |text| {
        let asked = vocabulary.vector(&reader.read(text).features);
        let mut near: Vec<_> = vectors.iter().map(|vector| likeness(&asked, vector, mean_length)).enumerate().collect();
        near.sort_by(|one, other| other.1.total_cmp(&one.1));
        let highest = near.first().map_or(1.0, |(_, likeness)| likeness.max(1e-6));
        let mut topics = vec![1e-6; corpus.topics.len()];
        for (example, likeness) in &near[..10] {
            topics[corpus.examples[*example].topic] += exp(8.0 * likeness / highest);
        }
        let sum: f32 = topics.iter().sum();
        topics.iter_mut().for_each(|part| *part /= sum);
        topics
    })
}

fn vectors(corpus: &Corpus, recipe: &Recipe) -> (Reader, Vocabulary, Vec<Vector>) {
    let reader = Reader::new(recipe, &corpus.texts().collect::<Vec<_>>());
    let mut census = Census::default();
    corpus.examples.iter().for_each(|example| census.count(&reader.read(&example.text).features));
    let vocabulary = census.vocabulary(recipe);
    let vectors = census.vectors(&vocabulary).collect();
    (reader, vocabulary, vectors)
}

fn mixed(corpus: &Corpus, linear: &Method) -> Weigh {
    let (linear, nearest) = (linear(corpus.clone()), nearest(corpus.clone(), cosine, false));
    Box::new(move |text| linear(text).iter().zip(nearest(text)).map(|(one, other)| 0.8 * one + 0.2 * other).collect())
}

/// The label of each topic.
fn labels(handbook: &Handbook, corpus: &Corpus) -> Vec<String> {
    let of_duty = |decider: &Decider| {
        let [role] = decider.roles() else { return "both".to_owned() };
        let kind = handbook.role(role.as_str()).map(|role| role.kind);
        if kind == Some(RoleKind::Lead) { role.to_string() } else { "other".to_owned() }
    };
    let label = |subject: &Subject| match subject {
        Subject::Duty(duty) => handbook.duty(duty.as_str()).map_or(NONE.to_owned(), |duty| of_duty(&duty.decider)),
        Subject::Aside(_) => NONE.to_owned(),
    };
    corpus.topics.iter().map(|topic| label(&topic.subject)).collect()
}

fn on_questions(handbook: &Handbook, method: &Method, questions: &[Question]) -> Score {
    let corpus = Corpus::of(handbook);
    let labels = labels(handbook, &corpus);
    let weigh = method(corpus.clone());
    let mut score = Score::default();
    for question in questions {
        let Verdict { topic, confidence } = Verdict::of(&corpus, &weigh(&question.text));
        score.add(question.clone(), &labels[topic], confidence.into());
    }
    score
}

const PARTS: usize = 5;

/// Also gives the share of right topics. Phrases that stand together in a topic's list often have an idea in common, so a part is a stretch of each list.
fn on_phrases(handbook: &Handbook, method: &Method) -> (Score, f32) {
    let corpus = Corpus::of(handbook);
    let labels = labels(handbook, &corpus);
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    let places: Vec<usize> = corpus
        .examples
        .iter()
        .map(|example| {
            let length = lengths.entry(example.topic).or_default();
            *length += 1;
            *length - 1
        })
        .collect();
    let part = |at: usize| places[at] * PARTS / lengths[&corpus.examples[at].topic];
    let (mut score, mut asked, mut right_topics) = (Score::default(), 0, 0);
    for held in 0..PARTS {
        let is_held = |at: &usize| corpus.examples[*at].spoken && part(*at) == held;
        let mut rest = corpus.clone();
        rest.examples = (0..places.len()).filter(|at| !is_held(at)).map(|at| corpus.examples[at].clone()).collect();
        let weigh = method(rest);
        for example in (0..places.len()).filter(is_held).map(|at| &corpus.examples[at]) {
            let Verdict { topic, confidence } = Verdict::of(&corpus, &weigh(&example.text));
            let label = labels[example.topic].clone();
            let question = Question { id: String::new(), text: String::new(), label, accept: Vec::new() };
            score.add(question, &labels[topic], confidence.into());
            asked += 1;
            right_topics += usize::from(topic == example.topic);
        }
    }
    (score, right_topics as f32 / asked as f32)
}

fn read(path: &Path) -> Vec<Question> {
    let lines = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    questions(&lines).unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()))
}

#[test]
#[ignore = "takes minutes; for the table in the documentation"]
fn table_of_methods() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let handbook = library.fallback();
    let own = read(&root.join("tests/routing/own.jsonl"));
    let dev = std::env::var_os("ROUTING_DEV").map(|path| read(Path::new(&path)));
    println!("| method | own: strict, macro-F1, false routing | other set: the same | phrases: strict, duty |");
    println!("|---|---|---|---|");
    for (name, method) in methods() {
        let figures =
            |score: &Score| format!("{:.3}, {:.3}, {:.3}", score.strict(), score.macro_f1(), score.false_routing());
        let own = figures(&on_questions(handbook, &method, &own));
        let dev = dev.as_ref().map_or("-".into(), |dev| figures(&on_questions(handbook, &method, dev)));
        let (phrases, topics) = on_phrases(handbook, &method);
        println!("| {name} | {own} | {dev} | {:.3}, {:.3} |", phrases.strict(), topics);
    }
}
