UPDATE polls SET turnout_voted = 1, turnout_eligible = 4, turnout_roles = '[["tech-lead",1]]' WHERE id = 52;
