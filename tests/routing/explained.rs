//! What is explained adds up to what is answered. Compiled into the crate, where the parts can be seen.

use super::*;
use crate::routing::maths::softmax;
use crate::{
    handbook::{Library, files},
    replies::DECLARED,
};

#[test]
fn what_is_told_adds_up_to_the_answer() {
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let router = Router::new(library.fallback());
    for text in ["Who picks the databse for the new service?", "deployed, all green", "not the code but my raise"] {
        let told = router.explain(text);
        assert_eq!(told.route, router.route(text));
        for (at, topic) in told.topics.iter().enumerate() {
            let sum: f32 = told.features.iter().map(|feature| feature.adds[at]).sum();
            assert!((sum - topic.by_words).abs() < 1e-3, "{text}: {sum} is not {}", topic.by_words);
            let score = (topic.by_words + topic.bias) / told.temperature + topic.bonus;
            assert!((score - topic.score).abs() < 1e-3, "{text}: {score} is not {}", topic.score);
        }
        // Differences of scores are ratios of probabilities, whatever the other topics are.
        let mut scores: Vec<f32> = told.topics.iter().map(|topic| topic.score).collect();
        softmax(&mut scores);
        let all: f32 = told.topics.iter().map(|topic| topic.probability).sum();
        for (share, topic) in scores.iter().zip(&told.topics) {
            assert!((share - topic.probability / all).abs() < 1e-3, "{text}: {}", topic.name);
        }
        // A question mark may be a word of the text, but no name.
        let has_name = |name: &str| !["?", "concept ?", "shape ?"].contains(&name);
        assert!(told.features.iter().all(|feature| has_name(&feature.name)), "{:?}", told.features);
    }
}
