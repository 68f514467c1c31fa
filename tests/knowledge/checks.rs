//! Each check of the handbook, broken once: the fixture and the message that whoever broke it reads.

use lanekeeper::handbook::demands;

use crate::{
    assert_none, assessments,
    shelf::{Break, Shelf},
};

static BREAKS: &[Break] = &[
    Break {
        what: "file names are kebab-case ids",
        change: |shelf| shelf.rename("en-US/asides/greetings.toml", "en-US/asides/Small_Talk.toml"),
        told: "en-US/asides/Small_Talk.toml:1: `Small_Talk` is no id, rename the file to lower-case words with `-` between them, 50 characters at most",
    },
    Break {
        what: "file names are kebab-case ids",
        change: |shelf| {
            shelf.rename("en-US/duties/handover.toml", "en-US/duties/-handover.toml").change(
                "duties/architecture.toml",
                "[\"handover\"]",
                "[]",
            )
        },
        told: "en-US/duties/-handover.toml:1: `-handover` is no id, rename the file to lower-case words with `-` between them, 50 characters at most",
    },
    Break {
        what: "no text is empty",
        change: |shelf| shelf.change("roles/designer.toml", "\"screens\"", "\"screens\", \" \""),
        told: "en-US/roles/designer.toml:4: this text is empty, write it, or remove the key",
    },
    Break {
        what: "each duty has one deciding role or is shared by at least two",
        change: |shelf| shelf.change("duties/architecture.toml", "decides = \"tech-lead\"\n", ""),
        told: r#"en-US/duties/architecture.toml:1: the duty has no deciding role and is not shared, write either `decides = "role"`, or `shared = true` and `leads = ["role", "role"]`"#,
    },
    Break {
        what: "each duty has one deciding role or is shared by at least two",
        change: |shelf| shelf.change("duties/handover.toml", ", \"designer\"", ""),
        told: r#"en-US/duties/handover.toml:1: the duty is shared but names fewer than two leads, write either `decides = "role"`, or `shared = true` and `leads = ["role", "role"]`"#,
    },
    Break {
        what: "each duty has one deciding role or is shared by at least two",
        change: |shelf| shelf.change("duties/architecture.toml", "consulted", "shared = true\nconsulted"),
        told: r#"en-US/duties/architecture.toml:1: the duty has a deciding role and is shared, write either `decides = "role"`, or `shared = true` and `leads = ["role", "role"]`"#,
    },
    Break {
        what: "each duty has one deciding role or is shared by at least two",
        change: |shelf| {
            shelf.change("duties/architecture.toml", "consulted", "leads = [\"tech-lead\", \"designer\"]\nconsulted")
        },
        told: r#"en-US/duties/architecture.toml:1: the duty has a deciding role and leads, write either `decides = "role"`, or `shared = true` and `leads = ["role", "role"]`"#,
    },
    Break {
        what: "roles that a duty names exist",
        change: |shelf| shelf.change("duties/architecture.toml", "\"designer\"", "\"desinger\""),
        told: "en-US/duties/architecture.toml:4: there is no role `desinger`, name a file of roles/, or add it",
    },
    Break {
        what: "related duties exist and differ from the duty itself",
        change: |shelf| shelf.change("duties/architecture.toml", "\"handover\"", "\"handovers\""),
        told: "en-US/duties/architecture.toml:10: there is no duty `handovers`, name a file of duties/, or remove it",
    },
    Break {
        what: "related duties exist and differ from the duty itself",
        change: |shelf| shelf.change("duties/architecture.toml", "\"handover\"", "\"architecture\""),
        told: "en-US/duties/architecture.toml:10: a duty is related to itself, remove it",
    },
    Break {
        what: "sources that are cited exist",
        change: |shelf| shelf.change("duties/handover.toml", "\"house\"", "\"hose\""),
        told: "en-US/duties/handover.toml:8: there is no source `hose`, add it to sources.toml, or name one that stands there",
    },
    Break {
        what: "sources that are cited exist",
        change: |shelf| shelf.change("roles/designer.toml", "\"house\"", "\"hose\""),
        told: "en-US/roles/designer.toml:7: there is no source `hose`, add it to sources.toml, or name one that stands there",
    },
    Break {
        what: "each role, duty and assessment names a source",
        change: |shelf| shelf.change("duties/handover.toml", "[[source]]\nid = \"house\"\nnote = \"We say so.\"\n", ""),
        told: "en-US/duties/handover.toml:1: no source is named, add a [[source]] with `id` and `note`; `house` stands for our own judgement",
    },
    Break {
        what: "names and aliases of roles are unique",
        change: |shelf| shelf.change("roles/designer.toml", "purpose", "aliases = [\"Lead Developer\"]\npurpose"),
        told: "en-US/roles/tech-lead.toml:4: `lead developer` also means the role `designer`, keep it for one of the two",
    },
    Break {
        what: "names and aliases of roles are unique",
        change: |shelf| shelf.change("roles/designer.toml", "\"Designer\"", "\"Tech-Lead\""),
        told: "en-US/roles/designer.toml:1: `Tech-Lead` also means the role `tech-lead`, keep it for one of the two",
    },
    Break {
        what: "lead roles have their portrait, neighbours have none",
        change: |shelf| shelf.change("roles/tech-lead.toml", "skills = [\"design\"]\n", ""),
        told: "en-US/roles/tech-lead.toml:3: a lead role lacks part of its portrait, write all of skills, works_with, analogies, path",
    },
    Break {
        what: "lead roles have their portrait, neighbours have none",
        change: |shelf| shelf.change("roles/designer.toml", "reach", "skills = [\"drawing\"]\nreach"),
        told: "en-US/roles/designer.toml:2: a neighbour has a lead's portrait, remove skills, works_with, analogies, path",
    },
    Break {
        what: "patterns compile, are small, and match no empty text",
        change: |shelf| shelf.change("duties/architecture.toml", r"\barchitecture\b", r"\b(architecture\b"),
        told: "en-US/duties/architecture.toml:9: the pattern does not compile: unclosed group, write it in the syntax of Rust's regex crate, for certain cases only",
    },
    Break {
        what: "patterns compile, are small, and match no empty text",
        change: |shelf| shelf.change("duties/architecture.toml", r"\barchitecture\b", r"(\w{1000}){1000}"),
        told: "en-US/duties/architecture.toml:9: the pattern needs more than 1048576 bytes when compiled, write it in the syntax of Rust's regex crate, for certain cases only",
    },
    Break {
        what: "patterns compile, are small, and match no empty text",
        change: |shelf| shelf.change("asides/greetings.toml", "^hi$", "^(hi)?"),
        told: "en-US/asides/greetings.toml:4: the pattern matches every text, write it in the syntax of Rust's regex crate, for certain cases only",
    },
    Break {
        what: "no phrase stands twice",
        change: |shelf| {
            shelf.change("asides/greetings.toml", "\"good morning\"", "\"good morning\",\n  \"Who draws the boxes?\"")
        },
        told: "en-US/asides/greetings.toml:4: this phrase also stands in en-US/duties/architecture.toml, keep it in one place",
    },
    Break {
        what: "no phrase stands twice",
        change: |shelf| {
            shelf.change(
                "duties/handover.toml",
                "\"is the mock-up final\"",
                "\"is the mock-up final\", \"Is the mock up final??\"",
            )
        },
        told: "en-US/duties/handover.toml:6: this phrase also stands in en-US/duties/handover.toml, keep it in one place",
    },
    Break {
        what: "texts fit the places where they are shown",
        change: |shelf| {
            shelf.change(
                "duties/handover.toml",
                "Handover",
                "The handover of each and every screen to those who will build it",
            )
        },
        told: "en-US/duties/handover.toml:1: this text has 64 characters, 60 fit, say it shorter",
    },
];

