//! Files that cannot be read as what they should be, and sentences that do not fit what the program says.

use crate::{
    assert_none,
    shelf::{Break, Shelf},
};

static BREAKS: &[Break] = &[
    Break {
        what: "a key that no duty has",
        change: |shelf| shelf.change("duties/architecture.toml", "next_step", "next_steps"),
        told: "en-US/duties/architecture.toml:6: unknown field `next_steps`, expected one of `title`, `summary`, `decides`, `shared`, `leads`, `consulted`, `informed`, `next_step`, `contested`, `phrases`, `patterns`, `related`, `source`, see CONTRIBUTING for the keys of this kind of file",
    },
    Break {
        what: "a key that no source has",
        change: |shelf| shelf.change("sources.toml", "date", "year = \"2026\"\ndate"),
        told: "en-US/sources.toml:4: unknown field `year`, expected one of `title`, `publisher`, `date`, `address`, see CONTRIBUTING for the keys of this kind of file",
    },
    Break {
        what: "a sentence that refers to what is nowhere",
        change: |shelf| {
            shelf.change(
                "messages/answer.ftl",
                "{ $role } decides.",
                "{ $role } { lead } of { -team } { LOUD($role) }.",
            )
        },
        told: r#"
            en-US/messages/answer.ftl:2: `answer_decides` refers to `-team`, which is nowhere, write it, or remove the reference
            en-US/messages/answer.ftl:2: `answer_decides` refers to `lead`, which is nowhere, write it, or remove the reference
            en-US/messages/answer.ftl:2: `answer_decides` uses the function LOUD, which is not provided, use the variable alone: numbers are written in the locale's way
        "#,
    },
    Break {
        what: "a sentence without a text of its own",
        change: |shelf| {
            shelf.change(
                "messages/answer.ftl",
                "answer_decides = { $role } decides.",
                "answer_decides =\n    .title = { $role }",
            )
        },
        told: "en-US/messages:1: the sentence `answer_decides` is missing, add it, with $role",
    },
    Break {
        what: "a key that is missing",
        change: |shelf| shelf.change("asides/greetings.toml", "summary = \"Hello and goodbye.\"\n", ""),
        told: "en-US/asides/greetings.toml:1: missing field `summary`, see CONTRIBUTING for the keys of this kind of file",
    },
    Break {
        what: "a value of another type",
        change: |shelf| shelf.change("asides/greetings.toml", "[\"good morning\"]", "\"good morning\""),
        told: r#"en-US/asides/greetings.toml:3: invalid type: string "good morning", expected a sequence, see CONTRIBUTING for the keys of this kind of file"#,
    },
    Break {
        what: "a kind of role that does not exist",
        change: |shelf| shelf.with("en-US/roles/writer.toml", "name = \"Writer\"\nkind = \"friend\"\n"),
        told: "en-US/roles/writer.toml:2: unknown variant `friend`, expected `lead` or `neighbour`, see CONTRIBUTING for the keys of this kind of file",
    },
    Break {
        what: "a file that is not TOML",
        change: |shelf| shelf.change("duties/architecture.toml", "decides =", "decides:"),
        told: "en-US/duties/architecture.toml:3: key with no value, expected `=`, see CONTRIBUTING for the keys of this kind of file",
    },
    Break {
        what: "a file that is not Fluent",
        change: |shelf| shelf.change("messages/answer.ftl", "{ $role } decides.", "{ $role decides."),
        told: r#"
            en-US/messages:1: the sentence `answer_decides` is missing, add it, with $role
            en-US/messages/answer.ftl:2: this is not Fluent: Expected a token starting with "}", see projectfluent.org for the syntax
        "#,
    },
    Break {
        what: "a sentence that is missing",
        change: |shelf| shelf.change("messages/answer.ftl", "answer_decides = { $role } decides.\n", ""),
        told: "en-US/messages:1: the sentence `answer_decides` is missing, add it, with $role",
    },
    Break {
        what: "a sentence that nothing says",
        change: |shelf| shelf.change("messages/answer.ftl", "duties_count", "greeting = Hello.\nduties_count"),
        told: "en-US/messages/answer.ftl:3: nothing says the sentence `greeting`, remove it, or correct its key",
    },
    Break {
        what: "a sentence that stands in two files",
        change: |shelf| shelf.with("en-US/messages/more.ftl", "\nanswer_decides = It is { $role }.\n"),
        told: "en-US/messages/more.ftl:2: `answer_decides` also stands in en-US/messages/answer.ftl, keep it in one place",
    },
    Break {
        what: "a variable that is not given",
        change: |shelf| shelf.change("messages/answer.ftl", "{ $role } decides.", "{ $role } decides about { $duty }."),
        told: "en-US/messages/answer.ftl:2: `answer_decides` uses $duty, which is not given, use only what is given, with $role",
    },
    Break {
        what: "a variable that is not used",
        change: |shelf| shelf.change("messages/answer.ftl", "{ $role } decides.", "Somebody decides."),
        told: "en-US/messages/answer.ftl:2: `answer_decides` does not use $role, use it: what it tells would be lost",
    },
    Break {
        what: "a variable in a branch of a plural that is not given",
        change: |shelf| shelf.change("messages/answer.ftl", "One duty.", "One duty of { $role }."),
        told: "en-US/messages/answer.ftl:3: `duties_count` uses $role, which is not given, use only what is given, with $count",
    },
    Break {
        what: "no folder to fall back on",
        change: |shelf| {
            shelf
                .without("en-US/")
                .with("de/messages/answer.ftl", "answer_decides = { $role }\nduties_count = { $count }\n")
        },
        told: "en-US:1: the folder is missing or holds no files, point at a folder that has en-US/ in it, laid out like the shipped responses/",
    },
    Break {
        what: "no files at all",
        change: |shelf| shelf.without("en-US/"),
        told: "en-US:1: the folder is missing or holds no files, point at a folder that has en-US/ in it, laid out like the shipped responses/",
    },
    Break {
        what: "a file beside the locales' folders",
        change: |shelf| shelf.with("notes.toml", ""),
        told: "notes.toml:1: this file is in no locale's folder, move it into en-US/, or delete it",
    },
    Break {
        what: "a file in a folder that the handbook does not know",
        change: |shelf| shelf.with("en-US/duty/old.toml", ""),
        told: "en-US/duty/old.toml:1: this file is in no folder that the handbook knows, move it to roles/, duties/, asides/, assessments/ or messages/, or delete it",
    },
    Break {
        what: "a folder that is no locale",
        change: |shelf| shelf.with("drafts here/messages/more.ftl", "# nothing yet\n"),
        told: "drafts here:1: `drafts here` is no locale, name the folder as Discord names its locales: en-US, de, pt-BR",
    },
    Break {
        what: "several problems, told at once and in the order of their places",
        change: |shelf| {
            shelf
                .change("roles/designer.toml", "purpose", "aliases = [\"TL\"]\npurpose")
                .change("duties/architecture.toml", "\"designer\"", "\"desinger\", \"writer\"")
                .change("duties/handover.toml", "next_step", "patterns = ['(hi']\nnext_step")
                .change("asides/greetings.toml", "phrases", "phrase")
                .change("messages/answer.ftl", "answer_decides", "answer_decided")
        },
        told: r#"
            en-US/asides/greetings.toml:3: unknown field `phrase`, expected one of `title`, `summary`, `phrases`, `patterns`, see CONTRIBUTING for the keys of this kind of file
            en-US/duties/architecture.toml:4: there is no role `desinger`, name a file of roles/, or add it
            en-US/duties/architecture.toml:4: there is no role `writer`, name a file of roles/, or add it
            en-US/duties/handover.toml:5: the pattern does not compile: unclosed group, write it in the syntax of Rust's regex crate, for certain cases only
            en-US/messages:1: the sentence `answer_decides` is missing, add it, with $role
            en-US/messages/answer.ftl:2: nothing says the sentence `answer_decided`, remove it, or correct its key
            en-US/roles/tech-lead.toml:2: `TL` also means the role `designer`, keep it for one of the two
        "#,
    },
];

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_a_way_out() {
    let differences: Vec<String> = BREAKS.iter().filter_map(Break::difference).collect();
    assert_none(&differences, "reported otherwise than expected");
}

#[test]
fn the_same_problem_is_told_once_however_many_locales_read_the_file() {
    let shelf = Shelf::sound().change("duties/architecture.toml", "\"designer\"", "\"desinger\"");
    let one = shelf.problems();
    let three = shelf.with("de/sources.toml", "").with("fr/sources.toml", "").problems();
    let own = three.lines().filter(|line| line.contains("desinger")).count();
    assert_eq!((own, one.lines().count()), (1, 1), "{three}");
}

#[test]
fn hostile_files_are_refused_and_never_panic() {
    let nested = format!("x = {}", "[".repeat(10_000));
    for text in ["\0", "\u{FEFF}", "= =", "[[[[", "title = \"\u{202E}\"", nested.as_str()] {
        for folder in ["roles", "duties", "asides", "assessments"] {
            let problems = Shelf::sound().with(&format!("en-US/{folder}/odd.toml"), text).problems();
            assert!(problems.contains(&format!("en-US/{folder}/odd.toml:")), "{text:.20?}: {problems}");
        }
        let problems = Shelf::sound().with("en-US/messages/odd.ftl", "odd = { odd\n}").problems();
        assert!(problems.contains("en-US/messages/odd.ftl:"), "{problems}");
    }
}
