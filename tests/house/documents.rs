//! What documents and examples say about the repository is true.

use std::path::Path;

use crate::{assert_none, tree};

/// The documents that people find their way with.
const GUIDES: &[&str] = &["README.md", "CONTRIBUTING.md", "deploy/THREATS.md", "sandbox/README.md"];

/// Folders from which a guide may name a path, beside its own: those that it talks about most.
const BASES: &[&str] = &["src", "responses/en-US"];

/// What ends the name of one of our files.
const ENDINGS: &[&str] = &[
    "css", "example", "ftl", "html", "js", "json", "jsonl", "lock", "md", "png", "py", "rs", "sql", "toml", "txt",
    "yml",
];

/// The code spans of a Markdown text with their lines, those of its code blocks left out.
fn code_spans(text: &str) -> Vec<(usize, &str)> {
    let mut is_block = false;
    let mut spans = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_block = !is_block;
        } else if !is_block && !line.starts_with("    ") {
            spans.extend(line.split('`').skip(1).step_by(2).map(|span| (at + 1, span)));
        }
    }
    spans
}

/// The part of a code span that must exist if it names a path of the repository: all of it, or what stands before a placeholder.
fn path_in(span: &str) -> Option<String> {
    let parts: Vec<&str> = span.trim_end_matches('/').split('/').collect();
    let known: Vec<&str> = parts.iter().copied().take_while(|part| is_name(part)).collect();
    let looks_like_a_path = span.contains('/') || ends_like_a_file(span);
    let is_path = parts.iter().all(|part| is_name(part) || is_placeholder(part));
    (looks_like_a_path && is_path && !known.is_empty() && !is_of_another_world(span, &parts)).then(|| known.join("/"))
}

fn is_name(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
}

fn is_placeholder(part: &str) -> bool {
    part.contains(['<', '*', '{', '…', '$']) && !part.contains(char::is_whitespace)
}

fn ends_like_a_file(span: &str) -> bool {
    Path::new(span).extension().is_some_and(|end| ENDINGS.iter().any(|known| end == *known))
}

/// A media type, a web address, numbers, or a language for which somebody may write a folder.
fn is_of_another_world(span: &str, parts: &[&str]) -> bool {
    let is_numbers = !span.contains(char::is_alphabetic);
    let is_media_type = ["application", "image", "multipart", "text"].contains(&parts[0]) && parts.len() == 2;
    let is_address = parts.len() > 1 && parts[0].find('.').is_some_and(|at| at > 0);
    let is_language = parts.len() == 1 && parts[0].split('-').all(|part| part.len() == 2);
    (is_media_type && !ends_like_a_file(span)) || is_address || is_numbers || is_language
}

/// Whether a path that a guide names is there: from the root, beside the guide, below a base, or as the bare name of some file.
fn exists(path: &str, guide: &str, names: &[String], ignored: &[String]) -> bool {
    let beside = Path::new(guide).parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let bases = ["", &beside].into_iter().chain(BASES.iter().copied());
    let mut bases = bases.map(|base| tree::root().join(base));
    bases.any(|base| base.join(path).exists())
        || (!path.contains('/') && names.iter().any(|name| name == path))
        || ignored.iter().any(|ignored| path == ignored || path.starts_with(&format!("{ignored}/")))
}

/// What exists only after a build or a set-up, as `.gitignore` says.
fn ignored() -> Vec<String> {
    tree::read(".gitignore").lines().map(|line| line.trim_matches('/').to_owned()).collect()
}

fn setting_names(example: &str) -> Vec<&str> {
    let names = example.lines().filter_map(|line| line.trim_start_matches('#').split_once('=').map(|(name, _)| name));
    names
        .filter(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        })
        .collect()
}

#[test]
fn paths_that_guides_name_exist() {
    let (names, ignored) = (tree::file_names(), ignored());
    let mut named = 0;
    let mut missing = Vec::new();
    for guide in GUIDES {
        let text = tree::read(guide);
        for (line, path) in code_spans(&text).into_iter().filter_map(|(line, span)| Some((line, path_in(span)?))) {
            named += 1;
            if !exists(&path, guide, &names, &ignored) {
                missing.push(format!(
                    "{guide}:{line}: names {path}, which does not exist: correct it, or write a placeholder as <name>"
                ));
            }
        }
    }
    assert_none(&missing, "the guides lead nowhere");
    assert!(named > 10, "the guides name more paths than {named}: does this test still find them?");
}

#[test]
fn the_example_of_settings_names_exactly_those_that_are_read() {
    let example = tree::read(".env.example");
    assert_eq!(
        setting_names(&example),
        lanekeeper::settings::NAMES,
        "make .env.example and src/settings.rs agree, in this order"
    );
}

#[test]
fn each_setting_of_the_example_is_explained() {
    let example = tree::read(".env.example");
    let lines: Vec<&str> = example.lines().collect();
    let is_setting = |line: &str| !setting_names(line).is_empty();
    let bare =
        (0..lines.len()).filter(|at| is_setting(lines[*at])).filter(|at| *at == 0 || !lines[at - 1].starts_with("# "));
    let bare: Vec<String> =
        bare.map(|at| format!(".env.example:{}: say in a comment above what `{}` does", at + 1, lines[at])).collect();
    assert_none(&bare, "settings without a word");
}

mod on_texts_of_its_own {
    use super::*;

    #[test]
    fn paths_are_told_from_other_code() {
        let whole = ["src/main.rs", "sandbox/README.md", ".env.example", "settings.rs", ".ci/run", "responses/en-US"];
        whole.iter().for_each(|span| assert_eq!(path_in(span).as_deref(), Some(*span)));
        assert_eq!(path_in("src/store/").as_deref(), Some("src/store"));
        assert_eq!(path_in("responses/<locale>/duties").as_deref(), Some("responses"));
        assert_eq!(path_in("messages/*.ftl").as_deref(), Some("messages"));
        let others = [
            "/who-owns",
            "/people/{user}",
            "cargo test",
            "DISCORD_TOKEN",
            "http://a.b/c.md",
            "a::b",
            "application/json",
            "discord.com/developers",
            "de/",
            "pt-BR/",
            "and/or else",
            "<id>.toml",
            "500/…",
        ];
        let wrong: Vec<_> =
            others.iter().filter(|span| !matches!(path_in(span).as_deref(), None | Some("500"))).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn code_blocks_are_left_out() {
        let text = "see `a.rs` and `b.rs`\n```\n`c.rs`\n```\n\n    `d.rs`\n`e.rs`";
        assert_eq!(code_spans(text), [(1, "a.rs"), (1, "b.rs"), (7, "e.rs")]);
    }

    #[test]
    fn what_is_gone_is_noticed() {
        let names = ["a.rs".to_owned()];
        let there = |path| exists(path, "sandbox/README.md", &names, &["target".to_owned()]);
        assert!(
            there("src/settings.rs")
                && there("settings.rs")
                && there("a.rs")
                && there("target/doc")
                && there("src/lib.rs")
        );
        assert!(!there("src/gone.rs") && !there("gone.rs") && !there("gone/a.rs"));
    }

    #[test]
    fn settings_are_read_from_their_lines() {
        assert_eq!(setting_names("# Words = more words\n#LOG=info\nA_TOKEN=\n# a=b\n"), ["LOG", "A_TOKEN"]);
    }
}
