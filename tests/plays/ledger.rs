//! `/decision export` and `/decision import`: a preview first, then all of it or nothing.

use insta::assert_snapshot;

use crate::{
    Stage,
    person::Person,
    play, play_in_both_modes,
    seen::Seen,
    stage::in_time,
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";

const NEW: &str = "[[decision]]\ntopic = \"lunch\"\nrule = \"at noon\"\n\n\
                   [[decision]]\nduty = \"technology-choice\"\nroles = [\"tech-lead\", \"engineering-manager\"]\n";

/// Gives a file to `/decision import`.
async fn imports<'a>(person: &Person<'a>, name: &str, content: &str, options: &str) -> Seen<'a> {
    let people = person.stage.sandbox().people();
    let file = people.upload(person.user, person.channel, name, None, content.as_bytes().to_vec());
    let file = file.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let id = file["id"].as_str().expect("a file has an id");
    person.runs(&format!("/decision import file: {id} {options}")).await
}

/// The file that comes with a message.
pub(crate) async fn file_of(seen: &Seen<'_>) -> String {
    let address = seen.message["attachments"][0]["url"].as_str().expect("there is a file").to_owned();
    let file = in_time("the file", async { reqwest::get(address).await?.text().await }).await;
    file.expect("the file is there")
}

async fn has_two_decisions(stage: &Stage) {
    stage.has_checkout().await;
    stage.has_decision(SERVER, team(1), decision(1), "lunch", None).await;
    stage.has_decision(SERVER, team(1), decision(2), "=SUM(A1)", None).await;
}

