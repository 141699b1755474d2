//! Which provision of this document "Điều này" and "khoản này" are.

use super::units::Unit;
use crate::document::{Provision, ProvisionPath};
use crate::text::Span;

/// Returns `paths` seen from the document's root: those within the unit that "này" points at go into the provision that
/// holds `span`. Where that provision is not known the paths stay as printed.
pub(super) fn resolved(
    paths: Vec<ProvisionPath>,
    within: Option<Unit>,
    span: Span,
    provisions: &[Provision],
) -> Vec<ProvisionPath> {
    let Some(unit) = within else { return paths };
    let holder = provisions.iter().find_map(|provision| provision.innermost(span));
    let Some(root) = holder.and_then(|holder| up_to(&holder.path, unit)) else { return paths };
    paths.into_iter().map(|path| format!("{root}/{path}")).collect()
}

/// Returns the part of `path` that ends with the step of `unit`.
fn up_to(path: &str, unit: Unit) -> Option<&str> {
    let mut end = 0;
    for step in path.split('/') {
        end += step.len();
        if step.strip_prefix(unit.slug()).is_some_and(|rest| rest.starts_with('-')) {
            return path.get(..end);
        }
        end += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Unit, resolved};
    use crate::document::Provision;
    use crate::text::Span;

    #[test]
    fn this_article_is_the_one_around() {
        let clause = Provision {
            path: "dieu-3/khoan-2".to_owned(),
            label: "2.".to_owned(),
            heading: None,
            span: Span::new(10, 40),
            children: Vec::new(),
        };
        let article = Provision {
            path: "dieu-3".to_owned(),
            label: "Điều 3.".to_owned(),
            span: Span::new(0, 50),
            children: vec![clause.clone()],
            ..clause
        };
        let path = || vec!["khoan-1".to_owned()];
        let around = [article];
        assert_eq!(resolved(path(), Some(Unit::Article), Span::new(20, 30), &around), ["dieu-3/khoan-1"]);
        assert_eq!(resolved(path(), Some(Unit::Article), Span::new(60, 70), &around), ["khoan-1"]);
        assert_eq!(resolved(path(), None, Span::new(20, 30), &around), ["khoan-1"]);
    }
}
