//! What a Rust file imports: its `use` trees, and the paths that stand in its code, its attributes and its macro calls.
//!
//! A path is resolved as far as one file allows: `crate`, `self` and `super`, modules declared there, and names that a `use` brought
//! in. So `use std::env as e; e::var("X")` is found as `std::env::var`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Attribute, ItemExternCrate, ItemMod, ItemUse, Macro, Meta, Path,
    visit::{self, Visit},
};

use crate::{
    names::{Names, leaves},
    tree::SourceFile,
};

/// One mention of something that another module or crate owns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    /// The line, counted from 1.
    pub(crate) line: usize,
    /// The resolved path: `crate::store::Store`. The last part is `*` where everything is imported.
    pub(crate) path: Vec<String>,
    /// For a path that begins with an imported name: what was imported under it.
    pub(crate) through: Option<Vec<String>>,
}

/// Everything that a file imports, in the order of its lines.
///
/// # Errors
/// The place and message of what is not Rust.
pub(crate) fn imports(file: &SourceFile) -> Result<Vec<Import>, String> {
    let parsed = syn::parse_file(&file.text)
        .map_err(|error| format!("{}:{}: cannot be read as Rust: {error}", file.path, error.span().start().line))?;
    let module = module_of(&file.path);
    let mut mentions = Mentions { names: Names::of(&parsed, &module), module, found: Vec::new() };
    mentions.visit_file(&parsed);
    mentions.found.sort();
    mentions.found.dedup();
    Ok(mentions.found)
}

/// The module that a file is: `src/handbook/files.rs` is `crate::handbook::files`.
fn module_of(path: &str) -> Vec<String> {
    let below = path.rsplit_once("src/").map_or(path, |(_, below)| below);
    let mut parts: Vec<String> = below.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let is_root = matches!(parts.as_slice(), [only] if only == "lib" || only == "main");
    if is_root || parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts.insert(0, "crate".into());
    parts
}

struct Mentions {
    names: Names,
    module: Vec<String>,
    found: Vec<Import>,
}

impl Mentions {
    fn add(&mut self, line: usize, written: &[String], is_absolute: bool) {
        let (path, through) = match is_absolute {
            true => (written.to_vec(), None),
            false => self.names.resolve(written, &self.module),
        };
        self.found.push(Import { line, path, through });
    }

    /// Paths within tokens that have no syntax of their own, such as a macro's: `a::b`, and `a!`.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![plain(first)];
                    while let Some(next) = ident_after_colons(&tokens[at..]) {
                        path.push(plain(next));
                        at += 3;
                    }
                    if path.len() > 1 || is_punct(tokens.get(at), '!') {
                        self.add(line_of(first), &path, false);
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(plain(&item.ident));
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for leaf in leaves(&item.tree) {
            self.add(leaf.line, &leaf.path, item.leading_colon.is_some());
        }
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        self.add(line_of(&item.ident), &[plain(&item.ident)], true);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        if parts.len() > 1 {
            self.add(line_of(&path.segments[0].ident), &parts, path.leading_colon.is_some());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if let Some(name) = call.path.get_ident() {
            self.add(line_of(name), &[plain(name)], false);
        }
        self.add_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.add_tokens(list.tokens.clone());
        }
        visit::visit_attribute(self, attribute);
    }
}

/// The identifier in `:: identifier`, if these tokens begin so.
fn ident_after_colons(tokens: &[TokenTree]) -> Option<&Ident> {
    match tokens {
        [first, second, TokenTree::Ident(ident), ..] if is_punct(Some(first), ':') && is_punct(Some(second), ':') => {
            Some(ident)
        }
        _ => None,
    }
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn plain(ident: &Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

fn line_of(ident: &Ident) -> usize {
    ident.span().start().line
}

mod on_sources_of_its_own {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.into(), text: text.into() };
        let found = imports(&file).expect("this is Rust");
        found.iter().map(|import| format!("{} {}", import.line, import.path.join("::"))).collect()
    }

    #[test]
    fn a_use_tree_is_followed_to_its_leaves() {
        let text = "use std::{\n    env::{self, var as read},\n    fs::*,\n};\n";
        assert_eq!(found("src/a.rs", text), ["2 std::env", "2 std::env::var", "3 std::fs::*"]);
    }

    #[test]
    fn relative_paths_are_made_whole() {
        let text = "use super::store::Store;\nuse self::part::Part;\nmod tests {\n    use super::*;\n    use super::super::store;\n}";
        let whole = ["1 crate::store::Store", "2 crate::polls::part::Part", "4 crate::polls::*", "5 crate::store"];
        assert_eq!(found("src/polls/mod.rs", text), whole);
    }

    #[test]
    fn a_declared_module_is_no_crate() {
        assert_eq!(found("src/a/mod.rs", "mod serenity;\nuse serenity::Calm;"), ["2 crate::a::serenity::Calm"]);
    }

    #[test]
    fn paths_in_code_are_found_by_what_their_names_stand_for() {
        let text = "use std::env as e;\nfn f() -> tokio::task::Id {\n    e::var(\"X\");\n    let _: Vec<serenity::http::Http>;\n}";
        let whole = ["1 std::env", "2 tokio::task::Id", "3 std::env::var", "4 serenity::http::Http"];
        assert_eq!(found("src/a.rs", text), whole);
    }

    #[test]
    fn a_name_stands_for_what_its_own_module_imported() {
        let text = "use time::Date;\nmod tests {\n    use tokio::time;\n    fn f() { time::sleep(); }\n}\nfn g() { time::now(); }";
        assert_eq!(found("src/a.rs", text), ["1 time::Date", "3 tokio::time", "4 tokio::time::sleep", "6 time::now"]);
    }

    #[test]
    fn macros_and_attributes_hide_nothing() {
        let text = "#[derive(serde::Serialize)]\nstruct S;\nfn f() {\n    println!(\"{}\", [std::env::var(\"X\")]);\n    a::b!(dbg!(1));\n}\nmacro_rules! m { () => { $crate::store::open() } }";
        let whole = [
            "1 serde::Serialize",
            "4 println",
            "4 std::env::var",
            "5 a::b",
            "5 dbg",
            "7 crate::store::open",
            "7 macro_rules",
        ];
        assert_eq!(found("src/a.rs", text), whole);
    }

    #[test]
    fn a_crate_named_from_the_root_is_no_local_name() {
        assert_eq!(found("src/a.rs", "use b::std;\nfn f() { ::std::fs::read(); }"), ["1 b::std", "2 std::fs::read"]);
    }

    #[test]
    fn a_crate_brought_in_by_hand_is_known_by_its_new_name() {
        let text = "extern crate serenity as calm;\nfn f() { calm::http::get(); }";
        assert_eq!(found("src/a.rs", text), ["1 serenity", "2 serenity::http::get"]);
    }

    #[test]
    fn what_is_not_rust_is_said_with_its_place() {
        let file = SourceFile { path: "src/a.rs".into(), text: "fn f() {}\nfn {".into() };
        let error = imports(&file).expect_err("no function's name");
        assert!(error.starts_with("src/a.rs:2: cannot be read as Rust: "), "{error}");
    }
}
