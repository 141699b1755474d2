//! Word documents: tracked changes in the parts that hold the text, every other part copied byte for byte.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::choice::{self, Choice};
use super::comments::Comments;
use super::markup::Pen;
use super::sheet::{Plan, Sheet};
use super::{Edit, Left, Mended, Note, Obstacle, Unmendable};
use crate::text::{Run, Source, Span};

/// Most unpacked bytes of a part, as for reading.
pub(super) const PART: u64 = 64 << 20;

/// The parts of a document that hold its text, by name.
type Sheets = BTreeMap<Arc<str>, Sheet>;

pub(super) fn mend(
    bytes: &[u8],
    source: &Source,
    edits: &[Edit],
    notes: &[Note],
    choice: Choice,
    date: Date,
) -> Result<Mended, Unmendable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = sheets(&mut archive, source)?;
    let mut failed = Vec::new();
    for &index in &choice.tried {
        let Some(edit) = edits.get(index) else { continue };
        match plan(source, &sheets, edit) {
            Ok(plans) => {
                for (part, plan) in plans {
                    if let Some(sheet) = sheets.get_mut(&part) {
                        sheet.cut(plan);
                    }
                }
            }
            Err(why) => failed.push(Left { edit: index, why }),
        }
    }
    let mut comments = if notes.is_empty() { None } else { Some(Comments::open(&mut archive, source)?) };
    let parts = sheets.values().map(Sheet::text).chain(comments.as_ref().map(Comments::text));
    let mut pen = Pen::new(date, parts);
    let mut changed = BTreeMap::new();
    if let Some(comments) = &mut comments {
        for note in notes {
            comment(source, &mut sheets, comments, note, &mut pen);
        }
        changed.extend(comments.parts());
    }
    for (name, sheet) in &sheets {
        if let Some(part) = sheet.written(&mut pen) {
            changed.insert(key(name), part);
        }
    }
    let (made, left) = choice.outcome(&failed);
    Ok(Mended { bytes: repack(&mut archive, &changed)?, made, left })
}

/// Lays a note at its words: at the letters where they can be marked, else at their paragraph, else at the first one.
fn comment(source: &Source, sheets: &mut Sheets, comments: &mut Comments, note: &Note, pen: &mut Pen) {
    let Some(sheet) = sheets.iter_mut().find(|(name, _)| key(name) == comments.story()).map(|(_, sheet)| sheet) else {
        return;
    };
    let own = |run: &&Run| run.origin.as_ref().is_some_and(|origin| key(&origin.part) == comments.story());
    let words: Vec<&Run> = source.runs().iter().filter(own).filter(|run| run.span.overlaps(note.span)).collect();
    let spot = |run: Option<&&Run>, at: usize| run.and_then(|run| sheet.spot(run, source.slice(run.span), at));
    let begin = spot(words.first(), words.first().map_or(0, |run| run.span.start.max(note.span.start)));
    let end = spot(words.last(), words.last().map_or(0, |run| run.span.end.min(note.span.end)));
    let at_letters = begin.zip(end);
    let near = || source.runs().iter().filter(own).min_by_key(|run| run.span.start.abs_diff(note.span.start));
    let at_paragraphs = || {
        let (first, last) = (words.first().copied().or_else(near)?, words.last().copied().or_else(near)?);
        Some((sheet.paragraph_of(first)?.0, sheet.paragraph_of(last)?.1))
    };
    let Some((begin, end)) = at_letters.or_else(at_paragraphs).or_else(|| sheet.first_paragraph()) else { return };
    let (open, close) = comments.add(&note.text, pen);
    sheet.mark(begin, &open, true);
    sheet.mark(end, &close, false);
}

/// Reads the parts that runs of the text come from.
fn sheets(archive: &mut ZipArchive<Cursor<&[u8]>>, source: &Source) -> Result<Sheets, Unmendable> {
    let mut sheets = Sheets::new();
    for part in source.runs().iter().filter_map(|run| run.origin.as_ref()).map(|origin| &origin.part) {
        if sheets.contains_key(part) {
            continue;
        }
        let names = (0..archive.len()).filter_map(|index| Some((index, archive.name_for_index(index)?.ok()?)));
        let index = names.filter(|(_, name)| key(name) == key(part)).map(|(index, _)| index).next();
        let Some(index) = index else { continue };
        let mut bytes = Vec::new();
        let file = archive.by_index(index).map_err(damaged)?;
        file.take(PART).read_to_end(&mut bytes).map_err(damaged)?;
        sheets.insert(Arc::clone(part), Sheet::read(bytes)?);
    }
    Ok(sheets)
}

