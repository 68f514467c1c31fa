//! Why something about polls is not done.

use crate::{
    handbook::Handbook,
    polls::{
        ballot::BadBallot,
        options::{BadOptions, FEWEST, LONGEST, MOST},
        poll::LONGEST_QUESTION,
        settings::MOST_NAMED,
    },
    replies::{
        Shown, Wording,
        decision::{bad_text, not_a_date},
    },
    workspace::{dates::BadDate, ids::UserId, names::BadName},
};

/// Why something about polls is not done, as the person who wanted it can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPolled {
    /// A poll that this server does not have.
    Gone,
    /// The poll is closed.
    Over,
    /// The person is not one of those who may vote.
    NotYours,
    /// A vote that does not fit the question.
    BadVote(BadBallot),
    /// Who voted for what is not shown before the close.
    Hidden,
    /// Who voted for what is never shown.
    Secret,
    /// The person may not close it.
    NotYoursToClose,
    /// An objection holds it up.
    HeldUp,
    /// A question that is none.
    BadQuestion(BadName),
    /// Options that are none.
    BadOptions(BadOptions),
    /// A time of the close that is none: what was typed, why, and how its two readings are written where it has two.
    BadDate(String, BadDate, Vec<String>),
    /// Who may vote cannot be understood.
    BadVoters(BadVoters),
    /// A quorum that cannot be understood or met: the part of it, and why.
    BadQuorum(String, BadQuorum),
    /// Advice is given to nobody, or to a bot.
    NoDecider,
    /// Somebody else deals with objections; who, where that is known.
    NotYoursToSettle(Option<UserId>),
    /// So many of this many options cannot be chosen.
    BadLimit(usize),
    /// The person may not write in the channel.
    MayNotPost,
    /// No open poll of the channel has this question.
    NoneOpen,
    /// No poll of the channel has this question.
    NoneHere,
    /// It is open, so that it cannot be opened again.
    IsOpen,
    /// The hour in which it can be opened again is over.
    TooLateToReopen,
    /// It was anonymous, and cannot be opened again.
    AnonymousStaysClosed,
    /// Only whoever started it opens it again.
    NotYoursToReopen,
    /// It would settle who owns something, and there is no team.
    NeedsTeam,
    /// An option that stands for nobody.
    NoCandidate(String),
    /// The result is advice to somebody else; to whom, where that is known.
    NotYoursToDecide(Option<UserId>),
    /// The one who decides has done so.
    Decided,
    /// It is to be held again, and has no end, or one after the next start.
    RepeatsWithoutEnd,
    /// It is not held again: that was ended, or a later one has taken its place.
    NotAgain,
    /// Only whoever started it sees who is missing.
    NotYoursToRemind,
    /// Nothing is said that could be changed.
    NoChange,
    /// The poll is of a kind that has no options of its own.
    NoOptions,
    /// The poll has no option with this text.
    NoSuchOption(String),
    /// The person may not change it.
    NotYoursToChange,
    /// It was to close while it was still in preview.
    EndedInPreview,
}

/// Why who may vote cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadVoters {
    /// This part of it is nobody.
    Unknown(String),
    /// A team, a role and people are mixed, or there are several teams or roles.
    Mixed,
    /// More people than can be named.
    TooMany,
}

/// Why a quorum is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadQuorum {
    /// It cannot be understood.
    Unknown,
    /// Not so many may vote.
    Unreachable,
    /// A share of voters whose number is not known.
    ShareOfUnknown,
    /// Nobody holds the role's seat by name.
    Vacant,
}

/// What happened, why, what to do next.
type Told = (String, String, String);

