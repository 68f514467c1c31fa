//! Channels and threads in request bodies.

use super::Form;
use crate::world::channels::ChannelKind;
use crate::world::limits;
use crate::world::threads::ThreadPlan;

/// Reads a thread to be started; `kind` is what it is unless the body says otherwise.
pub(crate) fn read_thread_plan(form: &Form<'_>, kind: ChannelKind) -> ThreadPlan {
    let kind = match form.one_of("type", &[10, 11, 12]) {
        Some(10) => ChannelKind::AnnouncementThread,
        Some(11) => ChannelKind::PublicThread,
        Some(12) => ChannelKind::PrivateThread,
        _ => kind,
    };
    ThreadPlan {
        name: form.required_text("name", limits::CHANNEL_NAME).unwrap_or_default(),
        kind,
        archive_after: read_archive_after(form).unwrap_or(1_440),
        invitable: form.boolean("invitable").unwrap_or(true),
        slow_mode: read_slow_mode(form).unwrap_or(0),
    }
}

/// Changes to a thread; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ThreadChange {
    pub(crate) name: Option<String>,
    pub(crate) archived: Option<bool>,
    pub(crate) locked: Option<bool>,
    pub(crate) invitable: Option<bool>,
    pub(crate) archive_after: Option<u32>,
    pub(crate) slow_mode: Option<u32>,
}

/// Reads changes to a thread.
pub(crate) fn read_thread_change(form: &Form<'_>) -> ThreadChange {
    ThreadChange {
        name: form.text("name", limits::CHANNEL_NAME),
        archived: form.boolean("archived"),
        locked: form.boolean("locked"),
        invitable: form.boolean("invitable"),
        archive_after: read_archive_after(form),
        slow_mode: read_slow_mode(form),
    }
}

fn read_archive_after(form: &Form<'_>) -> Option<u32> {
    form.one_of("auto_archive_duration", &limits::ARCHIVE_AFTER_MINUTES).map(|minutes| minutes as u32)
}

fn read_slow_mode(form: &Form<'_>) -> Option<u32> {
    let (least, most) = limits::SLOW_MODE;
    form.integer("rate_limit_per_user", least..=most).map(|seconds| seconds as u32)
}

/// Changes to a channel that is no thread; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChannelChange {
    pub(crate) name: Option<String>,
    /// The new topic; `Some(None)` takes it away.
    pub(crate) topic: Option<Option<String>>,
    pub(crate) slow_mode: Option<u32>,
}

/// Reads changes to a channel that is no thread.
pub(crate) fn read_channel_change(form: &Form<'_>) -> ChannelChange {
    ChannelChange {
        name: form.text("name", limits::CHANNEL_NAME),
        topic: form.given("topic").then(|| form.text("topic", limits::CHANNEL_TOPIC)),
        slow_mode: read_slow_mode(form),
    }
}
