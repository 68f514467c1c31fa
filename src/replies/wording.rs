//! Every sentence that the program says, as one typed function each. The sentences themselves stand in `responses/*/messages`.
//!
//! A function's name is its key there and its parameters are the variables; loading a handbook compares both sides. A function
//! that nothing calls is reported by the compiler.

use std::sync::Arc;

use crate::handbook::{Declared, Handbook, Sentences, Value};

/// The sentences of one locale, to be said.
#[derive(Clone, Debug)]
pub struct Wording(Arc<Sentences>);

impl Wording {
    /// The wording of a handbook.
    #[must_use]
    pub fn of(handbook: &Handbook) -> Self {
        Self(Arc::clone(handbook.sentences()))
    }
}

macro_rules! sentences {
    ($($name:ident($($variable:ident),*);)*) => {
        /// The sentences that are declared here.
        pub(super) const HERE: &[Declared] = &[
            $(Declared { key: stringify!($name), variables: &[$(stringify!($variable)),*] },)*
        ];

        impl Wording {
            $(
                pub(crate) fn $name(&self, $($variable: impl Into<Value>),*) -> String {
                    self.0.say(stringify!($name), &[$((stringify!($variable), $variable.into())),*])
                }
            )*
        }
    };
}

mod team;

/// All sentences, area by area.
const PARTS: &[&[Declared]] = &[HERE, team::HERE];

static ALL: [Declared; count(PARTS)] = joined(PARTS);

/// All sentences that the program says.
pub static DECLARED: &[Declared] = &ALL;

const fn count(parts: &[&[Declared]]) -> usize {
    let (mut count, mut part) = (0, 0);
    while part < parts.len() {
        count += parts[part].len();
        part += 1;
    }
    count
}

const fn joined<const N: usize>(parts: &[&[Declared]]) -> [Declared; N] {
    let mut all = [Declared { key: "", variables: &[] }; N];
    let (mut at, mut part) = (0, 0);
    while part < parts.len() {
        let mut number = 0;
        while number < parts[part].len() {
            all[at] = parts[part][number];
            at += 1;
            number += 1;
        }
        part += 1;
    }
    all
}

