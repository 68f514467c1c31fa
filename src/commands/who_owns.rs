//! `/who-owns`, the message menu **Who owns this?** and questions in which the bot is mentioned: one answer for all three.

use super::{Answering, Call, Command, Desk, Kind, OptionKind, OptionSpec, Who};
use crate::{
    handbook::Handbook,
    replies::{Answer, Reason, Refusal, Reply, Shown, Visibility, Wording, answer, aside, candidates, nothing_asked},
    routing::{Outcome, Route},
};

pub(super) const SLASH: Command = Command {
    kind: Kind::Slash {
        name: "who-owns",
        options: &[
            OptionSpec {
                name: "task",
                description: Wording::command_who_owns_task,
                kind: OptionKind::Text(None),
                required: true,
            },
            OptionSpec {
                name: "private",
                description: Wording::option_private,
                kind: OptionKind::Flag,
                required: false,
            },
        ],
    },
    description: Wording::command_who_owns,
    example: Some(Wording::example_who_owns),
    who: Who::Everyone,
    visibility: Visibility::Everyone,
    run: run_slash,
};

pub(super) const MESSAGE: Command = Command {
    kind: Kind::Message { name: Wording::command_who_owns_message },
    description: Wording::command_who_owns_message_does,
    example: Some(Wording::example_who_owns_message),
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run: run_message,
};

fn run_slash<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move { Ok(owner_of(call.desk, call.locale, call.options.text("task"), call.visibility())) })
}

fn run_message<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let text = call.target.map_or("", |message| message.content.as_str());
        if Shown::typed_plain(text).is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(owner_of(call.desk, call.locale, text, call.visibility()))
    })
}

/// Whose job a text is about, as a reply.
#[must_use]
pub fn owner_of(desk: &Desk, locale: &str, question: &str, visibility: Visibility) -> Reply {
    let handbook = desk.handbook(locale);
    if Shown::typed_plain(question).is_empty() {
        return nothing_asked(handbook).seen_by(Visibility::OnlyAsker);
    }
    let route = desk.route(locale, question);
    let reply = match &route.outcome {
        Outcome::Duty(id) => match handbook.duty(id.as_str()) {
            Some(duty) => answered(desk, locale, Answer { question, duty, reason: Reason::Routed(&route) }, visibility),
            None => return nothing_asked(handbook),
        },
        Outcome::Unsure => nearest(handbook, question, &route),
        Outcome::Aside(id) => match handbook.asides().find(|aside| aside.id == *id) {
            Some(found) => aside(handbook, question, found),
            None => return nothing_asked(handbook),
        },
    };
    reply.seen_by(visibility)
}

/// An answer with its buttons, as this visibility wants it: a private one can be shared.
pub(super) fn answered(desk: &Desk, locale: &str, given: Answer<'_>, visibility: Visibility) -> Reply {
    let handbook = desk.handbook(locale);
    let reply = answer(handbook, given, None).seen_by(visibility);
    reply.with_buttons(given.buttons(&Wording::of(handbook), visibility))
}

/// The duties nearest to a text, to choose from.
pub(super) fn nearest(handbook: &Handbook, question: &str, route: &Route) -> Reply {
    let duties = route.alternatives.iter().filter_map(|candidate| handbook.duty(candidate.duty.as_str()));
    candidates(handbook, question, duties)
}
