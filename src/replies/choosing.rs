//! Choosing the right duty where an answer is not right: the likeliest ones, all of a role, or by words.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{
    ComponentName, CustomId, Field, Form, Given, Shown, Wording, answer::deciders, limits, poll::POLL_DISPUTE,
    secondary,
};
use crate::{
    handbook::{Duty, Handbook, Role},
    workspace::ids::TeamId,
};

/// The right duty, chosen in a select.
pub const CHOOSE: ComponentName = ComponentName("choose");
/// It is right after all.
pub const KEEP: ComponentName = ComponentName("keep");
/// Show the roles, to look through the duties of one.
pub const ROLES: ComponentName = ComponentName("roles");
/// The role, chosen in a select.
pub const CHOOSE_ROLE: ComponentName = ComponentName("choose-role");
/// Turn to a page of a role's duties in a select.
pub const CHOOSE_PAGE: ComponentName = ComponentName("choose-page");
/// Open the form for words to look for.
pub const SEARCH: ComponentName = ComponentName("search");
/// The form with the words.
pub const FOUND: ComponentName = ComponentName("found");

/// How a duty is chosen: rows below a message. `of` is the answer that stands there, to which one can go back; `team` is what a person has
/// chosen for the question, so that the next answer is for it too.
#[derive(Clone, Copy, Debug)]
pub struct Choosing<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// The answer that stands above.
    pub of: Option<&'a Given>,
    /// The team that was named or chosen.
    pub team: Option<TeamId>,
}

impl Choosing<'_> {
    /// A few duties to choose from.
    #[must_use]
    pub fn among(&self, duties: &[&Duty]) -> Vec<CreateActionRow> {
        let say = Wording::of(self.handbook);
        let options = duties.iter().take(limits::OPTIONS).map(|duty| self.option(duty)).collect();
        let mut rows = Vec::new();
        if !duties.is_empty() {
            rows.push(select(CHOOSE.id(), say.choose_duty(), options));
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
        vec![select(CHOOSE_ROLE.id(), say.choose_role(), options), CreateActionRow::Buttons(self.ways(&say))]
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
            let next = CHOOSE_PAGE.id().with(&role.id).with(page % pages + 1);
            buttons.push(secondary(next, say.choose_more()));
        }
        buttons.extend(self.ways(&say));
        vec![select(CHOOSE.id(), placeholder, options), CreateActionRow::Buttons(buttons)]
    }

    fn option(&self, duty: &Duty) -> CreateSelectMenuOption {
        let roles = deciders(self.handbook, duty).at_most(limits::OPTION_TEXT);
        CreateSelectMenuOption::new(Shown::ours(&duty.title).at_most(limits::OPTION_TEXT), duty.id.to_string())
            .description(roles)
    }

    /// The other ways of finding a duty, and the way back.
    fn ways(&self, say: &Wording) -> Vec<CreateButton> {
        let mut ways = vec![
            secondary(ROLES.id().for_team(self.team), say.choose_by_role()),
            secondary(SEARCH.id(), say.choose_by_words()),
        ];
        ways.extend(self.of.map(|given| secondary(given.after(KEEP), say.choose_keep())));
        ways.extend(self.of.map(|given| secondary(given.after(POLL_DISPUTE), say.poll_dispute_button())));
        ways
    }
}

/// The form in which words are typed by which a duty is looked for.
#[must_use]
pub fn search_form(handbook: &Handbook) -> Form {
    let say = Wording::of(handbook);
    Form::new(FOUND.id(), Shown::ours(say.search_title())).with(Field {
        example: Some(Shown::ours(say.search_example())),
        least: 2,
        ..Field::line(SEARCHED, Shown::ours(say.search_label()), 200)
    })
}

/// The field of the form in which words are typed.
pub const SEARCHED: &str = "words";

fn select(id: CustomId, placeholder: String, options: Vec<CreateSelectMenuOption>) -> CreateActionRow {
    let kind = CreateSelectMenuKind::String { options };
    let placeholder = Shown::ours(placeholder).at_most(limits::PLACEHOLDER);
    CreateActionRow::SelectMenu(CreateSelectMenu::new(id, kind).placeholder(placeholder))
}
