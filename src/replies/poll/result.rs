//! The result of a poll, in words.

use serenity::builder::CreateButton;

use super::{
    ShownPoll, link,
    objections::objections,
    option_shown, percent, person,
    shown::voters,
    standing::{lines, role_name},
    when,
};
use crate::{
    handbook::Handbook,
    polls::{
        life::{Closing, State},
        options::OptionId,
        outcome::{Ahead, Count, Missing, Ranked},
        ownership::{Undecided, Verdict},
        poll::Poll,
        settings::Force,
        standing::Standing,
        tally::runoff::Round,
    },
    replies::{
        ComponentName, Field, Form, HISTORY, Reply, Shown, Wording,
        decision::{subject_shown, who},
        limits, plain_embed, primary, secondary,
    },
    workspace::decision::LONGEST_TEXT,
};

/// Decide with a poll's advice: opens a form.
pub const POLL_DECIDE: ComponentName = ComponentName("poll-decide");
/// The form with the decision was sent.
pub const POLL_DECIDED: ComponentName = ComponentName("poll-decided");
/// The field of what is decided.
pub const POLL_CALL: &str = "call";

/// The most rounds of a run-off that are told one by one.
const MOST_ROUNDS: usize = 8;

/// The most characters of the votes of a round.
const LONGEST_ROUND: usize = 250;

/// The most characters of what was decided, below the result.
const LONGEST_CALL: usize = 600;

/// The result as a message of its own, also where it is told to one person because the channel cannot be written in.
#[must_use]
pub fn poll_result(handbook: &Handbook, shown: ShownPoll<'_>) -> Reply {
    let (say, poll) = (Wording::of(handbook), shown.poll);
    let mut text = vec![headline(&say, poll, &shown.standing.count)];
    text.extend(weight(handbook, shown));
    text.push(String::new());
    match &shown.standing.count {
        Count::Ranked(ranked) => text.extend(rounds(&say, poll, ranked)),
        _ => text.extend(lines(handbook, poll, shown.standing)),
    }
    text.extend(objections(handbook, poll, shown.standing));
    text.push(String::new());
    text.extend(follows(handbook, shown));
    text.extend(closing(&say, poll));
    text.extend(poll.message.map(|message| say.poll_result_link(link(poll, message))));
    let title = say.poll_result_title(Shown::typed_plain(&poll.question));
    let embed = plain_embed()
        .title(Shown::ours(title).at_most(limits::EMBED_TITLE))
        .description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION));
    let mut buttons: Vec<CreateButton> = voters(&say, poll).into_iter().collect();
    if let Some(decision) = poll.followed.decision {
        buttons.push(secondary(HISTORY.id().with(decision).with(1), say.decision_history_button()));
    }
    if matches!(poll.settings.force, Force::Advice { .. }) && poll.followed.call.is_none() && poll.is_closed() {
        buttons.push(primary(POLL_DECIDE.id().with(poll.id), say.poll_decide_button()));
    }
    Reply::of(embed).with_buttons(buttons)
}

/// What followed from the result.
fn follows(handbook: &Handbook, shown: ShownPoll<'_>) -> Option<String> {
    let (say, poll) = (Wording::of(handbook), shown.poll);
    if let Some(called) = &poll.followed.call {
        let Force::Advice { decider } = poll.settings.force else {
            return None;
        };
        let text = Shown::typed_lines(&called.text).at_most(LONGEST_CALL);
        return Some(say.poll_result_called(person(&say, decider), text));
    }
    match (poll.settings.force, &poll.about) {
        (Force::Advice { decider }, _) => Some(say.poll_result_to_decide(person(&say, decider))),
        (Force::Binding, Some(about)) => Some(match poll.verdict(shown.standing) {
            Ok(verdict) if poll.followed.decision.is_some() => {
                say.poll_result_recorded(subject_shown(handbook, about), Shown::ours(who(handbook, &verdict.decides)))
            }
            Ok(_) | Err(Undecided::NoCandidate) => say.poll_result_not_recorded(),
            Err(Undecided::NoQuorum) => say.poll_result_not_recorded_quorum(),
            Err(Undecided::Tie) => say.poll_result_not_recorded_tie(),
            Err(Undecided::NoVotes) => say.poll_result_not_recorded_votes(),
        }),
        (Force::SenseCheck, _) | (Force::Binding, None) => None,
    }
}

