//! `soat ingest`: adds issued documents and catalogues to a registry.

use std::io::{self, Write};

use super::args::IngestArgs;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use super::{inputs, progress};
use crate::app::Office;
use crate::app::book::{Mapping, Recognised};
use crate::app::ingest::{self, Plan, RowNote, Summary, is_list_name};
use crate::app::search::follow;
use crate::registry::Store;
use crate::report;
use crate::rules::Lang;

pub(super) fn run(args: &IngestArgs, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let mapping = args.mapping.as_ref().or(settings.config.mapping.as_ref());
    let mapping = mapping.map(|path| Mapping::read(path)).transpose().map_err(Failure::usage)?.unwrap_or_default();
    let plan = Plan { covers: args.covers.clone(), mapping };
    if args.show_mapping {
        return show_mapping(args, &plan, &office, settings);
    }
    let mut store = Store::create_or_open(settings.registry()?).map_err(Failure::usage)?;
    let (files, missing) = inputs::collect_named(&args.paths, ingest::is_readable_name);
    let bar = progress::bar(files.len(), settings.quiet);
    let summary =
        ingest::ingest(&files, &mut store, &office.lexicon, &plan, &|| bar.inc(1)).map_err(Failure::internal)?;
    bar.finish_and_clear();
    let brought = follow(&store, &office.lexicon, settings.registry()?).map_err(Failure::internal)?;
    if let Some(brought) = &brought {
        super::search::say(brought, settings);
    }
    summary.unread.iter().for_each(inputs::say_unread);
    let tool = report::json::Tool::new(None);
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "summary", &[&summary], &mut out),
        Listing::Jsonl => report::json::write_lines(&[&summary], &mut out),
        Listing::Text if settings.quiet => Ok(()),
        Listing::Text => print(&summary, settings, &mut out),
    })?;
    let unread = missing || !summary.unread.is_empty();
    Ok(match (summary.is_empty(), args.strict && unread) {
        (true, _) => Exit::NoInput,
        (false, true) => Exit::Unread,
        (false, false) => Exit::Clean,
    })
}

fn print(summary: &Summary, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let Summary { added, updated, unchanged, catalogued, .. } = summary;
    let unread = summary.unread.len();
    match settings.lang {
        Lang::Vi => writeln!(
            out,
            "thêm {added} văn bản, cập nhật {updated}, không đổi {unchanged}, danh mục {catalogued}, không đọc được {unread}"
        )?,
        Lang::En => writeln!(
            out,
            "{added} documents added, {updated} updated, {unchanged} unchanged, {catalogued} catalogued, {unread} unread"
        )?,
    }
    let (copy, unnumbered, unused) = match settings.lang {
        Lang::Vi => ("bản sao của", "không nhận ra số, ký hiệu; lưu theo đường dẫn", "dòng không dùng"),
        Lang::En => ("a copy of", "no number recognised; stored under its path", "line not used"),
    };
    for item in &summary.copies {
        writeln!(out, "  {}: {copy} {}", item.path, item.document)?;
    }
    for path in &summary.unnumbered {
        writeln!(out, "  {path}: {unnumbered}")?;
    }
    for book in &summary.books {
        writeln!(out, "  {}", described(book, settings.lang))?;
    }
    list(&summary.unused, unused, settings, out)?;
    list(&summary.notes, "", settings, out)
}

/// Prints the first ten notes, all where asked for.
fn list(notes: &[RowNote], label: &str, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let shown = if settings.verbose { usize::MAX } else { 10 };
    let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
    for item in notes.iter().take(shown) {
        writeln!(out, "  {}: {label}{}", item.place(), item.reason)?;
    }
    if notes.len() > shown {
        writeln!(out, "  … {} (-v)", notes.len() - shown)?;
    }
    Ok(())
}

/// Returns how a sheet was read, in one line.
fn described(book: &Recognised, lang: Lang) -> String {
    let place = book.place();
    let used: Vec<String> = book
        .columns
        .iter()
        .filter_map(|column| {
            let field = serde_json::to_value(column.field?).ok()?;
            Some(format!("{} = {} «{}»", field.as_str()?, column.column, column.head))
        })
        .collect();
    let (rows, unused, columns) = (book.used.rows, book.used.unused, used.join(", "));
    match lang {
        Lang::Vi => format!("{place}: sổ văn bản, dùng {rows} hàng, không dùng {unused}; cột {columns}"),
        Lang::En => format!("{place}: number book, {rows} rows used, {unused} not used; columns {columns}"),
    }
}

/// Prints what is recognised of the files, as a mapping to correct; nothing is stored.
fn show_mapping(args: &IngestArgs, plan: &Plan, office: &Office, settings: &Settings) -> Result<Exit, Failure> {
    let (files, _) = inputs::collect_named(&args.paths, is_list_name);
    let files: Vec<_> = files.into_iter().filter(|input| is_list_name(&input.name)).collect();
    let mut store = Store::in_memory().map_err(Failure::internal)?;
    let summary = ingest::ingest(&files, &mut store, &office.lexicon, plan, &|| ()).map_err(Failure::internal)?;
    summary.unread.iter().for_each(inputs::say_unread);
    settings.print(|out| {
        for book in &summary.books {
            writeln!(out, "{}", book.as_toml())?;
        }
        for note in summary.unused.iter().chain(&summary.notes) {
            writeln!(out, "# {}: {}", note.place(), note.reason)?;
        }
        Ok(())
    })?;
    Ok(if summary.books.is_empty() { Exit::NoInput } else { Exit::Clean })
}
