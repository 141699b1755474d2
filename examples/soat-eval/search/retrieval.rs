//! Articles of law found by questions: nDCG@10 and recall@10 of soat, SQLite FTS5 and a plain BM25, in one run.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use soat::document::Date;
use soat::lexicon::Lexicon;
use soat::search::{Ask, Entry, Held, Index, Query, Sort, Weights, Words};
use soat::text::fold_ascii;

use super::peers::{Engine, Fts5, PlainBm25, Xapian};
use crate::records;

#[derive(Deserialize)]
pub(super) struct Article {
    #[serde(rename = "_id")]
    pub(super) id: String,
    pub(super) law: String,
    pub(super) title: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
struct Question {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// A question with the articles that answer it.
struct Asked {
    question: Question,
    relevant: Vec<usize>,
}

/// soat's own engine, one document an article.
struct Soat {
    index: Index,
    lexicon: Lexicon,
    weights: Weights,
}

impl Engine for Soat {
    fn name(&self) -> &'static str {
        "soat"
    }

    fn ask(&mut self, question: &str) -> Result<Vec<usize>> {
        let query = Query::read(question, false, &Words::new(&self.lexicon), &self.lexicon);
        let ask = Ask {
            weights: &self.weights,
            as_of: Date::constant(2026, 1, 1),
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            count: false,
        };
        let answer = self.index.ask(&query, &ask)?;
        Ok(answer.hits.iter().filter_map(|hit| usize::try_from(hit.row).ok()).collect())
    }
}

impl Soat {
    fn of(articles: &[Article], weights: Weights) -> Result<Self> {
        let lexicon = Lexicon::builtin()?;
        let words = Words::new(&lexicon);
        let held = Held::of(&words, "retrieval", 0);
        let index = Index::in_memory(words)?;
        let mut writer = index.writer(1, 100 << 20)?;
        let entries: Vec<Entry> = (0..)
            .zip(articles)
            .map(|(row, article)| Entry {
                row,
                title: format!("{}. {}", article.law, article.title),
                text: article.text.clone(),
                ..Entry::default()
            })
            .collect();
        writer.put(&entries)?;
        writer.commit(&held)?;
        writer.finish()?;
        Ok(Self { index, lexicon, weights })
    }
}

/// Prints the figures of every engine and every way of typing.
pub(crate) fn run(data: &Path, own: Option<&Path>, rank: &str, show: bool) -> Result<()> {
    let folder = data.join("retrieval");
    let articles: Vec<Article> = records::of(&folder.join("corpus.jsonl.gz"))?;
    let asked = questions(&folder, &articles)?;
    let own = own.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    let weights = *Weights::named(&own.parse()?)?.get(rank).context("no such rank")?;
    let mut engines: Vec<Box<dyn Engine>> = vec![
        Box::new(Soat::of(&articles, weights)?),
        Box::new(PlainBm25::of(&articles)),
        Box::new(Fts5::of(&articles)?),
    ];
    engines.extend(Xapian::of(&articles)?.map(|engine| Box::new(engine) as Box<dyn Engine>));
    println!(
        "{} articles, {} questions; nDCG@10 / recall@10 (nDCG@10 of the even and of the odd questions)",
        articles.len(),
        asked.len()
    );
    for engine in &mut engines {
        let mut line = format!("{:<22}", engine.name());
        for (name, typed) in
            [("as written", as_written as fn(&Question) -> String), ("no diacritics", plain), ("one slip", slipped)]
        {
            let figures = measured(engine.as_mut(), &asked, typed, show && name == "as written")?;
            line = format!("{line} | {name} {figures}");
        }
        println!("{line}");
    }
    Ok(())
}

fn questions(folder: &Path, articles: &[Article]) -> Result<Vec<Asked>> {
    let places: BTreeMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    let mut relevant: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("qrels.tsv"))?.lines().skip(1) {
        let mut cells = line.split('\t');
        if let (Some(question), Some(article)) = (cells.next(), cells.next()) {
            relevant.entry(question.to_owned()).or_default().extend(places.get(article));
        }
    }
    let questions: Vec<Question> = records::of(&folder.join("queries.jsonl.gz"))?;
    let with = |question: Question| {
        let relevant = relevant.remove(&question.id)?;
        Some(Asked { question, relevant })
    };
    Ok(questions.into_iter().filter_map(with).collect())
}

fn as_written(question: &Question) -> String {
    question.text.clone()
}

fn plain(question: &Question) -> String {
    fold_ascii(&question.text)
}

/// Swaps two letters of one word of four or more, chosen by the question's id alone.
fn slipped(question: &Question) -> String {
    let mut state = question
        .id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut pick = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below.max(1)
    };
    let mut words: Vec<String> = question.text.split_whitespace().map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len()).filter(|at| words[*at].chars().count() >= 4).collect();
    if long.is_empty() {
        return question.text.clone();
    }
    let at = long[pick(long.len())];
    let mut letters: Vec<char> = words[at].chars().collect();
    let first = pick(letters.len() - 1);
    letters.swap(first, first + 1);
    words[at] = letters.into_iter().collect();
    words.join(" ")
}

#[derive(Default)]
struct Figures {
    gain: [f64; 2],
    found: f64,
    count: [usize; 2],
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = (self.count[0] + self.count[1]) as f64;
        write!(
            f,
            "{:.4} / {:.4} ({:.3}, {:.3})",
            (self.gain[0] + self.gain[1]) / all,
            self.found / all,
            self.gain[0] / self.count[0] as f64,
            self.gain[1] / self.count[1] as f64
        )
    }
}

fn measured(engine: &mut dyn Engine, asked: &[Asked], typed: fn(&Question) -> String, show: bool) -> Result<Figures> {
    let mut figures = Figures::default();
    for (at, one) in asked.iter().enumerate() {
        let hits = engine.ask(&typed(&one.question))?;
        let discount = |place: usize| 1.0 / ((place + 2) as f64).log2();
        let gain: f64 =
            (0..hits.len().min(10)).filter(|place| one.relevant.contains(&hits[*place])).map(discount).sum();
        let ideal: f64 = (0..one.relevant.len().min(10)).map(discount).sum();
        let found = hits.iter().take(10).filter(|hit| one.relevant.contains(hit)).count();
        figures.gain[at % 2] += gain / ideal;
        figures.count[at % 2] += 1;
        figures.found += found as f64 / one.relevant.len() as f64;
        if show && gain == 0.0 && engine.name() == "soat" {
            println!("not in ten: {}", one.question.text);
        }
    }
    Ok(figures)
}
