//! What is said before a poll closes, and about polls that are held again.

use serenity::builder::{CreateButton, CreateEmbedAuthor};

use super::{ShownPoll, first_of, link, relative, shown::asked, standing::turnout, when};
use crate::{
    handbook::Handbook,
    polls::{life::State, poll::Poll, repeat::Repeat, settings::Electorate},
    replies::{ComponentName, Reply, Shown, Visibility, Wording, limits, plain_embed, secondary},
    workspace::ids::UserId,
};

/// Do not hold a poll again.
pub const POLL_STOP: ComponentName = ComponentName("poll-stop");
/// See who has not voted.
pub const POLL_MISSING: ComponentName = ComponentName("poll-missing");

/// How many people are named who have not voted; of the others the number.
const MOST_NAMED: usize = 50;

/// The lines of the contract about reminders, and about being held again.
pub(super) fn reminding(say: &Wording, poll: &Poll) -> Vec<String> {
    let mut lines = Vec::new();
    if poll.settings.remind && !poll.is_closed() {
        lines.push(say.poll_reminds());
    }
    lines.extend(poll.settings.repeat.map(|repeat| match repeat.every {
        Repeat::Weekly => say.poll_repeats_weekly(),
        Repeat::Fortnightly => say.poll_repeats_fortnightly(),
        Repeat::Monthly => say.poll_repeats_monthly(),
    }));
    lines
}

/// The button that ends a series, while a poll is held again.
pub(super) fn stop_button(say: &Wording, poll: &Poll) -> Option<CreateButton> {
    poll.settings.repeat.map(|_| secondary(POLL_STOP.id().with(poll.id), say.poll_stop_button()))
}

/// The button that shows who has not voted, where that is known and may be seen.
pub(super) fn missing_button(say: &Wording, poll: &Poll) -> Option<CreateButton> {
    let is_known = matches!(poll.settings.electorate, Electorate::Team(_) | Electorate::Members(_));
    let button = || secondary(POLL_MISSING.id().with(poll.id), say.poll_missing_button());
    (is_known && !poll.settings.anonymous && !poll.is_closed()).then(button)
}

/// Reminds everybody of a poll before it closes. It mentions nobody.
#[must_use]
pub fn poll_reminder(handbook: &Handbook, shown: ShownPoll<'_>) -> Reply {
    let (say, poll) = (Wording::of(handbook), shown.poll);
    let mut lines = turnout(handbook, poll, shown.standing);
    if let State::Open { deadline: Some(at) } | State::HeldUp { deadline: Some(at), .. } = poll.state {
        lines.push(say.poll_closes(relative(at), when(at)));
    }
    lines.extend(poll.message.map(|message| say.poll_result_link(link(poll, message))));
    let question = Shown::typed_plain(&poll.question).at_most(limits::EMBED_AUTHOR);
    let embed = plain_embed().author(CreateEmbedAuthor::new(question)).title(say.poll_reminder_title());
    Reply::of(embed.description(lines.join("\n"))).with_buttons(missing_button(&say, poll).into_iter().collect())
}

/// Who has not voted, to whoever started the poll; none where it is not known by name who may.
#[must_use]
pub fn poll_missing(handbook: &Handbook, poll: &Poll, missing: Option<&[UserId]>) -> Reply {
    let say = Wording::of(handbook);
    let text = match missing {
        None => say.poll_missing_unknown(),
        Some([]) => say.poll_missing_none(),
        Some(people) => say.poll_missing_people(first_of(&say, people, MOST_NAMED)),
    };
    let embed = asked(poll).title(say.poll_missing_title()).description(text);
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// Tells whoever ended a series that it has ended.
#[must_use]
pub fn poll_not_again(handbook: &Handbook, poll: &Poll) -> Reply {
    let say = Wording::of(handbook);
    let embed = asked(poll).title(say.poll_stopped_title()).description(say.poll_stopped_text());
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}
