//! The sentences of `messages/gaps.ftl`.

sentences! {
    command_gaps();
    option_gaps_counting();
    gaps_on();
    gaps_off();
    gaps_forget();
    gaps_title();
    gaps_are_counted();
    gaps_are_not_counted();
    gaps_none();
    gaps_near(title, number);
    gaps_near_nothing(number);
    gaps_footer();
}
