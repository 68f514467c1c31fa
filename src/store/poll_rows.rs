//! Polls and ballots as rows.

use std::time::Duration;

use sqlx::any::AnyRow;

use super::{
    StoreError,
    amendment_rows::read_amended,
    option_rows::read_options,
    rows::{Fields, snowflake},
};
use crate::{
    handbook::RoleId,
    polls::{
        ballot::{Ballot, Stance, Vote},
        life::{Closing, Settlement, State},
        options::OptionId,
        outcome::Turnout,
        poll::{Called, Cast, Followed, Poll, Voter},
        pseudonym::{PollKey, Pseudonym},
        repeat::{Repeat, Repetition},
        settings::{Electorate, Force, Kind, Quorum, Reasons, Settings},
    },
    workspace::{
        ids::{ChannelId, DecisionId, GuildId, MessageId, PollId, ServerRoleId, TeamId, UserId},
        subject::Subject,
    },
};

pub(super) const COLUMNS: &str = "id, guild, channel, message, result, team, subject_kind, subject, creator, created_at, question, \
     options, next_option, kind, lowest, highest, anonymous, hidden, electorate, electorate_id, quorum_count, quorum_percent, \
     quorum_roles, reasons, force, decider, poll_key, state, deadline, closed_at, closed_why, closed_by, changed, turnout_voted, turnout_eligible, turnout_roles, decision, \
     call_text, called_at, amended, remind, repeats, lasts, \
     (SELECT COUNT(*) FROM ballots WHERE poll = polls.id AND vote = 'stance objection' AND settled IS NULL) AS objections";

/// A value that no column of ours holds.
const UNKNOWN: &str = "not a value that is written here";

/// A poll, as yet without the people that are named as its electorate.
pub(super) fn read(row: &AnyRow) -> Result<Poll, StoreError> {
    let fields = Fields::of("polls", row);
    let subject = fields.maybe_text("subject")?.unwrap_or_default();
    Ok(Poll {
        id: fields.id("id", PollId::new)?,
        guild: fields.id("guild", snowflake(GuildId::new))?,
        channel: fields.id("channel", snowflake(ChannelId::new))?,
        message: fields.maybe_id("message", snowflake(MessageId::new))?,
        result: fields.maybe_id("result", snowflake(MessageId::new))?,
        team: fields.maybe_id("team", TeamId::new)?,
        about: fields.maybe_parsed("subject_kind", |kind| Subject::of(&kind, &subject))?,
        creator: fields.maybe_id("creator", snowflake(UserId::new))?,
        created_at: fields.moment("created_at")?,
        question: fields.text("question")?,
        options: read_options(&fields)?,
        settings: read_settings(&fields)?,
        key: fields.maybe_parsed("poll_key", |hex| bytes(&hex).map(PollKey::stored).ok_or(UNKNOWN))?,
        state: read_state(&fields)?,
        turnout: read_turnout(&fields)?,
        followed: read_followed(&fields)?,
        amendments: read_amended(&fields)?,
        changed: fields.id("changed", u64::try_from)?,
    })
}

fn read_followed(fields: &Fields<'_>) -> Result<Followed, StoreError> {
    let at = fields.maybe_moment("called_at")?;
    let call = fields.maybe_text("call_text")?.zip(at).map(|(text, at)| Called { text, at });
    Ok(Followed { decision: fields.maybe_id("decision", DecisionId::new)?, call })
}

/// The word for what is asked for, and its two numbers.
pub(super) fn kind_columns(kind: Kind) -> (&'static str, Option<i64>, Option<i64>) {
    match kind {
        Kind::One => ("one", None, None),
        Kind::Several { most } => ("several", None, Some(i64::from(most))),
        Kind::Proposal => ("proposal", None, None),
        Kind::Scale { from, to } => ("scale", Some(i64::from(from)), Some(i64::from(to))),
        Kind::Ranked => ("ranked", None, None),
    }
}

/// The word for who may vote, and the id of whom.
pub(super) fn electorate_columns(electorate: &Electorate) -> (&'static str, Option<i64>) {
    match electorate {
        Electorate::Everyone => ("everyone", None),
        Electorate::ServerRole(role) => ("server-role", Some(super::rows::stored(role.get()))),
        Electorate::Team(team) => ("team", Some(team.get())),
        Electorate::Members(_) => ("members", None),
    }
}

/// The word for what follows from the result, and who decides.
pub(super) const fn force_columns(force: Force) -> (&'static str, Option<UserId>) {
    match force {
        Force::SenseCheck => ("sense-check", None),
        Force::Advice { decider } => ("advice", decider),
        Force::Binding => ("binding", None),
    }
}

/// The word for whether votes come with reasons.
pub(super) const fn reasons_column(reasons: Reasons) -> &'static str {
    match reasons {
        Reasons::Off => "off",
        Reasons::Optional => "optional",
        Reasons::Required => "required",
    }
}

