//! What was recognised of a sheet, for people to see and to write down as a mapping.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ground::Ground;
use super::heads::Heads;
use super::mapping::letters;
use crate::ingest::Sheet;
use crate::lexicon::BookField;

/// How a sheet of a number book was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recognised {
    /// The file.
    pub path: String,
    /// The sheet; `None` for separated text.
    pub sheet: Option<String>,
    /// How many rows were used.
    #[serde(flatten)]
    pub used: Used,
    /// Its columns, from the left.
    pub columns: Vec<ColumnTaken>,
    /// The row of the heads.
    heads: usize,
    year: Option<i16>,
    symbol: Option<String>,
    kind: Option<String>,
    issuer: Option<String>,
    territory: Option<String>,
}

/// How many rows below the heads were used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Used {
    /// Rows that tell of a document.
    pub rows: usize,
    /// Rows that do not, each listed with its reason.
    pub unused: usize,
    /// Headings, repeated heads, and rows that the mapping passes over.
    pub passed: usize,
}

/// A column and what was taken of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ColumnTaken {
    /// Its letter.
    pub column: String,
    /// Its head.
    pub head: String,
    /// What it tells; `None` where it is not used.
    pub field: Option<BookField>,
}

impl Recognised {
    pub(super) fn of(path: &str, sheet: &Sheet, heads: &Heads, ground: &Ground, used: Used) -> Self {
        let field = |at: usize| heads.columns.iter().find(|(_, column)| **column == at).map(|(field, _)| *field);
        let mut columns: Vec<(usize, String)> =
            heads.labels.iter().filter(|(_, head)| !head.is_empty()).cloned().collect();
        for at in heads.columns.values().filter(|at| !heads.labels.iter().any(|(column, _)| column == *at)) {
            columns.push((*at, String::new()));
        }
        columns.sort();
        Self {
            path: path.to_owned(),
            sheet: Some(sheet.name.clone()).filter(|name| !name.is_empty()),
            used,
            columns: columns
                .into_iter()
                .map(|(at, head)| ColumnTaken { column: letters(at), head, field: field(at) })
                .collect(),
            heads: heads.row,
            year: ground.year,
            symbol: ground.symbol.clone(),
            kind: ground.kind.clone(),
            issuer: ground.issuer.clone(),
            territory: ground.territory.clone(),
        }
    }

    /// Returns the file and the sheet: `so.xlsx [2018]`.
    #[must_use]
    pub fn place(&self) -> String {
        self.sheet.as_ref().map_or_else(|| self.path.clone(), |sheet| format!("{} [{sheet}]", self.path))
    }

    /// Returns the entry of a mapping that says what was recognised, for the office to correct.
    #[must_use]
    pub fn as_toml(&self) -> String {
        let mut text = format!(
            "# {} văn bản; {} hàng không dùng; {} hàng tiêu đề\n[[book]]\n",
            self.used.rows, self.used.unused, self.used.passed
        );
        let mut line = |key: &str, value: toml::Value| {
            let _ = writeln!(text, "{key} = {value}");
        };
        let list = |word: &str| toml::Value::Array(vec![word.into()]);
        line("files", list(self.path.rsplit('/').next().unwrap_or(&self.path)));
        if let Some(sheet) = &self.sheet {
            line("sheets", list(&globset::escape(sheet)));
        }
        line("heads", i64::try_from(self.heads).unwrap_or_default().into());
        if let Some(year) = self.year {
            line("year", i64::from(year).into());
        }
        for (key, value) in
            [("symbol", &self.symbol), ("kind", &self.kind), ("issuer", &self.issuer), ("territory", &self.territory)]
        {
            if let Some(value) = value {
                line(key, value.as_str().into());
            }
        }
        text.push_str("\n[book.columns]\n");
        for column in &self.columns {
            let head = &column.head;
            let _ = match column.field.and_then(|field| serde_json::to_value(field).ok()) {
                Some(field) => writeln!(
                    text,
                    "{} = {} # {head}",
                    field.as_str().unwrap_or_default(),
                    toml::Value::from(column.column.as_str())
                ),
                None => writeln!(text, "# {} không dùng: {head}", column.column),
            };
        }
        text
    }
}
