//! What somebody is told beside the questions of a sitting: begun, paused, stopped, deleted, shared.

use super::{
    DELETE_NOW, SittingShown,
    card::{delete, go_on},
};
use crate::{
    assessments::{
        questions::{Asks, Question},
        taking::Taking,
    },
    handbook::Handbook,
    replies::{Reply, Shown, Visibility, Wording, danger, plain_embed},
    workspace::ids::{ChannelId, MessageId},
};

fn mention(channel: ChannelId) -> Shown {
    Shown::ours(format!("<#{channel}>"))
}

/// It has begun in a thread.
#[must_use]
pub fn began_in(handbook: &Handbook, thread: ChannelId) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.sit_began_title()).description(say.sit_began_text(mention(thread)));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// It goes on in its thread.
#[must_use]
pub fn goes_on_in(handbook: &Handbook, thread: ChannelId) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.sit_on_title()).description(say.sit_on_text(mention(thread)));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// It is paused.
#[must_use]
pub fn paused(handbook: &Handbook, shown: SittingShown<'_>) -> Reply {
    let say = Wording::of(handbook);
    let answered = shown.taking.sitting.answered(shown.questions);
    let text = say.sit_paused_text(answered, shown.questions.len());
    let title = say.sit_paused_title(Shown::ours(&shown.assessment.title));
    let embed = plain_embed().title(title).description(text);
    Reply::of(embed).with_buttons(vec![go_on(&say, shown.taking)])
}

/// Keep what was answered, or delete it?
#[must_use]
pub fn asks_to_stop(handbook: &Handbook, shown: SittingShown<'_>) -> Reply {
    let say = Wording::of(handbook);
    let answered = shown.taking.sitting.answered(shown.questions);
    let embed = plain_embed().title(say.sit_stop_title()).description(say.sit_stop_text(answered));
    Reply::of(embed).with_buttons(vec![go_on(&say, shown.taking), delete(&say, shown.taking)])
}

/// Asks once more before a sitting is deleted.
#[must_use]
pub fn asks_to_delete(handbook: &Handbook, shown: SittingShown<'_>) -> Reply {
    let say = Wording::of(handbook);
    let text = say.sit_delete_text(Shown::ours(&shown.assessment.title));
    let embed = plain_embed().title(say.sit_delete_title()).description(text);
    let yes = danger(DELETE_NOW.id().with(shown.taking.id), say.sit_delete_now());
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(vec![yes])
}

/// It is deleted.
#[must_use]
pub fn dropped(handbook: &Handbook, taking: &Taking) -> Reply {
    let say = Wording::of(handbook);
    let text = match taking.place.thread() {
        Some(_) => say.sit_deleted_thread(),
        None => say.sit_deleted_text(),
    };
    Reply::of(plain_embed().title(say.sit_deleted_title()).description(text)).seen_by(Visibility::OnlyAsker)
}

/// It is shared.
#[must_use]
pub fn shared_in(handbook: &Handbook, taking: &Taking, channel: ChannelId, message: MessageId) -> Reply {
    let say = Wording::of(handbook);
    let link = Shown::ours(format!("https://discord.com/channels/{}/{channel}/{message}", taking.guild));
    let embed = plain_embed().title(say.sit_share_done()).description(say.sit_share_link(link));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// What a question is about, within a list.
pub(super) fn asked_about(handbook: &Handbook, question: &Question<'_>) -> String {
    let say = Wording::of(handbook);
    match &question.asks {
        Asks::Rate { item, .. } => item.text.clone(),
        Asks::Choose { choice, .. } => choice.text.clone(),
        Asks::State { topic, .. } => topic.title.clone(),
        Asks::Trend { topic, .. } => say.sit_trend(Shown::ours(&topic.title)),
        Asks::Decides { duty, .. } => {
            handbook.duty(duty.as_str()).map_or_else(|| duty.to_string(), |duty| duty.title.clone())
        }
        Asks::Level(levels) => levels.asks.clone(),
    }
}
