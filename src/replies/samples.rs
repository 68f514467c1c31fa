//! The longest sample of every reply, so that a handbook whose texts would not fit Discord is found before anybody asks.

use std::{cmp::Reverse, sync::LazyLock};

use super::{
    Answer, Choosing, CommandLine, Given, MOST_GAPS, Reason, Refusal, Reply, SharedAnswer, Shown, TeamSays, Visibility,
    about, answer, aside, candidates, compare, correction_not_kept, duties_page, gap_list, help, incident, none_fits,
    nothing_asked, open_requests, overruns, pages_of, refusal, role_card, topic_answer, which_team, why,
};
use crate::{
    clock::Timestamp,
    handbook::{Duty, Handbook, Problem, Problems, Role},
    routing::{Candidate, Evidence, Outcome, Route, WhatIf, With, Without},
    workspace::{
        decision::{Decides, Decision, Draft},
        gap::Gap,
        ids::TeamId,
        team::{MOST, Team},
    },
};

/// The title of the first embed: what a reply is known by.
fn title_of(reply: &Reply) -> Option<String> {
    let embed = serde_json::to_value(reply.embeds.first()?).ok()?;
    Some(embed["title"].as_str()?.chars().take(60).collect())
}

/// Whatever of a handbook would not fit Discord's limits once rendered. `commands` are the lines of `/help`.
#[must_use]
pub fn too_long(locale: &str, handbook: &Handbook, commands: &[CommandLine]) -> Problems {
    let mut problems = Vec::new();
    let mut look = |path: String, reply: &Reply| {
        let named = title_of(reply).map_or_else(|| "the reply".into(), |title| format!("the reply “{title}”"));
        problems.extend(overruns(reply).into_iter().map(|overrun| Problem {
            path: format!("{locale}/{path}"),
            line: 1,
            what: match overrun.is {
                0 => format!("{named} made from it has an empty {}", overrun.part),
                is => format!(
                    "{named} made from it has {is} characters or entries in {}, {} fit",
                    overrun.part, overrun.limit
                ),
            },
            mend: "shorten its texts, or the sentences around them in messages/".into(),
        }));
    };
    for duty in handbook.duties() {
        look(format!("duties/{}.toml", duty.id), &longest_answer(handbook, duty));
        look(format!("duties/{}.toml", duty.id), &longest_why(handbook, duty));
        for reply in longest_here(handbook, duty) {
            look(format!("duties/{}.toml", duty.id), &reply);
        }
    }
    for role in handbook.roles() {
        let path = format!("roles/{}.toml", role.id);
        look(path.clone(), &role_card(handbook, role));
        for page in 1..=pages_of(handbook.duties_of(&role.id).len()) {
            look(path.clone(), &duties_page(handbook, role, page));
        }
        look(path.clone(), &choosing_of(handbook, role));
        for other in handbook.roles().into_iter().filter(|other| other.id != role.id) {
            look(path.clone(), &compare(handbook, role, other));
        }
    }
    for kind in handbook.asides() {
        look(format!("asides/{}.toml", kind.id), &aside(handbook, &LONG, None, kind));
    }
    for reply in of_sentences_alone(handbook, commands) {
        look("messages".into(), &reply);
    }
    Problems::sorted(problems)
}

/// What a person could type at the most: Discord takes 6,000 characters in a command's option.
static LONG: LazyLock<String> = LazyLock::new(|| "*why* ".repeat(1_000));

fn longest_answer(handbook: &Handbook, duty: &Duty) -> Reply {
    let shared = SharedAnswer { by: Shown::ours("<@9999999999999999999>") };
    let reason = Reason::Corrected { by: &shared.by, instead_of: duty };
    let corrected = Answer { question: &LONG, duty, reason, team: None, here: None };
    let route = longest_route(handbook, duty);
    let routed = Answer { question: &LONG, duty, reason: Reason::Routed(&route), team: None, here: None };
    let reply = answer(handbook, routed, Some(&shared));
    reply.with_rows_of(corrected.rows(handbook, Visibility::OnlyAsker))
}

/// The longest answer with a team's decision and people, and one from a topic of the team's own.
fn longest_here(handbook: &Handbook, duty: &Duty) -> Vec<Reply> {
    let (Some(team), Some((_, decision))) = (super::team::longest(handbook), super::decision::longest()) else {
        return Vec::new();
    };
    let vacant = Team { seats: Vec::new(), ..team.clone() };
    let route = longest_route(handbook, duty);
    let shared = SharedAnswer { by: Shown::ours("<@9999999999999999999>") };
    let mut replies = Vec::new();
    for (team, rule) in [(&team, Decides::AsTheRuleSays), (&vacant, decision.draft.decides.clone())] {
        let draft = Draft { decides: rule, ..decision.draft.clone() };
        let decision = Decision { draft, ..decision.clone() };
        let says = TeamSays { team, decision: Some(&decision), now: Timestamp::from_millis(0), may_set: true };
        let reason = Reason::Routed(&route);
        let given = Answer { question: &LONG, duty, reason, team: Some(team.id), here: Some(says) };
        let reply = answer(handbook, given, Some(&shared));
        let teams = vec![team.clone(); MOST];
        let reply = reply.with_rows_of(given.rows(handbook, Visibility::OnlyAsker));
        let mut reply = reply.with_row(which_team(handbook, &given.given(), &teams));
        reply.embeds.extend(open_requests(handbook, &super::request::longest_open()));
        replies.push(reply);
        replies.push(topic_answer(handbook, &LONG, Some(team.id), &says, &decision));
    }
    replies
}

