//! The page as a person uses it: keys and clicks in, what is to be seen out.

use std::{future::Future, panic::Location};

use fantoccini::{
    Client,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use serde_json::{Value, json};

use crate::stage::PATIENCE;

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Looks again and again, in the page itself, until `look` finds something or the time is over.
const WAIT: &str = "
    const done = arguments[arguments.length - 1];
    const [patience, ...given] = arguments;
    const end = performance.now() + patience;
    const look = (...args) => { LOOK };
    const again = () => {
        const found = look(...given);
        if (found || performance.now() > end) done(found || null);
        else setTimeout(again, 15);
    };
    again();";

/// The last element on screen that fits a selector and holds some words: new things come at the end.
const SHOWN: &str = "
    const [selector, words] = args;
    const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
    return [...document.querySelectorAll(selector)].filter((node) => shown(node) && node.innerText.includes(words)).at(-1);";

/// A browser window with the page in it.
pub(crate) struct Page {
    client: Client,
    origin: String,
}

impl Page {
    pub(crate) fn new(client: Client, origin: String) -> Self {
        Self { client, origin }
    }

    /// Opens an address of the page and waits until everything is there.
    pub(crate) async fn opens(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.origin)).await.expect("the page is served");
        self.sees("html[data-ready=true]", "").await;
    }

    /// Types on the keyboard, into whatever has the focus.
    pub(crate) async fn types(&self, text: &str) {
        let keyboard = KeyActions::new("keyboard".into());
        let strokes = text
            .chars()
            .fold(keyboard, |keyboard, value| keyboard.then(KeyAction::Down { value }).then(KeyAction::Up { value }));
        self.client.perform_actions(strokes).await.expect("there is a keyboard");
    }

    /// Presses one key.
    pub(crate) async fn presses(&self, key: Key) {
        self.types(&char::from(key).to_string()).await;
    }

    /// Clicks the last thing on screen that fits `selector` and holds `words`, as soon as it is there.
    #[track_caller]
    pub(crate) fn clicks<'a>(&'a self, selector: &'a str, words: &'a str) -> impl Future<Output = ()> + 'a {
        let shown = self.sees(selector, words);
        async move { shown.await.click().await.expect("it can be clicked") }
    }

    /// Waits until something on screen fits `selector` and holds `words`; the last such thing.
    #[track_caller]
    pub(crate) fn sees<'a>(&'a self, selector: &'a str, words: &'a str) -> impl Future<Output = Element> + 'a {
        let found = self.finds(format!("{words:?} in {selector}"), SHOWN, vec![json!(selector), json!(words)]);
        async move {
            let found = found.await;
            let id = found[ELEMENT].as_str().expect("an element was found").to_owned();
            Element::from_element_id(self.client.clone(), id.into())
        }
    }

    /// Waits until nothing on screen fits `selector`.
    #[track_caller]
    pub(crate) fn sees_no<'a>(&'a self, selector: &'a str) -> impl Future<Output = ()> + 'a {
        let gone = format!("const found = ((...args) => {{ {SHOWN} }})(...args); return !found;");
        let gone = self.finds(format!("{selector} to be gone"), &gone, vec![json!(selector), json!("")]);
        async move { drop(gone.await) }
    }

    /// Waits until the keyboard's focus is on what fits `selector`.
    #[track_caller]
    pub(crate) fn writes_in<'a>(&'a self, selector: &'a str) -> impl Future<Output = ()> + 'a {
        let focused = "return document.activeElement?.matches(args[0]);";
        let focused = self.finds(format!("the focus on {selector}"), focused, vec![json!(selector)]);
        async move { drop(focused.await) }
    }

    /// What a script finds in the page at this moment.
    pub(crate) async fn evaluates(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("the script is sound")
    }

    /// A picture of the window, as PNG.
    pub(crate) async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("Chromium draws")
    }

    /// Waits for what a script finds. Fails at the caller's line, with what the page shows instead.
    #[track_caller]
    fn finds<'a>(&'a self, what: String, look: &str, given: Vec<Value>) -> impl Future<Output = Value> + use<'a> {
        let caller = Location::caller();
        let script = WAIT.replace("LOOK", look);
        let patience = json!(PATIENCE.as_millis() as u64);
        let given = std::iter::once(patience).chain(given).collect();
        async move {
            let found = self.client.execute_async(&script, given).await;
            match found.unwrap_or_else(|error| panic!("{caller}: looking for {what}: {error}")) {
                Value::Null => panic!("{caller}: waited in vain for {what}. The page shows:\n\n{}", self.text().await),
                found => found,
            }
        }
    }

    async fn text(&self) -> String {
        let text = self.evaluates("return document.body.innerText;").await;
        text.as_str().unwrap_or_default().to_owned()
    }
}
