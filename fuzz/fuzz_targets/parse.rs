//! Everything that is recognised in a text.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::parse(data);
});
