//! The progress bar: on standard error, only where a person watches it.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Returns a bar over `total` files; a hidden one where `quiet`, where standard error is no terminal, or for one file.
pub(super) fn bar(total: usize, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(total).unwrap_or(u64::MAX));
    if quiet || total < 2 || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} tệp, còn {eta}") {
        bar.set_style(style);
    }
    bar
}
