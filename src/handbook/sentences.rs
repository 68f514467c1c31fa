//! The sentences of one locale: Project Fluent messages, checked against what the program says.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::{Problem, files::File, sentence_checks::Found};

/// A sentence that the program says: its key and the variables it gives.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// The message's key.
    pub key: &'static str,
    /// The variables that its text may use, and all of them must be used.
    pub variables: &'static [&'static str],
}

/// What a variable can be: a number, which plural forms look at, or a text.
#[derive(Clone, Debug)]
pub enum Value {
    /// A count.
    Number(u64),
    /// A text, shown as it is.
    Text(String),
}

/// The sentences of one locale.
pub struct Sentences {
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Sentences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sentences").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

impl Sentences {
    /// Parses message files and checks them against the sentences declared.
    pub(super) fn parse(locale: &str, files: &[&File], declared: &[Declared]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let language: LanguageIdentifier = locale.parse().unwrap_or_else(|_| {
            problems.push(Problem {
                path: locale.into(),
                line: 1,
                what: format!("`{locale}` is no locale"),
                mend: "name the folder as Discord names its locales: en-US, de, pt-BR".into(),
            });
            LanguageIdentifier::default()
        });
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        let mut found = Found::default();
        for file in files {
            // What is doubled is among the problems, with its place.
            let _ = bundle.add_resource(found.add(file, &mut problems));
        }
        found.compare(locale, declared, &mut problems);
        (Self { bundle }, problems)
    }

    /// The sentence of a key. The checks at loading leave nothing that could fail here; the key itself stands in for a sentence
    /// whose formatting failed all the same, so that there is never silence.
    #[must_use]
    pub fn say(&self, key: &str, variables: &[(&'static str, Value)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            match value {
                Value::Number(number) => arguments.set(*name, FluentValue::from(*number)),
                Value::Text(text) => arguments.set(*name, FluentValue::from(text.as_str())),
            }
        }
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        for error in errors {
            tracing::error!(key, %error, "a sentence could not be formatted");
        }
        said
    }
}
