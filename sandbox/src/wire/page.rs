//! The page: the files of `sandbox/page/`, compiled in.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Name and content of each file named, out of `sandbox/page/`.
macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_bytes!(concat!("../../page/", $name)))),*] };
}

/// The files of the page.
const FILES: &[(&str, &[u8])] = files![
    "announce.js",
    "api.js",
    "apps.js",
    "colour.js",
    "command-form.js",
    "commands.js",
    "components.js",
    "composer.css",
    "composer.js",
    "directory.js",
    "dom.js",
    "drawers.js",
    "embeds.js",
    "events.js",
    "form-inputs.js",
    "index.html",
    "interactions.js",
    "main.js",
    "mark.svg",
    "markdown-blocks.js",
    "markdown-inline.js",
    "markdown.js",
    "marks.css",
    "marks.js",
    "media.js",
    "members.js",
    "mentions.js",
    "menu.js",
    "message.js",
    "messages.css",
    "messages.js",
    "modal.js",
    "page.css",
    "picker.js",
    "poll-form.js",
    "polls.js",
    "popup.js",
    "popups.css",
    "reactions.js",
    "read-marks.js",
    "route.js",
    "select.js",
    "session.js",
    "sidebar.js",
    "snowflake.js",
    "state.js",
    "status.js",
    "suggestions.js",
    "switcher.js",
    "tally.js",
    "time.js",
    "tray.js",
    "weather-panel.js",
    "weather.css",
    "weather.js",
    "welcome.js",
];

/// The media type of each kind of file.
const KINDS: &[(&str, &str)] = &[
    (".html", "text/html; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".svg", "image/svg+xml"),
];

/// The page itself.
pub(super) fn index() -> Response {
    serve("index.html")
}

/// `GET /page/{file}`: a part of the page.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    serve(&name)
}

fn serve(name: &str) -> Response {
    let content = FILES.iter().find(|(file, _)| *file == name).map(|(_, content)| *content);
    match (content, kind(name)) {
        (Some(content), Some(kind)) => {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], content).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{FILES, kind};

    fn folder() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("page")
    }

    #[test]
    fn every_file_of_the_folder_is_served() {
        let mut there: Vec<String> = std::fs::read_dir(folder())
            .expect("the page's folder can be read")
            .map(|entry| entry.expect("an entry can be read").file_name().into_string().expect("names are UTF-8"))
            .filter(|name| kind(name).is_some())
            .collect();
        there.sort();
        let served: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(served, there, "the list in src/wire/page.rs is sorted and names each file of sandbox/page/");
    }

    #[test]
    fn every_file_that_is_asked_for_exists() {
        for (name, content) in FILES {
            let text = std::str::from_utf8(content).expect("the page is text");
            for wanted in asked_for(text) {
                assert!(FILES.iter().any(|(file, _)| *file == wanted), "{name} asks for {wanted}, which isn't there");
            }
        }
    }

    /// File names after `/page/` in markup, and after `from "./` in modules.
    fn asked_for(text: &str) -> impl Iterator<Item = &str> {
        ["\"/page/", "from \"./"]
            .into_iter()
            .flat_map(move |mark| text.split(mark).skip(1))
            .filter_map(|after| after.split('"').next())
    }
}
