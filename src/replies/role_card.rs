//! Roles as messages: a card, two side by side, and the list of a role's duties.

use serenity::builder::CreateEmbedFooter;

use super::{ComponentName, Reply, Shown, Wording, answer::sources, plain_embed, secondary};
use crate::handbook::{Duty, Handbook, Role};

/// Turn to a page of a role's duties.
pub const PAGE: ComponentName = ComponentName("page");
/// Show all duties of a role beside the card, in a message of their own.
pub const ALL_DUTIES: ComponentName = ComponentName("duties");

/// How many duties a page lists.
pub const PAGE_SIZE: usize = 8;

/// How many shared duties are named beside two roles; the rest is counted.
const NAMED_TOGETHER: usize = 9;

/// One role: what it handles, what not, and for a lead the whole portrait.
#[must_use]
pub fn role_card(handbook: &Handbook, role: &Role) -> Reply {
    let say = Wording::of(handbook);
    let title = match &role.short {
        Some(short) => say.role_title(Shown::ours(&role.name), Shown::ours(short)),
        None => role.name.clone(),
    };
    let mut parts =
        vec![(say.role_lane(), bullets(&say, &role.lane)), (say.role_not_lane(), bullets(&say, &role.not_lane))];
    if let Some(profile) = &role.profile {
        parts.push((say.role_skills(), bullets(&say, &profile.skills)));
        parts.push((say.role_works_with(), bullets(&say, &profile.works_with)));
        parts.push((say.role_analogies(), bullets(&say, &profile.analogies)));
        parts.push((say.role_path(), bullets(&say, &profile.path)));
    }
    parts.push((say.role_reach(), role.reach.clone()));
    let mut embed = plain_embed().title(title).description(&role.purpose);
    for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        embed = embed.field(name, text, false);
    }
    let count = handbook.duties_of(&role.id).len();
    let button = secondary(ALL_DUTIES.id().with(&role.id), say.role_all_duties(count));
    let reply = Reply::of(embed.footer(CreateEmbedFooter::new(sources(handbook, &role.citations))));
    if count == 0 { reply } else { reply.with_buttons(vec![button]) }
}

/// Two roles side by side, and what they share.
#[must_use]
pub fn compare(handbook: &Handbook, first: &Role, second: &Role) -> Reply {
    let say = Wording::of(handbook);
    let title = say.compare_title(Shown::ours(&first.name), Shown::ours(second.name_in_sentence()));
    let purposes = [first, second].map(|role| say.compare_purpose(Shown::ours(&role.name), Shown::ours(&role.purpose)));
    let mut embed = plain_embed().title(title).description(purposes.join("\n"));
    for role in [first, second] {
        embed = embed.field(say.compare_lane(Shown::ours(&role.name)), bullets(&say, &role.lane), true);
    }
    let shared = handbook.duties_of(&first.id).into_iter().filter(|duty| duty.decider.includes(&second.id));
    let mut shared: Vec<String> = shared.map(|duty| duty.title.clone()).collect();
    let more = shared.len().saturating_sub(NAMED_TOGETHER);
    shared.truncate(NAMED_TOGETHER);
    if more > 0 {
        shared.push(say.compare_more(more));
    }
    let together = if shared.is_empty() { say.compare_nothing_together() } else { bullets(&say, &shared) };
    embed = embed.field(say.compare_together(), together, false);
    for role in [first, second].into_iter().filter(|role| !role.not_lane.is_empty()) {
        embed = embed.field(say.compare_not_lane(Shown::ours(&role.name)), bullets(&say, &role.not_lane), true);
    }
    Reply::of(embed)
}

/// How many pages the duties of a role fill; at least one.
#[must_use]
pub fn pages_of(duties: usize) -> usize {
    duties.div_ceil(PAGE_SIZE).max(1)
}

/// One page of a role's duties, `page` from 1 and within [`pages_of`].
#[must_use]
pub fn duties_page(handbook: &Handbook, role: &Role, page: usize) -> Reply {
    let say = Wording::of(handbook);
    let duties = handbook.duties_of(&role.id);
    let pages = pages_of(duties.len());
    let lines: Vec<String> =
        duties.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE).map(|duty| line(&say, duty)).collect();
    let text = if lines.is_empty() { say.duties_none(Shown::ours(role.name_in_sentence())) } else { lines.join("\n") };
    let footer = CreateEmbedFooter::new(say.duties_page(page, pages));
    let embed = plain_embed().title(say.duties_title(Shown::ours(&role.name))).description(text).footer(footer);
    if pages == 1 {
        return Reply::of(embed);
    }
    let button =
        |label: String, to: usize| secondary(PAGE.id().with(&role.id).with(to), label).disabled(to == 0 || to > pages);
    Reply::of(embed).with_buttons(vec![button(say.page_previous(), page - 1), button(say.page_next(), page + 1)])
}

fn line(say: &Wording, duty: &Duty) -> String {
    let (title, summary) = (Shown::ours(&duty.title), Shown::ours(&duty.summary));
    let text =
        if duty.decider.is_shared() { say.duties_line_shared(title, summary) } else { say.duties_line(title, summary) };
    say.role_bullet(Shown::ours(text))
}

fn bullets(say: &Wording, texts: &[String]) -> String {
    texts.iter().map(|text| say.role_bullet(Shown::ours(text))).collect::<Vec<_>>().join("\n")
}
