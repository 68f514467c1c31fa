//! The one message of a request: the question, where it stands, and what happened.

use serenity::builder::CreateButton;

use super::{ANSWERED, MINE, NOT_MINE, TAKE_BACK, by_when, holder, link, mention, person, quoted, sort, when};
use crate::{
    handbook::Handbook,
    replies::{Reply, Shown, Wording, limits, plain_embed, primary, secondary, subject_plain},
    workspace::{
        request::{End, Event, Request, State, What},
        team::Holder,
    },
};

/// The most events that are shown: the first, and the latest ones.
const MOST_EVENTS: usize = 12;

/// A request as a message. Where it is new it notifies the one who is asked; an edit notifies nobody.
#[must_use]
pub fn request_card(handbook: &Handbook, request: &Request) -> Reply {
    let say = Wording::of(handbook);
    let state = request.state();
    let embed = plain_embed()
        .title(subject_plain(handbook, &request.question.subject).at_most(limits::EMBED_TITLE))
        .description(description(&say, request, state));
    let reply = Reply::of(embed).with_buttons(buttons(&say, request, state));
    match state {
        State::Waiting(Some(on)) => {
            let calls = say.request_calls(sort(request), mention(on), person(&say, request.asker()));
            reply.pinging(on, Shown::ours(calls))
        }
        State::Waiting(None) | State::Accepted(_) | State::Over(_) => reply,
    }
}

/// Word to the one who is asked now: an edit of the request's own message would notify nobody.
#[must_use]
pub fn request_note(handbook: &Handbook, request: &Request, to: Holder) -> Reply {
    let text = Wording::of(handbook).request_calls_next(sort(request), mention(to), link(request));
    Reply::of_embeds(Vec::new()).pinging(to, Shown::ours(text))
}

/// Word that an action is due and not done. It notifies nobody.
#[must_use]
pub fn request_due(handbook: &Handbook, request: &Request) -> Reply {
    let say = Wording::of(handbook);
    let text = match request.state() {
        State::Accepted(who) => say.request_due_taken(person(&say, who), link(request)),
        State::Waiting(Some(on)) => say.request_due_waiting(mention(on), link(request)),
        State::Waiting(None) | State::Over(_) => say.request_due_nobody(link(request)),
    };
    let what = subject_plain(handbook, &request.question.subject);
    Reply::of(
        plain_embed().title(Shown::ours(say.request_due_title(what)).at_most(limits::EMBED_TITLE)).description(text),
    )
}

fn description(say: &Wording, request: &Request, state: State) -> String {
    let mut lines = quoted(&request.question.text);
    lines.extend(request.question.due.map(|due| say.request_due_by(by_when(due), when(due))));
    lines.push(standing(say, request, state));
    let (first, rest) = request.trail().split_at(1);
    let latest = &rest[rest.len().saturating_sub(MOST_EVENTS - 1)..];
    lines.extend(first.iter().chain(latest).map(|event| format!("-# {}", told(say, request, event))));
    lines.join("\n")
}

fn standing(say: &Wording, request: &Request, state: State) -> String {
    match state {
        State::Waiting(Some(on)) => match request.times_out_at() {
            Some(at) => say.request_waiting(mention(on), by_when(at)),
            None => say.request_waiting_on(mention(on)),
        },
        State::Waiting(None) => say.request_waiting_nobody(),
        State::Accepted(who) => say.request_accepted(sort(request), person(say, who)),
        State::Over(End::Answered) => say.request_over_answered(sort(request)),
        State::Over(End::Withdrawn) => say.request_over_withdrawn(),
        State::Over(End::Lapsed) => say.request_over_lapsed(sort(request)),
        State::Over(End::Lost) => say.request_over_lost(),
    }
}

fn told(say: &Wording, request: &Request, event: &Event) -> String {
    let (at, by) = (when(event.at), person(say, event.what.by()));
    match event.what {
        What::Asked { to, .. } => say.request_event_asked(at, by, holder(say, to)),
        What::Accepted { .. } => say.request_event_accepted(at, by),
        What::HandedOn { to, .. } => say.request_event_handed_on(at, by, holder(say, to)),
        What::Declined { .. } => say.request_event_declined(at, by),
        What::TimedOut { to: Some(to) } => say.request_event_timed_out(at, mention(to)),
        What::TimedOut { to: None } => say.request_event_timed_out_nobody(at),
        What::Answered { .. } => say.request_event_answered(sort(request), at, by),
        What::Withdrawn { .. } => say.request_event_withdrawn(at, by),
        What::Lapsed => say.request_event_lapsed(at),
        What::Lost => say.request_event_lost(at),
    }
}

fn buttons(say: &Wording, request: &Request, state: State) -> Vec<CreateButton> {
    let id = request.question.id;
    let first = match state {
        State::Waiting(_) => primary(MINE.id().with(id), say.request_mine()),
        State::Accepted(_) => primary(ANSWERED.id().with(id), say.request_done(sort(request))),
        State::Over(_) => return Vec::new(),
    };
    vec![
        first,
        secondary(NOT_MINE.id().with(id), say.request_not_mine()),
        secondary(TAKE_BACK.id().with(id), say.request_take_back()),
    ]
}
