//! What the router learns from: the handbook's duties and asides as topics with examples, and who decides about each.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use crate::handbook::{Aside, AsideId, Decider, Duty, DutyId, Handbook, Kind, Pattern};

/// The group of the asides.
const ASIDES: usize = 0;

/// Something that a text can be about.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    /// Which duty or aside.
    pub(super) subject: Subject,
    /// The number of the group that decides about it; asides have one of their own.
    pub(super) group: usize,
    /// Certain cases.
    pub(super) patterns: Vec<Pattern>,
}

impl Topic {
    /// Whether nobody has to be found.
    pub(super) fn is_aside(&self) -> bool {
        self.group == ASIDES
    }
}

/// What a topic stands for. A team's own decisions can join here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A duty.
    Duty(DutyId),
    /// Something for which nobody has to be found.
    Aside(AsideId),
}

/// A text with its topic.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// The topic's number.
    pub(super) topic: usize,
    /// As it stands in the handbook.
    pub(super) text: Arc<str>,
    /// Whether it is a phrase that a person types, which evidence may show; titles and summaries are not.
    pub(super) spoken: bool,
}

/// Topics and their examples.
#[derive(Clone, Debug, Default)]
pub(super) struct Corpus {
    /// Every topic.
    pub(super) topics: Vec<Topic>,
    /// Every example.
    pub(super) examples: Vec<Example>,

    /// The group of each topic, in a list of its own: every text goes through all of them.
    of_topics: Vec<usize>,
    /// Where the examples of each topic begin.
    starts: Vec<u32>,
    groups: BTreeMap<String, usize>,
    /// The side that each group is on.
    sides: Vec<usize>,
    /// The side of the neighbours.
    neighbours: Option<usize>,
}

impl Corpus {
    /// The corpus of a handbook. Duties of one group stand together, each group in the order of ids.
    pub(super) fn of(handbook: &Handbook) -> Self {
        let mut corpus =
            Self { groups: BTreeMap::from([(String::new(), ASIDES)]), sides: vec![ASIDES], ..Self::default() };
        let mut duties: Vec<&Duty> = handbook.duties().collect();
        duties.sort_by_cached_key(|duty| key(&duty.decider));
        duties.into_iter().for_each(|duty| corpus.add_duty(duty, handbook));
        handbook.asides().for_each(|aside| corpus.add_aside(aside));
        corpus
    }

    /// The group of each topic.
    pub(super) fn groups(&self) -> &[usize] {
        &self.of_topics
    }

    /// For each topic, whether it is an aside.
    pub(super) fn asides(&self) -> impl Iterator<Item = bool> {
        self.of_topics.iter().map(|group| *group == ASIDES)
    }

    /// The topics of which the group is as it shall be, with their values.
    pub(super) fn of_groups(&self, topics: &[f32], is: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, f32)> {
        let all = topics.iter().copied().enumerate().zip(&self.of_topics);
        all.filter(move |(_, group)| is(**group)).map(|(topic, _)| topic)
    }

    /// The duties with their values.
    pub(super) fn of_duties(&self, topics: &[f32]) -> impl Iterator<Item = (usize, f32)> {
        self.of_groups(topics, |group| group != ASIDES)
    }

    /// The probability of each group: the asides, and each set of deciding roles.
    pub(super) fn by_group(&self, topics: &[f32]) -> Vec<f32> {
        let mut groups = vec![0.0; self.groups.len()];
        self.of_topics.iter().zip(topics).for_each(|(group, part)| groups[*group] += part);
        groups
    }

    /// The probability of each side, from that of each group.
    pub(super) fn by_side(&self, groups: &[f32]) -> Vec<f32> {
        let mut sides = vec![0.0; groups.len()];
        self.sides.iter().zip(groups).for_each(|(side, part)| sides[*side] += part);
        sides
    }

    /// Which side a group is on: nobody, each lead alone, leads together, or all neighbours. A side is a group's number.
    pub(super) fn side(&self, group: usize) -> usize {
        self.sides[group]
    }

    /// Who decides in a group: the ids of the roles; `nobody` for the asides.
    pub(super) fn group_name(&self, group: usize) -> String {
        let roles = self.groups.iter().find(|(_, number)| **number == group).map_or("", |(roles, _)| roles);
        if roles.is_empty() { "nobody".into() } else { roles.replace(' ', " + ") }
    }

    /// The name of a side: its roles, or `neighbours`.
    pub(super) fn side_name(&self, side: usize) -> String {
        if self.neighbours == Some(side) { "neighbours".into() } else { self.group_name(side) }
    }

    /// The text of every example.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.examples.iter().map(|example| &*example.text)
    }

    /// The numbers of a topic's examples, which stand together.
    pub(super) fn examples_of(&self, topic: usize) -> Range<u32> {
        #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than four billion phrases")]
        let all = self.examples.len() as u32;
        self.starts[topic]..self.starts.get(topic + 1).copied().unwrap_or(all)
    }

    fn add_duty(&mut self, duty: &Duty, handbook: &Handbook) {
        let group = self.group(&duty.decider, handbook);
        let subject = Subject::Duty(duty.id.clone());
        self.add_topic(Topic { subject, group, patterns: duty.patterns.clone() });
        self.add_examples(duty.phrases.iter().cloned(), true);
        self.add_examples([&duty.title, &duty.summary].map(|text| text.as_str().into()), false);
    }

    fn add_aside(&mut self, aside: &Aside) {
        let subject = Subject::Aside(aside.id.clone());
        self.add_topic(Topic { subject, group: ASIDES, patterns: aside.patterns.clone() });
        self.add_examples(aside.phrases.iter().cloned(), true);
    }

    fn add_topic(&mut self, topic: Topic) {
        self.of_topics.push(topic.group);
        #[expect(clippy::cast_possible_truncation, reason = "a handbook has fewer than four billion phrases")]
        self.starts.push(self.examples.len() as u32);
        self.topics.push(topic);
    }

    fn add_examples(&mut self, texts: impl IntoIterator<Item = Arc<str>>, spoken: bool) {
        let topic = self.topics.len() - 1;
        self.examples.extend(texts.into_iter().map(|text| Example { topic, text, spoken }));
    }

    /// The number of the group that decides.
    fn group(&mut self, decider: &Decider, handbook: &Handbook) -> usize {
        let next = self.groups.len();
        let group = *self.groups.entry(key(decider)).or_insert(next);
        if group == next {
            let side = if is_neighbour(decider, handbook) { *self.neighbours.get_or_insert(next) } else { next };
            self.sides.push(side);
        }
        group
    }
}

/// Whether one role decides that is no lead.
fn is_neighbour(decider: &Decider, handbook: &Handbook) -> bool {
    match decider {
        Decider::One(role) => handbook.role(role.as_str()).is_some_and(|role| role.kind == Kind::Neighbour),
        Decider::Shared(_) => false,
    }
}

/// Names a deciding group; the order of shared roles makes no difference.
fn key(decider: &Decider) -> String {
    let mut roles: Vec<_> = decider.roles().iter().map(|role| role.as_str()).collect();
    roles.sort_unstable();
    roles.join(" ")
}
