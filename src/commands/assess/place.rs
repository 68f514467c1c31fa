//! Which sitting a person works with. Whatever names one is looked up among those of the person who presses.

use crate::{
    assessments::{
        gathering::Round,
        questions::{Map, Question, questions},
        taking::{Place, Taking},
    },
    commands::{Desk, Failure, Press, Typing},
    handbook::{Handbook, assessments::Assessment},
    replies::{
        NotAssessed,
        assess::{Before, SittingShown},
        limits,
    },
    store::Work,
    workspace::ids::SittingId,
};

pub(super) use crate::commands::place::refused;

/// A sitting with what it asks.
#[derive(Clone, Debug)]
pub(super) struct Sat<'a> {
    pub(super) taking: Taking,
    pub(super) assessment: &'a Assessment,
    pub(super) round: Option<Round>,
}

/// What a round asks about, where it is one.
pub(super) fn map(round: Option<&Round>) -> Map<'_> {
    round.map_or(Map { duties: &[], should: false }, |round| Map { duties: &round.duties, should: round.should })
}

impl<'a> Sat<'a> {
    /// A sitting with its round. An assessment that the handbook no longer has cannot be gone on with.
    pub(super) async fn of(work: &mut Work, handbook: &'a Handbook, taking: Taking) -> Result<Self, Failure> {
        let assessment = handbook.assessment(taking.assessment.as_str()).ok_or(refused(NotAssessed::Gone))?;
        let round = match taking.round {
            Some(id) => work.round(taking.guild, id).await?,
            None => None,
        };
        Ok(Self { taking, assessment, round })
    }

    /// The sitting that a custom id names, as it is now.
    pub(super) async fn read(press: &'a Press<'_>) -> Result<Self, Failure> {
        let mut work = press.desk.store.reading().await?;
        let id: SittingId = press.id.argument(0)?;
        let taking = work.sitting(press.asker.server()?, press.asker.user, id).await?;
        Self::of(&mut work, press.handbook(), taking.ok_or(refused(NotAssessed::Gone))?).await
    }

    /// The sitting that a custom id names, to be changed: it is not done.
    pub(super) async fn held(work: &mut Work, press: &'a Press<'_>) -> Result<Self, Failure> {
        let id: SittingId = press.id.argument(0)?;
        let taking = work.hold_sitting(press.asker.server()?, press.asker.user, id).await?;
        let taking = taking.ok_or(refused(NotAssessed::Gone))?;
        if taking.is_done() {
            return Err(refused(NotAssessed::Done));
        }
        Self::of(work, press.handbook(), taking).await
    }

    /// Whether the press was on the message in its thread.
    pub(super) fn is_shown_by(&self, press: &Press<'_>) -> bool {
        let pressed = press.message.map(|message| message.id.get());
        match self.taking.place {
            Place::Replies => false,
            Place::Thread { message, .. } => message.is_some_and(|message| Some(message.get()) == pressed),
        }
    }

    /// Its questions, in its order.
    pub(super) fn questions(&self) -> Vec<Question<'_>> {
        questions(self.assessment, self.taking.seed, map(self.round.as_ref()))
    }

    /// What is shown of it.
    pub(super) fn shown<'s>(&'s self, questions: &'s [Question<'s>]) -> SittingShown<'s> {
        SittingShown { taking: &self.taking, assessment: self.assessment, round: self.round.as_ref(), questions }
    }
}

/// The person's own result of the same assessment before this one, if there is one.
pub(super) async fn before(desk: &Desk, of: &Taking) -> Result<Option<Taking>, Failure> {
    let all = desk.store.reading().await?.sittings_of(of.guild, of.person).await?;
    let is_before = |other: &Taking| {
        other.id < of.id && other.assessment == of.assessment && other.round.is_none() && other.is_done()
    };
    Ok(all.into_iter().find(is_before))
}

/// What it came to.
pub(super) fn compared<'a>(
    before: Option<&'a Taking>,
    profile: Option<&'a crate::assessments::profile::Profile<'a>>,
) -> Option<Before<'a>> {
    before.zip(profile).map(|(taking, profile)| Before { taking, profile })
}

/// The assessment of this id or title.
pub(super) fn find<'a>(
    handbook: &'a Handbook,
    typed: &str,
    offered: impl Fn(&Assessment) -> bool,
) -> Result<&'a Assessment, Failure> {
    let typed = typed.trim();
    let is_it = |assessment: &&Assessment| {
        assessment.id.as_str() == typed || assessment.title.to_lowercase() == typed.to_lowercase()
    };
    handbook.assessments().find(is_it).ok_or_else(|| {
        let names = handbook.assessments().filter(|assessment| offered(assessment));
        refused(NotAssessed::Unknown(typed.to_owned(), names.map(|assessment| assessment.title.clone()).collect()))
    })
}

/// The assessments of which the title holds what is typed.
pub(super) fn suggested(typing: &Typing<'_>, offered: impl Fn(&Assessment) -> bool) -> Vec<(String, String)> {
    let typed = typing.typed.trim().to_lowercase();
    let all = typing.handbook().assessments().filter(|assessment| offered(assessment));
    let matching = all.filter(|assessment| assessment.title.to_lowercase().contains(&typed));
    matching.take(limits::CHOICES).map(|assessment| (assessment.title.clone(), assessment.id.to_string())).collect()
}
