//! The end of a sitting, and what its person does with the result: look closer, keep, share.

use super::{
    place::{Sat, before, compared, refused},
    round::{handed_in_now, live, open_round, team_of},
    thread::archive_soon,
};
use crate::{
    assessments::profile::Profile,
    commands::{Component, Failure, Outcome, Press, Who},
    handbook::assessments::Form,
    replies::{
        NotAssessed, Refusal, Reply, Visibility,
        assess::{
            FINISH, KEEP_RESULT, LOOK, POST_RESULT, RESULT, SHARE_RESULT, axis_closer, handed_in, keeps_result,
            profile_picture, result_message, shared_in, shared_preview, shared_result,
        },
    },
};

/// All is answered.
pub(in crate::commands) const FINISHES: Component =
    Component { name: FINISH, arguments: 2, who: Who::Members, run: |press| Box::pin(finishes(press)) };

/// The whole result again.
pub(in crate::commands) const SHOWS_RESULT: Component = Component {
    name: RESULT,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let sat = finished(press).await?;
            Ok(Outcome::Becomes(result(press, &sat, Shown::Result).await?))
        })
    },
};

/// One axis, closer.
pub(in crate::commands) const LOOKS: Component = Component {
    name: LOOK,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let sat = finished(press).await?;
            let closer = axis_closer(press.handbook(), sat.shown(&sat.questions()), press.chosen());
            Ok(Outcome::Becomes(closer.ok_or(Refusal::StaleButton)?))
        })
    },
};

/// It is kept, and the thread can go.
pub(in crate::commands) const KEEPS: Component = Component {
    name: KEEP_RESULT,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let sat = finished(press).await?;
            // Where it was looked at again, from a list, its thread is archived already.
            if sat.is_shown_by(press) {
                let mut work = press.desk.store.work().await?;
                archive_soon(&mut work, sat.taking.guild, sat.taking.place, press.desk.clock.now()).await?;
                work.commit().await?;
            }
            Ok(Outcome::Becomes(result(press, &sat, Shown::Kept).await?))
        })
    },
};

/// What would be shared is shown first.
pub(in crate::commands) const SHARES: Component =
    Component { name: SHARE_RESULT, arguments: 1, who: Who::Members, run: |press| Box::pin(shares(press)) };

/// It is shared.
pub(in crate::commands) const POSTS: Component =
    Component { name: POST_RESULT, arguments: 1, who: Who::Members, run: |press| Box::pin(posts(press)) };

/// How a result is shown.
pub(super) enum Shown {
    /// With the ways to go on.
    Result,
    /// As kept.
    Kept,
}

/// A sitting that is done, taken for oneself.
async fn finished<'a>(press: &'a Press<'_>) -> Result<Sat<'a>, Failure> {
    let sat = Sat::read(press).await?;
    if sat.taking.is_done() && sat.taking.round.is_none() { Ok(sat) } else { Err(Refusal::StaleButton.into()) }
}

/// A result with its picture, beside the person's own result before.
pub(super) async fn result(press: &Press<'_>, sat: &Sat<'_>, how: Shown) -> Result<Reply, Failure> {
    let past = before(press.desk, &sat.taking).await?;
    let scaled = match &sat.assessment.form {
        Form::Scaled(scaled) => Some(scaled),
        Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => None,
    };
    let profile = past.as_ref().zip(scaled).map(|(past, scaled)| Profile::of(scaled, &past.sitting.answers));
    let compared = compared(past.as_ref(), profile.as_ref());
    let (handbook, questions) = (press.handbook(), sat.questions());
    let shown = sat.shown(&questions);
    let picture = profile_picture(handbook, shown, compared);
    Ok(match how {
        Shown::Result => result_message(handbook, shown, compared, picture),
        Shown::Kept => keeps_result(handbook, shown, compared, picture),
    })
}

async fn finishes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, now) = (press.desk, press.desk.clock.now());
    let read = Sat::read(press).await?;
    let mut work = desk.store.work().await?;
    // A round is held before a sitting in it, as its close does.
    let round = match read.taking.round {
        Some(id) => work.hold_round(read.taking.guild, id).await?,
        None => None,
    };
    if let Some(round) = &round {
        let team = team_of(&mut work, round).await?;
        open_round(press, round, team.as_ref())?;
    }
    let mut sat = Sat::held(&mut work, press).await?;
    let questions = sat.questions();
    let left = questions.len() - sat.taking.sitting.answered(&questions);
    drop(questions);
    if left > 0 {
        return Err(refused(NotAssessed::NotAllAnswered(left)));
    }
    sat.taking.done_at = Some(now);
    sat.taking.shows_words = press.id.argument::<u8>(1)? == 1;
    work.keep_sitting(&sat.taking).await?;
    if let Some(round) = round {
        archive_soon(&mut work, sat.taking.guild, sat.taking.place, now).await?;
        let round = handed_in_now(&mut work, desk, round).await?;
        work.commit().await?;
        desk.live.stir(live(&round));
        return Ok(Outcome::Becomes(handed_in(press.handbook(), &round)));
    }
    work.commit().await?;
    Ok(Outcome::Becomes(result(press, &sat, Shown::Result).await?))
}

async fn shares(press: &Press<'_>) -> Result<Outcome, Failure> {
    let sat = finished(press).await?;
    may_share(press)?;
    let channel = press.asker.parent.unwrap_or(press.asker.channel);
    let (handbook, questions) = (press.handbook(), sat.questions());
    let picture = profile_picture(handbook, sat.shown(&questions), None);
    Ok(shared_preview(handbook, sat.shown(&questions), picture, channel.get()).into())
}

/// Through the bot nobody writes where they may not write themselves.
fn may_share(press: &Press<'_>) -> Result<(), Failure> {
    if press.asker.may_write_around { Ok(()) } else { Err(refused(NotAssessed::MayNotPost)) }
}

async fn posts(press: &Press<'_>) -> Result<Outcome, Failure> {
    let sat = finished(press).await?;
    may_share(press)?;
    let channel = press.asker.parent.unwrap_or(press.asker.channel);
    let (handbook, questions) = (press.desk.library().fallback(), sat.questions());
    let picture = profile_picture(handbook, sat.shown(&questions), None);
    let reply = shared_result(handbook, sat.shown(&questions), picture).seen_by(Visibility::Everyone);
    let message = press.messenger.post(channel, &format!("z{}", sat.taking.id), &reply).await?;
    Ok(Outcome::Becomes(shared_in(press.handbook(), &sat.taking, channel, message)))
}
