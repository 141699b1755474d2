//! Prints what is understood of files, for reading by eye: `cargo run --example parse_dump -- FILE…`.

use std::io::Write;

use soat::document::Provision;
use soat::lexicon::Lexicon;
use soat::parse;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = Lexicon::builtin()?;
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let source = soat::ingest::read_path(&path)?;
        let document = parse::parse(&path, &source, &lexicon);
        writeln!(out, "=== {path} {:?}", document.class)?;
        let header = &document.header;
        for (name, organ) in
            [("superior", &header.superior), ("issuer", &header.issuer), ("enacting", &header.enacting)]
        {
            if let Some(organ) = organ {
                writeln!(out, "{name:10} {} [{:?} {:?} {:?}]", organ.text, organ.id, organ.level, organ.territory)?;
            }
        }
        writeln!(out, "number     {:?}", header.number.as_ref().map(|number| (&number.key, number.scheme)))?;
        writeln!(out, "place      {:?} {:?}", header.place.as_ref().map(|place| &place.text), document.issued())?;
        writeln!(out, "kind       {:?}", header.kind.as_ref().map(|kind| (&kind.text, &kind.id)))?;
        writeln!(out, "title      {:?}", header.title.as_ref().map(|title| &title.text))?;
        writeln!(
            out,
            "effective  {:?}",
            document.effective.as_ref().map(|effect| (effect.date, effect.on_signing, document.slice(effect.span)))
        )?;
        for recital in &document.recitals {
            writeln!(out, "recital    {}", short(document.slice(recital.span)))?;
        }
        for provision in &document.provisions {
            dump(&mut out, &document, provision, 0)?;
        }
        for signature in &document.signatures {
            writeln!(out, "signature  {:?} | {:?} | {:?}", signature.authority, signature.title, signature.name)?;
        }
        for recipient in &document.recipients {
            writeln!(out, "recipient  {}", recipient.text)?;
        }
        for task in &document.tasks {
            writeln!(out, "task       {} {}", task.path, short(&task.text))?;
            writeln!(
                out,
                "           lead {:?} support {:?} targets {:?}",
                names(&task.lead),
                names(&task.support),
                names(&task.targets)
            )?;
            writeln!(
                out,
                "           {:?} {:?} {:?} {:?} {:?}",
                task.action, task.start, task.due, task.recurrence, task.product
            )?;
        }
        for problem in &document.problems {
            writeln!(out, "problem    {}", problem.code)?;
        }
    }
    Ok(())
}

fn names(units: &[soat::document::UnitRef]) -> Vec<&str> {
    units.iter().map(|unit| unit.text.as_str()).collect()
}

fn dump(
    out: &mut impl Write,
    document: &soat::document::Document,
    provision: &Provision,
    depth: usize,
) -> std::io::Result<()> {
    let words = short(document.slice(provision.span));
    writeln!(out, "{:depth$}{} «{}» {:?} {words}", "", provision.path, provision.label, provision.heading)?;
    provision.children.iter().try_for_each(|child| dump(out, document, child, depth + 2))
}

fn short(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(90).collect()
}
