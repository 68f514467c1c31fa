//! Forms: what Discord calls modals. A person fills them in, and what they wrote comes back as an interaction of its own.

use serenity::{
    builder::{CreateActionRow, CreateInputText, CreateModal},
    model::application::InputTextStyle,
};

use super::{CustomId, Shown, limits};

/// A form to be opened.
#[derive(Clone, Debug)]
pub struct Form {
    id: CustomId,
    title: Shown,
    fields: Vec<Field>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// By which the text is found again.
    pub name: &'static str,
    /// What stands above it.
    pub label: Shown,
    /// An example of what to write.
    pub example: Option<Shown>,
    /// What stands in it at first.
    pub text: Option<Shown>,
    /// Whether it has several lines.
    pub long: bool,
    /// Whether it must be filled in.
    pub required: bool,
    /// The fewest characters, where something is written.
    pub least: u16,
    /// The most characters that fit.
    pub most: u16,
}

impl Form {
    /// A form without fields. The title is cut where it is too long.
    #[must_use]
    pub fn new(id: CustomId, title: Shown) -> Self {
        Self { id, title: title.at_most(limits::FORM_TITLE), fields: Vec::new() }
    }

    /// With one more field, at most [`limits::FORM_FIELDS`].
    #[must_use]
    pub fn with(mut self, field: Field) -> Self {
        debug_assert!(self.fields.len() < limits::FORM_FIELDS, "too many fields for one form");
        self.fields.push(field);
        self
    }

    /// The form as Discord takes it.
    pub fn to_modal(&self) -> CreateModal {
        let rows = self.fields.iter().map(|field| CreateActionRow::InputText(field.input())).collect();
        CreateModal::new(self.id.clone(), self.title.as_str()).components(rows)
    }
}

impl Field {
    /// One line that must be filled in.
    #[must_use]
    pub fn line(name: &'static str, label: Shown, most: u16) -> Self {
        Self { name, label, example: None, text: None, long: false, required: true, least: 1, most }
    }

    /// Several lines that may be left empty.
    #[must_use]
    pub fn remarks(name: &'static str, label: Shown, most: u16) -> Self {
        Self { long: true, required: false, least: 0, ..Self::line(name, label, most) }
    }

    fn input(&self) -> CreateInputText {
        let style = if self.long { InputTextStyle::Paragraph } else { InputTextStyle::Short };
        let label = self.label.clone().at_most(limits::FIELD_LABEL);
        let mut input = CreateInputText::new(style, label, self.name);
        input = input.required(self.required).min_length(self.least).max_length(self.most);
        if let Some(example) = &self.example {
            input = input.placeholder(example.clone().at_most(limits::FIELD_EXAMPLE));
        }
        if let Some(text) = &self.text {
            input = input.value(text.clone().at_most(usize::from(self.most)));
        }
        input
    }
}
