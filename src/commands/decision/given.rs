//! What a person gives with a command or writes into a form, as a draft.

use super::place::refused;
use crate::{
    clock::Timestamp,
    commands::{Failure, Options, Press},
    handbook::Handbook,
    replies::{DECIDES, Filled, NotSettled, REASON, REVIEW, RULE, Refusal, SOURCE},
    workspace::{
        dates::{BadDate, WholeDay, Zone, moment},
        decision::{Decides, Draft},
        team::Holder,
        texts::Link,
    },
};

/// The texts of a command.
pub(super) fn of_options(options: &Options) -> Filled {
    let text = |name| options.text(name).trim().to_owned();
    Filled { rule: text(RULE), reason: text(REASON), source: text(SOURCE), review: text(REVIEW) }
}

/// The texts of a form.
pub(super) fn of_form(press: &Press<'_>) -> Filled {
    let text = |name| press.field(name).trim().to_owned();
    Filled { rule: text(RULE), reason: text(REASON), source: text(SOURCE), review: text(REVIEW) }
}

/// Who decides, as a command's options name them; nothing where they name nobody.
pub(super) fn decider(handbook: &Handbook, options: &Options) -> Result<Option<Decides>, Failure> {
    let member = options.member("person").map(Holder::Member);
    let person = member.or_else(|| options.server_role("person").map(Holder::ServerRole));
    match (options.text("role").trim(), person) {
        ("", None) => Ok(None),
        ("", Some(person)) => Ok(Some(Decides::People(vec![person]))),
        (roles, None) => roles_named(handbook, roles).map(Some),
        (_, Some(_)) => Err(refused(NotSettled::RoleAndPerson)),
    }
}

/// Who decides, as a form's field names them.
pub(super) fn decider_written(handbook: &Handbook, press: &Press<'_>) -> Result<Decides, Failure> {
    roles_named(handbook, press.field(DECIDES))
}

/// Roles with commas between them.
fn roles_named(handbook: &Handbook, names: &str) -> Result<Decides, Failure> {
    let names = names.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    let role = |name: &str| {
        let role = handbook.role_named(name).ok_or_else(|| Refusal::UnknownRole(name.to_owned()));
        role.map(|role| role.id.clone())
    };
    let roles = names.map(role).collect::<Result<Vec<_>, _>>()?;
    Ok(if roles.is_empty() { Decides::AsTheRuleSays } else { Decides::Roles(roles) })
}

/// The draft that these texts make.
pub(super) fn draft(decides: Decides, texts: &Filled, zone: &Zone, now: Timestamp) -> Result<Draft, Failure> {
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let source = some(&texts.source).map(|source| Link::new(&source)).transpose();
    Ok(Draft {
        decides,
        rule: some(&texts.rule),
        consulted: Vec::new(),
        reason: some(&texts.reason),
        source: source.map_err(|_| refused(NotSettled::BadLink))?,
        review_at: review_date(&texts.review, zone, now)?,
    })
}

/// The day on which something is looked at again; nothing for an empty text.
pub(super) fn review_date(typed: &str, zone: &Zone, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
    if typed.is_empty() {
        return Ok(None);
    }
    let date = moment(typed, zone, now, WholeDay::Start);
    date.map(Some).map_err(|why| {
        let readings = match why {
            BadDate::Ambiguous(readings) => readings.iter().map(|reading| zone.written(*reading)).collect(),
            _ => Vec::new(),
        };
        refused(NotSettled::BadDate(typed.to_owned(), why, readings))
    })
}
