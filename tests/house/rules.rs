//! Who may import what.

use crate::imports::Import;

/// A rule about what files may import. Places are paths from the repository's root, of files or of folders.
pub(crate) struct Rule {
    /// Where the rule holds.
    within: &'static [&'static str],
    /// Places within them where it does not.
    except: &'static [&'static str],
    /// What must not be imported there, with everything below it. One that begins with `*::` is refused wherever it stands in.
    refused: &'static [&'static str],
    /// What may be imported all the same.
    allowed: &'static [&'static str],
    /// The rule in words: ends the sentence "imports X, but …".
    pub(crate) rule: &'static str,
}

/// The parts of the house that can be read, tested and reused without Discord.
const DOMAIN: &[&str] = &["src/handbook", "src/routing", "src/workspace", "src/polls", "src/assessments", "src/charts"];

/// Both packages.
pub(crate) const HOUSE: &[&str] = &["src", "sandbox/src"];

/// Every rule. Of several that an import breaks, the first is told.
pub(crate) static RULES: &[Rule] = &[
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
        refused: &["std::net", "std::env", "std::process"],
        allowed: &[],
        rule: "the domain is pure: the same arguments give the same result",
    },
    Rule {
        within: DOMAIN,
        except: &[],
        refused: &["std::thread"],
        allowed: &[],
        rule: "only src/parts.rs starts threads for the domain, for work whose result does not depend on them",
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
        refused: &["crate::commands", "crate::replies", "crate::discord", "crate::cli"],
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
        refused: &["axum", "hyper", "reqwest", "tokio::net", "crate::discord", "crate::cli"],
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
        except: &["src/cli/sandbox.rs", "src/cli/sandbox"],
        refused: &["discord_sandbox"],
        allowed: &[],
        rule: "only src/cli/sandbox joins the bot and the offline Discord",
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
        // The last finds a document for tests.
        except: &["src/settings.rs", "src/build.rs", "sandbox/src/main.rs", "sandbox/src/contract/place.rs"],
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
        rule: "a program reads the environment in one place: src/settings.rs, sandbox/src/main.rs",
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
        refused: &["rand", "fastrand", "getrandom", "oorandom", "*::RandomState", "*::Uuid::new_v4"],
        allowed: &[],
        rule: "randomness is an argument: only random.rs makes it",
    },
];

impl Rule {
    /// Whether the rule holds for a file.
    pub(crate) fn holds_in(&self, path: &str) -> bool {
        let module = path.trim_end_matches(".rs");
        let is_at = |place: &str| is_below(path, place, "/") || module == place;
        let is_in = |places: &[&str]| places.iter().any(|place| is_at(place));
        is_in(self.within) && !is_in(self.except)
    }

    fn refuses(&self, path: &[String]) -> bool {
        let path = path.join("::");
        let meets = |places: &[&str]| places.iter().any(|place| meets(&path, place));
        meets(self.refused) && !self.allowed.iter().any(|place| is_below(&path, place, "::"))
    }

    /// Whether the import breaks the rule in a place of its own: what begins with a refused import is told there.
    pub(crate) fn is_broken_by(&self, import: &Import) -> bool {
        self.refuses(&import.path) && !import.through.as_ref().is_some_and(|through| self.refuses(through))
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
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(separator))
}
