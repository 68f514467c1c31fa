//! The longest of each message about polls.

use std::time::Duration;

use super::{
    NotPolled, POLLS_ON_PAGE, PollList, PollReceipt, Receipt, ResultChart, ShownPoll, Which, poll_already,
    poll_amended, poll_cancelled, poll_closing, poll_exported, poll_list, poll_message, poll_missing, poll_not_again,
    poll_option_gone, poll_preview, poll_reminder, poll_reopened, poll_result, poll_result_elsewhere, poll_started,
    poll_voters, poll_wants_close, ranking_so_far, receipt,
    refused::{BadQuorum, BadVoters},
    result_chart, settle_objections, vote_anew,
};
use crate::{
    clock::Timestamp,
    handbook::{Handbook, RoleId},
    polls::{
        amendment::{Amended, Amendment},
        ballot::{BadBallot, Ballot, LONGEST_REASON, Stance, Vote},
        life::{Closing, State},
        options::{BadOptions, LONGEST, MOST, OptionId, Options},
        outcome::Turnout,
        poll::{Cast, Followed, LONGEST_QUESTION, Poll, Voter},
        repeat::{Repeat, Repetition},
        settings::{Electorate, Force, Kind, MOST_NAMED, Quorum, Reasons, Settings},
    },
    replies::{File, Refusal, Reply, refusal},
    workspace::{
        dates::BadDate,
        ids::{ChannelId, GuildId, MessageId, PollId, UserId},
        names::BadName,
    },
};

/// The latest moment that Discord can show in thirteen digits.
const AT: Timestamp = Timestamp::from_millis(9_999_999_999_999);

/// The longest of each; nothing only if our own rules for ids and texts were broken.
pub(in crate::replies) fn samples(handbook: &Handbook) -> Vec<Reply> {
    let kinds = [Kind::One, Kind::Several { most: 25 }, Kind::Proposal, Kind::Scale { from: 1, to: 10 }, Kind::Ranked];
    let mut replies: Vec<Reply> =
        kinds.into_iter().filter_map(longest).flat_map(|poll| of_poll(handbook, &poll)).collect();
    replies.extend(refusals().into_iter().map(|why| refusal(handbook, &Refusal::NotPolled(why))));
    replies
}

fn of_poll(handbook: &Handbook, poll: &Poll) -> Vec<Reply> {
    let cast = ballots(poll);
    let why = Closing::Deadline { due: Timestamp::from_millis(0) };
    let closed = Poll { state: State::Closed { at: AT, why }, ..poll.clone() };
    let held = Poll { state: State::HeldUp { deadline: None, objections: u32::MAX }, ..poll.clone() };
    let mut replies = Vec::new();
    for poll in [poll, &closed, &held] {
        let standing = poll.standing(None, &cast);
        let shown = ShownPoll { poll, standing: &standing, team: None };
        replies.extend([poll_message(handbook, shown), poll_result(handbook, shown)]);
        let pictured = |ResultChart { description, .. }| {
            let file = File { name: "result.png".into(), bytes: Vec::new(), description };
            poll_result(handbook, shown).with_file(file)
        };
        replies.extend(result_chart(handbook, shown).map(pictured));
        replies.extend([poll_result_elsewhere(handbook, shown), poll_wants_close(handbook, poll, &standing)]);
        replies.extend([poll_closing(handbook, poll), poll_voters(handbook, poll, &cast), vote_anew(handbook, poll)]);
        replies.extend([ranking_so_far(handbook, poll, &poll.options.ids()), ranking_so_far(handbook, poll, &[])]);
        replies.push(settle_objections(handbook, poll, &standing));
        replies.extend([poll_preview(handbook, shown), poll_cancelled(handbook, poll)]);
        let voters: Vec<UserId> = cast
            .iter()
            .filter_map(|cast| match cast.voter {
                Voter::Named(user) => Some(user),
                Voter::Anonymous(_) => None,
            })
            .collect();
        replies.extend([None, Some(&[][..]), Some(&voters)].map(|missing| poll_missing(handbook, poll, missing)));
        replies.extend([poll_reminder(handbook, shown), poll_not_again(handbook, poll)]);
        replies.push(poll_reopened(handbook, poll));
        replies.extend([poll_amended(handbook, poll, 2), poll_option_gone(handbook, poll, &cast)]);
        let file = File { name: "ballots.csv".into(), bytes: Vec::new(), description: "ballots".into() };
        replies.push(poll_exported(handbook, poll, usize::MAX, file));
        let rows = vec![(poll.clone(), u32::MAX); POLLS_ON_PAGE];
        for which in [Which::Open, Which::Closed, Which::Mine] {
            let list = PollList { which, rows: &rows, all: usize::MAX >> 8, page: 2 };
            replies.extend([poll_list(handbook, &list), poll_list(handbook, &PollList { rows: &[], all: 0, ..list })]);
        }
        replies.extend(poll.message.map(|message| poll_started(handbook, poll, message)));
        replies.extend([poll_already(handbook, poll), poll_already(handbook, &Poll { message: None, ..poll.clone() })]);
        let ballot = cast.first().map(|cast| &cast.ballot);
        let receipts = ballot.map(|ballot| {
            [Receipt::Taken { ballot, before: Some(ballot) }, Receipt::Stands(ballot), Receipt::Withdrawn(Some(ballot))]
        });
        let receipts =
            receipts.into_iter().flatten().chain([Receipt::None, Receipt::Unknown, Receipt::Withdrawn(None)]);
        replies.extend(receipts.map(|told| receipt(handbook, &PollReceipt { poll, receipt: told })));
    }
    replies
}

