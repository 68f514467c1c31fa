//! Sittings of the shipped assessments, and what answers come to.

use std::collections::BTreeSet;

use lanekeeper::{
    assessments::{
        profile::{Leans, Profile},
        questions::{Answer, Asks, Map, Question, questions},
        sitting::{NotTaken, Sitting},
    },
    handbook::assessments::{Assessment, Dimension, Form, Scaled},
};
use proptest::prelude::*;

use crate::shipped::shipped;

/// What a team chooses that chooses nothing.
const AS_SHIPPED: Map<'static> = Map { duties: &[], should: false };

fn assessment(id: &str) -> Assessment {
    let mut all = shipped().assessments();
    all.find(|assessment| assessment.id.as_str() == id).cloned().expect("it is shipped")
}

fn scaled(assessment: &Assessment) -> &Scaled {
    match &assessment.form {
        Form::Scaled(scaled) => scaled,
        _ => panic!("it has a scale"),
    }
}

/// Each item of a dimension, answered as somebody does who agrees or disagrees with what it measures.
fn rated(dimension: &Dimension, agrees: bool) -> impl Iterator<Item = (String, Answer)> {
    dimension
        .items
        .iter()
        .map(move |item| (item.id.clone(), Answer::Point(if item.reversed == agrees { 1 } else { 5 })))
}

#[test]
fn reversed_items_are_turned_and_the_answers_behind_a_score_are_named() {
    let path = assessment("which-path");
    let scaled = scaled(&path);
    let dimension = &scaled.dimensions[0];
    let profile = Profile::of(scaled, &rated(dimension, true).collect());
    let score = profile.axes[0].score.as_ref().expect("all is answered");
    assert_eq!((score.mean, score.up), (500, None));
    assert_eq!(score.band, dimension.bands.last().expect("there are bands"));
    // 5 points less in all: a mean of 3.75 is still in the band from 3.7, so 6.
    assert_eq!((score.down, profile.axes[0].speaks_for.len(), profile.axes[0].speaks_against.len()), (Some(6), 4, 0));
    assert!(profile.axes[1].score.is_none(), "nothing was answered");
}

#[test]
fn half_of_the_answers_are_enough_and_less_are_not() {
    let path = assessment("which-path");
    let scaled = scaled(&path);
    let answers = |count| rated(&scaled.dimensions[0], true).take(count).collect();
    assert!(Profile::of(scaled, &answers(2)).axes[0].score.is_some());
    assert!(Profile::of(scaled, &answers(1)).axes[0].score.is_none());
}

#[test]
fn a_leaning_needs_ratings_and_choices_that_say_the_same() {
    let path = assessment("which-path");
    let scaled = scaled(&path);
    let contrast = &scaled.contrasts[0];
    let dimension = |id: &str| scaled.dimension(id).expect("a contrast names dimensions");
    let ratings = |first: bool| {
        rated(dimension(&contrast.first), first).chain(rated(dimension(&contrast.second), !first)).collect::<Vec<_>>()
    };
    let choices = |answer: Answer| contrast.choices.iter().map(move |choice| (choice.id.clone(), answer.clone()));
    let leans = |answers: Vec<(String, Answer)>| Profile::of(scaled, &answers.into_iter().collect()).leanings[0].to;
    let with = |first, answer| ratings(first).into_iter().chain(choices(answer)).collect();
    assert_eq!(leans(with(true, Answer::First)), Leans::First);
    assert_eq!(leans(with(false, Answer::Second)), Leans::Second);
    assert_eq!(leans(with(true, Answer::Second)), Leans::Undecided, "choices say something else");
    assert_eq!(leans(ratings(true)), Leans::Unknown, "no choice was made");
    let alike = rated(dimension(&contrast.first), true).chain(rated(dimension(&contrast.second), true));
    assert_eq!(leans(alike.chain(choices(Answer::First)).collect()), Leans::Undecided, "too near");
}

