//! What a team adds to an answer: what it has settled, and which people its roles are.

use serenity::builder::{CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu};
use serenity::builder::{CreateSelectMenuKind, CreateSelectMenuOption};

use super::{
    Asked, ComponentName, Given, HISTORY, LOOK_AGAIN, Reply, Shown, Wording,
    answer::{asked, list},
    ask_button,
    decision::{brief, mention, record_rule_button},
    limits, plain_embed, secondary, subject_plain,
    team::{FILL, seat_line},
};
use crate::{
    clock::Timestamp,
    handbook::{Duty, Handbook, Kind, Role, RoleId},
    workspace::{
        acting::{acting, to_ask},
        decision::{Decides, Decision},
        ids::TeamId,
        team::{Away, Seat, Team},
    },
};

/// The same question for one of several teams, chosen by a button or in a select.
pub const FOR_TEAM: ComponentName = ComponentName("for-team");

/// How many teams are offered as buttons; more are offered in a select.
const BUTTONS: usize = limits::ROW_BUTTONS;

/// What a team says about a question.
#[derive(Clone, Copy, Debug)]
pub struct TeamSays<'a> {
    /// The team.
    pub team: &'a Team,
    /// What it has settled about the duty, if it has.
    pub decision: Option<&'a Decision>,
    /// The present moment: who acts depends on it.
    pub now: Timestamp,
    /// Whether the person may say who holds a seat.
    pub may_set: bool,
}

