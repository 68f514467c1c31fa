//! Why something about decisions is not done.

use super::NotImported;
use crate::{
    handbook::Handbook,
    replies::{Shown, Wording},
    workspace::{
        dates::BadDate,
        decision::{BadDraft, MOST_ACTIVE, MOST_NAMED},
        names::BadName,
        proposal::MOST_WAITING,
    },
};

/// Why something about decisions is not done, as the person who wanted it can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSettled {
    /// Nothing is settled about what was typed.
    Nothing(String),
    /// A decision that this server does not have.
    Gone,
    /// What was typed is no topic.
    BadSubject(BadName),
    /// A decision that cannot be one.
    BadDraft(BadDraft),
    /// A role and a person were both named.
    RoleAndPerson,
    /// A source that is no link.
    BadLink,
    /// A review date that is none: what was typed, why, and how its two readings are written where it has two.
    BadDate(String, BadDate, Vec<String>),
    /// The team has as many decisions in force as there can be.
    Full,
    /// A suggestion that was accepted or dismissed meanwhile.
    ProposalGone,
    /// As many suggestions wait for the team as there can be.
    ProposalsFull,
    /// A file that is not imported.
    NotImported(NotImported),
}

/// What happened, why, what to do next.
type Told = (String, String, String);

/// A refusal in words.
pub(in crate::replies) fn told(handbook: &Handbook, why: &NotSettled) -> Told {
    let say = Wording::of(handbook);
    match why {
        NotSettled::Nothing(typed) => {
            let typed = Shown::typed_plain(typed).at_most(100);
            (say.settle_nothing_title(typed), say.settle_nothing_text(), say.settle_nothing_next())
        }
        NotSettled::Gone => (say.settle_gone_title(), say.settle_gone_text(), say.settle_gone_next()),
        NotSettled::BadSubject(bad) => (say.settle_subject_title(), bad_text(&say, *bad), say.settle_subject_next()),
        NotSettled::BadDraft(bad) => (say.settle_draft_title(), bad_draft(&say, *bad), say.settle_draft_next()),
        NotSettled::RoleAndPerson => (say.settle_both_title(), say.settle_both_text(), say.settle_both_next()),
        NotSettled::BadLink => (say.settle_link_title(), say.settle_link_text(), say.settle_link_next()),
        NotSettled::BadDate(typed, why, readings) => bad_date(&say, typed, *why, readings),
        NotSettled::ProposalGone => {
            (say.settle_proposal_gone_title(), say.settle_proposal_gone_text(), say.settle_proposal_gone_next())
        }
        NotSettled::ProposalsFull => (
            say.settle_proposals_full_title(),
            say.settle_proposals_full_text(MOST_WAITING),
            say.settle_proposals_full_next(),
        ),
        NotSettled::NotImported(why) => super::ledger::told(handbook, why),
        NotSettled::Full => (say.settle_full_title(), say.settle_full_text(MOST_ACTIVE), say.settle_full_next()),
    }
}

pub(in crate::replies) fn bad_text(say: &Wording, bad: BadName) -> String {
    match bad {
        BadName::Empty => say.settle_text_empty(),
        BadName::TooLong { is, most } => say.settle_text_long(is, most),
    }
}

pub(super) fn bad_draft(say: &Wording, bad: BadDraft) -> String {
    match bad {
        BadDraft::SaysNothing => say.settle_draft_nothing(),
        BadDraft::TooMany { is } => say.settle_draft_many(is, MOST_NAMED),
        BadDraft::Text(bad) => bad_text(say, bad),
    }
}

fn bad_date(say: &Wording, typed: &str, why: BadDate, readings: &[String]) -> Told {
    let (text, next) = not_a_date(say, why, readings);
    (say.settle_date_title(Shown::typed_plain(typed).at_most(100)), text, next)
}

/// Why a text is no date, and what to write instead.
pub(in crate::replies) fn not_a_date(say: &Wording, why: BadDate, readings: &[String]) -> (String, String) {
    let text = match why {
        BadDate::Unknown => say.settle_date_unknown(),
        BadDate::NoSuchDay => say.settle_date_no_day(),
        BadDate::Past => say.settle_date_past(),
        BadDate::TooFar => say.settle_date_far(),
        BadDate::Ambiguous([first, second]) => {
            let moment = |at: crate::clock::Timestamp| Shown::ours(format!("<t:{}:F>", at.seconds()));
            say.settle_date_ambiguous(moment(first), moment(second))
        }
    };
    let next = match readings {
        [first, second] => say.settle_date_next_either(Shown::ours(first), Shown::ours(second)),
        _ => say.settle_date_next(),
    };
    (text, next)
}
