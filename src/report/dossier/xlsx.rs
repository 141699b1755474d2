//! A dossier as a workbook: a summary and a row for every document owed, with columns for decision and remark.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::words::{entries, facts, title};
use crate::audit::dossier::Dossier;
use crate::report::sheet::workbook::{DECISION, list, summary};
use crate::rules::Lang;

/// Returns the workbook's bytes.
///
/// # Errors
/// The workbook cannot be made: more rows than Excel holds.
pub fn xlsx(dossier: &Dossier, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let entries = entries(dossier, lang);
    summary(&mut book, &title(dossier, lang), &facts(dossier, lang), std::slice::from_ref(&entries), lang)?;
    list(&mut book, &entries, &DECISION, lang)?;
    book.save_to_buffer()
}
