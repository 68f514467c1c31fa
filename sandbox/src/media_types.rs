//! Media types by the ending of a file's name, for uploads that come without one.

/// Endings that teams send each other, and what Discord's file store makes of them.
const KINDS: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("log", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("toml", "application/toml; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
];

/// What says nothing about a file.
const ANYTHING: &str = "application/octet-stream";

/// The media type of a file: as it was declared, else by its name.
pub(crate) fn of(filename: &str, declared: Option<&str>) -> Option<String> {
    if let Some(declared) = declared.filter(|declared| *declared != ANYTHING) {
        return Some(declared.to_owned());
    }
    let ending = filename.rsplit_once('.')?.1.to_ascii_lowercase();
    KINDS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| (*kind).to_owned())
}

/// The groups of endings that a form can ask for by name (`reference#file-type-filtering`).
const GROUPS: &[(&str, &[&str])] = &[
    ("image", &[".png", ".gif", ".jpg", ".jpeg", ".jfif", ".webp", ".avif"]),
    ("video", &[".mp4", ".mov", ".qt", ".webm"]),
    ("audio", &[".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac"]),
];

/// Whether `kind` is one that a form can ask for: a group, or an ending with its dot.
pub(crate) fn is_kind(kind: &str) -> bool {
    GROUPS.iter().any(|(group, _)| *group == kind) || (kind.starts_with('.') && kind.len() > 1)
}

/// Whether a file's name has an ending of a kind that a form asks for. What is in the file doesn't count.
pub(crate) fn fits(filename: &str, kind: &str) -> bool {
    let name = filename.to_ascii_lowercase();
    let group = GROUPS.iter().find(|(group, _)| *group == kind);
    let endings = group.map_or_else(
        || vec![kind.to_ascii_lowercase()],
        |(_, endings)| endings.iter().map(|ending| (*ending).to_owned()).collect(),
    );
    endings.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::{fits, of};

    #[test]
    fn a_kind_is_asked_for_by_family_or_by_ending() {
        assert!(fits("Plan.PNG", "image") && fits("plan.pdf", ".PDF"));
        assert!(!fits("plan.pdf", "image") && !fits("png", "image") && !fits("plan.pdf.exe", ".pdf"));
    }

    #[test]
    fn what_was_declared_counts_and_else_the_name() {
        assert_eq!(of("a.png", Some("image/x-own")).as_deref(), Some("image/x-own"));
        assert_eq!(of("A.PNG", Some("application/octet-stream")).as_deref(), Some("image/png"));
        assert_eq!(of("votes.csv", None).as_deref(), Some("text/csv; charset=utf-8"));
        assert_eq!(of("core.dump", None), None);
        assert_eq!(of("png", None), None);
    }
}
