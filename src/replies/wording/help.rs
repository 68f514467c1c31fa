//! The sentences of `messages/help.ftl`.

sentences! {
    help_title();
    help_text();
    help_mention_title();
    help_mention(bot);
    help_for_managers(name);
    help_who(leads);
    about_title();
    about_text();
    about_handbook();
    about_handbook_text(duties, roles, sources);
    about_privacy();
    about_privacy_text();
    about_version(version);
}
