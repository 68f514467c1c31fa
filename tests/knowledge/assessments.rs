//! Assessments: each check of them broken once, and what the shipped ones promise.

use std::collections::BTreeMap;

use lanekeeper::handbook::assessments::{Assessment, Form, Order, Taken};

use crate::{
    assert_none,
    shelf::{Break, Shelf},
    shipped::shipped,
};

/// An assessment of topics without topics enough.
const TOPICS: &str = r#"title = "Health"
summary = "How it is."
construct = "How we see it."
taken = "together"
minutes = 5
is_not = ["It is no rating."]
[topics]
states = ["Poor", "Good"]
trends = ["Down", "Same", "Up", "Away"]
[[topics.topic]]
id = "fun"
title = "Fun"
good = "We laugh."
poor = "We don't."
[[step]]
minutes = 5
text = "Talk."
[[source]]
id = "house"
note = "We say so."
"#;

/// An assessment of who decides, about too few duties, one of them twice and one unknown.
const WHO: &str = r#"title = "Who decides?"
summary = "Who does what."
construct = "Agreement about it."
taken = "together"
minutes = 5
is_not = ["It is no vote."]
[who_decides]
asks = "Who does?"
asks_should = "Who should?"
together = "Several"
nobody = "Nobody"
unknown = "Don't know"
duties = [
  "architecture",
  "architecture",
  "architectures",
]
[[step]]
minutes = 5
text = "Talk."
[[source]]
id = "house"
note = "We say so."
"#;

/// An assessment of levels with one level only.
const LEVELS: &str = r#"title = "Level"
summary = "Who has how much of it."
construct = "How far it is delegated."
taken = "together"
minutes = 1
is_not = ["It is no vote."]
[levels]
asks = "At which level?"
[[levels.level]]
title = "Tell"
means = "The lead decides."
[[step]]
minutes = 5
text = "Talk."
[[source]]
id = "house"
note = "We say so."
"#;

