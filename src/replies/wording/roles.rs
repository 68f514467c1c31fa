//! The sentences of `messages/roles.ftl`.

sentences! {
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
}
