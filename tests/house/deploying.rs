//! What `deploy/` says is so: files that parse, settings that exist, services and stages that are there.

use std::collections::BTreeSet;

use lanekeeper::{discord::stopping::AT_MOST, settings::NAMES};
use serde_json::Value;

use crate::{assert_none, tree::read};

/// The lines of a Dockerfile that say something, those that go on in the next joined with it.
fn instructions(dockerfile: &str) -> Vec<(String, String)> {
    let joined = dockerfile.replace("\\\n", " ");
    let lines = joined.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).map(|(word, rest)| (word.to_owned(), rest.to_owned())).collect()
}

#[test]
fn the_image_is_built_from_what_is_there_and_is_not_root() {
    let instructions = instructions(&read("deploy/Dockerfile"));
    let mut stages = BTreeSet::new();
    let mut wrong = Vec::new();
    for (word, rest) in &instructions {
        match word.as_str() {
            "FROM" => {
                let (image, stage) = rest.split_once(" AS ").unwrap_or((rest, "last"));
                stages.insert(stage.to_owned());
                wrong.extend((!image.contains(':')).then(|| format!("{image} has no tag")));
            }
            "COPY" => {
                let from = rest.split(' ').find_map(|part| part.strip_prefix("--from="));
                wrong.extend(
                    from.filter(|from| !stages.contains(*from)).map(|from| format!("there is no stage {from}")),
                );
            }
            "ENTRYPOINT" | "CMD" => {
                let parsed = serde_json::from_str::<Vec<String>>(rest);
                wrong.extend(parsed.is_err().then(|| format!("{word} {rest} starts a shell, and there is none")));
            }
            "ENV" => {
                let names = rest.split(' ').filter_map(|pair| pair.split('=').next());
                wrong.extend(names.filter(|name| !NAMES.contains(name)).map(|name| format!("{name} is no setting")));
            }
            "HEALTHCHECK" => {
                let parsed = rest.split_once("CMD ").and_then(|(_, run)| serde_json::from_str::<Vec<String>>(run).ok());
                let is_ours = parsed.is_some_and(|run| run == ["/usr/local/bin/lanekeeper", "ready"]);
                wrong.extend((!is_ours).then(|| format!("HEALTHCHECK {rest} does not ask the program")));
            }
            "WORKDIR" | "RUN" | "STOPSIGNAL" => {}
            other => wrong.push(format!("{other}: is that an instruction?")),
        }
    }
    assert_none(&wrong, "deploy/Dockerfile");
    let last = instructions.iter().rfind(|(word, _)| word == "FROM").map(|(_, rest)| rest.as_str());
    assert!(last.is_some_and(|image| image.ends_with(":nonroot")), "{last:?}");
    assert!(instructions.contains(&("STOPSIGNAL".into(), "SIGTERM".into())));
    assert!(instructions.iter().any(|(word, _)| word == "HEALTHCHECK"), "who watches over it learns nothing");
}

#[test]
fn the_services_know_each_other_and_their_settings() {
    let compose: Value = serde_saphyr::from_str(&read("deploy/compose.yaml")).expect("it is YAML");
    let services = compose["services"].as_object().expect("there are services");
    let names = |of: &Value| -> Vec<String> {
        match of {
            Value::Object(map) => map.keys().cloned().collect(),
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    };
    let mut wrong = Vec::new();
    for (name, service) in services {
        let depends = names(&service["depends_on"]).into_iter().filter(|other| !services.contains_key(other));
        wrong.extend(depends.map(|other| format!("{name} depends on {other}, which is nowhere")));
        let mounts =
            names(&service["volumes"]).into_iter().filter_map(|mount| Some(mount.split_once(':')?.0.to_owned()));
        let volumes = names(&compose["volumes"]);
        let is_there = |mount: &String| match mount.strip_prefix("./") {
            Some(file) => !read(&format!("deploy/{file}")).is_empty(),
            None => volumes.contains(mount),
        };
        wrong.extend(mounts.filter(|mount| !is_there(mount)).map(|mount| format!("{name}: no volume {mount}")));
    }
    let bot = &services["lanekeeper"];
    let settings = names(&bot["environment"]);
    wrong.extend(
        settings.iter().filter(|name| !NAMES.contains(&name.as_str())).map(|name| format!("{name} is no setting")),
    );
    assert_none(&wrong, "deploy/compose.yaml");
    assert!(settings.len() >= 3 && bot["deploy"]["replicas"].as_u64() == Some(2), "{bot}");
    let read_from = bot["build"]["dockerfile"].as_str().expect("it is built");
    assert!(!read(read_from).is_empty());
}

#[test]
fn the_unit_names_what_the_readme_installs() {
    let unit = read("deploy/lanekeeper.service");
    let mut sections = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in unit.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(section) => drop(sections.insert(section)),
            None if line.split_once('=').is_none_or(|(key, _)| !key.chars().all(char::is_alphanumeric)) => {
                wrong.push(line.to_owned());
            }
            None => {}
        }
    }
    assert_none(&wrong, "deploy/lanekeeper.service");
    assert_eq!(sections.into_iter().collect::<Vec<_>>(), ["Install", "Service", "Unit"]);
    for line in ["ExecStart=/usr/local/bin/lanekeeper run", "DynamicUser=yes", "KillSignal=SIGTERM"] {
        assert!(unit.lines().any(|other| other == line), "{line}");
    }
}

#[test]
fn whoever_stops_the_bot_waits_longer_than_stopping_takes() {
    let most = AT_MOST.as_secs();
    let compose: Value = serde_saphyr::from_str(&read("deploy/compose.yaml")).expect("it is YAML");
    let grace = compose["services"]["lanekeeper"]["stop_grace_period"].as_str().expect("it says so");
    let grace: u64 = grace.strip_suffix('s').and_then(|seconds| seconds.parse().ok()).expect("in seconds");
    assert!(grace > most, "compose kills it after {grace} s");
    let unit = read("deploy/lanekeeper.service");
    let timeout = unit.lines().find_map(|line| line.strip_prefix("TimeoutStopSec=")?.parse::<u64>().ok());
    assert!(timeout.is_some_and(|timeout| timeout > most), "systemd kills it after {timeout:?} s");
}