/// A poll in which everything is as long as it may be.
fn longest(kind: Kind) -> Option<Poll> {
    let user = UserId::new(u64::MAX >> 1).ok()?;
    let texts: Vec<String> = (10..10 + MOST).map(|n| format!("{n}{}", "*".repeat(LONGEST - 2))).collect();
    let roles = ["tech-lead", "engineering-manager"].map(|role| (RoleId::new(role), u32::MAX));
    let quorum = Quorum { count: Some(u32::MAX), percent: None, per_role: roles.into() };
    Some(Poll {
        id: PollId::new(i64::MAX).ok()?,
        guild: GuildId::new(u64::MAX).ok()?,
        channel: ChannelId::new(u64::MAX).ok()?,
        message: MessageId::new(u64::MAX).ok(),
        result: MessageId::new(u64::MAX).ok(),
        team: None,
        about: None,
        creator: Some(user),
        created_at: AT,
        question: "*".repeat(LONGEST_QUESTION),
        options: match kind {
            Kind::One | Kind::Several { .. } | Kind::Ranked => Options::new(texts.iter().map(String::as_str)).ok()?,
            Kind::Proposal | Kind::Scale { .. } => Options::stored(Vec::new(), 0),
        },
        settings: Settings {
            electorate: Electorate::Members(vec![user; MOST_NAMED]),
            quorum,
            reasons: Reasons::Required,
            force: Force::Advice { decider: Some(user) },
            remind: true,
            repeat: Some(Repetition { every: Repeat::Fortnightly, lasts: Duration::ZERO }),
            ..Settings::plain(kind)
        },
        key: None,
        state: State::Open { deadline: Some(AT) },
        turnout: Some(Turnout { voted: 1_000_000, eligible: Some(u32::MAX), by_role: Vec::new() }),
        followed: Followed { decision: None, call: None },
        amendments: amendments(),
        changed: 0,
    })
}

/// As many changes as are kept, each of the longest text.
fn amendments() -> Vec<Amendment> {
    let text = || "*".repeat(LONGEST);
    let what = [Amended::Added(text()), Amended::Reworded { before: text(), now: text() }, Amended::Removed(text())];
    what.map(|what| Amendment { what, at: AT }).into()
}

