//! Receipts: what a vote was taken as, told to the voter alone, with the ways to change it.

use serenity::builder::CreateButton;

use super::{choice, paper::ballot_paper, shown::asked, when};
use crate::{
    handbook::Handbook,
    polls::{
        ballot::{Ballot, LONGEST_REASON, Vote},
        life::State,
        poll::Poll,
        settings::Reasons,
    },
    replies::{ComponentName, Field, Form, Reply, Shown, Visibility, Wording, primary, secondary},
};

/// Vote anew: shows the options.
pub const POLL_CHANGE: ComponentName = ComponentName("poll-change");
/// Take one's vote back.
pub const POLL_WITHDRAW: ComponentName = ComponentName("poll-withdraw");
/// Give a reason for one's vote: opens a form.
pub const POLL_REASON: ComponentName = ComponentName("poll-reason");
/// The form with the reason was sent; its id holds the vote.
pub const POLL_REASON_GIVEN: ComponentName = ComponentName("poll-reasoned");
/// The field of the reason.
pub const POLL_WHY: &str = "why";

/// What a receipt tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt<'a> {
    /// A vote was taken.
    Taken {
        /// The vote.
        ballot: &'a Ballot,
        /// The one before it.
        before: Option<&'a Ballot>,
    },
    /// This is how one has voted.
    Stands(&'a Ballot),
    /// One has not voted.
    None,
    /// It was anonymous and is closed: nobody can tell.
    Unknown,
    /// A vote was taken back, if there was one.
    Withdrawn(Option<&'a Ballot>),
}

/// A receipt of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollReceipt<'a> {
    /// The poll, as it is now.
    pub poll: &'a Poll,
    /// What is told.
    pub receipt: Receipt<'a>,
}

/// A receipt as a message to the voter alone.
#[must_use]
pub fn receipt(handbook: &Handbook, of: &PollReceipt<'_>) -> Reply {
    let (say, poll) = (Wording::of(handbook), of.poll);
    let voted = |vote: &Vote| say.poll_receipt_for(choice(&say, poll, vote));
    let (title, mut lines) = match of.receipt {
        Receipt::Taken { ballot, before } => {
            let mut lines = vec![voted(&ballot.vote)];
            lines.extend(before.map(|before| match before.vote == ballot.vote {
                true => say.poll_receipt_same(),
                false => say.poll_receipt_changed(choice(&say, poll, &before.vote)),
            }));
            (say.poll_receipt_title(), lines)
        }
        Receipt::Stands(ballot) => (say.poll_receipt_title(), vec![voted(&ballot.vote)]),
        Receipt::None => (say.poll_receipt_none_title(), Vec::new()),
        Receipt::Unknown => (say.poll_receipt_unknown_title(), vec![say.poll_receipt_unknown()]),
        Receipt::Withdrawn(None) => (say.poll_receipt_none_title(), vec![say.poll_receipt_nothing_withdrawn()]),
        Receipt::Withdrawn(Some(before)) => {
            let text = say.poll_receipt_withdrawn(choice(&say, poll, &before.vote));
            (say.poll_receipt_withdrawn_title(), vec![text])
        }
    };
    let ballot = match of.receipt {
        Receipt::Taken { ballot, .. } | Receipt::Stands(ballot) => Some(ballot),
        Receipt::None | Receipt::Unknown | Receipt::Withdrawn(_) => None,
    };
    let reason = ballot.and_then(|ballot| ballot.reason.as_deref());
    lines.extend(reason.map(|reason| say.poll_receipt_reason(Shown::typed(reason))));
    lines.extend(what_now(&say, poll, &of.receipt));
    let embed = asked(poll).title(title).description(lines.join("\n"));
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(buttons(&say, poll, ballot))
}

fn what_now(say: &Wording, poll: &Poll, receipt: &Receipt<'_>) -> Option<String> {
    match (receipt, poll.state) {
        (Receipt::Unknown | Receipt::Withdrawn(_), _) => None,
        (Receipt::None, State::Closed { .. }) => Some(say.poll_over_text()),
        (Receipt::None, _) => Some(say.poll_receipt_none()),
        (Receipt::Taken { .. }, State::Closed { .. }) => Some(say.poll_receipt_last()),
        (Receipt::Stands(_), State::Closed { .. }) => Some(say.poll_receipt_closed()),
        (_, State::Open { deadline: Some(at) }) => Some(say.poll_receipt_until(when(at))),
        (_, State::Open { deadline: None } | State::HeldUp { .. }) => Some(say.poll_receipt_until_close()),
    }
}

fn buttons(say: &Wording, poll: &Poll, ballot: Option<&Ballot>) -> Vec<CreateButton> {
    let Some(ballot) = ballot.filter(|_| !poll.is_closed()) else {
        return Vec::new();
    };
    let mut buttons = vec![
        secondary(POLL_CHANGE.id().with(poll.id), say.poll_change_button()),
        secondary(POLL_WITHDRAW.id().with(poll.id), say.poll_withdraw_button()),
    ];
    if poll.settings.reasons == Reasons::Optional && ballot.reason.is_none() {
        buttons.insert(0, primary(POLL_REASON.id().with(poll.id), say.poll_reason_button()));
    }
    buttons
}

/// The options anew, to a voter who wants to change their vote.
#[must_use]
pub fn vote_anew(handbook: &Handbook, poll: &Poll) -> Reply {
    let say = Wording::of(handbook);
    let embed = asked(poll).title(say.poll_change_title()).description(say.poll_change_text());
    let mut reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    reply.rows.extend(ballot_paper(handbook, poll));
    reply
}

/// The form for the reason of a vote, which its id carries: a word, and a number.
#[must_use]
pub fn poll_reason_form(handbook: &Handbook, poll: &Poll, vote: &Vote, before: Option<&str>) -> Form {
    let say = Wording::of(handbook);
    let most = u16::try_from(LONGEST_REASON).unwrap_or(u16::MAX);
    let why = Field {
        required: true,
        least: 1,
        text: before.map(Shown::ours),
        ..Field::remarks(POLL_WHY, Shown::ours(say.poll_form_reason()), most)
    };
    let carried = super::carried(vote);
    Form::new(POLL_REASON_GIVEN.id().with(poll.id).with(carried), Shown::ours(say.poll_form_title())).with(why)
}
