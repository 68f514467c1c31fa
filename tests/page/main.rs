//! The sandbox's page in headless Chromium, with the real bot behind it.
//!
//! A scene says what a person types and presses and what they then see. It fails on whatever the browser complains about, be it
//! an exception, a file that is not there or a breach of the content security policy.
//!
//! Chromium and chromedriver are found through `PATH`; `CHROMEDRIVER` names another chromedriver. Where they are missing nothing
//! is run, which is said, except in CI (`CI=true`), where it is a failure.

mod asking;
mod browser;
mod components;
mod failing;
mod files;
mod forms;
mod history;
mod marks;
mod menus;
mod page;
mod people;
mod picture;
mod posting;
mod stage;
mod weather;

pub(crate) use page::Page;
pub(crate) use stage::scene;
