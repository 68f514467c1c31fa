//! Choosing the right duty where an answer is not right: the likeliest ones, all of a role, or by words.

use serenity::{
    builder::{
        CreateActionRow, CreateButton, CreateInputText, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
        CreateSelectMenuOption,
    },
    model::application::{ButtonStyle, InputTextStyle},
};

use super::{Given, Press, Shown, Wording, answer::deciders, limits};
use crate::handbook::{Duty, Handbook, Role};

/// A form that pops up.
#[derive(Clone, Debug)]
pub struct Form(pub(crate) CreateModal);

/// How a duty is chosen: rows below a message. `of` is the answer that stands there, to which one can go back.
#[derive(Clone, Copy, Debug)]
pub struct Choosing<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// The answer that stands above.
    pub of: Option<&'a Given>,
}

impl Choosing<'_> {
    /// A few duties to choose from.
    #[must_use]
    pub fn among(&self, duties: &[&Duty]) -> Vec<CreateActionRow> {
        let say = Wording::of(self.handbook);
        let options = duties.iter().take(limits::OPTIONS).map(|duty| self.option(duty)).collect();
        let mut rows = Vec::new();
        if !duties.is_empty() {
            rows.push(select(Press::Choose, say.choose_duty(), options));
        }
        rows.push(CreateActionRow::Buttons(self.ways(&say)));
        rows
    }

    /// All roles, to choose one whose duties are looked through.
    #[must_use]
    pub fn among_roles(&self) -> Vec<CreateActionRow> {
        let say = Wording::of(self.handbook);
        let with_duties = |role: &&Role| !self.handbook.duties_of(&role.id).is_empty();
        let roles = self.handbook.roles().into_iter().filter(with_duties).take(limits::OPTIONS);
        let option = |role: &Role| {
            let purpose = Shown::ours(&role.purpose).at_most(limits::OPTION_TEXT);
            CreateSelectMenuOption::new(Shown::ours(&role.name).at_most(limits::OPTION_TEXT), role.id.to_string())
                .description(purpose)
        };
        let options = roles.map(option).collect();
        vec![select(Press::ChooseRole, say.choose_role(), options), CreateActionRow::Buttons(self.ways(&say))]
    }

    /// The duties of a role, a page of them, `page` from 1; the last page where there are fewer.
    #[must_use]
    pub fn of_role(&self, role: &Role, page: usize) -> Vec<CreateActionRow> {
        let say = Wording::of(self.handbook);
        let duties = self.handbook.duties_of(&role.id);
        let pages = duties.len().div_ceil(limits::OPTIONS).max(1);
        let page = page.clamp(1, pages);
        let options: Vec<CreateSelectMenuOption> = duties
            .iter()
            .skip((page - 1) * limits::OPTIONS)
            .take(limits::OPTIONS)
            .map(|duty| self.option(duty))
            .collect();
        let placeholder = say.choose_of_role(Shown::ours(role.name_in_sentence()), page, pages);
        let mut buttons = Vec::new();
        if pages > 1 {
            let next = Press::ChoosePage { role: role.id.to_string(), page: page % pages + 1 };
            buttons.push(secondary(&next, say.choose_more()));
        }
        buttons.extend(self.ways(&say));
        vec![select(Press::Choose, placeholder, options), CreateActionRow::Buttons(buttons)]
    }

    fn option(&self, duty: &Duty) -> CreateSelectMenuOption {
        let roles = deciders(self.handbook, duty).at_most(limits::OPTION_TEXT);
        CreateSelectMenuOption::new(Shown::ours(&duty.title).at_most(limits::OPTION_TEXT), duty.id.to_string())
            .description(roles)
    }

    /// The other ways of finding a duty, and the way back.
    fn ways(&self, say: &Wording) -> Vec<CreateButton> {
        let mut ways =
            vec![secondary(&Press::Roles, say.choose_by_role()), secondary(&Press::Search, say.choose_by_words())];
        ways.extend(self.of.map(|given| secondary(&Press::Keep(given.clone()), say.choose_keep())));
        ways
    }
}

/// The form in which words are typed by which a duty is looked for.
#[must_use]
pub fn search_form(handbook: &Handbook) -> Form {
    let say = Wording::of(handbook);
    let input = CreateInputText::new(
        InputTextStyle::Short,
        Shown::ours(say.search_label()).at_most(limits::INPUT_LABEL),
        SEARCHED,
    );
    let input = input.min_length(2).max_length(200).placeholder(say.search_example());
    let form = CreateModal::new(Press::Found.custom_id(), say.search_title());
    Form(form.components(vec![CreateActionRow::InputText(input)]))
}

/// The field of the form in which words are typed.
pub const SEARCHED: &str = "words";

fn select(press: Press, placeholder: String, options: Vec<CreateSelectMenuOption>) -> CreateActionRow {
    let kind = CreateSelectMenuKind::String { options };
    let placeholder = Shown::ours(placeholder).at_most(limits::PLACEHOLDER);
    CreateActionRow::SelectMenu(CreateSelectMenu::new(press.custom_id(), kind).placeholder(placeholder))
}

fn secondary(press: &Press, label: String) -> CreateButton {
    CreateButton::new(press.custom_id()).label(label).style(ButtonStyle::Secondary)
}
