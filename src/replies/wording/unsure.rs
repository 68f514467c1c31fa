//! The sentences of `messages/unsure.ftl`.

sentences! {
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
}
