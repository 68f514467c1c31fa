//! `/decision list`, `/decision show` and `/decision history`.

use super::{
    KNOWN, PRIVATE, TEAM,
    place::{decision_by_id, refused, settled, team_of},
    suggest,
};
use crate::{
    commands::{Call, Command, Component, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Who},
    handbook::{DutyId, Handbook},
    replies::{
        self, Heading, Listed, ListedState, NotSettled, PAGE_SIZE, Refusal, Reply, Shown, Visibility, Wording,
        decision_card, decision_history, decision_list, pages_of,
    },
    store::{Filter, InForce},
    workspace::{decision::Decision, names::LONGEST_TOPIC, team::Team},
};

const OF_ALL: OptionSpec = OptionSpec { kind: OptionKind::Text(Some(suggest::ever_settled)), ..KNOWN };

const STATES: &[(&str, crate::commands::Sentence)] = &[
    ("in-force", Wording::decision_state_in_force),
    ("over", Wording::decision_state_over),
    ("all", Wording::decision_state_all),
];

pub(in crate::commands) const LIST: Command = Command {
    kind: Kind::Slash {
        name: "decision list",
        options: &[
            OptionSpec {
                name: "about",
                description: Wording::option_decision_about,
                kind: OptionKind::Text(None),
                required: false,
            },
            OptionSpec {
                name: "state",
                description: Wording::option_decision_state,
                kind: OptionKind::Choice(STATES),
                required: false,
            },
            OptionSpec {
                name: "page",
                description: Wording::option_decision_page,
                kind: OptionKind::Count,
                required: false,
            },
            TEAM,
            PRIVATE,
        ],
    },
    description: Wording::command_decision_list,
    example: Some(Wording::example_decision_list),
    who: Who::Members,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(list(call)),
};

pub(in crate::commands) const SHOW: Command = Command {
    kind: Kind::Slash { name: "decision show", options: &[KNOWN, TEAM, PRIVATE] },
    description: Wording::command_decision_show,
    example: None,
    who: Who::Members,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(show(call)),
};

pub(in crate::commands) const HISTORY: Command = Command {
    kind: Kind::Slash { name: "decision history", options: &[OF_ALL, TEAM, PRIVATE] },
    description: Wording::command_decision_history,
    example: None,
    who: Who::Members,
    visibility: Visibility::Everyone,
    run: |call| Box::pin(history(call)),
};

/// Turns to a page of a list.
pub(in crate::commands) const TURNS_LIST: Component =
    Component { name: replies::LIST, arguments: 3, who: Who::Members, run: |press| Box::pin(turn_list(press)) };

/// Shows what was settled about a decision's subject, or another page of it.
pub(in crate::commands) const TURNS_HISTORY: Component =
    Component { name: replies::HISTORY, arguments: 2, who: Who::Members, run: |press| Box::pin(turn_history(press)) };

async fn list(call: &Call<'_>) -> Result<Outcome, Failure> {
    let team = team_of(call.desk, &call.asker, call.options.text("team")).await?;
    let state = call.options.text("state").parse().unwrap_or(ListedState::InForce);
    let words: String = call.options.text("about").chars().take(LONGEST_TOPIC).collect();
    let page = call.options.count("page").unwrap_or(1);
    let reply = page_of(call.desk, call.handbook(), &team, state, &words, page).await?;
    Ok(reply.seen_by(call.visibility()).into())
}

async fn turn_list(press: &Press<'_>) -> Result<Outcome, Failure> {
    let team = press.desk.store.reading().await?.team(press.asker.server()?, press.id.argument(0)?).await?;
    let team = team.ok_or_else(|| refused(NotSettled::Gone))?;
    let (state, page) = (press.id.argument(1)?, press.id.argument(2)?);
    let reply = page_of(press.desk, press.handbook(), &team, state, press.question(), page).await;
    Ok(press.in_place(reply?.seen_by(press.seen_by())))
}

async fn page_of(
    desk: &Desk,
    handbook: &Handbook,
    team: &Team,
    state: ListedState,
    words: &str,
    page: i64,
) -> Result<Reply, Failure> {
    let words = String::from(Shown::typed_plain(words));
    let wanted = usize::try_from(page).unwrap_or(0).max(1);
    let titled: Vec<DutyId> = titled(handbook, &words);
    let in_force = match state {
        ListedState::InForce => InForce::Yes,
        ListedState::Over => InForce::No,
        ListedState::All => InForce::Either,
    };
    let size = u32::try_from(PAGE_SIZE).unwrap_or(u32::MAX);
    let skip = u32::try_from(wanted - 1).unwrap_or(u32::MAX).saturating_mul(size);
    let filter = Filter { in_force, words: &words, duties: &titled, most: size, skip };
    let found = desk.store.reading().await?.decisions(team.guild, team.id, filter).await?;
    let all = usize::try_from(found.all).unwrap_or(usize::MAX);
    if wanted > pages_of(all) {
        return Err(Refusal::NoPage { page, pages: pages_of(all) }.into());
    }
    let listed = Listed { team: team.id, name: &team.name, state, words: &words, rows: &found.rows, all, page: wanted };
    Ok(decision_list(handbook, &listed))
}

/// The duties whose titles hold these words; none for no words.
fn titled(handbook: &Handbook, words: &str) -> Vec<DutyId> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let found = handbook.duties().filter(|duty| duty.title.to_lowercase().contains(&words));
    found.map(|duty| duty.id.clone()).collect()
}

async fn show(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (team, chain) = chain_of(call).await?;
    // The latest one says how it ended where nothing is in force.
    let shown = chain.iter().find(|decision| decision.is_active()).or(chain.first());
    let shown = shown.ok_or_else(|| refused(NotSettled::Gone))?;
    let card = decision_card(call.handbook(), &team.name, shown, Heading::Shown);
    Ok(card.seen_by(call.visibility()).into())
}

async fn history(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (team, chain) = chain_of(call).await?;
    Ok(decision_history(call.handbook(), &team.name, &chain, 1).seen_by(call.visibility()).into())
}

async fn chain_of(call: &Call<'_>) -> Result<(Team, Vec<Decision>), Failure> {
    let team = team_of(call.desk, &call.asker, call.options.text("team")).await?;
    let chain = settled(call.desk, call.handbook(), &team, call.options.text("subject")).await?;
    Ok((team, chain))
}

/// From a card the history comes beside it, for the one who pressed; below a history it turns the page.
async fn turn_history(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (team, decision) = decision_by_id(press.desk, &press.asker, press.id.argument(0)?).await?;
    let page: usize = press.id.argument(1)?;
    let mut work = press.desk.store.reading().await?;
    let chain = work.decision_history(team.guild, team.id, &decision.subject).await?;
    if !(1..=pages_of(chain.len())).contains(&page) {
        return Err(Refusal::StaleButton.into());
    }
    let reply = decision_history(press.handbook(), &team.name, &chain, page);
    let is_history = press.ids_beside().iter().all(|id| replies::Read::named(replies::HISTORY, id).is_some());
    Ok(if is_history && press.ids_beside().len() > 1 {
        press.in_place(reply.seen_by(press.seen_by()))
    } else {
        reply.seen_by(Visibility::OnlyAsker).into()
    })
}
