//! `/poll status`: the polls of a channel and one's own, open and closed.

use super::place::refused;
use crate::{
    commands::{
        Asker, Call, Command, Component, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Sentence, Who,
    },
    handbook::Handbook,
    replies::{
        NotPolled, Refusal, Reply, Visibility, Wording,
        poll::{POLL_LIST, POLLS_ON_PAGE, PollList, Which, poll_list},
    },
    store::PollFilter,
};

const WHICH: &[(&str, Sentence)] =
    &[("open", Wording::poll_which_open), ("closed", Wording::poll_which_closed), ("mine", Wording::poll_which_mine)];

pub(in crate::commands) const STATUS: Command = Command {
    kind: Kind::Slash {
        name: "poll status",
        options: &[OptionSpec {
            name: "which",
            description: Wording::option_poll_which,
            kind: OptionKind::Choice(WHICH),
            required: false,
        }],
    },
    description: Wording::command_poll_status,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(status(call)),
};

/// The list is turned to a page.
pub(in crate::commands) const TURNS: Component =
    Component { name: POLL_LIST, arguments: 2, who: Who::Members, run: |press| Box::pin(turns(press)) };

async fn status(call: &Call<'_>) -> Result<Outcome, Failure> {
    let which = Which::named(call.options.text("which")).unwrap_or(Which::Open);
    Ok(list(call.desk, &call.asker, call.handbook(), which, 1).await?.into())
}

async fn turns(press: &Press<'_>) -> Result<Outcome, Failure> {
    let which = Which::named(&press.id.argument::<String>(0)?).ok_or(Refusal::StaleButton)?;
    let page = press.id.argument(1)?;
    Ok(press.in_place(list(press.desk, &press.asker, press.handbook(), which, page).await?))
}

async fn list(desk: &Desk, asker: &Asker, handbook: &Handbook, which: Which, page: usize) -> Result<Reply, Failure> {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let page = page.max(1);
    let here = PollFilter {
        channel: Some(asker.channel),
        most: number(POLLS_ON_PAGE),
        skip: number((page - 1).saturating_mul(POLLS_ON_PAGE)),
        ..PollFilter::default()
    };
    let filter = match which {
        Which::Open => PollFilter { open: Some(true), ..here },
        Which::Closed => PollFilter { open: Some(false), ..here },
        Which::Mine => PollFilter { creator: Some(asker.user), channel: None, ..here },
    };
    let mut work = desk.store.reading().await?;
    let found = work.polls(asker.server()?, filter).await?;
    let all = usize::try_from(found.all).unwrap_or(usize::MAX);
    if found.rows.is_empty() && page > 1 {
        return Err(refused(NotPolled::Gone));
    }
    let mut rows = Vec::with_capacity(found.rows.len());
    for poll in found.rows {
        let voted = work.count_ballots(poll.id).await?;
        rows.push((poll, voted));
    }
    Ok(poll_list(handbook, &PollList { which, rows: &rows, all, page }).seen_by(Visibility::OnlyAsker))
}
