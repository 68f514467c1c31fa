//! Ranking the options of a poll, one choice after the other, to the voter alone. What was chosen so far is in the custom ids, so that a
//! restart loses nothing.

use serenity::builder::{CreateActionRow, CreateSelectMenu, CreateSelectMenuKind};

use super::{POLL_VOTE, carried, option_shown, paper::entry, shown::asked};
use crate::{
    handbook::Handbook,
    polls::{ballot::Vote, options::OptionId, poll::Poll},
    replies::{ComponentName, Reply, Shown, Visibility, Wording, limits, primary, secondary},
};

/// Show the ranking that the custom id carries, to go on with it.
pub const POLL_RANK: ComponentName = ComponentName("poll-rank");
/// Put what is chosen in a select at the end of the ranking that the custom id carries.
pub const POLL_RANK_NEXT: ComponentName = ComponentName("poll-ranked");

/// The ranking so far, with what can be done next: go on, undo the last choice, begin anew, cast it.
#[must_use]
pub fn ranking_so_far(handbook: &Handbook, poll: &Poll, order: &[OptionId]) -> Reply {
    let say = Wording::of(handbook);
    let place = |(place, id): (usize, &OptionId)| say.poll_rank_line(place + 1, option_shown(poll, *id).at_most(100));
    let mut lines: Vec<String> = order.iter().enumerate().map(place).collect();
    lines.push(if order.is_empty() { say.poll_rank_start() } else { say.poll_rank_rest() });
    let embed = asked(poll)
        .title(say.poll_rank_title())
        .description(Shown::ours(lines.join("\n")).at_most(limits::EMBED_DESCRIPTION));
    let mut reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    let left: Vec<_> = poll.options.iter().filter(|option| !order.contains(&option.id)).map(entry).collect();
    let vote = |order: &[OptionId]| carried(&Vote::Ranking(order.to_vec()));
    if !left.is_empty() {
        let kind = CreateSelectMenuKind::String { options: left };
        let id = POLL_RANK_NEXT.id().with(poll.id).with(vote(order));
        let placeholder = Shown::ours(say.poll_rank_choose(order.len() + 1)).at_most(limits::PLACEHOLDER);
        reply.rows.push(CreateActionRow::SelectMenu(CreateSelectMenu::new(id, kind).placeholder(placeholder)));
    }
    let Some((_, before)) = order.split_last() else {
        return reply;
    };
    let mut buttons = vec![
        primary(POLL_VOTE.id().with(poll.id).with(vote(order)), say.poll_rank_cast()),
        secondary(POLL_RANK.id().with(poll.id).with(vote(before)), say.poll_rank_undo()),
    ];
    if order.len() > 1 {
        buttons.push(secondary(POLL_RANK.id().with(poll.id).with(vote(&[])), say.poll_rank_anew()));
    }
    reply.with_buttons(buttons)
}
