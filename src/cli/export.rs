//! `soat export`: documents as files that other systems read.

use std::path::Path;

use super::args::{ExportArgs, Format};
use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::{inputs, progress};
use crate::app::Office;
use crate::app::export::{self, Exported, Form};

pub(super) fn run(args: &ExportArgs, settings: &Settings) -> Result<Exit, Failure> {
    let form = match settings.format {
        None | Some(Format::Akn) => Form::Akn,
        Some(Format::Edxml) => Form::Edxml { from: sender(args)?, to: args.to.clone() },
        Some(Format::Json | Format::Jsonl) => return super::parse::run(&args.inputs, settings),
        Some(_) => {
            return Err(Failure::usage("export in dạng akn, edxml hoặc json; dạng khác: soat parse"));
        }
    };
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let (inputs, _) = inputs::collect(&args.inputs.paths);
    let bar = progress::bar(inputs.len(), settings.quiet);
    let exported = export::export(&office, &inputs, &form, &|| bar.inc(1));
    bar.finish_and_clear();
    let exported: Vec<Exported> = exported.into_iter().filter_map(inputs::report_unread).collect();
    match (exported.as_slice(), settings.output_folder()) {
        ([], _) => return Ok(Exit::NoInput),
        (all, Some(folder)) => all.iter().try_for_each(|one| save(one, folder))?,
        ([one], None) => settings.print(|out| out.write_all(&one.bytes))?,
        (_, None) => return Err(Failure::usage("có nhiều văn bản: cần --output với một thư mục đã có")),
    }
    Ok(Exit::Clean)
}

fn sender(args: &ExportArgs) -> Result<String, Failure> {
    let missing = || Failure::usage("phong bì edXML cần mã định danh của cơ quan gửi: --from, ví dụ --from H02.00.00");
    args.from.clone().ok_or_else(missing)
}

/// Writes one file into a folder; a second one of the same name gets a number.
fn save(exported: &Exported, folder: &Path) -> Result<(), Failure> {
    let (stem, extension) = exported.name.split_once('.').unwrap_or((&exported.name, "xml"));
    let names =
        std::iter::once(exported.name.clone()).chain((2..).map(|number| format!("{stem}-{number}.{extension}")));
    let free = names.map(|name| folder.join(name)).find(|path| !path.exists());
    let path = free.ok_or_else(|| Failure::usage("hết tên tệp"))?;
    std::fs::write(&path, &exported.bytes)
        .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))
}
