//! A team's own topics beside the handbook's duties: found where a question speaks of them, silent where it does not.
//!
//! `teams.json` holds two teams, each with topics and with questions: what follows a question is the topic that it is about,
//! `null` where it is about none of them, `-` where nobody has to be found. The first team was looked at while the method was
//! made, the second one was not.

use std::{fs, path::Path};

use lanekeeper::routing::{Outcome, TeamRoute, TeamTopic, TeamTopics, TopicId};
use proptest::prelude::*;
use serde::Deserialize;

use crate::{robust::is_sound, shelf};

#[derive(Deserialize)]
struct Team {
    name: String,
    topics: Vec<Topic>,
    cases: Vec<(String, Option<String>)>,
}

#[derive(Deserialize)]
struct Topic {
    id: String,
    title: String,
    phrases: Vec<String>,
}

impl Team {
    fn all() -> Vec<Self> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/teams.json");
        let text = fs::read_to_string(file).expect("it is in the repository");
        serde_json::from_str(&text).expect("it holds teams")
    }

    fn topics(&self) -> Vec<TeamTopic> {
        let topic = |topic: &Topic| TeamTopic {
            id: TopicId::new(&topic.id),
            title: topic.title.clone(),
            phrases: topic.phrases.clone(),
        };
        self.topics.iter().map(topic).collect()
    }
}

/// Both teams' topics as one team's.
pub(crate) fn topics() -> TeamTopics {
    let all: Vec<TeamTopic> = Team::all().iter().flat_map(Team::topics).collect();
    shelf::router().topics(&all)
}

fn named(title: &str) -> TeamTopics {
    shelf::router().topics(&[TeamTopic { id: TopicId::new("own"), title: title.into(), phrases: Vec::new() }])
}

fn routed(text: &str, topics: &TeamTopics) -> TeamRoute {
    shelf::router().route_with(text, topics)
}

/// Whatever is said, within its limits.
pub(crate) fn is_sound_with(told: &TeamRoute) -> bool {
    let probabilities: Vec<f32> = told.topics.iter().map(|topic| topic.probability).collect();
    let known = told.topic.as_ref().is_none_or(|topic| *topic == told.topics[0].id);
    let said = told.topics.iter().all(|topic| !topic.words.is_empty() && !topic.phrase.is_empty());
    let shared = probabilities.iter().sum::<f32>() + told.route.confidence;
    is_sound(&told.route) && known && said && shared <= 1.001 && probabilities.is_sorted_by(|one, other| one >= other)
}

#[test]
fn topics_are_found_where_a_question_speaks_of_them_and_silent_otherwise() {
    for (team, most_missed) in Team::all().iter().zip([5, 2]) {
        let topics = shelf::router().topics(&team.topics());
        let (mut claimed, mut missed) = (Vec::new(), Vec::new());
        for (text, topic) in &team.cases {
            let told = routed(text, &topics);
            let found = told.topic.as_ref().map(TopicId::as_str);
            match topic.as_deref() {
                Some("-") => {
                    assert!(matches!(told.route.outcome, Outcome::Aside(_)), "{text}: {:?}", told.route.outcome);
                    claimed.extend(found.map(|_| text));
                }
                wanted if wanted == found => {}
                _ if found.is_none() => missed.push(text),
                _ => claimed.push(text),
            }
        }
        println!("{}: {} asked, missed {missed:?}", team.name, team.cases.len());
        assert!(claimed.is_empty(), "{}: {claimed:?} were claimed by a topic", team.name);
        assert!(missed.len() <= most_missed, "{}: {missed:?} speak of a topic that was not found", team.name);
    }
}

#[test]
fn a_topic_says_which_words_spoke_of_it_and_in_whose_words() {
    let told = routed("whose is the push notification from yesterday?", &named("The mobile app's push notifications"));
    assert_eq!(told.topics[0].words, ["push", "notification"]);
    assert_eq!(told.topics[0].phrase, "The mobile app's push notifications");
}

#[test]
fn slips_of_the_finger_set_asides_and_numbers_are_understood() {
    assert!(routed("who owns kuberntes?", &named("Kubernetes")).topic.is_some());
    assert_eq!(routed("who buys our books, not about the release train", &named("release train")).topic, None);
    assert_eq!(routed("who plans sprint 12?", &named("sprint 13")).topic, None);
    assert!(routed("who plans sprint 13?", &named("sprint 13")).topic.is_some());
}

#[test]
fn without_a_mention_the_handbook_answers_as_ever() {
    let (none, all) = (shelf::router().topics(&[]), topics());
    assert!(none.is_empty() && !all.is_empty());
    for question in shelf::own() {
        let alone = shelf::router().route(&question.text);
        assert_eq!(routed(&question.text, &none), TeamRoute { topic: None, topics: Vec::new(), route: alone.clone() });
        let beside = routed(&question.text, &all);
        assert!(!beside.topics.is_empty() || beside.route == alone, "{}", question.id);
    }
}

#[test]
fn own_questions_are_not_claimed_by_topics_of_others() {
    let all = topics();
    let claimed: Vec<_> = shelf::own()
        .into_iter()
        .chain(shelf::tuned())
        .filter(|question| routed(&question.text, &all).topic.is_some())
        .collect();
    println!("claimed: {:?}", claimed.iter().map(|question| &question.text).collect::<Vec<_>>());
    assert!(claimed.len() <= 8, "{} of the own questions", claimed.len());
}

#[test]
fn manners_change_no_topic() {
    let changes: [fn(&str) -> String; 5] = [
        str::to_uppercase,
        str::to_lowercase,
        |text| format!("{text} please"),
        |text| format!("<@12> {text}"),
        |text| format!("  {text}  "),
    ];
    for team in Team::all() {
        let topics = shelf::router().topics(&team.topics());
        for (text, _) in &team.cases {
            let found = routed(text, &topics).topic;
            for change in changes {
                assert_eq!(routed(&change(text), &topics).topic, found, "{}", change(text));
            }
        }
    }
}

#[test]
fn the_order_of_topics_makes_no_difference() {
    for team in Team::all() {
        let (mut turned, router) = (team.topics(), shelf::router());
        turned.reverse();
        let (one, other) = (router.topics(&team.topics()), router.topics(&turned));
        for (text, _) in &team.cases {
            assert_eq!(routed(text, &one), routed(text, &other), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_title_serves_and_any_text_is_answered(
        titles in prop::collection::vec("\\PC{0,40}|[a-z]{1,3}( [a-z]{1,3}){0,6}|the|of|'s|\u{0}", 0..12),
        text in "\\PC{0,200}",
    ) {
        let made: Vec<TeamTopic> = titles.iter().enumerate()
            .map(|(at, title)| TeamTopic { id: TopicId::new(at.to_string()), title: title.clone(), phrases: titles.clone() })
            .collect();
        let made = shelf::router().topics(&made);
        for text in [text.clone(), titles.concat(), format!("who decides about {}?", titles.join(", "))] {
            let told = routed(&text, &made);
            prop_assert!(is_sound_with(&told), "{text:?}: {told:?}");
            prop_assert_eq!(&told, &routed(&text, &made));
        }
    }

    #[test]
    fn a_name_that_nobody_else_has_is_found(name in "[bdfgklmnprtvz][aeiou][bdfgklmnprtvz][aeiou][kxz]") {
        let made = named(&name);
        for text in [format!("who owns {name}?"), format!("Whose is {} these days?", name.to_uppercase())] {
            prop_assert!(routed(&text, &made).topic.is_some(), "{text}: {:?}", routed(&text, &made).topics);
        }
    }
}
