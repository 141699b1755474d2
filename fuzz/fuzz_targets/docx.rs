//! Word documents: the parts behind the zip container, `word/document.xml` first.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::docx(data);
});
