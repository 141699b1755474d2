//! What the command line, the environment and the configuration file say together.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{Color, Common, Format, Lang as LangArg};
use super::exit::Failure;
use crate::app::config::Config;
use crate::rules::Lang;

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// For people.
    Text,
    /// One object.
    Json,
    /// One record a line.
    Jsonl,
}

/// The options of a run, decided.
#[derive(Debug)]
pub(super) struct Settings {
    /// The registry file, if any was named.
    pub registry: Option<PathBuf>,
    /// A folder of rule pages over the built-in ones.
    pub rules: Option<PathBuf>,
    /// The day asked for.
    pub as_of: Option<Date>,
    /// This day, read once.
    pub today: Date,
    /// The format asked for, if any.
    pub format: Option<Format>,
    /// The language of results.
    pub lang: Lang,
    /// Threads; the machine's cores where not said.
    pub jobs: Option<usize>,
    /// No progress, no summary.
    pub quiet: bool,
    /// Print also what could not be verified.
    pub verbose: bool,
    /// The configuration file.
    pub config: Config,
    output: Option<PathBuf>,
}

impl Settings {
    /// Puts the command line over the configuration file over the defaults.
    pub(super) fn decide(common: Common) -> Result<Self, Failure> {
        let config = if common.no_config {
            Config::default()
        } else if let Some(path) = &common.config {
            Config::read(path).map_err(Failure::usage)?
        } else {
            let folder = std::env::current_dir().map_err(Failure::internal)?;
            Config::nearest(&folder).map_err(Failure::usage)?
        };
        match common.color {
            Color::Auto => {}
            Color::Always => anstream::ColorChoice::Always.write_global(),
            Color::Never => anstream::ColorChoice::Never.write_global(),
        }
        let lang = match (common.lang, config.lang.as_deref()) {
            (Some(LangArg::Vi), _) | (None, Some("vi")) => Lang::Vi,
            (Some(LangArg::En), _) | (None, Some("en")) => Lang::En,
            (None, Some(other)) => {
                return Err(Failure::usage(format!("lang trong tệp cấu hình là \"{other}\"; chỉ có vi hoặc en")));
            }
            (None, None) => lang_of(std::env::var_os("LANG").as_deref()),
        };
        Ok(Self {
            registry: common.registry.or_else(|| config.registry.clone()),
            rules: common.rules.or_else(|| config.rules.clone()),
            as_of: common.as_of,
            today: today(),
            format: common.format,
            lang,
            jobs: common.jobs,
            quiet: common.quiet,
            verbose: common.verbose > 0,
            config,
            output: common.output,
        })
    }

    /// Returns the registry file; a command that cannot work without one says so.
    pub(super) fn registry(&self) -> Result<&PathBuf, Failure> {
        self.registry.as_ref().ok_or_else(|| {
            Failure::usage("cần --registry FILE (hoặc registry trong soat.toml): sổ đăng ký văn bản để đối chiếu")
        })
    }

    /// Returns how to print a list; a command that only lists refuses the formats of files.
    pub(super) fn listing(&self) -> Result<Listing, Failure> {
        match self.format {
            None | Some(Format::Text) => Ok(Listing::Text),
            Some(Format::Json) => Ok(Listing::Json),
            Some(Format::Jsonl) => Ok(Listing::Jsonl),
            Some(other) => Err(Failure::usage(format!("lệnh này có các dạng text, json, jsonl, không có {other}"))),
        }
    }

    /// Returns the folder that the output goes to, where it is one.
    pub(super) fn output_folder(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.is_dir())
    }

    /// Returns where the output goes, where that was said.
    pub(super) fn output(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Writes a file that no screen can show where `--output` says; its names usually end in `extension`.
    pub(super) fn write_file(&self, format: &str, extension: &str, bytes: &[u8]) -> Result<(), Failure> {
        let needed = || Failure::usage(format!("--format {format} cần --output TỆP.{extension}"));
        let path = self.output().ok_or_else(needed)?;
        std::fs::write(path, bytes)
            .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))
    }

    /// Writes a report where it was asked for, through one buffer.
    pub(super) fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let Some(path) = &self.output else { return show(write) };
        File::create(path)
            .and_then(|file| {
                let mut out = BufWriter::new(anstream::StripStream::new(file));
                write(&mut out)?;
                out.flush()
            })
            .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))
    }
}

/// Writes a report to the screen, whatever `--output` says; a reader that stops reading is no failure.
pub(super) fn show(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()).map_err(Failure::internal) {
        Err(Failure::Internal(error))
            if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// English where `LANG` names a language other than Vietnamese; `C` and `POSIX` name none.
fn lang_of(lang: Option<&OsStr>) -> Lang {
    let lang = lang.map(OsStr::to_string_lossy).unwrap_or_default();
    let language = lang.split(['_', '.', '@']).next().unwrap_or_default();
    if matches!(language, "" | "C" | "POSIX" | "vi") { Lang::Vi } else { Lang::En }
}

/// This day in the local time zone's calendar, from the system clock in UTC+7, the only zone of Viet Nam; from
/// `SOURCE_DATE_EPOCH` where it is set, so that reports can be made again byte for byte.
pub(super) fn today() -> Date {
    const HANOI_SECONDS: u64 = 7 * 3600;
    const DAY_SECONDS: u64 = 86_400;
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<u64>().ok());
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
    let days = set.unwrap_or_else(now).saturating_add(HANOI_SECONDS) / DAY_SECONDS;
    let epoch = jiff::civil::date(1970, 1, 1);
    i64::try_from(days).ok().and_then(|days| epoch.checked_add(jiff::Span::new().days(days)).ok()).unwrap_or(epoch)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{Lang, lang_of};

    #[test]
    fn lang_follows_the_environment_only_when_it_says_otherwise() {
        for (lang, expected) in
            [("", Lang::Vi), ("C.UTF-8", Lang::Vi), ("vi_VN.UTF-8", Lang::Vi), ("en_US.UTF-8", Lang::En)]
        {
            assert_eq!(lang_of(Some(OsStr::new(lang))), expected, "LANG={lang}");
        }
        assert_eq!(lang_of(None), Lang::Vi);
    }
}
