//! Votes: cast, changed, taken back. Each is on disk before the voter is told.

use std::collections::BTreeSet;

use super::{
    ballot_box::{Done, Wish, put},
    place::{not_now, refused},
};
use crate::{
    commands::{Component, Failure, Outcome, Press, Who},
    polls::{ballot::Vote, options::OptionId, poll::Poll},
    replies::{
        NotPolled, Refusal, Reply, Visibility,
        poll::{
            POLL_CHANGE, POLL_PICK, POLL_REASON, POLL_REASON_GIVEN, POLL_VOTE, POLL_WHY, POLL_WITHDRAW, PollReceipt,
            Receipt, poll_reason_form, receipt, vote_anew, vote_carried,
        },
    },
};

/// An option's button is pressed.
pub(in crate::commands) const VOTES: Component = Component {
    name: POLL_VOTE,
    arguments: 2,
    who: Who::Members,
    run: |press| Box::pin(async move { puts(press, Wish::Vote(carried(press)?, None)).await }),
};

/// An option is chosen in a select.
pub(in crate::commands) const CHOOSES: Component = Component {
    name: POLL_PICK,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let chosen = press.values.iter().map(|id| id.parse().map(OptionId::new));
            let chosen = chosen.collect::<Result<BTreeSet<_>, _>>().map_err(|_| Refusal::StaleButton)?;
            puts(press, Wish::Choose(chosen)).await
        })
    },
};

/// One wants to vote anew: the options are shown.
pub(in crate::commands) const CHANGES: Component = Component {
    name: POLL_CHANGE,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let poll = open_poll(press).await?;
            Ok(answered(press, vote_anew(press.handbook(), &poll)))
        })
    },
};

/// One's vote is taken back.
pub(in crate::commands) const WITHDRAWS: Component = Component {
    name: POLL_WITHDRAW,
    arguments: 1,
    who: Who::Members,
    run: |press| Box::pin(puts(press, Wish::Withdraw)),
};

/// A reason is to be given for one's vote: the form opens.
pub(in crate::commands) const WRITES_REASON: Component =
    Component { name: POLL_REASON, arguments: 1, who: Who::Members, run: |press| Box::pin(writes_reason(press)) };

/// The form with the reason was sent.
pub(in crate::commands) const GIVES_REASON: Component = Component {
    name: POLL_REASON_GIVEN,
    arguments: 2,
    who: Who::Members,
    run: |press| {
        let why = press.field(POLL_WHY).to_owned();
        Box::pin(async move { puts(press, Wish::Vote(carried(press)?, Some(why))).await })
    },
};

/// The vote that a custom id carries.
pub(super) fn carried(press: &Press<'_>) -> Result<Vote, Failure> {
    Ok(vote_carried(&press.id.argument::<String>(1)?).ok_or(Refusal::StaleButton)?)
}

async fn puts(press: &Press<'_>, wish: Wish) -> Result<Outcome, Failure> {
    let handbook = press.handbook();
    let done = put(press.desk, &press.asker, press.id.argument(0)?, wish).await?;
    let (poll, told) = match &done {
        Done::NeedsReason(poll, vote) => return Ok(Outcome::Opens(poll_reason_form(handbook, poll, vote, None))),
        Done::Cast(poll, ballot, before) => (poll, Receipt::Taken { ballot, before: before.as_ref() }),
        Done::Withdrawn(poll, before) => (poll, Receipt::Withdrawn(before.as_ref())),
    };
    Ok(answered(press, receipt(handbook, &PollReceipt { poll, receipt: told })))
}

async fn writes_reason(press: &Press<'_>) -> Result<Outcome, Failure> {
    let poll = open_poll(press).await?;
    let voter = poll.voter(press.asker.user).map_err(not_now)?;
    let cast = press.desk.store.reading().await?.ballot(poll.id, voter).await?;
    let told = PollReceipt { poll: &poll, receipt: Receipt::None };
    Ok(match cast {
        Some(cast) => {
            Outcome::Opens(poll_reason_form(press.handbook(), &poll, &cast.ballot.vote, cast.ballot.reason.as_deref()))
        }
        None => answered(press, receipt(press.handbook(), &told)),
    })
}

/// A poll that takes votes.
pub(super) async fn open_poll(press: &Press<'_>) -> Result<Poll, Failure> {
    let poll = press.desk.store.reading().await?.poll(press.asker.server()?, press.id.argument(0)?).await?;
    let poll = poll.ok_or(refused(NotPolled::Gone))?;
    poll.state.takes_votes(press.desk.clock.now()).map_err(not_now)?;
    Ok(poll)
}

/// What a voter is told: a receipt of theirs becomes it, and below the poll it is a new message to them alone.
pub(super) fn answered(press: &Press<'_>, reply: Reply) -> Outcome {
    match press.message.map(|_| press.visibility()) {
        Some(Visibility::OnlyAsker) => Outcome::Becomes(reply),
        Some(Visibility::Everyone) | None => Outcome::Says(reply),
    }
}
