//! Measures soat on data with known answers: `cargo eval read`, `cargo eval cite` … (an alias, see `.cargo/config.toml`).
//!
//! Every figure of `docs/measurements.md` comes from one of these commands, from `cargo test` or from `cargo bench`.

#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a measuring program prints, and may stop on a broken data file"
)]

mod arrival;
mod audit_scale;
mod cite;
mod header;
mod lists;
mod mutate;
mod overlap;
#[cfg(feature = "serve")]
mod paragraphs;
mod read;
mod records;
mod resolution;
mod resolve;
mod scale;
mod search;
#[cfg(feature = "serve")]
mod serve_load;
mod sketches;
mod starter;
mod tasks;
mod validity;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures soat on data with known answers
#[derive(Parser)]
#[command(name = "soat-eval")]
struct Arguments {
    /// The folder of shared data
    #[arg(long, global = true, env = "SOAT_SHARED", default_value = "../shared")]
    shared: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Paragraphs, cells and words read exactly, by format; speed of readers
    Read {
        /// Only one part of it
        #[arg(long)]
        only: Option<read::Part>,
        /// How many documents of the corpus are drawn and recognised
        #[arg(long, default_value_t = 20)]
        pictures: usize,
    },
    /// Fields of headers and signatures, against what the publishing sites say
    Header {
        /// Only fields that a site states itself
        #[arg(long)]
        site: bool,
    },
    /// Citations: precision and recall of every field, and speed
    Cite {
        /// Lists the misses of one field (mention, span, number, date, issuer, provisions, kind, name, year, role), of the sentences, or the contexts not wholly right (whole)
        #[arg(long, default_value = "")]
        show: String,
        /// Only one part of it
        #[arg(long)]
        only: Option<cite::Part>,
    },
    /// Verdicts on the citations of issued documents, each on its own day, for reading
    Resolve {
        /// A registry made from the output of the example `export_shared`
        registry: PathBuf,
        /// A folder of issued documents
        folder: PathBuf,
    },
    /// Status of documents as of a day, against what the national database, the codification and the table of national texts publish
    Validity {
        /// The output of the example `export_shared`
        out: PathBuf,
        /// Lists what is not right
        #[arg(long)]
        show: bool,
    },
    /// Resolution with known answers: citations made from catalogue records, and real ones that one record alone can be meant by
    Resolution {
        /// The output of the example `export_shared`
        out: PathBuf,
        /// Lists what is not as it should be
        #[arg(long)]
        show: bool,
    },
    /// One new document among many made ones: the time to find what it touches, and to ask everything anew
    Arrival {
        /// How many documents are made
        #[arg(long, default_value_t = 100_000)]
        documents: usize,
    },
    /// Writes the built-in list of national documents, `rules/lexicon/national.tsv`, on standard output
    Starter,
    /// Single paragraphs: what rules say of one alone and in its document, and the time of an answer of `soat serve`
    #[cfg(feature = "serve")]
    Paragraphs {
        /// The registry; the laws of the lexicon alone where absent
        #[arg(long)]
        registry: Option<PathBuf>,
        /// Lists every finding that is told in one way only
        #[arg(long)]
        show: bool,
    },
    /// Planted defects: how many are found, and found at the right place
    Mutate {
        /// Lists the misses of one rule, or of all
        #[arg(long, default_value = "")]
        show: String,
    },
    /// Number books: the catalogue as JSON lines, CSV and XLSX gives one registry; rows a second and memory
    Lists,
    /// Pairs of tasks, against what was judged by reading
    Overlap {
        /// Lists all pairs, not only those judged wrongly
        #[arg(long)]
        show: bool,
    },
    /// The search for pairs among many invented tasks: time and memory
    OverlapScale {
        /// How many tasks, once for each number
        #[arg(default_values_t = [10_000, 100_000, 1_000_000])]
        tasks: Vec<u64>,
        /// Only writes the tasks of the first number, year and words a line, to this file
        #[arg(long)]
        write: Option<PathBuf>,
        /// Joins 100,000 of them, or the one number given, also by MinHash-LSH (Python with datasketch), and tells recall and time
        #[arg(long)]
        datasketch: bool,
    },
    /// An audit of a registry of many made documents: the time in full, and again where ten plans come
    AuditScale {
        /// How many documents are made; one in ten is a plan of twenty tasks
        #[arg(default_value_t = 100_000)]
        documents: u64,
    },
    /// Search: articles found by questions, beside SQLite FTS5, Xapian and a plain BM25
    Retrieval {
        /// The way to put hits in order
        #[arg(long, default_value = "default")]
        rank: String,
        /// A file of other weights, as rules/search.toml has them
        #[arg(long)]
        weights: Option<PathBuf>,
        /// Lists the questions whose article is not among the first ten
        #[arg(long)]
        show: bool,
    },
    /// Search: known documents of the published catalogue by number, half a title, and issuer with year and subject
    KnownItems {
        /// The way to put hits in order
        #[arg(long, default_value = "default")]
        rank: String,
    },
    /// What is like a document: yearly decisions of one issuer, and articles with words changed
    Similar {
        /// Lists the misses
        #[arg(long)]
        show: bool,
    },
    /// Search: what is left of the index where the writer is killed
    SearchKill {
        /// How often
        #[arg(default_value_t = 100)]
        kills: u64,
    },
    /// Stores and indexes without end; started by `search-kill`
    #[command(hide = true)]
    SearchKillChild {
        /// The last version
        version: u64,
        /// The folder of the registry
        folder: PathBuf,
    },
    /// Search: size and speed on made documents of 3 KB
    SearchScale {
        /// How many documents
        documents: u64,
        /// Where the index is kept, and found again
        #[arg(long)]
        folder: Option<PathBuf>,
        /// Measures SQLite FTS5 and Xapian beside it
        #[arg(long)]
        peers: bool,
        /// Threads that write the index
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// Queries of this sort alone: words, question, phrase or number
        #[arg(long)]
        sort: Option<String>,
    },
    /// Search: whole processes of the program on a registry of made documents
    SearchProcess {
        /// How many documents
        #[arg(default_value_t = 100_000)]
        documents: u64,
        /// Where the registry is kept, and found again
        #[arg(long)]
        folder: Option<PathBuf>,
        /// The program; by default the one built beside (`cargo build --release`)
        #[arg(long)]
        program: Option<PathBuf>,
    },
    /// The server under load: searches, the first findings of drafts for many users, many requests a second
    #[cfg(feature = "serve")]
    ServeLoad(serve_load::Load),
    /// Tasks of plans and decisions, against those written down by reading
    Tasks {
        /// Lists every miss
        #[arg(long)]
        show: bool,
    },
}

