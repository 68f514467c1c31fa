//! CODEOWNERS: a pattern and its owners on each line (GitHub), in sections that may have owners of their own (GitLab).

use super::{Around, Contents, Entry, Owner, Problem, Says, Wrong, diff::owned, owners::Known};
use crate::workspace::{
    decision::{Decides, MOST_NAMED},
    names::Topic,
    subject::Subject,
};

pub(super) fn read(text: &str, around: Around<'_>) -> Contents {
    let (mut contents, known) = (Contents::default(), around.owners.known(around.handbook));
    let mut of_section = None;
    for (line, written) in (1..).zip(text.lines()) {
        let written_words = words(written);
        let Some((pattern, owners)) = written_words.split_first() else {
            continue;
        };
        if let Some(after) = section(written) {
            let owners = words(after);
            of_section = (!owners.is_empty()).then(|| decides(&owners, &known));
            continue;
        }
        let decides = if owners.is_empty() { of_section.clone() } else { Some(decides(owners, &known)) };
        // A pattern without owners is owned by nobody, and that is no decision.
        let Some(decides) = decides else {
            continue;
        };
        let topic = if pattern == "*" { around.all_files } else { pattern };
        match entry(line, topic, decides) {
            Ok(entry) => contents.entries.push(entry),
            Err(what) => contents.problems.push(Problem { line, what }),
        }
    }
    contents
}

/// A topic that somebody owns.
pub(super) fn entry(line: usize, topic: &str, decides: Result<Decides, Wrong>) -> Result<Entry, Wrong> {
    let subject = Topic::new(topic).map(Subject::Topic).map_err(Wrong::BadTopic)?;
    Ok(Entry { line, subject, says: Says::Owners(decides?) })
}

/// Who decides what these own, if all of them are known and can be named in one decision. Of those that are not known, a few are told.
pub(super) fn decides(owners: &[String], known: &Known) -> Result<Decides, Wrong> {
    let (mut roles, mut people, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for owner in owners {
        match known.find(owner) {
            Some(Owner::Role(role)) => add(&mut roles, role),
            Some(Owner::Holder(holder)) => add(&mut people, holder),
            None if unknown.len() < MOST_NAMED => add(&mut unknown, owner),
            None => {}
        }
    }
    // To leave one owner out would hand the thing to the others.
    if !unknown.is_empty() {
        return Err(Wrong::UnknownOwners(unknown));
    }
    let decides = match (roles.is_empty(), people.is_empty()) {
        (false, false) => return Err(Wrong::RolesAndPeople),
        (false, true) => Decides::Roles(roles),
        _ => Decides::People(people),
    };
    owned(decides).checked().map(|draft| draft.decides).map_err(Wrong::BadDraft)
}

fn add<T: Clone + PartialEq>(to: &mut Vec<T>, one: &T) {
    if !to.contains(one) {
        to.push(one.clone());
    }
}

/// What follows the heading of a section, `[Name]`, `^[Name]` or `[Name][2]`: its owners.
fn section(line: &str) -> Option<&str> {
    let rest = line.trim().trim_start_matches('^').strip_prefix('[')?;
    let (_, after) = rest.split_once(']')?;
    let after = after.trim_start();
    // How many have to approve.
    Some(after.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(after, |(_, after)| after))
}

/// The words of a line up to a comment; `\` takes a space or `#` into a word.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => word.extend(letters.next()),
            '#' if word.is_empty() => break,
            letter if letter.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            letter => word.push(letter),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
