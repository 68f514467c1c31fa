//! What is known of teams for as long as it is what they have in force: their decisions, and the topics of these, laid out to be found in
//! questions.
//!
//! A team's decisions count their changes in the store ([`decisions_changed`](crate::store::Work::decisions_changed)), whichever process
//! makes them: what is known as of another count is read, or laid out, anew.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    routing::TeamTopics,
    workspace::{decision::Decision, ids::TeamId},
};

/// How many teams are known at once, those that were asked about last.
const MOST: usize = 256;

/// What is known of teams.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The decisions in force.
    pub(super) decisions: Shelf<TeamId, Vec<Decision>>,
    /// The topics among them, by locale too.
    pub(super) topics: Shelf<(String, TeamId), TeamTopics>,
}

/// Things that were made from what has changed so often.
#[derive(Debug)]
pub(super) struct Shelf<K, T>(Mutex<Things<K, T>>);

#[derive(Debug)]
struct Things<K, T> {
    kept: HashMap<K, Kept<T>>,
    /// Counts questions, to tell what was asked for longest ago.
    asked: u64,
}

#[derive(Debug)]
struct Kept<T> {
    thing: Arc<T>,
    changed: u64,
    asked: u64,
}

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(Mutex::new(Things { kept: HashMap::new(), asked: 0 }))
    }
}

impl<K: Clone + Eq + Hash, T> Shelf<K, T> {
    /// The thing under this key, if it is there as of so many changes.
    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q, changed: u64) -> Option<Arc<T>>
    where
        K: Borrow<Q>,
    {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        things.asked += 1;
        let asked = things.asked;
        let kept = things.kept.get_mut(key).filter(|kept| kept.changed == changed)?;
        kept.asked = asked;
        Some(Arc::clone(&kept.thing))
    }

    /// Keeps a thing as of so many changes. Two who make the same at once come to the same.
    pub(super) fn keep(&self, key: K, changed: u64, thing: T) -> Arc<T> {
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
            if shelf.get(&key, changed).is_none() {
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
