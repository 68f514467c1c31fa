//! What a closed round shows, read from what is left of it; and `/assess results`, where it is looked at again.

use super::place::Full;
use crate::{
    assessments::{
        findings::{Finding, Findings},
        gathering::{Gathered, Round},
    },
    commands::{Call, Command, Component, Desk, Failure, Kind, Outcome, Press, Who, assess::place::refused},
    handbook::{DutyId, Handbook, RoleId, assessments::Assessment},
    replies::{
        NotAssessed, Refusal, Reply, Visibility, Wording,
        assess::{
            ROUND_PAGE, ROUND_SHOW, ResultsShown, contested_titles, result_pages, results_page, results_picture,
            round_list, turning,
        },
        limits,
    },
    store::{RoundFilter, Work},
    workspace::{
        decision::Decision,
        ids::{GuildId, RoundId},
        subject::Subject,
    },
};

/// How many rounds before are looked at.
const MOST_PAST: usize = 5;

/// How many rounds of an assessment are looked through for comparable ones.
const LOOKED_THROUGH: u32 = 25;

/// The rounds of a channel.
pub(in crate::commands) const RESULTS: Command = Command {
    kind: Kind::Slash { name: "assess results", options: &[] },
    description: Wording::command_assess_results,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(results(call)),
};

/// One of them was chosen.
pub(in crate::commands) const SHOWS_RESULTS: Component = Component {
    name: ROUND_SHOW,
    arguments: 0,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let id = press.chosen().parse().map_err(|_| Refusal::StaleButton)?;
            page(press, id, 1).await
        })
    },
};

/// Another page of it.
pub(in crate::commands) const TURNS_RESULTS: Component = Component {
    name: ROUND_PAGE,
    arguments: 2,
    who: Who::Members,
    run: |press| Box::pin(async move { page(press, press.id.argument(0)?, press.id.argument(1)?).await }),
};

/// A closed round with what it and comparable ones before it left.
pub(super) struct Told<'a> {
    pub(super) full: Full<'a>,
    gathered: Gathered,
    past: Vec<(Round, Gathered)>,
    settled: Vec<Decision>,
}

impl<'a> Told<'a> {
    /// What is there of a closed round.
    pub(super) async fn of(work: &mut Work, full: Full<'a>) -> Result<Self, Failure> {
        let gathered = work.gathered(&full.round).await?;
        let mut past = Vec::new();
        for round in before(work, &full.round).await? {
            let gathered = work.gathered(&round).await?;
            past.push((round, gathered));
        }
        let mut settled = Vec::new();
        if let Some(team) = &full.team {
            for duty in &full.round.duties {
                let decision = work.decision_about(team.guild, team.id, &Subject::Duty(duty.clone())).await?;
                settled.extend(decision);
            }
        }
        Ok(Self { full, gathered, past, settled })
    }

