//! The ledger as a file: exported, shown before it is imported, imported, or not.

use serenity::builder::CreateEmbedFooter;

use super::{subject_shown, who};
use crate::{
    handbook::Handbook,
    replies::{ComponentName, File, Reply, Shown, Visibility, Wording, limits, list, plain_embed, primary},
    workspace::{
        decision::{Decides, Draft},
        ids::TeamId,
        ledger::{BadFile, MOST_BYTES, Plan, Problem, Wrong},
        names::{BadName, TeamName},
        subject::Subject,
    },
};

/// Import what the file of a preview says.
pub const IMPORT: ComponentName = ComponentName("decision-import");

/// The most characters of a line in a preview.
const LONGEST_LINE: usize = 180;

/// The most characters of what somebody wrote in a line about it.
const LONGEST_QUOTE: usize = 80;

/// The most problems of a file that are told at once.
const MOST_PROBLEMS: usize = 10;

/// What an import would do, before it is done.
#[derive(Debug)]
pub struct Preview<'a> {
    /// The team's name.
    pub team: &'a TeamName,
    /// Its id.
    pub id: TeamId,
    /// What would change.
    pub plan: &'a Plan,
    /// What of the file is left out.
    pub left_out: &'a [Problem],
    /// Whether what is not in the file is retired.
    pub retires: bool,
    /// How often the team's decisions had changed when this was made.
    pub as_of: u64,
    /// All that the file says, in full: what is read again when the import is confirmed.
    pub file: File,
    /// Whether it was confirmed and the team's decisions had changed meanwhile.
    pub is_stale: bool,
}

/// Why a file is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotImported {
    /// A name that tells no format.
    UnknownFormat(String),
    /// A file that cannot be read.
    BadFile(BadFile),
    /// Lines that cannot be used, of a file that is imported as a whole or not at all.
    Problems(Vec<Problem>),
    /// A part of what was told about owners that says nothing.
    BadOwners(String),
    /// Something that would be recorded has no room.
    Full,
}

/// What an import would do, with the button that does it.
#[must_use]
pub fn import_preview(handbook: &Handbook, preview: Preview<'_>) -> Reply {
    let say = Wording::of(handbook);
    let plan = preview.plan;
    let mut text = Vec::new();
    if preview.is_stale {
        text.push(say.ledger_preview_stale());
    }
    text.push(say.ledger_counts(plan.new.len(), plan.changed.len(), plan.unchanged.len(), plan.missing.len()));
    if !plan.missing.is_empty() {
        text.push(if preview.retires { say.ledger_missing_retired() } else { say.ledger_missing_kept() });
    }
    if plan.changes(preview.retires) == 0 {
        text.push(say.ledger_nothing_to_do());
    }
    let mut embed = plain_embed()
        .title(say.ledger_preview_title(Shown::typed_plain(preview.team.as_str())))
        .description(text.join("\n"))
        .footer(CreateEmbedFooter::new(say.ledger_preview_footer()));
    let drafts = |list: Vec<(&Subject, &Draft)>| -> Vec<String> {
        list.into_iter().map(|(subject, draft)| line(handbook, subject, &draft.decides)).collect()
    };
    let fields = [
        (say.ledger_new(), drafts(plan.new.iter().map(|(subject, draft)| (subject, draft)).collect())),
        (say.ledger_changed(), drafts(plan.changed.iter().map(|(old, draft)| (&old.subject, draft)).collect())),
        (say.ledger_missing(), drafts(plan.missing.iter().map(|old| (&old.subject, &old.draft)).collect())),
        (say.ledger_left_out(), preview.left_out.iter().map(|problem| problem_line(&say, problem)).collect()),
    ];
    for (name, lines) in fields {
        if !lines.is_empty() {
            embed = embed.field(name, as_many_as_fit(&say, &lines, limits::FIELD_VALUE), false);
        }
    }
    let mut reply = Reply::of(embed).with_file(preview.file).seen_by(Visibility::OnlyAsker);
    let changes = plan.changes(preview.retires);
    if changes > 0 {
        let id = IMPORT.id().with(preview.id).with(preview.as_of).with(u8::from(preview.retires));
        reply = reply.with_buttons(vec![primary(id, say.ledger_import_button(changes))]);
    }
    reply
}

/// It was imported.
#[must_use]
pub fn imported(handbook: &Handbook, team: &TeamName, plan: &Plan, retires: bool) -> Reply {
    let say = Wording::of(handbook);
    let retired = if retires { plan.missing.len() } else { 0 };
    let embed = plain_embed()
        .title(say.ledger_imported_title(Shown::typed_plain(team.as_str())))
        .description(say.ledger_imported_text(plan.new.len(), plan.changed.len(), retired));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// What is in force, as a file.
#[must_use]
pub fn exported(handbook: &Handbook, team: &TeamName, many: usize, file: File) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed()
        .title(say.ledger_exported_title(Shown::typed_plain(team.as_str())))
        .description(say.ledger_exported_text(many));
    Reply::of(embed).with_file(file).seen_by(Visibility::OnlyAsker)
}

