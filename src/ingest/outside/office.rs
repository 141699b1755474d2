//! LibreOffice: turns Word 97–2003 and RTF files into `.docx`, many in one call, and a report of ours into PDF.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::TempDir;

use super::Programs;
use super::cache::{keep, kept};
use super::process::{self, End};
use crate::ingest::IngestError;

/// Time for LibreOffice to start.
const START: Duration = Duration::from_mins(1);
/// Time for each file.
const EACH: Duration = Duration::from_secs(20);
/// Runs in a row without any result after which LibreOffice is given up.
const FRUITLESS: usize = 2;

/// Most files of one run.
const FILES: usize = 200;

/// Settings of the private profile: no macros, nothing fetched that a document points to, no way to the network.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"#;

/// Files that wait for LibreOffice, and those that it has turned.
#[derive(Debug)]
pub(in crate::ingest) struct Office<'p> {
    soffice: &'p Path,
    programs: &'p Programs,
    folder: TempDir,
    /// Extension of each waiting file, by the hash of its bytes.
    waiting: Mutex<BTreeMap<String, &'static str>>,
}

impl<'p> Office<'p> {
    /// Gets ready; `None` where there is no LibreOffice.
    ///
    /// # Errors
    /// No folder for its files can be made.
    pub(in crate::ingest) fn new(programs: &'p Programs) -> io::Result<Option<Self>> {
        let Some(soffice) = programs.soffice.as_deref() else { return Ok(None) };
        let folder = tempfile::Builder::new().prefix("soat-").tempdir()?;
        Ok(Some(Self { soffice, programs, folder, waiting: Mutex::default() }))
    }

    /// Puts a file among those that wait, unless it was turned before; returns the name its result will have.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::ingest) fn add(&self, bytes: &[u8], extension: &'static str) -> io::Result<String> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let new = kept(self.programs, &kept_name(&hash)).is_none()
            && self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(hash.clone(), extension).is_none();
        if new {
            fs::write(self.folder.path().join(format!("{hash}.{extension}")), bytes)?;
        }
        Ok(hash)
    }

    /// Turns all that wait. A file that LibreOffice cannot read, or that ends it, costs only itself.
    pub(in crate::ingest) fn convert(&self) {
        let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        let names: Vec<String> = waiting.iter().map(|(hash, extension)| format!("{hash}.{extension}")).collect();
        names.chunks(FILES).for_each(|names| self.convert_some(names.to_vec()));
    }

    fn convert_some(&self, mut names: Vec<String>) {
        let mut fruitless = 0;
        while !names.is_empty() && fruitless < FRUITLESS {
            let before = names.len();
            let ended = self.run("docx", &names);
            names.retain(|name| !self.keep(name));
            fruitless = if names.len() < before { 0 } else { fruitless + 1 };
            if ended.is_err() {
                return;
            }
            // They are taken in order: the first without a result is the one that stopped the rest.
            if !names.is_empty() {
                names.remove(0);
            }
        }
    }

    /// Turns one `.docx` file into PDF; `None` where LibreOffice made none.
    ///
    /// # Errors
    /// The file cannot be written, or LibreOffice cannot be started.
    pub(in crate::ingest) fn pdf(&self, docx: &[u8]) -> io::Result<Option<Vec<u8>>> {
        fs::write(self.folder.path().join("report.docx"), docx)?;
        self.run("pdf", &["report.docx".to_owned()])?;
        Ok(fs::read(self.folder.path().join("out/report.pdf")).ok())
    }

    fn run(&self, to: &str, names: &[String]) -> io::Result<End> {
        let user = self.folder.path().join("profile/user");
        fs::create_dir_all(&user)?;
        fs::write(user.join("registrymodifications.xcu"), PROFILE)?;
        let profile = self.folder.path().join("profile").to_string_lossy().replace('\\', "/");
        let mut command = Command::new(self.soffice);
        command
            .arg(format!("-env:UserInstallation=file://{}{profile}", if profile.starts_with('/') { "" } else { "/" }))
            .args(["--headless", "--norestore", "--nolockcheck", "--convert-to", to, "--outdir", "out"])
            .args(names)
            .current_dir(self.folder.path());
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        process::run(command, START + EACH.saturating_mul(count))
    }

    /// Keeps the result of a file for later runs; returns whether there is one.
    fn keep(&self, name: &str) -> bool {
        let hash = name.split('.').next().unwrap_or_default();
        let Ok(made) = fs::read(self.made(hash)) else { return false };
        keep(self.programs, &kept_name(hash), &made);
        true
    }

    /// Returns the result for the file of this hash, `None` where it could not be turned.
    pub(in crate::ingest) fn result(&self, hash: &str) -> Option<Vec<u8>> {
        fs::read(self.made(hash)).ok().or_else(|| kept(self.programs, &kept_name(hash)))
    }

    /// Returns the bytes of a file that waited.
    ///
    /// # Errors
    /// It cannot be loaded.
    pub(in crate::ingest) fn original(&self, hash: &str, extension: &str) -> io::Result<Vec<u8>> {
        fs::read(self.folder.path().join(format!("{hash}.{extension}")))
    }

    fn made(&self, hash: &str) -> PathBuf {
        self.folder.path().join("out").join(format!("{hash}.docx"))
    }
}

fn kept_name(hash: &str) -> String {
    format!("{hash}.docx")
}

/// Returns the error for a format that needs LibreOffice where there is none.
pub(in crate::ingest) fn missing(format: &'static str) -> IngestError {
    IngestError::NeedsProgram { format, program: "LibreOffice", variable: "SOAT_SOFFICE" }
}
