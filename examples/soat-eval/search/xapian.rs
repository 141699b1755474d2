//! Xapian on the made documents, through its Python bindings (Debian: `python3-xapian`): words without diacritics with their
//! places, no pairs. It tells processor time itself.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use soat::text::fold_ascii;

use super::made::made;
use super::scale::{QUERIES, SORTS, question};

const SCRIPT: &str = r#"
import sys, json, os, tempfile, time, shutil
try:
    import xapian
except ImportError:
    print("Xapian: skipped, python3-xapian is not installed")
    sys.exit()
folder = tempfile.mkdtemp()
database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
generator = xapian.TermGenerator()
size, spent, times = 0, 0.0, {}
for line in sys.stdin:
    asked = json.loads(line)
    start = time.process_time()
    if "text" in asked:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(asked["text"])
        database.add_document(document)
        size += asked["bytes"]
        spent += time.process_time() - start
        continue
    if not times:
        database.commit()
        spent += time.process_time() - start
        database.close()
        files = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
        print(f"Xapian: {size / 1e6 / spent:.1f} MB a second of processor time, files {files / size:.2f} x text")
        database = xapian.Database(folder)
        start = time.process_time()
    words = asked["words"]
    query = {
        "words": lambda: xapian.Query(xapian.Query.OP_AND, words),
        "question": lambda: xapian.Query(xapian.Query.OP_OR, words),
        "phrase": lambda: xapian.Query(xapian.Query.OP_PHRASE, words),
        "number": lambda: xapian.Query(xapian.Query.OP_PHRASE, words),
    }[asked["ask"]]()
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    enquire.get_mset(0, 10)
    times.setdefault(asked["ask"], []).append(1e3 * (time.process_time() - start))
for sort, all in times.items():
    all.sort()
    print(f"Xapian {sort:<8} processor p50 {all[len(all) // 2]:.2f} p99 {all[len(all) * 99 // 100]:.2f} ms (n {len(all)})")
shutil.rmtree(folder)
"#;

/// Indexes the made documents and asks the same questions.
pub(super) fn run(documents: u64) -> Result<()> {
    let started = Command::new("/usr/bin/python3").args(["-c", SCRIPT]).stdin(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        println!("Xapian: skipped, no python3");
        return Ok(());
    };
    let mut input = child.stdin.take().context("no input")?;
    for place in 0..documents {
        let entry = made(place).entry;
        let told = serde_json::json!({"text": fold_ascii(&entry.text), "bytes": entry.text.len()});
        // It ends at once where Xapian is not installed.
        if writeln!(input, "{told}").is_err() {
            break;
        }
    }
    for sort in SORTS {
        for turn in 0..QUERIES {
            let text = fold_ascii(&question(sort, turn, documents));
            let mut words: Vec<&str> =
                text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            if sort == "number" {
                // The year stands elsewhere in the text.
                words.pop();
            }
            if writeln!(input, "{}", serde_json::json!({"ask": sort, "words": words})).is_err() {
                break;
            }
        }
    }
    drop(input);
    child.wait()?;
    Ok(())
}
