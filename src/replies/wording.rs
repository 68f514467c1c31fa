//! Every sentence that the program says, as one typed function each. The sentences themselves stand in `responses/*/messages`.
//!
//! A function's name is its key there and its parameters are the variables; loading a handbook compares both sides. A function
//! that nothing calls is reported by the compiler. Each file of sentences has a module with its functions, and a line in [`FILES`].

use std::sync::Arc;

use crate::handbook::{Declared, Handbook, Sentences};

/// Declares the sentences of one file.
macro_rules! sentences {
    ($($name:ident($($variable:ident),*);)*) => {
        /// The sentences of the file.
        pub(super) const DECLARED: &[crate::handbook::Declared] = &[
            $(crate::handbook::Declared { key: stringify!($name), variables: &[$(stringify!($variable)),*] },)*
        ];

        impl super::Wording {
            $(
                pub(crate) fn $name(&self, $($variable: impl Into<crate::handbook::Value>),*) -> String {
                    self.0.say(stringify!($name), &[$((stringify!($variable), $variable.into())),*])
                }
            )*
        }
    };
}

mod answer;
mod ask;
mod assess;
mod commands;
mod decision;
mod errors;
mod gaps;
mod help;
mod ledger;
mod poll;
mod privacy;
mod proposals;
mod request;
mod roles;
mod team;
mod unsure;
mod why;

/// The sentences of each file.
const FILES: &[&[Declared]] = &[
    answer::DECLARED,
    ask::DECLARED,
    assess::DECLARED,
    commands::DECLARED,
    decision::DECLARED,
    errors::DECLARED,
    gaps::DECLARED,
    help::DECLARED,
    ledger::DECLARED,
    poll::DECLARED,
    privacy::DECLARED,
    proposals::DECLARED,
    request::DECLARED,
    roles::DECLARED,
    team::DECLARED,
    unsure::DECLARED,
    why::DECLARED,
];

/// All sentences that the program says.
pub static DECLARED: &[Declared] = &ALL;

static ALL: [Declared; count(FILES)] = joined(FILES);

/// The sentences of one locale, to be said.
#[derive(Clone, Debug)]
pub struct Wording(Arc<Sentences>);

impl Wording {
    /// The wording of a handbook.
    #[must_use]
    pub fn of(handbook: &Handbook) -> Self {
        Self(Arc::clone(handbook.sentences()))
    }
}

/// How many sentences the files have together.
const fn count(files: &[&[Declared]]) -> usize {
    let (mut all, mut file) = (0, 0);
    while file < files.len() {
        all += files[file].len();
        file += 1;
    }
    all
}

/// The sentences of all files, one after the other.
const fn joined<const ALL: usize>(files: &[&[Declared]]) -> [Declared; ALL] {
    let mut all = [Declared { key: "", variables: &[] }; ALL];
    let (mut at, mut file) = (0, 0);
    while file < files.len() {
        let mut of_file = 0;
        while of_file < files[file].len() {
            all[at] = files[file][of_file];
            at += 1;
            of_file += 1;
        }
        file += 1;
    }
    all
}
