//! What is known of teams for as long as it is so: the teams themselves, their decisions, the topics of these, laid out to be found in
//! questions, and what is asked of them.
//!
//! The store counts the changes of each team ([`Store::changes`](crate::store::Store::changes)), whichever process makes them: what is
//! known as of another count is read, or laid out, anew.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use super::Desk;
use crate::{
    routing::TeamTopics,
    store::{Changes, StoreError},
    workspace::{
        decision::Decision,
        ids::{GuildId, TeamId},
        request::{MOST_TOLD, Request},
        subject::Subject,
        team::Team,
    },
};

/// How many things of a kind are known at once, those that were asked about last.
const MOST: usize = 256;

/// What is known of teams.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// A server's teams.
    teams: Shelf<GuildId, Vec<Team>, Vec<Changes>>,
    /// A team's decisions in force.
    decisions: Shelf<TeamId, Vec<Decision>>,
    /// The topics among them, by locale too.
    pub(super) topics: Shelf<(String, TeamId), TeamTopics>,
    /// What is asked of a team and open.
    asked: Shelf<TeamId, Asked>,
}

/// What is asked of a team and open, by the kind and the key of what it is about.
type Asked = Mutex<HashMap<(&'static str, String), Arc<Vec<Request>>>>;

/// Things that were made from what has changed so often.
#[derive(Debug)]
pub(super) struct Shelf<K, T, C = u64>(Mutex<Things<K, T, C>>);

#[derive(Debug)]
struct Things<K, T, C> {
    kept: HashMap<K, Kept<T, C>>,
    /// Counts questions, to tell what was asked for longest ago.
    asked: u64,
}

#[derive(Debug)]
struct Kept<T, C> {
    thing: Arc<T>,
    changed: C,
    asked: u64,
}

impl Desk {
    /// The teams of a server, by name, and how often each has changed.
    pub(crate) async fn teams(&self, guild: GuildId) -> Result<(Arc<Vec<Team>>, Vec<Changes>), StoreError> {
        let changes = self.store.changes(guild).await?;
        if changes.is_empty() {
            return Ok((Arc::default(), changes));
        }
        if let Some(known) = self.known.teams.get(&guild, &changes) {
            return Ok((known, changes));
        }
        let (teams, changes) = self.store.reading().await?.teams_with_changes(guild).await?;
        Ok((self.known.teams.keep(guild, changes.clone(), teams), changes))
    }

    /// What a team that has changed so often has in force.
    pub(super) async fn decisions(&self, guild: GuildId, changes: Changes) -> Result<Arc<Vec<Decision>>, StoreError> {
        if let Some(known) = self.known.decisions.get(&changes.team, &changes.decisions) {
            return Ok(known);
        }
        let decisions = self.store.reading().await?.active_decisions(guild, changes.team).await?;
        Ok(self.known.decisions.keep(changes.team, changes.decisions, decisions))
    }

    /// What is asked of a team that has changed so often about a subject and is open: the latest of it, in the order in which it is told.
    pub(super) async fn asked_about(
        &self,
        guild: GuildId,
        changes: Changes,
        about: &Subject,
    ) -> Result<Arc<Vec<Request>>, StoreError> {
        let known = self.known.asked.get(&changes.team, &changes.itself);
        let known = known.unwrap_or_else(|| self.known.asked.keep(changes.team, changes.itself, Asked::default()));
        let key = (about.kind(), about.key());
        let found = known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(found) = found {
            return Ok(found);
        }
        let open = self.store.reading().await?.open_requests_about(guild, changes.team, about, MOST_TOLD).await?;
        let open = Arc::new(open);
        known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&open));
        Ok(open)
    }
}

impl<K, T, C> Default for Shelf<K, T, C> {
    fn default() -> Self {
        Self(Mutex::new(Things { kept: HashMap::new(), asked: 0 }))
    }
}

impl<K: Clone + Eq + Hash, T, C: PartialEq> Shelf<K, T, C> {
    /// The thing under this key, if it is there as of these changes.
    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q, changed: &C) -> Option<Arc<T>>
    where
        K: Borrow<Q>,
    {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        things.asked += 1;
        let asked = things.asked;
        let kept = things.kept.get_mut(key).filter(|kept| kept.changed == *changed)?;
        kept.asked = asked;
        Some(Arc::clone(&kept.thing))
    }

    /// Keeps a thing as of these changes. Two who make the same at once come to the same.
    pub(super) fn keep(&self, key: K, changed: C, thing: T) -> Arc<T> {
        let thing = Arc::new(thing);
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if things.kept.len() >= MOST && !things.kept.contains_key(&key) {
            let longest_ago = things.kept.iter().min_by_key(|(_, kept)| kept.asked).map(|(key, _)| key.clone());
            longest_ago.and_then(|key| things.kept.remove(&key));
        }
        let asked = things.asked;
        things.kept.insert(key, Kept { thing: Arc::clone(&thing), changed, asked });
        thing
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_thing_is_made_once_for_each_change_and_the_longest_unasked_go_first() {
        let (shelf, made) = (Shelf::default(), Cell::new(0));
        let ask = |key: usize, changed| {
            if shelf.get(&key, &changed).is_none() {
                made.set(made.get() + 1);
                shelf.keep(key, changed, ());
            }
            made.get()
        };
        assert_eq!((ask(1, 0), ask(1, 0)), (1, 1), "known");
        assert_eq!((ask(1, 1), ask(1, 1)), (2, 2), "changed");
        for number in 2..=MOST {
            ask(number, 0);
        }
        assert_eq!(ask(1, 1), MOST + 1, "the shelf is just full");
        assert_eq!(ask(MOST + 1, 0), MOST + 2);
        assert_eq!(ask(1, 1), MOST + 2, "asked about lately");
        assert_eq!(ask(2, 0), MOST + 3, "asked about longest ago, so it has gone");
        assert_eq!(shelf.0.lock().expect("no test panicked").kept.len(), MOST);
    }
}
