//! Methods against each other, on the same phrases and the same questions.
//!
//! Every run of the tests compares them on a part of the handbook. `ROUTING_TABLE=1 cargo test --release --lib routing::tests --
//! --nocapture` takes minutes and prints the table that stands in the module's documentation.
//! Questions are the team's own (`tests/routing/own.jsonl`), those of the file that `ROUTING_DEV` names, and, in five parts, the
//! handbook's phrases: a method learns from four parts and is asked the fifth.

use std::{collections::BTreeMap, fs, path::Path};

use super::{
    corpus::{Corpus, Subject},
    features::{KINDS, Kind, Reader},
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

/// The bot's own.
const METHOD: &str = "linear, duties and roles (the bot's)";

fn methods() -> Vec<(&'static str, Method)> {
    vec![
        (METHOD, by(|_| ())),
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
        ("without the sentence's frame", by(|recipe| recipe.scales[Kind::Frame as usize] = 0.0)),
        ("without families", by(|recipe| recipe.family_share = 0.0)),
        ("without patterns", by(|recipe| recipe.pattern_bonus = 0.0)),
        ("without spelling", by(|recipe| recipe.spelling = false)),
        ("without contrast", by(|recipe| recipe.contrast = false)),
        ("without near-twins", Box::new(|corpus| fewer(&corpus, false))),
        ("without as many other phrases", Box::new(|corpus| fewer(&corpus, true))),
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
        recipe.scales = [0.0; KINDS];
        recipe.scales[Kind::Word as usize] = 1.0;
    }
    let (reader, vocabulary, vectors) = vectors(&corpus, &recipe);
    let mean_length = vectors.iter().map(Vec::len).sum::<usize>() as f32 / vectors.len() as f32;
    Box::new(move |text| {
        let features = reader.read(text).features;
        let asked = vocabulary.vector(&features, &vocabulary.numbers(&features));
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

fn on_questions(labels: &[String], corpus: &Corpus, weigh: &Weigh, questions: &[Question]) -> Score {
    let mut score = Score::default();
    for question in questions {
        let Verdict { topic, confidence } = Verdict::of(corpus, &weigh(&question.text));
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

/// From which likeness on two phrases of different roles are near-twins.
const TWINS: f32 = 0.45;

/// The phrases that read much like one of another group, by their words and pairs of words; never a title or summary.
fn twins(corpus: &Corpus) -> Vec<bool> {
    let mut recipe = Recipe { scales: [0.0; KINDS], ..Recipe::default() };
    (recipe.scales[Kind::Word as usize], recipe.scales[Kind::Pair as usize]) = (1.0, 0.5);
    let (_, vocabulary, vectors) = vectors(corpus, &recipe);
    let group = |example: usize| corpus.topics[corpus.examples[example].topic].group;
    let mut with: Vec<Vec<(usize, f32)>> = vec![Vec::new(); vocabulary.len()];
    let mut twins = vec![false; vectors.len()];
    let mut likeness = vec![0.0f32; vectors.len()];
    for (at, vector) in vectors.iter().enumerate() {
        likeness[..at].fill(0.0);
        for (number, value) in vector {
            with[*number as usize].iter().for_each(|(other, strength)| likeness[*other] += value * strength);
            with[*number as usize].push((at, *value));
        }
        for other in (0..at).filter(|other| likeness[*other] >= TWINS && group(*other) != group(at)) {
            (twins[at], twins[other]) = (true, true);
        }
    }
    twins.iter().zip(&corpus.examples).map(|(twin, example)| *twin && example.spoken).collect()
}

/// The bot's method, learned without the near-twins, or without as many other phrases.
fn fewer(corpus: &Corpus, others: bool) -> Weigh {
    let twins = twins(corpus);
    let count = twins.iter().filter(|twin| **twin).count();
    let mut left_out = twins.clone();
    if others {
        let rest: Vec<usize> = (0..twins.len()).filter(|at| !twins[*at] && corpus.examples[*at].spoken).collect();
        left_out.fill(false);
        (0..count.min(rest.len())).for_each(|place| left_out[rest[place * rest.len() / count]] = true);
    }
    let mut smaller = corpus.clone();
    smaller.examples =
        corpus.examples.iter().zip(left_out).filter(|(_, out)| !out).map(|(kept, _)| kept.clone()).collect();
    by(|_| ())(smaller)
}

/// Every fifth phrase of each topic, and all titles.
fn part_of(mut corpus: Corpus) -> Corpus {
    let mut place = 0;
    corpus.examples.retain(|example| {
        place += 1;
        !example.spoken || place % 5 == 0
    });
    corpus
}

fn figures(score: &Score) -> String {
    format!("{:.3}, {:.3}, {:.3}", score.strict(), score.macro_f1(), score.false_routing())
}

/// On a part of the handbook, the bot's method is better than those that look for the nearest phrases.
#[test]
fn learning_is_better_than_looking_up() {
    let (root, library) = shipped();
    let handbook = library.fallback();
    let own = read(&root.join("tests/routing/own.jsonl"));
    let strict = |name: &str| {
        let (_, method) = methods().into_iter().find(|(other, _)| *other == name).expect("it is one of them");
        let corpus = part_of(Corpus::of(handbook));
        let score = on_questions(&labels(handbook, &corpus), &corpus, &method(corpus.clone()), &own);
        println!("{name}: {}", figures(&score));
        score.strict()
    };
    let linear = strict(METHOD);
    assert!(linear > strict("nearest phrases, cosine") + 0.02 && linear > strict("nearest phrases, BM25") + 0.02);
    if std::env::var_os("ROUTING_TABLE").is_some() {
        print_table(root, handbook);
    }
}

fn shipped() -> (&'static Path, Library) {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    (Path::new(env!("CARGO_MANIFEST_DIR")), library)
}

/// Prints the table of the documentation.
fn print_table(root: &Path, handbook: &Handbook) {
    let names = ["own", "tune", "fresh-open", "fresh-closed"];
    let mut sets = names.map(|set| read(&root.join(format!("tests/routing/{set}.jsonl")))).to_vec();
    let closed = sets.remove(3);
    sets[2].extend(closed);
    sets.extend(std::env::var_os("ROUTING_DEV").map(|path| read(Path::new(&path))));
    let corpus = Corpus::of(handbook);
    let labels = labels(handbook, &corpus);
    println!("| method | own: strict, macro-F1, false routing | tune | fresh | other set | phrases: strict, duty |");
    println!("|---|---|---|---|---|---|");
    for (name, method) in methods() {
        let weigh = method(corpus.clone());
        let scores = sets.iter().map(|set| figures(&on_questions(&labels, &corpus, &weigh, set)));
        let scores: Vec<String> = scores.collect();
        let (phrases, topics) = on_phrases(handbook, &method);
        println!("| {name} | {} | {:.3}, {topics:.3} |", scores.join(" | "), phrases.strict());
    }
}