/// Roles with numbers, as they are stored.
pub(super) fn roles_column(counted: &[(RoleId, u32)]) -> String {
    let listed: Vec<(&str, u32)> = counted.iter().map(|(role, count)| (role.as_str(), *count)).collect();
    serde_json::json!(listed).to_string()
}

fn read_settings(fields: &Fields<'_>) -> Result<Settings, StoreError> {
    let small = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok());
    let (lowest, highest) = (small(fields.maybe_number("lowest")?), small(fields.maybe_number("highest")?));
    let electors = fields.maybe_number("electorate_id")?;
    let decider = fields.maybe_id("decider", snowflake(UserId::new))?;
    Ok(Settings {
        kind: fields.parsed("kind", |kind| match (kind.as_str(), lowest, highest) {
            ("one", ..) => Ok(Kind::One),
            ("several", _, Some(most)) => Ok(Kind::Several { most }),
            ("proposal", ..) => Ok(Kind::Proposal),
            ("scale", Some(from), Some(to)) => Ok(Kind::Scale { from, to }),
            ("ranked", ..) => Ok(Kind::Ranked),
            _ => Err(UNKNOWN),
        })?,
        anonymous: fields.number("anonymous")? != 0,
        hidden_until_close: fields.number("hidden")? != 0,
        electorate: fields.parsed("electorate", |kind| {
            let role = electors.and_then(|id| ServerRoleId::new(id.cast_unsigned()).ok());
            match (kind.as_str(), role, electors.and_then(|id| TeamId::new(id).ok())) {
                ("everyone", ..) => Ok(Electorate::Everyone),
                ("server-role", Some(role), _) => Ok(Electorate::ServerRole(role)),
                ("team", _, Some(team)) => Ok(Electorate::Team(team)),
                ("members", ..) => Ok(Electorate::Members(Vec::new())),
                _ => Err(UNKNOWN),
            }
        })?,
        quorum: read_quorum(fields)?,
        reasons: fields.parsed("reasons", |reasons| match reasons.as_str() {
            "off" => Ok(Reasons::Off),
            "optional" => Ok(Reasons::Optional),
            "required" => Ok(Reasons::Required),
            _ => Err(UNKNOWN),
        })?,
        force: fields.parsed("force", |force| match force.as_str() {
            "sense-check" => Ok(Force::SenseCheck),
            "advice" => Ok(Force::Advice { decider }),
            "binding" => Ok(Force::Binding),
            _ => Err(UNKNOWN),
        })?,
        remind: fields.maybe_number("remind")? == Some(1),
        repeat: read_repeat(fields)?,
    })
}

fn read_repeat(fields: &Fields<'_>) -> Result<Option<Repetition>, StoreError> {
    let every = fields.maybe_parsed("repeats", |name| Repeat::named(&name).ok_or(UNKNOWN))?;
    let lasts = fields.maybe_number("lasts")?.and_then(|lasts| u64::try_from(lasts).ok()).map(Duration::from_millis);
    Ok(every.zip(lasts).map(|(every, lasts)| Repetition { every, lasts }))
}

fn read_quorum(fields: &Fields<'_>) -> Result<Quorum, StoreError> {
    Ok(Quorum {
        count: fields.maybe_number("quorum_count")?.and_then(|count| u32::try_from(count).ok()),
        percent: fields.maybe_number("quorum_percent")?.and_then(|percent| u8::try_from(percent).ok()),
        per_role: fields.parsed("quorum_roles", |list| counted_roles(&list))?,
    })
}

/// Who had voted when it closed; nothing while it is open.
fn read_turnout(fields: &Fields<'_>) -> Result<Option<Turnout>, StoreError> {
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let eligible = fields.maybe_number("turnout_eligible")?.map(number);
    let by_role = fields.maybe_parsed("turnout_roles", |list| counted_roles(&list))?.unwrap_or_default();
    Ok(fields.maybe_number("turnout_voted")?.map(|voted| Turnout { voted: number(voted), eligible, by_role }))
}

fn counted_roles(list: &str) -> Result<Vec<(RoleId, u32)>, serde_json::Error> {
    let listed: Vec<(String, u32)> = serde_json::from_str(list)?;
    Ok(listed.into_iter().map(|(role, count)| (RoleId::new(role), count)).collect())
}

/// The word for why a poll closed, and who closed it.
pub(super) const fn closing_columns(why: Closing) -> (&'static str, Option<UserId>) {
    match why {
        Closing::Deadline { .. } => ("deadline", None),
        Closing::ByHand(by) => ("by-hand", by),
        Closing::AllVoted => ("all-voted", None),
    }
}

