//! What names stand for within one Rust file: modules that it declares, and what its `use` trees bring in.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::{
    File, ItemExternCrate, ItemMod, ItemUse, UseTree,
    visit::{self, Visit},
};

/// The names of a file, each in the module where it is known.
#[derive(Debug, Default)]
pub(crate) struct Names {
    meanings: BTreeMap<(Vec<String>, String), Vec<String>>,
}

/// How many names may stand for each other: beyond it the file goes round in circles.
const LONGEST_CHAIN: usize = 8;

impl Names {
    /// The names of a parsed file that is this module.
    pub(crate) fn of(file: &File, module: &[String]) -> Self {
        let mut collector = Collector { names: Self::default(), module: module.to_vec() };
        collector.visit_file(file);
        collector.names
    }

    /// What a path stands for where it is written, and what its first name was imported as, if it was imported.
    pub(crate) fn resolve(&self, written: &[String], module: &[String]) -> (Vec<String>, Option<Vec<String>>) {
        let start = from_crate(written, module);
        let mut path = start.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(meaning) = self.meaning(&path[0], module) else {
                break;
            };
            let stands_for_itself = meaning[0] == path[0];
            path.splice(..1, meaning.iter().cloned());
            if stands_for_itself {
                break;
            }
        }
        let imported = path.len() + 1 - start.len();
        let through = (path != start).then(|| path[..imported].to_vec());
        (path, through)
    }

    /// What a name stands for in a module, or in one around it.
    fn meaning(&self, name: &str, module: &[String]) -> Option<&Vec<String>> {
        let around = (1..=module.len()).rev().map(|length| module[..length].to_vec());
        around.into_iter().find_map(|module| self.meanings.get(&(module, name.to_owned())))
    }
}

/// A path without `self` and `super` at its beginning.
fn from_crate(written: &[String], module: &[String]) -> Vec<String> {
    let relative = written.iter().take_while(|part| *part == "super" || *part == "self").count();
    if relative == 0 {
        return written.to_vec();
    }
    let up = written[..relative].iter().filter(|part| *part == "super").count();
    let base = &module[..module.len().saturating_sub(up).max(1)];
    base.iter().chain(&written[relative..]).cloned().collect()
}

/// The end of one branch of a `use` tree.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// The line, counted from 1.
    pub(crate) line: usize,
    /// The path as written; the last part is `*` for a glob.
    pub(crate) path: Vec<String>,
    /// The name by which the file knows it, if it gets one.
    pub(crate) name: Option<String>,
}

/// All ends of a `use` tree.
pub(crate) fn leaves(tree: &UseTree) -> Vec<Leaf> {
    let mut found = Vec::new();
    add_leaves(tree, &mut Vec::new(), &mut found);
    found
}

fn add_leaves(tree: &UseTree, before: &mut Vec<String>, found: &mut Vec<Leaf>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            add_leaves(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_leaves(tree, before, found)),
        UseTree::Name(name) => found.push(leaf(before, &name.ident, &name.ident)),
        UseTree::Rename(rename) => found.push(leaf(before, &rename.ident, &rename.rename)),
        UseTree::Glob(glob) => {
            let path = before.iter().cloned().chain(["*".to_owned()]).collect();
            found.push(Leaf { line: glob.star_token.span.start().line, path, name: None });
        }
    }
}

fn leaf(before: &[String], ident: &Ident, name: &Ident) -> Leaf {
    let mut path = before.to_vec();
    let mut name = name.to_string();
    if ident == "self" {
        name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
    } else {
        path.push(ident.to_string());
    }
    Leaf { line: ident.span().start().line, path, name: Some(name) }
}

struct Collector {
    names: Names,
    module: Vec<String>,
}

impl Collector {
    fn add(&mut self, name: String, meaning: Vec<String>) {
        let meaning = from_crate(&meaning, &self.module);
        self.names.meanings.insert((self.module.clone(), name), meaning);
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let inner: Vec<String> = self.module.iter().cloned().chain([item.ident.to_string()]).collect();
        self.add(item.ident.to_string(), inner.clone());
        let outside = std::mem::replace(&mut self.module, inner);
        visit::visit_item_mod(self, item);
        self.module = outside;
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        if let Some((_, name)) = &item.rename {
            self.add(name.to_string(), vec![item.ident.to_string()]);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for leaf in leaves(&item.tree) {
            if let Some(name) = leaf.name {
                self.add(name, leaf.path);
            }
        }
    }
}
