//! What the search is measured beside, on the same texts: SQLite's FTS5, Xapian, and BM25 as the books have it.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use rusqlite::Connection;
use soat::text::fold_ascii;

use super::retrieval::Article;

/// An engine that finds ten articles.
pub(crate) trait Engine {
    /// Its name.
    fn name(&self) -> &'static str;
    /// Returns the places of the best ten.
    fn ask(&mut self, question: &str) -> Result<Vec<usize>>;
}

/// Returns the runs of letters and digits, without case and diacritics.
fn syllables(text: &str) -> Vec<String> {
    let folded = fold_ascii(text);
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// BM25 (k1 1.2, b 0.75) over syllables and pairs of syllables, without diacritics.
pub(crate) struct PlainBm25 {
    postings: HashMap<String, Vec<(usize, u32)>>,
    lengths: Vec<f64>,
    average: f64,
}

fn with_pairs(text: &str) -> Vec<String> {
    let mut all = syllables(text);
    let pairs: Vec<String> = all.windows(2).map(|pair| pair.join(" ")).collect();
    all.extend(pairs);
    all
}

impl PlainBm25 {
    pub(super) fn of(articles: &[Article]) -> Self {
        let mut postings: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
        let mut lengths = Vec::new();
        for (at, article) in articles.iter().enumerate() {
            let words = with_pairs(&article.text);
            lengths.push(words.len() as f64);
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for word in words {
                *counts.entry(word).or_default() += 1;
            }
            for (word, count) in counts {
                postings.entry(word).or_default().push((at, count));
            }
        }
        let average = lengths.iter().sum::<f64>() / lengths.len() as f64;
        Self { postings, lengths, average }
    }
}

impl Engine for PlainBm25 {
    fn name(&self) -> &'static str {
        "BM25, syllables+pairs"
    }

    fn ask(&mut self, question: &str) -> Result<Vec<usize>> {
        let mut scores = vec![0.0; self.lengths.len()];
        for word in with_pairs(question) {
            let Some(postings) = self.postings.get(&word) else { continue };
            let (all, having) = (self.lengths.len() as f64, postings.len() as f64);
            let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
            for (at, count) in postings {
                let count = f64::from(*count);
                scores[*at] += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * self.lengths[*at] / self.average));
            }
        }
        let mut places: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
        places.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        places.truncate(10);
        Ok(places)
    }
}

/// SQLite's full-text search, any of the words, its own BM25.
pub(crate) struct Fts5 {
    connection: Connection,
}

impl Fts5 {
    pub(super) fn of(articles: &[Article]) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute(
            "CREATE VIRTUAL TABLE article USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')",
            [],
        )?;
        for (at, article) in articles.iter().enumerate() {
            connection
                .execute("INSERT INTO article (rowid, text) VALUES (?1, ?2)", (i64::try_from(at)?, &article.text))?;
        }
        Ok(Self { connection })
    }
}

/// Returns a query of FTS5 for any of the words.
pub(crate) fn any_word(question: &str) -> String {
    let words = question.to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR ")
}

impl Engine for Fts5 {
    fn name(&self) -> &'static str {
        "SQLite FTS5"
    }

    fn ask(&mut self, question: &str) -> Result<Vec<usize>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rowid FROM article WHERE article MATCH ?1 ORDER BY rank LIMIT 10")?;
        let rows = statement.query_map([any_word(question)], |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(usize::try_from(row?)?)).collect()
    }
}

/// Xapian through its Python bindings, where they are installed (Debian: `python3-xapian`).
pub(crate) struct Xapian {
    child: Child,
    answers: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

const SCRIPT: &str = r#"
import sys, json
try:
    import xapian
except ImportError:
    print("absent", flush=True)
    sys.exit()
database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
print("here", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if "text" in asked:
        document = xapian.Document()
        for place, word in enumerate(asked["text"]):
            document.add_posting(word, place + 1)
        document.set_data(str(asked["at"]))
        database.add_document(document)
    else:
        enquire = xapian.Enquire(database)
        enquire.set_query(xapian.Query(xapian.Query.OP_OR, asked["ask"]))
        print(json.dumps([int(match.document.get_data()) for match in enquire.get_mset(0, 10)]), flush=True)
"#;

impl Xapian {
    /// Returns the engine, or tells that it is not there.
    pub(super) fn of(articles: &[Article]) -> Result<Option<Self>> {
        let started =
            Command::new("/usr/bin/python3").args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = started else {
            println!("Xapian: skipped, no python3");
            return Ok(None);
        };
        let mut answers = BufReader::new(child.stdout.take().context("no answer")?).lines();
        if answers.next().transpose()?.as_deref() != Some("here") {
            println!("Xapian: skipped, python3-xapian is not installed");
            child.wait()?;
            return Ok(None);
        }
        let mut engine = Self { child, answers };
        for (at, article) in articles.iter().enumerate() {
            engine.tell(&serde_json::json!({"at": at, "text": with_pairs(&article.text)}))?;
        }
        Ok(Some(engine))
    }

    fn tell(&mut self, told: &serde_json::Value) -> Result<()> {
        let input = self.child.stdin.as_mut().context("ended")?;
        writeln!(input, "{told}")?;
        Ok(input.flush()?)
    }
}

impl Engine for Xapian {
    fn name(&self) -> &'static str {
        "Xapian, with pairs"
    }

    fn ask(&mut self, question: &str) -> Result<Vec<usize>> {
        self.tell(&serde_json::json!({"ask": with_pairs(question)}))?;
        let answer = self.answers.next().context("ended")??;
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Xapian {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}
