### Commands and their options as Discord lists them: at most 100 characters each. Examples are shown by /help.

command_who_owns = Find out whose job something is
command_who_owns_task = The question or task in your own words
option_private = Show the answer only to me
# The name in a message's menu, at most 32 characters.
command_who_owns_message = Who owns this?
# What the menu entry does, for /help.
command_who_owns_message_does = The same for a message that somebody wrote
command_role = What a role handles
command_role_show = What one role handles, and what it does not
command_role_show_role = The role
command_role_compare = Two roles side by side
command_role_compare_first = The first role
command_role_compare_second = The second role
command_role_duties = Everything that a role decides, page by page
command_role_duties_role = The role
command_role_duties_page = The page to open
command_help = What I can do
command_about = What I am, what I know, what I keep

example_who_owns = Example: `/who-owns task: who picks the database?`
example_who_owns_message = Open the menu of a message, then Apps. Only you see the answer, until you share it.
example_role_show = Example: `/role show role: tech lead`
example_role_compare = Example: `/role compare first: tech lead second: engineering manager`
example_role_duties = Example: `/role duties role: engineering manager page: 2`
