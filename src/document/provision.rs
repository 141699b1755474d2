//! Provisions and their paths.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A path to a provision, outermost first: `dieu-5/khoan-2/diem-a`, `phu-luc-ii/muc-1`; `đ` is written `dd`.
pub type ProvisionPath = String;

/// One provision of the document with what it contains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provision {
    /// Path from the document's root.
    pub path: ProvisionPath,
    /// The printed label: `Điều 1.`, `2.`, `a)`.
    pub label: String,
    /// The heading after the label, where it has one.
    pub heading: Option<String>,
    /// From the label to the end of the last thing inside.
    pub span: Span,
    /// Provisions inside, in order.
    pub children: Vec<Provision>,
}

impl Provision {
    /// Returns the innermost provision that holds `span`.
    #[must_use]
    pub fn innermost(&self, span: Span) -> Option<&Self> {
        if !self.span.contains(span) {
            return None;
        }
        self.children.iter().find_map(|child| child.innermost(span)).or(Some(self))
    }
}
