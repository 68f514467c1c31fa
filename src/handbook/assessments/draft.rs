//! A file of `assessments/` as written.

use serde::Deserialize;
use toml::Spanned;

use super::{Order, Taken};
use crate::handbook::draft::{CitationDraft, Texts};

type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct AssessmentDraft {
    pub(in crate::handbook) title: Text,
    pub(in crate::handbook) summary: Text,
    pub(in crate::handbook) construct: Text,
    pub(in crate::handbook) taken: Spanned<Taken>,
    pub(in crate::handbook) minutes: Spanned<u32>,
    #[serde(default)]
    pub(in crate::handbook) order: Order,
    pub(in crate::handbook) is_not: Texts,
    pub(in crate::handbook) labels: Option<Spanned<Texts>>,
    #[serde(default)]
    pub(in crate::handbook) dimension: Vec<DimensionDraft>,
    #[serde(default)]
    pub(in crate::handbook) contrast: Vec<ContrastDraft>,
    pub(in crate::handbook) topics: Option<TopicsDraft>,
    pub(in crate::handbook) who_decides: Option<WhoDecidesDraft>,
    pub(in crate::handbook) levels: Option<LevelsDraft>,
    #[serde(default)]
    pub(in crate::handbook) step: Vec<StepDraft>,
    #[serde(default)]
    pub(in crate::handbook) source: Vec<CitationDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct DimensionDraft {
    pub(in crate::handbook) id: Text,
    pub(in crate::handbook) title: Text,
    pub(in crate::handbook) about: Text,
    pub(in crate::handbook) items: Vec<ItemDraft>,
    pub(in crate::handbook) band: Vec<BandDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct ItemDraft {
    pub(in crate::handbook) id: Text,
    pub(in crate::handbook) text: Text,
    #[serde(default)]
    pub(in crate::handbook) reversed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct BandDraft {
    pub(in crate::handbook) from: Spanned<f64>,
    pub(in crate::handbook) title: Text,
    pub(in crate::handbook) means: Text,
    #[serde(default)]
    pub(in crate::handbook) tries: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct ContrastDraft {
    pub(in crate::handbook) id: Text,
    pub(in crate::handbook) title: Text,
    pub(in crate::handbook) first: Text,
    pub(in crate::handbook) second: Text,
    pub(in crate::handbook) margin: Spanned<f64>,
    pub(in crate::handbook) leans_first: Text,
    pub(in crate::handbook) leans_second: Text,
    pub(in crate::handbook) undecided: Text,
    #[serde(default)]
    pub(in crate::handbook) tries: Texts,
    #[serde(default)]
    pub(in crate::handbook) choices: Vec<ChoiceDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct ChoiceDraft {
    pub(in crate::handbook) id: Text,
    pub(in crate::handbook) text: Text,
    pub(in crate::handbook) first: Text,
    pub(in crate::handbook) second: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct TopicsDraft {
    pub(in crate::handbook) states: Spanned<Texts>,
    pub(in crate::handbook) trends: Spanned<Texts>,
    pub(in crate::handbook) topic: Vec<TopicDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct TopicDraft {
    pub(in crate::handbook) id: Text,
    pub(in crate::handbook) title: Text,
    pub(in crate::handbook) good: Text,
    pub(in crate::handbook) poor: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct WhoDecidesDraft {
    pub(in crate::handbook) asks: Text,
    pub(in crate::handbook) asks_should: Text,
    pub(in crate::handbook) together: Text,
    pub(in crate::handbook) nobody: Text,
    pub(in crate::handbook) unknown: Text,
    pub(in crate::handbook) duties: Spanned<Texts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct LevelsDraft {
    pub(in crate::handbook) asks: Text,
    pub(in crate::handbook) level: Vec<LevelDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct LevelDraft {
    pub(in crate::handbook) title: Text,
    pub(in crate::handbook) means: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::handbook) struct StepDraft {
    pub(in crate::handbook) minutes: Spanned<u32>,
    pub(in crate::handbook) text: Text,
}

impl DimensionDraft {
    /// How many of its items are reversed.
    pub(super) fn reversed(&self) -> usize {
        self.items.iter().filter(|item| item.reversed).count()
    }
}

impl AssessmentDraft {
    /// Every id that is given within the assessment.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Text> {
        let dimensions = self
            .dimension
            .iter()
            .flat_map(|dimension| [&dimension.id].into_iter().chain(dimension.items.iter().map(|item| &item.id)));
        let contrasts = self
            .contrast
            .iter()
            .flat_map(|contrast| [&contrast.id].into_iter().chain(contrast.choices.iter().map(|choice| &choice.id)));
        let topics = self.topics.iter().flat_map(|topics| topics.topic.iter().map(|topic| &topic.id));
        dimensions.chain(contrasts).chain(topics)
    }
}
