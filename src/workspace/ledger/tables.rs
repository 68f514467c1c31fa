//! Our TOML: one `[[decision]]` for each.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Around, Contents, Lines, Problem, Wrong, rows::Row};
use crate::workspace::{decision::Draft, subject::Subject};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    decision: Vec<Spanned<Table>>,
}

#[derive(Serialize)]
struct Written {
    decision: Vec<Table>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    #[serde(skip_serializing_if = "String::is_empty")]
    duty: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    topic: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    rule: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    consulted: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    /// As a text, or as a date of TOML's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<toml::Value>,
}

/// What is in force, to be written to a file.
///
/// # Errors
/// None that the types of a decision allow; it is the writer's to say.
pub fn write_toml<'a>(
    decisions: impl IntoIterator<Item = (&'a Subject, &'a Draft)>,
) -> Result<String, toml::ser::Error> {
    let decision = decisions.into_iter().map(|(subject, draft)| Table::from(Row::of(subject, draft))).collect();
    toml::to_string(&Written { decision })
}

pub(super) fn read(text: &str, around: Around<'_>) -> Contents {
    let (mut contents, lines) = (Contents::default(), Lines::of(text));
    match toml::from_str::<Given>(text) {
        Err(error) => {
            let line = lines.at(error.span().map_or(0, |span| span.start));
            contents.problems.push(Problem { line, what: Wrong::Syntax(error.message().to_owned()) });
        }
        Ok(given) => {
            for table in given.decision {
                let line = lines.at(table.span().start);
                match Row::from(table.into_inner()).entry(line, around) {
                    Ok(entry) => contents.entries.push(entry),
                    Err(what) => contents.problems.push(Problem { line, what }),
                }
            }
        }
    }
    contents
}

impl From<Table> for Row {
    fn from(table: Table) -> Self {
        let Table { duty, topic, roles, people, rule, consulted, reason, source, review } = table;
        let review = match review {
            None => String::new(),
            Some(toml::Value::String(text)) => text,
            Some(other) => other.to_string(),
        };
        Self { duty, topic, roles, people, rule, consulted, reason, source, review }
    }
}

impl From<Row> for Table {
    fn from(row: Row) -> Self {
        let Row { duty, topic, roles, people, rule, consulted, reason, source, review } = row;
        let review = Some(review).filter(|review| !review.is_empty()).map(toml::Value::String);
        Self { duty, topic, roles, people, rule, consulted, reason, source, review }
    }
}