/// Every fixture, those of assessments too.
fn breaks() -> impl Iterator<Item = &'static Break> {
    BREAKS.iter().chain(assessments::BREAKS)
}

#[test]
fn each_check_tells_what_is_wrong_where_and_what_to_do() {
    let differences: Vec<String> = breaks().filter_map(Break::difference).collect();
    assert_none(&differences, "reported otherwise than expected");
}

#[test]
fn each_check_has_a_fixture_that_breaks_it() {
    let broken = |demand: &str| breaks().any(|case| case.what == demand);
    let unbroken: Vec<String> = demands().filter(|demand| !broken(demand)).map(str::to_owned).collect();
    assert_none(&unbroken, "no fixture breaks these checks");
    let demanded = |what: &str| demands().any(|demand| demand == what);
    let unknown: Vec<String> = breaks().filter(|case| !demanded(case.what)).map(|case| case.what.to_owned()).collect();
    assert_none(&unknown, "these fixtures break nothing that is demanded");
}

#[test]
fn the_small_handbook_is_sound() {
    assert_eq!(Shelf::sound().problems(), "");
}

#[test]
fn a_text_that_just_fits_passes() {
    let title = |length| Shelf::sound().change("duties/handover.toml", "Handover", &"ü".repeat(length)).problems();
    assert_eq!(title(60), "");
    assert_ne!(title(61), "");
}