    /// Does something with all that is shown of it.
    pub(super) fn with<T>(&self, show: impl FnOnce(ResultsShown<'_>) -> T) -> T {
        let now = Findings::of(self.full.assessment, &self.full.round, &self.gathered);
        let past: Vec<Findings<'_>> =
            self.past.iter().map(|(round, gathered)| Findings::of(self.full.assessment, round, gathered)).collect();
        let past: Vec<&Findings<'_>> = past.iter().collect();
        show(ResultsShown { of: self.full.shown(), findings: &now, past: &past, settled: &self.settled })
    }

    /// The pages, each with its picture.
    pub(super) fn pages(&self, handbook: &Handbook) -> Vec<Reply> {
        self.with(|shown| {
            let page = |page| results_page(handbook, shown, page, results_picture(handbook, shown, page));
            (1..=result_pages(shown.findings)).map(page).collect()
        })
    }

    /// The roles that were named for a duty, the most often named first.
    pub(super) fn named_for(&self, duty: &DutyId) -> Vec<RoleId> {
        self.with(|shown| {
            let of_duty = shown.findings.all.iter().find(|finding| finding.question.asks.duty() == Some(duty));
            of_duty.map_or_else(Vec::new, Finding::roles_named)
        })
    }

    /// What is contested, the most first.
    pub(super) fn contested(&self, handbook: &Handbook) -> Vec<String> {
        self.with(|shown| contested_titles(handbook, shown.findings))
    }
}

/// Whether enough took part for anything to be shown.
pub(super) fn has_result(round: &Round) -> bool {
    round.turnout.is_some_and(|(finished, _)| finished >= round.fewest.get())
}

/// Rounds of the same team, assessment, matter and questions that were closed before and have a result, the oldest first.
async fn before(work: &mut Work, round: &Round) -> Result<Vec<Round>, Failure> {
    let filter = RoundFilter {
        channel: None,
        team: round.team,
        assessment: round.assessment.as_str(),
        open: Some(false),
        most: LOOKED_THROUGH,
    };
    let found = work.rounds(round.guild, filter).await?;
    let is_before = |other: &Round| other.id < round.id && has_result(other) && is_comparable(round, other);
    let mut past: Vec<Round> = found.into_iter().filter(is_before).take(MOST_PAST).collect();
    past.reverse();
    Ok(past)
}

/// Whether two rounds of an assessment ask the same team, or the same channel, about the same.
pub(super) fn is_comparable(round: &Round, other: &Round) -> bool {
    other.team == round.team && (round.team.is_some() || other.channel == round.channel) && other.matter == round.matter
}

/// What a round is called in a list.
fn called(assessment: Option<&Assessment>, round: &Round) -> String {
    let title = assessment.map_or_else(|| round.assessment.to_string(), |assessment| assessment.title.clone());
    round.matter.as_ref().map_or(title.clone(), |matter| format!("{title}: {matter}"))
}

async fn results(call: &Call<'_>) -> Result<Outcome, Failure> {
    let most = u32::try_from(limits::OPTIONS).unwrap_or(u32::MAX);
    let filter = RoundFilter { most, ..RoundFilter::default() };
    let mut rounds = Vec::new();
    let mut work = call.desk.store.reading().await?;
    // The rounds of the place are those whose results everybody here could read when they were told.
    for place in call.asker.places() {
        rounds.extend(work.rounds(call.asker.server()?, RoundFilter { channel: Some(place), ..filter }).await?);
    }
    let handbook = call.handbook();
    let titled = |round: Round| {
        let title = called(handbook.assessment(round.assessment.as_str()), &round);
        (round, title)
    };
    let rounds: Vec<(Round, String)> = rounds.into_iter().map(titled).collect();
    Ok(round_list(handbook, &rounds).into())
}

/// A page of a round that was announced where the person is.
async fn page(press: &Press<'_>, id: RoundId, page: usize) -> Result<Outcome, Failure> {
    let told = told(press.desk, press.handbook(), press.asker.server()?, id).await?;
    if !press.asker.places().contains(&told.full.round.channel) || !has_result(&told.full.round) {
        return Err(refused(NotAssessed::RoundGone));
    }
    let handbook = press.handbook();
    let reply = told.with(|shown| {
        let reply = results_page(handbook, shown, page, results_picture(handbook, shown, page));
        reply.with_buttons(turning(handbook, shown, page))
    });
    Ok(Outcome::Becomes(reply.seen_by(Visibility::OnlyAsker)))
}

/// A round that is closed, with all that is shown of it.
pub(super) async fn told<'a>(
    desk: &Desk,
    handbook: &'a Handbook,
    guild: GuildId,
    id: RoundId,
) -> Result<Told<'a>, Failure> {
    let mut work = desk.store.reading().await?;
    let round = work.round(guild, id).await?.filter(Round::is_closed).ok_or(refused(NotAssessed::RoundGone))?;
    let full = Full::of(&mut work, handbook, round).await?;
    Told::of(&mut work, full).await
}