sentences! {
    // answer.ftl
    answer_decides(role);
    answer_shared(roles);
    answer_neighbour(role);
    answer_duty(title, summary);
    answer_goes_first(role);
    answer_consulted();
    answer_informed();
    answer_next();
    answer_reach();
    answer_contested();
    answer_why();
    answer_why_picked();
    answer_why_words(words);
    answer_why_phrase(phrase);
    answer_why_words_and_phrase(words, phrase);
    answer_why_pattern();
    answer_why_button();
    answer_not_right();
    answer_corrected_by(person, title);
    answer_sure_very();
    answer_sure_fairly();
    answer_sure_somewhat();
    answer_sources(sources);
    answer_source(publisher, year);
    answer_share();
    answer_shared_by(person);
    and(first, last);
    or(first, last);

    // why.ftl
    why_title(title);
    why_against(words);
    why_sure(sureness, percent);
    why_others();
    why_other(title, roles, many);
    why_changes();
    why_without_duty(words, title, roles);
    why_without_unsure(words);
    why_without_aside(words);
    why_without_nothing(words);
    why_with_duty(word, title, roles);
    why_picked();
    why_unknown();
    why_sources();
    why_source(source, note);
    choose_duty();
    choose_role();
    choose_of_role(role, page, pages);
    choose_more();
    choose_by_role();
    choose_by_words();
    choose_keep();
    search_title();
    search_label();
    search_example();
    correction_title();
    correction_not_kept();

    // unsure.ftl
    unsure_title();
    unsure_text();
    unsure_candidate(title, role);
    unsure_none();
    aside_title();
    aside_text(kind);
    aside_examples();
    aside_example_one();
    aside_example_two();
    aside_look_again();
    none_fits_title();
    none_fits_text();
    empty_title();
    empty_text();

    // roles.ftl
    role_title(name, short);
    role_lane();
    role_not_lane();
    role_skills();
    role_works_with();
    role_analogies();
    role_path();
    role_reach();
    role_all_duties(count);
    role_bullet(text);
    compare_title(first, second);
    compare_purpose(role, purpose);
    compare_lane(role);
    compare_not_lane(role);
    compare_together();
    compare_more(count);
    compare_nothing_together();
    duties_title(role);
    duties_line(title, summary);
    duties_line_shared(title, summary);
    duties_none(role);
    duties_page(page, pages);
    page_previous();
    page_next();

    // commands.ftl
    command_who_owns();
    command_who_owns_task();
    option_private();
    command_who_owns_message();
    command_who_owns_message_does();
    command_role();
    command_role_show();
    command_role_show_role();
    command_role_compare();
    command_role_compare_first();
    command_role_compare_second();
    command_role_duties();
    command_role_duties_role();
    command_role_duties_page();
    command_help();
    command_about();
    example_who_owns();
    example_who_owns_message();
    example_role_show();
    example_role_compare();
    example_role_duties();

    // help.ftl
    help_title();
    help_text();
    help_mention_title();
    help_mention(bot);
    help_everyone();
    about_title();
    about_text();
    about_handbook();
    about_handbook_text(duties, roles, sources);
    about_privacy();
    about_privacy_text();
    about_version(version);

    // errors.ftl
    error_next();
    error_incident(incident);
    error_internal_title();
    error_internal_text();
    error_internal_next();
    error_unknown_role_title(role);
    error_unknown_role_text();
    error_unknown_role_next();
    error_no_page_title(page);
    error_no_page_text(pages);
    error_no_page_next();
    error_same_role_title();
    error_same_role_text(role);
    error_same_role_next();
    error_stale_title();
    error_stale_text();
    error_stale_next();
    error_unknown_command_title();
    error_unknown_command_text();
    error_unknown_command_next();
    error_no_text_title();
    error_no_text_text();
    error_no_text_next();
    error_may_not_share_title();
    error_may_not_share_text();
    error_may_not_share_next();
    error_only_in_servers_title();
    error_only_in_servers_text();
    error_only_in_servers_next();
    error_only_managers_title();
    error_only_managers_text(leads);
    error_only_managers_next(leads);
    error_only_server_managers_title();
    error_only_server_managers_text();
    error_only_server_managers_next();
    error_bot_may_not_title();
    error_bot_may_not_text();
    error_bot_may_not_next();
    error_gone_title();
    error_gone_text();
    error_gone_next();
    error_too_slow_title();
    error_too_slow_text();
    error_too_slow_next();
    error_cannot_write_title();
    error_cannot_write_text(channel);
    error_cannot_write_next();

    // decision.ftl
    command_decision();
    command_decision_record();
    command_decision_list();
    command_decision_show();
    command_decision_history();
    command_decision_revise();
    command_decision_retire();
    option_decision_subject();
    option_decision_known();
    option_decision_role();
    option_decision_person();
    option_decision_rule();
    option_decision_reason();
    option_decision_source();
    option_decision_review();
    option_decision_about();
    option_decision_state();
    option_decision_page();
    decision_state_in_force();
    decision_state_over();
    decision_state_all();
    example_decision_record();
    example_decision_list();
    decision_own_topic(topic);
    decision_one_decides(who);
    decision_several_decide(who);
    decision_nobody_named();
    decision_nobody_left();
    decision_why(reason);
    decision_settled_in(link);
    decision_again(date);
    decision_recorded_by(person, date);
    decision_superseded(date);
    decision_retired(person, date);
    decision_retired_because(person, date, reason);
    decision_erased();
    decision_team(team);
    decision_title_recorded(subject);
    decision_title_revised(subject);
    decision_title_retired(subject);
    decision_history_button();
    decision_revise_button();
    decision_retire_button();
    decision_list_title(team);
    decision_list_title_over(team);
    decision_list_title_all(team);
    decision_list_none();
    decision_list_none_such();
    decision_line(subject, date, short);
    decision_line_over();
    decision_history_title(subject, team);
    decision_entry(date, person, short);
    decision_in_force();
    decision_taken_title();
    decision_taken_text();
    decision_overtaken_title();
    decision_overtaken_text(person, date);
    decision_overtaken_retired(person, date);
    decision_overtaken_ended();
    decision_written();
    decision_form_title();
    decision_form_title_about(subject);
    decision_form_title_retire(subject);
    decision_field_about();
    decision_field_decides();
    decision_field_decides_example();
    decision_field_rule();
    decision_field_reason();
    decision_field_source();
    decision_field_review();
    decision_field_review_example();
    decision_field_retire_reason();
    settle_nothing_title(subject);
    settle_nothing_text();
    settle_nothing_next();
    settle_gone_title();
    settle_gone_text();
    settle_gone_next();
    settle_subject_title();
    settle_subject_next();
    settle_text_empty();
    settle_text_long(is, most);
    settle_draft_title();
    settle_draft_nothing();
    settle_draft_many(is, most);
    settle_draft_next();
    settle_both_title();
    settle_both_text();
    settle_both_next();
    settle_link_title();
    settle_link_text();
    settle_link_next();
    settle_date_title(typed);
    settle_date_unknown();
    settle_date_no_day();
    settle_date_past();
    settle_date_far();
    settle_date_ambiguous(first, second);
    settle_date_next();
    settle_date_next_either(first, second);
    settle_full_title();
    settle_full_text(most);
    settle_full_next();

    // ask.ftl
    ask_duty(title, summary);
    ask_next(step);
    ask_unsure();
    ask_aside(kind);
    ask_candidates();
}