fn main() -> Result<()> {
    let Arguments { shared, command } = Arguments::parse();
    let data = shared.join("data");
    match command {
        Command::Read { only, pictures } => read::run(&data, only, pictures),
        Command::Header { site } => header::run(&data, site),
        Command::Cite { show, only } => cite::run(&data, &show, only),
        Command::Resolve { registry, folder } => resolve::run(&registry, &folder),
        #[cfg(feature = "serve")]
        Command::Paragraphs { registry, show } => paragraphs::run(&data, registry.as_deref(), show),
        Command::Validity { out, show } => validity::run(&data, &out, show),
        Command::Resolution { out, show } => resolution::run(&data, &out, show),
        Command::Arrival { documents } => arrival::run(documents),
        Command::Starter => starter::run(&data),
        Command::Mutate { show } => mutate::run(&data, &show),
        Command::Lists => lists::run(&data),
        Command::Overlap { show } => overlap::run(&data, show),
        Command::OverlapScale { tasks, datasketch: true, .. } => {
            sketches::run(if let [count] = tasks.as_slice() { *count } else { 100_000 })
        }
        Command::OverlapScale { tasks, write, .. } => scale::run(&tasks, write.as_deref()),
        Command::AuditScale { documents } => audit_scale::run(documents),
        Command::Retrieval { rank, weights, show } => search::retrieval::run(&data, weights.as_deref(), &rank, show),
        Command::Similar { show } => search::similar::run(&data, show),
        Command::SearchKill { kills } => search::kill::run(kills),
        Command::SearchKillChild { version, folder } => search::kill::work(&folder, version),
        Command::KnownItems { rank } => search::known::run(&data, &rank),
        Command::SearchScale { documents, folder, peers, threads, sort } => {
            search::scale::run(documents, folder.as_deref(), peers, threads, sort.as_deref())
        }
        Command::SearchProcess { documents, folder, program } => {
            search::process::run(documents, folder.as_deref(), program)
        }
        #[cfg(feature = "serve")]
        Command::ServeLoad(load) => serve_load::run(&load),
        Command::Tasks { show } => tasks::run(&data, show),
    }
}
