### Decisions as a file: `/decision export` and `/decision import`.
### $team is a team's name, $line a number of a line; what somebody wrote comes quoted from the code, made harmless.

# Commands and options, at most 100 characters each.
command_decision_export = What your team has in force, as a file
command_decision_import = Import decisions from a file; you see what would change before anything does
option_decision_format = What the file is written in
option_decision_file = TOML or CSV as exported here, CODEOWNERS, or Backstage's catalog-info.yaml
option_decision_missing = What becomes of decisions that are not in the file; they stay if you leave it out
option_decision_owners = Who the owners are: @acme/pay = tech lead; @ada = @Ada
decision_format_toml = TOML, for people and programs
decision_format_csv = CSV, for spreadsheets
decision_missing_keep = They stay in force
decision_missing_retire = They are retired
example_decision_import = Give a file; a preview follows, and nothing is changed before you press its button

# The topic for a pattern of CODEOWNERS that means every file.
ledger_all_files = all files
# What the file shows, for those who do not see it.
ledger_file_description = Decisions as a file
# Why decisions that were missing from a file were retired; it is kept with them.
ledger_retired_because = It was not in the file that was imported.

ledger_exported_title = What { $team } has in force, as a file
ledger_exported_text = { $many ->
    [0] Nothing is in force yet, so the file has no decisions in it.
    [one] One decision. `/decision import` reads the file back.
   *[other] { $many } decisions. `/decision import` reads the file back.
  }

ledger_preview_title = Import into { $team }: nothing is changed yet
ledger_preview_stale = **The team's decisions have changed since you looked, so nothing was imported.** This is what the file would do now.
ledger_counts = New: { $new } · changed: { $changed } · already so: { $unchanged } · in force and not in the file: { $missing }
ledger_missing_kept = What is not in the file stays in force.
ledger_missing_retired = **What is not in the file is retired.**
ledger_nothing_to_do = There is nothing to do.
ledger_preview_footer = The attached file is all that this import says, in full.
ledger_new = New
ledger_changed = Changed, and how they would read
ledger_missing = Not in the file
ledger_left_out = Left out
# $subject is a duty's title or a topic, $who a sentence about who decides.
ledger_line = **{ $subject }**: { $who }
ledger_more = … and { $many } more
ledger_import_button = { $many ->
    [one] Import one change
   *[other] Import { $many } changes
  }
ledger_imported_title = Imported into { $team }
ledger_imported_text = New: { $new } · changed: { $changed } · retired: { $retired }. `/decision list` shows what is in force now.

# Refusals: what happened, why, what to do next.
ledger_format_title = I can't tell what “{ $name }” is written in
ledger_format_text = A file's name tells: `.toml`, `.csv`, `.yaml` or `.yml` (Backstage), or `CODEOWNERS`.
ledger_format_next = Rename the file and give it again. Nothing was changed.
ledger_file_title = I can't read this file
ledger_file_empty = Nothing is in it.
ledger_file_large = It is larger than { $most } KiB.
ledger_file_encoding = It is not written in UTF-8; line { $line } is the first that shows it.
ledger_file_next = Save it as UTF-8 text, at most 1,024 KiB, and give it again. Nothing was changed.
ledger_problems_title = This file can't be imported
ledger_problems_next = Mend these lines and give the file again. It is imported as a whole or not at all; nothing was changed.
ledger_owners_title = I can't use “{ $part }”
ledger_owners_text = The option `owners` says who the owners in the file are here, such as `@acme/pay = tech lead; @ada = @Ada`: after `=` stands a role, a server role or a member.
ledger_owners_next = Mend that and give the file again. Nothing was changed.
ledger_full_title = This file has more decisions than a team has room for
ledger_full_text = A team can have { $most } decisions in force.
ledger_full_next = Keep in the file what people ask about, or retire decisions that no longer matter, and give it again. Nothing was changed.

# One line about a line of the file; $wrong is one of the sentences below.
ledger_problem = Line { $line }: { $wrong }
ledger_wrong_syntax = it can't be read: { $told }
ledger_wrong_column = there is no column “{ $name }”.
ledger_wrong_no_subject = the column `subject` is missing.
ledger_wrong_cells = it has { $is } cells, the first line has { $columns }.
ledger_wrong_subject = it needs a duty or a topic, and not both.
ledger_wrong_duty = the handbook has no duty “{ $duty }”. Make it a topic, or look at `/role duties`.
ledger_wrong_topic = a topic needs at least one letter or digit.
ledger_wrong_long_topic = the topic has { $is } characters; { $most } fit.
ledger_wrong_role = I know no role “{ $role }”.
ledger_wrong_person = “{ $person }” is no mention, such as `<@123>` for a member or `<@&123>` for a server role.
ledger_wrong_both = it names roles and people; a decision names one kind.
ledger_wrong_link = “{ $link }” is no link that begins with `https://`.
ledger_wrong_date = “{ $date }” is no date, such as 2027-03-01.
ledger_wrong_twice = line { $first } is about the same.
ledger_wrong_owners = I don't know { $owners } here. Say who that is with the option `owners`, or name a server role the same.
