//! The sentences of `messages/ask.ftl`.

sentences! {
    ask_duty(title, summary);
    ask_next(step);
    ask_unsure();
    ask_aside(kind);
    ask_candidates();
}
