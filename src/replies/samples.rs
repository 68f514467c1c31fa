//! The longest sample of every reply, so that a handbook whose texts would not fit Discord is found before anybody asks.

use std::sync::LazyLock;

use super::{
    Answer, CommandLine, Reason, Refusal, Reply, SharedAnswer, Shown, about, answer, aside, candidates, compare,
    duties_page, help, incident, nothing_asked, overruns, pages_of, refusal, role_card,
};
use crate::{
    handbook::{Handbook, Problem, Problems},
    routing::{Evidence, Outcome, Route},
};

/// Whatever of a handbook would not fit Discord's limits once rendered. `commands` are the lines of `/help`.
#[must_use]
pub fn too_long(locale: &str, handbook: &Handbook, commands: &[CommandLine]) -> Problems {
    let mut problems = Vec::new();
    let mut look = |path: String, reply: &Reply| {
        problems.extend(overruns(reply).into_iter().map(|overrun| Problem {
            path: format!("{locale}/{path}"),
            line: 1,
            what: match overrun.is {
                0 => format!("the reply made from it has an empty {}", overrun.part),
                is => format!(
                    "the reply made from it has {is} characters or entries in {}, {} fit",
                    overrun.part, overrun.limit
                ),
            },
            mend: "shorten its texts, or the sentences around them in messages/".into(),
        }));
    };
    for duty in handbook.duties() {
        look(format!("duties/{}.toml", duty.id), &longest_answer(handbook, duty));
    }
    for role in handbook.roles() {
        let path = format!("roles/{}.toml", role.id);
        look(path.clone(), &role_card(handbook, role));
        for page in 1..=pages_of(handbook.duties_of(&role.id).len()) {
            look(path.clone(), &duties_page(handbook, role, page));
        }
        for other in handbook.roles().into_iter().filter(|other| other.id != role.id) {
            look(path.clone(), &compare(handbook, role, other));
        }
    }
    for kind in handbook.asides() {
        look(format!("asides/{}.toml", kind.id), &aside(handbook, &LONG, Some(kind)));
    }
    for reply in of_sentences_alone(handbook, commands) {
        look("messages".into(), &reply);
    }
    Problems::sorted(problems)
}

/// What a person could type at the most: Discord takes 6,000 characters in a command's option.
static LONG: LazyLock<String> = LazyLock::new(|| "*why* ".repeat(1_000));

fn longest_answer(handbook: &Handbook, duty: &crate::handbook::Duty) -> Reply {
    let phrase = duty.phrases.iter().max_by_key(|phrase| phrase.chars().count()).cloned();
    let evidence = Evidence { words: vec!["*".repeat(30); 4], phrase, pattern: true, against: Vec::new() };
    let route = Route { outcome: Outcome::Duty(duty.id.clone()), confidence: 0.0, evidence, alternatives: Vec::new() };
    let shared = SharedAnswer { by: Shown::ours("<@9999999999999999999>") };
    answer(handbook, Answer { question: &LONG, duty, reason: Reason::Routed(&route) }, Some(&shared))
}

fn of_sentences_alone(handbook: &Handbook, commands: &[CommandLine]) -> Vec<Reply> {
    let mut longest_titles: Vec<_> = handbook.duties().collect();
    longest_titles.sort_by_key(|duty| std::cmp::Reverse(duty.title.chars().count()));
    let mut replies = vec![
        candidates(handbook, &LONG, longest_titles),
        aside(handbook, &LONG, None),
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
        Refusal::CannotWrite("<#9999999999999999999>".into()),
    ];
    replies.extend(refusals.iter().map(|of| refusal(handbook, of)));
    replies
}
