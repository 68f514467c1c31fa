//! The contract of a poll: who may vote, who sees what, and what follows from it. It stands on the message from the start, in plain words.

use super::{again::reminding, first_of, person};
use crate::{
    handbook::Handbook,
    polls::{
        poll::Poll,
        settings::{Electorate, Force, Kind, Reasons},
    },
    replies::{Shown, Wording, decision::subject_shown},
    workspace::team::Team,
};

/// How many people are named as the electorate; of the others the number.
const MOST_SHOWN: usize = 12;

/// The lines of the contract. `team` is the electorate's, where it is still there.
pub(super) fn contract(handbook: &Handbook, poll: &Poll, team: Option<&Team>) -> Vec<String> {
    let (say, settings) = (Wording::of(handbook), &poll.settings);
    let mut lines = vec![say.poll_asked_by(person(&say, poll.creator)), who_votes(&say, poll, team)];
    lines.push(match (settings.anonymous, settings.hidden_until_close) {
        (true, _) => say.poll_is_anonymous(),
        (false, true) => say.poll_is_named_hidden(),
        (false, false) => say.poll_is_named(),
    });
    if !poll.is_closed() {
        lines.push(if settings.hidden_until_close { say.poll_is_hidden() } else { say.poll_is_live() });
        lines.push(say.poll_changeable());
    }
    if settings.kind == Kind::Proposal {
        lines.push(say.poll_objections_go_to(person(&say, poll.arbiter())));
    }
    lines.extend(match settings.kind {
        Kind::Scale { from: 0, to: 5 } => Some(say.poll_scale_five()),
        Kind::Scale { from: 1, to: 7 } => Some(say.poll_scale_delegation()),
        Kind::Scale { from: 1, to: 5 } => Some(say.poll_scale_pulse()),
        _ => None,
    });
    match settings.reasons {
        Reasons::Off => {}
        Reasons::Optional => lines.push(say.poll_takes_reasons()),
        Reasons::Required => lines.push(say.poll_needs_reasons()),
    }
    lines.push(match (settings.force, poll.about.as_ref().zip(team)) {
        (Force::SenseCheck, _) => say.poll_follows_nothing(),
        (Force::Advice { decider }, _) => say.poll_follows_advice(person(&say, decider)),
        (Force::Binding, None) => say.poll_follows_binding(),
        (Force::Binding, Some((about, team))) => {
            say.poll_follows_decision(Shown::typed(team.name.as_str()), subject_shown(handbook, about))
        }
    });
    lines.extend(reminding(&say, poll));
    lines
}

fn who_votes(say: &Wording, poll: &Poll, team: Option<&Team>) -> String {
    match &poll.settings.electorate {
        Electorate::Everyone => say.poll_who_everyone(),
        Electorate::ServerRole(role) => say.poll_who_role(Shown::ours(format!("<@&{role}>"))),
        Electorate::Team(_) => match team {
            Some(team) => say.poll_who_team(Shown::typed(team.name.as_str())),
            None => say.poll_who_team_gone(),
        },
        Electorate::Members(people) if people.is_empty() => say.poll_who_nobody(),
        Electorate::Members(people) => say.poll_who_members(first_of(say, people, MOST_SHOWN)),
    }
}
