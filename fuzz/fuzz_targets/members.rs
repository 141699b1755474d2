//! Containers as raw bytes: zip archives, letters, electronic document envelopes.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::members(data);
});
