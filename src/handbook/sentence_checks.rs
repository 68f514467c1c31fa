//! The checks of sentences: none missing, none left over, each with the variables that it is given, nothing referred to in vain.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::{ast, parser::ParserError};

use super::{Problem, draft::problem_at, files::File, fluent_references::References, sentences::Declared};

/// What the message files of one locale hold.
#[derive(Default)]
pub(super) struct Found<'a> {
    messages: BTreeMap<String, Message<'a>>,
    terms: BTreeSet<String>,
}

/// A message or term as it stands in a file.
struct Message<'a> {
    file: &'a File,
    at: usize,
    has_text: bool,
    references: References,
}

impl Message<'_> {
    fn problem(&self, what: String, mend: &str) -> Problem {
        problem_at(self.file, self.at..self.at, what, mend)
    }
}

impl<'a> Found<'a> {
    /// Parses one file and takes in what it holds.
    pub(super) fn add(&mut self, file: &'a File, problems: &mut Vec<Problem>) -> FluentResource {
        let resource = FluentResource::try_new(file.text.clone().into_owned()).unwrap_or_else(|(resource, errors)| {
            problems.extend(errors.iter().map(|error| not_fluent(file, error)));
            resource
        });
        for entry in resource.entries() {
            match entry {
                ast::Entry::Message(message) => self.add_message(file, message, problems),
                ast::Entry::Term(term) => drop(self.terms.insert(term.id.name.to_owned())),
                _ => {}
            }
        }
        resource
    }

    fn add_message(&mut self, file: &'a File, message: &ast::Message<&str>, problems: &mut Vec<Problem>) {
        let key = message.id.name.to_owned();
        let references = message.value.as_ref().map(References::of).unwrap_or_default();
        let message = Message { file, at: place_of(&file.text, &key), has_text: message.value.is_some(), references };
        if let Some(other) = self.messages.get(&key) {
            let what = format!("`{key}` also stands in {}", other.file.path);
            problems.push(message.problem(what, "keep it in one place"));
        }
        self.messages.insert(key, message);
    }

    /// Holds the files against what the program says.
    pub(super) fn compare(&self, locale: &str, declared: &[Declared], problems: &mut Vec<Problem>) {
        for sentence in declared {
            match self.messages.get(sentence.key).filter(|message| message.has_text) {
                None => problems.push(missing(locale, sentence)),
                Some(message) => compare_variables(sentence, message, problems),
            }
        }
        let keys: BTreeSet<&str> = declared.iter().map(|sentence| sentence.key).collect();
        for (key, message) in &self.messages {
            if !keys.contains(key.as_str()) {
                problems.push(
                    message.problem(format!("nothing says the sentence `{key}`"), "remove it, or correct its key"),
                );
            }
            self.check_references(key, message, problems);
        }
    }

    fn check_references(&self, key: &str, message: &Message<'_>, problems: &mut Vec<Problem>) {
        let references = &message.references;
        let messages = references.messages.iter().filter(|name| !self.messages.contains_key(*name)).cloned();
        let terms = references.terms.iter().filter(|name| !self.terms.contains(*name)).map(|name| format!("-{name}"));
        for name in messages.chain(terms) {
            let what = format!("`{key}` refers to `{name}`, which is nowhere");
            problems.push(message.problem(what, "write it, or remove the reference"));
        }
        for name in &references.functions {
            let what = format!("`{key}` uses the function {name}, which is not provided");
            problems.push(message.problem(what, "use the variable alone: numbers are written in the locale's way"));
        }
    }
}

fn not_fluent(file: &File, error: &ParserError) -> Problem {
    let what = format!("this is not Fluent: {error}");
    problem_at(file, error.pos.clone(), what, "see projectfluent.org for the syntax")
}

fn missing(locale: &str, sentence: &Declared) -> Problem {
    Problem {
        path: format!("{locale}/messages"),
        line: 1,
        what: format!("the sentence `{}` is missing", sentence.key),
        mend: format!("add it{}", with_variables(sentence.variables)),
    }
}

fn compare_variables(sentence: &Declared, message: &Message<'_>, problems: &mut Vec<Problem>) {
    let given: BTreeSet<&str> = sentence.variables.iter().copied().collect();
    let used: BTreeSet<&str> = message.references.variables.iter().map(String::as_str).collect();
    for variable in used.difference(&given) {
        let what = format!("`{}` uses ${variable}, which is not given", sentence.key);
        let mend = format!("use only what is given{}", with_variables(sentence.variables));
        problems.push(message.problem(what, &mend));
    }
    for variable in given.difference(&used) {
        let what = format!("`{}` does not use ${variable}", sentence.key);
        problems.push(message.problem(what, "use it: what it tells would be lost"));
    }
}

fn with_variables(variables: &[&str]) -> String {
    if variables.is_empty() {
        return ", without variables".into();
    }
    let named: Vec<String> = variables.iter().map(|name| format!("${name}")).collect();
    format!(", with {}", named.join(", "))
}

/// The byte at which a message's key stands.
fn place_of(text: &str, key: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return at;
        }
        at += line.len();
    }
    0
}
