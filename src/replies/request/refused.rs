//! Why nobody was asked, or nothing happened to a request.

use super::{mention, person};
use crate::{
    handbook::Handbook,
    replies::{Shown, Wording},
    workspace::{
        request::{MOST_A_DAY, MOST_OPEN, MOST_WAITING, MayNot, MayNotAsk},
        team::Holder,
    },
};

/// Why nobody was asked, or nothing happened to a request, as the person can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// In this team nobody who is there holds one of these roles; where there are none, the people whom it had named are gone.
    Vacant(String, Vec<String>),
    /// The one who would be asked has left the server.
    Left(Holder),
    /// The asker may not write in the channel.
    MayNotWrite,
    /// The rules for asking.
    MayNotAsk(MayNotAsk),
    /// The server has no such request.
    Gone,
    /// The rules of the request, which is this team's, and whether it is an action.
    MayNot(MayNot, String, bool),
    /// It is handed on to them, and they could not be notified.
    NotTold(Holder),
}

/// What happened, why, what to do next.
type Told = (String, String, String);

/// A refusal in words.
pub(in crate::replies) fn told(handbook: &Handbook, why: &NotAsked) -> Told {
    let say = Wording::of(handbook);
    match why {
        NotAsked::Vacant(team, roles) => {
            let (team, roles) = (Shown::typed(team), roles.iter().map(Shown::ours).collect::<Vec<_>>());
            let text = match roles.is_empty() {
                true => say.request_vacant_people(team),
                false => say.request_vacant_text(team, Shown::list(&roles, |first, last| say.or(first, last))),
            };
            (say.request_vacant_title(), text, say.request_vacant_next())
        }
        NotAsked::Left(who) => {
            (say.request_left_title(), say.request_left_text(mention(*who)), say.request_left_next())
        }
        NotAsked::MayNotWrite => {
            (say.request_may_not_write_title(), say.request_may_not_write_text(), say.request_may_not_write_next())
        }
        NotAsked::MayNotAsk(why) => may_not_ask(&say, *why),
        NotAsked::Gone => (say.request_gone_title(), say.request_gone_text(), say.request_gone_next()),
        NotAsked::MayNot(why, team, is_action) => may_not(&say, *why, team, *is_action),
        NotAsked::NotTold(who) => {
            (say.request_not_told_title(), say.request_not_told_text(mention(*who)), say.request_not_told_next())
        }
    }
}

fn may_not_ask(say: &Wording, why: MayNotAsk) -> Told {
    let most = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    match why {
        MayNotAsk::Themselves => {
            (say.request_yourself_title(), say.request_yourself_text(), say.request_yourself_next())
        }
        MayNotAsk::TooManyOpen => {
            (say.request_many_title(), say.request_many_open(most(MOST_OPEN)), say.request_many_next())
        }
        MayNotAsk::TooManyToday => {
            (say.request_many_title(), say.request_many_today(most(MOST_A_DAY)), say.request_many_next())
        }
        MayNotAsk::TooManyWaiting => {
            (say.request_waiting_title(), say.request_waiting_text(most(MOST_WAITING)), say.request_waiting_next())
        }
    }
}

fn may_not(say: &Wording, why: MayNot, team: &str, is_action: bool) -> Told {
    let sort = Shown::ours(if is_action { "action" } else { "question" });
    let cannot_go = |why: &str| {
        (say.request_cannot_go_title(), say.request_cannot_go_text(Shown::ours(why)), say.request_cannot_go_next())
    };
    match why {
        MayNot::Over => (say.request_over_title(), say.request_over_text(), say.request_over_next(sort)),
        MayNot::Taken(who) => {
            let who = person(say, who);
            (say.request_taken_title(), say.request_taken_text(&who), say.request_taken_next(&who))
        }
        MayNot::Theirs => (say.request_theirs_title(), say.request_theirs_text(), say.request_theirs_next(sort)),
        MayNot::NotAsked => {
            let team = Shown::typed(team);
            (say.request_not_asked_title(), say.request_not_asked_text(team), say.request_not_asked_next())
        }
        MayNot::NotTheirs => {
            (say.request_not_theirs_title(), say.request_not_theirs_text(), say.request_not_theirs_next())
        }
        MayNot::ToBot => cannot_go("bot"),
        MayNot::ToOutsider => cannot_go("outsider"),
        MayNot::ToSelf => cannot_go("self"),
        MayNot::SaidNotTheirs => cannot_go("declined"),
    }
}