fn longest_why(handbook: &Handbook, duty: &Duty) -> Reply {
    let route = longest_route(handbook, duty);
    let words = vec!["*".repeat(30); 4];
    let without = Without { words, outcome: Outcome::Duty(duty.id.clone()) };
    let with = With { word: "w".repeat(30), outcome: Outcome::Duty(duty.id.clone()) };
    let what_if = WhatIf { without: Some(without), with: Some(with) };
    why(handbook, Answer { question: &LONG, duty, reason: Reason::Routed(&route), team: None, here: None }, &what_if)
}

fn longest_route(handbook: &Handbook, duty: &Duty) -> Route {
    let phrase = duty.phrases.iter().max_by_key(|phrase| phrase.chars().count()).map(ToString::to_string);
    let against = vec!["*".repeat(30); 3];
    let evidence = Evidence { words: vec!["*".repeat(30); 4], phrase, pattern: true, against };
    let mut others: Vec<&Duty> = handbook.duties().filter(|other| other.id != duty.id).collect();
    others.sort_by_key(|other| Reverse(other.title.chars().count()));
    let candidate = |duty: &Duty| Candidate { duty: duty.id.clone(), probability: 0.1 };
    let alternatives = [duty].into_iter().chain(others).take(5).map(candidate).collect();
    Route { outcome: Outcome::Duty(duty.id.clone()), confidence: 0.0, evidence, alternatives }
}

/// All duties of a role to choose from, below an answer.
fn choosing_of(handbook: &Handbook, role: &Role) -> Reply {
    let of = Given { duty: "x".repeat(50), picked: true, team: None };
    let mut reply = nothing_asked(handbook);
    reply.rows = Choosing { handbook, of: Some(&of), team: TeamId::new(i64::MAX).ok() }.of_role(role, 1);
    reply
}

/// As many counts as are shown, each of another month.
fn longest_gaps(handbook: &Handbook) -> Vec<Gap> {
    let longest = handbook.duties().max_by_key(|duty| duty.title.chars().count());
    let months = (1..=MOST_GAPS).filter_map(|number| format!("{:04}-12", 1_000 + number).parse().ok());
    months.map(|month| Gap { month, nearest: longest.map(|duty| duty.id.clone()), number: usize::MAX }).collect()
}

fn of_sentences_alone(handbook: &Handbook, commands: &[CommandLine]) -> Vec<Reply> {
    let mut longest_titles: Vec<_> = handbook.duties().collect();
    longest_titles.sort_by_key(|duty| Reverse(duty.title.chars().count()));
    let mut replies = vec![
        candidates(handbook, &LONG, None, longest_titles),
        none_fits(handbook, &LONG, None, &handbook.duties().take(2).collect::<Vec<_>>()),
        correction_not_kept(handbook),
        gap_list(handbook, &longest_gaps(handbook), true),
        gap_list(handbook, &[], true),
        gap_list(handbook, &[], false),
        nothing_asked(handbook),
        help(handbook, commands, &Shown::ours("<@9999999999999999999>")),
        about(handbook, "999.999.999"),
        incident(handbook, "ffffffffffffffff"),
    ];
    let refusals = [
        Refusal::UnknownRole(LONG.clone()),
        Refusal::NoPage { page: i64::MIN, pages: usize::MAX },
        Refusal::SameRole("x".repeat(50)),
        Refusal::StaleButton,
        Refusal::UnknownCommand,
        Refusal::NoText,
        Refusal::MayNotShare,
        Refusal::OnlyInServers,
        Refusal::OnlyManagers,
        Refusal::OnlyServerManagers,
        Refusal::BotMayNot,
        Refusal::GoneMeanwhile,
        Refusal::TooOften { again: Timestamp::from_millis(i64::MAX), in_server: false },
        Refusal::TooOften { again: Timestamp::from_millis(i64::MAX), in_server: true },
        Refusal::TooSlowForForm,
        Refusal::NotYours,
        Refusal::CannotWrite("<#9999999999999999999>".into()),
    ];
    replies.extend(refusals.iter().map(|of| refusal(handbook, of)));
    replies.extend(super::request::samples(handbook));
    replies.extend(super::decision::samples(handbook));
    replies.extend(super::team::samples(handbook));
    replies.extend(super::poll::samples(handbook));
    replies.extend(super::assess::samples(handbook));
    replies.extend(super::privacy::samples(handbook));
    replies
}
