//! Findings of rounds of the shipped assessments.

use std::collections::BTreeMap;

use lanekeeper::{
    assessments::{
        findings::{Contest, Findings, agreed_on, trend},
        gathering::{Fewest, Gathered, Round, State},
        questions::{Answer, Map, questions},
        sitting::Sitting,
    },
    clock::Timestamp,
    handbook::{
        RoleId,
        assessments::{Assessment, Form},
    },
    polls::settings::Electorate,
    workspace::ids::{ChannelId, GuildId, RoundId},
};
use proptest::prelude::*;

use crate::shipped::shipped;

fn assessment(id: &str) -> &'static Assessment {
    shipped().assessment(id).unwrap_or_else(|| panic!("there is no {id}"))
}

fn round(assessment: &Assessment) -> Round {
    Round {
        id: RoundId::new(1).expect("sound"),
        guild: GuildId::new(1).expect("sound"),
        channel: ChannelId::new(1).expect("sound"),
        message: None,
        thread: None,
        result: None,
        team: None,
        assessment: assessment.id.clone(),
        matter: None,
        duties: Vec::new(),
        should: true,
        participants: Electorate::Everyone,
        fewest: Fewest::default(),
        creator: None,
        created_at: Timestamp::from_millis(0),
        remind_at: None,
        state: State::Open { deadline: Timestamp::from_millis(1) },
        turnout: None,
        alphas: BTreeMap::new(),
        changed: 0,
    }
}

/// What is left of people who gave these answers to everything that takes them, and skipped the rest.
fn gathered(assessment: &Assessment, people: &[Vec<Answer>], but: &[(usize, &str, Answer)]) -> Gathered {
    let all = questions(assessment, 0, Map { duties: &[], should: true });
    let sitting = |(at, answers): (usize, &Vec<Answer>)| {
        let mut sitting = Sitting::default();
        for question in &all {
            let answer = answers.iter().find(|answer| question.is_answered_by(answer)).cloned();
            sitting.answers.insert(question.key.clone(), answer.unwrap_or(Answer::Skipped));
        }
        for (_, key, answer) in but.iter().filter(|(of, ..)| *of == at) {
            sitting.answers.insert((*key).to_owned(), answer.clone());
        }
        (sitting, false)
    };
    let sittings: Vec<(Sitting, bool)> = people.iter().enumerate().map(sitting).collect();
    let scaled = match &assessment.form {
        Form::Scaled(scaled) => Some(scaled),
        Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => None,
    };
    Gathered::of(&sittings, Fewest::default(), scaled)
}

fn points(points: &[u8]) -> Vec<Vec<Answer>> {
    points.iter().map(|point| vec![Answer::Point(*point)]).collect()
}

#[test]
fn what_is_split_comes_first_and_what_is_agreed_last() {
    let health = assessment("team-health");
    let but = [(0, "code", Answer::Point(1)), (1, "code", Answer::Point(1)), (2, "load", Answer::Point(1))];
    let all = gathered(health, &points(&[3, 3, 3, 3]), &but);
    let round = round(health);
    let findings = Findings::of(health, &round, &all);
    let order: Vec<(&str, Contest)> =
        findings.all.iter().map(|finding| (finding.question.key.as_str(), finding.shape.contest())).collect();
    assert_eq!(order[0], ("code", Contest::Split));
    assert_eq!(order[1].0, "load");
    assert_eq!(findings.contested().next().map(|finding| finding.question.key.as_str()), Some("code"));
    assert_eq!((order.len(), findings.held_back), (10, 0));
    assert!(findings.all.iter().all(|finding| finding.second.is_some()), "each topic has its trend beside it");
}

