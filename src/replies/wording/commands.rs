//! The sentences of `messages/commands.ftl`.

sentences! {
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
}
