//! The article that the handbook grew from: each of its statements of responsibility is covered by a duty.
//!
//! `article.toml` holds the statements in our words, each with the role it is about and the duties that it became.

use lanekeeper::handbook::{Duty, Handbook};

use crate::{assert_none, shipped::shipped};

/// The article's id in `sources.toml`.
const ARTICLE: &str = "stevens-2023";

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    statement: Vec<Statement>,
}

/// One statement of the article.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    says: String,
    role: About,
    duties: Vec<String>,
}

/// Whom a statement is about.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum About {
    TechLead,
    EngineeringManager,
    Both,
}

impl About {
    fn roles(self) -> &'static [&'static str] {
        match self {
            Self::TechLead => &["tech-lead"],
            Self::EngineeringManager => &["engineering-manager"],
            Self::Both => &["tech-lead", "engineering-manager"],
        }
    }
}

impl Statement {
    /// What keeps the statement from being covered.
    fn gaps(&self, handbook: &Handbook) -> Vec<String> {
        if self.duties.is_empty() {
            return vec![format!("{:?} is no duty's", self.says)];
        }
        self.duties.iter().filter_map(|id| self.gap(id, handbook.duty(id))).collect()
    }

    fn gap(&self, id: &str, duty: Option<&Duty>) -> Option<String> {
        let Some(duty) = duty else {
            return Some(format!("{:?}: there is no duty {id}", self.says));
        };
        let deciders: Vec<&str> = duty.decider.roles().iter().map(|role| role.as_str()).collect();
        let missing = self.role.roles().iter().find(|role| !deciders.contains(role));
        if let Some(role) = missing {
            return Some(format!("{:?}: {id} is not decided by {role}", self.says));
        }
        let is_cited = duty.citations.iter().any(|citation| citation.source.as_str() == ARTICLE);
        (!is_cited).then(|| format!("{:?}: {id} does not cite {ARTICLE}", self.says))
    }
}

fn article() -> Article {
    toml::from_str(include_str!("article.toml")).unwrap_or_else(|error| panic!("tests/knowledge/article.toml: {error}"))
}

#[test]
fn every_statement_of_the_article_is_a_duty_or_part_of_one() {
    let handbook = shipped();
    let gaps: Vec<String> = article().statement.iter().flat_map(|statement| statement.gaps(handbook)).collect();
    assert_none(&gaps, "the article says more than the handbook");
}

#[test]
fn the_article_is_listed_in_full_and_nothing_twice() {
    let statements = article().statement;
    assert!(statements.len() >= 45, "{} statements, 45 at least", statements.len());
    let mut said: Vec<String> = statements.iter().map(|statement| statement.says.to_lowercase()).collect();
    said.sort();
    let twice: Vec<String> = said.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
    assert_none(&twice, "statements that stand twice");
}
