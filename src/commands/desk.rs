//! The desk: what every handler works with.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use super::{costs::Costs, known::Known, live::Board, poll::BallotBoxes};
use crate::{
    clock::Clock,
    handbook::{FALLBACK_LOCALE, Handbook, Library},
    metrics::Metrics,
    random::Random,
    routing::{Route, Router, TeamRoute, TeamTopic, WhatIf},
    settings::FORGETS_AFTER,
    store::Store,
    workspace::ids::TeamId,
};

/// The handbook in every locale, with a router for each. Immutable.
#[derive(Debug)]
pub struct Knowledge {
    library: Library,
    routers: BTreeMap<String, Router>,
}

impl Knowledge {
    /// Makes the routers of a library, which takes a fraction of a second for each locale.
    #[must_use]
    pub fn new(library: Library) -> Self {
        let routers = library.locales().map(|(locale, handbook)| (locale.to_owned(), Router::new(handbook))).collect();
        Self { library, routers }
    }
}

/// What the bot knows, what it keeps, and where time and randomness come from. Shared by all handlers.
#[derive(Debug)]
pub struct Desk {
    knowledge: Arc<Knowledge>,
    /// What is kept.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Randomness, for ids and keys.
    pub random: Random,
    /// What is counted and measured.
    pub metrics: Arc<Metrics>,
    /// For how long everything of a server is kept after the bot was removed from it.
    pub forgets_after: Duration,
    /// What is known of teams.
    pub(super) known: Known,
    /// How much of what takes much work was done lately, and by whom.
    pub(crate) costs: Costs,
    /// Live messages that are behind.
    pub live: Board,
    /// Votes that wait to be written.
    pub(super) ballots: BallotBoxes,
}

impl Desk {
    /// A desk with these on it.
    #[must_use]
    pub fn new(knowledge: Arc<Knowledge>, store: Store, clock: Clock, random: Random) -> Self {
        let (known, live, ballots) = (Known::default(), Board::default(), BallotBoxes::default());
        let (metrics, costs, forgets_after) = (Arc::default(), Costs::default(), FORGETS_AFTER);
        Self { knowledge, store, clock, random, metrics, forgets_after, known, costs, live, ballots }
    }

    /// The same desk, keeping everything of a server for this long after the bot was removed from it.
    #[must_use]
    pub fn forgetting_after(mut self, time: Duration) -> Self {
        self.forgets_after = time;
        self
    }

    /// The handbook in every locale.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.knowledge.library
    }

    /// The handbook for a locale as Discord names it.
    #[must_use]
    pub fn handbook(&self, locale: &str) -> &Handbook {
        self.library().in_locale(locale)
    }

    /// Routes a text with the router of a locale.
    #[must_use]
    pub fn route(&self, locale: &str, text: &str) -> Route {
        self.router(locale).1.route(text)
    }

    /// Routes a text with the router of a locale, and with a team's own topics beside the handbook: `topics` as of so many changes of its
    /// decisions.
    #[must_use]
    pub fn route_for(
        &self,
        locale: &str,
        text: &str,
        (team, changed): (TeamId, u64),
        topics: impl FnOnce() -> Vec<TeamTopic>,
    ) -> TeamRoute {
        let (locale, router) = self.router(locale);
        let key = (locale.to_owned(), team);
        let known = self.known.topics.get(&key, &changed);
        let topics = known.unwrap_or_else(|| self.known.topics.keep(key, changed, router.topics(&topics())));
        router.route_with(text, &topics)
    }

    /// What would have changed the route of a text.
    #[must_use]
    pub fn what_if(&self, locale: &str, text: &str, route: &Route) -> WhatIf {
        self.router(locale).1.what_if(text, route)
    }

    /// The router of a locale, with the locale that it is made for.
    fn router<'a>(&'a self, locale: &'a str) -> (&'a str, &'a Router) {
        let routers = &self.knowledge.routers;
        let fallback = || (FALLBACK_LOCALE, &routers[FALLBACK_LOCALE]);
        routers.get(locale).map_or_else(fallback, |router| (locale, router))
    }
}