proptest! {
    #[test]
    fn scores_stay_on_the_scale_and_the_neighbouring_bands_are_as_far_as_told(points in prop::collection::vec(1_u8..=5, 28)) {
        let path = assessment("which-path");
        let scaled = scaled(&path);
        let all = questions(&path, 1, AS_SHIPPED);
        let rates = all.iter().filter(|question| matches!(question.asks, Asks::Rate { .. }));
        let answers = rates.zip(points).map(|(question, point)| (question.key.clone(), Answer::Point(point))).collect();
        for axis in Profile::of(scaled, &answers).axes {
            let score = axis.score.expect("all is answered");
            prop_assert!((100..=500).contains(&score.mean) && score.band.from <= score.mean);
            let above = axis.dimension.bands.iter().find(|band| band.from > score.mean);
            prop_assert_eq!(above.is_some(), score.up.is_some());
            if let (Some(above), Some(up)) = (above, score.up) {
                // Four items: a point is a quarter of the mean.
                prop_assert!(score.mean + up * 25 >= above.from && score.mean + (up - 1) * 25 < above.from);
            }
        }
    }
}

/// The first answer that a question takes.
fn some_answer(question: &Question<'_>) -> Answer {
    let all = [Answer::Point(1), Answer::First, Answer::Nobody];
    all.into_iter().find(|answer| question.is_answered_by(answer)).expect("each question takes one of them")
}

#[test]
fn every_shipped_assessment_is_walked_through_in_one_sitting() {
    for assessment in shipped().assessments() {
        let all = questions(assessment, 42, Map { duties: &[], should: true });
        let keys: BTreeSet<&str> = all.iter().map(|question| question.key.as_str()).collect();
        assert_eq!(keys.len(), all.len(), "{}: each key stands once", assessment.id);
        let mut sitting = Sitting::default();
        for (number, question) in all.iter().enumerate() {
            assert_eq!((sitting.shown(&all), sitting.answered(&all)), (Some(number), number));
            assert_eq!(sitting.answer(&all, &question.key, Answer::Point(99)), Err(NotTaken::NoAnswer));
            assert_eq!(sitting.answer(&all, &question.key, some_answer(question)), Ok(()));
            assert_eq!(
                sitting.answer(&all, &question.key, some_answer(question)),
                Err(NotTaken::NotShown),
                "pressed twice"
            );
        }
        assert_eq!((sitting.shown(&all), sitting.answered(&all)), (None, all.len()));
    }
}

#[test]
fn going_back_keeps_the_answer_until_another_is_given() {
    let path = assessment("which-path");
    let all = questions(&path, 3, AS_SHIPPED);
    let mut sitting = Sitting::default();
    assert!(!sitting.back(&all), "there is nothing before the first");
    for question in &all[..2] {
        assert_eq!(sitting.answer(&all, &question.key, some_answer(question)), Ok(()));
    }
    assert!(sitting.back(&all) && sitting.back(&all));
    assert_eq!((sitting.shown(&all), sitting.answered(&all)), (Some(0), 2));
    assert_eq!(sitting.answer(&all, &all[0].key, some_answer(&all[0])), Ok(()));
    assert_eq!(sitting.shown(&all), Some(2), "it goes on where it was left");
}

#[test]
fn shuffled_items_come_in_another_order_in_each_sitting_and_fixed_ones_do_not() {
    let keys = |id: &str, seed| -> Vec<String> {
        let assessment = assessment(id);
        questions(&assessment, seed, AS_SHIPPED).into_iter().map(|question| question.key).collect()
    };
    assert_eq!(keys("which-path", 5), keys("which-path", 5));
    assert_ne!(keys("which-path", 5), keys("which-path", 6));
    assert_eq!(keys("team-health", 5), keys("team-health", 6));
    let together = keys("team-health", 5);
    assert!(together.chunks(2).all(|pair| pair[1] == format!("{}.trend", pair[0])), "state and trend stay together");
}
