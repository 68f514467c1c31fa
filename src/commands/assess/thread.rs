//! Threads of sittings: opened, brought back after they were archived, and archived when a sitting is done.

use crate::{
    assessments::taking::{Place, Taking},
    clock::Timestamp,
    commands::{
        Desk, Failure, InternalError,
        due::{Due, DueKind},
        messenger::{Messenger, NewThread, NotDone},
    },
    replies::{Reply, limits},
    store::{Deadline, Work},
    workspace::{
        ids::{ChannelId, GuildId, MessageId},
        texts::shortened,
    },
};

use std::time::Duration;

/// The kind of deadline on which a thread is archived; its subject is the thread.
const ARCHIVE: &str = "thread-archive";

/// How long a thread stays after its last press: what is answered to that goes before.
const ARCHIVE_AFTER: Duration = Duration::from_secs(10);

/// After how many minutes without a message Discord archives the thread of a sitting by itself: a day.
const SILENT_MINUTES: u16 = 1_440;

/// A thread in which all is done is archived.
pub(in crate::commands) const ARCHIVES: DueKind = DueKind { kind: ARCHIVE, run: |due| Box::pin(archives(due)) };

/// Opens a thread for a sitting, with its person in it.
pub(super) async fn opened(
    messenger: &dyn Messenger,
    channel: ChannelId,
    taking: &Taking,
    (name, private): (&str, bool),
) -> Result<Place, NotDone> {
    let thread = NewThread { name: shortened(name, limits::THREAD_NAME), private, archive_after: SILENT_MINUTES };
    let thread = messenger.open_thread(channel, &thread).await?;
    let added = messenger.add_to_thread(thread, taking.person).await;
    if let Err(error) = added {
        // A thread that its person does not see helps nobody.
        if let Err(left) = messenger.archive_thread(thread, false).await {
            tracing::warn!(%thread, %left, "an empty thread is left behind");
        }
        return Err(error);
    }
    Ok(Place::Thread { thread, private, message: None })
}

/// Brings the thread of a sitting back, its person and its message in it; the message.
pub(super) async fn brought_back(
    desk: &Desk,
    messenger: &dyn Messenger,
    taking: &Taking,
    shown: &Reply,
) -> Result<Place, NotDone> {
    let Place::Thread { thread, private, message } = taking.place else {
        return Ok(taking.place);
    };
    messenger.reopen_thread(thread).await?;
    messenger.add_to_thread(thread, taking.person).await?;
    if let Some(message) = message {
        match messenger.edit(thread, message, shown).await {
            Ok(()) => return Ok(taking.place),
            Err(NotDone::Gone(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let message = posted(desk, messenger, taking, thread, shown).await?;
    Ok(Place::Thread { thread, private, message: Some(message) })
}

/// Posts the message that walks through a sitting.
pub(super) async fn posted(
    desk: &Desk,
    messenger: &dyn Messenger,
    taking: &Taking,
    thread: ChannelId,
    shown: &Reply,
) -> Result<MessageId, NotDone> {
    let nonce = format!("s{}{:x}", taking.id, desk.clock.now().seconds() & 0xffff_ffff);
    messenger.post(thread, &nonce, shown).await
}

/// Has a thread archived in a moment.
pub(super) async fn archive_soon(work: &mut Work, guild: GuildId, place: Place, now: Timestamp) -> Result<(), Failure> {
    if let Some(thread) = place.thread() {
        let deadline = Deadline::about(ARCHIVE, thread.get().cast_signed(), guild, now.plus(ARCHIVE_AFTER));
        work.set_deadline(&deadline).await?;
    }
    Ok(())
}

async fn archives(due: &Due<'_>) -> Result<(), Failure> {
    if let Ok(thread) = ChannelId::new(due.deadline.subject.cast_unsigned()) {
        match due.messenger.archive_thread(thread, false).await {
            Ok(()) => {}
            Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
            Err(error) => tracing::info!(%thread, %error, "a thread cannot be archived"),
        }
    }
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? {
        work.commit().await?;
    }
    Ok(())
}
