//! The message that tells how a poll has ended (`resources/message#embed-fields-by-embed-type-poll-result-embed-fields`).

use serde_json::{Value, json};

use super::State;
use super::channels::Channel;
use super::emoji::Emoji;
use super::errors::ApiError;
use super::messages::{Message, MessageKind, Reference};
use super::polls::Poll;
use super::posting::{Draft, Provenance};

impl State {
    /// Puts the result below the poll that has ended, in its author's name; the author is mentioned.
    pub(super) fn put_poll_result(&mut self, channel: &Channel, message: &Message) -> Result<(), ApiError> {
        let Some(poll) = &message.poll else {
            return Ok(());
        };
        let draft = Draft { embeds: vec![embed(poll)], ..Draft::default() };
        let mut from = Provenance::of(message.author, MessageKind::PollResult);
        from.reference = Some(Reference { guild: None, ..Reference::to(message) });
        from.mentioned = Some(message.author);
        self.put_message(channel, draft, from).map(drop)
    }
}

fn embed(poll: &Poll) -> Value {
    let mut fields = vec![
        ("poll_question_text", poll.question.clone()),
        ("victor_answer_votes", poll.most().to_string()),
        ("total_votes", poll.total().to_string()),
    ];
    if let Some(winner) = poll.winner() {
        fields.push(("victor_answer_id", winner.number.to_string()));
        fields.push(("victor_answer_text", winner.text.clone()));
        match &winner.emoji {
            Some(Emoji::Unicode(text)) => fields.push(("victor_answer_emoji_name", (*text).to_owned())),
            Some(Emoji::Custom(emoji)) => {
                fields.push(("victor_answer_emoji_id", emoji.id.to_string()));
                fields.push(("victor_answer_emoji_name", emoji.name.clone()));
                fields.push(("victor_answer_emoji_animated", emoji.animated.to_string()));
            }
            None => {}
        }
    }
    let fields = fields.into_iter().map(|(name, value)| json!({"name": name, "value": value, "inline": false}));
    json!({"type": "poll_result", "fields": fields.collect::<Vec<_>>()})
}
