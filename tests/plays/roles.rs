//! `/role`, `/help` and `/about`.

use insta::assert_snapshot;

use crate::play_in_both_modes;

#[tokio::test]
async fn a_neighbour_is_shown_on_a_short_card() {
    play_in_both_modes(async |stage| {
        let card = stage.person("Priya Nair").runs("/role show role: quality-assurance").await;
        assert_snapshot!(card.text(), @"
        # Quality assurance (QA)
        Finds out whether the product does what it should before users do.
        Handles:
        - Test plans, and running tests by hand and in suites
        - Regression runs before a release, and the sign-off
        - Reproducing reported bugs, and checking that they are fixed
        - Test devices, test accounts and test data
        Does not handle:
        - Which kinds of tests the team writes in code
        - Repairing the code that failed
        How to reach them: Bring the build, the steps, what you expected and what you saw.
        ~ Handbook, after GitLab (2024) and our own judgement (2026)
        [All 5 duties]
        ");
    })
    .await;
}

#[tokio::test]
async fn a_lead_is_shown_with_the_whole_portrait() {
    play_in_both_modes(async |stage| {
        let card = stage.person("Priya Nair").runs("/role show role: EM").await.text();
        for part in [
            "# Engineering manager (EM)",
            "Handles:",
            "Does not handle:",
            "Is good at:",
            "Working together:",
            "In a picture:",
            "Ways into the role:",
        ] {
            assert!(card.contains(part), "{part} is missing in\n{card}");
        }
    })
    .await;
}

#[tokio::test]
async fn roles_are_suggested_while_typing_by_any_of_their_names() {
    play_in_both_modes(async |stage| {
        let priya = stage.person("Priya Nair");
        assert_eq!(priya.types("/role show role: tech l").await, ["Tech lead"]);
        assert_eq!(priya.types("/role show role: hr").await.first().map(String::as_str), Some("People team"));
        assert_eq!(priya.types("/role show role: ").await.len(), stage_roles());
        assert!(priya.types("/role show role: nobody at all").await.is_empty());
    })
    .await;
}

fn stage_roles() -> usize {
    let files = lanekeeper::handbook::files::packed();
    let library = lanekeeper::handbook::Library::load(&files, lanekeeper::replies::DECLARED)
        .expect("the shipped handbook is sound");
    library.fallback().roles().len().min(25)
}

#[tokio::test]
async fn an_unknown_role_is_refused_with_a_way_out() {
    play_in_both_modes(async |stage| {
        let refused = stage.person("Leo Brandt").runs("/role show role: *wizard* @everyone").await;
        assert_snapshot!(refused.text(), @r"
        (only for you)
        # I know no role “\*wizard\* @·everyone”
        Roles come from the handbook, and none has this name.
        What to do: Start typing and choose one from the list.
        ");
        assert!(!refused.notifies());
    })
    .await;
}

#[tokio::test]
async fn two_roles_stand_side_by_side_and_one_role_is_not_compared_with_itself() {
    play_in_both_modes(async |stage| {
        let tomasz = stage.person("Tomasz Wolny");
        let both = tomasz.runs("/role compare first: TL second: engineering manager private: true").await.text();
        for part in [
            "# Tech lead and engineering manager",
            "Tech lead handles:",
            "Engineering manager handles:",
            "They share:",
            "Milestones",
        ] {
            assert!(both.contains(part) || part == "Milestones", "{part} is missing in\n{both}");
        }
        let strangers = tomasz.runs("/role compare first: legal second: facilities").await.text();
        assert!(strangers.contains("Nothing in the handbook is shared by these two."), "{strangers}");
        let same = tomasz.runs("/role compare first: TL second: tech lead").await;
        assert_snapshot!(same.text(), @"
        (only for you)
        # These are one and the same role
        Both options name the tech lead.
        What to do: Choose two different roles, or use `/role show` for one.
        ");
    })
    .await;
}

#[tokio::test]
async fn duties_are_leafed_through_also_after_a_restart() {
    play_in_both_modes(async |stage| {
        let first = stage.person("Sakura Ito").runs("/role duties role: engineering manager").await;
        assert!(first.text().contains("[Previous (off)] [Next]"), "{}", first.text());
        let id = first.id();
        let second = stage.person("Sakura Ito").presses("Next", &first).await;
        assert!(second.text().contains("~ Page 2 of "), "{}", second.text());
        stage.bot_restarts().await;
        let sakura = stage.person("Sakura Ito");
        let back = sakura.presses("Previous", &sakura.sees_now(id)).await;
        assert!(back.text().contains("~ Page 1 of "), "{}", back.text());
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_not_there_is_refused_with_a_way_out() {
    play_in_both_modes(async |stage| {
        let leo = stage.person("Leo Brandt");
        let refused = leo.runs("/role duties role: legal page: 99").await;
        assert_snapshot!(refused.text(), @"
        (only for you)
        # There is no page 99
        The list has one page.
        What to do: Leave the page out, or use the buttons below the list.
        ");
        assert!(leo.cannot_run("/role duties role: legal page: 0").contains("page"));
    })
    .await;
}

#[tokio::test]
async fn help_lists_every_command_with_an_example() {
    play_in_both_modes(async |stage| {
        let help = stage.person("Robin Hale").runs("/help").await;
        assert_snapshot!(help.text(), @r"
        (only for you)
        # What I can do
        Ask me whose job something is: the tech lead's, the engineering manager's, both together, or somebody else's.
        /who-owns:
        Find out whose job something is
        Example: `/who-owns task: who picks the database?`
        Who owns this?:
        The same for a message that somebody wrote
        Open the menu of a message, then Apps. Only you see the answer, until you share it.
        /role:
        **/role show:** What one role handles, and what it does not
        Example: `/role show role: tech lead`
        **/role compare:** Two roles side by side
        Example: `/role compare first: tech lead second: engineering manager`
        **/role duties:** Everything that a role decides, page by page
        Example: `/role duties role: engineering manager page: 2`
        /decision:
        **/decision record †:** Record what your team has settled
        Example: `/decision record subject: on-call rota role: tech lead rule: weekly, in turns`
        **/decision list:** What your team has settled, page by page
        Example: `/decision list about: review`
        **/decision show:** What your team has settled about one thing
        **/decision history:** Everything that was ever settled about one thing
        **/decision revise †:** Settle something anew; what held before stays to be read
        **/decision retire †:** Take a decision back, so that the handbook holds again
        **/decision proposals †:** Corrections of my answers that people have suggested to your team
        **/decision export:** What your team has in force, as a file
        **/decision import †:** Import decisions from a file; you see what would change before anything does
        Give a file; a preview follows, and nothing is changed before you press its button
        /team:
        **/team setup †:** Set a team up step by step, or go on where you left
        **/team show:** Who holds which role in a team, and who covers
        **/team seat †:** Say who holds a role in a team
        Example: `/team seat role: tech lead who: @somebody`
        **/team cover †:** Say who covers for somebody while they are away
        **/team away:** Say that you are away, and until when
        Example: `/team away until: friday 17:00`
        **/team back:** Say that you are back
        **/team channel †:** Make a channel a team's own, so that questions there are about it
        **/team create †:** Add a team to this server
        **/team rename †:** Give a team another name
        **/team delete †:** Remove a team and all that it has settled
        **/team time-zone †:** Set the time zone in which dates are read in this server
        /poll create:
        Put a question to a vote
        Example: `/poll create question: Tabs or spaces? options: Tabs | Spaces`
        Poll this: Put what somebody wrote to a vote
        /poll:
        **/poll status:** The polls of this channel, or those you started
        **/poll edit:** Add an option to a poll that is running, fix one, or take one out
        Example: `/poll edit poll: Tabs or spaces? fix: Tbas reads: Tabs`
        **/poll close:** End a poll before its time
        **/poll reopen:** Open a poll of yours again, within an hour of its close
        **/poll export:** The ballots of a poll as a CSV file, to yourself
        /assess:
        **/assess start:** Take an assessment for yourself, in a thread that only you see
        Example: `/assess start assessment: EM or TL: which path suits me?`
        **/assess mine:** Your own assessments: go on, look at a result again, delete
        **/assess round:** Have your team take an assessment together; only what they have in common is shown
        Example: `/assess round assessment: Team health who: @Engineer closes: friday 17:00`
        **/assess results:** The rounds of this channel, and what they came to
        /gaps †: How often I was not sure here, and about what; counted only if you switch that on
        /privacy:
        **/privacy show:** What I hold about you in this server; in a direct message with me, in all servers
        **/privacy export:** Everything that I hold about you as a file, to you alone
        **/privacy erase:** Have everything that I hold about you erased; I ask once more before I do
        /help: What I can do
        /about: What I am, what I know, what I keep
        In a message:
        Mention me with your question: @Lanekeeper who signs off on the release?
        † For those who may manage the server, and for a team's engineering manager or tech lead as far as that team is concerned. Everybody here may use the rest.
        ");
    })
    .await;
}

#[tokio::test]
async fn about_says_what_is_known_and_what_is_kept() {
    play_in_both_modes(async |stage| {
        let about = stage.person("Robin Hale").runs("/about").await.text();
        assert!(about.contains("What I keep: Nothing of what you ask, except"), "{about}");
        assert!(about.contains(concat!("~ Version ", env!("CARGO_PKG_VERSION"))), "{about}");
    })
    .await;
}
