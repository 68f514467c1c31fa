//! One text, answered for a person at a terminal.

use crate::{
    handbook::{Duty, Handbook},
    replies::{Marks, Shown, Wording, changes, evidence, how_sure, others, who_decides},
    routing::{Outcome, Route, WhatIf},
};

/// The route in words, one statement a line: who decides, how sure that is, why, what would have changed it, and what else it
/// may be.
#[must_use]
pub fn readable(handbook: &Handbook, route: &Route, what_if: &WhatIf) -> String {
    let wording = Wording::of(handbook);
    let mut lines = match &route.outcome {
        Outcome::Duty(id) => handbook.duty(id.as_str()).map(|duty| decided(handbook, duty)).unwrap_or_default(),
        Outcome::Unsure => vec![wording.ask_unsure()],
        Outcome::Aside(id) => {
            let aside = handbook.asides().find(|aside| aside.id == *id);
            vec![wording.ask_aside(Shown::ours(aside.map_or("", |aside| &aside.title)))]
        }
    };
    lines.extend(evidence(handbook, route, Marks::Plain));
    lines.push(how_sure(handbook, route));
    lines.extend(changes(handbook, route, what_if, Marks::Plain));
    let others = others(handbook, route, Marks::Plain);
    if !others.is_empty() {
        lines.push(wording.ask_candidates());
        lines.extend(others.iter().map(|other| format!("  {other}")));
    }
    lines.join("\n")
}

/// Who decides, about what, and what to do now.
fn decided(handbook: &Handbook, duty: &Duty) -> Vec<String> {
    let wording = Wording::of(handbook);
    vec![
        who_decides(handbook, duty),
        wording.ask_duty(Shown::ours(&duty.title), Shown::ours(&duty.summary)),
        wording.ask_next(Shown::ours(&duty.next_step)),
    ]
}
