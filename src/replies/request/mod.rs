//! Questions handed to people, as messages.

mod card;
mod refused;
mod said;
mod samples;

pub use card::{request_card, request_due, request_note};
pub use refused::NotAsked;
pub(super) use refused::told;
pub use said::{
    Asked, QUESTION, already_asked, ask_aloud, ask_button, ask_form, asked_them, declined, handed_on, open_requests,
    whose_is_it,
};
pub(super) use samples::{longest_open, samples};

use super::{ComponentName, Shown, Wording, decision::mention};
use crate::{
    clock::Timestamp,
    workspace::{ids::UserId, request::Request, team::Holder},
};

/// Ask the person whom an answer names.
pub const ASK: ComponentName = ComponentName("ask");
/// The same, now that the asker has seen what is posted.
pub const ASK_ALOUD: ComponentName = ComponentName("ask-aloud");
/// The form in which a long question was completed.
pub const ASK_WRITTEN: ComponentName = ComponentName("ask-written");
/// It is mine.
pub const MINE: ComponentName = ComponentName("mine");
/// It is not mine.
pub const NOT_MINE: ComponentName = ComponentName("not-mine");
/// Whose it is, chosen among the members of the server.
pub const HAND_ON: ComponentName = ComponentName("hand-on");
/// Whose it is, chosen among the roles of the team.
pub const HAND_TO_SEAT: ComponentName = ComponentName("hand-to-seat");
/// I don't know whose it is.
pub const DECLINE: ComponentName = ComponentName("decline");
/// It is answered.
pub const ANSWERED: ComponentName = ComponentName("answered");
/// The asker takes it back.
pub const TAKE_BACK: ComponentName = ComponentName("take-back");

fn holder(say: &Wording, holder: Option<Holder>) -> Shown {
    holder.map_or_else(|| Shown::ours(say.request_erased()), mention)
}

fn person(say: &Wording, user: Option<UserId>) -> Shown {
    holder(say, user.map(Holder::Member))
}

/// How long ago a moment is, by each reader's own clock.
fn when(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:R>", moment.seconds()))
}

/// A moment to come, as each reader's own clock and language show it.
fn by_when(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:f>", moment.seconds()))
}

/// What was asked: a question, or an action that was agreed. Sentences choose by this word.
fn sort(request: &Request) -> Shown {
    Shown::ours(if request.question.is_action() { "action" } else { "question" })
}

/// The address of the message that shows a request; of its channel until there is a message.
fn link(request: &Request) -> Shown {
    let question = &request.question;
    let channel = format!("https://discord.com/channels/{}/{}", question.guild, question.channel);
    Shown::ours(match request.message {
        Some(message) => format!("{channel}/{message}"),
        None => channel,
    })
}

/// A question in quotation marks of Discord's, a line each; nothing where none was typed.
fn quoted(question: &str) -> Vec<String> {
    let question = String::from(Shown::typed_lines(question).at_most(LONGEST_SHOWN));
    question.lines().map(|line| format!("> {line}")).collect()
}

/// The most characters of a question that are shown: each that was typed may need two.
const LONGEST_SHOWN: usize = 2_000;
