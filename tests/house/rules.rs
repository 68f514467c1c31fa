//! Who may import what.

use crate::{
    assert_none,
    imports::{Import, imports},
    tree::{self, SourceFile},
};

/// A rule about what files may import. Places are paths from the repository's root, of files or of folders.
struct Rule {
    /// Where the rule holds.
    within: &'static [&'static str],
    /// Places within them where it does not.
    except: &'static [&'static str],
    /// What must not be imported there, with everything below it. One that begins with `*::` is refused wherever it stands in.
    refused: &'static [&'static str],
    /// What may be imported all the same.
    allowed: &'static [&'static str],
    /// The rule in words: ends the sentence "imports X, but …".
    rule: &'static str,
}

/// The parts of the house that can be read, tested and reused without Discord.
const DOMAIN: &[&str] = &[
    "src/handbook",
    "src/routing",
    "src/workspace",
    "src/polls",
    "src/assessments",
    "src/charts",
];
const HOUSE: &[&str] = &["src", "sandbox/src"];

static RULES: &[Rule] = &[
    Rule {
        within: DOMAIN,
        except: &[],
        refused: &["serenity", "sqlx", "axum", "hyper", "reqwest", "tokio"],
        allowed: &[],
        rule: "the domain knows no Discord, database or network",
    },
    Rule {
        within: DOMAIN,
        except: &["src/handbook/files.rs"],
        refused: &[
            "std::fs",
            "std::io::stdin",
            "std::io::stdout",
            "std::io::stderr",
            "print",
            "println",
            "eprint",
            "eprintln",
        ],
        allowed: &[],
        rule: "only src/handbook/files.rs does I/O in the domain",
    },
    Rule {
        within: DOMAIN,
        except: &[],
        refused: &["std::net", "std::env", "std::process", "std::thread"],
        allowed: &[],
        rule: "the domain is pure: the same arguments give the same result",
    },
    Rule {
        within: DOMAIN,
        except: &[],
        refused: &[
            "crate::store",
            "crate::commands",
            "crate::replies",
            "crate::discord",
            "crate::cli",
            "crate::settings",
        ],
        allowed: &[],
        rule: "the domain doesn't know who uses it",
    },
    Rule {
        within: &["src/store"],
        except: &[],
        refused: &[
            "crate::commands",
            "crate::replies",
            "crate::discord",
            "crate::cli",
        ],
        allowed: &[],
        rule: "storage knows the domain only",
    },
    Rule {
        within: &["src"],
        except: &["src/store"],
        refused: &["sqlx"],
        allowed: &[],
        rule: "only src/store talks to the database",
    },
    Rule {
        within: &["src/commands", "src/replies"],
        except: &[],
        refused: &["serenity"],
        allowed: &["serenity::model", "serenity::builder"],
        rule: "commands and replies use only serenity::model (its prelude has every type) and serenity::builder",
    },
    Rule {
        within: &["src/commands", "src/replies"],
        except: &[],
        refused: &[
            "axum",
            "hyper",
            "reqwest",
            "tokio::net",
            "crate::discord",
            "crate::cli",
        ],
        allowed: &[],
        rule: "a handler returns a reply, sending is elsewhere",
    },
    Rule {
        within: &["src"],
        except: &["src/discord", "src/commands", "src/replies"],
        refused: &["serenity"],
        allowed: &[],
        rule: "only src/discord talks to Discord",
    },
    Rule {
        within: &["src"],
        except: &["src/discord"],
        refused: &["axum", "hyper", "reqwest"],
        allowed: &[],
        rule: "only src/discord speaks HTTP",
    },
    Rule {
        within: &["src"],
        except: &["src/cli/sandbox.rs"],
        refused: &["discord_sandbox"],
        allowed: &[],
        rule: "only src/cli/sandbox.rs joins the bot and the offline Discord",
    },
    Rule {
        within: &["sandbox/src"],
        except: &[],
        refused: &["lanekeeper", "serenity", "twilight"],
        allowed: &[],
        rule: "the offline Discord knows nothing of the bot",
    },
    Rule {
        within: &["sandbox/src/world"],
        except: &[],
        refused: &["axum", "crate::wire", "crate::people"],
        allowed: &[],
        rule: "the world knows nothing of the wire",
    },
    Rule {
        within: HOUSE,
        except: &["src/settings.rs", "src/build.rs"],
        refused: &[
            "dotenvy",
            "std::env::var",
            "std::env::var_os",
            "std::env::vars",
            "std::env::vars_os",
            "*::EnvFilter::from_env",
            "*::EnvFilter::from_default_env",
            "*::EnvFilter::try_from_env",
            "*::EnvFilter::try_from_default_env",
            "tracing_subscriber::fmt::init",
            "tracing_subscriber::fmt::try_init",
        ],
        allowed: &[],
        rule: "only src/settings.rs reads the environment",
    },
    Rule {
        within: HOUSE,
        except: &["src/clock.rs", "sandbox/src/clock.rs"],
        refused: &[
            "*::SystemTime::now",
            "*::Instant::now",
            "*::OffsetDateTime::now_utc",
            "*::OffsetDateTime::now_local",
            "serenity::model::Timestamp::now",
            "serenity::model::timestamp::Timestamp::now",
            "*::SystemTime::UNIX_EPOCH",
            "std::time::UNIX_EPOCH",
        ],
        allowed: &[],
        rule: "time is an argument: only clock.rs asks what time it is",
    },
    Rule {
        within: HOUSE,
        except: &["src/random.rs", "sandbox/src/random.rs"],
        refused: &[
            "rand",
            "fastrand",
            "getrandom",
            "oorandom",
            "*::RandomState",
            "*::Uuid::new_v4",
        ],
        allowed: &[],
        rule: "randomness is an argument: only random.rs makes it",
    },
];

