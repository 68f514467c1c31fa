//! How often what takes much work may be done: by one person, and in one server.
//!
//! Everybody has an allowance of each kind, which refills with time; a server has five times as much for all its people together. So a
//! person who floods the bot is told to wait, and holds up nobody else; and many who flood it together hold up no other server. The
//! allowances are those of one process and forgotten when it ends: they protect its time, not anybody's data.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    clock::Timestamp,
    replies::Refusal,
    workspace::ids::{GuildId, UserId},
};

/// What takes much work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cost {
    /// Files are read or written.
    Files,
    /// A poll, a round or an assessment begins: a message or a thread of its own, which is kept up to date.
    Starts,
    /// A picture is drawn.
    Pictures,
    /// A long text is routed.
    LongTexts,
}

/// From how many characters on a text is long.
const LONG: usize = 1_000;

/// What of the commands and components takes much work, by name.
const COSTLY: &[(&str, Cost)] = &[
    ("decision export", Cost::Files),
    ("decision import", Cost::Files),
    ("decision-import", Cost::Files),
    ("poll export", Cost::Files),
    ("privacy export", Cost::Files),
    ("poll create", Cost::Starts),
    ("poll-this", Cost::Starts),
    ("poll-dispute", Cost::Starts),
    ("poll-request", Cost::Starts),
    ("assess-begin", Cost::Starts),
    ("assess round", Cost::Starts),
    ("round-vote", Cost::Starts),
    ("round-next", Cost::Starts),
    ("poll-decided", Cost::Pictures),
    ("sit-done", Cost::Pictures),
    ("sit-result", Cost::Pictures),
    ("sit-look", Cost::Pictures),
];

/// How much one person may do at once, and after how long they may do one more.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    at_once: u32,
    one_more: Duration,
}

/// For how many people the allowance of a server is.
const PEOPLE: u32 = 5;

impl Cost {
    /// What something takes, by its name in the table of commands or of components.
    pub(crate) fn of(name: &str) -> Option<Self> {
        COSTLY.iter().find(|(costly, _)| *costly == name).map(|(_, cost)| *cost)
    }

    /// What routing a text takes.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        (text.chars().nth(LONG).is_some()).then_some(Self::LongTexts)
    }

    const fn allowance(self) -> Allowance {
        let (at_once, seconds) = match self {
            Self::Files => (6, 30),
            Self::Starts => (20, 30),
            Self::Pictures => (12, 10),
            Self::LongTexts => (10, 10),
        };
        Allowance { at_once, one_more: Duration::from_secs(seconds) }
    }
}

/// Whose allowance it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Whose {
    Person(UserId),
    Server(GuildId),
}

impl Allowance {
    /// The moment until which everything is used up, had it been used evenly, once one more is used; or when one more may be used.
    fn used(self, before: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, Timestamp> {
        let whole = self.one_more * self.at_once;
        // A clock that was set back must not keep anybody waiting for longer than an empty allowance does.
        let before = before.filter(|before| *before > now && now.until(*before) <= whole).unwrap_or(now);
        let after = before.plus(self.one_more);
        match now.until(after).checked_sub(whole) {
            Some(wait) if !wait.is_zero() => Err(now.plus(wait)),
            _ => Ok(after),
        }
    }
}

/// What everybody has used lately.
#[derive(Debug, Default)]
pub(crate) struct Costs(Mutex<HashMap<(Cost, Whose), Timestamp>>);

/// How many are remembered before those are forgotten that have their whole allowance again.
const REMEMBERED: usize = 4_096;

impl Costs {
    /// Uses one of a person's allowance, and of the server's.
    ///
    /// # Errors
    /// [`Refusal::TooOften`] where one of them is used up. Neither is used then.
    pub(crate) fn take(
        &self,
        cost: Cost,
        person: UserId,
        guild: Option<GuildId>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = cost.allowance();
        let all = Allowance { at_once: own.at_once * PEOPLE, one_more: own.one_more / PEOPLE };
        let persons = (cost, Whose::Person(person));
        let mine = own.used(used.get(&persons).copied(), now);
        let mine = mine.map_err(|again| Refusal::TooOften { again, in_server: false })?;
        if let Some(servers) = guild.map(|guild| (cost, Whose::Server(guild))) {
            let theirs = all.used(used.get(&servers).copied(), now);
            used.insert(servers, theirs.map_err(|again| Refusal::TooOften { again, in_server: true })?);
        }
        used.insert(persons, mine);
        if used.len() > REMEMBERED {
            used.retain(|_, until| *until > now);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{COMMANDS, COMPONENTS, Kind};

    fn person(number: u64) -> UserId {
        std::num::NonZeroU64::new(number).expect("not zero").into()
    }

    fn guild(number: u64) -> GuildId {
        std::num::NonZeroU64::new(number).expect("not zero").into()
    }

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    #[test]
    fn what_is_costly_stands_in_a_table() {
        for (name, _) in COSTLY {
            let is_command = COMMANDS
                .iter()
                .any(|command| matches!(command.kind, Kind::Slash { name: known, .. } if known == *name));
            let is_component = COMPONENTS.iter().any(|component| component.name.0 == *name);
            assert!(is_command ^ is_component, "{name}");
        }
    }

    #[test]
    fn an_allowance_is_used_up_and_refills_one_by_one() {
        let costs = Costs::default();
        let take = |who, now| costs.take(Cost::Files, person(who), None, now);
        for _ in 0..6 {
            assert_eq!(take(1, NOW), Ok(()));
        }
        let again = NOW.plus(Duration::from_secs(30));
        assert_eq!(take(1, NOW), Err(Refusal::TooOften { again, in_server: false }));
        assert_eq!(take(2, NOW), Ok(()), "another person has an allowance of their own");
        assert!(take(1, NOW.plus(Duration::from_millis(29_999))).is_err());
        assert_eq!(take(1, again), Ok(()));
        assert!(take(1, again).is_err(), "one more and no other");
        assert_eq!(costs.take(Cost::Starts, person(1), None, NOW), Ok(()), "each kind by itself");
    }

    #[test]
    fn a_server_has_as_much_as_five_people_and_what_is_refused_uses_nothing() {
        let costs = Costs::default();
        let take = |who, of| costs.take(Cost::Files, person(who), Some(guild(of)), NOW);
        for who in 1..=5 {
            (0..6).for_each(|_| assert_eq!(take(who, 1), Ok(())));
        }
        let again = NOW.plus(Duration::from_secs(6));
        for _ in 0..9 {
            assert_eq!(take(6, 1), Err(Refusal::TooOften { again, in_server: true }));
        }
        (0..6).for_each(|_| assert_eq!(take(6, 2), Ok(()), "in another server they have all that is theirs"));
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_nobody_waiting() {
        let costs = Costs::default();
        for _ in 0..6 {
            assert_eq!(costs.take(Cost::Files, person(1), None, NOW.plus(Duration::from_secs(86_400))), Ok(()));
        }
        assert_eq!(costs.take(Cost::Files, person(1), None, NOW), Ok(()));
    }

    #[test]
    fn those_with_a_whole_allowance_are_forgotten() {
        let costs = Costs::default();
        for who in 1..=5_000 {
            assert_eq!(costs.take(Cost::Files, person(who), None, NOW.plus(Duration::from_secs(who * 60))), Ok(()));
        }
        let kept = costs.0.lock().expect("nothing panics").len();
        assert!(kept <= REMEMBERED, "{kept}");
    }
}
