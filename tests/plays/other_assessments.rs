//! Somebody's assessments in another server.

use std::{collections::BTreeMap, time::Duration};

use lanekeeper::{
    assessments::{
        gathering::{Fewest, Gathered, RESULT, Round, State},
        questions::{Answer, Map, questions},
        sitting::Sitting,
        taking::{Place, Taking},
    },
    clock::Timestamp,
    handbook::{AssessmentId, DutyId},
    polls::{life::Closing, settings::Electorate},
    replies::assess::question_mark,
    store::Work,
    workspace::ids::{ChannelId, GuildId, RoundId, SittingId, UserId},
};

use crate::{other_server::SECRET, stage::library, workspace::team};

/// One sitting that is open, at its second question, and one that is done; with their ids.
pub(crate) async fn assessments(
    work: &mut Work,
    (guild, channel): (GuildId, ChannelId),
    person: UserId,
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    let library = library();
    let clarity = library.fallback().assessment("role-clarity").expect("shipped");
    let asked = questions(clarity, 1, Map { duties: &[], should: false });
    let (first, second) = (asked[0].key.clone(), asked[1].key.clone());
    let taking = |number: i64, assessment: &str| Taking {
        id: SittingId::new(number).expect("sound"),
        guild,
        person,
        assessment: AssessmentId::new(assessment),
        round: None,
        seed: 1,
        place: Place::Replies,
        started_at: now,
        done_at: None,
        shows_words: false,
        sitting: Sitting::default(),
    };
    let mut open = taking(88, "role-clarity");
    open.sitting.at = Some(second.clone());
    open.sitting.words.insert(second.clone(), format!("the {SECRET} word"));
    let mut done = taking(89, "which-path");
    done.done_at = Some(now);
    for sitting in [&open, &done] {
        assert!(work.add_sitting(sitting).await.expect("kept"));
        work.keep_sitting(sitting).await.expect("kept");
    }
    work.keep_answer(&open, &second).await.expect("kept");
    let rounds = rounds(work, (guild, channel), person, now).await;
    let mut with = vec![
        ("{sitting}", open.id.to_string()),
        ("{taken}", done.id.to_string()),
        ("{first}", question_mark(&first)),
        ("{asked}", question_mark(&second)),
    ];
    with.extend(rounds);
    with
}

/// One round that is open, and one that is closed, in which four agreed on nobody.
async fn rounds(
    work: &mut Work,
    (guild, channel): (GuildId, ChannelId),
    person: UserId,
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    let round = |number: i64| Round {
        id: RoundId::new(number).expect("sound"),
        guild,
        channel,
        message: None,
        thread: None,
        result: None,
        team: Some(team(90)),
        assessment: AssessmentId::new("who-decides"),
        matter: Some(format!("the {SECRET} matter")),
        duties: vec![DutyId::new("architecture")],
        should: false,
        participants: Electorate::Everyone,
        fewest: Fewest::default(),
        creator: Some(person),
        created_at: now,
        remind_at: None,
        state: State::Open { deadline: now.plus(Duration::from_secs(24 * 60 * 60)) },
        turnout: None,
        alphas: BTreeMap::new(),
        changed: 0,
    };
    let (open, closing) = (round(86), round(87));
    for round in [&open, &closing] {
        work.add_round(round).await.expect("kept");
    }
    let answers = BTreeMap::from([(Answer::Together, 2), (Answer::Nobody, 2)]);
    let answers = BTreeMap::from([("architecture".to_owned(), answers)]);
    let gathered = Gathered { finished: 4, answers, ..Gathered::default() };
    let closed = closing.closed(now, Closing::ByHand(Some(person)), None, &gathered);
    work.close_round(&closed, &gathered).await.expect("kept");
    // Its result was told.
    work.clear_deadline(RESULT, closed.id.get()).await.expect("kept");
    vec![("{round}", open.id.to_string()), ("{closed}", closed.id.to_string())]
}
