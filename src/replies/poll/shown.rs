//! The message that shows a poll, and what is told to those who start and close one.

use serenity::builder::{CreateButton, CreateEmbed};

use super::{
    again::{missing_button, stop_button},
    amended::amendments,
    choice,
    contract::contract,
    first_of, link,
    objections::{self, objections},
    paper::ballot_paper,
    person, relative,
    standing::{lines, turnout},
    when,
};
use crate::{
    handbook::Handbook,
    polls::{
        ballot::Vote,
        life::State,
        poll::{Cast, Poll, Voter},
        settings::Electorate,
        standing::Standing,
    },
    replies::{ComponentName, Reply, Shown, Visibility, Wording, danger, limits, plain_embed, secondary},
    workspace::{
        ids::{MessageId, UserId},
        team::Team,
    },
};

/// See one's own vote.
pub const POLL_MINE: ComponentName = ComponentName("poll-mine");
/// See who voted for what.
pub const POLL_VOTERS: ComponentName = ComponentName("poll-voters");
/// Close a poll: asks first.
pub const POLL_CLOSE: ComponentName = ComponentName("poll-close");
/// Close a poll, asked already.
pub const POLL_CLOSE_NOW: ComponentName = ComponentName("poll-close-now");

/// How many people are named for an option in the list of who voted for what.
const MOST_VOTERS: usize = 20;

/// How many characters each option has in that list.
const LONGEST_ENTRY: usize = 700;

/// A poll, how it stands, and the team of its electorate, where it is still there.
#[derive(Clone, Copy, Debug)]
pub struct ShownPoll<'a> {
    /// The poll.
    pub poll: &'a Poll,
    /// How it stands.
    pub standing: &'a Standing,
    /// The team.
    pub team: Option<&'a Team>,
}

/// The message that shows a poll, with the contract and the ways to vote.
#[must_use]
pub fn poll_message(handbook: &Handbook, shown: ShownPoll<'_>) -> Reply {
    let (say, poll) = (Wording::of(handbook), shown.poll);
    let mut text = lines(handbook, poll, shown.standing);
    text.push(String::new());
    text.extend(turnout(handbook, poll, shown.standing));
    text.extend(objections(handbook, poll, shown.standing));
    text.extend(ending(&say, poll));
    text.extend(amendments(&say, poll));
    let rules = contract(handbook, poll, shown.team).join("\n");
    let embed = plain_embed()
        .title(Shown::typed_plain(&poll.question))
        .description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION))
        .field(say.poll_contract(), Shown::ours(rules).at_most(limits::FIELD_VALUE), false);
    let reply = Reply::of(embed);
    if poll.is_closed() {
        let buttons = [Some(mine(&say, poll)), voters(&say, poll), stop_button(&say, poll)];
        return reply.with_buttons(buttons.into_iter().flatten().collect());
    }
    let mut reply = reply;
    reply.rows.extend(ballot_paper(handbook, poll));
    let mut buttons = vec![mine(&say, poll)];
    buttons.extend(voters(&say, poll));
    buttons.extend(objections::button(&say, poll, shown.standing));
    buttons.push(secondary(POLL_CLOSE.id().with(poll.id), say.poll_close_button()));
    buttons.extend(stop_button(&say, poll));
    reply.with_buttons(buttons)
}

fn mine(say: &Wording, poll: &Poll) -> CreateButton {
    secondary(POLL_MINE.id().with(poll.id), say.poll_mine_button())
}

/// The button that shows who voted for what, where that may be seen.
pub(super) fn voters(say: &Wording, poll: &Poll) -> Option<CreateButton> {
    let may_see = !poll.settings.anonymous && poll.shows_votes();
    may_see.then(|| secondary(POLL_VOTERS.id().with(poll.id), say.poll_voters_button()))
}

/// When a poll closes, or that it is closed.
fn ending(say: &Wording, poll: &Poll) -> Vec<String> {
    match poll.state {
        State::Closed { at, .. } => {
            let mut lines = vec![say.poll_is_closed(when(at))];
            lines.extend(poll.result.map(|result| say.poll_told_link(link(poll, result))));
            lines
        }
        State::HeldUp { objections, .. } => vec![say.poll_held_up(objections)],
        State::Open { deadline: Some(at) } => vec![say.poll_closes(relative(at), when(at))],
        State::Open { deadline: None } => match poll.settings.electorate {
            Electorate::Members(_) => vec![say.poll_closes_when_all()],
            Electorate::Everyone | Electorate::ServerRole(_) | Electorate::Team(_) => {
                vec![say.poll_closes_by_hand()]
            }
        },
    }
}

