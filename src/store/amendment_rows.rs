//! Changes of a poll's options, as a column: a JSON list with the moment, the word for what was done, and the texts of each.

use serde::Deserialize;

use super::{StoreError, rows::Fields};
use crate::{
    clock::Timestamp,
    polls::amendment::{Amended, Amendment},
};

/// A change as it is kept.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    OfOne(i64, String, String),
    FromTo(i64, String, String, String),
}

/// Changes as they are stored; nothing for none.
pub(super) fn amended_column(amendments: &[Amendment]) -> Option<String> {
    let kept = |Amendment { what, at }: &Amendment| match what {
        Amended::Added(text) => serde_json::json!([at.millis(), "added", text]),
        Amended::Reworded { before, now } => serde_json::json!([at.millis(), "reworded", before, now]),
        Amended::Removed(text) => serde_json::json!([at.millis(), "removed", text]),
    };
    let list: Vec<_> = amendments.iter().map(kept).collect();
    (!list.is_empty()).then(|| serde_json::Value::Array(list).to_string())
}

/// The changes of a poll.
pub(super) fn read_amended(fields: &Fields<'_>) -> Result<Vec<Amendment>, StoreError> {
    Ok(fields.maybe_parsed("amended", |list| amended_of(&list))?.unwrap_or_default())
}

fn amended_of(list: &str) -> Result<Vec<Amendment>, String> {
    let kept: Vec<Kept> = serde_json::from_str(list).map_err(|error| error.to_string())?;
    let amendment = |kept| {
        let (at, what) = match kept {
            Kept::OfOne(at, what, text) if what == "added" => (at, Amended::Added(text)),
            Kept::OfOne(at, what, text) if what == "removed" => (at, Amended::Removed(text)),
            Kept::FromTo(at, what, before, now) if what == "reworded" => (at, Amended::Reworded { before, now }),
            Kept::OfOne(_, what, _) | Kept::FromTo(_, what, ..) => return Err(format!("{what} is no change")),
        };
        Ok(Amendment { what, at: Timestamp::from_millis(at) })
    };
    kept.into_iter().map(amendment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_back() {
        let reworded = Amended::Reworded { before: "a".into(), now: "b".into() };
        let all = [Amended::Added("\"a\"".into()), reworded, Amended::Removed("b".into())];
        let all = all.map(|what| Amendment { what, at: Timestamp::from_millis(7) });
        assert_eq!(amended_column(&all).map(|list| amended_of(&list)), Some(Ok(all.into())));
        assert_eq!(amended_column(&[]), None);
        for broken in ["", "{}", "[[1,\"added\"]]", "[[1,\"reworded\",\"a\"]]", "[[1,\"moved\",\"a\",\"b\"]]"] {
            assert!(amended_of(broken).is_err(), "{broken}");
        }
    }
}
