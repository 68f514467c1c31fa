//! `/assess mine`: one's own sittings, to go on with, to look at again, to delete.

use super::{
    finish::{Shown, result},
    place::{Sat, refused},
    round::live,
    thread::archive_soon,
};
use crate::{
    assessments::{gathering::Round, taking::Place},
    commands::{Call, Command, Component, Failure, Kind, Outcome, Press, Who, messenger::NotDone},
    replies::{
        NotAssessed, Refusal, Reply, Visibility, Wording,
        assess::{DELETE, DELETE_NOW, MINE, asks_to_delete, dropped, handed_in_before, my_sittings, resume_card},
    },
    workspace::ids::{ChannelId, MessageId, SittingId},
};

/// One's own sittings.
pub(in crate::commands) const MINE_COMMAND: Command = Command {
    kind: Kind::Slash { name: "assess mine", options: &[] },
    description: Wording::command_assess_mine,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(mine(call)),
};

/// One of them was chosen.
pub(in crate::commands) const CHOOSES: Component =
    Component { name: MINE, arguments: 0, who: Who::Members, run: |press| Box::pin(chooses(press)) };

/// One is to be deleted: asks first.
pub(in crate::commands) const DELETES: Component = Component {
    name: DELETE,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let sat = Sat::read(press).await?;
            Ok(asks_to_delete(press.handbook(), sat.shown(&sat.questions())).into())
        })
    },
};

/// It is deleted.
pub(in crate::commands) const DELETES_NOW: Component =
    Component { name: DELETE_NOW, arguments: 1, who: Who::Members, run: |press| Box::pin(deletes(press)) };

async fn mine(call: &Call<'_>) -> Result<Outcome, Failure> {
    let sittings = call.desk.store.reading().await?.sittings_of(call.asker.server()?, call.asker.user).await?;
    Ok(my_sittings(call.handbook(), &sittings).into())
}

async fn chooses(press: &Press<'_>) -> Result<Outcome, Failure> {
    let id: SittingId = press.chosen().parse().map_err(|_| Refusal::StaleButton)?;
    let mut work = press.desk.store.reading().await?;
    let taking = work.sitting(press.asker.server()?, press.asker.user, id).await?;
    let sat = Sat::of(&mut work, press.handbook(), taking.ok_or(refused(NotAssessed::Gone))?).await?;
    drop(work);
    if let (true, Some(round)) = (sat.taking.is_done(), &sat.round) {
        return Ok(Outcome::Becomes(handed_in_before(press.handbook(), round, &sat.taking)));
    }
    if sat.taking.is_done() {
        return Ok(Outcome::Becomes(result(press, &sat, Shown::Result).await?));
    }
    let questions = sat.questions();
    let answered = sat.taking.sitting.answered(&questions);
    Ok(Outcome::Becomes(resume_card(press.handbook(), sat.assessment, &sat.taking, answered, questions.len())))
}

async fn deletes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, id): (_, SittingId) = (press.desk, press.id.argument(0)?);
    let mut work = desk.store.work().await?;
    let taking = work.sitting(press.asker.server()?, press.asker.user, id).await?;
    let taking = taking.ok_or(refused(NotAssessed::Gone))?;
    let round = match taking.round {
        Some(round) => work.hold_round(taking.guild, round).await?,
        None => None,
    };
    // It was counted and destroyed while this waited for it.
    if round.as_ref().is_some_and(Round::is_closed) {
        return Err(refused(NotAssessed::RoundOver));
    }
    work.remove_sitting(taking.guild, taking.person, taking.id).await?;
    archive_soon(&mut work, taking.guild, taking.place, desk.clock.now()).await?;
    work.commit().await?;
    round.iter().for_each(|round| desk.live.stir(live(round)));
    let reply = dropped(press.handbook(), &taking);
    // What stands in the thread goes too, as far as Discord lets it.
    if let Place::Thread { thread, message: Some(message), .. } = taking.place
        && let Err(error) = replaced(press, thread, message, &reply).await
    {
        tracing::info!(sitting = %taking.id, %error, "the message of a deleted sitting stays");
    }
    Ok(Outcome::Becomes(reply))
}

async fn replaced(press: &Press<'_>, thread: ChannelId, message: MessageId, reply: &Reply) -> Result<(), NotDone> {
    press.messenger.reopen_thread(thread).await?;
    press.messenger.edit(thread, message, reply).await
}
