//! The whole computation behind an answer, laid out for a terminal.

use std::fmt::{self, Write as _};

use crate::{
    replies::Shown,
    routing::{Explanation, Outcome},
};

/// How many features are shown, those that add most; the rest is summed up in one line, so that columns add up.
const FEATURES: usize = 40;

/// How an answer came about, from the text to the decision. Every step is headed by a line that begins with its number.
#[must_use]
pub fn explained(told: &Explanation) -> String {
    let mut lines = String::new();
    let written = reading(told, &mut lines)
        .and_then(|()| features(told, &mut lines))
        .and_then(|()| topics(told, &mut lines))
        .and_then(|()| decision(told, &mut lines));
    debug_assert!(written.is_ok(), "a text can always be written to");
    lines.truncate(lines.trim_end().len());
    lines
}

fn reading(told: &Explanation, lines: &mut String) -> fmt::Result {
    writeln!(lines, "1. The text as it is read")?;
    writeln!(lines, "   {}", Shown::typed_plain(&told.cleaned).as_str())?;
    for (what, cut) in [("code", told.code), ("a link", told.link)] {
        if cut {
            writeln!(lines, "   ({what} was cut out)")?;
        }
    }
    writeln!(lines, "\n2. Its words: written, read as, stem, sentence.clause, weight")?;
    for word in &told.words {
        let written = Shown::typed_plain(&word.written).at_most(24);
        let read = word.corrected.as_ref().map_or(word.word.clone(), |meant| format!("{meant} (a slip)"));
        writeln!(
            lines,
            "   {:<24} {:<28} {:<20} {}.{} {:>5.2}",
            written.as_str(),
            Shown::typed_plain(&read).at_most(28).as_str(),
            Shown::typed_plain(&word.stem).at_most(20).as_str(),
            word.sentence,
            word.clause,
            word.weight
        )?;
    }
    Ok(())
}

fn features(told: &Explanation, lines: &mut String) -> fmt::Result {
    writeln!(lines, "\n3. What each feature adds to the likeliest topics, by its value in the text")?;
    for (number, topic) in (1..).zip(&told.topics) {
        writeln!(lines, "   ({number}) {}", topic.name)?;
    }
    write!(lines, "   {:<32} {:>6}", "", "value")?;
    (1..=told.topics.len()).try_for_each(|number| write!(lines, " {:>7}", format!("({number})")))?;
    writeln!(lines)?;
    let shown = told.features.len().min(FEATURES);
    for feature in &told.features[..shown] {
        let name = Shown::typed_plain(&feature.name).at_most(32);
        write!(lines, "   {:<32} {:>6.3}", name.as_str(), feature.value)?;
        row(lines, feature.adds.iter().copied())?;
    }
    let rest = &told.features[shown..];
    if !rest.is_empty() {
        write!(lines, "   {:<32} {:>6}", format!("{} more", rest.len()), "")?;
        row(lines, (0..told.topics.len()).map(|at| rest.iter().map(|feature| feature.adds[at]).sum()))?;
    }
    write!(lines, "   {:<32} {:>6}", "every text", "")?;
    row(lines, told.topics.iter().map(|topic| topic.bias))?;
    write!(lines, "   {:<32} {:>6}", "sum", "")?;
    row(lines, told.topics.iter().map(|topic| topic.by_words + topic.bias))?;
    writeln!(lines, "   {} features that no phrase teaches anything about are left out.", told.unknown)
}

fn row(lines: &mut String, values: impl Iterator<Item = f32>) -> fmt::Result {
    for value in values {
        write!(lines, " {value:>+7.3}")?;
    }
    writeln!(lines)
}

fn topics(told: &Explanation, lines: &mut String) -> fmt::Result {
    writeln!(lines, "\n4. Patterns that match, each adds {:.1}", told.pattern_bonus)?;
    let mut none = true;
    for topic in &told.topics {
        for pattern in &topic.patterns {
            none = false;
            writeln!(lines, "   {}: {}", topic.name, Shown::typed_plain(pattern).as_str())?;
        }
    }
    if none {
        writeln!(lines, "   none")?;
    }
    writeln!(lines, "\n5. Scores (sum / {:.2} + bonus) and probabilities among all topics", told.temperature)?;
    for topic in &told.topics {
        let kind = if topic.aside { "aside" } else { "duty" };
        writeln!(
            lines,
            "   {:<40} {kind:<5} bonus {:>+5.2}  score {:>+7.3}  {:.4}",
            topic.name, topic.bonus, topic.score, topic.probability
        )?;
    }
    Ok(())
}

fn decision(told: &Explanation, lines: &mut String) -> fmt::Result {
    writeln!(lines, "\n6. From coarse to fine: the likeliest side, the roles on it, the duty of these")?;
    for (what, shares) in [("side", &told.sides), ("roles", &told.deciders)] {
        for (name, probability) in shares {
            writeln!(lines, "   {what:<5} {name:<46} {probability:.4}")?;
        }
    }
    writeln!(lines, "\n7. The decision: sure from {:.2} on", told.sure)?;
    let outcome = match &told.route.outcome {
        Outcome::Duty(duty) => format!("duty {duty}"),
        Outcome::Aside(aside) => format!("aside {aside}: nobody has to be found"),
        Outcome::Unsure => "unsure: ask back".to_owned(),
    };
    writeln!(lines, "   {outcome}, with {:.4}", told.route.confidence)
}