impl Rule {
    fn holds_in(&self, path: &str) -> bool {
        let is_in = |places: &[&str]| places.iter().any(|place| is_below(path, place, "/"));
        is_in(self.within) && !is_in(self.except)
    }

    fn refuses(&self, path: &[String]) -> bool {
        let path = path.join("::");
        let meets = |places: &[&str]| places.iter().any(|place| meets(&path, place));
        meets(self.refused)
            && !self
                .allowed
                .iter()
                .any(|place| is_below(&path, place, "::"))
    }

    /// Whether the import breaks the rule in a place of its own: what begins with a refused import is told there.
    fn is_broken_by(&self, import: &Import) -> bool {
        self.refuses(&import.path)
            && !import
                .through
                .as_ref()
                .is_some_and(|through| self.refuses(through))
    }
}

/// Whether importing a path gives what a refused one names: itself, something below it, or everything around it.
fn meets(path: &str, refused: &str) -> bool {
    if let Some(end) = refused.strip_prefix("*::") {
        return format!("::{path}::").contains(&format!("::{end}::"));
    }
    let around = path.strip_suffix("::*");
    is_below(path, refused, "::") || around.is_some_and(|around| is_below(refused, around, "::"))
}

fn is_below(path: &str, place: &str, separator: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(separator))
}

/// What a file imports against the rules, one line each. An import that breaks several is told with the first of them.
fn violations(file: &SourceFile) -> Vec<String> {
    let found = match imports(file) {
        Ok(found) => found,
        Err(unreadable) => return vec![unreadable],
    };
    let rules: Vec<&Rule> = RULES
        .iter()
        .filter(|rule| rule.holds_in(&file.path))
        .collect();
    let told = |import: &Import| {
        let broken = rules.iter().find(|rule| rule.is_broken_by(import))?;
        Some(format!(
            "{}:{}: imports {}, but {}",
            file.path,
            import.line,
            import.path.join("::"),
            broken.rule
        ))
    };
    found.iter().filter_map(told).collect()
}

#[test]
fn every_part_of_the_house_imports_only_what_it_may() {
    let files = tree::rust_files(HOUSE);
    assert!(
        files.len() > 20,
        "the house has more files than {}",
        files.len()
    );
    let broken: Vec<String> = files.iter().flat_map(violations).collect();
    assert_none(&broken, "the rules of the house are broken");
}

mod on_sources_of_its_own {
    use super::*;

