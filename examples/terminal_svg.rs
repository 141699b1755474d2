//! Draws what a terminal shows, as an SVG picture, for the README.
//!
//! `soat check DRAFT --color always | cargo run --example terminal_svg > docs/check.svg`

use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut shown = String::new();
    std::io::stdin().read_to_string(&mut shown)?;
    let picture = anstyle_svg::Term::new().render_svg(&shown);
    std::io::stdout().write_all(picture.as_bytes())
}
