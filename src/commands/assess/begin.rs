//! `/assess start`: the card, the beginning of a sitting, and going on with one.

use super::{
    place::{Sat, find, map, refused, suggested},
    round::{open_round, team_of},
    thread::{brought_back, opened, posted},
};
use crate::{
    assessments::{
        gathering::Round,
        questions::questions,
        sitting::Sitting,
        taking::{Place, Taking},
    },
    commands::{
        Asker, Call, Command, Component, Desk, Failure, InternalError, Kind, OptionKind, OptionSpec, Outcome, Press,
        Threads, Who, messenger::NotDone,
    },
    handbook::{Handbook, assessments::Assessment},
    replies::{
        NotAssessed, Refusal, Reply, Visibility, Wording,
        assess::{
            BEGIN, Carded, GO_ON, ThreadWay, assess_card, began_in, goes_on_in, handed_in_before, resume_card,
            sitting_message,
        },
    },
    workspace::ids::{RoundId, SittingId},
};

/// The card of an assessment.
pub(in crate::commands) const START: Command = Command {
    kind: Kind::Slash {
        name: "assess start",
        options: &[OptionSpec {
            name: "assessment",
            description: Wording::option_assess_assessment,
            kind: OptionKind::Text(Some(|typing| Box::pin(async move { Ok(suggested(typing, is_for_one)) }))),
            required: true,
        }],
    },
    description: Wording::command_assess_start,
    example: Some(Wording::example_assess_start),
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(start(call)),
};

/// The card was read, and the sitting begins.
pub(in crate::commands) const BEGINS: Component =
    Component { name: BEGIN, arguments: 3, who: Who::Members, run: |press| Box::pin(begins(press)) };

/// A sitting goes on.
pub(in crate::commands) const GOES_ON: Component =
    Component { name: GO_ON, arguments: 1, who: Who::Members, run: |press| Box::pin(goes_on(press)) };

fn is_for_one(assessment: &Assessment) -> bool {
    assessment.taken.is_for_one()
}

/// In which ways a sitting may happen here, the best first.
pub(super) fn ways(asker: &Asker) -> &'static [ThreadWay] {
    match asker.threads {
        Threads::Private => &[ThreadWay::Private, ThreadWay::Replies],
        Threads::Public => &[ThreadWay::Replies, ThreadWay::Public],
        Threads::None => &[ThreadWay::Replies],
    }
}

async fn start(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (handbook, asker) = (call.handbook(), &call.asker);
    let assessment = find(handbook, call.options.text("assessment"), is_for_one)?;
    if !is_for_one(assessment) {
        return Err(refused(NotAssessed::ForTeams(assessment.title.clone())));
    }
    if let Some(reply) = under_way(call.desk, asker, handbook, assessment, None).await? {
        return Ok(reply.into());
    }
    Ok(card(handbook, assessment, None, (ways(asker), false)).into())
}

/// The card of an assessment, in a round where it is one.
pub(super) fn card(
    handbook: &Handbook,
    assessment: &Assessment,
    round: Option<&Round>,
    (ways, tried): (&[ThreadWay], bool),
) -> Reply {
    let questions = questions(assessment, 0, map(round)).len();
    assess_card(handbook, Carded { assessment, round, questions, ways, tried })
}

/// The sitting of the person that is there already: offered to be gone on with, or to be taken back where it is handed in.
pub(super) async fn under_way(
    desk: &Desk,
    asker: &Asker,
    handbook: &Handbook,
    assessment: &Assessment,
    round: Option<RoundId>,
) -> Result<Option<Reply>, Failure> {
    let mut work = desk.store.reading().await?;
    let open = work.sittings_of(asker.server()?, asker.user).await?;
    let is_it = |taking: &Taking| {
        taking.assessment == assessment.id && taking.round == round && (round.is_some() || !taking.is_done())
    };
    let Some(taking) = open.into_iter().find(is_it) else {
        return Ok(None);
    };
    let sat = Sat::of(&mut work, handbook, taking).await?;
    if let (true, Some(round)) = (sat.taking.is_done(), &sat.round) {
        return Ok(Some(handed_in_before(handbook, round, &sat.taking)));
    }
    let questions = sat.questions();
    let answered = sat.taking.sitting.answered(&questions);
    Ok(Some(resume_card(handbook, assessment, &sat.taking, answered, questions.len())))
}