#[test]
fn a_dimension_of_which_one_statement_is_held_back_is_held_back_too() {
    let clarity = assessment("role-clarity");
    let Form::Scaled(scaled) = &clarity.form else { panic!("role-clarity has statements") };
    let (all, round) = (gathered(clarity, &points(&[6, 6, 6, 6]), &[]), round(clarity));
    let whole = Findings::of(clarity, &round, &all);
    assert_eq!(whole.dimensions.len(), scaled.dimensions.len());
    let held = &scaled.dimensions[0].items[0].id;
    let all = gathered(clarity, &points(&[6, 6, 6, 6]), &[(2, held, Answer::Skipped)]);
    let findings = Findings::of(clarity, &round, &all);
    assert_eq!(findings.held_back, 1);
    assert!(findings.all.iter().all(|finding| finding.question.key != *held));
    let left: Vec<&str> = findings.dimensions.iter().map(|(dimension, _)| dimension.id.as_str()).collect();
    let others: Vec<&str> = scaled.dimensions[1..].iter().map(|dimension| dimension.id.as_str()).collect();
    assert_eq!(left, others);
}

#[test]
fn a_trend_is_shown_from_the_third_round_on() {
    let health = assessment("team-health");
    let round = round(health);
    let all = [1, 2, 3].map(|point| gathered(health, &points(&[point; 4]), &[]));
    let [first, second, third] = all.each_ref().map(|all| Findings::of(health, &round, all));
    assert_eq!(trend("code", &[], &first), None);
    assert_eq!(trend("code", &[&first], &second), None);
    assert_eq!(trend("code", &[&first, &second], &third), Some(vec![(1.0, 4), (2.0, 4), (3.0, 4)]));
    assert_eq!(trend("no-such-topic", &[&first, &second], &third), None);
}

#[test]
fn who_is_named_by_two_thirds_is_agreed_on_and_who_should_decide_stands_beside_it() {
    let who = assessment("who-decides");
    let lead = || vec![Answer::Role(RoleId::new("tech-lead"))];
    let all = gathered(who, &[lead(), lead(), lead(), vec![Answer::Nobody]], &[(0, "architecture", Answer::Nobody)]);
    let round = round(who);
    let findings = Findings::of(who, &round, &all);
    assert_eq!(findings.all[0].question.key, "architecture");
    assert_eq!(agreed_on(&findings.all[0]), None);
    assert_eq!(agreed_on(&findings.all[1]), lead().first());
    assert!(findings.all.iter().all(|finding| finding.second.is_some()));
}

#[test]
fn roles_are_named_in_both_questions_the_most_often_named_first_and_nobody_is_no_role() {
    let who = assessment("who-decides");
    let role = |name: &str| Answer::Role(RoleId::new(name));
    let people = [role("tech-lead"), role("designer"), Answer::Nobody, Answer::Together].map(|answer| vec![answer]);
    let should = (2, "architecture.should", role("designer"));
    let all = gathered(who, &people, &[should]);
    let round = round(who);
    let findings = Findings::of(who, &round, &all);
    let named = |key: &str| {
        let finding = findings.all.iter().find(|finding| finding.question.key == key).expect("it was asked");
        finding.roles_named()
    };
    assert_eq!(named("architecture"), [RoleId::new("designer"), RoleId::new("tech-lead")]);
    let gap = gathered(who, &vec![vec![Answer::Unknown]; 4], &[]);
    let gap = Findings::of(who, &round, &gap);
    assert_eq!((agreed_on(&gap.all[0]), gap.all[0].roles_named()), (None, Vec::new()), "not knowing is no agreement");
}

proptest! {
    #[test]
    fn nothing_is_shown_that_fewer_than_four_answered(
        skips in prop::collection::vec((0_usize..6, 0_usize..10), 0..40),
        given in prop::collection::vec(1_u8..=3, 3..=6),
    ) {
        let health = assessment("team-health");
        let Form::Topics(topics) = &health.form else { panic!("team-health has topics") };
        let but: Vec<(usize, &str, Answer)> =
            skips.iter().map(|(person, topic)| (*person, topics.topics[*topic].id.as_str(), Answer::Skipped)).collect();
        let all = gathered(health, &points(&given), &but);
        let round = round(health);
        let findings = Findings::of(health, &round, &all);
        for finding in &findings.all {
            let key = finding.question.key.as_str();
            let skipped: std::collections::BTreeSet<usize> =
                but.iter().filter(|(person, of, _)| *of == key && *person < given.len()).map(|(person, ..)| *person).collect();
            prop_assert!(given.len() - skipped.len() >= 4, "{} is shown", key);
        }
        prop_assert!(given.len() >= 4 || findings.all.is_empty());
    }
}
