//! Habits that no lint watches over, or not everywhere.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, ItemMod, Macro, Meta,
    visit::{self, Visit},
};

use crate::{
    assert_none,
    tree::{self, SourceFile},
};

/// The most lines that a file may have. About 300 is what to aim for.
const LONGEST_FILE: usize = 400;

/// Where our own files are.
const FOLDERS: &[&str] = &["benches", "sandbox", "src", "tests"];

/// Lints that are switched off without a word, and code that knows whether it is under test.
fn bad_habits(file: &SourceFile) -> Vec<String> {
    let parsed = match syn::parse_file(&file.text) {
        Ok(parsed) => parsed,
        Err(error) => {
            return vec![format!("{}:{}: cannot be read as Rust: {error}", file.path, error.span().start().line)];
        }
    };
    let mut habits = Habits { path: &file.path, found: Vec::new() };
    habits.visit_file(&parsed);
    habits.found.sort();
    habits.found.into_iter().map(|(_, line)| line).collect()
}

struct Habits<'a> {
    path: &'a str,
    found: Vec<(usize, String)>,
}

impl Habits<'_> {
    fn add(&mut self, line: usize, what: &str) {
        self.found.push((line, format!("{}:{line}: {what}", self.path)));
    }

    /// Looks for attributes in tokens that have no syntax of their own, such as a macro's rules.
    fn look_for_allow(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else {
                continue;
            };
            let is_attribute =
                at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(punct) if "#!".contains(punct.as_char()));
            if is_attribute && first_word(group.stream()).is_some_and(|word| word == "allow") {
                self.add(group.span_open().start().line, ALLOW);
            }
            self.look_for_allow(group.stream());
        }
    }
}

const ALLOW: &str =
    "switches a lint off with `allow`: write #[expect(lint, reason = \"why\")], which says when it is no longer needed";
const UNDER_TEST: &str =
    "knows whether it is under test: only `mod tests` may, what runs in production must be what was tested";

impl<'ast> Visit<'ast> for Habits<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.ident != "tests" {
            item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        }
        item.content.iter().flat_map(|(_, items)| items).for_each(|item| self.visit_item(item));
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let line = attribute.pound_token.span.start().line;
        let Meta::List(list) = &attribute.meta else {
            return;
        };
        let is_conditional = list.path.is_ident("cfg") || list.path.is_ident("cfg_attr");
        if list.path.is_ident("allow") || (list.path.is_ident("cfg_attr") && has_word(list.tokens.clone(), "allow")) {
            self.add(line, ALLOW);
        }
        if is_conditional && has_word(list.tokens.clone(), "test") {
            self.add(line, UNDER_TEST);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if call.path.is_ident("cfg") && has_word(call.tokens.clone(), "test") {
            self.add(call.path.segments[0].ident.span().start().line, UNDER_TEST);
        }
        self.look_for_allow(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

fn has_word(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => has_word(group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn first_word(tokens: TokenStream) -> Option<String> {
    match tokens.into_iter().next() {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

/// Files that are longer than one reads at a time, one line each.
fn too_long(files: &[SourceFile]) -> Vec<String> {
    let lines = files.iter().map(|file| (file, file.text.lines().count()));
    let long = lines.filter(|(_, lines)| *lines > LONGEST_FILE);
    long.map(|(file, lines)| {
        format!(
            "{}:{lines}: has {lines} lines, {LONGEST_FILE} at most: make it two files, about 300 is what to aim for",
            file.path
        )
    })
    .collect()
}

#[test]
fn no_lint_is_allowed_and_nothing_knows_that_it_is_under_test() {
    let found: Vec<String> = tree::rust_files(FOLDERS).iter().flat_map(bad_habits).collect();
    assert_none(&found, "these habits are not ours");
}

#[test]
fn files_are_short() {
    let files = tree::files(FOLDERS, &["rs", "js", "css", "html"]);
    assert_none(&too_long(&files), "these files are too long");
}

mod on_sources_of_its_own {
    use super::*;

    fn report(text: &str) -> Vec<String> {
        let found = bad_habits(&SourceFile { path: "a.rs".into(), text: text.into() });
        found.iter().map(|line| line.split_whitespace().take(3).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn allow_is_found_wherever_it_hides() {
        let text = "#![allow(dead_code)]\n#[allow(unused)]\nfn f() {}\n#[cfg_attr(unix, allow(x))]\nstruct S;\nmacro_rules! m {\n    () => { #[allow(x)] fn g() {} }\n}";
        let lines = ["a.rs:1: switches a", "a.rs:2: switches a", "a.rs:4: switches a", "a.rs:7: switches a"];
        assert_eq!(report(text), lines);
    }

    #[test]
    fn only_the_module_of_tests_may_know_of_tests() {
        let text = "#[cfg(test)]\nmod tests {}\n#[cfg(not(test))]\nfn f() {}\n#[cfg_attr(test, derive(Debug))]\nstruct S;\nfn g() {\n    if cfg!(test) {}\n}\n#[cfg(test)]\nmod fakes {}";
        let lines =
            ["a.rs:3: knows whether", "a.rs:5: knows whether", "a.rs:8: knows whether", "a.rs:10: knows whether"];
        assert_eq!(report(text), lines);
    }

    #[test]
    fn what_is_expected_with_a_reason_is_fine() {
        let text = "#[expect(dead_code, reason = \"the test of it allows that\")]\n#[cfg(feature = \"sandbox\")]\nfn f() {}\nfn g() { allow(test); }";
        assert_eq!(report(text), Vec::<String>::new());
    }

    #[test]
    fn a_file_of_400_lines_passes_and_one_of_401_does_not() {
        let file = |lines| SourceFile { path: "a.js".into(), text: "x\n".repeat(lines) };
        assert_eq!(too_long(&[file(400)]), Vec::<String>::new());
        let told = ["a.js:401: has 401 lines, 400 at most: make it two files, about 300 is what to aim for"];
        assert_eq!(too_long(&[file(401)]), told);
    }
}
