//! Changes of a poll's options, told on its message, to whoever made them, and to those who have no vote now.

use serenity::builder::CreateEmbedAuthor;

use super::{first_of, link, relative, shown::asked};
use crate::{
    handbook::Handbook,
    polls::{
        amendment::{Amended, Amendment},
        poll::{Cast, Poll, Voter},
    },
    replies::{Reply, Shown, Visibility, Wording, limits, plain_embed},
    workspace::ids::UserId,
};

/// How many people are named who have no vote now; of the others the number.
const MOST_NAMED: usize = 20;

/// The latest changes, a line each.
pub(super) fn amendments(say: &Wording, poll: &Poll) -> Vec<String> {
    let line = |Amendment { what, at }: &Amendment| match what {
        Amended::Added(text) => say.poll_amended_added(relative(*at), Shown::typed(text)),
        Amended::Reworded { before, now } => {
            say.poll_amended_reworded(relative(*at), Shown::typed(before), Shown::typed(now))
        }
        Amended::Removed(text) => say.poll_amended_removed(relative(*at), Shown::typed(text)),
    };
    poll.amendments.iter().map(line).collect()
}

/// Tells whoever changed a poll what was done, and how many have no vote now.
#[must_use]
pub fn poll_amended(handbook: &Handbook, poll: &Poll, lost: usize) -> Reply {
    let say = Wording::of(handbook);
    let mut lines = amendments(&say, poll);
    if lost > 0 {
        lines.push(say.poll_amended_lost(lost));
    }
    let embed = asked(poll).title(say.poll_amended_title()).description(lines.join("\n"));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// Tells everybody that an option was taken out, and those who had voted for it alone that they have no vote now. Nobody is notified.
#[must_use]
pub fn poll_option_gone(handbook: &Handbook, poll: &Poll, lost: &[Cast]) -> Reply {
    let say = Wording::of(handbook);
    let named = |cast: &Cast| match cast.voter {
        Voter::Named(user) => Some(user),
        Voter::Anonymous(_) => None,
    };
    let people: Vec<UserId> = lost.iter().filter_map(named).collect();
    let mut lines = amendments(&say, poll).split_off(poll.amendments.len().saturating_sub(1));
    lines.push(match people.is_empty() || !poll.shows_votes() {
        true => say.poll_option_gone_many(lost.len()),
        false => say.poll_option_gone_people(first_of(&say, &people, MOST_NAMED)),
    });
    lines.extend(poll.message.map(|message| say.poll_result_link(link(poll, message))));
    let question = Shown::typed_plain(&poll.question).at_most(limits::EMBED_AUTHOR);
    let embed = plain_embed().author(CreateEmbedAuthor::new(question)).title(say.poll_option_gone_told());
    Reply::of(embed.description(lines.join("\n")))
}
