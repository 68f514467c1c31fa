//! `/who-owns`, the message menu **Who owns this?** and questions in which the bot is mentioned: one answer for all three.

use super::{
    Answering, Call, Command, Component, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Who, gaps,
};
use crate::{
    handbook::{Duty, Handbook},
    replies::{
        Answer, Given, LOOK_AGAIN, PICK, Reason, Refusal, Reply, SHARE, SharedAnswer, Shown, Visibility, WHY, Wording,
        answer, aside, candidates, nothing_asked, record_rule_button, why,
    },
    routing::{self, Route},
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

/// The asker picks one of a few duties: it is answered in place.
pub(super) const PICKS: Component = Component {
    name: PICK,
    arguments: 1,
    who: Who::Everyone,
    run: |press| {
        Box::pin(async move {
            let given = Answer { question: press.question(), duty: press.duty(0)?, reason: Reason::Picked };
            Ok(press.in_place(answered(press.desk, press.locale, given, press.seen_by())))
        })
    },
};

/// The text is a question after all.
pub(super) const LOOKS_AGAIN: Component = Component {
    name: LOOK_AGAIN,
    arguments: 0,
    who: Who::Everyone,
    run: |press| {
        Box::pin(async move { Ok(press.in_place(nearest(press.handbook(), press.question(), &press.route()))) })
    },
};

/// A private answer is shown to the channel.
pub(super) const SHARES: Component =
    Component { name: SHARE, arguments: 2, who: Who::Everyone, run: |press| Box::pin(async move { share(press) }) };

/// All reasons of an answer are told.
pub(super) const EXPLAINS: Component =
    Component { name: WHY, arguments: 2, who: Who::Everyone, run: |press| Box::pin(async move { whole_why(press) }) };

fn share(press: &Press<'_>) -> Result<Outcome, Failure> {
    let given = Given::read(&press.id)?;
    let (handbook, duty) = (press.handbook(), press.known_duty(&given.duty)?);
    // Through the bot nobody writes where they may not write themselves.
    if !press.asker.may_write {
        return Err(Refusal::MayNotShare.into());
    }
    let route = press.route();
    let answered = Answer { question: press.question(), duty, reason: reason(&given, duty, &route) };
    let by = SharedAnswer { by: Shown::ours(format!("<@{}>", press.asker.user)) };
    let buttons = || answered.buttons(&Wording::of(handbook), Visibility::Everyone);
    let private = answer(handbook, answered, None).seen_by(Visibility::OnlyAsker).with_buttons(buttons());
    Ok(Outcome::BecomesAndSays(private, answer(handbook, answered, Some(&by)).with_buttons(buttons())))
}

fn whole_why(press: &Press<'_>) -> Result<Outcome, Failure> {
    let given = Given::read(&press.id)?;
    let (duty, route) = (press.known_duty(&given.duty)?, press.route());
    let what_if = press.desk.what_if(press.locale, press.question(), &route);
    let answered = Answer { question: press.question(), duty, reason: reason(&given, duty, &route) };
    let told = why(press.handbook(), answered, &what_if);
    // In a direct message there is no team whose rule it could become.
    let records = press.asker.guild.map(|_| record_rule_button(press.handbook(), duty));
    Ok(told.with_buttons(records.into_iter().collect()).into())
}

/// How an answer came to be, as far as it can still be told: the text above the message may have been cut.
pub(super) fn reason<'a>(given: &Given, duty: &Duty, route: &'a Route) -> Reason<'a> {
    match given.picked {
        true => Reason::Picked,
        false if route.outcome == routing::Outcome::Duty(duty.id.clone()) => Reason::Routed(route),
        false => Reason::Unknown,
    }
}

fn run_slash<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let question = call.options.text("task");
        gaps::count(call.desk, call.asker.guild, call.locale, question).await;
        Ok(owner_of(call.desk, call.locale, question, call.visibility()).into())
    })
}

fn run_message<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let text = call.target.map_or("", |message| message.content.as_str());
        if Shown::typed_plain(text).is_empty() {
            return Err(Refusal::NoText.into());
        }
        gaps::count(call.desk, call.asker.guild, call.locale, text).await;
        Ok(owner_of(call.desk, call.locale, text, call.visibility()).into())
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
        routing::Outcome::Duty(id) => match handbook.duty(id.as_str()) {
            Some(duty) => answered(desk, locale, Answer { question, duty, reason: Reason::Routed(&route) }, visibility),
            None => return nothing_asked(handbook),
        },
        routing::Outcome::Unsure => nearest(handbook, question, &route),
        routing::Outcome::Aside(id) => match handbook.asides().find(|aside| aside.id == *id) {
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
fn nearest(handbook: &Handbook, question: &str, route: &Route) -> Reply {
    let duties = route.alternatives.iter().filter_map(|candidate| handbook.duty(candidate.duty.as_str()));
    candidates(handbook, question, duties)
}
