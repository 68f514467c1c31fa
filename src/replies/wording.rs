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
        /// All sentences that the program says.
        pub static DECLARED: &[Declared] = &[
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

    // ask.ftl
    ask_duty(title, summary);
    ask_next(step);
    ask_unsure();
    ask_aside(kind);
    ask_candidates();
}