/// A refusal in words.
pub(in crate::replies) fn told(handbook: &Handbook, why: &NotPolled) -> Told {
    let say = Wording::of(handbook);
    match why {
        NotPolled::Gone => (say.poll_gone_title(), say.poll_gone_text(), say.poll_gone_next()),
        NotPolled::Over => (say.poll_over_title(), say.poll_over_text(), say.poll_over_next()),
        NotPolled::NotYours => (say.poll_not_yours_title(), say.poll_not_yours_text(), say.poll_not_yours_next()),
        NotPolled::BadVote(bad) => bad_vote(&say, *bad),
        NotPolled::Hidden => (say.poll_hidden_title(), say.poll_hidden_text(), say.poll_hidden_next()),
        NotPolled::Secret => (say.poll_secret_title(), say.poll_secret_text(), say.poll_secret_next()),
        NotPolled::NotYoursToClose => {
            (say.poll_not_closer_title(), say.poll_not_closer_text(), say.poll_not_closer_next())
        }
        NotPolled::HeldUp => (say.poll_held_title(), say.poll_held_text(), say.poll_held_next()),
        NotPolled::BadQuestion(bad) => {
            (say.poll_question_title(), bad_text(&say, *bad), say.poll_question_next(LONGEST_QUESTION))
        }
        NotPolled::BadOptions(bad) => (say.poll_options_title(), bad_options(&say, bad), say.poll_options_next()),
        NotPolled::BadDate(typed, why, readings) => {
            let (text, next) = not_a_date(&say, *why, readings);
            let next = if readings.len() == 2 { next } else { say.poll_date_next() };
            (say.poll_date_title(Shown::typed_plain(typed).at_most(100)), text, next)
        }
        NotPolled::BadVoters(bad) => (say.poll_voters_bad_title(), bad_voters(&say, bad), say.poll_voters_bad_next()),
        NotPolled::BadQuorum(part, bad) => {
            let title = say.poll_quorum_bad_title(Shown::typed_plain(part).at_most(100));
            (title, bad_quorum(&say, *bad), say.poll_quorum_bad_next())
        }
        NotPolled::NoDecider => (say.poll_decider_title(), say.poll_decider_text(), say.poll_decider_next()),
        NotPolled::NotYoursToSettle(who) => {
            let text = say.poll_not_arbiter_text(super::person(&say, *who));
            (say.poll_not_arbiter_title(), text, say.poll_not_arbiter_next())
        }
        NotPolled::BadLimit(most) => (say.poll_limit_title(), say.poll_limit_text(*most), say.poll_limit_next()),
        NotPolled::MayNotPost => (say.poll_may_not_title(), say.poll_may_not_text(), say.poll_may_not_next()),
        NotPolled::NoneHere => (say.poll_none_here_title(), say.poll_none_here_text(), say.poll_none_here_next()),
        NotPolled::IsOpen => (say.poll_is_open_title(), say.poll_is_open_text(), say.poll_is_open_next()),
        NotPolled::TooLateToReopen => (say.poll_too_late_title(), say.poll_too_late_text(), say.poll_too_late_next()),
        NotPolled::AnonymousStaysClosed => {
            (say.poll_stays_closed_title(), say.poll_stays_closed_text(), say.poll_stays_closed_next())
        }
        NotPolled::NotYoursToReopen => {
            (say.poll_not_reopener_title(), say.poll_not_reopener_text(), say.poll_not_reopener_next())
        }
        NotPolled::NeedsTeam => (say.poll_needs_team_title(), say.poll_needs_team_text(), say.poll_needs_team_next()),
        NotPolled::NoCandidate(option) => {
            let title = say.poll_candidate_title(Shown::typed_plain(option).at_most(100));
            (title, say.poll_candidate_text(), say.poll_candidate_next())
        }
        NotPolled::NotYoursToDecide(who) => {
            let text = say.poll_not_decider_text(super::person(&say, *who));
            (say.poll_not_decider_title(), text, say.poll_not_decider_next())
        }
        NotPolled::Decided => (say.poll_decided_title(), say.poll_decided_text(), say.poll_decided_next()),
        NotPolled::RepeatsWithoutEnd => (say.poll_endless_title(), say.poll_endless_text(), say.poll_endless_next()),
        NotPolled::NotAgain => (say.poll_not_again_title(), say.poll_not_again_text(), say.poll_not_again_next()),
        NotPolled::NotYoursToRemind => {
            (say.poll_not_reminder_title(), say.poll_not_reminder_text(), say.poll_not_reminder_next())
        }
        NotPolled::NoChange => (say.poll_no_change_title(), say.poll_no_change_text(), say.poll_no_change_next()),
        NotPolled::NoOptions => (say.poll_no_options_title(), say.poll_no_options_text(), say.poll_no_options_next()),
        NotPolled::NoSuchOption(option) => {
            let title = say.poll_no_option_title(Shown::typed_plain(option).at_most(100));
            (title, say.poll_no_option_text(), say.poll_no_option_next())
        }
        NotPolled::NotYoursToChange => {
            (say.poll_not_changer_title(), say.poll_not_changer_text(), say.poll_not_changer_next())
        }
        NotPolled::EndedInPreview => (say.poll_ended_title(), say.poll_ended_text(), say.poll_ended_next()),
        NotPolled::NoneOpen => (say.poll_none_open_title(), say.poll_none_open_text(), say.poll_none_open_next()),
    }
}

fn bad_vote(say: &Wording, bad: BadBallot) -> Told {
    let text = match bad {
        BadBallot::NoSuchOption(_) => {
            return (say.poll_option_gone_title(), say.poll_option_gone_text(), say.poll_option_gone_next());
        }
        BadBallot::Nothing => say.poll_bad_vote_nothing(),
        BadBallot::TooMany { is, most } => say.poll_bad_vote_many(most, is),
        BadBallot::NeedsReason => say.poll_bad_vote_no_reason(),
        BadBallot::TakesNoReason => say.poll_bad_vote_takes_none(),
        BadBallot::Reason(bad) => bad_text(say, bad),
        BadBallot::OtherKind | BadBallot::RankedTwice(_) | BadBallot::OffTheScale { .. } => say.poll_bad_vote_other(),
    };
    (say.poll_bad_vote_title(), text, say.poll_bad_vote_next())
}

fn bad_options(say: &Wording, bad: &BadOptions) -> String {
    match bad {
        BadOptions::TooFew(is) => say.poll_options_few(FEWEST, *is),
        BadOptions::TooMany(_) | BadOptions::Unknown | BadOptions::NumbersUsedUp => say.poll_options_many(MOST),
        BadOptions::Twice(option) => say.poll_options_twice(Shown::typed(option).at_most(LONGEST * 2)),
        BadOptions::Text { number, why: BadName::Empty } => say.poll_options_empty(*number),
        BadOptions::Text { number, why: BadName::TooLong { is, most } } => say.poll_options_long(*number, *is, *most),
    }
}

fn bad_voters(say: &Wording, bad: &BadVoters) -> String {
    match bad {
        BadVoters::Unknown(part) => say.poll_voters_bad_text(Shown::typed(part).at_most(200)),
        BadVoters::Mixed => say.poll_voters_bad_mixed(),
        BadVoters::TooMany => say.poll_voters_bad_many(MOST_NAMED),
    }
}

fn bad_quorum(say: &Wording, bad: BadQuorum) -> String {
    match bad {
        BadQuorum::Unknown => say.poll_quorum_bad_text(),
        BadQuorum::Unreachable => say.poll_quorum_bad_unreachable(),
        BadQuorum::ShareOfUnknown => say.poll_quorum_bad_share(),
        BadQuorum::Vacant => say.poll_quorum_bad_role(),
    }
}
