### When the bot asks back, and when there is nothing to answer.

unsure_title = Which of these do you mean?
unsure_text = I can't tell from your words. Press the one that fits:
# $title is a duty's title, $role who decides.
unsure_candidate = **{ $title }**: { $role }
unsure_none = None of these

aside_title = Nobody has to be found for this
# $kind names what the bot took it for, such as "Greetings".
aside_text = I took it for something else: { $kind }. If somebody does have to decide or do something here, press the button.
aside_examples = Things I can answer
aside_example_one = `/who-owns` with “who decides which database we use?” or “a colleague is close to burning out”
aside_example_two = `/role compare` shows two roles side by side, such as tech lead and engineering manager
aside_look_again = It is about a job
none_fits_title = What is it about, then?
none_fits_text = Choose from the list, look through the duties of a role, or say it in other words: name the thing and what has to be decided or done about it.

empty_title = What is it about?
empty_text = Write the question or the task in a few words after my name, for example “who signs off on the release?”.
