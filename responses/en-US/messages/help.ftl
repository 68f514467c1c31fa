### /help and /about

help_title = What I can do
help_text = Ask me whose job something is: the tech lead's, the engineering manager's, both together, or somebody else's.
# $bot is a mention of the bot.
help_mention_title = In a message
help_mention = Mention me with your question: { $bot } who signs off on the release?
# $name is a command that changes what holds for a team.
help_for_managers = { $name } †
help_who = † For those who may manage the server, and for a team's { $leads } as far as that team is concerned. Everybody here may use the rest.

about_title = Lanekeeper
about_text = I answer one question that every software team keeps asking: whose is this?
about_handbook = What I know
about_handbook_text =
    { $duties ->
        [one] One duty
       *[other] { $duties } duties
    } of { $roles ->
        [one] one role
       *[other] { $roles } roles
    }, each with its source, from { $sources ->
        [one] one publication
       *[other] { $sources } publications
    }.
about_privacy = What I keep
about_privacy_text = Nothing of what you ask, except what you pass on yourself with **Ask them** or **Suggest it**; `/privacy show` tells what I hold about you. Questions are answered on the machine where I run and go nowhere else.
about_version = Version { $version }
