//! CODEOWNERS: a pattern and its owners on each line (GitHub), in sections that may have owners of their own (GitLab).

use super::{Around, Contents, Entry, Owner, Problem, Says, Wrong};
use crate::workspace::{decision::Decides, names::Topic, subject::Subject};

pub(super) fn read(text: &str, around: Around<'_>) -> Contents {
    let mut contents = Contents::default();
    let mut of_section: Vec<String> = Vec::new();
    for (line, written) in (1..).zip(text.lines()) {
        let written_words = words(written);
        let Some((pattern, owners)) = written_words.split_first() else {
            continue;
        };
        if let Some(after) = section(written) {
            of_section = words(after);
            continue;
        }
        let owners = if owners.is_empty() { &of_section[..] } else { owners };
        // A pattern without owners is owned by nobody, and that is no decision.
        if owners.is_empty() {
            continue;
        }
        let topic = if pattern == "*" { around.all_files } else { pattern };
        match entry(line, topic, owners, around) {
            Ok(entry) => contents.entries.push(entry),
            Err(what) => contents.problems.push(Problem { line, what }),
        }
    }
    contents
}

/// A topic that these own, as far as they are known.
pub(super) fn entry(line: usize, topic: &str, owners: &[String], around: Around<'_>) -> Result<Entry, Wrong> {
    let subject = Topic::new(topic).map(Subject::Topic).map_err(Wrong::BadTopic)?;
    let (mut roles, mut people, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for owner in owners {
        match around.owners.find(around.handbook, owner) {
            Some(Owner::Role(role)) => roles.push(role),
            Some(Owner::Holder(holder)) => people.push(holder),
            None => unknown.push(owner.clone()),
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
    Ok(Entry { line, subject, says: Says::Owners(decides) })
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
