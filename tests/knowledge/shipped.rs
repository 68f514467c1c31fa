//! The shipped handbook: sound, complete, and varied enough for a classifier to learn from.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use lanekeeper::{
    handbook::{Decider, Duty, Handbook, Kind, Library, Problems, RoleId, files},
    replies::DECLARED,
};

use crate::assert_none;

static SHIPPED: LazyLock<Result<Library, Problems>> = LazyLock::new(|| Library::load(&files::packed(), DECLARED));

/// The shipped handbook in its first language.
#[track_caller]
pub(crate) fn shipped() -> &'static Handbook {
    match &*SHIPPED {
        Ok(library) => library.fallback(),
        Err(problems) => panic!("the shipped handbook has {} problems: mend them first", problems.as_slice().len()),
    }
}

/// Two phrases of a duty that have more of their words in common than this are one phrase written twice.
const CLOSEST: f64 = 0.8;

/// The largest part of a duty's phrases that may begin with the same word.
const SAME_BEGINNING: f64 = 0.45;

/// Duties about which sources disagree, and which say so.
const CONTESTED: &[&str] = &[
    "consequences-of-technical-choices",
    "estimates",
    "milestones",
    "project-schedule",
    "roadmap-input",
    "technology-choice-stuck",
];

fn decided_by<'a>(handbook: &'a Handbook, role: &str) -> Vec<&'a Duty> {
    let decides = |duty: &Duty| matches!(&duty.decider, Decider::One(decider) if decider.as_str() == role);
    handbook.duties().filter(|duty| decides(duty)).collect()
}

fn is_lead(handbook: &Handbook, role: &RoleId) -> bool {
    handbook.role(role.as_str()).is_some_and(|role| role.kind == Kind::Lead)
}

fn words(phrase: &str) -> BTreeSet<String> {
    phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How much two sets of words have in common, from 0 to 1.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let common = a.intersection(b).count();
    common as f64 / (a.len() + b.len() - common).max(1) as f64
}

/// Pairs of phrases that are too much alike.
fn near_twins(phrases: &[Arc<str>]) -> Vec<(&str, &str)> {
    let sets: Vec<_> = phrases.iter().map(|phrase| words(phrase)).collect();
    let pairs = (0..phrases.len()).flat_map(|a| (a + 1..phrases.len()).map(move |b| (a, b)));
    pairs.filter(|(a, b)| likeness(&sets[*a], &sets[*b]) > CLOSEST).map(|(a, b)| (&*phrases[a], &*phrases[b])).collect()
}

/// The word that begins more phrases than it should, and how many.
fn worn_beginning(phrases: &[Arc<str>]) -> Option<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for phrase in phrases {
        let first = phrase.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        *counts.entry(first.unwrap_or_default().to_lowercase()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (most.1 as f64 > SAME_BEGINNING * phrases.len() as f64).then_some(most)
}

#[test]
fn the_shipped_handbook_has_no_problem() {
    let problems = SHIPPED.as_ref().err().map(ToString::to_string);
    assert_none(problems.as_slice(), "the shipped handbook has problems");
}

#[test]
fn there_are_duties_enough_for_every_kind_of_role() {
    let handbook = shipped();
    let shared = handbook.duties().filter(|duty| duty.decider.is_shared()).count();
    let counts = [
        ("duties", handbook.duties().count(), 110),
        ("duties of the tech lead", decided_by(handbook, "tech-lead").len(), 35),
        ("duties of the engineering manager", decided_by(handbook, "engineering-manager").len(), 35),
        ("shared duties", shared, 15),
        ("neighbour roles", handbook.roles().iter().filter(|role| role.kind == Kind::Neighbour).count(), 12),
    ];
    let short = counts.iter().filter(|(_, count, least)| count < least);
    let short: Vec<String> = short.map(|(what, count, least)| format!("{count} {what}, {least} at least")).collect();
    assert_none(&short, "too few");
}

#[test]
fn each_role_decides_something() {
    let handbook = shipped();
    let idle = handbook.roles().into_iter().filter(|role| handbook.duties_of(&role.id).is_empty());
    assert_none(&idle.map(|role| role.id.to_string()).collect::<Vec<_>>(), "roles without a duty");
}

#[test]
fn the_two_leads_are_the_only_ones() {
    let handbook = shipped();
    let leads: Vec<String> =
        handbook.roles().iter().filter(|role| role.kind == Kind::Lead).map(|role| role.id.to_string()).collect();
    assert_eq!(leads, ["engineering-manager", "tech-lead"]);
}

#[test]
fn each_duty_has_phrases_enough_to_learn_from() {
    let handbook = shipped();
    let least = |duty: &Duty| {
        if duty.decider.roles().iter().any(|role| is_lead(handbook, role)) { 25 } else { 10 }
    };
    let short = handbook.duties().filter(|duty| duty.phrases.len() < least(duty));
    let short: Vec<String> =
        short.map(|duty| format!("{}: {} phrases, {} at least", duty.id, duty.phrases.len(), least(duty))).collect();
    assert_none(&short, "duties with too few phrases");
    let asides = handbook.asides().filter(|aside| aside.phrases.len() < 25);
    let short: Vec<String> =
        asides.map(|aside| format!("{}: {} phrases, 25 at least", aside.id, aside.phrases.len())).collect();
    assert_none(&short, "asides with too few phrases");
}

#[test]
fn what_sources_disagree_about_says_so() {
    let handbook = shipped();
    let says_so = |id: &&&str| handbook.duty(id).is_some_and(|duty| duty.contested.is_some());
    let silent: Vec<String> = CONTESTED.iter().filter(|id| !says_so(id)).map(|id| (*id).to_owned()).collect();
    assert_none(&silent, "contested duties that are missing or do not say so");
}

#[test]
fn no_phrase_is_another_one_with_a_word_changed() {
    let handbook = shipped();
    let twins = handbook.duties().flat_map(|duty| {
        near_twins(&duty.phrases).into_iter().map(move |(a, b)| format!("{}: {a:?} and {b:?}", duty.id))
    });
    assert_none(&twins.collect::<Vec<_>>(), "phrases that differ in nothing that matters");
}

#[test]
fn phrases_do_not_all_begin_alike() {
    let handbook = shipped();
    let worn = handbook.duties().filter_map(|duty| {
        let (word, count) = worn_beginning(&duty.phrases)?;
        Some(format!("{}: {count} of {} phrases begin with {word:?}", duty.id, duty.phrases.len()))
    });
    assert_none(&worn.collect::<Vec<_>>(), "phrases that begin alike");
}

mod on_phrases_of_its_own {
    use super::*;

    fn phrases(texts: &[&str]) -> Vec<Arc<str>> {
        texts.iter().map(|text| (*text).into()).collect()
    }

    #[test]
    fn a_changed_order_or_a_small_word_makes_no_new_phrase() {
        let texts = phrases(&[
            "who picks our new shiny database",
            "our new shiny database, who picks?",
            "who picks our new shiny database now",
            "which queue",
        ]);
        assert_eq!(near_twins(&texts).len(), 3);
        assert!(near_twins(&phrases(&["who picks the database", "who picks the queue"])).is_empty());
    }

    #[test]
    fn nine_of_twenty_may_begin_alike_and_ten_may_not() {
        let texts = |alike: usize| {
            let text = |at| if at < alike { format!("Who {at}") } else { format!("w{at}") };
            (0..20).map(text).map(Arc::from).collect::<Vec<_>>()
        };
        assert_eq!(worn_beginning(&texts(9)), None);
        assert_eq!(worn_beginning(&texts(10)), Some(("who".into(), 10)));
    }
}