fn line(handbook: &Handbook, subject: &Subject, decides: &Decides) -> String {
    let say = Wording::of(handbook);
    let text = say.ledger_line(subject_shown(handbook, subject), Shown::ours(who(handbook, decides)));
    format!("- {}", Shown::ours(text).at_most(LONGEST_LINE).as_str())
}

/// Lines, as many as fit, and how many are left out.
fn as_many_as_fit(say: &Wording, lines: &[String], most: usize) -> String {
    let all = lines.len();
    let room = most - say.ledger_more(all).chars().count() - 1;
    let (mut text, mut shown) = (String::new(), 0);
    for line in lines {
        if text.chars().count() + line.chars().count() + 1 > room {
            break;
        }
        text.push_str(line);
        text.push('\n');
        shown += 1;
    }
    if shown < all {
        text.push_str(&say.ledger_more(all - shown));
    }
    text.trim_end().to_owned()
}

/// What happened, why, what to do next.
pub(super) fn told(handbook: &Handbook, why: &NotImported) -> (String, String, String) {
    let say = Wording::of(handbook);
    match why {
        NotImported::UnknownFormat(name) => (
            say.ledger_format_title(Shown::typed_plain(name).at_most(LONGEST_QUOTE)),
            say.ledger_format_text(),
            say.ledger_format_next(),
        ),
        NotImported::BadFile(bad) => {
            let text = match bad {
                BadFile::Empty => say.ledger_file_empty(),
                BadFile::TooLarge => say.ledger_file_large(MOST_BYTES / 1024),
                BadFile::NotUtf8 { line } => say.ledger_file_encoding(*line),
            };
            (say.ledger_file_title(), text, say.ledger_file_next())
        }
        NotImported::Problems(problems) => {
            let lines: Vec<String> =
                problems.iter().take(MOST_PROBLEMS).map(|problem| problem_line(&say, problem)).collect();
            let mut text = lines.join("\n");
            if problems.len() > MOST_PROBLEMS {
                text = format!("{text}\n{}", say.ledger_more(problems.len() - MOST_PROBLEMS));
            }
            (say.ledger_problems_title(), text, say.ledger_problems_next())
        }
        NotImported::BadOwners(part) => (
            say.ledger_owners_title(Shown::typed_plain(part).at_most(LONGEST_QUOTE)),
            say.ledger_owners_text(),
            say.ledger_owners_next(),
        ),
        NotImported::Full => (
            say.ledger_full_title(),
            say.ledger_full_text(crate::workspace::decision::MOST_ACTIVE),
            say.ledger_full_next(),
        ),
    }
}

fn problem_line(say: &Wording, problem: &Problem) -> String {
    let quote = |text: &str| Shown::typed(text).at_most(LONGEST_QUOTE);
    let wrong = match &problem.what {
        Wrong::Syntax(told) => say.ledger_wrong_syntax(quote(told)),
        Wrong::UnknownColumn(name) => say.ledger_wrong_column(quote(name)),
        Wrong::NoSubjectColumn => say.ledger_wrong_no_subject(),
        Wrong::Cells { is, columns } => say.ledger_wrong_cells(*is, *columns),
        Wrong::NotOneSubject => say.ledger_wrong_subject(),
        Wrong::UnknownDuty(duty) => say.ledger_wrong_duty(quote(duty)),
        Wrong::BadTopic(BadName::Empty) => say.ledger_wrong_topic(),
        Wrong::BadTopic(BadName::TooLong { is, most }) => say.ledger_wrong_long_topic(*is, *most),
        Wrong::UnknownRole(role) => say.ledger_wrong_role(quote(role)),
        Wrong::UnknownPerson(person) => say.ledger_wrong_person(quote(person)),
        Wrong::RolesAndPeople => say.ledger_wrong_both(),
        Wrong::BadLink(link) => say.ledger_wrong_link(quote(link)),
        Wrong::BadDate(date) => say.ledger_wrong_date(quote(date)),
        Wrong::BadDraft(bad) => super::refused::bad_draft(say, *bad),
        Wrong::Twice { first } => say.ledger_wrong_twice(*first),
        Wrong::UnknownOwners(owners) => {
            let owners: Vec<Shown> = owners.iter().map(|owner| quote(owner)).collect();
            say.ledger_wrong_owners(list(say, &owners).at_most(LONGEST_QUOTE * 2))
        }
    };
    format!("- {}", say.ledger_problem(problem.line, Shown::ours(wrong)))
}
