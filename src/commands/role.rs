//! `/role show`, `/role compare` and `/role duties`.

use super::{
    Answering, Call, Command, Component, Kind, OptionKind, OptionSpec, Outcome, Press, Suggesting, Typing, Who,
};
use crate::{
    handbook::{Handbook, Role},
    replies::{
        ALL_DUTIES, PAGE, Refusal, Reply, Visibility, Wording, compare, duties_page, limits, pages_of, role_card,
    },
};

const ROLE: OptionSpec = OptionSpec {
    name: "role",
    description: Wording::command_role_show_role,
    kind: OptionKind::Text(Some(suggest)),
    required: true,
};

const PRIVATE: OptionSpec =
    OptionSpec { name: "private", description: Wording::option_private, kind: OptionKind::Flag, required: false };

pub(super) const SHOW: Command = Command {
    kind: Kind::Slash { name: "role show", options: &[ROLE, PRIVATE] },
    description: Wording::command_role_show,
    example: Some(Wording::example_role_show),
    who: Who::Everyone,
    visibility: Visibility::Everyone,
    run: run_show,
};

pub(super) const COMPARE: Command = Command {
    kind: Kind::Slash {
        name: "role compare",
        options: &[
            OptionSpec { name: "first", description: Wording::command_role_compare_first, ..ROLE },
            OptionSpec { name: "second", description: Wording::command_role_compare_second, ..ROLE },
            PRIVATE,
        ],
    },
    description: Wording::command_role_compare,
    example: Some(Wording::example_role_compare),
    who: Who::Everyone,
    visibility: Visibility::Everyone,
    run: run_compare,
};

pub(super) const DUTIES: Command = Command {
    kind: Kind::Slash {
        name: "role duties",
        options: &[
            OptionSpec { description: Wording::command_role_duties_role, ..ROLE },
            OptionSpec {
                name: "page",
                description: Wording::command_role_duties_page,
                kind: OptionKind::Count,
                required: false,
            },
            PRIVATE,
        ],
    },
    description: Wording::command_role_duties,
    example: Some(Wording::example_role_duties),
    who: Who::Everyone,
    visibility: Visibility::Everyone,
    run: run_duties,
};

/// Turns to a page of a role's duties.
pub(super) const TURNS: Component = Component {
    name: PAGE,
    arguments: 2,
    who: Who::Everyone,
    run: |press| Box::pin(async move { Ok(Outcome::Becomes(turned(press)?)) }),
};

/// Shows all duties of a role beside the card, in a message of their own.
pub(super) const LISTS: Component = Component {
    name: ALL_DUTIES,
    arguments: 1,
    who: Who::Everyone,
    run: |press| {
        Box::pin(async move {
            let reply = page_of(press.handbook(), press.role(0)?, 1)?;
            Ok(reply.seen_by(Visibility::OnlyAsker).into())
        })
    },
};

fn turned(press: &Press<'_>) -> Result<Reply, Refusal> {
    let page: i64 = press.id.argument(1).map_err(|_| Refusal::StaleButton)?;
    page_of(press.handbook(), press.role(0)?, page).map_err(|_| Refusal::StaleButton)
}

fn run_show<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let role = role_given(call, "role")?;
        Ok(role_card(call.handbook(), role).seen_by(call.visibility()).into())
    })
}

fn run_compare<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let (first, second) = (role_given(call, "first")?, role_given(call, "second")?);
        if first.id == second.id {
            return Err(Refusal::SameRole(first.id.to_string()).into());
        }
        Ok(compare(call.handbook(), first, second).seen_by(call.visibility()).into())
    })
}

fn run_duties<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let role = role_given(call, "role")?;
        let reply = page_of(call.handbook(), role, call.options.count("page").unwrap_or(1))?;
        Ok(reply.seen_by(call.visibility()).into())
    })
}

/// A page of a role's duties, where there is such a page.
fn page_of(handbook: &Handbook, role: &Role, page: i64) -> Result<Reply, Refusal> {
    let pages = pages_of(handbook.duties_of(&role.id).len());
    match usize::try_from(page) {
        Ok(number) if (1..=pages).contains(&number) => Ok(duties_page(handbook, role, number)),
        _ => Err(Refusal::NoPage { page, pages }),
    }
}

fn role_given<'a>(call: &'a Call<'a>, option: &str) -> Result<&'a Role, Refusal> {
    let name = call.options.text(option);
    call.handbook().role_named(name).ok_or_else(|| Refusal::UnknownRole(name.to_owned()))
}

fn suggest<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move { Ok(roles_like(typing.handbook(), typing.typed)) })
}

/// Roles whose name, short form or an alias holds what has been typed; those that begin with it first.
pub(super) fn roles_like(handbook: &Handbook, typed: &str) -> Vec<(String, String)> {
    let typed = typed.trim().to_lowercase();
    let rank = |role: &Role| {
        let names: Vec<String> = role.names().map(str::to_lowercase).collect();
        if names.iter().any(|name| name.starts_with(&typed)) {
            Some(0)
        } else {
            names.iter().any(|name| name.contains(&typed)).then_some(1)
        }
    };
    let mut found: Vec<(i32, &Role)> =
        handbook.roles().into_iter().filter_map(|role| Some((rank(role)?, role))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(limits::CHOICES).map(|(_, role)| (role.name.clone(), role.id.to_string())).collect()
}
