//! Backstage's `catalog-info.yaml`: documents of components, APIs, systems and the like, of which those with an owner are topics.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{
    Around, Contents, Problem, Wrong,
    code_owners::{decides, entry},
};

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    spec: Spec,
}

#[derive(Default, Deserialize)]
struct Metadata {
    name: Option<Spanned<String>>,
    title: Option<String>,
}

#[derive(Default, Deserialize)]
struct Spec {
    owner: Option<String>,
}

pub(super) fn read(text: &str, around: Around<'_>) -> Contents {
    let (mut contents, known) = (Contents::default(), around.owners.known(around.handbook));
    let documents: Vec<Document> = match serde_saphyr::from_multiple(text) {
        Ok(documents) => documents,
        Err(error) => {
            let line = error.location().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
            contents.problems.push(Problem { line, what: Wrong::Syntax(error.to_string()) });
            return contents;
        }
    };
    for document in documents {
        let (Some(owner), Some(name)) = (document.spec.owner, document.metadata.name) else {
            continue;
        };
        let line = usize::try_from(name.referenced.line()).unwrap_or(1);
        let topic = document.metadata.title.unwrap_or(name.value);
        match entry(line, &topic, decides(&[owner], &known)) {
            Ok(entry) => contents.entries.push(entry),
            Err(what) => contents.problems.push(Problem { line, what }),
        }
    }
    contents
}
