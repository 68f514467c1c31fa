### Roles: one alone, two side by side, and what a role decides.

role_title = { $name } ({ $short })
role_lane = Handles
role_not_lane = Does not handle
role_skills = Is good at
role_works_with = Working together
role_analogies = In a picture
role_path = Ways into the role
role_reach = How to reach them
# On a button.
role_all_duties =
    { $count ->
        [one] The one duty
       *[other] All { $count } duties
    }
role_bullet = - { $text }

compare_title = { $first } and { $second }
# Why a role exists, one line for each of the two.
compare_purpose = **{ $role }.** { $purpose }
compare_lane = { $role } handles
compare_not_lane = { $role } does not handle
compare_together = They share
compare_more =
    { $count ->
        [one] and one duty more, see `/role duties`
       *[other] and { $count } duties more, see `/role duties`
    }
compare_nothing_together = Nothing in the handbook is shared by these two.

duties_title = { $role }: duties
duties_line = **{ $title }.** { $summary }
duties_line_shared = **{ $title }** (shared). { $summary }
duties_none = The handbook has no duty of the { $role }. Add one as a file in `duties/`.
duties_page = Page { $page } of { $pages }
page_previous = Previous
page_next = Next
