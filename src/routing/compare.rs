//! Measures methods against each other. Ignored in ordinary test runs.
use std::{collections::BTreeMap, fs, path::Path, time::Instant};

use serde::Deserialize;

use super::{
    corpus::{Corpus, Subject},
    recipe::Recipe,
    router::Router,
};
use crate::handbook::{Decider, Handbook, Kind, Library, files};

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    label: String,
    accept: Vec<String>,
    #[serde(default)]
    style: String,
}

fn read(path: &str) -> Vec<Gold> {
    fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// label per topic
fn labels(h: &Handbook, c: &Corpus) -> Vec<String> {
    c.topics
        .iter()
        .map(|t| match &t.subject {
            Subject::Aside(_) => "none".to_owned(),
            Subject::Duty(d) => match &h.duty(d.as_str()).unwrap().decider {
                Decider::Shared(_) => "both".to_owned(),
                Decider::One(r) => {
                    if h.role(r.as_str()).unwrap().kind == Kind::Lead {
                        r.as_str().to_owned()
                    } else {
                        "other".to_owned()
                    }
                }
            },
        })
        .collect()
}

fn recipe() -> Recipe {
    let mut r = Recipe::default();
    for part in std::env::var("RECIPE").unwrap_or_default().split(',').filter(|p| !p.is_empty()) {
        set(&mut r, part);
    }
    r
}
fn set(r: &mut Recipe, part: &str) {
    let (k, v) = part.split_once('=').unwrap();
    let f: f32 = v.parse().unwrap();
    match k {
        "learners" => r.learners = f as u64,
        "aside" => r.aside_bonus = f,
        "epochs" => r.epochs = f as usize,
        "rate" => r.rate = f,
        "dropout" => r.dropout = f,
        "role" => r.role_share = f,
        "pat" => r.pattern_bonus = f,
        "temp" => r.temperature = f,
        "contrast" => r.contrast = f > 0.0,
        "unknown" => r.unknown = f,
        "rarity" => r.rarity = f,
        "minw" => r.least_words = f as usize,
        "mino" => r.least_others = f as usize,
        "word" => r.scales[0] = f,
        "pair" => r.scales[1] = f,
        "letters" => r.scales[2] = f,
        "concept" => r.scales[3] = f,
        "cpair" => r.scales[4] = f,
        "shape" => r.scales[5] = f,
        _ => panic!("{k}"),
    }
}

#[derive(Default, Debug)]
struct Sum {
    n: usize,
    ok: usize,
    len: usize,
    none: usize,
    fr: usize,
    missed: usize,
    real: usize,
    conf: Vec<(f32, bool)>,
    mat: BTreeMap<(String, String), usize>,
}
impl Sum {
    fn add(&mut self, gold: &str, accept: &[String], got: &str, c: f32) {
        self.n += 1;
        self.ok += usize::from(gold == got);
        self.len += usize::from(gold == got || accept.iter().any(|a| a == got));
        if gold == "none" {
            self.none += 1;
            self.fr += usize::from(got != "none");
        } else {
            self.real += 1;
            self.missed += usize::from(got == "none");
        }
        self.conf.push((c, gold == got));
        *self.mat.entry((gold.into(), got.into())).or_default() += 1;
    }
    fn f1(&self) -> f32 {
        let ls = ["tech-lead", "engineering-manager", "both", "other", "none"];
        ls.iter()
            .map(|l| {
                let tp = *self.mat.get(&(l.to_string(), l.to_string())).unwrap_or(&0) as f32;
                let g: usize = self.mat.iter().filter(|(k, _)| k.0 == *l).map(|(_, v)| v).sum();
                let p: usize = self.mat.iter().filter(|(k, _)| k.1 == *l).map(|(_, v)| v).sum();
                2.0 * tp / (g + p).max(1) as f32
            })
            .sum::<f32>()
            / 5.0
    }
    fn ece(&self) -> f32 {
        let mut bins = vec![(0usize, 0.0f32, 0usize); 10];
        for (c, ok) in &self.conf {
            let b = &mut bins[((c * 10.0) as usize).min(9)];
            b.0 += 1;
            b.1 += c;
            b.2 += usize::from(*ok);
        }
        bins.iter().map(|(_, c, ok)| (c - *ok as f32).abs()).sum::<f32>() / self.n as f32
    }
    fn high(&self) -> (usize, f32) {
        let h: Vec<_> = self.conf.iter().filter(|(c, _)| *c >= 0.8).collect();
        (h.len(), h.iter().filter(|(_, ok)| *ok).count() as f32 / h.len().max(1) as f32)
    }
    fn nll(&self) -> f32 {
        self.conf.iter().map(|(c, ok)| -(if *ok { *c } else { 1.0 - c }).max(1e-3).ln()).sum::<f32>() / self.n as f32
    }
    fn line(&self) -> String {
        let p = |a: usize, b: usize| a as f32 / b.max(1) as f32;
        let (hn, ha) = self.high();
        format!(
            "strict {:.3} len {:.3} f1 {:.3} fr {:.3} miss {:.3} ece {:.3} nll {:.3} high {:.3}@{:.2}",
            p(self.ok, self.n),
            p(self.len, self.n),
            self.f1(),
            p(self.fr, self.none),
            p(self.missed, self.real),
            self.ece(),
            self.nll(),
            ha,
            p(hn, self.n)
        )
    }
}

fn verdict(router: &Router, labels: &[String], text: &str) -> (String, f32, usize) {
    let topics = router.topics(text);
    let groups = router.corpus().by_group(&topics);
    // label level
    let mut by: BTreeMap<&str, f32> = BTreeMap::new();
    let bias = groups[0];
    let real: f32 = 1.0 - bias;
    let rs: f32 = topics.iter().zip(labels).filter(|(_, l)| *l != "none").map(|(p, _)| p).sum();
    by.insert("none", bias);
    for (p, l) in topics.iter().zip(labels) {
        if l != "none" {
            *by.entry(l).or_default() += p / rs.max(1e-9) * real;
        }
    }
    let (l, c) = by.iter().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
    let best = (0..topics.len()).filter(|i| labels[*i] == *l).max_by(|a, b| topics[*a].total_cmp(&topics[*b])).unwrap();
    ((*l).to_owned(), *c, best)
}

fn score(router: &Router, labels: &[String], gold: &[Gold], show: bool) -> Sum {
    let mut s = Sum::default();
    for g in gold {
        let (l, c, best) = verdict(router, labels, &g.text);
        if show && l != g.label {
            println!("{} {} -> {} {:.2} {:?} | {}", g.id, g.label, l, c, router.corpus().topics[best].subject, g.text);
        }
        s.add(&g.label, &g.accept, &l, c);
    }
    s
}

fn library() -> Library {
    let dir = std::env::var("RESP").unwrap_or_else(|_| "responses".into());
    let files = files::read(Path::new(&dir)).unwrap();
    match Library::load(&files, &[]) {
        Ok(l) => l,
        Err(p) => panic!("{p}"),
    }
}

/// k-fold over phrases: contiguous blocks of each topic's list are left out, so that neighbours in the file stay together
fn cross(h: &Handbook, r: &Recipe, folds: usize) -> (Sum, f32) {
    let full = flat(Corpus::of(h));
    let labs = labels(h, &full);
    let mut s = Sum::default();
    let mut duty_ok = 0;
    let mut at_in_topic = BTreeMap::new();
    let pos: Vec<usize> = full
        .examples
        .iter()
        .map(|e| {
            let c = at_in_topic.entry(e.topic).or_insert(0usize);
            *c += 1;
            *c - 1
        })
        .collect();
    for fold in 0..folds {
        let held = |i: usize| {
            let e = &full.examples[i];
            let n = at_in_topic[&e.topic];
            e.spoken && pos[i] * folds / n == fold
        };
        let mut c = full.clone();
        c.examples = full.examples.iter().enumerate().filter(|(i, _)| !held(*i)).map(|(_, e)| e.clone()).collect();
        let router = Router::of(c, r.clone());
        for (i, e) in full.examples.iter().enumerate().filter(|(i, _)| held(*i)) {
            let _ = i;
            let (l, conf, best) = verdict(&router, &labs, &e.text);
            duty_ok += usize::from(best == e.topic);
            if std::env::var("CVSHOW").is_ok() && i % 40 == 0 {
                println!(
                    "CV {:?} {:?} {conf:.2} | {}",
                    full.topics[e.topic].subject, full.topics[best].subject, e.text
                );
            }
            s.add(&labs[e.topic], &[], &l, conf);
        }
    }
    let d = duty_ok as f32 / s.n as f32;
    (s, d)
}

#[test]
#[ignore]
fn sweep() {
    let lib = library();
    let h = lib.fallback();
    let own = read(&std::env::var("ROUTING_OWN").unwrap_or_else(|_| "tests/routing/own.jsonl".into()));
    let dev = read(&std::env::var("ROUTING_DEV").unwrap_or_else(|_| "../shared/routing/dev.jsonl".into()));
    let variants = std::env::var("SWEEP").unwrap_or_default();
    let cv = std::env::var("CV").is_ok();
    for v in variants.split(';') {
        let mut r = recipe();
        for p in v.split(',').filter(|p| !p.is_empty()) {
            set(&mut r, p);
        }
        let t = Instant::now();
        let router = Router::of(flat(Corpus::of(h)), r.clone());
        let t = t.elapsed();
        let labs = labels(h, router.corpus());
        println!(
            "[{v}] {t:?} topics {} examples {} {}",
            labs.len(),
            router.corpus().examples.len(),
            format!("{router:?}")
        );
        println!("   own {}", score(&router, &labs, &own, std::env::var("SHOW").is_ok()).line());
        let d = score(&router, &labs, &dev, false);
        println!("   dev {}", d.line());
        if std::env::var("MAT").is_ok() {
            println!("{:?}", d.mat);
        }
        if cv {
            let (s, d) = cross(h, &r, 5);
            println!("   cv  {} duty {d:.3}", s.line());
        }
    }
}

fn flat(mut c: Corpus) -> Corpus {
    if std::env::var("FLAT").is_ok() {
        for e in &mut c.examples {
            let g = c.topics[e.topic].group;
            e.topic = c.topics.iter().position(|t| t.group == g).unwrap();
        }
    }
    c
}
