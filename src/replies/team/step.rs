//! One step of the wizard, as the button that takes it back names it: so short that a custom id holds it, and so exact that it is
//! noticed when somebody changed the same thing meanwhile.

use std::{fmt, str::FromStr};

use crate::{
    clock::Timestamp,
    handbook::RoleId,
    replies::Stale,
    workspace::{
        ids::{ChannelId, ServerRoleId, UserId, hash},
        team::{Away, Holder, Seat},
    },
};

/// How many channels a step may change so that its button can still name them all.
const MOST_CHANNELS: usize = 4;

/// What was done in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A seat was changed.
    Seat {
        /// The role, as [`Step::of_role`] names it.
        role: u32,
        /// The seat after it, as [`Step::of_seat`] names it.
        after: u32,
        /// The seat before it: holder, cover, absence.
        before: Option<(Holder, Option<Holder>, Option<Away>)>,
    },
    /// Channels became the team's, or no longer are.
    Channels {
        /// Those that became the team's.
        added: Vec<ChannelId>,
        /// Those that were the team's.
        removed: Vec<ChannelId>,
    },
}

impl Step {
    /// The step from one state of a role's seat to another.
    #[must_use]
    pub fn of_seats(role: &RoleId, before: Option<&Seat>, after: Option<&Seat>) -> Self {
        let before = before.map(|seat| (seat.holder, seat.cover, seat.away));
        Self::Seat { role: Self::of_role(role), after: Self::of_seat(after), before }
    }

    /// The step in which channels came and went; nothing where they are too many to be named, or none.
    #[must_use]
    pub fn of_channels(added: Vec<ChannelId>, removed: Vec<ChannelId>) -> Option<Self> {
        let count = added.len() + removed.len();
        (1..=MOST_CHANNELS).contains(&count).then_some(Self::Channels { added, removed })
    }

    /// A role in short.
    #[must_use]
    pub fn of_role(role: &RoleId) -> u32 {
        short(role.as_str())
    }

    /// A seat in short.
    #[must_use]
    pub fn of_seat(seat: Option<&Seat>) -> u32 {
        short(&seat.map_or_else(String::new, |seat| format!("{:?} {:?} {:?}", seat.holder, seat.cover, seat.away)))
    }
}

fn short(text: &str) -> u32 {
    (hash(text.bytes()) >> 32) as u32
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seat { role, after, before: None } => write!(f, "s.{role:x}.{after:x}"),
            Self::Seat { role, after, before: Some((holder, cover, away)) } => {
                write!(f, "s.{role:x}.{after:x}.{}.", holder_text(*holder))?;
                cover.map_or(Ok(()), |cover| f.write_str(&holder_text(cover)))?;
                match away {
                    None | Some(Away::Left) => f.write_str("."),
                    Some(Away::UntilFurtherNotice) => f.write_str(".a"),
                    Some(Away::Until(until)) => write!(f, ".{:x}", until.millis()),
                }
            }
            Self::Channels { added, removed } => {
                f.write_str("c")?;
                added.iter().try_for_each(|channel| write!(f, "+{:x}", channel.get()))?;
                removed.iter().try_for_each(|channel| write!(f, "-{:x}", channel.get()))
            }
        }
    }
}

fn holder_text(holder: Holder) -> String {
    match holder {
        Holder::Member(user) => format!("m{:x}", user.get()),
        Holder::ServerRole(role) => format!("r{:x}", role.get()),
    }
}

impl FromStr for Step {
    type Err = Stale;

    fn from_str(text: &str) -> Result<Self, Stale> {
        match text.as_bytes().first() {
            Some(b'c') => read_channels(&text[1..]),
            Some(b's') => read_seat(&text.split('.').skip(1).collect::<Vec<_>>()),
            _ => Err(Stale),
        }
    }
}

fn read_channels(mut rest: &str) -> Result<Step, Stale> {
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let list = match rest.as_bytes()[0] {
            b'+' => &mut added,
            b'-' => &mut removed,
            _ => return Err(Stale),
        };
        let end = rest[1..].find(['+', '-']).map_or(rest.len(), |end| end + 1);
        list.push(ChannelId::new(number(&rest[1..end])?).map_err(|_| Stale)?);
        rest = &rest[end..];
    }
    Step::of_channels(added, removed).ok_or(Stale)
}

fn read_seat(parts: &[&str]) -> Result<Step, Stale> {
    let short = |text: &str| u32::from_str_radix(text, 16).map_err(|_| Stale);
    let (role, after, before) = match *parts {
        [role, after] => (role, after, None),
        [role, after, holder, cover, away] => {
            let cover = if cover.is_empty() { None } else { Some(read_holder(cover)?) };
            let away = match away {
                "" => None,
                "a" => Some(Away::UntilFurtherNotice),
                until => Some(Away::Until(Timestamp::from_millis(number(until)?.cast_signed()))),
            };
            (role, after, Some((read_holder(holder)?, cover, away)))
        }
        _ => return Err(Stale),
    };
    Ok(Step::Seat { role: short(role)?, after: short(after)?, before })
}

fn read_holder(text: &str) -> Result<Holder, Stale> {
    let id = number(text.get(1..).unwrap_or_default())?;
    match text.as_bytes().first() {
        Some(b'm') => UserId::new(id).map(Holder::Member).map_err(|_| Stale),
        Some(b'r') => ServerRoleId::new(id).map(Holder::ServerRole).map_err(|_| Stale),
        _ => Err(Stale),
    }
}

fn number(text: &str) -> Result<u64, Stale> {
    u64::from_str_radix(text, 16).map_err(|_| Stale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        replies::{CustomId, team::UNDO},
        workspace::ids::TeamId,
    };

    const LARGEST: u64 = u64::MAX >> 1;

    fn longest() -> [Step; 2] {
        let user = Holder::Member(UserId::new(LARGEST).expect("sound"));
        let role = Holder::ServerRole(ServerRoleId::new(LARGEST).expect("sound"));
        let away = Some(Away::Until(Timestamp::from_millis(253_402_300_799_999)));
        let channel = ChannelId::new(LARGEST).expect("sound");
        [
            Step::Seat { role: u32::MAX, after: u32::MAX, before: Some((user, Some(role), away)) },
            Step::Channels { added: vec![channel; 2], removed: vec![channel; MOST_CHANNELS - 2] },
        ]
    }

    #[test]
    fn what_is_written_is_read_back() {
        let user = Holder::Member(UserId::new(7).expect("sound"));
        let short = [
            Step::Seat { role: 1, after: 2, before: None },
            Step::Seat { role: 1, after: 2, before: Some((user, None, None)) },
            Step::Seat { role: 1, after: 2, before: Some((user, None, Some(Away::UntilFurtherNotice))) },
        ];
        for step in longest().into_iter().chain(short) {
            assert_eq!(step.to_string().parse(), Ok(step));
        }
    }

    #[test]
    fn the_longest_step_fits_a_custom_id() {
        for step in longest() {
            let id = UNDO.id().with(TeamId::new(i64::MAX).expect("sound")).with(&step);
            assert!(String::from(CustomId::clone(&id)).chars().count() <= crate::replies::limits::CUSTOM_ID, "{id:?}");
        }
    }

    #[test]
    fn anything_else_is_stale() {
        for text in ["", "c", "c+", "c+x", "c*1", "s", "s.1", "s.1.2.m1", "s.1.2.x1..", "s.1.2.m0..", "s.g.1", "é"] {
            assert_eq!(text.parse::<Step>(), Err(Stale), "{text}");
        }
    }
}
