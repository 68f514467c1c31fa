//! Lists of polls.

use super::{link, relative, when};
use crate::{
    handbook::Handbook,
    polls::{life::State, poll::Poll},
    replies::{ComponentName, Reply, Shown, Wording, limits, plain_embed, secondary},
};

/// Turn a list of polls to a page: which polls, and the page.
pub const POLL_LIST: ComponentName = ComponentName("poll-list");

/// How many polls are on a page.
pub const POLLS_ON_PAGE: usize = 10;

/// How many characters of a question are in a line.
const LONGEST_LINE: usize = 150;

/// Which polls are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those of the channel that are open.
    Open,
    /// Those of the channel that are closed.
    Closed,
    /// Those that the person has started in this server.
    Mine,
}

impl Which {
    /// The word for it in custom ids and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Mine => "mine",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Closed, Self::Mine].into_iter().find(|which| which.name() == name)
    }
}

/// A page of a list of polls.
#[derive(Clone, Copy, Debug)]
pub struct PollList<'a> {
    /// Which polls.
    pub which: Which,
    /// Those of the page, with how many have voted.
    pub rows: &'a [(Poll, u32)],
    /// How many there are in all.
    pub all: usize,
    /// The page, from 1.
    pub page: usize,
}

/// A page of polls as a message.
#[must_use]
pub fn poll_list(handbook: &Handbook, list: &PollList<'_>) -> Reply {
    let say = Wording::of(handbook);
    let title = match list.which {
        Which::Open => say.poll_which_open(),
        Which::Closed => say.poll_which_closed(),
        Which::Mine => say.poll_which_mine(),
    };
    let text = match list.rows {
        [] => say.poll_list_none(),
        rows => rows.iter().map(|(poll, voted)| line(&say, poll, *voted)).collect::<Vec<_>>().join("\n"),
    };
    let embed = plain_embed().title(title).description(Shown::ours(text).at_most(limits::EMBED_DESCRIPTION));
    let pages = list.all.div_ceil(POLLS_ON_PAGE).max(1);
    let reply = Reply::of(embed);
    if pages == 1 {
        return reply;
    }
    let turn = |page: usize, label: String| {
        let is_there = (1..=pages).contains(&page);
        secondary(POLL_LIST.id().with(list.which.name()).with(page), label).disabled(!is_there)
    };
    reply.with_buttons(vec![
        turn(list.page - 1, say.poll_list_previous()),
        turn(list.page + 1, say.poll_list_next(list.page.min(pages), pages)),
    ])
}

fn line(say: &Wording, poll: &Poll, voted: u32) -> String {
    let question = Shown::typed(&poll.question).at_most(LONGEST_LINE);
    let question = match poll.message {
        Some(message) => Shown::ours(say.poll_list_link(question, link(poll, message))),
        None => question,
    };
    match poll.state {
        State::Open { deadline: Some(at) } => say.poll_list_open_until(voted, question, relative(at)),
        State::Open { deadline: None } | State::HeldUp { .. } => say.poll_list_open(voted, question),
        State::Closed { at, .. } => say.poll_list_closed(voted, question, when(at)),
    }
}
