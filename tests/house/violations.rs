//! The imports of the house, held against its rules.

use crate::{
    assert_none,
    imports::{Import, imports},
    rules::{HOUSE, RULES, Rule},
    tree::{self, SourceFile},
};

/// What a file imports against the rules, one line each. An import that breaks several is told with the first of them.
fn violations(file: &SourceFile) -> Vec<String> {
    let found = match imports(file) {
        Ok(found) => found,
        Err(unreadable) => return vec![unreadable],
    };
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.holds_in(&file.path)).collect();
    let told = |import: &Import| {
        let broken = rules.iter().find(|rule| rule.is_broken_by(import))?;
        Some(format!("{}:{}: imports {}, but {}", file.path, import.line, import.path.join("::"), broken.rule))
    };
    found.iter().filter_map(told).collect()
}

#[test]
fn every_part_of_the_house_imports_only_what_it_may() {
    let files = tree::rust_files(HOUSE);
    assert!(files.len() > 20, "the house has more files than {}", files.len());
    let broken: Vec<String> = files.iter().flat_map(violations).collect();
    assert_none(&broken, "the rules of the house are broken");
}

mod on_sources_of_its_own {
    use super::*;

    /// What is reported for a file with this text, without the file's path.
    fn report(path: &str, text: &str) -> Vec<String> {
        let found = violations(&SourceFile { path: path.into(), text: text.into() });
        found.iter().map(|line| line.strip_prefix(&format!("{path}:")).unwrap_or(line).to_owned()).collect()
    }

    #[test]
    fn a_violation_names_path_line_import_and_rule() {
        let file = SourceFile {
            path: "src/polls/tally.rs".into(),
            text: "use std::fmt;\n\nuse serenity::all::Http;\n".into(),
        };
        let told =
            "src/polls/tally.rs:3: imports serenity::all::Http, but the domain knows no Discord, database or network";
        assert_eq!(violations(&file)[0], told);
    }

    #[test]
    fn each_rule_can_be_broken() {
        let cases = [
            ("src/routing/mod.rs", "use tokio::sync::Mutex;", "the domain knows no Discord, database or network"),
            ("src/charts.rs", "use std::fs;", "only src/handbook/files.rs does I/O in the domain"),
            ("src/charts/bars.rs", "fn f() { println!(\"\"); }", "only src/handbook/files.rs does I/O in the domain"),
            (
                "src/handbook/files.rs",
                "use std::env::temp_dir;",
                "the domain is pure: the same arguments give the same result",
            ),
            (
                "src/polls/mod.rs",
                "use std::thread;",
                "only src/parts.rs starts threads for the domain, for work whose result does not depend on them",
            ),
            ("src/workspace/seat.rs", "use crate::store::Store;", "the domain doesn't know who uses it"),
            ("src/workspace/mod.rs", "use super::store;", "the domain doesn't know who uses it"),
            ("src/assessments/mod.rs", "use crate::*;", "the domain doesn't know who uses it"),
            ("src/store/mod.rs", "use crate::replies::Reply;", "storage knows the domain only"),
            ("src/cli/run.rs", "use sqlx::Pool;", "only src/store talks to the database"),
            (
                "src/commands/help.rs",
                "use serenity::http::Http;",
                "commands and replies use only serenity::model (its prelude has every type) and serenity::builder",
            ),
            ("src/replies/mod.rs", "use reqwest::Client;", "a handler returns a reply, sending is elsewhere"),
            ("src/cli/run.rs", "use serenity::Client;", "only src/discord talks to Discord"),
            ("src/cli/run.rs", "use axum::Router;", "only src/discord speaks HTTP"),
            (
                "src/cli/run.rs",
                "use discord_sandbox::Sandbox;",
                "only src/cli/sandbox joins the bot and the offline Discord",
            ),
            ("sandbox/src/lib.rs", "use lanekeeper::handbook::Duty;", "the offline Discord knows nothing of the bot"),
            ("sandbox/src/world/mod.rs", "use super::wire::Reply;", "the world knows nothing of the wire"),
            (
                "src/cli/run.rs",
                "use std::env;\nfn f() { env::var(\"X\"); }",
                "a program reads the environment in one place: src/settings.rs, sandbox/src/main.rs",
            ),
            (
                "sandbox/src/lib.rs",
                "use std::env::var;",
                "a program reads the environment in one place: src/settings.rs, sandbox/src/main.rs",
            ),
            (
                "src/discord/mod.rs",
                "use std::time::Instant as I;\nfn f() { I::now(); }",
                "time is an argument: only clock.rs asks what time it is",
            ),
            (
                "sandbox/src/world/ids.rs",
                "fn f() { std::time::SystemTime::now(); }",
                "time is an argument: only clock.rs asks what time it is",
            ),
            ("src/polls/mod.rs", "use std::hash::RandomState;", "randomness is an argument: only random.rs makes it"),
        ];
        for (path, text, rule) in cases {
            assert!(
                report(path, text).iter().any(|line| line.ends_with(&format!(", but {rule}"))),
                "{path}: {text}: {:?}",
                report(path, text)
            );
        }
        let told: Vec<&str> = cases.iter().map(|(_, _, rule)| *rule).collect();
        let untested: Vec<&str> = RULES.iter().map(|rule| rule.rule).filter(|rule| !told.contains(rule)).collect();
        assert!(untested.is_empty(), "no source breaks these: {untested:?}");
    }

    #[test]
    fn what_is_allowed_is_not_reported() {
        let cases = [
            ("src/handbook/files.rs", "use std::{fs, io, path::Path};"),
            ("src/parts.rs", "use std::thread;"),
            ("src/handbook/checks.rs", "use super::{Kind, draft::Draft};\nuse std::collections::BTreeMap;"),
            ("src/commands/role.rs", "use serenity::{builder::CreateEmbed, model::id::UserId};"),
            ("src/discord/send.rs", "use serenity::all::*;\nuse crate::commands::Command;"),
            ("src/store/mod.rs", "use sqlx::Pool;\nuse crate::polls::Ballot;"),
            ("src/cli/sandbox.rs", "use discord_sandbox::Sandbox;"),
            ("src/settings.rs", "fn f() { std::env::var(\"X\"); dotenvy::dotenv(); }"),
            ("src/clock.rs", "fn f() { std::time::SystemTime::now(); }"),
            ("src/main.rs", "fn f() { std::env::args(); }"),
            ("src/discord/mod.rs", "struct SystemTimes;\nfn f() { SystemTimes::now(); }"),
            ("sandbox/src/wire/mod.rs", "use axum::Router;\nuse crate::world::World;"),
        ];
        for (path, text) in cases {
            assert_eq!(report(path, text), Vec::<String>::new(), "{path}: {text}");
        }
    }

    #[test]
    fn what_a_refused_import_is_used_for_is_not_told_again() {
        let text = "use serenity::http::Http;\nfn f(http: &Http) { Http::new(\"\"); }";
        assert_eq!(
            report("src/cli/run.rs", text),
            ["1: imports serenity::http::Http, but only src/discord talks to Discord"]
        );
    }

    #[test]
    fn a_word_that_only_begins_like_a_place_is_another_word() {
        assert_eq!(report("src/pollster/mod.rs", "use tokio::sync::Mutex;"), Vec::<String>::new());
        assert_eq!(report("src/polls/mod.rs", "use tokio_like::Mutex;"), Vec::<String>::new());
    }
}
