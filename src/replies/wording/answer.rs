//! The sentences of `messages/answer.ftl`.

sentences! {
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
}