impl<'a> TeamSays<'a> {
    /// The roles that decide about a duty here: none where the team has named people.
    #[must_use]
    pub fn deciding(&self, duty: &'a Duty) -> &'a [RoleId] {
        match self.decision.map(|decision| &decision.draft.decides) {
            Some(Decides::Roles(roles)) => roles,
            Some(Decides::People(_)) => &[],
            Some(Decides::AsTheRuleSays) | None => duty.decider.roles(),
        }
    }

    /// The roles that are consulted about a duty here.
    #[must_use]
    pub fn consulted(&self, duty: &'a Duty) -> &'a [RoleId] {
        match self.decision.map(|decision| &decision.draft.consulted[..]) {
            Some(roles) if !roles.is_empty() => roles,
            _ => &duty.consulted,
        }
    }

    /// The people of roles, a line each: who holds it, who acts for them, or that nobody is set. A neighbour whom nobody has named is
    /// left out: the handbook says how to reach them.
    pub(super) fn people(&self, handbook: &Handbook, roles: &[RoleId]) -> Vec<String> {
        let known = |id: &&RoleId| is_lead(handbook, id) || self.team.seat(id).is_some();
        roles.iter().filter(known).map(|id| seat_line(handbook, self.team, self.now, id)).collect()
    }

    /// A role with whoever acts in it: "tech lead (@somebody)".
    pub(super) fn with_person(&self, handbook: &Handbook, role: &Role, name: Shown) -> Shown {
        match acting(self.team, &role.id, &leads(handbook), self.now).person() {
            Some(person) => Shown::ours(Wording::of(handbook).here_role(name, mention(person))),
            None => name,
        }
    }

    /// The button that asks whoever decides about a duty, where there is anybody.
    pub(super) fn asks(&self, handbook: &Handbook, duty: &Duty) -> Option<CreateButton> {
        self.asking(handbook, Asked::Duty(duty.id.to_string()), duty.decider.roles())
    }

    fn asking(&self, handbook: &Handbook, about: Asked, roles: &[RoleId]) -> Option<CreateButton> {
        let settled = self.decision.map(|decision| &decision.draft.decides);
        let whom = to_ask(self.team, settled, roles, &leads(handbook), self.now);
        (!whom.is_empty()).then(|| ask_button(handbook, &about, self.team.id))
    }

    /// The one click that mends it where nobody is set in a lead's seat, or somebody who is no longer there, for those who may.
    fn mending(&self, handbook: &Handbook, roles: &[RoleId]) -> Option<CreateButton> {
        let is_empty = |seat: Option<&Seat>| seat.is_none_or(|seat| seat.away == Some(Away::Left));
        let vacant = |id: &&RoleId| is_lead(handbook, id) && is_empty(self.team.seat(id));
        let role = handbook.role(roles.iter().find(vacant)?.as_str())?;
        let label = Wording::of(handbook).here_set(Shown::ours(role.name_in_sentence()));
        self.may_set.then(|| secondary(FILL.id().with(self.team.id).with(&role.id), label))
    }

    /// What those who manage the team can do about an answer: make it the team's rule where the team has none, and fill a seat.
    pub(super) fn managing(&self, handbook: &Handbook, duty: &Duty) -> Vec<CreateButton> {
        let records = self.may_set && self.decision.is_none();
        let records = records.then(|| record_rule_button(handbook, Some(self.team.id), duty));
        records.into_iter().chain(self.mends(handbook, duty)).collect()
    }

    /// The button that mends an answer about a duty, where it needs that.
    fn mends(&self, handbook: &Handbook, duty: &Duty) -> Option<CreateButton> {
        let roles = match self.decision.map(|decision| &decision.draft.decides) {
            Some(Decides::Roles(roles)) => roles,
            Some(Decides::People(_)) => return None,
            Some(Decides::AsTheRuleSays) | None => duty.decider.roles(),
        };
        self.mending(handbook, roles)
    }

    fn name(&self) -> Shown {
        Shown::typed_plain(self.team.name.as_str())
    }

    /// The footer of an answer: whose words it is, in layers.
    pub(super) fn footer(&self, say: &Wording, sources: String) -> String {
        let sources = Shown::ours(sources);
        match self.decision {
            Some(_) => say.here_footer_settled(self.name(), sources),
            None => say.here_footer(self.name(), sources),
        }
    }

    /// The field with the people, where there is anybody to name.
    pub(super) fn field(&self, handbook: &Handbook, roles: &[RoleId], embed: CreateEmbed) -> CreateEmbed {
        let people = self.people(handbook, roles);
        if people.is_empty() {
            return embed;
        }
        let people = Shown::ours(people.join("\n")).at_most(limits::FIELD_VALUE);
        embed.field(Wording::of(handbook).here_people(self.name()), people, false)
    }
}

/// The roles whose holders cover for each other.
fn leads(handbook: &Handbook) -> Vec<&RoleId> {
    handbook.roles().into_iter().filter(|role| role.kind == Kind::Lead).map(|role| &role.id).collect()
}

fn is_lead(handbook: &Handbook, id: &RoleId) -> bool {
    handbook.role(id.as_str()).is_some_and(|role| role.kind == Kind::Lead)
}

/// An answer from what the team has settled about a topic of its own; `team` is what was named or chosen for the question.
#[must_use]
pub fn topic_answer(
    handbook: &Handbook,
    question: &str,
    team: Option<TeamId>,
    says: &TeamSays<'_>,
    decision: &Decision,
) -> Reply {
    let say = Wording::of(handbook);
    let mut embed = asked(plain_embed(), question)
        .title(subject_plain(handbook, &decision.subject))
        .description(brief(handbook, decision));
    let says = &TeamSays { decision: Some(decision), ..*says };
    let mut buttons: Vec<CreateButton> = says.asking(handbook, Asked::Topic(decision.id), &[]).into_iter().collect();
    buttons.extend([
        secondary(HISTORY.id().with(decision.id).with(1), say.decision_history_button()),
        secondary(LOOK_AGAIN.id().for_team(team), say.answer_not_right()),
    ]);
    if let Decides::Roles(roles) = &decision.draft.decides {
        embed = says.field(handbook, roles, embed);
        buttons.extend(says.mending(handbook, roles));
    }
    if !decision.draft.consulted.is_empty() {
        let roles = decision.draft.consulted.iter().filter_map(|id| handbook.role(id.as_str()));
        let names: Vec<Shown> =
            roles.map(|r| says.with_person(handbook, r, Shown::ours(r.name_in_sentence()))).collect();
        embed = embed.field(say.answer_consulted(), String::from(list(&say, &names)), true);
    }
    let footer = CreateEmbedFooter::new(say.decision_team(says.name()));
    Reply::of(embed.footer(footer)).with_buttons(buttons)
}

/// Below an answer in a server with several teams: which one is it about?
pub fn which_team<'a>(
    handbook: &Handbook,
    given: &Given,
    teams: impl IntoIterator<Item = &'a Team>,
) -> CreateActionRow {
    let teams: Vec<&Team> = teams.into_iter().take(limits::OPTIONS).collect();
    let of = |team: TeamId| Given { team: Some(team), ..given.clone() }.after(FOR_TEAM);
    if teams.len() <= BUTTONS {
        let say = Wording::of(handbook);
        let button = |team: &&Team| secondary(of(team.id), say.here_for(Shown::typed_plain(team.name.as_str())));
        return CreateActionRow::Buttons(teams.iter().map(button).collect());
    }
    let option = |team: &&Team| {
        let name = Shown::typed_plain(team.name.as_str()).at_most(limits::OPTION_TEXT);
        CreateSelectMenuOption::new(name, team.id.to_string())
    };
    let kind = CreateSelectMenuKind::String { options: teams.iter().map(option).collect() };
    let id = Given { team: None, ..given.clone() }.after(FOR_TEAM);
    let placeholder = Shown::ours(Wording::of(handbook).here_which()).at_most(limits::PLACEHOLDER);
    CreateActionRow::SelectMenu(CreateSelectMenu::new(id, kind).placeholder(placeholder))
}
