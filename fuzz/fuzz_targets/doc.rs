//! Word 97–2003 documents, read without LibreOffice.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::read("a.doc", data);
});
