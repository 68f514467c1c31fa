//! The longest of each message about assessments.

use super::{
    Carded, NotAssessed, SittingShown, ThreadWay, asks_to_delete, asks_to_stop, assess_card, axis_closer, began_in,
    dropped, goes_on_in, keeps_result, my_sittings, paused, question_mark, result_message, resume_card, round_samples,
    shared_in, shared_preview, sitting_message,
};
use crate::{
    assessments::{
        profile::Profile,
        questions::{Answer, Map, Question, questions},
        sitting::Sitting,
        taking::{Place, Taking},
    },
    clock::Timestamp,
    handbook::{
        Handbook,
        assessments::{Assessment, Form},
    },
    replies::{Refusal, Reply, limits, refusal},
    workspace::ids::{ChannelId, GuildId, MessageId, SittingId, UserId},
};

use super::Before;

pub(in crate::replies) fn samples(handbook: &Handbook) -> Vec<Reply> {
    let mut replies: Vec<Reply> = handbook.assessments().flat_map(|assessment| of_one(handbook, assessment)).collect();
    let long = "*".repeat(6_000);
    let refused = [
        NotAssessed::Unknown(long.clone(), vec![long.clone(); 25]),
        NotAssessed::ForTeams("t".repeat(60)),
        NotAssessed::Gone,
        NotAssessed::Done,
        NotAssessed::NotAllAnswered(usize::MAX),
        NotAssessed::MayNotPost,
    ];
    replies.extend(refused.into_iter().map(|why| refusal(handbook, &Refusal::NotAssessed(why))));
    replies.push(my_sittings(handbook, &[]));
    replies.extend(round_samples::refusals(handbook));
    replies
}

fn taking(assessment: &Assessment) -> Option<Taking> {
    let thread = ChannelId::new(u64::MAX).ok()?;
    Some(Taking {
        id: SittingId::new(i64::MAX).ok()?,
        guild: GuildId::new(u64::MAX).ok()?,
        person: UserId::new(u64::MAX).ok()?,
        assessment: assessment.id.clone(),
        round: None,
        seed: 1,
        place: Place::Thread { thread, private: true, message: MessageId::new(u64::MAX).ok() },
        started_at: Timestamp::from_millis(0),
        done_at: Some(Timestamp::from_millis(0)),
        shows_words: false,
        sitting: Sitting::default(),
    })
}

fn of_one(handbook: &Handbook, assessment: &Assessment) -> Vec<Reply> {
    let all = questions(assessment, 1, Map { duties: &[], should: true });
    let (Some(mut taking), Ok(channel), Ok(message)) =
        (taking(assessment), ChannelId::new(u64::MAX), MessageId::new(u64::MAX))
    else {
        return Vec::new();
    };
    let ways = [ThreadWay::Private, ThreadWay::Public, ThreadWay::Replies];
    let carded = Carded { assessment, round: None, questions: all.len(), ways: &ways, tried: true };
    let mut replies = vec![
        assess_card(handbook, carded),
        resume_card(handbook, assessment, &taking, usize::MAX, usize::MAX),
        began_in(handbook, channel),
        goes_on_in(handbook, channel),
        dropped(handbook, &taking),
        shared_in(handbook, &taking, channel, message),
        my_sittings(handbook, &vec![taking.clone(); limits::OPTIONS * 2]),
    ];
    for question in &all {
        taking.sitting.at = Some(question.key.clone());
        let shown = SittingShown { taking: &taking, assessment, round: None, questions: &all };
        replies.extend([sitting_message(handbook, shown), paused(handbook, shown), asks_to_stop(handbook, shown)]);
    }
    taking.sitting.at = None;
    for point in [1, 3, u8::try_from(points(assessment)).unwrap_or(1)] {
        let answer = |question: &Question<'_>| {
            let answers = [Answer::Point(point), Answer::Point(1), Answer::First, Answer::Nobody];
            let answer = answers.into_iter().find(|answer| question.is_answered_by(answer))?;
            Some((question.key.clone(), answer))
        };
        taking.sitting.answers = all.iter().filter_map(answer).collect();
        let shown = SittingShown { taking: &taking, assessment, round: None, questions: &all };
        let profile = match &assessment.form {
            Form::Scaled(scaled) => Some(Profile::of(scaled, &taking.sitting.answers)),
            Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => None,
        };
        let before = profile.as_ref().map(|profile| Before { taking: &taking, profile });
        replies.extend([sitting_message(handbook, shown), result_message(handbook, shown, before, None)]);
        replies.extend([keeps_result(handbook, shown, before, None), asks_to_delete(handbook, shown)]);
        replies.push(shared_preview(handbook, shown, None, u64::MAX));
        let axes = profile.iter().flat_map(|profile| &profile.axes);
        replies.extend(axes.filter_map(|axis| axis_closer(handbook, shown, &question_mark(&axis.dimension.id))));
    }
    replies.extend(round_samples::of_round(handbook, assessment, &taking));
    replies
}

fn points(assessment: &Assessment) -> u32 {
    match &assessment.form {
        Form::Scaled(scaled) => scaled.points(),
        Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => 1,
    }
}
