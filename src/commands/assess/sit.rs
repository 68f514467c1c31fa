//! Answering: each press is taken once, for the question that is shown.

use super::place::{Sat, refused};
use crate::{
    assessments::{
        questions::{Answer, Question},
        sitting::NotTaken,
        taking::LONGEST_WORDS,
    },
    commands::{Component, Failure, Outcome, Press, Who, poll::named},
    replies::{
        NotAssessed, Refusal,
        assess::{
            ANSWER, ANSWER_ROLE, BACK, PAST_THE_LAST, PAUSE, SIT_WORDS, STOP, WRITE, WRITTEN, answer_carried,
            asks_to_stop, paused, question_mark, sitting_message, words_form,
        },
    },
    workspace::texts,
};

/// A question is answered.
pub(in crate::commands) const ANSWERS: Component = Component {
    name: ANSWER,
    arguments: 3,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let answer = answer_carried(&press.id.argument::<String>(2)?).ok_or(Refusal::StaleButton)?;
            answers(press, answer).await
        })
    },
};

/// A question is answered with a role that was chosen.
pub(in crate::commands) const ANSWERS_ROLE: Component = Component {
    name: ANSWER_ROLE,
    arguments: 2,
    who: Who::Members,
    run: |press| {
        Box::pin(async move { answers(press, Answer::Role(press.known_role(press.chosen())?.id.clone())).await })
    },
};

/// Back to the question before.
pub(in crate::commands) const GOES_BACK: Component =
    Component { name: BACK, arguments: 2, who: Who::Members, run: |press| Box::pin(goes_back(press)) };

/// A pause.
pub(in crate::commands) const PAUSES: Component = Component {
    name: PAUSE,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let sat = unfinished(press).await?;
            Ok(Outcome::Becomes(paused(press.handbook(), sat.shown(&sat.questions()))))
        })
    },
};

/// Somebody wants to stop: keep or delete?
pub(in crate::commands) const STOPS: Component = Component {
    name: STOP,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let sat = unfinished(press).await?;
            Ok(Outcome::Becomes(asks_to_stop(press.handbook(), sat.shown(&sat.questions()))))
        })
    },
};

/// A word of why is to be written: the form opens.
pub(in crate::commands) const WRITES: Component =
    Component { name: WRITE, arguments: 2, who: Who::Members, run: |press| Box::pin(writes(press)) };

/// The form was sent.
pub(in crate::commands) const WRITES_DOWN: Component =
    Component { name: WRITTEN, arguments: 2, who: Who::Members, run: |press| Box::pin(writes_down(press)) };

async fn unfinished<'a>(press: &'a Press<'_>) -> Result<Sat<'a>, Failure> {
    let sat = Sat::read(press).await?;
    if sat.taking.is_done() { Err(refused(NotAssessed::Done)) } else { Ok(sat) }
}

/// The key of the question that the custom id names.
fn key(press: &Press<'_>, questions: &[Question<'_>]) -> Result<String, Failure> {
    let mark: String = press.id.argument(1)?;
    let found = questions.iter().find(|question| question_mark(&question.key) == mark);
    Ok(found.map(|question| question.key.clone()).ok_or(Refusal::StaleButton)?)
}

/// Takes an answer. One to another question than the one that is shown was pressed twice, or on an old message: what is shown is shown
/// again.
async fn answers(press: &Press<'_>, answer: Answer) -> Result<Outcome, Failure> {
    if let Answer::Role(role) = &answer {
        press.known_role(role.as_str())?;
    }
    let mut work = press.desk.store.work().await?;
    let mut sat = Sat::held(&mut work, press).await?;
    let mut sitting = sat.taking.sitting.clone();
    let questions = sat.questions();
    let key = key(press, &questions)?;
    let taken = sitting.answer(&questions, &key, answer);
    drop(questions);
    match taken {
        Ok(()) => {
            sat.taking.sitting = sitting;
            work.keep_answer(&sat.taking, &key).await?;
            work.keep_sitting(&sat.taking).await?;
            work.commit().await?;
        }
        Err(NotTaken::NotShown) => drop(work),
        Err(NotTaken::NoAnswer) => return Err(Refusal::StaleButton.into()),
    }
    Ok(Outcome::Becomes(sitting_message(press.handbook(), sat.shown(&sat.questions()))))
}

async fn goes_back(press: &Press<'_>) -> Result<Outcome, Failure> {
    let mut work = press.desk.store.work().await?;
    let mut sat = Sat::held(&mut work, press).await?;
    let from: String = press.id.argument(1)?;
    let mut sitting = sat.taking.sitting.clone();
    let questions = sat.questions();
    let shown = sitting.shown(&questions).and_then(|at| questions.get(at));
    let shown = shown.map_or_else(|| PAST_THE_LAST.to_owned(), |question| question_mark(&question.key));
    // Pressed twice, it goes back once.
    if shown == from && sitting.back(&questions) {
        drop(questions);
        sat.taking.sitting = sitting;
        work.keep_sitting(&sat.taking).await?;
        work.commit().await?;
    }
    Ok(Outcome::Becomes(sitting_message(press.handbook(), sat.shown(&sat.questions()))))
}

async fn writes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let sat = unfinished(press).await?;
    let questions = sat.questions();
    let key = key(press, &questions)?;
    let question = questions.iter().find(|question| question.key == key).ok_or(Refusal::StaleButton)?;
    Ok(Outcome::Opens(words_form(press.handbook(), &sat.taking, question)))
}

/// Keeps what was written, with names in the place of mentions: words that go on without a name hold nobody else's number.
async fn writes_down(press: &Press<'_>) -> Result<Outcome, Failure> {
    let written = named(press.messenger, press.asker.server()?, press.field(SIT_WORDS)).await?;
    let mut work = press.desk.store.work().await?;
    let mut sat = Sat::held(&mut work, press).await?;
    let key = key(press, &sat.questions())?;
    match texts::text(&texts::shortened(&written, LONGEST_WORDS), LONGEST_WORDS) {
        Ok(text) => sat.taking.sitting.words.insert(key.clone(), text),
        // Nothing is written any more.
        Err(_) => sat.taking.sitting.words.remove(&key),
    };
    work.keep_answer(&sat.taking, &key).await?;
    work.commit().await?;
    Ok(Outcome::Becomes(sitting_message(press.handbook(), sat.shown(&sat.questions()))))
}
