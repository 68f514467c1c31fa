//! Files in request bodies: those that come along, and those that stay (`resources/message#attachment-object`).

use std::collections::BTreeMap;

use bytes::Bytes;

use super::{Form, length};
use crate::media_types;
use crate::world::files::{Kept, NewFile};
use crate::world::ids::AttachmentId;
use crate::world::limits;

/// Files that came with a body, by the number `n` of `files[n]`.
pub(crate) type Uploads = BTreeMap<u64, Upload>;

/// A file that came with a body.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) content: Bytes,
}

/// What `attachments` says about a file.
#[derive(Debug, Default)]
struct Entry {
    filename: Option<String>,
    title: Option<String>,
    description: Option<String>,
    spoiler: Option<bool>,
}

/// The old files that `attachments` keeps, if it says so, and the new ones, described by it or not.
pub(super) fn read(form: &Form<'_>, uploads: &Uploads) -> (Option<Vec<Kept>>, Vec<NewFile>) {
    if uploads.len() > limits::FILES {
        form.complain("files", "BASE_TYPE_MAX_LENGTH", format!("Must be {} or fewer in length.", limits::FILES));
    }
    let mut kept = Vec::new();
    let mut described: BTreeMap<u64, Entry> = BTreeMap::new();
    for listed in form.objects("attachments", 0..=limits::FILES).iter().flatten() {
        if listed.value("id").is_none() {
            listed.complain_missing("id");
        }
        let Some(id) = listed.snowflake::<u64>("id") else {
            continue;
        };
        let entry = read_entry(listed);
        if uploads.contains_key(&id) {
            described.insert(id, entry);
        } else {
            kept.push(Kept { id: AttachmentId::from(id), description: entry.description, spoiler: entry.spoiler });
        }
    }
    let new = uploads.iter().map(|(number, upload)| new_file(upload, described.remove(number).unwrap_or_default()));
    let new = new.collect();
    (form.given("attachments").then_some(kept), new)
}

fn read_entry(listed: &Form<'_>) -> Entry {
    Entry {
        filename: listed.text("filename", limits::FILE_DESCRIPTION),
        title: listed.text("title", limits::FILE_DESCRIPTION),
        description: listed.text("description", limits::FILE_DESCRIPTION),
        spoiler: listed.boolean("is_spoiler"),
    }
}

fn new_file(upload: &Upload, entry: Entry) -> NewFile {
    let named = entry.filename.as_deref().unwrap_or(&upload.filename);
    let mut file = uploaded(named, upload.content_type.as_deref(), upload.content.clone());
    file.title = entry.title.or(file.title);
    file.description = entry.description;
    file.spoiler = entry.spoiler.unwrap_or(false);
    file
}

/// A file as somebody uploads it, under the name that Discord gives it.
pub(crate) fn uploaded(filename: &str, content_type: Option<&str>, content: Bytes) -> NewFile {
    let stored = safe_name(filename);
    let content_type = media_types::of(&stored, content_type);
    // A name that had to be changed is kept as a title, without its ending.
    let title = filename.rsplit_once('.').map_or(filename, |(name, _)| name).to_owned();
    let title = Some(title).filter(|_| stored != filename && !filename.is_empty());
    NewFile { filename: stored, title, description: None, content_type, spoiler: false, content }
}

/// The name as Discord stores it: letters, digits, and a few signs.
fn safe_name(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|c| if c == ' ' { '_' } else { c })
        .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        .collect();
    if length(&kept) == 0 { "unnamed".into() } else { kept }
}