pub(crate) static BREAKS: &[Break] = &[
    Break {
        what: "each assessment asks in one form",
        change: |shelf| shelf.change("assessments/mood.toml", "labels = [\"No\", \"Hardly\", \"Half\", \"Rather\", \"Yes\"]\n", ""),
        told: "en-US/assessments/mood.toml:1: `labels` and [[contrast]] belong to [[dimension]], and each dimension needs labels, write one of [[dimension]] with `labels`, [topics], [who_decides], [levels]",
    },
    Break {
        what: "each assessment asks in one form",
        change: |shelf| {
            shelf.change(
                "assessments/mood.toml",
                "[[contrast]]",
                "[levels]\nasks = \"Which?\"\nlevel = []\n[[contrast]]",
            )
        },
        told: "
            en-US/assessments/mood.toml:1: the assessment has 2 forms, write one of [[dimension]] with `labels`, [topics], [who_decides], [levels]
            en-US/assessments/mood.toml:26: there are 0 levels, write 7, from the lead alone to the team alone
        ",
    },
    Break {
        what: "ids within an assessment are kebab-case and unique",
        change: |shelf| {
            shelf
                .change("assessments/mood.toml", "\"glad-often\"", "\"glad\"")
                .change("assessments/mood.toml", "\"calm-rest\"", "\"Calm rest\"")
        },
        told: "
            en-US/assessments/mood.toml:13: `glad` stands twice in this assessment, give each dimension, item, contrast, choice and topic its own
            en-US/assessments/mood.toml:22: `Calm rest` is no id, write lower-case words with `-` between them
        ",
    },
    Break {
        what: "a scale has 5 or 7 labels",
        change: |shelf| shelf.change("assessments/mood.toml", "\"No\", \"Hardly\", \"Half\", \"Rather\", \"Yes\"", "\"No\", \"A bit\", \"Half\", \"Rather\", \"Much\", \"Yes\""),
        told: "en-US/assessments/mood.toml:7: the scale has 6 labels, write 5 or 7, the lowest first",
    },
    Break {
        what: "each dimension has at least 4 items",
        change: |shelf| {
            shelf.change("assessments/mood.toml", "{ id = \"glad-morning\", text = \"I sing in the morning.\" },", "")
        },
        told: "en-US/assessments/mood.toml:9: the dimension has 3 items, write at least 4: fewer measure the wording",
    },
    Break {
        what: "reversed items are balanced",
        change: |shelf| {
            shelf.change("assessments/mood.toml", "I frown.\", reversed = true", "I smile.\"").change(
                "assessments/mood.toml",
                "I weep.\", reversed = true",
                "I dance.\"",
            )
        },
        told: "en-US/assessments/mood.toml:9: 0 of 4 items are reversed, reverse 1 to 2 of them",
    },
    Break {
        what: "bands begin at 1, rise, and each can be reached",
        change: |shelf| {
            shelf
                .change("assessments/mood.toml", "from = 3, title = \"Glad\"", "from = 5.1, title = \"Glad\"")
                .change("assessments/mood.toml", "from = 1, title = \"Restless\"", "from = 3.01, title = \"Restless\"")
                .change("assessments/mood.toml", "from = 3, title = \"Calm\"", "from = 3.2, title = \"Calm\"")
        },
        told: "
            en-US/assessments/mood.toml:17: no answers lead into this band, let the bands rise from 1 to below 5, further apart
            en-US/assessments/mood.toml:24: no answers lead into this band, let the bands rise from 1 to below 5, further apart
            en-US/assessments/mood.toml:24: the first band does not begin at 1, write 1
        ",
    },
    Break {
        what: "bands begin at 1, rise, and each can be reached",
        change: |shelf| {
            shelf.change("assessments/mood.toml", ", { from = 3, title = \"Calm\", means = \"You rest.\" }", "")
        },
        told: "en-US/assessments/mood.toml:19: the dimension has 1 bands, write 2 or more",
    },
    Break {
        what: "contrasts hold two dimensions against each other",
        change: |shelf| {
            shelf.change("assessments/mood.toml", "second = \"calm\"", "second = \"clam\"").change(
                "assessments/mood.toml",
                "margin = 0.5",
                "margin = nan",
            )
        },
        told: "
            en-US/assessments/mood.toml:29: there is no dimension `clam`, name one of this assessment
            en-US/assessments/mood.toml:30: with this margin it is never decided, or never undecided, write part of the scale, such as 0.7
        ",
    },
    Break {
        what: "contrasts hold two dimensions against each other",
        change: |shelf| shelf.change("assessments/mood.toml", "second = \"calm\"", "second = \"glad\""),
        told: "en-US/assessments/mood.toml:29: a dimension is held against itself, name another one",
    },
    Break {
        what: "topics have 3 states, 3 trends, and are 5 to 12",
        change: |shelf| shelf.with("en-US/assessments/health.toml", TOPICS),
        told: "
            en-US/assessments/health.toml:8: there are 1 topics, write 5 to 12: a team talks about each
            en-US/assessments/health.toml:8: there are 2 states, write 3, the worst first
            en-US/assessments/health.toml:9: there are 4 trends, write 3, the worst first
        ",
    },
    Break {
        what: "an assessment of who decides names 8 to 20 duties that exist",
        change: |shelf| shelf.with("en-US/assessments/who.toml", WHO),
        told: "
            en-US/assessments/who.toml:13: 3 duties are named, name 8 to 20: fewer show no pattern, more tire
            en-US/assessments/who.toml:15: `architecture` is asked about twice, remove one
            en-US/assessments/who.toml:16: there is no duty `architectures`, name a file of duties/, or remove it
        ",
    },
    Break {
        what: "there are 7 levels of delegation",
        change: |shelf| shelf.with("en-US/assessments/level.toml", LEVELS),
        told: "en-US/assessments/level.toml:8: there are 1 levels, write 7, from the lead alone to the team alone",
    },
    Break {
        what: "what teams take has a facilitator's script, what one takes alone has none",
        change: |shelf| shelf.change("assessments/mood.toml", "taken = \"alone\"", "taken = \"either\""),
        told: "en-US/assessments/mood.toml:4: teams take it and it has no facilitator's script, add [[step]] with `minutes` and `text`",
    },
    Break {
        what: "what teams take has a facilitator's script, what one takes alone has none",
        change: |shelf| {
            shelf.change("assessments/mood.toml", "[[source]]", "[[step]]\nminutes = 1\ntext = \"Talk.\"\n[[source]]")
        },
        told: "en-US/assessments/mood.toml:4: it is taken alone and has a facilitator's script, remove the steps",
    },
    Break {
        what: "an assessment takes 1 to 30 minutes and says what it is not",
        change: |shelf| {
            shelf
                .change("assessments/mood.toml", "minutes = 3", "minutes = 31")
                .change("assessments/mood.toml", "[\"It is no test.\"]", "[]")
        },
        told: "
            en-US/assessments/mood.toml:1: it does not say what it is not, fill `is_not`: not a test, not for ratings
            en-US/assessments/mood.toml:5: it takes 31 minutes, make it 1 to 30
        ",
    },
    Break {
        what: "what a result says fits an embed",
        change: |shelf| {
            let long = "word ".repeat(99);
            let tries = format!("{long}\", tries = [\"{}\"] }}, {{ from = 3, title = \"Calm\"", "step ".repeat(39));
            shelf.change("assessments/mood.toml", "You fidget.\" }, { from = 3, title = \"Calm\"", &tries)
        },
        told: "en-US/assessments/mood.toml:24: what is said here has 690 characters with what to try, 600 fit, say it shorter",
    },
    Break {
        what: "texts fit the places where they are shown",
        change: |shelf| shelf.change("assessments/mood.toml", "\"Hardly\"", "\"Hardly ever, and then only on a good Monday\""),
        told: "en-US/assessments/mood.toml:7: this text has 43 characters, 38 fit, say it shorter",
    },
    Break {
        what: "sources that are cited exist",
        change: |shelf| shelf.change("assessments/mood.toml", "id = \"house\"", "id = \"hose\""),
        told: "en-US/assessments/mood.toml:36: there is no source `hose`, add it to sources.toml, or name one that stands there",
    },
    Break {
        what: "each role, duty and assessment names a source",
        change: |shelf| {
            shelf.change("assessments/mood.toml", "[[source]]\nid = \"house\"\nnote = \"We say so.\"\n", "")
        },
        told: "en-US/assessments/mood.toml:1: no source is named, add a [[source]] with `id` and `note`; `house` stands for our own judgement",
    },
];