/// Many votes for everything, each with the longest reason.
fn ballots(poll: &Poll) -> Vec<Cast> {
    let ids = poll.options.ids();
    let all: Vec<OptionId> = ids.clone();
    let vote = |place: usize| match poll.settings.kind {
        Kind::One => ids.get(place % MOST).map(|id| Vote::One(*id)),
        Kind::Several { .. } => Some(Vote::Several(all.iter().copied().collect())),
        Kind::Proposal => Some(Vote::Stance([Stance::Yes, Stance::No, Stance::Objection][place % 3])),
        Kind::Scale { from, to } => Some(Vote::Level(if place.is_multiple_of(2) { from } else { to })),
        Kind::Ranked => Some(Vote::Ranking(all.clone())),
    };
    let cast = |place: usize| {
        let voter = Voter::Named(UserId::new(u64::MAX - place as u64).ok()?);
        let ballot = Ballot { vote: vote(place)?, reason: Some("*".repeat(LONGEST_REASON)) };
        Some(Cast { voter, ballot, settled: None })
    };
    (0..MOST * 2).filter_map(cast).collect()
}

fn refusals() -> Vec<NotPolled> {
    let long = "*".repeat(6_000);
    let mut refusals = vec![
        NotPolled::Gone,
        NotPolled::Over,
        NotPolled::NotYours,
        NotPolled::Hidden,
        NotPolled::Secret,
        NotPolled::NotYoursToClose,
        NotPolled::HeldUp,
        NotPolled::BadQuestion(BadName::Empty),
        NotPolled::BadDate(long.clone(), BadDate::Past, Vec::new()),
        NotPolled::BadDate(long.clone(), BadDate::Ambiguous([AT, AT]), vec!["2026-12-01 17:00".into(); 2]),
        NotPolled::NoDecider,
        NotPolled::MayNotPost,
        NotPolled::NoneOpen,
        NotPolled::NoneHere,
        NotPolled::IsOpen,
        NotPolled::TooLateToReopen,
        NotPolled::AnonymousStaysClosed,
        NotPolled::NotYoursToReopen,
        NotPolled::NeedsTeam,
        NotPolled::NoCandidate(long.clone()),
        NotPolled::NotYoursToDecide(UserId::new(u64::MAX).ok()),
        NotPolled::Decided,
        NotPolled::EndedInPreview,
        NotPolled::RepeatsWithoutEnd,
        NotPolled::NotAgain,
        NotPolled::NotYoursToRemind,
        NotPolled::NoChange,
        NotPolled::NoOptions,
        NotPolled::NoSuchOption(long.clone()),
        NotPolled::NotYoursToChange,
        NotPolled::NotYoursToSettle(UserId::new(u64::MAX).ok()),
        NotPolled::BadLimit(MOST),
    ];
    let votes = [
        BadBallot::OtherKind,
        BadBallot::Nothing,
        BadBallot::TooMany { is: usize::MAX, most: usize::MAX },
        BadBallot::NoSuchOption(OptionId::new(0)),
        BadBallot::NeedsReason,
        BadBallot::TakesNoReason,
        BadBallot::Reason(BadName::TooLong { is: usize::MAX, most: usize::MAX }),
    ];
    refusals.extend(votes.map(NotPolled::BadVote));
    let options = [
        BadOptions::TooFew(0),
        BadOptions::TooMany(26),
        BadOptions::Twice("*".repeat(LONGEST)),
        BadOptions::Text { number: 25, why: BadName::Empty },
        BadOptions::Text { number: 25, why: BadName::TooLong { is: usize::MAX, most: LONGEST } },
    ];
    refusals.extend(options.map(NotPolled::BadOptions));
    let voters = [BadVoters::Unknown(long.clone()), BadVoters::Mixed, BadVoters::TooMany];
    refusals.extend(voters.map(NotPolled::BadVoters));
    let quorums = [BadQuorum::Unknown, BadQuorum::Unreachable, BadQuorum::ShareOfUnknown, BadQuorum::Vacant];
    refusals.extend(quorums.map(|why| NotPolled::BadQuorum(long.clone(), why)));
    refusals
}
