//! What the tests need once: the shipped handbook with its router, and the sets of questions.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use lanekeeper::{
    handbook::{Handbook, Library, files},
    replies::DECLARED,
    routing::{
        Router,
        score::{Question, questions},
    },
};

/// The shipped handbook.
pub(crate) fn handbook() -> &'static Handbook {
    static LIBRARY: LazyLock<Library> =
        LazyLock::new(|| Library::load(&files::packed(), DECLARED).unwrap_or_else(|problems| panic!("{problems}")));
    LIBRARY.fallback()
}

/// Its router.
pub(crate) fn router() -> &'static Router {
    static ROUTER: LazyLock<Router> = LazyLock::new(|| Router::new(handbook()));
    &ROUTER
}

/// The questions that stand beside these tests.
pub(crate) fn own() -> Vec<Question> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/own.jsonl"))
}

/// The questions by which the method was tuned.
pub(crate) fn tuned() -> Vec<Question> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/tune.jsonl"))
}

/// Questions on topics of their own, written before the method that they judge: one half was looked at afterwards, of the other
/// half only sums.
pub(crate) fn fresh() -> [Vec<Question>; 2] {
    ["open", "closed"]
        .map(|half| read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/routing/fresh-{half}.jsonl"))))
}

/// The questions that were scored once, after everything else was settled. Nobody reads them.
pub(crate) fn last() -> Vec<Question> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/final.jsonl"))
}

/// A further set of questions, kept outside the repository so that nobody writes phrases from it: the file that `ROUTING_DEV`
/// names, or `../shared/routing/dev.jsonl`.
///
/// Where it is absent, the test that asked for it has nothing to do and says so; with `CI=true` that is a failure.
pub(crate) fn kept_apart() -> Option<Vec<Question>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/routing/dev.jsonl");
    let path = env::var_os("ROUTING_DEV").map_or_else(beside, PathBuf::from);
    if path.exists() {
        return Some(read(&path));
    }
    let told = format!("no questions at {}: set ROUTING_DEV to a file of them", path.display());
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{told}");
    eprintln!("{told}");
    None
}

/// Reads a file of questions.
fn read(path: &Path) -> Vec<Question> {
    let lines = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    questions(&lines).unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()))
}
