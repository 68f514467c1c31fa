//! Somebody's assessments in another server.

use lanekeeper::{
    assessments::{
        questions::{Map, questions},
        sitting::Sitting,
        taking::{Place, Taking},
    },
    clock::Timestamp,
    handbook::AssessmentId,
    replies::assess::question_mark,
    store::Work,
    workspace::ids::{GuildId, SittingId, UserId},
};

use crate::{other_server::SECRET, stage::library};

/// One sitting that is open, at its second question, and one that is done; with their ids.
pub(crate) async fn assessments(
    work: &mut Work,
    guild: GuildId,
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
    vec![
        ("{sitting}", open.id.to_string()),
        ("{taken}", done.id.to_string()),
        ("{first}", question_mark(&first)),
        ("{asked}", question_mark(&second)),
    ]
}
