//! What other people's code comes in: from where, under which licences, and in how many versions. Needs no network.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;
use spdx::{Expression, LicenseItem, ParseMode};

use crate::{
    assert_none,
    tree::{read, root},
};

/// Where crates come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Licences that ask for no more than to be named.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates under another licence, with why that is all right.
const OTHERWISE: &[(&str, &str)] = &[(
    "webdriver",
    "MPL-2.0, unchanged, and in the tests only: it drives the browser and is in nothing that is given on",
)];

/// Crates that come in several versions, with who asks for the older one. What is not here comes in one.
const SEVERAL: &[(&str, &[&str])] = &[
    (
        "serenity, for its websocket",
        &[
            "rand",
            "rand_chacha",
            "rand_core",
            "rustls",
            "rustls-webpki",
            "thiserror",
            "thiserror-impl",
            "tokio-rustls",
            "tokio-tungstenite",
            "tungstenite",
            "webpki-roots",
        ],
    ),
    (
        "ed25519-dalek, for signatures, and websockets, for their handshake",
        &["block-buffer", "cpufeatures", "crypto-common", "digest", "getrandom", "r-efi", "sha1", "sha2"],
    ),
    (
        "webdriver, for the page's tests",
        &[
            "cookie",
            "http",
            "icu_collections",
            "icu_provider",
            "litemap",
            "synstructure",
            "tinystr",
            "writeable",
            "yoke",
            "yoke-derive",
            "zerovec",
            "zerovec-derive",
        ],
    ),
    ("png, for charts, beside flate2, for the gateway", &["miniz_oxide"]),
    ("sqlx, for its cache of statements", &["hashbrown"]),
    ("ring, on Windows", &["windows-sys"]),
    ("macros of sqlx and thiserror 1, which are older than syn 3", &["syn"]),
    ("hyper-util, which is ahead of the others", &["base64"]),
];

/// Every crate that this machine builds, as cargo tells it.
fn crates() -> Vec<Value> {
    let target = Command::new("rustc").arg("-vV").output().expect("rustc is there");
    let target = String::from_utf8_lossy(&target.stdout);
    let target = target.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc tells its target");
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", target])
        .current_dir(root())
        .output()
        .expect("cargo is there");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).expect("cargo tells JSON");
    let crates = told["packages"].as_array().expect("there are packages").clone();
    assert!(crates.len() > 100, "only {} crates: is this the right list?", crates.len());
    crates
}

/// Whether a licence, as a crate states it, lets us choose permissive ones. Old crates write `/` for OR.
fn is_permissive(licence: &str) -> bool {
    let parsed = Expression::parse_mode(licence, ParseMode::LAX);
    parsed.is_ok_and(|expression| {
        expression.evaluate(|required| match &required.license {
            LicenseItem::Spdx { id, .. } => PERMISSIVE.contains(&id.name),
            LicenseItem::Other { .. } => false,
        })
    })
}

#[test]
fn every_licence_is_permissive() {
    let crates = crates();
    let name = |of: &Value| of["name"].as_str().unwrap_or_default().to_owned();
    let bad = |of: &&Value| !is_permissive(of["license"].as_str().unwrap_or_default());
    let found: Vec<String> = crates.iter().filter(bad).map(|of| format!("{}: {}", name(of), of["license"])).collect();
    let excused = |line: &String| OTHERWISE.iter().any(|(name, _)| line.starts_with(&format!("{name}: ")));
    let (excused, found): (Vec<_>, Vec<_>) = found.into_iter().partition(excused);
    assert_none(&found, "crates under licences that ask for more than to be named");
    assert_eq!(excused.len(), OTHERWISE.len(), "an excuse that is no longer needed");
}

#[test]
fn licences_are_read_as_they_are_meant() {
    for permissive in ["MIT", "MIT/Apache-2.0", "Apache-2.0 OR GPL-2.0-only", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_permissive(permissive), "{permissive}");
    }
    for other in ["", "GPL-3.0-only", "MIT AND GPL-2.0-only", "my own", "MPL-2.0"] {
        assert!(!is_permissive(other), "{other}");
    }
}

/// Every crate of the lock file with its versions, those for other systems too.
fn locked() -> BTreeMap<String, Vec<(String, Option<String>)>> {
    let lock: toml::Table = read("Cargo.lock").parse().expect("cargo writes TOML");
    let mut locked = BTreeMap::<_, Vec<_>>::new();
    for of in lock["package"].as_array().expect("there are packages") {
        let text = |key: &str| of.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let version = (text("version").unwrap_or_default(), text("source"));
        locked.entry(text("name").unwrap_or_default()).or_default().push(version);
    }
    locked
}

#[test]
fn every_crate_comes_from_the_registry_or_is_our_own() {
    let own = ["discord-sandbox", "lanekeeper"];
    let foreign = |(name, versions): (&String, &Vec<(String, Option<String>)>)| {
        let from = |source: &Option<String>| match source {
            Some(source) => source == REGISTRY,
            None => own.contains(&name.as_str()),
        };
        (!versions.iter().all(|(_, source)| from(source))).then(|| format!("{name}: {versions:?}"))
    };
    assert_none(&locked().iter().filter_map(foreign).collect::<Vec<_>>(), "crates from elsewhere");
}

#[test]
fn no_crate_comes_in_more_versions_than_somebody_needs() {
    let twice = locked().into_iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name);
    let excused: Vec<&str> = SEVERAL.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let (known, found): (Vec<_>, Vec<_>) = twice.partition(|name| excused.contains(&name.as_str()));
    assert_none(&found, "crates in several versions");
    let gone = excused.iter().filter(|name| !known.iter().any(|known| known == *name)).map(ToString::to_string);
    assert_none(&gone.collect::<Vec<_>>(), "crates that come in one version now");
}
