//! Objections to a proposal: seen by everybody who sees the poll, dealt with by the one who is named for that.

use serenity::builder::CreateButton;

use super::{person, shown::asked};
use crate::{
    handbook::Handbook,
    polls::{
        life::Settlement,
        poll::{Cast, Poll, Voter},
        standing::Standing,
    },
    replies::{ComponentName, Reply, Shown, Visibility, Wording, primary, secondary},
};

/// See the objections, to deal with them.
pub const POLL_OBJECTIONS: ComponentName = ComponentName("poll-objections");
/// Deal with one: whose, and how.
pub const POLL_SETTLE: ComponentName = ComponentName("poll-settle");

/// How many objections stand on the poll's message; of the others the number.
const MOST_SHOWN: usize = 5;

/// How many characters of an objection's reason stand there.
const LONGEST_SHOWN: usize = 200;

/// The lines about objections on a poll's message, also about those that were dealt with.
pub(super) fn objections(handbook: &Handbook, poll: &Poll, standing: &Standing) -> Vec<String> {
    let say = Wording::of(handbook);
    let mut lines: Vec<String> =
        standing.objections.iter().take(MOST_SHOWN).map(|cast| line(&say, poll, cast)).collect();
    let more = standing.objections.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        lines.push(say.poll_objections_more(more));
    }
    lines
}

fn line(say: &Wording, poll: &Poll, cast: &Cast) -> String {
    let by = match cast.voter {
        Voter::Named(user) => person(say, Some(user)),
        Voter::Anonymous(_) => Shown::ours(say.poll_somebody()),
    };
    let reason = Shown::typed(cast.ballot.reason.as_deref().unwrap_or("–")).at_most(LONGEST_SHOWN);
    let arbiter = person(say, poll.arbiter());
    match cast.settled {
        None => say.poll_objection(by, reason),
        Some(Settlement::Resolved) => say.poll_objection_resolved(by, reason, arbiter),
        Some(Settlement::Overruled) => say.poll_objection_overruled(by, reason, arbiter),
    }
}

/// The button that shows the objections, while one is open.
pub(super) fn button(say: &Wording, poll: &Poll, standing: &Standing) -> Option<CreateButton> {
    let is_open = standing.objections.iter().any(|cast| cast.settled.is_none()) && !poll.is_closed();
    is_open.then(|| secondary(POLL_OBJECTIONS.id().with(poll.id), say.poll_objections_button()))
}

/// The next open objection, to the one who deals with it.
#[must_use]
pub fn settle_objections(handbook: &Handbook, poll: &Poll, standing: &Standing) -> Reply {
    let say = Wording::of(handbook);
    let next = standing.objections.iter().find(|cast| cast.settled.is_none());
    let Some(cast) = next else {
        let embed = asked(poll).title(say.poll_settled_title()).description(say.poll_settled_text());
        return Reply::of(embed).seen_by(Visibility::OnlyAsker);
    };
    let text = [line(&say, poll, cast), say.poll_settle_text()].join("\n");
    let embed = asked(poll).title(say.poll_settle_title()).description(text);
    let id = |how: &str| POLL_SETTLE.id().with(poll.id).with(voter_text(cast.voter)).with(how);
    let buttons = vec![
        primary(id("resolved"), say.poll_resolve_button()),
        secondary(id("overruled"), say.poll_overrule_button()),
    ];
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(buttons)
}

/// A voter as a custom id carries them.
fn voter_text(voter: Voter) -> String {
    match voter {
        Voter::Named(user) => user.to_string(),
        Voter::Anonymous(pseudonym) => pseudonym.bytes().iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
