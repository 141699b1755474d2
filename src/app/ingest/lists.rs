//! Stores what lists tell: catalogues line by line, number books row by row.

use rayon::prelude::*;

use super::summary::{RowNote, Summary};
use crate::app::book::{self, Listed, Mapping, Note, Outcome};
use crate::app::catalogue;
use crate::app::inputs::Input;
use crate::app::reading::Unread;
use crate::ingest::{self, IngestError};
use crate::lexicon::Lexicon;
use crate::registry::{Entry, RegistryError, Store};

/// Lines or rows stored by one commit.
const LINES: usize = 4096;

/// Files read before what they tell is stored: memory stays bounded.
const FILES: usize = 8;

/// Stores the lines of a catalogue.
pub(super) fn store_catalogue(
    input: &Input,
    store: &mut Store,
    lexicon: &Lexicon,
    summary: &mut Summary,
) -> Result<(), RegistryError> {
    let text = match std::fs::read_to_string(&input.path) {
        Ok(text) => text,
        Err(error) => {
            summary.unread.push(unread(input, &IngestError::Unopened(error.to_string())));
            return Ok(());
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, line)| (at + 1, line)).collect();
    for chunk in lines.chunks(LINES) {
        let read: Vec<_> = chunk.par_iter().map(|(number, line)| (*number, catalogue::entry(line, lexicon))).collect();
        let mut entries = Vec::with_capacity(read.len());
        for (line, entry) in read {
            match entry {
                Ok(entry) => entries.push(entry),
                Err(error) => summary.unused.push(RowNote {
                    path: input.name.clone(),
                    sheet: None,
                    line: Some(line),
                    reason: error.to_string(),
                }),
            }
        }
        store_entries(&entries, store, summary)?;
    }
    Ok(())
}

/// Stores what number books tell, and returns the files that turned out to be documents.
pub(super) fn store_books<'i>(
    inputs: &[&'i Input],
    store: &mut Store,
    lexicon: &Lexicon,
    mapping: &Mapping,
    summary: &mut Summary,
) -> Result<Vec<&'i Input>, RegistryError> {
    let mut documents = Vec::new();
    for chunk in inputs.chunks(FILES) {
        let read = |input: &&'i Input| (*input, read_book(input, mapping, lexicon));
        for (input, outcome) in chunk.par_iter().map(read).collect::<Vec<_>>() {
            match outcome {
                Ok(Outcome::Listed(listed)) => store_book(input, listed, store, summary)?,
                Ok(Outcome::Document(doubt)) => {
                    summary.notes.extend(doubt.map(|what| RowNote {
                        path: input.name.clone(),
                        sheet: None,
                        line: None,
                        reason: format!("nạp như một văn bản: {what}"),
                    }));
                    documents.push(input);
                }
                Err(error) => summary.unread.push(unread(input, &error)),
            }
        }
    }
    Ok(documents)
}

fn read_book(input: &Input, mapping: &Mapping, lexicon: &Lexicon) -> Result<Outcome, IngestError> {
    book::read(&input.name, &ingest::load(&input.path)?, mapping, lexicon)
}

fn store_book(input: &Input, listed: Listed, store: &mut Store, summary: &mut Summary) -> Result<(), RegistryError> {
    let note = |Note { sheet, row, what }: Note| RowNote {
        path: input.name.clone(),
        sheet: Some(sheet).filter(|sheet| !sheet.is_empty()),
        line: Some(row).filter(|row| *row > 0),
        reason: what,
    };
    summary.books.extend(listed.sheets);
    summary.unused.extend(listed.unused.into_iter().map(note));
    summary.notes.extend(listed.notes.into_iter().map(note));
    for chunk in listed.entries.chunks(LINES) {
        store_entries(chunk, store, summary)?;
    }
    Ok(())
}

fn store_entries(entries: &[Entry], store: &mut Store, summary: &mut Summary) -> Result<(), RegistryError> {
    let mut batch = store.begin()?;
    for entry in entries {
        batch.put_entry(entry)?;
    }
    summary.catalogued += entries.len();
    batch.commit()
}

fn unread(input: &Input, error: &IngestError) -> Unread {
    Unread { path: input.name.clone(), reason: error.to_string() }
}
