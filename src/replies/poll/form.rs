//! The form in which a poll is written.

use crate::{
    handbook::Handbook,
    polls::{
        options::{LONGEST, MOST},
        poll::LONGEST_QUESTION,
    },
    replies::{ComponentName, Field, Form, Shown, Wording},
    workspace::dates::LONGEST_DATE,
};

/// The form in which a poll is written was sent.
pub const POLL_THIS: ComponentName = ComponentName("poll-this");
/// The field of the question.
pub const POLL_QUESTION: &str = "question";
/// The field of the options.
pub const POLL_OPTIONS: &str = "options";
/// The field of the time of the close.
pub const POLL_CLOSES: &str = "closes";

/// The form in which a poll is written; `question` is what stands there at first.
#[must_use]
pub fn poll_form(handbook: &Handbook, question: &str) -> Form {
    let say = Wording::of(handbook);
    Form::new(POLL_THIS.id(), Shown::ours(say.poll_form_poll_title()))
        .with(question_field(&say, question))
        .with(options_field(&say, &[]))
        .with(closes_field(&say, ""))
}

/// The answers of a question with two, as if a person had typed them.
#[must_use]
pub fn yes_and_no(handbook: &Handbook) -> [String; 2] {
    let say = Wording::of(handbook);
    [say.poll_yes(), say.poll_no()]
}

fn most(characters: usize) -> u16 {
    u16::try_from(characters).unwrap_or(u16::MAX)
}

fn filled(lines: &[&str], most: usize) -> Option<Shown> {
    let lines: Vec<String> = lines.iter().map(|line| Shown::typed_plain(line).into()).collect();
    Some(Shown::ours(lines.join("\n")).at_most(most)).filter(|text| !text.is_empty())
}

/// The field of the question, with what stands there at first.
pub(super) fn question_field(say: &Wording, question: &str) -> Field {
    let field = Field::line(POLL_QUESTION, Shown::ours(say.poll_form_question()), most(LONGEST_QUESTION));
    Field { text: filled(&[question], LONGEST_QUESTION), ..field }
}

/// The field of the options, one on each line.
pub(super) fn options_field(say: &Wording, options: &[&str]) -> Field {
    let longest = MOST * (LONGEST + 1);
    Field {
        required: true,
        least: 1,
        example: Some(Shown::ours(say.poll_form_options_example())),
        text: filled(options, longest),
        ..Field::remarks(POLL_OPTIONS, Shown::ours(say.poll_form_options()), most(longest))
    }
}

/// The field of the time of the close.
pub(super) fn closes_field(say: &Wording, closes: &str) -> Field {
    Field {
        required: false,
        least: 0,
        example: Some(Shown::ours(say.poll_form_closes_example())),
        text: filled(&[closes], LONGEST_DATE),
        ..Field::line(POLL_CLOSES, Shown::ours(say.poll_form_closes()), most(LONGEST_DATE))
    }
}
