//! The sentences of one locale: Project Fluent messages, checked against what the program says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use super::{Problem, draft::problem_at, files::File};

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
        f.debug_struct("Sentences")
            .field("locales", &self.bundle.locales)
            .finish_non_exhaustive()
    }
}

impl Sentences {
    /// Parses message files and checks them against the sentences declared.
    pub(super) fn parse(
        locale: &str,
        files: &[&File],
        declared: &[Declared],
    ) -> (Self, Vec<Problem>) {
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
        let mut found = BTreeMap::new();
        for file in files {
            add_file(file, &mut bundle, &mut found, &mut problems);
        }
        compare(locale, declared, &found, &mut problems);
        (Self { bundle }, problems)
    }

    /// The sentence of a key. The checks at loading leave nothing that could fail here; the key itself stands in for a sentence
    /// whose formatting failed all the same, so that there is never silence.
    #[must_use]
    pub fn say(&self, key: &str, variables: &[(&'static str, Value)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
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
        let said = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned();
        for error in errors {
            tracing::error!(key, %error, "a sentence could not be formatted");
        }
        said
    }
}

/// A message as found in a file: where, and which variables its text uses.
struct Found<'a> {
    file: &'a File,
    at: usize,
    variables: BTreeSet<String>,
}

fn add_file<'a>(
    file: &'a File,
    bundle: &mut FluentBundle<FluentResource>,
    found: &mut BTreeMap<String, Found<'a>>,
    problems: &mut Vec<Problem>,
) {
    let resource = match FluentResource::try_new(file.text.clone()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            let problem = |error: &fluent_syntax::parser::ParserError| {
                problem_at(
                    file,
                    error.pos.clone(),
                    format!("this is not Fluent: {error}"),
                    "see projectfluent.org for the syntax",
                )
            };
            problems.extend(errors.iter().map(problem));
            resource
        }
    };
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else {
            continue;
        };
        let key = message.id.name.to_owned();
        let at = place_of(&file.text, &key);
        let mut variables = BTreeSet::new();
        if let Some(pattern) = &message.value {
            collect_pattern(pattern, &mut variables);
        }
        if let Some(other) = found.insert(
            key.clone(),
            Found {
                file,
                at,
                variables,
            },
        ) {
            let what = format!("`{key}` also stands in {}", other.file.path);
            problems.push(problem_at(file, at..at, what, "keep it in one place"));
        }
    }
    // What is doubled has been reported with its place just now.
    let _ = bundle.add_resource(resource);
}

fn compare(
    locale: &str,
    declared: &[Declared],
    found: &BTreeMap<String, Found<'_>>,
    problems: &mut Vec<Problem>,
) {
    for sentence in declared {
        match found.get(sentence.key) {
            None => problems.push(Problem {
                path: format!("{locale}/messages"),
                line: 1,
                what: format!("the sentence `{}` is missing", sentence.key),
                mend: format!("add it{}", with_variables(sentence.variables)),
            }),
            Some(message) => compare_variables(sentence, message, problems),
        }
    }
    let keys: BTreeSet<&str> = declared.iter().map(|sentence| sentence.key).collect();
    for (key, message) in found.iter().filter(|(key, _)| !keys.contains(key.as_str())) {
        let what = format!("nothing says the sentence `{key}`");
        problems.push(problem_at(
            message.file,
            message.at..message.at,
            what,
            "remove it, or correct its key",
        ));
    }
}

fn compare_variables(sentence: &Declared, message: &Found<'_>, problems: &mut Vec<Problem>) {
    let given: BTreeSet<&str> = sentence.variables.iter().copied().collect();
    let used: BTreeSet<&str> = message.variables.iter().map(String::as_str).collect();
    let mut add = |what: String, mend: &str| {
        problems.push(problem_at(message.file, message.at..message.at, what, mend));
    };
    for variable in used.difference(&given) {
        add(
            format!("`{}` uses ${variable}, which is not given", sentence.key),
            &format!(
                "use only what is given{}",
                with_variables(sentence.variables)
            ),
        );
    }
    for variable in given.difference(&used) {
        add(
            format!("`{}` does not use ${variable}", sentence.key),
            "use it: what it tells would be lost",
        );
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
        if line
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
        {
            return at;
        }
        at += line.len();
    }
    0
}

fn collect_pattern(pattern: &ast::Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            collect_expression(expression, into);
        }
    }
}

fn collect_expression(expression: &ast::Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => collect_inline(inline, into),
        ast::Expression::Select { selector, variants } => {
            collect_inline(selector, into);
            variants
                .iter()
                .for_each(|variant| collect_pattern(&variant.value, into));
        }
    }
}

fn collect_inline(inline: &ast::InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => drop(into.insert(id.name.to_owned())),
        ast::InlineExpression::Placeable { expression } => collect_expression(expression, into),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            collect_arguments(arguments, into)
        }
        ast::InlineExpression::TermReference {
            arguments: Some(arguments),
            ..
        } => collect_arguments(arguments, into),
        _ => {}
    }
}

fn collect_arguments(arguments: &ast::CallArguments<&str>, into: &mut BTreeSet<String>) {
    arguments
        .positional
        .iter()
        .for_each(|argument| collect_inline(argument, into));
    arguments
        .named
        .iter()
        .for_each(|argument| collect_inline(&argument.value, into));
}
