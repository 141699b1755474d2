//! `OpenDocument` text: `content.xml`, then `styles.xml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::odt(data);
});
