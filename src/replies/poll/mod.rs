//! Polls as messages: the one that shows a poll, receipts, results, and why something was not done.

mod again;
mod amended;
mod chart;
mod contract;
mod export;
mod form;
mod list;
mod objections;
mod ownership;
mod paper;
mod preview;
mod ranking;
mod receipt;
mod refused;
mod result;
mod samples;
mod shown;
mod standing;

pub use again::{POLL_MISSING, POLL_STOP, poll_missing, poll_not_again, poll_reminder};
pub use amended::{poll_amended, poll_option_gone};
pub use chart::{ResultChart, result_chart};
pub use export::{ballots_csv, poll_exported, poll_reopened};
pub use form::{POLL_CLOSES, POLL_OPTIONS, POLL_QUESTION, POLL_THIS, poll_form, yes_and_no};
pub use list::{POLL_LIST, POLLS_ON_PAGE, PollList, Which, poll_list};
pub use objections::{POLL_OBJECTIONS, POLL_SETTLE, settle_objections};
pub use ownership::{POLL_DISPUTE, POLL_REQUEST, candidate_texts, ownership_question, seated};
pub use paper::{POLL_PICK, POLL_VOTE};
pub use preview::{POLL_CANCEL, POLL_CHANGED, POLL_EDIT, POLL_START, change_form, poll_cancelled, poll_preview};
pub use ranking::{POLL_RANK, POLL_RANK_NEXT, ranking_so_far};
pub use receipt::{
    POLL_CHANGE, POLL_REASON, POLL_REASON_GIVEN, POLL_WHY, POLL_WITHDRAW, PollReceipt, Receipt, poll_reason_form,
    receipt, vote_anew,
};
pub use refused::{BadQuorum, BadVoters, NotPolled};
pub use result::{
    POLL_CALL, POLL_DECIDE, POLL_DECIDED, called_on_advice, decide_form, decided_by_vote, poll_result,
    poll_result_elsewhere,
};
pub use shown::{
    POLL_CLOSE, POLL_CLOSE_NOW, POLL_MINE, POLL_VOTERS, ShownPoll, poll_already, poll_closing, poll_message,
    poll_started, poll_voters, poll_wants_close,
};

pub(super) use refused::told;
pub(super) use samples::samples;

use super::{Shown, Wording};
use crate::{
    clock::Timestamp,
    polls::{
        ballot::{Stance, Vote},
        options::OptionId,
        poll::Poll,
    },
    workspace::ids::UserId,
};

/// The most characters of an option within a sentence.
const LONGEST_CHOICE: usize = 160;

/// The most characters of several options within a sentence.
const LONGEST_CHOICES: usize = 800;

/// A moment as each reader's own clock shows it, day and time.
fn when(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:f>", moment.seconds()))
}

/// How long it is until a moment, as Discord counts it down.
fn relative(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:R>", moment.seconds()))
}

/// A person, as a mention; in an embed it notifies nobody.
fn person(say: &Wording, user: Option<UserId>) -> Shown {
    Shown::ours(user.map_or_else(|| say.decision_erased(), |user| format!("<@{user}>")))
}

/// The first of these people as mentions, and how many more there are.
fn first_of(say: &Wording, people: &[UserId], most: usize) -> Shown {
    let names: Vec<Shown> = people.iter().take(most).map(|person| Shown::ours(format!("<@{person}>"))).collect();
    match people.len().checked_sub(most).filter(|more| *more > 0) {
        None => Shown::list(&names, |first, last| say.and(first, last)),
        Some(more) => {
            let names: Vec<&str> = names.iter().map(Shown::as_str).collect();
            Shown::ours(say.poll_voters_more(more, Shown::ours(names.join(", "))))
        }
    }
}

/// Where a message of a poll's channel can be read.
fn link(poll: &Poll, message: crate::workspace::ids::MessageId) -> Shown {
    Shown::ours(format!("https://discord.com/channels/{}/{}/{message}", poll.guild, poll.channel))
}

/// A whole percentage of a number; 0 of nothing.
fn percent(part: u32, of: u32) -> usize {
    let share = (u64::from(part) * 200 + u64::from(of)).checked_div(u64::from(of) * 2).unwrap_or(0);
    usize::try_from(share).unwrap_or(usize::MAX)
}

