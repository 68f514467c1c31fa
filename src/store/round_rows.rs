//! Rounds as rows.

use sqlx::any::AnyRow;

use super::{
    StoreError,
    rows::{Fields, snowflake},
};
use crate::{
    assessments::gathering::{Fewest, Round, State},
    handbook::{AssessmentId, DutyId},
    polls::{life::Closing, settings::Electorate},
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, ServerRoleId, TeamId, UserId},
};

pub(super) const COLUMNS: &str = "id, guild, channel, message, thread, result, team, assessment, matter, duties, should, participants, \
     participants_id, fewest, creator, created_at, remind_at, state, deadline, closed_at, closed_why, closed_by, finished, invited, alphas, \
     changed";

/// A value that no column of ours holds.
const UNKNOWN: &str = "not a value that is written here";

/// A round, as yet without the people that are named as its participants.
pub(super) fn read(row: &AnyRow) -> Result<Round, StoreError> {
    let fields = Fields::of("rounds", row);
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let invited = fields.maybe_number("invited")?.map(number);
    Ok(Round {
        id: fields.id("id", RoundId::new)?,
        guild: fields.id("guild", snowflake(GuildId::new))?,
        channel: fields.id("channel", snowflake(ChannelId::new))?,
        message: fields.maybe_id("message", snowflake(MessageId::new))?,
        thread: fields.maybe_id("thread", snowflake(ChannelId::new))?,
        result: fields.maybe_id("result", snowflake(MessageId::new))?,
        team: fields.maybe_id("team", TeamId::new)?,
        assessment: AssessmentId::new(fields.text("assessment")?),
        matter: fields.maybe_text("matter")?,
        duties: fields.parsed("duties", |list| {
            let ids: Vec<String> = serde_json::from_str(&list)?;
            Ok::<_, serde_json::Error>(ids.into_iter().map(DutyId::new).collect())
        })?,
        should: fields.number("should")? != 0,
        participants: read_participants(&fields)?,
        fewest: fields.id("fewest", Fewest::new)?,
        creator: fields.maybe_id("creator", snowflake(UserId::new))?,
        created_at: fields.moment("created_at")?,
        remind_at: fields.maybe_moment("remind_at")?,
        state: read_state(&fields)?,
        turnout: fields.maybe_number("finished")?.map(|finished| (number(finished), invited)),
        alphas: fields.parsed("alphas", |alphas| serde_json::from_str(&alphas))?,
        changed: fields.id("changed", u64::try_from)?,
    })
}

fn read_participants(fields: &Fields<'_>) -> Result<Electorate, StoreError> {
    let id = fields.maybe_number("participants_id")?;
    fields.parsed("participants", |kind| {
        let role = id.and_then(|id| ServerRoleId::new(id.cast_unsigned()).ok());
        match (kind.as_str(), role, id.and_then(|id| TeamId::new(id).ok())) {
            ("everyone", ..) => Ok(Electorate::Everyone),
            ("server-role", Some(role), _) => Ok(Electorate::ServerRole(role)),
            ("team", _, Some(team)) => Ok(Electorate::Team(team)),
            ("members", ..) => Ok(Electorate::Members(Vec::new())),
            _ => Err(UNKNOWN),
        }
    })
}

fn read_state(fields: &Fields<'_>) -> Result<State, StoreError> {
    let (deadline, at) = (fields.moment("deadline")?, fields.maybe_moment("closed_at")?);
    let (why, by) = (fields.maybe_text("closed_why")?, fields.maybe_id("closed_by", snowflake(UserId::new))?);
    fields.parsed("state", |state| match (state.as_str(), at, why.as_deref()) {
        ("open", None, None) => Ok(State::Open { deadline }),
        ("closed", Some(at), Some("deadline")) => Ok(State::Closed { at, why: Closing::Deadline { due: deadline } }),
        ("closed", Some(at), Some("by-hand")) => Ok(State::Closed { at, why: Closing::ByHand(by) }),
        ("closed", Some(at), Some("all-voted")) => Ok(State::Closed { at, why: Closing::AllVoted }),
        _ => Err(UNKNOWN),
    })
}