#[tokio::test]
async fn what_is_in_force_is_exported_and_read_back_without_a_change() {
    play_in_both_modes(async |stage| {
        has_two_decisions(stage).await;
        let leo = stage.person("Leo Brandt");
        let seen = leo.runs("/decision export format: csv").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # What Checkout has in force, as a file
        2 decisions. `/decision import` reads the file back.
        ");
        let csv = file_of(&seen).await;
        assert_snapshot!(csv, @"
        about,subject,roles,people,rule,consulted,reason,source,review
        topic,'=SUM(A1),,,As we agreed about =SUM(A1),,,,
        topic,lunch,,,As we agreed about lunch,,,,
        ");
        let toml = leo.runs("/decision export format: toml").await;
        assert!(toml.text().contains("2 decisions."));
        let toml = file_of(&toml).await;
        assert_snapshot!(toml, @r#"
        [[decision]]
        topic = "=SUM(A1)"
        rule = "As we agreed about =SUM(A1)"

        [[decision]]
        topic = "lunch"
        rule = "As we agreed about lunch"
        "#);
        for (name, content) in [("decisions.csv", csv), ("decisions.toml", toml)] {
            let seen = imports(&stage.person("Ines Moreau"), name, &content, "").await;
            assert!(seen.text().contains("New: 0 · changed: 0 · already so: 2 · in force and not in the file: 0"));
            assert!(seen.text().contains("There is nothing to do.") && seen.buttons().is_empty(), "{}", seen.text());
        }
    })
    .await;
}

#[tokio::test]
async fn an_import_is_shown_first_and_applied_when_it_is_confirmed_also_after_a_restart() {
    play(async |stage| {
        has_two_decisions(stage).await;
        let seen = imports(&stage.person("Ines Moreau"), "ours.toml", NEW, "missing: retire").await;
        assert_snapshot!(seen.text(), @r"
        (only for you)
        # Import into Checkout: nothing is changed yet
        New: 1 · changed: 1 · already so: 0 · in force and not in the file: 1
        **What is not in the file is retired.**
        New: - **Choosing technology**: Tech lead and engineering manager decide together.
        Changed, and how they would read: - **lunch**: Nobody is named; the rule says how it is done.
        Not in the file: - **=SUM\(A1\)**: Nobody is named; the rule says how it is done.
        ~ The attached file is all that this import says, in full.
        [Import 3 changes]
        ");
        let id = seen.id();
        assert!(stage.person("Leo Brandt").runs("/decision show subject: lunch").await.text().contains("As we agreed"));
        stage.bot_restarts().await;
        let ines = stage.person("Ines Moreau");
        let done = ines.presses("Import 3 changes", &ines.sees_now(id)).await;
        assert_snapshot!(done.text(), @"
        (only for you)
        # Imported into Checkout
        New: 1 · changed: 1 · retired: 1. `/decision list` shows what is in force now.
        ");
        assert_eq!(done.id(), id);
        let list = stage.person("Leo Brandt").runs("/decision list").await.text();
        assert!(list.contains("at noon") && list.contains("Choosing technology") && !list.contains("SUM"), "{list}");
        let over = stage.person("Leo Brandt").runs("/decision list state: over").await.text();
        assert!(over.contains("SUM") && over.contains("As we agreed about lunch"), "{over}");
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_the_preview_is_said_and_shown_anew() {
    play(async |stage| {
        has_two_decisions(stage).await;
        let ines = stage.person("Ines Moreau");
        let seen = imports(&ines, "ours.toml", NEW, "").await;
        assert!(seen.text().contains("What is not in the file stays in force."), "{}", seen.text());
        let changed = stage.person("Tomasz Wolny").runs("/decision revise subject: lunch rule: at one").await;
        assert!(changed.text().contains("# Revised: lunch"));
        let stale = ines.presses("Import 2 changes", &seen).await;
        assert!(
            stale.text().contains("**The team's decisions have changed since you looked, so nothing was imported.**")
        );
        let list = ines.runs("/decision list").await.text();
        assert!(list.contains("at one") && !list.contains("Choosing technology"), "{list}");
        let done = ines.presses("Import 2 changes", &stale).await;
        assert!(done.text().contains("New: 1 · changed: 1 · retired: 0."), "{}", done.text());
    })
    .await;
}

#[tokio::test]
async fn a_file_with_something_wrong_is_not_imported_at_all() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let wrong = "subject,roles,people\nlunch,tech lead,\nparking,boss,\nstairs,tech lead,<@1>\nLUNCH,tech lead,\n";
        let seen = imports(&ines, "ours.csv", wrong, "").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # This file can't be imported
        - Line 3: I know no role “boss”.
        - Line 4: it names roles and people; a decision names one kind.
        - Line 5: line 2 is about the same.
        What to do: Mend these lines and give the file again. It is imported as a whole or not at all; nothing was changed.
        ");
        for (name, content, told) in [
            ("ours.toml", "", "Nothing is in it."),
            ("notes.txt", "lunch", "# I can't tell what “notes.txt” is written in"),
            ("CODEOWNERS", "* @a", "I don't know"),
        ] {
            let seen = imports(&ines, name, content, "").await.text();
            assert!(seen.contains(told), "{seen}");
        }
        let large = imports(&ines, "ours.toml", &"# nothing\n".repeat(105_000), "").await;
        assert!(large.text().contains("It is larger than 1024 KiB."), "{}", large.text());
        assert!(ines.runs("/decision list").await.text().contains("Nothing yet."));
    })
    .await;
}

#[tokio::test]
async fn owners_of_code_become_topics_and_those_who_are_not_known_are_named() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let owners = "*  @northwind/tech-lead\n/docs/ @northwind/engineering-manager\n/pay/ @ghost ada@example.org\n";
        let seen = imports(&ines, "CODEOWNERS", owners, "").await;
        let told = seen.text();
        for part in [
            "New: 2 · changed: 0 · already so: 0 · in force and not in the file: 0\nNew:\n- **all files**: <@&",
            "\n- **/docs/**: <@&",
            "Left out: - Line 3: I don't know @·ghost and ada@·example.org here. Say who that is with the option `owners`",
            "[Import 2 changes]",
        ] {
            assert!(told.contains(part), "{part} is missing in\n{told}");
        }
        let leo = stage.user("Leo Brandt");
        let told = format!("owners: @ghost = <@{leo}>; ada@example.org = <@{leo}>");
        let seen = imports(&ines, "CODEOWNERS", owners, &told).await;
        assert!(!seen.text().contains("Left out"), "{}", seen.text());
        let done = ines.presses("Import 3 changes", &seen).await;
        assert!(done.text().contains("New: 3"));
        let shown = ines.runs("/decision show subject: /pay/").await;
        assert!(shown.text().contains("@Leo Brandt decides."), "{}", shown.text());
        let catalog = "kind: Component\nmetadata:\n  name: basket\nspec:\n  owner: group:tech-lead\n";
        let seen = imports(&ines, "catalog-info.yaml", catalog, "").await;
        assert!(seen.text().contains("- **basket**: <@&"), "{}", seen.text());
    })
    .await;
}

#[tokio::test]
async fn only_those_who_manage_the_team_import() {
    play(async |stage| {
        stage.has_checkout().await;
        let seen = imports(&stage.person("Priya Nair"), "ours.toml", NEW, "").await;
        assert!(seen.text().contains("# You can't change this here"), "{}", seen.text());
        stage.has_team("Orchard Books", team(9), "Shelves", &["shop-floor"], &[]).await;
        let id = format!("1:decision-import:{}:0:0", team(9));
        let old = stage.bot_once_posted(&[&id]).await;
        let tomasz = stage.person("Tomasz Wolny");
        let old = tomasz.sees_now(old);
        assert!(old.text().contains("An old answer"));
        assert!(tomasz.presses_id(&id, &old).await.text().contains("# I know no such team"));
    })
    .await;
}

#[tokio::test]
async fn more_than_a_team_has_in_force_at_most_is_refused_before_anything_is_shown() {
    play(async |stage| {
        stage.has_checkout().await;
        let paths: String = (0..501).map(|path| format!("/src/{path} @designer\n")).collect();
        let tomasz = stage.person("Tomasz Wolny");
        let seen = imports(&tomasz, "CODEOWNERS", &paths, "").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # This file has more decisions than a team has room for
        A team can have 500 decisions in force.
        What to do: Keep in the file what people ask about, or retire decisions that no longer matter, and give it again. Nothing was changed.
        ");
        let paths = &paths[..paths.trim_end().rfind('\n').expect("there are lines")];
        let seen = imports(&tomasz, "CODEOWNERS", paths, "").await;
        assert!(seen.text().contains("New: 500"), "{}", seen.text());
    })
    .await;
}
