//! A poll before it starts, as whoever makes it sees it.

use super::{
    ShownPoll,
    form::{closes_field, options_field, question_field},
    poll_message,
    shown::asked,
};
use crate::{
    handbook::Handbook,
    polls::poll::Poll,
    replies::{ComponentName, Form, Reply, Shown, Visibility, Wording, primary, secondary},
};

/// Start the poll that is shown.
pub const POLL_START: ComponentName = ComponentName("poll-start");
/// Change it: opens a form.
pub const POLL_EDIT: ComponentName = ComponentName("poll-edit");
/// The form with the changes was sent.
pub const POLL_CHANGED: ComponentName = ComponentName("poll-changed");
/// Give it up.
pub const POLL_CANCEL: ComponentName = ComponentName("poll-cancel");

/// A poll as it will read, to whoever makes it, with **Start**, **Change** and **Cancel**.
#[must_use]
pub fn poll_preview(handbook: &Handbook, shown: ShownPoll<'_>) -> Reply {
    let (say, poll) = (Wording::of(handbook), shown.poll);
    let mut reply = poll_message(handbook, shown).seen_by(Visibility::OnlyAsker);
    reply.text = Some(Shown::ours(say.poll_preview_text()));
    reply.rows.clear();
    reply.with_buttons(vec![
        primary(POLL_START.id().with(poll.id), say.poll_start_button()),
        secondary(POLL_EDIT.id().with(poll.id), say.poll_edit_button()),
        secondary(POLL_CANCEL.id().with(poll.id), say.poll_cancel_button()),
    ])
}

/// The form in which a poll is changed before it starts. `closes` is when it closes, as it would be typed. Candidates of a poll about
/// ownership stay as they are: a form takes texts only.
#[must_use]
pub fn change_form(handbook: &Handbook, poll: &Poll, closes: &str) -> Form {
    let say = Wording::of(handbook);
    let mut form = Form::new(POLL_CHANGED.id().with(poll.id), Shown::ours(say.poll_form_change_title()));
    form = form.with(question_field(&say, &poll.question));
    if poll.settings.kind.has_options() && poll.about.is_none() {
        let texts: Vec<&str> = poll.options.iter().map(|option| option.text.as_str()).collect();
        form = form.with(options_field(&say, &texts));
    }
    form.with(closes_field(&say, closes))
}

/// A poll that was given up before it started.
#[must_use]
pub fn poll_cancelled(handbook: &Handbook, poll: &Poll) -> Reply {
    let say = Wording::of(handbook);
    let embed = asked(poll).title(say.poll_cancelled_title()).description(say.poll_cancelled_text());
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}
