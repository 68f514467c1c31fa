//! The topics of teams, laid out to be found in questions, for as long as they are what the teams have in force.
//!
//! A team's decisions count their changes in the store ([`decisions_changed`](crate::store::Work::decisions_changed)), whichever process
//! makes them: what was laid out at another count is laid out anew.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{routing::TeamTopics, workspace::ids::TeamId};

/// How many teams' topics are kept laid out, those that were asked about last.
const MOST: usize = 128;

/// Topics that are laid out, by locale and team.
#[derive(Debug, Default)]
pub(super) struct LaidOut(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    kept: HashMap<(String, TeamId), Kept>,
    /// Counts questions, to tell which team was asked about longest ago.
    asked: u64,
}

#[derive(Debug)]
struct Kept {
    topics: Arc<TeamTopics>,
    changed: u64,
    asked: u64,
}

impl LaidOut {
    /// The topics of a team whose decisions have changed so often; laid out now if they are not yet.
    pub(super) fn topics(
        &self,
        locale: &str,
        team: TeamId,
        changed: u64,
        lay_out: impl FnOnce() -> TeamTopics,
    ) -> Arc<TeamTopics> {
        let key = (locale.to_owned(), team);
        if let Some(topics) = self.known(&key, changed) {
            return topics;
        }
        // Meanwhile others are not kept waiting; two who lay out the same at once come to the same.
        let topics = Arc::new(lay_out());
        self.keep(key, changed, Arc::clone(&topics));
        topics
    }

    fn known(&self, key: &(String, TeamId), changed: u64) -> Option<Arc<TeamTopics>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.asked += 1;
        let asked = shelf.asked;
        let kept = shelf.kept.get_mut(key).filter(|kept| kept.changed == changed)?;
        kept.asked = asked;
        Some(Arc::clone(&kept.topics))
    }

    fn keep(&self, key: (String, TeamId), changed: u64, topics: Arc<TeamTopics>) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.kept.len() >= MOST && !shelf.kept.contains_key(&key) {
            let longest_ago = shelf.kept.iter().min_by_key(|(_, kept)| kept.asked).map(|(key, _)| key.clone());
            longest_ago.and_then(|key| shelf.kept.remove(&key));
        }
        let asked = shelf.asked;
        shelf.kept.insert(key, Kept { topics, changed, asked });
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::{
        handbook::{Library, files},
        replies::DECLARED,
        routing::Router,
    };

    fn team(number: i64) -> TeamId {
        TeamId::new(number).expect("sound")
    }

    #[test]
    fn topics_are_laid_out_once_for_each_change_and_the_longest_unasked_go_first() {
        let library = Library::load(&files::packed(), DECLARED).unwrap_or_else(|problems| panic!("{problems}"));
        let router = Router::new(library.fallback());
        let (laid_out, count) = (LaidOut::default(), Cell::new(0));
        let ask = |number: i64, changed| {
            let lay_out = || {
                count.set(count.get() + 1);
                router.topics(&[])
            };
            laid_out.topics("en-US", team(number), changed, lay_out);
            count.get()
        };
        assert_eq!((ask(1, 0), ask(1, 0)), (1, 1), "known");
        assert_eq!((ask(1, 1), ask(1, 1)), (2, 2), "changed");
        let most = i64::try_from(MOST).expect("small");
        for number in 2..=most {
            ask(number, 0);
        }
        assert_eq!(ask(1, 1), MOST + 1, "the shelf is just full");
        assert_eq!(ask(most + 1, 0), MOST + 2);
        assert_eq!(ask(1, 1), MOST + 2, "asked about lately");
        assert_eq!(ask(2, 0), MOST + 3, "asked about longest ago, so it has gone");
        assert_eq!(laid_out.0.lock().expect("no test panicked").kept.len(), MOST);
    }
}