fn read_state(fields: &Fields<'_>) -> Result<State, StoreError> {
    let deadline = fields.maybe_moment("deadline")?;
    let closed_at = fields.maybe_moment("closed_at")?;
    let why = fields.maybe_text("closed_why")?;
    let by = fields.maybe_id("closed_by", snowflake(UserId::new))?;
    let objections = fields.id("objections", u32::try_from)?;
    fields.parsed("state", |state| match (state.as_str(), closed_at, why.as_deref()) {
        ("open", None, None) if objections == 0 => Ok(State::Open { deadline }),
        ("open", None, None) => Ok(State::HeldUp { deadline, objections }),
        ("closed", Some(at), Some(why)) => {
            let why = match (why, deadline) {
                ("deadline", Some(due)) => Closing::Deadline { due },
                ("by-hand", _) => Closing::ByHand(by),
                ("all-voted", _) => Closing::AllVoted,
                _ => return Err(UNKNOWN),
            };
            Ok(State::Closed { at, why })
        }
        _ => Err(UNKNOWN),
    })
}

/// The name under which a ballot is filed, and the person, where it is theirs by name.
pub(super) fn voter_columns(voter: Voter) -> (String, Option<UserId>) {
    match voter {
        Voter::Named(person) => (person.to_string(), Some(person)),
        Voter::Anonymous(pseudonym) => (hex(pseudonym.bytes()), None),
    }
}

/// A ballot that was cast.
pub(super) fn read_cast(row: &AnyRow) -> Result<Cast, StoreError> {
    let fields = Fields::of("ballots", row);
    let person = fields.maybe_id("person", snowflake(UserId::new))?;
    Ok(Cast {
        voter: fields.parsed("voter", |voter| match person {
            Some(person) => Ok(Voter::Named(person)),
            None => bytes(&voter).map(|bytes| Voter::Anonymous(Pseudonym::stored(bytes))).ok_or(UNKNOWN),
        })?,
        ballot: Ballot { vote: read_vote(&fields)?, reason: fields.maybe_text("reason")? },
        settled: fields.maybe_parsed("settled", |settled| match settled.as_str() {
            "resolved" => Ok(Settlement::Resolved),
            "overruled" => Ok(Settlement::Overruled),
            _ => Err(UNKNOWN),
        })?,
    })
}

/// A vote as it is stored: a word and what follows it, numbers with commas between them.
pub(super) fn vote_column(vote: &Vote) -> String {
    let list =
        |ids: &mut dyn Iterator<Item = &OptionId>| ids.map(|id| id.get().to_string()).collect::<Vec<_>>().join(",");
    match vote {
        Vote::One(id) => format!("one {}", id.get()),
        Vote::Several(chosen) => format!("several {}", list(&mut chosen.iter())),
        Vote::Stance(Stance::Yes) => "stance yes".into(),
        Vote::Stance(Stance::No) => "stance no".into(),
        Vote::Stance(Stance::Objection) => "stance objection".into(),
        Vote::Level(level) => format!("level {level}"),
        Vote::Ranking(order) => format!("ranking {}", list(&mut order.iter())),
    }
}

/// The vote in the column `vote`.
pub(super) fn read_vote(fields: &Fields<'_>) -> Result<Vote, StoreError> {
    fields.parsed("vote", |stored| vote_of(&stored).ok_or(UNKNOWN))
}

fn vote_of(stored: &str) -> Option<Vote> {
    let (word, rest) = stored.split_once(' ')?;
    let ids = || rest.split(',').map(|id| id.parse().map(OptionId::new).ok());
    match (word, rest) {
        ("one", _) => rest.parse().ok().map(OptionId::new).map(Vote::One),
        ("several", _) => ids().collect::<Option<_>>().map(Vote::Several),
        ("ranking", _) => ids().collect::<Option<_>>().map(Vote::Ranking),
        ("level", _) => rest.parse().ok().map(Vote::Level),
        ("stance", "yes") => Some(Vote::Stance(Stance::Yes)),
        ("stance", "no") => Some(Vote::Stance(Stance::No)),
        ("stance", "objection") => Some(Vote::Stance(Stance::Objection)),
        _ => None,
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(b"0123456789abcdef"[usize::from(half)])).collect()
}

pub(super) fn bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != bytes.len() * 2 {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_read_back() {
        let ids = [3, 0, 24].map(OptionId::new);
        let votes = [
            Vote::One(ids[2]),
            Vote::Several(ids.into()),
            Vote::Ranking(ids.into()),
            Vote::Level(7),
            Vote::Stance(Stance::Yes),
            Vote::Stance(Stance::No),
            Vote::Stance(Stance::Objection),
        ];
        for vote in votes {
            assert_eq!(vote_of(&vote_column(&vote)), Some(vote));
        }
        for broken in ["", "one", "one x", "one 256", "several ", "ranking 1,,2", "stance maybe", "two 1"] {
            assert_eq!(vote_of(broken), None, "{broken}");
        }
    }

    #[test]
    fn hexadecimal_is_read_back() {
        let all = std::array::from_fn(|place| u8::try_from(place * 8).expect("below 256"));
        assert_eq!(bytes(&hex(&all)), Some(all));
        for broken in ["", "00", &"0".repeat(63), &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(bytes(broken), None, "{broken}");
        }
    }
}