async fn begins(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker, handbook) = (press.desk, &press.asker, press.handbook());
    let way = ThreadWay::of(&press.id.argument::<String>(0)?).ok_or(Refusal::StaleButton)?;
    let (id, round) = (press.id.argument::<String>(1)?, press.id.argument::<String>(2)?);
    let assessment = handbook.assessment(&id).ok_or(Refusal::StaleButton)?;
    let round: Option<RoundId> = match round.as_str() {
        "0" if is_for_one(assessment) => None,
        "0" => return Err(Refusal::StaleButton.into()),
        round => Some(round.parse().map_err(|_| Refusal::StaleButton)?),
    };
    let taking = Taking {
        id: SittingId::made(desk.clock.now(), desk.random.number()?),
        guild: asker.server()?,
        person: asker.user,
        assessment: assessment.id.clone(),
        round,
        seed: desk.random.number()?,
        place: Place::Replies,
        started_at: desk.clock.now(),
        done_at: None,
        shows_words: false,
        sitting: Sitting::default(),
    };
    let mut work = desk.store.work().await?;
    if let Some(round) = round {
        let held = work.hold_round(taking.guild, round).await?.ok_or(refused(NotAssessed::RoundGone))?;
        let team = team_of(&mut work, &held).await?;
        open_round(press, &held, team.as_ref())?;
    }
    if !work.add_sitting(&taking).await? {
        drop(work);
        return match under_way(desk, asker, handbook, assessment, round).await? {
            Some(reply) => Ok(Outcome::Becomes(reply)),
            None => Err(Refusal::StaleButton.into()),
        };
    }
    let sat = Sat::of(&mut work, handbook, taking).await?;
    work.commit().await?;
    set_down(press, sat, way).await
}

/// Puts a sitting where it is to happen. Where Discord does not allow that, there is none, and the card says so.
async fn set_down(press: &Press<'_>, mut sat: Sat<'_>, way: ThreadWay) -> Result<Outcome, Failure> {
    let (desk, messenger, asker, handbook) = (press.desk, press.messenger, &press.asker, press.handbook());
    let around = asker.parent.unwrap_or(asker.channel);
    let placed = match way {
        ThreadWay::Replies => Ok(Place::Replies),
        ThreadWay::Private => opened(messenger, around, &sat.taking, (&sat.assessment.title, true)).await,
        ThreadWay::Public => opened(messenger, around, &sat.taking, (&sat.assessment.title, false)).await,
    };
    let placed = match placed {
        Ok(Place::Thread { thread, private, .. }) => {
            sat.taking.place = Place::Thread { thread, private, message: None };
            let questions = sat.questions();
            let shown = sitting_message(handbook, sat.shown(&questions));
            let message = posted(desk, messenger, &sat.taking, thread, &shown).await;
            message.map(|message| Place::Thread { thread, private, message: Some(message) })
        }
        placed => placed,
    };
    let mut work = desk.store.work().await?;
    match placed {
        Ok(place) => {
            sat.taking.place = place;
            work.keep_sitting(&sat.taking).await?;
            work.commit().await?;
        }
        Err(error) => {
            work.remove_sitting(sat.taking.guild, asker.user, sat.taking.id).await?;
            work.commit().await?;
            return match error {
                NotDone::Failed(_) => Err(Failure::Internal(InternalError::Discord(error))),
                _ => {
                    let replies = ([ThreadWay::Replies].as_slice(), true);
                    Ok(Outcome::Becomes(card(handbook, sat.assessment, sat.round.as_ref(), replies)))
                }
            };
        }
    }
    Ok(Outcome::Becomes(match sat.taking.place.thread() {
        Some(thread) => began_in(handbook, thread),
        None => sitting_message(handbook, sat.shown(&sat.questions())),
    }))
}

async fn goes_on(press: &Press<'_>) -> Result<Outcome, Failure> {
    let sat = Sat::read(press).await?;
    if sat.taking.is_done() {
        return Err(refused(NotAssessed::Done));
    }
    if sat.is_shown_by(press) {
        return Ok(Outcome::Becomes(sitting_message(press.handbook(), sat.shown(&sat.questions()))));
    }
    Ok(Outcome::Becomes(resumed(press, sat).await?))
}

/// A sitting is brought back where it is; into replies, where its thread is gone or closed to the bot.
pub(super) async fn resumed(press: &Press<'_>, mut sat: Sat<'_>) -> Result<Reply, Failure> {
    let (desk, handbook) = (press.desk, press.handbook());
    let shown = sitting_message(handbook, sat.shown(&sat.questions()));
    let place = match brought_back(desk, press.messenger, &sat.taking, &shown).await {
        Ok(place) => place,
        Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
        Err(error) => {
            tracing::info!(sitting = %sat.taking.id, %error, "a sitting goes on in replies");
            Place::Replies
        }
    };
    if place != sat.taking.place {
        let mut work = desk.store.work().await?;
        let held = work.hold_sitting(sat.taking.guild, sat.taking.person, sat.taking.id).await?;
        sat.taking = Taking { place, ..held.ok_or(refused(NotAssessed::Gone))? };
        work.keep_sitting(&sat.taking).await?;
        work.commit().await?;
    }
    Ok(match place.thread() {
        Some(thread) => goes_on_in(handbook, thread),
        None => sitting_message(handbook, sat.shown(&sat.questions())),
    })
}
