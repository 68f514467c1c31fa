//! Reading request bodies as Discord reads them: unknown fields are ignored, everything wrong is reported at its place, at once.

mod commands;
mod components;
mod embeds;
mod files;
mod inputs;
mod layout;
mod members;
mod messages;
mod modals;
mod numbers;
mod options;
mod polls;
mod threads;

use std::cell::RefCell;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde_json::{Map, Value};

pub(crate) use self::commands::{read_command, read_command_edit, read_commands};
pub(crate) use self::files::{Upload, Uploads, uploaded};
pub(crate) use self::members::read_member_change;
pub(crate) use self::messages::{read_draft, read_edit};
pub(crate) use self::modals::read_modal;
pub(crate) use self::numbers::{component_with, walk_components, walk_components_mut};
pub(crate) use self::options::read_choices;
pub(crate) use self::polls::read_poll;
pub(crate) use self::threads::{
    ChannelChange, ThreadChange, read_channel_change, read_thread_change, read_thread_plan,
};

use crate::world::errors::{ApiError, FieldError};

/// How long a text may be, in code points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Length {
    pub(crate) min: usize,
    pub(crate) max: usize,
}

impl Length {
    pub(crate) const fn up_to(max: usize) -> Self {
        Self { min: 0, max }
    }

    pub(crate) const fn between(min: usize, max: usize) -> Self {
        Self { min, max }
    }
}

/// How long Discord takes a text to be.
pub(crate) fn length(text: &str) -> usize {
    text.chars().count()
}

/// What is wrong with a body so far.
#[derive(Debug, Default)]
struct Problems(RefCell<Vec<FieldError>>);

/// An object in a body, and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Form<'a> {
    fields: &'a Map<String, Value>,
    path: String,
    problems: &'a Problems,
}

