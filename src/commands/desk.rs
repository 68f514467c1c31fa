//! The desk: what every handler works with.

use std::collections::BTreeMap;

use crate::{
    handbook::{Handbook, Library},
    routing::{Route, Router},
};

/// The handbook in every locale, with a router for each. Immutable; shared by all handlers.
#[derive(Debug)]
pub struct Desk {
    library: Library,
    routers: BTreeMap<String, Router>,
}

impl Desk {
    /// Makes the routers of a library.
    #[must_use]
    pub fn new(library: Library) -> Self {
        let routers = library.locales().map(|(locale, handbook)| (locale.to_owned(), Router::new(handbook))).collect();
        Self { library, routers }
    }

    /// The handbook in every locale.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The handbook for a locale as Discord names it.
    #[must_use]
    pub fn handbook(&self, locale: &str) -> &Handbook {
        self.library.in_locale(locale)
    }

    /// Routes a text with the router of a locale.
    #[must_use]
    pub fn route(&self, locale: &str, text: &str) -> Route {
        let router = self.routers.get(locale).unwrap_or_else(|| &self.routers[crate::handbook::FALLBACK_LOCALE]);
        router.route(text)
    }
}
