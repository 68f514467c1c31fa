//! Decisions as rows.

use sqlx::any::AnyRow;

use super::{
    StoreError,
    rows::{Fields, snowflake},
    teams::from_columns,
};
use crate::{
    handbook::RoleId,
    workspace::{
        decision::{Decides, Decision, Draft, State},
        ids::{ChannelId, DecisionId, GuildId, TeamId, UserId},
        subject::Subject,
        team::Holder,
        texts::Link,
    },
};

pub(super) const COLUMNS: &str = "id, guild, team, subject_kind, subject, decides, deciding_roles, rule, consulted, reason, source, review_at, author, \
     recorded_at, channel, supersedes, state, superseded_by, ended_at, ended_by, ended_reason";

/// Roles as a JSON list, as they are stored.
pub(super) fn role_list(roles: &[RoleId]) -> String {
    let names: Vec<&str> = roles.iter().map(RoleId::as_str).collect();
    serde_json::Value::from(names).to_string()
}

fn roles_of(list: &str) -> Result<Vec<RoleId>, serde_json::Error> {
    let names: Vec<String> = serde_json::from_str(list)?;
    Ok(names.into_iter().map(RoleId::new).collect())
}

/// The word for who decides, and the roles where these do.
pub(super) fn decides_columns(decides: &Decides) -> (&'static str, String) {
    match decides {
        Decides::Roles(roles) => ("roles", role_list(roles)),
        Decides::People(_) => ("people", role_list(&[])),
        Decides::AsTheRuleSays => ("rule", role_list(&[])),
    }
}

/// A decision, as yet without the people that it names.
pub(super) fn read(row: &AnyRow) -> Result<Decision, StoreError> {
    let fields = Fields::of("decisions", row);
    let subject = fields.text("subject")?;
    Ok(Decision {
        id: fields.id("id", DecisionId::new)?,
        guild: fields.id("guild", snowflake(GuildId::new))?,
        team: fields.id("team", TeamId::new)?,
        subject: fields.parsed("subject_kind", |kind| Subject::of(&kind, &subject))?,
        draft: read_draft(&fields)?,
        author: fields.maybe_id("author", snowflake(UserId::new))?,
        recorded_at: fields.moment("recorded_at")?,
        channel: fields.maybe_id("channel", snowflake(ChannelId::new))?,
        supersedes: fields.maybe_id("supersedes", DecisionId::new)?,
        state: read_state(&fields)?,
    })
}

fn read_draft(fields: &Fields<'_>) -> Result<Draft, StoreError> {
    let roles = fields.parsed("deciding_roles", |list| roles_of(&list))?;
    Ok(Draft {
        decides: fields.parsed("decides", |decides| match decides.as_str() {
            "roles" => Ok(Decides::Roles(roles)),
            "people" => Ok(Decides::People(Vec::new())),
            "rule" => Ok(Decides::AsTheRuleSays),
            _ => Err("not a way to decide"),
        })?,
        rule: fields.maybe_text("rule")?,
        consulted: fields.parsed("consulted", |list| roles_of(&list))?,
        reason: fields.maybe_text("reason")?,
        source: fields.maybe_parsed("source", |link| Link::new(&link))?,
        review_at: fields.maybe_moment("review_at")?,
    })
}

fn read_state(fields: &Fields<'_>) -> Result<State, StoreError> {
    let at = fields.maybe_moment("ended_at")?;
    let successor = fields.maybe_id("superseded_by", DecisionId::new)?;
    let by = fields.maybe_id("ended_by", snowflake(UserId::new))?;
    let reason = fields.maybe_text("ended_reason")?;
    fields.parsed("state", |state| match (state.as_str(), at, successor) {
        ("active", None, None) => Ok(State::Active),
        ("superseded", Some(at), Some(by)) => Ok(State::Superseded { by, at }),
        ("retired", Some(at), None) => Ok(State::Retired { by, at, reason }),
        _ => Err("not a state, or one that lacks its moment"),
    })
}

/// Somebody that a decision names.
pub(super) fn read_holder(row: &AnyRow) -> Result<(DecisionId, Holder), StoreError> {
    let fields = Fields::of("decision_people", row);
    let number = fields.number("holder")?;
    Ok((fields.id("decision", DecisionId::new)?, fields.parsed("holder_kind", |kind| from_columns(&kind, number))?))
}
