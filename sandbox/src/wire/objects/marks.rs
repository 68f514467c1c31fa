//! What stands on messages: reactions and polls. Both say what the one who looks has done.

use serde_json::{Value, json};

use crate::world::emoji::{CustomEmoji, Emoji};
use crate::world::ids::UserId;
use crate::world::messages::Message;
use crate::world::polls::Poll;
use crate::world::reactions::Reaction;

/// An emoji as reactions and polls name it.
pub(crate) fn emoji(emoji: &Emoji) -> Value {
    match emoji {
        Emoji::Unicode(text) => json!({"id": null, "name": text}),
        Emoji::Custom(custom) => json!({"id": custom.id, "name": custom.name, "animated": custom.animated}),
    }
}

/// An emoji of a server, as the server lists it.
pub(crate) fn guild_emoji(emoji: &CustomEmoji) -> Value {
    json!({
        "id": emoji.id,
        "name": emoji.name,
        "roles": [],
        "require_colons": true,
        "managed": false,
        "animated": emoji.animated,
        "available": true,
    })
}

/// The reactions of a message, oldest first.
pub(crate) fn reactions(message: &Message, viewer: UserId) -> Vec<Value> {
    let reaction = |one: &Reaction| {
        json!({
            "emoji": emoji(&one.emoji),
            "count": one.users.len(),
            "count_details": {"burst": 0, "normal": one.users.len()},
            "me": one.users.contains(&viewer),
            "me_burst": false,
            "burst_colors": [],
        })
    };
    message.reactions.iter().map(reaction).collect()
}

/// A poll, with the votes so far.
pub(crate) fn poll(poll: &Poll, viewer: UserId) -> Value {
    let answers = poll.answers.iter().map(|answer| {
        let mut media = json!({"text": answer.text});
        if let Some(one) = &answer.emoji {
            media["emoji"] = emoji(one);
        }
        json!({"answer_id": answer.number, "poll_media": media})
    });
    let counted = poll.answers.iter().filter(|answer| !answer.voters.is_empty()).map(|answer| {
        json!({"id": answer.number, "count": answer.voters.len(), "me_voted": answer.voters.contains(&viewer)})
    });
    json!({
        "question": {"text": poll.question},
        "answers": answers.collect::<Vec<_>>(),
        "expiry": poll.expiry.to_string(),
        "allow_multiselect": poll.several,
        "layout_type": 1,
        "results": {"is_finalized": poll.ended, "answer_counts": counted.collect::<Vec<_>>()},
    })
}
