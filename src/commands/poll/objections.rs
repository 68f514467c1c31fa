//! Objections are dealt with by the one who is named for that: resolved, or overruled, and everybody sees which.

use super::{
    held::Held,
    place::{Full, not_now, refused},
    show::live,
};
use crate::{
    commands::{Component, Failure, Outcome, Press, Who},
    polls::{
        life::Settlement,
        poll::{Poll, Voter},
        pseudonym::Pseudonym,
    },
    replies::{
        NotPolled, Refusal,
        poll::{POLL_OBJECTIONS, POLL_SETTLE, settle_objections},
    },
};

/// The open objections are shown to the one who deals with them.
pub(in crate::commands) const SHOWS_OBJECTIONS: Component =
    Component { name: POLL_OBJECTIONS, arguments: 1, who: Who::Members, run: |press| Box::pin(shows(press)) };

/// An objection is dealt with.
pub(in crate::commands) const SETTLES: Component =
    Component { name: POLL_SETTLE, arguments: 3, who: Who::Members, run: |press| Box::pin(settles(press)) };

fn may_settle(press: &Press<'_>, poll: &Poll) -> Result<(), Failure> {
    let arbiter = poll.arbiter();
    if arbiter == Some(press.asker.user) { Ok(()) } else { Err(refused(NotPolled::NotYoursToSettle(arbiter))) }
}

async fn shows(press: &Press<'_>) -> Result<Outcome, Failure> {
    let full = Full::read(press.desk, &press.asker, press.id.argument(0)?).await?;
    may_settle(press, &full.poll)?;
    Ok(settle_objections(press.handbook(), &full.poll, &full.standing).into())
}

async fn settles(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, now) = (press.desk, press.desk.clock.now());
    let settlement = match press.id.argument::<String>(2)?.as_str() {
        "resolved" => Settlement::Resolved,
        "overruled" => Settlement::Overruled,
        _ => return Err(Refusal::StaleButton.into()),
    };
    let voter = voter(&press.id.argument::<String>(1)?).ok_or(Refusal::StaleButton)?;
    let mut work = desk.store.work().await?;
    let held = Held::of(&mut work, press.asker.server()?, press.id.argument(0)?).await?;
    let mut held = held.ok_or(refused(NotPolled::Gone))?;
    may_settle(press, &held.poll)?;
    held.poll.state.takes_votes(now).map_err(not_now)?;
    work.settle_objection(held.poll.id, voter, settlement).await?;
    held.poll = work.poll(held.poll.guild, held.poll.id).await?.ok_or(refused(NotPolled::Gone))?;
    held.close_if_all_voted(&mut work, now).await?;
    let full = Full::of(&mut work, held.poll).await?;
    work.commit().await?;
    desk.live.stir(live(&full.poll));
    Ok(Outcome::Becomes(settle_objections(press.handbook(), &full.poll, &full.standing)))
}

/// The voter that a custom id carries.
fn voter(text: &str) -> Option<Voter> {
    if let Ok(user) = text.parse() {
        return Some(Voter::Named(user));
    }
    let mut bytes = [0; 32];
    let pairs = text.as_bytes().chunks(2);
    if text.len() != bytes.len() * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Voter::Anonymous(Pseudonym::stored(bytes)))
}
