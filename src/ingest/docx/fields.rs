//! Fields: what Word computed is text, how it is computed is not.

/// How far one field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Its instruction.
    Instruction,
    /// Its result.
    Result,
}

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Phase>,
}

/// Deepest nesting that is followed; fields deeper count as their outer field's.
const DEPTH: usize = 32;

impl Fields {
    /// Takes a `fldChar` of this type.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < DEPTH => self.open.push(Phase::Instruction),
            "separate" => {
                if let Some(phase) = self.open.last_mut() {
                    *phase = Phase::Result;
                }
            }
            "end" => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Returns whether text here is printed: results are, save those of fields inside an instruction.
    pub(super) fn printed(&self) -> bool {
        self.open.split_last().is_none_or(|(_, outer)| outer.iter().all(|phase| *phase == Phase::Result))
    }

    /// Forgets fields that the paragraph's end finds in their instruction: their end is missing, and what follows must
    /// not be lost with them.
    pub(super) fn end_paragraph(&mut self) {
        if let Some(broken) = self.open.iter().position(|phase| *phase == Phase::Instruction) {
            self.open.truncate(broken);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn a_field_inside_an_instruction_is_not_printed() {
        let mut fields = Fields::default();
        fields.mark("begin");
        fields.mark("begin");
        fields.mark("separate");
        assert!(!fields.printed());
        fields.mark("end");
        fields.mark("separate");
        assert!(fields.printed());
        fields.mark("end");
        assert!(fields.printed());
    }

    #[test]
    fn a_field_without_end_does_not_swallow_the_rest() {
        let mut fields = Fields::default();
        fields.mark("begin");
        fields.mark("begin");
        fields.end_paragraph();
        assert!(fields.printed() && fields.open.is_empty());
    }
}