/// Reads a body; if anything in it is wrong, everything that is wrong is the error.
pub(crate) fn read<T>(body: &Value, read: impl FnOnce(&Form<'_>) -> T) -> Result<T, ApiError> {
    let problems = Problems::default();
    let Some(fields) = body.as_object() else {
        return Err(ApiError::invalid_field("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"));
    };
    let result = read(&Form { fields, path: String::new(), problems: &problems });
    let found = problems.0.into_inner();
    if found.is_empty() { Ok(result) } else { Err(ApiError::invalid_form(found)) }
}

/// Reads a body that is a list of objects.
pub(crate) fn read_list<T>(body: &Value, read: impl Fn(&Form<'_>) -> T) -> Result<Vec<T>, ApiError> {
    let problems = Problems::default();
    let Some(items) = body.as_array() else {
        return Err(ApiError::invalid_field("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"));
    };
    let mut results = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match item.as_object() {
            Some(fields) => results.push(read(&Form { fields, path: index.to_string(), problems: &problems })),
            None => {
                problems.add(&index.to_string(), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            }
        }
    }
    let found = problems.0.into_inner();
    if found.is_empty() { Ok(results) } else { Err(ApiError::invalid_form(found)) }
}

impl Problems {
    fn add(&self, path: &str, code: &str, message: impl Into<String>) {
        self.0.borrow_mut().push(FieldError { path: path.to_owned(), code: code.to_owned(), message: message.into() });
    }
}

impl<'a> Form<'a> {
    /// Whether the field is there, be it null.
    pub(crate) fn given(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// The field's value, unless it is absent or null.
    pub(crate) fn value(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    fn place(&self, name: impl Display) -> String {
        let name = name.to_string();
        if self.path.is_empty() || name.is_empty() {
            format!("{}{name}", self.path)
        } else {
            format!("{}.{name}", self.path)
        }
    }

    /// Says that something is wrong with a field; with an empty name, with the object itself.
    pub(crate) fn complain(&self, name: &str, code: &str, message: impl Into<String>) {
        self.problems.add(&self.place(name), code, message);
    }

    /// Says that a field must be there.
    pub(crate) fn complain_missing(&self, name: &str) {
        self.complain(name, "BASE_TYPE_REQUIRED", "This field is required");
    }

    fn any_text(&self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text.clone()),
            // Discord reads numbers as texts, nothing else.
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.complain(name, "STRING_TYPE_CONVERT", format!("Could not interpret \"{other}\" as string."));
                None
            }
        }
    }

    pub(crate) fn text(&self, name: &str, length: Length) -> Option<String> {
        self.any_text(name).filter(|text| self.fits(name, text, length))
    }

    /// A text without the white space around it, which Discord neither counts nor keeps; an empty one is none.
    pub(crate) fn trimmed_text(&self, name: &str, length: Length) -> Option<String> {
        let text = self.any_text(name)?.trim().to_owned();
        (!text.is_empty() && self.fits(name, &text, length)).then_some(text)
    }

    /// A text that must be there; an empty one is not.
    pub(crate) fn required_text(&self, name: &str, length: Length) -> Option<String> {
        self.present(name, self.any_text(name), length)
    }

    /// A text of which something must be left without the white space around it.
    pub(crate) fn required_trimmed_text(&self, name: &str, length: Length) -> Option<String> {
        self.present(name, self.any_text(name).map(|text| text.trim().to_owned()), length)
    }

    fn present(&self, name: &str, text: Option<String>, length: Length) -> Option<String> {
        match text {
            Some(text) if !text.is_empty() => self.fits(name, &text, length).then_some(text),
            None if self.value(name).is_some() => None,
            _ => {
                self.complain_missing(name);
                None
            }
        }
    }

    fn fits(&self, name: &str, text: &str, Length { min, max }: Length) -> bool {
        let fits = (min..=max).contains(&length(text));
        if !fits {
            self.complain_length(name, min, max);
        }
        fits
    }

    fn complain_length(&self, name: &str, min: usize, max: usize) {
        if min > 0 {
            self.complain(name, "BASE_TYPE_BAD_LENGTH", format!("Must be between {min} and {max} in length."));
        } else {
            self.complain(name, "BASE_TYPE_MAX_LENGTH", format!("Must be {max} or fewer in length."));
        }
    }

    pub(crate) fn integer(&self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(name)?;
        let whole = value.as_i64().or_else(|| value.as_str()?.parse().ok());
        let whole = whole.or_else(|| value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64));
        let Some(number) = whole else {
            self.complain(name, "NUMBER_TYPE_COERCE", format!("Value \"{}\" is not int.", shown(value)));
            return None;
        };
        if number < *range.start() {
            self.complain(
                name,
                "NUMBER_TYPE_MIN",
                format!("int value should be greater than or equal to {}.", range.start()),
            );
        } else if number > *range.end() {
            self.complain(
                name,
                "NUMBER_TYPE_MAX",
                format!("int value should be less than or equal to {}.", range.end()),
            );
        }
        range.contains(&number).then_some(number)
    }

    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        let value = self.value(name)?;
        if value.as_bool().is_none() {
            self.complain(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        }
        value.as_bool()
    }

    pub(crate) fn snowflake<T: FromStr>(&self, name: &str) -> Option<T> {
        let value = self.value(name)?;
        let read = as_snowflake(value);
        if read.is_none() {
            self.complain(name, "NUMBER_TYPE_COERCE", format!("Value \"{}\" is not snowflake.", shown(value)));
        }
        read
    }

    /// One of the numbers that Discord knows for this field.
    pub(crate) fn one_of(&self, name: &str, known: &[i64]) -> Option<i64> {
        let number = self.integer(name, i64::MIN..=i64::MAX)?;
        if known.contains(&number) {
            return Some(number);
        }
        let known = known.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        self.complain(name, "BASE_TYPE_CHOICES", format!("Value must be one of {{{known}}}."));
        None
    }

    pub(crate) fn object(&self, name: &str) -> Option<Form<'a>> {
        self.object_at(name, self.value(name)?)
    }

    fn object_at(&self, place: impl Display, value: &'a Value) -> Option<Form<'a>> {
        let path = self.place(place);
        match value.as_object() {
            Some(fields) => Some(Form { fields, path, problems: self.problems }),
            None => {
                self.problems.add(&path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
                None
            }
        }
    }

    pub(crate) fn list(&self, name: &str, count: RangeInclusive<usize>) -> Option<&'a [Value]> {
        let Some(items) = self.value(name)?.as_array() else {
            self.complain(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return None;
        };
        if count.contains(&items.len()) {
            return Some(items);
        }
        self.complain_length(name, *count.start(), *count.end());
        None
    }

    /// The objects of a list; those that are none are complained about and left out.
    pub(crate) fn objects(&self, name: &str, count: RangeInclusive<usize>) -> Option<Vec<Form<'a>>> {
        let items = self.list(name, count)?;
        let at = |(index, item)| self.object_at(format!("{name}.{index}"), item);
        Some(items.iter().enumerate().filter_map(at).collect())
    }

    /// The snowflakes of a list.
    pub(crate) fn snowflakes<T: FromStr>(&self, name: &str, most: usize) -> Option<Vec<T>> {
        let mut ids = Vec::new();
        for (index, item) in self.list(name, 0..=most)?.iter().enumerate() {
            match as_snowflake(item) {
                Some(id) => ids.push(id),
                None => {
                    let message = format!("Value \"{}\" is not snowflake.", shown(item));
                    self.complain(&format!("{name}.{index}"), "NUMBER_TYPE_COERCE", message);
                }
            }
        }
        Some(ids)
    }
}

fn as_snowflake<T: FromStr>(value: &Value) -> Option<T> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_u64()?.to_string().parse().ok(),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