/// The reason of a decision that a poll made: how many were for it, and what else was voted for. Plain text, as a person would type it.
#[must_use]
pub fn decided_by_vote(handbook: &Handbook, poll: &Poll, verdict: &Verdict) -> String {
    let say = Wording::of(handbook);
    let dissent = |(id, votes): &(OptionId, u32)| {
        Shown::ours(say.poll_dissent(Shown::ours(poll.options.text(*id).unwrap_or("–")), *votes))
    };
    let dissent: Vec<Shown> = verdict.dissent.iter().map(dissent).collect();
    match &dissent[..] {
        [] => say.poll_decided_by_vote(verdict.votes, verdict.of),
        dissent => {
            let dissent = Shown::list(dissent, |first, last| say.and(first, last));
            say.poll_decided_with_dissent(verdict.votes, verdict.of, dissent)
        }
    }
}

/// The reason of a decision that somebody made with a poll's advice. Plain text.
#[must_use]
pub fn called_on_advice(handbook: &Handbook, poll: &Poll, standing: &Standing) -> String {
    let say = Wording::of(handbook);
    let headline = headline(&say, poll, &standing.count).replace("**", "").replace('\\', "");
    say.poll_called_on_advice(Shown::ours(headline))
}

/// The form in which somebody decides with a poll's advice.
#[must_use]
pub fn decide_form(handbook: &Handbook, poll: &Poll) -> Form {
    let say = Wording::of(handbook);
    let most = u16::try_from(LONGEST_TEXT).unwrap_or(u16::MAX);
    let what =
        Field { required: true, least: 1, ..Field::remarks(POLL_CALL, Shown::ours(say.poll_decide_label()), most) };
    Form::new(POLL_DECIDED.id().with(poll.id), Shown::ours(say.poll_decide_title())).with(what)
}

/// The same, told directly to whoever started the poll, since the channel cannot be written in.
#[must_use]
pub fn poll_result_elsewhere(handbook: &Handbook, shown: ShownPoll<'_>) -> Reply {
    let mut reply = poll_result(handbook, shown);
    let channel = Shown::ours(format!("<#{}>", shown.poll.channel));
    reply.text = Some(Shown::ours(Wording::of(handbook).poll_result_elsewhere(channel)));
    reply.rows.clear();
    reply
}

