//! Where tests find the document.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Contract;

/// The contract for all tests of a process: from the file that the variable `DISCORD_OPENAPI` names, or else from `fallback`.
///
/// Where there is no such file, one line on standard error says so and there is no contract. With the variable `CI` set it must be
/// there.
///
/// # Panics
/// If the file cannot be used, or is missing where it must be there.
pub fn for_tests(fallback: impl AsRef<Path>) -> Option<Contract> {
    static CONTRACT: OnceLock<Option<Contract>> = OnceLock::new();
    let find = || {
        let named = env::var_os("DISCORD_OPENAPI").map(PathBuf::from);
        let mandatory = named.is_some() || env::var_os("CI").is_some();
        find(&named.unwrap_or_else(|| fallback.as_ref().to_owned()), mandatory)
    };
    CONTRACT.get_or_init(find).clone()
}

fn find(path: &Path, mandatory: bool) -> Option<Contract> {
    if mandatory || path.exists() {
        return Some(Contract::load(path).unwrap_or_else(|error| panic!("Discord's OpenAPI document: {error}")));
    }
    // Written past the capture of test output: what was not tried must be seen. Nobody reads it if that fails.
    let _ = writeln!(
        io::stderr(),
        "note: nothing is held against Discord's OpenAPI document: there is no {}; DISCORD_OPENAPI can name it",
        path.display()
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_document_nothing_is_held_against_it() {
        assert!(find(Path::new("no/such/file"), false).is_none());
    }

    #[test]
    #[should_panic(expected = "Discord's OpenAPI document: no/such/file cannot be read")]
    fn in_ci_the_document_must_be_there() {
        find(Path::new("no/such/file"), true);
    }
}