    /// What is reported for a file with this text, without the file's path.
    fn report(path: &str, text: &str) -> Vec<String> {
        let found = violations(&SourceFile {
            path: path.into(),
            text: text.into(),
        });
        found
            .iter()
            .map(|line| {
                line.strip_prefix(&format!("{path}:"))
                    .unwrap_or(line)
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn a_violation_names_path_line_import_and_rule() {
        let file = SourceFile {
            path: "src/polls/tally.rs".into(),
            text: "use std::fmt;\n\nuse serenity::all::Http;\n".into(),
        };
        let told = "src/polls/tally.rs:3: imports serenity::all::Http, but the domain knows no Discord, database or network";
        assert_eq!(violations(&file)[0], told);
    }

    #[test]
    fn each_rule_can_be_broken() {
        let cases = [
            (
                "src/routing/mod.rs",
                "use tokio::sync::Mutex;",
                "the domain knows no Discord, database or network",
            ),
            (
                "src/handbook/mod.rs",
                "use std::fs;",
                "only src/handbook/files.rs does I/O in the domain",
            ),
            (
                "src/charts/bars.rs",
                "fn f() { println!(\"\"); }",
                "only src/handbook/files.rs does I/O in the domain",
            ),
            (
                "src/handbook/files.rs",
                "use std::env::temp_dir;",
                "the domain is pure: the same arguments give the same result",
            ),
            (
                "src/workspace/seat.rs",
                "use crate::store::Store;",
                "the domain doesn't know who uses it",
            ),
            (
                "src/workspace/mod.rs",
                "use super::store;",
                "the domain doesn't know who uses it",
            ),
            (
                "src/assessments/mod.rs",
                "use crate::*;",
                "the domain doesn't know who uses it",
            ),
            (
                "src/store/mod.rs",
                "use crate::replies::Reply;",
                "storage knows the domain only",
            ),
            (
                "src/cli/run.rs",
                "use sqlx::Pool;",
                "only src/store talks to the database",
            ),
            (
                "src/commands/help.rs",
                "use serenity::http::Http;",
                "commands and replies use only serenity::model (its prelude has every type) and serenity::builder",
            ),
            (
                "src/replies/mod.rs",
                "use reqwest::Client;",
                "a handler returns a reply, sending is elsewhere",
            ),
            (
                "src/cli/run.rs",
                "use serenity::Client;",
                "only src/discord talks to Discord",
            ),
            (
                "src/cli/run.rs",
                "use axum::Router;",
                "only src/discord speaks HTTP",
            ),
            (
                "src/cli/run.rs",
                "use discord_sandbox::Sandbox;",
                "only src/cli/sandbox.rs joins the bot and the offline Discord",
            ),
            (
                "sandbox/src/lib.rs",
                "use lanekeeper::handbook::Duty;",
                "the offline Discord knows nothing of the bot",
            ),
            (
                "sandbox/src/world/mod.rs",
                "use super::wire::Reply;",
                "the world knows nothing of the wire",
            ),
            (
                "src/cli/run.rs",
                "use std::env;\nfn f() { env::var(\"X\"); }",
                "only src/settings.rs reads the environment",
            ),
            (
                "sandbox/src/main.rs",
                "use std::env::var;",
                "only src/settings.rs reads the environment",
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
            (
                "src/polls/mod.rs",
                "use std::hash::RandomState;",
                "randomness is an argument: only random.rs makes it",
            ),
        ];
        for (path, text, rule) in cases {
            assert!(
                report(path, text)
                    .iter()
                    .any(|line| line.ends_with(&format!(", but {rule}"))),
                "{path}: {text}: {:?}",
                report(path, text)
            );
        }
        let told: Vec<&str> = cases.iter().map(|(_, _, rule)| *rule).collect();
        let untested: Vec<&str> = RULES
            .iter()
            .map(|rule| rule.rule)
            .filter(|rule| !told.contains(rule))
            .collect();
        assert!(untested.is_empty(), "no source breaks these: {untested:?}");
    }

    #[test]
    fn what_is_allowed_is_not_reported() {
        let cases = [
            ("src/handbook/files.rs", "use std::{fs, io, path::Path};"),
            (
                "src/handbook/checks.rs",
                "use super::{Kind, draft::Draft};\nuse std::collections::BTreeMap;",
            ),
            (
                "src/commands/role.rs",
                "use serenity::{builder::CreateEmbed, model::id::UserId};",
            ),
            (
                "src/discord/send.rs",
                "use serenity::all::*;\nuse crate::commands::Command;",
            ),
            (
                "src/store/mod.rs",
                "use sqlx::Pool;\nuse crate::polls::Ballot;",
            ),
            ("src/cli/sandbox.rs", "use discord_sandbox::Sandbox;"),
            (
                "src/settings.rs",
                "fn f() { std::env::var(\"X\"); dotenvy::dotenv(); }",
            ),
            ("src/clock.rs", "fn f() { std::time::SystemTime::now(); }"),
            ("src/main.rs", "fn f() { std::env::args(); }"),
            (
                "src/discord/mod.rs",
                "struct SystemTimes;\nfn f() { SystemTimes::now(); }",
            ),
            (
                "sandbox/src/wire/mod.rs",
                "use axum::Router;\nuse crate::world::World;",
            ),
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
        assert_eq!(
            report("src/pollster/mod.rs", "use tokio::sync::Mutex;"),
            Vec::<String>::new()
        );
        assert_eq!(
            report("src/polls/mod.rs", "use tokio_like::Mutex;"),
            Vec::<String>::new()
        );
    }
}
