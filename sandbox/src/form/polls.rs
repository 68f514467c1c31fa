//! Polls in request bodies (`resources/poll#poll-create-request-object`).

use std::time::Duration;

use super::Form;
use crate::world::emoji::EmojiName;
use crate::world::limits;
use crate::world::polls::{NewAnswer, NewPoll};

/// The only layout that there is.
const DEFAULT_LAYOUT: i64 = 1;

/// Reads the `poll` of a new message.
pub(crate) fn read_poll(form: &Form<'_>) -> Option<NewPoll> {
    let poll = form.object("poll")?;
    poll.one_of("layout_type", &[DEFAULT_LAYOUT]);
    let hours = poll.integer("duration", limits::POLL_HOURS).unwrap_or(limits::POLL_HOURS_DEFAULT);
    for needed in ["question", "answers"] {
        if poll.value(needed).is_none() {
            poll.complain_missing(needed);
        }
    }
    let question = poll.object("question").and_then(|media| media.required_text("text", limits::POLL_QUESTION));
    let answers = poll.objects("answers", limits::POLL_ANSWERS);
    Some(NewPoll {
        question: question.unwrap_or_default(),
        answers: answers.unwrap_or_default().iter().filter_map(read_answer).collect(),
        open_for: Duration::from_secs(hours.unsigned_abs() * 3_600),
        several: poll.boolean("allow_multiselect").unwrap_or(false),
    })
}

fn read_answer(answer: &Form<'_>) -> Option<NewAnswer> {
    if answer.value("poll_media").is_none() {
        answer.complain_missing("poll_media");
    }
    let media = answer.object("poll_media")?;
    let text = media.required_text("text", limits::POLL_ANSWER)?;
    let emoji = media.object("emoji").and_then(|emoji| {
        let custom = emoji.snowflake("id").map(EmojiName::Custom);
        custom.or_else(|| emoji.text("name", limits::EMOJI_NAME).map(EmojiName::Unicode))
    });
    Some(NewAnswer { text, emoji })
}
