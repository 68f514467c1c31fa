### What is held about a person: `/privacy show`, `export` and `erase`. $rows is how many there are.

# Commands, at most 100 characters each.
command_privacy = What I hold about you
command_privacy_show = What I hold about you in this server; in a direct message with me, in all servers
command_privacy_export = Everything that I hold about you as a file, to you alone
command_privacy_erase = Have everything that I hold about you erased; I ask once more before I do

privacy_title_here = What I hold about you in this server
privacy_title_everywhere = What I hold about you in all servers
privacy_reach_here = This is about this server. In a direct message with me the same command is about all servers.
privacy_reach_everywhere = This is about all servers. In a channel of a server the same command is about that server alone.
privacy_nothing = **Nothing.** Nothing that I keep names you.
privacy_next = `/privacy export` gives it to you as a file, `/privacy erase` erases it.
privacy_never = I don't keep what you ask me with `/who-owns`, unless you press **Ask them** or **Suggest it**, nor what you write in channels. My log has the numbers of commands, not their words.
privacy_leaving = { $days ->
    [one] When I am removed from a server, everything about it is deleted one day later, unless I am added again before.
   *[other] When I am removed from a server, everything about it is deleted { $days } days later, unless I am added again before.
  }
# Said in a team's channel. $date is the day on which everything would have been deleted.
privacy_back_title = I am back
privacy_back_text = I had been removed from this server, and would have deleted everything about it on { $date }. That is off: teams, decisions and polls are as they were.
privacy_file_text = The file has each of these rows in full, with what it belongs to. Other people are left out of it.
privacy_file_empty = So the file holds no row.
# What the file is, for those who do not see it.
privacy_file_description = Everything that Lanekeeper holds about the person who asked, as JSON

# One line for each way in which somebody is held. What goes must fit 1,024 characters together, and so must what stays.
privacy_seats = { $rows ->
    [one] One role that you hold in a team, with whether you are away
   *[other] { $rows } roles that you hold in teams, with whether you are away
  }
privacy_covers = { $rows ->
    [one] One role in which you cover for somebody
   *[other] { $rows } roles in which you cover for somebody
  }
privacy_decisions = { $rows ->
    [one] One decision that you recorded
   *[other] { $rows } decisions that you recorded
  }
privacy_retired = { $rows ->
    [one] One decision that you retired
   *[other] { $rows } decisions that you retired
  }
privacy_decides = { $rows ->
    [one] Your name in one decision, as somebody who decides
   *[other] Your name in { $rows } decisions, as somebody who decides
  }
privacy_asked = { $rows ->
    [one] One question that you had me pass to somebody, and what came of it
   *[other] { $rows } questions that you had me pass to somebody, and what came of them
  }
privacy_request_steps = { $rows ->
    [one] One thing that you did with a question passed on: asking, taking it, handing it on
   *[other] { $rows } things that you did with questions passed on: asking, taking them, handing them on
  }
privacy_requests_to_you = { $rows ->
    [one] One time that a question was passed to you
   *[other] { $rows } times that a question was passed to you
  }
privacy_polls = { $rows ->
    [one] One poll that you made
   *[other] { $rows } polls that you made
  }
privacy_polls_advise = { $rows ->
    [one] One poll whose outcome advises you
   *[other] { $rows } polls whose outcome advises you
  }
privacy_polls_closed = { $rows ->
    [one] One poll that you closed
   *[other] { $rows } polls that you closed
  }
privacy_electors = { $rows ->
    [one] Your name among those who may vote in one poll
   *[other] Your name among those who may vote in { $rows } polls
  }
privacy_ballots = { $rows ->
    [one] One ballot of yours, with your reason if you gave one
   *[other] { $rows } ballots of yours, with your reasons if you gave any
  }
privacy_anonymous_ballots = { $rows ->
    [one] One ballot of yours in an anonymous poll that is still open; once it closes, nobody can tell that it is yours
   *[other] { $rows } ballots of yours in anonymous polls that are still open; once they close, nobody can tell that they are yours
  }
privacy_suggestions = { $rows ->
    [one] One correction that you suggested to a team, with your question
   *[other] { $rows } corrections that you suggested to teams, with your questions
  }
privacy_rounds = { $rows ->
    [one] One round of an assessment that you started
   *[other] { $rows } rounds of assessments that you started
  }
privacy_rounds_closed = { $rows ->
    [one] One round that you closed
   *[other] { $rows } rounds that you closed
  }
privacy_round_participants = { $rows ->
    [one] Your name among those invited to one round
   *[other] Your name among those invited to { $rows } rounds
  }
privacy_sittings = { $rows ->
    [one] One assessment that you took or began, with your answers
   *[other] { $rows } assessments that you took or began, with your answers
  }
privacy_left = { $rows ->
    [one] A note that you have left a server in which you hold a role
   *[other] Notes that you have left { $rows } servers in which you hold roles
  }
privacy_mentions = { $rows ->
    [one] One text that mentions you, such as the reason for a decision
   *[other] { $rows } texts that mention you, such as the reasons for decisions
  }
# $what is the name of a table and a column: for what has no sentence yet.
privacy_other = { $rows ->
    [one] One row of { $what }
   *[other] { $rows } rows of { $what }
  }

privacy_erase_title_here = Erase what I hold about you in this server?
privacy_erase_title_everywhere = Erase what I hold about you in all servers?
privacy_erase_text = This cannot be taken back. If you want a copy, get it first with `/privacy export`.
privacy_changed_meanwhile = Something has changed since I asked you, so nothing was erased. This is how it is now.
privacy_goes = This goes
privacy_stays_without_you = This stays, but no longer says that it was you
privacy_stays = This stays as it is
privacy_stays_text = It belongs to the team, or names nobody: what a team has decided, results of polls that were announced, anonymous ballots of polls that are closed, how often each answer was given in a closed round, `/gaps`, which only counts. What I have posted in channels is Discord's to keep; whoever manages messages there can delete it.
privacy_gone = This is gone
privacy_stayed_without_you = This stayed, but no longer says that it was you
privacy_stayed = This stayed as it was
privacy_erase_button = Erase it
privacy_erased_title = Erased
privacy_erased_text = I hold nothing about you here any more. If somebody gives you a role or you vote again, it begins anew.
# What stands in a text in place of a mention. $mark tells one from another.
privacy_erased_name = @erased-{ $mark }

# A button that only one person may press: what happened, why, what to do next.
error_not_yours_title = This is somebody else's
error_not_yours_text = Only the person whom it is about can have their data erased, so nothing was done.
error_not_yours_next = For your own, use `/privacy erase`.