/// Every statement, choice and topic of an assessment.
fn texts(assessment: &Assessment) -> Vec<&str> {
    match &assessment.form {
        Form::Scaled(scaled) => {
            let items = scaled.dimensions.iter().flat_map(|dimension| dimension.items.iter().map(|item| &item.text));
            let choices =
                scaled.contrasts.iter().flat_map(|contrast| contrast.choices.iter().map(|choice| &choice.text));
            items.chain(choices).map(String::as_str).collect()
        }
        Form::Topics(form) => form.topics.iter().flat_map(|topic| [topic.good.as_str(), &topic.poor]).collect(),
        Form::WhoDecides(form) => vec![&form.asks, &form.asks_should],
        Form::Levels(form) => form.levels.iter().map(|level| level.means.as_str()).collect(),
    }
}

#[test]
fn six_assessments_are_shipped_for_people_and_for_teams() {
    let taken: Vec<(&str, Taken)> = shipped().assessments().map(|it| (it.id.as_str(), it.taken)).collect();
    assert_eq!(
        taken,
        [
            ("delegation-level", Taken::Together),
            ("lead-readiness", Taken::Alone),
            ("role-clarity", Taken::Either),
            ("team-health", Taken::Together),
            ("which-path", Taken::Alone),
            ("who-decides", Taken::Together),
        ]
    );
}

#[test]
fn nothing_is_asked_twice() {
    let mut seen = BTreeMap::new();
    let mut twice = Vec::new();
    for assessment in shipped().assessments() {
        for text in texts(assessment) {
            if let Some(other) = seen.insert(text.to_lowercase(), &assessment.id) {
                twice.push(format!("{}: {text:?} also stands in {other}", assessment.id));
            }
        }
    }
    assert_none(&twice, "asked twice");
}

#[test]
fn what_is_rated_is_shuffled_and_every_axis_of_a_contrast_has_an_undecided_middle() {
    let mut wrong = Vec::new();
    for assessment in shipped().assessments() {
        let Form::Scaled(scaled) = &assessment.form else {
            continue;
        };
        if assessment.order != Order::Shuffled {
            wrong.push(format!("{}: statements of one dimension stand side by side", assessment.id));
        }
        let contrasted = scaled.contrasts.iter().flat_map(|contrast| [&contrast.first, &contrast.second]);
        for dimension in contrasted.filter_map(|id| scaled.dimension(id)) {
            let middle = dimension.bands.get(dimension.bands.len() / 2);
            if middle.is_none_or(|band| band.title != "Undecided" || band.tries.is_empty()) {
                wrong
                    .push(format!("{}: {} has no undecided middle with something to try", assessment.id, dimension.id));
            }
        }
    }
    assert_none(&wrong, "not as promised");
}

#[test]
fn each_says_that_it_is_no_test_or_vote_or_rating_and_not_for_pay() {
    let silent = |assessment: &&Assessment| {
        let said = assessment.is_not.join(" ");
        !(said.contains("pay") && ["not a test", "not a vote", "not a rating"].iter().any(|word| said.contains(word)))
    };
    let silent: Vec<String> = shipped().assessments().filter(silent).map(|it| it.id.to_string()).collect();
    assert_none(&silent, "these do not say what they are not");
}

#[test]
fn scripts_name_who_is_asked_first_an_owner_and_a_date() {
    let said = |it: &Assessment| it.script.iter().map(|step| step.text.as_str()).collect::<Vec<_>>().join(" ");
    let lacks = |it: &&Assessment| {
        let said = said(it).to_lowercase();
        it.taken.is_for_teams() && !(said.contains("first") && said.contains("date"))
    };
    let lacking: Vec<String> = shipped().assessments().filter(lacks).map(|it| it.id.to_string()).collect();
    assert_none(&lacking, "their scripts lack who is asked first, or a date");
    let long = shipped().assessments().filter(|it| it.script.iter().map(|step| step.minutes).sum::<u32>() > 45);
    assert_none(&long.map(|it| it.id.to_string()).collect::<Vec<_>>(), "their scripts take more than 45 minutes");
    // A shelf without assessments is sound: a team that wants none deletes the files.
    assert_eq!(Shelf::sound().without("en-US/assessments/").problems(), "");
}
