//! The sentences of `messages/why.ftl`.

sentences! {
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
}
