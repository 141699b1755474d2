//! Plain text in any encoding.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::read("a.txt", data);
});
