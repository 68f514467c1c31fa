//! From a draft in which the checks found nothing to the value that the house reads.

use super::{
    Assessment, Band, Choice, Contrast, Dimension, Form, Item, Level, Levels, Scaled, Step, Topic, Topics, WhoDecides,
    draft::{
        AssessmentDraft, BandDraft, ChoiceDraft, ContrastDraft, DimensionDraft, LevelsDraft, TopicsDraft,
        WhoDecidesDraft,
    },
};
use crate::handbook::{
    AssessmentId, DutyId,
    draft::Draft,
    library::{citations, text, texts},
};

/// The assessment of a sound draft.
pub(in crate::handbook) fn assessment(draft: &Draft<'_, AssessmentDraft>) -> Assessment {
    let entity = &draft.entity;
    Assessment {
        id: AssessmentId::new(draft.id.as_str()),
        title: text(&entity.title),
        summary: text(&entity.summary),
        construct: text(&entity.construct),
        taken: *entity.taken.get_ref(),
        minutes: *entity.minutes.get_ref(),
        order: entity.order,
        is_not: texts(&entity.is_not),
        form: form(entity),
        script: entity
            .step
            .iter()
            .map(|step| Step { minutes: *step.minutes.get_ref(), text: text(&step.text) })
            .collect(),
        citations: citations(&entity.source),
    }
}

fn form(entity: &AssessmentDraft) -> Form {
    match (&entity.topics, &entity.who_decides, &entity.levels) {
        (Some(draft), _, _) => Form::Topics(topics(draft)),
        (_, Some(draft), _) => Form::WhoDecides(who_decides(draft)),
        (_, _, Some(draft)) => Form::Levels(levels(draft)),
        (None, None, None) => Form::Scaled(Scaled {
            labels: entity.labels.as_ref().map(|labels| texts(labels.get_ref())).unwrap_or_default(),
            dimensions: entity.dimension.iter().map(dimension).collect(),
            contrasts: entity.contrast.iter().map(contrast).collect(),
        }),
    }
}

fn dimension(draft: &DimensionDraft) -> Dimension {
    let item =
        |item: &super::draft::ItemDraft| Item { id: text(&item.id), text: text(&item.text), reversed: item.reversed };
    Dimension {
        id: text(&draft.id),
        title: text(&draft.title),
        about: text(&draft.about),
        items: draft.items.iter().map(item).collect(),
        bands: draft.band.iter().map(band).collect(),
    }
}

fn band(draft: &BandDraft) -> Band {
    Band {
        from: hundredths(*draft.from.get_ref()),
        title: text(&draft.title),
        means: text(&draft.means),
        tries: texts(&draft.tries),
    }
}

fn contrast(draft: &ContrastDraft) -> Contrast {
    let choice = |choice: &ChoiceDraft| Choice {
        id: text(&choice.id),
        text: text(&choice.text),
        first: text(&choice.first),
        second: text(&choice.second),
    };
    Contrast {
        id: text(&draft.id),
        title: text(&draft.title),
        first: text(&draft.first),
        second: text(&draft.second),
        margin: hundredths(*draft.margin.get_ref()),
        leans_first: text(&draft.leans_first),
        leans_second: text(&draft.leans_second),
        undecided: text(&draft.undecided),
        tries: texts(&draft.tries),
        choices: draft.choices.iter().map(choice).collect(),
    }
}

fn topics(draft: &TopicsDraft) -> Topics {
    let topic = |topic: &super::draft::TopicDraft| Topic {
        id: text(&topic.id),
        title: text(&topic.title),
        good: text(&topic.good),
        poor: text(&topic.poor),
    };
    Topics {
        states: texts(draft.states.get_ref()),
        trends: texts(draft.trends.get_ref()),
        topics: draft.topic.iter().map(topic).collect(),
    }
}

fn who_decides(draft: &WhoDecidesDraft) -> WhoDecides {
    WhoDecides {
        asks: text(&draft.asks),
        asks_should: text(&draft.asks_should),
        together: text(&draft.together),
        nobody: text(&draft.nobody),
        unknown: text(&draft.unknown),
        duties: draft.duties.get_ref().iter().map(|id| DutyId::new(text(id))).collect(),
    }
}

fn levels(draft: &LevelsDraft) -> Levels {
    let level = |level: &super::draft::LevelDraft| Level { title: text(&level.title), means: text(&level.means) };
    Levels { asks: text(&draft.asks), levels: draft.level.iter().map(level).collect() }
}

/// A number of points of a scale in hundredths, so that bounds are compared exactly. What is no number becomes 0.
pub(super) fn hundredths(points: f64) -> u32 {
    (points * 100.0).round().clamp(0.0, 100_000.0) as u32
}
