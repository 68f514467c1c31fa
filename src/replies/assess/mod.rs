//! Assessments as messages: the card before one begins, the message that walks through it, results, and why something was not done.

mod card;
mod findings;
mod mine;
mod question;
mod refused;
mod result;
mod round;
mod round_samples;
mod samples;
mod script;
mod told;

pub use card::{Carded, ThreadWay, assess_card, resume_card};
pub use findings::{
    ROUND_PAGE, ROUND_SHOW, ROUND_VOTE, ResultsShown, contested_titles, result_pages, results_page, results_picture,
    turning,
};
pub use mine::{MINE, my_sittings};
pub use question::{PAST_THE_LAST, SIT_WORDS, SittingShown, sitting_message, words_form};
pub use refused::NotAssessed;
pub use result::{Before, axis_closer, keeps_result, profile_picture, result_message, shared_preview, shared_result};
pub use round::{
    ROUND_CLOSE, ROUND_CLOSE_NOW, ROUND_JOIN, RoundShown, agreed_in, handed_in, handed_in_before, round_closing,
    round_list, round_message, round_reminder, round_result, round_running, round_started, round_thread_name,
    round_wants_close,
};
pub use script::{
    ROUND_ACTED, ROUND_ACTION, ROUND_ASK, ROUND_ASKED, ROUND_HANDED, ROUND_NEXT, ROUND_OWNER, ROUND_WHAT, ROUND_WHEN,
    action_form, holder_carried, round_script, whose_action,
};
pub use told::{asks_to_delete, asks_to_stop, began_in, dropped, goes_on_in, paused, shared_in};

pub(super) use refused::told;
pub(super) use samples::samples;

use super::{ComponentName, CustomId, Shown, Wording};
use crate::{
    assessments::questions::{Answer, Asks, Question},
    clock::Timestamp,
    handbook::Handbook,
    workspace::ids::{SittingId, hash},
};

/// Begin a sitting: in which way, of which assessment, in which round.
pub const BEGIN: ComponentName = ComponentName("assess-begin");
/// Go on with a sitting.
pub const GO_ON: ComponentName = ComponentName("sit-on");
/// Answer a question.
pub const ANSWER: ComponentName = ComponentName("sit");
/// Answer a question with a role that is chosen in a select.
pub const ANSWER_ROLE: ComponentName = ComponentName("sit-role");
/// Back to the question before the one that the id names.
pub const BACK: ComponentName = ComponentName("sit-back");
/// Pause.
pub const PAUSE: ComponentName = ComponentName("sit-pause");
/// Stop: asks whether to keep or to delete.
pub const STOP: ComponentName = ComponentName("sit-stop");
/// Delete a sitting: asks first.
pub const DELETE: ComponentName = ComponentName("sit-delete");
/// Delete a sitting, asked already.
pub const DELETE_NOW: ComponentName = ComponentName("sit-delete-now");
/// Write a word of why: opens a form.
pub const WRITE: ComponentName = ComponentName("sit-write");
/// The form was sent.
pub const WRITTEN: ComponentName = ComponentName("sit-written");
/// Finish; whether what was written may be shown.
pub const FINISH: ComponentName = ComponentName("sit-done");
/// The whole result.
pub const RESULT: ComponentName = ComponentName("sit-result");
/// One axis of a result, closer.
pub const LOOK: ComponentName = ComponentName("sit-look");
/// Share a result: shows first what would be posted.
pub const SHARE_RESULT: ComponentName = ComponentName("sit-share");
/// Share it, seen already.
pub const POST_RESULT: ComponentName = ComponentName("sit-post");
/// Keep a result, and close the thread.
pub const KEEP_RESULT: ComponentName = ComponentName("sit-keep");

/// Steps of a bar.
const STEPS: usize = 10;

/// A bar of full and empty steps; words beside it say the same.
fn bar(part: usize, of: usize) -> String {
    let full = (part * STEPS + of / 2).checked_div(of).unwrap_or(0).min(STEPS);
    format!("{}{}", "▰".repeat(full), "▱".repeat(STEPS - full))
}

/// A question as a custom id names it: eight hexadecimal digits of its key.
#[must_use]
pub fn question_mark(key: &str) -> String {
    format!("{:08x}", hash(key.bytes()) & 0xffff_ffff)
}

/// The answer that a custom id carries.
#[must_use]
pub fn answer_carried(text: &str) -> Option<Answer> {
    Answer::of(&text.replacen('=', ":", 1))
}

fn of_question(name: ComponentName, id: SittingId, question: &Question<'_>) -> CustomId {
    name.id().with(id).with(question_mark(&question.key))
}

fn answers(id: SittingId, question: &Question<'_>, answer: &Answer) -> CustomId {
    of_question(ANSWER, id, question).with(answer.to_string().replacen(':', "=", 1))
}

/// What an answer is called.
fn answer_shown(handbook: &Handbook, question: &Question<'_>, answer: &Answer) -> Shown {
    let point = |labels: &[String], point: u8| labels.get(usize::from(point).wrapping_sub(1)).cloned();
    let called = match (&question.asks, answer) {
        (_, Answer::Skipped) => Some(Wording::of(handbook).sit_skipped()),
        (Asks::Rate { labels, .. }, Answer::Point(given)) => point(labels, *given),
        (Asks::State { states, .. }, Answer::Point(given)) => point(states, *given),
        (Asks::Trend { trends, .. }, Answer::Point(given)) => point(trends, *given),
        (Asks::Level(levels), Answer::Point(given)) => {
            levels.levels.get(usize::from(*given).wrapping_sub(1)).map(|level| level.title.clone())
        }
        (Asks::Choose { choice, .. }, Answer::First) => Some(choice.first.clone()),
        (Asks::Choose { choice, .. }, Answer::Second) => Some(choice.second.clone()),
        (Asks::Decides { .. }, Answer::Role(role)) => {
            handbook.role(role.as_str()).map(|role| role.name.clone()).or_else(|| Some(role.to_string()))
        }
        (Asks::Decides { who, .. }, Answer::Together) => Some(who.together.clone()),
        (Asks::Decides { who, .. }, Answer::Nobody) => Some(who.nobody.clone()),
        (Asks::Decides { who, .. }, Answer::Unknown) => Some(who.unknown.clone()),
        _ => None,
    };
    Shown::ours(called.unwrap_or_else(|| answer.to_string()))
}

/// A mean in hundredths, with one decimal.
fn points(hundredths: u32) -> Shown {
    let tenths = (hundredths + 5) / 10;
    Shown::ours(format!("{}.{}", tenths / 10, tenths % 10))
}

/// The day of a moment as each reader's own clock shows it.
fn day(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:D>", moment.seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::RoleId;

    #[test]
    fn answers_are_carried_by_custom_ids() {
        for answer in [Answer::Point(7), Answer::First, Answer::Skipped, Answer::Role(RoleId::new("tech-lead"))] {
            assert_eq!(answer_carried(&answer.to_string().replacen(':', "=", 1)), Some(answer));
        }
        assert_eq!(answer_carried("third"), None);
        assert_eq!(question_mark("people-growth").len(), 8);
    }

    #[test]
    fn a_bar_is_full_at_the_end_only() {
        assert_eq!((bar(0, 3), bar(3, 3), bar(1, 0)), ("▱".repeat(10), "▰".repeat(10), "▱".repeat(10)));
        assert_eq!(bar(1, 2), "▰▰▰▰▰▱▱▱▱▱");
        assert_eq!((points(345).as_str(), points(500).as_str(), points(267).as_str()), ("3.5", "5.0", "2.7"));
    }
}
