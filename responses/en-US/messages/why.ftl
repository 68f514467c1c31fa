### The whole why of an answer, and what can be done where it is not right.
### $words is a list of what people wrote, made harmless; $title a duty's title, $roles who decides about it.

why_title = Why “{ $title }”
why_against = { $words } spoke rather against it.
# $sureness is one of the answer_sure sentences, $percent how many of a hundred such answers are right.
why_sure = { $sureness } Of 100 answers given like this one, about { $percent } name the right role.

why_others = What else it could be
# $many: the odds are one in so many.
why_other = { $title } ({ $roles }): about 1 in { $many }

# Found by asking again with fewer words or one more.
why_changes = What would have changed it
why_without_duty = Without { $words } my answer would have been { $title } ({ $roles }).
why_without_unsure = Without { $words } I would have asked what you mean.
why_without_aside = Without { $words } I would have found nothing to decide or to do in it.
why_without_nothing = Not these words: without { $words } it stays the same.
why_with_duty = Had you also written { $word }, my answer would have been { $title } ({ $roles }).

why_picked = A person chose this duty; I did not.
why_unknown = I keep only the beginning of a long question, and can no longer tell which of its words decided.
why_sources = Who says so
# $source is a publisher with a year, $note what the publication says.
why_source = { $source }: { $note }

## Choosing the right duty instead of an answer. In selects and on buttons.

choose_duty = What is it about?
choose_role = Whose duties do you want to see?
choose_of_role =
    { $pages ->
        [one] Duties of the { $role }
       *[other] Duties of the { $role }, page { $page } of { $pages }
    }
choose_more = More duties
choose_by_role = By role
choose_by_words = By other words
choose_keep = Keep the answer

# A form.
search_title = Find the duty
search_label = What has to be decided or done?
search_example = choosing a database

# Said to whoever corrected an answer.
correction_title = Thank you, the answer is corrected
correction_not_kept = Only here, though: this place is no team's, so there is nobody to suggest it to. I keep nothing of it and would answer the same next time. If it matters, tell whoever looks after my handbook.
