//! `soat ingest`: adds issued documents and catalogues to a registry.

use std::io::{self, Write};

use super::args::IngestArgs;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use super::{inputs, progress};
use crate::app::Office;
use crate::app::ingest::{self, Summary};
use crate::registry::Store;
use crate::report;
use crate::rules::Lang;

pub(super) fn run(args: &IngestArgs, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let mut store = Store::create_or_open(settings.registry()?).map_err(Failure::usage)?;
    let (files, missing) = inputs::collect_named(&args.paths, ingest::is_readable_name);
    let bar = progress::bar(files.len(), settings.quiet);
    let summary =
        ingest::ingest(&files, &mut store, &office.lexicon, &args.covers, &|| bar.inc(1)).map_err(Failure::internal)?;
    bar.finish_and_clear();
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
        Lang::Vi => ("bản sao của", "không nhận ra số, ký hiệu; lưu theo đường dẫn", "dòng danh mục không dùng"),
        Lang::En => ("a copy of", "no number recognised; stored under its path", "catalogue line not used"),
    };
    for item in &summary.copies {
        writeln!(out, "  {}: {copy} {}", item.path, item.document)?;
    }
    for path in &summary.unnumbered {
        writeln!(out, "  {path}: {unnumbered}")?;
    }
    let shown = if settings.verbose { usize::MAX } else { 10 };
    for item in summary.unused.iter().take(shown) {
        writeln!(out, "  {}:{}: {unused}: {}", item.path, item.line, item.reason)?;
    }
    if summary.unused.len() > shown {
        writeln!(out, "  … {} (-v)", summary.unused.len() - shown)?;
    }
    Ok(())
}
