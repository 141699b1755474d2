//! `soat search`: what the registry has on a matter.

use std::collections::BTreeMap;
use std::io::Write;

use super::args::{Format, SearchArgs, SortArg};
use super::exit::{Exit, Failure};
use super::settings::Settings;
use crate::app::Office;
use crate::app::search::{Brought, Made, Searcher, Sort, Weights, Wish, beside};
use crate::registry::{RegistryError, Store};
use crate::report::{self, words::pick};
use crate::rules::Lang;

pub(super) fn run(args: &SearchArgs, settings: &Settings) -> Result<Exit, Failure> {
    let lexicon = Office::tables(settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let store = open(settings)?;
    let asked = args.query.join(" ");
    let query = recalled(&asked, &store)?;
    if let Some(name) = &args.save {
        save(name, &query, settings)?;
    }
    if query.trim().is_empty() {
        return Err(Failure::usage(
            "cần từ cần tìm hoặc bộ lọc, ví dụ: soat search 354/QĐ-SKH-VP; xem soat search --help",
        ));
    }
    let ranks = Weights::named(&settings.config.search.rank).map_err(Failure::usage)?;
    let wish = Wish {
        exact: args.exact,
        sort: sort(args.sort),
        weights: weights(&ranks, &args.rank)?,
        as_of: settings.as_of.unwrap_or(settings.today),
        limit: args.limit,
        offset: args.offset,
    };
    let folder = settings.registry.as_deref().map(beside);
    let folder = folder.as_deref();
    let mut searcher = Searcher::open(&store, &lexicon, folder).map_err(Failure::internal)?;
    let found = searcher.search_mending(&store, &lexicon, folder, &query, &wish).map_err(Failure::internal)?;
    say(&searcher.brought, settings);
    let lang = settings.lang;
    match settings.format {
        None | Some(Format::Text) => {
            settings.print(|mut out| report::hits::text(&found, args.offset, !settings.quiet, lang, &mut out))?;
        }
        Some(Format::Json) => settings.print(|mut out| report::hits::json(&found, &mut out))?,
        Some(Format::Jsonl) => settings.print(|mut out| report::json::write_lines(&found.hits, &mut out))?,
        Some(Format::Csv) => settings.print(|mut out| report::hits::csv(&found, lang, &mut out))?,
        Some(Format::Xlsx) => {
            let path = settings.output().ok_or_else(|| Failure::usage("--format xlsx cần --output TỆP.xlsx"))?;
            let bytes = report::hits::xlsx(&found, lang).map_err(Failure::internal)?;
            std::fs::File::create(path)
                .and_then(|mut file| file.write_all(&bytes))
                .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))?;
        }
        Some(_) => return Err(Failure::usage("soat search có các dạng text, json, jsonl, csv, xlsx")),
    }
    Ok(if found.hits.is_empty() { Exit::NoInput } else { Exit::Clean })
}

/// Opens the registry for reading, one of an earlier version for writing once; without one, what the built-in list knows.
pub(super) fn open(settings: &Settings) -> Result<Store, Failure> {
    let Some(path) = settings.registry.as_deref() else { return Store::in_memory().map_err(Failure::internal) };
    match Store::open_read_only(path) {
        Err(RegistryError::Older { .. }) => Store::create_or_open(path).map_err(Failure::usage),
        other => other.map_err(Failure::usage),
    }
}

/// Puts the words of kept queries in the place of `@NAME`.
fn recalled(asked: &str, store: &Store) -> Result<String, Failure> {
    if !asked.contains('@') {
        return Ok(asked.to_owned());
    }
    let kept: BTreeMap<String, String> = store.saved_searches().map_err(Failure::internal)?.into_iter().collect();
    let word = |word: &str| match word.strip_prefix('@') {
        None => Ok(word.to_owned()),
        Some(name) => kept.get(name).cloned().ok_or_else(|| {
            let names: Vec<&str> = kept.keys().map(String::as_str).collect();
            Failure::usage(format!("không có tìm kiếm đã lưu \"{name}\"; đã lưu: {}", names.join(", ")))
        }),
    };
    let words = asked.split(' ').map(word).collect::<Result<Vec<_>, Failure>>()?;
    Ok(words.join(" "))
}

fn save(name: &str, query: &str, settings: &Settings) -> Result<(), Failure> {
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(Failure::usage("--save cần một tên không có khoảng trắng"));
    }
    let store = Store::create_or_open(settings.registry()?).map_err(Failure::usage)?;
    store.save_search(name, query).map_err(Failure::usage)
}

fn sort(sort: SortArg) -> Sort {
    match sort {
        SortArg::Relevance => Sort::Relevance,
        SortArg::Newest => Sort::Newest,
        SortArg::Oldest => Sort::Oldest,
        SortArg::Number => Sort::Number,
    }
}

fn weights<'a>(ranks: &'a BTreeMap<String, Weights>, name: &str) -> Result<&'a Weights, Failure> {
    ranks.get(name).ok_or_else(|| {
        let names: Vec<&str> = ranks.keys().map(String::as_str).collect();
        Failure::usage(format!("không có cách xếp hạng \"{name}\"; có: {}", names.join(", ")))
    })
}

/// Tells what had to be done to the index, where a reader may wonder.
pub(super) fn say(brought: &Brought, settings: &Settings) {
    let reason = brought.reason.as_deref().unwrap_or_default();
    let told = match (brought.made, settings.lang) {
        (Made::Kept | Made::New, _) => return,
        (Made::Mended, Lang::Vi) => format!("chỉ mục không đọc được nên đã lập lại ({reason})"),
        (Made::Mended, Lang::En) => format!("the index could not be read and was made anew ({reason})"),
        (Made::InMemory, Lang::Vi) => format!("lập chỉ mục tạm trong bộ nhớ ({reason})"),
        (Made::InMemory, Lang::En) => format!("made a passing index in memory ({reason})"),
        (Made::Behind, _) => {
            let missing =
                pick(settings.lang, "văn bản mới nạp có thể chưa tìm thấy", "what was added just now may be missing");
            format!("{missing} ({reason})")
        }
    };
    anstream::eprintln!("soat: {told}");
}
