//! *Not right?*: another duty is chosen for an answer, among the likeliest ones, by role, or by words.

use super::{
    Component, Failure, Outcome, Press, Who,
    here::Here,
    who_owns::{Asking, reason},
};
use crate::{
    handbook::{Duty, Handbook},
    replies::{
        CHOOSE, CHOOSE_PAGE, CHOOSE_ROLE, Choosing, FOUND, Given, KEEP, NONE_FITS, NOT_RIGHT, OFFERED, ROLES, Read,
        Reason, Reply, SEARCH, SEARCHED, Shown, correction_not_kept, correction_offered, limits, none_fits,
        search_form,
    },
    workspace::ids::TeamId,
};

/// The answer is not right.
pub(super) const QUESTIONS: Component = Component {
    name: NOT_RIGHT,
    arguments: 2,
    who: Who::Everyone,
    run: |press| Box::pin(async move { not_right(press) }),
};

/// None of the duties offered fits.
pub(super) const FITS_NONE: Component = Component {
    name: NONE_FITS,
    arguments: 1,
    who: Who::Everyone,
    run: |press| Box::pin(async move { none_of_these(press) }),
};

/// The right duty is chosen.
pub(super) const CHOOSES: Component = Component {
    name: CHOOSE,
    arguments: 0,
    who: Who::Everyone,
    run: |press| Box::pin(async move { choose(press).await }),
};

/// The answer is right after all.
pub(super) const KEEPS: Component = Component {
    name: KEEP,
    arguments: 2,
    who: Who::Everyone,
    run: |press| Box::pin(async move { Ok(press.in_place(kept(press, &Given::read(&press.id)?).await?)) }),
};

/// All roles are shown, to choose one.
pub(super) const SHOWS_ROLES: Component = Component {
    name: ROLES,
    arguments: 1,
    who: Who::Everyone,
    run: |press| {
        Box::pin(async move {
            let above = Above::of(press);
            Ok(press.with_rows(above.choosing(press.handbook()).among_roles()))
        })
    },
};

/// A role is chosen, and its duties are shown.
pub(super) const CHOOSES_ROLE: Component = Component {
    name: CHOOSE_ROLE,
    arguments: 0,
    who: Who::Everyone,
    run: |press| Box::pin(async move { of_role(press, press.chosen(), 1) }),
};

/// Another page of a role's duties.
pub(super) const TURNS: Component = Component {
    name: CHOOSE_PAGE,
    arguments: 2,
    who: Who::Everyone,
    run: |press| Box::pin(async move { of_role(press, &press.id.argument::<String>(0)?, press.id.argument(1)?) }),
};

/// The form for words to look for opens.
pub(super) const SEARCHES: Component = Component {
    name: SEARCH,
    arguments: 0,
    who: Who::Everyone,
    run: |press| Box::pin(async move { Ok(Outcome::Opens(search_form(press.handbook()))) }),
};

/// The words were sent.
pub(super) const FINDS: Component =
    Component { name: FOUND, arguments: 0, who: Who::Everyone, run: |press| Box::pin(async move { Ok(found(press)) }) };

/// What stands above a choice.
struct Above {
    /// The answer: the button that goes back to it names it.
    answer: Option<Given>,
    /// The team that was named or chosen for the question: the button that shows the roles names it.
    team: Option<TeamId>,
}

impl Above {
    fn of(press: &Press<'_>) -> Self {
        let beside = press.ids_beside();
        let answer = beside.iter().find_map(|id| Given::read(&Read::named(KEEP, id)?).ok());
        let team = beside.iter().find_map(|id| Read::named(ROLES, id)?.team(0).ok()).flatten();
        Self { answer, team }
    }

    fn choosing<'a>(&'a self, handbook: &'a Handbook) -> Choosing<'a> {
        Choosing { handbook, of: self.answer.as_ref(), team: self.team }
    }
}

/// An answer, for the team that the one above was for.
async fn answered(press: &Press<'_>, team: Option<TeamId>, duty: &Duty, reason: Reason<'_>) -> Result<Reply, Failure> {
    let here = Here::of_team(press.desk, &press.asker, team).await?;
    Asking::pressed(press, team).answered(duty, reason, &here).await
}

pub(super) async fn kept(press: &Press<'_>, given: &Given) -> Result<Reply, Failure> {
    let (duty, route) = (press.known_duty(&given.duty)?, press.route());
    answered(press, given.team, duty, reason(given, duty, &route)).await
}

fn not_right(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (handbook, given) = (press.handbook(), Given::read(&press.id)?);
    press.known_duty(&given.duty)?;
    let route = press.route();
    let others = route.alternatives.iter().filter(|candidate| candidate.duty.as_str() != given.duty);
    let others: Vec<&Duty> = others.filter_map(|candidate| handbook.duty(candidate.duty.as_str())).collect();
    Ok(press.with_rows(Choosing { handbook, of: Some(&given), team: given.team }.among(&others)))
}

fn none_of_these(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (handbook, route, team) = (press.handbook(), press.route(), press.id.team(0)?);
    let others = route.alternatives.iter().skip(OFFERED);
    let others: Vec<&Duty> = others.filter_map(|candidate| handbook.duty(candidate.duty.as_str())).collect();
    Ok(press.in_place(none_fits(handbook, press.question(), team, &others)))
}

fn of_role(press: &Press<'_>, role: &str, page: usize) -> Result<Outcome, Failure> {
    let (role, above) = (press.known_role(role)?, Above::of(press));
    Ok(press.with_rows(above.choosing(press.handbook()).of_role(role, page)))
}

/// The duties that typed words name, and those that they are likely about.
fn found(press: &Press<'_>) -> Outcome {
    let (handbook, above) = (press.handbook(), Above::of(press));
    let typed = press.field(SEARCHED).trim().to_lowercase();
    let named =
        |duty: &&Duty| duty.title.to_lowercase().contains(&typed) || duty.summary.to_lowercase().contains(&typed);
    let mut duties: Vec<&Duty> = handbook.duties().filter(named).take(limits::OPTIONS).collect();
    let route = press.desk.route(press.locale, press.field(SEARCHED));
    for duty in route.alternatives.iter().filter_map(|candidate| handbook.duty(candidate.duty.as_str())) {
        if !duties.iter().any(|known| known.id == duty.id) {
            duties.push(duty);
        }
    }
    press.with_rows(above.choosing(handbook).among(&duties))
}

/// Answers with the duty that was chosen; where the router had answered otherwise, that is a correction.
async fn choose(press: &Press<'_>) -> Result<Outcome, Failure> {
    let duty = press.known_duty(press.chosen())?;
    let Above { answer, team } = Above::of(press);
    let Some(above) = answer.filter(|answer| !answer.picked) else {
        return Ok(press.in_place(answered(press, team, duty, Reason::Picked).await?));
    };
    if above.duty == press.chosen() {
        return Ok(press.in_place(kept(press, &above).await?));
    }
    let instead_of = press.known_duty(&above.duty)?;
    let by = Shown::ours(format!("<@{}>", press.asker.user));
    let reply = answered(press, team, duty, Reason::Corrected { by: &by, instead_of }).await?;
    tracing::info!(routed_to = %instead_of.id, corrected_to = %duty.id, "an answer was corrected");
    let noted = match Here::of_team(press.desk, &press.asker, team).await?.team() {
        Some(here) => {
            correction_offered(press.handbook(), (here.team.id, &here.team.name), press.question(), instead_of, duty)
        }
        None => correction_not_kept(press.handbook()),
    };
    Ok(if press.is_theirs() { Outcome::BecomesAndSays(reply, noted) } else { reply.into() })
}