/// Who comes out ahead, and by how much.
fn headline(say: &Wording, poll: &Poll, count: &Count) -> String {
    let listed = |ids: &[OptionId]| {
        let texts: Vec<Shown> = ids.iter().map(|id| option_shown(poll, *id).at_most(60)).collect();
        Shown::list(&texts, |first, last| say.and(first, last)).at_most(600)
    };
    match (count.ahead(), count) {
        (Ahead::NoVotes, _) => say.poll_result_no_votes(),
        (Ahead::Winner(id), Count::Options(counts)) => {
            let (_, votes) = counts.leaders();
            let share = percent(votes, counts.voters);
            let winner = say.poll_result_winner(votes, option_shown(poll, id), counts.voters, share);
            let margin = counts.margin().map(|margin| say.poll_result_margin(margin));
            [Some(winner), margin].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        (Ahead::Tie(ids), Count::Options(counts)) => say.poll_result_tie(counts.leaders().1, listed(&ids)),
        (Ahead::Winner(id), _) => say.poll_result_ranked(option_shown(poll, id)),
        (Ahead::Tie(ids), _) => say.poll_result_ranked_tie(listed(&ids)),
        (Ahead::Differ { runoff, schulze }, _) => say.poll_result_differ(listed(&runoff), listed(&schulze)),
        (Ahead::Passes, Count::Stances(stances)) => say.poll_result_passes(stances.yes, stances.against()),
        (Ahead::Fails, Count::Stances(stances)) => say.poll_result_fails(stances.yes, stances.against()),
        (Ahead::Middle, Count::Levels(levels)) => {
            let spread = levels.extremes();
            spread.map_or_else(String::new, |(low, high)| say.poll_result_spread(usize::from(low), usize::from(high)))
        }
        (Ahead::Passes | Ahead::Fails | Ahead::Middle, _) => String::new(),
    }
}

/// The rounds of the run-off, a line each, and why the two ways of counting disagree, if they do.
fn rounds(say: &Wording, poll: &Poll, ranked: &Ranked) -> Vec<String> {
    let short = |id: OptionId| option_shown(poll, id).at_most(40);
    let line = |(place, round): (usize, &Round)| {
        let votes = |(id, votes): &(OptionId, u32)| say.poll_round_votes(short(*id), *votes);
        let mut sorted = round.votes.clone();
        sorted.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        let votes = Shown::ours(sorted.iter().map(votes).collect::<Vec<_>>().join(", ")).at_most(LONGEST_ROUND);
        match &round.out[..] {
            [] => say.poll_round(place + 1, votes),
            out => {
                let out: Vec<Shown> = out.iter().map(|id| short(*id)).collect();
                let out = Shown::list(&out, |first, last| say.and(first, last)).at_most(LONGEST_ROUND);
                say.poll_round_out(place + 1, votes, out)
            }
        }
    };
    let all = &ranked.runoff.rounds;
    let mut lines: Vec<String> = all.iter().enumerate().take(MOST_ROUNDS).map(line).collect();
    if all.len() > MOST_ROUNDS {
        lines.push(say.poll_rounds_more(all.len() - MOST_ROUNDS));
    }
    lines.extend(disagreement(say, poll, ranked));
    lines
}

/// Why instant run-off and pairs elect differently, in a sentence.
fn disagreement(say: &Wording, poll: &Poll, ranked: &Ranked) -> Option<String> {
    let (runoff, schulze) = (&ranked.runoff.winners, &ranked.schulze.winners);
    if runoff == schulze {
        return None;
    }
    let (Some(&first), Some(&other)) = (runoff.first(), schulze.iter().find(|id| !runoff.contains(id))) else {
        return Some(say.poll_differ_circle());
    };
    let (more, fewer) = (ranked.schulze.prefer(other, first), ranked.schulze.prefer(first, other));
    Some(match ranked.runoff.went_out(other).filter(|_| more > fewer) {
        Some(round) => say.poll_differ_why(
            option_shown(poll, other).at_most(60),
            round,
            more,
            option_shown(poll, first).at_most(60),
            fewer,
        ),
        None => say.poll_differ_circle(),
    })
}

/// How much the result weighs: turnout, quorum, and whether those who did not vote could have changed it.
fn weight(handbook: &Handbook, shown: ShownPoll<'_>) -> Vec<String> {
    let (say, poll, turnout) = (Wording::of(handbook), shown.poll, &shown.standing.turnout);
    let mut lines = vec![match turnout.eligible {
        Some(of) => say.poll_result_turnout_of(of, turnout.voted),
        None => say.poll_result_turnout(turnout.voted),
    }];
    if let Some(undecided) = turnout.undecided().filter(|undecided| *undecided > 0 && turnout.voted > 0) {
        lines.extend(shown.standing.count.could_change(undecided).map(|could| match could {
            true => say.poll_result_undecided_could(undecided),
            false => say.poll_result_undecided_could_not(undecided),
        }));
    }
    let quorum = &poll.settings.quorum;
    match shown.standing.missing(poll) {
        None if quorum.heads(turnout.eligible) > 0 || !quorum.per_role.is_empty() => {
            lines.push(say.poll_result_quorum_met());
        }
        None => {}
        Some(Missing { heads, roles }) => {
            if heads > 0 {
                lines.push(say.poll_result_quorum_missed(heads));
            }
            let role = |(role, many): &(_, u32)| say.poll_result_quorum_role(*many, role_name(handbook, role));
            lines.extend(roles.iter().map(role));
        }
    }
    lines
}

/// When it closed, and why.
fn closing(say: &Wording, poll: &Poll) -> Option<String> {
    let State::Closed { at, why } = poll.state else {
        return None;
    };
    Some(match why {
        Closing::Deadline { due } if poll.state.late_by().is_some() => say.poll_result_late(when(at), when(due)),
        Closing::Deadline { .. } => say.poll_result_by_deadline(when(at)),
        Closing::ByHand(Some(by)) => say.poll_result_by_hand(person(say, Some(by)), when(at)),
        Closing::ByHand(None) => say.poll_result_by_hand_erased(when(at)),
        Closing::AllVoted => say.poll_result_all_voted(when(at)),
    })
}
