//! A small sound handbook, and ways to break it.

use lanekeeper::handbook::{Declared, Library, files::File};

/// What a program would say with the small handbook.
pub(crate) static DECLARED: &[Declared] = &[
    Declared { key: "answer_decides", variables: &["role"] },
    Declared { key: "duties_count", variables: &["count"] },
];

const SOURCES: &str = r#"[house]
title = "House rules"
publisher = "The team"
date = "2026"
"#;

const LEAD: &str = r#"name = "Tech lead"
short = "TL"
kind = "lead"
aliases = ["lead developer"]
purpose = "Sets the direction of the code."
lane = ["architecture"]
not_lane = ["pay"]
reach = "Ask in the team's channel."
skills = ["design"]
works_with = ["They talk every week."]
analogies = ["The composer."]
path = ["Lead a project first."]
[[source]]
id = "house"
note = "We say so."
"#;

const NEIGHBOUR: &str = r#"name = "Designer"
kind = "neighbour"
purpose = "Makes it usable."
lane = ["screens"]
reach = "Bring a sketch."
[[source]]
id = "house"
note = "We say so."
"#;

const DECIDED: &str = r#"title = "Architecture"
summary = "How the parts fit together."
decides = "tech-lead"
consulted = ["designer"]
informed = []
next_step = "Draw what you have in mind."
contested = "Some teams vote."
phrases = ["who draws the boxes", "the arrows are wrong"]
patterns = ['\barchitecture\b']
related = ["handover"]
[[source]]
id = "house"
note = "We say so."
"#;

const SHARED: &str = r#"title = "Handover"
summary = "What a screen needs before it is built."
shared = true
leads = ["tech-lead", "designer"]
next_step = "Bring both to one table."
phrases = ["is the mock-up final"]
[[source]]
id = "house"
note = "We say so."
"#;

const ASIDE: &str = r#"title = "Greetings"
summary = "Hello and goodbye."
phrases = ["good morning"]
patterns = ['^hi$']
"#;

const ASSESSMENT: &str = r#"title = "Mood"
summary = "How you are."
construct = "Gladness and calm."
taken = "alone"
minutes = 3
is_not = ["It is no test."]
labels = ["No", "Hardly", "Half", "Rather", "Yes"]
[[dimension]]
id = "glad"
title = "Gladness"
about = "How glad you are."
items = [
  { id = "glad-often", text = "I laugh often." },
  { id = "glad-morning", text = "I sing in the morning." }, { id = "glad-frown", text = "I frown.", reversed = true },
  { id = "glad-weep", text = "I weep.", reversed = true },
]
band = [{ from = 1, title = "Sad", means = "You are sad." }, { from = 3, title = "Glad", means = "You are glad." }]
[[dimension]]
id = "calm"
title = "Calm"
about = "How calm you are."
items = [{ id = "calm-rest", text = "I rest well." }, { id = "calm-sit", text = "I sit still." },
  { id = "calm-run", text = "I run about.", reversed = true }, { id = "calm-tap", text = "I tap.", reversed = true }]
band = [{ from = 1, title = "Restless", means = "You fidget." }, { from = 3, title = "Calm", means = "You rest." }]
[[contrast]]
id = "glad-or-calm"
title = "Glad or calm"
first = "glad"
second = "calm"
margin = 0.5
leans_first = "More glad."
leans_second = "More calm."
undecided = "Neither."
choices = [{ id = "choice-day", text = "A day off:", first = "dance", second = "sleep" }]
[[source]]
id = "house"
note = "We say so."
"#;

const MESSAGES: &str = r"# What an answer says.
answer_decides = { $role } decides.
duties_count = { $count ->
    [one] One duty.
   *[other] { $count } duties.
}
";

/// The files of a handbook.
#[derive(Clone)]
pub(crate) struct Shelf(pub(crate) Vec<File>);

impl Shelf {
    /// The small handbook as it should be.
    pub(crate) fn sound() -> Self {
        let files = [
            ("sources.toml", SOURCES),
            ("roles/tech-lead.toml", LEAD),
            ("roles/designer.toml", NEIGHBOUR),
            ("duties/architecture.toml", DECIDED),
            ("duties/handover.toml", SHARED),
            ("asides/greetings.toml", ASIDE),
            ("assessments/mood.toml", ASSESSMENT),
            ("messages/answer.ftl", MESSAGES),
        ];
        files.into_iter().fold(Self(Vec::new()), |shelf, (path, text)| shelf.with(&format!("en-US/{path}"), text))
    }

    /// This handbook with one file more.
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        assert!(self.0.iter().all(|file| file.path != path), "{path} is there already");
        self.0.push(File { path: path.into(), text: text.to_owned().into() });
        self
    }

    /// This handbook without the files whose path begins so.
    #[track_caller]
    pub(crate) fn without(mut self, path: &str) -> Self {
        let before = self.0.len();
        self.0.retain(|file| !file.path.starts_with(path));
        assert!(self.0.len() < before, "{path} is not there");
        self
    }

    /// This handbook with a text of a file, below `en-US/`, written otherwise. The text must stand there exactly once.
    #[track_caller]
    pub(crate) fn change(mut self, path: &str, from: &str, to: &str) -> Self {
        let path = format!("en-US/{path}");
        let file = self.0.iter_mut().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is not there"));
        assert_eq!(file.text.matches(from).count(), 1, "{from:?} in {path}");
        file.text = file.text.replace(from, to).into();
        self
    }

    /// This handbook with a file moved to another name.
    #[track_caller]
    pub(crate) fn rename(self, from: &str, to: &str) -> Self {
        let file =
            self.0.iter().find(|file| file.path == from).unwrap_or_else(|| panic!("{from} is not there")).clone();
        self.without(from).with(to, &file.text)
    }

    /// The loaded handbook.
    ///
    /// # Errors
    /// Its problems, one a line.
    pub(crate) fn load(&self) -> Result<Library, String> {
        Library::load(&self.0, DECLARED).map_err(|problems| problems.to_string())
    }

    /// What is wrong with this handbook, one problem a line; nothing if it loads.
    pub(crate) fn problems(&self) -> String {
        self.load().err().unwrap_or_default()
    }
}

/// One way to break the small handbook.
pub(crate) struct Break {
    /// What is broken, in the words of a demand or of our own.
    pub(crate) what: &'static str,
    /// How.
    pub(crate) change: fn(Shelf) -> Shelf,
    /// What is reported, one problem a line.
    pub(crate) told: &'static str,
}

impl Break {
    /// How the report differs from what is expected, if it does.
    pub(crate) fn difference(&self) -> Option<String> {
        let told = (self.change)(Shelf::sound()).problems();
        let wanted: Vec<&str> = self.told.trim().lines().map(str::trim).collect();
        (told != wanted.join("\n"))
            .then(|| format!("{}\n  expected: {}\n  reported: {told}", self.what, wanted.join("\n")))
    }
}
