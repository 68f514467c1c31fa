//! Rankings in the making: nothing is kept before the voter casts one.

use super::{
    place::refused,
    vote::{answered, carried, open_poll},
};
use crate::{
    commands::{Component, Failure, Outcome, Press, Who},
    polls::{
        ballot::{BadBallot, Vote},
        options::OptionId,
    },
    replies::{
        NotPolled, Refusal,
        poll::{POLL_RANK, POLL_RANK_NEXT, ranking_so_far},
    },
};

/// A ranking is shown, to go on with it.
pub(in crate::commands) const RANKS: Component =
    Component { name: POLL_RANK, arguments: 2, who: Who::Members, run: |press| Box::pin(ranks(press, None)) };

/// The next option of a ranking is chosen.
pub(in crate::commands) const RANKS_NEXT: Component = Component {
    name: POLL_RANK_NEXT,
    arguments: 2,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let next = press.chosen().parse().map_err(|_| Refusal::StaleButton)?;
            ranks(press, Some(OptionId::new(next))).await
        })
    },
};

async fn ranks(press: &Press<'_>, next: Option<OptionId>) -> Result<Outcome, Failure> {
    let poll = open_poll(press).await?;
    let Vote::Ranking(mut order) = carried(press)? else {
        return Err(Refusal::StaleButton.into());
    };
    // An option may have gone since.
    order.retain(|id| poll.options.has(*id));
    match next.filter(|next| !order.contains(next)) {
        Some(next) if poll.options.has(next) => order.push(next),
        Some(next) => return Err(refused(NotPolled::BadVote(BadBallot::NoSuchOption(next)))),
        None => {}
    }
    Ok(answered(press, ranking_so_far(press.handbook(), &poll, &order)))
}
