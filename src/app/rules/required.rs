//! What every rule page must have.

use jiff::civil::Date;

use crate::rules::{Body, Example, HEADINGS, Rule, Side, Verified};

/// Returns what a page lacks, one line each.
pub(super) fn faults(rule: &Rule, body: &Body) -> Vec<String> {
    let mut faults = Vec::new();
    headings(body, &mut faults);
    let count = |side| body.examples.iter().filter(|example| example.side == side).count();
    if count(Side::Wrong) < 2 {
        faults.push("fewer than two examples under Ví dụ vi phạm".to_owned());
    }
    if count(Side::Right) < 2 {
        faults.push("fewer than two examples under Ví dụ đúng".to_owned());
    }
    both_sides(rule, body, &mut faults);
    if rule.front.basis.iter().all(|basis| basis.verified == Verified::Memory) {
        let severe = rule.front.severity > crate::rules::Severity::Warning;
        if severe {
            faults.push("a rule whose bases are all from memory cannot be more than a warning".to_owned());
        }
    }
    for (key, message) in &rule.front.message {
        if message.what.vi.chars().count() > 120 {
            faults.push(format!("message {key}: what is wrong is said in one clause of at most 120 characters"));
        }
    }
    faults
}

fn headings(body: &Body, faults: &mut Vec<String>) {
    let found: Vec<&str> = body.sections.iter().map(|section| section.heading.as_str()).collect();
    if found != HEADINGS {
        faults.push(format!("the headings are {}, wanted are {}", found.join(" · "), HEADINGS.join(" · ")));
    }
    for section in &body.sections {
        if section.text.trim().is_empty() {
            faults.push(format!("nothing stands under {}", section.heading));
        }
    }
}

/// The page shows what the law was before and after every change.
fn both_sides(rule: &Rule, body: &Body, faults: &mut Vec<String>) {
    let days: Vec<Date> = body.examples.iter().filter_map(Example::day).collect();
    for basis in &rule.front.basis {
        if !days.iter().any(|day| *day < basis.from) {
            faults.push(format!("no example before {}, when {} begins", basis.from, basis.number));
        }
        if !days.iter().any(|day| *day >= basis.from) {
            faults.push(format!("no example from {} on, when {} begins", basis.from, basis.number));
        }
        let Some(to) = basis.to else { continue };
        if !days.iter().any(|day| *day <= to) {
            faults.push(format!("no example up to {to}, when {} ends", basis.number));
        }
        if !days.iter().any(|day| *day > to) {
            faults.push(format!("no example after {to}, when {} ends", basis.number));
        }
    }
}