/// Tells whoever started a poll where it is.
#[must_use]
pub fn poll_started(handbook: &Handbook, poll: &Poll, message: MessageId) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.poll_started_title()).description(say.poll_started_text(link(poll, message)));
    let close = secondary(POLL_CLOSE.id().with(poll.id), say.poll_close_button());
    let buttons = missing_button(&say, poll).into_iter().chain([close]).collect();
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(buttons)
}

/// Tells whoever would start a poll that the same is voted on already, or that somebody is just starting it.
#[must_use]
pub fn poll_already(handbook: &Handbook, poll: &Poll) -> Reply {
    let say = Wording::of(handbook);
    let text = match poll.message {
        Some(message) => say.poll_already_text(link(poll, message)),
        None => say.poll_already_soon(Shown::ours(format!("<#{}>", poll.channel))),
    };
    Reply::of(plain_embed().title(say.poll_already_title()).description(text)).seen_by(Visibility::OnlyAsker)
}

/// Asks whoever wants to close a poll whether they mean it.
#[must_use]
pub fn poll_wants_close(handbook: &Handbook, poll: &Poll, standing: &Standing) -> Reply {
    let say = Wording::of(handbook);
    let text = [say.poll_close_text(standing.turnout.voted), say.poll_close_note()].join("\n");
    let embed = asked(poll).title(say.poll_close_title()).description(text);
    let close = danger(POLL_CLOSE_NOW.id().with(poll.id), say.poll_close_now_button());
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(vec![close])
}

/// Tells whoever closed a poll that it is closed.
#[must_use]
pub fn poll_closing(handbook: &Handbook, poll: &Poll) -> Reply {
    let say = Wording::of(handbook);
    let embed = asked(poll).title(say.poll_closing_title()).description(say.poll_closing_text());
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// An embed with a poll's question above it.
pub(super) fn asked(poll: &Poll) -> CreateEmbed {
    let question = Shown::typed_plain(&poll.question).at_most(limits::EMBED_AUTHOR);
    plain_embed().author(serenity::builder::CreateEmbedAuthor::new(question))
}

/// Who voted for what in a poll with names, and their reasons.
#[must_use]
pub fn poll_voters(handbook: &Handbook, poll: &Poll, cast: &[Cast]) -> Reply {
    let say = Wording::of(handbook);
    let title = say.poll_voters_title();
    let mut entries: Vec<(Shown, Vec<&Cast>)> = Vec::new();
    for vote in votes(cast) {
        let of_it = |cast: &&Cast| counts_for(&cast.ballot.vote, &vote);
        entries.push((choice(&say, poll, &vote), cast.iter().filter(of_it).collect()));
    }
    let entry = |(option, cast): &(Shown, Vec<&Cast>)| {
        let people: Vec<UserId> = cast.iter().filter_map(|cast| named(cast)).collect();
        let mut lines = vec![say.poll_voters_line(option, first_of(&say, &people, MOST_VOTERS))];
        lines.extend(cast.iter().filter_map(|cast| reason(&say, cast)));
        Shown::ours(lines.join("\n")).at_most(LONGEST_ENTRY)
    };
    let text = match &entries[..] {
        [] => say.poll_voters_none(),
        entries => entries.iter().map(|found| String::from(entry(found))).collect::<Vec<_>>().join("\n"),
    };
    let text = Shown::ours(text).at_most(limits::EMBED_DESCRIPTION);
    Reply::of(asked(poll).title(title).description(text)).seen_by(Visibility::OnlyAsker)
}

/// The votes that were cast, each single choice once, in the order of the options.
fn votes(cast: &[Cast]) -> Vec<Vote> {
    let mut found: Vec<Vote> = Vec::new();
    for cast in cast {
        let single = match &cast.ballot.vote {
            Vote::Several(chosen) => chosen.iter().map(|id| Vote::One(*id)).collect(),
            other => vec![other.clone()],
        };
        for vote in single {
            if !found.contains(&vote) {
                found.push(vote);
            }
        }
    }
    found.sort_by_key(|vote| match vote {
        Vote::One(id) => u16::from(id.get()),
        Vote::Stance(stance) => *stance as u16,
        Vote::Level(level) => u16::from(*level),
        Vote::Several(_) | Vote::Ranking(_) => u16::MAX,
    });
    found
}

fn counts_for(cast: &Vote, vote: &Vote) -> bool {
    match (cast, vote) {
        (Vote::Several(chosen), Vote::One(id)) => chosen.contains(id),
        _ => cast == vote,
    }
}

const fn named(cast: &Cast) -> Option<UserId> {
    match cast.voter {
        Voter::Named(user) => Some(user),
        Voter::Anonymous(_) => None,
    }
}

fn reason(say: &Wording, cast: &Cast) -> Option<String> {
    let reason = Shown::typed(cast.ballot.reason.as_deref()?);
    Some(say.poll_voters_reason(person(say, named(cast)), reason))
}