/// What an option says, where Discord reads Markdown.
fn option_shown(poll: &Poll, id: OptionId) -> Shown {
    Shown::typed(poll.options.text(id).unwrap_or("–")).at_most(LONGEST_CHOICE)
}

/// What a vote says, within a sentence.
fn choice(say: &Wording, poll: &Poll, vote: &Vote) -> Shown {
    match vote {
        Vote::One(id) => option_shown(poll, *id),
        Vote::Several(chosen) => {
            let texts: Vec<Shown> = chosen.iter().map(|id| option_shown(poll, *id)).collect();
            Shown::list(&texts, |first, last| say.and(first, last)).at_most(LONGEST_CHOICES)
        }
        Vote::Stance(Stance::Yes) => Shown::ours(say.poll_stance_yes()),
        Vote::Stance(Stance::No) => Shown::ours(say.poll_stance_no()),
        Vote::Stance(Stance::Objection) => Shown::ours(say.poll_stance_objection()),
        Vote::Level(level) => Shown::ours(level.to_string()),
        Vote::Ranking(order) => {
            let texts: Vec<String> = order.iter().map(|id| String::from(option_shown(poll, *id))).collect();
            Shown::ours(texts.join(" > ")).at_most(LONGEST_CHOICES)
        }
    }
}

/// A vote as a custom id carries it: a letter for its kind, and two hexadecimal digits for each option.
fn carried(vote: &Vote) -> String {
    let list = |ids: &mut dyn Iterator<Item = &OptionId>| ids.map(|id| format!("{:02x}", id.get())).collect::<String>();
    match vote {
        Vote::One(id) => format!("o{}", list(&mut [*id].iter())),
        Vote::Several(chosen) => format!("s{}", list(&mut chosen.iter())),
        Vote::Stance(Stance::Yes) => "y".into(),
        Vote::Stance(Stance::No) => "n".into(),
        Vote::Stance(Stance::Objection) => "x".into(),
        Vote::Level(level) => format!("l{level}"),
        Vote::Ranking(order) => format!("r{}", list(&mut order.iter())),
    }
}

/// The vote that a custom id carries; nothing for any other text.
#[must_use]
pub fn vote_carried(text: &str) -> Option<Vote> {
    let mut letters = text.chars();
    let (kind, rest) = (letters.next()?, letters.as_str());
    let id = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).map(OptionId::new).ok()
    };
    let ids = || rest.as_bytes().chunks(2).map(id).collect::<Option<Vec<OptionId>>>();
    match (kind, rest) {
        ('o', _) => ids().and_then(|ids| (ids.len() == 1).then(|| Vote::One(ids[0]))),
        ('s', _) => ids().map(|ids| Vote::Several(ids.into_iter().collect())),
        ('y', "") => Some(Vote::Stance(Stance::Yes)),
        ('n', "") => Some(Vote::Stance(Stance::No)),
        ('x', "") => Some(Vote::Stance(Stance::Objection)),
        ('l', _) => rest.parse().map(Vote::Level).ok(),
        ('r', _) => ids().map(Vote::Ranking),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polls::options::MOST;

    #[test]
    fn a_vote_is_carried_by_a_custom_id_and_fits_it() {
        let all: Vec<OptionId> = (0..MOST).filter_map(|id| u8::try_from(id).ok()).map(OptionId::new).collect();
        let votes = [
            Vote::One(OptionId::new(u8::MAX)),
            Vote::Several(all.iter().copied().collect()),
            Vote::Stance(Stance::Yes),
            Vote::Stance(Stance::No),
            Vote::Stance(Stance::Objection),
            Vote::Level(7),
            Vote::Ranking(all.iter().rev().copied().collect()),
            Vote::Ranking(Vec::new()),
        ];
        for vote in votes {
            assert_eq!(vote_carried(&carried(&vote)), Some(vote));
        }
        for broken in ["", "o", "o0", "o0001", "s0", "szz", "q1", "y1", "lx"] {
            assert_eq!(vote_carried(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_share_is_rounded_to_a_whole_percentage() {
        assert_eq!((percent(2, 3), percent(1, 3), percent(1, 8), percent(0, 0)), (67, 33, 13, 0));
        assert_eq!(percent(u32::MAX, u32::MAX), 100);
    }
}
