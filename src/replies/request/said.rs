//! What is said to those who ask somebody, or press a request's buttons; and below an answer.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{ASK, ASK_ALOUD, ASK_WRITTEN, DECLINE, HAND_ON, HAND_TO_SEAT, link, mention, person, quoted, when};
use crate::{
    handbook::{Handbook, RoleId},
    replies::{
        Field, Form, Reply, Shown, Visibility, Wording, answer::asked, limits, plain_embed, poll::POLL_REQUEST,
        primary, secondary, subject_plain,
    },
    workspace::{
        ids::{ChannelId, DecisionId, TeamId},
        request::{LONGEST_QUESTION, Request, State},
        subject::Subject,
        team::Holder,
    },
};

/// What a question is about, as the button that asks somebody names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A duty, by its id.
    Duty(String),
    /// A topic of the team's own, by a decision about it.
    Topic(DecisionId),
}

impl Asked {
    /// Reads it from a custom id. The ids of duties are words, those of decisions numbers.
    #[must_use]
    pub fn read(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Duty(text.to_owned()), Self::Topic)
    }

    fn text(&self) -> String {
        match self {
            Self::Duty(id) => id.clone(),
            Self::Topic(id) => id.to_string(),
        }
    }
}

/// The button that asks whoever a team's answer names.
pub fn ask_button(handbook: &Handbook, about: &Asked, team: TeamId) -> CreateButton {
    primary(ASK.id().with(about.text()).with(team), Wording::of(handbook).request_ask_button())
}

/// The field of the form in which a long question is completed.
pub const QUESTION: &str = "question";

/// The form in which a question is completed of which only the beginning was kept: what is written there is posted.
#[must_use]
pub fn ask_form(handbook: &Handbook, question: &str, about: &Asked, team: TeamId) -> Form {
    let say = Wording::of(handbook);
    let most = u16::try_from(LONGEST_QUESTION).unwrap_or(u16::MAX);
    let id = ASK_WRITTEN.id().with(about.text()).with(team);
    Form::new(id, Shown::ours(say.request_form_title())).with(Field {
        text: Some(Shown::typed_plain(question)),
        long: true,
        ..Field::line(QUESTION, Shown::ours(say.request_form_label()), most)
    })
}

/// What would be posted, to the asker of a question that only they see so far. The question stands above, where it is found again.
#[must_use]
pub fn ask_aloud(handbook: &Handbook, question: &str, about: &Asked, request: &Request, whom: Holder) -> Reply {
    let say = Wording::of(handbook);
    let channel: ChannelId = request.question.channel;
    let mut lines = vec![say.request_aloud_text(Shown::ours(format!("<#{channel}>")), mention(whom))];
    lines.push(format!("**{}**", title(handbook, &request.question.subject)));
    lines.extend(quoted(&request.question.text));
    let embed = asked(plain_embed(), question).title(say.request_aloud_title()).description(lines.join("\n"));
    let id = ASK_ALOUD.id().with(about.text()).with(request.question.team);
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(vec![primary(id, say.request_aloud_button())])
}

fn title(handbook: &Handbook, subject: &Subject) -> String {
    match subject {
        Subject::Duty(_) => subject_plain(handbook, subject).into(),
        Subject::Topic(topic) => Shown::typed(topic.as_str()).into(),
    }
}

/// Somebody was asked. A role of the server that may not be mentioned by everyone was perhaps not notified.
#[must_use]
pub fn asked_them(handbook: &Handbook, request: &Request, whom: Holder, notified: bool) -> Reply {
    let (say, to) = (Wording::of(handbook), mention(whom));
    let text = match notified {
        true => say.request_asked_text(to, link(request)),
        false => say.request_asked_silently(to, link(request)),
    };
    alone(say.request_asked_title(), text)
}

/// The same was asked before, and is open.
#[must_use]
pub fn already_asked(handbook: &Handbook, request: &Request) -> Reply {
    let say = Wording::of(handbook);
    alone(say.request_already_title(), say.request_already_text(link(request)))
}

/// It is not theirs: whose is it? One of these roles of the team, anybody, or they don't know.
#[must_use]
pub fn whose_is_it(handbook: &Handbook, request: &Request, roles: &[RoleId]) -> Reply {
    let (say, id) = (Wording::of(handbook), request.question.id);
    let select = |name: super::ComponentName, kind, placeholder| {
        let placeholder = Shown::ours(placeholder).at_most(limits::PLACEHOLDER);
        CreateActionRow::SelectMenu(CreateSelectMenu::new(name.id().with(id), kind).placeholder(placeholder))
    };
    let known = roles.iter().filter_map(|role| handbook.role(role.as_str())).take(limits::OPTIONS);
    let options: Vec<_> =
        known.map(|role| CreateSelectMenuOption::new(&role.name, role.id.as_str().to_owned())).collect();
    let mut reply = alone(say.request_whose_title(), say.request_whose_text());
    if !options.is_empty() {
        let kind = CreateSelectMenuKind::String { options };
        reply = reply.with_row(select(HAND_TO_SEAT, kind, say.request_whose_seat()));
    }
    reply
        .with_row(select(HAND_ON, CreateSelectMenuKind::User { default_users: None }, say.request_whose_person()))
        .with_buttons(vec![
            secondary(POLL_REQUEST.id().with(id), say.poll_dispute_button()),
            secondary(DECLINE.id().with(id), say.request_unknown()),
        ])
}

/// It was handed on.
#[must_use]
pub fn handed_on(handbook: &Handbook, request: &Request, to: Holder) -> Reply {
    let say = Wording::of(handbook);
    alone(say.request_handed_title(), say.request_handed_text(mention(to), link(request)))
}

/// It is not theirs, and they don't know whose.
#[must_use]
pub fn declined(handbook: &Handbook, request: &Request) -> Reply {
    let say = Wording::of(handbook);
    alone(say.request_declined_title(), say.request_declined_text(link(request)))
}

/// What was asked about the same thing and is open, to stand below an answer; none where nothing is.
#[must_use]
pub fn open_requests(handbook: &Handbook, open: &[Request]) -> Option<CreateEmbed> {
    let say = Wording::of(handbook);
    let line = |request: &Request| match request.state() {
        State::Waiting(Some(on)) => say.request_open_waiting(mention(on), when(request.asked_at()), link(request)),
        State::Accepted(who) => say.request_open_accepted(person(&say, who), link(request)),
        State::Waiting(None) | State::Over(_) => say.request_open_nobody(when(request.asked_at()), link(request)),
    };
    let lines: Vec<String> = open.iter().map(line).collect();
    let embed = || plain_embed().title(say.request_open_title()).description(lines.join("\n"));
    (!lines.is_empty()).then(embed)
}

fn alone(title: String, text: String) -> Reply {
    Reply::of(plain_embed().title(title).description(text)).seen_by(Visibility::OnlyAsker)
}