/// Returns what an edit changes in each part; all of it can be done, or none is.
fn plan(source: &Source, sheets: &Sheets, edit: &Edit) -> Result<Vec<(Arc<str>, Plan)>, Obstacle> {
    let mut plans = Vec::new();
    for change in choice::changes(edit, source.slice(edit.span)) {
        if change.span.is_empty() {
            plans.push(insertion(source, sheets, &change)?);
        } else {
            replacement(source, sheets, &change, &mut plans)?;
        }
    }
    Ok(plans)
}

/// New words go on in the run before them, else stand at the head of the one behind.
fn insertion(source: &Source, sheets: &Sheets, change: &Edit) -> Result<(Arc<str>, Plan), Obstacle> {
    let at = change.span.start;
    let touching = |run: &&Run| run.span.start <= at && at <= run.span.end && run.origin.is_some();
    let mut runs: Vec<&Run> = source.runs().iter().filter(touching).collect();
    runs.sort_by_key(|run| run.span.start == at);
    let mut why = Obstacle::Boundary;
    for run in runs {
        match one(source, sheets, run, Span::new(at, at), &change.text) {
            Ok(plan) => return Ok(plan),
            Err(obstacle) => why = obstacle,
        }
    }
    Err(why)
}

/// The new words stand where the first run's words go.
fn replacement(
    source: &Source,
    sheets: &Sheets,
    change: &Edit,
    plans: &mut Vec<(Arc<str>, Plan)>,
) -> Result<(), Obstacle> {
    let mut at = change.span.start;
    let mut text = change.text.as_str();
    for run in source.runs().iter().filter(|run| run.span.overlaps(change.span)) {
        if run.span.start > at {
            return Err(Obstacle::Boundary);
        }
        let gone = Span::new(at, run.span.end.min(change.span.end));
        plans.push(one(source, sheets, run, gone, std::mem::take(&mut text))?);
        at = gone.end;
    }
    if at < change.span.end { Err(Obstacle::Boundary) } else { Ok(()) }
}

fn one(source: &Source, sheets: &Sheets, run: &Run, gone: Span, text: &str) -> Result<(Arc<str>, Plan), Obstacle> {
    let origin = run.origin.as_ref().ok_or(Obstacle::Boundary)?;
    let sheet = sheets.get(&origin.part).ok_or(Obstacle::Unlocated)?;
    let plan = sheet.plan(run, source.slice(run.span), gone, text)?;
    Ok((Arc::clone(&origin.part), plan))
}

/// Copies the package: changed parts are packed anew in their place, all others as they are.
pub(super) fn repack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    changed: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<u8>, Unmendable> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.set_raw_comment(archive.comment().to_vec().into_boxed_slice()).map_err(damaged)?;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.into_owned();
        match changed.get(&key(&name)) {
            Some(part) => {
                let mut options = SimpleFileOptions::default().compression_method(file.compression());
                if let Some(time) = file.last_modified() {
                    options = options.last_modified_time(time);
                }
                drop(file);
                out.start_file(name, options).map_err(damaged)?;
                out.write_all(part).map_err(damaged)?;
            }
            None => out.raw_copy_file(file).map_err(damaged)?,
        }
    }
    let new = |name: &&String| !archive.file_names().flatten().any(|own| key(&own) == **name);
    for (name, part) in changed.iter().filter(|(name, _)| new(name)) {
        out.start_file(name, SimpleFileOptions::default()).map_err(damaged)?;
        out.write_all(part).map_err(damaged)?;
    }
    Ok(out.finish().map_err(damaged)?.into_inner())
}

/// Returns the name that entries are compared by, as for reading.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

pub(super) fn damaged(error: impl std::fmt::Display) -> Unmendable {
    Unmendable::Damaged(error.to_string())
}
