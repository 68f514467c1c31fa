//! The longest of each message about rounds.

use std::collections::BTreeMap;

use super::{
    NotAssessed, ROUND_ASKED, ROUND_OWNER, ResultsShown, RoundShown, contested_titles, handed_in, handed_in_before,
    result_pages, results_page, round_closing, round_list, round_message, round_reminder, round_result, round_running,
    round_script, round_started, round_wants_close, turning, whose_action,
};
use crate::{
    assessments::{
        findings::Findings,
        gathering::{Fewest, Gathered, LONGEST_MATTER, Round, State},
        questions::{Answer, Map, questions},
        taking::{LONGEST_WORDS, Taking},
    },
    clock::Timestamp,
    handbook::{
        DutyId, Handbook,
        assessments::{Assessment, Form, MOST_DUTIES},
    },
    polls::{life::Closing, settings::Electorate},
    replies::{Refusal, Reply, limits, refusal},
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, UserId},
};

/// A moment that is as long as others.
const AT: Timestamp = Timestamp::from_millis(1_790_000_000_000);

/// The longest messages about a round of an assessment; `taking` is somebody's sitting in it.
pub(super) fn of_round(handbook: &Handbook, assessment: &Assessment, taking: &Taking) -> Vec<Reply> {
    let Some(open) = longest(handbook, assessment) else {
        return Vec::new();
    };
    let closed =
        |why| Round { state: State::Closed { at: AT, why }, turnout: Some((u32::MAX, Some(u32::MAX))), ..open.clone() };
    let rounds = [
        open.clone(),
        closed(Closing::Deadline { due: Timestamp::from_millis(0) }),
        closed(Closing::ByHand(open.creator)),
        Round { turnout: Some((0, None)), ..closed(Closing::AllVoted) },
    ];
    let mut replies = vec![
        round_closing(handbook),
        whose_action(handbook, open.id, ROUND_OWNER),
        whose_action(handbook, open.id, ROUND_ASKED),
    ];
    for round in &rounds {
        let gathered = gathered(handbook, assessment, round);
        let findings = Findings::of(assessment, round, &gathered);
        let titles = contested_titles(handbook, &findings);
        let of = RoundShown { round, assessment, team: None, finished: u32::MAX };
        replies.extend([round_message(handbook, of), round_reminder(handbook, of), round_wants_close(handbook, of)]);
        replies.extend([round_result(handbook, of, &titles), round_result(handbook, of, &[])]);
        replies.push(round_script(handbook, of, titles.first().map(String::as_str)));
        replies.extend([handed_in(handbook, round), handed_in_before(handbook, round, taking)]);
        replies.extend(round.message.map(|message| round_started(handbook, round, message)));
        replies.push(round_running(handbook, round));
        let rows = vec![(round.clone(), "*".repeat(300)); limits::OPTIONS * 2];
        replies.extend([round_list(handbook, &rows), round_list(handbook, &[])]);
        let past = [&findings; 5];
        let shown = ResultsShown { of, findings: &findings, past: &past, settled: &[] };
        for page in 1..=result_pages(&findings) {
            let reply = results_page(handbook, shown, page, None);
            replies.push(reply.with_buttons(turning(handbook, shown, page)));
        }
    }
    replies
}

/// A round in which everything is as long as it may be.
fn longest(handbook: &Handbook, assessment: &Assessment) -> Option<Round> {
    let mut titled: Vec<_> = handbook.duties().collect();
    titled.sort_by_key(|duty| std::cmp::Reverse(duty.title.chars().count()));
    let asks_who = matches!(assessment.form, Form::WhoDecides(_));
    let duties: Vec<DutyId> =
        titled.into_iter().filter(|_| asks_who).take(MOST_DUTIES).map(|duty| duty.id.clone()).collect();
    let user = UserId::new(u64::MAX >> 1).ok()?;
    Some(Round {
        id: RoundId::new(i64::MAX).ok()?,
        guild: GuildId::new(u64::MAX).ok()?,
        channel: ChannelId::new(u64::MAX).ok()?,
        message: MessageId::new(u64::MAX).ok(),
        thread: ChannelId::new(u64::MAX).ok(),
        result: MessageId::new(u64::MAX).ok(),
        team: None,
        assessment: assessment.id.clone(),
        matter: Some("*".repeat(LONGEST_MATTER)),
        duties,
        should: true,
        participants: Electorate::Members(vec![user; 50]),
        fewest: Fewest::default(),
        creator: Some(user),
        created_at: AT,
        remind_at: None,
        state: State::Open { deadline: AT },
        turnout: None,
        alphas: BTreeMap::new(),
        changed: 0,
    })
}

/// Answers from both ends, with the longest words beside each.
fn gathered(handbook: &Handbook, assessment: &Assessment, round: &Round) -> Gathered {
    let all = questions(assessment, 1, Map { duties: &round.duties, should: true });
    let roles = handbook.roles();
    let mut answers: BTreeMap<String, BTreeMap<Answer, u32>> = BTreeMap::new();
    let mut words = Vec::new();
    for question in &all {
        let points = (1..=7).map(Answer::Point);
        let named = roles.iter().map(|role| Answer::Role(role.id.clone()));
        let others = [Answer::First, Answer::Second, Answer::Together, Answer::Nobody, Answer::Unknown];
        let given = points.chain(named).chain(others).filter(|answer| question.is_answered_by(answer));
        answers.insert(question.key.clone(), given.map(|answer| (answer, 1_000)).collect());
        words.extend(vec![(question.key.clone(), "*".repeat(LONGEST_WORDS)); 4]);
    }
    let alphas = match &assessment.form {
        Form::Scaled(scaled) => scaled.dimensions.iter().map(|dimension| (dimension.id.clone(), -100)).collect(),
        Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => BTreeMap::new(),
    };
    Gathered { finished: round.turnout.map_or(0, |(finished, _)| finished), answers, words, alphas }
}

/// The refusals about rounds.
pub(super) fn refusals(handbook: &Handbook) -> Vec<Reply> {
    let long = "*".repeat(6_000);
    let all = [
        NotAssessed::ForOne("t".repeat(60)),
        NotAssessed::RoundGone,
        NotAssessed::RoundOver,
        NotAssessed::NotInvited,
        NotAssessed::NotYoursToClose,
        NotAssessed::FewestTooLow,
        NotAssessed::TooFewInvited(usize::MAX, u32::MAX),
        NotAssessed::NeedsMatter(usize::MAX),
        NotAssessed::UnknownDuty(long.clone()),
        NotAssessed::NotSoManyDuties { is: usize::MAX, least: usize::MAX, most: usize::MAX },
        NotAssessed::NoTeam,
        NotAssessed::NoOwner,
        NotAssessed::OwnAction,
        NotAssessed::NotYoursToHandOut,
        NotAssessed::BadDate(long),
    ];
    all.into_iter().map(|why| refusal(handbook, &Refusal::NotAssessed(why))).collect()
}
