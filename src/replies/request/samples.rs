//! The longest of each message about requests.

use super::{
    Asked, NotAsked, already_asked, ask_aloud, asked_them, declined, handed_on, open_requests, request_card,
    request_due, request_note, whose_is_it,
};
use crate::{
    clock::Timestamp,
    handbook::{Handbook, RoleId},
    replies::{Refusal, Reply, refusal},
    workspace::{
        ids::{ChannelId, GuildId, MessageId, RequestId, TeamId, UserId},
        names::{LONGEST_TEAM_NAME, LONGEST_TOPIC, Topic},
        request::{Event, LONGEST_QUESTION, MOST_TOLD, MayNot, MayNotAsk, Question, Request, What},
        subject::Subject,
        team::Holder,
    },
};

/// The longest of each; nothing only if our own rules were broken.
pub(in crate::replies) fn samples(handbook: &Handbook) -> Vec<Reply> {
    let Some((request, user)) = longest() else {
        return Vec::new();
    };
    let (whom, roles) = (Holder::Member(user), handbook.roles().into_iter().map(|role| role.id.clone()));
    let action = Question { due: Some(request.trail()[0].at), ..request.question.clone() };
    let Ok(action) = Request::of_trail(action, request.message, request.trail().to_vec()) else {
        return Vec::new();
    };
    let about = Asked::Duty("x".repeat(50));
    let mut replies = vec![
        request_card(handbook, &request),
        request_card(handbook, &action),
        request_due(handbook, &action),
        request_note(handbook, &request, whom),
        ask_aloud(handbook, &request.question.text, &about, &request, whom),
        asked_them(handbook, &request, whom, true),
        asked_them(handbook, &request, whom, false),
        already_asked(handbook, &request),
        whose_is_it(handbook, &request, &roles.collect::<Vec<_>>()),
        handed_on(handbook, &request, whom),
        declined(handbook, &request),
        Reply::of_embeds(open_requests(handbook, &longest_open()).into_iter().collect()),
    ];
    let team = "*".repeat(LONGEST_TEAM_NAME);
    let roles = handbook.roles().into_iter().map(|role| role.name.clone()).collect();
    let mut refusals = vec![
        NotAsked::Vacant(team.clone(), roles),
        NotAsked::Vacant(team.clone(), Vec::new()),
        NotAsked::Left(whom),
        NotAsked::MayNotWrite,
        NotAsked::Gone,
        NotAsked::NotTold(whom),
    ];
    let asking = [MayNotAsk::Themselves, MayNotAsk::TooManyOpen, MayNotAsk::TooManyToday, MayNotAsk::TooManyWaiting];
    refusals.extend(asking.map(NotAsked::MayNotAsk));
    let reacting = [
        MayNot::Over,
        MayNot::Taken(Some(user)),
        MayNot::Taken(None),
        MayNot::Theirs,
        MayNot::NotAsked,
        MayNot::NotTheirs,
        MayNot::ToBot,
        MayNot::ToOutsider,
        MayNot::ToSelf,
        MayNot::SaidNotTheirs,
    ];
    refusals.extend(reacting.map(|why| NotAsked::MayNot(why, team.clone(), true)));
    replies.extend(refusals.into_iter().map(|why| refusal(handbook, &Refusal::NotAsked(why))));
    replies
}

/// As many open requests as are told below an answer.
pub(in crate::replies) fn longest_open() -> Vec<Request> {
    longest().map_or_else(Vec::new, |(request, _)| vec![request; MOST_TOLD as usize])
}

fn longest() -> Option<(Request, UserId)> {
    let user = UserId::new(u64::MAX >> 1).ok()?;
    let question = Question {
        id: RequestId::new(i64::MAX).ok()?,
        guild: GuildId::new(u64::MAX >> 1).ok()?,
        team: TeamId::new(i64::MAX).ok()?,
        subject: Subject::Topic(Topic::new(&format!("x{}", "*".repeat(LONGEST_TOPIC - 1))).ok()?),
        role: Some(RoleId::new("x")),
        text: "*\n".repeat(LONGEST_QUESTION / 2),
        channel: ChannelId::new(u64::MAX >> 1).ok()?,
        due: None,
    };
    let (by, to) = (Some(user), Some(Holder::Member(user)));
    let at = Timestamp::from_millis(9_999_999_999_999);
    let handed = Event { at, what: What::HandedOn { by, to } };
    let mut trail = vec![Event { at, what: What::Asked { by, to } }];
    trail.extend(vec![handed; 30]);
    let message = MessageId::new(u64::MAX >> 1).ok();
    Some((Request::of_trail(question, message, trail).ok()?, user))
}
